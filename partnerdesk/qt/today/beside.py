"""Beside the lines of Today, where there is room: who is in school now, and what came of it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from partnerdesk.core.impact import Share
from partnerdesk.core.wording import clock
from partnerdesk.desk import listing, world
from partnerdesk.desk.book import Book
from partnerdesk.desk.outcomes import outcomes
from partnerdesk.desk.world import Pin
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.world_picture import MapPicture
from partnerdesk.qt.widgets import Label, Tone

_MOST = 2_000
"""Contacts on the map: more could not be told apart, and would keep the worker busy."""
_OFTEN = 5 * 60_000
"""Milliseconds until school may have begun or ended somewhere."""


@dataclass(frozen=True)
class _Found:
    pins: tuple[Pin, ...]
    more: int  # contacts that are not on the map
    whole: Share
    at: datetime


def _look(book: Book, at: datetime) -> _Found:
    keys = list(listing.find(book))
    pins = world.pins(listing.rows(book, keys[:_MOST]), at)
    return _Found(pins, max(0, len(keys) - _MOST), outcomes(book).whole, at)


class Beside(QWidget):
    """The map of who is in school, and three numbers. It asks for nothing; what it shows is worked out last.

    Args:
        runner: the way to the book.

    """

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._latest: Latest[_Found] = Latest(runner, self)
        self._stale = True
        self._summary = ""
        self.shown = False
        self.map = MapPicture()
        self._words = Label(" ", Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._numbers: Sequence[Label] = [Label() for _ in range(3)]
        self._often = QTimer(self, interval=_OFTEN)
        self._often.timeout.connect(self.look)
        self.map.pointed.connect(lambda words: self._words.setText(words or self._summary))
        self._lay_out()
        self.setAccessibleName("In school now, and answers so far")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(Label("In school now", Size.HEADING))
        column.addWidget(self.map)
        column.addWidget(self._words)
        column.addSpacing(2 * theme.GRID)
        column.addWidget(Label("So far", Size.SMALL, tone=Tone.MUTED))
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(0, 1)
        for row, words in enumerate(("Partners asked", "Answered", "Agreed")):
            grid.addWidget(Label(words, tone=Tone.MUTED), row, 0)
            grid.addWidget(self._numbers[row], row, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look when it comes into view."""
        super().showEvent(event)
        self._often.start()
        if self._stale:
            self.look()

    def look(self) -> None:
        """Show what is so now; later, where it is hidden."""
        self._stale = not self.isVisible()
        if not self._stale:
            at = self._runner.now()
            self._latest.ask(lambda book: _look(book, at), self._show)

    def _show(self, found: _Found) -> None:
        self.shown = True
        self.map.show_world(found.pins, found.at)
        inside = sum(pin.in_session for pin in found.pins)
        everybody = inside + sum(pin.closed for pin in found.pins)
        when = clock(self._runner.here(found.at))
        more = f"; {found.more:,} more are not on the map" if found.more else ""
        self._summary = f"{inside:,} of {everybody:,} contacts, at {when} for you{more}"
        if not everybody:
            self._summary = "Nobody is on the map yet: contacts need a city or a zone."
        self._words.setText(self._summary)
        for label, number in zip(
            self._numbers, (found.whole.asked, found.whole.answered, found.whole.agreed), strict=True
        ):
            label.setText(f"{number:,}")
