"""The column at the side: the pages, the folders, and when something was saved last."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets import Label, Tone

_NARROWEST = 176


class Side(QFrame):
    """The column.

    Args:
        navigation: the list of pages.
        folders: the tree of folders, which takes the room that is left.
    """

    def __init__(self, navigation: QWidget, folders: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(_NARROWEST)
        self._saved = Label(size=Size.SMALL, tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 2 * theme.GRID, 10, theme.GRID)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(navigation)
        column.addWidget(folders, 1)
        column.addWidget(self._saved)
        self._colour()

    def say_saved(self, words: str) -> None:
        """Say when something was saved last."""
        self._saved.setText(words)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = QPalette()  # the rest comes from above
        palette.setColor(QPalette.ColorRole.Window, colours(self.palette()).side)
        self.setPalette(palette)
