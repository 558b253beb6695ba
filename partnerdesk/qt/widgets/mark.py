"""The mark of a school's state: a shape and a colour each, never the colour alone."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets.label import set_tip

EDGE = 10
"""Least width and height of a mark, in device-independent pixels."""


def mark_edge() -> int:
    """Return the width and height of a mark beside text of the system's size."""
    return max(EDGE, round(QFontMetrics(theme.font()).height() * 0.55))


class Status(Enum):
    """The states, with the words a screen reader says."""

    IN_SESSION = "in session"
    STRETCH = "your stretch hours"
    CLOSED = "closed"


def paint_status(painter: QPainter, rect: QRectF, status: Status, palette: QPalette) -> None:
    """Draw a filled circle (in session), a diamond (stretch) or a ring (closed) in the middle of ``rect``."""
    c = colours(palette)
    edge = min(mark_edge(), rect.width(), rect.height())
    box = QRectF(0, 0, edge, edge)
    box.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if status is Status.IN_SESSION:
        painter.setBrush(c.in_session)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    elif status is Status.STRETCH:
        painter.setBrush(c.stretch)
        middle = box.center()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), box.top()),
                    QPointF(box.right(), middle.y()),
                    QPointF(middle.x(), box.bottom()),
                    QPointF(box.left(), middle.y()),
                ]
            )
        )
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(c.closed, 1.5))
        painter.drawEllipse(box.adjusted(1.75, 1.75, -1.75, -1.75))
    painter.restore()


class StatusMark(QWidget):
    """The mark as a widget of its own; its accessible name says the state.

    Args:
        status: the state shown first.
        line: it is as high as a line of text, in the middle of it: beside a text that may wrap.

    """

    def __init__(
        self, status: Status = Status.CLOSED, parent: QWidget | None = None, *, line: bool = False
    ) -> None:
        super().__init__(parent)
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._status = status
        self.set_status(status)

    @property
    def status(self) -> Status:
        """The state shown."""
        return self._status

    def set_status(self, status: Status) -> None:
        """Show another state."""
        self._status = status
        self.setAccessibleName(status.value)
        set_tip(self, status.value)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the mark and nothing round it, but for the height of a line."""
        return QSize(mark_edge(), QFontMetrics(theme.font()).height() if self._line else mark_edge())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the mark."""
        paint_status(QPainter(self), QRectF(self.rect()), self._status, self.palette())
