"""The rows of a table: its text cut into lines, its lines into cells; one that is broken costs no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from partnerdesk.core.cards import RefusedPart

MOST_LINES: Final = 500  # of one row: a cell that goes on for longer has lost its closing quotation mark
_LONGEST: Final = f"{csv.field_size_limit():,}"
_UNCLOSED: Final = "A quotation mark is never closed."


def rows(text: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | RefusedPart]]:
    """Yield the line number and the cells of each row that has any; empty ones are left out.

    Args:
        text: in blocks, which may end anywhere.
        delimiter: what stands between cells.

    """
    source = _Source(text)
    while not source.ended:
        why = ""
        try:
            for row in csv.reader(source.lines(), delimiter=delimiter, skipinitialspace=delimiter != "\t"):
                if source.ended and source.is_open():
                    why = _UNCLOSED
                    break
                if any(row):
                    yield source.line + 1, row
                source.done()
        except _Unclosed:
            why = _UNCLOSED
        except csv.Error as error:
            too_long = "field limit" in str(error)
            why = f"A cell is longer than {_LONGEST} letters." if too_long else f"It cannot be read: {error}."
        if why:
            yield source.line + 1, RefusedPart(f"row {source.line + 1}", why)
            source.after_first()


class _Unclosed(Exception):
    """A cell goes on for more lines than any real one."""


class _Source:
    """Lines for ``csv.reader``, which can be put back.

    Attributes:
        line: how many lines there were before those of this row.
        ended: whether the last one was handed out.

    """

    def __init__(self, text: Iterable[str]) -> None:
        self._lines = _lines(text)
        self._again: deque[str] = deque()  # lines put back, which come before the others
        self._taken: list[str] = []
        self.line = 0
        self.ended = False

    def lines(self) -> Iterator[str]:
        """Hand out the lines that are left; raises ``_Unclosed``."""
        taken = self._taken
        while (line := self._next()) is not None:
            if len(taken) >= MOST_LINES:
                self._again.appendleft(line)
                raise _Unclosed
            taken.append(line)
            yield line
        self.ended = True

    def _next(self) -> str | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def is_open(self) -> bool:
        """Whether a quotation mark of the row's lines is left without another one."""
        return len(self._taken) > 1 and sum(each.count('"') for each in self._taken) % 2 == 1

    def done(self) -> None:
        """Forget the lines of the row."""
        self.line += len(self._taken)
        self._taken.clear()

    def after_first(self) -> None:
        """Put all but the first of the row's lines back."""
        if len(self._taken) > 1:
            self._again.extendleft(reversed(self._taken[1:]))
            self.ended = False
        self.line += 1
        self._taken = []


def _lines(text: Iterable[str]) -> Iterator[str]:
    """Put lines together that go on in the next block; a line ends as the first one does."""
    end, begun = "", list[str]()
    for block in text:
        block = block.replace("\0", "")
        end = end or ("\r" if "\r" in block and "\n" not in block else "\n")
        whole, mark, rest = block.rpartition(end)
        if mark:
            yield from StringIO("".join([*begun, whole, mark]), newline=end)
            begun = []
        begun.append(rest)
    yield from StringIO("".join(begun), newline=end or "\n")
