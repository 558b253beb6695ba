"""Runs of rows: what is selected is told by its ends, however many rows lie between them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel


def joined(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Join rows that follow each other: [1, 2, 3, 7] gives (1, 3) and (7, 7)."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1] = spans[-1][0], row
        else:
            spans.append((row, row))
    return spans


def selected(model: QItemSelectionModel) -> list[tuple[int, int]]:
    """Return the first and last rows of what is selected, in their order."""
    selection = model.selection()
    return sorted((span.top(), span.bottom()) for span in map(selection.at, range(selection.count())))
