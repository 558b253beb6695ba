"""A sentence in which a name stands out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.widgets.label import leading, reading

_NARROWEST = 160


class Sentence(QWidget):
    """A text of several lines if need be, plain but for one part of it in bold.

    Args:
        text: the sentence, never read as HTML.
        strong: the part that stands out, where it occurs first; empty: nothing does.

    """

    def __init__(self, text: str, strong: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self._strong = text, strong
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(theme.font())

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text, self.font())
        option = QTextOption(leading(self))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(reading(self.text))
        layout.setTextOption(option)
        start = self.text.find(self._strong) if self._strong else -1
        if start >= 0:
            bold = QTextLayout.FormatRange()
            bold.start, bold.length = start, len(self._strong)
            weight = QTextCharFormat()
            weight.setFontWeight(QFont.Weight.Bold)
            bold.format = weight
            layout.setFormats([bold])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's names
        """It breaks into lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all lines."""
        return round(self._laid_out(width).boundingRect().height() + 0.5)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for the whole sentence in one line."""
        box = self._laid_out(1_000_000)
        return QSize(round(box.maximumWidth()) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return room for a few words."""
        return QSize(min(_NARROWEST, self.sizeHint().width()), self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size and the direction of reading."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(theme.font())
            self.updateGeometry()
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.update()
