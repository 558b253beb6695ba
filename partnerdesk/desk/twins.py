"""Twins: contacts that may be one person; look for them, compare them, and say that they are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerdesk.core import twins
from partnerdesk.core.twins import Pair as Pair
from partnerdesk.core.twins import Person
from partnerdesk.core.twins import Strength as Strength
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.contacts import cards, not_found
from partnerdesk.errors import Refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Contact


@dataclass(frozen=True)
class Twins:
    """A pair, with what a list says of it.

    Attributes:
        pair: their keys, how sure it is, and why.
        names: of the first and of the second.
        about: organisation and city of each; may be empty.

    """

    pair: Pair
    names: tuple[str, str]
    about: tuple[str, str]

    def has(self, contact_id: int) -> bool:
        """Say whether this contact is one of the two."""
        return contact_id in (self.pair.first, self.pair.second)


def pairs(
    book: Book,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    of: int | None = None,
) -> list[Twins]:
    """Return who may be one person, the surest first.

    Nobody in Trash is among them, and no pair of whom it was said that they are two.

    Args:
        book: the book.
        progress: is told how far it is; raises ``Cancelled`` if the search is to stop.
        of: of this contact alone; None: of all.

    """
    from partnerdesk.storage import people as stored

    with book.reading() as connection:
        people, apart = stored.people(connection), stored.apart(connection)
    found = twins.find(people, apart, progress)
    known = {each.key: each for each in people}
    return [
        _listed(pair, known[pair.first], known[pair.second])
        for pair in found
        if of is None or of in (pair.first, pair.second)
    ]


def _listed(pair: Pair, *both: Person) -> Twins:
    names, about = (
        [each.name for each in both],
        [_about(each.organisation, each.city) for each in both],
    )
    return Twins(pair, (names[0], names[1]), (about[0], about[1]))


def _about(organisation: str, city: str) -> str:
    return ", ".join(filter(None, (organisation, city)))


def told_of(book: Book, key: int) -> tuple[str, str] | None:
    """Return what a list says of a contact now, as ``Twins`` does: name, organisation and city."""
    from partnerdesk.storage.cards import cards as stored

    with book.reading() as connection:
        found = [card for _, card in stored(connection, [key])]
    return next(((card.name, _about(card.organisation, card.city)) for card in found), None)


def not_the_same(book: Book, one: int, other: int) -> Changes:
    """Remember that two contacts are two people: they are not proposed as twins again.

    Raises:
        NotFound: one of them does not exist, or is in Trash.

    """
    from partnerdesk.storage import people as stored
    from partnerdesk.storage.database import under
    from partnerdesk.storage.records import Apart

    with book.write("Not the same") as writing:
        both = two(writing.session, one, other)
        first, second = sorted((one, other))
        if (first, second) not in stored.apart(under(writing.session)):
            writing.session.add(Apart(first, second))
        writing.label = f"{both[0].name} and {both[1].name} are two people"
    return writing.changes


def two(session: Session, one: int, other: int) -> Sequence[Contact]:
    """Return two contacts to be compared.

    Raises:
        NotFound: one of them does not exist, or is in Trash.
        Refused: they are one already.

    """
    if one == other:
        raise Refused("That is one contact.", "Choose two.")
    both = cards(session, (one, other))
    for each in both:
        if each.trashed_at is not None:
            raise not_found(each.id)
    return both
