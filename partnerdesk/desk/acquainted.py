"""Who of a file is in the book already: by the file's own key, an address, or name and organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import same_name
from partnerdesk.core.text import fold

if TYPE_CHECKING:
    from partnerdesk.storage.file import Reader

_CONTACTS = """
    SELECT c.id, c.name, c.uid, coalesce(o.name, '')
    FROM contact c LEFT JOIN organisation o ON o.id = c.organisation_id WHERE c.trashed_at IS NULL"""
_PARTS = "SELECT contact_id, {} FROM {} JOIN contact c ON c.id = contact_id WHERE c.trashed_at IS NULL"


class _Person(NamedTuple):
    name: str
    organisation: str  # folded
    uid: str
    reached: frozenset[str]  # digits of the numbers of whoever has no address
    has_address: bool


class Acquainted:
    """Everybody in the book, and those of the file whom one has met: the latter have keys below zero.

    Args:
        connection: to the book; read once, here. Contacts in Trash are left out.

    Attributes:
        new: how many of the file were met.

    """

    def __init__(self, connection: Reader) -> None:
        self.new = 0
        self._people: dict[int, _Person] = {}
        self._by_uid: dict[str, list[int]] = {}
        self._by_address: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        addresses: dict[int, list[str]] = {}
        numbers: dict[int, list[str]] = {}
        for key, address in connection.run(_PARTS.format("address", "email")):
            addresses.setdefault(key, []).append(address)
        for key, number in connection.run(_PARTS.format("number", "phone")):
            numbers.setdefault(key, []).append(number)
        for key, name, uid, organisation in connection.run(_CONTACTS):
            self._meet(key, name, uid, organisation, addresses.get(key, []), numbers.get(key, []))

    def meet(self, key: int, card: Card) -> None:
        """Remember somebody of the file."""
        emails, phones = [pair[0] for pair in card.emails], [pair[0] for pair in card.phones]
        self._meet(key, card.name, card.uid, card.organisation, emails, phones)

    def learn(self, key: int, card: Card) -> None:
        """Remember what a card says of somebody known: the next one may say only that."""
        for address, _ in card.emails:
            keys = self._by_address.setdefault(address.casefold(), [])
            if key not in keys:
                keys.append(key)

    def knows(self, key: int) -> bool:
        """Say whether somebody is in the book, and not in Trash."""
        return key in self._people

    def _meet(
        self, key: int, name: str, uid: str, organisation: str, emails: list[str], phones: list[str]
    ) -> None:
        reached = frozenset() if emails else frozenset(map(_digits, phones))
        self._people[key] = _Person(name, fold(organisation), uid, reached, bool(emails))
        if uid:
            self._by_uid.setdefault(uid, []).append(key)
        for address in emails:
            self._by_address.setdefault(address.casefold(), []).append(key)
        self._by_name.setdefault(fold(name), []).append(key)

    def who(self, card: Card) -> tuple[int | None, tuple[int, ...]]:
        """Return the key of whoever this is, None for nobody; and of those whom it looks like.

        Two people may share an address, as those of a school's office do: then their names tell them apart.
        """
        known = self._by_uid.get(card.uid, ()) if card.uid else ()
        for key in known:
            if same_name(self._people[key].name, card.name):
                return key, ()
        if len(known) == 1 and known[0] > 0:  # in the same file, one name for two people is a slip
            return known[0], ()
        alike: dict[int, None] = {}
        for address, _ in card.emails:
            for key in self._by_address.get(address.casefold(), ()):
                if self._may_be(key, card, address):
                    return key, ()
                alike[key] = None
        for key in self._by_name.get(fold(card.name), ()):
            if self._is_namesake(key, card):
                return key, ()
            alike[key] = None
        return None, tuple(alike)

    def named(self, name: str) -> int | None:
        """Return the key of whoever has this name; None where nobody or several have."""
        found = self._by_name.get(fold(name), ())
        return found[0] if len(found) == 1 else None

    def _may_be(self, key: int, card: Card, address: str) -> bool:
        """Whether somebody who shares an address is the same: a name that is an address is none."""
        theirs = self._people[key].name
        return same_name(theirs, card.name) or address in {theirs, card.name}

    def _is_namesake(self, key: int, card: Card) -> bool:
        other = self._people[key]
        if other.organisation != fold(card.organisation):
            return False
        if other.organisation:
            return True
        if card.emails or other.has_address:  # then an address would have told
            return False
        numbers = frozenset(_digits(number) for number, _ in card.phones)
        return not (numbers and other.reached) or bool(numbers & other.reached)


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
