"""The Trash page: what was thrown away waits here and can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from partnerdesk.core.zones import zone
from partnerdesk.desk.book import Book, Changes, Key
from partnerdesk.qt import spans, theme
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.trash_list import TrashDelegate, TrashModel, TrashRow, row_of
from partnerdesk.qt.widgets import EmptyPlace, FlowLayout, Label, Tone, plain_button, primary_button
from partnerdesk.qt.worker import Progress

_REST = 200  # rows
_CONCERNED = ("contact", "organisation", "draft", "project", "template")


class TrashList(QTableView):
    """The list; Return gives back what is selected. A table of one column: a list view measures every row."""

    def __init__(self, model: TrashModel, page: TrashPage) -> None:
        super().__init__()
        self._page = page
        self._rows = TrashDelegate(model, self)
        self.setItemDelegate(self._rows)
        self.setModel(model)
        self.setAccessibleName("Trash")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._rows.height)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Return restores."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._page.restore_selected()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange) and self.model():
            self._rows.take_fonts()
            self.verticalHeader().setDefaultSectionSize(self._rows.height)


class TrashPage(Page):
    """What was thrown away, the last one first.

    Args:
        runner: the way to the desk.

    """

    title = "Trash"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.model = TrashModel(self)
        self.list = TrashList(self.model, self)
        self._summary = Label(tone=Tone.MUTED, size=Size.SMALL, wrap=True)
        self.restore = primary_button("Restore", self.restore_selected)
        self.restore_each = plain_button("Restore all", self.restore_all)
        self._empty = EmptyPlace(
            "trash",
            "Trash is empty",
            hint="Whatever you delete waits here until you want it back. Nothing leaves it by itself.",
        )
        self._full = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.selectionModel().selectionChanged.connect(lambda: self._count_selected())
        self._load()

    def _lay_out(self) -> None:
        verbs = FlowLayout()
        verbs.addWidget(self.restore)
        verbs.addWidget(self.restore_each)
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(2 * theme.GRID)
        full.addLayout(verbs)
        full.addWidget(self.list, 1)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        edge = 5 * theme.GRID // 2
        column.setContentsMargins(edge, 2 * theme.GRID, edge, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(Label("Trash", Size.TITLE))
        column.addWidget(self._summary)
        column.addSpacing(theme.GRID)
        column.addWidget(self._stack, 1)
        self._stack.hide()  # nothing is said before it is known
        QWidget.setTabOrder(self.restore, self.restore_each)
        QWidget.setTabOrder(self.restore_each, self.list)

    def refresh(self, changes: Changes) -> None:
        """Show the list again if it may be another one."""
        if not changes.touched or changes.touches(*_CONCERNED):
            self._load()

    def focus_main(self) -> None:
        """Go to the list, on its first row."""
        self.list.setFocus()
        if self.model.rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    def main_action(self) -> None:
        """Restore what is selected."""
        self.restore_selected()

    def select_all(self) -> None:
        """Select everything."""
        self.list.selectAll()

    def step_back(self) -> None:
        """Select nothing."""
        self.list.clearSelection()

    def restore_selected(self) -> None:
        """Take what is selected out of Trash."""
        self._restore([row.key for row in self._selected()])

    def restore_all(self) -> None:
        """Take everything out of Trash."""
        self._restore([row.key for row in self.model.rows])

    def _restore(self, keys: Sequence[Key]) -> None:
        def verb(book: Book) -> Changes:
            from partnerdesk.desk import trash

            return trash.restore(book, keys)

        if keys:
            self._runner.do(verb, context=self)

    def _selected(self) -> list[TrashRow]:
        return [
            row
            for top, bottom in spans.selected(self.list.selectionModel())
            for row in self.model.rows[top : bottom + 1]
        ]

    def _load(self) -> None:
        now: datetime = self._runner.now()

        def query(book: Book, progress: Progress) -> list[TrashRow]:
            from partnerdesk.desk import home, trash

            ours = home.get(book).place.zone
            here = zone(ours) if ours else UTC
            rows = []
            for each in trash.listed(book, lambda: progress(0, 1)):
                rows.append(row_of(each, now, here))
                if not len(rows) % _REST:
                    progress(0, 1)  # which lets the window have its turn
            return rows

        self._runner.ask_long(query, self._show, context=self)

    def _show(self, rows: Sequence[TrashRow]) -> None:
        chosen = {row.key for row in self._selected()}
        first = next((top for top, _ in spans.selected(self.list.selectionModel())), 0)
        self.model.show(rows)
        self._summary.setText(_counted(rows))
        self._summary.setVisible(bool(rows))
        if not rows and self._full.isAncestorOf(self.focusWidget() or self):
            self.setFocus()  # not to what the hidden list would hand it on to
        self._stack.setCurrentWidget(self._full if rows else self._empty)
        self._stack.show()
        again = [row for row, each in enumerate(rows) if each.key in chosen] if chosen else []
        self._select(again or [min(first, len(rows) - 1)] if rows else [])

    def _select(self, wanted: Sequence[int]) -> None:
        """Select these rows, given in order: those of before, else the one that moved up into their place."""
        selection = QItemSelection()
        for first, last in spans.joined(wanted):
            selection.select(self.model.index(first), self.model.index(last))
        flag = QItemSelectionModel.SelectionFlag
        self.list.selectionModel().select(selection, flag.ClearAndSelect)
        if wanted:
            self.list.selectionModel().setCurrentIndex(self.model.index(wanted[0]), flag.NoUpdate)
        self._count_selected()

    def _count_selected(self) -> None:
        count = sum(bottom - top + 1 for top, bottom in spans.selected(self.list.selectionModel()))
        self.restore.setText(f"Restore {count:,}" if count > 1 else "Restore")
        self.restore.setAccessibleName(self.restore.text())
        self.restore.setEnabled(bool(count))


def _counted(rows: Sequence[TrashRow]) -> str:
    """Say what waits here: ``2 contacts, 1 letter``."""
    words = {
        "contact": "contact",
        "organisation": "organisation",
        "draft": "letter",
        "project": "project",
        "template": "template",
    }
    counts = Counter(row.key[0] for row in rows)
    said = [(counts[kind], word) for kind, word in words.items() if counts[kind]]
    return ", ".join(f"{count:,} {word}{'s' * (count != 1)}" for count, word in said)
