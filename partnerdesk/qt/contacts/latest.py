"""Questions of which only the newest matters: a search while typing, the card while the arrow key is held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from partnerdesk.desk.book import Book
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.runner import Runner

T = TypeVar("T")


class Latest(QObject, Generic[T]):
    """Asks one question at a time; those that were overtaken while waiting are never asked.

    So a held key or a fast typist costs the worker two questions at most, and an older answer never
    comes after a newer one.
    """

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._busy = False
        self._wanted = False  # whether the answer under way is
        self._next: tuple[Callable[[Book], T], Callable[[T], object]] | None = None

    def ask(self, query: Callable[[Book], T], done: Callable[[T], object]) -> None:
        """Ask this as soon as the one under way is answered, whose answer is then dropped."""
        if self._busy:
            self._wanted, self._next = False, (query, done)
            return
        self._busy = self._wanted = True

        def answered(answer: T) -> None:
            if self._go_on():
                done(answer)

        def failed(error: PartnerDeskError) -> None:
            if self._go_on():
                self._runner.failed.emit(error)

        self._runner.ask(query, answered, context=self, failed=failed)

    def drop(self) -> None:
        """Want no answer any more, neither to what is under way nor to what waits."""
        self._wanted, self._next = False, None

    def _go_on(self) -> bool:
        """Ask what waits; say whether the answer that has come is wanted."""
        wanted, self._busy = self._wanted, False
        waiting, self._next = self._next, None
        if waiting is not None:
            self.ask(*waiting)
        return wanted
