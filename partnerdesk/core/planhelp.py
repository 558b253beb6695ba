"""What to do when no time suits all: who comes closest, home's evening that would do, no common hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from partnerdesk.core.hours import Span, spans
from partnerdesk.core.instants import DAY, datetime_at, offset_at
from partnerdesk.core.plainwords import length_words, listed
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.reasons import Far, far_from_school, far_words
from partnerdesk.core.spans import available, in_school, shared
from partnerdesk.core.times import SHORTEST, day_words, weekday_name
from partnerdesk.core.zones import zone as zone_named

_LATER = 56 * DAY
_STEP = 15 * 60
_NOON = 12
_UP = (6 * 60, 22 * 60)
_CALLS = 3  # more calls than that are no help
_NAMED = 5
_APART = "an exchange that needs no common hour: recorded videos, letters or photos."


class Question(NamedTuple):
    """What was asked of the planner and had no answer; times in seconds.

    ``spans`` has when each party can meet, in the order of the parties, until :data:`_LATER` after the dates;
    ``names`` what each is called.
    """

    parties: Sequence[PlanParty]
    home: PlanParty
    since: int
    until: int
    length: int
    spans: Sequence[list[Span]] = ()
    names: Sequence[str] = ()

    @property
    def partners(self) -> list[int]:
        """All but home, by their index; all, if nobody is home."""
        return [index for index, party in enumerate(self.parties) if not party.home]

    @property
    def ours(self) -> list[int]:
        """Home's index, if one is home."""
        return [index for index, party in enumerate(self.parties) if party.home]


def help_for(asked: Question) -> tuple[str, ...]:
    """Say what comes closest, the best advice first."""
    until = max(asked.since, asked.until) + _LATER + DAY
    when = [available(party, asked.since, until) for party in asked.parties]
    asked = asked._replace(spans=when, names=_names(asked.parties))
    found = list(_later(asked))
    if asked.since >= asked.until:
        found.insert(0, f"The earliest start, {_when(asked.since, asked.home)}, lies after these dates.")
    else:
        found += _shorter(asked) or [*_never(asked), *_calls(asked)]
    return (*found, f"Or plan {_APART}" if found else f"Plan {_APART}")


def _names(parties: Sequence[PlanParty]) -> list[str]:
    """Name each party by its city, and those that share one by their own name as well."""
    cities = Counter(party.place for party in parties)
    names = [
        party.place if cities[party.place] == 1 else f"{party.name} in {party.place}" for party in parties
    ]
    return ["you" if party.home else name for party, name in zip(parties, names, strict=True)]


def _common(asked: Question, indices: Sequence[int], more: int = 0) -> list[Span]:
    """Return when parties can meet, of those times that begin in the span that was asked for."""
    found = shared([asked.spans[index] for index in indices])
    return [(start, end) for start, end in found if start < asked.until + more]


def _fits(found: Sequence[Span], length: int) -> list[Span]:
    return [(start, end) for start, end in found if end - start >= length]


def _later(asked: Question) -> Iterator[str]:
    """Look at the eight weeks after the span: it may have been a holiday, or a week too early."""
    everybody = range(len(asked.parties))
    for start, _ in _fits(_common(asked, everybody, _LATER), asked.length):
        if start >= asked.until:
            yield f"The first time after these dates that suits all: {_when(start, asked.home)}."
            return


def _shorter(asked: Question) -> list[str]:
    """Say how long all can meet, if not as long as was asked for."""
    found = _fits(_common(asked, range(len(asked.parties))), SHORTEST * 60)
    if not found:
        return []
    start, end = max(found, key=lambda span: (span[1] - span[0], -span[0]))
    if end - start >= asked.length:  # long enough, yet none of the starts that were asked for lies well
        return [f"All can meet between two steps: {_when(start, asked.home)}. Choose a smaller step."]
    return [f"All can meet for {length_words(end - start)} at the most: {_when(start, asked.home)}."]


def _never(asked: Question) -> Iterator[str]:
    """Name those who are at no time in school for so long, whoever they were to meet."""
    closed, short = [], []
    for index, name in enumerate(asked.names):
        alone = _common(asked, [index])
        if not alone:
            closed.append(name)
        elif not _fits(alone, asked.length):
            short.append(name)
    if closed:
        yield _sentence(f"{listed(closed)} {_have(closed)} no school in these dates.")
    if short:
        yield _sentence(f"{listed(short)} {_have(short)} no {length_words(asked.length)} of school on end.")


def _have(names: Sequence[str]) -> str:
    return "have" if len(names) > 1 or names[0] == "you" else "has"


def _calls(asked: Question) -> Iterator[str]:
    """Propose a call with as many as can meet, and others with those who are left; home is in each.

    Where home is in school with nobody who is left, its evening or morning for most of them.
    """
    left = [index for index in asked.partners if _fits(_common(asked, [index]), asked.length)]
    ours = [_common(asked, [index]) for index in asked.ours]
    if not ours and len(left) == 2:
        yield f"{_named(asked, left)} have no hour in common in these dates."
        return
    for number in range(_CALLS):
        if (found := _most(asked, ours, left)) and len(ours) + len(found[1]) > 1:
            start, group = found
            yield _call(asked, start, group, first=number == 0)
        elif ours and (outside := _most(asked, [_daytime(asked)], left) or _most(asked, [], left)):
            _, group = outside
            words = _outside(asked, group)
            if not words:
                return
            yield words
        else:
            return
        left = [index for index in left if index not in group]


def _daytime(asked: Question) -> list[Span]:
    """Return the hours when people are up at home, on days when home's school is not closed."""
    home = asked.home
    week = replace(home.week, hours=(((_UP[0], _UP[1]),),) * 7)
    return spans(week, home.zone, asked.since, asked.until + DAY, home.holidays)


def _most(
    asked: Question, needed: Sequence[list[Span]], others: Sequence[int]
) -> tuple[int, list[int]] | None:
    """Find the start at which most of the others can meet, within spans that are needed as well.

    Returns:
        The start, the earliest of its kind, and which of the others; None where nobody can.

    """
    # A party can begin from when it comes in until so long before it leaves: where most of these overlap.
    marks: list[tuple[int, bool, int]] = []
    for index in others:
        for start, end in _fits(shared([_common(asked, [index]), *needed]), asked.length):
            marks += [(start, False, index), (min(end - asked.length, asked.until - 1), True, index)]
    now: set[int] = set()
    best: tuple[int, list[int]] | None = None
    for moment, leaves, index in sorted(marks):
        if leaves:
            now.discard(index)
            continue
        now.add(index)
        if best is None or len(now) > len(best[1]):
            best = moment, sorted(now)
    return best


def _call(asked: Question, start: int, group: Sequence[int], *, first: bool) -> str:
    missing = [index for index in asked.partners if index not in group]
    if not first:
        who = f"Another call could be with {_named(asked, group)}"
    elif len(missing) <= len(group):
        who = f"All but {_named(asked, missing)} can meet"
    else:
        who = f"{_sentence(_named(asked, [*asked.ours, *group]))} can meet"
    return f"{who}: {_when(start, asked.home)} is {_clocks(asked, start, group)}."


def _named(asked: Question, group: Sequence[int]) -> str:
    return listed([asked.names[index] for index in group], _NAMED)


def _clocks(asked: Question, start: int, group: Sequence[int]) -> str:
    """Say what time it is for some of the parties: ``Thursday 08:30 in Tokyo and Seoul``."""
    here = datetime_at(start).astimezone(zone_named(asked.home.zone)).date()
    places: dict[str, list[str]] = {}
    for index in group:
        party = asked.parties[index]
        if party is not asked.home:
            theirs = datetime_at(start).astimezone(zone_named(party.zone))
            day = f"{weekday_name(theirs)} " if theirs.date() != here else ""
            places.setdefault(f"{day}{theirs:%H:%M}", []).append(party.place)
    return listed([f"{clock} in {listed(names, _NAMED)}" for clock, names in places.items()])


class _Outside(NamedTuple):
    """A start outside home's hours, in the order of preference."""

    night: bool
    hours: int
    start: int
    far: Far


def _outside(asked: Question, group: Sequence[int]) -> str:
    """Offer home's evening or morning, outside its hours, that would do for some partners."""
    home = asked.home
    school = in_school(home, asked.since - DAY, asked.until + DAY)
    where = zone_named(home.zone)
    best: _Outside | None = None
    for opens, closes in _fits(_common(asked, group), asked.length):
        for start in range(opens, min(closes - asked.length, asked.until - 1) + 1, _STEP):
            minute = (start + offset_at(home.zone, start)) % DAY // 60
            day = datetime_at(start).astimezone(where).date()
            if home.week.closed_on(day, home.holidays):
                continue
            far = far_from_school(school, home.zone, start, start + asked.length)
            night = not _UP[0] <= minute <= _UP[1] - asked.length // 60
            option = _Outside(night, far.reach // 3600, start, far)
            best = option if best is None else min(best, option)
    if best is None:
        return ""
    local = datetime_at(best.start).astimezone(where)
    whom = "" if len(group) == len(asked.partners) else f" for {_named(asked, group)}"
    far_out = far_words(best.far, local)
    return (
        f"{_part_of_day(local.hour, at_night=best.night)} would do{whom}: {_when(best.start, home)} is "
        f"{_clocks(asked, best.start, group)}. {far_out}: if you are willing, add it to your stretch hours."
    )


def _part_of_day(hour: int, *, at_night: bool) -> str:
    if at_night:  # nobody is meant to sit at school then: it is told as what it is
        return "Your early morning" if hour < _NOON else "Your late evening"
    return f"Your {'morning' if hour < _NOON else 'afternoon' if hour < 17 else 'evening'}"


def _when(start: int, home: PlanParty) -> str:
    local = datetime_at(start).astimezone(zone_named(home.zone))
    return f"{day_words(local)}, {local:%H:%M} in {home.place}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
