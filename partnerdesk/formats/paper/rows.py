"""Setting the rows of a table: its columns, and the lines of its cells on baselines that all share."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from partnerdesk.formats.paper.type import FINE, NAME, POINT, SMALL, TEXT, Page, Style, Type
from partnerdesk.formats.paper.values import Cell, Column, Table
from partnerdesk.formats.paper.widths import Demand, Piece, fitting, widths

TONES = {"name": NAME, "text": TEXT, "fine": FINE, "small": SMALL}
MOST_LINES = 12
"""Of one piece of a cell."""

_ABOVE, _LINE, _BELOW = 10.6, 9.8, 4.2
"""Points from a row's upper edge to its first baseline, from line to line, from the last one to its end."""
_GUTTER, _NARROW = 10.0, 7.0  # points between columns; where there are more of them than that:
_MANY = 6
_BETWEEN = 6.0  # points between pieces of a cell that stand on one line
_LOOKED_AT = 300  # rows, by which the columns' widths are chosen
_ON_ONE_LINE = 0.84  # of the rows: if so many go on one line each, all do that can

Row = tuple[Cell, ...]
Line = tuple[Style, int, int, str]
"""Style, left edge, which line of the row, text."""


class Rows:
    """Sets the rows of one table.

    Args:
        table: whose.
        kind: measures texts.
        left: the left edge of the table.
        width: of the table.
        most: how high a row may be; what would be below is cut, and remembered.

    Attributes:
        columns: left edge and width of each column.
    """

    def __init__(self, table: Table, kind: Type, left: float, width: float, most: float) -> None:
        self._type = kind
        self._tones = {tone: (style, kind.widths(style)) for tone, style in TONES.items()}
        self._smaller = self._tones | {"text": self._tones["fine"]}
        scale = POINT * table.look.size
        self._above, self._line = round(_ABOVE * scale), round(_LINE * scale)
        self._below, self._between = round(_BELOW * scale), round(_BETWEEN * scale)
        self._most = int(most / self._line)
        self._run_on = False
        self.columns = self._laid_out(table, left, width)
        rows = [row for group in table.groups for row in group.rows]
        self._each = [
            (number, round(at), wide, self._smaller if self._breaks(rows, number, wide) else self._tones)
            for number, (at, wide) in enumerate(self.columns)
        ]

    def lines(self, row: Row) -> tuple[list[Line], int]:
        """Return a row's lines, and its height."""
        found = self._on_one_line(row) if self._run_on else []
        deepest = 1
        if not found:
            for number, left, width, tones in self._each:
                line = 0
                for tone, text in row[number]:
                    style, known = tones[tone]
                    if known[text] > width:
                        line = self._wrapped(found, (style, left, width), line, text, row)
                    elif text and line > self._most:
                        self._type.whose = row[0][0][1] if row and row[0] else ""
                        self._type.cut.append((self._type.whose, text))
                    elif text:
                        found.append((style, left, line, text))
                        line += 1
                if line > deepest:
                    deepest = line
        return found, self._above + (deepest - 1) * self._line + self._below

    def put(self, page: Page, lines: Sequence[Line], y: int) -> None:
        """Put a row's lines on a page, its upper edge there."""
        first, step = y + self._above, self._line
        page.lines += [(style, left, first + number * step, text) for style, left, number, text in lines]

    def _laid_out(self, table: Table, left: float, width: float) -> list[tuple[int, float]]:
        """Return left edge and width of each column; choose whether the pieces of a cell run on."""
        columns = table.columns
        gutter = (_NARROW if len(columns) > _MANY else _GUTTER) * POINT
        room = width - gutter * (len(columns) - 1)
        rows = [row for group in table.groups for row in group.rows]
        some = rows[:: len(rows) // _LOOKED_AT + 1]
        demands = [self._demand(number, column, some) for number, column in enumerate(columns)]
        joined = [self._joined(demand) for demand in demands]
        self._run_on = len(columns) > 1 and fitting(joined, room) >= _ON_ONE_LINE
        found = []
        for each in widths(joined if self._run_on else demands, room):
            found.append((round(left), each))
            left += each + gutter
        return found

    def _demand(self, number: int, column: Column, rows: Sequence[Row]) -> Demand:
        cells = [[self._piece(TONES[tone], text) for tone, text in row[number] if text] for row in rows]
        return Demand(column.share, cells, self._piece(SMALL, column.heading))

    def _piece(self, style: Style, text: str) -> Piece:
        whole = self._wide(style, " ".join(text.split()))
        words = text.replace("@", " @").split()
        least = self._wide(FINE, text) if style is TEXT and "@" in text else whole
        return whole, max((self._wide(style, word) for word in words), default=0.0), least

    def _wide(self, style: Style, text: str) -> float:
        found = self._type.widths(style)[text]
        return found if found < inf else self._type.advance(style, text)  # with a joiner in it, or a mark

    def _joined(self, demand: Demand) -> Demand:
        """Return what a column asks for if the pieces of each cell stand on one line."""
        cells = []
        for pieces in demand.cells:
            whole = sum(wide for wide, _, _ in pieces) + self._between * (len(pieces) - 1)
            cells.append([(whole, max((word for _, word, _ in pieces), default=0.0), whole)])
        return Demand(demand.share, cells, demand.head)

    def _on_one_line(self, row: Row) -> list[Line]:
        """Return a row's pieces beside each other; none where a column has no room for that."""
        found: list[Line] = []
        for number, left, width, tones in self._each:
            at = 0.0
            for tone, text in row[number]:
                if text:
                    style, known = tones[tone]
                    found.append((style, round(left + at), 0, text))
                    at += known[text] + self._between
                    if at > width + self._between:
                        return []
        return found

    def _breaks(self, rows: Sequence[Row], number: int, width: float) -> bool:
        """Say whether a column has an address that would break in the usual type.

        An address in two lines can be neither found nor copied: then all of the column is set smaller, as
        rows of uneven type are hard to read.
        """
        known = self._tones["text"][1]
        return any(
            "@" in text and tone == "text" and known[text] > width
            for row in rows
            for tone, text in row[number]
        )

    def _wrapped(
        self, found: list[Line], column: tuple[Style, int, float], line: int, text: str, row: Row
    ) -> int:
        """Add the lines of a piece from a line of the row on; return the number of the next line."""
        kind, (style, left, width) = self._type, column
        kind.whose = row[0][0][1] if row and row[0] else ""
        for words in kind.wrap(style, text, width, MOST_LINES):
            if line > self._most:
                kind.cut.append((kind.whose, text))
                last, at, which, said = found[-1]
                found[-1] = last, at, which, kind.ended(last, said, width)
                break
            found.append((style, left, line, words))
            line += 1
        return line
