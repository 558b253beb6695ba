"""The painted year: a cell a week, filled as far as all are in session, hatched where clocks differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from partnerdesk.core.schoolyear import YearWeek
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets import announce
from partnerdesk.qt.widgets.label import tip_text

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CORNER = 2.5
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
    shape.addRoundedRect(cell, _CORNER, _CORNER)
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
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)


class YearPicture(QWidget):
    """The weeks of a school year side by side, with the names of the months under them.

    Left and right go from week to week, Page Up and Page Down by a month, Home and End to the ends.

    Signals:
        pointed(str): what is said of the week under the pointer or the keyboard; empty if there is none.
        chosen(date): the Monday of a week that was pressed.

    """

    pointed = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("School year, week by week")
        self._weeks: tuple[YearWeek, ...] = ()
        self._today: date | None = None
        self._at: int | None = None
        self._over: int | None = None

    @property
    def at(self) -> int | None:
        """Which week is marked, counted from 0; None if none is."""
        return self._at

    def show_weeks(self, weeks: Sequence[YearWeek], today: date | None) -> None:
        """Show these weeks."""
        marked = self._weeks[self._at].first if self._at is not None else None
        self._weeks, self._today = tuple(weeks), today
        self._at = self._index(marked) if marked else None
        self._over = None
        self.update()

    def mark(self, day: date | None) -> None:
        """Mark the week of a day; none if no week shown has it."""
        self._at = self._index(day) if day else None
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for cells that can be pointed at, and the months under them."""
        return QSize(53 * 12, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least room."""
        return QSize(53 * 5, self._height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go from week to week, or choose one."""
        key = event.key()
        forward = -1 if self._rtl() else 1
        steps: dict[int, int] = {
            Qt.Key.Key_Right: forward,
            Qt.Key.Key_Left: -forward,
            Qt.Key.Key_PageDown: 4,
            Qt.Key.Key_PageUp: -4,
            Qt.Key.Key_Home: -len(self._weeks),
            Qt.Key.Key_End: len(self._weeks),
        }
        if self._weeks and key in steps:
            begin = self._at if self._at is not None else self._first_stop() - steps[key]
            self.point(max(0, min(len(self._weeks) - 1, begin + steps[key])))
        elif self._at is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._weeks[self._at].first)
        else:
            super().keyPressEvent(event)

    def point(self, index: int) -> None:
        """Mark a week and say it."""
        self._at = index
        words = self._weeks[index].words()
        self.setAccessibleDescription(words)
        self.pointed.emit(words)
        announce(self, words)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say the week that is marked."""
        super().focusInEvent(event)
        if self._at is not None:
            self.pointed.emit(self._weeks[self._at].words())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say nothing more; the mark stays."""
        super().focusOutEvent(event)
        self.pointed.emit("")
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Say the week under the pointer."""
        self._hover(self._hit(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Say what the keyboard is at, if anything."""
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the week under the pointer."""
        found = self._hit(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.point(found)
            self.chosen.emit(self._weeks[found].first)

    def event(self, event: QEvent) -> bool:
        """Show a week's words as its tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._hit(QPointF(event.pos()))
            if found is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip_text(self._weeks[found].words()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the cells, this week's mark, the chosen one's ring, and the months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours(self.palette())
        for index, week in enumerate(self._weeks):
            cell = self._cell(index)
            paint_cell(painter, cell, week, self.palette())
            if self._today is not None and week.first <= self._today <= week.last:
                self._paint_now(painter, cell)
            if index == self._over:
                painter.setPen(QPen(c.muted, 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell.adjusted(-1.5, -1.5, 1.5, 1.5), _CORNER + 1, _CORNER + 1)
        self._paint_months(painter)
        if self._at is not None:
            painter.setPen(QPen(c.accent if self.hasFocus() else c.text, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = self._cell(self._at).adjusted(-2, -3, 2, 3)
            painter.drawRoundedRect(ring, _CORNER + 2, _CORNER + 2)
        elif self.hasFocus():
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_now(self, painter: QPainter, cell: QRectF) -> None:
        """A small triangle that points at the week of today."""
        middle, tip = cell.center().x(), cell.top() - 2.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours(self.palette()).text)
        painter.drawPolygon(
            QPolygonF([QPointF(middle, tip), QPointF(middle - 4, tip - 5.5), QPointF(middle + 4, tip - 5.5)])
        )

    def _paint_months(self, painter: QPainter) -> None:
        face = theme.font(Size.SMALL)
        metrics = QFontMetrics(face)
        painter.setFont(face)
        painter.setPen(colours(self.palette()).muted)
        top = _TOP + cell_height() + _BELOW
        taken: QRectF | None = None
        for index, week in enumerate(self._weeks):
            month = self._month_begun(index)
            if not month:
                continue
            year = month == 1 or taken is None
            words = f"{MONTHS[month - 1]} {week.last.year}" if year else MONTHS[month - 1]
            width = metrics.horizontalAdvance(words)
            cell = self._cell(index)
            left = cell.right() - width if self._rtl() else cell.left()
            box = QRectF(left, top, width, metrics.height())
            near = taken is not None and box.adjusted(-6, 0, 6, 0).intersects(taken)
            if near or box.left() < 0 or box.right() > self.width() + 1:
                continue
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
            taken = box

    def _month_begun(self, index: int) -> int:
        """Return the month whose first day lies in a week (the first week: the month it is in); else 0."""
        week = self._weeks[index]
        if index == 0 or week.last.day <= 7:
            return week.last.month
        return 0

    def _height(self) -> int:
        return _TOP + cell_height() + _BELOW + QFontMetrics(theme.font(Size.SMALL)).height() + 4

    def _cell(self, index: int) -> QRectF:
        step = (self.width() - 4) / max(len(self._weeks), 1)
        gap = 2.0 if step >= 9 else 1.0
        left = 2 + index * step
        if self._rtl():
            left = self.width() - left - step
        return QRectF(left + gap / 2, _TOP, step - gap, cell_height())

    def _hit(self, position: QPointF) -> int | None:
        if not self._weeks or not 0 <= position.y() <= self.height():
            return None
        across = self.width() - position.x() if self._rtl() else position.x()
        found = int((across - 2) * len(self._weeks) / max(self.width() - 4, 1))
        return found if 0 <= found < len(self._weeks) else None

    def _hover(self, index: int | None) -> None:
        if index == self._over:
            return
        self._over = index
        if index is not None:
            self.pointed.emit(self._weeks[index].words())
        else:
            kept = self.hasFocus() and self._at is not None
            self.pointed.emit(self._weeks[self._at].words() if kept and self._at is not None else "")
        self.update()

    def _index(self, day: date) -> int | None:
        found = (index for index, week in enumerate(self._weeks) if week.first <= day <= week.last)
        return next(found, None)

    def _first_stop(self) -> int:
        """Where the keyboard begins: this week, else the first."""
        return (self._index(self._today) if self._today else None) or 0

    def _rtl(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft
