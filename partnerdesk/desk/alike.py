"""Whom in the book somebody of a file looks like, and is not taken for: with the reason, to ask about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from partnerdesk.core.cards import Card
from partnerdesk.core.latin import sound
from partnerdesk.core.phones import Number, tail
from partnerdesk.core.places import place_key
from partnerdesk.core.samename import WORDS, Likeness, Name, likeness
from partnerdesk.core.twins import OFFICE, Known, Person, Strength, compared, school_key

if TYPE_CHECKING:
    from partnerdesk.storage.file import Reader

_MOST: Final = 5  # that are asked about
_CROWD: Final = 100  # people with something in common: more say nothing


class Likely(NamedTuple):
    """Somebody of the book whom a card looks like."""

    key: int
    strength: Strength
    reason: str


class Alike:
    """Everybody in the book by what somebody else may have of it.

    Args:
        connection: to the book; read once, here.

    """

    def __init__(self, connection: Reader) -> None:
        from partnerdesk.storage.people import people

        self._people = {each.key: each for each in people(connection)}
        self._known: dict[int, Known] = {}

    @cached_property
    def _by(self) -> dict[str, list[int]]:
        """Keys by what people may share; made when first asked, since most files hold nobody to ask about."""
        found: dict[str, list[int]] = defaultdict(list)
        for person in self._people.values():
            for mark in _marks(person):
                found[mark].append(person.key)
        return found

    def to(self, card: Card, besides: Iterable[int] = ()) -> list[Likely]:
        """Return whom a card looks like, the surest first; of ``besides`` it is known that the file does."""
        person = Person(
            0,
            card.name,
            card.organisation,
            tuple(pair[0] for pair in card.emails),
            tuple(pair[0] for pair in card.phones),
            card.city,
            card.country,
        )
        keys = {key for mark in _marks(person) for key in self._few(mark)}
        found = [Likely(key, Strength.WEAK, "the file names them the same") for key in besides if key > 0]
        known = Known(person) if keys else None
        for key in keys - {each.key for each in found}:
            if known and (like := compared(self._one(key), known, self) or _namesake(self._one(key), known)):
                found += [Likely(key, *like)]
        return sorted(found, key=lambda each: (-each.strength, each.key))[:_MOST]

    def own_email(self, addresses: Iterable[str]) -> bool:
        """Say whether one of these addresses is of so few people that it is no office's."""
        return any(len(self._by.get(f"@{each}", ())) <= OFFICE for each in addresses)

    def own_phone(self, phones: Iterable[Number]) -> bool:
        """Say whether one of these phones is of so few people that it is no office's."""
        return any(len(self._by.get(f"#{tail(each.national)}", ())) <= OFFICE for each in phones)

    def _few(self, mark: str) -> list[int]:
        found = self._by.get(mark, [])
        return found if len(found) <= _CROWD else []

    def _one(self, key: int) -> Known:
        if key not in self._known:
            self._known[key] = Known(self._people[key])
        return self._known[key]


def _namesake(one: Known, other: Known) -> tuple[Strength, str] | None:
    """Take the same whole name for a weak sign, though the organisation is another one: people move."""
    lands = {one.person.country, other.person.country} - {""}
    like = likeness(one.name, other.name)
    if len(lands) > 1 or like < Likeness.ACCENTS or not (one.name.whole and other.name.whole):
        return None
    return Strength.WEAK, f"{WORDS[like]}, another organisation"


def _marks(person: Person) -> Iterable[str]:
    """Yield what somebody is looked up by: addresses, numbers, the name as a whole, its words in a school."""
    for address in person.emails:
        yield f"@{address.strip().casefold()}"
    for number in person.phones:
        yield f"#{tail(number)}"
    name = Name(person.name)
    yield " ".join(sorted(map(sound, name.words)))
    if behind := name.behind_first:
        yield f"\t{behind}"
    if person.organisation:
        for school in {place_key(person.organisation), school_key(person.organisation)}:
            for word in name.keys:
                yield f"{school}\n{word}"
