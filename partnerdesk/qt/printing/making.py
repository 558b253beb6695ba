"""The pages of a wish, set on the worker: the newest wish counts, and people are read once for all looks."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from partnerdesk.desk import paper
from partnerdesk.desk.book import Book
from partnerdesk.desk.paper_wish import Wish
from partnerdesk.desk.uncollected import uncollected
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Progress, Task

if TYPE_CHECKING:
    from partnerdesk.desk.paper_people import Person
    from partnerdesk.formats.paper.setting import Set
    from partnerdesk.formats.paper.type import Page

_Who = tuple[object, ...]
_MANY = 500  # people, or pages: fewer are looked through, and thrown away, in no time


class Making(QObject):
    """Makes pages.

    Signals:
        begun(): it has begun.
        progressed(int, int): how far it is: steps done, and in all.
        made(Set): the pages of the newest wish.
        failed(PartnerDeskError): there are none.
        stopped(): the user stopped it.

    Args:
        runner: the way to the desk.

    Attributes:
        on: pages are being made.

    """

    begun = Signal()
    progressed = Signal(int, int)
    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task[Set] | None = None
        self._people = _People()
        self.on = False

    def make(self, wish: Wish) -> None:
        """Make the pages of a wish; those of the one before are no longer wanted."""
        self.drop()
        people = self._people

        def query(book: Book, progress: Progress) -> Set:
            return people.pages(book, wish, progress)

        self.on = True
        self.begun.emit()
        self._task = self._runner.ask_long(
            query,
            self._done,
            context=self,
            failed=self._fail,
            progress=self.progressed.emit,
            cancelled=self._cancelled,
        )

    def forget(self) -> None:
        """Read people anew next time: the book has changed."""
        self._people.stale = True

    def let_go(self) -> None:
        """Keep nobody in mind: nothing is printed for now."""
        self.drop()
        people = self._people
        self._runner.ask(lambda _book: people.clear(), lambda _: None, context=self)

    def throw_away(self, pages: list[Page]) -> None:
        """Let go of pages that are shown no more, one by one on the worker: the window would stand still."""
        if len(pages) > _MANY:
            self._runner.ask(lambda _book: _emptied(pages), lambda _: None, context=self)

    def stop(self) -> None:
        """Stop; ``stopped`` says when it has."""
        if self._task is not None:
            self._task.cancel()

    def drop(self) -> None:
        """Want no pages any more."""
        if self._task is not None:
            self._task.cancel()
            self._task.drop()
            self._task = None
        self.on = False

    def _done(self, made: Set) -> None:
        self.on = False
        self.made.emit(made)

    def _cancelled(self) -> None:
        self.on = False
        self.stopped.emit()

    def _fail(self, error: PartnerDeskError) -> None:
        self.on = False
        self.failed.emit(error)


def _emptied(pages: list[Page]) -> None:
    while pages:
        pages.pop()


class _People:
    """The people read last, and what was asked for then; all but ``stale`` is touched on the worker only."""

    def __init__(self) -> None:
        self.stale = False
        self._who: _Who | None = None
        self._read: list[Person] = []
        self._frozen = False  # whether the collector was told to leave out what there was

    def pages(self, book: Book, wish: Wish, progress: Progress) -> Set:
        """Return the pages of a wish, of people who are read if they are others than last time.

        Meanwhile Python does not search for garbage, and until ``clear`` not among these people and their
        pages: to look a hundred thousand through, the window would stand still for most of a second.
        """
        with uncollected():
            who = (wish.ids, wish.folders, wish.text, wish.sort)
            if who != self._who or self.stale:
                self._who, self.stale = None, False  # while what is read is of neither
                self._forget()
                self._read = paper.read(book, wish, paper.part_of(progress, 0, 1, 3))
                self._who = who
            made = paper.pages(book, wish, paper.part_of(progress, 1, 3, 3), self._read)
            if len(self._read) > _MANY:
                self._frozen = True
                gc.freeze()
            return made

    def _forget(self) -> None:
        """Let go of those who were read: not all at once, as the window stands still meanwhile."""
        while self._read:
            del self._read[-_MANY:]

    def clear(self) -> None:
        """Keep nobody in mind. To let go of thousands takes a while, too."""
        self._who = None
        self._forget()
        if self._frozen:  # what the window has thrown away meanwhile goes; the modules are put aside again
            self._frozen = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()
