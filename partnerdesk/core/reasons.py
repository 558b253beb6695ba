"""Why a time is a good one, or only a fair one: reasons for the screen, in plain British English."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from partnerdesk.core.clockchanges import ClockChange, listed
from partnerdesk.core.hours import Span
from partnerdesk.core.instants import DAY, offset_at
from partnerdesk.core.plans import PartyTime, PlanParty
from partnerdesk.core.times import weekday_name

EDGE = 15 * 60
"""Seconds: the first and the last quarter of an hour are spent on coming in and on packing up."""

_COUNTED = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NEAR = 7 * DAY  # a change of clocks so near is one that letters about the time will straddle
_LUNCH_SOON = 3600
_LUNCH_LONG = 150 * 60
_NIGHT = (22, 6)  # o'clock


class Far(NamedTuple):
    """How far a time lies outside home's school hours of that day.

    ``side`` is 'before', 'after' or 'between' them, or 'none' on a day without; ``gap`` is how many seconds
    lie between school and the time (0 if it begins or ends in school), ``reach`` how many it takes home out.
    """

    side: str
    gap: int
    reach: int


def far_from_school(school: list[Span], zone: str, start: int, end: int) -> Far:
    """Measure how far a time outside home's school hours lies from those of the same date.

    Args:
        school: home's school hours.
        zone: home's.
        start: when the time begins, in seconds.
        end: when it ends.

    """
    offset = offset_at(zone, start)
    midnight = (start + offset) // DAY * DAY - offset
    index = bisect_right(school, (start, end))
    before = school[index - 1] if index and school[index - 1][1] > midnight else None
    after = school[index] if index < len(school) and school[index][0] < midnight + DAY else None
    if before and after:
        return Far("between", 0, min(end - before[1], after[0] - start))
    if before:
        return Far("after", max(0, start - before[1]), end - before[1])
    if after:
        return Far("before", max(0, after[0] - end), after[0] - start)
    return Far("none", DAY, DAY)


def length_words(seconds: int) -> str:
    """Write a length of time: ``45 minutes``, ``1 hour``, ``3 hours 30 minutes``."""
    hours, minutes = divmod(seconds // 60, 60)
    counted = ((hours, "hour"), (minutes, "minute"))
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in counted if count)


def far_words(far: Far, day: date) -> str:
    """Say how far outside home's school hours a time lies, on home's date ``day``."""
    if far.side == "none":
        return f"On a {weekday_name(day)}, when you have no school"
    if far.side == "between":
        return "Between your school hours"
    if far.side == "before":
        return f"Begins {length_words(far.reach)} before your school day"
    if far.gap:
        return f"Begins {length_words(far.gap)} after your school day"
    return f"Ends {length_words(far.reach)} after your school day"


class Reasons:
    """The reasons of the choices of one plan.

    Args:
        parties: all of them.
        home: whose clock and dates the plan is told by.
        school: each party's school hours, over the whole span of the plan and a day on either side.
        changes: of clocks, within the span and a week on either side.

    """

    def __init__(
        self,
        parties: Sequence[PlanParty],
        home: PlanParty,
        school: Sequence[list[Span]],
        changes: Sequence[ClockChange],
    ) -> None:
        self._parties = parties
        self._home = next(index for index, party in enumerate(parties) if party is home)
        self._school = school
        self._changes = [(each.moment, each.reason(home)) for each in changes]
        assumed = [party for party in parties if not party.week.confirmed]
        self._assumed = [f"Assumed hours in {listed([each.place for each in assumed])}"] if assumed else []
        self._all = self._in_school(len(parties), "")
        partners = [party for party in parties if party is not home]
        self._partners = (
            f"In school in {partners[0].place}"
            if len(partners) == 1
            else self._in_school(len(partners), " partners")
        )

    @staticmethod
    def _in_school(count: int, whom: str) -> str:
        return f"{'Both' if count == 2 else f'All {_COUNTED[count]}'}{whom} in school"

    def of(self, start: int, end: int, times: Sequence[PartyTime]) -> tuple[str, ...]:
        """Return the reasons of a choice, the weightiest first."""
        ours = times[self._home]
        found = [self._all if ours.in_session else self._partners]
        if not ours.in_session:
            found.append(self._outside(start, end, ours))
        found += self._assumed
        found += self._edges(start, end)
        if self._changes:
            found += [words for moment, words in self._changes if abs(moment - start) <= _NEAR]
        found += self._dates(ours, times)
        return tuple(found)

    def _outside(self, start: int, end: int, ours: PartyTime) -> str:
        far = far_from_school(self._school[self._home], ours.zone, start, end)
        words = far_words(far, ours.start)
        at_night = ours.start.hour >= _NIGHT[0] or ours.start.hour < _NIGHT[1]
        return f"{words}: a night at school" if at_night else words

    def _edges(self, start: int, end: int) -> Iterator[str]:
        """First and last quarters of an hour, and lunches that follow."""
        first: list[str] = []
        last: list[str] = []
        lunch: dict[str, list[str]] = {}
        for index, (party, spans) in enumerate(zip(self._parties, self._school, strict=True)):
            at = bisect_right(spans, (start, end + 14 * DAY)) - 1
            if at < 0 or spans[at][1] < end:
                continue  # home's stretch hours
            opens, closes = spans[at]
            place = "your school" if index == self._home and party.home else party.place
            if start - opens < EDGE:
                first.append(place)
            if closes - end < EDGE:
                last.append(place)
            if (
                closes - end <= _LUNCH_SOON
                and at + 1 < len(spans)
                and spans[at + 1][0] - closes <= _LUNCH_LONG
            ):
                hour, minute = divmod((closes + offset_at(party.zone, closes - 1)) % DAY // 60, 60)
                lunch.setdefault(f"{hour:02d}:{minute:02d}", []).append(place)
        if first:
            yield f"The first quarter of an hour in {listed(first)}"
        if last:
            yield f"The last quarter of an hour in {listed(last)}"
        for clock, places in lunch.items():
            yield f"Lunch in {listed(places)} is at {clock}".replace("Lunch in your school", "Your lunch")

    def _dates(self, ours: PartyTime, times: Sequence[PartyTime]) -> Iterator[str]:
        """Name the day of parties whose date is another than home's."""
        today = ours.start.date()
        others: dict[date, list[str]] = {}
        for each in times:
            day = each.start.date()
            if day != today:
                others.setdefault(day, []).append(each.city)
        for day, places in others.items():
            yield f"{'Already' if day > today else 'Still'} {weekday_name(day)} in {listed(places)}"
