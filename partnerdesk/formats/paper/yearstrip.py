"""Drawing a school year as a strip of weeks: full where all have school, hollow where nobody meets."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from partnerdesk.core.schoolyear import KEY, YearWeek, summary_words
from partnerdesk.formats.paper.key import Key, Sample
from partnerdesk.formats.paper.shapes import Shape, box, hatching
from partnerdesk.formats.paper.type import NAME, POINT, SMALL, Page, Type
from partnerdesk.formats.paper.values import YearPicture

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CELL, _GAP, _HATCH = 16.0, 0.75, 3.0  # points
_ABOVE = 8.0  # points: room for the marks of the weeks chosen
_LEAST, _MOST = 0.2, 0.8  # of a cell: a week of one day is seen, and one that lacks a day is seen to lack it


class YearDrawing:
    """A strip, measured for a width.

    Args:
        picture: what to draw.
        kind: measures texts.
        left: its left edge, in dots.
        width: its width, in dots.
    """

    def __init__(self, picture: YearPicture, kind: Type, left: float, width: float) -> None:
        self._picture, self._type, self._left, self._width = picture, kind, left, width
        self._words = kind.wrap(SMALL, summary_words(picture.weeks), width)
        small = kind.step(SMALL)
        self._cell = max(_CELL * POINT, kind.height(SMALL) * 1.6)
        self._key = Key(_samples(picture), kind, width, 8)
        self.height = kind.step(NAME) + _ABOVE * POINT + self._cell + small * (1 + len(self._words))
        self.height += self._key.height + 8 * POINT

    def put(self, page: Page, y: float) -> None:
        """Draw it on a page, its top at ``y``."""
        kind = self._type
        page.put(NAME, self._left, y + kind.height(NAME), "The school year, week by week")
        top = y + kind.step(NAME) + _ABOVE * POINT
        for index, week in enumerate(self._picture.weeks):
            spot = self._spot(index, top)
            page.shapes += _week(spot, week)
            if any(week.first <= day <= week.last for day in self._picture.days):
                page.shapes.append(Shape(_arrow(QPointF(spot.center().x(), spot.top() - 1.5 * POINT)), "ink"))
        self._months(page, top + self._cell + 2 * POINT)
        y = top + self._cell + kind.step(SMALL) + 4 * POINT
        for line in self._words:
            page.put(SMALL, self._left, y + kind.height(SMALL), line)
            y += kind.step(SMALL)
        self._key.put(page, self._left, y + 2 * POINT)

    def _spot(self, index: int, top: float) -> QRectF:
        step = self._width / len(self._picture.weeks)
        return QRectF(self._left + index * step, top, step - _GAP * POINT, self._cell)

    def _months(self, page: Page, y: float) -> None:
        """Name the months below the weeks in which they begin, with the year where that is new."""
        free = self._left
        for index, week in enumerate(self._picture.weeks):
            begins = index == 0 or week.last.day <= 7
            month = _MONTHS[week.last.month - 1]
            words = f"{month} {week.last.year}" if index == 0 or month == _MONTHS[0] else month
            left = self._spot(index, y).left()
            wide = self._type.advance(SMALL, words)
            if begins and left >= free and left + wide <= self._left + self._width:
                page.put(SMALL, left, y + self._type.height(SMALL), words)
                free = left + wide + 4 * POINT


def _samples(picture: YearPicture) -> list[Sample]:
    found: list[Sample] = [(partial(_week, week=week), words) for week, words in KEY]
    if picture.days:
        found.append((_chosen, "chosen"))
    return found


def _chosen(spot: QRectF) -> list[Shape]:
    return [Shape(_arrow(QPointF(spot.center().x(), spot.top() + 0.85 * spot.height())), "ink")]


def _week(spot: QRectF, week: YearWeek) -> list[Shape]:
    """Return a hollow cell, filled from below for the days on which all are in session."""
    made = []
    if week.days:
        share = min(1.0, week.days / max(week.usual, 1))
        high = spot.height() * (share if share >= 1 else min(max(share, _LEAST), _MOST))
        full = QRectF(spot.left(), spot.bottom() - high, spot.width(), high)
        if week.shifted:
            made.append(Shape(hatching(full, _HATCH * POINT), None, "stretch", 0.9 * POINT))
        else:
            made.append(Shape(box(full), "school"))
    return [*made, Shape(box(spot), None, "rim", 0.5 * POINT)]


def _arrow(tip: QPointF) -> QPainterPath:
    path = QPainterPath(tip)
    path.lineTo(tip.x() - 3 * POINT, tip.y() - 4.5 * POINT)
    path.lineTo(tip.x() + 3 * POINT, tip.y() - 4.5 * POINT)
    path.closeSubpath()
    return path
