"""The days of a span on which a party's school is closed, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from partnerdesk.core.hours import closed_days
from partnerdesk.core.plainwords import listed
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.times import day_words

_FIRST = date(1970, 1, 1)
_THURSDAY = _FIRST.weekday()


def closures(party: PlanParty, first: date, last: date) -> Iterator[tuple[date, date, str]]:
    """Find the school days by the week on which a party's school is closed, and why.

    Days that follow each other for the same reason, weekends in between left out, are one closure.

    Yields:
        The first and the last of the days, and the reason.

    """
    begins, ends = (first - _FIRST).days, (last - _FIRST).days
    week, run = party.week, None
    if party.home and party.stretch is not None:  # a day on which we would go further is missed as well
        days = zip(week.hours, party.stretch.hours, strict=True)
        week = replace(week, hours=tuple(ours or wider for ours, wider in days))
    closed = closed_days(week, begins, ends, party.holidays)
    if not closed:
        return
    for number in range(begins, ends + 1):
        if not week.hours[(number + _THURSDAY) % 7]:
            continue  # a weekend neither is closed nor ends a closure
        day = _FIRST + timedelta(days=number)
        reason = week.closed_on(day, party.holidays) if number in closed else ""
        if run and reason == run[2]:
            run = run[0], day, reason
            continue
        if run:
            yield run
        run = (day, day, reason) if reason else None
    if run:
        yield run


def closure_words(parties: Sequence[PlanParty], first: date, last: date) -> list[str]:
    """Say when schools are closed: ``Monday 15 March: Natalicio de Benito Juárez in Tijuana and Puebla.``."""
    found: dict[tuple[date, date, str], list[str]] = {}
    for party in parties:
        for closure in closures(party, first, last):
            found.setdefault(closure, []).append(party.place)
    told = []
    for (begins, ends, reason), places in sorted(found.items()):
        days = day_words(begins)
        if ends != begins:
            days = f"{day_words(begins, weekday=False)} to {day_words(ends, weekday=False)}"
        told.append(f"{days}: {reason} in {listed(places)}.")
    return told


def breaks_not_known(parties: Sequence[PlanParty]) -> list[str]:
    """Name those of whose breaks and terms nothing is said: their school seems to go on all year."""
    silent = [party for party in parties if not (party.week.breaks or party.week.terms)]
    places = list(dict.fromkeys(party.place for party in silent if not party.home))
    told = []
    if places:
        told.append(f"Breaks are not known in {listed(places)}: ask when there is no school.")
    if any(party.home for party in silent):
        told.append("Your own breaks are not said: add them in your details.")
    return told
