"""List and card side by side, with a line between them that the reader may move."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_CARD_LEAST: Final = 300
_CARD_MOST: Final = 420
_CARD_SHARE: Final = 0.355


class Parts(QSplitter):
    """Two widgets, of which the second has a card's share of the width until the line is moved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._shared = False  # whether the reader has moved the line
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._keep)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width between list and card, until the reader has done so."""
        super().resizeEvent(event)
        if not self._shared:
            card = max(_CARD_LEAST, min(_CARD_MOST, int(self.width() * _CARD_SHARE)))
            self.setSizes([self.width() - card, card])

    def _keep(self) -> None:
        self._shared = True
