"""The list of best times: each a row with its local times and reasons, to be looked at and to be chosen."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from partnerdesk.core.planner import Choice
from partnerdesk.qt import icons, theme
from partnerdesk.qt.theme import Colours, Size, colours
from partnerdesk.qt.times.best_model import CHOICE, BestModel, cities, is_sure, reasons, when

_STALE = 0.5  # how much of the ink is left while these are not what is asked for
_PAD, _BOX, _MARK = 12, 16, 18
_WRAP = int(Qt.TextFlag.TextWordWrap.value)
_Index = QModelIndex | QPersistentModelIndex


class BestTimes(QListView):
    """The list; moving in it shows the time in the grid, Space or a click on its box chooses it.

    Signals:
        shown(Choice): the reader has moved to this time.

    """

    shown = Signal(object)

    def __init__(self, model: BestModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Best times")
        self.setAccessibleDescription("Up and Down show a time in the grid; Space chooses it for the letter")
        self.viewport().setAutoFillBackground(False)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._fit)

    def show_row(self, row: int) -> None:
        """Mark a row as the one shown, without telling anyone; -1 for none."""
        index = self.model().index(row, 0) if row >= 0 else QModelIndex()
        if index == self.currentIndex():
            return
        blocked = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(blocked)
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 - Qt's names
        """Show the time moved to."""
        super().currentChanged(current, previous)
        choice = current.data(CHOICE) if current.isValid() else None
        if isinstance(choice, Choice):
            self.shown.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space and Return choose; the rest moves."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers() and self.currentIndex().isValid():
            toggle(self.model(), self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:  # noqa: N802
        """Have a row to be on."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew: their heights follow from the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure anew with another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.scheduleDelayedItemsLayout()
            self._fit()

    def _fit(self) -> None:
        """Be as high as all rows: the panel scrolls, not the list in it."""
        delegate = self.itemDelegate()
        if not isinstance(delegate, _Delegate):
            return
        width = self.viewport().width()
        model = self.model()
        high = sum(delegate.height(model.index(row, 0), width) for row in range(model.rowCount()))
        if self.height() != high:
            self.setFixedHeight(high)


def toggle(model: QAbstractItemModel, index: _Index) -> None:
    """Choose a time, or no longer."""
    on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    model.setData(
        index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    )


class _Delegate(QStyledItemDelegate):
    """Draws a time: its box, its when, the local times, the reasons, and ✓ or ? for how sure it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's names
        width = self._list().viewport().width()
        return QSize(width, self.height(index, width))

    def _list(self) -> QListView:
        parent = self.parent()
        if not isinstance(parent, QListView):
            raise TypeError("a delegate of the list of times")
        return parent

    def height(self, index: _Index, width: int) -> int:
        """Return the height of a row for a width."""
        choice = index.data(CHOICE)
        if not isinstance(choice, Choice):
            return theme.ROW
        parts = self._parts(choice, width)
        return 2 * _PAD + sum(rect.height() for rect, *_ in parts) + 4 * (len(parts) - 1) + 1

    def _parts(self, choice: Choice, width: int) -> list[tuple[QRect, str, Size, bool]]:
        """Return the texts of a row with the room each takes, the first beginning at 0, 0."""
        found = []
        for text, size, bold in (
            (when(choice), Size.TEXT, True),
            (cities(choice), Size.SMALL, False),
            (reasons(choice), Size.SMALL, False),
        ):
            if text:
                room = width - 2 * _PAD - _BOX - theme.GRID - (_MARK + 4 if bold else 0)
                metrics = QFontMetrics(theme.font(size, bold=bold))
                rect = metrics.boundingRect(QRect(0, 0, max(room, 40), 1 << 16), _WRAP, text)
                found.append((QRect(0, 0, max(room, 40), rect.height()), text, size, bold))
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice = index.data(CHOICE)
        if not isinstance(choice, Choice):
            return
        view = self._list()
        area = QRect(option.rect)
        c = colours(view.palette())
        rtl = view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not view.isEnabled():
            painter.setOpacity(_STALE)
        self._ground(painter, area, index, c)
        checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        paint_box(painter, QRectF(self.box(area, rtl=rtl)), c, checked=checked)
        top = area.top() + _PAD
        for rect, text, size, bold in self._parts(choice, area.width()):
            spot = QRect(area.left() + _PAD + _BOX + theme.GRID, top, rect.width(), rect.height())
            painter.setFont(theme.font(size, bold=bold))
            painter.setPen(c.text if bold else c.muted)
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.drawText(_mirrored(spot, area, rtl=rtl), _WRAP | int(side.value), text)
            top += rect.height() + 4
        mark = QRect(area.right() - _PAD - _MARK, area.top() + _PAD, _MARK, _MARK)
        paint_sure(painter, QRectF(_mirrored(mark, area, rtl=rtl)), c, sure=is_sure(choice))
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, index: _Index, c: Colours) -> None:
        view = self._list()
        current = view.currentIndex() == index
        inside = QRectF(area).adjusted(1, 1, -1, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if current:
            painter.setBrush(c.selected)
            painter.drawRoundedRect(inside, theme.RADIUS, theme.RADIUS)
        else:
            painter.fillRect(area.left(), area.bottom(), area.width(), 1, c.hairline)
        if current and view.hasFocus():
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside, theme.RADIUS, theme.RADIUS)

    def box(self, area: QRect, *, rtl: bool) -> QRect:
        """Return the place of a row's box."""
        line = QFontMetrics(theme.font(bold=True)).height()
        spot = QRect(area.left() + _PAD, area.top() + _PAD + (line - _BOX) // 2, _BOX, _BOX)
        return _mirrored(spot, area, rtl=rtl)

    def editorEvent(  # noqa: N802
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """A click on the box chooses the time."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            area = QRect(option.rect)
            rtl = self._list().layoutDirection() is Qt.LayoutDirection.RightToLeft
            if self.box(area, rtl=rtl).adjusted(-8, -8, 8, 8).contains(event.position().toPoint()):
                toggle(model, index)
                return True
        return False


def _mirrored(spot: QRect, area: QRect, *, rtl: bool) -> QRect:
    way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    return QStyle.visualRect(way, area, spot)


def paint_box(painter: QPainter, spot: QRectF, c: Colours, *, checked: bool) -> None:
    """Draw a box, ticked or empty."""
    painter.setPen(QPen(c.accent if checked else c.closed, 1.2))
    painter.setBrush(c.accent if checked else c.field)
    painter.drawRoundedRect(spot.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if checked:
        icons.paint(painter, spot.adjusted(1, 1, -1, -1), "check", c.on_accent)


def paint_sure(painter: QPainter, spot: QRectF, c: Colours, *, sure: bool) -> None:
    """Draw ✓ where all hours are confirmed, ? where some are assumed."""
    if sure:
        icons.paint(painter, spot, "check", c.in_session)
        return
    painter.setFont(theme.font(bold=True))
    painter.setPen(c.warning)
    painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter.value), "?")
