"""What the card shows of one contact, gathered in one go on the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.wording import language_name, languages
from partnerdesk.desk import contacts, holidays, listing, organisations
from partnerdesk.desk.book import Book
from partnerdesk.errors import NotFound

if TYPE_CHECKING:
    from partnerdesk.desk.contacts import Contact


@dataclass(frozen=True)
class CardFacts:
    """One contact and what follows for it.

    ``languages`` are their English names; ``colleagues`` counts the contacts of its organisation, itself
    among them, and is 0 where nobody asked; ``steps`` are the last and the next one, in words, if any.
    """

    contact: Contact
    place: Place
    week: SchoolWeek
    languages: tuple[str, ...] = ()
    introducer: str = ""
    colleagues: int = 0
    steps: tuple[str, str] = ("", "")

    @property
    def organisation(self) -> str:
        """The organisation's name; empty if none."""
        return self.contact.organisation.name if self.contact.organisation else ""


def gather(book: Book, contact_id: int, *, colleagues: bool = False) -> CardFacts:
    """Read the card of a contact, and how many ``colleagues`` share its organisation if that is wanted.

    Raises:
        NotFound: there is no such contact.

    """
    from partnerdesk.desk import parties  # what letters are made of is loaded with the first card
    from partnerdesk.desk.steps import steps

    contact, taken = contacts.card(book, contact_id), steps(book, contact_id)
    introducer = ""
    if contact.introduced_by_id is not None:
        try:
            introducer = contacts.card(book, contact.introduced_by_id).name
        except NotFound:
            introducer = ""  # erased since: the source stays, the name does not
    school, place = contact.organisation, contact.whereabouts
    if holidays.learnt():  # the first ones take longer than a card may: they are learnt in a quiet moment
        holidays.learn([(place.country, place.region)], book.now().date(), 0)
    return CardFacts(
        contact,
        place,
        parties.week_of_contact(contact),
        tuple(map(language_name, contact.languages)),
        introducer,
        organisations.shared_by(book, contact_id).contacts if school and colleagues else 0,
        (taken.last, taken.next),
    )


@dataclass(frozen=True)
class Known:
    """What the book already has, for completion."""

    tags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()


def known(book: Book) -> Known:
    """Read what is offered while a card is edited; ``languages`` are pairs of code and English name."""
    return Known(
        tuple(name for name, _ in listing.tags(book)),
        tuple(each.code for each in listing.folders(book, book.now()) if each.count),
        languages(),
    )
