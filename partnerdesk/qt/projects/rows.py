"""Rows of two or three lines: a name and a fact at its end, what is said of it below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from partnerdesk.qt import icons, theme
from partnerdesk.qt.few_rows import FewRows
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets.ground import paint_ground
from partnerdesk.qt.widgets.label import reading, tip_text

_PAD = 10  # left and right of a row's text
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Row:
    """A row's texts, and the key of what it stands for.

    Attributes:
        key: of the record.
        name: large.
        fact: at the end of the first line; may be empty.
        below: small, under the name; may be empty.
        aside: at the end of the second line; may be empty.
        foot: small, on a third line; in a list of such rows alone.
        more: not drawn: for the tooltip and the screen reader.
        good: the fact is one to be glad of: a check stands before it.

    """

    key: int
    name: str
    fact: str = ""
    below: str = ""
    aside: str = ""
    foot: str = ""
    more: str = ""
    good: bool = False

    @property
    def words(self) -> str:
        """The whole row, as a screen reader says it."""
        parts = (self.name, self.fact, self.below, self.aside, self.foot, self.more)
        return ", ".join(part for part in parts if part)


class RowsModel(FewRows[Row]):
    """The rows; their keys are their user data."""

    def stands_for(self, row: Row) -> object:
        """Return a row's key."""
        return row.key

    def name_of(self, row: Row) -> str:
        """Return a row's name."""
        return row.name

    def words_of(self, row: Row) -> str:
        """Return the whole row."""
        return row.words


class RowDelegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, model: RowsModel, view: QAbstractItemView, below: int) -> None:
        super().__init__(view)
        self._model, self._view, self._below = model, view, below
        self.take_fonts()

    def take_fonts(self) -> None:
        """Measure anew after the system's text size has changed."""
        self._bold, self._small = theme.font(bold=True), theme.font(Size.SMALL)
        self._first, self._second = QFontMetrics(self._bold).height(), QFontMetrics(self._small).height()
        self.height = self._first + self._below * (self._second + 2) + 2 * _PAD + 1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """All rows are of one height."""
        return QSize(0, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row, c = self._model.rows[index.row()], colours(self._view.palette())
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, option.state, c)
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        upper = QRect(inner.left(), area.top() + _PAD, inner.width(), self._first)
        lower = QRect(inner.left(), upper.bottom() + 3, inner.width(), self._second)
        taken = self._end(painter, upper, row.fact, c.in_session if row.good else c.muted, good=row.good)
        self._begin(painter, upper, taken, row.name, self._bold, c.text)
        taken = self._end(painter, lower, row.aside, c.muted)
        self._begin(painter, lower, taken, row.below, self._small, c.muted)
        if row.foot:
            self._begin(painter, lower.translated(0, self._second + 2), 0, row.foot, self._small, c.muted)
        painter.restore()

    def _end(self, painter: QPainter, line: QRect, text: str, colour: QColor, *, good: bool = False) -> int:
        """Draw a fact at the end of a line; return the room it takes."""
        if not text:
            return 0
        metrics, way = QFontMetrics(self._small), self._view.layoutDirection()
        room = line.width() * 3 // 5
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(cut) + 2
        place = QRect(line.right() + 1 - width, line.top(), width, line.height())
        self._draw(painter, QStyle.visualRect(way, line, place), cut, self._small, colour, at_end=True)
        if good:
            edge = min(16, line.height())
            check = QRect(place.left() - edge - 4, line.center().y() - edge // 2, edge, edge)
            icons.paint(painter, QRectF(QStyle.visualRect(way, line, check)), "check", colour)
            width += edge + 4
        return width + theme.GRID

    def _begin(
        self, painter: QPainter, line: QRect, taken: int, text: str, font: QFont, colour: QColor
    ) -> None:
        place = QRect(line.left(), line.top(), line.width() - taken, line.height())
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        way = self._view.layoutDirection()
        self._draw(painter, QStyle.visualRect(way, line, place), cut, font, colour)

    def _draw(
        self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor, *, at_end: bool = False
    ) -> None:
        asked = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
        side = QStyle.visualAlignment(self._view.layoutDirection(), asked)
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(colour)
        painter.setLayoutDirection(reading(text))
        painter.drawText(area, int((flags | Qt.TextFlag.TextSingleLine).value), text)

    def helpEvent(  # noqa: N802
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Show the whole row as a tooltip where some of it may be cut; as letters, whatever they are."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        row, room = self._model.rows[index.row()], option.rect.width() - 2 * _PAD
        bold, small = QFontMetrics(self._bold), QFontMetrics(self._small)
        first = bold.horizontalAdvance(row.name) + small.horizontalAdvance(row.fact) + 4 * theme.GRID
        second = small.horizontalAdvance(row.below) + small.horizontalAdvance(row.aside) + 2 * theme.GRID
        second = max(second, small.horizontalAdvance(row.foot))
        QToolTip.showText(event.globalPos(), tip_text(row.words) if max(first, second) > room else "", view)
        return True


class RowsList(QListView):
    """A list of such rows.

    Signals:
        opened(int): Return, or a double click, on this key.
        deleteAsked(): Delete.
        moved(): another row is current, or others are selected.

    Args:
        name: what a screen reader calls it.
        several: whether several rows can be selected.
        whole: as high as all its rows, so that the page scrolls and not the list.
        below: how many lines there are under the name.

    """

    opened = Signal(int)
    deleteAsked = Signal()  # noqa: N815 - Qt's manner
    moved = Signal()

    def __init__(
        self,
        name: str,
        *,
        several: bool = False,
        whole: bool = False,
        below: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model_ = RowsModel(self)
        self._rows = RowDelegate(self.model_, self, below)
        self._whole = whole
        self.setModel(self.model_)
        self.setItemDelegate(self._rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(Qt.ItemDataRole.UserRole)))
        self.selectionModel().selectionChanged.connect(lambda: self.moved.emit())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; those selected stay so, as far as they are there."""
        chosen, current = set(self.chosen()), self.current()
        self.model_.show(rows)
        flags = QItemSelectionModel.SelectionFlag
        for at, row in enumerate(rows):
            index = self.model_.index(at)
            if row.key == current:
                self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            if row.key in chosen:
                self.selectionModel().select(index, flags.Select)
        self._fit()

    def chosen(self) -> list[int]:
        """Return the keys of the rows selected, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.model_.rows[row].key for row in rows]

    def current(self) -> int | None:
        """Return the key of the current row; None where there is none."""
        index = self.currentIndex()
        return self.model_.rows[index.row()].key if index.isValid() else None

    def choose(self, key: int | None) -> None:
        """Make this row the current one and select it alone; none where it is not there."""
        at = next((at for at, row in enumerate(self.model_.rows) if row.key == key), None)
        if at is None:
            self.clearSelection()
        else:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.model_.index(at), flags.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Return opens, Delete asks to take away."""
        current = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if current is not None:
                self.opened.emit(current)
        elif event.key() == Qt.Key.Key_Delete:
            self.deleteAsked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange) and self.model():
            self._rows.take_fonts()
            self.scheduleDelayedItemsLayout()
            self._fit()

    def _fit(self) -> None:
        if self._whole:
            self.setFixedHeight(self._rows.height * len(self.model_.rows) + 2)
