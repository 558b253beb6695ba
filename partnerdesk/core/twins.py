"""Twins: contacts that may be one person, found among many by address, phone, or name with organisation.

Only those are compared who have something in common to begin with: an address, a phone, or a word of their
names within one organisation, or the whole name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, pairwise
from typing import Protocol

from partnerdesk.core.latin import sound
from partnerdesk.core.phones import Number, number
from partnerdesk.core.places import place_key
from partnerdesk.core.samename import WORDS, Likeness, Name, likeness

Progress = Callable[[int, int], None]
"""``progress(done, total)``; may raise to stop the search."""

OFFICE = 4
"""People with one address or phone: more share an office's."""

_COMMON = 6  # people of one name in several places: more have a common name
_CROWD = 300  # people of one organisation with one word in common: too many to compare each with each
_TELL_EVERY = 256  # people, or pairs


# What may stand in a school's name or not: Lincoln High is Lincoln High School, in one city.
_ANY_SCHOOL = frozenset(
    {"school", "schools", "escuela", "escola", "ecole", "schule", "scuola", "skole",
     "the", "la", "el", "of", "de", "da", "do", "du"}
)  # fmt: skip


class Strength(IntEnum):
    """How sure it is that two are one."""

    WEAK = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Person:
    """A contact as it is compared.

    Attributes:
        key: the contact's.
        name: as kept.
        organisation: its name; may be empty.
        emails: addresses.
        phones: numbers as written.
        city: of the place that counts; may be empty.
        country: two letters; may be empty.

    """

    key: int
    name: str
    organisation: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    city: str = ""
    country: str = ""


@dataclass(frozen=True)
class Pair:
    """Two contacts that may be one.

    Attributes:
        first: the smaller key.
        second: the larger one.
        strength: how sure it is.
        reason: why, in plain words: ``same e-mail address, the names are the same but for their order``.

    """

    first: int
    second: int
    strength: Strength
    reason: str


def find(
    people: Sequence[Person],
    apart: Collection[tuple[int, int]] = (),
    progress: Progress = lambda _done, _total: None,
) -> list[Pair]:
    """Return the pairs that may be twins, the surest first, then in the order of their keys.

    Args:
        people: among whom to look; their order does not matter.
        apart: pairs of keys, the smaller first, of whom it is known that they are not the same.
        progress: is told how far it is; what it raises ends the search.

    """
    total = 2 * len(people)
    known = []
    for done, person in enumerate(people):
        if done % _TELL_EVERY == 0:
            progress(done, total)
        known.append(Known(person))
    groups = _Groups(known)
    candidates = sorted(groups.candidates() - set(apart))
    by_key = {each.person.key: each for each in known}
    found = []
    for done, (first, second) in enumerate(candidates):
        if done % _TELL_EVERY == 0:
            progress(len(people) + done * len(people) // len(candidates), total)
        if like := compared(by_key[first], by_key[second], groups):
            found.append(Pair(first, second, *like))
    progress(total, total)
    return sorted(found, key=lambda pair: (-pair.strength, pair.first, pair.second))


def school_key(organisation: str) -> str:
    """Return what tells an organisation from others in its city; empty where nothing does."""
    return " ".join(word for word in place_key(organisation).split() if word not in _ANY_SCHOOL)


class Known:
    """A person, taken apart once."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.name = Name(person.name)
        self.emails = frozenset(each.strip().casefold() for each in person.emails) - {""}
        self.organisation = place_key(person.organisation)
        self.school = school_key(person.organisation)
        self.city = place_key(person.city)
        read = (number(each, person.country) for each in person.phones)
        self.phones = tuple(dict.fromkeys(each for each in read if each))


class _Groups:
    """Who has what in common."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.emails: dict[str, list[Known]] = defaultdict(list)
        self.phones: dict[str, list[Known]] = defaultdict(list)
        self._organisations: dict[str, list[Known]] = defaultdict(list)
        self._schools: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._names: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        for each in known:
            for address in each.emails:
                self.emails[address].append(each)
            for national in {one.national for one in each.phones}:
                self.phones[national].append(each)
            if each.organisation:
                self._organisations[each.organisation].append(each)
                if each.school and each.city:
                    self._schools[each.school, each.city].append(each)
            if each.name.whole:
                self._names[tuple(sorted(map(sound, each.name.words)))].append(each)
                if behind := each.name.behind_first:
                    self._names["", behind].append(each)

    def candidates(self) -> set[tuple[int, int]]:
        """Return the pairs of keys to be compared, the smaller one first."""
        found: set[tuple[int, int]] = set()
        for members in (*self.emails.values(), *self.phones.values()):
            found.update(_pairs(members) if len(members) <= OFFICE else _by_words(members))
        for members in self._organisations.values():
            found.update(_by_words(members))
        for members in self._schools.values():
            if len({each.organisation for each in members}) > 1:
                found.update(_by_words(members))
        for members in self._names.values():
            if len(members) <= _COMMON:
                found.update(_pairs(members))
            else:
                found.update(_by_city(members))
        return found

    def own_email(self, addresses: Iterable[str]) -> bool:
        """Say whether one of these addresses is of so few people that it is no office's."""
        return any(len(self.emails[each]) <= OFFICE for each in addresses)

    def own_phone(self, phones: Iterable[Number]) -> bool:
        """Say whether one of these phones is of so few people that it is no office's."""
        return any(len(self.phones[each.national]) <= OFFICE for each in phones)


def _pairs(members: Sequence[Known]) -> Iterator[tuple[int, int]]:
    keys = sorted({each.person.key for each in members})
    return combinations(keys, 2)


def _by_words(members: Sequence[Known]) -> Iterator[tuple[int, int]]:
    """Pair those who have a word of their names in common."""
    if len(members) < 2:
        return
    words: dict[str, list[Known]] = defaultdict(list)
    for each in members:
        for key in each.name.keys:
            words[key].append(each)
    for some in words.values():
        if len(some) <= _CROWD:
            yield from _pairs(some)
        else:
            yield from _by_whole_names(some)


def _by_whole_names(members: Sequence[Known]) -> Iterator[tuple[int, int]]:
    """Pair those whose names have the same words, each with the next: of a crowd not everybody with each."""
    names: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for each in members:
        names[tuple(sorted(each.name.words))].append(each.person.key)
    for keys in names.values():
        keys.sort()
        yield from pairwise(keys)


def _by_city(members: Sequence[Known]) -> Iterator[tuple[int, int]]:
    cities: dict[str, list[Known]] = defaultdict(list)
    for each in members:
        if each.city:
            cities[each.city].append(each)
    for some in cities.values():
        if len(some) <= _COMMON:
            yield from _pairs(some)


class Common(Protocol):
    """Knows what so many people have in common that it is nobody's own."""

    def own_email(self, addresses: Iterable[str]) -> bool:
        """Say whether one of these addresses is of so few people that it is no office's."""

    def own_phone(self, phones: Iterable[Number]) -> bool:
        """Say whether one of these phones is of so few people that it is no office's."""


def compared(one: Known, other: Known, common: Common) -> tuple[Strength, str] | None:
    """Say how sure it is that two people are one, and why; None where nothing speaks for it."""
    like = likeness(one.name, other.name)
    for evidence in (_by_email, _by_phone, _by_organisation, _by_name):
        if found := evidence(one, other, like, common):
            return found
    return None


_Found = tuple[Strength, str] | None


def _by_email(one: Known, other: Known, like: Likeness, common: Common) -> _Found:
    shared = one.emails & other.emails
    if not shared:
        return None
    if like:
        return Strength.CERTAIN, f"same e-mail address, {WORDS[like]}"
    if not common.own_email(shared):
        return None
    if not one.name.words or not other.name.words:
        return Strength.CERTAIN, "same e-mail address, one of them without a name"
    return Strength.WEAK, "same e-mail address, but other names"


def _by_phone(one: Known, other: Known, like: Likeness, common: Common) -> _Found:
    shared = [mine for mine in one.phones if any(mine.same(theirs) for theirs in other.phones)]
    if not shared:
        return None
    if like:
        sure = like >= Likeness.SCRIPTS and one.name.whole
        return Strength.CERTAIN if sure else Strength.LIKELY, f"same phone, {WORDS[like]}"
    if not common.own_phone(shared):
        return None
    if not one.name.words or not other.name.words:
        return Strength.LIKELY, "same phone, one of them without a name"
    return Strength.WEAK, "same phone, but other names"


def _by_organisation(one: Known, other: Known, like: Likeness, _common: Common) -> _Found:
    if not like or not one.organisation:
        return None
    if one.organisation != other.organisation:
        there = bool(one.school and one.city) and (one.school, one.city) == (other.school, other.city)
        if not there or like <= Likeness.INITIAL or not (one.name.whole and other.name.whole):
            return None
        return Strength.LIKELY, f"{WORDS[like]}, much the same organisation"
    strength = Strength.LIKELY
    if like <= Likeness.INITIAL or not (one.name.whole and other.name.whole):
        strength = Strength.WEAK
    elif like >= Likeness.ACCENTS:
        strength = Strength.CERTAIN
    return strength, f"{WORDS[like]}, same organisation"


def _by_name(one: Known, other: Known, like: Likeness, _common: Common) -> _Found:
    """Take the whole name alone for a weak sign; for more where the city is the same too."""
    initial = like is Likeness.INITIAL and one.name.behind_first == other.name.behind_first != ""
    if like < Likeness.ORDER and like is not Likeness.SCRIPTS and not initial:
        return None
    if not one.name.whole or not other.name.whole:
        return None
    mine, theirs = one.person.country, other.person.country
    if mine and theirs and mine != theirs:
        return None
    moved = bool(one.organisation and other.organisation)  # they differ, or it would have been told before
    if initial:
        return None if moved else (Strength.WEAK, WORDS[like])
    if one.city and one.city == other.city:
        if moved:
            return Strength.WEAK, f"{WORDS[like]}, same city, another organisation"
        return Strength.LIKELY, f"{WORDS[like]}, same city"
    return None if moved else (Strength.WEAK, WORDS[like])
