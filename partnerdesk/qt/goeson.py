"""Whether the user goes on with a window that was about to end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

_BY_HAND = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.NonClientAreaMouseButtonPress,
    QEvent.Type.TouchBegin,
)


class GoesOn(QObject):
    """Tells, once, that the user goes on with a window: with a key, or with the mouse.

    Args:
        window: the window; it keeps this alive.
        told: what is to be done then.

    """

    def __init__(self, window: QWindow, told: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._told = window, told
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at what comes to the window, and let all of it through."""
        if watched is self._window and event.type() in _BY_HAND:
            watched.removeEventFilter(self)
            self.deleteLater()
            self._told()
        return False
