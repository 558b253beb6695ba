"""The fields of home's details: each knows its value in the book, and when it is to be saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.text import plain
from partnerdesk.core.wording import languages
from partnerdesk.desk.home import placed
from partnerdesk.desk.listing import assumed_in
from partnerdesk.errors import BadInput
from partnerdesk.qt import theme
from partnerdesk.qt.calendar_fields import CalendarFold
from partnerdesk.qt.calendar_fields import plain as plain_calendar
from partnerdesk.qt.form import FormField
from partnerdesk.qt.homeplace import HomePlace
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import LanguagesField

if TYPE_CHECKING:
    from partnerdesk.desk.home import Home

PAUSE = 1200
"""Milliseconds without a key after which what was typed is saved."""


class Detail(QObject):
    """One of home's details.

    Signals:
        saveAsked(bool): the value is to be saved now; True if the field was left, so that an error is to be
            shown: while one still types, half an address is no mistake.

    Args:
        key: its name, as the verb knows it.
        field: the widget that stands on the page.

    """

    saveAsked = Signal(bool)  # noqa: N815 - Qt's manner

    def __init__(self, key: str, field: QWidget) -> None:
        super().__init__(field)
        self.key, self.field = key, field
        self.kept: object = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(lambda: self.saveAsked.emit(False))

    def of(self, home: Home) -> object:
        """Return the value in the book."""
        return getattr(home, self.key)

    def show(self, value: object) -> None:
        """Put a value into the field; subclasses do."""
        raise NotImplementedError

    def read(self) -> object:
        """Return what the field says; equal to the value in the book where nothing was changed.

        Raises:
            BadInput: it cannot be understood.

        """
        raise NotImplementedError

    def tell(self, error: BadInput | None) -> None:
        """Show an error beside its cause, or take it away."""
        if isinstance(self.field, FormField):
            self.field.tell(str(error) if error else "")

    def take(self, home: Home, *, first: bool) -> None:
        """Show what the book says, unless something stands here that is not saved yet."""
        value = self.of(home)
        try:
            now: object = self.read()
        except BadInput:
            now = self  # equal to no value
        changed = now != self.kept
        self.kept = value
        if first or not changed:
            self.tell(None)
            if first or now != value:
                self.show(value)

    def typing(self) -> None:
        """Save after a pause."""
        self._timer.start()

    def leave(self) -> None:
        """Save now."""
        self._timer.stop()
        self.saveAsked.emit(True)


class Line(Detail):
    """One line of text."""

    def __init__(self, key: str, caption: str, note: str = "", hint: str = "") -> None:
        self.edit = QLineEdit(placeholderText=hint)
        super().__init__(key, FormField(caption, self.edit, note))
        self.edit.textEdited.connect(lambda _text: self.typing())
        self.edit.editingFinished.connect(self.leave)

    def show(self, value: object) -> None:
        """Show the text from its beginning."""
        self.edit.setText(str(value))
        self.edit.setCursorPosition(0)

    def read(self) -> object:
        """Return the text, white space folded as the book does."""
        return " ".join(plain(self.edit.text()).split())


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

    def of(self, home: Home) -> object:
        """Return the week in the book; note the place, which says what is assumed and which holidays are."""
        if home.place != self._place:
            self._place = home.place
            self.hours.propose(home.place.country)
            self.calendar.show_week(self._shown, self._place)
        return super().of(home)

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


class Signature(Detail):
    """Text of several lines."""

    def __init__(self) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        note = "Ends every letter. Where nothing stands here, your name, role and organisation do."
        super().__init__("signature", FormField("Signature", self.edit, note))
        self._showing = False
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)
        self._fit()

    def show(self, value: object) -> None:
        """Show the text."""
        self._showing = True
        self.edit.setPlainText(str(value))
        self._showing = False
        self._fit()

    def read(self) -> object:
        """Return the text without blank ends."""
        return plain(self.edit.toPlainText(), lines=True).strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Save when it is left; be as high as four lines of the present text size."""
        if event.type() == QEvent.Type.FocusOut:
            self.leave()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if not self._showing:
            self.typing()

    def _fit(self) -> None:
        self.edit.setFixedHeight(4 * self.edit.fontMetrics().lineSpacing() + 3 * theme.GRID)


class Languages(Detail):
    """Languages, the one liked best first."""

    def __init__(self) -> None:
        self.edit = LanguagesField(languages())
        note = (
            "The one you like best comes first: it is used where no template is in your partner’s language."
        )
        super().__init__("languages", FormField("Languages you can write in", self.edit, note))
        self.edit.changed.connect(lambda _values: self.leave())

    def show(self, value: object) -> None:
        """Show them as chips."""
        self.edit.set_values(value if isinstance(value, tuple) else ())

    def read(self) -> object:
        """Return their codes."""
        return self.edit.values()


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
