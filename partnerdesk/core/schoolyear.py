"""The school year week by week: when all parties are in session, and when their clocks differ otherwise.

A day counts where every party has hours on that weekday and is not closed, each by its own calendar; the time
of day is the planner's matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from partnerdesk.core.breaks import Break
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.wording import difference_words
from partnerdesk.core.yearview import ShiftedWeek, shifted_weeks

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_NAMED = 3
_MOST_WEEKS = 53
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

# When a school year usually begins where it does not in August or September: a proposal for the first picture
# only; the terms that a school gives win. Countries of the southern half whose school year is the calendar's,
# and those that begin in spring.
_IN_JANUARY = frozenset(
    {"AR", "AU", "BO", "BR", "BW", "CL", "CO", "CR", "EC", "FJ", "LS", "MG", "MW", "MY", "MZ", "NA", "NI"}
    | {"NP", "NZ", "PA", "PE", "PG", "PY", "SB", "SG", "SV", "SZ", "TO", "UY", "VU", "WS", "ZA", "ZM", "ZW"}
)
_BEGINS = dict.fromkeys(_IN_JANUARY, 1) | {"KR": 3, "JP": 4, "IN": 4, "PK": 4}
_AUGUST = 8
_LONG_HOLIDAYS = timedelta(days=40)  # between two school years; breaks within one are shorter


@dataclass(frozen=True)
class Closure:
    """Days in a row of one week on which a place has no school, and why."""

    places: tuple[str, ...]
    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class YearWeek:
    """One week, Monday to Sunday.

    Attributes:
        first: its Monday.
        days: on how many days all parties have school.
        usual: on how many they have where nothing closes them.
        closures: who is closed when, and why.
        shifted: what is told of clocks whose difference is not the usual one: whole sentences.

    """

    first: date
    days: int
    usual: int
    closures: tuple[Closure, ...] = ()
    shifted: tuple[str, ...] = ()

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + 6 * _DAY

    @property
    def state(self) -> Literal["school", "part", "closed"]:
        """Whether all are in session as usual, on fewer days, or on none."""
        if self.days == 0:
            return "closed"
        return "school" if self.days >= self.usual else "part"

    @property
    def title(self) -> str:
        """Which week: ``15 to 21 March 2027``."""
        return span_words(self.first, self.last, year=True)

    def school_words(self) -> str:
        """Say on how many of the usual days there is school for all: ``4 of 5 days in common``."""
        if not self.usual:
            return "No weekday in common"
        if not self.days:
            return "No school day in common"
        if self.days >= self.usual:
            return "All days in common"
        return f"{self.days} of {self.usual} days in common"

    def closure_words(self) -> str:
        """Say who is closed: ``Puebla: 15 March, Natalicio de Benito Juárez``; empty if nobody is."""
        told = []
        for each in self.closures:
            when = "" if (each.last - each.first).days >= 4 else f"{span_words(each.first, each.last)}, "
            told.append(f"{_listed(each.places)}: {when}{each.reason}")
        return "; ".join(told)

    def words(self) -> str:
        """Say all of it in sentences, as a tooltip and a screen reader do."""
        parts = [f"{self.title}. {self.school_words()}", self.closure_words(), *self.shifted]
        return "".join(f"{part}. " for part in parts if part).strip()


_A_DAY = date(2001, 1, 1)
KEY = (
    (YearWeek(_A_DAY, 5, 5), "all school days in common"),
    (YearWeek(_A_DAY, 3, 5), "on some days"),
    (YearWeek(_A_DAY, 0, 5), "no day in common"),
    (YearWeek(_A_DAY, 5, 5, shifted=("",)), "unusual clock difference"),
)
"""What pictures of weeks mean: a week of each kind, and its words."""


def span_words(first: date, last: date, *, year: bool = False) -> str:
    """Write days shortly: ``15 March``, ``15 to 21 March``, ``28 December 2026 to 3 January 2027``."""
    end = f"{last.day} {_MONTHS[last.month - 1]}" + (f" {last.year}" if year else "")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    start = f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{start} {first.year} to {end}" if year and first.year != last.year else f"{start} to {end}"


def school_year(today: date, terms: Sequence[Break] = (), country: str = "") -> tuple[date, date]:
    """Return the first and last day of the school year that ``today`` lies in: 52 or 53 weeks of it.

    Args:
        today: home's date.
        terms: home's; those with no long holidays between them are one school year.
        country: home's code, for where there are no terms.

    """
    years: list[tuple[date, date]] = []
    for term in sorted(terms):
        if years and term.first - years[-1][1] < _LONG_HOLIDAYS:
            years[-1] = years[-1][0], max(years[-1][1], term.last)
        else:
            years.append((term.first, term.last))
    if years:
        first, last = next((year for year in years if year[1] >= today), years[-1])
        last = max(last, first + 52 * _WEEK - _DAY)  # the holidays after it belong to the picture
    else:
        month = _BEGINS.get(country, _AUGUST)
        first = date(today.year if today.month >= month else today.year - 1, month, 1)
        last = date(first.year + 1, month, 1) - _DAY
    return first, min(last, first - timedelta(days=first.weekday()) + _MOST_WEEKS * _WEEK - _DAY)


def year_weeks(parties: Sequence[PlanParty], first: date, last: date) -> tuple[YearWeek, ...]:
    """Look at every week from the one of ``first`` until the one of ``last``.

    Args:
        parties: two or more, home among them; with the holidays of all these years.
        first: any day of the first week.
        last: any day of the last one.

    """
    monday = first - timedelta(days=first.weekday())
    school_days = [day for day in range(7) if all(party.week.hours[day] for party in parties)]
    shifts: dict[date, list[ShiftedWeek]] = {}
    for year in range(monday.year, last.year + 1):
        for shift in shifted_weeks(parties, year):
            if shift not in shifts.setdefault(shift.first, []):  # a week over New Year is in both years
                shifts[shift.first].append(shift)
    places = {party.name: party.place for party in parties}
    found = []
    while monday <= last:
        dates = [monday + timedelta(days=day) for day in range(7)]
        reasons = [[party.week.closed_on(day, party.holidays) for day in dates] for party in parties]
        days = sum(not any(each[day] for each in reasons) for day in school_days)
        closed = _closures(parties, dates, reasons)
        found.append(
            YearWeek(monday, days, len(school_days), closed, _shift_words(shifts.get(monday, ()), places))
        )
        monday += _WEEK
    return tuple(found)


def summary_words(weeks: Sequence[YearWeek]) -> str:
    """Sum a year up: ``School days in common in 31 weeks, some of them in 6 more``, and how clocks differ."""
    whole = sum(week.state == "school" for week in weeks)
    part = sum(week.state == "part" for week in weeks)
    if not weeks:
        return ""
    more = f", some of them in {part} more" if part else ""
    parts = [f"School days in common in {_counted(whole)}{more}"]
    unusual = sum(bool(week.shifted and week.days) for week in weeks)
    if unusual:
        parts.append(f"the difference between clocks is not the usual one in {_counted(unusual)}")
    return " · ".join(parts)


def _counted(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"


def _closures(
    parties: Sequence[PlanParty], dates: Sequence[date], reasons: Sequence[Sequence[str]]
) -> tuple[Closure, ...]:
    """Put together days in a row and places that are closed for the same reason."""
    places: dict[tuple[date, date, str], list[str]] = {}
    for party, why in zip(parties, reasons, strict=True):
        # Days that are free anyway neither begin a closure nor end one.
        told = [
            (day, reason) for day, reason in zip(dates, why, strict=True) if party.week.hours[day.weekday()]
        ]
        for reason, run in groupby(told, key=lambda pair: pair[1]):
            days = [day for day, _ in run]
            if reason:
                places.setdefault((days[0], days[-1], reason), []).append(party.place)
    return tuple(
        Closure(tuple(dict.fromkeys(where)), first, last, reason)
        for (first, last, reason), where in sorted(places.items())
    )


def _shift_words(shifts: Iterable[ShiftedWeek], places: dict[str, str]) -> tuple[str, ...]:
    """Say each unusual difference once, with all places that have it."""
    told: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    for shift in shifts:
        told.setdefault((shift.minutes, shift.usual), []).append(places.get(shift.party, shift.party))
    sentences = []
    for (minutes, usual), where in told.items():
        names = tuple(dict.fromkeys(where))
        usually = " or ".join(_difference(each) for each in usual)
        sentences.append(
            f"{_listed(names)} {'is' if len(names) == 1 else 'are'} {_difference(minutes)}, usually {usually}"
        )
    return tuple(sentences)


def _difference(minutes: int) -> str:
    return difference_words(timedelta(0), timedelta(minutes=minutes))


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"
