"""Another day or hour to meet than those proposed, as the letter says it in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.clocks import Clock, clocks, has_month, weekdays_in
from partnerdesk.core.checklist.finding import Finding, Place
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.drafting import Party
from partnerdesk.core.times import Slot


def begins_and_ends(slot: Slot, party: Party) -> set[tuple[int, int]]:
    """Return the hours and minutes at which a slot begins and ends there."""
    start = slot.local(party.place.zone)
    end = slot.end.astimezone(start.tzinfo)
    return {(start.hour, start.minute), (end.hour, end.minute)}


def other_times(letter: Letter) -> Iterator[Finding]:
    """Find where the letter says when one meets, and it is on no day or at no hour that is proposed.

    Only advice: it may be meant so. What is offered beside the times is let be.
    """
    if letter.corrects:
        return
    for sentence in letter.sentences:
        said = words.folded(sentence.text)
        meets = words.says("meets", said, letter.languages)
        offers = any(words.says(topic, said, letter.languages) for topic in ("flexible", "besides", "past"))
        if meets and not offers and _is_elsewhen(sentence.text, letter):
            text = f"The letter says “{sentence.text}”, which is none of the times proposed: is it meant so?"
            yield Finding("both-times", "advice", text, Place("body", sentence.start, sentence.end))


def _is_elsewhen(text: str, letter: Letter) -> bool:
    parties = [each for each in (letter.contact, letter.home) if letter.city_in(each, text)]
    parties = parties or [letter.contact, letter.home]
    slots = letter.draft.slots
    days = {slot.local(each.place.zone).date() for slot in slots for each in (letter.contact, letter.home)}
    day, weekdays = letter.date_in(text), weekdays_in(text, letter.locale)
    if day is not None:
        if letter.now is not None and day < letter.now.date():
            return False
        if day not in days:
            return True
    elif has_month(text, letter.locale):
        return False  # several dates, or half of one
    elif len(weekdays) == 1 and weekdays[0] not in {each.weekday() for each in days}:
        return True
    meant = set[tuple[int, int]]().union(*(begins_and_ends(slot, each) for slot in slots for each in parties))
    return any(
        (each.hour, each.minute) not in meant and not _within(each, slots, parties) for each in clocks(text)
    )


def _within(clock: Clock, slots: Sequence[Slot], parties: Sequence[Party]) -> bool:
    """Say whether a clock is in the middle of a slot: a part of the meeting may begin then."""
    for slot in slots:
        for party in parties:
            start = slot.local(party.place.zone)
            after = (clock.hour * 60 + clock.minute - start.hour * 60 - start.minute) % (24 * 60)
            if after < slot.minutes:
                return True
    return False
