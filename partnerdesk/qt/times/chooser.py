"""Who is to meet: a chip for each party, home first, and a field that finds one more contact."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.desk.listing import ListRow
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.finder import Finder
from partnerdesk.qt.form import ErrorLine
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import FlowLayout, Label, LinkButton, Tone, announce
from partnerdesk.qt.widgets.chip import Chip

_FIRST = "With whom? Type a name, a school or a city"
_MORE = "Add a contact"
_WIDEST = 300


class Chooser(QWidget):
    """The parties.

    Signals:
        added(int), removed(int): a contact is to take part, or no longer.
        cureAsked(): what the error line says can be mended elsewhere: lead there.

    """

    added = Signal(int)
    removed = Signal(int)
    cureAsked = Signal()  # noqa: N815 - Qt's manner

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[int, Chip] = {}
        self.finder = Finder(runner)
        self.finder.found.connect(self.added)
        self._flow = FlowLayout(gap=6)
        self._you = Label("You and", tone=Tone.MUTED)
        self._flow.addWidget(self._you)
        self._flow.addWidget(self.finder)
        self._error = ErrorLine()
        self._cure = LinkButton("", self.cureAsked.emit)
        self._cure.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(self._flow)
        column.addWidget(self._error)
        column.addWidget(self._cure)
        self.setAccessibleName("Who is to meet")
        self.setFocusProxy(self.finder)
        self.show_rows(())

    @property
    def error(self) -> str:
        """What is wrong with the parties; empty where nothing is."""
        return self._error.text

    @property
    def cure(self) -> LinkButton:
        """The verb that mends it."""
        return self._cure

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these contacts."""
        wanted = [row.id for row in rows]
        focused = next((key for key, chip in self._chips.items() if chip.hasFocus()), None)
        at = list(self._chips).index(focused) if focused is not None else 0
        for key in [key for key in self._chips if key not in wanted]:
            self._drop(key)
        for index, row in enumerate(rows):
            if row.id not in self._chips:
                self._add(index, row)
        self._chips = {key: self._chips[key] for key in wanted}
        self._you.setVisible(bool(rows))
        self.finder.setPlaceholderText(_MORE if rows else _FIRST)
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

    def _add(self, index: int, row: ListRow) -> None:
        words = f"{row.name} · {row.city}" if row.city else row.name
        chip = _Party(words, parent=self)
        chip.removeAsked.connect(lambda: self.removed.emit(row.id))
        chip.stepAsked.connect(lambda by: self._step(row.id, by))
        self._chips[row.id] = chip
        self._flow.insert(index + 1, chip)
        chip.show()

    def _drop(self, key: int) -> None:
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _step(self, key: int, by: int) -> None:
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
