"""Lines to type in, in a window whose pages run from the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

from partnerdesk.qt.widgets.label import leading

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_TURNS = (QEvent.Type.Polish, QEvent.Type.LayoutDirectionChange)


class LeadingLines(QObject):
    """Lets the text of every field begin where the page begins: an address in Latin letters, a time.

    Qt would have each begin where its own letters do: a caption at the right had its value at the left.

    A filter for the events of the whole application.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Turn a field as it is about to be shown."""
        if event.type() not in _TURNS:
            return False
        if isinstance(watched, QAbstractSpinBox):  # dates and times go from left to right themselves
            watched.setAlignment(_RIGHT)
        elif isinstance(watched, QLineEdit) and not isinstance(watched.parent(), QAbstractSpinBox):
            watched.setAlignment(leading(watched))
        return False
