"""The search field: answers as one types, Esc clears."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from partnerdesk.qt import icons, theme
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets.bar import is_escape
from partnerdesk.qt.widgets.label import leading


class SearchField(QLineEdit):
    """A field that says what it searches and which key leads to it.

    ``textChanged`` tells every key; ``leave`` is emitted on Down, Return or Esc in an empty field, so that
    the page can move on to its list. The key itself (Ctrl+F) belongs to the window's action.
    """

    leave = Signal()

    def __init__(self, placeholder: str, name: str = "Search", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._clear = QAction("Clear the search", self)
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self._colour()
        self._hint = QKeySequence(QKeySequence.StandardKey.Find).toString(
            QKeySequence.SequenceFormat.NativeText
        )
        self._hint = self._hint.replace("+", " ")
        self._room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's names
        """Draw the cross in the new scheme's colour; keep room for the glass."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._room()
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Esc clears; Down, Return, or Esc where nothing is left to clear, lead on."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the field while there is something to clear, whatever else Esc means in the window."""
        if is_escape(event) and self.text():
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the glass, and the key while there is no text."""
        super().paintEvent(event)
        painter = QPainter(self)
        ink = colours(self.palette()).muted
        inner = self.rect().adjusted(10, 0, -12, 0)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = icons.edge()
        glass = QRect(inner.right() + 1 - edge if rtl else inner.left(), 0, edge, self.height())
        icons.paint(painter, QRectF(glass), "search", ink)
        if self.text() or not self._hint:
            return
        painter.setFont(theme.font(Size.SMALL))
        painter.setPen(ink)
        wide = painter.fontMetrics().horizontalAdvance(self._hint)
        taken = self.fontMetrics().horizontalAdvance(self.placeholderText()) + edge + 3 * theme.GRID
        if inner.width() - wide >= taken:
            side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
            side |= Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, side, self._hint)

    def _room(self) -> None:
        glass = icons.edge() + 4
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            self.setTextMargins(0, 2, glass, 2)
        else:
            self.setTextMargins(glass, 2, 0, 2)
        self.setAlignment(leading(self))

    def _colour(self) -> None:
        self._clear.setIcon(
            icons.icon("close", QGuiApplication.palette(), QPalette.ColorRole.PlaceholderText)
        )
