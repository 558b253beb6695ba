"""The slots that a letter from elsewhere means, read from its words, so that hours can be judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.agreeing import day_of, same, whose
from partnerdesk.core.checklist.clocks import Clock, clocks
from partnerdesk.core.checklist.elsewhen import is_of_else
from partnerdesk.core.checklist.finding import Finding
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.checklist.ofmeeting import gives_only_a_time
from partnerdesk.core.checklist.sentences import pieces
from partnerdesk.core.drafting import Party
from partnerdesk.core.times import LONGEST, SHORTEST, Slot
from partnerdesk.errors import BadInput

_MINUTES = 45  # of a meeting, where its end is not said
_OR = re.compile(r"\b(?:or|o|ou)\b", re.IGNORECASE)
_BY_DAY = range(7, 19)  # hours that “at 10” and “at 3” mean
_NOT_JUDGED = (
    ("school-hours", "whether it is inside their school hours"),
    ("own-hours", "whether it is inside your own hours"),
)


def as_meant(letter: Letter) -> Letter:
    """Return a letter with the slots that its words give, where nobody has said which are meant.

    Where there are several, one is sure only if its sentence says that one meets, or is nothing but a time.
    """
    if letter.draft.slots or letter.known.slots_known:
        return letter
    read: dict[datetime, Slot] = {}
    sure: set[Slot] = set()
    for slot, said in _slots(letter):
        slot = read.setdefault(slot.start, slot)
        meets = words.says("meets", words.folded(said), letter.languages)
        if meets or gives_only_a_time(said, letter):
            sure.add(slot)
    slots = tuple(read.values())
    doubted = frozenset(slots) - sure if len(slots) > 1 else frozenset[Slot]()
    return replace(letter, draft=replace(letter.draft, slots=slots), doubted=doubted)


def not_judged(letter: Letter) -> Iterator[Finding]:
    """Say which rules of hours could not be asked of a letter from elsewhere, and why."""
    if letter.known.slots_known:
        return
    if not letter.draft.slots:
        why, asked = "no day with its hour and city was read in it for sure", len(_NOT_JUDGED)
    elif not letter.contact.place.zone:
        why, asked = "nobody knows their clock", 1
    else:
        return
    if not letter.gives_hours:
        text = "Could not tell whether it has to say that you are flexible: it gives no hour."
        yield Finding("flexible", "ok", text, known=False)
    for rule, what in _NOT_JUDGED[:asked]:
        yield Finding(rule, "ok", f"Could not tell {what}: {why}.", known=False)


def _slots(letter: Letter) -> Iterator[tuple[Slot, str]]:
    """Read slots from each sentence that gives a day, an hour, and whose: the day may stand before it.

    Yields each with its sentence.
    """
    body = letter.read
    day, counted, here, line = None, 0, 0, -1
    for start, said in pieces(body):
        here += body.count("\n", counted, start)
        counted = start
        day = day_of(said, letter) or (day if here - line <= 1 else None)
        line = here
        if clocks(said) and not _of_else(said, letter):
            for part in _parts(said):
                if (own := day_of(part, letter) or day) is not None:
                    yield from ((slot, said) for slot in _slot(part, said, own, letter))


def _parts(said: str) -> Iterator[str]:
    """Take a sentence apart where an “or” stands between two clocks: “9:00 or 14:00 in Bergen”."""
    begin, found = 0, clocks(said)
    for before, after in pairwise(found):
        if match := _OR.search(said, before.end, after.start):
            yield said[begin : match.start()]
            begin = match.end()
    yield said[begin:]


def _of_else(said: str, letter: Letter) -> bool:
    folded = words.folded(said)
    if words.says("meets", folded, letter.languages):
        return False
    gone = any(words.says(topic, folded, letter.languages) for topic in ("past", "corrects"))
    return gone or is_of_else(said, letter)


def _slot(said: str, whole: str, day: date, letter: Letter) -> Iterator[Slot]:
    """Read the slot of a part of a whole sentence, in which its city may stand beside another part."""
    found = clocks(said)
    if found[0].east:
        easts = found[0].east.on(day)
        if len(easts) == 1:  # of CST, or EST in summer, nobody knows which hour is meant
            with suppress(BadInput):
                yield _in_utc(found[0], day, easts[0])
        return
    named = _named(said, letter)
    if not named and len(_named(whole, letter)) == 1:
        named = _named(whole, letter)
    parties, cities = [each for each, _ in named], [city for _, city in named]
    if not named or not all(each.place.zone for each in parties):
        return
    of = next((each for each in whose(said, found, cities) if _agree(found, each, parties, day)), None)
    if of is None:
        return
    party = parties[of[0]]
    own = [_by_day(clock) for clock, at in zip(found, of, strict=True) if at == of[0]]
    begins, *more = own
    length = next((end - begins for end in more if SHORTEST <= end - begins <= LONGEST), _MINUTES)
    with suppress(BadInput):  # no such hour on that day
        wall = datetime.combine(day, time()) + timedelta(minutes=begins)
        yield Slot.said(wall, party.place.zone, length, 0)


def _named(said: str, letter: Letter) -> list[tuple[Party, str]]:
    both = (letter.contact, letter.home)
    return [(each, city) for each in both if (city := letter.city_in(each, said))]


def _agree(found: Sequence[Clock], of: Sequence[int], parties: Sequence[Party], day: date) -> bool:
    return len(parties) == 1 or (len(set(of)) == len(parties) and same(found, of, parties, day))


def _in_utc(clock: Clock, day: date, east: int) -> Slot:
    wall = datetime.combine(day, time(), UTC) + timedelta(minutes=_by_day(clock) - east)
    return Slot.said(wall.replace(tzinfo=None), "UTC", _MINUTES)


def _by_day(clock: Clock) -> int:
    """Return the minutes after midnight that a clock means, by day where it may mean two."""
    hour, minute = next((each for each in clock.readings if each[0] in _BY_DAY), clock.readings[0])
    return hour * 60 + minute
