"""The painted year: a cell a week, filled as far as all are in session, hatched where clocks differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from partnerdesk.core.schoolyear import YearWeek
from partnerdesk.qt.theme import colours
from partnerdesk.qt.times.year_paint import CORNER, YearPlot, paint_ring, paint_year, year_height
from partnerdesk.qt.widgets import announce
from partnerdesk.qt.widgets.label import tip_text


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

    @property
    def weeks(self) -> tuple[YearWeek, ...]:
        """The weeks shown."""
        return self._weeks

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
        return QSize(53 * 12, year_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least room."""
        return QSize(53 * 5, year_height())

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
        plot, c = self.plot, colours(self.palette())
        paint_year(painter, plot, self._today, self.palette())
        if self._over is not None:
            painter.setPen(QPen(c.muted, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = plot.cell(self._over).adjusted(-1.5, -1.5, 1.5, 1.5)
            painter.drawRoundedRect(around, CORNER + 1, CORNER + 1)
        if self._at is not None:
            paint_ring(painter, plot.cell(self._at), self.palette(), focus=self.hasFocus())
        elif self.hasFocus():
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    @property
    def plot(self) -> YearPlot:
        """Where everything stands at the present size."""
        return YearPlot(self._weeks, self.width(), rtl=self._rtl())

    def _hit(self, position: QPointF) -> int | None:
        inside = bool(self._weeks) and 0 <= position.y() <= self.height()
        return self.plot.hit(position.x()) if inside else None

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
        return self.plot.index(day)

    def _first_stop(self) -> int:
        """Where the keyboard begins: this week, else the first."""
        return (self._index(self._today) if self._today else None) or 0

    def _rtl(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft
