"""The list that drops under a field while one types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent
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


class FirstAtReturn(QObject):
    """Has Return take the first line of a list where none is pointed at, as a completer does not.

    Args:
        popup: the list; while it is open, the keys come to it.
        take: takes the first line, and is given the key; returns whether there is one.

    """

    def __init__(self, popup: QAbstractItemView, take: Callable[[QKeyEvent], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._popup, self._take = popup, take
        popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look for Return."""
        if (
            watched is self._popup
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and not self._popup.currentIndex().isValid()
        ):
            return self._take(event)
        return super().eventFilter(watched, event)
