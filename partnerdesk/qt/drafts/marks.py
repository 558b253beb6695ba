"""The marks of the checklist: a shape and a colour for each level."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.core.checklist import Level
from partnerdesk.qt import icons
from partnerdesk.qt.theme import colours

EDGE = 14
"""Width and height of a mark, in device-independent pixels."""

WORDS: dict[Level, str] = {"ok": "Good", "advice": "Advice", "stop": "Holds the letter back"}


def paint_mark(painter: QPainter, rect: QRectF, level: Level, palette: QPalette) -> None:
    """Draw a check (ok), a diamond (advice) or a filled square (stop) in the middle of ``rect``."""
    c = colours(palette)
    box = QRectF(0, 0, EDGE, EDGE)
    box.moveCenter(rect.center())
    if level == "ok":
        icons.paint(painter, box.adjusted(-1, -1, 1, 1), "check", c.in_session)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    middle = box.center()
    if level == "advice":
        painter.setBrush(c.stretch)
        arms = [QPointF(0, -5), QPointF(5, 0), QPointF(0, 5), QPointF(-5, 0)]
        painter.drawPolygon(QPolygonF([middle + arm for arm in arms]))
    else:
        painter.setBrush(c.error)
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 1.5, 1.5)
    painter.restore()


class Mark(QWidget):
    """A mark as a widget of its own."""

    def __init__(self, level: Level, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: Level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(WORDS[level])

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for the mark on a line of text."""
        return QSize(EDGE + 2, max(EDGE, self.fontMetrics().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the mark."""
        paint_mark(QPainter(self), QRectF(self.rect()), self._level, self.palette())
