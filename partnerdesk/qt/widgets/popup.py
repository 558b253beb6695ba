"""The list that drops under a field while one types."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

_MOST = 8


def completer_with_popup(
    parent: QWidget, model: QAbstractItemModel, name: str
) -> tuple[QCompleter, QListView]:
    """Return a completer that shows all rows of ``model``, and the list it shows them in.

    Args:
        parent: the field.
        model: the rows; nothing is filtered here.
        name: what a screen reader calls the list.

    """
    completer = QCompleter(model, parent)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setMaxVisibleItems(_MOST)
    popup = QListView()
    popup.setProperty("popup", True)
    popup.setUniformItemSizes(True)
    completer.setPopup(popup)
    popup.setAccessibleName(name)
    return completer, popup
