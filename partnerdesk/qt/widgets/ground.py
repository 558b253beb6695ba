"""What lies under a row of a list: selected, pointed at, in focus, or parted from the next by a hairline."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Colours

_WASH = 110  # of 255: how much of the colour of what is selected a row shows that is pointed at


def paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, c: Colours) -> None:
    """Draw the ground of a row; the painter smooths its edges already.

    Args:
        painter: draws.
        rect: the whole row.
        state: of the row, as the style option has it.
        c: the colours of its list.

    """
    flags, box = QStyle.StateFlag, QRectF(rect).adjusted(0, 0, 0, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & flags.State_Selected:
        painter.setBrush(c.selected)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
    else:
        if state & flags.State_MouseOver:
            wash = QColor(c.selected)
            wash.setAlpha(_WASH)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.hairline)
    if state & flags.State_HasFocus and state & flags.State_KeyboardFocusChange:
        painter.setPen(QPen(c.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)
