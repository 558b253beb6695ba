"""The pages as they will be printed: drawn by the routine that draws them for a printer and into a PDF.

Only those in view are drawn, straight from what was set, so that a thousand pages are as quick as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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
from partnerdesk.qt.printing.label_marks import draw_labels
from partnerdesk.qt.printing.places import LEAST, MOST, Fit, Places
from partnerdesk.qt.theme import colours

_STEPS = (0.2, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_ZOOM = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus)  # with Ctrl too, as elsewhere
_NOTCH = 120  # of a wheel, in eighths of a degree
_SCROLLED = 3  # lines of text that an arrow key scrolls


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
        return self._places.at(bar.value())

    def go(self, number: int) -> None:
        """Show a page, counted from 1, from its top."""
        self.verticalScrollBar().setValue(self._places.top(number))

    def step(self, by: int) -> None:
        """Go some pages on, or back; side by side, as many rows of them."""
        self.go(self.page + by * self._places.columns)

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

    def turn_beside(self) -> None:
        """Set pages side by side, smaller where there is no room for that; or below each other again."""
        self.set_beside(not self._beside)
        if self._beside and not self._places.roomy:
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
        number, share = self._places.under(point, self._scrolled)
        self._zoom, self._fit, self._beside = zoom, fit, beside
        self._lay_out()
        if self._pages:
            spot = self._places.place(number, self._scrolled)
            bars = self.horizontalScrollBar(), self.verticalScrollBar()
            bars[0].setValue(round(spot.left() + share.x() * spot.width() - point.x() + bars[0].value()))
            bars[1].setValue(round(spot.top() + share.y() * spot.height() - point.y() + bars[1].value()))
        self.viewport().update()
        self.zoomed.emit()
        self._moved()

    # --- where pages stand ----------------------------------------------------------------------------

    @property
    def _places(self) -> Places:
        inch = self.logicalDpiY() / DOTS
        first = self._pages[0] if self._pages else None
        return Places(
            len(self._pages),
            QSizeF(first.width * inch, first.height * inch) if first else QSizeF(1, 1),
            self._zoom,
            self._fit,
            self._beside,
            self.layoutDirection() is Qt.LayoutDirection.RightToLeft,
            QSizeF(self.viewport().size()),
        )

    @property
    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _lay_out(self) -> None:
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        self._zoom = self._places.fitted(QSizeF(self.maximumViewportSize()), down.sizeHint().width())
        wider, higher = self._places.beyond
        view = self.viewport().size()
        for bar, beyond, page in ((down, higher, view.height()), (across, wider, view.width())):
            bar.setRange(0, beyond)
            bar.setPageStep(page)
            bar.setSingleStep(_SCROLLED * self.fontMetrics().height())

    def seen(self) -> Iterator[tuple[int, QRectF]]:
        """Yield the pages in view, counted from 0, with their places."""
        if self._pages:
            places, scrolled = self._places, self._scrolled
            for number in places.seen(scrolled.y()):
                yield number, places.place(number, scrolled)

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
