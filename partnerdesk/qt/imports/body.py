"""What is seen of files before they are taken in: how they are read, their rows, the one chosen, verbs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.desk import listing
from partnerdesk.desk.listing import ListRow
from partnerdesk.desk.previews import Preview
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.imports import words
from partnerdesk.qt.imports.choices import Choices
from partnerdesk.qt.imports.files import Files
from partnerdesk.qt.imports.head import Head
from partnerdesk.qt.imports.list import PreviewList
from partnerdesk.qt.imports.model import RowsModel
from partnerdesk.qt.imports.sheet import RowSheet
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import Hairline, UnderWay, plain_button, primary_button
from partnerdesk.qt.widgets.edges import EDGE, page_foot

_PART, _LEAST, _MOST = 0.36, 34 * theme.GRID, 56 * theme.GRID  # of the width for the row chosen


class Body(QWidget):
    """The files of the page of import, and what would become of each row.

    Args:
        runner: the way to the desk.
        files: the files.
        choices: what was decided up to now.
        take: takes all of it in.
        cancel: lets nothing come in.

    """

    def __init__(
        self,
        runner: Runner,
        files: Files,
        choices: Choices,
        take: Callable[[], object],
        cancel: Callable[[], object],
    ) -> None:
        super().__init__()
        self._files = files
        self._one: Latest[list[ListRow]] = Latest(runner, self)
        self._rows = QWidget(self)
        self.head = Head(files, choices, self)
        self.model = RowsModel(choices, self)
        self.list = PreviewList(self.model, self._rows)
        self.sheet = RowSheet(choices, self._rows)
        self.take = primary_button("Add", take, tip="Take all of it in (Ctrl+Return)")
        self.cancel = plain_button("Cancel", cancel)
        self.under_way = UnderWay("Looking through them…", parent=self)
        self._lay_out()
        self.head.filters.chosen.connect(lambda _kind: self.filter())
        self.list.moved.connect(self.show_row)
        self.list.openAsked.connect(self.sheet.focus_first)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._rows)
        row.setContentsMargins(EDGE - theme.GRID, theme.GRID // 2, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list, 1)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.sheet)
        foot = page_foot(self.take, self.cancel)
        foot.addStretch(1)
        foot.addWidget(self.under_way, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(Hairline())
        whole.addWidget(self._rows, 1)
        whole.addWidget(Hairline())
        whole.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width."""
        super().resizeEvent(event)
        self.sheet.setFixedWidth(max(_LEAST, min(_MOST, int(self.width() * _PART))))

    def show_preview(self, preview: Preview) -> None:
        """Show the rows; the one that was looked at stays, and so does the place in the list."""
        at, top = self.list.currentIndex().row(), self.list.verticalScrollBar().value()
        rows = self.model.rows()
        number = rows[at] if 0 <= at < len(rows) else 0
        self.model.show(preview, self.head.filters.choice, self._files.number())
        self.head.show_counts(preview)
        place = self.model.position(number)
        if place >= 0:
            self.list.choose(place)
            self.list.verticalScrollBar().setValue(top)
        self.show_row()

    def grow(self) -> None:
        """Show the rows that have come meanwhile."""
        self.model.grow()
        self.head.show_counts(self.model.preview)
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.choose(0)

    def filter(self) -> None:
        """Show the rows of the file and of the kind that are chosen."""
        self.model.show(self.model.preview, self.head.filters.choice, self._files.number())
        if self.model.rowCount():
            self.list.choose(0)
            self.list.scrollToTop()
        self.show_row()
        self.head.show_links(self.model.preview)

    def show_row(self) -> None:
        """Show the row that is looked at, with whom of the book it concerns."""
        row, preview = self.list.current(), self.model.preview
        names = list(self._files.names().values())
        file = names[row.file] if row and row.file < len(names) else ""
        wanted = self.sheet.concerned(row) if row else []
        if not wanted:
            self._one.drop()
            self.sheet.show_row(row, preview, file, ())
            return
        self._one.ask(
            lambda book: listing.rows(book, wanted),
            lambda people: self.sheet.show_row(row, preview, file, people),
        )

    def show_verbs(self, *, seen: bool, current: bool, taking: bool) -> None:
        """Say what would be taken in.

        Args:
            seen: whether all rows were seen: then they can be taken.
            current: whether they are as was decided last.
            taking: whether they are being taken in: meanwhile nothing can be decided.

        """
        counts = self.model.preview.counts()
        with_them = sum(each.outcome == "new" for each in self.model.preview.templates)
        said = words.taking(counts, with_them)
        self.take.setText(said if current or not seen else "Take them in")
        self.take.setAccessibleName(self.take.text())
        some = bool(counts["new"] + counts["changed"] + with_them)
        self.take.setEnabled(seen and some and not taking)
        for part in (self.cancel, self._rows, self.head):
            part.setEnabled(not taking)

    def forget(self) -> None:
        """Show nothing: the files are here no longer."""
        self.head.forget()
        self.model.show(Preview())
        self.show_row()
