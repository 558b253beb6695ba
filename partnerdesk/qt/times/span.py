"""Between which dates, how long, with how much notice: the fields, each with its error below it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QSignalBlocker, Qt, QTimeZone, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDateEdit, QSizePolicy, QSpinBox, QWidget

from partnerdesk.core.times import LONGEST, SHORTEST
from partnerdesk.qt import theme
from partnerdesk.qt.form import FormField
from partnerdesk.qt.widgets import FlowLayout
from partnerdesk.qt.widgets.calm import Calm
from partnerdesk.qt.widgets.slot import style_calendar
from partnerdesk.qt.widgets.typed import TypedWhole

_ROUND = 50  # what stands round the text of a field: edges, arrows
AHEAD = 27
"""Days after the first one that are looked at until the user says otherwise: four weeks in all."""

_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
_NOTICE = (
    ("None", 0),
    ("A day", 1),
    ("Three days", 3),
    ("A week", 7),
    ("Two weeks", 14),
)
_STEPS = (("\N{LEFT-TO-RIGHT MARK}15 min", 15), ("\N{LEFT-TO-RIGHT MARK}30 min", 30), ("Hour", 60))


class SpanFields(QWidget):
    """The fields; ``changed()`` is emitted after every change by the user."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._last = _day_field(), _day_field()
        self._minutes = QSpinBox(minimum=SHORTEST, maximum=LONGEST, singleStep=5, value=45, suffix=" min")
        self._minutes.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._minutes.setKeyboardTracking(False)
        self._minutes.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)
        self._notice, self._step = _choices(_NOTICE), _choices(_STEPS)
        self._notice.setCurrentIndex(3)
        self.fields: Mapping[str, FormField] = {
            "first": FormField("From", self._first),
            "until": FormField("Until", self._last),
            "minutes": FormField("How long", self._minutes),
            "not_before": FormField("Notice", self._notice),
            "step": FormField("Times every", self._step),
        }
        flow = FlowLayout(self, gap=6, top=True)  # all fields on a line of the page
        calm = Calm(self)
        for form in self.fields.values():
            form.field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            form.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            calm.keep(form.field)
            flow.addWidget(form)
        for key, edit in (("first", self._first), ("until", self._last)):
            edit.dateChanged.connect(self._told)
            TypedWhole(edit).refused.connect(self.fields[key].tell)
        self._minutes.valueChanged.connect(self._told)
        for box in (self._notice, self._step):
            box.currentIndexChanged.connect(self._told)
        self._size()
        self.setAccessibleName("When")

    @property
    def first(self) -> date:
        """The first date."""
        return _date(self._first)

    @property
    def last(self) -> date:
        """The last date."""
        return _date(self._last)

    @property
    def minutes(self) -> int:
        """How long."""
        return self._minutes.value()

    @property
    def step(self) -> int:
        """Minutes from one start that is looked at to the next."""
        return int(self._step.currentData())

    @property
    def notice(self) -> int:
        """Days from now to the earliest time."""
        return int(self._notice.currentData())

    def set_span(self, first: date, last: date | None = None) -> None:
        """Propose dates, without telling anyone."""
        until = last or first + timedelta(days=AHEAD)
        with QSignalBlocker(self._first), QSignalBlocker(self._last):
            self._first.setDate(QDate(first.year, first.month, first.day))
            self._last.setDate(QDate(until.year, until.month, until.day))

    def set_minutes(self, minutes: int) -> None:
        """Propose a length, without telling anyone."""
        with QSignalBlocker(self._minutes):
            self._minutes.setValue(minutes)

    def tell(self, field: str, text: str) -> bool:
        """Say at a field what is wrong with it, nothing at the others; False if there is no such field."""
        name = {"from": "first", "last": "until", "notice": "not_before"}.get(field, field)
        for key, form in self.fields.items():
            form.tell(text if key == name else "")
        self.updateGeometry()
        return name in self.fields

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure anew with another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size()

    def _size(self) -> None:
        """Be as narrow as what is written: all fields fit on a line of the page."""
        metrics = QFontMetrics(theme.font())
        for edit in (self._first, self._last):
            edit.setFixedWidth(metrics.horizontalAdvance("28 Sept 2028") + _ROUND)
        self._minutes.setFixedWidth(metrics.horizontalAdvance("600 min") + _ROUND)

    def _told(self) -> None:
        self.changed.emit()


def _day_field() -> QDateEdit:
    edit = QDateEdit()
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    edit.setLocale(_ENGLISH)
    # No clock of this machine: its own changes of the hour must not move what is typed.
    edit.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
    edit.setDisplayFormat("d MMM yyyy")
    edit.setCalendarPopup(True)
    edit.setKeyboardTracking(False)
    style_calendar(edit.calendarWidget())
    edit.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    return edit


def _choices(pairs: tuple[tuple[str, int], ...]) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for words, value in pairs:
        box.addItem(words, value)
    return box


def _date(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
