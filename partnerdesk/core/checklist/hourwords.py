"""Hours of the day as they are said: “10:00”, “a las diez y media”, “half past twelve”, “15 heures et demie”.

Held against folded text, in English, Spanish, French and Portuguese at once. A bare number is an hour only
where a word before it says so and nothing is counted after it: “a las 10 en Puebla”, not “a las 10 escuelas”.
What is said of twelve hours without its half of the day may mean both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from partnerdesk.core.checklist.hournames import ENGLISH, PORTUGUESE, SPANISH
from partnerdesk.core.checklist.hourparts import CLOCK, HALF, Said, number, of, stands_before
from partnerdesk.core.checklist.spokenhours import english, french, portuguese, spanish

_DIGITAL = re.compile(rf"{CLOCK.pattern}{HALF}?")
_HALVED = re.compile(rf"(?<![\d:.,])(?P<hour>\d{{1,2}})(?:\.(?P<minute>\d\d))?{HALF}")
_DOTTED = re.compile(
    r"\b(?:at|as|a las|a la)\s(?P<hour>\d{1,2})\.(?P<minute>\d\d)(?![\d.]|\s?(?:euro|dollar|%))"
)
_LASTS = re.compile(r"\b(?:de|pendant|durant|durante|for|of|dure|dura|duree|d'environ|por|en)\s\Z")
_TO_AN_END = re.compile(r"\s?(?:a|-|–|jusqu'a|ate)\s?(?:las?\s|as\s)?\d")
_FOUR = re.compile(r"\bat (?P<hour>[01]\d|2[1-3])(?P<minute>[0-5]\d)\b(?=\s(?:hours|hrs|h|in|your|our)\b)")
_NOON = re.compile(
    r"\b(?:(?:12\s)?(?:noon|midday)|mediodia|medio dia|(?P<night>(?:12\s)?midnight|medianoche))\b"
)


def said_hours(text: str, line: str) -> list[Said]:
    """Return the hours of a line in their order; of those that overlap, the longest.

    Args:
        text: folded, letter for letter as long as the line.
        line: as it stands in the letter: cities are written large there.

    """
    found = [each for read in _READERS for each in read(text, line)]
    kept: list[Said] = []  # in their order; none overlaps another
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        at = bisect_left(kept, each.start, key=_START)
        if all(each.end <= other.start or each.start >= other.end for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, each)
    return sorted([*kept, *_beside(kept, text, line)], key=_START)


def _digital(text: str, _line: str) -> Iterator[Said]:
    """Read 10:00, 10h30, 10 h, 3 pm, 3 de la tarde; “a lesson of 2 h” lasts."""
    for match in _DIGITAL.finditer(text):
        lasts = match[2] is None and stands_before(_LASTS, text, match.start())
        if not lasts or _TO_AN_END.match(text, match.end()):
            exact = ":" not in match[0] or len(match[1]) == 2  # 2:30 is mostly of a clock of twelve
            yield from of(match, int(match[1]), int(match[2] or 0), exact=exact)
    for pattern in (_HALVED, _DOTTED, _FOUR):
        for match in pattern.finditer(text):
            yield from of(match, int(match["hour"]), int(match["minute"] or 0))


def _noon(text: str, _line: str) -> Iterator[Said]:
    for match in _NOON.finditer(text):
        yield Said(0 if match["night"] else 12, 0, match.start(), match.end())


_READERS: tuple[Callable[[str, str], Iterator[Said]], ...] = (
    _digital,
    english,
    spanish,
    french,
    portuguese,
    _noon,
)

_NUMBER_OF = re.compile(
    r"(?<![\d:.,])\b(?P<hour>2[0-3]|1\d|0?\d|[a-z]+)(?:(?:\s(?:in|en|em|no|na|a)\s|\s\()(?=(?P<city>.))"
    r"|(?=\s(?:(?:your|our|my) (?:local )?time|for (?:us|you)|here|there|nuestra hora|su hora|hora de"
    r"|para (?:nosotr[oa]s|ustedes|nos|voces)|de ustedes|aqui|alla|chez (?:nous|vous)|pour (?:nous|vous)"
    r"|nosso horario|horario de|ai)\b))"
)
_LARGE = re.compile(r"[^\W\d_a-zà-öø-ÿ]")
_SMALL_WORD = re.compile(r"(?<!\w)[a-zà-öø-ÿ]\w{2,}")
_JOINS = frozenset(
    ["and", "time", "local", "hora", "horas", "heure", "heures", "las", "los", "est", "son", "que", "your",
     "our", "my", "soit", "for", "you", "here", "there", "para", "ustedes", "nosotros", "nosotras", "você",
     "vocês", "nós", "nuestra", "aquí", "allá", "aqui", "chez", "nous", "vous", "pour", "horario", "horário"]
)  # fmt: skip
_NEAR = 120  # letters between two hours that may be said together
_START = attrgetter("start")
_ONCE = re.compile(r"once\s(?:in|your|our|my|for|here|there)\b")  # in English no hour
_NUMBERS = {**ENGLISH, **SPANISH, **PORTUGUESE}


def _beside(found: Sequence[Said], text: str, line: str) -> Iterator[Said]:
    """Find bare hours right beside others, each in its city: “a las 12 en Puebla (10 en Detroit)”.

    Two of them alone, with nothing else in their sentence, are hours too: “10 in Puebla, 12 in Detroit”.
    """
    bare = []
    for match in _NUMBER_OF.finditer(text):
        said = match["hour"]
        is_one = said.isdigit() or (said in _NUMBERS and not _ONCE.match(text, match.start()))
        last = bisect_right(found, match.start(), key=_START)
        taken = last > 0 and match.start() < found[last - 1].end
        named = match["city"] is None or _LARGE.match(line, match.start("city")) is not None
        if is_one and not taken and named:
            bare.append(match)
    alone = not found and len(bare) > 1 and not _told(line)
    for match in bare:
        at = bisect_left(found, match.start(), key=_START)
        gaps = [(each.end, match.start()) for each in found[max(0, at - 1) : at]]
        gaps += [(match.end(), each.start) for each in found[at : at + 1]]
        if alone or any(to - begin <= _NEAR and not _told(line[begin:to]) for begin, to in gaps):
            yield from of(match, number(match["hour"], _NUMBERS), 0)


def _told(words: str) -> set[str]:
    """Return the words that tell something else than whose a time is."""
    return set(_SMALL_WORD.findall(words)) - _JOINS
