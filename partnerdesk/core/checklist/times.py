"""The slot in both zones, and right: what the text says is compared with the slots themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial

from partnerdesk.core import wording
from partnerdesk.core.bilingual import halves
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.agreeing import agreeing, whose
from partnerdesk.core.checklist.clocks import (
    OFFSET,
    Clock,
    clocks,
    has_month,
    same_date,
    weekday_of_date,
)
from partnerdesk.core.checklist.elsewhen import is_of_else, other_times, readers_of, tells
from partnerdesk.core.checklist.finding import Finding, Fix, Place, edit_between
from partnerdesk.core.checklist.hours import when_words
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.checklist.ofmeeting import is_of_meeting
from partnerdesk.core.checklist.sentences import pieces
from partnerdesk.core.drafting import Party, slot_words
from partnerdesk.core.times import Slot, offset_text
from partnerdesk.core.times_block import with_times

_BULLET = " \t-–•*·"


@dataclass(frozen=True)
class _Told:
    """A line of the letter that gives a time to one of the parties."""

    text: str
    start: int
    party: Party


def both_times(letter: Letter) -> Iterator[Finding]:
    """Stop where a slot's date and time does not stand in the letter for both, or a time in it is wrong."""
    if not letter.draft.slots:
        if not letter.known.slots_known:
            yield from _from_elsewhere(letter)
        elif letter.known.proposes:
            fix = Fix("Propose a time", "propose-time")
            yield Finding("both-times", "advice", "No date and time is proposed.", fixes=(fix,))
        return
    findings = list(_unknown(letter)) or [
        _moved(each, start) for text, start in _texts(letter) for each in _wrong(text)
    ]
    findings = findings or [
        _moved(each, start) for text, start in _texts(letter) for each in _wrong_weekdays(text)
    ]
    findings = findings or [
        _moved(each, start) for text, start in _texts(letter) for each in other_times(text)
    ]
    yield from findings
    if not findings:
        yield Finding("both-times", "ok", "Date and time in both zones.", _first(letter))


def _from_elsewhere(letter: Letter) -> Iterator[Finding]:
    """Judge what the words of a letter say by themselves, where nobody knows which slots it means."""
    wrong = list(_wrong_weekdays(letter))
    said = [each for each in agreeing(letter) if not (wrong and each.level == "ok")]
    yield from said
    yield from wrong
    if not said and not wrong:
        text = "Could not tell whether its times are right: the file does not say which are meant."
        yield Finding("both-times", "ok", text, known=False)


def _texts(letter: Letter) -> Iterator[tuple[Letter, int]]:
    """Take a letter in two languages apart: each text gives the times by itself, in its own words.

    Yields each as a letter of its own, and where it begins in the whole one.
    """
    draft = letter.draft
    above, below = halves(draft.body) if draft.also else (draft.body, "")
    if not below:
        yield letter, 0
        return
    begins = len(draft.body) - len(below)
    for body, language, start in ((above, draft.language, 0), (below, draft.also, begins)):
        yield replace(letter, draft=replace(draft, body=body, language=language, also="")), start


def _moved(finding: Finding, by: int) -> Finding:
    """Return a finding of a text that begins so far on in the whole one."""

    def moved(place: Place | None) -> Place | None:
        return place and replace(place, start=place.start + by, end=place.end + by)

    fixes = tuple(replace(fix, place=moved(fix.place)) for fix in finding.fixes)
    return replace(finding, place=moved(finding.place), fixes=fixes)


def _unknown(letter: Letter) -> Iterator[Finding]:
    if not letter.contact.place.zone:
        what = "choose the time zone of" if letter.contact.place.city else "fill in the city of"
        text = f"The time cannot be given there: {what} {letter.reader}."
        yield Finding("both-times", "stop", text, fixes=(Fix("Open the contact", "open-contact"),))
    if not letter.home.place.zone:
        what = "choose your own time zone" if letter.home.place.city else "fill in your own city"
        text = f"The time cannot be given there: {what}."
        yield Finding("both-times", "stop", text, fixes=(Fix("Fill in", "fill-home"),))


def _wrong(letter: Letter) -> Iterator[Finding]:
    """Pair what is missing with the lines that say something else in its place."""
    strays = list(_strays(letter))
    absent = [slot for slot in letter.draft.slots if not told(slot, letter)]
    unpaired = []
    for slot in absent:
        paired = False
        for right, party in zip(letter.local_times(slot), (letter.contact, letter.home), strict=True):
            if _stands(slot, party, right, letter):
                continue
            alike = [each for each in strays if each.party is party]
            stray = max(alike, key=partial(_likeness, right), default=None)
            if stray is not None:
                strays.remove(stray)
                paired = True
                yield _contradiction(stray, right)
        if not paired:
            unpaired.append(slot)
    if not letter.corrects:
        for stray in strays:
            yield _contradiction(stray, "")
    for slot in unpaired:
        text = f"{when_words(slot, letter.home)} is not in the letter for both readers."
        yield Finding("both-times", "stop", text, fixes=(_put_in(letter),))


def _likeness(right: str, stray: _Told) -> float:
    return SequenceMatcher(None, stray.text, right).ratio()


def _contradiction(stray: _Told, right: str) -> Finding:
    place = Place("body", stray.start, stray.start + len(stray.text))
    text = f"The letter says “{stray.text}”, which is none of the times proposed."
    fixes = (Fix("Put the time right", "edit", place, right),) if right else ()
    return Finding("both-times", "stop", text, place, fixes)


def _put_in(letter: Letter) -> Fix:
    """Return the edit that puts in the times that the text lacks."""
    draft, body = letter.draft, letter.draft.body
    slots = slot_words(draft.slots, letter.home, letter.contact, draft.language)
    put = with_times(body, slots, letter.home.signature or letter.home.name, letter.locale)
    return edit_between("Put the times in", "put-times", body, put)


def told(slot: Slot, letter: Letter) -> bool:
    """Whether the letter gives a slot to both: as composed, or reworded with its date, clock and place."""
    parties = (letter.contact, letter.home)
    return all(
        _stands(slot, party, line, letter)
        for line, party in zip(letter.local_times(slot), parties, strict=True)
    )


def _stands(slot: Slot, party: Party, line: str, letter: Letter) -> bool:
    return line in letter.draft.body or _reworded(slot, party, letter.draft.body, letter)


def _reworded(slot: Slot, party: Party, body: str, letter: Letter) -> bool:
    start = slot.local(party.place.zone)
    day = wording.date_words(start.date(), letter.locale)
    clock = re.compile(rf"(?<![\d:]){wording.clock(start)}(?![\d:])")
    places = (*letter.cities(party), f"({offset_text(start)})")
    return day in body and any(
        clock.search(line)
        and any(place in line for place in places)
        and (not has_month(line, letter.locale) or same_date(line, start, letter.locale))
        and (offset_text(start) in line or not OFFSET.search(line))
        for line in body.split("\n")
    )


def _strays(letter: Letter) -> Iterator[_Told]:
    """Find the lines that give a party a time that is none of the slots'.

    Such a line has a clock, and a UTC offset or a date beside the party's city, and is about the meeting. A
    clock without these may be anything, as the hour when a school opens.
    """
    right = letter.times
    for start, said in pieces(letter.read):
        text = said.strip(_BULLET)
        if not clocks(text) or any(each in said for each in right) or _let_be(said, letter):
            continue
        if is_of_meeting(said, letter):
            for party in (letter.contact, letter.home):
                if _gives_a_time(said, party, letter) and not _right(said, party, letter):
                    yield _Told(text, start + said.index(text), party)
                    break


def _gives_a_time(line: str, party: Party, letter: Letter) -> bool:
    found = letter.clocks_in(line)
    if not found:
        return False
    offsets = OFFSET.findall(line)
    others = letter.home if party is letter.contact else letter.contact
    named = letter.city_in(party, line)
    if any(each.east and each.east.is_sure for each in found) and (named or not letter.city_in(others, line)):
        return True
    if named:
        both = len(found) > 1 and bool(letter.city_in(others, line))
        return bool(offsets) or both or has_month(line, letter.locale)
    theirs = {f"({offset_text(slot.local(party.place.zone))})" for slot in letter.draft.slots}
    return bool(theirs & set(offsets)) and not letter.city_in(others, line)


def _let_be(line: str, letter: Letter) -> bool:
    """Say whether a line tells of something else: what was, is taken back, or is a school’s day or affair."""
    day = letter.date_in(line)
    if day is not None and letter.now is not None and day < letter.now.date():
        return True
    said = words.folded(line)
    meets = words.says("meets", said, letter.languages)
    if words.says("corrects", said, letter.languages):
        return True
    return not meets and is_of_else(line, letter)


def _wrong_weekdays(letter: Letter) -> Iterator[Finding]:
    """Find dates whose weekday is another one."""
    start = 0
    for line in letter.read.split("\n"):
        day = letter.date_in(line)
        named = (weekday_of_date(line, each) for each in letter.locales)
        weekday = next((each for each in named if each is not None), None)
        past = day is not None and letter.now is not None and day < letter.now.date()
        if day is not None and not past and weekday is not None and weekday != day.weekday():
            text = line.strip(_BULLET)
            place = Place("body", start + line.index(text), start + line.index(text) + len(text))
            is_a = wording.date_words(day, "en_GB")
            said = f"The letter says “{text}”, but that date is {is_a}: put the day right."
            yield Finding("both-times", "stop", said, place)
        start += len(line) + 1


def _right(line: str, party: Party, letter: Letter) -> bool:
    """Say whether every clock in a line is the beginning or the end of a slot there, on the date it gives."""
    other = letter.home if party is letter.contact else letter.contact
    told_too = [party, other] if letter.city_in(other, line) else [party]
    cities = [letter.city_in(each, line) for each in told_too]

    def without(brackets: re.Match[str]) -> str:
        named = any(city and city in brackets[0] for city in cities)
        return brackets[0] if named else " " * len(brackets[0])

    # Brackets hold the clock of twelve hours and the offset, which repeat what stands before them.
    plain = re.sub(r"\([^()]*\)", without, line)
    said = [each for each in letter.clocks_in(line) if each.east or plain[each.start : each.end].strip()]
    offsets = set(OFFSET.findall(line))

    def readers(clock: Clock, named: Party) -> tuple[Party, ...]:
        return readers_of(clock, said, line, letter) if len(told_too) == 1 else (named,)

    def fits(slot: Slot) -> bool:
        starts = [slot.local(each.place.zone) for each in told_too]
        same_day = not has_month(line, letter.locale) or any(
            same_date(line, each, letter.locale) for each in starts
        )
        right_offset = not offsets or bool(offsets & {f"({offset_text(each)})" for each in starts})
        return (
            same_day
            and right_offset
            and any(
                all(
                    any(tells(clock, slot, each) for each in readers(clock, told_too[at]))
                    for clock, at in zip(said, whose, strict=True)
                )
                for whose in whose(plain, said, cities)
            )
        )

    return any(fits(slot) for slot in letter.draft.slots)


def _first(letter: Letter) -> Place | None:
    """Return where the first time stands, as composed."""
    line = letter.local_times(letter.draft.slots[0])[0]
    at = letter.draft.body.find(line)
    return Place("body", at, at + len(line)) if at >= 0 else None
