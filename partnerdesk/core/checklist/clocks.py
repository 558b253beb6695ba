"""Clocks and dates that stand in a line of a letter, in the words of its language."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Final, NamedTuple

from partnerdesk.core import wording
from partnerdesk.core.checklist import words

CLOCK: Final = re.compile(r"(?<![\d:.,])(\d{1,2})\s?[:hH]\s?(\d\d)?(?![\d:])")
"""An hour with its minutes: 10:00, 10h30."""
OFFSET: Final = re.compile(r"\(UTC[^()\n]*\)")
"""A UTC offset as letters give it."""

_TWELVE = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:[:.](\d\d))?(?:\s?([ap])\.?\s?m\b"
    r"|\s(?:de la|da|de l'|du|in the)\s?(manana|manha|matin|morning|tarde|noche|noite|apres-midi|soir"
    r"|afternoon|evening)\b)"
)
_FORENOON = {"a", "manana", "manha", "matin", "morning"}
_ISO = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_NOON = re.compile(r"(?<!apres[- ])\b(?:noon|midday|mediodia|medio dia|midi|meio[- ]dia)\b")


class Clock(NamedTuple):
    """What a clock says, and where in the line it begins."""

    hour: int
    minute: int
    start: int


def clocks(line: str) -> list[Clock]:
    """Return what the clocks of a line say, of 24 hours or of twelve, in their order."""
    text = words.folded(line)
    found = {}
    for each in CLOCK.finditer(text):
        found[each.start()] = int(each[1]), int(each[2] or 0)
    for each in _TWELVE.finditer(text):
        hour = int(each[1]) % 12 + (0 if (each[3] or each[4]) in _FORENOON else 12)
        found[each.start()] = hour, int(each[2] or 0)
    for each in _NOON.finditer(text):
        found[each.start()] = 12, 0
    return [Clock(*found[at], at) for at in sorted(found)]


def weekdays_in(line: str, locale: str) -> list[int]:
    """Return the weekdays that a line names, 0 for Monday."""
    said = words.folded(line)
    names = map(words.folded, wording.weekday_names(locale))
    return [at for at, name in enumerate(names) if re.search(rf"\b{name}\b", said)]


def date_in(line: str, locale: str, year: int | None) -> date | None:
    """Return the one date of a line; None where there is none, or several.

    Args:
        line: as it stands in the letter.
        locale: whose month names are looked for.
        year: the one that is meant where the line has none; None: no date without a year.

    """
    iso = _ISO.findall(line)
    said = _spelt(OFFSET.sub("", line), locale)
    months = [number for number, name in enumerate(_months(locale), 1) if re.search(rf"\b{name}\b", said)]
    if len(months) + len(iso) != 1:
        return None
    if iso:
        with suppress(ValueError):
            return date.fromisoformat(iso[0])
        return None
    name = _months(locale)[months[0] - 1]
    days = re.findall(
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|o)?(?: de| of)? {name}\b|\b{name} (\d{{1,2}})(?!\d)", said
    )
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", said)
    if len(days) != 1 or len(years) > 1 or not (years or year):
        return None
    with suppress(ValueError):
        return date(int(years[0]) if years else year or 0, months[0], int(days[0][0] or days[0][1]))
    return None


def has_month(line: str, locale: str) -> bool:
    """Say whether a line names a month, and has a figure beside it."""
    said = _spelt(line, locale)
    return any(name in said for name in _months(locale)) and bool(re.search(r"\d", line))


def _spelt(line: str, locale: str) -> str:
    """Return a folded line in which the months that are cut short beside a day, as in 16 Mar, are whole."""
    said = words.folded(line)
    if not re.search(r"\d", said):
        return said
    names = _months(locale)
    for name in names:
        for short in (name[:3], name[:4]):
            if short not in said or short == name or sum(each.startswith(short) for each in names) > 1:
                continue
            said = re.sub(rf"(\d(?:st|nd|rd|th)?(?: de| of)? ){short}\b\.?", rf"\g<1>{name}", said)
            if locale.startswith("en"):  # elsewhere “mar 16” is a Tuesday
                said = re.sub(rf"\b{short}\.? (\d{{1,2}})(?![\d:])", rf"{name} \g<1>", said)
    return said


def _months(locale: str) -> tuple[str, ...]:
    return tuple(words.folded(name) for name in wording.month_names(locale))


def same_date(line: str, start: date, locale: str) -> bool:
    """Say whether a line that names a month names this day of it."""
    month = words.folded(wording.month_names(locale)[start.month - 1])
    said = _spelt(line, locale)
    return month in said and bool(re.search(rf"(?<!\d){start.day}(?!\d)", CLOCK.sub("", said)))
