"""An e-mail address, whole wherever that is possible."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.qt.widgets.label import ACCENT, Label


class AddressLabel(Label):
    """One address: on one line, else broken before its @, and cut only where that is too little.

    What is copied is the address as it is, without the break.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, elide=True, middle=True, selectable=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's names
        """Return True, whatever QLabel says of text that does not wrap by itself."""
        return True

    def told(self) -> str:
        """Return the lines that are drawn in the room there is."""
        return "\n".join(
            self.fontMetrics().elidedText(line, self._cut, self.width()) for line in self._lines(self.width())
        )

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of one line or two."""
        return len(self._lines(width)) * self.fontMetrics().lineSpacing() + 2 * ACCENT

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the whole address's width, and the height that its lines need now."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def _lines(self, width: int) -> list[str]:
        text = self.text()
        local, at, domain = text.rpartition("@")
        fits = self.fontMetrics().horizontalAdvance(text) <= width
        return [text] if fits or not local else [local, at + domain]
