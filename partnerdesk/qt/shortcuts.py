"""The list of keys, under F1."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.actions import shortcuts
from partnerdesk.qt.page import Page
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Label, Tone


class ShortcutsPage(Page):
    """Every key and what it does, by menu.

    Signals:
        left: back to the page before.

    """

    left = Signal()

    title = "Keyboard shortcuts"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(*[3 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(Label(self.title, Size.TITLE))
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(2, 1)
        row, before = 0, ""
        for where, keys, does in shortcuts():
            if where != before and before:
                grid.setRowMinimumHeight(row, theme.GRID)  # air between the menus
                row += 1
            place = Label(where if where != before else "", tone=Tone.MUTED)
            before = where
            for at, label in enumerate((place, Label(keys, bold=True), Label(does))):
                grid.addWidget(label, row, at, Qt.AlignmentFlag.AlignTop)
            row += 1
        column.addLayout(grid)
        column.addStretch()
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(self.title)
        self._scroll.setWidget(paper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.setFocusProxy(self._scroll)

    def step_back(self) -> None:
        """Go back to where the keys were asked for."""
        self.left.emit()
