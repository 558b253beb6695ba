"""The times that are kept with a project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.core.times import Slot
from partnerdesk.core.wording import clock, date_words
from partnerdesk.core.zones import zone_city
from partnerdesk.desk.project_slots import KeptSlot
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Hairline, IconButton, Label, Tone

_NONE = "None yet. Find a time with the partners, and keep it here to propose or use it."
_SCREEN = "en_GB"


class KeptTimes(QWidget):
    """A line for each time: the day and both clocks.

    ``dropAsked(Slot)`` is emitted when one is to be kept no longer.
    """

    dropAsked = Signal(object)  # noqa: N815 - Qt's manner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self.lines: list[QWidget] = []
        self._none = Label(_NONE, tone=Tone.MUTED, wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._none)

    def show_slots(self, slots: Sequence[KeptSlot], home: tuple[str, str]) -> None:
        """Show these times, on the clock they were said on and on home's (its city and zone)."""
        if self._shown == (tuple(slots), home):
            return
        self._shown = tuple(slots), home
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(each, home) for each in slots]
        for line in self.lines:
            self._column.addWidget(line)
        self._none.setVisible(not self.lines)

    def _line(self, kept: KeptSlot, home: tuple[str, str]) -> QWidget:
        day, clocks = kept_words(kept.slot, home)
        line = QWidget()
        words = Label(day, wrap=True)
        told = f"{clocks} · gone by" if kept.gone_by else clocks
        below = Label(told, Size.SMALL, tone=Tone.MUTED, wrap=True)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(words)
        texts.addWidget(below)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.GRID - 1, 0, theme.GRID - 1)
        row.addLayout(texts, 1)
        drop = IconButton("close", f"Keep {day} no longer", lambda: self.dropAsked.emit(kept.slot))
        row.addWidget(drop, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline())
        if kept.gone_by:
            words.set_tone(Tone.MUTED)
        line.setAccessibleName(f"{day}: {told}")
        return line


def kept_words(slot: Slot, home: tuple[str, str]) -> tuple[str, str]:
    """Return a time's day, and its clocks: ``10:00 in Puebla · 12:00 in Detroit · 45 minutes``."""
    city, zone = home
    clocks = [f"{clock(slot.wall)} in {city if zone == slot.zone else zone_city(slot.zone)}"]
    if zone and zone != slot.zone:
        ours = slot.local(zone)
        other = "" if ours.date() == slot.wall.date() else f"{date_words(ours.date(), _SCREEN)}, "
        clocks.append(f"{other}{clock(ours)} in {city or zone_city(zone)}")
    return date_words(slot.wall.date(), _SCREEN), " · ".join([*clocks, f"{slot.minutes} minutes"])
