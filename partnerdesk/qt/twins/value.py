"""One of two values to choose from: a mark and the value's words, in as many lines as it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.contacts.card import breakable
from partnerdesk.qt.theme import colours

_MARK = 14  # pixels across
_SIDE, _TOP = theme.GRID, 7
_HIGHEST = 1_000_000


class Value(QAbstractButton):
    """A value that is taken while it is checked; Space and the arrows choose, as with every such pair.

    Args:
        text: the value, shown as it is.
        name: what a screen reader calls it.

    """

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = breakable(text)
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _room(self, width: int) -> int:
        return max(1, width - 2 * _SIDE - _MARK - theme.GRID)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's names
        """Return the height of the text in this width, and of a row at least."""
        metrics = QFontMetrics(theme.font())
        flags = int(Qt.TextFlag.TextWordWrap)
        text = metrics.boundingRect(QRect(0, 0, self._room(width), _HIGHEST), flags, self._words)
        return max(theme.ROW, text.height() + 2 * _TOP)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Its height follows from its width."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for one line, or for a few words of a long one."""
        metrics = QFontMetrics(theme.font())
        most = 28 * metrics.averageCharWidth()
        width = min(metrics.horizontalAdvance(self._words), most) + 2 * _SIDE + _MARK + theme.GRID + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for a word or so."""
        return QSize(12 * theme.GRID, theme.ROW)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ground, the mark and the words."""
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.isRightToLeft()
        box = self.rect()
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selected)
            painter.setOpacity(1 if self.isChecked() else 0.5)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
            painter.setOpacity(1)
        metrics = QFontMetrics(theme.font())
        across = box.width() - _SIDE - _MARK / 2 if rtl else _SIDE + _MARK / 2
        middle = QPointF(across, _TOP + metrics.height() / 2 + 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(c.accent if self.isChecked() else c.muted, 1.5))
        painter.drawEllipse(middle, _MARK / 2 - 1, _MARK / 2 - 1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.accent)
            painter.drawEllipse(middle, _MARK / 2 - 4, _MARK / 2 - 4)
        begin = _SIDE + _MARK + theme.GRID
        area = QRect(_SIDE if rtl else begin, _TOP, self._room(box.width()), box.height())
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        painter.setFont(theme.font())
        painter.setPen(c.text)
        painter.drawText(area, int(flags.value) | int(Qt.TextFlag.TextWordWrap.value), self._words)
        if self.hasFocus():
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)
