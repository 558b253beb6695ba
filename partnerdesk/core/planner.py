"""The planner: times at which all parties can meet, ranked, with the reasons in plain words.

Partners have their school hours and nothing else; home has its stretch hours too. What all have in common is
found by intersecting spans of whole seconds; which starts to offer, and in which order, is decided span by
span and day by day, so that the work grows with the days and not with the minutes in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from partnerdesk.core.clockchanges import clock_changes
from partnerdesk.core.closures import closure_words
from partnerdesk.core.fairness import Earlier, burdens, past_words
from partnerdesk.core.hours import Interval
from partnerdesk.core.instants import DAY, datetime_at, seconds_after, seconds_at
from partnerdesk.core.plainwords import listed
from partnerdesk.core.planhelp import Question, help_for
from partnerdesk.core.plans import Choice, PartyTime, Plan, PlanParty, axis
from partnerdesk.core.ranking import Search
from partnerdesk.core.reasons import Reasons
from partnerdesk.core.spans import available, day_span, shared
from partnerdesk.core.times import LONGEST, SHORTEST, day_words
from partnerdesk.core.yearview import Cell, ShiftedWeek, day_cells, shifted_weeks, usual_differences
from partnerdesk.errors import BadInput

__all__ = [
    "LONGEST_SPAN", "MOST_PARTIES", "Cell", "Choice", "PartyTime", "Plan", "PlanParty", "ShiftedWeek",
    "check_dates", "check_span", "common", "day_cells", "plan", "shifted_weeks", "usual_differences",
]  # fmt: skip

MOST_PARTIES = 20
LONGEST_SPAN = 400
"""Days: a school year and a little more."""

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
"""Clocks before them were set by the sun, and nobody knows how they will be set after them."""

_MOST_STARTS = LONGEST_SPAN * 24 * 60  # one in each minute
_BEFORE = 7 * DAY
"""Clocks that changed in the week before the dates are told of, where nobody set a start."""


def common(parties: Sequence[PlanParty], since: datetime, until: datetime) -> list[Interval]:
    """Return when all parties are in session (home: or in its stretch hours), in order, in UTC.

    Args:
        parties: at least one.
        since: an aware datetime.
        until: a later one; what is found is clipped to both, to the second.

    """
    first, last = seconds_at(since), seconds_at(until)
    found = shared([available(party, first, last) for party in parties])
    return [(datetime_at(start), datetime_at(end)) for start, end in found]


def plan(
    parties: Sequence[PlanParty],
    first: date,
    last: date,
    minutes: int,
    *,
    step: int = 15,
    not_before: datetime | None = None,
    most: int = 20,
    earlier: Sequence[Earlier] = (),
) -> Plan:
    """Find the best times for all parties.

    A time begins at a step of home's clock, or when the last of the parties comes in. Those with all in
    school come first, then those in home's stretch hours, least far first; not the first or last quarter of
    an hour of anybody; and among equals on different days and at different times of the day.

    Args:
        parties: two to twenty; at most one is home. Where none is, the first one's clock is the plan's.
        first: the first date, home's.
        last: the last one, included.
        minutes: how long, 5 to 600.
        step: minutes of home's clock, counted from its midnight, 1 to 600.
        not_before: the earliest start, aware; None: any.
        most: how many choices to return.
        earlier: times of the same project that have gone by: who had the awkward hour then is spared it
            where two starts are equal in all else.

    Raises:
        BadInput: fewer than two parties or more than twenty, a party without zone or hours, a span that ends
            before it begins or is longer than 400 days, minutes or steps that cannot be.
        UnknownZone: a party's zone does not exist.

    """
    _check(parties, first, last, minutes, step)
    home = axis(parties)
    since, until = day_span(home.zone, first, last)
    if not_before:
        since = max(since, seconds_after(not_before))
    search = Search(parties, home, since, until, minutes * 60, step * 60, burdens(parties, earlier))
    earliest = since if not_before else since - _BEFORE
    changes = clock_changes(parties, home, earliest, until) if since < until else []
    reasons = Reasons(parties, home, search.school, [each for each in changes if each.moment >= since])
    choices = tuple(
        Choice(datetime_at(start), minutes, score, in_session, reasons)
        for start, score, in_session in islice(search.ranked(), min(most, _MOST_STARTS))
    )
    warnings = [each.warning(home) for each in changes]
    warnings += closure_words(parties, first, last)
    warnings += _assumed(parties)
    past = past_words(parties, earlier)
    if choices:
        if not choices[0].in_session:
            warnings.insert(0, "At no time are all in school: these times are in your stretch hours.")
        return Plan(choices, tuple(warnings), past=past)
    return Plan((), tuple(warnings), help_for(Question(parties, home, since, until, minutes * 60)), past)


def check_dates(first: date, last: date) -> None:
    """Refuse dates on which clocks are not known.

    Raises:
        BadInput: one lies there (field ``from`` or ``until``).

    """
    check_day(first, "from")
    check_day(last, "until")


def check_day(day: date, field: str) -> None:
    """Refuse a date on which clocks are not known.

    Raises:
        BadInput: it lies there.

    """
    if not EARLIEST <= day <= LATEST:
        raise BadInput(
            f"{_date_words(day)} is too far away to plan.",
            f"Take dates from {EARLIEST.year} to {LATEST.year}.",
            field,
        )


def check_span(first: date, last: date) -> None:
    """Refuse dates that cannot be planned.

    Raises:
        BadInput: they end before they begin, are too long a time, or lie where clocks are not known (field
            ``from`` or ``until``).

    """
    check_dates(first, last)
    if last < first:
        raise BadInput(
            f"The dates end on {_date_words(last)}, before they begin on {_date_words(first)}.",
            "Turn them round.",
            "until",
        )
    if (last - first).days >= LONGEST_SPAN:
        raise BadInput(
            f"From {_date_words(first)} to {_date_words(last)} is too long a time to plan.",
            f"Take {LONGEST_SPAN} days at the most.",
            "until",
        )


def _date_words(day: date) -> str:
    return f"{day_words(day)} {day.year}"


def _assumed(parties: Sequence[PlanParty]) -> Iterator[str]:
    """Name those whose hours nobody has confirmed, and what to do."""
    assumed = [party for party in parties if not party.week.confirmed]
    if any(party.home for party in assumed):
        yield "Your own school hours are assumed: say when your school is in session."
    places = [party.place for party in assumed if not party.home]
    if places:
        yield f"School hours in {listed(places)} are assumed: ask when the school is in session."


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
        if not any(party.week.hours):
            raise BadInput(f"{party.name} has no school hours.", "Say when the school is in session.", "with")
    check_span(first, last)
    if not SHORTEST <= minutes <= LONGEST:
        raise BadInput(f"A meeting lasts {SHORTEST} to {LONGEST} minutes, not {minutes}.", field="minutes")
    if not 1 <= step <= LONGEST:
        raise BadInput(f"Steps are of 1 to {LONGEST} minutes, not {step}.", field="step")
