"""Hours of the day as they are said: “a las diez y media”, “half past twelve”, “15 heures et demie”, “às 10”.

Held against folded text, in English, Spanish, French and Portuguese at once. A bare number is an hour only where
a word before it says so and nothing is counted after it: “a las 10 en Puebla”, not “a las 10 escuelas”. What is
said of twelve hours without its half of the day may mean both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from partnerdesk.core.checklist.hournames import (
    ENGLISH,
    FRENCH,
    MINUTES,
    PORTUGUESE,
    SPANISH,
    any_of,
)

CLOCK: Final = re.compile(r"(?<![\d:.,])(\d{1,2})\s?(?:[:hH]\s?(?=\d\d(?![\d:]))(\d\d)|[hH](?![^\W_]))")
"""An hour with its minutes: 10:00, 10h30, 10 h."""

_HALF = (
    r"(?P<half>\s?[ap]\.?\s?m\b\.?|\s(?:in the|de la|por la|da|de l'|du)\s?"
    r"(?:manana|madrugada|manha|matin|morning|tarde|noche|noite|apres-midi|soir|afternoon|evening)\b"
    r"|\sat night\b|\sdel mediodia\b)"
)
_FORENOON = re.compile(r"\s?a\.?\s?m|.*(?:manana|madrugada|manha|matin|morning)")
_NIGHT = re.compile(r"noche|noite|night")
_CALLED = r"(?P<called>\s?(?:o'?\s?clock|horas?|hrs?|h|hs)\b\.?)"
_SHARP = r"(?:\s(?:en punto|em ponto|sharp|pile|precises?))?"
_STOPS = r"\s*(?:$|[)(\]/;!?]|[.,:](?!\d)|[-–—](?!\w))"

# What may stand after a bare hour. Anything else may be what is counted: “a las 10 escuelas”, “at 10 schools”.
_GOES_ON: Final = {
    "en": r"\s(?:in (?:your|our|my|the (?:morning|afternoon|evening))|on|your|our|my|local|sharp|for (?:us|you|\d)"
    r"|with|and|or|here|there|until|till|to|if|but|as|please|instead|too|then|we|you|when|so|this|next|tomorrow"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+ time)\b",
    "es": r"\s(?:en (?:punto|su|nuestr\w+|tu|el|la hora)|del? (?:la (?:manana|tarde|noche)|dia|ustedes|aqui|alla"
    r"|(?:lunes|martes|miercoles|jueves|viernes)|\d)|el|hora|nuestra|su|hrs?|local|y|o|hasta|a las?|por|si|cuando"
    r"|nos|se|para|con|empez\w+|comenz\w+|empieza|comienza|alla|aqui|ustedes|nosotr[oa]s|menos|tiempo)\b",
    "pt": r"\s(?:em ponto|no (?:seu|nosso|vosso|horario)|do dia|d[ae] (?:manha|tarde|noite|voces|\d)|na (?:segunda"
    r"|terca|quarta|quinta|sexta|sua|nossa)|hora|horario|nosso|seu|h|local|e|ou|ate|as|por|se|quando|nos|para|com"
    r"|aqui|ai|la|voces)\b",
}
_CAPITAL = re.compile(
    r"\s(?:in|en|em|no|na|de|do|da|at|hora de)\s(?=[^\W\d_a-zà-öø-ÿ])|\s(?=[^\W\d_a-zà-öø-ÿ]\w+(?:\s[^\W\d_a-zà-öø-ÿ]\w+)? time\b)"
)
_COUNTED = re.compile(
    r"\s(?:horas?|heures?)\s(?:de|d')\s?(?!l'apres|chez|la (?:manana|tarde|noche)|ustedes|voces)[a-z]"
)


class Said(NamedTuple):
    """An hour as it is said, from ``start`` up to ``end``; ``either``: in which half of the day is not."""

    hour: int
    minute: int
    start: int
    end: int
    either: bool = False


def said_hours(text: str, line: str) -> list[Said]:
    """Return the hours of a line in their order; of those that overlap, the longest.

    Args:
        text: folded, letter for letter as long as the line.
        line: as it stands in the letter: cities are written large there.

    """
    found = [each for read in _READERS for each in read(text, line)]
    kept: list[Said] = []
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    kept.sort(key=lambda one: one.start)
    return sorted([*kept, *_beside(kept, text, line)], key=lambda one: one.start)


def _of(match: re.Match[str], hour: int, minute: int, *, exact: bool = False) -> Iterator[Said]:
    """Yield an hour with its half of the day; nothing for what no clock says."""
    half = match.groupdict().get("half")
    if half:
        if not 1 <= hour <= 12:
            half = None
        else:
            late = not _FORENOON.match(half) and not (hour == 12 and _NIGHT.search(half))
            hour = hour % 12 + (12 if late else 0)
    if hour == 24 and not minute:
        hour = 0
    if hour < 24 and 0 <= minute < 60:
        either = not half and not exact and 1 <= hour <= 12
        yield Said(hour, minute, match.start(), match.end(), either)


def _before(match: re.Match[str], hour: int, less: int) -> Iterator[Said]:
    """Yield what is so many minutes before an hour."""
    for each in _of(match, hour, 0):
        minutes = (each.hour * 60 - less) % (24 * 60)
        yield each._replace(hour=minutes // 60, minute=minutes % 60)


def _goes_on(language: str, text: str, line: str, end: int) -> bool:
    """Say whether nothing is counted after a bare hour."""
    rest = text[end:]
    return bool(re.match(_STOPS, rest) or re.match(_GOES_ON[language], rest) or _CAPITAL.match(line[end:]))


_DIGITAL = re.compile(rf"{CLOCK.pattern}{_HALF}?")
_HALVED = re.compile(rf"(?<![\d:.,])(?P<hour>\d{{1,2}})(?:\.(?P<minute>\d\d))?{_HALF}")
_DOTTED = re.compile(
    r"\b(?:at|as|a las|a la)\s(?P<hour>\d{1,2})\.(?P<minute>\d\d)(?![\d.]|\s?(?:euro|dollar|%))"
)
_LASTS = re.compile(r"\b(?:de|pendant|durant|durante|for|of|dure|dura|duree|d'environ|por|en)\s\Z")
_TO_AN_END = re.compile(r"\s?(?:a|-|–|jusqu'a|ate)\s?(?:las?\s|as\s)?\d")


def _digital(text: str, line: str) -> Iterator[Said]:
    """Read 10:00, 10h30, 10 h, 3 pm, 3 de la tarde; “a lesson of 2 h” lasts."""
    for match in _DIGITAL.finditer(text):
        lasts = match[2] is None and _LASTS.search(text, 0, match.start())
        if not (lasts and not _TO_AN_END.match(text, match.end())):
            yield from _of(
                match,
                int(match[1]),
                int(match[2] or 0),
                exact=":" not in match[0] or match[1][0] == "0" or len(match[1]) == 2,
            )
    for pattern in (_HALVED, _DOTTED):
        for match in pattern.finditer(text):
            yield from _of(match, int(match["hour"]), int(match["minute"] or 0))


_EN_HOUR = any_of(ENGLISH, r"1[0-2]|0?[1-9]")
_EN_PAST = re.compile(
    rf"\b(?:(?P<half_>half)|(?:a\s)?(?P<quarter>quarter)|(?P<count>{any_of(MINUTES['en'])}|[1-5]?[05])"
    rf"(?:\sminutes)?)\s(?P<side>past|after|to|till|before|of)\s(?P<hour>{_EN_HOUR})\b{_HALF}?"
)
_EN_AT = re.compile(r"\b(?:at|at about|at around|at exactly|until|till|is|it's|be)\s\Z")
_EN_HALF = re.compile(rf"\bat half (?P<hour>{_EN_HOUR})\b{_HALF}?")
_EN_MINUTES = re.compile(
    rf"\b(?P<hour>{any_of(ENGLISH)})[ -](?P<minute>{any_of(MINUTES['en'])})\b(?!-)(?:\so'clock)?{_HALF}?"
)
_EN_BARE = re.compile(
    rf"\b(?P<before>at (?:about |around |exactly )?|until |till )?(?P<hour>{_EN_HOUR})\b(?![:.]\d|-\w)"
    rf"(?P<called>\so'?\s?clock\b)?{_SHARP}{_HALF}?"
)


def _english(text: str, line: str) -> Iterator[Said]:
    for match in _EN_PAST.finditer(text):
        hour = _number(match["hour"], ENGLISH)
        counted = match["count"] is not None
        if counted or match["side"] == "of":
            # “ten to twelve pupils”, “a quarter of ten classes”
            if not _EN_AT.search(text, 0, match.start()) or not _goes_on("en", text, line, match.end()):
                continue
        minutes = 30 if match["half_"] else 15 if match["quarter"] else _number(match["count"], MINUTES["en"])
        if match["side"] in ("past", "after"):
            yield from _of(match, hour, minutes)
        elif not match["half_"]:
            yield from _before(match, hour, minutes)
    for match in _EN_HALF.finditer(text):
        yield from _of(match, _number(match["hour"], ENGLISH), 30)
    for match in _EN_MINUTES.finditer(text):
        if match["half"] or _goes_on("en", text, line, match.end()):
            yield from _of(match, ENGLISH[match["hour"]], MINUTES["en"][match["minute"]])
    for match in _EN_BARE.finditer(text):
        sure = match["called"] or match["half"]
        if sure or (match["before"] and _goes_on("en", text, line, match.end())):
            yield from _of(match, _number(match["hour"], ENGLISH), 0)


_ES_HOUR = any_of(SPANISH, r"2[0-4]|1\d|0?\d")
_ES_PARTS = any_of({**MINUTES["es"], "media": 30, "cuarto": 15}, "15|[2-5][05]")
_ES = re.compile(
    rf"(?P<before>\b(?:a|desde|hasta|para|hacia|sobre|son|y|o|de|entre)\s)?\blas?\s(?P<hour>{_ES_HOUR})\b(?![:.]\d|\s?h\s?\d)"
    rf"(?:\sy\s(?P<past>{_ES_PARTS})\b|\s(?P<minute>{any_of(MINUTES['es'])})\b|\smenos\s(?P<less>{_ES_PARTS})\b)?"
    rf"{_CALLED}?{_SHARP}{_HALF}?"
)
_ES_TO = re.compile(
    rf"\b(?:un\s)?(?P<less>{_ES_PARTS})(?:\sminutos)?\spara\slas?\s(?P<hour>{_ES_HOUR})\b{_HALF}?"
)


def _spanish(text: str, line: str) -> Iterator[Said]:
    for match in _ES_TO.finditer(text):
        if match["half"] or _goes_on("es", text, line, match.end()):
            yield from _before(match, _number(match["hour"], SPANISH), _part(match["less"], "es"))
    for match in _ES.finditer(text):
        hour = _number(match["hour"], SPANISH)
        part = match["past"] or match["minute"]
        sure = part or match["less"] or match["called"] or match["half"]
        if not sure and not (match["before"] and _goes_on("es", text, line, match.end())):
            continue
        if match["less"]:
            yield from _before(match, hour, _part(match["less"], "es"))
        else:
            yield from _of(match, hour, _part(part, "es") if part else 0)


_FR_HOUR = any_of(FRENCH, r"2[0-4]|1\d|0?\d")
_FR_PARTS = any_of({**MINUTES["fr"], "demie": 30, "demi": 30, "quart": 15, "le quart": 15}, "[0-5]?[05]")
_FR_MORE = rf"(?:\set\s(?P<past>{_FR_PARTS})\b|\smoins\s(?P<less>{_FR_PARTS})\b|\s(?P<minute>{_FR_PARTS})\b)?"
_FR = re.compile(rf"(?<![\d:.,])\b(?P<hour>{_FR_HOUR})\s(?P<called>heures?|h)\b{_FR_MORE}{_SHARP}{_HALF}?")
_FR_NOON = re.compile(rf"(?<!apres[- ])\b(?P<noon>midi|minuit)\b{_FR_MORE}")
_FR_AT = re.compile(r"(?:\b(?:a|vers|des|jusqu'a|est|sera|serait|donc|soit|entre|et|ou)\s|[:,(/–-]\s?|\A)\Z")


def _french(text: str, line: str) -> Iterator[Said]:
    for match in (*_FR.finditer(text), *_FR_NOON.finditer(text)):
        said = match.groupdict()
        part = match["past"] or match["minute"]
        if said.get("noon"):
            hour = 12 if said["noon"] == "midi" else 0
        elif _FR_AT.search(text, 0, match.start()) and not _COUNTED.match(text, match.start("called") - 1):
            hour = _number(match["hour"], FRENCH)
        else:
            continue
        if match["less"]:
            minutes = (hour * 60 - _part(match["less"], "fr")) % (24 * 60)
            yield from _of(match, minutes // 60, minutes % 60, exact=True)
        else:
            # in French the hours go on to 24 even in words: “dix heures” is not ten in the evening
            yield from _of(match, hour, _part(part, "fr") if part else 0, exact="noon" in said or hour > 9)


_PT_HOUR = any_of(PORTUGUESE, r"2[0-4]|1\d|0?\d")
_PT_PARTS = any_of({**MINUTES["pt"], "meia": 30, "um quarto": 15, "quarto": 15}, "15|[2-5][05]")
_PT = re.compile(
    rf"\b(?P<before>as?|pelas?|das?|desde as?|ate as?)\s(?P<hour>{_PT_HOUR})\b(?![:.]\d|\s?h\s?\d)"
    rf"(?:\se\s(?P<past>{_PT_PARTS})\b|\smenos\s(?P<less>{_PT_PARTS})\b)?{_CALLED}?{_SHARP}{_HALF}?"
)
_PT_TO = re.compile(
    rf"\b(?P<less>{_PT_PARTS})(?:\sminutos)?\spara\s(?:as?|o)\s(?P<hour>{_PT_HOUR}|meio[- ]dia)\b{_HALF}?"
)
_PT_NOON = re.compile(rf"\b(?P<noon>meio[- ]dia|meia[- ]noite)\b(?:\se\s(?P<past>{_PT_PARTS})\b)?")


def _portuguese(text: str, line: str) -> Iterator[Said]:
    for match in _PT_NOON.finditer(text):
        hour = 12 if match["noon"].startswith("meio") else 0
        yield from _of(match, hour, _part(match["past"], "pt") if match["past"] else 0, exact=True)
    for match in _PT_TO.finditer(text):
        hour = PORTUGUESE.get(match["hour"]) or (
            12 if match["hour"].startswith("meio") else int(match["hour"])
        )
        if match["half"] or _goes_on("pt", text, line, match.end()):
            yield from _before(match, hour, _part(match["less"], "pt"))
    for match in _PT.finditer(text):
        # “a uma escola”: only with its accent is it an hour
        if match["before"] in ("a", "da") and match["hour"] not in ("uma", "1"):
            continue
        if match["before"] == "a" and line[match.start()] not in "àÀ":
            continue
        sure = match["past"] or match["less"] or match["half"] or match["called"]
        if not sure and not _goes_on("pt", text, line, match.end()):
            continue
        hour = _number(match["hour"], PORTUGUESE)
        if match["less"]:
            yield from _before(match, hour, _part(match["less"], "pt"))
        else:
            yield from _of(match, hour, _part(match["past"], "pt") if match["past"] else 0)


_NOON = re.compile(
    r"\b(?:(?:12\s)?(?:noon|midday)|mediodia|medio dia|(?P<night>(?:12\s)?midnight|medianoche))\b"
)


def _noon(text: str, _line: str) -> Iterator[Said]:
    for match in _NOON.finditer(text):
        yield Said(0 if match["night"] else 12, 0, match.start(), match.end())


_READERS: tuple[Callable[[str, str], Iterator[Said]], ...] = (
    _digital,
    _english,
    _spanish,
    _french,
    _portuguese,
    _noon,
)

_NUMBER_IN_CITY = re.compile(r"(?<![\d:.,])(?P<hour>2[0-3]|1\d|0?\d|[a-z]+)\s(?:in|en|em|no|na|a)\s")
_LARGE = re.compile(r"[^\W\d_a-zà-öø-ÿ]")
_SMALL_WORD = re.compile(r"(?<!\w)[a-zà-öø-ÿ]\w{2,}")
_JOINS = frozenset(
    {"and", "time", "local", "hora", "horas", "heure", "heures", "las", "los", "est", "son", "que", "your", "our",
     "soit", "ou", "for"}
)  # fmt: skip
_NUMBERS = {**ENGLISH, **SPANISH, **PORTUGUESE}


def _beside(found: list[Said], text: str, line: str) -> Iterator[Said]:
    """Find bare hours that stand beside others, each in its city: “a las 12 en Puebla (10 en Detroit)”."""
    end = -1
    for match in _NUMBER_IN_CITY.finditer(text):
        number = match["hour"]
        known = number.isdigit() or number in _NUMBERS
        taken = any(each.start <= match.start() < each.end for each in found)
        if not known or taken or not _LARGE.match(line, match.end()):
            continue
        before = max((each.end for each in found if each.end <= match.start()), default=end)
        if before < 0 or set(_SMALL_WORD.findall(line[before : match.start()])) - _JOINS:
            continue
        yield from _of(match, _number(number, _NUMBERS), 0)
        end = match.end()


def _number(said: str, names: dict[str, int]) -> int:
    return int(said) if said.isdigit() else names[said]


_PARTS = {"media": 30, "meia": 30, "demie": 30, "demi": 30, "cuarto": 15, "quarto": 15, "um quarto": 15, "quart": 15,
          "le quart": 15}  # fmt: skip


def _part(said: str, language: str) -> int:
    """Return the minutes of a part of an hour."""
    return _PARTS.get(said) or _number(said, MINUTES[language])
