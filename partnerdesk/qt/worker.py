"""The one worker for the database: jobs run in order on their own thread, results come back to the window.

Pages never wait. A job is a callable without arguments; what it returns is given to ``done`` on the
window's thread, an error of the family to ``failed``. Anything else that a job raises is raised again on
the window's thread, where the program's own handler (``sys.excepthook``) sees it.
"""

from __future__ import annotations

import sys
import threading
import time
from abc import abstractmethod
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from partnerdesk.errors import PartnerDeskError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""``progress(done, total)``: how far a long verb has come; raises :class:`Cancelled` if it is to stop."""

_TURN = 0.0005
"""Seconds after which a thread lets go of Python if another one waits for it. Drawing asks for Python some
hundred times, and with the usual 5 ms would wait that long each time for a worker that reckons."""
_WORKS, _RESTS = 0.008, 0.003
"""Seconds after which a long verb rests where it reports, and for how long: to repaint takes the window many
turns, each of which waits until the worker's call into Qt or SQLite is over."""
_TELL_EVERY = 0.05
"""Seconds between two reports of progress at the least: the window cannot show more."""


class Cancelled(Exception):
    """The user has stopped a long verb; it leaves nothing behind."""


class Task(QObject, Generic[T]):
    """One job on its way. Made by a runner, kept by it until it is over."""

    _finished = Signal()
    _progressed = Signal(int, int)

    def __init__(
        self,
        job: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[PartnerDeskError], object] | None,
        progress: Callable[[int, int], object] | None,
        cancelled: Callable[[], object] | None,
        context: QObject | None,
    ) -> None:
        super().__init__()
        self._job, self._done, self._failed = job, done, failed
        self._progress, self._cancelled, self._context = progress, cancelled, context
        self._stop = threading.Event()
        self._dropped = False
        self._last = self._rested = float("-inf")
        self._over: Callable[[QObject], None] | None = None
        # What gives the result, or raises what the job raised: the thread's future, or the job itself.
        # None once it was told: the way from the task to itself is cut, so that it goes at once.
        self._outcome: Callable[[], T] | None = self._work
        self._future: Future[T] | None = None

    def cancel(self) -> None:
        """Ask the job to stop; it does at its next report of progress. One that has not begun never will."""
        self._stop.set()
        if self._future is not None:
            self._future.cancel()

    def drop(self) -> None:
        """Do not deliver: the answer is no longer wanted, as when the next letter of a search has been typed.

        A write that has begun is still done; its result and its error of the family are not told.
        """
        self._dropped = True
        if self._future is not None:
            self._future.cancel()

    @property
    def wanted(self) -> bool:
        """Whether there is still someone to tell."""
        return not self._dropped and (self._context is None or shiboken6.isValid(self._context))

    def _report(self, done: int, total: int) -> None:
        """Be the job's ``progress``."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._rested >= _WORKS:
            time.sleep(_RESTS)
            self._rested = time.monotonic()
        if done >= total or now - self._last >= _TELL_EVERY:
            self._last = now
            self._progressed.emit(done, total)

    def _work(self) -> T:
        if self._stop.is_set():
            raise Cancelled
        return self._job(self._report)

    @Slot(int, int)
    def _tell_progress(self, done: int, total: int) -> None:
        if self._progress is not None and self.wanted:
            self._progress(done, total)

    @Slot()
    def _deliver(self) -> None:
        outcome, self._outcome, self._future = self._outcome, None, None
        if outcome is None:
            return
        if self._over is not None:
            self._over(self)
        try:
            result = outcome()
        except (Cancelled, CancelledError):
            if self._cancelled is not None and self.wanted:
                self._cancelled()
            return
        except PartnerDeskError as error:
            if not self.wanted:
                return
            if self._failed is None:
                raise
            self._failed(error)
            return
        if self.wanted:
            self._done(result)


class Jobs(Protocol):
    """What a page needs to know of the worker."""

    @property
    def busy(self) -> SignalInstance:
        """Tells a bool: there is something to do again, or nothing is left."""
        ...

    def run(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[PartnerDeskError], object] | None = None,
        *,
        context: QObject | None = None,
    ) -> Task[T]:
        """Run a short job; see :class:`Worker`."""
        ...

    def run_long(
        self,
        job: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[PartnerDeskError], object] | None = None,
        *,
        progress: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        context: QObject | None = None,
    ) -> Task[T]:
        """Run a job that reports how far it is; see :class:`Worker`."""
        ...

    def settle(self) -> None:
        """Wait until everything asked for is done and told, and what was asked for because of it."""
        ...

    def shutdown(self) -> None:
        """Wait as ``settle`` does, and take no more jobs."""
        ...


class _Shared(QObject):
    """What both kinds of it share: short jobs are long ones that report nothing."""

    busy = Signal(bool)

    def run(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[PartnerDeskError], object] | None = None,
        *,
        context: QObject | None = None,
    ) -> Task[T]:
        """Run ``job`` after those given before it.

        Args:
            job: runs on the worker; touches no widget.
            done: is given what the job returned, on the window's thread.
            failed: is given an error of the family; without it the program's own handler is.
            context: the page that asks: if it is gone when the answer comes, nobody is told.

        """
        return self.run_long(lambda _: job(), done, failed, context=context)

    def run_long(
        self,
        job: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[PartnerDeskError], object] | None = None,
        *,
        progress: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        context: QObject | None = None,
    ) -> Task[T]:
        """Run ``job(progress)`` after those given before it.

        Args:
            job: gets a callable to report with, which raises ``Cancelled`` once the task is cancelled.
            done: as for :meth:`run`.
            failed: as for :meth:`run`.
            progress: is told (done, total) on the window's thread, at most twenty times a second.
            cancelled: is called instead of ``done`` when the job has stopped and left nothing behind. A job
                that was over before it noticed is reported as done.
            context: as for :meth:`run`.

        """
        task = Task(job, done, failed, progress, cancelled, context)
        self._start(task)
        return task

    @abstractmethod
    def _start(self, task: Task[T]) -> None:
        """Have the task done, now or later."""


class Worker(_Shared):
    """Runs jobs one after the other on one thread; lives on the window's thread.

    ``busy(bool)`` is emitted when there is something to do again, and when there is nothing left.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: dict[QObject, Task[Any]] = {}

    def settle(self) -> None:
        """Wait until everything asked for is done and told: the last write, and its failure, are not lost."""
        while self._tasks:
            task = next(iter(self._tasks.values()))
            if task._future is not None:
                wait([task._future])
            task._deliver()

    def shutdown(self) -> None:
        """Wait as ``settle`` does, and end the thread."""
        try:
            self.settle()
        finally:
            self._thread.shutdown(wait=True)

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # not needed before the window is painted

        sys.setswitchinterval(_TURN)
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="book")

    def _start(self, task: Task[T]) -> None:
        task._progressed.connect(task._tell_progress, Qt.ConnectionType.QueuedConnection)
        task._finished.connect(task._deliver, Qt.ConnectionType.QueuedConnection)
        task._over = self._forget
        if not self._tasks:
            self.busy.emit(True)
        self._tasks[task] = task
        task._future = future = self._thread.submit(task._work)
        task._outcome = future.result
        future.add_done_callback(lambda _: task._finished.emit())

    def _forget(self, task: QObject) -> None:
        self._tasks.pop(task, None)
        if not self._tasks:
            self.busy.emit(False)


class Inline(_Shared):
    """Runs a job at once, where it is asked for: for tests, with the same behaviour otherwise."""

    def settle(self) -> None:
        """Nothing is ever left."""

    def shutdown(self) -> None:
        """Nothing is ever left."""

    def _start(self, task: Task[T]) -> None:
        task._progressed.connect(task._tell_progress)
        task._deliver()


class Closed(_Shared):
    """Begins no job any more: what is asked for when a book is closed, as by fields that lose the focus."""

    def settle(self) -> None:
        """Nothing is ever left."""

    def shutdown(self) -> None:
        """Nothing is ever left."""

    def _start(self, task: Task[T]) -> None:
        task.drop()
