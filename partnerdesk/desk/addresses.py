"""Who in the book has an e-mail address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.desk.book import Book


@dataclass(frozen=True)
class Owner:
    """A contact who has an address that was asked for; ``trashed``: who is in Trash."""

    contact_id: int
    name: str
    trashed: bool


def owners(session: Session, addresses: Iterable[str]) -> list[Owner]:
    """Return the contacts who have one of these addresses, whatever the case: those in Trash last."""
    from sqlalchemy import func, or_, select

    from partnerdesk.storage.records import Contact, Email

    wanted = {each.casefold() for each in addresses if each}
    if not wanted:
        return []
    query = (
        select(Contact.id, Contact.name, Contact.trashed_at.is_not(None), Email.address)
        .join(Email, Email.contact_id == Contact.id)
        # Databases lower ASCII alone; of the few others, Python tells which are the same.
        .where(or_(func.lower(Email.address).in_(wanted), Email.address.op("GLOB")("*[^ -~]*")))
        .order_by(Contact.trashed_at.is_not(None), Contact.id)
    )
    found = session.execute(query)
    owners_of = (Owner(key, name, gone) for key, name, gone, each in found if each.casefold() in wanted)
    return list(dict.fromkeys(owners_of))


def has(book: Book, contact_id: int, address: str) -> bool:
    """Say whether a contact has an address."""
    with book.read() as session:
        return any(each.contact_id == contact_id for each in owners(session, [address]))
