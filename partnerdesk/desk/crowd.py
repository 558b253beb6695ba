"""Very many people kept small: what Python itself keeps of a hundred thousand is a hundred megabytes."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Sequence
from typing import Any, Final, TypeVar

Values = TypeVar("Values", bound=tuple[Any, ...])

_CHUNK: Final = 32  # values that are packed together
_OPEN: Final = 64  # chunks that stay unpacked: a file mostly has its people in the order of the book
_LEAST: Final = 12  # bits of the number of places
_FULL: Final = 0.6  # of the places


class Packed:
    """Tuples of text, in the order in which they were added."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._last: list[tuple[Any, ...]] = []
        self._open: dict[int, list[tuple[Any, ...]]] = {}

    def __len__(self) -> int:
        return len(self._packed) * _CHUNK + len(self._last)

    def add(self, values: tuple[Any, ...]) -> None:
        """Add one more: a tuple of text, of truth values, and of such tuples."""
        self._last.append(values)
        if len(self._last) == _CHUNK:
            self._packed.append(zlib.compress(marshal.dumps([*map(tuple, self._last)]), 1))
            self._last = []

    def __getitem__(self, number: int) -> tuple[Any, ...]:
        chunk, at = divmod(number, _CHUNK)
        if chunk == len(self._packed):
            return self._last[at]
        if chunk not in self._open:
            if len(self._open) == _OPEN:
                del self._open[next(iter(self._open))]
            self._open[chunk] = marshal.loads(zlib.decompress(self._packed[chunk]))  # noqa: S302 - ours
        return self._open[chunk][at]


class Marks:
    """Numbers by marks: as a dictionary of lists, in a twentieth of the memory, and not quite so sure.

    Of a mark no more is kept than 32 bits of its hash: what is found is to be looked at whether it has it.

    Args:
        about: how many there will be, so that room is made once.

    """

    def __init__(self, about: int = 0) -> None:
        self._make_room(max(_LEAST, int(about / _FULL).bit_length()))

    def add(self, mark: str, number: int, most: int) -> bool:
        """Remember that somebody has a mark, unless so many have it; say whether it was remembered."""
        self._have_room()
        return self._put(hash(mark) & 0xFFFFFFFF or 1, number, most)

    def add_first(self, marks: Sequence[str], number: int) -> bool:
        """Remember somebody's marks where surely nobody has any of them; say whether that was so.

        Empty ones are passed over.
        """
        self._have_room()
        hashes, numbers, places = self._hashes, self._numbers, self._places
        taken: list[int] = []
        for mark in marks:
            if not mark:
                continue
            wanted = hash(mark) & 0xFFFFFFFF or 1
            at = wanted & places
            while there := hashes[at]:
                if there == wanted:
                    for each in taken:
                        hashes[each] = 0
                    return False
                at = at + 1 & places
            hashes[at] = wanted
            numbers[at] = number
            taken.append(at)
        self._used += len(taken)
        return True

    def having(self, mark: str) -> list[int]:
        """Return the numbers that may have a mark, the lowest first: those who came first."""
        found = []
        hashes, places = self._hashes, self._places
        wanted = hash(mark) & 0xFFFFFFFF or 1
        at = wanted & places
        while there := hashes[at]:
            if there == wanted:
                found.append(self._numbers[at])
            at = at + 1 & places
        found.sort()  # places are taken up again from the end to the beginning, and anew when room is made
        return found

    def _put(self, wanted: int, number: int, most: int) -> bool:
        hashes, places = self._hashes, self._places
        at = wanted & places
        while there := hashes[at]:
            most -= there == wanted
            at = at + 1 & places
        if most > 0:
            hashes[at] = wanted
            self._numbers[at] = number
            self._used += 1
        return most > 0

    def _have_room(self) -> None:
        if self._used >= _FULL * len(self._hashes):
            hashes, numbers = self._hashes, self._numbers
            self._make_room(len(hashes).bit_length())
            for each, its_number in zip(hashes, numbers, strict=True):
                if each:
                    self._put(each, its_number, len(hashes))

    def _make_room(self, bits: int) -> None:
        self._hashes = array("I", bytes(4 << bits))
        self._numbers = array("I", bytes(4 << bits))
        self._places = (1 << bits) - 1
        self._used = 0
