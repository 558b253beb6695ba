"""Leaving the wheel to the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class Calm(QObject):
    """Leaves the wheel to the page: rolling over a field must not change it."""

    def keep(self, field: QWidget) -> None:
        """Keep the wheel from a field that the reader has not gone to; to roll over it is not to go there."""
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Pass on what would roll a field that has not the focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False
