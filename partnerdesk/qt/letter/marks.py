"""The marks of the checklist: a shape and a colour for each level."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.core.checklist import Level
from partnerdesk.qt import icons
from partnerdesk.qt.theme import colours

EDGE = 14
"""Width and height of a mark, in device-independent pixels."""

WORDS: dict[Level, str] = {"ok": "Good", "advice": "Advice", "stop": "Holds the letter back"}
UNKNOWN = "Could not tell"


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


def paint_unknown(painter: QPainter, rect: QRectF, palette: QPalette) -> None:
    """Draw an open ring in the middle of ``rect``: nothing could be told."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours(palette).muted, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.center(), 3.75, 3.75)
    painter.restore()


class Mark(QWidget):
    """A mark as a widget of its own; an open ring where nothing is known."""

    def __init__(self, level: Level, parent: QWidget | None = None, *, known: bool = True) -> None:
        super().__init__(parent)
        self._level: Level = level
        self._known = known
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(WORDS[level] if known else UNKNOWN)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for the mark on a line of text."""
        return QSize(EDGE + 2, max(EDGE, self.fontMetrics().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the mark."""
        if self._known:
            paint_mark(QPainter(self), QRectF(self.rect()), self._level, self.palette())
        else:
            paint_unknown(QPainter(self), QRectF(self.rect()), self.palette())
