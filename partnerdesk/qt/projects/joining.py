"""Contacts on their way into a project: asked for it, or dropped on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from partnerdesk.desk import partners
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.partners import ProjectLine
from partnerdesk.qt.contacts.there import counted
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import InlineBar, Kind


class Joining(QObject):
    """Holds the contacts that wait for a project, and asks in the bar which one that is.

    Args:
        runner: the way to the desk.
        bar: where it asks, and says what is wrong.
        begin: begins a project, where there is none.

    """

    def __init__(self, runner: Runner, bar: InlineBar, begin: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._bar, self._begin = runner, bar, begin
        self._waiting: tuple[int, ...] = ()
        self._current: ProjectLine | None = None
        bar.closed.connect(self._forget)

    @property
    def asks(self) -> bool:
        """Whether contacts wait."""
        return bool(self._waiting)

    def ask(self, contact_ids: Sequence[int]) -> None:
        """Ask which project these contacts are to join."""
        self._waiting = tuple(dict.fromkeys(contact_ids))
        self._say()

    def show_current(self, current: ProjectLine | None) -> None:
        """Offer the project that is shown, if contacts wait for one."""
        self._current = current
        self._say()

    def take(self) -> None:
        """Have those who wait join the project that is shown."""
        waiting = self._waiting
        if self._current is not None and waiting:
            self._bar.close_bar()
            self.join(self._current.project_id, waiting)

    def join(self, project_id: int, contact_ids: Sequence[int]) -> None:
        """Have contacts join a project."""

        def verb(book: Book) -> Changes:
            return partners.join(book, project_id, contact_ids)

        self._runner.do(verb, context=self, failed=self._bar.say_error)

    def _say(self) -> None:
        if not self._waiting:
            return
        who = counted(len(self._waiting))
        if self._current is None:
            told = f"{who} to ask, and no project yet."
            self._bar.say(Kind.INFO, told, actions=[("New project", self._begin)])
            return
        these = "this contact" if len(self._waiting) == 1 else f"these {who}"
        self._bar.say(
            Kind.INFO,
            f"Which project shall {these} join? Choose it in the list.",
            actions=[(f"Add to “{self._current.title}”", self.take), ("Leave it", self._bar.close_bar)],
        )

    def _forget(self) -> None:
        self._waiting = ()
