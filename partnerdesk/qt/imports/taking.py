"""Taking files in: on the worker, with its progress, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from partnerdesk.desk import imports
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.imports import Decisions, Incoming, Taken
from partnerdesk.qt.longtask import LongTask
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import UnderWay
from partnerdesk.qt.worker import Progress


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
        self._runner, self._long = runner, LongTask(under_way, self)

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return self._long.busy

    def take(self, files: Sequence[Incoming], decisions: Decisions) -> None:
        """Take files in as was decided."""
        taken: list[Taken] = []

        def verb(book: Book, progress: Progress) -> Changes:
            taken.append(imports.take(book, files, decisions, progress))
            return taken[-1].changes

        self._long.run(
            "Taking them in…",
            partial(self._runner.do_long, verb, context=self),
            done=lambda _changes: self.done.emit(taken[-1]),
            failed=self.failed.emit,
            cancelled=self.cancelled.emit,
        )
