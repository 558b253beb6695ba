"""The first thing on the page of drafts: the letters in the book, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from partnerdesk.desk import drafts
from partnerdesk.desk.drafts import Line
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.kept import KeptList
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import EmptyPlace, Label, LinkButton, Tone, plain_button, primary_button


class KeptPage(QWidget):
    """The list with its heading and verbs.

    Signals:
        newAsked(): write a new letter.
        backAsked(): go back to the letters in hand.
        openAsked(int): open this letter of the book.
        counted(int): how many have not gone out yet.
    """

    newAsked = Signal()  # noqa: N815 - Qt's manner
    backAsked = Signal()  # noqa: N815
    openAsked = Signal(int)  # noqa: N815
    counted = Signal(int)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._about = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._back = LinkButton("Back to the letter", self.backAsked.emit)
        self._back.hide()
        self.list = KeptList()
        self.list.openAsked.connect(self.openAsked)
        self.list.trashAsked.connect(self._trash)
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(Label("Drafts", Size.TITLE))
        titles.addWidget(self._about)
        head.addLayout(titles)
        head.addStretch()
        head.setSpacing(theme.GRID)
        for part in (
            self._back,
            plain_button("Open", self.list.open_current),
            plain_button("Move to Trash", self.list.trash),
            primary_button("New letter", self.newAsked.emit, icon="edit"),
        ):
            head.addWidget(part)
        full = QWidget()
        column = QVBoxLayout(full)
        margin = 2 * theme.GRID + 4
        column.setContentsMargins(margin, 2 * theme.GRID, margin, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        empty = EmptyPlace(
            "mail",
            "No letters yet",
            [primary_button("Write a letter", self.newAsked.emit)],
            hint="Choose contacts, a template and a time: each gets a letter in a language they read, "
            "with the time on both clocks.",
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        self.setAccessibleName("Drafts")

    def load(self) -> None:
        """Read the letters anew."""
        self._runner.ask(drafts.lines, self._show, context=self)

    def set_in_hand(self, count: int) -> None:
        """Offer the way back to letters that are being written, if there are any."""
        self._back.setText("Back to the letter" if count == 1 else f"Back to the {count} letters")
        self._back.setAccessibleName(self._back.text())
        self._back.setVisible(count > 0)

    def focus_main(self) -> None:
        """Lead to the list, or where it is empty to the one thing to do."""
        target = self.list if self._stack.currentIndex() == 0 else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, lines: Sequence[Line]) -> None:
        here = self._runner.here
        self.list.show_lines([replace(each, written_at=here(each.written_at)) for each in lines])
        open_ones = sum(not line.exported_as for line in lines)
        total = "1 letter" if len(lines) == 1 else f"{len(lines):,} letters"
        self._about.setText(f"{total} · {open_ones:,} not gone out yet" if open_ones else total)
        self._stack.setCurrentIndex(0 if lines else 1)
        self.counted.emit(open_ones)

    def _trash(self, keys: list[int]) -> None:
        self._runner.do(lambda book: drafts.trash(book, keys), context=self)
