"""What scrolls when it is higher than its place."""

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


class Scrolled(QScrollArea):
    """An area in which ``inside`` is as wide as the place, and scrolls downwards."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
