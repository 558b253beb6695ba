"""The Trash page: what was thrown away waits here and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.core.zones import zone
from partnerdesk.desk.book import Book, Changes, Key
from partnerdesk.qt import theme
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.trash_list import TrashDelegate, TrashModel, TrashRow, row_of
from partnerdesk.qt.widgets import EmptyPlace, FlowLayout, Label, Tone, plain_button, primary_button

if TYPE_CHECKING:
    from partnerdesk.desk.trash import Thrown

_CONCERNED = ("contact", "organisation", "draft", "project", "template")


class TrashList(QListView):
    """The list; Return gives back what is selected."""

    def __init__(self, model: TrashModel, page: TrashPage) -> None:
        super().__init__()
        self._page = page
        self._rows = TrashDelegate(model, self)
        self.setItemDelegate(self._rows)
        self.setModel(model)
        self.setAccessibleName("Trash")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
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
            self.scheduleDelayedItemsLayout()


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
        self._restore([self.model.rows[row].key for row in self._selected()])

    def restore_all(self) -> None:
        """Take everything out of Trash."""
        self._restore([row.key for row in self.model.rows])

    def _restore(self, keys: Sequence[Key]) -> None:
        def verb(book: Book) -> Changes:
            from partnerdesk.desk import trash

            return trash.restore(book, keys)

        if keys:
            self._runner.do(verb, context=self)

    def _selected(self) -> list[int]:
        return sorted(index.row() for index in self.list.selectionModel().selectedRows())

    def _load(self) -> None:
        def query(book: Book) -> tuple[list[Thrown], tzinfo]:
            from partnerdesk.desk import home, trash

            ours = home.get(book).place.zone
            return trash.listed(book), zone(ours) if ours else UTC

        self._runner.ask(query, self._show, context=self)

    def _show(self, found: tuple[list[Thrown], tzinfo]) -> None:
        thrown, here = found
        now: datetime = self._runner.now()
        chosen = {self.model.rows[row].key for row in self._selected()}
        first = next(iter(self._selected()), 0)
        rows = [row_of(each, now, here) for each in thrown]
        self.model.show(rows)
        self._summary.setText(_counted(rows))
        self._summary.setVisible(bool(rows))
        if not rows and self._full.isAncestorOf(self.focusWidget() or self):
            self.setFocus()  # not to what the hidden list would hand it on to
        self._stack.setCurrentWidget(self._full if rows else self._empty)
        self._stack.show()
        self._select(
            {row for row, each in enumerate(rows) if each.key in chosen} or {min(first, len(rows) - 1)}
        )

    def _select(self, rows: set[int]) -> None:
        """Select these rows: those selected before, else the one that moved up into their place."""
        wanted = sorted(row for row in rows if row >= 0)
        selection = QItemSelection()
        for row in wanted:
            if row - 1 not in rows:
                last = next(end for end in range(row, len(self.model.rows) + 1) if end + 1 not in rows)
                selection.select(self.model.index(row), self.model.index(last))
        flag = QItemSelectionModel.SelectionFlag
        self.list.selectionModel().select(selection, flag.ClearAndSelect)
        if wanted:
            self.list.selectionModel().setCurrentIndex(self.model.index(wanted[0]), flag.NoUpdate)
        self._count_selected()

    def _count_selected(self) -> None:
        count = len(self._selected())
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
    counts = {word: sum(row.key[0] == kind for row in rows) for kind, word in words.items()}
    return ", ".join(f"{count:,} {word}{'s' * (count != 1)}" for word, count in counts.items() if count)
