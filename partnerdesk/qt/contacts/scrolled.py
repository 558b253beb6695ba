"""A column that scrolls when it is higher than its place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Column(QWidget):
    """A widget whose height follows from its width alone.

    Qt would otherwise reserve the height that its labels need at their narrowest, and scroll through air.
    """

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Nothing: what does not fit is broken, cut or scrolled."""
        return QSize(0, 0)


def scrolled(widget: QWidget) -> QScrollArea:
    """Return an area in which ``widget`` is as wide as the place, and scrolls downwards."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
