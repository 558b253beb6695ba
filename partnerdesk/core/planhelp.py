"""What to do when no time suits all: who comes closest, home's evening that would do, no common hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from partnerdesk.core.clockchanges import listed
from partnerdesk.core.hours import Span
from partnerdesk.core.instants import DAY, datetime_at, offset_at
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.reasons import Far, far_from_school, far_words, length_words
from partnerdesk.core.spans import available, in_school, shared
from partnerdesk.core.times import day_words, weekday_name
from partnerdesk.core.times import zone as zone_named

_LATER = 56 * DAY
_STEP = 15 * 60
_DAYTIME = (6 * 60, 22 * 60)
_TOLD = 3  # more advice of a kind is no help
_APART = "Or plan an exchange that needs no common hour: letters, photos or recorded messages."


class Question(NamedTuple):
    """What was asked of the planner and had no answer; times in seconds.

    ``spans`` has when each party can meet, in the order of the parties, until :data:`_LATER` after the dates.
    """

    parties: Sequence[PlanParty]
    home: PlanParty
    since: int
    until: int
    length: int
    spans: Sequence[list[Span]] = ()


def help_for(asked: Question) -> tuple[str, ...]:
    """Say what comes closest, the best advice first."""
    until = max(asked.since, asked.until) + _LATER + DAY
    asked = asked._replace(spans=[available(party, asked.since, until) for party in asked.parties])
    found = [*_later(asked), *_shorter(asked)]
    partners = [party for party in asked.parties if party is not asked.home]
    theirs = _common(asked, partners)
    if asked.home.home and _fits(theirs, asked.length):
        found += _outside(asked, theirs, partners)
    elif len(asked.parties) > 2:
        found += _without(asked)
    if not found:
        found += _never(asked)
    return (*found, _APART)


def _common(asked: Question, parties: Sequence[PlanParty], more: int = 0) -> list[Span]:
    """Return when parties can meet, of those times that begin in the span that was asked for."""
    wanted = {id(party) for party in parties}
    pairs = zip(asked.parties, asked.spans, strict=True)
    found = shared([spans for party, spans in pairs if id(party) in wanted])
    return [(start, end) for start, end in found if start < asked.until + more]


def _fits(spans: Sequence[Span], length: int) -> list[Span]:
    return [(start, end) for start, end in spans if end - start >= length]


def _later(asked: Question) -> Iterator[str]:
    """Look at the eight weeks after the span: it may have been a holiday, or a week too early."""
    fitting = [
        span for span in _fits(_common(asked, asked.parties, _LATER), asked.length) if span[0] >= asked.until
    ]
    if fitting:
        yield f"The first time after these dates that suits all: {_when(fitting[0][0], asked.home)}."


def _shorter(asked: Question) -> Iterator[str]:
    spans = _common(asked, asked.parties)
    if spans:
        start, end = max(spans, key=lambda span: (span[1] - span[0], -span[0]))
        yield f"At the most {length_words(end - start)} suit all: {_when(start, asked.home)}."


class _Outside(NamedTuple):
    """A start outside home's hours, in the order of preference."""

    night: bool
    hours: int
    start: int
    far: Far


def _outside(asked: Question, theirs: list[Span], partners: Sequence[PlanParty]) -> Iterator[str]:
    """Find home's evening or morning, outside its hours, that would do for the partners."""
    home = asked.home
    school = in_school(home, asked.since - DAY, asked.until + DAY)
    where = zone_named(home.zone)
    best: _Outside | None = None
    for opens, closes in _fits(theirs, asked.length):
        for start in range(opens, min(closes - asked.length, asked.until - 1) + 1, _STEP):
            minute = (start + offset_at(home.zone, start)) % DAY // 60
            day = datetime_at(start).astimezone(where).date()
            if home.week.closed_on(day, home.holidays):
                continue
            far = far_from_school(school, home.zone, start, start + asked.length)
            night = not _DAYTIME[0] <= minute <= _DAYTIME[1] - asked.length // 60
            option = _Outside(night, far.reach // 3600, start, far)
            best = option if best is None else min(best, option)
    if best:
        yield _offered(best, home, partners)


def _offered(best: _Outside, home: PlanParty, partners: Sequence[PlanParty]) -> str:
    local = datetime_at(best.start).astimezone(zone_named(home.zone))
    part = (
        "night"
        if best.night
        else "morning"
        if local.hour < 12
        else "evening"
        if local.hour >= 17
        else "afternoon"
    )
    there = []
    for party in partners:
        theirs = datetime_at(best.start).astimezone(zone_named(party.zone))
        day = f"{weekday_name(theirs)} " if theirs.date() != local.date() else ""
        there.append(f"{day}{theirs:%H:%M} in {party.place}")
    far = far_words(best.far, local)
    return (
        f"Your {part} would do: {day_words(local)}, {local:%H:%M} in {home.place} is {listed(there)}. "
        f"{far}; if you are willing, add it to your stretch hours."
    )


def _without(asked: Question) -> Iterator[str]:
    """Say which party to meet on its own, so that the others can meet."""
    told = 0
    for party in asked.parties:
        if told == _TOLD or (party is asked.home and party.home):
            continue
        others = [each for each in asked.parties if each is not party]
        fitting = _fits(_common(asked, others), asked.length)
        if fitting:
            told += 1
            yield f"Without {party.place} the others can meet: {_when(fitting[0][0], asked.home)}."


def _never(asked: Question) -> Iterator[str]:
    """Name the pairs that are never in school together."""
    pairs = [
        f"{one.place} and {other.place}"
        for one, other in combinations(asked.parties, 2)
        if not _common(asked, (one, other))
    ]
    if pairs:
        verb = "have no hour in common in these dates"
        yield f"{'; '.join(pairs[:_TOLD])} {verb}. Plan a call with each on its own."


def _when(start: int, home: PlanParty) -> str:
    local = datetime_at(start).astimezone(zone_named(home.zone))
    return f"{day_words(local)}, {local:%H:%M} in {home.place}"
