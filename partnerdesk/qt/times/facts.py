"""A quiet table: the twin of a picture, with the same facts as words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QLocale, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets.label import tip_text

_NOWHERE = QModelIndex()
_SHOWN = 8


class Facts(QAbstractTableModel):
    """Rows of words under captions."""

    def __init__(self, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[tuple[str, ...]] = []

    def set_columns(self, columns: Sequence[str]) -> None:
        """Put other captions above, and show no rows."""
        if tuple(columns) != self._columns:
            self.beginResetModel()
            self._columns, self._rows = tuple(columns), []
            self.endResetModel()

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        fresh = [tuple(row) for row in rows]
        if fresh == self._rows:
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's names
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words of a cell."""
        inside = index.isValid() and index.row() < len(self._rows) and index.column() < len(self._columns)
        if inside and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = self._rows[index.row()][index.column()]
            return words if role == Qt.ItemDataRole.DisplayRole else tip_text(words)
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's caption."""
        across = orientation is Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and section < len(self._columns):
            return self._columns[section]
        if across and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


class _Words(QStyledItemDelegate):
    """Writes cells from left to right, as our words are, wherever the column stands."""

    def displayText(self, value: object, _locale: QLocale | QLocale.Language) -> str:  # noqa: N802 - Qt's name
        """Keep a number at the beginning before the words that follow it."""
        text = str(value)
        return f"\N{LEFT-TO-RIGHT MARK}{text}" if text[:1].isdigit() else text


class FactsTable(QTableView):
    """The facts of a picture as a table that a screen reader walks through; as high as a few rows.

    Args:
        name: what a screen reader calls it.
        columns: the captions. The last one takes what room is left.
        parent: the widget that it stands in.
        model: another kind of rows, if these are not plain.

    """

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        parent: QWidget | None = None,
        *,
        model: Facts | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model or Facts(columns, self)
        self.setModel(self._model)
        self.setItemDelegate(_Words(self))
        self.setProperty("facts", True)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setStretchLastSection(True)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        self._size()

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows, each with one text for every column."""
        self._model.set_rows(rows)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for the rows there are, up to a few."""
        rows = max(1, min(self._model.rowCount(), _SHOWN))
        high = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), high + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same height: the page scrolls, not a slit of the table."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._size()

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.horizontalHeader().setFont(theme.font(Size.SMALL))
        self.updateGeometry()
