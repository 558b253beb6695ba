"""A row of the preview: whether it comes in, who it is, where it goes, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from partnerdesk.desk.imports import Planned
from partnerdesk.qt import icons, theme
from partnerdesk.qt.imports import words
from partnerdesk.qt.imports.model import RowsModel
from partnerdesk.qt.theme import Colours, Size, colours
from partnerdesk.qt.widgets.ground import paint_ground
from partnerdesk.qt.widgets.label import tip_text

Index = QModelIndex | QPersistentModelIndex
_PAD = 10  # left and right of a row's text
_AIR = 8  # above and below it
_LEAD = 2  # between its lines
_GAP = 2 * theme.GRID  # between columns
_MARKS = {"new": "add", "changed": "edit", "refused": "warning"}


@dataclass(frozen=True)
class _Columns:
    """Where the columns of a row lie, in its own left-to-right coordinates: x and width."""

    box: tuple[int, int]
    name: tuple[int, int]
    place: tuple[int, int]
    becomes: tuple[int, int]


class RowDelegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, model: RowsModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.take_fonts()

    def take_fonts(self) -> None:
        """Measure anew after the system's text size has changed."""
        self._bold, self._text = theme.font(bold=True), theme.font()
        self._small = theme.font(Size.SMALL)
        self._first, self._second = QFontMetrics(self._bold).height(), QFontMetrics(self._small).height()
        self._edge = max(16, self._first - 2)
        self.height = self._first + self._second + _LEAD + 2 * _AIR + 1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All rows are of one height: what a hundred thousand of them need is known at once."""
        return QSize(0, self.height)

    def columns(self, width: int) -> _Columns:
        """Share a row's width between its columns."""
        start = _PAD + self._edge + _GAP // 2
        rest = max(0, width - start - _PAD - 2 * _GAP)
        name, place = int(rest * 0.42), int(rest * 0.27)
        at = start + name + _GAP
        last = at + place + _GAP
        return _Columns((_PAD, self._edge), (start, name), (at, place), (last, rest - name - place))

    def on_box(self, rect: QRect, spot_x: int) -> bool:
        """Whether a click at ``spot_x`` is one on the box of a row that lies in ``rect``."""
        x, width = self.columns(rect.width()).box
        area = QRect(rect.left(), rect.top(), x + width + _GAP // 4, rect.height())
        area = QStyle.visualRect(self._view.layoutDirection(), rect, area)
        return area.left() <= spot_x <= area.right()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        rect, row = option.rect, self._model.row_at(index.row())
        c, columns = colours(self._view.palette()), self.columns(option.rect.width())
        taken = self._model.is_taken(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # names run as their letters do
        paint_ground(painter, rect, option.state, c)
        if taken is not None:
            self._paint_box(painter, self._at(rect, columns.box, 0), c, on=taken)
        comes = taken is True
        ink = c.text if comes or row.outcome == "refused" else c.muted
        name = columns.name if row.fitted else (columns.name[0], sum(columns.place) - columns.name[0])
        self._line(painter, self._at(rect, name, 0), words.name_of(row), self._bold, ink)
        self._line(painter, self._at(rect, name, 1), words.below(row), self._small, c.muted)
        folder, city = words.place_of(row)
        self._line(painter, self._at(rect, columns.place, 0), folder, self._text, ink)
        self._line(painter, self._at(rect, columns.place, 1), city, self._small, c.muted)
        self._paint_outcome(painter, rect, columns.becomes, row, c)
        painter.restore()

    def _paint_outcome(
        self, painter: QPainter, rect: QRect, column: tuple[int, int], row: Planned, c: Colours
    ) -> None:
        word, more = words.becomes(row, self._model.preview)
        ink = {"new": c.accent, "changed": c.warning, "refused": c.error}.get(row.outcome, c.muted)
        x, width = column
        room = self._edge + 6
        if mark := _MARKS.get(row.outcome, ""):
            spot = self._at(rect, (x, self._edge), 0)
            icons.paint(painter, QRectF(spot), mark, ink)
        self._line(painter, self._at(rect, (x + room, width - room), 0), word, self._text, ink)
        self._line(painter, self._at(rect, (x + room, width - room), 1), more, self._small, c.muted)

    def _paint_box(self, painter: QPainter, area: QRect, c: Colours, *, on: bool) -> None:
        edge = min(area.width(), area.height())
        box = QRectF(area.left(), area.top() + (area.height() - edge) / 2, edge, edge).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(c.accent if on else c.outline, 1.5))
        painter.setBrush(c.accent if on else c.field)
        painter.drawRoundedRect(box, 4, 4)
        if on:
            icons.paint(painter, box.adjusted(1, 1, -1, -1), "check", c.on_accent)

    def _at(self, rect: QRect, column: tuple[int, int], line: int) -> QRect:
        """Return where a line of a column lies, on the side where reading begins."""
        x, width = column
        top = rect.top() + _AIR + (self._first + _LEAD if line else 0)
        area = QRect(rect.left() + x, top, width, self._second if line else self._first)
        return QStyle.visualRect(self._view.layoutDirection(), rect, area)

    def _line(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        if not text:
            return
        painter.setFont(font)
        painter.setPen(colour)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side = QStyle.visualAlignment(self._view.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int((flags | Qt.TextFlag.TextSingleLine).value), cut)

    def _texts(self, row: Planned, width: int) -> Sequence[tuple[QFont, str, int]]:
        columns = self.columns(width)
        outcome = columns.becomes[1] - self._edge - 6
        name = columns.name[1] if row.fitted else sum(columns.place) - columns.name[0]
        pairs = (
            ((words.name_of(row), words.below(row)), name, self._bold),
            (words.place_of(row), columns.place[1], self._text),
            (words.becomes(row, self._model.preview), outcome, self._text),
        )
        return [
            (font, text, room)
            for lines, room, first in pairs
            for font, text in zip((first, self._small), lines, strict=True)
            if text
        ]

    def helpEvent(  # noqa: N802
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole row as a tooltip where some of it is cut; as letters, whatever they look like."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        texts = self._texts(self._model.row_at(index.row()), option.rect.width())
        cut = any(QFontMetrics(font).horizontalAdvance(text) > room for font, text, room in texts)
        shown = tip_text(*(text for _, text, _ in texts)) if cut else ""
        QToolTip.showText(event.globalPos(), shown, view)
        return True
