"""The day as a grid: a row a party, its own hours along one common axis; a time is picked by key or mouse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.core.dayview import QUARTER, Day, day_words
from partnerdesk.core.wording import clock
from partnerdesk.qt import theme
from partnerdesk.qt.times.grid_paint import (
    Plot,
    paint_day,
    paint_labels,
    paint_now,
    paint_slot,
)
from partnerdesk.qt.widgets import announce

_HOUR = 4  # quarters
_SPOKEN = {
    "school": "in school",
    "stretch": "your stretch hours",
    "closed": "closed",
    "night": "night, closed",
}
_KEYS = (
    "Left and Right move the time by 15 minutes, with Shift by an hour; "
    "Page Up and Page Down change the day; "
    "Home and End go to the first and last time for all; Return takes it"
)
_STALE = 0.4  # how much of the ink is left while it is not what is asked for


class DayGrid(QWidget):
    """One day of all parties, and the time that is chosen on it.

    Signals:
        slotMoved(datetime): the time is to begin at this instant (UTC), which may lie on another day.
        dayAsked(int): show the day so many days further on.
        taken(): the time chosen is to be used.

    """

    slotMoved = Signal(object)  # noqa: N815 - Qt's manner
    dayAsked = Signal(int)  # noqa: N815
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: Day | None = None
        self._hours = (6, 20)
        self._start: datetime | None = None
        self._minutes = 45
        self._now: datetime | None = None
        self._plot: Plot | None = None
        self._picture: QPixmap | None = None
        self._grab = 0.0  # quarters between the beginning of the time and where it was taken hold of
        self._held = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(300)
        self.setAccessibleName("Day grid")

    # --- what is shown --------------------------------------------------------------------------------

    @property
    def day(self) -> Day | None:
        """The day shown; None before there is one."""
        return self._day

    @property
    def slot(self) -> tuple[datetime, datetime] | None:
        """The time that is chosen, from and until, in UTC; None if none is."""
        if self._start is None:
            return None
        return self._start, self._start + timedelta(minutes=self._minutes)

    @property
    def plot(self) -> Plot | None:
        """Where everything stands at the present size."""
        return self._plot

    def show_day(self, day: Day | None, hours: tuple[int, int], now: datetime | None = None) -> None:
        """Show a day of home.

        Args:
            day: the day; None for none.
            hours: the hours of home's clock to show.
            now: the present instant, marked if it lies on this day.

        """
        self._day, self._hours, self._now = day, hours, now
        self._measure()
        self._tell()

    def show_slot(self, start: datetime | None, minutes: int) -> None:
        """Show the time that is chosen; it may lie on another day, then it is not to be seen."""
        if (start, minutes) == (self._start, self._minutes):
            return
        before = self._shown_hours()
        self._start, self._minutes = start, minutes
        if self._shown_hours() != before:
            self._measure()
        self._tell()
        self.update()

    def words(self) -> str:
        """Return in words what the grid shows of the time chosen: all local times and states."""
        if self._day is None:
            return ""
        if self.slot is None or not self._on_day():
            return day_words(self._day.day)
        start, end = self.slot
        first, last = self._day.quarter(start), self._day.quarter(end)
        parts = []
        for row in self._day.rows:
            local = row.local(start)
            when = (
                clock(local) if local.date() == self._day.day else f"{day_words(local.date())} {clock(local)}"
            )
            state = _SPOKEN[row.state_of(int(first // 1), -int(-last // 1))]
            sure = "" if row.confirmed else ", hours assumed"
            parts.append(f"{row.name}, {row.city} {when}, {state}{sure}")
        return f"{day_words(self._day.day)}. {'; '.join(parts)}"

    def _on_day(self) -> bool:
        slot = self.slot
        if self._day is None or slot is None:
            return False
        return self._day.quarter(slot[1]) > 0 and self._day.quarter(slot[0]) < self._day.quarters

    def _shown_hours(self) -> tuple[int, int]:
        """Return the hours shown: those asked for, and as far as the time chosen goes beyond them."""
        low, high = self._hours
        slot = self.slot
        if self._day is not None and slot is not None and self._on_day():
            home = self._day.rows[0]
            first, last = home.local(slot[0]), home.local(slot[1] - timedelta(minutes=1))
            low = min(low, first.hour if first.date() == self._day.day else 0)
            high = max(high, last.hour + 1 if last.date() == self._day.day else 24)
        return low, high

    def _measure(self) -> None:
        self._picture = None
        if self._day is None:
            self._plot = None
            return
        window = self._day.window(self._shown_hours())
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._plot = Plot(self._day, window, self.width(), rtl=rtl)
        if self._plot.height != self.height():
            self.setFixedHeight(self._plot.height)
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(f"{self.words()}. {_KEYS}")

    # --- Qt -------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for all rows."""
        return QSize(640, self._plot.height if self._plot is not None else 200)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Measure anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the scheme, the size of text and the direction of reading."""
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.PaletteChange,
            QEvent.Type.StyleChange,
            QEvent.Type.FontChange,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the day from its picture, and what moves over it."""
        if self._plot is None:
            return
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(_STALE)
        painter.drawPixmap(0, 0, self._still(self._plot))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        slot = self.slot if self._on_day() else None
        if self._now is not None:
            paint_now(painter, self._plot, self._now, self.palette())
        if slot is not None:
            paint_slot(painter, self._plot, slot, self.palette(), focus=self.hasFocus())
        elif self.hasFocus():
            painter.setPen(theme.colours(self.palette()).accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._plot.whole(*self._plot.window).adjusted(-3, 0, 3, 3), 6, 6)
        paint_labels(painter, self._plot, slot, self.palette())

    def _still(self, plot: Plot) -> QPixmap:
        """Return the picture of what stays while a time is moved, drawn once."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            picture = QPixmap(QSize(plot.width, plot.height) * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_day(painter, plot, self.palette())
            painter.end()
            self._picture = picture
        return self._picture

    def focusInEvent(self, event: object) -> None:  # noqa: N802
        """Show the ring."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def focusOutEvent(self, event: object) -> None:  # noqa: N802
        """Show no ring."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    # --- by mouse -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the time chosen, or have it begin where the pointer is."""
        if self._plot is None or self._day is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        at = self._plot.quarter(event.position().x())
        if not self._plot.window[0] <= at <= self._plot.window[1]:
            return
        self._held = True
        slot = self.slot if self._on_day() else None
        first, last = (self._day.quarter(each) for each in slot) if slot is not None else (0.0, 0.0)
        if slot is not None and first <= at <= last:
            self._grab = at - first
        else:
            self._grab = 0.5
            self._drag(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the time along."""
        if self._held and self._plot is not None:
            self._drag(self._plot.quarter(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._held = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the time."""
        if event.button() is Qt.MouseButton.LeftButton and self.slot is not None:
            self.taken.emit()

    def _drag(self, at: float) -> None:
        if self._day is None or self._plot is None:
            return
        first, last = self._plot.window
        quarter = round(min(max(at - self._grab, first), last - self._minutes / 15))
        moment = self._day.at(quarter)
        if moment != self._start:
            self.slotMoved.emit(moment)

    # --- by key ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move the time, change the day, go to the first or last time for all, or take it."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        other = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self._day is None or other != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            later = (key == Qt.Key.Key_Right) != rtl
            self._step((_HOUR if shift else 1) * (1 if later else -1))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.dayAsked.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_common(0 if key == Qt.Key.Key_Home else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.slot is not None:
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, quarters: int) -> None:
        if self._day is None:
            return
        if self._start is None or not self._on_day():
            self._begin()
            return
        moved = self._start + quarters * QUARTER
        # To the next whole quarter: a time from elsewhere may begin at 12:10.
        rest = timedelta(minutes=moved.minute % 15, seconds=moved.second)
        self.slotMoved.emit(
            (moved - rest + (QUARTER if rest and quarters < 0 else timedelta(0))).astimezone(UTC)
        )

    def _begin(self) -> None:
        """Put the time where it is good: the first one for all, else the beginning of home's school."""
        if self._day is None:
            return
        common = self._day.starts(self._minutes)
        school = next(iter(self._day.rows[0].stretches("school", "stretch")), None)
        first = common[0] if common else school[0] if school else self._day.window((12, 13))[0]
        self.slotMoved.emit(self._day.at(first))

    def _go_to_common(self, which: int) -> None:
        if self._day is None:
            return
        found = self._day.starts(self._minutes)
        if found:
            self.slotMoved.emit(self._day.at(found[which]))
        else:
            announce(self, f"No time for all on {day_words(self._day.day)}")

    def event(self, event: QEvent) -> bool:
        """Keep the grid's keys from other uses in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain and event.key() in _OWN_KEYS:
                event.accept()
                return True
        return super().event(event)


_OWN_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Space,
    }
)
