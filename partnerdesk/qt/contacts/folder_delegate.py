"""A line of the folder tree: mark, name, count; and how it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
)

from partnerdesk.qt import icons, theme
from partnerdesk.qt.contacts.folder_model import FolderModel, Kind, Node
from partnerdesk.qt.theme import Colours, Size, colours
from partnerdesk.qt.widgets import Status, paint_status
from partnerdesk.qt.widgets.label import tip_text
from partnerdesk.qt.widgets.mark import EDGE

_SIDE = 10  # left and right of the text of a line
_BELOW = 18  # a region stands this far in
_CHEVRON = 14
_PINNED = "pinned"


class FolderDelegate(QStyledItemDelegate):
    """Draws a line. Selected ones are tinted and bold; sections are small and grey."""

    def __init__(self, model: FolderModel, view: QTreeView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Lines are slimmer than rows of contacts; a section has air above it."""
        node = self._model.node(index)
        line = max(28, QFontMetrics(theme.font()).height() + theme.GRID + 2)
        if node is not None and node.kind is Kind.SECTION:
            line += theme.GRID if node.row else 0
        return QSize(0, line)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line over the whole width of the view, whatever its level."""
        node = self._model.node(index)
        if node is None:
            return
        rect = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        c = colours(self._view.palette())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # names run as their letters do
        if node.kind is Kind.SECTION:
            self._section(painter, rect, node, c)
        else:
            self._ground(painter, rect, option.state, c)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._line(painter, rect, node, c, bold=selected)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._after(painter, rect, node, c, bold=selected, over=over)
        painter.restore()

    def _section(self, painter: QPainter, rect: QRect, node: Node, c: Colours) -> None:
        painter.setFont(theme.font(Size.SMALL))
        painter.setPen(c.muted)
        low = rect.adjusted(_SIDE, 0, -_SIDE, -4)
        side = QStyle.visualAlignment(self._view.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        side |= Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(low, int(side | Qt.AlignmentFlag.AlignBottom), node.name)

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, c: Colours) -> None:
        flags = QStyle.StateFlag
        box = QRectF(rect).adjusted(0, 1, 0, -1)
        if state & (flags.State_Selected | flags.State_MouseOver):
            wash = QColor(c.selected)  # the scheme's own is shared by all
            if not state & flags.State_Selected:
                wash.setAlpha(130)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if state & flags.State_HasFocus and state & flags.State_KeyboardFocusChange:
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        node: Node,
        c: Colours,
        *,
        bold: bool,
    ) -> None:
        face = theme.font(bold=bold)
        metrics = QFontMetrics(face)
        left = rect.left() + _SIDE
        if node.kind is Kind.REGION:
            left += _BELOW
        elif node.kind is Kind.COUNTRY and not node.nowhere:
            mark = QRect(left, rect.top(), EDGE, rect.height())
            status = Status.IN_SESSION if node.in_session else Status.CLOSED
            paint_status(painter, QRectF(self._turned(mark, rect)), status, self._view.palette())
            left += EDGE + 6
        count = "" if node.count is None else f"{node.count:,}"
        room = QFontMetrics(theme.font(bold=True)).horizontalAdvance(count) + 2
        right = rect.right() - _SIDE - room
        number = QRect(right, rect.top(), room, rect.height())
        self._text(painter, self._turned(number, rect), count, theme.font(bold=bold), c, muted=True, end=True)
        extra = self._extra(node)
        words = f"# {node.name}" if node.kind is Kind.TAG else node.name
        space = right - theme.GRID - left - extra
        wide = min(metrics.horizontalAdvance(words) + 2, space)
        area = QRect(left, rect.top(), wide, rect.height())
        self._text(painter, self._turned(area, rect), words, face, c)

    def _extra(self, node: Node) -> int:
        """Return the room that is kept after the name: for a chevron, and for "pinned"."""
        small = QFontMetrics(theme.font(Size.SMALL))
        chevron = _CHEVRON + 5 if node.children else 0
        return chevron + (small.horizontalAdvance(_PINNED) + 8 if node.pinned else 0)

    def _after(
        self, painter: QPainter, rect: QRect, node: Node, c: Colours, *, bold: bool, over: bool
    ) -> None:
        """Draw what follows the name: "pinned", and the chevron of a country that is open or pointed at."""
        left = self._end_of_name(node, bold=bold) + 5
        if node.pinned:
            small = theme.font(Size.SMALL)
            wide = QFontMetrics(small).horizontalAdvance(_PINNED) + 2
            at = QRect(left, rect.top() + 1, wide, rect.height())
            self._text(painter, self._turned(at, rect), _PINNED, small, c, muted=True)
            left += wide + 6
        opened = bool(node.children) and self._view.isExpanded(self._model.place(node))
        if node.children and (opened or over or bold):
            at = QRect(left, rect.top() + 1, _CHEVRON, rect.height())
            name = "chevron-down" if opened else "chevron-right"
            icons.paint(painter, QRectF(self._turned(at, rect)), name, c.muted)

    def _end_of_name(self, node: Node, *, bold: bool) -> int:
        """Return where a country's name ends, in left-to-right coordinates of the view."""
        left = _SIDE + EDGE + 6
        count = QFontMetrics(theme.font(bold=True)).horizontalAdvance(f"{node.count or 0:,}") + 2
        space = self._view.viewport().width() - _SIDE - count - theme.GRID - left - self._extra(node)
        return left + min(QFontMetrics(theme.font(bold=bold)).horizontalAdvance(node.name) + 2, space)

    def on_chevron(self, index: QModelIndex, x: int) -> bool:
        """Whether a click at ``x`` of the view is on the chevron of a line."""
        node = self._model.node(index)
        if node is None or not node.children:
            return False
        left = self._end_of_name(node, bold=self._view.selectionModel().isSelected(index))
        left += self._extra(node) - _CHEVRON - 5
        width = self._view.viewport().width()
        at = QRect(left, 0, _CHEVRON + 12, 1)
        turned = QStyle.visualRect(self._view.layoutDirection(), QRect(0, 0, width, 1), at)
        return turned.left() <= x <= turned.right()

    def _turned(self, area: QRect, within: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), within, area)

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        face: QFont,
        c: Colours,
        *,
        muted: bool = False,
        end: bool = False,
    ) -> None:
        edge = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
        side = QStyle.visualAlignment(self._view.layoutDirection(), edge)
        painter.setFont(face)
        painter.setPen(c.muted if muted else c.text)
        cut = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side |= Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say in words what the mark means, and a name that was cut."""
        node = self._model.node(index) if index.isValid() else None
        if event.type() != QEvent.Type.ToolTip or node is None or node.kind is Kind.SECTION:
            QToolTip.hideText()
            return True
        QToolTip.showText(event.globalPos(), tip_text(node.sentence()), view)
        return True
