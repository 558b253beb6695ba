"""The one way from a page to the verbs of desk: run on the worker, what they changed is announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from partnerdesk.core.zones import zone
from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import LockedBook, PartnerDeskError
from partnerdesk.qt.worker import Closed, Jobs, Progress, Task

T = TypeVar("T")
Failed = Callable[[PartnerDeskError], object]


class Runner(QObject):
    """Runs verbs and questions on the database worker, for the pages of one window.

    Signals:
        changed(Changes): a verb, undo or redo was committed; or another program changed the book, then with
            nothing touched: refresh everything.
        said(Changes): what the passing bar has to say; not after an undo.
        failed(PartnerDeskError): an error for which the page had no place of its own.
        busy(bool): the worker has something to do again, or nothing is left.
        refused(PartnerDeskError): something is not saved, whoever says so: the window does not close over it.

    Args:
        book: the book; used on the worker only.
        jobs: the worker.
    """

    changed = Signal(object)
    said = Signal(object)
    failed = Signal(object)
    refused = Signal(object)
    busy = Signal(bool)

    def __init__(self, book: Book, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._jobs = jobs
        jobs.busy.connect(self.busy)
        self._zone: tzinfo | None = None
        self._leaving = False
        self._held: LockedBook | None = None  # while leaving

    @property
    def path_text(self) -> str:
        """Where the book lies, for the title and for messages."""
        return str(self._book.path)

    @property
    def read_only(self) -> bool:
        """Whether the book can only be looked at."""
        return self._book.read_only

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC, by the book's clock."""
        return self._book.now()

    def live_in(self, name: str) -> None:
        """Have home live by the clock of a zone; empty: none is known yet."""
        self._zone = zone(name) if name else None

    def here(self, moment: datetime | None = None) -> datetime:
        """Return an instant, else now, by home's clock; by this computer's while home has none."""
        return (moment or self.now()).astimezone(self._zone)

    def do(
        self,
        verb: Callable[[Book], Changes],
        *,
        context: QObject,
        done: Callable[[Changes], object] | None = None,
        failed: Failed | None = None,
        quiet: bool = False,
    ) -> None:
        """Run a write verb; when it is committed, ``changed`` is emitted and then ``done`` called.

        Args:
            verb: is given the book; runs on the worker.
            context: the page that asks; if it is gone, it is not told.
            done: is given the changes.
            failed: is given an error of the family; without it ``failed`` is emitted.
            quiet: nothing for the passing bar to say, as when a field was saved on leaving it.
        """

        def committed(changes: Changes) -> None:
            self.changed.emit(changes)
            if not quiet:
                self.said.emit(changes)
            if done is not None and shiboken6.isValid(context):
                done(changes)

        def refused(error: PartnerDeskError) -> None:
            self.refused.emit(error)
            if failed is not None and shiboken6.isValid(context):
                failed(error)
            else:
                self.failed.emit(error)

        def tried() -> Changes:
            return _looked_through(self._tried(verb))

        # The runner is the context of the job itself: what came of it is announced though the page has gone.
        self._jobs.run(tried, committed, refused, context=self)

    def do_long(
        self,
        verb: Callable[[Book, Progress], Changes],
        *,
        context: QObject,
        done: Callable[[Changes], object] | None = None,
        failed: Failed | None = None,
        progress: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        quiet: bool = False,
    ) -> Task[Changes]:
        """Run a write verb that reports its progress and can be stopped; else as ``do``."""

        def committed(changes: Changes) -> None:
            self.changed.emit(changes)
            if not quiet:
                self.said.emit(changes)
            if done is not None:
                done(changes)

        def refused(error: PartnerDeskError) -> None:
            self.refused.emit(error)
            (failed or self.failed.emit)(error)

        return self._jobs.run_long(
            lambda report: verb(self._book, report),
            committed,
            refused,
            progress=progress,
            cancelled=cancelled,
            context=context,
        )

    def ask(
        self,
        query: Callable[[Book], T],
        done: Callable[[T], object],
        *,
        context: QObject,
        failed: Failed | None = None,
    ) -> Task[T]:
        """Run a question on the worker and give its answer to ``done`` on the window's thread.

        Returns:
            the task, so that an answer no longer wanted can be dropped.
        """
        return self._jobs.run(lambda: query(self._book), done, failed or self.failed.emit, context=context)

    def ask_long(
        self,
        query: Callable[[Book, Progress], T],
        done: Callable[[T], object],
        *,
        context: QObject,
        failed: Failed | None = None,
        progress: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Task[T]:
        """Run a question that reports its progress and can be stopped; else as ``ask``."""
        return self._jobs.run_long(
            lambda report: query(self._book, report),
            done,
            failed or self.failed.emit,
            progress=progress,
            cancelled=cancelled,
            context=context,
        )

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Meanwhile wait for another program that holds the book once at the most, not once for each verb."""
        self._leaving, self._held = True, None
        try:
            yield
        finally:
            self._leaving = False

    def _tried(self, verb: Callable[[Book], T]) -> T:
        """Run a verb, on the worker; refuse at once if the reader leaves a book that was held just now."""
        if self._leaving and self._held is not None:
            raise self._held
        try:
            return verb(self._book)
        except LockedBook as error:
            self._held = error
            raise

    def settle(self) -> None:
        """Wait until all that was asked for is done and told."""
        self._jobs.settle()

    def close(self) -> None:
        """Close the book, after all that was asked for is done; what the pages ask for later is not done."""
        jobs, self._jobs = self._jobs, Closed()
        jobs.run(self._book.close, lambda _: None)
        jobs.settle()

    def undo(self, done: Callable[[Changes | None], object] | None = None) -> None:
        """Take the newest change back; ``done`` is given it, or None where there is nothing to take back."""
        self._step(Book.undo, done)

    def redo(self, done: Callable[[Changes | None], object] | None = None) -> None:
        """Do again what was undone last; ``done`` is given it, or None where there is nothing."""
        self._step(Book.redo, done)

    def _step(
        self, step: Callable[[Book], Changes | None], done: Callable[[Changes | None], object] | None
    ) -> None:
        def stepped(changes: Changes | None) -> None:
            if changes is not None:
                self.changed.emit(changes)
            if done is not None:
                done(changes)

        def tried() -> Changes | None:
            changes = step(self._book)
            return changes and _looked_through(changes)

        self._jobs.run(tried, stepped, self.failed.emit, context=self)


def _looked_through(changes: Changes) -> Changes:
    """Have the worker find out which tables were touched: of 100,000 rows that takes the window too long."""
    changes.records  # noqa: B018 - kept from now on
    return changes
