"""What the grid's patterns mean: a swatch and a word each, for what is to be seen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from partnerdesk.core.yearview import State
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.times.grid_paint import fill
from partnerdesk.qt.widgets import FlowLayout, Label, Tone

_WORDS: tuple[tuple[State | str, str], ...] = (
    ("school", "in school"),
    ("stretch", "your stretch"),
    ("closed", "closed"),
    ("night", "night"),
    ("common", "all can meet"),
)


class Legend(QWidget):
    """A row of swatches that breaks where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=12)
        flow.addWidget(Label("each row in its own hours", Size.SMALL, tone=Tone.MUTED))
        for state, words in _WORDS:
            part = QWidget()
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(_Swatch(state))
            row.addWidget(Label(words, Size.SMALL, tone=Tone.MUTED))
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            flow.addWidget(part)
        self.setAccessibleName("What the patterns mean")


class _Swatch(QWidget):
    def __init__(self, state: State | str) -> None:
        super().__init__()
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(22, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._state == "common":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(c.accent, 2))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            return
        shape = QPainterPath()
        shape.addRoundedRect(box, 3, 3)
        for state in ("school", "stretch", "closed", "night"):
            if state == self._state:
                fill(painter, shape, state, c)
        painter.setPen(QPen(c.outline, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._state in ("closed", "night"):
            painter.drawRoundedRect(box, 3, 3)
