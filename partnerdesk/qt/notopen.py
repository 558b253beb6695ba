"""The page in the place of a book that cannot be opened: what is the matter, and what can be done."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.errors import (
    DamagedBook,
    DiskFull,
    LockedBook,
    NewerBook,
    NotABook,
    NotFound,
    PartnerDeskError,
    ReadOnlyBook,
)
from partnerdesk.qt import theme
from partnerdesk.qt.form import Alone, Column
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, Label, Tone, announce, plain_button, primary_button

_HEADINGS: tuple[tuple[type[PartnerDeskError], str], ...] = (
    (LockedBook, "This book is in use"),
    (DamagedBook, "This book is damaged"),
    (NotABook, "This is not a book"),
    (NewerBook, "This book needs a newer PartnerDesk"),
    (ReadOnlyBook, "This book cannot be written"),
    (DiskFull, "The disk is full"),
    (NotFound, "This book is not there"),
)
_MAY_PASS = (LockedBook, DiskFull, ReadOnlyBook, NotFound)  # a stick that was not plugged in, too


class NotOpenPage(Alone):
    """Says why a book was not opened. Nothing was changed in the file.

    Signals:
        tryAgain(): the same book is to be opened once more.
        openOther(): another book is to be chosen.
        makeNew(): a new book is to be made.

    Args:
        path: the book.
        error: why it was not opened.

    """

    tryAgain = Signal()  # noqa: N815 - Qt's manner
    openOther = Signal()  # noqa: N815
    makeNew = Signal()  # noqa: N815
    title = "Not opened"

    def __init__(self, path: Path, error: PartnerDeskError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = next(
            (words for kind, words in _HEADINGS if isinstance(error, kind)), "This book is not open"
        )
        self.again = primary_button("Try again", self.tryAgain.emit)
        self.again.setVisible(isinstance(error, _MAY_PASS))
        self.other = plain_button("Open another book…", self.openOther.emit)
        self.new = plain_button("Make a new book", self.makeNew.emit)
        self._main = self.again if isinstance(error, _MAY_PASS) else self.other
        self._main.set_kind("primary")
        verbs = FlowLayout()
        for button in (self.again, self.other, self.new):
            verbs.addWidget(button)
        column = Column(middle=True)
        rows = column.rows
        rows.addStretch(2)
        rows.addWidget(Label(heading, Size.TITLE, wrap=True))
        rows.addWidget(Label(_without(path, error.message), wrap=True, selectable=True))
        if error.hint:
            rows.addWidget(Label(error.hint, wrap=True, selectable=True))
        rows.addSpacing(theme.GRID)
        rows.addLayout(verbs)
        rows.addSpacing(theme.GRID)
        rows.addWidget(Label(_breakable(path), Size.SMALL, tone=Tone.MUTED, wrap=True))
        rows.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        self.setAccessibleName(f"{heading}. {error}")
        announce(self, self.accessibleName())

    def focus_main(self) -> None:
        """Go to the likeliest way out."""
        self._main.setFocus()

    def main_action(self) -> None:
        """Take the likeliest way out."""
        self._main.click()


def _without(path: Path, message: str) -> str:
    """Return the sentence with the book's name in the place of its whole path, which stands below."""
    return message.replace(os.fspath(path), f"“{path.name}”")


def _breakable(path: Path) -> str:
    """Return the path so that it may break into lines behind its separators: a zero-width space is there."""
    return os.fspath(path).replace(os.sep, f"{os.sep}\u200b")
