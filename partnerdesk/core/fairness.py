"""Who has taken the awkward hour before: earlier times of a project, looked at from each party's school day.

Awkward is, for home, what lies outside its school hours; for everybody the first and the last quarter of an
hour of school, and the last one before lunch. A party whose hours did not hold a time was not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from partnerdesk.core.hours import Span, begun
from partnerdesk.core.instants import DAY, offset_at, seconds_at
from partnerdesk.core.pauses import pause
from partnerdesk.core.plainwords import length_words, listed
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.reasons import EDGE, far_from_school
from partnerdesk.core.spans import in_school
from partnerdesk.core.times import Slot, day_words
from partnerdesk.core.zones import zone as zone_named

Kind = Literal["before", "after", "between", "none", "first", "last", "break", "lunch"]


@dataclass(frozen=True)
class Earlier:
    """A time of a project that has gone by.

    Args:
        slot: when.
        partners: the names of those who were asked to it; empty: nobody noted it, so all count.

    """

    slot: Slot
    partners: frozenset[str] = frozenset()

    def includes(self, party: PlanParty) -> bool:
        """Say whether a party was asked to it; home always was."""
        return party.home or not self.partners or party.name in self.partners


class Turn(NamedTuple):
    """What a time asks of one party; ``seconds`` is how far it takes home out of its school hours."""

    party: PlanParty
    kind: Kind
    seconds: int


def turns(parties: Sequence[PlanParty], earlier: Earlier) -> tuple[Turn, ...]:
    """Return for whom an earlier time was awkward, in the order of the parties."""
    start, end = seconds_at(earlier.slot.start), seconds_at(earlier.slot.end)
    found = []
    for party in parties:
        if earlier.includes(party):
            school = in_school(party, start - 2 * DAY, end + 2 * DAY)
            if (turn := _turn(party, school, start, end)) is not None:
                found.append(turn)
    return tuple(found)


def burdens(parties: Sequence[PlanParty], earlier: Sequence[Earlier]) -> tuple[int, ...]:
    """Return how often each party has had the awkward hour."""
    had = [turn.party for each in earlier for turn in turns(parties, each)]
    return tuple(sum(party is each for each in had) for party in parties)


def at_edge(school: list[Span], start: int, end: int) -> bool:
    """Say whether a time lies in or outside the first or last quarter of an hour of some school hours."""
    index = begun(school, start)
    if index < 0 or school[index][1] < end:
        return True
    return start - school[index][0] < EDGE or school[index][1] - end < EDGE


def _turn(party: PlanParty, school: list[Span], start: int, end: int) -> Turn | None:
    index = begun(school, start)
    if index < 0 or school[index][1] < end:
        if not party.home:
            return None
        far = far_from_school(school, party.zone, start, end)
        sides: dict[str, Kind] = {"before": "before", "after": "after", "between": "between"}
        return Turn(party, sides.get(far.side, "none"), far.reach)
    opens, closes = school[index]
    if start - opens < EDGE:
        return Turn(party, "first", 0)
    if closes - end < EDGE:
        again = school[index + 1][0] if index + 1 < len(school) else None
        minute = (closes + offset_at(party.zone, closes - 1)) % DAY // 60
        kind: Kind = (pause(closes, again, minute) if again is not None else "") or "last"
        return Turn(party, kind, 0)
    return None


def turn_words(turn: Turn) -> str:
    """Say what a time asked of a party: ``you stayed 45 minutes after school``."""
    if turn.party.home:
        length = length_words(turn.seconds)
        return {
            "before": f"you came {length} before school",
            "after": f"you stayed {length} after school",
            "between": "you met between your school hours",
            "none": "you came on a day without school",
            "first": "you met in your first quarter hour",
            "last": "you met in your last quarter hour",
            "break": "you met right before a break",
            "lunch": "you met right before your lunch",
        }[turn.kind]
    when = {
        "first": "in its first quarter hour",
        "last": "in its last quarter hour",
        "break": "right before a break",
    }
    assumed = "" if turn.party.week.confirmed else " (assumed hours)"
    return f"{turn.party.place} met {when.get(turn.kind, 'right before its lunch')}{assumed}"


def past_words(parties: Sequence[PlanParty], earlier: Sequence[Earlier]) -> tuple[str, ...]:
    """Say who has taken the awkward hour so far: the last time in full, all of them as a count.

    Args:
        parties: home and the others.
        earlier: in any order.

    """
    if not earlier:
        return ()
    ours = next((party for party in parties if party.home), parties[0])
    last = max(earlier, key=lambda each: each.slot.start)
    local = last.slot.start.astimezone(zone_named(ours.zone))
    said = [turn_words(turn) for turn in turns(parties, last)]
    words = "; ".join(said) if said else "everybody met well inside the school day"
    found = [f"Last time, on {day_words(local.date())} {local.year}: {words}."]
    if len(earlier) > 1:
        counts = list(zip(parties, burdens(parties, earlier), strict=True))
        had = [
            f"{'you' if party.home else party.place} {_times(count)}"
            for party, count in sorted(counts, key=lambda each: -each[1])
            if count
        ]
        who = listed(had) if had else "nobody"
        found.append(f"Who had the awkward hour in {len(earlier)} times so far: {who}.")
    return tuple(found)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
