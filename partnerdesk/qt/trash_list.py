"""The rows of Trash: what was thrown away, where it belongs, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from partnerdesk.core.wording import clock
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.there import day_words, place_words
from partnerdesk.qt.few_rows import FewRows
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets.ground import paint_ground
from partnerdesk.qt.widgets.label import tip_text

if TYPE_CHECKING:  # the desk's Trash needs SQLAlchemy, which the window loads after its first paint
    from partnerdesk.desk.book import Key
    from partnerdesk.desk.trash import Thrown

Index = QModelIndex | QPersistentModelIndex
_PAD = 10  # left and right of a row's text
_GAP = 2 * theme.GRID  # between columns
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class TrashRow:
    """A row's texts, and the key of what it stands for."""

    key: Key
    title: str
    detail: str
    place: str
    when: str

    @property
    def words(self) -> str:
        """The whole row, as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.detail, self.place, self.when) if part)


def row_of(thrown: Thrown, now: datetime, zone: tzinfo) -> TrashRow:
    """Write a thing in Trash as a row, its day seen from ``now`` (aware) in ``zone``."""
    at, here = thrown.at.astimezone(zone), now.astimezone(zone)
    when = f"today {clock(at)}" if at.date() == here.date() else day_words(at, here)
    where = place_words(thrown.place.city, thrown.place.region_name, thrown.place.country)
    return TrashRow(thrown.key, thrown.title, thrown.detail, where, f"deleted {when}")


class TrashModel(FewRows[TrashRow]):
    """The rows, the last one thrown away first."""

    def name_of(self, row: TrashRow) -> str:
        """Return a row's title."""
        return row.title

    def words_of(self, row: TrashRow) -> str:
        """Return the whole row."""
        return row.words


class TrashDelegate(QStyledItemDelegate):
    """Draws a row: the name large, the other facts small and grey, a hairline under it."""

    def __init__(self, model: TrashModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.take_fonts()

    def take_fonts(self) -> None:
        """Measure anew after the system's text size has changed."""
        self._bold, self._small = theme.font(bold=True), theme.font(Size.SMALL)
        self._first, self._second = QFontMetrics(self._bold).height(), QFontMetrics(self._small).height()
        self.height = self._first + self._second + 2 + 2 * _PAD + 1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """All rows are of one height."""
        return QSize(0, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        rect, row = option.rect, self._model.rows[index.row()]
        c = colours(self._view.palette())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # names run as their letters do
        paint_ground(painter, rect, option.state, c)
        name, place, when = self._columns(rect.width())
        top, below = rect.top() + _PAD, rect.top() + _PAD + self._first + 2
        middle = rect.top() + (rect.height() - self._second) // 2
        self._line(painter, QRect(rect.left() + _PAD, top, name, self._first), row.title, self._bold, c.text)
        self._line(
            painter, QRect(rect.left() + _PAD, below, name, self._second), row.detail, self._small, c.muted
        )
        x = rect.left() + _PAD + name + _GAP
        self._line(painter, QRect(x, middle, place, self._second), row.place, self._small, c.muted)
        x += place + _GAP
        self._line(painter, QRect(x, middle, when, self._second), row.when, self._small, c.muted)
        painter.restore()

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Share a row's width: the date needs its own, name and place what is left."""
        when = QFontMetrics(self._small).horizontalAdvance("deleted 30 Nov 2026")
        rest = max(0, width - 2 * _PAD - 2 * _GAP - when)
        name = rest * 11 // 20
        return name, rest - name, when

    def _line(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        way = self._view.layoutDirection()
        viewport = QRect(0, area.top(), self._view.viewport().width(), area.height())
        painter.setFont(font)
        painter.setPen(colour)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side = QStyle.visualAlignment(way, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.drawText(QStyle.visualRect(way, viewport, area), int(flags), cut)

    def helpEvent(  # noqa: N802
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole row as a tooltip where some of it is cut; as letters, whatever they look like."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        row, (name, place, _) = self._model.rows[index.row()], self._columns(option.rect.width())
        small = QFontMetrics(self._small).horizontalAdvance
        cut = (
            QFontMetrics(self._bold).horizontalAdvance(row.title) > name
            or small(row.detail) > name
            or small(row.place) > place
        )
        if cut:
            QToolTip.showText(event.globalPos(), tip_text(row.title, row.detail, row.place), view)
        else:
            QToolTip.hideText()
        return True
