"""Shapes on paper: what pictures are made of, in inks that say the same in colour and in black and white."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

Ink = Literal[
    "ink", "grey", "rim", "paper", "accent", "school", "stretch", "night", "sea", "land", "ours", "dusk"
]

_INKS: dict[Ink, tuple[str, str]] = {
    "ink": ("#1d2422", "#000000"),
    "grey": ("#5d6764", "#4a4a4a"),
    "rim": ("#b9c1be", "#8c8c8c"),
    "paper": ("#ffffff", "#ffffff"),
    "accent": ("#0f6b64", "#000000"),
    "school": ("#2a8258", "#4d4d4d"),
    "stretch": ("#b97a14", "#6f6f6f"),
    "night": ("#e9ecea", "#e6e6e6"),
    "sea": ("#f4f7f7", "#ffffff"),
    "land": ("#e3e7e4", "#ededed"),
    "ours": ("#c3d9d0", "#cfcfcf"),
    "dusk": ("#381d2f3a", "#38000000"),  # lies over others, and lets them through
}
"""In colour, and with black ink alone."""


@dataclass(frozen=True)
class Shape:
    """A path in dots from the corner of the paper, filled, or drawn with a line of so many dots, or both.

    ``within`` is the part of the page outside of which nothing of it is seen.
    """

    path: QPainterPath
    fill: Ink | None = None
    line: Ink | None = None
    width: float = 0.0
    within: QRectF | None = None

    def draw(self, painter: QPainter, *, black: bool) -> None:
        """Draw it; ``black`` takes black ink alone."""
        painter.save()
        if self.within is not None:
            painter.setClipRect(self.within, Qt.ClipOperation.IntersectClip)
        painter.setBrush(colour(self.fill, black=black) if self.fill else Qt.BrushStyle.NoBrush)
        if self.line:
            pen = QPen(colour(self.line, black=black), self.width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(self.path)
        painter.restore()


def colour(ink: Ink, *, black: bool) -> QColor:
    """Return an ink's colour."""
    return QColor(_INKS[ink][black])


def box(spot: QRectF, corner: float = 0.0) -> QPainterPath:
    """Return a rectangle, its corners rounded by so many dots."""
    path = QPainterPath()
    if corner:
        path.addRoundedRect(spot, corner, corner)
    else:
        path.addRect(spot)
    return path


def disc(middle: QPointF, radius: float) -> QPainterPath:
    """Return a circle."""
    path = QPainterPath()
    path.addEllipse(middle, radius, radius)
    return path


def outlines(rings: Iterable[Sequence[float]]) -> QPainterPath:
    """Return lines of longitude, latitude, longitude, latitude… as one path, north above.

    Filled, each is closed, and by winding: holes run the other way round than what they are in.
    """
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for ring in rings:
        points = zip(ring[::2], ring[1::2], strict=True)
        path.addPolygon(QPolygonF([QPointF(x, -y) for x, y in points]))
    return path


def hatching(spot: QRectF, apart: float) -> QPainterPath:
    """Return slanting lines that fill a rectangle and end at its edges."""
    path = QPainterPath()
    at = spot.left() - spot.height() - (spot.left() - spot.height()) % apart
    while at < spot.right():
        if at + spot.height() > spot.left():
            left, right = max(at, spot.left()), min(at + spot.height(), spot.right())
            path.moveTo(left, spot.bottom() - (left - at))
            path.lineTo(right, spot.bottom() - (right - at))
        at += apart
    return path
