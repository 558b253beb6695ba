"""The slot field: a date, a time, whose clock is meant, and how long it lasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timezone

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, QSize, Qt, QTime, QTimeZone, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.core.times import LONGEST, SHORTEST, AmbiguousTime, NonexistentTime, Slot, offset_text
from partnerdesk.core.zones import zone_city
from partnerdesk.errors import BadInput
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets.bar import InlineBar, Kind
from partnerdesk.qt.widgets.flow import FlowLayout
from partnerdesk.qt.widgets.label import Label, Tone
from partnerdesk.qt.widgets.typed import TypedWhole

_STEP = 5
_ARROWS = 6 * theme.GRID
_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


@dataclass(frozen=True)
class Clock:
    """One of the clocks a time can be given in: the city's name and its IANA zone."""

    city: str
    zone: str


def style_calendar(calendar: QCalendarWidget) -> None:
    """Make a calendar speak the program's language, begin its weeks as the user's do, and keep quiet."""
    calendar.setLocale(_ENGLISH)
    calendar.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        # Qt paints both red; which days are free differs from school to school.
        calendar.setWeekdayTextFormat(day, QTextCharFormat())


class _TimeField(QTimeEdit):
    """A field no wider than a time of day and its arrows: Qt keeps room for more."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return the width of a time, its margins and the arrows."""
        hint = super().sizeHint()
        return QSize(
            min(hint.width(), self.fontMetrics().horizontalAdvance("00:00") + _ARROWS), hint.height()
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same."""
        return self.sizeHint()


class SlotField(QWidget):
    """Builds a ``Slot`` and nothing else; what it means for both readers is shown under it.

    ``slotChanged(Slot | None)`` is emitted after every change by the user; None while the time given does not
    exist, or happens twice and it is not yet said which is meant. Both are told beside the field.

    Args:
        both: the slot's local times as lines to read, the partner's first.
        name: which slot this is, as a screen reader says it ('First time').
        length: whether it has a field for its length; without one ``set_minutes`` says it.
        beside: whether the local times stand beside the fields where there is room, else under them.

    """

    slotChanged = Signal(object)  # noqa: N815 - Qt's manner

    def __init__(
        self,
        both: Callable[[Slot], Sequence[str]],
        name: str = "Time",
        parent: QWidget | None = None,
        *,
        length: bool = True,
        beside: bool = False,
    ) -> None:
        super().__init__(parent)
        self._both = both
        self._fold: int | None = None
        self._slot: Slot | None = None
        self._clocks: list[Clock] = []
        self._parties: tuple[Clock, ...] = ()
        self._day, self._time = QDateEdit(), _TimeField(QTime(10, 0))
        self._clock = QComboBox()
        self._clock.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._minutes = QSpinBox(minimum=SHORTEST, maximum=LONGEST, singleStep=_STEP, value=45, suffix=" min")
        self._dress()
        row = QWidget()
        flow = FlowLayout(row)
        for part, what in (
            (self._day, "date"),
            (self._time, "time of day"),
            (self._clock, "on whose clock"),
            (self._minutes, "length"),
        ):
            part.setAccessibleName(f"{name}: {what}")
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            flow.addWidget(part)
        self._minutes.setHidden(not length)
        self._bar = InlineBar()
        self._lines = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=not beside, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(row)
        column.addWidget(self._bar)
        if beside:
            flow.addWidget(self._lines)
        else:
            column.addWidget(self._lines)
        self.setAccessibleName(name)
        self.setFocusProxy(self._day)
        for field in (self._day, self._time, self._minutes):
            field.setKeyboardTracking(False)
        for edit in (self._day, self._time):
            TypedWhole(edit).refused.connect(self._tell_refused)
        self._day.dateChanged.connect(self._said_anew)
        self._time.timeChanged.connect(self._said_anew)
        self._clock.currentIndexChanged.connect(self._said_anew)
        self._minutes.valueChanged.connect(self._said)

    def _dress(self) -> None:
        """Have date and time written as the rest of the program writes them."""
        # From left to right in any language: 10:00 turned round would be another time.
        for part in (self._day, self._time, self._minutes):
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._day.setCalendarPopup(True)
        style_calendar(self._day.calendarWidget())
        for part, form in ((self._day, "d MMM yyyy, ddd"), (self._time, "HH:mm")):
            part.setLocale(_ENGLISH)
            # No clock of this machine: its own changes of the hour must not move what is typed.
            part.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
            part.setDisplayFormat(form)
        # Qt lays the text of a spin box over the padding that the stylesheet gives it.
        for spin in (self._time, self._minutes):
            spin.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)

    def set_clocks(self, theirs: Clock, ours: Clock) -> None:
        """Offer the partner's clock, which is proposed first, and our own; one without a zone is left out."""
        held = self._slot
        self._clocks = []
        self._parties = (theirs, ours)
        with QSignalBlocker(self._clock):
            self._clock.clear()
            for clock, whose in ((theirs, "theirs"), (ours, "ours")):
                self._offer(clock, whose)
        if held is not None:
            self.set_slot(held)
        else:
            self._check()

    def set_minutes(self, minutes: int) -> None:
        """Give the slot another length, without telling anyone."""
        with QSignalBlocker(self._minutes):
            self._minutes.setValue(minutes)
        self._check()

    def slot(self) -> Slot | None:
        """Return the slot as it is given now; None while it cannot be one."""
        return self._slot

    def ask(self, wall: datetime, zone: str, minutes: int = 45) -> None:
        """Show a wall time that was said without a fold: the field asks if it happens twice."""
        self.set_slot(Slot(wall, zone, minutes))
        self._fold = None
        self._check()

    def set_slot(self, slot: Slot) -> None:
        """Show a slot, without telling anyone; a clock that is neither party's is offered for it alone."""
        with QSignalBlocker(self._clock):
            for at in reversed(range(len(self._clocks))):
                if self._clocks[at] not in self._parties and self._clocks[at].zone != slot.zone:
                    del self._clocks[at]
                    self._clock.removeItem(at)
            if slot.zone not in [clock.zone for clock in self._clocks]:
                self._offer(Clock(zone_city(slot.zone), slot.zone), "")
        with (
            QSignalBlocker(self._day),
            QSignalBlocker(self._time),
            QSignalBlocker(self._clock),
            QSignalBlocker(self._minutes),
        ):
            self._day.setDate(QDate(slot.wall.year, slot.wall.month, slot.wall.day))
            self._time.setTime(QTime(slot.wall.hour, slot.wall.minute))
            self._clock.setCurrentIndex([clock.zone for clock in self._clocks].index(slot.zone))
            self._minutes.setValue(slot.minutes)
        self._fold = slot.fold
        self._check()

    def refresh(self) -> None:
        """Write the local times anew, after what ``both`` knows has changed."""
        self._check()

    def _offer(self, clock: Clock, whose: str) -> None:
        if clock.zone and clock not in self._clocks:
            self._clocks.append(clock)
            words = f"in {clock.city or zone_city(clock.zone)}"
            self._clock.addItem(f"{words} ({whose})" if whose else words)

    def _wall(self) -> datetime:
        day, clock = self._day.date(), self._time.time()
        return datetime.combine(date(day.year(), day.month(), day.day()), time(clock.hour(), clock.minute()))

    def _said_anew(self) -> None:
        self._fold = None
        self._said()

    def _said(self) -> None:
        self._check()
        self.slotChanged.emit(self._slot)

    def _check(self) -> None:
        self._slot = None
        self._bar.hide()
        if 0 <= self._clock.currentIndex() < len(self._clocks):
            zone = self._clocks[self._clock.currentIndex()].zone
            try:
                self._slot = Slot.said(self._wall(), zone, self._minutes.value(), self._fold)
            except NonexistentTime as error:
                self._tell_gap(error)
            except AmbiguousTime as error:
                self._ask_which(error)
            except BadInput as error:
                self._bar.say(Kind.ERROR, str(error), closable=False)
        self._lines.setText("\n".join(self._both(self._slot)) if self._slot is not None else "")
        self._lines.setVisible(self._slot is not None)

    def _tell_refused(self, words: str) -> None:
        """Say that what was typed is no date or time; the slot stays as it was."""
        self._check()
        self._bar.say(Kind.ERROR, words, closable=False)

    def _tell_gap(self, error: NonexistentTime) -> None:
        def take(moment: datetime) -> Callable[[], None]:
            return lambda: self._take(moment)

        self._bar.say(
            Kind.ERROR,
            error.message,
            actions=[
                (f"Take {moment:%H:%M} ({offset_text(moment)})", take(moment))
                for moment in (error.before, error.after)
            ],
            closable=False,
        )

    def _ask_which(self, error: AmbiguousTime) -> None:
        def choose(fold: int) -> Callable[[], None]:
            return lambda: self._choose(fold)

        self._bar.say(
            Kind.WARNING,
            f"{error.message} Which one is meant?",
            actions=[
                (f"The {which}, {offset_text(self._wall().replace(tzinfo=timezone(offset)))}", choose(fold))
                for fold, (which, offset) in enumerate(zip(("first", "second"), error.offsets, strict=True))
            ],
            closable=False,
        )

    def _take(self, moment: datetime) -> None:
        with QSignalBlocker(self._day), QSignalBlocker(self._time):
            self._day.setDate(QDate(moment.year, moment.month, moment.day))
            self._time.setTime(QTime(moment.hour, moment.minute))
        self._said_anew()
        self._time.setFocus()

    def _choose(self, fold: int) -> None:
        self._fold = fold
        self._said()
        self._time.setFocus()
