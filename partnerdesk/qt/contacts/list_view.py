"""The contact list on the screen: several rows can be selected, and the selection outlives a refresh."""

from __future__ import annotations

from collections.abc import Collection
from datetime import tzinfo

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QDrag, QFontMetrics, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from partnerdesk.qt import spans, theme
from partnerdesk.qt.contacts.dragged import to_drag
from partnerdesk.qt.contacts.list_model import ContactListModel
from partnerdesk.qt.contacts.row_delegate import ContactDelegate
from partnerdesk.qt.runner import Runner

_Flag = QItemSelectionModel.SelectionFlag


class ContactListView(QTableView):
    """The list: a table of one column, since Qt's list view measures every row after each change of one.

    Signals:
        typed(str): letters were typed here: they belong into the search field.
        openAsked: Return or F2: the card is to be edited.
        trashAsked: Delete.
        selectionMoved: other rows are selected.

    """

    typed = Signal(str)
    openAsked = Signal()  # noqa: N815 - Qt's manner
    trashAsked = Signal()  # noqa: N815
    selectionMoved = Signal()  # noqa: N815

    def __init__(self, runner: Runner, model: ContactListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contacts = model
        self._quiet = False
        self._rows = ContactDelegate(runner, model, self)
        self.setItemDelegate(self._rows)
        self.setModel(model)
        self.setAccessibleName("Contacts")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setViewport(
            QWidget()
        )  # one that fills no ground; to ask for Qt's own loads every kind of widget
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
        self.verticalScrollBar().setSingleStep(self._rows.height // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.doubleClicked.connect(lambda: self.openAsked.emit())
        self.selectionModel().selectionChanged.connect(self._moved)

    def set_home(self, zone: tzinfo) -> None:
        """Reckon days ("today", "18 Nov") in this zone."""
        self._rows.home = zone
        self.viewport().update()

    def selected(self) -> list[int]:
        """Return the keys of the selected contacts, in the order of the list."""
        ids = self._contacts.ids
        return [key for top, bottom in spans.selected(self.selectionModel()) for key in ids[top : bottom + 1]]

    def selected_count(self) -> int:
        """Return how many are selected, without listing them."""
        return sum(bottom - top + 1 for top, bottom in spans.selected(self.selectionModel()))

    def select(self, ids: Collection[int], current: int = 0) -> None:
        """Select these contacts, those of them that are listed; one of them is the current row.

        Emits ``selectionMoved`` once.
        """
        rows = self._positions(ids)
        selection = QItemSelection()
        for first, last in spans.joined(rows):
            selection.select(self._contacts.index(first), self._contacts.index(last))
        self._quiet = True
        self.selectionModel().select(selection, _Flag.ClearAndSelect)
        at = self._contacts.position(current) if current else -1
        if at < 0 and rows:
            at = rows[0]
        if at >= 0:
            self.selectionModel().setCurrentIndex(self._contacts.index(at), _Flag.NoUpdate)
        self._quiet = False
        self.selectionMoved.emit()

    def step(self, rows: int) -> None:
        """Move the selection up or down by so many rows, from wherever the focus is."""
        count = self._contacts.rowCount()
        if not count:
            return
        at = self.currentIndex().row()
        target = 0 if at < 0 or not self.selectionModel().hasSelection() else at + rows
        index = self._contacts.index(max(0, min(target, count - 1)))
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.scrollTo(index)

    def shows(self, index: QModelIndex) -> bool:
        """Whether a row is in sight, at least in part."""
        return index.isValid() and self.viewport().rect().intersects(self.visualRect(index))

    def page(self) -> int:
        """Return how many whole rows are on view."""
        return max(1, self.viewport().height() // self._rows.height)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Return and F2 edit, Delete throws away; letters go to the search."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.openAsked.emit()
        elif key == Qt.Key.Key_Delete:
            self.trashAsked.emit()
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802
        """Let all that is selected be dragged, to a project for one, and say how many that are."""
        if ids := self.selected():
            drag = QDrag(self)
            drag.setMimeData(to_drag(ids))
            drag.setPixmap(
                _picture("1 contact" if len(ids) == 1 else f"{len(ids):,} contacts", self.palette())
            )
            drag.exec(Qt.DropAction.CopyAction)

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:  # noqa: N802
        """Leave the ground of a selected row to the delegate, which draws it with round corners."""
        super().initViewItemOption(option)
        palette = option.palette
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        option.palette = palette

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last contact, not along the one column."""
        moves = QAbstractItemView.CursorAction
        last = self._contacts.rowCount() - 1
        if action in (moves.MoveHome, moves.MoveEnd) and last >= 0:
            return self._contacts.index(0 if action == moves.MoveHome else last)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Give what is typed to the search; Qt's own way would fetch every row."""
        if search.strip():
            self.typed.emit(search)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange) and self.model():
            self._rows.take_fonts()
            self.verticalHeader().setDefaultSectionSize(self._rows.height)

    def _moved(self) -> None:
        if not self._quiet:
            self.selectionMoved.emit()

    def _positions(self, ids: Collection[int]) -> list[int]:
        if len(ids) <= 3:
            return sorted(at for key in ids if (at := self._contacts.position(key)) >= 0)
        wanted = set(ids)
        return [at for at, key in enumerate(self._contacts.ids) if key in wanted]


def _picture(words: str, palette: QPalette) -> QPixmap:
    """Draw the words that follow the pointer."""
    metrics, c = QFontMetrics(theme.font()), theme.colours(palette)
    picture = QPixmap(metrics.horizontalAdvance(words) + 2 * theme.GRID, metrics.height() + theme.GRID)
    picture.fill(c.bar)
    painter = QPainter(picture)
    painter.setFont(theme.font())
    painter.setPen(c.on_bar)
    painter.drawText(picture.rect(), int(Qt.AlignmentFlag.AlignCenter.value), words)
    painter.end()
    return picture
