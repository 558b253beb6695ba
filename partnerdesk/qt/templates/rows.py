"""The list of templates: the user's own first, each with its languages and what it proposes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from partnerdesk.core.wording import language_name
from partnerdesk.desk.templates import Listed
from partnerdesk.qt import theme
from partnerdesk.qt.few_rows import FewRows
from partnerdesk.qt.letter.marks import EDGE, paint_mark
from partnerdesk.qt.theme import Size, colours

_INSIDE = theme.GRID + 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def about(listed: Listed) -> str:
    """Say in a line what a template is: whose, in which languages, whether it proposes times."""
    if listed.wrong:
        return f"Not ready: {', '.join(map(language_name, listed.wrong))}"
    if listed.empty:
        return "Empty" if not listed.usable else f"Empty: {', '.join(map(language_name, listed.empty))}"
    languages = [language_name(each) for each in listed.languages]
    named = ", ".join(languages) if len(languages) < 3 else f"{len(languages)} languages"
    return f"{named} · {'proposes times' if listed.proposes_times else 'no times'}"


class TemplateModel(FewRows[Listed]):
    """One row a template; the row's ``Listed`` is its user data."""

    def name_of(self, row: Listed) -> str:
        """Return a template's name."""
        return row.name

    def words_of(self, row: Listed) -> str:
        """Return its name, whose it is and in which languages."""
        return f"{row.name}, {'yours' if row.own else 'built-in'}, {about(row)}"

    def begins_group(self, row: int) -> str:
        """Return the heading that stands over a row; empty where there is none."""
        if row == 0 or self.rows[row - 1].own != self.rows[row].own:
            return "Yours" if self.rows[row].own else "Built-in"
        return ""


class TemplateDelegate(QStyledItemDelegate):
    """Draws a template: its name, under it its languages; a heading over the first of each kind."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's names
        """Return room for two lines, and for the heading."""
        height = theme.row_height(Size.TEXT, Size.SMALL)
        return QSize(160, height + (self._heading() if _model(index).begins_group(index.row()) else 0))

    def _heading(self) -> int:
        return theme.row_height(Size.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        listed: Listed = index.data(Qt.ItemDataRole.UserRole)
        c = colours(option.palette)
        area: QRect = option.rect
        direction = option.direction
        state = option.state
        leading = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
        side = int((leading | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)

        def put(where: QRect, text: str) -> None:
            metrics = painter.fontMetrics()
            painter.drawText(
                where, side, metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
            )

        if heading := _model(index).begins_group(index.row()):
            painter.setFont(theme.font(Size.SMALL))
            painter.setPen(c.muted)
            put(
                QRect(area.left() + _INSIDE, area.top(), area.width() - 2 * _INSIDE, self._heading()), heading
            )
            area = area.adjusted(0, self._heading(), 0, 0)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selected)
            painter.drawRoundedRect(area.adjusted(0, 0, 0, -1), theme.RADIUS, theme.RADIUS)
        inner = area.adjusted(_INSIDE, theme.GRID - 1, -_INSIDE, -theme.GRID + 1)
        half = painter.fontMetrics().height()
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() - half)
        lower = QRect(QPoint(inner.left(), upper.bottom() + 1), inner.bottomRight())
        painter.setFont(theme.font(bold=bool(state & QStyle.StateFlag.State_Selected)))
        painter.setPen(c.text)
        put(upper, listed.name)
        painter.setFont(theme.font(Size.SMALL))
        painter.setPen(c.error if listed.wrong else c.muted)
        if listed.wrong:
            spot = QRect(lower.left(), lower.top(), EDGE, lower.height())
            paint_mark(painter, QRectF(QStyle.visualRect(direction, lower, spot)), "stop", option.palette)
            lower = QStyle.visualRect(direction, lower, lower.adjusted(EDGE + 4, 0, 0, 0))
        put(lower, about(listed))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(c.accent)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), theme.RADIUS, theme.RADIUS)
        painter.restore()


def _model(index: _Index) -> TemplateModel:
    model = index.model()
    if not isinstance(model, TemplateModel):
        raise TypeError("the delegate belongs to a list of templates")
    return model


class TemplateList(QListView):
    """The list; ``chosen(str)`` is emitted with the key of a template that becomes current."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TemplateModel(self)
        self.setModel(self._model)
        self.setItemDelegate(TemplateDelegate(self))
        self.setAccessibleName("Templates")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[Listed], current: str) -> None:
        """Show these templates, without telling anyone; ``current`` is the key of the one in hand."""
        with QSignalBlocker(self):
            self._model.show(rows)
            self.show_current(current)

    def show_current(self, key: str) -> None:
        """Mark a template as the one in hand."""
        for row in range(self._model.rowCount()):
            index = self._model.index(row)
            if index.data(Qt.ItemDataRole.UserRole).key == key:
                self.setCurrentIndex(index)
                self.scrollTo(index)

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self.signalsBlocked():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole).key)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Make rows as high as a new text size wants them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.scheduleDelayedItemsLayout()
