"""Letters that came back: what is waited for is another address, and no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from partnerdesk.desk.book import Book, Writing

if TYPE_CHECKING:
    from sqlalchemy import ScalarSelect
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from partnerdesk.storage.records import DraftRecord

CAME_BACK = "A letter came back"
"""How the line of the history begins that tells of one."""

_WAITING = ("drafted", "sent", "resting")  # what an answer has not reached yet


@dataclass(frozen=True)
class Returned:
    """Where the last letter of an approach came back from.

    Attributes:
        address: where it went.
        better: the contact's address now, where that is another one; empty: there is none yet.

    """

    address: str
    better: str


@dataclass(frozen=True)
class Undelivered:
    """A letter that came back, of which no approach tells: they had answered before, or were never asked.

    Attributes:
        draft_id: the letter.
        written_at: when it went out, aware.
        contact_id: to whom.
        name: theirs.
        back: from where it came back.
        approach_id: the approach that it belongs to, if any.
        project: what it is about; may be empty.
        project_id: its key.

    """

    draft_id: int
    written_at: datetime
    contact_id: int
    name: str
    back: Returned
    approach_id: int | None
    project: str
    project_id: int | None


def came_back(
    writing: Writing,
    contact_id: int,
    failed: Sequence[str],
    at: datetime,
    approach_id: int | None = None,
) -> int | None:
    """Note in a verb's transaction that a letter has not arrived; return the approach it belongs to, if any.

    The newest letter to one of these addresses is meant; to any address, where the mail system names none of
    those that letters went to; where the book has no letter, the approach named, or the newest one that is
    open. It stands as before that letter: they are to be written to. Where one of its letters has gone to
    another address since, it goes on by that one: only the letter is noted as having come back.
    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach, DraftRecord

    session = writing.session
    query = (
        select(DraftRecord)
        .where(
            DraftRecord.contact_id == contact_id,
            DraftRecord.exported_as != "",
            DraftRecord.trashed_at.is_(None),
        )
        .order_by(DraftRecord.written_at > at, DraftRecord.written_at.desc(), DraftRecord.id.desc())
    )
    letters, named = list(session.scalars(query)), {each.casefold() for each in failed}
    # Of one that was sent again, the address may not be known: it went to those that the contact has.
    meant = (each for each in letters if not each.address or each.address.casefold() in named)
    letter = next(meant, next(iter(letters), None))
    if letter is not None:
        letter.sent = "back"
        approach_id = letter.approach_id
    still_open = select(Approach).where(
        Approach.contact_id == contact_id, Approach.state.in_(_WAITING), Approach.trashed_at.is_(None)
    )
    if approach_id is not None or letter is not None:
        still_open = still_open.where(Approach.id == approach_id)
    approach = session.scalars(still_open.order_by(Approach.id.desc())).first()
    if approach is None:
        return None
    arrived = [each for each in letters if each.approach_id == approach.id and each.sent == "yes"]
    approach.sent_at = min((each.written_at for each in arrived), default=None)
    if letter is not None and any(_instead(each, letter) for each in arrived):
        if approach.state == "sent":
            approach.reminders = max(0, approach.reminders - 1)  # the later one reminded of what came back
        return approach.id
    address = letter.address if letter is not None else next(iter(failed), "")
    approach.returned_from = address or _first_address(session, contact_id)
    approach.state, approach.since = "drafted", max(at, letter.written_at) if letter is not None else at
    approach.reminders, approach.snoozed_until = 0, None
    return approach.id


def _instead(one: DraftRecord, other: DraftRecord) -> bool:
    """Say whether a letter went out after another one, and to another address."""
    elsewhere = one.address != "" and one.address.casefold() != other.address.casefold()
    return elsewhere and one.written_at > other.written_at


def _first_address(session: Session, contact_id: int) -> str:
    from sqlalchemy import select

    from partnerdesk.storage.records import Email

    query = select(Email.address).where(Email.contact_id == contact_id).order_by(Email.position)
    return session.scalars(query).first() or ""


def addresses(book: Book, contact_ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return for contacts the addresses, in lower case, from which the last letter to them came back."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    found: dict[int, frozenset[str]] = {}
    wanted = set(contact_ids)
    query = select(Approach.contact_id, Approach.returned_from).where(
        Approach.returned_from != "", Approach.trashed_at.is_(None)
    )
    with book.read() as session:
        some = [(contact_id, address) for contact_id, address in session.execute(query)]
        some += [(each.contact_id, each.back.address) for each in letters(session)]
    for contact_id, address in some:  # there are never many
        if contact_id in wanted:
            found[contact_id] = found.get(contact_id, frozenset()) | {address.casefold()}
    return found


def letters(session: Session, contact_id: int | None = None) -> list[Undelivered]:
    """Return the letters that came back and of which no approach tells that it waits for another address.

    The newest of each contact, unless it has been seen to: another letter has gone out since, they wrote, or
    we got in touch by another way.

    Args:
        session: the book.
        contact_id: of one contact only.

    """
    from sqlalchemy import and_, exists, func, or_, select
    from sqlalchemy.orm import aliased

    from partnerdesk.storage.records import Approach, Contact, DraftRecord, Entry, Project

    later, since, note = aliased(DraftRecord), aliased(Entry), aliased(Entry)
    reported = (
        select(func.max(note.id))
        .where(
            note.contact_id == DraftRecord.contact_id, note.kind == "note", note.text.startswith(CAME_BACK)
        )
        .correlate(DraftRecord)
        .scalar_subquery()
    )
    written = exists().where(
        later.contact_id == DraftRecord.contact_id,
        later.id > DraftRecord.id,
        later.exported_as != "",
        later.sent.not_in(("no", "back")),
        later.trashed_at.is_(None),
    )
    seen_to = exists().where(
        since.contact_id == DraftRecord.contact_id,
        since.kind.in_(("sent", "met", "answered", "changed")),
        since.id > reported,
    )
    answered = exists().where(  # then it did reach them, or another one did
        since.contact_id == DraftRecord.contact_id,
        since.kind == "answered",
        since.at >= DraftRecord.written_at,
    )
    waits = and_(Approach.state == "drafted", Approach.returned_from != "")
    query = (
        select(DraftRecord, Contact.name, Project.title, _first_of(Contact.id))
        .join(Contact, Contact.id == DraftRecord.contact_id)
        .outerjoin(Approach, and_(Approach.id == DraftRecord.approach_id, Approach.trashed_at.is_(None)))
        .outerjoin(Project, and_(Project.id == DraftRecord.project_id, Project.trashed_at.is_(None)))
        .where(
            DraftRecord.sent == "back",
            DraftRecord.exported_as != "",
            DraftRecord.trashed_at.is_(None),
            Contact.trashed_at.is_(None),
            or_(Approach.id.is_(None), ~waits),
            ~written,
            ~seen_to,
            ~answered,
        )
        .order_by(DraftRecord.id)
    )
    if contact_id is not None:
        query = query.where(DraftRecord.contact_id == contact_id)
    newest: dict[int, Undelivered] = {}
    for letter, name, title, now in session.execute(query):
        back = Returned(letter.address, now if now and now.casefold() != letter.address.casefold() else "")
        newest[letter.contact_id] = Undelivered(
            letter.id, letter.written_at, letter.contact_id, name, back, letter.approach_id, title or "",
            letter.project_id,
        )  # fmt: skip
    return list(newest.values())


def waiting(session: Session, contact_id: int | None) -> dict[int, Returned]:
    """Return the approaches that wait for another address, or for the letter to go out to it."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    first = _first_of(Approach.contact_id)
    query = select(Approach.id, Approach.returned_from, first).where(
        Approach.returned_from != "", Approach.state == "drafted"
    )
    if contact_id is not None:
        query = query.where(Approach.contact_id == contact_id)
    return {
        approach_id: Returned(address, now if now and now.casefold() != address.casefold() else "")
        for approach_id, address, now in session.execute(query)
    }


def _first_of(contact_id: InstrumentedAttribute[int]) -> ScalarSelect[str]:
    """Return the first address of the contact of each row."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Email

    of = select(Email.address).where(Email.contact_id == contact_id)
    return of.order_by(Email.position).limit(1).scalar_subquery()
