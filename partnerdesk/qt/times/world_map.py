"""The map of the world: where our contacts are, who is in school at the chosen moment, day and night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.desk.world import Pin
from partnerdesk.qt.theme import colours
from partnerdesk.qt.times.pictured import Pictured
from partnerdesk.qt.times.world_paint import key_mark, mark_radius, night_colour, paint_mark, sea_colour
from partnerdesk.qt.times.world_picture import MapPicture, state_words, summary_words, time_words


class WorldMap(Pictured):
    """The map, a line that says what the pointer or the keyboard is at, the key to the marks, and a table.

    Set it with ``set_pins``; nothing else is needed. ``desk.world.pins`` makes the pins, on the worker.

    Signals:
        chosen(tuple[Pin, ...]): a mark was pressed: the places that it stands for.

    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self.picture = MapPicture()
        key = (
            (_Sample(1, 0), "in school"),
            (_Sample(0, 1), "closed"),
            (_Sample(2, 1), "several; thick part of the rim: in school"),
            (_Sample(0, 0), "night"),
        )
        columns = ("Place", "Time there", "School")
        super().__init__(self.picture, key, "map", "Map of the world as a table", columns, parent)

    def set_pins(self, pins: Sequence[Pin], instant: datetime) -> None:
        """Show who is where at an instant (aware): states and local times of the pins are those of then."""
        self.picture.show_world(pins, instant)
        self.table.set_rows(
            [
                (
                    pin.place,
                    time_words(pin.local),
                    state_words(pin.in_session, pin.closed),
                )
                for pin in sorted(pins, key=lambda pin: (pin.in_session == 0, pin.place))
            ]
        )
        self._summary = summary_words(pins)
        self._say("")


class _Sample(QWidget):
    """One mark, or the night (nobody), for the key."""

    def __init__(self, in_session: int, closed: int) -> None:
        super().__init__()
        self._people = in_session, closed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        edge = 2 * round(mark_radius(2) if not sum(self._people) else mark_radius(sum(self._people))) + 4
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, box = colours(self.palette()), QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if sum(self._people):
            paint_mark(painter, key_mark(*self._people, box.center()), self.palette(), chosen=False)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for colour in (sea_colour(c), night_colour(c)):
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(c.outline)
        painter.drawRoundedRect(box, 3, 3)
