"""Adding to contacts what further cards say of them, inside of a verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import CHOICES, disputed, merged
from partnerdesk.desk import contacts, organisations
from partnerdesk.desk.disputed import CAPTIONS, words
from partnerdesk.desk.fitting import Fitted, placed

if TYPE_CHECKING:
    from partnerdesk.desk.book import Writing
    from partnerdesk.storage.growth import Growth
    from partnerdesk.storage.records import Contact

    _Line = tuple[str, datetime, str]

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
    from partnerdesk.storage.growth import Growth

    keys = list(more)
    wanted = {each.fitted.card.introduced_by for some in more.values() for each in some}
    introducers = named(under(writing.session), wanted - {""})
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        now = dict(cards(under(writing.session), some))
        growth = Growth()
        others = [key for key in some if not _grow(growth, writing.now, key, now.get(key), more[key])]
        growth.write(writing.session)
        for contact in contacts.cards(writing.session, others):
            for each in more[contact.id]:
                before = now[contact.id]
                was = contact.introduced_by_id
                _add_lines(contact, _told(writing.now, before, each))
                after = merged(before, _introduced(contact, before, each, introducers), each.theirs)
                _write(writing, contact, before, after, each.fitted)
                now[contact.id] = _with_introducer(contact, was, before, after, each)
        writing.session.flush()
        if progress:
            progress()


def _grow(growth: Growth, now: datetime, key: int, there: Card | None, more: Sequence[More]) -> bool:
    """Put down what a contact gets where that is its own; say whether it is.

    Where somebody is, and who introduced them, concerns others, too: then nothing is put down.
    """
    if there is None:
        return False
    steps: list[tuple[Card, Card]] = []
    lines: list[_Line] = []
    before = there
    for each in more:
        after = merged(before, each.fitted.card, each.theirs)
        if each.fitted.card.introduced_by or "source" in each.theirs or _shared(before) != _shared(after):
            return False
        steps.append((before, after))
        lines += (*_told(now, before, each), *after.entries[len(before.entries) :])
        before = after
    if changed := _own(there, before):
        growth.values[key] = changed
    for was, after in steps:
        growth.emails += [(key, at, *pair) for at, pair in _since(was.emails, after.emails)]
        growth.phones += [(key, at, *pair) for at, pair in _since(was.phones, after.phones)]
        growth.tags += [(key, name) for name in after.tags if name not in was.tags]
    growth.entries += [(key, *line) for line in lines]
    return True


def _shared(card: Card) -> tuple[object, ...]:
    return card.organisation, card.week, *_place_of(card)


def _own(before: Card, after: Card) -> dict[str, str | tuple[str, ...]]:
    """Return the facts that are others now, by field."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _AS_THEY_ARE)
    return {name: new for name, old, new in pairs if old != new}


def _since(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Return addresses or numbers that were added, with their positions."""
    return enumerate(after[len(before) :], len(before))


def _told(now: datetime, before: Card, more: More) -> Iterator[_Line]:
    """Tell in the history what the values of the file take the place of."""
    gone = [key for key in disputed(before, more.fitted.card) if key in more.theirs] if more.theirs else []
    if gone:
        said = [f"{CAPTIONS[key]}: {words(key, before)}" for key in gone]
        yield "changed", now, "; ".join([f"Values taken from {more.origin}, before", *said])


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
    from partnerdesk.storage.records import Email, Phone, Tag

    for name, value in _own(before, after).items():
        setattr(contact, name, value)
    if before.organisation != after.organisation:
        organisations.join(writing, contact, after.organisation)
    if _place_of(before) != _place_of(after):
        organisations.settle(contact, placed(after, fitted.place, contact.whereabouts))
    if before.week != after.week:
        organisations.keep_hours(contact, after.week)
    contact.emails += [Email(at, *pair) for at, pair in _since(before.emails, after.emails)]
    contact.phones += [Phone(at, *pair) for at, pair in _since(before.phones, after.phones)]
    contact.tags += [Tag(name) for name in after.tags if name not in before.tags]
    _add_lines(contact, after.entries[len(before.entries) :])


def _add_lines(contact: Contact, lines: Iterable[_Line]) -> None:
    from partnerdesk.storage.records import Entry

    contact.entries += [Entry(kind, at=at, text=text) for kind, at, text in lines]


def _place_of(card: Card) -> tuple[str, str, str, str]:
    return card.city, card.region, card.country, card.zone
