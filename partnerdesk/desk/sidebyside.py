"""Two contacts side by side: field by field, with the newer or richer one proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from partnerdesk.core.nicknames import is_known
from partnerdesk.core.text import fold
from partnerdesk.core.wording import language_name
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import gazetteer
from partnerdesk.desk.twins import two

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Contact

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class FieldPair:
    """One field of which a merged contact has one value.

    Attributes:
        key: of the field, as ``merge`` takes it.
        caption: what the reader calls it.
        values: of the contact that is kept and of the other, in words; empty where there is none.
        proposed: 0 or 1, which of them is newer or richer.

    """

    key: str
    caption: str
    values: tuple[str, str]
    proposed: int

    @property
    def open(self) -> bool:
        """Whether there is something to choose."""
        return all(self.values) and self.values[0] != self.values[1]


@dataclass(frozen=True)
class Sheet:
    """Two contacts, compared.

    Attributes:
        keep: the key of the one that is proposed to be kept: the one of which the book knows more.
        other: the key of the one that goes into it.
        names: of both, in this order.
        added: when each came into the book; None where it is not known.
        fields: in the order of the card; those that neither has are left out.
        joined: what of both is kept, as pairs of a caption and words: ``("Phones", "+52 …, +52 …")``.

    """

    keep: int
    other: int
    names: tuple[str, str]
    added: tuple[datetime | None, datetime | None]
    fields: tuple[FieldPair, ...]
    joined: tuple[tuple[str, str], ...]


def _place(contact: Contact) -> str:
    place = contact.whereabouts
    land = gazetteer().country(place.country)
    region = place.region_name if place.region_name != place.city else ""
    words = ", ".join(filter(None, (place.city, region, land.name if land else place.country)))
    return words or place.zone


def _week(contact: Contact) -> str:
    return (contact.school_week.words() or "No school hours") if contact.school_week else ""


def _introducer(session: Session, contact: Contact) -> str:
    from partnerdesk.storage.records import Contact

    found = session.get(Contact, contact.introduced_by_id) if contact.introduced_by_id else None
    return found.name if found else ""


def _source(contact: Contact) -> str:
    words = ": ".join(filter(None, (contact.source, contact.source_detail)))
    return words[:1].upper() + words[1:]


Words = Callable[["Contact"], str]
FIELDS: tuple[tuple[str, str, Words], ...] = (
    ("name", "Name", lambda each: each.name),
    ("greeting", "Greeting", lambda each: each.greeting),
    ("role", "Role", lambda each: each.role),
    ("organisation", "Organisation", lambda each: each.organisation.name if each.organisation else ""),
    ("place", "Place", _place),
    ("week", "School week", _week),
    ("address", "Address", lambda each: ", ".join(filter(None, (*each.street.split("\n"), each.postcode)))),
    ("web", "Website", lambda each: each.web),
    ("source", "Met through", _source),
)
"""Fields of which there is one, as (key, caption, words). An introducer goes with the source."""


def side_by_side(book: Book, one: int, other: int) -> Sheet:
    """Compare two contacts; which of them comes first does not matter.

    Raises:
        NotFound: one of them does not exist, or is in Trash.

    """
    with book.read() as session:
        first, second = sorted(two(session, one, other), key=_wealth, reverse=True)
        joined = _joined(session, first, second)
    fields = []
    for key, caption, words in FIELDS:
        values = (words(first), words(second))
        if any(values):
            fields.append(FieldPair(key, caption, values, _better(key, values, first, second)))
    return Sheet(
        first.id,
        second.id,
        (first.name, second.name),
        (first.added_at, second.added_at),
        tuple(fields),
        joined,
    )


def _wealth(contact: Contact) -> tuple[int, datetime, int]:
    """Say how much is known of a contact: history counts most, then fields, then how new it is."""
    parts = len(contact.emails) + len(contact.phones) + len(contact.tags) + bool(contact.notes)
    known = sum(bool(words(contact)) for _, _, words in FIELDS) + parts
    return len(contact.entries) * 2 + known, contact.added_at or _LONG_AGO, -contact.id


def _better(key: str, values: tuple[str, str], *both: Contact) -> int:
    """Return which of two values to propose: the one there is, the longer name, else the newer one."""
    if not all(values) or values[0] == values[1]:
        return 0 if values[0] else 1
    if key == "name":
        said = fold(" ".join(email.address for each in both for email in each.emails))
        return 0 if _richness(values[0], said) >= _richness(values[1], said) else 1
    if key == "week":  # what was confirmed counts more than what was assumed
        confirmed = [bool(each.school_week and each.school_week.confirmed) for each in both]
        if confirmed[0] != confirmed[1]:
            return confirmed.index(True)
    if key == "place":  # a country alone is no newer place than a city in it
        cities = [bool(each.whereabouts.city) for each in both]
        if cities[0] != cities[1]:
            return cities.index(True)
    last = [_last(each) for each in both]
    return 0 if last[0] >= last[1] else 1


def _richness(name: str, addresses: str) -> tuple[bool, int, int, int]:
    """Prefer whole words to initials, more of them, those that are names or in an address, then accents."""
    words = name.replace(",", " ").split()
    return (
        "," not in name and "@" not in name,
        sum(len(word.strip(".")) > 1 for word in words),
        sum(is_known(word) or (len(word) > 2 and word in addresses) for word in map(fold, words)),
        len(name.encode()),
    )


def _last(contact: Contact) -> datetime:
    """Return when something was last heard of a contact, or it came into the book."""
    return max([each.at for each in contact.entries] + [contact.added_at or _LONG_AGO])


def _joined(session: Session, first: Contact, second: Contact) -> tuple[tuple[str, str], ...]:
    from sqlalchemy import func, select

    from partnerdesk.storage.records import Approach, DraftRecord

    def count(record: type[Approach | DraftRecord], word: str) -> str:
        mine = record.contact_id.in_((first.id, second.id))
        number = session.scalar(select(func.count()).where(mine, record.trashed_at.is_(None))) or 0
        return f"{number:,} {word}{'' if number == 1 else 's'}" if number else ""

    both = (first, second)
    lines = {(each.kind, each.at, each.text) for contact in both for each in contact.entries}
    history = [f"{len(lines):,} line{'' if len(lines) == 1 else 's'}"] if lines else []
    history += filter(None, (count(DraftRecord, "letter"), count(Approach, "approach").replace("hs", "hes")))
    found = (
        ("E-mail", _once((each.address for contact in both for each in contact.emails), str.casefold)),
        ("Phones", _once(each.number for contact in both for each in contact.phones)),
        ("Languages", _once(language_name(code) for contact in both for code in contact.languages)),
        ("Tags", _once(each.name for contact in both for each in contact.tags)),
        ("Notes", "\n".join(dict.fromkeys(filter(None, (each.notes.strip() for each in both))))),
        ("Introduced by", _once(filter(None, (_introducer(session, each) for each in both)))),
        ("History", ", ".join(history)),
    )
    return tuple((caption, words) for caption, words in found if words)


def _once(words: Iterable[str], same: Callable[[str], str] = str) -> str:
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(same(word), word)
    return ", ".join(found.values())
