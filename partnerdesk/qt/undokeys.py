"""Undo and redo in a text field: its own typing first, then the book."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)


class UndoKeys(QObject):
    """Lets the keys of undo and redo through to the window where the field in focus has nothing to take back.

    Qt's fields keep these keys for themselves, also where nothing was typed into them: what was chosen from a
    list, and is in the book already, could not be taken back from there.

    Args:
        window: the fields in it are watched, one at a time.

    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._go_on)

    def _go_on(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if isinstance(now, _TYPED_INTO) and self._window.isAncestorOf(now):
            self._watched = now
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the field from claiming a key that it has no use for."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo)
        if not (undo or redo) or _can(watched, redo=redo):
            return False
        event.ignore()
        return True


def _can(field: QObject, *, redo: bool) -> bool:
    """Say whether a field has some typing to take back, or to do again."""
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return document.isRedoAvailable() if redo else document.isUndoAvailable()
    line = field.lineEdit() if isinstance(field, QAbstractSpinBox | QComboBox) else field
    if not isinstance(line, QLineEdit):
        return False
    return line.isRedoAvailable() if redo else line.isUndoAvailable()
