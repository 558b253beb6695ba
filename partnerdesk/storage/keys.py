"""Sets of keys, of which very many may follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain


class Keys(Set[int]):
    """A set of keys: a range of them takes no more room than its two ends.

    Args:
        some: any keys.
        ranges: of keys that follow each other; they have none in common.

    """

    __slots__ = ("_ranges", "_some")

    def __init__(self, some: Iterable[int] = (), ranges: Sequence[range] = ()) -> None:
        self._ranges = tuple(ranges)
        self._some = frozenset(key for key in some if not any(key in each for each in ranges))

    def __contains__(self, key: object) -> bool:
        return key in self._some or any(key in each for each in self._ranges)

    def __iter__(self) -> Iterator[int]:
        return chain(*self._ranges, self._some)

    def __len__(self) -> int:
        return sum(map(len, self._ranges)) + len(self._some)
