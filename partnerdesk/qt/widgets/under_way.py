"""How far something long is, and the way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets.button import plain_button
from partnerdesk.qt.widgets.label import Label, Tone

_PATIENCE = 400
"""Milliseconds before it is shown: what is over sooner needs none."""


class UnderWay(QWidget):
    """A line with a bar; hidden while nothing goes on.

    Args:
        words: what goes on: ``Comparing contacts…``.
        stop: the verb that ends it: *Cancel* where all is put back then, else *Stop*.

    """

    def __init__(self, words: str, stop: str = "Stop", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stop: Callable[[], object] | None = None
        self._what = words
        self._done = QProgressBar()
        self._done.setAccessibleName("How far it is")
        self._done.setTextVisible(False)
        self._done.setFixedHeight(theme.GRID)
        self._words = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.stop = plain_button(stop, self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._words)
        row.addWidget(self._done, 1)
        row.addWidget(self.stop)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.show)
        self.hide()

    def begin(self, stop: Callable[[], object], words: str = "") -> None:
        """Show, before long, that something goes on, in other words if given; ``stop`` ends it."""
        self._stop = stop
        self._what = words or self._what
        self._done.setRange(0, 0)
        self._words.setText(self._what)
        if not self._patience.isActive() and self.isHidden():
            self._patience.start()

    def progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._done.setRange(0, max(1, total))
        self._done.setValue(done)
        self._words.setText(f"{self._what} {100 * done // max(1, total)} %")

    def end(self) -> None:
        """Put it away."""
        self._patience.stop()
        self._stop = None
        self.hide()

    def _ask(self) -> None:
        stop, self._stop = self._stop, None  # once; the button keeps the focus until it is put away
        if stop is not None:
            stop()
