"""School weeks: the hours in session on each weekday, and what they mean on the line of time.

Ranges are wall times of the party; :func:`intervals` turns them into instants, one stretch of constant UTC
offset after the other, so that they are right on the days when clocks change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from partnerdesk.core.times import Slot, shift_between
from partnerdesk.core.times import zone as zone_named
from partnerdesk.errors import BadInput

Range = tuple[int, int]
"""Minutes after midnight, from (inclusive) and until (exclusive): 0 <= start < end <= 1440."""

Interval = tuple[datetime, datetime]
"""Two aware datetimes in UTC, from (inclusive) and until (exclusive)."""

Days = tuple[tuple[Range, ...], ...]
"""Seven tuples of ranges, Monday first."""

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MIDNIGHT = 1440
_AHEAD = timedelta(days=14)
_ONE_DAY = timedelta(days=1)
_DASH = "[-\u2010-\u2015\u2212]"
_PART = re.compile(
    rf"(?P<days>[a-z]+(?:\s*{_DASH}\s*[a-z]+)?)?\s*"
    rf"(?:(?P<h1>\d{{1,2}}):(?P<m1>\d{{2}})\s*{_DASH}\s*(?P<h2>\d{{1,2}}):(?P<m2>\d{{2}}))?",
    re.ASCII | re.IGNORECASE,
)


_HINT = "Write hours as 'Mon-Fri 08:00-13:00', several with commas."


def _wrong(message: str, hint: str = _HINT) -> BadInput:
    return BadInput(message, hint, "hours")


@dataclass(frozen=True)
class SchoolWeek:
    """The hours in session on each weekday, and the weekend.

    Args:
        hours: seven tuples, Monday first, of ranges in minutes after midnight, sorted, not overlapping.
        weekend: the weekend's days, 0 for Monday to 6 for Sunday.
        confirmed: False while nobody has said that this is so.

    Raises:
        BadInput: the hours are not of this shape (field ``hours``).

    """

    hours: Days
    weekend: frozenset[int] = frozenset({5, 6})
    confirmed: bool = True

    def __post_init__(self) -> None:
        if len(self.hours) != len(DAY_NAMES) or not self.weekend <= set(range(7)):
            raise _wrong("A school week has seven days.")
        for name, ranges in zip(DAY_NAMES, self.hours, strict=True):
            last = 0
            for start, end in ranges:
                if start < 0 or end > _MIDNIGHT:
                    raise _wrong(f"The hours on {name} go beyond the day.")
                if end <= start:
                    raise _wrong(
                        f"{_time(start)}-{_time(end)} on {name} ends before it begins.",
                        "Hours past midnight belong to the next day: write them as two ranges.",
                    )
                if start < last:
                    raise _wrong(f"The hours on {name} overlap at {_time(start)}.")
                last = end

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
        found: list[list[Range]] = [[] for _ in DAY_NAMES]
        days: list[int] = []
        waiting = False  # for the hours of the days named last
        for part in (piece.strip() for piece in re.split("[,;]", text)):
            match = _PART.fullmatch(part)
            if not part or not match:
                raise _wrong(f"'{part[:40]}' is not a day with hours." if part else "Hours are missing.")
            if match["days"]:
                days = [*(days if waiting else ()), *_days(match["days"])]
                waiting = True
            if match["h1"]:
                if not days:
                    raise _wrong(f"'{part}' does not say on which days.")
                hours = _minutes(match["h1"], match["m1"]), _minutes(match["h2"], match["m2"])
                for day in days:
                    found[day].append(hours)
                waiting = False
        if waiting:
            raise _wrong(f"{DAY_NAMES[days[-1]]} has no hours.")
        week = tuple(tuple(sorted(ranges)) for ranges in found)
        free = frozenset(day for day, ranges in enumerate(week) if not ranges)
        return cls(week, free if weekend is None else weekend, confirmed)

    def text(self) -> str:
        """Return the hours as :meth:`parse` reads them; empty where there are none."""
        return ", ".join(f"{_days_text(run)} {_range_text(hours)}" for run, hours in self._parts())

    def words(self) -> str:
        """Return the hours for the screen: ``Mon–Fri 08:00–12:00, 13:00–15:00; Sat 09:00–11:00``."""
        grouped: dict[tuple[int, ...], list[str]] = {}
        for run, hours in self._parts():
            grouped.setdefault(run, []).append(_range_text(hours))
        parts = (f"{_days_text(run)} {', '.join(hours)}" for run, hours in grouped.items())
        return "; ".join(parts).replace("-", "–")

    def _parts(self) -> list[tuple[tuple[int, ...], Range]]:
        """Each range with the days in a row that have it; a row that runs over Sunday comes first."""
        having: dict[Range, set[int]] = {}
        for day, ranges in enumerate(self.hours):
            for hours in ranges:
                having.setdefault(hours, set()).add(day)
        parts = [(run, hours) for hours, days in having.items() for run in _runs(days)]
        return sorted(parts, key=lambda part: (part[0][0] - 7 * (part[0][0] > part[0][-1]), part[1]))

    def to_json(self) -> str:
        """Return the week as one line of JSON, for the book."""
        kept = {"hours": self.hours, "weekend": sorted(self.weekend), "confirmed": self.confirmed}
        return json.dumps(kept, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what :meth:`to_json` wrote.

        Raises:
            BadInput: the text is something else.

        """
        try:
            kept = json.loads(text)
            hours = tuple(tuple((int(start), int(end)) for start, end in day) for day in kept["hours"])
            return cls(hours, frozenset(map(int, kept["weekend"])), bool(kept["confirmed"]))
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise _wrong("A school week in the book cannot be read.", "Enter its hours again.") from error


def assumed_week(weekend: frozenset[int]) -> SchoolWeek:
    """Take a week for granted until someone says better: 08:00 to 14:00 outside the weekend."""
    hours = tuple(() if day in weekend else ((480, 840),) for day in range(7))
    return SchoolWeek(hours, weekend, confirmed=False)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _range_text(hours: Range) -> str:
    return f"{_time(hours[0])}-{_time(hours[1])}"


def _minutes(hour: str, minute: str) -> int:
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > _MIDNIGHT:
        raise _wrong(f"'{hour}:{minute}' is not a time of the day.")
    return total


def _day(name: str) -> int:
    lower = name.lower()
    for index, full in enumerate(_FULL_NAMES):
        if lower in (full, full[:3]):
            return index
    raise _wrong(f"'{name[:20]}' is not a day.", f"Days are {', '.join(DAY_NAMES)}.")


def _days(text: str) -> list[int]:
    first, *last = (_day(name.strip()) for name in re.split(_DASH, text))
    return [(first + step) % 7 for step in range((last[0] - first) % 7 + 1)] if last else [first]


def _days_text(run: tuple[int, ...]) -> str:
    return DAY_NAMES[run[0]] if len(run) == 1 else f"{DAY_NAMES[run[0]]}-{DAY_NAMES[run[-1]]}"


def _runs(days: Iterable[int]) -> list[tuple[int, ...]]:
    """Days in rows, round the end of the week: {6, 0, 1, 4} gives (4,) and (6, 0, 1)."""
    left = set(days)
    if len(left) == len(DAY_NAMES):
        return [tuple(range(7))]
    runs = []
    for first in sorted(day for day in left if (day - 1) % 7 not in left):
        run = [first]
        while (run[-1] + 1) % 7 in left:
            run.append((run[-1] + 1) % 7)
        runs.append(tuple(run))
    return runs


def intervals(week: SchoolWeek, zone: str, since: datetime, until: datetime) -> Iterator[Interval]:
    """Find the times in session from ``since`` until ``until``, in order; ranges that touch are one.

    A minute is in session where the clock on the wall then shows a time within a range of that local date:
    hours that the clocks skip are not, hours that repeat count twice.

    Args:
        week: the party's hours.
        zone: the party's zone.
        since: an aware datetime.
        until: a later one.

    Yields:
        Pairs of aware datetimes in UTC, start and end, clipped to ``since`` and ``until``.

    """
    last: Interval | None = None
    for start, end in _pieces(week, zone, since.astimezone(UTC), until.astimezone(UTC)):
        if last and last[1] == start:
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _pieces(week: SchoolWeek, zone: str, since: datetime, until: datetime) -> Iterator[Interval]:
    """Ranges on the line of time, cut at the ends of stretches of one UTC offset, of at most a day."""
    where = zone_named(zone)
    start = since
    while start < until:
        end = min(start + _ONE_DAY, until)
        end = shift_between(start, end, where) or end
        offset = start.astimezone(where).utcoffset() or timedelta(0)
        midnight = (start + offset).replace(hour=0, minute=0, second=0, microsecond=0) - offset
        while midnight < end:
            for opens, closes in week.hours[(midnight + offset).weekday()]:
                begins = max(start, midnight + timedelta(minutes=opens))
                ends = min(end, midnight + timedelta(minutes=closes))
                if begins < ends:
                    yield begins, ends
            midnight += _ONE_DAY
        start = end


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


def state_at(week: SchoolWeek, zone: str, instant: datetime) -> SessionState:
    """Whether school is in at ``instant`` (aware), asked in the party's own local date and time.

    Raises:
        UnknownZone: there is no such zone.

    """
    where = zone_named(zone)
    limit = instant + _AHEAD
    ahead = intervals(week, zone, instant, limit)
    first = next(ahead, None)
    if first is None:
        return SessionState(in_session=False)
    if first[0] > instant:
        return SessionState(in_session=False, next=first[0].astimezone(where))
    later = next(ahead, None)
    return SessionState(
        in_session=True,
        until=first[1].astimezone(where) if first[1] < limit else None,
        next=later[0].astimezone(where) if later else None,
    )


def in_session(week: SchoolWeek, local: datetime) -> bool:
    """Whether school is in when the party's clock shows ``local``: as :func:`state_at` says, but faster."""
    minute = local.hour * 60 + local.minute
    return any(start <= minute < end for start, end in week.hours[local.weekday()])


def holds(week: SchoolWeek, slot: Slot, zone: str) -> bool:
    """Whether the whole slot lies in hours of the week, by the clock and the date of the party in ``zone``.

    Raises:
        UnknownZone: the party's zone or the slot's does not exist.

    """
    return next(intervals(week, zone, slot.start, slot.end), None) == (slot.start, slot.end)
