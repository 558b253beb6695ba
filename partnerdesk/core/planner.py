"""The planner: times at which all parties can meet, ranked, with the reasons in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from partnerdesk.core.hours import Interval, Span, datetime_at, seconds_at
from partnerdesk.core.plans import Choice, PartyTime, Plan, PlanParty
from partnerdesk.core.times import LONGEST, SHORTEST, offset_text
from partnerdesk.core.times import zone as zone_named
from partnerdesk.core.yearview import (
    Cell,
    Occurrence,
    ShiftedWeek,
    available,
    axis,
    day_cells,
    day_span,
    series,
    shifted_weeks,
    usual_differences,
)
from partnerdesk.errors import BadInput

__all__ = [
    "Cell", "Choice", "Occurrence", "PartyTime", "Plan", "PlanParty", "ShiftedWeek",
    "common", "day_cells", "plan", "series", "shifted_weeks", "usual_differences",
]  # fmt: skip


MOST_PARTIES = 20
LONGEST_SPAN = 400
"""Days: a school year and a little more."""


def common(parties: Sequence[PlanParty], since: datetime, until: datetime) -> list[Interval]:
    """Return when all parties are in session (home: or in its stretch hours), in order, in UTC.

    Args:
        parties: at least one.
        since: an aware datetime.
        until: a later one; what is found is clipped to both.

    """
    return [
        (datetime_at(start), datetime_at(end))
        for start, end in shared(
            [available(party, seconds_at(since), seconds_at(until)) for party in parties]
        )
    ]


def shared(each: Sequence[list[Span]]) -> list[Span]:
    """Return what lies in a span of every list; the lists are in order, their spans do not touch."""
    result = each[0]
    for other in each[1:]:
        found: list[Span] = []
        left = right = 0
        while left < len(result) and right < len(other):
            start = max(result[left][0], other[right][0])
            end = min(result[left][1], other[right][1])
            if start < end:
                found.append((start, end))
            if result[left][1] < other[right][1]:
                left += 1
            else:
                right += 1
        result = found
    return result


def plan(
    parties: Sequence[PlanParty],
    first: date,
    last: date,
    minutes: int,
    *,
    step: int = 15,
    not_before: datetime | None = None,
    most: int = 20,
) -> Plan:
    """Find the best times for all parties.

    Args:
        parties: two to twenty; at most one is home. Where none is, the first one's clock is the plan's.
        first: the first date, home's.
        last: the last one, included.
        minutes: how long, 5 to 600.
        step: starts are told in steps of so many minutes of home's clock.
        not_before: the earliest start, aware; None: any.
        most: how many choices to return.

    Raises:
        BadInput: fewer than two parties or more than twenty, a party without zone, a span that ends before it
            begins or is longer than 400 days, minutes or steps that cannot be.

    """
    _check(parties, first, last, minutes, step)
    home = axis(parties)
    since, until = day_span(home.zone, first, last)
    if not_before:
        since = max(since, seconds_at(not_before))
    choices = []
    for start, end in shared([available(party, since, until) for party in parties]):
        begin = start
        while begin + minutes * 60 <= end and len(choices) < most:
            choices.append(_choice(begin, minutes, parties))
            begin += step * 60
    return Plan(tuple(choices))


def _choice(begin: int, minutes: int, parties: Sequence[PlanParty]) -> Choice:
    start, end = datetime_at(begin), datetime_at(begin + minutes * 60)
    times = []
    for party in parties:
        local = start.astimezone(zone_named(party.zone))
        times.append(
            PartyTime(
                party.name,
                party.place,
                party.zone,
                local,
                end.astimezone(local.tzinfo),
                offset_text(local),
                True,
                party.week.confirmed,
            )
        )
    return Choice(start, minutes, 100.0, tuple(times), ("All in school",))


def _check(parties: Sequence[PlanParty], first: date, last: date, minutes: int, step: int) -> None:
    """Refuse what cannot be planned."""
    if not 2 <= len(parties) <= MOST_PARTIES:
        raise BadInput(f"Times are compared for two to twenty parties, not {len(parties)}.", field="with")
    if sum(party.home for party in parties) > 1:
        raise BadInput("Only one party can be home.", field="with")
    for party in parties:
        if not party.zone:
            raise BadInput(
                f"The time zone of {party.name} is not known.", "Say in which city they are.", "with"
            )
    if last < first:
        raise BadInput(
            f"The dates from {first} to {last} end before they begin.", "Turn them round.", "until"
        )
    if (last - first).days >= LONGEST_SPAN:
        raise BadInput(
            f"From {first} to {last} is too long a time to plan.",
            f"Take {LONGEST_SPAN} days at the most.",
            "until",
        )
    if not SHORTEST <= minutes <= LONGEST:
        raise BadInput(f"A meeting lasts {SHORTEST} to {LONGEST} minutes, not {minutes}.", field="minutes")
    if not 1 <= step <= LONGEST:
        raise BadInput(f"Steps are of 1 to {LONGEST} minutes, not {step}.", field="step")
