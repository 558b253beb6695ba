"""Clocks and dates that stand in a line of a letter, in the words of its language."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from partnerdesk.core import wording
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.hourwords import said_hours
from partnerdesk.core.checklist.offsets import East, east_at

OFFSET: Final = re.compile(r"\(UTC[^()\n]*\)")
"""A UTC offset as letters give it."""

_DAY = 24 * 60
_TO = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till)\s")
_MONTHS = 12
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\d/])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")


class Clock(NamedTuple):
    """What a clock says, and where in the line.

    Attributes:
        hour: of 24.
        minute: after it.
        start: where it begins in the line.
        end: where it ends.
        either: whether it may be of the other half of the day, too: “a las 10”.
        east: the UTC offset that it names itself: “16:00 UTC”; None: a place's clock.

    """

    hour: int
    minute: int
    start: int
    end: int = 0
    either: bool = False
    east: East | None = None

    @property
    def readings(self) -> tuple[tuple[int, int], ...]:
        """The hours and minutes that it may mean."""
        other = ((self.hour + 12) % 24, self.minute)
        return ((self.hour, self.minute), other) if self.either else ((self.hour, self.minute),)

    def moments(self, day: date) -> tuple[int, ...]:
        """Return the minutes of the day in UTC that it may mean, by the UTC offset that it names on a day.

        Those of what the name says in so many words stand first; empty where it names none.
        """
        easts = self.east.on(day) if self.east else ()
        return tuple((hour * 60 + minute - each) % _DAY for each in easts for hour, minute in self.readings)


def clocks(line: str) -> list[Clock]:
    """Return what the clocks of a line say, in figures or in words, in their order."""
    return list(_clocks(line))


@lru_cache(maxsize=1024)
def _clocks(line: str) -> tuple[Clock, ...]:
    text = words.folded(line)
    found = [Clock(*each, east=east_at(line, each.start, each.end)) for each in said_hours(text, line)]
    for at, (one, other) in enumerate(pairwise(found)):
        if one.east is None and _TO.fullmatch(line, one.end, other.start):  # “9:00–10:00 UTC”
            found[at] = one._replace(east=other.east)
    return tuple(found)


def weekdays_in(line: str, locale: str) -> list[int]:
    """Return the weekdays that a line names, 0 for Monday."""
    said = words.folded(line)
    return [at for at, name in enumerate(_weekdays(locale)) if re.search(rf"\b{name}\b", said)]


def weekday_of_date(line: str, locale: str) -> int | None:
    """Return the weekday that stands right before the day or the month of a date, 0 for Monday."""
    if not any(map(str.isdigit, line)):
        return None
    said = _spelt(line, locale)
    short = r"|\b(mon|tue|wed|thu|fri|sat|sun)\b\.?" if locale.startswith("en") else ""
    for at, name in enumerate(_weekdays(locale)):
        for found in re.finditer(rf"\b{name}\b,?{short}", said):
            if found.lastindex and not name.startswith(found[1]):
                continue
            after = re.compile(rf"\s(?:the |le |el |dia |o )?(?:\d|{'|'.join(_months(locale))})")
            if after.match(said, found.end()):
                return at
    return None


class Day(NamedTuple):
    """A day as it is written, perhaps without its year."""

    day: int
    month: int
    year: int | None

    def in_year(self, year: int) -> date | None:
        """Return the date in a year; None where that year has no such day."""
        with suppress(ValueError):
            return date(year, self.month, self.day)
        return None


def day_in(line: str, locale: str) -> Day | None:
    """Return the one day that a line gives with its month; None where there is none, or several.

    Args:
        line: as it stands in the letter.
        locale: whose month names are looked for.

    """
    if not any(map(str.isdigit, line)):
        return None
    iso = _ISO.findall(line)
    said = _spelt(OFFSET.sub("", line), locale)
    months = [number for number, name in enumerate(_months(locale), 1) if re.search(rf"\b{name}\b", said)]
    figures = _FIGURES.findall(line)
    if len(months) + len(iso) + len(figures) != 1:
        return None
    if figures:
        return _in_figures(*map(int, figures[0]), month_first=locale == "en_US")
    if iso:
        year, month, day = map(int, iso[0])
        return Day(day, month, year)
    name = _months(locale)[months[0] - 1]
    days = re.findall(
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|o)?(?: de| of)? {name}\b|\b{name} (\d{{1,2}})(?!\d)", said
    )
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", said)
    if len(days) != 1 or len(years) > 1:
        return None
    return Day(int(days[0][0] or days[0][1]), months[0], int(years[0]) if years else None)


def _in_figures(first: int, second: int, year: int, *, month_first: bool) -> Day | None:
    """Read a date such as 3/17/2027 or 17/3/2027; where both are possible it goes by the reader's custom."""
    if first > _MONTHS or (second <= _MONTHS and not month_first):
        first, second = second, first
    return Day(second, first, year) if first <= _MONTHS else None


def has_month(line: str, locale: str) -> bool:
    """Say whether a line gives a day of a month; “mais” and “maybe” are no months."""
    said = _spelt(line, locale)
    return any(_beside_a_day(name, said) for name in _months(locale))


def _beside_a_day(name: str, said: str) -> bool:
    if not name.isascii():  # scripts without spaces: 3月16日
        return name in said
    before = rf"\d(?:st|nd|rd|th|er|o)?\.?\s?(?:de |of )?{name}(?!\w)"
    return re.search(rf"{before}|(?<!\w){name}\.?\s?(?:the )?\d", said) is not None


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


@lru_cache(maxsize=128)
def _weekdays(locale: str) -> tuple[str, ...]:
    return tuple(words.folded(name) for name in wording.weekday_names(locale))


@lru_cache(maxsize=128)
def _months(locale: str) -> tuple[str, ...]:
    return tuple(words.folded(name) for name in wording.month_names(locale))


def same_date(line: str, start: date, locale: str) -> bool:
    """Say whether a line that names a month names this day of it."""
    month = _months(locale)[start.month - 1]
    without = list(line)
    for clock in clocks(line):
        without[clock.start : clock.end] = " " * (clock.end - clock.start)
    said = _spelt("".join(without), locale)
    return _beside_a_day(month, said) and bool(re.search(rf"(?<!\d){start.day}(?!\d)", said))
