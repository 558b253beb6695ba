"""Another day or hour to meet than those proposed, as the letter says it in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from partnerdesk.core import wording
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.clocks import Clock, clocks, has_month, weekdays_in
from partnerdesk.core.checklist.finding import Finding, Place
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.drafting import Party
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import all_zones

_ELSE = ("flexible", "besides", "past", "routine")  # topics of other times than the meeting's
_DAY = 24 * 60
_READY = 15  # minutes before a meeting at which people are asked to be there
_NAME = re.compile(r"[^A-Z]*([A-Z]{2,4})\b")  # of a time zone, behind a clock


def begins_and_ends(slot: Slot, zone: str) -> set[tuple[int, int]]:
    """Return the hours and minutes at which a slot begins and ends there."""
    start = slot.local(zone)
    end = slot.end.astimezone(start.tzinfo)
    return {(start.hour, start.minute), (end.hour, end.minute)}


def tells(clock: Clock, slot: Slot, party: Party) -> bool:
    """Say whether a clock tells when a slot begins or ends: to a party, or by the offset that it names."""
    if clock.east:
        return any(
            each.hour * 60 + each.minute in clock.moments(each.date()) for each in (slot.start, slot.end)
        )
    return not begins_and_ends(slot, party.place.zone).isdisjoint(clock.readings)


def other_times(letter: Letter) -> Iterator[Finding]:
    """Find where the letter says when one meets, and it is on no day or at no hour that is proposed.

    Only advice: it may be meant so. What is offered beside the times is let be.
    """
    if letter.corrects:
        return
    for sentence in letter.sentences:
        if sentence.end > len(letter.read):
            return
        said = words.folded(sentence.text)
        meets = words.says("meets", said, letter.languages)
        of_else = any(words.says(topic, said, letter.languages) for topic in _ELSE)
        of_else = of_else or (not meets and is_of_else(sentence.text, letter))
        if not of_else and _is_elsewhen(sentence.text, letter, meets=meets):
            text = f"The letter says “{sentence.text}”, which is none of the times proposed: is it meant so?"
            yield Finding("both-times", "advice", text, Place("body", sentence.start, sentence.end))
        elif not of_else and (named := _by_standard_time(sentence.text, letter)):
            text = f"“{named}” is an hour off in summer: it is right by daylight saving time only. Say which."
            yield Finding("both-times", "advice", text, Place("body", sentence.start, sentence.end))
        elif meets and not clocks(sentence.text) and words.says("vague", said, letter.languages):
            text = f"The hour in “{sentence.text}” could not be read: is it that of the times proposed?"
            yield Finding("both-times", "advice", text, Place("body", sentence.start, sentence.end))


def _is_elsewhen(text: str, letter: Letter, *, meets: bool) -> bool:
    """Say whether a sentence gives a day or an hour that is none of those proposed.

    A day counts where it says that one meets; an hour where it is somebody's, too.
    """
    if not (meets or clocks(text)):
        return False
    parties = [each for each in (letter.contact, letter.home) if letter.city_in(each, text)]
    if (meets and _is_another_day(text, letter)) or _is_wrong_elsewhere(text, letter):
        return True
    found = [each for each in letter.clocks_in(text) if meets or parties or each.east]
    if not found:
        return False
    if (day := letter.date_in(text)) is not None and letter.now is not None:
        found = found if day >= letter.now.date() else []
    slots = letter.draft.slots
    readers = {clock: readers_of(clock, found, text, letter) for clock in found}
    other = [
        clock
        for clock in found
        if not any(tells(clock, slot, each) for slot in slots for each in readers[clock])
    ]
    if words.says("ready", words.folded(text), letter.languages):
        other = [
            clock
            for clock in other
            if not any(_just_before(clock, slot, each) for slot in slots for each in readers[clock])
        ]
    if other and len(other) < len(found):  # beside the beginning, its parts are told
        other = [
            clock
            for clock in other
            if not any(_within(clock, slot, each) for slot in slots for each in readers[clock])
        ]
    return bool(other)


def _by_standard_time(text: str, letter: Letter) -> str:
    """Return an hour of standard time that is a slot's by daylight time only: “12:00 EST” in July."""
    moments = [each for slot in letter.draft.slots for each in (slot.start, slot.end)]
    for clock in clocks(text):
        if clock.east is None or not (clock.east.zone and clock.east.said):
            continue
        literal = clock._replace(east=clock.east._replace(zone=""))
        fits, right = (
            any(each.hour * 60 + each.minute in one.moments(each.date()) for each in moments)
            for one in (clock, literal)
        )
        if fits and not right and (name := _NAME.match(text, clock.end)):
            return f"{text[clock.start : clock.end]} {name[1]}"
    return ""


def readers_of(clock: Clock, found: Sequence[Clock], text: str, letter: Letter) -> tuple[Party, ...]:
    """Return whose a clock of a sentence may be, where it does not name both of their cities.

    The clock next to the one city that is named is that party's; another may be the other one's, too.
    """
    both = (letter.contact, letter.home)
    named = [(each, city) for each in both if (city := letter.city_in(each, text))]
    if len(named) != 1:
        return both
    (party, city), at = named[0], text.index(named[0][1])
    nearest = min(found, key=lambda each: max(at - each.end, each.start - at - len(city)))
    return (party,) if clock == nearest else both


def _is_wrong_elsewhere(text: str, letter: Letter) -> bool:
    """Say whether a text gives the hour of another city that zones are named after, and no slot is then."""
    for clock in clocks(text):
        after = letter.elsewhere(text, clock)
        if not after or is_affair(text, letter):
            continue
        zone = next((zone for name, zone in _cities(letter.locale) if after.startswith(name)), "")
        if zone:
            starts = (begins_and_ends(slot, zone) for slot in letter.draft.slots)
            if all(each.isdisjoint(clock.readings) for each in starts):
                return True
    return False


@lru_cache(maxsize=8)
def _cities(locale: str) -> tuple[tuple[str, str], ...]:
    """List the cities that zones are named after, as a reader calls them, with their zones."""
    return tuple((wording.city_name(zone, locale), zone) for zone in all_zones())


def is_of_else(text: str, letter: Letter) -> bool:
    """Say whether a text that does not say “we meet” tells of something else: a deadline, a journey."""
    said = words.folded(text)
    topics = ("routine", "deadline", "at-work", "journey")
    return any(words.says(each, said, letter.languages) for each in topics) or is_affair(text, letter)


def is_affair(text: str, letter: Letter) -> bool:
    """Say whether a text gives the date of something else, as of an exhibition: none of those proposed."""
    day = letter.date_in(text)
    named = words.says("affair", words.folded(text), letter.languages)
    return named and day is not None and day not in days_of(letter)


def days_of(letter: Letter) -> set[date]:
    """Return the days of the slots, there and here."""
    parties = (letter.contact, letter.home)
    return {slot.local(each.place.zone).date() for slot in letter.draft.slots for each in parties}


def _is_another_day(text: str, letter: Letter) -> bool:
    days = days_of(letter)
    day, weekdays = letter.date_in(text), weekdays_in(text, letter.locale)
    if day is not None:
        if letter.now is not None and day < letter.now.date():
            return False
        return day not in days
    if has_month(text, letter.locale):
        return False  # several dates, or half of one
    return len(weekdays) == 1 and weekdays[0] not in {each.weekday() for each in days}


def _within(clock: Clock, slot: Slot, party: Party) -> bool:
    """Say whether a clock is in the middle of a slot: a part of the meeting may begin then."""
    return any(after < slot.minutes for after in _after_it_begins(clock, slot, party))


def _just_before(clock: Clock, slot: Slot, party: Party) -> bool:
    """Say whether a clock is shortly before a slot, when all get ready."""
    return any(_DAY - after <= _READY for after in _after_it_begins(clock, slot, party))


def _after_it_begins(clock: Clock, slot: Slot, party: Party) -> list[int]:
    """Return how many minutes after the beginning of a slot a party's clock may be; none by an offset."""
    start = slot.local(party.place.zone)
    began = start.hour * 60 + start.minute
    return [] if clock.east else [(hour * 60 + minute - began) % _DAY for hour, minute in clock.readings]
