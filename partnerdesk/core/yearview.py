"""Pictures of days and years: the cells of a day, the weeks of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from partnerdesk.core.hours import Span
from partnerdesk.core.instants import datetime_at, offset_at, seconds_at
from partnerdesk.core.plans import PlanParty, axis
from partnerdesk.core.spans import available, day_span, in_school
from partnerdesk.core.zones import zone as zone_named

State = Literal["school", "stretch", "closed", "night"]

CELL = 15
"""Minutes that a cell of a day stands for."""

_NIGHT = (22 * 60, 6 * 60)  # from ten in the evening until six in the morning


@dataclass(frozen=True)
class Cell:
    """A quarter of an hour of a party.

    Args:
        start: aware, in UTC.
        local: the same by the party's own clock; its hour and date are the labels.
        state: in school, in its stretch hours, closed, or closed at night (22:00 to 06:00 there).
        reason: why the school is closed on that date; empty if it is not, or not for a reason of its own.

    """

    start: datetime
    local: datetime
    state: State
    reason: str


def day_cells(party: PlanParty, day: date, axis_zone: str) -> tuple[Cell, ...]:
    """Cut a date of the axis into quarters of an hour: 96 cells, more or fewer on the day clocks change.

    A cell is in school (or in stretch hours) where the whole quarter is.

    Args:
        party: whose row it is.
        day: the date along the axis.
        axis_zone: the zone whose date it is: home's.

    Raises:
        UnknownZone: there is no such zone.

    """
    since, until = day_span(axis_zone, day, day)
    school = in_school(party, since, until)
    wider = available(party, since, until, school)
    where = zone_named(party.zone)
    reasons: dict[date, str] = {}
    cells = []
    for start in range(since, until, CELL * 60):
        end = min(start + CELL * 60, until)
        moment = datetime_at(start)
        local = moment.astimezone(where)
        today = local.date()
        if today not in reasons:
            reasons[today] = party.week.closed_on(today, party.holidays)
        cells.append(Cell(moment, local, _state(school, wider, start, end, local), reasons[today]))
    return tuple(cells)


def _state(school: list[Span], wider: list[Span], start: int, end: int, local: datetime) -> State:
    if any(begins <= start and end <= ends for begins, ends in school):
        return "school"
    if any(begins <= start and end <= ends for begins, ends in wider):
        return "stretch"
    minute = local.hour * 60 + local.minute
    return "night" if minute >= _NIGHT[0] or minute < _NIGHT[1] else "closed"


@dataclass(frozen=True)
class ShiftedWeek:
    """A week (Monday to Sunday, home's dates) with an unusual difference between home's clock and a party's.

    ``minutes`` is how far the party is ahead of home on the days that are unusual, ``usual`` what it is at
    other times, the most frequent first.
    """

    first: date
    last: date
    party: str
    minutes: int
    usual: tuple[int, ...]


def usual_differences(home: PlanParty, party: PlanParty, year: int) -> tuple[int, ...]:
    """Return how many minutes a party is ahead of home, usually: the most frequent difference first.

    Two may be usual: Puebla is one hour behind Detroit in winter, two in summer. Usual is what holds on a
    quarter of the year's days or more.
    """
    counted = Counter(_differences(home.zone, party.zone, year))
    often = [(minutes, days) for minutes, days in counted.most_common() if days * 4 >= counted.total()]
    return tuple(minutes for minutes, _ in often)


def shifted_weeks(parties: Sequence[PlanParty], year: int) -> tuple[ShiftedWeek, ...]:
    """Return the weeks of a year in which the difference between home and a party is not a usual one."""
    home = axis(parties)
    found = []
    for party in parties:
        if party is home or party.zone == home.zone:
            continue
        usual = usual_differences(home, party, year)
        weeks: dict[date, int] = {}
        for day, minutes in zip(_days(year), _differences(home.zone, party.zone, year), strict=True):
            if minutes not in usual and (home.week.hours[day.weekday()] or party.week.hours[day.weekday()]):
                weeks[day - timedelta(days=day.weekday())] = minutes
        found += [
            ShiftedWeek(first, first + timedelta(days=6), party.name, minutes, usual)
            for first, minutes in weeks.items()
        ]
    return tuple(sorted(found, key=lambda week: (week.first, week.party)))


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=each) for each in range((date(year + 1, 1, 1) - first).days)]


@lru_cache(maxsize=256)
def _differences(home: str, other: str, year: int) -> tuple[int, ...]:
    """Return how many minutes a zone is ahead of another at its noon, for each day of a year."""
    where = zone_named(home)
    noons = [seconds_at(datetime.combine(day, time(12), where)) for day in _days(year)]
    return tuple((offset_at(other, noon) - offset_at(home, noon)) // 60 for noon in noons)
