"""The fields of home's details that are home's alone: where, when, and what ends a letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk.home import placed
from partnerdesk.desk.listing import assumed_in
from partnerdesk.errors import BadInput
from partnerdesk.qt import theme
from partnerdesk.qt.calendar_fields import CalendarFold
from partnerdesk.qt.calendar_fields import plain as plain_calendar
from partnerdesk.qt.homeplace import HomePlace
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.saved_fields import Detail, Line, Lines

if TYPE_CHECKING:
    from partnerdesk.desk.home import Home


class Week(Line):
    """Hours on weekdays, as they are typed."""

    def __init__(self, key: str, caption: str, note: str = "") -> None:
        super().__init__(key, caption, note, "Mon-Fri 08:00-15:00")
        self._shown: SchoolWeek | None = None

    def show(self, value: object) -> None:
        """Show the hours as they can be typed; nothing where nobody said any."""
        self._shown = value if isinstance(value, SchoolWeek) else None
        super().show(self._shown.text() if self._shown else "")

    def read(self) -> object:
        """Return the hours; those of the book, whatever else it knows of them, where nothing was typed."""
        text = str(super().read())
        if text == (self._shown.text() if self._shown else ""):
            return self._shown
        return SchoolWeek.parse(text) if text else None

    def propose(self, country: str) -> None:
        """Say what is assumed in this country while nothing is said."""
        assumed = assumed_in(country)
        self.edit.setPlaceholderText(f"{assumed.text()}, assumed")


class HomeWeek(Detail):
    """Home's hours, with breaks and holidays under a fold."""

    def __init__(self, runner: Runner) -> None:
        self.hours = Week("week", "School week", "Days and hours, several with commas.")
        self.calendar = CalendarFold(runner)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self.hours.field)
        column.addWidget(self.calendar)
        super().__init__("week", whole)
        self._shown: SchoolWeek | None = None
        self._place = Place()
        self.hours.saveAsked.connect(self.saveAsked)
        self.calendar.changed.connect(lambda complete: self.leave() if complete else self.typing())

    @property
    def edit(self) -> QLineEdit:
        """The line of hours."""
        return self.hours.edit

    def of(self, record: object) -> object:
        """Return the week in the book; note the place, which says what is assumed and which holidays are."""
        place = cast("Home", record).place
        if place != self._place:
            self._place = place
            self.hours.propose(place.country)
            self.calendar.show_week(self._shown, self._place)
        return super().of(record)

    def show(self, value: object) -> None:
        """Show hours and calendar; hours that are only assumed stand behind the field in grey."""
        self._shown = value if isinstance(value, SchoolWeek) else None
        self.hours.show(None if self._guessed() else self._shown)
        self.calendar.show_week(self._shown, self._place)

    def read(self) -> object:
        """Return hours and calendar as one week; None where nothing of either is said."""
        hours = self.hours.read()
        if isinstance(hours, SchoolWeek):
            return self.calendar.applied(hours)
        assumed = self._shown if self._guessed() and self._shown else assumed_in(self._place.country)
        found = self.calendar.applied(assumed)
        return None if plain_calendar(found) else found

    def tell(self, error: BadInput | None) -> None:
        """Show an error beside the hours; what is wrong with a break stands beside its row already."""
        self.hours.tell(None if error is not None and error.field == "breaks" else error)

    def leave(self) -> None:
        """Save now."""
        self.hours.leave()
        super().leave()

    def _guessed(self) -> bool:
        """Whether the book's week says nothing of hours but what would be assumed anyway."""
        assumed = assumed_in(self._place.country)
        shown = self._shown
        return shown is not None and not shown.confirmed and shown.hours == assumed.hours


class Signature(Lines):
    """What ends every letter."""

    def __init__(self) -> None:
        note = "Ends every letter. Where nothing stands here, your name, role and organisation do."
        super().__init__("signature", "Signature", note, least=4, most=4)


class Where(Detail):
    """The city and its zone."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.edit = HomePlace(now)
        super().__init__("place", self.edit)
        self._shown = Place()
        self.edit.placed.connect(lambda _place: self.leave())
        self.edit.left.connect(self.leave)

    def show(self, value: object) -> None:
        """Show the place."""
        self._shown = value if isinstance(value, Place) else Place()
        self.edit.set_place(self._shown)

    def read(self) -> object:
        """Return the place; it has a zone."""
        said = self.edit.place()
        if said == self._shown:
            return self._shown
        return placed(said)

    def tell(self, error: BadInput | None) -> None:
        """Show an error beside the part of the place that it means."""
        self.edit.tell(error)
