"""A line one pixel thin, where others would draw a box."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.qt.theme import colours


class Hairline(QWidget):
    """A hairline across, or downwards."""

    def __init__(
        self, way: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        grow, fixed = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        if way is Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
            self.setSizePolicy(grow, fixed)
        else:
            self.setFixedWidth(1)
            self.setSizePolicy(fixed, grow)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the line."""
        QPainter(self).fillRect(self.rect(), colours(self.palette()).hairline)
