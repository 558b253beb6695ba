"""The painted map of the world: marks that the pointer and the keyboard can point at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from math import hypot

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from partnerdesk.core.daylight import Spot, subsolar_point
from partnerdesk.core.wording import clock
from partnerdesk.desk.world import Pin
from partnerdesk.qt import theme
from partnerdesk.qt.theme import colours
from partnerdesk.qt.times.world_paint import (
    SHAPE,
    Mark,
    marks,
    paint_mark,
    paint_night,
    paint_sun,
    sheet_picture,
)
from partnerdesk.qt.widgets import announce
from partnerdesk.qt.widgets.label import tip_text

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMED = 3
_EDGE = 3.0  # a mark is hit this near to it


def time_words(moment: datetime) -> str:
    """Write a local time shortly: ``Mon 12:41``."""
    return f"{_DAYS[moment.weekday()]} {clock(moment)}"


def state_words(in_session: int, closed: int) -> str:
    """Say how many are in school: ``in school``, ``closed``, ``3 in school, 1 closed``."""
    if in_session + closed <= 1:
        return "in school" if in_session else "closed"
    parts = ((in_session, "in school"), (closed, "closed"))
    return ", ".join(f"{number:,} {words}" for number, words in parts if number)


def mark_words(mark: Mark) -> str:
    """Say a mark in a line: place, time there, who is in school."""
    if len(mark.pins) == 1:
        pin = mark.pins[0]
        who = f" · {pin.names[0]}" if mark.people == 1 and pin.names else ""
        return f"{pin.place} · {time_words(pin.local)}{who} · {state_words(pin.in_session, pin.closed)}"
    most = sorted(mark.pins, key=lambda pin: -(pin.in_session + pin.closed))
    named = ", ".join(pin.place.partition(",")[0] for pin in most[:_NAMED])
    more = f" and {len(most) - _NAMED} more" if len(most) > _NAMED else ""
    times = sorted({pin.local.replace(tzinfo=None) for pin in mark.pins})
    when = clock(times[0]) if len(times) == 1 else f"{clock(times[0])} to {clock(times[-1])}"
    return f"{named}{more} · {when} · {state_words(mark.in_session, mark.closed)}"


def summary_words(pins: Sequence[Pin]) -> str:
    """Sum a map up: ``9 of 27 in school · 19 places``; empty where nobody is on it."""
    inside = sum(pin.in_session for pin in pins)
    people = inside + sum(pin.closed for pin in pins)
    where = f"{len(pins):,} place{'s' * (len(pins) != 1)}"
    return f"{inside:,} of {people:,} in school · {where}" if people else ""


class MapPicture(QWidget):
    """The painted map. Arrow keys go from mark to mark, Return chooses one.

    Signals:
        pointed(str): what is said of the mark under the pointer or the keyboard; empty if there is none.
        chosen(tuple[Pin, ...]): a mark was pressed.

    """

    pointed = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Map of the world")
        self._sun: Spot = subsolar_point(datetime(2000, 1, 1, 12, tzinfo=UTC))
        self._pins: tuple[Pin, ...] = ()
        self._marks: list[Mark] | None = None
        self._at: int | None = None
        self._sheet: tuple[object, QPixmap] | None = None

    @property
    def pins(self) -> tuple[Pin, ...]:
        """Who is shown where."""
        return self._pins

    def show_world(self, pins: Sequence[Pin], instant: datetime) -> None:
        """Show who is where at an instant (aware)."""
        self._sun = subsolar_point(instant)
        before = [pin.spot for pin in self._pins]
        self._pins = tuple(pins)
        self._marks = None
        if before != [pin.spot for pin in self._pins]:
            self._at = None
        told = summary_words(self._pins)
        self.setAccessibleDescription(
            f"{told}. Arrow keys go from one to the next." if told else "Nobody is on it yet."
        )
        self.update()

    def marks(self) -> list[Mark]:
        """Return the marks as they are drawn now, from west to east."""
        if self._marks is None:
            self._marks = marks(self._pins, self._area())
        return self._marks

    def point(self, index: int | None, *, said: bool = True) -> None:
        """Point at a mark, or at none."""
        if index == self._at and not said:
            return
        self._at = index
        words = "" if index is None else mark_words(self.marks()[index])
        self.pointed.emit(words)
        if said and words:
            announce(self, words)
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's names
        """The sheet keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of the sheet at a width."""
        return round(width / SHAPE)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size at which towns can be told apart."""
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the smallest map that says something."""
        return QSize(240, self.heightForWidth(240))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Gather the marks anew: how near they lie has changed."""
        super().resizeEvent(event)
        self._marks = None
        if self._at is not None:
            self.point(None)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size: numbers need more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._marks = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go from mark to mark, or choose one."""
        last = len(self.marks()) - 1
        key = event.key()
        here = self._at
        steps: dict[int, int] = {
            Qt.Key.Key_Right: 0 if here is None else min(here + 1, last),
            Qt.Key.Key_Down: 0 if here is None else min(here + 1, last),
            Qt.Key.Key_Left: last if here is None else max(here - 1, 0),
            Qt.Key.Key_Up: last if here is None else max(here - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and key in steps:
            self.point(steps[key])
        elif here is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.marks()[here].pins)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Point at nothing."""
        super().focusOutEvent(event)
        self.point(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Point at the mark under the pointer."""
        at = self._hit(event.position().toPoint())
        self.setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)
        if at is not None or not self.hasFocus():
            self.point(at, said=False)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Point at nothing."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point(None, said=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the mark under the pointer."""
        at = self._hit(event.position().toPoint())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self.point(at)
            self.chosen.emit(self.marks()[at].pins)

    def event(self, event: QEvent) -> bool:
        """Show a mark's words as its tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._hit(event.pos())
            if at is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip_text(mark_words(self.marks()[at])), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the sheet (kept from one time to the next), the night, the sun and the marks."""
        area, c = self._area(), colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(area, theme.RADIUS, theme.RADIUS)
        painter.setClipPath(frame)
        painter.drawPixmap(0, 0, self._sheet_picture())
        paint_night(painter, area, self._sun, c)
        paint_sun(painter, area, self._sun, c)
        painter.setClipping(False)
        for index, mark in enumerate(self.marks()):
            if index != self._at:
                paint_mark(painter, mark, self.palette(), chosen=False)
        if self._at is not None:
            paint_mark(painter, self.marks()[self._at], self.palette(), chosen=True)
        if self.hasFocus():
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _area(self) -> QRectF:
        return QRectF(self.rect())

    def _sheet_picture(self) -> QPixmap:
        ours = tuple(sorted({pin.country for pin in self._pins}))
        ratio = self.devicePixelRatioF()
        asked = (self.width(), self.height(), ratio, colours(self.palette()).dark, ours)
        if self._sheet is None or self._sheet[0] != asked:
            self._sheet = asked, sheet_picture(self.size(), ratio, self.palette(), ours)
        return self._sheet[1]

    def _hit(self, position: QPoint) -> int | None:
        """Return the mark at a position of the pointer; the nearest if several are."""
        near = [
            (hypot(mark.at.x() - position.x(), mark.at.y() - position.y()) - mark.radius, index)
            for index, mark in enumerate(self.marks())
        ]
        distance, index = min(near, default=(_EDGE + 1, 0))
        return index if distance <= _EDGE else None
