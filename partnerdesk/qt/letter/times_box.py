"""The times proposed: one to three date and time fields, on either party's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.core import wording
from partnerdesk.core.drafting import MOST_SLOTS, Party
from partnerdesk.core.times import LONGEST, SHORTEST, Slot, offset_text
from partnerdesk.core.zones import zone_city
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Clock, IconButton, Label, LinkButton, SlotField, Tone
from partnerdesk.qt.widgets.calm import Calm

_NAMES = ("First time", "Second time", "Third time")


def clock_of(party: Party | None) -> Clock:
    """Return a party's city and zone; both empty where they are not known."""
    if party is None or not party.place.zone:
        return Clock("", "")
    return Clock(party.place.city or zone_city(party.place.zone), party.place.zone)


def local_words(slot: Slot, theirs: Clock, ours: Clock) -> list[str]:
    """Say in one line for each what a slot means for both: with the day where it is not the slot's own."""
    lines = []
    for clock in dict.fromkeys((theirs, ours)):
        if clock.zone:
            start = slot.local(clock.zone)
            day = f"{start:%a} {start.day} {start:%b}, " if start.date() != slot.wall.date() else ""
            lines.append(f"{day}{wording.clock(start)} in {clock.city} ({offset_text(start)})")
    return lines


@dataclass
class _Row:
    box: QWidget
    field: SlotField
    away: IconButton


class TimesBox(QWidget):
    """One to three slots.

    ``changed(tuple[Slot, ...] | None)`` is emitted after every change by the user; None while one of them is
    not a time yet. What is wrong is said beside it. ``aloneChosen(bool)`` says, of one letter among several,
    whether the times are for it alone.
    """

    changed = Signal(object)
    aloneChosen = Signal(bool)  # noqa: N815 - Qt's manner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theirs = self._ours = Clock("", "")
        self._least = 1
        self._proposal: Slot | None = None
        self._rows: list[_Row] = []
        self._calm = Calm(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.GRID - 2)
        self._more = LinkButton("Add another time", self._add)
        self._more.setObjectName("moreTimes")
        self.alone = QCheckBox("Only for this letter")
        self.alone.setAccessibleName("Times only for this letter")
        self.alone.setToolTip("Propose other times in this letter than in the others")
        self.alone.clicked.connect(self.aloneChosen)
        self.alone.hide()
        self._minutes = self._length()
        self._apart = Label(size=Size.SMALL, tone=Tone.WARNING, elide=True)
        self._apart.hide()
        self._moved = Label(size=Size.SMALL, tone=Tone.WARNING, wrap=True)
        self._moved.setObjectName("whyMoved")
        self._moved.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(Label("Times proposed", Size.SMALL, tone=Tone.MUTED))
        head.addWidget(self._more)
        head.addStretch()
        head.addWidget(self.alone)
        head.addWidget(self._minutes)
        column.addLayout(head)
        column.addWidget(self._apart)
        column.addWidget(self._moved)
        column.addLayout(self._column)
        self.setAccessibleName("Times proposed")

    def _length(self) -> QSpinBox:
        """Make the one field for the length of all of them."""
        field = QSpinBox(minimum=SHORTEST, maximum=LONGEST, singleStep=5, value=45, suffix=" min")
        field.setKeyboardTracking(False)
        field.setAccessibleName("Length of each")
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        field.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)  # as in the fields of a slot
        self._calm.keep(field)
        field.valueChanged.connect(self._set_length)
        return field

    def _set_length(self, minutes: int) -> None:
        for row in self._rows:
            row.field.set_minutes(minutes)
        self._told()

    def show_alone(self, *, offered: bool, alone: bool) -> None:
        """Offer times for the letter shown alone, and say whether these are."""
        self.alone.setVisible(offered)
        self.alone.setChecked(alone)

    def say_apart(self, words: str) -> None:
        """Say in one line that no time suits both; empty where one does."""
        self._apart.setText(words)
        self._apart.setVisible(bool(words))

    def say_moved(self, words: str) -> None:
        """Say why a time is another one than before; empty where it is not, or the user said so."""
        self._moved.setText(words)
        self._moved.setVisible(bool(words))

    def slots(self) -> tuple[Slot, ...] | None:
        """Return the slots as they are said now; None while one of them cannot be one."""
        found = [row.field.slot() for row in self._rows]
        return None if None in found else tuple(dict.fromkeys(slot for slot in found if slot))

    def set_slots(self, slots: tuple[Slot, ...]) -> None:
        """Show these slots, without telling anyone; fields that show them already are left alone.

        Without any there is no row, whatever least there is to be: a date cannot be left empty.
        """
        if slots:
            self._proposal = slots[0]
        if self.slots() == slots and len(self._rows) == len(slots):
            return
        while len(self._rows) > len(slots):
            self._drop(self._rows[-1])
        while len(self._rows) < len(slots):
            self._append()
        for row, slot in zip(self._rows, slots, strict=False):
            row.field.set_slot(slot)
        if slots:
            with QSignalBlocker(self._minutes):
                self._minutes.setValue(slots[0].minutes)
        self._settle()

    def set_clocks(self, theirs: Clock, ours: Clock) -> None:
        """Offer these clocks: the partner's whose letter is shown, and ours."""
        if (theirs, ours) == (self._theirs, self._ours):
            return
        self._theirs, self._ours = theirs, ours
        for row in self._rows:
            row.field.set_clocks(theirs, ours)

    def set_least(self, least: int) -> None:
        """Say how many times there have to be: none, where the template proposes none."""
        self._least = least
        self._settle()

    def focus_first(self) -> None:
        """Lead to the first field."""
        if self._rows:
            self._rows[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _both(self, slot: Slot) -> list[str]:
        return local_words(slot, self._theirs, self._ours)

    def _append(self) -> _Row:
        name = _NAMES[len(self._rows)]
        field = SlotField(self._both, name, length=False, beside=True)
        field.set_clocks(self._theirs, self._ours)
        away = IconButton("close", f"Take the {name.lower()} out")
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID // 2)
        line.addWidget(field, 1)
        line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        row = _Row(box, field, away)
        away.clicked.connect(lambda: self._take_out(row))
        field.slotChanged.connect(self._told)
        for part in (*field.findChildren(QAbstractSpinBox), *field.findChildren(QComboBox)):
            self._calm.keep(part)
        self._rows.append(row)
        self._column.addWidget(box)
        return row

    def _add(self) -> None:
        """Add a time: a day after the last one (over the weekend), at the same hour."""
        last = self._rows[-1].field.slot() if self._rows else None
        row = self._append()
        if last is not None:
            step = timedelta(days=3 if last.wall.weekday() == 4 else 1)
            later = last.wall + step
            row.field.ask(later, last.zone, last.minutes)
        elif self._proposal is not None:
            row.field.set_slot(self._proposal)
        row.field.set_minutes(self._minutes.value())
        self._settle()
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._told()

    def _take_out(self, row: _Row) -> None:
        index = self._rows.index(row)
        self._drop(row)
        self._settle()
        if self._rows:
            self._rows[min(index, len(self._rows) - 1)].field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._more.setFocus(Qt.FocusReason.OtherFocusReason)
        self._told()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row.box)
        row.box.hide()
        row.box.deleteLater()

    def _settle(self) -> None:
        self._minutes.setVisible(bool(self._rows))
        for row in self._rows:
            row.away.setVisible(len(self._rows) > self._least)
        self._more.setVisible(len(self._rows) < MOST_SLOTS)
        self._more.setText("Add another time" if self._rows else "Propose a time")

    def _told(self, _slot: object = None) -> None:
        self.changed.emit(self.slots())
