"""Below the day: the school year of the parties as a strip, and the world at the time chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.core.closures import breaks_not_known
from partnerdesk.core.planner import PlanParty
from partnerdesk.core.schoolyear import YearWeek, year_weeks
from partnerdesk.desk import holidays, listing, world
from partnerdesk.desk.book import Book
from partnerdesk.desk.world import Pin
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.world_map import WorldMap
from partnerdesk.qt.times.year_strip import YearStrip
from partnerdesk.qt.widgets import Label, Tone

_LAG = 60
"""Milliseconds of quiet before the map follows the time that is moved."""

_MOST = 2_000
"""Contacts on the map: more could not be told apart, and would keep the worker busy."""

_AT_ONCE = 0.03
"""Seconds of the worker's time that are taken at once to learn holidays."""

_Found = tuple[tuple[Pin, ...], tuple[tuple[str, str], ...]]


class Pictures(QWidget):
    """The year and the world.

    Signals:
        weekChosen(date): the Monday of a week that is to be shown.

    """

    weekChosen = Signal(object)  # noqa: N815 - Qt's manner

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._moment: datetime | None = None
        self._latest: Latest[_Found] = Latest(runner, self)
        self._learnt: Latest[bool] = Latest(runner, self)
        self._years: Latest[tuple[YearWeek, ...]] = Latest(runner, self)
        self._lag = QTimer(self, singleShot=True, interval=_LAG)
        self._lag.timeout.connect(self._look)
        self.year = YearStrip()
        self.year.chosen.connect(self.weekChosen)
        self.map = WorldMap()
        self._when = Label(size=Size.SMALL, tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(Label("The school year, week by week", Size.SMALL, tone=Tone.MUTED))
        column.addWidget(self.year)
        column.addSpacing(theme.GRID)
        column.addWidget(self._when)
        column.addWidget(self.map)

    @property
    def moment(self) -> datetime:
        """The moment that the world is shown at; now before there is one."""
        return self._moment or self._runner.now()

    @property
    def when(self) -> str:
        """What the moment is called."""
        return self._when.text()

    def show_year(self, parties: Sequence[PlanParty], year: tuple[date, date], today: date | None) -> None:
        """Show the weeks of a school year, worked out after all else; ``today`` is home's date."""
        note = " ".join(breaks_not_known(parties))
        self._years.ask(
            lambda _book: year_weeks(parties, *year), lambda weeks: self.year.set_weeks(weeks, today, note)
        )

    def show_moment(self, day: date, moment: datetime | None, words: str) -> None:
        """Mark the week of a day, and show the world at a moment; now where there is none.

        Args:
            day: home's date.
            moment: aware.
            words: what to call the moment.

        """
        self.year.mark(day)
        self._moment = moment or self._runner.now()
        self._when.setText(f"The world {words}")
        self._lag.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the map when it comes into view."""
        super().showEvent(event)
        self._lag.start()

    def _look(self) -> None:
        moment = self._moment
        if moment is None or not self.isVisible():
            return

        def find(book: Book) -> _Found:
            rows = listing.rows(book, list(listing.find(book)[:_MOST]))
            unsure: dict[tuple[str, str], None] = {}
            return world.pins(rows, moment, unsure=unsure), tuple(unsure)

        def show(found: _Found) -> None:
            pins, unsure = found
            self.map.set_pins(pins, moment)
            if unsure:
                self._learn(unsure, moment.astimezone(UTC).date())

        self._latest.ask(find, show)

    def _learn(self, places: Sequence[tuple[str, str]], day: date) -> None:
        """Have the holidays of places worked out, a piece at a time, and look again."""
        self._learnt.ask(
            lambda _book: holidays.learn(places, day, _AT_ONCE),
            lambda done: self._look() if done else self._learn(places, day),
        )
