"""The rows of the preview as a model: their numbers, and each row when it is looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from partnerdesk.desk.imports import Planned
from partnerdesk.desk.previews import Preview
from partnerdesk.qt.imports import words
from partnerdesk.qt.imports.choices import Choices, named

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TAKEN = frozenset({"new", "changed", "left out"})  # outcomes about which there is a choice


class RowsModel(QAbstractListModel):
    """Some of the rows of a preview, which may still be growing.

    Args:
        choices: what was decided up to now.

    """

    def __init__(self, choices: Choices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self.preview = Preview()
        self._rows: Sequence[int] = ()
        self._filter: tuple[str, int | None] = ("", None)

    def show(self, preview: Preview, kind: str = "", file: int | None = None) -> None:
        """Show the rows of a kind and a file, as ``Preview.select`` takes them."""
        self.beginResetModel()
        self.preview, self._filter = preview, (kind, file)
        self._rows = preview.select(kind, file)
        self.endResetModel()

    def grow(self) -> None:
        """Show what has come to the preview since."""
        rows = self.preview.select(*self._filter)
        if len(rows) > len(self._rows):
            self.beginInsertRows(_NOWHERE, len(self._rows), len(rows) - 1)
            self._rows = rows
            self.endInsertRows()

    def row_at(self, position: int) -> Planned:
        """Return the row that stands there."""
        return self.preview.row(self._rows[position])

    def rows(self) -> Sequence[int]:
        """Return the numbers of the rows shown."""
        return self._rows

    def position(self, number: int) -> int:
        """Return where a row stands, or the one after it; -1 where there is none."""
        if not self._rows:
            return -1
        return min(bisect_left(self._rows, number), len(self._rows) - 1)

    def may_be_left(self, number: int) -> bool:
        """Say whether it is for the reader to say if a row comes in."""
        return self.preview.outcome(number) in _TAKEN

    def is_taken(self, row: Planned) -> bool | None:
        """Say whether a row comes in, as far as that is for the reader to say; None where it is not."""
        return named(row) not in self._choices.left_out if row.outcome in _TAKEN else None

    def repaint_rows(self) -> None:
        """Have what is shown drawn again: something else was decided."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the name, the sentence that a screen reader says, and whether the row comes in."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return words.name_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(row)
        if role == Qt.ItemDataRole.CheckStateRole and (taken := self.is_taken(row)) is not None:
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        return None

    def sentence(self, row: Planned) -> str:
        """Say a row: who, where, and what becomes of it."""
        parts = (
            words.name_of(row), words.below(row), *words.place_of(row), *words.becomes(row, self.preview),
            "" if self.is_taken(row) in (True, None) else "not taken",
        )  # fmt: skip
        return ", ".join(filter(None, parts))
