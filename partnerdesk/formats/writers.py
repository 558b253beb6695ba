"""Who wrote letters, as far as the letters up to now tell: a mailbox has as many as it has letters."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from partnerdesk.core.cards import Card

_FEW: Final = 8  # letters: who wrote more is not packed again after each of them


@dataclass(slots=True)
class Writer:
    """Who wrote, as far as the letters up to now tell.

    Attributes:
        where: the first letter.
        name: the best one of those that letters give.
        address: as the last letter has it.
        at: when the last letter was written, whose signature counts; None while no date could be read.
        letters: when each was written, and its subject.
        undated: what is said of those without a date.
        card: what the signatures say, in text alone; of the letters no more is kept than is needed.
        other: what earlier signatures, and other names, say besides: lines of the notes.

    """

    where: str
    name: str
    address: str
    at: datetime | None
    letters: list[tuple[datetime, str]]
    undated: list[str]
    card: Card
    other: dict[str, None]

    def packed(self) -> bytes:
        """Return all of it in a third of the memory."""
        letters = [(at.isoformat(), subject) for at, subject in self.letters]
        at = self.at.isoformat() if self.at else ""
        said = self.card.small().__dict__
        return marshal.dumps(
            (self.where, self.name, self.address, at, letters, self.undated, said, self.other)
        )

    @classmethod
    def unpacked(cls, packed: bytes) -> Writer:
        """Return who was packed."""
        where, name, address, at, letters, undated, said, other = marshal.loads(packed)  # noqa: S302 - ours
        return cls(
            where,
            name,
            address,
            datetime.fromisoformat(at) if at else None,
            [(datetime.fromisoformat(each), subject) for each, subject in letters],
            undated,
            Card.of(said),
            other,
        )


class Writers:
    """Those who wrote, by folded address, in the order in which they first did; most of them are packed."""

    def __init__(self) -> None:
        self._found: dict[str, bytes | Writer] = {}

    def get(self, key: str) -> Writer | None:
        """Return who wrote from an address; None for nobody up to now."""
        found = self._found.get(key)
        return Writer.unpacked(found) if isinstance(found, bytes) else found

    def put(self, key: str, writer: Writer) -> None:
        """Remember what letters tell of who wrote from an address."""
        if len(writer.letters) <= _FEW:
            self._found[key] = writer.packed()
        else:
            writer.card = writer.card.small()
            self._found[key] = writer

    def handed_on(self) -> Iterator[Writer]:
        """Yield them, the first one first; who was handed on is not kept here."""
        left = [*reversed(self._found.values())]
        self._found.clear()
        while left:
            each = left.pop()
            yield Writer.unpacked(each) if isinstance(each, bytes) else each
