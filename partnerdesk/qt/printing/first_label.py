"""A sheet of labels in small, on which the first one that is still there is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.formats.paper.values import PAPERS, LabelSheet
from partnerdesk.qt import theme
from partnerdesk.qt.theme import colours

_HEIGHT = 17 * theme.GRID


class FirstLabel(QWidget):
    """The sheet: a click takes a label as the first, the arrow keys go along the rows.

    ``changed(int)`` is emitted when the user takes another one, counted from 1.
    """

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: LabelSheet | None = None
        self._first = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("First label that is still there")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def first(self) -> int:
        """The first label, counted from 1 along the rows."""
        return self._first

    def show_sheet(self, sheet: LabelSheet, first: int) -> None:
        """Show a sheet; a label that it does not have is its first."""
        self._sheet = sheet
        self._first = first if 1 <= first <= sheet.count else 1
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return the sheet in small."""
        width, height = PAPERS[self._sheet.paper] if self._sheet else PAPERS["A4"]
        return QSize(round(_HEIGHT * width / height), _HEIGHT)

    def place(self, index: int) -> QRectF:
        """Return where a label, counted from 0, is drawn."""
        if self._sheet is None:
            return QRectF()
        scale = self.height() / PAPERS[self._sheet.paper][1]
        left, top = self._sheet.place(index)
        size = self._sheet.width * scale, self._sheet.height * scale
        return QRectF(left * scale, top * scale, *size).adjusted(0.75, 0.75, -0.75, -0.75)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the labels: those that are gone as outlines, the others filled."""
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(c.accent, 2) if self.hasFocus() else QPen(c.outline, 1))
        painter.setBrush(c.field)
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        for index in range(self._sheet.count if self._sheet else 0):
            gone, chosen = index + 1 < self._first, index + 1 == self._first
            painter.setPen(QPen(c.outline, 1, Qt.PenStyle.DotLine) if gone else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if gone else c.accent if chosen else c.tint)
            painter.drawRoundedRect(self.place(index), 1.5, 1.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the label that is pointed at."""
        point = QPointF(event.position())
        for index in range(self._sheet.count if self._sheet else 0):
            if self.place(index).contains(point):
                self._take(index + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go along the rows."""
        columns = self._sheet.columns if self._sheet else 1
        last = self._sheet.count if self._sheet else 1
        ways = {
            Qt.Key.Key_Left: self._first - 1,
            Qt.Key.Key_Right: self._first + 1,
            Qt.Key.Key_Up: self._first - columns,
            Qt.Key.Key_Down: self._first + columns,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: last,
        }
        wanted = ways.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        elif 1 <= wanted <= last:
            self._take(wanted)

    def _take(self, number: int) -> None:
        if number != self._first:
            self._first = number
            self._tell()
            self.update()
            self.changed.emit(number)

    def _tell(self) -> None:
        count = self._sheet.count if self._sheet else 1
        self.setAccessibleDescription(f"Label {self._first} of {count}")
