"""List and card side by side, with a line between them that the reader may move."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from partnerdesk.qt import theme

_CARD_LEAST: Final = 52
"""Letters: an e-mail address of thirty beside its caption."""
_CARD_MOST: Final = 60
_CARD_SHARE: Final = 0.38
_CARD_SHARE_MOST: Final = 0.45


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
            wide = self.width()
            least, most = theme.column_width(_CARD_LEAST), theme.column_width(_CARD_MOST)
            card = int(min(max(least, min(most, wide * _CARD_SHARE)), wide * _CARD_SHARE_MOST))
            self.setSizes([wide - card, card])

    def _keep(self) -> None:
        self._shared = True
