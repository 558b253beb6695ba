"""What can be looked at alone, as a line of buttons with counts: all, new, changed, and so on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from partnerdesk.qt.widgets import Button, FlowLayout


class Filters(QWidget):
    """Buttons of which one is pressed; those that lead to nothing are hidden. Left and Right go along them.

    Signals:
        chosen(str): the key of another one.

    Args:
        name: what a screen reader calls the line.

    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, gap=6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        self.choice = ""

    def show_choices(self, choices: Mapping[str, str], counts: Mapping[str, int]) -> None:
        """Show what can be chosen.

        Args:
            choices: keys and their words, in their order; the first one is chosen if no other is.
            counts: how many there are of each; without any a choice is hidden, but for the first.

        """
        if list(choices) != list(self._buttons):
            self._build(choices)
        for place, (key, button) in enumerate(self._buttons.items()):
            count = counts.get(key, 0)
            button.setText(f"{choices[key]}  {count:,}".replace("&", "&&"))
            button.setAccessibleName(f"{choices[key]}, {count:,}")
            button.setVisible(bool(count) or not place)
        if self._buttons and (self.choice not in self._buttons or self._buttons[self.choice].isHidden()):
            self.choose(next(iter(self._buttons)))
        self._mark()

    def choose(self, key: str) -> None:
        """Choose one."""
        if key != self.choice:
            self.choice = key
            self._mark()
            self.chosen.emit(key)

    def append(self, widget: QWidget) -> None:
        """Have something stand behind the buttons, on their line where there is room."""
        self._flow.addWidget(widget)

    def _build(self, choices: Mapping[str, str]) -> None:
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for place, (key, text) in enumerate(choices.items()):
            button = Button(text, parent=self)
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, key=key: self.choose(key))
            self._flow.insert(place, button)
            self._buttons[key] = button

    def _mark(self) -> None:
        """Tab goes to the pressed one only, the arrow keys to the others."""
        for key, button in self._buttons.items():
            button.setChecked(key == self.choice)
            policy = Qt.FocusPolicy.StrongFocus if key == self.choice else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the next one, or the one before."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if self.isRightToLeft():
            step = -step
        shown = [key for key, button in self._buttons.items() if not button.isHidden()]
        at = shown.index(self.choice) + step if self.choice in shown else 0
        if 0 <= at < len(shown):
            self.choose(shown[at])
            self._buttons[shown[at]].setFocus(Qt.FocusReason.TabFocusReason)
