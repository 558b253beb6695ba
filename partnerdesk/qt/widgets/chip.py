"""A chip: one value of several, which can be pointed at, moved and taken away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from partnerdesk.qt import icons
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets.label import set_tip

_INSIDE = 10
_OWN_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Chip(QAbstractButton):
    """A value as a small rounded label with a cross.

    Delete or Backspace removes it, the arrow keys go to the next one, Alt with them moves it.
    """

    removeAsked = Signal()  # noqa: N815 - Qt's manner
    stepAsked = Signal(int)  # noqa: N815
    moveAsked = Signal(int)  # noqa: N815

    def __init__(self, words: str, *, ordered: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ordered = ordered
        self.setText(words)
        self.setAccessibleName(words)
        how = "Delete takes it away"
        self.setAccessibleDescription(f"{how}; Alt with Left or Right moves it" if ordered else how)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for the words and the cross."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * _INSIDE + self._edge() + 6
        return QSize(width, max(metrics.height() + 6, 24))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return room for a few letters: a very long value is cut short, and whole in its tooltip."""
        return QSize(min(self.sizeHint().width(), 80), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep the chip's keys from shortcuts of the window: Delete there moves a contact to Trash."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Remove, go on or move."""
        key = event.key()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removeAsked.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if (key == Qt.Key.Key_Right) != rtl else -1
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            (self.moveAsked if alt and self._ordered else self.stepAsked).emit(step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remove the value when its cross is clicked."""
        if self._cross().adjusted(-4, -6, 4, 6).contains(event.position().toPoint()):
            self.removeAsked.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the chip; with the focus it has a ring."""
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(c.tint)
        painter.setPen(QPen(c.accent, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        inset = 1 if self.hasFocus() else 0
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), 6, 6)
        area = QRect(_INSIDE, 0, self.width() - 2 * _INSIDE - self._edge(), self.height())
        area = self.style().visualRect(self.layoutDirection(), self.rect(), area)
        painter.setPen(c.text)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        set_tip(self, self.text() if text != self.text() else "")
        leading = self.style().visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(area, int((leading | Qt.AlignmentFlag.AlignVCenter).value), text)
        icons.paint(painter, QRectF(self._cross()), "close", c.accent if self.underMouse() else c.muted)

    def _edge(self) -> int:
        """Width and height of the cross."""
        return self.fontMetrics().height() - 2

    def _cross(self) -> QRect:
        edge = self._edge()
        spot = QRect(self.width() - _INSIDE - edge + 4, (self.height() - edge) // 2, edge, edge)
        return self.style().visualRect(self.layoutDirection(), self.rect(), spot)
