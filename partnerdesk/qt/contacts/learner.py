"""Works public holidays out in quiet moments, so that the marks of who is in session know them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from partnerdesk.desk import holidays
from partnerdesk.desk.book import Book
from partnerdesk.qt.contacts.finder import Finder, Found, Overview
from partnerdesk.qt.contacts.folder_model import ALL
from partnerdesk.qt.runner import Runner

_LULL = 300
"""Milliseconds after the last change of the page: rows come first, and the library takes a moment to load."""
_AT_ONCE = 0.03
"""Seconds of the worker's time that are taken at once: a search that is typed meanwhile waits so long."""


class HolidayLearner(QObject):
    """Has the worker learn the holidays of what the page shows, piece by piece.

    Signals:
        learnt(): more is known than before.

    Args:
        runner: runs it.
        finder: finds what the page shows.

    """

    learnt = Signal()

    def __init__(self, runner: Runner, finder: Finder) -> None:
        super().__init__(finder)
        self._runner = runner
        self._rows: tuple[tuple[str, str], ...] = ()
        self._unsure: Sequence[tuple[str, str]] = ()
        self._told = holidays.learnt()
        self._at_work = False
        self._lull = QTimer(self, singleShot=True, interval=_LULL)
        self._lull.timeout.connect(self._go_on)
        finder.found.connect(self._see_rows)
        finder.overview.connect(self._see_folders)

    def _see_rows(self, found: Found) -> None:
        # A folder is summed up with when school begins again; of the list of all, only a mark is shown, and
        # the card of the first one.
        places = dict.fromkeys((row.country, row.region) for row in found.rows if row.country)
        self._rows = tuple(places)[: None if found.choice != ALL else 1]
        self._lull.start()

    def _see_folders(self, overview: Overview) -> None:
        self._unsure = overview.unsure
        self._lull.start()

    def _go_on(self) -> None:
        day = self._runner.now().date()
        wanted = [each for each in (*self._rows, *self._unsure) if not holidays.are_at_hand(*each, day)]
        if self._at_work or not wanted:
            return
        self._at_work = True

        def query(_book: Book) -> bool:
            return holidays.learn(wanted, day, _AT_ONCE)

        def answered(done: bool) -> None:
            self._at_work = False
            if not done:
                self._go_on()
            elif holidays.learnt() > self._told:
                self._told = holidays.learnt()
                self.learnt.emit()

        self._runner.ask(query, answered, context=self)
