"""The first time that is proposed, until the user says another; the planner will know better ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from partnerdesk.core.checklist import outside
from partnerdesk.core.drafting import Party
from partnerdesk.core.hours import holds, intervals
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import zone
from partnerdesk.desk.drafts import Prepared
from partnerdesk.errors import BadInput

LEAD = timedelta(days=7)
"""A letter is answered within days, not hours: the first proposal is a week ahead at the earliest."""

_LOOK = timedelta(days=14)
_STEP = timedelta(minutes=5)
_TEN = 10 * 60


def first_time(home: Party, party: Party | None, now: datetime, minutes: int = 45) -> Slot | None:
    """Return a slot on the next school day on which both are in session, on the partner's clock.

    Of the times of that day the one nearest to 10:00 there. Where there is none, 10:00 of home's next school
    day; None where no zone is known at all.

    Args:
        home: ours.
        party: theirs; None as long as nobody has been chosen.
        now: aware.
        minutes: how long it is to last.

    """
    if party is not None and (slot := common_time(home, party, now, minutes)) is not None:
        return slot
    theirs = party.place.zone if party else ""
    ours = home.place.zone
    if not ours:
        return next(_slots(theirs, now, minutes), None) if theirs else None
    whole = list(_slots(ours, now, minutes))
    return next(
        (slot for slot in whole if holds(home.week, slot, ours, home.holidays or {})),
        whole[0] if whole else None,
    )


def still_open(letter: Prepared, now: datetime) -> tuple[Slot, ...]:
    """Return the times of a letter that the partner's school is open at, and one for those it is not.

    As they were where their zone is not known, or no time suits both.

    Args:
        letter: as it was kept.
        now: aware.

    """
    slots, party = letter.draft.slots, letter.party
    if not party.place.zone:
        return slots
    kept = tuple(each for each in slots if not outside(each, party))
    if len(kept) == len(slots):
        return slots
    other = common_time(letter.home, party, now, slots[0].minutes)
    return (*kept, *((other,) if other and other not in kept else ())) or slots


def common_time(home: Party, party: Party, now: datetime, minutes: int = 45) -> Slot | None:
    """Return the best time at which both are in session; None where there is none in the next two weeks.

    A week ahead at the earliest, if there is one then; in our own hours, else in those we stretch to.
    """
    theirs, ours = party.place.zone, home.place.zone
    if not (theirs and ours):
        return None
    today = now.astimezone(zone(theirs)).replace(hour=0, minute=0, second=0, microsecond=0)
    stretch = home.stretch and replace(
        home.week, hours=home.stretch.hours
    )  # our own closed days close it too
    for week in filter(None, (home.week, stretch)):
        for since, until in ((today + LEAD, today + LEAD + _LOOK), (today + timedelta(days=1), today + LEAD)):
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


def _slots(where: str, now: datetime, minutes: int) -> Iterator[Slot]:
    """Go through the days from a week ahead on, with 10:00 on each."""
    first = Slot(now.replace(tzinfo=None), "UTC").local(where).date() + LEAD
    for day in range(_LOOK.days):
        try:
            yield Slot.said(datetime.combine(first + timedelta(days=day), time(10)), where, minutes)
        except BadInput:  # the clocks change just then
            continue
