"""Who of a file is in the book already: by an address, a number, name and school, or the file's own key.

Somebody is taken for somebody known where ``core.twins`` would be certain of it; whom they only look like is
asked (``desk.alike``). Everything here is looked up, nothing gone through: people come by the hundred
thousand.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from partnerdesk.core.cards import Card
from partnerdesk.core.samename import Likeness, Name, likeness
from partnerdesk.core.text import fold
from partnerdesk.desk import formerly

if TYPE_CHECKING:
    from partnerdesk.storage.file import Reader

_CONTACTS: Final = """
    SELECT c.id, c.name, c.uid, coalesce(o.name, '')
    FROM contact c LEFT JOIN organisation o ON o.id = c.organisation_id WHERE c.trashed_at IS NULL"""
_PARTS: Final = "SELECT contact_id, {} FROM {} JOIN contact c ON c.id = contact_id WHERE c.trashed_at IS NULL"
_MANY: Final = 40  # people who share an address or a number: of more, only the namesake is looked at
_TAIL: Final = 7  # digits by which a number is looked up: the shortest that a whole country has
_NO_DIGITS: Final = "".join(set(map(chr, range(128))) - set(string.digits)).encode()


class Met(NamedTuple):
    """Somebody as they are looked up.

    Attributes:
        folded: the name.
        names: what they are called; the first is what they are called now.
        schools: folded.
        marks: what they may share with others: addresses, the ends of numbers, the file's keys (after a line
            break), and name and school together (after a tab).
        reached: whether there is an address, and whether there is a number.

    """

    folded: str
    names: tuple[str, ...]
    schools: tuple[str, ...]
    marks: tuple[str, ...]
    reached: tuple[bool, bool]


def met(card: Card) -> Met:
    """Take down what somebody of a file may be known by."""
    return _met(card.name, card.organisation, card.uid, [each[0] for each in card.emails],
                [each[0] for each in card.phones])  # fmt: skip


class Acquainted:
    """Everybody in the book, and those of the file whom one has met: the latter have keys below zero.

    Args:
        connection: to the book; read once, here. Contacts in Trash are left out.

    Attributes:
        new: how many of the file were met.

    """

    def __init__(self, connection: Reader) -> None:
        from partnerdesk.storage.people import apart

        self.new = 0
        self._people: dict[int, Met] = {}
        self._marked: dict[str, int | dict[str, int]] = {}  # several by their folded names
        self._bare: dict[str, int] = {}  # by name: those of whom nothing else is known
        self._called: dict[str, int] = {}  # those of whom only numbers are
        self._apart = apart(connection)
        addresses: dict[int, list[str]] = {}
        numbers: dict[int, list[str]] = {}
        for key, address in connection.run(_PARTS.format("address", "email")):
            addresses.setdefault(key, []).append(address)
        for key, number in connection.run(_PARTS.format("number", "phone")):
            numbers.setdefault(key, []).append(number)
        before = formerly.called(connection)
        for key, name, uid, school in connection.run(_CONTACTS):
            person = _met(name, school, uid, addresses.get(key, ()), numbers.get(key, ()))
            self.meet(key, _besides(person, *before[key]) if key in before else person)

    def knows(self, key: int) -> bool:
        """Say whether somebody is in the book, and not in Trash."""
        return key in self._people

    def meet(self, key: int, person: Met) -> None:
        """Remember somebody."""
        self._people[key] = person
        for mark in person.marks:
            if (there := self._marked.setdefault(mark, key)) != key:
                self._share(mark, there, key)
        if not person.schools:
            self._alone(key, person)

    def learn(self, key: int, more: Met) -> None:
        """Remember what a card says of somebody known: the next one may say only that."""
        person = self._people[key]
        marks = tuple(mark for mark in more.marks if mark not in person.marks)
        if marks:
            reached = person.reached[0] or more.reached[0], person.reached[1] or more.reached[1]
            self.meet(key, person._replace(marks=(*person.marks, *marks), reached=reached))

    def who(self, person: Met) -> int | None:
        """Return the key of whoever this is; None for nobody, or where it cannot be said which of two."""
        found: dict[int, None] = {}
        for mark in person.marks:
            if (there := self._marked.get(mark)) is not None:
                found.update(dict.fromkeys(_few(there, person.folded)))
        surest: list[int] = []
        best = (0, Likeness.NONE)
        for key in found:
            if (sign := _certain(self._people[key], person)) and sign >= best:
                surest = [*surest, key] if sign == best else [key]
                best = sign
        if not surest:
            return self._namesake(person)
        if any((min(pair), max(pair)) in self._apart for pair in combinations(surest, 2)):
            return None
        return surest[0]

    def known_by(self, uid: str) -> tuple[int, ...]:
        """Return the keys of those whom a file named so."""
        found = (self._marked.get(f"\n{each}") for each in uid.split("\n"))
        return tuple(key for there in found if there is not None for key in _few(there, ""))

    def _share(self, mark: str, there: int | dict[str, int], key: int) -> None:
        if isinstance(there, int):
            self._marked[mark] = there = {self._people[there].folded: there}
        there.setdefault(self._people[key].folded, key)

    def _alone(self, key: int, person: Met) -> None:
        """Remember who is known by their name alone, or by that and a number, as long as they are."""
        for here, wanted in ((self._bare, (False, False)), (self._called, (False, True))):
            if person.reached == wanted:
                here.setdefault(person.folded, key)
            elif here.get(person.folded) == key:
                del here[person.folded]

    def _namesake(self, person: Met) -> int | None:
        """Return who has this name, and nothing else that would tell them apart from others of that name."""
        if person.schools or person.reached[0]:
            return None
        bare = self._bare.get(person.folded)
        return bare if bare is not None or person.reached[1] else self._called.get(person.folded)


def _few(there: int | dict[str, int], folded: str) -> Iterable[int]:
    if isinstance(there, int):
        return (there,)
    if len(there) <= _MANY:
        return there.values()
    return (there[folded],) if folded in there else ()


def _met(name: str, school: str, uid: str, emails: Sequence[str], phones: Sequence[str]) -> Met:
    folded, joined = fold(name), fold(school)
    marks = [each.casefold() for each in emails]
    marks += map(_tail, phones)
    if uid:
        marks += [f"\n{each}" for each in uid.split("\n")]
    if joined:
        marks.append(f"\t{joined}\t{folded}")
    return Met(folded, (name,), (joined,) if joined else (), tuple(marks), (bool(emails), bool(phones)))


def _besides(person: Met, names: Sequence[str], schools: Sequence[str]) -> Met:
    """Add what somebody is called elsewhere, and where they were."""
    joined = (*person.schools, *map(fold, schools))
    called = (person.folded, *map(fold, names))
    marks = dict.fromkeys((*person.marks, *(f"\t{each}\t{name}" for each in joined for name in called)))
    return person._replace(names=(*person.names, *names), schools=joined, marks=tuple(marks))


def _tail(number: str) -> str:
    if number.isascii():
        return number.encode().translate(None, _NO_DIGITS)[-_TAIL:].decode()
    return "".join(filter(str.isdigit, number))[-_TAIL:]


def _certain(known: Met, other: Met) -> tuple[int, Likeness] | None:
    """Return what is in common of two who are one, to be compared; None where that is not certain.

    A file's own key alone says nothing: programs number their people from 1.
    """
    shared = set(known.marks) & set(other.marks)
    address = any("@" in mark and mark[0] != "\n" for mark in shared)
    number = any(mark.isdigit() for mark in shared)
    own_key = any(mark[0] == "\n" for mark in shared)
    same = known.folded == other.folded
    like = Likeness.SAME if same else max(_likeness(each, other.names[0]) for each in known.names)
    if (
        like is Likeness.SAME
        or (own_key and (address or number))
        or (like and (address or own_key))
        or (address and (_is_no_name(known) or _is_no_name(other)))
        or (like >= Likeness.SCRIPTS and number and Name(other.names[0]).whole)
    ):
        return 4 * address + 2 * own_key + 2 * number, like
    return None


def _likeness(one: str, other: str) -> Likeness:
    return Likeness.SAME if fold(one) == fold(other) else likeness(Name(one), Name(other))


def _is_no_name(person: Met) -> bool:
    name = person.names[0]
    return "@" in name or not any(map(str.isalpha, name)) or person.folded in person.schools
