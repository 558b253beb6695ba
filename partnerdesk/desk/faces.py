"""People of a file as they are looked up: by what they may share with others, many of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from partnerdesk.core.cards import Sheaf
from partnerdesk.core.phones import tail, tails
from partnerdesk.core.text import fold, fold_all

_BETWEEN: Final = "\x1f"  # no address has it


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


class Told(NamedTuple):
    """What is told of somebody by which they may be known; ``uid`` has a line for each of several keys."""

    name: str
    school: str
    uid: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]

    def met(self) -> Met:
        """Take it down."""
        folded, joined = fold(self.name), fold(self.school)
        marks = [each.casefold() for each in self.emails]
        marks += filter(None, map(tail, self.phones))
        if self.uid:
            marks += [f"\n{each}" for each in self.uid.split("\n")]
        if joined:
            marks.append(f"\t{joined}\t{folded}")
        reached = bool(self.emails), bool(self.phones)
        return Met(folded, (self.name,), (joined,) if joined else (), tuple(marks), reached)


def looked_up(person: Met) -> tuple[str, ...]:
    """Return the marks, and the name of who has nothing else that would tell them from a namesake."""
    alone = not (person.schools or person.reached[0])
    return (*person.marks, f"\r{person.folded}") if alone else person.marks


class Faces:
    """Some people of a file.

    Args:
        sheaf: their cards.

    """

    def __init__(self, sheaf: Sheaf) -> None:
        self._sheaf = sheaf

    def told(self, number: int) -> Told:
        """Return what is told of one of them."""
        name, school, uid, emails, phones = (
            self._sheaf.column(key)[number] for key in ("name", "organisation", "uid", "emails", "phones")
        )
        return Told(name, school, uid, tuple(pair[0] for pair in emails), tuple(pair[0] for pair in phones))

    def uids(self) -> Sequence[str]:
        """Return by which keys the file names them; nothing where it names nobody so."""
        return self._sheaf.columns.get("uid", ())

    def looked_up(self) -> Iterator[tuple[str, ...]]:
        """Yield for each of them what ``looked_up`` returns, and empty text for what they have not."""
        sheaf = self._sheaf
        emails, phones = sheaf.column("emails"), sheaf.column("phones")
        names = fold_all(sheaf.column("name"))
        schools = fold_all(sheaf.column("organisation"))
        together = [
            f"\t{school}\t{name}" if school else "" if some else f"\r{name}"
            for school, name, some in zip(schools, names, emails, strict=True)
        ]
        addresses, ends = _lowered(emails), _ends(phones)
        rows = zip(_first(addresses, emails), _first(ends, phones), together, strict=True)
        more = [some for some in (_others(addresses, emails), _others(ends, phones), self._keys()) if some]
        if not more:
            return rows
        return (
            (*row, *chain.from_iterable(some.get(at, ()) for some in more)) for at, row in enumerate(rows)
        )

    def _keys(self) -> dict[int, Sequence[str]]:
        return {at: [f"\n{each}" for each in uid.split("\n")] for at, uid in enumerate(self.uids()) if uid}


def _lowered(parts: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    values = [pair[0] for some in parts for pair in some]
    lowered = _BETWEEN.join(values).casefold().split(_BETWEEN)
    return lowered if len(lowered) == len(values) else [each.casefold() for each in values]


def _ends(parts: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    return tails([pair[0] for some in parts for pair in some])


def _first(values: Sequence[str], parts: Sequence[Sequence[object]]) -> Iterator[str]:
    """Yield the first value of each; empty text where there is none."""
    at = 0
    for some in parts:
        yield values[at] if some else ""
        at += len(some)


def _others(values: Sequence[str], parts: Sequence[Sequence[object]]) -> dict[int, Sequence[str]]:
    """Return the other values of those who have more than one, by their number."""
    if len(values) <= len(parts) and max(map(len, parts), default=0) < 2:
        return {}
    found, at = {}, 0
    for number, some in enumerate(parts):
        if len(some) > 1:
            found[number] = values[at + 1 : at + len(some)]
        at += len(some)
    return found
