"""Letters to and fro: what becomes of an approach when one goes out, is sent, or is answered.

All of it is part of a verb's transaction; the verbs are those of ``approaches``, ``kept`` and ``answers``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from partnerdesk.core.followups import REMIND_AFTER
from partnerdesk.core.purposes import ANOTHER_TIME, ANSWERS, CORRECTION, REPLACES
from partnerdesk.core.zones import tz_version
from partnerdesk.desk.book import Writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Approach, DraftRecord

OPEN = ("drafted", "sent", "replied", "resting")
"""States in which something is still to come."""

CLOCKS_DIFFER = timedelta(hours=24)
"""How much older than our letter an answer may seem: a clock is off, or the letter was exported once more."""

NOT_OUT = ("no", "back")
"""What is known of letters that were exported and have not reached anybody: not sent, or came back."""


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
    return bool(letter.slots) and letter.purpose != CORRECTION


def _of(session: Session, letter: DraftRecord) -> Approach | None:
    """Return the approach that a letter goes on with; None where it begins another one, or none."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    query = select(Approach).where(Approach.contact_id == letter.contact_id, Approach.trashed_at.is_(None))
    found = list(session.scalars(query.order_by(Approach.id.desc())))
    still_open = [each for each in found if each.state in OPEN]
    same = [each for each in found if each.project_id == letter.project_id]
    for each in same:
        follows = letter.purpose in ANSWERS or letter.purpose == ANOTHER_TIME
        goes_on = each.state == "agreed" and (each.project_id or follows)
        if each.state in OPEN or not asks(letter) or goes_on:
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


def was_sent(writing: Writing, letter: DraftRecord) -> None:
    """Note that a letter was sent, as the user said: the clock of its approach runs from when it went out."""
    from partnerdesk.storage.records import Approach, Entry

    letter.sent = "yes"
    entry = Entry("sent", at=letter.written_at, text=f"Sent: {letter.subject}", draft_id=letter.id)
    entry.contact_id = letter.contact_id
    writing.session.add(entry)
    if letter.purpose in REPLACES:
        _settle_others(writing, letter)
    approach = writing.session.get(Approach, letter.approach_id) if letter.approach_id else None
    if approach is not None:
        _run(approach, letter)


def _run(approach: Approach, letter: DraftRecord) -> None:
    """Let the clock run from a letter that was sent; where that answers them, there is no clock to run."""
    at = letter.written_at
    first = approach.sent_at is None
    approach.sent_at = min(approach.sent_at or at, at)
    approach.returned_from = ""
    if first:  # it may have been opened without a letter, when the contact joined the project
        approach.template, approach.language = letter.template, letter.language
    if approach.state != "drafted" and approach.since > at:
        return  # something has happened since: the letter was before it
    off = ("agreed",) if letter.purpose == ANOTHER_TIME else ()  # the time agreed to is
    over = ("replied", "resting", *off)
    waits = asks(letter) and letter.purpose not in ANSWERS
    if approach.state == "sent" and not first:
        if not waits:
            return
        approach.reminders += 1
        approach.state = "resting" if approach.reminders >= len(REMIND_AFTER) else "sent"
    elif approach.state == "drafted" and letter.purpose in ANSWERS:
        approach.state = "replied"  # they wrote without being asked
    elif approach.state == "drafted" or (approach.state in over and waits):
        approach.state, approach.reminders = "sent", 0
    else:
        return
    approach.since, approach.snoozed_until = at, None


def went_again(writing: Writing, approach: Approach, address: str) -> str:
    """Note that the letter of an approach that came back was sent once more, now; return its subject.

    The letter that came back stays as it is; the book holds another one, of the same words, to the other
    address. The subject is empty where the book has no such letter.
    """
    from partnerdesk.storage.records import DraftRecord, DraftSlot

    back = [each for each in gone_out(writing.session, approach) if each.sent == "back"]
    if not back:
        return ""
    first = back[-1]
    letter = DraftRecord(
        contact_id=first.contact_id,
        template=first.template,
        purpose=first.purpose,
        project_id=first.project_id,
        language=first.language,
        address=address,
        subject=first.subject,
        body=first.body,
        written_at=writing.now,
        exported_as=first.exported_as,
        sent="yes",
        approach_id=approach.id,
        overrides=first.overrides,
    )
    letter.slots = [
        DraftSlot(each.position, slot=each.slot, instant=each.slot.start, tz_version=tz_version())
        for each in first.slots
    ]
    writing.session.add(letter)
    return letter.subject


def _settle_others(writing: Writing, letter: DraftRecord) -> None:
    """Be done with the times in earlier letters that a letter has put others in the place of."""
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


def answered(writing: Writing, contact_id: int, at: datetime, approach_id: int | None = None) -> int | None:
    """Note in a verb's transaction that a contact answered; return the approach it concerns, if any.

    The newest open approach is meant where nothing is said, else the newest of all: it stays as it ended, and
    Today tells of the letter by itself. A letter that was answered was sent, unless something else was said
    of it. What is older than all that we asked is history, and no answer.
    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    session = writing.session
    query = select(Approach).where(Approach.contact_id == contact_id, Approach.trashed_at.is_(None))
    if approach_id is not None:
        query = query.where(Approach.id == approach_id)
    approach = session.scalars(query.order_by(Approach.state.not_in(OPEN), Approach.id.desc())).first()
    if approach is None:
        return None
    letters = gone_out(session, approach)
    asked = approach.sent_at or min((each.written_at for each in letters), default=approach.since)
    if at < asked - CLOCKS_DIFFER:
        return None
    for letter in _answered(letters, at):
        letter.sent = "yes"
        approach.sent_at = min(approach.sent_at or letter.written_at, letter.written_at)
    approach.replied_at = min(approach.replied_at or at, at)
    approach.returned_from = ""
    if approach.state in OPEN and (at >= approach.since - CLOCKS_DIFFER or approach.state != "sent"):
        approach.state, approach.since = "replied", max(at, approach.sent_at or at)
        approach.reminders, approach.snoozed_until = 0, None
    return approach.id


def gone_out(session: Session, approach: Approach) -> list[DraftRecord]:
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
    before = [each for each in letters if each.written_at <= at + CLOCKS_DIFFER]
    unknown = [each for each in before if each.sent == ""]
    if unknown or any(each.sent == "yes" for each in before):
        return unknown
    return [each for each in before if each.sent == "no"][-1:]
