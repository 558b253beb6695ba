"""A list to choose from that leaves the wheel to the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget


class Combo(QComboBox):
    """A combo box that is turned by the wheel only while it has the focus, and is cut by a long entry.

    Its list is as wide as its longest entry.

    Args:
        name: what a screen reader calls it.

    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(8)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def showPopup(self) -> None:  # noqa: N802
        """Let the list show its entries whole, as far as the screen goes."""
        view = self.view()
        edges = 2 * view.frameWidth() + view.verticalScrollBar().sizeHint().width()
        wanted = view.sizeHintForColumn(0) + edges
        view.setMinimumWidth(min(max(wanted, self.width()), self.screen().availableSize().width()))
        super().showPopup()
