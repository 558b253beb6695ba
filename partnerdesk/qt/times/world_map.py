"""The map of the world: where our contacts are, who is in school at the chosen moment, day and night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.desk.world import Pin
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.times.facts import FactsTable
from partnerdesk.qt.times.world_paint import key_mark, mark_radius, night_colour, paint_mark, sea_colour
from partnerdesk.qt.times.world_picture import MapPicture, state_words, summary_words, time_words
from partnerdesk.qt.widgets import FlowLayout, Label, LinkButton, Tone


class WorldMap(QWidget):
    """The map, a line that says what the pointer or the keyboard is at, the key to the marks, and a table.

    Set it with ``set_pins``; nothing else is needed. ``desk.world.pins`` makes the pins, on the worker.

    Signals:
        chosen(tuple[Pin, ...]): a mark was pressed: the places that it stands for.

    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = MapPicture()
        self._summary = ""
        self._words = Label(" ", Size.SMALL, elide=True)
        self._fold = LinkButton("Show as a table", self._turn)
        self._fold.setAccessibleName("Show the map as a table")
        self.table = FactsTable("Map of the world as a table", ("Place", "Time there", "School"))
        self.table.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for part in (self.picture, self._words, self._key(), self.table):
            column.addWidget(part)
        self.picture.pointed.connect(self._say)
        self.picture.chosen.connect(self.chosen)
        self.setFocusProxy(self.picture)

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

    def _key(self) -> QWidget:
        """The key to the marks, with the verb that shows the table."""
        row = QWidget()
        flow = FlowLayout(row, gap=3 * theme.GRID // 2)
        for sample, words in (
            (_Sample(1, 0), "in school"),
            (_Sample(0, 1), "closed"),
            (_Sample(2, 1), "several; thick part of the rim: in school"),
            (_Sample(0, 0), "night"),
        ):
            pair = QWidget()
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(6)
            beside.addWidget(sample)
            beside.addWidget(Label(words, Size.SMALL, tone=Tone.MUTED))
            flow.addWidget(pair)
        flow.addWidget(self._fold)
        return row

    def _say(self, words: str) -> None:
        self._words.setText(words or self._summary or " ")  # a line is kept for it: nothing jumps

    def _turn(self) -> None:
        shown = not self.table.isVisibleTo(self)
        self.table.setVisible(shown)
        self._fold.setText("Hide the table" if shown else "Show as a table")
        words = "Hide the table of the map" if shown else "Show the map as a table"
        self._fold.setAccessibleName(words)


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
