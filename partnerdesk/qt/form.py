"""A form: fields under visible captions, each with its error right below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.qt import icons, scrolled, theme
from partnerdesk.qt.page import Page
from partnerdesk.qt.scrolled import Scrolled
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets import Label, Tone, announce
from partnerdesk.qt.widgets.label import leading

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

COLUMN = 68
"""Letters in the width of a form: longer lines are tiring to read."""


class FormField(QWidget):
    """A caption, the field it belongs to, a quiet note on what the value means, and what is wrong with it.

    Args:
        caption: what is asked for; a screen reader says it too.
        field: where it is said.
        note: a sentence below the field; may be empty.

    """

    def __init__(self, caption: str, field: QWidget, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption, self.field = caption, field
        head = Label(caption, Size.SMALL, tone=Tone.MUTED)
        head.setBuddy(field)
        if isinstance(field, QLineEdit):
            field.setAlignment(leading(field))
        if not field.accessibleName():
            field.setAccessibleName(caption)
        # Of this parent from the start: shown without one it would be a window for a moment.
        self._note = Label(note, Size.SMALL, tone=Tone.MUTED, wrap=True, parent=self)
        self._note.setVisible(bool(note))
        self._error = ErrorLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for part in (head, field, self._note, self._error):
            column.addWidget(part)
        self.setFocusProxy(field)

    @property
    def error(self) -> str:
        """What is wrong; empty where nothing is."""
        return self._error.text

    def note(self, text: str) -> None:
        """Say below the field what its value means; nothing if empty."""
        self._note.setText(text)
        self._note.setVisible(bool(text) and not self.error)

    def tell(self, text: str) -> None:
        """Say what is wrong, or that nothing is any more (empty)."""
        if text and text != self.error:
            announce(self.field, f"{self.caption}: {text}")
        self._error.tell(text)
        self._note.setVisible(bool(self._note.text()) and not text)
        self.field.setAccessibleDescription(text)
        theme.set_look(self.field, "wrong", bool(text))


class ErrorLine(QWidget):
    """A picture and a sentence that says what is wrong: not by colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(size=Size.SMALL, tone=Tone.WARNING, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Mark(self._label), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence; empty where nothing is wrong."""
        return self._label.text()

    def tell(self, text: str) -> None:
        """Show a sentence; nothing if empty."""
        self._label.setText(text)
        self.setVisible(bool(text))


class _Mark(QWidget):
    """The picture of an error, as high as a line of the text beside it."""

    def __init__(self, beside: Label) -> None:
        super().__init__()
        self._beside = beside
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        edge = self._beside.fontMetrics().height()
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        icons.paint(QPainter(self), QRectF(self.rect()), "error", colours(self.palette()).warning)


class Column(Scrolled):
    """One column of a form, as wide as text may be, that scrolls where the window is low.

    Args:
        middle: stands in the middle of the place; else at its beginning.
        letters: its greatest width.

    """

    def __init__(self, *, middle: bool = False, letters: int = COLUMN, parent: QWidget | None = None) -> None:
        self._letters = letters
        inside = scrolled.Column()
        super().__init__(inside, parent)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._column = QWidget()
        self.rows = QVBoxLayout(self._column)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(2 * theme.GRID)
        across = QHBoxLayout(inside)
        edge = 3 * theme.GRID if middle else 5 * theme.GRID // 2
        across.setContentsMargins(edge, 2 * theme.GRID, edge, 2 * theme.GRID)
        if middle:
            across.addStretch(1)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        self._size()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._size()

    def _size(self) -> None:
        self._column.setMaximumWidth(theme.column_width(self._letters))


class Alone(Page):
    """A page without a frame round it, that takes Ctrl+Enter itself, whatever else the window has on it.

    Return presses the button that has the focus, as Space does.
    """

    def event(self, event: QEvent) -> bool:
        """Keep the key for the page before a shortcut of the window gets it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_main(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do the page's main thing, or press the button."""
        inside = self.focusWidget()
        if _is_main(event):
            self.main_action()
        elif event.key() in _RETURN and isinstance(inside, QAbstractButton):
            inside.click()
        else:
            super().keyPressEvent(event)


def _is_main(event: QKeyEvent) -> bool:
    return event.key() in _RETURN and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
