"""One window a book: a second one raises the first and goes away.

The lock is a file beside the book (QLockFile), told apart by the book's real path, so that a link to the same
book meets the same lock. The second window asks the first one forward by writing a line into a file beside
the lock, which the first one watches: no socket, no network.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal


class WindowLock(QObject):
    """The right to show a book in a window.

    Signals:
        asked_forward(): another window was started on the same book and has gone again.
    """

    asked_forward = Signal()

    def __init__(self, book: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        real = Path(os.path.realpath(book))  # resolve() would not have a link to itself
        self._bell = real.with_name(f".{real.name}.raise")
        self._lock = QLockFile(str(real.with_name(f".{real.name}.lock")))
        self._lock.setStaleLockTime(
            0
        )  # a window may be open for weeks; a dead process is noticed by its number
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """Take the lock; False only where another window has it.

        In a folder that cannot be written, or is not there, nothing can be locked: whoever opens the book
        then says what is the matter with it.
        """
        if not self._lock.tryLock(0):
            return self._lock.error() is not QLockFile.LockError.LockFailedError
        with suppress(OSError):  # without its bell this window cannot be asked forward; it can show the book
            self._bell.touch(mode=0o600)
            self._watcher = QFileSystemWatcher([str(self._bell)], self)
            self._watcher.fileChanged.connect(self.asked_forward)
        return True

    def same(self, other: WindowLock) -> bool:
        """Say whether both stand for the same book."""
        return self._bell == other._bell

    def ask_forward(self) -> bool:
        """Ask the window that has the lock to come forward; False if it cannot be asked."""
        try:
            with self._bell.open("r+") as bell:  # never made here: then nobody watches it
                bell.write("!\n")
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Give the book free."""
        if self._watcher is not None:
            self._watcher.removePaths(self._watcher.files())
            with suppress(OSError):
                self._bell.unlink(missing_ok=True)
        self._lock.unlock()
