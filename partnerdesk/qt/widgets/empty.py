"""An empty place: one sentence that teaches, and the verbs that fill it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.qt import icons, theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets.flow import FlowLayout
from partnerdesk.qt.widgets.label import Label, Tone


class _Picture(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(48, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        icons.paint(
            painter, QRectF(self.rect()), self._icon, self.palette().color(QPalette.ColorRole.PlaceholderText)
        )


class EmptyPlace(QWidget):
    """A picture, a sentence, perhaps a quieter second one, and buttons, in the middle of the place."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        buttons: Sequence[QAbstractButton] = (),
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID)
        column.setSpacing(theme.GRID)
        column.addStretch(2)
        column.addWidget(_Picture(icon), 0, middle)
        self._sentence = Label(sentence, Size.HEADING, wrap=True)
        self._hint = Label(hint, tone=Tone.MUTED, wrap=True)
        for label in (self._sentence, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self._hint.setVisible(bool(hint))
        self._verbs = QWidget()
        flow = FlowLayout(self._verbs, middle=True)
        for button in buttons:
            flow.addWidget(button)
        column.addSpacing(theme.GRID)
        column.addWidget(self._verbs)
        self._verbs.setVisible(bool(buttons))
        column.addStretch(3)

    def set_sentence(self, sentence: str, hint: str = "") -> None:
        """Say something else, as an empty search does."""
        self.setAccessibleName(sentence)
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the picture in the new scheme's colour."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
