"""Who is to meet: a chip for each party, and a field that finds contacts, schools and whole folders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.desk import party_finder
from partnerdesk.desk.book import Book
from partnerdesk.desk.party_finder import Key
from partnerdesk.qt import theme
from partnerdesk.qt.finder import Finder, Found
from partnerdesk.qt.form import ErrorLine
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.asking import Member
from partnerdesk.qt.widgets import FlowLayout, Label, LinkButton, Tone, announce
from partnerdesk.qt.widgets.chip import Chip

_FIRST = "With whom? Type a name, a school, a country or region"
_MORE = "Add a contact, school or folder"
_WIDEST = 300


def _find(book: Book, text: str) -> Found:
    return [(each.words, each.key) for each in party_finder.find(book, text)]


class Chooser(QWidget):
    """The parties.

    Signals:
        added(Key), removed(Key): a contact, an organisation or a folder is to take part, or no longer.
        cureAsked(): what the error line says can be mended elsewhere: lead there.

    """

    added = Signal(object)
    removed = Signal(object)
    cureAsked = Signal()  # noqa: N815 - Qt's manner

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[Key, Chip] = {}
        self.finder = Finder(runner, find=_find)
        self.finder.setAccessibleName("Add a contact, school or folder")
        self.finder.found.connect(self.added)
        self._flow = FlowLayout(gap=6)
        self._you = Label("You and", tone=Tone.MUTED)
        self._flow.addWidget(self._you)
        self._flow.addWidget(self.finder)
        self._note = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._note.hide()
        self._error = ErrorLine()
        self._cure = LinkButton("", self.cureAsked.emit)
        self._cure.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(self._flow)
        column.addWidget(self._note)
        column.addWidget(self._error)
        column.addWidget(self._cure)
        self.setAccessibleName("Who is to meet")
        self.setFocusProxy(self.finder)
        self.show_members(())

    @property
    def error(self) -> str:
        """What is wrong with the parties; empty where nothing is."""
        return self._error.text

    @property
    def cure(self) -> LinkButton:
        """The verb that mends it."""
        return self._cure

    @property
    def note(self) -> str:
        """What is to be known of those who were taken."""
        return self._note.text()

    def explain(self, text: str) -> None:
        """Say which contacts of a folder were taken; nothing if empty."""
        if text:
            announce(self.finder, text)
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def show_members(self, who: Sequence[Member]) -> None:
        """Show these parties."""
        wanted = [each.key for each in who]
        focused = next((key for key, chip in self._chips.items() if chip.hasFocus()), None)
        at = list(self._chips).index(focused) if focused is not None else 0
        for key in [key for key in self._chips if key not in wanted]:
            self._drop(key)
        for index, each in enumerate(who):
            if each.key not in self._chips:
                self._add(index, each)
        self._chips = {key: self._chips[key] for key in wanted}
        self._you.setVisible(bool(who))
        self.finder.setPlaceholderText(_MORE if who else _FIRST)
        last: QWidget | None = None
        for chip in (*self._chips.values(), self.finder):
            if last is not None:
                QWidget.setTabOrder(last, chip)
            last = chip
        if focused is not None and focused not in self._chips:
            left = list(self._chips.values())
            target: QWidget = left[min(at, len(left) - 1)] if left else self.finder
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def tell(self, text: str, cure: str = "") -> None:
        """Say what is wrong with the parties, and the words of the verb that mends it; nothing if empty."""
        if text and text != self._error.text:
            announce(self.finder, text)
        self._error.tell(text)
        self._cure.setText(cure)
        self._cure.setAccessibleName(cure)
        self._cure.setVisible(bool(cure))
        self._cure.updateGeometry()

    def _add(self, index: int, member: Member) -> None:
        chip = _Party(member.words, parent=self)
        chip.removeAsked.connect(lambda: self.removed.emit(member.key))
        chip.stepAsked.connect(lambda by: self._step(member.key, by))
        self._chips[member.key] = chip
        self._flow.insert(index + 1, chip)
        chip.show()

    def _drop(self, key: Key) -> None:
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _step(self, key: Key, by: int) -> None:
        keys = list(self._chips)
        index = keys.index(key) + by
        if 0 <= index < len(keys):
            self._chips[keys[index]].setFocus(Qt.FocusReason.TabFocusReason)
        elif index == len(keys):
            self.finder.setFocus(Qt.FocusReason.TabFocusReason)


class _Party(Chip):
    """A chip that leaves room for others, however long its name."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return super().sizeHint().boundedTo(QSize(_WIDEST, 1 << 10))
