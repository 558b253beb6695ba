"""The column at the side: the pages, the folders, and when something was saved last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets import Label, Tone, UnderWay

_NARROWEST = 176
_WIDTH = 228
_LETTERS = 28
_PATIENCE = 1_000
"""Milliseconds of work before it is said that something goes on."""


def side_width() -> int:
    """Return how wide the column is at first, with room for the names of regions in large type too."""
    return max(_WIDTH, theme.column_width(_LETTERS))


class Side(QFrame):
    """The column.

    Args:
        navigation: the list of pages.
        folders: the tree of folders, which takes the room that is left.
    """

    def __init__(self, navigation: QWidget, folders: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._saved = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._words = ""  # when something was saved last
        self._working = QProgressBar()
        self._working.setAccessibleName("Working")
        self._working.setRange(0, 0)
        self._working.setTextVisible(False)
        self._working.setFixedHeight(theme.GRID // 2)
        kept = self._working.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing jumps
        self._working.setSizePolicy(kept)
        self._working.hide()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._say_working)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 2 * theme.GRID, 10, theme.GRID)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(navigation)
        column.addWidget(folders, 1)
        column.addWidget(self._saved)
        column.addWidget(self._working)
        self._colour()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for what the names of the pages need, and some more."""
        needed = super().minimumSizeHint()
        return QSize(max(_NARROWEST, needed.width()), needed.height())

    def say_saved(self, words: str) -> None:
        """Say when something was saved last."""
        self._words = words
        if self._working.isHidden():
            self._saved.setText(words)

    def say_busy(self, on: bool) -> None:
        """Say that something goes on, if it takes long."""
        if on:
            self._patience.start()
            return
        self._patience.stop()
        self._working.hide()
        self._saved.setText(self._words)

    def _say_working(self) -> None:
        if any(each.isVisible() for each in self.window().findChildren(UnderWay)):
            self._patience.start()  # the page itself shows how far it is, while one looks at it
            return
        self._working.show()
        self._saved.setText("Working…")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = QPalette()  # the rest comes from above
        palette.setColor(QPalette.ColorRole.Window, colours(self.palette()).side)
        self.setPalette(palette)
