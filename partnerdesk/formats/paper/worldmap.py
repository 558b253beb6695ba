"""Drawing the world at one moment: where it is night, and which of the parties are in school."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from partnerdesk.formats.paper.key import Key, Sample
from partnerdesk.formats.paper.map import TownNames
from partnerdesk.formats.paper.shapes import Shape, box, disc
from partnerdesk.formats.paper.type import NAME, POINT, Page, Type
from partnerdesk.formats.paper.values import Ring, WorldPicture, WorldSpot

_NORTH, _SOUTH = 84, -58  # degrees of latitude: no school lies beyond them
_DOT, _PART = 2.6, 1.2  # points: radius of a mark, and of what is full in one that is neither full nor empty
_WORDS = (("all", "in school"), ("some", "some in school"), ("none", "not in school"))


class WorldDrawing:
    """The world, measured for a width.

    Args:
        picture: what to draw.
        kind: measures texts.
        left: its left edge, in dots.
        width: its width, in dots.
    """

    def __init__(self, picture: WorldPicture, kind: Type, left: float, width: float) -> None:
        self._picture, self._type, self._left, self._width = picture, kind, left, width
        self._title = kind.wrap(NAME, picture.title, width, 2)
        self._high = width * (_NORTH - _SOUTH) / 360
        self._key = Key(_samples(picture), kind, width, 9)
        self.height = (
            len(self._title) * kind.step(NAME) + 4 * POINT + self._high + self._key.height + 6 * POINT
        )

    def fitted(self, height: float, least: float) -> WorldDrawing:
        """Return it so narrow that it is no higher; itself where it would be less wide than the least."""
        width = self._width - (self.height - height) / (_NORTH - _SOUTH) * 360
        if height >= self.height or width < least:
            return self
        return WorldDrawing(self._picture, self._type, self._left, width)

    def put(self, page: Page, y: float) -> None:
        """Draw it on a page, its top at ``y``."""
        for line in self._title:
            page.put(NAME, self._left, y + self._type.height(NAME), line)
            y += self._type.step(NAME)
        frame = QRectF(self._left, y + 4 * POINT, self._width, self._high)
        picture = self._picture
        page.shapes.append(Shape(box(frame), "sea"))
        page.shapes.append(Shape(_outlines(picture.lands, frame), "land", "rim", 0.4 * POINT, frame))
        page.shapes.append(Shape(_outlines(picture.ours, frame), "ours", "rim", 0.4 * POINT, frame))
        page.shapes.append(Shape(_outlines([picture.night], frame), "dusk", within=frame))
        page.shapes.append(Shape(box(frame), None, "rim", 0.5 * POINT))
        self._spots(page, frame)
        self._key.put(page, self._left, frame.bottom() + 4 * POINT)

    def _spots(self, page: Page, frame: QRectF) -> None:
        places = [
            (spot, QPointF(*_place(spot.lon * 100, spot.lat * 100, frame))) for spot in self._picture.spots
        ]
        names = TownNames(self._type, frame, [at for _, at in places], _DOT)
        for spot, at in places:
            page.shapes += _mark(_state(spot), at)
            names.put(page, spot.name, at)


def _place(lon: float, lat: float, frame: QRectF) -> tuple[int, int]:
    """Return where hundredths of a degree lie: on whole dots, which makes files a third as large."""
    x = frame.left() + (lon + 18000) / 36000 * frame.width()
    y = frame.top() + (_NORTH * 100 - lat) / ((_NORTH - _SOUTH) * 100) * frame.height()
    return round(x), round(y)


def _outlines(rings: Iterable[Ring], frame: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for ring in rings:
        points = [QPointF(*_place(*at, frame)) for at in zip(ring[::2], ring[1::2], strict=True)]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    return path


def _state(spot: WorldSpot) -> str:
    return "all" if spot.in_school == spot.people else "some" if spot.in_school else "none"


def _mark(state: str, at: QPointF) -> list[Shape]:
    """Return a full circle, an empty one, or one with a dot in it; white round it, also by night."""
    round_it = Shape(disc(at, (_DOT + 0.8) * POINT), "paper")
    if state == "all":
        return [round_it, Shape(disc(at, _DOT * POINT), "school")]
    made = [round_it, Shape(disc(at, (_DOT - 0.5) * POINT), None, "ink", POINT)]
    return [*made, Shape(disc(at, _PART * POINT), "school")] if state == "some" else made


def _samples(picture: WorldPicture) -> list[Sample]:
    there = {_state(spot) for spot in picture.spots}
    found: list[Sample] = [(partial(_mark_in, state), words) for state, words in _WORDS if state in there]
    return [*found, (_dusk, "night")]


def _mark_in(state: str, spot: QRectF) -> list[Shape]:
    return _mark(state, spot.center())


def _dusk(spot: QRectF) -> list[Shape]:
    return [Shape(box(spot), "dusk"), Shape(box(spot), None, "rim", 0.4 * POINT)]
