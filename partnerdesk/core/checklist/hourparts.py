"""What an hour in words is made of, in any language: its half of the day, and what may follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from partnerdesk.core.checklist.hournames import ENGLISH, PARTS, PORTUGUESE, SPANISH, any_of

CLOCK: Final = re.compile(r"(?<![\d:.,])(\d{1,2})\s?(?:[:hH]\s?(?=\d\d(?![\d:]))(\d\d)|[hH](?![^\W_]))")
"""An hour with its minutes: 10:00, 10h30, 10 h."""
HALF: Final = (
    r"(?P<half>\s?[ap]\.?\s?m\b\.?|\s(?:in the|de la|por la|da|de l'|du)\s?"
    r"(?:manana|madrugada|manha|matin|morning|tarde|noche|noite|apres-midi|soir|afternoon|evening)\b"
    r"|\sat night\b|\sdel mediodia\b)"
)
"""The half of the day after an hour."""
CALLED: Final = r"(?P<called>\s?(?:horas?|hrs?|h|hs)\b\.?)"
"""The word for hours after an hour."""
SHARP: Final = r"(?:\s(?:en punto|em ponto|sharp|pile|precises?))?"
"""That an hour is meant exactly."""
LOOK_BACK: Final = 20
"""How many letters before an hour may say what it is."""

_FORENOON = re.compile(r"\s?a\.?\s?m|.*(?:manana|madrugada|manha|matin|morning)")
_NIGHT = re.compile(r"noche|noite|night")
_STOPS = re.compile(r"\s{0,9}(?:$|[)(\]/;!?]|[.,:](?!\d)|[-–—](?!\w))")
# Behind “or” a number counts what follows it: “at five or six schools”, “at two and a half metres”.
_MORE_EN = rf"(?:a half|(?:{any_of(ENGLISH)}|\d+) (?!(?:in|on|at|for|your|our|my|here|there|local)\b)[a-z])"
_MORE_ES = rf"(?:{any_of(SPANISH)}|\d+) (?!(?:en|de|del|hora|horas|aqui|alla|para|nuestra|su)\b)[a-z]"
_MORE_PT = rf"(?:{any_of(PORTUGUESE)}|\d+) (?!(?:em|no|na|da|de|hora|horas|horario|aqui|ai|para)\b)[a-z]"
# What may stand after a bare hour. Anything else may be what is counted: “a las 10 escuelas”.
_GOES_ON: Final = {
    "en": r"\s(?:in (?:your|our|my|the (?:morning|afternoon|evening))|on|your|our|my|local|sharp"
    rf"|for (?:us|you|\d)|with(?! you)|(?:and|or)(?! {_MORE_EN})|here|there|until|till|to|if|but|as|please"
    r"|instead|too|then|we|you|when|so|this|next|tomorrow"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+ time)\b",
    "es": r"\s(?:en (?:punto|su|nuestr\w+|tu|el|la hora)|del? (?:la (?:manana|tarde|noche)|dia|ustedes|aqui"
    r"|alla|(?:lunes|martes|miercoles|jueves|viernes)|\d)|el|hora|nuestra|su|hrs?|local|hasta|a las?|por"
    r"|si|cuando|nos|se|para|con|empez\w+|comenz\w+|empieza|comienza|alla|aqui|ustedes|nosotr[oa]s|menos"
    rf"|tiempo|(?:y|o)(?! {_MORE_ES}))\b",
    "pt": r"\s(?:em ponto|no (?:seu|nosso|vosso|horario)|do dia|d[ae] (?:manha|tarde|noite|voces|\d)"
    r"|na (?:segunda|terca|quarta|quinta|sexta|sua|nossa)|hora|horario|nosso|seu|h|local|ate|as|por|se"
    rf"|(?:e|ou)(?! {_MORE_PT})|quando|nos|para|com|aqui|ai|la|voces)\b",
}
_LARGE = r"(?=[^\W\d_a-zà-öø-ÿ]"
_CAPITAL = re.compile(
    rf"\s(?:in|en|em|no|na|de|do|da|at|hora de)\s{_LARGE})"
    rf"|\s{_LARGE}\w+(?:\s[^\W\d_a-zà-öø-ÿ]\w+)? time\b)"
)


class Said(NamedTuple):
    """An hour as it is said, from ``start`` up to ``end``; ``either``: in which half of the day is not."""

    hour: int
    minute: int
    start: int
    end: int
    either: bool = False


def of(match: re.Match[str], hour: int, minute: int, *, exact: bool = False) -> Iterator[Said]:
    """Yield an hour in its half of the day; nothing for what no clock says.

    Args:
        match: where it stands, with the group ``half`` where that is said.
        hour: of 12 or of 24.
        minute: after it.
        exact: whether the hour is one of 24 where no half is said.

    """
    half = match.groupdict().get("half")
    if half and 1 <= hour <= 12:
        late = not _FORENOON.match(half) and not (hour == 12 and _NIGHT.search(half))
        hour = hour % 12 + (12 if late else 0)
        exact = True
    if hour == 24 and not minute:
        hour = 0
    if hour < 24 and 0 <= minute < 60:
        yield Said(hour, minute, match.start(), match.end(), not exact and 1 <= hour <= 12)


def before(match: re.Match[str], hour: int, less: int, *, exact: bool = False) -> Iterator[Said]:
    """Yield what is so many minutes before an hour, which is as for :func:`of`."""
    for each in of(match, hour, 0, exact=exact):
        minutes = (each.hour * 60 - less) % (24 * 60)
        yield each._replace(hour=minutes // 60, minute=minutes % 60)


def goes_on(language: str, text: str, line: str, end: int) -> bool:
    """Say whether nothing is counted after a bare hour that ends there in a line; ``text`` is it, folded."""
    more = re.compile(_GOES_ON[language])
    return bool(_STOPS.match(text, end) or more.match(text, end) or _CAPITAL.match(line, end))


def stands_before(pattern: re.Pattern[str], text: str, start: int) -> bool:
    """Say whether what ends with a pattern, which ends in an end of text, stands right before ``start``."""
    return pattern.search(text, max(0, start - LOOK_BACK), start) is not None


def number(said: str, names: Mapping[str, int]) -> int:
    """Return a number in figures or words."""
    return int(said) if said.isdigit() else names[said]


def part(said: str, minutes: Mapping[str, int]) -> int:
    """Return the minutes of a part of an hour: “media”, “le quart”, “treinta”, “30”."""
    return PARTS.get(said) or number(said, minutes)
