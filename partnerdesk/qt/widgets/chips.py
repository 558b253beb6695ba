"""Fields for several values: what they have in common; tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.text import fold
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets.bar import announce
from partnerdesk.qt.widgets.chip import Chip
from partnerdesk.qt.widgets.flow import FlowLayout
from partnerdesk.qt.widgets.label import Label, Tone, leading
from partnerdesk.qt.widgets.popup import completer_with_popup

_MOST = 8  # suggestions shown at once
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma)
_GO_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class ChipsField(QWidget):
    """Values as chips, and an input after them; Return, comma or leaving the input adds what was typed.

    ``changed(tuple[str, ...])`` is emitted after every change by the user. Backspace in the empty input
    goes to the last chip. A text that stands for no value stays, and a sentence below says so. Subclasses
    say what a typed text means (:meth:`accepted`, :meth:`refusal`) and how a value is shown (:meth:`words`).

    Args:
        name: what the field is for, as a screen reader says it.
        placeholder: shown in the input while there are no values.
        suggest: completions for a typed text, best first.
        ordered: whether the order means something and can be changed.

    """

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        placeholder: str,
        *,
        suggest: Callable[[str], Sequence[str]] = lambda _text: (),
        ordered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._placeholder, self._ordered = name, placeholder, ordered
        self._suggest = suggest
        self._values: list[str] = []
        self._chips: list[Chip] = []
        self._input = QLineEdit()
        self._input.setProperty("bare", True)
        self._input.setMinimumWidth(theme.GRID * 8)
        self._input.setTextMargins(4, 2, 4, 2)
        self._input.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._input.installEventFilter(self)
        self._input.textEdited.connect(self._edited)
        self._input.editingFinished.connect(self._leave)
        self._suggestions = QStringListModel(self)
        completer, self._popup = completer_with_popup(self, self._suggestions, "Suggestions")
        self._popup.installEventFilter(self)  # while it is open, the keys come to it
        # The completer writes its choice into the input after this signal: clear it after that.
        completer.activated.connect(lambda text: QTimer.singleShot(0, self, lambda: self.add(text)))
        self._input.setCompleter(completer)
        self._box = _Box(self, self._input)
        self._flow = FlowLayout(self._box, gap=6, margin=4)
        self._flow.addWidget(self._input)
        self._refusal = Label(size=Size.SMALL, tone=Tone.WARNING, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._box)
        column.addWidget(self._refusal)
        self._refusal.hide()
        self.setFocusProxy(self._input)
        self._input.setAlignment(leading(self))
        self._show()

    def values(self) -> tuple[str, ...]:
        """Return the values, in their order."""
        return tuple(self._values)

    def set_values(self, values: Sequence[str]) -> None:
        """Show these values, without telling anyone."""
        self._values = list(dict.fromkeys(values))
        self._show()

    def accepted(self, text: str) -> str | None:
        """Return the value that a typed text stands for; None if it stands for none."""
        return " ".join(text.split()) or None

    def refusal(self, text: str) -> str:
        """Say why a typed text stands for no value, and what to do."""
        return f"“{text}” is not known. Choose one from the list."

    def words(self, value: str) -> str:
        """Return the value as its chip shows it."""
        return value

    @property
    def refused(self) -> str:
        """The sentence about what stands in the input and was not taken; empty where nothing was refused."""
        return self._refusal.text()

    @property
    def typed(self) -> str:
        """What stands in the input and is no value yet."""
        return self._input.text()

    def add_to_refusal(self, sentence: str) -> None:
        """Say one more sentence about what was refused."""
        if self.refused and sentence not in self.refused:
            self._refusal.setText(f"{self.refused} {sentence}")

    def settle(self) -> bool:
        """Add what was typed last, as if the input were left; False if it stands for nothing."""
        return self.add(self._input.text())

    def forget_typed(self) -> None:
        """Empty the input, and take back what was said of it."""
        self._input.clear()
        self._refuse("")

    def add(self, text: str) -> bool:
        """Add what a text stands for; False, and the text stays, if it stands for nothing."""
        value = self.accepted(text)
        if value is None:
            said = " ".join(text.split())
            self._refuse(self.refusal(said) if said else "")
            return not said
        self._input.clear()
        self._refuse("")
        if value not in self._values:
            self._values.append(value)
            self._told()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's names
        """Turn keys in the input, and on a chip, into changes; draw the ring as the focus comes and goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._box.update()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False  # for the page: Ctrl+Return is its main thing
            if watched is self._input:
                return self._key(event)
            if watched is self._popup:
                return self._key_over_list(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Begin where the page begins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._input.setAlignment(leading(self))

    def _key(self, event: QKeyEvent) -> bool:
        key, text = event.key(), self._input.text()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        back = Qt.Key.Key_Right if rtl else Qt.Key.Key_Left
        if key in _TAKE and text.strip():
            self.add(text)
            return True
        if key in (Qt.Key.Key_Backspace, back) and not text and self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _key_over_list(self, event: QKeyEvent) -> bool:
        """Take at the first key what the completer would only put into the input, or leave there untaken."""
        if event.key() not in (*_TAKE, *_GO_ON):
            return False
        self._popup.hide()
        self.settle()
        if event.key() in _GO_ON:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        return True

    def _edited(self, text: str) -> None:
        self._refuse("")
        self._popup.setMinimumWidth(self.width())
        known = set(self._values)
        fresh = [one for one in self._suggest(text) if self.accepted(one) not in known]
        self._suggestions.setStringList(fresh[:_MOST])

    def _leave(self) -> None:
        if not self._popup.isVisible():
            self.settle()

    def _refuse(self, why: str) -> None:
        if why and why != self.refused:
            announce(self._input, why)
        self._refusal.setText(why)
        self._refusal.setVisible(bool(why))
        self._input.setAccessibleDescription(why)
        self._box.update()

    def _remove(self, index: int) -> None:
        del self._values[index]
        self._told()
        self._go(min(index, len(self._values) - 1) if self._values else 0)

    def _move(self, index: int, step: int) -> None:
        target = index + step
        if 0 <= target < len(self._values):
            self._values.insert(target, self._values.pop(index))
            self._told()
            self._go(target)

    def _go(self, index: int) -> None:
        if 0 <= index < len(self._chips):
            self._chips[index].setFocus(Qt.FocusReason.OtherFocusReason)
        elif index >= len(self._chips):
            self._input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self) -> None:
        self._show()
        self.changed.emit(self.values())

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for index, value in enumerate(self._values):
            chip = Chip(self.words(value), ordered=self._ordered, parent=self._box)
            chip.removeAsked.connect(lambda at=index: self._remove(at))
            chip.moveAsked.connect(lambda step, at=index: self._move(at, step))
            chip.stepAsked.connect(lambda step, at=index: self._go(at + step))
            chip.installEventFilter(self)
            self._flow.insert(index, chip)
            chip.show()
            self._chips.append(chip)
        # Behind the input first, then the input behind them: so the field keeps its place among the others.
        for before, after in pairwise([self._input, *self._chips, self._input]):
            QWidget.setTabOrder(before, after)
        self._input.setPlaceholderText("" if self._values else self._placeholder)
        listed = ", ".join(map(self.words, self._values)) or "none yet"
        self.setAccessibleName(f"{self._name}: {listed}")
        self._input.setAccessibleName(f"Add to {self._name.lower()}")
        self.updateGeometry()


class _Box(QWidget):
    """The frame of a field round chips and input."""

    def __init__(self, field: ChipsField, entry: QLineEdit) -> None:
        super().__init__(field)
        self._field, self._input = field, entry
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = colours(self.palette())
        focus = self.focusWidget()
        inside = focus is not None and focus.hasFocus()
        pen = QPen(c.outline, 1)
        if self._field.refused or self._input.property("wrong"):
            pen = QPen(c.error, 2 if inside else 1)
        elif inside:
            pen = QPen(c.accent, 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(c.field)
        half = pen.widthF() / 2
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(half, half, -half, -half), theme.RADIUS, theme.RADIUS
        )


class TagsField(ChipsField):
    """Tags: any words; those already in the book are suggested."""

    def __init__(self, known: Sequence[str] = (), name: str = "Tags", parent: QWidget | None = None) -> None:
        self._known = tuple(known)
        super().__init__(name, "Add a tag", suggest=self._matching, parent=parent)

    def accepted(self, text: str) -> str | None:
        """Return what was typed, in the spelling the book already has for it, without a leading #."""
        tag = " ".join(text.replace(",", " ").split()).lstrip("#").strip()
        same = [one for one in self._known if fold(one) == fold(tag)]
        return same[0] if same else tag or None

    def _matching(self, text: str) -> list[str]:
        asked = fold(text.lstrip("# "))
        return sorted((one for one in self._known if asked and asked in fold(one)), key=fold)
