"""Rows that a list keeps in memory, told to the eye and to a screen reader."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Row = TypeVar("_Row")


class FewRows(QAbstractListModel, Generic[_Row]):
    """A model of rows, of which a subclass says what each is called.

    Attributes:
        rows: what is shown.

    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[_Row, ...] = ()

    def show(self, rows: Sequence[_Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's name, all its words for a screen reader, or what it stands for as user data."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return self.stands_for(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name_of(row)
        return self.words_of(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def stands_for(self, row: _Row) -> object:
        """Return a row's user data: the row itself."""
        return row

    @abstractmethod
    def name_of(self, row: _Row) -> str:
        """Return what a row is called."""

    @abstractmethod
    def words_of(self, row: _Row) -> str:
        """Return what a screen reader says of a row."""
