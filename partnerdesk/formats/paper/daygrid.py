"""Drawing a day of the planner: a row a party with the hours of its own clock, and the times chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from partnerdesk.core.dayview import Block, Row, short_day
from partnerdesk.core.yearview import State
from partnerdesk.formats.paper.key import Key
from partnerdesk.formats.paper.shapes import Ink, Shape, box, hatching
from partnerdesk.formats.paper.type import NAME, POINT, SMALL, Page, Style, Type
from partnerdesk.formats.paper.values import DayPicture

_LABEL = 0.24  # of the width: names and cities
_GUTTER = 8.0  # points
_CELL, _BETWEEN = 19.0, 5.0  # points: a row's cells, and from row to row; cells grow with the type
_GAP, _CORNER = 0.75, 2.0  # points
_HATCH = 4.0  # points
_APART = 2.0  # points between the words of times
_NUMBERS = tuple(each / 4 for each in range(28, 8, -1))
"""Points of the numbers of hours: the first size that has room in an hour."""
_PILL = Style(7.5, bold=True, light=True)

KEY: tuple[tuple[State | None, str], ...] = (
    ("school", "in school"),
    ("stretch", "our stretch hours"),
    ("closed", "closed"),
    ("night", "night"),
    (None, "all can meet"),
)


@lru_cache
def _number(size: float, *, light: bool = False) -> Style:
    """Return the type of a number; the same object for the same size, as types are told apart."""
    return Style(size, bold=True, light=light)


class _Pill(NamedTuple):
    """The words of a time chosen: above which spot, in which row from below, from where, and how wide."""

    spot: QRectF
    row: int
    left: float
    wide: float
    words: str


class DayGrid:
    """One picture, measured for a width; it knows its height before it is put on a page.

    Args:
        picture: what to draw.
        kind: measures texts.
        left: its left edge, in dots.
        width: its width, in dots.
    """

    def __init__(self, picture: DayPicture, kind: Type, left: float, width: float) -> None:
        self._picture, self._type, self._left = picture, kind, left
        self._label = width * _LABEL
        self._first, self._last = picture.day.window(picture.hours)
        self._cells = left + self._label + _GUTTER * POINT
        self._quarter = (left + width - self._cells) / (self._last - self._first)
        self._names = [kind.wrap(NAME, row.name, self._label, 8) for row in picture.day.rows]
        self._places = [kind.wrap(SMALL, _place(row), self._label, 2) for row in picture.day.rows]
        self._said = [self._notes(row) for row in picture.day.rows]
        self._title = kind.wrap(NAME, picture.title, width, 2)
        self._end = left + width
        self._number = self._fitting_number()
        self._pills = self._laid_out()
        self.height = self._head + sum(map(self._row_height, range(len(self._names)))) + 4 * POINT

    def _fitting_number(self) -> Style:
        """Return the type of the numbers: the usual one, or as large as has room in an hour."""
        room = 4 * self._quarter - (2 * _GAP + 1) * POINT
        styles = [_number(size) for size in _NUMBERS]
        return next((each for each in styles if self._type.advance(each, "00") <= room), styles[-1])

    @property
    def _head(self) -> float:
        """The room above the rows: the title, and the words of the times chosen."""
        return len(self._title) * self._type.step(NAME) + self._above + 5 * POINT

    @property
    def _pill(self) -> float:
        return self._type.height(_PILL) + 6 * POINT

    @property
    def _above(self) -> float:
        """The room for the words of the times chosen, white above them."""
        rows = max((pill.row for pill in self._pills), default=-1) + 1
        return rows * self._pill + (rows - 1) * _APART * POINT + 4 * POINT if rows else 0.0

    def _laid_out(self) -> list[_Pill]:
        """Place the words of the times chosen: beside each other while there is room, then in rows above."""
        found: list[_Pill] = []
        taken: list[float] = []  # where each row is free from, the lowest row first
        for first, last, words in self._picture.slots:
            if not self._shows(first, last):
                continue
            spot = self._spot(first, last, 0, 0)
            wide = self._type.advance(_PILL, words) + 10 * POINT
            wanted = max(self._cells, min(spot.center().x() - wide / 2, self._end - wide))
            # Words that stand off from their time are moved aside a little, not from one hour to another.
            farthest = min(wanted + wide / 2, self._end - wide)
            row = next((at for at, free in enumerate(taken) if free <= farthest), len(taken))
            if row == len(taken):
                taken.append(self._cells)
            left = max(taken[row], wanted)
            taken[row] = left + wide + _APART * POINT
            found.append(_Pill(spot, row, left, wide, words))
        return found

    @property
    def _cell(self) -> float:
        return max(_CELL * POINT, self._type.height(self._number) + 10 * POINT)

    def _row_height(self, index: int) -> float:
        named = len(self._names[index]) * self._type.step(NAME)
        named += len(self._places[index]) * self._type.step(SMALL)
        noted = self._type.step(SMALL) if self._said[index] else 0.0
        return max(named, noted + self._cell) + _BETWEEN * POINT

    def put(self, page: Page, y: float) -> None:
        """Draw it on a page, its top at ``y``."""
        for line in self._title:
            page.put(NAME, self._left, y + self._type.height(NAME), line)
            y += self._type.step(NAME)
        pills = y + self._above - self._pill  # of the lowest row
        y += self._above + 5 * POINT
        top = y - 3 * POINT
        for index, row in enumerate(self._picture.day.rows):
            self._row(page, row, index, y)
            y += self._row_height(index)
        bottom = y - (_BETWEEN - 3) * POINT
        for first, last in self._picture.day.common:
            if self._shows(first, last):
                spot = self._spot(first, last, top, bottom - top)
                page.shapes.append(Shape(box(spot, _CORNER * POINT), None, "accent", 1.1 * POINT))
        self._slots(page, pills, top, bottom)

    def _slots(self, page: Page, pills: float, top: float, bottom: float) -> None:
        """Frame the times chosen, their words above them; a line leads to words that stand in a row above."""
        tops = [pills - pill.row * (self._pill + _APART * POINT) for pill in self._pills]
        for pill, above in zip(self._pills, tops, strict=True):
            spot = QRectF(pill.spot.left(), top, pill.spot.width(), bottom - top)
            page.shapes.append(Shape(box(spot, _CORNER * POINT), None, "paper", 3.2 * POINT))
            page.shapes.append(Shape(box(spot, _CORNER * POINT), None, "ink", 1.7 * POINT))
            if pill.row:
                lead = QRectF(spot.center().x() - POINT / 4, above, POINT / 2, top - above)
                page.shapes.append(Shape(box(lead), "ink"))
        for pill, above in zip(self._pills, tops, strict=True):
            place = QRectF(pill.left, above, pill.wide, self._pill)
            page.shapes.append(Shape(box(place, 2.5 * POINT), "ink", "paper", POINT))
            baseline = above + (self._pill + 0.72 * self._type.height(_PILL)) / 2
            page.put(_PILL, pill.left + 5 * POINT, baseline, pill.words)

    def _row(self, page: Page, row: Row, index: int, y: float) -> None:
        noted = self._type.step(SMALL) if self._said[index] else 0.0
        high = self._row_height(index) - _BETWEEN * POINT
        named = len(self._names[index]) * self._type.step(NAME)
        named += len(self._places[index]) * self._type.step(SMALL)
        at = y + max(0.0, min(noted + (high - noted - named) / 2, high - named))
        for style, lines in ((NAME, self._names[index]), (SMALL, self._places[index])):
            for line in lines:
                page.put(style, self._left, at + self._type.height(style), line)
                at += self._type.step(style)
        for left, words in self._said[index]:
            page.put(SMALL, left, y + self._type.height(SMALL), words)
        top = y + noted + (high - noted - self._cell) / 2
        for block in row.blocks:
            if self._shows(block.first, block.last):
                self._block(page, row, block, top)

    def _block(self, page: Page, row: Row, block: Block, top: float) -> None:
        """Draw one hour of a row: each part of it in the way of its state, and its number."""
        whole = self._spot(block.first, block.last, top, self._cell).adjusted(
            _GAP * POINT, 0, -_GAP * POINT, 0
        )
        parts = list(_runs(row, max(block.first, self._first), min(block.last, self._last)))
        for first, last, state in parts:
            spot = self._spot(first, last, top, self._cell).intersected(whole)
            page.shapes += _filled(spot, state)
        page.shapes.append(Shape(box(whole, _CORNER * POINT / 2), None, "rim", 0.4 * POINT))
        words = f"{block.hour:02d}"
        wide = self._type.advance(self._number, words)
        if wide + POINT > whole.width():
            return
        state = next((each for first, last, each in parts if first <= (block.first + block.last) / 2 < last),
                     parts[0][2])  # fmt: skip
        middle = QPointF(self._free(whole, wide), whole.center().y())
        if state == "stretch" or len(parts) > 1:  # a quiet place for the number
            room = QRectF(0, 0, wide + 4 * POINT, self._type.height(self._number) + 2 * POINT)
            room.moveCenter(middle)
            page.shapes.append(Shape(box(room.intersected(whole), _CORNER * POINT), "paper"))
        style = _number(self._number.size, light=state == "school" and len(parts) == 1)
        page.put(style, middle.x() - wide / 2, middle.y() + 0.36 * self._type.height(style), words)

    def _free(self, whole: QRectF, wide: float) -> float:
        """Return where the number of an hour stands: in its middle, or in the widest part no line crosses."""
        framed = (*((first, last) for first, last, _ in self._picture.slots), *self._picture.day.common)
        lines = {self._spot(at, at, 0, 0).left() for frame in framed for at in frame}
        edges = sorted({whole.left(), whole.right(), *(x for x in lines if whole.left() < x < whole.right())})
        left, right = max(pairwise(edges), key=lambda pair: (round(pair[1] - pair[0]), -pair[0]))
        return (left + right) / 2 if right - left >= wide else whole.center().x()

    def _notes(self, row: Row) -> list[tuple[float, str]]:
        """Return what stands above a row, with its left edge: dates other than home's, why it is closed."""
        runs = [run for run in row.runs if self._shows(run.first, run.last)]
        said: list[tuple[float, str]] = []
        for run in runs:
            date = [short_day(run.day)] if run.day != self._picture.day.day or len(runs) > 1 else []
            first = max(run.first, self._first)
            room = (min(run.last, self._last) - first) * self._quarter - 4 * POINT
            words = self._shortened(", ".join([*date, f"closed: {run.closed}"] if run.closed else date), room)
            if words:
                said.append((self._spot(first, first, 0, 0).left() + POINT, words))
        return said

    def _shortened(self, words: str, room: float) -> str:
        """Return as many whole words as there is room for: dates can be reckoned, reasons stand below all."""
        while words and not self._type.fits(SMALL, words, room):
            words = words.rpartition(" ")[0].rstrip(",:")
        return words

    def _shows(self, first: float, last: float) -> bool:
        return first < self._last and last > self._first

    def _spot(self, first: float, last: float, top: float, height: float) -> QRectF:
        a, b = (min(max(at, self._first), self._last) - self._first for at in (first, last))
        return QRectF(self._cells + a * self._quarter, top, (b - a) * self._quarter, height)


def day_key(pictures: Iterable[DayPicture], kind: Type, width: float) -> Key:
    """Return what the fillings mean, of those that are in the pictures."""
    there = {state for picture in pictures for state in _shown(picture)}
    return Key([(partial(_sample, state), words) for state, words in KEY if state in there], kind, width, 15)


def _shown(picture: DayPicture) -> set[State | None]:
    """Return the states that are drawn; None for hours in which all can meet."""
    day = picture.day
    first, last = day.window(picture.hours)
    found: set[State | None] = {state for row in day.rows for state in row.states[first:last]}
    return found | {None for begins, ends in day.common if begins < last and ends > first}


def _sample(state: State | None, spot: QRectF) -> list[Shape]:
    if state is None:
        return [Shape(box(spot, _CORNER * POINT), None, "accent", 1.1 * POINT)]
    return [*_filled(spot, state), Shape(box(spot, _CORNER * POINT / 2), None, "rim", 0.4 * POINT)]


def _filled(spot: QRectF, state: State) -> list[Shape]:
    if state == "stretch":
        return [Shape(hatching(spot, _HATCH * POINT), None, "stretch", 0.8 * POINT)]
    inks: dict[State, Ink] = {"school": "school", "night": "night"}
    return [Shape(box(spot), inks[state])] if state in inks else []


def _runs(row: Row, first: int, last: int) -> Iterator[tuple[int, int, State]]:
    """Go through quarters from ``first`` to ``last``, those of one state together."""
    start = first
    while start < last:
        end = start + 1
        while end < last and row.states[end] == row.states[start]:
            end += 1
        yield start, end, row.states[start]
        start = end


def _place(row: Row) -> str:
    """Say where a row's clock is, unless its name says that, and whether its hours are assumed."""
    parts = ["" if row.name.startswith(row.city) else row.city, "" if row.confirmed else "assumed hours"]
    return ", ".join(part for part in parts if part)
