"""How the grid is drawn: where each row and hour stands, and the pattern of each state.

School is filled, stretch hatched, closed plain, night dotted: told apart on a black and white print too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPalette, QPen, QPolygonF

from partnerdesk.core.dayview import Block, Day, Row, short_day
from partnerdesk.core.wording import clock
from partnerdesk.core.yearview import State
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Colours, Size, colours
from partnerdesk.qt.widgets import Status, paint_status

_GAP = 1.0  # on either side of an hour
_CORNER = 4.0
_HATCH, _STROKE = 8.0, 2.6
_DOTS = 5.0
_BETWEEN = 8
_MARGIN = 7  # round the rows, for the outline of the common hours

_LEFT, _RIGHT, _MIDDLE = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignVCenter,
)


@dataclass(frozen=True)
class Lines:
    """Heights that follow from the size of the text, in device-independent pixels."""

    text: int
    small: int

    @classmethod
    def now(cls) -> Lines:
        """Measure the system's font."""
        return cls(*(QFontMetrics(theme.font(size)).height() for size in (Size.TEXT, Size.SMALL)))

    @property
    def cell(self) -> int:
        """The height of the cells of a row: two lines of text."""
        return max(44, self.text + self.small + 8)

    @property
    def note(self) -> int:
        """The height of the line above a row's cells where there is something to say."""
        return self.small + 3

    @property
    def head(self) -> int:
        """The height of the place for the chosen time's words, above all rows."""
        return self.small + 12


class Plot:
    """Where everything stands.

    Args:
        day: what is shown.
        window: the quarters shown, from and until.
        width: of the whole picture, in device-independent pixels.
        rtl: whether the page reads from right to left; then the hours run that way too.

    """

    def __init__(self, day: Day, window: tuple[int, int], width: int, *, rtl: bool = False) -> None:
        self.day, self.window, self.rtl = day, window, rtl
        self.lines = Lines.now()
        self.width = width
        metrics = QFontMetrics(theme.font())
        self.label = min(max(width * 0.24, 112), metrics.averageCharWidth() * 27)
        self._left = self.label + 2 * theme.GRID
        self._span = max(width - self._left - _MARGIN, 1)
        self.notes = [notes(row, day, window) for row in day.rows]
        self.tops: list[float] = []
        top = float(self.lines.head)
        for said in self.notes:
            top += self.lines.note if said else 0
            self.tops.append(top)
            top += self.lines.cell + _BETWEEN
        self.height = round(top + _MARGIN)

    @property
    def column(self) -> float:
        """The width of an hour."""
        return self._span * 4 / (self.window[1] - self.window[0])

    def x(self, quarter: float) -> float:
        """Return where a quarter begins, from the left; in a window that reads from the right, mirrored."""
        first, last = self.window
        along = self._left + (quarter - first) * self._span / (last - first)
        return self.width - along if self.rtl else along

    def quarter(self, x: float) -> float:
        """Return the quarter at a place across, as :meth:`x` counts."""
        first, last = self.window
        along = self.width - x if self.rtl else x
        return first + (along - self._left) * (last - first) / self._span

    def spot(self, first: float, last: float, top: float, height: float) -> QRectF:
        """Return the rectangle of some quarters, clipped to the window."""
        a = self.x(min(max(first, self.window[0]), self.window[1]))
        b = self.x(min(max(last, self.window[0]), self.window[1]))
        return QRectF(min(a, b), top, abs(b - a), height)

    def label_spot(self, index: int) -> QRectF:
        """Return the place of a row's name."""
        left = self.width - self.label if self.rtl else 0.0
        return QRectF(left, self.tops[index], self.label, self.lines.cell)

    def whole(self, first: float, last: float) -> QRectF:
        """Return the rectangle of some quarters over all rows, a little larger."""
        top = self.lines.head - 4.0
        return self.spot(first, last, top, self.height - _MARGIN - _BETWEEN + 5.0 - top).adjusted(-1, 0, 1, 0)

    def shows(self, first: float, last: float) -> bool:
        """Say whether any of these quarters lies in the window."""
        return first < self.window[1] and last > self.window[0]


def notes(row: Row, day: Day, window: tuple[int, int]) -> list[tuple[int, str]]:
    """Return what is said above a row, each with the quarter it begins at: other dates, closed days."""
    seen = [run for run in row.runs if run.last > window[0] and run.first < window[1]]
    said = []
    for run in seen:
        words = [short_day(run.day)] if run.day != day.day or len(seen) > 1 else []
        words += [f"closed: {run.closed}"] if run.closed else []
        if words:
            said.append((max(run.first, window[0]), ", ".join(words)))
    return said


def paint_day(painter: QPainter, plot: Plot, palette: QPalette) -> None:
    """Draw everything that stays while a time is moved: names, hours, the common band."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    c = colours(palette)
    for index, row in enumerate(plot.day.rows):
        _note(painter, plot, index, c)
        shown = [block for block in row.blocks if plot.shows(block.first, block.last)]
        for words in (False, True):  # a number may be a little wider than its hour
            for block in shown:
                _block(painter, plot, plot.tops[index], row, block, c, words=words)
    _names(painter, plot, c)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for first, last in plot.day.common:
        if plot.shows(first, last):
            painter.setPen(QPen(c.accent, 2))
            painter.drawRoundedRect(plot.whole(first, last), 6, 6)


def _block(
    painter: QPainter, plot: Plot, top: float, row: Row, block: Block, c: Colours, *, words: bool
) -> None:
    """Draw one hour of a row, or its number; where the state changes within it, each part in its own way."""
    spot = plot.spot(block.first, block.last, top, plot.lines.cell).adjusted(_GAP, 0, -_GAP, 0)
    if spot.width() < 1:
        return
    shape = QPainterPath()
    shape.addRoundedRect(spot, _CORNER, _CORNER)
    number = _hour_words(plot, block, spot) if words else ""
    start = block.first
    while start < block.last and (number or not words):
        end = start + 1
        while end < block.last and row.states[end] == row.states[start]:
            end += 1
        painter.save()
        if start > block.first or end < block.last:
            painter.setClipRect(plot.spot(start, end, top, plot.lines.cell))
        if words:
            _number(painter, plot, spot, number, row.states[start], c)
        else:
            fill(painter, shape, row.states[start], c)
        painter.restore()
        start = end


def _number(painter: QPainter, plot: Plot, spot: QRectF, number: str, state: State, c: Colours) -> None:
    painter.setFont(theme.font(Size.SMALL))
    if state == "stretch":  # a quiet place in the hatching
        box = QRectF(0, 0, painter.fontMetrics().horizontalAdvance(number) + 6, plot.lines.small)
        box.moveCenter(spot.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.caution)
        painter.drawRoundedRect(box.intersected(spot), 4, 4)
    painter.setPen({"school": c.on_session, "closed": c.muted}.get(state, c.text))
    wide = spot.adjusted(-6, 0, 6, 0)
    painter.drawText(wide, int(Qt.AlignmentFlag.AlignCenter), number)


def _hour_words(plot: Plot, block: Block, spot: QRectF) -> str:
    """Return the number of an hour where it has room, else of every second or third one."""
    metrics = QFontMetrics(theme.font(Size.SMALL))
    need = metrics.horizontalAdvance("00") + 2
    if spot.width() < need and block.last - block.first < 4:
        return ""  # cut by the edge of the picture
    every = 1 if plot.column >= need + 1 else 2 if 2 * plot.column >= need + 1 else 3
    return f"{block.hour:02d}" if block.hour % every == 0 else ""


def fill(painter: QPainter, shape: QPainterPath, state: State, c: Colours) -> None:
    """Fill a shape with the pattern of a state."""
    if state == "school":
        painter.fillPath(shape, c.in_session)
    elif state == "stretch":
        painter.fillPath(shape, c.caution)
        _in_shape(painter, shape, _hatch, c.stretch)
    elif state == "night":
        painter.fillPath(shape, c.hairline)
        _in_shape(painter, shape, _dots, c.closed)
    else:
        painter.fillPath(shape, c.side)


def _in_shape(
    painter: QPainter, shape: QPainterPath, draw: Callable[[QPainter, QRectF, QColor], None], ink: QColor
) -> None:
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    draw(painter, shape.boundingRect(), ink)
    painter.restore()


def _hatch(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setPen(QPen(ink, _STROKE))
    at = box.left() - box.height() - box.left() % _HATCH
    while at < box.right():
        painter.drawLine(QLineF(at, box.bottom(), at + box.height(), box.top()))
        at += _HATCH


def _dots(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Dots along the upper and lower edge: the number in the middle stays easy to read."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    points = []
    for row in (0, 1):
        for y in (box.top() + 5 + row * _DOTS, box.bottom() - 5 - row * _DOTS):
            x = box.left() + 4 + row * _DOTS / 2
            while x < box.right() - 2:
                points.append(QPointF(x, y))
                x += _DOTS
    for point in points:
        painter.drawEllipse(point, 0.9, 0.9)


def _note(painter: QPainter, plot: Plot, index: int, c: Colours) -> None:
    """Write the line above a row: another date there, or why it is closed; a tick marks where it begins."""
    said = plot.notes[index]
    if not said:
        return
    painter.setFont(theme.font(Size.SMALL))
    metrics = painter.fontMetrics()
    ends = [start for start, _ in said[1:]] + [plot.window[1]]
    for (start, words), end in zip(said, ends, strict=True):
        spot = plot.spot(start, end, plot.tops[index] - plot.lines.note, plot.lines.note - 1)
        if start > plot.window[0]:
            painter.setPen(QPen(c.closed, 1))
            edge = plot.x(start)
            painter.drawLine(QPointF(edge, spot.top() + 2), QPointF(edge, spot.bottom() + plot.lines.cell))
        painter.setPen(c.warning if "closed" in words else c.muted)
        inside = spot.adjusted(3, 0, -3, 0)
        shorter = (words, words.rpartition(" ")[0], words.partition(" ")[0])
        fitting = (each for each in shorter if metrics.horizontalAdvance(each) <= inside.width())
        text = next(fitting, "") if "closed" not in words else words
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, int((_side(plot) | _MIDDLE).value), text)


def _side(plot: Plot) -> Qt.AlignmentFlag:
    return (_RIGHT if plot.rtl else _LEFT) | Qt.AlignmentFlag.AlignAbsolute


def _names(painter: QPainter, plot: Plot, c: Colours) -> None:
    """Write each party's name beside its row."""
    painter.setFont(theme.font(bold=True))
    painter.setPen(c.text)
    for index, row in enumerate(plot.day.rows):
        spot = plot.label_spot(index)
        top = _label_top(plot, spot)
        _cut(painter, QRectF(spot.left(), top, spot.width(), plot.lines.text), row.name, plot)


def _label_top(plot: Plot, spot: QRectF) -> float:
    return spot.top() + (spot.height() - plot.lines.text - plot.lines.small - 2) / 2


def paint_labels(
    painter: QPainter, plot: Plot, slot: tuple[datetime, datetime] | None, palette: QPalette
) -> None:
    """Write under each party's name its city with the time chosen, as its own clock has it."""
    c = colours(palette)
    painter.setFont(theme.font(Size.SMALL))
    for index, row in enumerate(plot.day.rows):
        spot = plot.label_spot(index)
        top = _label_top(plot, spot) + plot.lines.text + 2
        under = QRectF(spot.left(), top, spot.width(), plot.lines.small)
        words = row.city if row.confirmed else f"{row.city}, assumed hours"
        if slot is not None:
            first, last = (plot.day.quarter(each) for each in slot)
            state = row.state_of(int(first // 1), -int(-last // 1))
            edge = plot.lines.small * 0.75
            at = under.right() - edge if plot.rtl else under.left()
            mark = QRectF(at, under.top(), edge, under.height())
            paint_status(painter, mark, STATUS[state], palette)
            under.adjust(0 if plot.rtl else edge + 4, 0, -(edge + 4) if plot.rtl else 0, 0)
            words = f"{row.city} {clock(row.local(slot[0]))}" + ("" if row.confirmed else "?")
        painter.setPen(c.muted)
        _cut(painter, under, words, plot)


STATUS = {
    "school": Status.IN_SESSION,
    "stretch": Status.STRETCH,
    "closed": Status.CLOSED,
    "night": Status.CLOSED,
}


def _cut(painter: QPainter, spot: QRectF, words: str, plot: Plot) -> None:
    text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(spot.width()))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(spot, int((_side(plot) | _MIDDLE).value), text)


def paint_now(painter: QPainter, plot: Plot, now: datetime, palette: QPalette) -> None:
    """Draw the line of the present moment, dashed, with its word."""
    quarter = plot.day.quarter(now)
    if not plot.window[0] <= quarter <= plot.window[1]:
        return
    c = colours(palette)
    x = plot.x(quarter)
    painter.setPen(QPen(c.error, 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, plot.lines.head - 4), QPointF(x, plot.height - _MARGIN))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(c.error)
    top = plot.lines.head - 6.0
    painter.drawPolygon(QPolygonF([QPointF(x - 4, top), QPointF(x + 4, top), QPointF(x, top + 6)]))
    painter.setFont(theme.font(Size.SMALL))
    painter.setPen(c.error)
    wide = painter.fontMetrics().horizontalAdvance("now") + 4
    painter.drawText(QRectF(x - wide / 2, 0, wide, top), int(Qt.AlignmentFlag.AlignCenter), "now")


def paint_slot(
    painter: QPainter, plot: Plot, slot: tuple[datetime, datetime], palette: QPalette, *, focus: bool
) -> None:
    """Draw the time that is chosen: a label with its hours at the top, and a frame over all rows."""
    c = colours(palette)
    first, last = (plot.day.quarter(each) for each in slot)
    if not plot.shows(first, last):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = plot.whole(first, last).adjusted(1, 0, -1, 0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(c.window, 4.5))
    painter.drawRoundedRect(frame, 5, 5)
    painter.setPen(QPen(c.text, 2.5))
    painter.drawRoundedRect(frame, 5, 5)
    home = plot.day.rows[0]
    words = "–".join(clock(home.local(each)) for each in slot)
    painter.setFont(theme.font(Size.SMALL, bold=True))
    wide = painter.fontMetrics().horizontalAdvance(words) + 18
    pill = QRectF(0, 1, max(wide, frame.width()), plot.lines.head - 4)
    pill.moveCenter(QPointF(frame.center().x(), pill.center().y()))
    pill.moveLeft(min(max(pill.left(), 1.0), plot.width - pill.width() - 1))
    painter.setPen(QPen(c.accent, 3) if focus else Qt.PenStyle.NoPen)
    painter.setBrush(c.bar)
    painter.drawRoundedRect(pill.adjusted(1, 1, -1, 0) if focus else pill, 6, 6)
    painter.setPen(c.on_bar)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # from 12:00 to 12:45 in any script
    painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)
