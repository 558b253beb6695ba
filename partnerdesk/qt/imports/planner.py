"""Finds out on the worker what would become of the rows, anew whenever something else was decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from partnerdesk.desk.book import Book
from partnerdesk.desk.imports import Decisions, Incoming
from partnerdesk.desk.previews import Preview
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Progress, Task

_SOON = 120
"""Milliseconds after a decision: several in a row are planned once."""
_TELL_EVERY = 0.25
"""Seconds between two looks at a preview that grows."""


class Planner(QObject):
    """Plans; the newest wish wins, what was under way is stopped.

    Signals:
        begun(object): a preview is being filled, and may be read as far as it is.
        grew(int, int): rows that are there, and about how many there will be.
        done(object): the preview is whole.
        stopped(): the reader stopped it.
        failed(object): an error.

    """

    begun = Signal(object)
    grew = Signal(int, int)
    done = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task[Preview] | None = None
        self._before: Preview | None = None  # the last one that was whole
        self._ask: Callable[[], tuple[Sequence[Incoming], Decisions]] | None = None
        self._told = 0.0
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._plan)

    @property
    def busy(self) -> bool:
        """Whether what is shown is not the last word."""
        return self._soon.isActive() or self._task is not None

    def plan(self, ask: Callable[[], tuple[Sequence[Incoming], Decisions]], *, soon: bool = False) -> None:
        """Plan anew.

        Args:
            ask: says what, when it is begun.
            soon: after a moment, in which more may be decided.

        """
        self.drop()
        self._ask = ask
        if soon:
            self._soon.start()
        else:
            self._plan()

    def stop(self) -> None:
        """Stop it; ``stopped`` tells when it is."""
        if self._task is not None:
            self._task.cancel()

    def drop(self) -> None:
        """Want no plan any more."""
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.drop()
            self._task = None

    def forget(self) -> None:
        """Want no plan any more, and keep nothing of the last one."""
        self.drop()
        self._before = None

    def _plan(self) -> None:
        if self._ask is None:
            return
        files, decisions = self._ask()
        preview, before = Preview(), self._before

        def query(book: Book, progress: Progress) -> Preview:
            from partnerdesk.desk import previews

            return previews.fill(preview, book, files, decisions, progress, before)

        over = False

        def done(found: Preview) -> None:
            nonlocal over
            over, self._task, self._before = True, None, found
            self.done.emit(found)

        def cancelled() -> None:
            nonlocal over
            over, self._task = True, None
            self.stopped.emit()

        def failed(error: PartnerDeskError) -> None:
            nonlocal over
            over, self._task = True, None
            self.failed.emit(error)

        self.begun.emit(preview)
        task = self._runner.ask_long(
            query, done, context=self, failed=failed, progress=self._progress, cancelled=cancelled
        )
        if not over:  # done at once where there is no other thread
            self._task = task

    def _progress(self, ready: int, total: int) -> None:
        now = monotonic()
        if now - self._told >= _TELL_EVERY:
            self._told = now
            self.grew.emit(ready, total)
