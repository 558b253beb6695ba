"""The slot in both zones, and right: what the text says is compared with the slots themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from functools import partial

from partnerdesk.core import wording
from partnerdesk.core.bilingual import halves
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.finding import Finding, Fix, Place, edit_between
from partnerdesk.core.checklist.hours import when_words
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.drafting import Party, slot_words
from partnerdesk.core.times import Slot, offset_text
from partnerdesk.core.times_block import with_times

_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2})\s?[:hH]\s?(\d\d)?(?![\d:])")
_OFFSET = re.compile(r"\(UTC[^()\n]*\)")
_EAST = re.compile(r"\(UTC(?:([−+-])(\d{1,2})(?::(\d\d))?)?\)")
_HALVED = re.compile(rf"{_CLOCK.pattern}(?:\s?([apAP])\.?\s?[mM]\b)?")
_TWELVE = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:[:.](\d\d))?(?:\s?([ap])\.?\s?m\b"
    r"|\s(?:de la|da|de l'|du|in the)\s?(manana|manha|matin|morning|tarde|noche|noite|apres-midi|soir"
    r"|afternoon|evening)\b)"
)
_FORENOON = {"a", "manana", "manha", "matin", "morning"}
_NOON = re.compile(r"(?<!apres[- ])\b(?:noon|midday|mediodia|medio dia|midi|meio[- ]dia)\b")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
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
        if not letter.known.slots_known and (odds := list(_at_odds(letter))):
            yield from odds
        elif not letter.known.slots_known:
            text = "Could not tell whether its times are right: the file does not say which are meant."
            yield Finding("both-times", "ok", text, known=False)
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
    yield from findings
    if not findings:
        yield Finding("both-times", "ok", "Date and time in both zones.", _first(letter))


def _at_odds(letter: Letter) -> Iterator[Finding]:
    """Find two times that stand together, each with its UTC offset, and are not the same moment.

    They are two of one paragraph: what a letter's text says of its slots where nobody knows these.
    """
    for paragraph in _PARAGRAPH.finditer(letter.draft.body):
        found = list(_moments(paragraph[0]))
        pairs = zip(found[::2], found[1::2], strict=False) if len(found) % 2 == 0 else ()
        for one, other in pairs:
            if not one.minutes & other.minutes:
                place = Place("body", paragraph.start() + one.start, paragraph.start() + other.end)
                said = f"“{paragraph[0][one.start : one.end]}” and “{paragraph[0][other.start : other.end]}”"
                text = f"The letter says {said}, which are not the same moment: put one of them right."
                yield Finding("both-times", "stop", text, place)


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
        text = f"The time cannot be given there: fill in {letter.reader}’s city."
        yield Finding("both-times", "stop", text, fixes=(Fix("Open the contact", "open-contact"),))
    if not letter.home.place.zone:
        text = "The time cannot be given there: fill in your own city."
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
    locale = wording.locale_for(draft.language, letter.contact.place.country)
    slots = slot_words(draft.slots, letter.home, letter.contact, draft.language)
    put = with_times(body, slots, letter.home.signature or letter.home.name, locale)
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
    locale = wording.locale_for(letter.draft.language, letter.contact.place.country)
    day = wording.date_words(start.date(), locale)
    clock = re.compile(rf"(?<![\d:]){wording.clock(start)}(?![\d:])")
    places = [place for place in (party.place.city, f"({offset_text(start)})") if place]
    return day in body and any(
        clock.search(line)
        and any(place in line for place in places)
        and (not _has_month(line, letter) or _same_date(line, start, locale))
        and (offset_text(start) in line or not _OFFSET.search(line))
        for line in body.split("\n")
    )


def _strays(letter: Letter) -> Iterator[_Told]:
    """Find the lines that give a party a time that is none of the slots'.

    Such a line has a clock, and a UTC offset or a date beside the party's city. A clock without these may be
    anything, as the hour when a school opens.
    """
    right = letter.times
    start = 0
    for line in letter.draft.body.split("\n"):
        text = line.strip(_BULLET)
        if _clocks(text) and not any(each in line for each in right) and not _gone_by(line, letter):
            for party in (letter.contact, letter.home):
                if _gives_a_time(line, party, letter) and not _right(line, party, letter):
                    yield _Told(text, start + line.index(text), party)
                    break
        start += len(line) + 1


def _gives_a_time(line: str, party: Party, letter: Letter) -> bool:
    clocks = _clocks(line)
    if not clocks:
        return False
    offsets = _OFFSET.findall(line)
    others = letter.home if party is letter.contact else letter.contact
    if party.place.city and party.place.city in line:
        both = len(clocks) > 1 and bool(others.place.city) and others.place.city in line
        return bool(offsets) or both or _has_month(line, letter)
    theirs = {f"({offset_text(slot.local(party.place.zone))})" for slot in letter.draft.slots}
    return bool(theirs & set(offsets)) and not (others.place.city and others.place.city in line)


def _clocks(line: str) -> list[tuple[int, int]]:
    """Return the hours and minutes that a line gives, by a clock of 24 hours or of twelve."""
    text = words.folded(line)
    found = {}
    for each in _CLOCK.finditer(text):
        found[each.start()] = int(each[1]), int(each[2] or 0)
    for each in _TWELVE.finditer(text):
        hour = int(each[1]) % 12 + (0 if (each[3] or each[4]) in _FORENOON else 12)
        found[each.start()] = hour, int(each[2] or 0)
    for each in _NOON.finditer(text):
        found[each.start()] = 12, 0
    return [found[at] for at in sorted(found)]


def _gone_by(line: str, letter: Letter) -> bool:
    """Say whether a line gives the date of a day that has gone by: it tells of what was."""
    day = _date_in(line, letter)
    return day is not None and letter.now is not None and day[1] < letter.now.date()


def _date_in(line: str, letter: Letter) -> tuple[int | None, date] | None:
    """Return the one date of a line, with the weekday that it gives, 0 for Monday; None: none, or several.

    Where it has no year, that of the first slot is meant.
    """
    locale = wording.locale_for(letter.draft.language, letter.contact.place.country)
    said = _spelt(_OFFSET.sub("", line), locale)
    months = [number for number, name in enumerate(_months(locale), 1) if re.search(rf"\b{name}\b", said)]
    if len(months) != 1:
        return None
    name = _months(locale)[months[0] - 1]
    days = re.findall(
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|o)?(?: de| of)? {name}\b|\b{name} (\d{{1,2}})(?!\d)", said
    )
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", said)
    weekdays = [at for at, each in enumerate(_weekdays(locale)) if re.search(rf"\b{each}\b", said)]
    if len(days) != 1 or len(years) > 1 or len(weekdays) > 1:
        return None
    if not years and not letter.draft.slots:
        return None
    year = int(years[0]) if years else letter.draft.slots[0].wall.year
    with suppress(ValueError):
        return (weekdays[0] if weekdays else None), date(year, months[0], int(days[0][0] or days[0][1]))
    return None


def _wrong_weekdays(letter: Letter) -> Iterator[Finding]:
    """Find dates whose weekday is another one."""
    start = 0
    for line in letter.draft.body.split("\n"):
        found = _date_in(line, letter)
        if found is not None and found[0] is not None and found[0] != found[1].weekday():
            text = line.strip(_BULLET)
            place = Place("body", start + line.index(text), start + line.index(text) + len(text))
            is_a = wording.date_words(found[1], "en_GB")
            said = f"The letter says “{text}”, but that date is {is_a}: put the day right."
            yield Finding("both-times", "stop", said, place)
        start += len(line) + 1


def _has_month(line: str, letter: Letter) -> bool:
    locale = wording.locale_for(letter.draft.language, letter.contact.place.country)
    said = _spelt(line, locale)
    return any(name in said for name in _months(locale)) and bool(re.search(r"\d", line))


def _spelt(line: str, locale: str) -> str:
    """Return a folded line in which the months that are cut short beside a day, as in 16 Mar, are whole."""
    said = words.folded(line)
    if not re.search(r"\d", said):
        return said
    names = _months(locale)
    for name in names:
        for short in (name[:3], name[:4]):
            if short not in said or short == name or sum(each.startswith(short) for each in names) > 1:
                continue
            said = re.sub(rf"(\d(?:st|nd|rd|th)?(?: de| of)? ){short}\b\.?", rf"\g<1>{name}", said)
            if locale.startswith("en"):  # elsewhere “mar 16” is a Tuesday
                said = re.sub(rf"\b{short}\.? (\d{{1,2}})(?![\d:])", rf"{name} \g<1>", said)
    return said


def _months(locale: str) -> tuple[str, ...]:
    return tuple(words.folded(name) for name in wording.month_names(locale))


def _weekdays(locale: str) -> tuple[str, ...]:
    return tuple(words.folded(name) for name in wording.weekday_names(locale))


def _right(line: str, party: Party, letter: Letter) -> bool:
    """Say whether every clock in a line is the beginning or the end of a slot there, on the date it gives."""
    locale = wording.locale_for(letter.draft.language, letter.contact.place.country)
    other = letter.home if party is letter.contact else letter.contact
    told_too = [party, other] if other.place.city and other.place.city in line else [party]
    plain = re.sub(r"\([^()]*\)", "", line)  # the clock of twelve hours and the offset, which repeat it
    clocks = _clocks(plain)
    offsets = set(_OFFSET.findall(line))

    def fits(slot: Slot) -> bool:
        starts = [slot.local(each.place.zone) for each in told_too]
        ends = [slot.end.astimezone(start.tzinfo) for start in starts]
        same_day = not _has_month(line, letter) or any(_same_date(line, each, locale) for each in starts)
        right_offset = not offsets or bool(offsets & {f"({offset_text(each)})" for each in starts})
        meant = {(each.hour, each.minute) for each in (*starts, *ends)}
        return same_day and right_offset and all(clock in meant for clock in clocks)

    return any(fits(slot) for slot in letter.draft.slots)


def _same_date(line: str, start: datetime, locale: str) -> bool:
    """Say whether a line that names a month names this day of it."""
    month = words.folded(wording.month_names(locale)[start.month - 1])
    said = _spelt(line, locale)
    return month in said and bool(re.search(rf"(?<!\d){start.day}(?!\d)", _CLOCK.sub("", said)))


def _first(letter: Letter) -> Place | None:
    """Return where the first time stands, as composed."""
    line = letter.local_times(letter.draft.slots[0])[0]
    at = letter.draft.body.find(line)
    return Place("body", at, at + len(line)) if at >= 0 else None
