"""The styles of a print as small pictures of a page, one of them chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.printing.even import Even
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets.button import pressed_by_return

_SHEET = QSize(40, 52)
_COLUMNS = 3
_Draw = Callable[[QPainter, QRectF, QColor], None]


def _bar(painter: QPainter, x: float, y: float, width: float, colour: QColor, height: float = 2.0) -> None:
    painter.fillRect(QRectF(x, y, width, height), colour)


def _list(painter: QPainter, at: QRectF, ink: QColor) -> None:
    _bar(painter, at.x(), at.y(), 14, ink, 3)
    for row in range(7):
        y = at.y() + 8 + row * 5
        _bar(painter, at.x(), y, 9, ink)
        _bar(painter, at.x() + 12, y, 8, ink, 1)
        _bar(painter, at.x() + 22, y, 6, ink, 1)


def _cards(painter: QPainter, at: QRectF, ink: QColor) -> None:
    for number in range(6):
        x, y = at.x() + number % 2 * 15, at.y() + number // 2 * 14
        _bar(painter, x, y, 10, ink)
        for line in range(1, 4):
            _bar(painter, x, y + 1 + line * 3, 12 - line * 2, ink, 1)


def _labels(painter: QPainter, at: QRectF, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number in range(15):
        x, y = at.x() - 2 + number % 3 * 11, at.y() - 1 + number // 3 * 8.5
        painter.drawRoundedRect(QRectF(x, y, 9.5, 7), 1.5, 1.5)


def _phone(painter: QPainter, at: QRectF, ink: QColor) -> None:
    for row in range(6):
        y = at.y() + 2 + row * 7
        _bar(painter, at.x(), y, 10, ink)
        for dot in range(5):
            _bar(painter, at.x() + 16 + dot * 2.6, y, 1.6, ink)


def _plan(painter: QPainter, at: QRectF, ink: QColor) -> None:
    _bar(painter, at.x(), at.y(), 16, ink, 3)
    for row in range(4):
        y = at.y() + 9 + row * 8
        _bar(painter, at.x(), y, 6, ink)
        _bar(painter, at.x() + 9 + row * 2, y - 2, 11, ink, 5)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(at.x() + 16, at.y() + 5, 4, 32))


def _cover(painter: QPainter, at: QRectF, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(at.x() + 4, at.y(), 20, 20))
    painter.drawEllipse(QRectF(at.x() + 10, at.y(), 8, 20))
    painter.drawLine(round(at.x() + 4), round(at.y() + 10), round(at.x() + 24), round(at.y() + 10))
    _bar(painter, at.x() + 5, at.y() + 25, 18, ink, 3)
    for line in range(3):
        _bar(painter, at.x() + 2 + line * 2, at.y() + 32 + line * 4, 24 - line * 4, ink, 1)


_PICTURES: dict[str, _Draw] = {
    "list": _list,
    "cards": _cards,
    "labels": _labels,
    "phone": _phone,
    "plan": _plan,
    "cover": _cover,
}


class Tile(QAbstractButton):
    """One style: a page in small, its name below."""

    def __init__(self, style: str, words: str) -> None:
        super().__init__()
        self._draw = _PICTURES[style]
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return room for the page and its name."""
        metrics = QFontMetrics(theme.font(Size.SMALL))
        width = max(_SHEET.width(), metrics.horizontalAdvance(self.text())) + theme.GRID
        return QSize(width, _SHEET.height() + metrics.height() + 5 * theme.GRID // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return chooses it too; the arrow keys are the row's."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        elif not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(c.tint if self.isChecked() else c.selected)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)
        ink = c.accent if self.isChecked() else c.muted
        sheet = QRectF((box.width() - _SHEET.width()) // 2, theme.GRID, _SHEET.width(), _SHEET.height())
        painter.setPen(QPen(ink if self.isChecked() else c.outline, 1))
        painter.setBrush(c.field)
        painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        self._draw(painter, sheet.adjusted(6, 6, -6, -6), ink)
        painter.setFont(theme.font(Size.SMALL))
        painter.setPen(c.accent if self.isChecked() else c.text)
        below = QRectF(0, sheet.bottom(), box.width(), box.height() - sheet.bottom())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter.value), self.text())


class StyleTiles(QWidget):
    """The styles; the arrow keys go from one to the next.

    ``chosen(str)`` is emitted when the user takes another one.

    Args:
        styles: pairs of a style and its name.

    """

    chosen = Signal(str)

    def __init__(self, styles: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Style")
        self._group = QButtonGroup(self)
        self.tiles: dict[str, Tile] = {}
        for style, words in styles:
            tile = Tile(style, words)
            tile.clicked.connect(lambda _checked=False, style=style: self._take(style))
            self._group.addButton(tile)
            self.tiles[style] = tile
        self._even = Even(self.tiles.values(), _COLUMNS, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._even)
        self.show_style(styles[0][0])

    @property
    def style_name(self) -> str:
        """The one chosen."""
        return next(style for style, tile in self.tiles.items() if tile.isChecked())

    def show_style(self, style: str) -> None:
        """Mark a style; Tab goes to it only."""
        for other, tile in self.tiles.items():
            tile.setChecked(other == style)
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == style else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.tiles[style])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the style before or after."""
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        ways = {
            Qt.Key.Key_Left: 1 if rtl else -1,
            Qt.Key.Key_Right: -1 if rtl else 1,
            Qt.Key.Key_Up: -self._even.columns,
            Qt.Key.Key_Down: self._even.columns,
        }
        by = ways.get(Qt.Key(event.key()), 0)
        styles = list(self.tiles)
        at = styles.index(self.style_name) + by
        if not by or not 0 <= at < len(styles):
            super().keyPressEvent(event)
            return
        self._take(styles[at])
        self.tiles[styles[at]].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, style: str) -> None:
        self.show_style(style)
        self.chosen.emit(style)
