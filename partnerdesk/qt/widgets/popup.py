"""The list that drops under a field while one types."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_MOST = 8


class _Line(QStyledItemDelegate):
    """A line as wide as the list: a longer text ends in an ellipsis instead of making the list scroll."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())


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
    popup = QListView()
    popup.setUniformItemSizes(True)
    completer.setPopup(popup)
    dress(completer, popup, name)
    return completer, popup


def dress(completer: QCompleter, popup: QAbstractItemView, name: str) -> None:
    """Give the list of a completer the look of all others, up to eight whole lines, and its spoken name."""
    completer.setMaxVisibleItems(_MOST)
    popup.setProperty("popup", True)
    popup.setItemDelegate(_Line(popup))
    popup.setTextElideMode(Qt.TextElideMode.ElideRight)
    popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    popup.setAccessibleName(name)
