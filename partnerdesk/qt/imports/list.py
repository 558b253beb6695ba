"""The list of the preview."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from partnerdesk.desk.imports import Planned
from partnerdesk.qt.imports.model import RowsModel
from partnerdesk.qt.imports.row_delegate import RowDelegate


class PreviewList(QTableView):
    """The rows: a table of one column, since Qt's list view measures every row after each change of one.

    Signals:
        toggled(): Space, or a click on a box: the rows selected come in, or do not.
        moved(): another row is current.
        openAsked(): Return: go to what is said of the row.

    """

    toggled = Signal()
    moved = Signal()
    openAsked = Signal()  # noqa: N815 - Qt's manner

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = model
        self._rows = RowDelegate(model, self)
        self.setItemDelegate(self._rows)
        self.setModel(model)
        self.setAccessibleName("What comes in")
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
        self.verticalScrollBar().setSingleStep(self._rows.height // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(lambda: self.moved.emit())

    def current(self) -> Planned | None:
        """Return the current row; None where there is none."""
        at = self.currentIndex().row()
        return self._preview.row_at(at) if 0 <= at < self._preview.rowCount() else None

    def selected(self) -> list[int]:
        """Return the numbers of the rows selected, without looking at them."""
        rows, selection = self._preview.rows(), self.selectionModel().selection()
        spans = [(span.top(), span.bottom()) for span in map(selection.at, range(selection.count()))]
        return [rows[at] for top, bottom in sorted(spans) for at in range(top, bottom + 1)]

    def choose(self, position: int) -> None:
        """Make this row the current one and select it alone."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._preview.index(position), flags.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Space takes or leaves out, Return goes on to the row's own panel."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.openAsked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take or leave out by the box; all that are selected, if the row is one of them."""
        index = self.indexAt(event.position().toPoint())
        on_box = index.isValid() and self._rows.on_box(self.visualRect(index), event.position().toPoint().x())
        if on_box and event.button() == Qt.MouseButton.LeftButton:
            if not self.selectionModel().isSelected(index):
                self.choose(index.row())
            self.toggled.emit()
        else:
            super().mousePressEvent(event)

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:  # noqa: N802
        """Leave the ground of a selected row to the delegate, which draws it with round corners."""
        super().initViewItemOption(option)
        palette = option.palette
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        option.palette = palette

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802
        """Do nothing: Qt's own way would unpack every row."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange) and self.model():
            self._rows.take_fonts()
            self.verticalHeader().setDefaultSectionSize(self._rows.height)
