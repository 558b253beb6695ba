"""One long task of a page: begun with its line, stopped by the line's verb, over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from partnerdesk.qt.widgets import UnderWay
from partnerdesk.qt.worker import Task

Told = Callable[..., object]


class LongTask(QObject):
    """Runs one task at a time.

    Args:
        under_way: the line that shows how far it is.

    Attributes:
        busy: whether it goes on.

    """

    def __init__(self, under_way: UnderWay, parent: QObject) -> None:
        super().__init__(parent)
        self._under_way = under_way
        self._task: Task[Any] | None = None
        self.busy = False

    def run(
        self, words: str, begin: Callable[..., Task[Any]], *, done: Told, failed: Told, cancelled: Told
    ) -> None:
        """Run a task; the line is away, and nothing busy any more, when it is told what came of it.

        Args:
            words: what goes on: ``Writing people.csv…``.
            begin: ``Runner.do_long`` or ``ask_long``, with all but how it tells what came of it.
            done: is given the answer.
            failed: is given an error of the family.
            cancelled: the reader stopped it.

        """

        def over(tell: Told) -> Told:
            def told(*answer: object) -> None:
                self.busy, self._task = False, None
                self._under_way.end()
                tell(*answer)

            return told

        self.busy = True
        self._under_way.begin(self._stop, words)
        task = begin(
            done=over(done),
            failed=over(failed),
            cancelled=over(cancelled),
            progress=self._under_way.progress,
        )
        self._task = task if self.busy else None  # done at once where there is no other thread

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
