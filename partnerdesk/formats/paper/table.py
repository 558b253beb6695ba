"""Setting a table: its head on each page, its groups under their headings, a row never parted."""

from __future__ import annotations

from collections.abc import Callable

from partnerdesk.formats.paper.daygrid import DayGrid, day_key
from partnerdesk.formats.paper.dayparts import begins_here, part
from partnerdesk.formats.paper.headings import Headings
from partnerdesk.formats.paper.rows import MOST_LINES, Line, Rows
from partnerdesk.formats.paper.sheetframe import Sheets
from partnerdesk.formats.paper.type import POINT, SMALL, TEXT, UNDER, Page
from partnerdesk.formats.paper.values import DayPicture, Group, Table
from partnerdesk.formats.paper.worldmap import WorldDrawing
from partnerdesk.formats.paper.yearstrip import YearDrawing

_SHARE = 0.55
"""Of the page's height: no row is higher, so that one always goes on a page with its headings."""

_HEAD = 0.15
"""Of the page's height: as much as title and head of the columns take at the most."""

_HEADS = 22.0  # points, above heads of columns that stand below a picture
_OVER = 10.0  # points, above a picture
_UPPER = 8.0  # points, below the title of a page that begins with a picture
_LEAST_WORLD = 0.6  # of the width: so small the map of the world may be, so that all goes on one page
_EVERY = 100  # rows between two words of progress

Step = Callable[[int], None]


class TableSetter:
    """Sets one table.

    Args:
        table: what to set.
        step: told how many rows were set; what it raises stops the work.
        sheets: where it is set; None: on sheets of its own.
        picture: above all groups, where these stand below other things; None: none.
    """

    def __init__(
        self, table: Table, step: Step, sheets: Sheets | None = None, picture: DayPicture | None = None
    ) -> None:
        self._table, self._step = table, step
        self.sheets = sheets or Sheets(table.frame, table.look)
        self._type = self.sheets.type
        left, width, most = self.sheets.left, self.sheets.width, self.sheets.size[1] * _SHARE
        self._row_setter = Rows(table, self._type, left, width, most)
        self._columns = self._row_setter.columns
        self._edges = round(left), round(self.sheets.right)
        self._headings = Headings(self.sheets, table.groups)
        self._rows, self._done = 0, 0  # on this page; in all
        self._headless = False  # the heads of the columns are still to be put on this page
        self._keyed: Page | None = None  # the last page that has the key to the pictures
        self._first_picture = picture
        pictures = [each for each in (picture, *(group.picture for group in table.groups)) if each]
        self._key = day_key(pictures, self._type, self.sheets.width)
        self._below = self._key.height + 4 * POINT  # the key with room above it

    def pages(self) -> list[Page]:
        """Return all pages."""
        first = next(iter(self._table.groups), None)
        self._begin_page(heads=first is None or bool(first.rows))
        if not self._set():
            self.sheets.nothing()
        return self.sheets.feet()

    @property
    def height(self) -> float:
        """How much room ``below`` takes where nothing is parted."""
        found = 28 * POINT + self.picture_height
        for group in self._table.groups:
            found += 20 * POINT + self._type.step(UNDER) * bool(group.under)
            found += sum(self._row_setter.lines(row)[1] for row in group.rows)
        return found

    @property
    def picture_height(self) -> float:
        """How much room the first picture takes, with its key; none takes none."""
        return 0.0 if self._first_picture is None else self._whole(self._first_picture)

    def below(self) -> None:
        """Set the first picture, if there is one, and all groups below what stands on the page already."""
        self._rows = 1
        if self._first_picture is not None:
            self._picture(self._first_picture)
        if not self._table.groups:
            return
        needed = 90 * POINT * self.sheets.look.size  # the head, two headings and a row
        if self.sheets.y + needed > self.sheets.bottom:
            self._begin_page()
        else:
            self._headless = False
            self._column_heads(_HEADS)
        self._set()

    def _set(self) -> bool:
        """Set all groups; return whether there was anything."""
        heading: str | None = None
        for group in self._table.groups:
            if group.rows:
                self._group(group, begun=group.heading == heading)
                heading = group.heading
            if group.picture is not None:
                self._picture(group.picture)
                heading = heading or ""
        self._pictures_below()
        self._notes()
        return heading is not None

    def _begin_page(self, *, heads: bool = True) -> None:
        """Begin a page; without heads where a picture is on top of it: they come above its first row."""
        self.sheets.begin_page()
        self._rows = 0
        self._headless = not heads
        if heads:
            self._column_heads(22 if len(self.sheets.pages) == 1 else 15)
        else:
            self.sheets.y += _UPPER * POINT

    def _column_heads(self, above: float) -> None:
        sheets = self.sheets
        sheets.y += above * POINT
        heads = [
            self._type.wrap(SMALL, column.heading, width)
            for column, (_, width) in zip(self._table.columns, self._columns, strict=True)
        ]
        most = max(map(len, heads), default=0)
        for lines, (left, _) in zip(heads, self._columns, strict=True):
            for number, line in enumerate(lines, most - len(lines)):  # the last lines stand side by side
                sheets.page.put(SMALL, left, sheets.y + number * self._type.step(SMALL), line)
        sheets.y += max(most - 1, 0) * self._type.step(SMALL)
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
        headings = self._headings.of(group, begun=begun)
        needed = self._headings.height(headings)
        if group.picture is not None:
            self._keep_whole(group, group.picture, needed)
        if self._headless:
            needed += (_HEADS + 6) * POINT + self._type.step(SMALL)
        for index, row in enumerate(group.rows):
            lines, height = self._row_setter.lines(row)
            if self._rows and sheets.y + height + (0 if index else needed) > sheets.bottom:
                self._begin_page()
                if (begun or index) and group.heading:
                    self._headings.continued(group, index)
            if self._headless:
                self._headless = False
                self._column_heads(_HEADS)
            if index == 0:
                self._headings.put(headings, group)
            self._row(lines, height)

    def _keep_whole(self, group: Group, picture: DayPicture, above: float) -> None:
        """Begin a page where rows and their picture go on one, and not on what is left of this one."""
        sheets = self.sheets
        height = above + sum(self._row_setter.lines(row)[1] for row in group.rows)
        height += self._whole(picture)
        whole = sheets.bottom - sheets.size[1] * _HEAD
        if self._rows and height <= whole and sheets.y + height > sheets.bottom:
            self._begin_page()

    def _grid(self, picture: DayPicture) -> DayGrid:
        return DayGrid(picture, self._type, self.sheets.left, self.sheets.width)

    def _row(self, lines: list[Line], height: int) -> None:
        sheets = self.sheets
        page, top = sheets.page, round(sheets.y)
        self._row_setter.put(page, lines, top)
        sheets.y = bottom = top + height
        page.rules.append((*self._edges, bottom))
        self._rows += 1
        self._done += 1
        if self._done % _EVERY == 0:
            self._step(self._done)

    def _whole(self, picture: DayPicture) -> float:
        """Return how much room a picture takes that is not parted, with its key."""
        return self._grid(picture).height + _OVER * POINT + self._below

    def _picture(self, picture: DayPicture) -> None:
        """Put a picture below its rows; one of more people than a page has room for goes on on the next."""
        sheets = self.sheets
        around = _OVER * POINT + self._below
        fresh = sheets.bottom - sheets.top - _UPPER * POINT - around
        if self._rows and not begins_here(picture, self._grid, sheets.bottom - sheets.y - around, fresh):
            self._begin_page(heads=False)
        rest: DayPicture | None = picture
        while rest is not None:
            grid, rest = part(rest, self._grid, sheets.bottom - sheets.y - around)
            self._grid_here(grid)
            if rest is not None:
                self._begin_page(heads=False)

    def _grid_here(self, grid: DayGrid) -> None:
        """Put a picture or a part of one on this page, with the key to the first one of each page."""
        sheets = self.sheets
        grid.put(sheets.page, sheets.y + _OVER * POINT)
        sheets.y += _OVER * POINT + grid.height
        if self._keyed is not sheets.page:
            self._key.put(sheets.page, sheets.left, sheets.y + 2 * POINT)
            self._keyed = sheets.page
            sheets.y += self._below
        self._rows += 1

    def _pictures_below(self) -> None:
        """Put the world and the school year below all groups; first the one for which there is room here."""
        sheets, table = self.sheets, self._table
        drawings: list[WorldDrawing | YearDrawing] = []
        above = 18 * POINT
        if table.year is not None and table.year.weeks:
            drawings.append(YearDrawing(table.year, self._type, sheets.left, sheets.width))
        if table.world is not None:
            world = WorldDrawing(table.world, self._type, sheets.left, sheets.width)
            others = self._notes_height() + sum(above + each.height for each in drawings)
            room = sheets.bottom - sheets.y - others - above
            drawings.insert(0, world.fitted(room, _LEAST_WORLD * sheets.width))
        drawings.sort(key=lambda each: sheets.y + above + each.height > sheets.bottom)
        for drawing in drawings:
            last = drawing is drawings[-1]
            self._page_for(above + drawing.height, self._notes_height() if last else 0.0)
            drawing.put(sheets.page, sheets.y + above)
            sheets.y += above + drawing.height

    def _page_for(self, height: float, after: float) -> None:
        """Begin a page for what has no room here, with what stands after it if one page holds both."""
        sheets = self.sheets
        together = height + after if sheets.top + height + after <= sheets.bottom else height
        if sheets.y > sheets.top and sheets.y + together > sheets.bottom:
            sheets.begin_page()

    def _notes_height(self) -> float:
        lines = [
            line for note in self._table.notes for line in self._type.broken(TEXT, note, self.sheets.width)
        ]
        between = (20 + 2 * len(self._table.notes)) * POINT + self._type.step(UNDER)
        return len(lines) * self._type.step(TEXT) + between if lines else 0.0

    def _notes(self) -> None:
        """Put what is to be known below all, a paragraph never parted."""
        sheets = self.sheets
        for index, note in enumerate(self._table.notes):
            lines = self._type.wrap(TEXT, note, sheets.width, MOST_LINES)
            head = "" if index else "To know"
            needed = len(lines) * self._type.step(TEXT) + (16 * POINT + self._type.step(UNDER)) * bool(head)
            if sheets.y + needed > sheets.bottom:
                sheets.begin_page()
            if head:
                sheets.y += 14 * POINT
                sheets.lines(UNDER, head)
                self._rule(3)
                sheets.y += 4 * POINT
            sheets.lines(TEXT, note, MOST_LINES)
            sheets.y += 2 * POINT
