"""What the system asks of a program from outside: to end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QObject, QSocketNotifier

_ENDS = ("SIGTERM", "SIGINT", "SIGHUP")  # the last one is not there on Windows
_AGAIN = 60_000  # milliseconds: whoever asks later asks anew, and not for the second time


class AskedToEnd(QObject):
    """Closes the window where the system asks the program to end, as with Ctrl+C, or as it logs out.

    Python looks for signals only between two of its own steps, and none is taken while Qt waits: the byte
    that it writes for each signal wakes Qt, and that wakes Python.

    Args:
        close: what is to be done then; it may ask the reader, who sees what could not be saved.
        end: what is to be done when the program is asked again soon: it ends.
        parent: what it lives with.
        again: for how many milliseconds being asked once more is being asked again.

    """

    def __init__(
        self,
        close: Callable[[], object],
        end: Callable[[], object],
        parent: QObject,
        *,
        again: int = _AGAIN,
    ) -> None:
        super().__init__(parent)
        self._close, self._end, self._again = close, end, again
        self._until = QDeadlineTimer(0)
        self._heard, self._told = socket.socketpair()
        for side in (self._heard, self._told):
            side.setblocking(False)
        signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        for name in _ENDS:
            if (number := getattr(signal, name, None)) is not None:
                signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def _hear(self) -> None:
        self._heard.recv(64)
        again = not self._until.hasExpired()
        self._until = QDeadlineTimer(self._again)
        (self._end if again else self._close)()
