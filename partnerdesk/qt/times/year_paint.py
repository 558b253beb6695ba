"""How a school year is drawn: where each week stands, its cell, the months under them. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPalette, QPen, QPolygonF

from partnerdesk.core.schoolyear import YearWeek
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size, colours

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CORNER = 2.5
_HATCH, _STROKE = 7.0, 1.7
_TOP = 11  # room above the cells for the mark of this week and the ring of the chosen one
_BELOW = 4  # room below them


def cell_height() -> int:
    """Return the height of a cell, in device-independent pixels."""
    return max(22, QFontMetrics(theme.font()).height() + 6)


def paint_cell(painter: QPainter, cell: QRectF, week: YearWeek, palette: QPalette) -> None:
    """Draw one week: a hollow cell, filled from below for the days on which all are in session."""
    c = colours(palette)
    shape = QPainterPath()
    shape.addRoundedRect(cell, CORNER, CORNER)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.fillRect(cell, c.hairline)
    if week.days:
        share = min(1.0, week.days / max(week.usual, 1))
        # A week of one day is seen, and one that lacks a day is seen to lack it.
        high = cell.height() if share >= 1 else min(max(share, 0.2), 0.8) * cell.height()
        full = QRectF(cell.left(), cell.bottom() - high, cell.width(), high)
        painter.fillRect(full, c.stretch if week.shifted else c.in_session)
        if week.shifted:
            painter.setClipRect(full, Qt.ClipOperation.IntersectClip)
            painter.setPen(QPen(c.window, _STROKE))
            across = cell.left() - cell.height()
            while across < cell.right():
                painter.drawLine(QPointF(across, cell.bottom()), QPointF(across + cell.height(), cell.top()))
                across += _HATCH
    painter.restore()
    if week.days < week.usual or not week.days:
        painter.setPen(QPen(c.outline, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)


def year_height() -> int:
    """Return the height of cells and months, in device-independent pixels."""
    return _TOP + cell_height() + _BELOW + QFontMetrics(theme.font(Size.SMALL)).height() + 4


class YearPlot:
    """Where the weeks stand.

    Args:
        weeks: of a school year.
        width: of the whole picture, in device-independent pixels.
        rtl: whether the page reads from right to left; then the weeks run that way too.

    """

    def __init__(self, weeks: Sequence[YearWeek], width: float, *, rtl: bool = False) -> None:
        self.weeks, self.width, self.rtl = tuple(weeks), width, rtl

    def cell(self, index: int) -> QRectF:
        """Return the place of a week."""
        step = (self.width - 4) / max(len(self.weeks), 1)
        gap = 2.0 if step >= 9 else 1.0
        left = 2 + index * step
        if self.rtl:
            left = self.width - left - step
        return QRectF(left + gap / 2, _TOP, step - gap, cell_height())

    def hit(self, x: float) -> int | None:
        """Return the week at a place across; None if there is none."""
        across = self.width - x if self.rtl else x
        found = int((across - 2) * len(self.weeks) / max(self.width - 4, 1))
        return found if 0 <= found < len(self.weeks) else None

    def index(self, day: date) -> int | None:
        """Return the week of a day; None if it is none of these."""
        found = (index for index, week in enumerate(self.weeks) if week.first <= day <= week.last)
        return next(found, None)


def paint_year(painter: QPainter, plot: YearPlot, today: date | None, palette: QPalette) -> None:
    """Draw the cells, the mark of this week, and the months."""
    for index, week in enumerate(plot.weeks):
        cell = plot.cell(index)
        paint_cell(painter, cell, week, palette)
        if today is not None and week.first <= today <= week.last:
            _paint_now(painter, cell, palette)
    _paint_months(painter, plot, palette)


def paint_ring(painter: QPainter, cell: QRectF, palette: QPalette, *, focus: bool = False) -> None:
    """Draw the ring of the week that is chosen."""
    c = colours(palette)
    painter.setPen(QPen(c.accent if focus else c.text, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cell.adjusted(-2, -3, 2, 3), CORNER + 2, CORNER + 2)


def _paint_now(painter: QPainter, cell: QRectF, palette: QPalette) -> None:
    """A small triangle that points at the week of today."""
    middle, tip = cell.center().x(), cell.top() - 2.5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours(palette).text)
    painter.drawPolygon(
        QPolygonF([QPointF(middle, tip), QPointF(middle - 4, tip - 5.5), QPointF(middle + 4, tip - 5.5)])
    )


def _paint_months(painter: QPainter, plot: YearPlot, palette: QPalette) -> None:
    face = theme.font(Size.SMALL)
    metrics = QFontMetrics(face)
    painter.setFont(face)
    painter.setPen(colours(palette).muted)
    top = _TOP + cell_height() + _BELOW
    taken: QRectF | None = None
    for index, week in enumerate(plot.weeks):
        month = _month_begun(plot, index)
        if not month:
            continue
        year = month == 1 or taken is None
        words = f"{MONTHS[month - 1]} {week.last.year}" if year else MONTHS[month - 1]
        width = metrics.horizontalAdvance(words)
        cell = plot.cell(index)
        left = cell.right() - width if plot.rtl else cell.left()
        box = QRectF(left, top, width, metrics.height())
        near = taken is not None and box.adjusted(-6, 0, 6, 0).intersects(taken)
        if near or box.left() < 0 or box.right() > plot.width + 1:
            continue
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        taken = box


def _month_begun(plot: YearPlot, index: int) -> int:
    """Return the month whose first day lies in a week (the first week: the month it is in); else 0."""
    week = plot.weeks[index]
    if index == 0 or week.last.day <= 7:
        return week.last.month
    return 0
