"""The first time that is proposed, until the user says another, and why it is another one than before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from partnerdesk.core.checklist import outside
from partnerdesk.core.drafting import Party, ProjectFacts
from partnerdesk.core.hours import holds, intervals
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import zone
from partnerdesk.errors import BadInput

LEAD = timedelta(days=7)
"""A letter is answered within days, not hours: the first proposal is a week ahead at the earliest."""

_LOOK = timedelta(days=14)
_FAR = timedelta(days=182)  # how far into a project that does not say when it ends
_DAY = timedelta(days=1)
_STEP = timedelta(minutes=5)
_TEN = 10 * 60


Before = tuple[tuple[Slot, ...], int]
"""The times proposed until now, and the key of the project that they were proposed for."""


@dataclass(frozen=True)
class Dates:
    """A project's dates, both included, by home's calendar; None where they are open."""

    opens: date | None = None
    closes: date | None = None


_ANY = Dates()


def dates_of(project: ProjectFacts | None) -> Dates:
    """Return a project's dates; open ones where there is no project."""
    return Dates(project.opens, project.closes) if project is not None else _ANY


def first_time(
    home: Party, party: Party | None, now: datetime, minutes: int = 45, dates: Dates = _ANY
) -> Slot | None:
    """Return a slot on the next school day on which both are in session, on the partner's clock.

    Of the times of that day the one nearest to 10:00 there. Where there is none, 10:00 of home's next school
    day; None where no zone is known at all. The project's dates are left only where these have gone by.

    Args:
        home: ours.
        party: theirs; None as long as nobody has been chosen.
        now: aware.
        minutes: how long it is to last.
        dates: of the project.

    """
    theirs = party.place.zone if party else ""
    ours = home.place.zone
    where = ours or theirs
    if not where:
        return None
    if dates.closes is not None and dates.closes <= now.astimezone(zone(where)).date():
        dates = _ANY
    if party is not None and (slot := common_time(home, party, now, minutes, dates)) is not None:
        return slot
    whole = list(_slots(where, now, minutes, dates))
    school = (slot for slot in whole if ours and holds(home.week, slot, ours, home.holidays or {}))
    return next(school, whole[0] if whole else None)


def still_open(
    slots: tuple[Slot, ...], home: Party, party: Party, now: datetime, dates: Dates = _ANY
) -> tuple[Slot, ...]:
    """Return those of some times that the partner's school is open at, and one for those it is not.

    As they were where their zone is not known, or no time suits both.

    Args:
        slots: as a letter proposes them.
        home: ours.
        party: theirs.
        now: aware.
        dates: of the project that it is about.

    """
    if not party.place.zone:
        return slots
    kept = tuple(each for each in slots if not outside(each, party))
    if len(kept) == len(slots):
        return slots
    other = common_time(home, party, now, slots[0].minutes, dates)
    return (*kept, *((other,) if other and other not in kept else ())) or slots


def common_time(
    home: Party, party: Party, now: datetime, minutes: int = 45, dates: Dates = _ANY
) -> Slot | None:
    """Return the best time at which both are in session; None where there is none in the next two weeks.

    A week ahead at the earliest, if there is one then; in our own hours, else in those we stretch to. Within
    a project's dates it may be later than that.
    """
    theirs, ours = party.place.zone, home.place.zone
    if not (theirs and ours):
        return None
    stretch = home.stretch and replace(
        home.week, hours=home.stretch.hours
    )  # our own closed days close it too
    for week in filter(None, (home.week, stretch)):
        for since, until in _spans(now, theirs, ours, dates):
            here = list(intervals(week, ours, since, until, home.holidays or {}))
            there = list(intervals(party.week, theirs, since, until, party.holidays or {}))
            found = [
                slot
                for opens, closes in here
                for starts, ends in there
                if (slot := _within(max(opens, starts), min(closes, ends), theirs, minutes))
            ]
            if found:
                day = min(slot.wall.date() for slot in found)
                return min((slot for slot in found if slot.wall.date() == day), key=_from_ten)
    return None


def moved_words(before: Before, now: Before, home: Party, party: Party | None, title: str = "") -> str:
    """Say why another time is proposed by itself than until now; empty where it is the same, or the first.

    ``title`` is that of the project now.
    """
    (old, about), (new, project) = before, now
    if not old or not new or set(old) & set(new) or party is None:
        return ""
    lead = "Another time is proposed"
    if party.place.zone and (reason := outside(old[0], party)):
        return f"{lead}: {reason}"
    if project != about:
        return f"{lead}: it goes with “{title}”." if title else f"{lead}: the other one was the project’s."
    zone = home.place.zone
    if zone and not holds(home.week, old[0], zone, home.holidays or {}):
        return f"{lead}: the other one is outside your own school hours."
    return f"{lead}: by the hours that are known now it suits both better."


def _spans(now: datetime, theirs: str, ours: str, dates: Dates) -> Iterator[tuple[datetime, datetime]]:
    """Go through the spans to look for a time in, the best first, none of them outside a project's dates."""
    today = now.astimezone(zone(theirs)).replace(hour=0, minute=0, second=0, microsecond=0)
    soon, ahead = today + _DAY, today + LEAD
    opens = datetime.combine(dates.opens, time(), zone(ours)) if dates.opens else soon
    last = ahead + _LOOK
    if dates != _ANY:
        last = max(opens, ahead) + _FAR
    if dates.closes is not None:
        last = min(last, datetime.combine(dates.closes + _DAY, time(), zone(ours)))
    since = max(opens, ahead)
    while since < last:
        yield since, min(since + _LOOK, last)
        since += _LOOK
    if max(opens, soon) < min(ahead, last):
        yield max(opens, soon), min(ahead, last)


def _within(start: datetime, end: datetime, where: str, minutes: int) -> Slot | None:
    """Return the slot between two instants that is nearest to 10:00 in the zone, at a full five minutes."""
    last = end - timedelta(minutes=minutes)
    start += (
        -timedelta(minutes=start.minute % 5, seconds=start.second, microseconds=start.microsecond) % _STEP
    )
    slots = []
    while start <= last:
        local = Slot(start.replace(tzinfo=None), "UTC").local(where)
        slots.append(Slot(local.replace(tzinfo=None), where, minutes, local.fold))
        start += _STEP
    return min(slots, key=_from_ten, default=None)


def _from_ten(slot: Slot) -> tuple[int, int]:
    minute = slot.wall.hour * 60 + slot.wall.minute
    return abs(minute - _TEN), minute


def _slots(where: str, now: datetime, minutes: int, dates: Dates) -> Iterator[Slot]:
    """Go through the days from a week ahead on, sooner where a project ends before, with 10:00 on each."""
    today = Slot(now.replace(tzinfo=None), "UTC").local(where).date()
    first = max(today + LEAD, dates.opens or today)
    if dates.closes is not None and dates.closes < first:
        first = max(today + _DAY, dates.opens or today)
    for number in range(_LOOK.days):
        day = first + timedelta(days=number)
        if dates.closes is not None and day > dates.closes:
            return
        try:
            yield Slot.said(datetime.combine(day, time(10)), where, minutes)
        except BadInput:  # the clocks change just then
            continue
