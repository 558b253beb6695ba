"""Adding to contacts what further cards say of them, inside of a verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import disputed, merged
from partnerdesk.core.places import Place
from partnerdesk.desk import contacts, organisations
from partnerdesk.desk.disputed import CAPTIONS, words
from partnerdesk.desk.fitting import Fitted

if TYPE_CHECKING:
    from partnerdesk.desk.book import Writing
    from partnerdesk.storage.records import Contact

_CHUNK: Final = 500
_AS_THEY_ARE: Final = (
    "name", "greeting", "role", "languages", "source", "source_detail", "notes", "street", "postcode", "web",
    "uid",
)  # fmt: skip


class More(NamedTuple):
    """What a card says of a contact besides.

    Attributes:
        fitted: the card.
        theirs: choices of ``core.merging.CHOICES`` in which the card counts more than the book.
        origin: the file it is from.

    """

    fitted: Fitted
    theirs: tuple[str, ...] = ()
    origin: str = ""


def add_to(writing: Writing, more: Mapping[int, Sequence[More]]) -> None:
    """Give contacts what some cards say of them besides; what they have stays, where nothing else is chosen.

    A value that gives way to the card's is told in the history.

    Args:
        writing: the verb under way.
        more: cards by the keys of the contacts, in their order.

    """
    from partnerdesk.storage.cards import cards
    from partnerdesk.storage.database import under

    keys = list(more)
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        now = dict(cards(under(writing.session), some))
        for contact in contacts.cards(writing.session, some):
            for each in more[contact.id]:
                before = now[contact.id]
                _tell(writing, contact, before, each)
                after = merged(before, _introduced(writing, contact, each), each.theirs)
                _write(writing, contact, before, after, each.fitted)
                now[contact.id] = after
        writing.session.flush()


def _tell(writing: Writing, contact: Contact, before: Card, more: More) -> None:
    """Tell in the history what the values of the file take the place of."""
    from partnerdesk.storage.records import Entry

    gone = [key for key in disputed(before, more.fitted.card) if key in more.theirs]
    if gone:
        said = [f"{CAPTIONS[key]}: {words(key, before)}" for key in gone]
        text = "; ".join([f"Values taken from {more.origin}, before", *said])
        contact.entries.append(Entry("changed", at=writing.now, text=text))


def _introduced(writing: Writing, contact: Contact, more: More) -> Card:
    """Set whose introduction it was, where that is one contact; else the name stays in the card."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Contact

    card = more.fitted.card
    known = contact.introduced_by_id is not None and "source" not in more.theirs
    if not card.introduced_by or known:
        return card
    query = select(Contact.id).where(
        Contact.name == card.introduced_by, Contact.trashed_at.is_(None), Contact.id != contact.id
    )
    found = list(writing.session.scalars(query.limit(2)))
    if len(found) != 1:
        return card
    contact.introduced_by_id = found[0]
    return replace(card, introduced_by="")


def _write(writing: Writing, contact: Contact, before: Card, after: Card, fitted: Fitted) -> None:
    from partnerdesk.storage.records import Email, Entry, Phone, Tag

    for name in _AS_THEY_ARE:
        if getattr(before, name) != getattr(after, name):
            setattr(contact, name, getattr(after, name))
    if before.organisation != after.organisation:
        organisations.join(writing, contact, after.organisation)
    if _place_of(before) != _place_of(after):
        organisations.settle(contact, _placed(after, fitted.place, contact.whereabouts))
    if before.week != after.week:
        organisations.keep_hours(contact, after.week)
    emails = after.emails[len(before.emails) :]
    contact.emails += [Email(at, *pair) for at, pair in enumerate(emails, len(before.emails))]
    phones = after.phones[len(before.phones) :]
    contact.phones += [Phone(at, *pair) for at, pair in enumerate(phones, len(before.phones))]
    contact.tags += [Tag(name) for name in after.tags if name not in before.tags]
    contact.entries += [
        Entry(kind, at=at, text=text) for kind, at, text in after.entries[len(before.entries) :]
    ]


def _placed(after: Card, told: Place, before: Place) -> Place:
    """Return where a card is, with the code of its region as the file or the book has it."""
    region = told if (told.region or told.region_name) == after.region else before
    return Place(after.city, region.region, region.region_name, after.country, after.zone)


def _place_of(card: Card) -> tuple[str, str, str, str]:
    return card.city, card.region, card.country, card.zone
