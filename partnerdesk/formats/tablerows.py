"""The rows of a table: its text cut into lines, its lines into cells; one that is broken costs no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import StringIO
from operator import sub
from typing import TYPE_CHECKING, Final

from partnerdesk.core.cards import RefusedPart

if TYPE_CHECKING:
    from _csv import Reader

MOST_LINES: Final = 500  # of one row: a cell that goes on for longer has lost its closing quotation mark
LONGEST_CELL: Final = 1_000_000  # letters of a cell; of one that is longer nobody knows where it ends
csv.field_size_limit(LONGEST_CELL)
_UNCLOSED: Final = "A quotation mark is never closed."


Row = list[str] | RefusedPart


def rows(text: Iterable[str], delimiter: str) -> Iterator[tuple[int, Row]]:
    """Yield the line number and the cells of each row that has any; empty ones are left out.

    Args:
        text: in blocks, which may end anywhere.
        delimiter: what stands between cells.

    """
    return (each for some in blocks(text, delimiter) for each in some)


def blocks(text: Iterable[str], delimiter: str) -> Iterator[list[tuple[int, Row]]]:
    """Yield rows as ``rows`` does, many at once: one by one are only those that lie about a broken one."""
    source, parted = (
        _Source(text),
        partial(csv.reader, delimiter=delimiter, skipinitialspace=delimiter != "\t"),
    )
    while not source.ended:
        lines = source.block()
        ends, found = _at_once(parted(lines))
        if found and '"' in "".join(lines[(0, *ends)[-2] :]):  # the last cell may go on
            del ends[-1], found[-1]
        if max(map(sub, ends, (0, *ends)), default=0) > MOST_LINES:
            ends, found = [], []
        yield [
            (source.line + before + 1, row)
            for before, row in zip((0, *ends), found, strict=False)
            if any(row)
        ]
        last = ends[-1] if ends else 0
        source.line += last
        source.put_back(lines[last:])
        yield [*_one_by_one(source, parted)]


def _at_once(reader: Reader) -> tuple[list[int], list[list[str]]]:
    """Return after how many lines each row ends, and the rows; nothing, where one of them cannot be read."""
    try:
        found = [(reader.line_num, row) for row in reader]
    except csv.Error:
        return [], []
    return [end for end, _ in found], [row for _, row in found]


def _one_by_one(source: _Source, parted: Callable[[Iterable[str]], Reader]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of the lines that were put back, and of those by which the last of them goes on."""
    while source.waits:
        why = ""
        try:
            for row in parted(source.lines()):
                if source.ended and source.is_open():
                    why = _UNCLOSED
                    break
                if any(row):
                    yield source.line + 1, row
                source.done()
                if not source.waits:
                    break
        except _Unclosed:
            why = _UNCLOSED
        except csv.Error as error:
            too_long = "field limit" in str(error)
            limit = f"A cell is longer than {LONGEST_CELL:,} letters. Shorten it in the file, then try again."
            why = limit if too_long else f"It cannot be read: {error}."
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
        self._blocks = _lines(text)
        self._again: deque[str] = deque()  # lines put back, which come before the others
        self._taken: list[str] = []
        self.line = 0
        self.ended = False

    @property
    def waits(self) -> bool:
        """Whether lines were put back that nobody has taken."""
        return bool(self._again)

    def block(self) -> list[str]:
        """Hand out many lines that come next, to be counted or put back; none at the end."""
        lines = next(self._blocks, None)
        self.ended = lines is None
        return lines or []

    def put_back(self, lines: Iterable[str]) -> None:
        """Have lines handed out one by one."""
        self._again.extend(lines)

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
        while not self._again:
            if (lines := next(self._blocks, None)) is None:
                return None
            self._again.extend(lines)
        return self._again.popleft()

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


def _lines(text: Iterable[str]) -> Iterator[list[str]]:
    """Yield many lines at once, the last of them whole; a line ends as the first one does."""
    end, begun = "", list[str]()
    for block in text:
        block = block.replace("\0", "")
        end = end or ("\r" if "\r" in block and "\n" not in block else "\n")
        whole, mark, rest = block.rpartition(end)
        if mark:
            yield [*StringIO("".join([*begun, whole, mark]), newline=end)]
            begun = []
        begun.append(rest)
    yield [*StringIO("".join(begun), newline=end or "\n")]
