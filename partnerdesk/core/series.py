"""Series: the same time of day every week by one party's clock, and what that is for all the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from partnerdesk.core.hours import holds
from partnerdesk.core.instants import seconds_at
from partnerdesk.core.plainwords import listed
from partnerdesk.core.plans import Choice, PartyTime, PlanParty, Told
from partnerdesk.core.spans import available
from partnerdesk.core.times import Slot, offset_text
from partnerdesk.core.zones import canonical
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.errors import BadInput

LONGEST_SERIES = 60
"""Weeks: a school year and a little more."""

_NAMED = 3  # places in a remark

Presence = Literal["school", "stretch", "closed", "outside"]


@dataclass(frozen=True)
class Meeting:
    """One week of a series.

    Args:
        slot: what is said: the keeper's wall time, every week the same.
        times: for each party, in their order; empty where the clocks skip the time.
        presence: of each party: in school, in home's stretch hours, closed that day, outside its hours.
        shifts: for each party, how many minutes later its clock shows than in the first week; earlier: less
            than 0.
        left_out: the holiday or break for which it is left out, with the places; empty if there is none.
        outside: for whom it is outside all hours, in words; empty if for nobody.

    """

    slot: Slot
    times: tuple[PartyTime, ...] = ()
    presence: tuple[Presence, ...] = ()
    shifts: tuple[int, ...] = ()
    left_out: str = ""
    outside: str = ""

    @property
    def meets(self) -> bool:
        """Whether it takes place: nobody is closed, nobody outside its hours."""
        return not (self.left_out or self.outside)

    def choice(self) -> Choice:
        """Return it as the planner would have it, to be copied, written or put into a calendar."""
        everybody = all(each.in_session for each in self.times)
        return Choice(self.slot.start, self.slot.minutes, 100.0, everybody, Told(self.times))


def series(slot: Slot, weeks: int, parties: Sequence[PlanParty], keeper: PlanParty) -> tuple[Meeting, ...]:
    """Repeat a slot every week at the same wall time of one party.

    Args:
        slot: the first meeting; told by the keeper's clock whatever zone it was said in. By that clock it may
            lie in an hour that is skipped: the other weeks have it, and that week says so.
        weeks: how many, 1 to 60; those left out count.
        parties: all of them, home among them.
        keeper: whose time of day stays: one of the parties.

    Raises:
        BadInput: a number of weeks that cannot be (field ``weeks``).

    """
    if not 1 <= weeks <= LONGEST_SERIES:
        raise BadInput(f"A series has 1 to {LONGEST_SERIES} weeks, not {weeks}.", field="weeks")
    told = slot
    if canonical(slot.zone) != canonical(keeper.zone):
        first = slot.local(keeper.zone)
        told = replace(slot, wall=first.replace(tzinfo=None, fold=0), zone=keeper.zone, fold=first.fold)
    # What is usual is told by the first week, or by the second, where the clocks skip the time in the first
    skipped = _is_skipped(told)
    usual_slot = replace(told, wall=told.wall + timedelta(weeks=skipped))
    usual = [
        usual_slot.local(party.zone).replace(tzinfo=None) - timedelta(weeks=skipped) for party in parties
    ]
    found = []
    for week in range(weeks):
        later = timedelta(weeks=week)
        each = replace(told, wall=told.wall + later, fold=told.fold if not week else 0)
        if _is_skipped(each):
            found.append(Meeting(each, outside=f"the clocks in {keeper.place} skip {each.wall:%H:%M}"))
        else:
            found.append(_meeting(each, parties, [wall + later for wall in usual]))
    return tuple(found)


def _is_skipped(slot: Slot) -> bool:
    """Say whether the clocks skip a slot's hour in its own zone."""
    return slot.local(slot.zone).replace(tzinfo=None, fold=0) != slot.wall


def _meeting(slot: Slot, parties: Sequence[PlanParty], usual: Sequence[datetime]) -> Meeting:
    times, presence, shifts = [], [], []
    closed: dict[str, list[str]] = {}
    outside = []
    for party, wall in zip(parties, usual, strict=True):
        local = slot.local(party.zone)
        why = party.week.closed_on(local.date(), party.holidays)
        state: Presence = "closed" if why else _presence(slot, party)
        if why:
            closed.setdefault(why, []).append("your school" if party.home else party.place)
        if state == "outside":
            outside.append("your school day and stretch hours" if party.home else f"school in {party.place}")
        end = slot.end.astimezone(zone_named(party.zone))
        times.append(
            PartyTime(
                party.name,
                party.place,
                party.zone,
                local,
                end,
                offset_text(local),
                state == "school",
                party.week.confirmed,
            )
        )
        presence.append(state)
        shifts.append(round((local.replace(tzinfo=None) - wall) / timedelta(minutes=1)))
    left_out = "; ".join(
        f"{why} {'at' if places == ['your school'] else 'in'} {listed(places, _NAMED)}"
        for why, places in closed.items()
    )
    words = f"outside {listed(outside, _NAMED)}" if outside else ""
    return Meeting(slot, tuple(times), tuple(presence), tuple(shifts), left_out, words)


def _presence(slot: Slot, party: PlanParty) -> Presence:
    if holds(party.week, slot, party.zone, party.holidays):
        return "school"
    span = seconds_at(slot.start), seconds_at(slot.end)
    return "stretch" if party.home and span in available(party, *span) else "outside"
