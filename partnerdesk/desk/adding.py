"""Adding to contacts what further cards say of them, inside of a verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import CHOICES, disputed, merged
from partnerdesk.desk import contacts, organisations
from partnerdesk.desk.disputed import CAPTIONS, words
from partnerdesk.desk.fitting import Fitted, placed

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


def add_to(
    writing: Writing, more: Mapping[int, Sequence[More]], progress: Callable[[], object] | None = None
) -> None:
    """Give contacts what some cards say of them besides; what they have stays, where nothing else is chosen.

    A value that gives way to the card's is told in the history.

    Args:
        writing: the verb under way.
        more: cards by the keys of the contacts, in their order.
        progress: called again and again; what it raises stops the work.

    """
    from partnerdesk.storage.cards import cards, named
    from partnerdesk.storage.database import under

    keys = list(more)
    wanted = {each.fitted.card.introduced_by for some in more.values() for each in some}
    introducers = named(under(writing.session), wanted - {""})
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        now = dict(cards(under(writing.session), some))
        for contact in contacts.cards(writing.session, some):
            for each in more[contact.id]:
                before = now[contact.id]
                was = contact.introduced_by_id
                _tell(writing, contact, before, each)
                after = merged(before, _introduced(contact, before, each, introducers), each.theirs)
                _write(writing, contact, before, after, each.fitted)
                now[contact.id] = _with_introducer(contact, was, before, after, each)
        writing.session.flush()
        if progress:
            progress()


def _tell(writing: Writing, contact: Contact, before: Card, more: More) -> None:
    """Tell in the history what the values of the file take the place of."""
    from partnerdesk.storage.records import Entry

    gone = [key for key in disputed(before, more.fitted.card) if key in more.theirs]
    if gone:
        said = [f"{CAPTIONS[key]}: {words(key, before)}" for key in gone]
        text = "; ".join([f"Values taken from {more.origin}, before", *said])
        contact.entries.append(Entry("changed", at=writing.now, text=text))


def _introduced(contact: Contact, before: Card, more: More, introducers: Mapping[str, Sequence[int]]) -> Card:
    """Set whose introduction it was, where that is one contact; else the name stays in the card."""
    card = more.fitted.card
    if card.introduced_by and card.introduced_by == before.introduced_by:
        return replace(card, introduced_by="")
    if "source" in more.theirs and any(getattr(card, field) for field in CHOICES["source"]):
        contact.introduced_by_id = None  # who introduced them goes with the source that gives way
    if not card.introduced_by or contact.introduced_by_id is not None:
        return card
    found = [key for key in introducers.get(card.introduced_by, ()) if key != contact.id]
    if len(found) != 1:
        return card
    contact.introduced_by_id = found[0]
    return replace(card, introduced_by="")


def _with_introducer(contact: Contact, was: int | None, before: Card, after: Card, more: More) -> Card:
    """Return what is known now, with the name of who introduced them, which is kept by its key."""
    now = contact.introduced_by_id
    said = before.introduced_by if now == was else more.fitted.card.introduced_by
    return replace(after, introduced_by="" if now is None else said)


def _write(writing: Writing, contact: Contact, before: Card, after: Card, fitted: Fitted) -> None:
    from partnerdesk.storage.records import Email, Entry, Phone, Tag

    for name in _AS_THEY_ARE:
        if getattr(before, name) != getattr(after, name):
            setattr(contact, name, getattr(after, name))
    if before.organisation != after.organisation:
        organisations.join(writing, contact, after.organisation)
    if _place_of(before) != _place_of(after):
        organisations.settle(contact, placed(after, fitted.place, contact.whereabouts))
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


def _place_of(card: Card) -> tuple[str, str, str, str]:
    return card.city, card.region, card.country, card.zone
