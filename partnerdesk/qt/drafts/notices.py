"""What is said of the people to be written to, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.desk.recipients import Notice
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.finding_row import breakable
from partnerdesk.qt.letter.marks import Mark
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Label, LinkButton


class Notices(QWidget):
    """One line for each notice, with a verb that leaves those people out.

    Signals:
        leaveOutAsked(object): write to these contacts (a tuple of keys) no longer.

    """

    leaveOutAsked = Signal(object)  # noqa: N815 - Qt's manner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: tuple[Notice, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.setAccessibleName("Before you write")
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show these; what is as before stays."""
        if tuple(notices) == self.shown:
            return
        self.shown = tuple(notices)
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for notice in notices:
            self._rows.addWidget(self._row(notice))
        self.setVisible(bool(notices))

    def _row(self, notice: Notice) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(Mark("advice"), 0, Qt.AlignmentFlag.AlignVCenter)
        said = f"{notice.text} No letter is written." if notice.kind == "trashed" else notice.text
        line.addWidget(Label(breakable(said), Size.SMALL, wrap=True), 1)
        # Of those who share an address the first is written to
        out = notice.contact_ids[1:] if notice.kind == "same-address" else notice.contact_ids
        verb = "Write to the first only" if notice.kind == "same-address" else "Leave out"
        link = LinkButton(verb, self._leave_out(out))
        link.setAccessibleName(f"{verb}: {notice.text}")
        line.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        row.show()
        return row

    def _leave_out(self, contact_ids: tuple[int, ...]) -> Callable[[], None]:
        return lambda: self.leaveOutAsked.emit(contact_ids)
