"""Why a time is a good one, or only a fair one: reasons for the screen, in plain British English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from partnerdesk.core.clockchanges import ClockChange
from partnerdesk.core.hours import Span, begun
from partnerdesk.core.instants import DAY, offset_at, seconds_at
from partnerdesk.core.pauses import pause
from partnerdesk.core.plainwords import length_words, listed
from partnerdesk.core.plans import PartyTime, PlanParty, Telling
from partnerdesk.core.times import offset_text, weekday_name
from partnerdesk.core.turnofyear import may_be_closed
from partnerdesk.core.zones import zone as zone_named

EDGE = 15 * 60
"""Seconds: the first and the last quarter of an hour are spent on coming in and on packing up."""

_COUNTED = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NEAR = 7 * DAY  # so long after a change of clocks people still reckon by the difference before it
_SOON = 3600  # seconds from a time to the break that follows it
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
    index = begun(school, start) + 1
    before = school[index - 1] if index and school[index - 1][1] > midnight else None
    after = school[index] if index < len(school) and school[index][0] < midnight + DAY else None
    if before and after:
        return Far("between", 0, min(end - before[1], after[0] - start))
    if before:
        return Far("after", max(0, start - before[1]), end - before[1])
    if after:
        return Far("before", max(0, after[0] - end), after[0] - start)
    return Far("none", DAY, DAY)


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


class Reasons(Telling):
    """The words of the choices of one plan, found for those that are looked at.

    Args:
        parties: all of them.
        home: whose clock and dates the plan is told by.
        school: each party's school hours, over the whole span of the plan and a day on either side.
        changes: of clocks, within the span: a time soon after one is told of it.

    """

    def __init__(
        self,
        parties: Sequence[PlanParty],
        home: PlanParty,
        school: Sequence[list[Span]],
        changes: Sequence[ClockChange],
    ) -> None:
        self._home = next(index for index, party in enumerate(parties) if party is home)
        self._yours = home.home
        self._parties = [(party, party.place, zone_named(party.zone)) for party in parties]
        self._school = school
        self._changes = [(each.moment, each.reason(home)) for each in changes]

    def times(self, begins: datetime, ends: datetime, in_session: bool, /) -> tuple[PartyTime, ...]:
        """Return what a time means for each party; see :class:`Telling`."""
        found = []
        for party, place, where in self._parties:
            start = begins.astimezone(where)
            found.append(
                PartyTime(
                    party.name,
                    place,
                    party.zone,
                    start,
                    ends.astimezone(where),
                    offset_text(start),
                    in_session or not party.home,
                    party.week.confirmed,
                )
            )
        return tuple(found)

    def of(self, times: Sequence[PartyTime], /) -> tuple[str, ...]:
        """Return the reasons of a choice, the weightiest first; see :class:`Telling`."""
        ours = times[self._home]
        start, end = seconds_at(ours.start), seconds_at(ours.end)
        found = [self._who(ours)]
        if not ours.in_session:
            found.append(self._outside(start, end, ours))
        found += self._assumed()
        found += self._doubtful(times)
        found += self._edges(start, end)
        found += self._breaks(start, end)
        found += [words for moment, words in self._changes if moment <= start <= moment + _NEAR]
        found += self._dates(ours, times)
        return tuple(found)

    def _who(self, ours: PartyTime) -> str:
        """Say who is in school."""
        if ours.in_session:
            return _in_school(len(self._parties), "")
        partners = [place for index, (_, place, _) in enumerate(self._parties) if index != self._home]
        return f"In school in {partners[0]}" if len(partners) == 1 else _in_school(len(partners), " partners")

    def _outside(self, start: int, end: int, ours: PartyTime) -> str:
        far = far_from_school(self._school[self._home], ours.zone, start, end)
        words = far_words(far, ours.start)
        at_night = ours.start.hour >= _NIGHT[0] or ours.start.hour < _NIGHT[1]
        return f"{words}: a night at school" if at_night else words

    def _assumed(self) -> Iterator[str]:
        """Name those whose hours nobody has confirmed."""
        indices = [index for index, (party, _, _) in enumerate(self._parties) if not party.week.confirmed]
        yours, places = self._apart(indices)
        if yours:
            yield "Your own hours are assumed"
        if places:
            yield f"Assumed hours in {listed(places)}"

    def _doubtful(self, times: Sequence[PartyTime]) -> Iterator[str]:
        """Name those whose breaks are not known, around New Year."""
        weeks = [party.week for party, _, _ in self._parties]
        indices = [
            index for index, each in enumerate(times) if may_be_closed(weeks[index], each.start.date())
        ]
        yours, places = self._apart(indices)
        whose = ["your own"] * yours + ([f"those of {listed(places)}"] if places else [])
        if whose:
            yield f"Around Christmas and New Year, and breaks are not known: {' and '.join(whose)}"

    def _apart(self, indices: Sequence[int]) -> tuple[bool, list[str]]:
        """Tell the user's own party from the places of the others."""
        yours = self._yours and self._home in indices
        return yours, [self._parties[index][1] for index in indices if not yours or index != self._home]

    def _edges(self, start: int, end: int) -> Iterator[str]:
        """Name those for whom it is the first or the last quarter of an hour."""
        within = list(self._within(start, end))
        for which, indices in (
            ("first", [index for index, opens, _, _ in within if start - opens < EDGE]),
            ("last", [index for index, _, closes, _ in within if closes - end < EDGE]),
        ):
            yours, places = self._apart(indices)
            whose = ["of your school hours"] * yours
            whose += [f"of school hours in {listed(places)}"] if places else []
            if whose:
                yield f"In the {which} 15 minutes {' and '.join(whose)}"

    def _breaks(self, start: int, end: int) -> Iterator[str]:
        """Say whose lunch, or other break, follows soon."""
        free: dict[tuple[int, bool], list[int]] = {}
        for index, _, closes, again in self._within(start, end):
            if closes - end > _SOON:
                continue
            zone = self._parties[index][0].zone
            minute = (closes + offset_at(zone, closes - 1)) % DAY // 60
            if kind := pause(closes, again, minute):
                free.setdefault((minute, kind == "lunch"), []).append(index)
        for (minute, noon), indices in free.items():
            yours, places = self._apart(indices)
            hour = "{:02d}:{:02d}".format(*divmod(minute, 60))
            if yours:
                yield f"Your {'lunch' if noon else 'next break'} is at {hour}"
            if places:
                yield f"{'Lunch' if noon else 'The next break'} in {listed(places)} is at {hour}"

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield each party that is in school: its index, since when, until when, and when it is in again."""
        for index, spans in enumerate(self._school):
            at = begun(spans, start)
            if at >= 0 and spans[at][1] >= end:  # else these are home's stretch hours
                opens, closes = spans[at]
                yield index, opens, closes, spans[at + 1][0] if at + 1 < len(spans) else closes + DAY

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


def _in_school(count: int, whom: str) -> str:
    return f"{'Both' if count == 2 else f'All {_COUNTED[count]}'}{whom} in school"
