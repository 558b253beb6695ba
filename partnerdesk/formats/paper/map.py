"""Drawing a country among its neighbours, with the towns where contacts are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from partnerdesk.formats.paper.shapes import Shape, box, disc, outlines
from partnerdesk.formats.paper.type import POINT, Page, Style, Type
from partnerdesk.formats.paper.values import MapPicture, Ring

_MARGIN = 0.09  # of the country's extent, on each side
_LEAST = 3.0  # degrees of latitude that are shown at the least
_NEAR = 0.55  # of the largest part's extent: an island farther away than that makes nobody's map smaller
_ROUND = 36000  # once round the globe
_DOT = 2.4  # points
_TOWN = Style(7)


class MapDrawing:
    """A map in a box.

    Args:
        picture: what to draw.
        kind: measures the names of towns.
        frame: where, in dots.
    """

    def __init__(self, picture: MapPicture, kind: Type, frame: QRectF) -> None:
        self._picture, self._type, self._frame = _together(picture), kind, frame
        self._shown = _view(self._picture, frame.width() / frame.height())

    def put(self, page: Page) -> None:
        """Draw it on a page."""
        frame, picture = self._frame, self._picture
        to_page = self._to_page()
        page.shapes.append(Shape(box(frame), "sea"))
        others = self._near(picture.others)
        page.shapes.append(Shape(to_page.map(outlines(others)), "land", within=frame))
        page.shapes.append(Shape(to_page.map(outlines(picture.land)), "ours", within=frame))
        near = self._near(picture.lines)
        page.shapes.append(Shape(to_page.map(outlines(near)), None, "rim", 0.5 * POINT, frame))
        page.shapes.append(Shape(box(frame), None, "rim", 0.5 * POINT))
        dots = [(spot, to_page.map(QPointF(spot.lon * 100, -spot.lat * 100))) for spot in picture.spots]
        seen = [(spot, at) for spot, at in dots if frame.contains(at)]
        names = TownNames(self._type, frame, [at for _, at in seen], _DOT)
        for spot, at in seen:
            page.shapes.append(Shape(disc(at, _DOT * POINT), "accent", "paper", 0.8 * POINT))
            names.put(page, f"{spot.name} ({spot.people})" if spot.people > 1 else spot.name, at)

    def _near(self, rings: Iterable[Ring]) -> list[Ring]:
        """Return those that come into view, once round the globe either way, too."""
        wide = self._shown.adjusted(-1, -1, 1, 1)
        return [
            _turned(ring, turn)
            for ring in rings
            for box in [_box(ring)]
            for turn in (-_ROUND, 0, _ROUND)
            if box.translated(turn, 0).intersects(wide)
        ]

    def _to_page(self) -> QTransform:
        """Return what turns hundredths of a degree, south below, into dots."""
        shown, frame = self._shown, self._frame
        made = QTransform()
        made.translate(frame.left(), frame.top())
        made.scale(frame.width() / shown.width(), frame.height() / shown.height())
        made.translate(-shown.left(), -shown.top())
        return made


class TownNames:
    """Names beside the marks of towns, as far as they meet neither each other nor a mark.

    Args:
        kind: measures them.
        frame: of the map, which they do not leave.
        marks: the middles of all marks.
        radius: of a mark, in points.
    """

    def __init__(self, kind: Type, frame: QRectF, marks: Iterable[QPointF], radius: float) -> None:
        self._type, self._frame, self._radius = kind, frame, radius
        edge = (radius + 0.5) * POINT
        self._taken = [QRectF(at.x() - edge, at.y() - edge, 2 * edge, 2 * edge) for at in marks]

    def put(self, page: Page, words: str, at: QPointF) -> None:
        """Put a name beside its mark where there is room; who is there is named elsewhere, too."""
        wide, high = self._type.advance(_TOWN, words), self._type.height(_TOWN)
        away = (self._radius + 2) * POINT
        for left, top in (
            (away, -high / 2),
            (-away - wide, -high / 2),
            (-wide / 2, -away - high),
            (-wide / 2, away),
        ):
            room = QRectF(at.x() + left, at.y() + top, wide, high)
            if self._frame.contains(room) and not any(room.intersects(each) for each in self._taken):
                self._taken.append(room)
                page.put(_TOWN, room.left(), room.top() + 0.86 * high, words)
                return


def _box(ring: Ring) -> QRectF:
    """Return the box round a line, north above."""
    west, south, east, north = min(ring[::2]), min(ring[1::2]), max(ring[::2]), max(ring[1::2])
    return QRectF(west, -north, max(east - west, 1), max(north - south, 1))


def _together(picture: MapPicture) -> MapPicture:
    """Return a picture whose land and towns are on that side of the 180th meridian where its main part is."""
    if picture.land:
        middle = max(map(_box, picture.land), key=_size).center().x()
    elif picture.spots:
        middle = picture.spots[0].lon * 100
    else:
        return picture
    land = tuple(_turned(ring, _turn(_box(ring).center().x(), middle)) for ring in picture.land)
    spots = tuple(replace(spot, lon=spot.lon + _turn(spot.lon * 100, middle) / 100) for spot in picture.spots)
    at = picture.middle
    near = (at[0] + _turn(at[0] * 100, middle) / 100, at[1]) if at else None
    return replace(picture, land=land, spots=spots, middle=near)


def _turn(lon: float, middle: float) -> int:
    """Return how far to go round the globe with what is at ``lon``, to come nearest to ``middle``."""
    return _ROUND * round((middle - lon) / _ROUND)


def _turned(ring: Ring, turn: int) -> Ring:
    if not turn:
        return ring
    return tuple(each if place % 2 else each + turn for place, each in enumerate(ring))


def _view(picture: MapPicture, shape: float) -> QRectF:
    """Return what is shown: the country's main part, all its towns, and a margin, in the shape of the frame.

    Degrees of longitude are as wide as they are in the middle of it.
    """
    wanted = _extent(picture)
    wanted.adjust(-wanted.width() * _MARGIN, -wanted.height() * _MARGIN,
                  wanted.width() * _MARGIN, wanted.height() * _MARGIN)  # fmt: skip
    middle = wanted.center()
    narrow = max(0.2, cos(radians(min(abs(middle.y()) / 100, 80))))
    high = max(wanted.height(), wanted.width() * narrow / shape, _LEAST * 100)
    made = QRectF(0, 0, high * shape / narrow, high)
    made.moveCenter(middle)
    return made


def _extent(picture: MapPicture) -> QRectF:
    points = list(_points(picture))
    if not picture.land:
        return _joined(points or [QRectF(0, 0, 1, 1)])
    parts = sorted((_box(ring) for ring in picture.land), key=_size, reverse=True)
    main = parts[0]
    reach = main.adjusted(
        -main.width() * _NEAR, -main.height() * _NEAR, main.width() * _NEAR, main.height() * _NEAR
    )
    return _joined([main, *(part for part in parts if reach.contains(part.center())), *points])


def _size(part: QRectF) -> float:
    return part.width() * part.height()


def _points(picture: MapPicture) -> Iterator[QRectF]:
    at = [(spot.lon, spot.lat) for spot in picture.spots]
    for lon, lat in [*at, *([picture.middle] if picture.middle and not picture.land else [])]:
        yield QRectF(lon * 100, -lat * 100, 1, 1)


def _joined(parts: Sequence[QRectF]) -> QRectF:
    made = QRectF(parts[0])
    for part in parts[1:]:
        made = made.united(part)
    return made
