"""Where pages stand in the preview: below each other or side by side, and how large."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF

from partnerdesk.qt import theme

LEAST, MOST = 0.2, 4.0
"""Of the zoom."""

GAP, EDGE = 2 * theme.GRID, 3 * theme.GRID
"""Pixels between pages, and around all of them."""


class Fit(Enum):
    """What the zoom follows when the window gets another size."""

    NONE = "none"
    PAGE = "page"
    WIDTH = "width"


@dataclass(frozen=True)
class Places:
    """Where pages stand; all in pixels of the view.

    Args:
        count: of the pages.
        paper: the size of a page at a zoom of 1.
        zoom: how large they are.
        fit: what that follows.
        beside: whether they stand side by side: two at the least, however large they are.
        backwards: from right to left.
        view: the size of what is seen at once.

    """

    count: int
    paper: QSizeF
    zoom: float
    fit: Fit
    beside: bool
    backwards: bool
    view: QSizeF

    @property
    def size(self) -> QSizeF:
        """The size of a page."""
        return self.paper * self.zoom

    @property
    def step(self) -> float:
        """From the top of a page to that of the page below it."""
        return self.size.height() + GAP

    @property
    def columns(self) -> int:
        """How many pages stand side by side: two, or more of them where they are so small."""
        if not self.beside or self.count < 2:
            return 1
        if self.fit is not Fit.NONE:
            return 2
        return max(2, min(self.count, int(self._room // (self.size.width() + GAP))))

    @property
    def roomy(self) -> bool:
        """Whether the view is as wide as all columns."""
        return self.columns * (self.size.width() + GAP) <= self._room

    @property
    def _room(self) -> float:
        return self.view.width() - 2 * EDGE + GAP

    @property
    def beyond(self) -> tuple[int, int]:
        """How much wider, and how much higher, all of it is than what is seen at once; 0: it is not."""
        rows = ceil(self.count / self.columns)
        height = 2 * EDGE + rows * self.size.height() + max(0, rows - 1) * GAP
        wider = ceil(2 * EDGE + self._across - self.view.width()) if self.fit is Fit.NONE else 0
        return max(0, wider), max(0, ceil(height - self.view.height()))

    @property
    def _across(self) -> float:
        return self.columns * self.size.width() + (self.columns - 1) * GAP

    def fitted(self, room: QSizeF, bar: float) -> float:
        """Return the zoom that follows from the view's size.

        Args:
            room: of the view where no bar takes any.
            bar: how much a bar at its side would take. Where the width is fitted that counts whether the bar
                is there or not: else it could come and go for ever.

        """
        if self.fit is Fit.NONE or not self.count:
            return self.zoom
        taken = (bar if self.fit is Fit.WIDTH else 0) + 2 * EDGE + (self.columns - 1) * GAP
        across = (room.width() - taken) / (self.columns * self.paper.width())
        down = (room.height() - 2 * EDGE) / self.paper.height()
        return max(LEAST, min(MOST, across if self.fit is Fit.WIDTH else min(across, down)))

    def place(self, number: int, scrolled: QPointF) -> QRectF:
        """Return where a page, counted from 0, is in the view."""
        row, column = divmod(number, self.columns)
        if self.backwards:
            column = self.columns - 1 - column
        left = self._left(scrolled) + column * (self.size.width() + GAP)
        top = EDGE + row * self.step - scrolled.y()
        if not self.beyond[1] and self.count:  # one row: in the middle of its height
            top = max(top, (self.view.height() - self.size.height()) / 2)
        return QRectF(round(left), round(top), self.size.width(), self.size.height())

    def _left(self, scrolled: QPointF) -> float:
        """Return the left edge of the first column: pages stand in the middle where they fit."""
        return EDGE - scrolled.x() if self.beyond[0] else (self.view.width() - self._across) / 2

    def under(self, point: QPointF, scrolled: QPointF) -> tuple[int, QPointF]:
        """Return the page nearest to a point of the view, from 0, and where on it that is, as shares."""
        if not self.count:
            return 0, QPointF()
        row = int((point.y() - self.place(0, scrolled).top()) // self.step)
        column = int((point.x() - self._left(scrolled)) // (self.size.width() + GAP))
        column = max(0, min(self.columns - 1, column))
        if self.backwards:
            column = self.columns - 1 - column
        number = max(0, min(self.count - 1, row * self.columns + column))
        spot = self.place(number, scrolled)
        across, down = (point.x() - spot.left()) / spot.width(), (point.y() - spot.top()) / spot.height()
        return number, QPointF(across, down)

    def seen(self, down: float) -> range:
        """Return the pages in view, counted from 0, where so much of the height is scrolled away."""
        top = down - EDGE
        first = max(0, int(top // self.step))
        last = int((top + self.view.height()) // self.step)
        return range(first * self.columns, min(self.count, (last + 1) * self.columns))

    def at(self, down: float) -> int:
        """Return the page that is read where so much of the height is scrolled away, counted from 1."""
        middle = down + self.view.height() // 3
        row = int(max(0.0, middle - EDGE) / self.step)
        return min(row * self.columns + 1, self.count)

    def top(self, number: int) -> int:
        """Return by how much to scroll down so that a page, counted from 1, is seen from its top."""
        row = (max(1, min(number, self.count)) - 1) // self.columns
        free = max(GAP / 2, (self.view.height() - self.size.height()) / 2)
        return round(row * self.step + EDGE - min(free, EDGE)) if row else 0
