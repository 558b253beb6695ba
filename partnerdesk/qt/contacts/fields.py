"""The fields of the card while it is edited: each knows its caption, its value and where its error stands."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.desk.contacts import ContactFields
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.card_facts import CardFacts
from partnerdesk.qt.contacts.completion import popup_open
from partnerdesk.qt.contacts.quiet import quiet_button
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import IconButton, Label, Tone, announce

PAUSE = 1200
"""Milliseconds without a key after which what was typed is saved."""
AT_MOST = 4000
"""Milliseconds after which it is saved even while keys go on: no crash costs more than five seconds."""


class Field(QWidget):
    """One thing that can be said of a contact, under its caption.

    Signals:
        saveAsked(bool): the value is to be saved now; True if the field was left, so that an error is to be
            shown: while one still types, half an address is no mistake.

    """

    saveAsked = Signal(bool)  # noqa: N815 - Qt's manner

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = caption
        self._kept: ContactFields = {}
        self._blamed: Sequence[QWidget] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID // 2)
        self._head = Label(caption, Size.SMALL, tone=Tone.MUTED)
        self._note = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._error = Label(size=Size.SMALL, tone=Tone.WARNING, wrap=True)
        self._column.addWidget(self._head)
        for label in (self._note, self._error):
            self._column.addWidget(label)
            label.hide()
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: self.saveAsked.emit(False))

    def put(self, widget: QWidget) -> None:
        """Add a part of the field above the note and the error."""
        self._column.insertWidget(self._column.indexOf(self._note), widget)

    def put_verb(self, button: QWidget) -> None:
        """Add a quiet button below all that."""
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def take(self, facts: CardFacts) -> None:
        """Show what the book says, and take it for saved."""
        self.fill(facts)
        self.tell(None)
        self.keep()

    @abstractmethod
    def fill(self, facts: CardFacts) -> None:
        """Put the values in."""

    @abstractmethod
    def values(self) -> ContactFields:
        """Return what the field says, as the verb wants it.

        Raises:
            BadInput: it cannot be understood.

        """

    def keep(self, values: ContactFields | None = None) -> None:
        """Take these values (else what stands here) for saved."""
        self._kept = self.values() if values is None else values

    @property
    def kept(self) -> ContactFields:
        """What is saved, as far as the field knows."""
        return self._kept

    def changed(self) -> bool:
        """Whether something stands here that is not saved.

        Raises:
            BadInput: it cannot be understood.

        """
        return self.values() != self._kept

    def settle(self) -> None:
        """Take what was typed last, where a field waits for its end to be said; most do not."""

    def said(self) -> str:
        """Return what stands here as a text to compare with: the values, or what is wrong with them."""
        try:
            return repr(self.values())
        except BadInput as error:
            return str(error)

    @property
    def error(self) -> str:
        """What is wrong, as it was told; empty where nothing is."""
        return self._error.text()

    def typing(self) -> None:
        """Save after a pause."""
        if not self._timer.isActive():
            self._since.start()
        self._timer.start(max(0, min(PAUSE, AT_MOST - self._since.elapsed())))

    def leave(self) -> None:
        """Save now."""
        self._timer.stop()
        self.saveAsked.emit(True)

    def busy(self) -> bool:
        """Whether the user is in the field, so that a refresh must not change it under the fingers."""
        inside = self.focusWidget()
        return self._timer.isActive() or (inside is not None and inside.hasFocus())

    def waits(self) -> bool:
        """Whether something was typed that is about to be saved."""
        return self._timer.isActive()

    def blamed(self, error: PartnerDeskError) -> Sequence[QWidget]:  # noqa: ARG002 - for subclasses
        """Return the lines (or lists) that an error is about."""
        return self.findChildren(QLineEdit)

    def go_to_error(self) -> None:
        """Put the focus where the error is to be mended, and both in sight."""
        target = next((part for part in self._blamed if part.isVisible()), self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(self._error)
            parent.ensureWidgetVisible(target)

    def add_to_error(self, sentence: str) -> None:
        """Say one more sentence about what is wrong."""
        told = self._error.text()
        if told and sentence not in told:
            self._error.setText(f"{told} {sentence}")

    def tell(self, error: PartnerDeskError | None) -> None:
        """Show an error beside its cause, or take it away."""
        text = str(error) if error else ""
        self._blamed = self.blamed(error) if error else ()
        self._note.setVisible(not text and bool(self._note.text()))
        if text and text != self.error:
            announce(self, f"{self.caption}: {text}")
        self._error.setText(text)
        self._error.setVisible(bool(text))
        for part in (*self.findChildren(QLineEdit), *self.findChildren(QComboBox)):
            wrong = part in self._blamed
            theme.set_look(part, "wrong", wrong)
            part.setAccessibleDescription(text if wrong else "")

    def note(self, text: str) -> None:
        """Say below the field what its value means; nothing if empty."""
        self._note.setText(text)
        self._note.setVisible(bool(text) and not self._error.text())

    def watch(self, edit: QLineEdit) -> None:
        """Save what is typed into a line after a pause, and when it is left."""
        edit.textEdited.connect(self.typing)
        edit.editingFinished.connect(lambda: None if popup_open(edit) else self.leave())


class LineField(Field):
    """One line of text, under one key of the contact."""

    def __init__(self, caption: str, key: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(caption, parent)
        self._key = key
        self.edit = QLineEdit(placeholderText=hint)
        self.edit.setAccessibleName(caption)
        self.put(self.edit)
        self.setFocusProxy(self.edit)
        self.watch(self.edit)

    def fill(self, facts: CardFacts) -> None:
        """Show the text."""
        self.show_text(str(getattr(facts.contact, self._key)))

    def show_text(self, text: str) -> None:
        """Put a text in, seen from its beginning."""
        if text != self.edit.text():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)

    def values(self) -> ContactFields:
        """Return the text."""
        return cast("ContactFields", {self._key: " ".join(self.edit.text().split())})


class LinesField(Field):
    """Text of several lines under one key of the contact, as high as it needs.

    Args:
        caption: what it is called.
        key: the contact's field.
        hint: what an empty one shows.
        least: lines that it is high at the least.

    """

    def __init__(
        self, caption: str, key: str, hint: str, least: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(caption, parent)
        self._key, self._least = key, least
        self.edit = QPlainTextEdit(placeholderText=hint)
        self.edit.setAccessibleName(caption)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.setTabChangesFocus(True)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.edit.installEventFilter(self)
        self.put(self.edit)
        self.setFocusProxy(self.edit)
        self._filling = False
        self.edit.textChanged.connect(self._typed)
        self._fit()

    def fill(self, facts: CardFacts) -> None:
        """Show the text."""
        text = str(getattr(facts.contact, self._key))
        if text != self.edit.toPlainText():
            self._filling = True
            self.edit.setPlainText(text)
            self._filling = False
        self._fit()

    def values(self) -> ContactFields:
        """Return the text."""
        return cast("ContactFields", {self._key: self.edit.toPlainText().strip()})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Save when the box is left; follow its width with its height."""
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self.leave()
        elif watched is self.edit and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._fit()
        if not self._filling:
            self.typing()

    def _fit(self) -> None:
        lines = max(self._least, min(12, int(self.edit.document().size().height())))
        height = lines * self.edit.fontMetrics().lineSpacing() + 4 * theme.GRID
        if height != self.edit.height():
            self.edit.setFixedHeight(height)


class ValuesField(Field):
    """Several e-mail addresses or phones, the first one first, each with a label.

    Args:
        caption: "E-mail".
        key: ``emails`` or ``phones``.
        parts: names of the attribute on the record that holds the value.
        more: what the link says that adds a line.

    """

    def __init__(
        self, caption: str, key: str, part: str, more: str, hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(caption, parent)
        self._key, self._part, self._hint = key, part, hint
        self._lines: list[tuple[QWidget, QLineEdit, QLineEdit]] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.GRID // 2)
        holder = QWidget()
        holder.setLayout(self._box)
        self.put(holder)
        self._show([("", "")])
        self.put_verb(quiet_button("add", more, self._add_and_go))

    def fill(self, facts: CardFacts) -> None:
        """Show the values; one empty line where there are none."""
        pairs = [(str(getattr(each, self._part)), each.label) for each in getattr(facts.contact, self._key)]
        if pairs != self._pairs():
            self._show(pairs or [("", "")])

    def values(self) -> ContactFields:
        """Return pairs of value and label."""
        return cast("ContactFields", {self._key: self._pairs()})

    def blamed(self, error: PartnerDeskError) -> Sequence[QWidget]:
        """Return the lines whose text the error quotes."""
        values = [value for _, value, _ in self._lines]
        quoted = [value for value in values if value.text().strip() and value.text().strip() in str(error)]
        return quoted or values

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = ((value.text().strip(), label.text().strip()) for _, value, label in self._lines)
        return [pair for pair in pairs if pair[0]]

    def _show(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Write the pairs into the lines there are: the first one keeps its place in the Tab order."""
        for (_, value, label), (text, said) in zip(self._lines, pairs, strict=False):
            value.setText(text)
            value.setCursorPosition(0)
            label.setText(said)
        for text, said in pairs[len(self._lines) :]:
            self._add(text, said)
        while len(self._lines) > len(pairs):
            self._drop(self._lines[-1][0])

    def _add(self, text: str = "", said: str = "") -> QLineEdit:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GRID // 2)
        number = f" {len(self._lines) + 1}" if self._lines else ""
        value, label = QLineEdit(text, placeholderText=self._hint), QLineEdit(said, placeholderText="label")
        value.setAccessibleName(f"{self.caption}{number}")
        label.setAccessibleName(f"Label of {self.caption.lower()}{number}: work, home")
        value.setCursorPosition(0)
        label.setFixedWidth(label.fontMetrics().averageCharWidth() * 7 + 2 * theme.GRID)
        away = IconButton("close", f"Remove this {self.caption.lower()}", lambda: self._remove(row))
        across.addWidget(value, 1)
        across.addWidget(label)
        across.addWidget(away)
        self._box.addWidget(row)
        row.show()  # now: the focus may be wanted there at once
        self._lines.append((row, value, label))
        self.watch(value)
        self.watch(label)
        if len(self._lines) == 1:
            self.setFocusProxy(value)
        if len(self._lines) > 1:
            last = self._lines[-2][0].findChild(IconButton)
            QWidget.setTabOrder(last if last is not None else self._lines[-2][2], value)
        QWidget.setTabOrder(value, label)
        QWidget.setTabOrder(label, away)
        return value

    def _add_and_go(self) -> None:
        self._add().setFocus()

    def _remove(self, row: QWidget) -> None:
        at = next(i for i, line in enumerate(self._lines) if line[0] is row)
        pairs = [(value.text(), label.text()) for _, value, label in self._lines]
        del pairs[at]
        self._show(pairs or [("", "")])
        self._lines[min(at, len(self._lines) - 1)][1].setFocus()
        self.leave()

    def _drop(self, row: QWidget) -> None:
        self._lines = [line for line in self._lines if line[0] is not row]
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()
