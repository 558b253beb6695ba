"""Approaches: one contact asked about one project, from the letter that went out to what came of it.

An approach opens when a letter that proposes times goes out, and waits for the user to say that it was sent.
From then on the clock runs (``core.followups``); its next step and date are derived each time they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from partnerdesk.core.followups import REMIND_AFTER, State
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.desk import home, returned
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.desk.correspondence import OPEN, answered, was_sent, went_again
from partnerdesk.errors import BadInput, NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Approach, DraftRecord


def sent(book: Book, draft_ids: Sequence[int], *, yes: bool = True) -> Changes:
    """Answer “Did you send it?” for letters that have gone out.

    Yes: the approach's clock runs from when the letter went out, or the reminder counts. No: it stays as it
    was, and the question is not asked again until the letter goes out again.

    Raises:
        NotFound: there is no such letter.

    """
    count = "the letter" if len(draft_ids) == 1 else f"{len(draft_ids):,} letters"
    said = "sent" if yes else "not sent"  # what the user said: no letter leaves by this program
    with book.write(f"Marked {count} as {said}") as writing:
        for draft_id in draft_ids:
            letter = _letter(writing.session, draft_id)
            if not yes:
                letter.sent = "no"
            elif letter.sent != "yes":
                was_sent(writing, letter)
    return writing.changes


def sent_again(book: Book, approach_id: int) -> Changes:
    """Note that a letter which came back was sent once more: the clock runs from now.

    It went to the address that the contact has now, where that is another one; else to one that the book
    does not know.

    Raises:
        NotFound: there is no such approach.

    """
    from partnerdesk.storage.records import Entry

    with book.write("Marked the letter as sent again") as writing:
        approach = _get(writing.session, approach_id)
        back = returned.waiting(writing.session, approach.contact_id).get(approach_id)
        address = back.better if back else ""
        subject = went_again(writing, approach, address)
        approach.state, approach.since = "sent", writing.now
        approach.sent_at = approach.sent_at or writing.now
        approach.reminders, approach.snoozed_until, approach.returned_from = 0, None, ""
        where = f" to {address}" if address else ""
        said = f"Sent again{where}" + (f": {subject}" if subject else "")
        entry = Entry("sent", at=writing.now, text=said, approach_id=approach_id)
        entry.contact_id = approach.contact_id
        writing.session.add(entry)
        writing.label = f"Marked the letter to {_name(writing.session, approach)} as sent again"
        writing.made = (approach_id,)
    return writing.changes


def settle(book: Book, contact_id: int, slot_text: str) -> Changes:
    """Be done with a promised time that moved: it is not looked at again in any letter to this contact.

    Args:
        book: the book.
        contact_id: to whom it was promised.
        slot_text: the time, as ``Slot.text`` writes it.

    """
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord, DraftSlot

    with book.write("Done with a time that moved") as writing:
        query = (
            select(DraftSlot)
            .join(DraftRecord, DraftRecord.id == DraftSlot.draft_id)
            .where(DraftRecord.contact_id == contact_id, DraftSlot.settled_at.is_(None))
        )
        for each in writing.session.scalars(query):
            if each.slot.text() == slot_text:
                each.settled_at = writing.now
    return writing.changes


def replied(book: Book, approach_id: int, text: str = "") -> Changes:
    """Note that they answered by another way than a letter that can be filed."""

    def act(writing: Writing, approach: Approach) -> None:
        answered(writing, approach.contact_id, writing.now, approach.id)

    said = f"Answered: {text}" if text else "Answered"
    return _step(book, approach_id, "{} answered", "answered", said, act)


def agree(book: Book, approach_id: int) -> Changes:
    """Note that they agreed: there is no next step here any more."""
    return _settled(book, approach_id, "agreed", "{} agreed", "Agreed")


def decline(book: Book, approach_id: int) -> Changes:
    """Note that they said no; they stay in the book."""
    return _settled(book, approach_id, "declined", "{} declined", "Declined")


def let_rest(book: Book, approach_id: int) -> Changes:
    """Leave them in peace until their next term."""
    return _settled(book, approach_id, "resting", "{} rests", "Resting until their next term")


def ask_again(book: Book, approach_id: int) -> Changes:
    """Open an approach again that had ended or rests: a new letter is to be written."""
    return _settled(book, approach_id, "drafted", "{} is to be asked again", "To be asked again")


def done(book: Book, approach_id: int) -> Changes:
    """Note that the next step was done by another way, as by telephone: the clock runs from now."""

    def act(writing: Writing, approach: Approach) -> None:
        if approach.state == "sent":
            approach.reminders += 1
            approach.state = "resting" if approach.reminders >= len(REMIND_AFTER) else "sent"
        elif approach.state in OPEN:
            approach.state, approach.reminders = "sent", 0
            approach.sent_at = approach.sent_at or writing.now
        if approach.state in OPEN:  # what has ended stays as it ended
            approach.since = writing.now
        approach.snoozed_until = None
        approach.returned_from = ""

    return _step(book, approach_id, "Done: {}", "sent", "Got in touch by another way", act)


def snooze(book: Book, approach_id: int, until: date) -> Changes:
    """Leave an approach out of what is due until a date, by home's calendar.

    Raises:
        BadInput: the date has gone by; field ``until``.
        NotFound: there is no such approach.

    """
    here = zone_named(home.get(book).place.zone or "UTC")
    if until <= book.now().astimezone(here).date():
        raise BadInput(f"{until} has gone by.", "Choose a day to come.", "until")
    with book.write("Put off") as writing:
        approach = _get(writing.session, approach_id)
        approach.snoozed_until = until
        writing.label = f"Put {_name(writing.session, approach)} off until {day_words(until, weekday=False)}"
    return writing.changes


def _settled(book: Book, approach_id: int, state: State, label: str, said: str) -> Changes:
    def act(writing: Writing, approach: Approach) -> None:
        approach.state, approach.since = state, writing.now
        approach.reminders, approach.snoozed_until = 0, None
        if state in ("agreed", "declined"):
            approach.replied_at = approach.replied_at or writing.now
            approach.returned_from = ""  # they were reached by another way

    return _step(book, approach_id, label, "changed", said, act)


def _step(
    book: Book,
    approach_id: int,
    label: str,
    kind: str,
    said: str,
    act: Callable[[Writing, Approach], None],
) -> Changes:
    """Change an approach and enter it in the contact's history, in one transaction."""
    from partnerdesk.storage.records import Entry

    with book.write(label) as writing:
        approach = _get(writing.session, approach_id)
        act(writing, approach)
        entry = Entry(kind, at=writing.now, text=said, approach_id=approach.id)
        entry.contact_id = approach.contact_id
        writing.session.add(entry)
        writing.label = label.format(_name(writing.session, approach))
        writing.made = (approach.id,)
    return writing.changes


def _get(session: Session, approach_id: int) -> Approach:
    from partnerdesk.storage.records import Approach

    approach = session.get(Approach, approach_id)
    if approach is None or approach.trashed_at is not None:
        raise NotFound("That is no longer in the book.", "Look at Today again.")
    return approach


def _letter(session: Session, draft_id: int) -> DraftRecord:
    from partnerdesk.storage.records import DraftRecord

    letter = session.get(DraftRecord, draft_id)
    if letter is None:
        raise NotFound("That letter is no longer in the book.", "Look at the list of drafts again.")
    return letter


def _name(session: Session, approach: Approach) -> str:
    from partnerdesk.storage.records import Contact

    return session.get_one(Contact, approach.contact_id).name
