"""The slot: a wall time as it was said; and the words and shifts of wall times.

A wall time is kept as it was said (date, time, zone, fold); the instant it means is derived, and arithmetic
is done in UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Self

from partnerdesk.core.zones import canonical, zone, zone_city
from partnerdesk.errors import BadInput

SHORTEST, LONGEST = 5, 600
"""The lengths a slot may have, in minutes."""

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Years that a slot may lie in: a year outside them is a slip of the finger."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_EXAMPLE = "2027-03-16 10:00 America/Hermosillo"
_SLOT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})\s+(\S.*?)(?:\s+fold=(\S*))?", re.ASCII | re.DOTALL
)


class NonexistentTime(BadInput):
    """A wall time is skipped by the clocks.

    Args:
        before: the wall time moved back by the width of the gap: a real time, aware.
        after: the wall time moved on by the width of the gap: a real time, aware.

    """

    def __init__(self, message: str, hint: str, before: datetime, after: datetime) -> None:
        super().__init__(message, hint, "slot")
        self.before = before
        self.after = after


class AmbiguousTime(BadInput):
    """A wall time happens twice, and it was not said which one is meant.

    Args:
        offsets: the UTC offsets of the first and of the second one.

    """

    def __init__(self, message: str, hint: str, offsets: tuple[timedelta, timedelta]) -> None:
        super().__init__(message, hint, "slot")
        self.offsets = offsets


def offset_text(moment: datetime) -> str:
    """Write the UTC offset of an aware datetime, with a true minus: ``UTC−7``, ``UTC+5:45``, ``UTC+0``."""
    return _offset_text(moment.utcoffset() or timedelta(0))


@lru_cache(maxsize=256)
def _offset_text(offset: timedelta) -> str:
    seconds = round(abs(offset).total_seconds())
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    tail = (f":{minutes:02d}" if minutes or seconds else "") + (f":{seconds:02d}" if seconds else "")
    return f"UTC{'−' if offset < timedelta(0) else '+'}{hours}{tail}"


def day_words(day: date, weekday: bool = True) -> str:
    """Write a date in plain English without its year, whatever the locale: ``Sunday 14 March``."""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{weekday_name(day)} {words}" if weekday else words


def weekday_name(day: date) -> str:
    """Name the day of the week in English."""
    return _DAYS[day.weekday()]


def _day_words(day: datetime) -> str:
    return f"{day_words(day)} {day.year}"


def shift_between(start: datetime, end: datetime, where: tzinfo) -> datetime | None:
    """Find the instant after ``start``, at most ``end``, from which another UTC offset holds.

    Args:
        start: an aware instant in UTC.
        end: a later one, not so far that the clocks change twice in between.
        where: the zone.

    Returns:
        The instant, in UTC; None where the same offset holds at both ends.

    """
    before = start.astimezone(where).utcoffset()
    if end.astimezone(where).utcoffset() == before:
        return None
    low, high = 0, int((end - start).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (start + timedelta(seconds=middle)).astimezone(where).utcoffset() == before:
            low = middle
        else:
            high = middle
    return start + timedelta(seconds=high)


@dataclass(frozen=True)
class Slot:
    """A wall time, a zone, minutes, and the fold where an hour repeats: what was said, not what it means.

    The constructor takes what it is given, so that a book can be read back; :meth:`said` is for what users
    say.

    Args:
        wall: naive, to the minute.
        zone: an IANA name.
        minutes: how long it lasts, in minutes that pass, even where the clocks change meanwhile.
        fold: 1 for the second of two equal wall times, else 0.

    """

    wall: datetime
    zone: str
    minutes: int = 45
    fold: int = 0

    @classmethod
    def said(cls, wall: datetime, zone: str, minutes: int = 45, fold: int | None = None) -> Self:
        """Check a slot as a user gives it; ``fold`` counts only where the wall time happens twice.

        Raises:
            UnknownZone: there is no such zone.
            NonexistentTime: the clocks skip this time.
            AmbiguousTime: it happens twice and ``fold`` is None.
            BadInput: the minutes, the year or the fold are out of range; the wall time has seconds or a zone.

        """
        if not SHORTEST <= minutes <= LONGEST:
            raise BadInput(f"A slot lasts {SHORTEST} to {LONGEST} minutes, not {minutes}.", field="minutes")
        if wall.tzinfo is not None or wall.second or wall.microsecond:
            raise BadInput("A slot has a local time in whole minutes.", f"Write it as {_EXAMPLE}.", "slot")
        if not FIRST_YEAR <= wall.year <= LAST_YEAR:
            raise BadInput(f"A slot cannot lie in the year {wall.year}.", "Check the date.", "slot")
        if fold not in (None, 0, 1):
            raise BadInput("fold is 0 for the first and 1 for the second of two equal times.", field="slot")
        slot = cls(wall.replace(fold=0), canonical(zone), minutes, fold or 0)
        first, second = slot._offsets()
        if first < second:
            raise slot._nonexistent()
        if first == second:
            return cls(slot.wall, slot.zone, minutes)
        if fold is None:
            raise slot._ambiguous(first, second)
        return slot

    @classmethod
    def parse(cls, text: str, minutes: int = 45) -> Self:
        """Read ``'2027-03-16 10:00 America/Hermosillo'``; ``fold=0`` or ``fold=1`` may follow.

        Raises:
            BadInput: the text is not a slot; its subclasses as for :meth:`said`.

        """
        match = _SLOT.fullmatch(text.strip())
        if not match:
            raise BadInput(f"'{text[:60]}' is not a slot.", f"Write it as '{_EXAMPLE}'.", "slot")
        *numbers, name, fold = match.groups()
        if fold not in (None, "0", "1"):
            raise BadInput(f"'fold={fold[:20]}' is not known.", "Write fold=0 or fold=1.", "slot")
        try:
            year, month, day, hour, minute = map(int, numbers)
            wall = datetime.combine(date(year, month, day), time(hour, minute))
        except ValueError:
            said = text.strip()[: match.start(6)].strip()
            raise BadInput(f"'{said}' is not a date and time.", "Check the date.", "slot") from None
        return cls.said(wall, name, minutes, None if fold is None else int(fold))

    def text(self) -> str:
        """Write the slot as :meth:`parse` reads it: without the minutes, with the fold if need be."""
        first, second = self._offsets()
        tail = f" fold={self.fold}" if first > second else ""
        return f"{self.wall.isoformat(' ', 'minutes')} {self.zone}{tail}"

    @property
    def start(self) -> datetime:
        """The instant it begins, aware, in UTC."""
        return self._aware(self.fold).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The instant it ends, aware, in UTC."""
        return self.start + timedelta(minutes=self.minutes)

    def local(self, name: str) -> datetime:
        """Return when it begins in the zone called ``name``: aware."""
        return self.start.astimezone(zone(name))

    def _aware(self, fold: int) -> datetime:
        return self.wall.replace(tzinfo=zone(self.zone), fold=fold)

    def _offsets(self) -> tuple[timedelta, timedelta]:
        """Return the offsets of both folds: equal in ordinary times, the first one smaller in a gap."""
        first, second = (self._aware(fold).utcoffset() or timedelta(0) for fold in (0, 1))
        return first, second

    def _nonexistent(self) -> NonexistentTime:
        where = zone(self.zone)
        before, after = (self._aware(fold).astimezone(UTC).astimezone(where) for fold in (1, 0))
        first, second = self._offsets()
        shift = shift_between(before.astimezone(UTC), after.astimezone(UTC), where)
        went = ""
        if shift:
            old, new = (shift.astimezone(UTC).replace(tzinfo=None) + offset for offset in (first, second))
            went = f" from {_near(old, self.wall)} to {_near(new, self.wall)}"
        choice = " or ".join(f"{_near(real, self.wall)} ({offset_text(real)})" for real in (before, after))
        return NonexistentTime(
            f"{self.wall:%H:%M} on {_day_words(self.wall)} does not exist in {zone_city(self.zone)}: "
            f"the clocks go forward{went}.",
            f"Take {choice}.",
            before,
            after,
        )

    def _ambiguous(self, first: timedelta, second: timedelta) -> AmbiguousTime:
        return AmbiguousTime(
            f"{self.wall:%H:%M} on {_day_words(self.wall)} happens twice in {zone_city(self.zone)}: "
            "the clocks go back.",
            f"Add fold=0 for the first ({_offset_text(first)}) "
            f"or fold=1 for the second ({_offset_text(second)}).",
            (first, second),
        )


def _near(moment: datetime, said: datetime) -> str:
    """Write a time, with its date where that is not the day which was said."""
    return f"{moment:%H:%M}" + ("" if moment.date() == said.date() else f" on {_day_words(moment)}")
