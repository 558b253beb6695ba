"""Arithmetic of spans: pairs of whole seconds since 1970, start and end, in order and apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from partnerdesk.core.hours import Span, joined, spans
from partnerdesk.core.instants import seconds_at
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.zones import zone as zone_named


def shared(each: Sequence[list[Span]]) -> list[Span]:
    """Return what lies in a span of every list."""
    if not each:
        return []
    result, *others = each
    for other in others:
        found: list[Span] = []
        left = right = 0
        mine, theirs = len(result), len(other)
        while left < mine and right < theirs:
            start, end = result[left]
            opens, closes = other[right]
            if start < closes and opens < end:
                found.append((start if start > opens else opens, end if end < closes else closes))
            if end < closes:
                left += 1
            else:
                right += 1
        result = found
    return result


def day_span(zone: str, first: date, last: date) -> Span:
    """Return when the date ``first`` begins and ``last`` ends in a zone."""
    return _midnight(zone, first), _midnight(zone, last + timedelta(days=1))


def _midnight(zone: str, day: date) -> int:
    # Where the clocks skip midnight, fold 0 gives the instant of the change: the day begins then.
    return seconds_at(datetime.combine(day, time(), zone_named(zone)).astimezone(UTC))


def in_school(party: PlanParty, since: int, until: int) -> list[Span]:
    """Return when a party is in school, by its own clock and calendar."""
    return spans(party.week, party.zone, since, until, party.holidays)


def available(party: PlanParty, since: int, until: int, school: list[Span] | None = None) -> list[Span]:
    """Return when a party can meet: its school hours, and for home its stretch hours too.

    Stretch hours do not count on days on which home's own school is closed: there is no class to bring.

    Args:
        party: whose.
        since: the first second.
        until: the first second after.
        school: what :func:`in_school` gives, if it is known already.

    """
    school = in_school(party, since, until) if school is None else school
    if not party.home or party.stretch is None:
        return school
    stretch = replace(party.week, hours=party.stretch.hours)
    closed = replace(party.stretch, public_holidays=False)  # breaks of its own count as well
    wider = spans(stretch, party.zone, since, until, party.holidays)
    if closed.breaks or closed.terms:
        wider = shared([wider, spans(closed, party.zone, since, until)])
    return joined(sorted(school + wider))
