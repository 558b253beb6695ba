"""School weeks: the hours in session on each weekday, the days without school, and what both mean in time.

Ranges are wall times of the party; :func:`intervals` turns them into instants, one stretch of constant UTC
offset after the other, so that they are right on the days when clocks change. Whether a day has school is
asked of the party's own local date. Inside, instants are the whole seconds of ``core.instants``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Self

from partnerdesk.core.breaks import Break
from partnerdesk.core.instants import DAY, datetime_at, offsets, seconds_after, seconds_at
from partnerdesk.core.times import Slot
from partnerdesk.core.weektext import (
    Days,
    Range,
    checked_days,
    days_text,
    days_words,
    parse_days,
    wrong_hours,
)
from partnerdesk.core.zones import zone as zone_named

__all__ = [
    "NO_HOLIDAYS", "Break", "Days", "Interval", "Range", "SchoolWeek", "SessionState", "Span",
    "assumed_week", "closed_days", "holds", "intervals", "joined", "spans", "state_at",
]  # fmt: skip

Interval = tuple[datetime, datetime]
"""Two aware datetimes in UTC, from (inclusive) and until (exclusive)."""

Span = tuple[int, int]
_EVER = 1 << 62
"""The same as seconds since 1970 in UTC."""

NO_HOLIDAYS: Mapping[date, str] = MappingProxyType({})

_FIRST_ORDINAL = date(1970, 1, 1).toordinal()
_THURSDAY = 3  # the weekday of that date
_AHEAD = timedelta(days=14)
_SOON = timedelta(days=4)  # most questions are answered by then
_LONG_AGO = -(10**12)


@dataclass(frozen=True)
class SchoolWeek:
    """The hours in session on each weekday, the weekend, and the days without school.

    Args:
        hours: seven tuples, Monday first, of ranges in minutes after midnight, sorted, not overlapping.
        weekend: the weekend's days, 0 for Monday to 6 for Sunday.
        confirmed: False while nobody has said that this is so.
        breaks: days on which the school is closed.
        terms: the school year or its terms; outside all of them the school is closed. None given: all year.
        public_holidays: whether the public holidays of the place close the school.
        kept_holidays: public holidays that do not.

    Raises:
        BadInput: the hours are not of this shape (field ``hours``).

    """

    hours: Days
    weekend: frozenset[int] = frozenset({5, 6})
    confirmed: bool = True
    breaks: tuple[Break, ...] = ()
    terms: tuple[Break, ...] = ()
    public_holidays: bool = True
    kept_holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekend <= set(range(7)):
            raise wrong_hours("A school week has seven days.")
        checked_days(self.hours)

    @classmethod
    def parse(cls, text: str, confirmed: bool = True, weekend: frozenset[int] | None = None) -> Self:
        """Read hours such as ``'Sun-Thu 07:30-12:00, Sun-Wed 13:00-15:00'``.

        Days are English names or their first three letters; ``Fri-Mon`` runs over the end of the week. A part
        without days has those of the part before it; days without hours share the hours that follow
        (``Mon, Wed 08:00-12:00``).

        Args:
            text: what the user wrote.
            confirmed: whether this is known, or assumed.
            weekend: the weekend's days; None for the days that have no hours.

        Raises:
            BadInput: an unknown day or time, an end before its start, hours that overlap (field ``hours``).

        """
        week = parse_days(text)
        free = frozenset(day for day, ranges in enumerate(week) if not ranges)
        return cls(week, free if weekend is None else weekend, confirmed)

    def text(self) -> str:
        """Return the hours as :meth:`parse` reads them; empty where there are none."""
        return days_text(self.hours)

    def words(self) -> str:
        """Return the hours for the screen: ``Mon–Fri 08:00–12:00, 13:00–15:00; Sat 09:00–11:00``."""
        return days_words(self.hours)

    def closed_on(self, day: date, holidays: Mapping[date, str] = NO_HOLIDAYS) -> str:
        """Say why there is no school on a date that may be a school day by its weekday; empty if there is.

        Args:
            day: the date at the school.
            holidays: the public holidays of the place, with their names.

        """
        for each in self.breaks:
            if day in each:
                return each.name or ("closed" if each.first == each.last else "break")
        if self.public_holidays and day in holidays and day not in self.kept_holidays:
            return holidays[day] or "public holiday"
        if self.terms and not any(day in each for each in self.terms):
            return "outside the school year"
        return ""

    def to_json(self) -> str:
        """Return the week as one line of JSON, for the book; a part that nobody gave is left out."""
        kept: dict[str, Any] = {
            "hours": self.hours,
            "weekend": sorted(self.weekend),
            "confirmed": self.confirmed,
        }
        for name in ("breaks", "terms"):
            rows = getattr(self, name)
            if rows:
                kept[name] = [[each.first.isoformat(), each.last.isoformat(), each.name] for each in rows]
        if not self.public_holidays:
            kept["public_holidays"] = False
        if self.kept_holidays:
            kept["kept_holidays"] = sorted(day.isoformat() for day in self.kept_holidays)
        return json.dumps(kept, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what :meth:`to_json` wrote, now or before there were breaks.

        Raises:
            BadInput: the text is something else.

        """
        try:
            kept = json.loads(text)
            return cls(
                tuple(tuple((int(start), int(end)) for start, end in day) for day in kept["hours"]),
                frozenset(map(int, kept["weekend"])),
                bool(kept["confirmed"]),
                _breaks(kept.get("breaks", [])),
                _breaks(kept.get("terms", [])),
                bool(kept.get("public_holidays", True)),
                frozenset(map(date.fromisoformat, kept.get("kept_holidays", []))),
            )
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise wrong_hours(
                "A school week in the book cannot be read.", "Enter its hours again."
            ) from error


def _breaks(rows: list[list[str]]) -> tuple[Break, ...]:
    return tuple(
        Break(date.fromisoformat(first), date.fromisoformat(last), str(name)) for first, last, name in rows
    )


def assumed_week(weekend: frozenset[int]) -> SchoolWeek:
    """Take a week for granted until someone says better: 08:00 to 14:00 outside the weekend."""
    hours = tuple(() if day in weekend else ((480, 840),) for day in range(7))
    return SchoolWeek(hours, weekend, confirmed=False)


def begun(found: Sequence[Span], at: int) -> int:
    """Return the index of the last span that has begun at an instant; -1 where none has."""
    return bisect_right(found, (at, _EVER)) - 1


def spans(
    week: SchoolWeek, zone: str, since: int, until: int, holidays: Mapping[date, str] = NO_HOLIDAYS
) -> list[Span]:
    """As :func:`intervals`, in seconds."""
    found: list[Span] = []
    hours = [[(start * 60, end * 60) for start, end in day] for day in week.hours]
    closed = closed_days(week, since // DAY - 1, until // DAY + 1, holidays)
    for start, end, offset in offsets(zone, since, until):
        first = len(found)
        for day in range((start + offset) // DAY, (end - 1 + offset) // DAY + 1):
            if day in closed:
                continue
            midnight = day * DAY - offset
            found += [(midnight + opens, midnight + closes) for opens, closes in hours[(day + _THURSDAY) % 7]]
        found[first:] = _clipped(found[first:], start, end)
    return joined(found)


def _clipped(found: list[Span], since: int, until: int) -> list[Span]:
    """Cut what lies before and after; only the first and the last few spans can."""
    while found and found[0][1] <= since:
        del found[0]
    while found and found[-1][0] >= until:
        del found[-1]
    if found:
        found[0] = max(found[0][0], since), found[0][1]
        found[-1] = found[-1][0], min(found[-1][1], until)
    return found


def joined(found: list[Span]) -> list[Span]:
    """Return spans, given in order, with those that touch or overlap as one."""
    result: list[Span] = []
    last = _LONG_AGO
    for start, end in found:
        if start <= last:
            result[-1] = result[-1][0], max(end, last)
            last = max(end, last)
        else:
            result.append((start, end))
            last = end
    return result


def closed_days(
    week: SchoolWeek, first: int, last: int, holidays: Mapping[date, str]
) -> frozenset[int] | set[int]:
    """Return days since 1970 on which the school is closed: all from ``first`` to ``last``, maybe others."""
    if not (week.breaks or week.terms or (holidays and week.public_holidays)):
        return frozenset()
    closed: set[int] = set()
    if week.terms:
        closed.update(range(first, last + 1))
        for term in week.terms:
            closed.difference_update(_numbers(term, first, last))
    if week.public_holidays:
        closed.update(day.toordinal() - _FIRST_ORDINAL for day in holidays if day not in week.kept_holidays)
    for each in week.breaks:
        closed.update(_numbers(each, first, last))
    return closed


def _numbers(days: Break, first: int, last: int) -> range:
    """Days since 1970 of a break, as far as they lie between ``first`` and ``last``."""
    begins, ends = days.first.toordinal() - _FIRST_ORDINAL, days.last.toordinal() - _FIRST_ORDINAL
    return range(max(begins, first), min(ends, last) + 1)


def intervals(
    week: SchoolWeek,
    zone: str,
    since: datetime,
    until: datetime,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
) -> Iterator[Interval]:
    """Find the times in session from ``since`` until ``until``, in order; ranges that touch are one.

    A minute is in session where the clock on the wall then shows a time within a range of that local date,
    and the school is not closed on that date: hours that the clocks skip are not, hours that repeat count
    twice.

    Args:
        week: the party's hours.
        zone: the party's zone.
        since: an aware datetime.
        until: a later one.
        holidays: the public holidays of the party's place, with their names.

    Yields:
        Pairs of aware datetimes in UTC, start and end, clipped to ``since`` and ``until``.

    """
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    for start, end in spans(week, zone, seconds_at(since), seconds_after(until), holidays):
        yield max(datetime_at(start), since), min(datetime_at(end), until)


@dataclass(frozen=True)
class SessionState:
    """Whether school is in at an instant.

    Args:
        in_session: whether it is.
        until: when the hours that run then end, local, aware; None outside hours, or if no end is in sight.
        next: when the next hours begin, local, aware; None where none do within 14 days.

    """

    in_session: bool
    until: datetime | None = None
    next: datetime | None = None


def state_at(
    week: SchoolWeek, zone: str, instant: datetime, holidays: Mapping[date, str] = NO_HOLIDAYS
) -> SessionState:
    """Whether school is in at ``instant`` (aware), asked in the party's own local date and time.

    Raises:
        UnknownZone: there is no such zone.

    """
    where = zone_named(zone)
    limit = instant + _AHEAD
    found = list(intervals(week, zone, instant, instant + _SOON, holidays))
    if len(found) < 2 or found[1][1] >= instant + _SOON:
        found = list(intervals(week, zone, instant, limit, holidays))
    if not found:
        return SessionState(in_session=False)
    first, later = found[0], found[1] if len(found) > 1 else None
    if first[0] > instant:
        return SessionState(in_session=False, next=first[0].astimezone(where))
    return SessionState(
        in_session=True,
        until=first[1].astimezone(where) if first[1] < limit else None,
        next=later[0].astimezone(where) if later else None,
    )


def in_session(week: SchoolWeek, local: datetime, holidays: Mapping[date, str] = NO_HOLIDAYS) -> bool:
    """Whether school is in when the party's clock shows ``local``: as :func:`state_at` says, but faster."""
    minute = local.hour * 60 + local.minute
    within = any(start <= minute < end for start, end in week.hours[local.weekday()])
    return within and not week.closed_on(local.date(), holidays)


def holds(week: SchoolWeek, slot: Slot, zone: str, holidays: Mapping[date, str] = NO_HOLIDAYS) -> bool:
    """Whether the whole slot lies in hours of the week, by the clock and the date of the party in ``zone``.

    Raises:
        UnknownZone: the party's zone or the slot's does not exist.

    """
    return next(intervals(week, zone, slot.start, slot.end, holidays), None) == (slot.start, slot.end)
