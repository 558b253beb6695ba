"""What the columns of a table mean: a choice above each, with its heading and a few of its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.text import plain
from partnerdesk.formats.columns import Column
from partnerdesk.formats.table import Layout
from partnerdesk.qt import theme
from partnerdesk.qt.imports.words import MEANINGS, meaning_at
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets.combo import Combo
from partnerdesk.qt.widgets.label import leading, set_tip

_SHOWN = 3  # values of a column that are shown
_ARROW = 7 * theme.GRID  # beside a choice's words, with the room around them


def _width() -> int:
    """Return the width of a column: what it may mean is read whole."""
    metrics = QFontMetrics(theme.font())
    return max(metrics.horizontalAdvance(text) for _, text in MEANINGS) + _ARROW


class _Values(QWidget):
    """The heading of a column and its first values, each cut to the column's width."""

    def __init__(self, heading: str, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [" ".join(plain(each).split()) for each in (heading, *values)]
        self.setAccessibleName(", ".join(filter(None, self._lines)))
        set_tip(self, "\n".join(filter(None, self._lines)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for the heading and all values."""
        line = QFontMetrics(theme.font(Size.SMALL)).height()
        return QSize(_width(), (line + 2) * (1 + _SHOWN))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines."""
        c, painter = colours(self.palette()), QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for place, text in enumerate(self._lines):
            painter.setFont(theme.font(Size.SMALL, bold=not place))
            metrics = painter.fontMetrics()
            height = metrics.height() + 2
            area = QRect(4, place * height, self.width() - 8, height)
            painter.setPen(c.muted if place else c.text)
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, int((leading(self) | Qt.TextFlag.TextSingleLine).value), cut)


class Columns(QScrollArea):
    """The columns side by side.

    Signals:
        changed(Layout): one of them means something else.

    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: Layout | None = None
        self._told: tuple[Column, ...] = ()  # what the columns meant before anybody changed it
        self._meanings = QStringListModel([text for _, text in MEANINGS], self)
        self.combos: list[Combo] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("What the columns mean")

    def show_layout(self, layout: Layout) -> None:
        """Show the columns of a table."""
        before = self._layout
        same = before is not None and (before.headers, before.sample) == (layout.headers, layout.sample)
        self._layout = layout
        if same and len(self.combos) == len(layout.columns):
            for combo, column in zip(self.combos, layout.columns, strict=True):
                with QSignalBlocker(combo):
                    combo.setCurrentIndex(meaning_at(column))
            return
        self._told = layout.columns
        self._build(layout)

    def _build(self, layout: Layout) -> None:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, theme.GRID)
        row.setSpacing(theme.GRID)
        self.combos = []
        rows = _fullest(layout.sample)
        for at, column in enumerate(layout.columns):
            heading = layout.headers[at] if at < len(layout.headers) else ""
            values = [cells[at] if at < len(cells) else "" for cells in rows]
            row.addLayout(self._column(at, column, heading, values))
        row.addStretch(1)
        self.setWidget(inside)
        inside.show()
        self._fit()

    def _column(self, at: int, column: Column, heading: str, values: Sequence[str]) -> QVBoxLayout:
        combo = Combo(f"What “{heading}” means" if heading else f"What column {at + 1} means")
        combo.setModel(self._meanings)
        combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setFixedWidth(_width())
        combo.setCurrentIndex(meaning_at(column))
        combo.currentIndexChanged.connect(lambda line: self._choose(at, line))
        combo.installEventFilter(self)
        self.combos.append(combo)
        box = QVBoxLayout()
        box.setSpacing(theme.GRID // 2)
        box.addWidget(combo)
        box.addWidget(_Values(heading or f"Column {at + 1}", values))
        return box

    def _choose(self, at: int, line: int) -> None:
        layout = self._layout
        if layout is None:
            return
        told = self._told[at]
        column = told if meaning_at(told) == line else MEANINGS[line][0]
        columns = (*layout.columns[:at], column, *layout.columns[at + 1 :])
        self._layout = replace(layout, columns=columns)
        self.changed.emit(self._layout)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's names
        """Bring the column into view that takes the focus."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Combo):
            self.ensureWidgetVisible(watched, theme.GRID, 0)
        return False

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            for combo in self.combos:
                combo.setFixedWidth(_width())
            self._fit()

    def _fit(self) -> None:
        """Be as high as a column, with room for the scroll bar."""
        inside = self.widget()
        if inside is not None:
            self.setFixedHeight(inside.sizeHint().height() + self.horizontalScrollBar().sizeHint().height())


def _fullest(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return the rows that show the most of the columns, in their order: the same ones below each column."""
    filled = sorted(range(len(rows)), key=lambda at: -sum(bool(cell.strip()) for cell in rows[at]))
    return [rows[at] for at in sorted(filled[:_SHOWN])]
