"""Two contacts side by side: of each field one value is chosen, of the rest everything is kept."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from partnerdesk.desk.sidebyside import FieldPair, Sheet
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.card import words_label
from partnerdesk.qt.contacts.there import day_words
from partnerdesk.qt.scrolled import Column, Scrolled
from partnerdesk.qt.theme import Size
from partnerdesk.qt.twins.value import Value
from partnerdesk.qt.widgets import FlowLayout, Hairline, Label, Tone, plain_button, primary_button

_WIDEST = 84  # letters


class TwinSheet(QWidget):
    """A pair, compared.

    Signals:
        mergeAsked(), apartAsked(), laterAsked(): what to do with it.

    """

    mergeAsked = Signal()  # noqa: N815 - Qt's manner
    apartAsked = Signal()  # noqa: N815
    laterAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self._groups: dict[str, QButtonGroup] = {}
        self._title = Label(size=Size.HEADING, wrap=True)
        self._reason = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._inside = Column()
        self._column = QVBoxLayout(self._inside)
        self._area = Scrolled(self._inside)
        self.merge = primary_button(
            "Merge", self.mergeAsked.emit, tip="Make one contact of two (Ctrl+Return)"
        )
        self.apart = plain_button(
            "Not the same", self.apartAsked.emit, tip="Do not propose these two again (N in the list)"
        )
        self.later = plain_button("Later", self.laterAsked.emit, tip="Look at the next pair (L in the list)")
        self._lay_out()

    def _lay_out(self) -> None:
        verbs = QWidget()
        flow = FlowLayout(verbs)
        for button in (self.merge, self.apart, self.later):
            flow.addWidget(button)
        edge = 5 * theme.GRID // 2
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, 2 * theme.GRID, edge, 2 * theme.GRID)
        column.setSpacing(theme.GRID)
        column.addWidget(self._title)
        column.addWidget(self._reason)
        column.addWidget(verbs)
        column.addWidget(self._area, 1)
        self._column.setSpacing(theme.GRID)

    def show_sheet(self, sheet: Sheet, reason: str, now: datetime) -> None:
        """Show two contacts.

        Args:
            sheet: what is known of them.
            reason: why they may be one.
            now: aware, by home's clock.

        """
        self.sheet = sheet
        first, second = sheet.names
        self._title.setText(f"{first}, twice" if first == second else f"{first} and {second}")
        self._reason.setText(reason)
        self.setAccessibleName(f"{first} and {second} side by side")
        left, right = (theme.GRID, 0) if self.isRightToLeft() else (0, theme.GRID)  # clear of the scroll bar
        self._column.setContentsMargins(left, theme.GRID, right, 0)
        self._clear()
        self._column.addWidget(self._fields(sheet, now))
        if sheet.joined:
            self._column.addWidget(Hairline())
            self._column.addWidget(self._joined(sheet))
        self._column.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def _clear(self) -> None:
        self._groups = {}
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def choices(self) -> dict[str, int]:
        """Return the chosen side of each field."""
        if self.sheet is None:
            return {}
        chosen = {field.key: field.proposed for field in self.sheet.fields}
        return chosen | {key: group.checkedId() for key, group in self._groups.items()}

    def choose(self, key: str, side: int) -> None:
        """Choose a side of a field."""
        self._groups[key].button(side).setChecked(True)

    def focus_first(self) -> None:
        """Go to the first thing to choose, else to the one thing to do."""
        group = next(iter(self._groups.values()), None)
        checked = group.checkedButton() if group else None
        (checked or self.merge).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self, sheet: Sheet, now: datetime) -> QWidget:
        box, grid = self._box("Choose what holds")
        for side, added in enumerate(sheet.added):
            words = f"Added {day_words(added.astimezone(now.tzinfo), now)}" if added else ""
            head = Label(words, Size.SMALL, tone=Tone.MUTED)
            head.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
            grid.addWidget(head, 0, 1 + side)
        for field in sheet.fields:
            self._field(grid, field)
        return box

    def _box(self, name: str) -> tuple[QWidget, QGridLayout]:
        box = QWidget()
        box.setAccessibleName(name)
        box.setMaximumWidth(theme.column_width(_WIDEST))
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        width = Label("Organisation").fontMetrics().horizontalAdvance("Introduced by") + theme.GRID
        grid.setColumnMinimumWidth(0, width)
        return box, grid

    def _field(self, grid: QGridLayout, field: FieldPair) -> None:
        row, top = grid.rowCount(), Qt.AlignmentFlag.AlignTop
        grid.addWidget(_caption(field.caption), row, 0, top)
        if not field.open:
            grid.addWidget(_words(next(filter(None, field.values))), row, 1, 1, 2, top)
            return
        group = QButtonGroup(self._inside)
        for side, text in enumerate(field.values):
            value = Value(text, f"{field.caption}: {text}")
            group.addButton(value, side)
            grid.addWidget(value, row, 1 + side, top)
        group.button(field.proposed).setChecked(True)
        self._groups[field.key] = group

    def _joined(self, sheet: Sheet) -> QWidget:
        box, grid = self._box("Kept from both")
        head = Label("Kept from both", Size.SMALL, tone=Tone.MUTED)
        head.setContentsMargins(0, 0, 0, theme.GRID // 2)
        grid.addWidget(head, 0, 0, 1, 3)
        for caption, words in sheet.joined:
            row = grid.rowCount()
            grid.addWidget(_caption(caption), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_words(words), row, 1, 1, 2)
        return box


def _caption(text: str) -> Label:
    label = Label(text, tone=Tone.MUTED)
    label.setContentsMargins(0, 7, 0, 7)
    return label


def _words(text: str) -> Label:
    label = words_label(text)
    label.setContentsMargins(theme.GRID, 7, theme.GRID, 7)
    return label
