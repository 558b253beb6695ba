"""The bytes of a file, which may lie on a disk still: all of them at once would take much room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol

PIECE: Final = 1 << 16  # bytes that are looked at together


class Content(Protocol):
    """Bytes, or what gives them when they are asked for."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Return some of them."""


def pieces(data: Content, size: int = PIECE) -> Iterator[bytes]:
    """Yield all bytes, one piece after the other."""
    return (data[at : at + size] for at in range(0, len(data), size))


def found_in(data: Content, pattern: re.Pattern[bytes], longest: int) -> Iterator[tuple[int, int]]:
    r"""Yield from where to where a pattern matches, again and again.

    Args:
        data: where.
        pattern: it does not begin within a match of itself; ``^`` and ``\A`` mean what they do in the whole.
        longest: bytes that it looks at, at the most.

    """
    for at in range(0, max(1, len(data)), PIECE):
        before = min(at, 1)  # the byte before the piece tells whether a line begins there
        piece = data[at - before : at + PIECE + longest]
        for found in pattern.finditer(piece, before):
            if found.start() < PIECE + before:
                yield at - before + found.start(), at - before + found.end()
