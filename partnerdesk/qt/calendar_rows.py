"""Rows of days: a break, a closed day or a term, each with its dates, its name and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, QSize, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.breaks import Break
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, IconButton, Label, Tone, announce
from partnerdesk.qt.widgets.calm import Calm
from partnerdesk.qt.widgets.label import leading
from partnerdesk.qt.widgets.slot import style_calendar
from partnerdesk.qt.widgets.typed import TypedWhole

_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
_ROUND_A_DATE = 48  # the frame, its padding and the arrow
_ENDS_FIRST = "It ends before it begins."
_NOT_SAID = "Not kept yet: set its days or give it a name."


class Sort(Enum):
    """What a row is, with the hint for its name."""

    BREAK = "Break"
    DAY = "Closed day"
    TERM = "Term"


_HINTS = {Sort.BREAK: "Name, such as Easter break", Sort.DAY: "Name, such as Staff day", Sort.TERM: "Name"}


class DayEdit(QDateEdit):
    """A date, typed or taken from a calendar; written as the rest of the program writes it."""

    def __init__(self, day: date, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setCalendarPopup(True)
        style_calendar(self.calendarWidget())
        self.setLocale(_ENGLISH)
        self.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))  # no clock of this machine has a say in it
        self.setDisplayFormat("d MMM yyyy")
        self.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        Calm(self).keep(self)
        self.typed = TypedWhole(self)
        self.set_day(day)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for any date and the arrow: two of them and a word fit into a narrow panel."""
        hint = super().sizeHint()
        room = self.fontMetrics().horizontalAdvance("28 Sept 2028")
        return QSize(min(hint.width(), room + _ROUND_A_DATE), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same: a date is never cut."""
        return self.sizeHint()

    def day(self) -> date:
        """Return the date."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a date, without telling anyone."""
        with QSignalBlocker(self):
            self.setDate(QDate(day.year, day.month, day.day))


class DaysRow(QWidget):
    """One break, closed day or term.

    A row that was just added holds proposed dates and counts only once something was said in it.

    Signals:
        changed(bool): its value is another one; True if it is complete, False while one still types.
        removed: it is to go.

    """

    changed = Signal(bool)
    removed = Signal()

    def __init__(self, sort: Sort, days: Break, *, said: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sort = sort
        self._said = said
        self.first = DayEdit(days.first, f"{sort.value}: first day" if sort is not Sort.DAY else sort.value)
        self.last = DayEdit(days.last, f"{sort.value}: last day")
        self._length = days.last - days.first
        self._to = Label("to", Size.SMALL, tone=Tone.MUTED)
        self.name = QLineEdit(days.name, placeholderText=_HINTS[sort])
        self.name.setAccessibleName(f"{sort.value}: name")
        self.name.setAlignment(leading(self.name))
        self.name.setCursorPosition(0)
        self.away = IconButton("close", f"Remove this {sort.value.lower()}", self.removed.emit)
        self._note = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        fields, named = QWidget(), QWidget()
        beside = QHBoxLayout(named)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.GRID // 2)
        beside.addWidget(self.name, 1)
        beside.addWidget(self.away)
        named.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named.setMinimumWidth(22 * self.name.fontMetrics().averageCharWidth())
        flow = FlowLayout(fields, gap=theme.GRID // 2)
        for part in (self.first, self._to, self.last, named):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(fields)
        column.addWidget(self._note)
        for part in (self._to, self.last):
            part.setVisible(sort is not Sort.DAY)
        self._wire()
        self._check()

    def _wire(self) -> None:
        self.first.dateChanged.connect(self._first_set)
        self.last.dateChanged.connect(self._last_set)
        for edit in (self.first, self.last):
            edit.typed.refused.connect(self._tell_refused)
        self.name.textEdited.connect(lambda _text: self._touch(whole=False))
        self.name.editingFinished.connect(lambda: self._touch(whole=True) if self._said else None)

    def days(self) -> Break | None:
        """Return what the row says; None while nothing was said in it.

        Raises:
            BadInput: it ends before it begins (field ``breaks``).

        """
        if not self._said:
            return None
        first = self.first.day()
        last = first if self.sort is Sort.DAY else self.last.day()
        return Break(first, last, " ".join(self.name.text().split()))

    @property
    def error(self) -> str:
        """What is wrong; empty where nothing is."""
        return _ENDS_FIRST if self.sort is not Sort.DAY and self.last.day() < self.first.day() else ""

    def _first_set(self) -> None:
        """Keep the length where the first day moves beyond the last."""
        if self.sort is Sort.DAY or self.last.day() < self.first.day():
            self.last.set_day(self.first.day() + self._length)
        self._touch(whole=True)

    def _last_set(self) -> None:
        self._touch(whole=True)

    def _tell_refused(self, words: str) -> None:
        self._note.set_tone(Tone.WARNING)
        self._note.setText(words)
        self._note.show()

    def _touch(self, *, whole: bool) -> None:
        self._said = True
        self._check()
        if not self.error:
            self._length = self.last.day() - self.first.day()
        self.changed.emit(whole)

    def _check(self) -> None:
        error = self.error
        text = error or ("" if self._said else _NOT_SAID)
        if error and error != self._note.text():
            announce(self.last, f"{self.sort.value}: {error}")
        self._note.set_tone(Tone.WARNING if error else Tone.MUTED)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        if bool(self.last.property("wrong")) != bool(error):
            self.last.setProperty("wrong", bool(error))
            self.last.style().unpolish(self.last)
            self.last.style().polish(self.last)
        self.last.setAccessibleDescription(error)


class DaysList(QWidget):
    """Rows of days with the verbs that add one.

    Signals:
        changed(bool): as a row's; a removed row is complete.

    """

    changed = Signal(bool)

    def __init__(self, *sorts: Sort, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[DaysRow] = []
        self._today = date(2000, 1, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)
        self._empty = Label(empty, Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._column.addWidget(self._empty)
        verbs = QWidget()
        flow = FlowLayout(verbs, gap=theme.GRID)
        self.verbs: dict[Sort, IconButton] = {}
        for sort in sorts:
            words = f"Add a {sort.value.lower()}"
            button = IconButton("add", words, partial(self._add_and_go, sort))
            button.setText(words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setToolTip("")
            self.verbs[sort] = button
            flow.addWidget(button)
        self._column.addWidget(verbs)

    def show_days(self, days: Iterable[Break], today: date) -> None:
        """Show these, the earliest first; a new row is proposed after them, or after ``today``."""
        self._today = today
        while self.rows:
            self._drop(self.rows[-1])
        both = Sort.DAY in self.verbs
        for each in sorted(days):
            single = both and each.first == each.last
            self._append(DaysRow(Sort.DAY if single else next(iter(self.verbs)), each))

    def days(self) -> tuple[Break, ...]:
        """Return what the rows say, the earliest first.

        Raises:
            BadInput: one of them ends before it begins (field ``breaks``).

        """
        return tuple(sorted(days for row in self.rows if (days := row.days()) is not None))

    def wrong(self) -> bool:
        """Whether a row says what cannot be."""
        return any(row.error for row in self.rows)

    def add(self, sort: Sort) -> DaysRow:
        """Add a row with proposed days; it counts once something is said in it."""
        row = DaysRow(sort, self._proposed(sort), said=False)
        self._append(row)
        return row

    def _add_and_go(self, sort: Sort) -> None:
        self.add(sort).first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _proposed(self, sort: Sort) -> Break:
        if sort is Sort.TERM:
            return Break(self._today, self._today + timedelta(days=120))
        begin = max([self._today, *(row.last.day() for row in self.rows)])
        monday = begin + timedelta(days=7 - begin.weekday())
        return Break(monday, monday if sort is Sort.DAY else monday + timedelta(days=4))

    def _append(self, row: DaysRow) -> None:
        before = self._tab_stop()
        self.rows.append(row)
        self._column.insertWidget(len(self.rows), row)
        row.show()  # now: the focus may be wanted there at once
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        stops: Sequence[QWidget] = [*before, row.first, row.last, row.name, row.away, *self.verbs.values()]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)
        self._empty.hide()

    def _tab_stop(self) -> list[QWidget]:
        return [self.rows[-1].away] if self.rows else []

    def _remove(self, row: DaysRow) -> None:
        index = self.rows.index(row)
        self._drop(row)
        following = self.rows[min(index, len(self.rows) - 1)].first if self.rows else None
        (following or next(iter(self.verbs.values()))).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(True)

    def _drop(self, row: DaysRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._empty.setVisible(not self.rows)
