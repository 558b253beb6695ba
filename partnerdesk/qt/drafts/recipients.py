"""To whom: a chip for each letter ('Elena Ruiz · es ✓'), and a field that finds one more contact by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.desk.drafts import Prepared
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.recipient import Recipient
from partnerdesk.qt.finder import Finder
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, IconButton, Label, LinkButton, Tone
from partnerdesk.qt.widgets.bar import announce

MOST = 8
"""Chips shown at once: more letters than these are paged through."""
_GAP = 2  # pixels round a text
_LONGEST = 60  # letters of what was typed that are said again


class Recipients(QWidget):
    """The letters, by their recipients; one of them is shown.

    Signals:
        chosen(int): show this contact's letter.
        added(int): write to this contact too.
        removed(int): write to this contact no longer.
        newAsked(): add a contact to the book, since the one typed is not in it.
    """

    chosen = Signal(int)
    added = Signal(int)
    removed = Signal(int)
    newAsked = Signal()  # noqa: N815 - Qt's manner

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters: list[Prepared] = []
        self._edited: frozenset[int] = frozenset()
        self._timed: frozenset[int] = frozenset()
        self._current: int | None = None
        self._chips: dict[int, Recipient] = {}
        self._before = IconButton("chevron-left", "Previous letter", lambda: self.step(-1))
        self._after = IconButton("chevron-right", "Next letter", lambda: self.step(1))
        self._where = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.finder = Finder(runner)
        self.finder.found.connect(lambda key: self.added.emit(int(key)))
        self._missed = Label(size=Size.SMALL, tone=Tone.WARNING, wrap=True)
        self._nobody = QWidget()
        self._nobody.hide()
        row = QHBoxLayout(self._nobody)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._missed, 1)
        row.addWidget(LinkButton("Add a contact", self.newAsked.emit))
        row.addStretch()
        self.finder.missed.connect(self._say_missed)
        self.finder.textChanged.connect(self._nobody.hide)
        self._flow = FlowLayout(gap=6)
        for part in (self._before, self._where, self._after, self.finder):
            self._flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(self._flow)
        column.addWidget(self._nobody)
        self.setAccessibleName("To")

    @property
    def current(self) -> int | None:
        """The contact whose letter is shown."""
        return self._current

    def show_letters(
        self, letters: Sequence[Prepared], edited: frozenset[int], timed: Collection[int] = ()
    ) -> None:
        """Show these letters; the one shown stays as long as it is among them, else one beside it is shown.

        Args:
            letters: in this order.
            edited: the contacts whose letters were changed by hand.
            timed: those whose letters have times of their own.

        """
        keys = [letter.contact_id for letter in letters]
        if self._current not in keys:
            self._current = self._beside(keys)
        self._letters, self._edited, self._timed = list(letters), edited, frozenset(timed)
        self.finder.set_first(not keys)
        self._show()

    def _beside(self, keys: Sequence[int]) -> int | None:
        """Return whose letter of these came after the one shown, else before it, else the first."""
        before = [letter.contact_id for letter in self._letters]
        at = before.index(self._current) if self._current in before else len(before)
        around = (*before[at:], *reversed(before[:at])) if at < len(before) else ()
        return next((each for each in (*around, *keys) if each in keys), None)

    def begin(self) -> None:
        """Show the first of the letters that come, whoever's was shown before."""
        self._current = None
        self.finder.clear()

    def _say_missed(self, text: str) -> None:
        """Say that nobody was found, and the way on."""
        words = f"Nobody in the book is found for “{text[:_LONGEST]}”."
        self._missed.setText(words)
        # One line where the row has room for it, and the way on right after it.
        self._missed.setMaximumWidth(self._missed.fontMetrics().horizontalAdvance(words) + _GAP)
        self._nobody.show()
        announce(self.finder, words)

    def choose(self, contact_id: int) -> None:
        """Show this contact's letter, and say so."""
        self._current = contact_id
        self._show()
        self.chosen.emit(contact_id)

    def step(self, by: int, *, focus: bool = False) -> None:
        """Page to another letter; from a chip the focus goes along."""
        keys = [letter.contact_id for letter in self._letters]
        if self._current in keys:
            index = min(max(keys.index(self._current) + by, 0), len(keys) - 1)
            self.choose(keys[index])
            if focus:
                self._chips[keys[index]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self) -> list[Prepared]:
        """Return the letters that have a chip now: the page of the one shown."""
        keys = [letter.contact_id for letter in self._letters]
        index = keys.index(self._current) if self._current in keys else 0
        start = index - index % MOST
        return self._letters[start : start + MOST]

    def _show(self) -> None:
        page = self._page()
        wanted = [letter.contact_id for letter in page]
        focused = next((key for key, chip in self._chips.items() if chip.hasFocus()), None)
        for key in [key for key in self._chips if key not in wanted]:
            chip = self._chips.pop(key)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for index, letter in enumerate(page):
            self._place(index, letter)
        keys = [letter.contact_id for letter in self._letters]
        several = len(keys) > MOST
        for part in (self._before, self._where, self._after):
            part.setVisible(several)
        if several and self._current is not None:
            at = keys.index(self._current)
            self._where.setText(f"{at + 1:,} of {len(keys):,}")
            self._before.setEnabled(at > 0)
            self._after.setEnabled(at + 1 < len(keys))
        self._chain(wanted)
        if focused is not None and focused not in wanted:
            target = self._chips.get(self._current or 0)
            (target or self.finder).setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def _place(self, index: int, letter: Prepared) -> None:
        key = letter.contact_id
        chip = self._chips.get(key)
        if chip is None:
            chip = Recipient(self)
            chip.clicked.connect(lambda: self.choose(key))
            chip.stepAsked.connect(lambda by: self.step(by, focus=True))
            chip.removeAsked.connect(lambda: self.removed.emit(key))
            self._chips[key] = chip
            self._flow.insert(index, chip)
            chip.show()
        edited, timed = key in self._edited, key in self._timed
        chip.show_letter(letter, current=key == self._current, edited=edited, timed=timed)

    def _chain(self, wanted: Sequence[int]) -> None:
        """Have Tab reach the chip of the letter shown, then the field; arrows reach the other chips."""
        last: QWidget | None = None
        for key in wanted:
            chip = self._chips[key]
            chip.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if key == self._current else Qt.FocusPolicy.ClickFocus
            )
            if last is not None:
                QWidget.setTabOrder(last, chip)
            last = chip
        for part in (self._before, self._after, self.finder):
            if last is not None:
                QWidget.setTabOrder(last, part)
            last = part
