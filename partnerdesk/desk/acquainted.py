"""Who of a file is in the book already: by an address, a number, name and school, or the file's own key.

Somebody is taken for somebody known where ``core.twins`` would be certain of it; whom they only look like is
asked (``desk.alike``). Everything here is looked up, nothing gone through: people come by the hundred
thousand.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

from partnerdesk.core.nicknames import forms
from partnerdesk.core.phones import LEAST
from partnerdesk.core.samename import Likeness, Name, likeness
from partnerdesk.core.text import fold
from partnerdesk.core.uids import derived, is_derived
from partnerdesk.desk import formerly
from partnerdesk.desk.crowd import Marks, Packed
from partnerdesk.desk.faces import Faces, Met, Told, looked_up

if TYPE_CHECKING:
    from partnerdesk.storage.file import Reader

_CONTACTS: Final = """
    SELECT c.id, c.name, c.uid, coalesce(o.name, ''),
        coalesce((SELECT group_concat(address, char(10)) FROM email WHERE contact_id = c.id), ''),
        coalesce((SELECT group_concat(number, char(10)) FROM phone WHERE contact_id = c.id), '')
    FROM contact c LEFT JOIN organisation o ON o.id = c.organisation_id
    WHERE c.trashed_at IS NULL"""
_ALL: Final = f"{_CONTACTS} ORDER BY c.id"
_ONE: Final = f"{_CONTACTS} AND c.id = ?"
_NEXT: Final = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'contact'), 0) + 1"
_WITHOUT_KEY: Final = "SELECT id, added_at FROM contact WHERE trashed_at IS NULL AND uid = '' ORDER BY id"
_EACH: Final = 3  # marks that somebody has, about
_RECALLED: Final = 256  # people
_MANY: Final = 40  # people who share an address or a number: of more, only the namesake is looked at


class Acquainted:
    """Everybody in the book, and those of the file whom one has met: the latter have keys below zero.

    Args:
        connection: to the book; read once, here. Contacts in Trash are left out.
        about: how many of files are going to be met.
        writing: whether those who are new are written into the book, a sheaf after the other, before those of
            the next one are met: then they are looked up there, else kept here.

    Attributes:
        new: how many of the file were met.

    """

    def __init__(self, connection: Reader, about: int = 0, *, writing: bool = False) -> None:
        from partnerdesk.storage.people import apart

        self.new = 0
        self._connection = connection
        self._derived: dict[str, int] | None = None
        self._keys = array("q")  # of the book, in the order of their numbers; those of files follow
        self._changed: dict[int, Met] = {}  # by number: who is known by more than the book or the file tells
        self._recalled: dict[int, Met] = {}
        self._kept = None if writing else Packed()
        self._here: tuple[Faces, list[int]] | None = None  # of the last sheaf: who is new
        ((there,),) = connection.run("SELECT count(*) FROM contact")
        ((self._next,),) = connection.run(_NEXT)
        self._marks = Marks(_EACH * (there + about))
        self._apart = apart(connection)
        self._told_apart = frozenset(key for pair in self._apart for key in pair)
        before = formerly.called(connection)
        for number, row in enumerate(connection.stream(_ALL)):
            key, person = row[0], _of_book(row)
            self._keys.append(key)
            if key in before:
                person = self._changed[number] = _besides(person, *before[key])
            for mark in looked_up(person):
                self._mark(mark, person.folded, number)
        self._asked = bytearray(len(self._keys))

    def knows(self, key: int) -> bool:
        """Say whether somebody is in the book, and not in Trash."""
        return key in self._keys

    def again(self, key: int) -> bool:
        """Say whether somebody was met in a file before, or asked about here."""
        number = self._number(key)
        before = key < 0 or self._asked[number]
        if key > 0:
            self._asked[number] = True
        return bool(before)

    def strangers(self, faces: Faces, passed: Container[int], asked: Container[int]) -> Iterator[int]:
        """Meet some people of a file with whom nobody before shares anything: most of a file are such.

        Args:
            faces: the people.
            passed: numbers of those who are passed over.
            asked: numbers of those of whom it is to be asked, whatever they share.

        Yields:
            the numbers of those of whom it is to be asked who they are, when those before them are met.

        """
        here: list[int] = []
        self._here = faces, here
        known = {at for at, uid in enumerate(faces.uids()) if any(map(is_derived, uid.split("\n")))}
        first = self._marks.add_first
        for at, marks in enumerate(faces.looked_up()):
            if at in passed:
                continue
            if at in asked or at in known or not first(marks, len(self._keys) + self.new):
                yield at
            else:
                self.new += 1
                here.append(at)
                if self._kept is not None:
                    self._kept.add(faces.told(at))

    def meet(self, told: Told, at: int) -> int:
        """Remember somebody of a file, who has a number among those who are met now; return their key."""
        person, number = told.met(), len(self._keys) + self.new
        for mark in looked_up(person):
            self._mark(mark, person.folded, number)
        self.new += 1
        if self._here:
            self._here[1].append(at)
        if self._kept is not None:
            self._kept.add(told)
        return ~(self.new - 1)

    def learn(self, key: int, more: Met) -> None:
        """Remember what a card says of somebody known: the next one may say only that."""
        number = self._number(key)
        person = self._person(number)
        marks = tuple(mark for mark in more.marks if mark not in person.marks)
        if marks:
            reached = person.reached[0] or more.reached[0], person.reached[1] or more.reached[1]
            self._changed[number] = person._replace(marks=(*person.marks, *marks), reached=reached)
            for mark in marks:
                self._mark(mark, person.folded, number)

    def who(self, person: Met) -> int | None:
        """Return the key of whoever this is; None for nobody, or where it cannot be said which of two."""
        found: dict[int, Met] = {}
        for mark in person.marks:
            found.update(self._having(mark, person.folded))
            if mark.startswith("\n") and (key := self._under(mark[1:])) is not None:
                number = self._number(key)
                other = found.get(number) or self._person(number)
                found[number] = other._replace(marks=(*other.marks, mark))
        surest: list[int] = []
        best = (0, Likeness.NONE)
        for number, other in found.items():
            if (sign := _certain(other, person)) and sign >= best:
                surest = [*surest, number] if sign == best else [number]
                best = sign
        keys = [*map(self._key, surest)]
        if not keys:
            return self._namesake(person)
        if any((min(pair), max(pair)) in self._apart for pair in combinations(keys, 2)):
            return None
        return keys[0]

    def known_by(self, uid: str) -> tuple[int, ...]:
        """Return the keys of those whom a file named so."""
        uids = uid.split("\n")
        keys = [self._key(number) for each in uids for number in self._having(f"\n{each}", "")]
        return (*keys, *(key for each in uids if (key := self._under(each)) is not None))

    def _under(self, uid: str) -> int | None:
        """Return who leaves the book under a key that is written down nowhere."""
        if not is_derived(uid):
            return None
        if self._derived is None:
            people = self._connection.stream(_WITHOUT_KEY)
            last = self._keys[-1] if self._keys else 0  # those who come in right now have later ones
            self._derived = {derived(key, added or ""): key for key, added in people if key <= last}
        return self._derived.get(uid)

    def _mark(self, mark: str, folded: str, number: int) -> None:
        """Remember a mark; of a crowd that has the same, only with the name."""
        if not self._marks.add(mark, number, _MANY):
            self._marks.add(f"{mark}\r{folded}", number, _MANY)

    def _having(self, mark: str, folded: str) -> dict[int, Met]:
        """Return who has a mark: the first of each name, and of a crowd only those of this name.

        Those who were told apart from somebody are among them, whatever they are called.
        """
        numbers = self._marks.having(mark)
        if not numbers:
            return {}
        people = {number: self._person(number) for number in numbers}
        crowd = len(numbers) >= _MANY
        if crowd:
            people |= {each: self._person(each) for each in self._marks.having(f"{mark}\r{folded}")}
        found: dict[int, Met] = {}
        names: set[str] = set()
        for number, person in people.items():
            if mark in person.marks and (not crowd or person.folded == folded):
                if person.folded not in names or self._key(number) in self._told_apart:
                    found[number] = person
                names.add(person.folded)
        return found

    def _namesake(self, person: Met) -> int | None:
        """Return who has this name, and nothing else that would tell them apart from others of that name."""
        if person.schools or person.reached[0]:
            return None
        named = [(number, self._person(number)) for number in self._marks.having(f"\r{person.folded}")]
        alone = [
            (other.reached[1], number)
            for number, other in named
            if other.folded == person.folded and not (other.schools or other.reached[0])
        ]
        with_number, number = min(alone, default=(True, -1))
        if number < 0 or (with_number and person.reached[1]):
            return None
        return self._key(number)

    def _person(self, number: int) -> Met:
        """Return somebody by their number, as far as they are known."""
        if number in self._changed:
            return self._changed[number]
        if number not in self._recalled:
            if len(self._recalled) >= _RECALLED:
                self._recalled.clear()
            self._recalled[number] = self._recall(number)
        return self._recalled[number]

    def _recall(self, number: int) -> Met:
        new = number - len(self._keys)
        if new >= 0 and self._kept is not None:
            return Told(*self._kept[new]).met()
        if new >= 0 and self._here:
            faces, here = self._here
            if (at := new - (self.new - len(here))) >= 0:
                return faces.told(here[at]).met()
        key = self._keys[number] if new < 0 else self._next + new
        ((row,)) = self._connection.run(_ONE, (key,))
        return _of_book(row)

    def _key(self, number: int) -> int:
        ours = len(self._keys)
        return self._keys[number] if number < ours else ~(number - ours)

    def _number(self, key: int) -> int:
        return bisect_left(self._keys, key) if key > 0 else len(self._keys) + ~key


def _of_book(row: Sequence[str]) -> Met:
    _, name, uid, school, addresses, numbers = row
    emails, phones = addresses.split("\n") if addresses else (), numbers.split("\n") if numbers else ()
    return Told(name, school, uid, tuple(emails), tuple(phones)).met()


def _besides(person: Met, names: Sequence[str], schools: Sequence[str]) -> Met:
    """Add what somebody is called elsewhere, and where they were."""
    joined = (*person.schools, *map(fold, schools))
    called = (person.folded, *map(fold, names))
    marks = dict.fromkeys((*person.marks, *(f"\t{each}\t{name}" for each in joined for name in called)))
    return person._replace(names=(*person.names, *names), schools=joined, marks=tuple(marks))


def _certain(known: Met, other: Met) -> tuple[int, Likeness] | None:
    """Return what is in common of two who are one, to be compared; None where that is not certain.

    A file's own key alone says nothing: programs number their people from 1.
    """
    shared = set(known.marks) & set(other.marks)
    own_key = any(mark.startswith("\n") for mark in shared)
    address = any("@" in mark and not mark.startswith(("\n", "\t")) for mark in shared)
    number = any(mark.isdigit() and len(mark) >= LEAST for mark in shared)  # shorter ones are extensions
    same = known.folded == other.folded
    like = Likeness.SAME if same else max(_likeness(each, other.names[0]) for each in known.names)
    if (
        like is Likeness.SAME
        or (own_key and (address or number))
        or (like > Likeness.FAMILY and (address or own_key))
        or (address and (_is_no_name(known) or _is_no_name(other) or _is_called(known, other)))
        or (like >= Likeness.SCRIPTS and number and Name(other.names[0]).whole)
    ):
        return 4 * address + 2 * own_key + 2 * number, like
    return None


def _likeness(one: str, other: str) -> Likeness:
    return Likeness.SAME if fold(one) == fold(other) else likeness(Name(one), Name(other))


def _is_called(known: Met, other: Met) -> bool:
    """Whether an address that tells its owner's name is theirs under a shorter one, or in another script.

    Letters are signed with one word of a name, or with a short form of it.
    """
    one, two = Name(known.names[0]), Name(other.names[0])
    before = [mark.partition("@")[0] for mark in set(known.marks) & set(other.marks) if "@" in mark]
    if one.wide != two.wide:
        spelt = two.words if one.wide else one.words
        return len(spelt) > 1 and any(all(word in local for word in spelt) for local in before)
    shorter, longer = sorted((one.words, two.words), key=len)
    if len(shorter) != 1 or not any(forms(shorter[0]) & forms(word) for word in longer):
        return False
    return any(word in local for word in longer if len(word) > 1 for local in before)


def _is_no_name(person: Met) -> bool:
    name = person.names[0]
    return "@" in name or not any(map(str.isalpha, name)) or person.folded in person.schools
