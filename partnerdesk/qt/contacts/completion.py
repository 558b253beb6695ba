"""Completers that look like the others and have a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from partnerdesk.qt.widgets.popup import dress


def complete(field: QLineEdit, words: Sequence[str], name: str) -> None:
    """Let ``field`` offer those of these words that contain what is typed."""
    known = field.completer()
    if known is not None:
        model = known.model()
        if isinstance(model, QStringListModel):
            model.setStringList(list(words))
        return
    completer = QCompleter(QStringListModel(list(words), field), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    name_popup(completer, name)
    field.setCompleter(completer)


def name_popup(completer: QCompleter, name: str) -> None:
    """Give a completer's list the look of the others, and a name for a screen reader."""
    popup = completer.popup()
    if popup is not None:
        dress(completer, popup, name)


def popup_open(field: QLineEdit) -> bool:
    """Whether the offer of a field that has the focus is on view: what stands there is not yet meant."""
    if not field.hasFocus():
        return False
    completer = field.completer()
    popup = completer.popup() if completer is not None else None
    return popup is not None and popup.isVisible()
