"""The first time that is proposed, until the user says another; the planner will know better ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from partnerdesk.core.drafting import Party
from partnerdesk.core.hours import holds
from partnerdesk.core.times import Slot
from partnerdesk.errors import BadInput

LEAD = timedelta(days=7)
"""A letter is answered within days, not hours: the first proposal is a week ahead at the earliest."""

_LOOK = 21  # days
_TEN = 10 * 60
_STARTS = sorted(range(7 * 60, 18 * 60, 30), key=lambda minute: (abs(minute - _TEN), minute))


def first_time(home: Party, party: Party | None, now: datetime, minutes: int = 45) -> Slot | None:
    """Return a slot on the next school day on which both are in session, on the partner's clock.

    Of the times of that day the one nearest to 10:00 there. Where there is none within three weeks, 10:00 of
    home's next school day; None where no zone is known at all.

    Args:
        home: ours.
        party: theirs; None as long as nobody has been chosen.
        now: aware.
        minutes: how long it is to last.

    """
    theirs = party.place.zone if party else ""
    ours = home.place.zone
    if party is not None and theirs and ours:
        for slot in _slots(theirs, now, minutes, _STARTS):
            if _suits(party, slot) and _suits(home, slot):
                return slot
    if not ours:
        return next(_slots(theirs, now, minutes, [_TEN]), None) if theirs else None
    whole = list(_slots(ours, now, minutes, [_TEN]))
    return next((slot for slot in whole if _suits(home, slot)), whole[0] if whole else None)


def _suits(party: Party, slot: Slot) -> bool:
    return holds(party.week, slot, party.place.zone, party.holidays or {})


def _slots(zone: str, now: datetime, minutes: int, starts: list[int]) -> Iterator[Slot]:
    """Go through the days from a week ahead on, and on each through the times of day that exist there."""
    first = Slot(now.replace(tzinfo=None), "UTC").local(zone).date() + LEAD
    for day in range(_LOOK):
        for minute in starts:
            wall = _at(first + timedelta(days=day), minute)
            try:
                yield Slot.said(wall, zone, minutes)
            except BadInput:  # the clocks change just then
                continue


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60))
