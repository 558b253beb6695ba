"""How the world is drawn: the sheet of the map, the night, and the marks of places. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from math import hypot

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPalette, QPen, QPixmap, QPolygonF

from partnerdesk.core.daylight import Spot, dark_pole, terminator
from partnerdesk.desk.world import Pin, world
from partnerdesk.formats.paper.shapes import outlines
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Colours, Size, colours

NORTH, SOUTH = 84.0, -58.0
"""The sheet's edges, in degrees of latitude: no school lies beyond them."""
SHAPE = 360 / (NORTH - SOUTH)
"""Width of the sheet for each unit of its height."""

_THIN, _THICK = 1.6, 3.2  # the rim of a mark: closed, in school
_HALO = 1.5
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_NEXT = (0, -1, 1)
_FULL_TURN = 5760  # Qt counts sixteenths of a degree


def place_on(sheet: QRectF, spot: Spot) -> QPointF:
    """Return where a longitude and latitude lie on the sheet (equirectangular); at its edge if beyond."""
    lat = max(SOUTH, min(NORTH, spot[1]))
    return QPointF(
        sheet.left() + (spot[0] + 180) / 360 * sheet.width(),
        sheet.top() + (NORTH - lat) / (NORTH - SOUTH) * sheet.height(),
    )


@cache
def _land(code: str) -> QPainterPath:
    """The outline of one country, or of all (empty code), in hundredths of a degree, north above."""
    lands = world().lands
    return outlines(ring for one in ([code] if code else lands) for ring in lands.get(one, ()))


@cache
def _lines(kind: str) -> QPainterPath:
    return outlines(world().coasts if kind == "coasts" else world().borders)


def _between(one: QColor, other: QColor, share: float) -> QColor:
    """Mix two colours; all of the other one at 1."""
    rest = 1 - share
    return QColor.fromRgbF(
        one.redF() * rest + other.redF() * share,
        one.greenF() * rest + other.greenF() * share,
        one.blueF() * rest + other.blueF() * share,
    )


def sheet_picture(size: QSize, ratio: float, palette: QPalette, ours: Collection[str] = ()) -> QPixmap:
    """Return sea, lands, borders and coasts; what does not change with the hour.

    Args:
        size: in device-independent pixels.
        ratio: pixels of the screen for each of them.
        palette: light or dark.
        ours: codes of the countries where we have someone: a shade stronger than the others.

    """
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sheet(painter, QRectF(0, 0, size.width(), size.height()), palette, ours)
    painter.end()
    return picture


def paint_sheet(painter: QPainter, sheet: QRectF, palette: QPalette, ours: Collection[str] = ()) -> None:
    """Draw what :func:`sheet_picture` returns, on a sheet of any device."""
    c = colours(palette)
    painter.save()
    painter.fillRect(sheet, sea_colour(c))
    painter.setClipRect(sheet, Qt.ClipOperation.IntersectClip)
    painter.translate(sheet.topLeft())
    painter.scale(sheet.width() / 36000, sheet.height() / ((NORTH - SOUTH) * 100))
    painter.translate(18000, NORTH * 100)
    land = c.outline
    painter.fillPath(_land(""), land)
    for code in sorted(ours):
        painter.fillPath(_land(code), _between(land, c.closed, 0.55))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for kind, ink in (("borders", _between(land, c.window, 0.7)), ("coasts", _between(land, c.closed, 0.7))):
        pen = QPen(ink, 0.7)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(_lines(kind))
    painter.restore()


def paint_night(painter: QPainter, sheet: QRectF, sun: Spot, c: Colours) -> None:
    """Shade where it is night, with a fine line where day ends."""
    line = [_beyond(sheet, spot) for spot in terminator(sun)]
    edge = sheet.bottom() + 1 if dark_pole(sun) < 0 else sheet.top() - 1
    night = QPolygonF([*line, QPointF(sheet.right(), edge), QPointF(sheet.left(), edge)])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(night_colour(c))
    painter.drawPolygon(night)
    rim = QColor(c.text)
    rim.setAlphaF(0.35)
    painter.setPen(QPen(rim, 0.8))
    painter.drawPolyline(QPolygonF(line))


def _beyond(sheet: QRectF, spot: Spot) -> QPointF:
    """A place on the sheet, or above and below it: the night's line runs on to the poles."""
    high = (NORTH - spot[1]) / (NORTH - SOUTH)
    return QPointF(sheet.left() + (spot[0] + 180) / 360 * sheet.width(), sheet.top() + high * sheet.height())


def paint_sun(painter: QPainter, sheet: QRectF, sun: Spot, c: Colours) -> None:
    """Draw a small sun where it stands overhead."""
    at = place_on(sheet, sun)
    ink = QColor(c.muted)
    ink.setAlphaF(0.75)
    painter.setPen(QPen(ink, 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, 2.6, 2.6)
    for x, y in ((0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7)):
        painter.drawLine(at + QPointF(x, y) * 4.6, at + QPointF(x, y) * 6.4)


@dataclass(frozen=True)
class Mark:
    """One mark on the sheet: a place, or several that lie too near to each other to be told apart."""

    at: QPointF
    pins: tuple[Pin, ...]
    radius: float

    @property
    def in_session(self) -> int:
        """How many are in school."""
        return sum(pin.in_session for pin in self.pins)

    @property
    def closed(self) -> int:
        """How many are not."""
        return sum(pin.closed for pin in self.pins)

    @property
    def people(self) -> int:
        """How many there are."""
        return self.in_session + self.closed


def mark_radius(people: int) -> float:
    """Return the radius of the mark of so many, in device-independent pixels."""
    if people <= 1:
        return QFontMetricsF(theme.font()).height() * 0.30
    text = QFontMetricsF(theme.font(Size.SMALL, bold=True))
    return max(text.height() * 0.62, text.horizontalAdvance(_number(people)) / 2 + 5)


def _number(people: int) -> str:
    return f"{people}" if people < 1000 else f"{people / 1000:.0f}k"


def marks(pins: Sequence[Pin], sheet: QRectF) -> list[Mark]:
    """Gather the pins into marks that do not cover each other, from west to east."""
    radius = cache(mark_radius)  # for this text size
    drawn: list[Mark] = []
    for pin in pins:
        people = pin.in_session + pin.closed
        drawn.append(Mark(place_on(sheet, pin.spot), (pin,), radius(people)))
    met = True
    while met:
        drawn, met = _gathered(drawn, radius)
    whole = [replace(mark, at=_within(sheet, mark.at, mark.radius + _HALO)) for mark in drawn]
    return sorted(whole, key=lambda mark: (mark.at.x(), mark.at.y()))


def _within(sheet: QRectF, at: QPointF, room: float) -> QPointF:
    """Move a point so far inside the sheet that nothing round it is cut off."""
    x = max(sheet.left() + room, min(sheet.right() - room, at.x()))
    return QPointF(x, max(sheet.top() + room, min(sheet.bottom() - room, at.y())))


def _gathered(drawn: Sequence[Mark], radius: Callable[[int], float]) -> tuple[list[Mark], bool]:
    """Join each mark with a larger one that it covers; True if any did.

    Larger ones come first. Only those in the same or the next square of a grid are looked at: thousands of
    places take milliseconds.
    """
    square = 2 * max((mark.radius for mark in drawn), default=1.0)
    grid: dict[tuple[int, int], list[_Heap]] = {}
    heaps: list[_Heap] = []
    for mark in sorted(drawn, key=lambda mark: (-mark.people, mark.at.x(), mark.at.y())):
        column, row = int(mark.at.x() // square), int(mark.at.y() // square)
        near = (heap for x in _NEXT for y in _NEXT for heap in grid.get((column + x, row + y), ()))
        heap = next((heap for heap in near if heap.covers(mark)), None)
        if heap is None:
            heap = _Heap([], mark.at, mark.radius)
            heaps.append(heap)
            grid.setdefault((column, row), []).append(heap)
        heap.marks.append(mark)
    return [heap.mark(radius) for heap in heaps], len(heaps) < len(drawn)


@dataclass
class _Heap:
    """Marks that become one: the first and largest says where."""

    marks: list[Mark]
    at: QPointF
    radius: float

    def covers(self, mark: Mark) -> bool:
        gap = mark.at - self.at
        return hypot(gap.x(), gap.y()) < (mark.radius + self.radius) * 0.85

    def mark(self, radius: Callable[[int], float]) -> Mark:
        if len(self.marks) == 1:
            return self.marks[0]
        people = sum(mark.people for mark in self.marks)
        x = sum(mark.at.x() * mark.people for mark in self.marks) / max(people, 1)
        y = sum(mark.at.y() * mark.people for mark in self.marks) / max(people, 1)
        return Mark(QPointF(x, y), tuple(pin for mark in self.marks for pin in mark.pins), radius(people))


def key_mark(in_session: int, closed: int, at: QPointF) -> Mark:
    """Return a mark for the key beside the map."""
    pin = Pin((0.0, 0.0), "", "", _ANY_TIME, in_session, closed)
    return Mark(at, (pin,), mark_radius(in_session + closed))


def night_colour(c: Colours) -> QColor:
    """Return what lies over the map where it is night."""
    shade = QColor("#000000") if c.dark else QColor(c.accent_hover)
    shade.setAlphaF(0.42 if c.dark else 0.22)
    return shade


def sea_colour(c: Colours) -> QColor:
    """Return the colour of the sea by day."""
    return _between(c.tint, c.window, 0.35)


def paint_mark(painter: QPainter, mark: Mark, palette: QPalette, *, chosen: bool) -> None:
    """Draw a filled circle (in school), a ring (closed), or a disc with the number of those who are there.

    The rim of a disc is thick for the share that is in school; it is filled where all of them are.
    """
    c = colours(palette)
    if chosen:
        painter.setPen(QPen(c.accent, 2.2))
        painter.setBrush(c.window)
        painter.drawEllipse(mark.at, mark.radius + 4.5, mark.radius + 4.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(c.window)
    painter.drawEllipse(mark.at, mark.radius + _HALO, mark.radius + _HALO)  # a halo: marks stand off the land
    whole, none = mark.closed == 0, mark.in_session == 0
    if whole:
        painter.setBrush(c.in_session)
        painter.drawEllipse(mark.at, mark.radius, mark.radius)
    else:
        painter.setBrush(c.field)
        painter.setPen(QPen(c.muted, _THIN))
        painter.drawEllipse(mark.at, mark.radius - _THIN / 2, mark.radius - _THIN / 2)
        if not none:
            share = round(_FULL_TURN * mark.in_session / mark.people)
            inner = mark.radius - _THICK / 2
            box = QRectF(mark.at.x() - inner, mark.at.y() - inner, 2 * inner, 2 * inner)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(c.in_session, _THICK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(box, _FULL_TURN // 4, -share)
    if mark.people > 1:
        painter.setFont(theme.font(Size.SMALL, bold=True))
        painter.setPen(c.on_session if whole else c.text)
        box = QRectF(0, 0, 6 * mark.radius, 2 * mark.radius)
        box.moveCenter(mark.at)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), _number(mark.people))
