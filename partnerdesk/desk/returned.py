"""Letters that came back: what is waited for is another address, and no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from partnerdesk.desk.approaches import OPEN
from partnerdesk.desk.book import Book, Writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AT_ONCE = 500  # values of one query


@dataclass(frozen=True)
class Returned:
    """The newest letter of an approach, which came back.

    Attributes:
        draft_id: the letter.
        address: where it went.
        better: the contact's address now, where that is another one; empty: there is none yet.

    """

    draft_id: int
    address: str
    better: str


def came_back(writing: Writing, contact_id: int, failed: Sequence[str], at: datetime) -> int | None:
    """Note in a verb's transaction that a letter has not arrived; return the approach it belongs to, if any.

    The newest letter to one of these addresses is meant; to any address, where the mail system names none of
    those that letters went to. The approach stands as before that letter: it is to be written to.
    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach, DraftRecord

    query = (
        select(DraftRecord)
        .where(
            DraftRecord.contact_id == contact_id,
            DraftRecord.exported_as != "",
            DraftRecord.trashed_at.is_(None),
        )
        .order_by(DraftRecord.written_at > at, DraftRecord.written_at.desc(), DraftRecord.id.desc())
    )
    letters, named = list(writing.session.scalars(query)), {each.casefold() for each in failed}
    letter = next((each for each in letters if each.address.casefold() in named), next(iter(letters), None))
    if letter is None:
        return None
    letter.sent = "back"
    approach = writing.session.get(Approach, letter.approach_id) if letter.approach_id else None
    if approach is None or approach.state not in OPEN or approach.state == "replied":
        return None
    arrived = [each.written_at for each in letters if each.approach_id == approach.id and each.sent == "yes"]
    approach.sent_at = min(arrived, default=None)
    approach.state, approach.since = "drafted", max(at, letter.written_at)
    approach.reminders, approach.snoozed_until = 0, None
    return approach.id


def addresses(book: Book, contact_ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return for contacts the addresses, in lower case, from which the newest letter to them came back."""
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord

    newest: dict[tuple[int, str], str] = {}
    wanted = list(dict.fromkeys(contact_ids))
    with book.read() as session:
        for some in (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE)):
            query = select(DraftRecord.contact_id, DraftRecord.address, DraftRecord.sent).where(
                DraftRecord.contact_id.in_(some), DraftRecord.sent.in_(("yes", "back"))
            )
            for contact_id, address, sent in session.execute(query.order_by(DraftRecord.written_at)):
                newest[contact_id, address.casefold()] = sent
    found: dict[int, frozenset[str]] = {}
    for (contact_id, address), sent in newest.items():
        if sent == "back" and address:
            found[contact_id] = found.get(contact_id, frozenset()) | {address}
    return found


def letters(session: Session, contact_id: int | None) -> dict[int, Returned]:
    """Return the letters that came back and that no other has followed, by their approaches."""
    from sqlalchemy import func, select
    from sqlalchemy.orm import aliased

    from partnerdesk.storage.records import Approach, DraftRecord, Email

    other = aliased(DraftRecord)
    newest = (
        select(func.max(other.id))
        .where(other.approach_id == Approach.id, other.trashed_at.is_(None))
        .correlate(Approach)
        .scalar_subquery()
    )
    first = (
        select(Email.address)
        .where(Email.contact_id == DraftRecord.contact_id)
        .order_by(Email.position)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(Approach.id, DraftRecord.id, DraftRecord.address, first)
        .join(Approach, Approach.id == DraftRecord.approach_id)
        .where(DraftRecord.sent == "back", DraftRecord.id == newest, Approach.state == "drafted")
    )
    if contact_id is not None:
        query = query.where(DraftRecord.contact_id == contact_id)
    return {
        approach_id: Returned(draft_id, address, now if now and now.casefold() != address.casefold() else "")
        for approach_id, draft_id, address, now in session.execute(query)
    }
