"""Setting a table: its head on each page, its groups under their headings, a row never parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from partnerdesk.formats.paper.sheetframe import Sheets, counted
from partnerdesk.formats.paper.type import HEADING, NAME, POINT, SMALL, TEXT, UNDER, Page, Style
from partnerdesk.formats.paper.values import Cell, Group, Table

TONES = {"name": NAME, "text": TEXT, "small": SMALL}
_GAP = 4.0  # points, above a row's text; below it somewhat more
_GUTTER = 10.0  # points between columns
_MOST_LINES = 12  # of one piece of a cell
_SHARE = 0.55
"""Of the page's height: no row is higher, so that one always goes on a page with its headings."""

_Line = tuple[Style, float, float, str]
"""Style, left edge, baseline below the row's top, text."""

_EVERY = 100  # rows between two words of progress

Step = Callable[[int], None]


class TableSetter:
    """Sets one table.

    Args:
        table: what to set.
        step: told how many rows were set; what it raises stops the work.
    """

    def __init__(self, table: Table, step: Step) -> None:
        self._table, self._step = table, step
        self.sheets = Sheets(table.frame, table.look)
        self._type = self.sheets.type
        self._columns = self._laid_out()
        self._counts: Counter[str] = Counter()
        for group in table.groups:
            self._counts[group.heading] += len(group.rows)
        self._rows, self._done = 0, 0  # on this page; in all

    def _laid_out(self) -> list[tuple[float, float]]:
        """Return left edge and width of each column."""
        whole = sum(column.share for column in self._table.columns)
        gutter = _GUTTER * POINT
        room = self.sheets.width - gutter * (len(self._table.columns) - 1)
        found, left = [], self.sheets.left
        for column in self._table.columns:
            width = room * column.share / whole
            found.append((left, width))
            left += width + gutter
        return found

    def pages(self) -> list[Page]:
        """Return all pages."""
        self._begin_page()
        heading: str | None = None
        for group in self._table.groups:
            if group.rows:
                self._group(group, begun=group.heading == heading)
                heading = group.heading
        if heading is None:
            self.sheets.nothing()
        return self.sheets.feet()

    def _begin_page(self) -> None:
        sheets = self.sheets
        sheets.begin_page()
        self._rows = 0
        sheets.y += (24 if len(sheets.pages) == 1 else 20) * POINT
        for column, (left, _) in zip(self._table.columns, self._columns, strict=True):
            sheets.page.put(SMALL, left, sheets.y, column.heading)
        self._rule(6)

    def _rule(self, below: float) -> None:
        """Move down by so many points and put a hairline there."""
        self.sheets.y += below * POINT
        self.sheets.page.rule(self.sheets.left, self.sheets.right, self.sheets.y)

    def _group(self, group: Group, *, begun: bool) -> None:
        """Put a group; ``begun`` says that its heading stands already.

        A heading never stands without its first row.
        """
        sheets = self.sheets
        heading = [] if begun else self._type.wrap(HEADING, group.heading, 0.8 * sheets.width)
        under = self._type.wrap(UNDER, group.under, 0.8 * sheets.width)
        needed = (22 * bool(heading) + 20 * bool(under)) * POINT
        needed += len(heading) * self._type.step(HEADING) + len(under) * self._type.step(UNDER)
        for index, row in enumerate(group.rows):
            cells, height = self._cells(row)
            if self._rows and sheets.y + height + (0 if index else needed) > sheets.bottom:
                self._begin_page()
                if (begun or index) and group.heading:
                    self._continued(group, index)
            if index == 0:
                if heading:
                    sheets.page.marks.append((group.heading, round(sheets.y)))
                self._heading(HEADING, heading, 16, self._counts[group.heading])
                self._heading(UNDER, under, 8, len(group.rows) if len(group.rows) > 1 else 0)
            self._row(cells, height)

    def _heading(self, style: Style, lines: list[str], above: float, count: int) -> None:
        """Put a heading with a number of contacts at the right and a hairline below; no lines, no heading.

        A number of 0 is not said: one contact in a region can be seen.
        """
        if not lines:
            return
        sheets = self.sheets
        sheets.y += above * POINT
        said = counted(count) if count else ""
        left = sheets.right - self._type.advance(SMALL, said)
        sheets.page.put(SMALL, left, sheets.y + self._type.height(style), said)
        for line in lines:
            sheets.page.put(style, sheets.left, sheets.y + self._type.height(style), line)
            sheets.y += self._type.step(style)
        self._rule(4 if style is HEADING else 3)

    def _continued(self, group: Group, index: int) -> None:
        """Say on a new page under which heading, and which second one, its first rows are."""
        where = [group.heading] + ([group.under] if group.under and index else [])
        self.sheets.y += 8 * POINT
        self.sheets.lines(UNDER, f"{' · '.join(where)}, continued")
        self._rule(3)

    def _cells(self, row: tuple[Cell, ...]) -> tuple[list[_Line], float]:
        """Return a row's lines, and its height. The first lines of all columns share a baseline."""
        kind = self._type
        cells: list[_Line] = []
        top = _GAP * POINT + kind.height(NAME)
        lowest, most = top, self.sheets.size[1] * _SHARE
        for (left, width), parts in zip(self._columns, row, strict=True):
            baseline = top
            for tone, text in parts:
                style = TONES[tone]
                step = kind.step(style)
                for line in kind.wrap(style, text, width, _MOST_LINES) if text else ():
                    if baseline > most:
                        kind.cut.append(text)
                        break
                    cells.append((style, left, baseline, line))
                    lowest = max(lowest, baseline)
                    baseline += step
        return cells, lowest + (_GAP + 2) * POINT

    def _row(self, cells: list[_Line], height: float) -> None:
        sheets = self.sheets
        put, y = sheets.page.put, sheets.y
        for style, left, baseline, line in cells:
            put(style, left, y + baseline, line)
        sheets.y += height
        sheets.page.rule(sheets.left, sheets.right, sheets.y)
        self._rows += 1
        self._done += 1
        if self._done % _EVERY == 0:
            self._step(self._done)
