"""Taking files in: on the worker, with its progress, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from partnerdesk.desk import imports
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.imports import Decisions, Incoming, Taken
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import UnderWay
from partnerdesk.qt.worker import Progress, Task


class Taking(QObject):
    """Takes files in.

    Signals:
        done(Taken): they are in the book.
        cancelled(): the reader stopped it; nothing came in.
        failed(object): an error; nothing came in.

    Args:
        runner: the way to the desk.
        under_way: shows how far it is.

    """

    done = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, under_way: UnderWay, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._under_way = runner, under_way
        self.busy = False
        self._task: Task[Changes] | None = None

    def take(self, files: Sequence[Incoming], decisions: Decisions) -> None:
        """Take files in as was decided."""
        taken: list[Taken] = []

        def verb(book: Book, progress: Progress) -> Changes:
            taken.append(imports.take(book, files, decisions, progress))
            return taken[-1].changes

        def done(_changes: Changes) -> None:
            self._end()
            self.done.emit(taken[-1])

        def failed(error: PartnerDeskError) -> None:
            self._end()
            self.failed.emit(error)

        def cancelled() -> None:
            self._end()
            self.cancelled.emit()

        self.busy = True
        self._under_way.begin(self._stop, "Taking them in…")
        task = self._runner.do_long(
            verb,
            context=self,
            done=done,
            failed=failed,
            progress=self._under_way.progress,
            cancelled=cancelled,
        )
        self._task = task if self.busy else None  # done at once where there is no other thread

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self) -> None:
        self.busy, self._task = False, None
        self._under_way.end()
