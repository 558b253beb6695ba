"""When clocks change so that the difference between parties is another one, in numbers and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partnerdesk.core.instants import DAY, datetime_at, offset_at, offsets
from partnerdesk.core.plainwords import length_words, listed
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone as zone_named

_TOGETHER = DAY
"""Seconds: clocks that change within a day of each other change as one, each at its own two o'clock."""


@dataclass(frozen=True)
class Difference:
    """How many minutes places are ahead of home, before clocks change and after."""

    places: tuple[str, ...]
    before: int
    after: int


@dataclass(frozen=True)
class ClockChange:
    """Clocks change somewhere, and the difference to home with them.

    Args:
        moment: seconds since 1970.
        day: the date where the clocks change.
        whose: the places; empty if it is home's own clock.
        differences: what it does.

    """

    moment: int
    day: date
    whose: tuple[str, ...]
    differences: tuple[Difference, ...]

    def reason(self, home: PlanParty) -> str:
        """Say in a line what it does to a time soon after it."""
        head = f"After {_clocks(self.whose, home)} change on {day_words(self.day, weekday=False)}"
        places = {place for each in self.differences for place in each.places}
        if len(self.differences) > 1 or len(places) > 1:
            return head
        after = self.differences[0].after
        return f"{head}: {places.pop()} {'is then' if after else 'then has'} {_ahead(after, home)}"

    def warning(self, home: PlanParty) -> str:
        """Say it in a sentence or two, with each party's difference."""
        told = "; ".join(_difference_words(each, home) for each in self.differences)
        clocks = _clocks(self.whose, home)
        return f"{clocks[:1].upper()}{clocks[1:]} change on {day_words(self.day)}: {told}."


def _clocks(whose: tuple[str, ...], home: PlanParty) -> str:
    if not whose and home.home:
        return "your clocks"
    return f"the clocks in {listed(whose or (home.place,))}"


def _difference_words(each: Difference, home: PlanParty) -> str:
    """Say how places differ until then, and from then on."""
    many = len(set(each.places)) > 1
    verbs = {True: "are" if many else "is", False: "have" if many else "has"}
    before, after = (_ahead(minutes, home) for minutes in (each.before, each.after))
    again = ""  # "is 1 hour behind you, from then on 2 hours behind you"
    if bool(each.before) != bool(each.after):
        again = f"{'they' if many else 'it'} {verbs[bool(each.after)]} "
    until = f"until then {listed(each.places)} {verbs[bool(each.before)]} {before}"
    return f"{until}, from then on {again}{after}"


def _ahead(minutes: int, home: PlanParty) -> str:
    """Say how far a clock is ahead of home's: what follows ``is``, or ``has`` if they agree."""
    whom = "you" if home.home else home.place
    if not minutes:
        return f"the same time as {whom}"
    return f"{length_words(abs(minutes) * 60)} {'ahead of' if minutes > 0 else 'behind'} {whom}"


def clock_changes(parties: Sequence[PlanParty], home: PlanParty, since: int, until: int) -> list[ClockChange]:
    """Find the changes of clocks after which the difference between home and a party is another one.

    Args:
        parties: all of them; home may be among them.
        home: to whose clock the others are compared.
        since: the first second.
        until: the first second after.

    """
    ours = _shifts(home.zone, since, until)
    found: dict[tuple[int, date, bool], dict[tuple[int, int], list[str]]] = {}
    zones: dict[str, list[str]] = {}
    for party in parties:
        if party.zone != home.zone:
            zones.setdefault(party.zone, []).append(party.place)
    for zone, places in zones.items():
        for cluster in _clusters(ours, _shifts(zone, since, until)):
            before = _difference(home.zone, zone, cluster[0] - 1)
            after = _difference(home.zone, zone, cluster[-1])
            if before != after:
                at_home = [moment for moment in cluster if moment in ours]
                moment = (at_home or cluster)[0]
                day = datetime_at(moment).astimezone(zone_named(home.zone if at_home else zone)).date()
                key = moment, day, bool(at_home)
                found.setdefault(key, {}).setdefault((before, after), []).extend(places)
    return [
        ClockChange(
            moment,
            day,
            () if at_home else tuple(place for group in groups.values() for place in group),
            tuple(Difference(tuple(group), *minutes) for minutes, group in groups.items()),
        )
        for (moment, day, at_home), groups in sorted(found.items())
    ]


def _shifts(zone: str, since: int, until: int) -> list[int]:
    return [start for start, _, _ in offsets(zone, since, until)[1:]]


def _clusters(ours: list[int], theirs: list[int]) -> list[list[int]]:
    clusters: list[list[int]] = []
    for moment in sorted({*ours, *theirs}):
        if clusters and moment - clusters[-1][-1] < _TOGETHER:
            clusters[-1].append(moment)
        else:
            clusters.append([moment])
    return clusters


def _difference(home: str, other: str, moment: int) -> int:
    return (offset_at(other, moment) - offset_at(home, moment)) // 60
