"""Public holidays of a school's place: whether they close it, and on which of them school is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.schoolyear import span_words
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Label, Tone, set_tip

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Tick(QCheckBox):
    """A box with words that may be cut at the end of the line; whole as tooltip and for a screen reader."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut the words anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        set_tip(self, self._words if shown != self._words else "")


class HolidaysList(QWidget):
    """Public holidays on or off, and the days of the coming year on which school is kept all the same.

    Signals:
        changed(bool): always True: a tick is complete.

    """

    changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: frozenset[date] = frozenset()
        self._ticks: dict[date, Tick] = {}
        self.closes = Tick("Closed on public holidays")
        self.closes.setChecked(True)
        self._note = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID // 2)
        self._column.addWidget(self.closes)
        self._column.addWidget(self._note)
        self._days = QWidget()
        inwards = QHBoxLayout(self._days)
        inwards.setContentsMargins(0, 0, 0, 0)
        inwards.addSpacing(3 * theme.GRID)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GRID // 2)
        inwards.addLayout(self._list, 1)
        self._column.addWidget(self._days)
        self.closes.toggled.connect(self._turned)

    def show_week(self, week: SchoolWeek | None) -> None:
        """Show whether holidays close the school, and which are kept; those of other years are kept too."""
        with QSignalBlocker(self.closes):
            self.closes.setChecked(week is None or week.public_holidays)
        self._kept = week.kept_holidays if week else frozenset()
        for day, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(day in self._kept)
        self._days.setVisible(self.closes.isChecked())

    def show_holidays(self, known: Mapping[date, str] | None, where: str, week: SchoolWeek | None) -> None:
        """Offer these days, of which ``where`` is the place; None where nobody here knows them.

        Those on a day of the week without school are left out.
        """
        for tick in self._ticks.values():
            self._list.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._ticks = {}
        for day, name in sorted((known or {}).items()):
            if week is None or week.hours[day.weekday()]:
                tick = Tick(f"{_DAYS[day.weekday()]} {span_words(day, day)}  {name}")
                when = f"{_DAYS[day.weekday()]} {span_words(day, day, year=True)}"
                tick.setAccessibleName(f"School is kept on {when}, {name}")
                tick.setChecked(day in self._kept)
                tick.toggled.connect(partial(self._keep, day))
                self._ticks[day] = tick
                self._list.addWidget(tick)
        closes = f"Closed on public holidays of {where}" if where else "Closed on public holidays"
        self.closes.say(closes)
        if known is None:
            text = f"Those of {where} are not known here" if where else "They follow from the place"
            self._note.setText(f"{text}: add closed days above.")
        else:
            self._note.setText(
                "Tick those of the coming year on which school is kept:"
                if self._ticks
                else "None falls on a school day in the next twelve months."
            )
        self._show_note()

    @property
    def kept(self) -> frozenset[date]:
        """The holidays on which school is kept."""
        return self._kept

    def ticks(self) -> Mapping[date, Tick]:
        """Return the box of each day that is offered."""
        return self._ticks

    def _keep(self, day: date, kept: bool) -> None:
        self._kept = self._kept | {day} if kept else self._kept - {day}
        self.changed.emit(True)

    def _turned(self) -> None:
        self._show_note()
        self.changed.emit(True)

    def _show_note(self) -> None:
        shown = self.closes.isChecked()
        self._days.setVisible(shown and bool(self._ticks))
        self._note.setVisible(shown and bool(self._note.text()))
