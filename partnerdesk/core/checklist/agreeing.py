"""Times of a letter where nobody knows which are meant: are two the same moment, on whose clock is one?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time

from partnerdesk.core import wording
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.clocks import OFFSET, Clock, clocks, day_in
from partnerdesk.core.checklist.finding import Finding, Place
from partnerdesk.core.checklist.hourparts import CLOCK
from partnerdesk.core.checklist.hours import outside
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.drafting import Party
from partnerdesk.core.planner import EARLIEST, LATEST
from partnerdesk.core.times import Slot, day_words
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.errors import BadInput

_HALVED = re.compile(rf"{CLOCK.pattern}(?:\s?([apAP])\.?\s?[mM]\b)?")
_EAST = re.compile(r"\(UTC(?:([−+-])(\d{1,2})(?::(\d\d))?)?\)")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_OF_CLOCKS = frozenset({"time", "local", "hora", "horas", "heure", "heures", "noon", "mediodia", "midi"})
_FAR = 1_000_000  # farther than two places of a line can be
_DAY = 24 * 60
_MINUTES = 45  # of a meeting, where nothing is said


def agreeing(letter: Letter) -> Iterator[Finding]:
    """Compare the times that stand together in a letter from elsewhere, as nobody knows its slots.

    Two with their UTC offsets are one time on two clocks; two beside the cities may be of two things. Nothing
    is found where no day stands beside a clock.
    """
    odds = [*_by_offset(letter)]
    cities = [] if odds else [*_by_city(letter)]
    odds += [each for each in cities if each is not None]
    yield from odds
    if cities and not odds:
        yield Finding("both-times", "ok", "The times that it gives on both clocks are the same moments.")
    if not cities and not odds:
        yield from _on_one_clock(letter)


def _on_one_clock(letter: Letter) -> Iterator[Finding]:
    """Say what a day with one clock and no city means on theirs and on ours, and whether there is school."""
    theirs, ours = letter.contact, letter.home
    zones, city = (theirs.place.zone, ours.place.zone), theirs.place.city
    if not all(zones) or not city or zones[0] == zones[1]:
        return
    start = 0
    for line in letter.read.split("\n"):
        said, begin = line.strip(), start + len(line) - len(line.lstrip())
        start += len(line) + 1
        found = clocks(said)
        named = any(letter.city_in(each, said) for each in (theirs, ours))
        if named or len(found) != 1 or found[0].east or OFFSET.search(said):
            continue
        clock, day = found[0], day_of(said, letter)
        if day is None:
            continue
        with suppress(BadInput, ValueError):  # no such hour, or none on that day
            wall = datetime.combine(day, time(clock.hour, clock.minute))
            meant = [Slot.said(wall, each, _MINUTES, 0) for each in zones]
            text = _either_way(said, meant, theirs)
            yield Finding("both-times", "advice", text, Place("body", begin, begin + len(said)))


def _either_way(said: str, meant: Sequence[Slot], party: Party) -> str:
    zone, city = party.place.zone, party.place.city
    there = [f"{day_words(each.local(zone).date())}, {wording.clock(each.local(zone))}" for each in meant]
    inside = [not outside(each, party) for each in meant]
    which = {
        (True, True): "both are in their school hours",
        (True, False): "only the first is in their school hours",
        (False, True): "only the second is in their school hours",
        (False, False): "neither is in their school hours",
    }[inside[0], inside[1]]
    return (
        f"“{said}” does not say on whose clock: on theirs it is {there[0]} in {city}, on yours {there[1]}"
        f" there; {which}. Give both local times."
    )


def _odd(said: str, place: Place) -> Finding:
    text = f"The letter says {said}, which are not the same moment: put one of them right."
    return Finding("both-times", "stop", text, place)


def _two(said: str, place: Place) -> Finding:
    text = f"The letter says {said}, which are two moments: if one meeting is meant, put one of them right."
    return Finding("both-times", "advice", text, place)


def _by_city(letter: Letter) -> Iterator[Finding | None]:
    """Compare the clocks beside the two parties' cities, in one line or in two that follow each other.

    Yields None for times that agree. The day counts for the offset alone: it may be another one there.
    """
    parties = (letter.contact, letter.home)
    if not all(each.place.zone for each in parties) or letter.contact.place.city == letter.home.place.city:
        return
    start, before = 0, ""
    for line in letter.read.split("\n"):
        named = [letter.city_in(each, line) for each in parties]
        two = f"{before}\n{line}"
        if all(named):
            said, at = line, start
        elif (
            any(named)
            and clocks(line)
            and clocks(before)
            and all(letter.city_in(each, two) for each in parties)
        ):
            said, at = two, start - len(before) - 1
        else:
            said, at = "", start
        start, before = start + len(line) + 1, line
        day = day_of(said, letter)
        found = clocks(said)
        if day is None or len(found) < 2:
            continue
        cities = [letter.city_in(each, said) for each in parties]
        before = ""  # a pair is compared once
        readings = [each for each in whose(said, found, cities) if len(set(each)) == 2]
        if not readings or any(each.hour > 23 or each.minute > 59 for each in found):
            continue
        if any(same(found, each, parties, day) for each in readings):
            yield None
        else:
            text = said.strip()
            begin = at + said.index(text)
            say = _odd if _side_by_side(said, found, cities, letter.locale) else _two
            yield say(f"“{' / '.join(text.split(chr(10)))}”", Place("body", begin, begin + len(text)))


def _side_by_side(said: str, found: Sequence[Clock], cities: Sequence[str], locale: str) -> bool:
    """Say whether nothing is told between clocks and cities: then it is one time, on two clocks.

    “10:00 in Puebla / 12:00 in Detroit”; of “school in Puebla begins at 8:00, ours in Detroit at 8:15” nobody
    knows.
    """
    places = [each for city in cities for each in re.finditer(re.escape(city), said)]
    first = min([each.start for each in found] + [each.start() for each in places])
    last = max([each.start for each in found] + [each.end() for each in places])
    between = said[first:last]
    for city in cities:
        between = between.replace(city, " ")
    locales = (locale, *words.READ)
    names = {words.folded(name) for each in locales for name in wording.month_names(each)}
    names |= {words.folded(name) for each in locales for name in wording.weekday_names(each)}
    return not set(_WORD.findall(words.folded(between))) - _OF_CLOCKS - names


def day_of(said: str, letter: Letter) -> date | None:
    """Return the day of one or two lines; without its year, the next such day; none beyond what is planned.

    The words of a short letter may not tell its language: its months may be of any that is read.
    """
    for line in said.split("\n"):
        day = next((found for each in letter.locales if (found := day_in(line, each)) is not None), None)
        if day is not None and day.year is not None:
            dated = day.in_year(day.year)
            return dated if dated is not None and EARLIEST <= dated <= LATEST else None
        if day is not None and letter.now is not None:
            today = letter.now.date()
            coming = (day.in_year(today.year + more) for more in (0, 1))
            return next((each for each in coming if each is not None and each >= today), None)
    return None


def same(found: Sequence[Clock], whose: Sequence[int], parties: Sequence[Party], day: date) -> bool:
    """Say whether what the clocks say in one city are the moments that they say in the other.

    Args:
        found: the clocks, in their order.
        whose: for each, which of the parties it belongs to.
        parties: the two.
        day: for their offsets alone.

    """
    cycle = _DAY // 2 if any(each.either for each in found) else _DAY
    meant: tuple[set[int], set[int]] = (set(), set())
    for clock, at in zip(found, whose, strict=True):
        local = datetime.combine(day, time(clock.hour, clock.minute), zone_named(parties[at].place.zone))
        east = local.utcoffset()
        minutes = clock.hour * 60 + clock.minute - (east.total_seconds() // 60 if east else 0)
        meant[at].add(int(minutes) % cycle)
    theirs, ours = meant  # beside the times of the meeting others may stand, as when a school opens
    return theirs == ours if len(theirs) == len(ours) else bool(theirs & ours)


def _by_offset(letter: Letter) -> Iterator[Finding]:
    """Find two times that stand together, each with its UTC offset, and are not the same moment.

    They are two of one paragraph: what a letter's text says of its slots where nobody knows these.
    """
    for paragraph in _PARAGRAPH.finditer(letter.read):
        found = list(_moments(paragraph[0]))
        pairs = zip(found[::2], found[1::2], strict=False) if len(found) % 2 == 0 else ()
        for one, other in pairs:
            if not one.minutes & other.minutes:
                place = Place("body", paragraph.start() + one.start, paragraph.start() + other.end)
                said = f"“{paragraph[0][one.start : one.end]}” and “{paragraph[0][other.start : other.end]}”"
                yield _odd(said, place)


@dataclass(frozen=True)
class _Moment:
    """A time with its UTC offset: the minutes of the day in UTC that it may mean, and where it stands."""

    minutes: frozenset[int]
    start: int
    end: int


def _moments(text: str) -> Iterator[_Moment]:
    """Find the offsets of a text, each with the clocks before it in its line: a range has two.

    The clock of twelve hours in brackets, which repeats another, is passed over.
    """
    begin = 0
    for offset in _EAST.finditer(text):
        begin = max(begin, text.rfind("\n", 0, offset.start()) + 1)
        before = re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), text[begin : offset.start()])
        clocks = list(_HALVED.finditer(before))
        if clocks:
            east = int(offset[2] or 0) * 60 + int(offset[3] or 0)
            east = -east if offset[1] in ("−", "-") else east
            meant = frozenset((_minutes(each) - east) % (24 * 60) for each in clocks)
            yield _Moment(meant, begin + clocks[0].start(), offset.end())
        begin = offset.end()


def _minutes(clock: re.Match[str]) -> int:
    """Return minutes after midnight."""
    hour = int(clock[1])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3] in "pP" else 0)
    return hour * 60 + int(clock[2] or 0)


def whose(line: str, said: Sequence[Clock], cities: Sequence[str]) -> Iterator[list[int]]:
    """Yield to which city each clock may belong: to the next one, to the one before, to the nearest.

    “12:00 in Chicago, 13:00 in Detroit”; “Chicago 12:00, Detroit 13:00”; “in Chicago at 12:00, 13:00 in
    Detroit”.
    """
    if len(cities) == 1:
        yield [0] * len(said)
        return
    places = sorted(
        (found.start(), found.end(), at)
        for at, city in enumerate(cities)
        for found in re.finditer(re.escape(city), line)
    )
    for far in (_before_it, _after_it, _near_it):
        yield [min((far(clock.start, *place), at) for *place, at in places)[1] for clock in said]


def _before_it(clock: int, start: int, _end: int) -> int:
    return start - clock if start > clock else _FAR + clock - start


def _after_it(clock: int, start: int, _end: int) -> int:
    return clock - start if start < clock else _FAR + start - clock


def _near_it(clock: int, start: int, end: int) -> int:
    return max(start - clock, clock - end)
