"""The letters in the book: those not gone out yet first; open one again, or throw it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from partnerdesk.core.wording import date_words
from partnerdesk.desk import drafts
from partnerdesk.desk.drafts import Line
from partnerdesk.qt import theme
from partnerdesk.qt.few_rows import FewRows
from partnerdesk.qt.letter.marks import EDGE, paint_mark
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets.ground import paint_ground
from partnerdesk.qt.widgets.label import reading

_INSIDE = theme.GRID + 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class KeptModel(FewRows[Line]):
    """One row a letter; the row's ``Line`` is its user data, and its text what a screen reader says."""

    def name_of(self, row: Line) -> str:
        """Return whom a letter is to."""
        return row.name

    def words_of(self, row: Line) -> str:
        """Return all of it."""
        about = ", ".join(filter(None, (row.template, row.project)))
        return f"{row.name}: {row.subject}. {about}, {how_words(row)}"


def how_words(line: Line) -> str:
    """Say how a letter has gone out, and when: 'saved as .eml, 3 March 2027'."""
    return f"{drafts.how_words(line.exported_as, line.sent)}, {day_words(line.written_at)}"


def day_words(moment: datetime) -> str:
    """Return the day of a local time in words, without the weekday."""
    return date_words(moment.date(), "en_GB").partition(" ")[2]


class KeptDelegate(QStyledItemDelegate):
    """Draws a letter: the name large, the subject under it, how and when at the end of the line."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's names
        """Return room for two lines."""
        return QSize(200, theme.row_height(Size.TEXT, Size.TEXT) + theme.GRID // 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        line = index.data(Qt.ItemDataRole.UserRole)
        c = colours(option.palette)
        area: QRect = option.rect
        direction = option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, option.state, c)
        inner = area.adjusted(_INSIDE, theme.GRID, -_INSIDE, -theme.GRID)
        upper = QRect(inner.topLeft(), QSize(inner.width(), inner.height() // 2))
        lower = QRect(QPoint(inner.left(), upper.bottom() + 1), inner.bottomRight())
        leading = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
        trailing = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignRight)
        middle = Qt.AlignmentFlag.AlignVCenter
        small, plain, bold = theme.font(Size.SMALL), theme.font(), theme.font(bold=True)

        def put(where: QRect, text: str, side: Qt.AlignmentFlag) -> int:
            metrics = painter.fontMetrics()
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
            painter.setLayoutDirection(reading(cut))
            painter.drawText(where, int((side | middle | Qt.AlignmentFlag.AlignAbsolute).value), cut)
            return min(metrics.horizontalAdvance(cut) + 2 * theme.GRID, where.width())

        def rest(where: QRect, taken: int) -> QRect:
            left = QRect(where.left(), where.top(), where.width() - taken, where.height())
            return QStyle.visualRect(direction, where, left)

        painter.setFont(small)
        painter.setPen(c.warning if not line.exported_as else c.muted)
        taken = put(upper, drafts.how_words(line.exported_as, line.sent), trailing)
        if not line.exported_as:
            spot = QRect(upper.right() - taken, upper.top(), EDGE, upper.height())
            spot = QStyle.visualRect(direction, upper, spot)
            paint_mark(painter, QRectF(spot), "advice", option.palette)
            taken += EDGE + theme.GRID
        painter.setFont(bold)
        painter.setPen(c.text)
        put(rest(upper, taken), line.name, leading)
        painter.setFont(small)
        painter.setPen(c.muted)
        about = QRect(lower.left(), lower.top(), lower.width() // 2, lower.height())  # the subject needs room
        if direction == Qt.LayoutDirection.LeftToRight:
            about.moveRight(lower.right())
        taken = put(about, about_words(line, painter.fontMetrics(), about.width()), trailing)
        painter.setFont(plain)
        put(rest(lower, taken), line.subject or "(no subject)", leading)
        painter.restore()


def about_words(line: Line, metrics: QFontMetrics, room: int) -> str:
    """Return template, project and day of a letter; where there is little room the day stays whole."""
    day = day_words(line.written_at)
    what = " · ".join(filter(None, (line.template, line.project)))
    if not what:
        return day
    left = room - metrics.horizontalAdvance(f" · {day}")
    return f"{metrics.elidedText(what, Qt.TextElideMode.ElideRight, left)} · {day}"


class KeptList(QListView):
    """The list.

    Signals:
        openAsked(int): open this letter.
        trashAsked(list): move these letters to Trash.
    """

    openAsked = Signal(int)  # noqa: N815 - Qt's manner
    trashAsked = Signal(list)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = KeptModel(self)
        self.setModel(self._model)
        self.setItemDelegate(KeptDelegate(self))
        self.setAccessibleName("Drafts")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._open)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these letters; the one that was current stays so, or its neighbour is."""
        old = self.currentIndex()
        key = old.data(Qt.ItemDataRole.UserRole).draft_id if old.isValid() else None
        self._model.show(lines)
        rows = [row for row, line in enumerate(lines) if line.draft_id == key]
        row = rows[0] if rows else min(max(old.row(), 0), len(lines) - 1)
        if row >= 0:
            self.selectionModel().setCurrentIndex(
                self._model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def chosen(self) -> list[int]:
        """Return the keys of the letters selected."""
        return [index.data(Qt.ItemDataRole.UserRole).draft_id for index in self.selectedIndexes()]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return opens, Delete throws away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.trash()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Make rows as high as a new text size wants them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.scheduleDelayedItemsLayout()

    def open_current(self) -> None:
        """Open the letter that is current."""
        self._open(self.currentIndex())

    def trash(self) -> None:
        """Throw away the letters selected."""
        if keys := self.chosen():
            self.trashAsked.emit(keys)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.openAsked.emit(index.data(Qt.ItemDataRole.UserRole).draft_id)

    def _menu(self, where: QPoint) -> None:
        if not self.chosen():
            return
        menu = QMenu(self)
        for words, act in (("Open", self.open_current), ("Move to Trash", self.trash)):
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(where))
