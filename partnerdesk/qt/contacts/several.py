"""The card of several contacts at once: write to all, tag them, move them to Trash."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from partnerdesk.desk.listing import ListRow
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.completion import complete
from partnerdesk.qt.contacts.there import counted
from partnerdesk.qt.scrolled import Column
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, Hairline, Label, Tone, announce, plain_button, primary_button

SHOWN = 12
"""Names that the card lists; the others are counted."""


class SeveralCard(Column):
    """What can be done with the selected contacts.

    Signals:
        writeAsked, timeAsked, projectAsked, printAsked, exportAsked, trashAsked: their
            verbs.
        tagged(str): put this tag on all of them.

    """

    writeAsked = Signal()  # noqa: N815 - Qt's manner
    timeAsked = Signal()  # noqa: N815
    projectAsked = Signal()  # noqa: N815
    printAsked = Signal()  # noqa: N815
    exportAsked = Signal()  # noqa: N815
    trashAsked = Signal()  # noqa: N815
    tagged = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(size=Size.HEADING, wrap=True)
        self._hint = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.write_button = primary_button("Write to all", self.writeAsked.emit)
        verbs = QWidget()
        flow = FlowLayout(verbs)
        flow.addWidget(self.write_button)
        flow.addWidget(plain_button("Find a time", self.timeAsked.emit, tip="Find a time (Ctrl+Shift+F)"))
        flow.addWidget(
            plain_button("Add to a project", self.projectAsked.emit, tip="Add to a project (Ctrl+J)")
        )
        flow.addWidget(plain_button("Print", self.printAsked.emit, tip="Print them (Ctrl+P)"))
        flow.addWidget(plain_button("Export", self.exportAsked.emit, tip="Write a file (Ctrl+Shift+E)"))
        flow.addWidget(plain_button("Move to Trash", self.trashAsked.emit, icon="trash"))
        self.tag_field = QLineEdit(placeholderText="Tag them all: choir, science fair…")
        self.tag_field.setAccessibleName("Tag the selected contacts")
        self.tag_field.returnPressed.connect(self._ask)
        self._wrong = Label(size=Size.SMALL, tone=Tone.WARNING, wrap=True)
        self._wrong.hide()
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.GRID // 2] * 4)
        column.setSpacing(2 * theme.GRID)
        for part in (self._title, self._hint, verbs, self.tag_field, self._wrong):
            column.addWidget(part)
        column.addLayout(self._names)
        column.addStretch()

    def show_rows(self, rows: Sequence[ListRow], count: int) -> None:
        """Show what is selected: ``rows`` are the first of ``count``."""
        self._title.setText(counted(count))
        self.setAccessibleName(f"{counted(count)} selected")
        lacking = ""
        if count <= SHOWN and (bare := sum(not row.email for row in rows)):
            lacking = "none has an e-mail address" if bare == count else f"{bare} without an e-mail address"
        self._hint.setText(lacking)
        self._hint.setVisible(bool(lacking))
        self._wrong.hide()
        while (item := self._names.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in rows[:SHOWN]:
            self._names.addWidget(_line(row))
            self._names.addWidget(Hairline())
        if count > SHOWN:
            more = Label(f"and {count - SHOWN:,} more", Size.SMALL, tone=Tone.MUTED)
            more.setContentsMargins(0, theme.GRID, 0, 0)
            self._names.addWidget(more)

    def offer(self, tags: Sequence[str]) -> None:
        """Offer the tags of the book."""
        complete(self.tag_field, tags, "Tags")

    def taken(self) -> None:
        """Empty the field: the tag is on."""
        self.tag_field.clear()
        self._wrong.hide()

    def tell(self, error: PartnerDeskError) -> None:
        """Say beside the field what is wrong with the tag."""
        self._wrong.setText(str(error))
        self._wrong.show()
        announce(self._wrong, str(error))

    def _ask(self) -> None:
        if text := self.tag_field.text().strip():
            self.tagged.emit(text)


def _line(row: ListRow) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 7, 0, 7)
    column.setSpacing(1)
    column.addWidget(Label(row.name, elide=True))
    about = ", ".join(part for part in (row.organisation, row.city) if part)
    if about:
        column.addWidget(Label(about, Size.SMALL, tone=Tone.MUTED, elide=True))
    return box
