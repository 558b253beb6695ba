"""The pages as they will be printed: drawn by the routine that draws them for a printer and into a PDF.

Only those in view are drawn, straight from what was set, so that a thousand pages are as quick as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from partnerdesk.formats.paper.type import DOTS, Page
from partnerdesk.formats.paper.values import LabelSheet
from partnerdesk.qt import theme
from partnerdesk.qt.printing.label_marks import draw_labels
from partnerdesk.qt.theme import colours

LEAST, MOST = 0.2, 4.0
_STEPS = (0.2, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_GAP = 2 * theme.GRID
_EDGE = 3 * theme.GRID
_ZOOM = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus)  # with Ctrl too, as elsewhere
_NOTCH = 120  # of a wheel, in eighths of a degree
_SCROLLED = 3  # lines of text that an arrow key scrolls


class Fit(Enum):
    """What the zoom follows when the window gets another size."""

    NONE = "none"
    PAGE = "page"
    WIDTH = "width"


class SheetView(QAbstractScrollArea):
    """Pages below each other, or side by side.

    Signals:
        moved(): another page is in view, or there are other pages.
        zoomed(): the zoom or what it follows has changed.

    """

    moved = Signal()
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Sequence[Page] = ()
        self._labels: tuple[LabelSheet, int] | None = None
        self._fit, self._zoom, self._beside = Fit.WIDTH, 1.0, False
        self._grabbed: QPointF | None = None
        self._turned = 0  # of a wheel, that made no step yet
        self._told = (-1, -1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview")
        # Paper lies where it lies, whichever way one reads.
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # --- what is shown --------------------------------------------------------------------------------

    @property
    def pages(self) -> Sequence[Page]:
        """The pages."""
        return self._pages

    def show_pages(self, pages: Sequence[Page], labels: tuple[LabelSheet, int] | None = None) -> None:
        """Show other pages; the place stays, as far as it is there.

        Args:
            pages: them.
            labels: the sheet of labels they are on, which is drawn beneath, and the first one that is free.

        """
        self._labels = labels
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        at, total = self.page, len(self._pages)
        self._pages = pages
        self._lay_out()
        if len(pages) == total:
            bar.setValue(round(share * bar.maximum()))
        else:
            self.go(at)
        self.viewport().update()
        self._moved()

    @property
    def page(self) -> int:
        """The page in view, counted from 1; 0 where there is none."""
        if not self._pages:
            return 0
        bar = self.verticalScrollBar()
        if bar.value() and bar.value() == bar.maximum():
            return len(self._pages)
        middle = bar.value() + self.viewport().height() // 3
        row = int(max(0.0, middle - _EDGE) / (self._size().height() + _GAP))
        return min(row * self._columns() + 1, len(self._pages))

    def go(self, number: int) -> None:
        """Show a page, counted from 1, from its top."""
        row = (max(1, min(number, len(self._pages))) - 1) // self._columns()
        height = self._size().height() + _GAP
        free = max(_GAP / 2, (self.viewport().height() - self._size().height()) / 2)
        self.verticalScrollBar().setValue(round(row * height + _EDGE - min(free, _EDGE)) if row else 0)

    def step(self, by: int) -> None:
        """Go some pages on, or back; side by side, as many rows of them."""
        self.go(self.page + by * self._columns())

    # --- zoom -----------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """How large pages are drawn: 1 is as on paper."""
        return self._zoom

    @property
    def fit(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    @property
    def beside(self) -> bool:
        """Whether pages stand side by side."""
        return self._beside

    @property
    def abreast(self) -> bool:
        """Whether pages are seen side by side: so large as they are drawn there may be room for one only."""
        return self._beside and (len(self._pages) < 2 or self._columns() > 1)

    def turn_beside(self) -> None:
        """Set pages side by side, smaller where there is no room for that; or below each other again."""
        if self.abreast:
            self.set_beside(False)
            return
        self.set_beside(True)
        if not self.abreast:
            self.set_fit(Fit.WIDTH)

    def set_fit(self, fit: Fit) -> None:
        """Have the zoom follow the window."""
        self._change(self._zoom, fit, self._beside)

    def set_beside(self, on: bool) -> None:
        """Set pages side by side, or below each other."""
        self._change(self._zoom, self._fit, on)

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Draw pages so large; what is at a point of the view stays there, else what is in its middle."""
        self._change(max(LEAST, min(MOST, zoom)), Fit.NONE, self._beside, at)

    def zoom_by(self, steps: int, at: QPointF | None = None) -> None:
        """Zoom in or out by steps."""
        larger = [each for each in _STEPS if each > self._zoom * 1.01]
        smaller = [each for each in reversed(_STEPS) if each < self._zoom * 0.99]
        found = larger[steps - 1 : steps] if steps > 0 else smaller[-steps - 1 : -steps]
        self.set_zoom(found[0] if found else (MOST if steps > 0 else LEAST), at)

    def _change(self, zoom: float, fit: Fit, beside: bool, at: QPointF | None = None) -> None:
        point = at or QPointF(self.viewport().rect().center())
        number, share = self._under(point)
        self._zoom, self._fit, self._beside = zoom, fit, beside
        self._lay_out()
        if self._pages:
            spot = self._place(number)
            bars = self.horizontalScrollBar(), self.verticalScrollBar()
            bars[0].setValue(round(spot.left() + share.x() * spot.width() - point.x() + bars[0].value()))
            bars[1].setValue(round(spot.top() + share.y() * spot.height() - point.y() + bars[1].value()))
        self.viewport().update()
        self.zoomed.emit()
        self._moved()

    def _under(self, point: QPointF) -> tuple[int, QPointF]:
        """Return the page nearest to a point of the view, from 0, and where on it that is, as shares."""
        if not self._pages:
            return 0, QPointF()
        size, columns = self._size(), self._columns()
        first = self._place(0)
        row = int((point.y() - first.top()) // (size.height() + _GAP))
        column = int((point.x() - self._left()) // (size.width() + _GAP))
        column = max(0, min(columns - 1, column))
        if self._backwards():
            column = columns - 1 - column
        number = max(0, min(len(self._pages) - 1, row * columns + column))
        spot = self._place(number)
        return number, QPointF(
            (point.x() - spot.left()) / spot.width(), (point.y() - spot.top()) / spot.height()
        )

    # --- where pages stand ----------------------------------------------------------------------------

    def _paper(self) -> QSizeF:
        """Return the size of a page at a zoom of 1."""
        if not self._pages:
            return QSizeF(1, 1)
        inch = self.logicalDpiY() / DOTS
        return QSizeF(self._pages[0].width * inch, self._pages[0].height * inch)

    def _size(self) -> QSizeF:
        return self._paper() * self._zoom

    def _columns(self) -> int:
        """Return how many pages stand side by side: those that fit, two at the least where two are fitted."""
        if not self._beside or len(self._pages) < 2:
            return 1
        if self._fit is not Fit.NONE:
            return 2
        room = self.viewport().width() - 2 * _EDGE + _GAP
        return max(1, min(len(self._pages), int(room // (self._size().width() + _GAP))))

    def _fitted(self) -> float:
        """Return the zoom that follows from the view's size."""
        if self._fit is Fit.NONE or not self._pages:
            return self._zoom
        paper, columns = self._paper(), self._columns()
        # The bar takes its room whether it is there or not: else it could come and go for ever.
        bar = self.verticalScrollBar().sizeHint().width() if self._fit is Fit.WIDTH else 0
        room = self.maximumViewportSize()
        across = (room.width() - bar - 2 * _EDGE - (columns - 1) * _GAP) / (columns * paper.width())
        down = (room.height() - 2 * _EDGE) / paper.height()
        return max(LEAST, min(MOST, across if self._fit is Fit.WIDTH else min(across, down)))

    def _lay_out(self) -> None:
        self._zoom = self._fitted()
        size, columns = self._size(), self._columns()
        rows = ceil(len(self._pages) / columns)
        width = 2 * _EDGE + columns * size.width() + (columns - 1) * _GAP
        height = 2 * _EDGE + rows * size.height() + max(0, rows - 1) * _GAP
        view = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, ceil(height - view.height())))
        across.setRange(0, max(0, ceil(width - view.width())) if self._fit is Fit.NONE else 0)
        down.setPageStep(view.height())
        down.setSingleStep(_SCROLLED * self.fontMetrics().height())
        across.setPageStep(view.width())
        across.setSingleStep(_SCROLLED * self.fontMetrics().height())

    def _backwards(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _left(self) -> float:
        """Return the left edge of the first column in the view: pages stand in the middle where they fit."""
        size, columns = self._size(), self._columns()
        width = columns * size.width() + (columns - 1) * _GAP
        bar = self.horizontalScrollBar()
        return _EDGE - bar.value() if bar.maximum() else (self.viewport().width() - width) / 2

    def _place(self, number: int) -> QRectF:
        """Return where a page, counted from 0, is in the view."""
        size, columns = self._size(), self._columns()
        row, column = divmod(number, columns)
        if self._backwards():
            column = columns - 1 - column
        left = self._left() + column * (size.width() + _GAP)
        top = _EDGE + row * (size.height() + _GAP) - self.verticalScrollBar().value()
        if not self.verticalScrollBar().maximum() and self._pages:  # one row: in the middle of its height
            top = max(top, (self.viewport().height() - size.height()) / 2)
        return QRectF(round(left), round(top), size.width(), size.height())

    def seen(self) -> Iterator[tuple[int, QRectF]]:
        """Yield the pages in view, counted from 0, with their places."""
        if not self._pages:
            return
        size, columns = self._size(), self._columns()
        top = self.verticalScrollBar().value() - _EDGE
        first = max(0, int(top // (size.height() + _GAP)))
        last = int((top + self.viewport().height()) // (size.height() + _GAP))
        for number in range(first * columns, min(len(self._pages), (last + 1) * columns)):
            yield number, self._place(number)

    # --- drawing --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's names
        """Draw the pages in view."""
        c = colours(self.palette())
        painter = QPainter(self.viewport())
        area = QRectF(event.rect())
        painter.fillRect(area, c.side)
        dots = self.logicalDpiY() * self._zoom
        for number, place in self.seen():
            if not place.adjusted(-2, -2, 2, 2).intersects(area):
                continue
            painter.setPen(QPen(c.outline, 1))
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
            painter.save()
            painter.setClipRect(place.intersected(area))
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.translate(place.topLeft())
            if self._labels is not None:
                sheet, first = self._labels
                draw_labels(painter, sheet, 1 if number else first, dots / 25.4)
            self._pages[number].draw(painter, dots)
            painter.restore()
            if self.hasFocus() and number == self.page - 1:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(c.accent, 2))
                painter.drawRect(place.adjusted(-2, -2, 2, 2))

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802
        """Draw anew: pages stand on whole pixels at every place of the bars."""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the window; the page in view stays."""
        super().resizeEvent(event)
        at, before = self.page, self._zoom
        top = self.verticalScrollBar().value() == 0
        self._lay_out()
        if self._zoom != before:
            if not top:
                self.go(at)
            self.zoomed.emit()
        self._moved()

    def _moved(self) -> None:
        now = self.page, len(self._pages)
        if now != self._told:
            self._told = now
            self.setAccessibleDescription(f"Page {now[0]} of {now[1]}" if now[1] else "No pages yet")
            self.moved.emit()
            self.viewport().update()

    # --- hands ----------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll; with Ctrl zoom, about the place that is pointed at."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps, way = divmod(abs(self._turned), _NOTCH)[0], 1 if self._turned > 0 else -1
        if steps:
            self._turned = 0
            self.zoom_by(way * steps, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn pages, zoom, scroll."""
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & held and event.key() not in _ZOOM:
            event.ignore()
            return
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        bar = self.verticalScrollBar()
        ways: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageDown: lambda: self.step(1),
            Qt.Key.Key_PageUp: lambda: self.step(-1),
            Qt.Key.Key_Space: lambda: self.step(-1 if back else 1),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Plus: lambda: self.zoom_by(1),
            Qt.Key.Key_Equal: lambda: self.zoom_by(1),
            Qt.Key.Key_Minus: lambda: self.zoom_by(-1),
            Qt.Key.Key_P: lambda: self.set_fit(Fit.PAGE),
            Qt.Key.Key_W: lambda: self.set_fit(Fit.WIDTH),
            Qt.Key.Key_S: self.turn_beside,
        }
        act = ways.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)  # the arrow keys move the bars
        else:
            act()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the paper."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the paper."""
        if self._grabbed is not None:
            way = (self._grabbed - event.position()).toPoint()
            self._grabbed = event.position()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + way.y())
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + way.x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Let go of the paper."""
        self._grabbed = None
        self.viewport().unsetCursor()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that keys come here."""
        super().focusInEvent(event)
        self.viewport().update(QRect(self.viewport().rect()))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update(QRect(self.viewport().rect()))
