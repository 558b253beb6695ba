"""Pieces of a printed page: lines of text, and the keys to the pictures. Each knows its height at a width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPalette, QPen

from partnerdesk.core.yearview import State
from partnerdesk.qt import theme
from partnerdesk.qt.theme import PAPER, Size, palette_of
from partnerdesk.qt.times.grid_paint import fill
from partnerdesk.qt.times.world_paint import key_mark, night_colour, paint_mark, sea_colour
from partnerdesk.qt.times.year_paint import cell_height, paint_cell
from partnerdesk.qt.times.year_strip import KEY

_MIDDLE = int((Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft).value)
_WRAP = int(Qt.TextFlag.TextWordWrap.value)
_SWATCH, _BESIDE, _APART = 22.0, 5.0, 14.0
_GRID_KEY: tuple[tuple[State, str], ...] = (
    ("school", "in school"),
    ("stretch", "stretch hours at home"),
    ("closed", "closed"),
    ("night", "night"),
)


class Block(NamedTuple):
    """A piece of the page: how high it is, and how it is drawn below a given height."""

    height: float
    draw: Callable[[QPainter, float], None]


def palette() -> QPalette:
    """Return the palette of paper."""
    return palette_of(PAPER)


def gap(height: float) -> Block:
    """Return white space."""
    return Block(height, lambda _painter, _top: None)


def text(
    words: str, width: float, size: Size = Size.TEXT, *, bold: bool = False, quiet: bool = False
) -> Block:
    """Return a paragraph, broken to the width."""
    face = theme.font(size, bold=bold)
    box = QFontMetrics(face).boundingRect(QRect(0, 0, int(width), 1 << 16), _WRAP, words)

    def draw(painter: QPainter, top: float) -> None:
        painter.setFont(face)
        painter.setPen(PAPER.muted if quiet else PAPER.text)
        painter.drawText(QRectF(0, top, width, box.height() + 1), _WRAP, words)

    return Block(box.height(), draw)


def line() -> Block:
    """Return a hairline with room above and below."""

    def draw(painter: QPainter, top: float) -> None:
        painter.setPen(QPen(PAPER.outline, 0.7))
        painter.drawLine(QPointF(0, top + 6), QPointF(1 << 12, top + 6))

    return Block(12, draw)


_Swatch = Callable[[QPainter, QRectF], None]


def _keys(pairs: Sequence[tuple[_Swatch, str]], width: float) -> Block:
    """Return swatches with their words, in as many rows as they need."""
    face = theme.font(Size.SMALL)
    metrics = QFontMetrics(face)
    high = max(metrics.height(), 16)
    spots: list[QPointF] = []
    x, y = 0.0, 0.0
    for _, words in pairs:
        wide = _SWATCH + _BESIDE + metrics.horizontalAdvance(words)
        if x and x + wide > width:
            x, y = 0.0, y + high + 3
        spots.append(QPointF(x, y))
        x += wide + _APART

    def draw(painter: QPainter, top: float) -> None:
        for (swatch, words), spot in zip(pairs, spots, strict=True):
            box = QRectF(spot.x(), top + spot.y() + (high - 13) / 2, _SWATCH, 13)
            painter.save()
            swatch(painter, box)
            painter.restore()
            painter.setFont(face)
            painter.setPen(PAPER.muted)
            at = QRectF(box.right() + _BESIDE, top + spot.y(), width, high)
            painter.drawText(
                at, int((Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft).value), words
            )

    return Block(y + high, draw)


def grid_keys(width: float) -> Block:
    """Return the key to the day."""
    pairs: list[tuple[_Swatch, str]] = [(_state(state), words) for state, words in _GRID_KEY]
    return _keys([*pairs, (_common, "all can meet")], width)


def _state(state: State) -> _Swatch:
    def draw(painter: QPainter, box: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, 3, 3)
        fill(painter, shape, state, PAPER)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(PAPER.outline, 0.7))
        painter.drawRoundedRect(box, 3, 3)

    return draw


def _common(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(PAPER.accent, 2))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)


def year_keys(width: float) -> Block:
    """Return the key to the year."""

    def cell(index: int) -> _Swatch:
        def draw(painter: QPainter, box: QRectF) -> None:
            spot = QRectF(0, 0, cell_height() / 2, 13)
            spot.moveCenter(box.center())
            paint_cell(painter, spot, KEY[index][0], palette())

        return draw

    return _keys([(cell(index), words) for index, (_, words) in enumerate(KEY)], width)


def map_keys(width: float) -> Block:
    """Return the key to the map."""

    def mark(in_session: int, closed: int) -> _Swatch:
        return lambda painter, box: paint_mark(
            painter, key_mark(in_session, closed, box.center()), palette(), chosen=False
        )

    def night(painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, sea_colour(PAPER))
        painter.fillRect(box, night_colour(PAPER))

    return _keys(
        [
            (mark(1, 0), "in school"),
            (mark(0, 1), "closed"),
            (mark(2, 1), "several; thick part of the rim: in school"),
            (night, "night"),
        ],
        width,
    )
