"""A row of the contact list: two lines, a hairline under it, the time there in every one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from partnerdesk.core.wording import clock
from partnerdesk.desk.listing import ListRow
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.list_model import ContactListModel
from partnerdesk.qt.contacts.matched import Reason, reason
from partnerdesk.qt.contacts.there import DAYS, day_words, there
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Colours, Size, colours
from partnerdesk.qt.widgets import Status, paint_status
from partnerdesk.qt.widgets.ground import paint_ground
from partnerdesk.qt.widgets.label import reading, tip_text
from partnerdesk.qt.widgets.mark import EDGE

_PAD = 10  # left and right of a row's text
_AIR = 11  # above and below it
_LEAD = 3  # between its lines
_GAP = 2 * theme.GRID  # between columns
_UNSURE = "?"  # behind the time where school hours are assumed, as in the planner
_WIDE = 64  # letters: in a narrower list the last column gives way


@dataclass(frozen=True)
class _Columns:
    """Where the columns of a row lie, in its own left-to-right coordinates: x and width."""

    name: tuple[int, int]
    school: tuple[int, int]
    time: tuple[int, int]
    last: tuple[int, int] | None


class ContactDelegate(QStyledItemDelegate):
    """Draws a row: name and languages, organisation and city, the time there, what happened last."""

    def __init__(self, runner: Runner, model: ContactListModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._runner, self._model, self._view = runner, model, view
        self.home: tzinfo = UTC
        self.take_fonts()

    def take_fonts(self) -> None:
        """Measure anew after the system's text size has changed."""
        self._bold, self._text = theme.font(bold=True), theme.font()
        self._small = theme.font(Size.SMALL)
        self._first = QFontMetrics(self._text).height()
        self._second = QFontMetrics(self._small).height()
        self._clock = QFontMetrics(self._text).horizontalAdvance("00:00") + EDGE + 6 + 4
        self._clock += QFontMetrics(self._small).horizontalAdvance(_UNSURE)
        self._wide = _WIDE * QFontMetrics(self._text).averageCharWidth()
        self.height = self._first + self._second + _LEAD + 2 * _AIR + 1

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """All rows are of one height: what a hundred thousand of them need is known at once."""
        return QSize(0, self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row; one that is not at hand yet keeps its place with quiet bars."""
        rect, state = option.rect, option.state
        c = colours(self._view.palette())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, state, c)
        row = self._model.row_at(index.row())
        columns = self.columns(rect.width())
        if row is None:
            self._paint_waiting(painter, rect, columns, c)
        else:
            self._paint_row(painter, rect, columns, row, c)
        painter.restore()

    def columns(self, width: int) -> _Columns:
        """Share a row's width between its columns."""
        inner = width - 2 * _PAD
        if inner < self._wide:
            rest = inner - self._clock - 2 * _GAP
            name = int(rest * 0.56)  # a name is read first; the school begins with what tells it
            school = rest - name
            at = _PAD + name + _GAP
            return _Columns((_PAD, name), (at, school), (at + school + _GAP, self._clock), None)
        rest = inner - self._clock - 3 * _GAP
        name, school = int(rest * 0.35), int(rest * 0.37)
        last = rest - name - school
        x2 = _PAD + name + _GAP
        x3 = x2 + school + _GAP
        return _Columns((_PAD, name), (x2, school), (x3, self._clock), (x3 + self._clock + _GAP, last))

    def cut(self, row: ListRow, width: int) -> bool:
        """Whether some text of the row does not fit its column."""
        columns = self.columns(width)
        bold, text, small = map(QFontMetrics, (self._bold, self._text, self._small))
        checks: list[tuple[QFontMetrics, str, int]] = [
            (bold, row.name, columns.name[1]),
            (text, _school_lines(row)[0], columns.school[1]),
            (small, _school_lines(row)[1], columns.school[1]),
        ]
        if columns.last:
            checks += [(small, line, columns.last[1]) for line in self._last_lines(row)]
        return any(metrics.horizontalAdvance(line) > room for metrics, line, room in checks)

    def _paint_row(self, painter: QPainter, rect: QRect, columns: _Columns, row: ListRow, c: Colours) -> None:
        why = reason(row, self._model.text)
        self._line(painter, self._at(rect, columns.name, 0), row.name, self._bold, c.text)
        below = self._at(rect, columns.name, 1)
        if columns.last is None and why:
            self._paint_reason(painter, below, why, c)
        else:
            self._line(painter, below, row.languages.replace(",", ", "), self._small, c.muted)
        school, city = _school_lines(row)
        self._line(painter, self._at(rect, columns.school, 0), school, self._text, c.text)
        self._line(painter, self._at(rect, columns.school, 1), city, self._small, c.muted)
        self._paint_time(painter, rect, columns.time, row, self._runner.now(), c)
        if columns.last is None:
            return
        if why:
            caption = f"{why.field[:1].upper()}{why.field[1:]}"
            self._line(painter, self._at(rect, columns.last, 0), caption, self._small, c.muted)
            self._paint_reason(painter, self._at(rect, columns.last, 1), why, c)
            return
        for index, text in enumerate(self._last_lines(row)):
            self._line(painter, self._at(rect, columns.last, index), text, self._small, c.muted)

    def _paint_reason(self, painter: QPainter, area: QRect, why: Reason, c: Colours) -> None:
        """Draw the text that a search met, the met letters bold."""
        metrics = QFontMetrics(self._small)
        shown = why.cut_to(max(8, area.width() // max(1, metrics.averageCharWidth()) - 2))
        strong = QFont(self._small)
        strong.setBold(True)
        # Bold letters are wider than the metrics know: leave room for them.
        room = area.width() - sum(end - start for start, end in shown.spans) * 2
        text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, max(room, 0))
        layout = QTextLayout(text, self._small)
        plain, met = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(c.muted)
        met.setFont(strong)
        met.setForeground(c.text)
        ranges = [_format(0, len(text), plain)]
        ranges += [
            _format(start, min(end, len(text)), met) for start, end in shown.spans if start < len(text)
        ]
        layout.setFormats(ranges)
        option = QTextOption()
        side = QStyle.visualAlignment(self._view.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(reading(text))
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(area.width(), 1))
        layout.endLayout()
        painter.save()
        painter.setClipRect(area)
        layout.draw(painter, QPointF(area.topLeft()))
        painter.restore()

    def _paint_time(
        self, painter: QPainter, rect: QRect, column: tuple[int, int], row: ListRow, now: datetime, c: Colours
    ) -> None:
        found = there(row, now)
        if found is None:
            return
        area = self._at(rect, column, 0)
        mark = QRect(area.left(), area.top(), EDGE, area.height())
        status = Status.IN_SESSION if found.state.in_session else Status.CLOSED
        paint_status(painter, QRectF(self._turned(mark, area)), status, self._view.palette())
        told = QRect(area.left() + EDGE + 6, area.top(), area.width() - EDGE - 6, area.height())
        time = clock(found.local)
        self._line(painter, self._turned(told, area), time, self._text, c.text)
        if not found.confirmed:
            told.setLeft(told.left() + QFontMetrics(self._text).horizontalAdvance(time) + 2)
            self._line(painter, self._turned(told, area), _UNSURE, self._small, c.muted)
        if found.local.date() != now.astimezone(self.home).date():
            below = self._at(rect, (column[0] + EDGE + 6, column[1] - EDGE - 6), 1)
            self._line(painter, below, DAYS[found.local.weekday()][:3], self._small, c.muted)

    def _last_lines(self, row: ListRow) -> Sequence[str]:
        """Return the newest entry and its day."""
        if not row.last:
            return ()
        at = datetime.fromisoformat(row.last_at).astimezone(self.home)
        return (row.last, day_words(at, self._runner.now()))

    def _paint_waiting(self, painter: QPainter, rect: QRect, columns: _Columns, c: Colours) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.hairline)
        bars = ((columns.name, 0, 0.6), (columns.school, 0, 0.8), (columns.name, 1, 0.25))
        for column, line, share in bars:
            area = self._at(rect, (column[0], int(column[1] * share)), line)
            bar = QRectF(area)
            bar.setHeight(area.height() * 0.5)
            bar.moveCenter(QRectF(area).center())
            painter.drawRoundedRect(bar, 3, 3)

    def _at(self, rect: QRect, column: tuple[int, int], line: int) -> QRect:
        top = rect.top() + _AIR + (self._first + _LEAD if line else 0)
        area = QRect(rect.left() + column[0], top, column[1], self._second if line else self._first)
        return self._turned(area, rect)

    def _turned(self, area: QRect, within: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), within, area)

    def _line(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        if not text:
            return
        side = QStyle.visualAlignment(self._view.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.setFont(font)
        painter.setPen(colour)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side |= Qt.AlignmentFlag.AlignAbsolute
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.setLayoutDirection(reading(cut))
        painter.drawText(area, int(flags), cut)

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the whole row as a tooltip where some of it is cut or assumed; as letters, never as HTML."""
        row = self._model.row_at(index.row()) if index.isValid() else None
        if event.type() != QEvent.Type.ToolTip or row is None:
            QToolTip.hideText()
            return True
        found = there(row, self._runner.now())
        unsure = found is not None and not found.confirmed
        if not (unsure or self.cut(row, option.rect.width())):
            QToolTip.hideText()
            return True
        parts = [row.name, row.role, row.organisation, row.city or row.region_name, *self._last_lines(row)]
        parts += ["School hours are assumed"] if unsure else []
        QToolTip.showText(event.globalPos(), tip_text(*parts), view)
        return True


def _school_lines(row: ListRow) -> tuple[str, str]:
    """Return the lines of the second column: organisation (else role) and city; a city alone is first."""
    school, city = row.organisation or row.role, row.city or row.region_name
    return (school, city) if school else (city, "")


def _format(start: int, end: int, how: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, how
    return found
