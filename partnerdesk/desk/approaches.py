"""Approaches: one contact asked about one project, from the letter that went out to what came of it.

An approach opens when a letter that proposes times goes out, and waits for the user to say that it was sent.
From then on the clock runs (``core.followups``); its next step and date are derived each time they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from partnerdesk.core.followups import REMIND_AFTER, State
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.desk import home
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.errors import BadInput, NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Approach, DraftRecord

OPEN = ("drafted", "sent", "replied", "resting")
"""States in which something is still to come."""

_CLOCKS_DIFFER = timedelta(hours=24)
"""How much older than our letter an answer may seem: a clock is off, or the letter was exported once more."""

NOT_OUT = ("no", "back")
"""What is known of letters that were exported and have not reached anybody: not sent, or came back."""

CORRECTION = "correction"
"""The template of letters that mend a time: they neither ask anew nor remind."""


def opened(writing: Writing, letters: Iterable[DraftRecord]) -> None:
    """Give each letter that goes out its approach, in the transaction in which it does; open one if need be.

    A letter without times, or a correction, asks nothing: it belongs to the approach there is, if any. That
    it was not sent when it went out before is forgotten: it is asked again.
    """
    for letter in letters:
        if letter.sent in NOT_OUT:
            letter.sent = ""
        if letter.approach_id is None:
            approach = _of(writing.session, letter)
            if approach is None and asks(letter):
                approach = _open(writing, letter)
            letter.approach_id = approach.id if approach else None


def asks(letter: DraftRecord) -> bool:
    """Say whether a letter asks for something: it proposes times, and does not only correct one."""
    return bool(letter.slots) and letter.template != CORRECTION


def _of(session: Session, letter: DraftRecord) -> Approach | None:
    """Return the approach that a letter goes on with; None where it begins another one, or none."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    query = select(Approach).where(Approach.contact_id == letter.contact_id, Approach.trashed_at.is_(None))
    found = list(session.scalars(query.order_by(Approach.id.desc())))
    still_open = [each for each in found if each.state in OPEN]
    same = [each for each in found if each.project_id == letter.project_id]
    for each in same:
        if each.state in OPEN or not asks(letter) or (each.state == "agreed" and each.project_id):
            return each
    # A reminder need not name the project again; another project is another matter.
    return next(iter(still_open), None) if letter.project_id is None else None


def _open(writing: Writing, letter: DraftRecord) -> Approach:
    from partnerdesk.storage.records import Approach

    approach = Approach(
        contact_id=letter.contact_id,
        project_id=letter.project_id,
        since=writing.now,
        template=letter.template,
        language=letter.language,
    )
    writing.session.add(approach)
    writing.session.flush()
    return approach


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
                _was_sent(writing, letter)
    return writing.changes


def _was_sent(writing: Writing, letter: DraftRecord) -> None:
    from partnerdesk.storage.records import Approach, Entry

    letter.sent = "yes"
    entry = Entry("sent", at=letter.written_at, text=f"Sent: {letter.subject}", draft_id=letter.id)
    entry.contact_id = letter.contact_id
    writing.session.add(entry)
    if letter.template == CORRECTION:
        _settle_others(writing, letter)
    approach = writing.session.get(Approach, letter.approach_id) if letter.approach_id else None
    if approach is not None:
        _run(approach, letter)


def _run(approach: Approach, letter: DraftRecord) -> None:
    """Let the clock run from a letter that was sent."""
    at = letter.written_at
    first = approach.sent_at is None
    approach.sent_at = min(approach.sent_at or at, at)
    approach.returned_from = ""
    if first:  # it may have been opened without a letter, when the contact joined the project
        approach.template, approach.language = letter.template, letter.language
    if approach.state != "drafted" and approach.since > at:
        return  # something has happened since: the letter was before it
    if approach.state == "sent" and not first:
        if not asks(letter):
            return
        approach.reminders += 1
        approach.state = "resting" if approach.reminders >= len(REMIND_AFTER) else "sent"
    elif approach.state in ("drafted", "replied") or (approach.state == "resting" and asks(letter)):
        approach.state, approach.reminders = "sent", 0
    else:
        return
    approach.since, approach.snoozed_until = at, None


def _settle_others(writing: Writing, letter: DraftRecord) -> None:
    """Be done with the times in earlier letters that a correction has put others in the place of."""
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord, DraftSlot

    query = (
        select(DraftSlot)
        .join(DraftRecord, DraftRecord.id == DraftSlot.draft_id)
        .where(
            DraftRecord.contact_id == letter.contact_id,
            DraftRecord.approach_id.is_not_distinct_from(letter.approach_id),
            DraftRecord.id != letter.id,
            DraftRecord.exported_as != "",
            DraftRecord.written_at <= letter.written_at,
            DraftSlot.settled_at.is_(None),
        )
    )
    for slot in writing.session.scalars(query):
        slot.settled_at = writing.now


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


def answered(writing: Writing, contact_id: int, at: datetime, approach_id: int | None = None) -> int | None:
    """Note in a verb's transaction that a contact answered; return the approach it concerns, if any.

    The newest open approach is meant where nothing is said. A letter that was answered was sent, unless
    something else was said of it. What is older than all that we asked is history, and no answer.
    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    session = writing.session
    query = select(Approach).where(Approach.contact_id == contact_id, Approach.trashed_at.is_(None))
    if approach_id is not None:
        query = query.where(Approach.id == approach_id)
    else:
        query = query.where(Approach.state.in_(OPEN))
    approach = session.scalars(query.order_by(Approach.id.desc())).first()
    if approach is None:
        return None
    letters = _gone_out(session, approach)
    asked = approach.sent_at or min((each.written_at for each in letters), default=approach.since)
    if at < asked - _CLOCKS_DIFFER:
        return None
    for letter in _answered(letters, at):
        letter.sent = "yes"
        approach.sent_at = min(approach.sent_at or letter.written_at, letter.written_at)
    approach.replied_at = min(approach.replied_at or at, at)
    approach.returned_from = ""
    if approach.state in OPEN and (at >= approach.since - _CLOCKS_DIFFER or approach.state != "sent"):
        approach.state, approach.since = "replied", max(at, approach.sent_at or at)
        approach.reminders, approach.snoozed_until = 0, None
    return approach.id


def _gone_out(session: Session, approach: Approach) -> list[DraftRecord]:
    """Return the letters of an approach that have gone out, oldest first."""
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord

    query = select(DraftRecord).where(
        DraftRecord.approach_id == approach.id,
        DraftRecord.exported_as != "",
        DraftRecord.trashed_at.is_(None),
    )
    return list(session.scalars(query.order_by(DraftRecord.written_at, DraftRecord.id)))


def _answered(letters: Sequence[DraftRecord], at: datetime) -> list[DraftRecord]:
    """Return the letters that an answer shows to have been sent, though nobody has said so.

    Those of which nothing was said; the last one that was said not to be only where there is no other that
    can have been answered.
    """
    before = [each for each in letters if each.written_at <= at + _CLOCKS_DIFFER]
    unknown = [each for each in before if each.sent == ""]
    if unknown or any(each.sent == "yes" for each in before):
        return unknown
    return [each for each in before if each.sent == "no"][-1:]


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
        approach.since, approach.snoozed_until = writing.now, None
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
        entry = Entry(kind, at=writing.now, text=said)
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
