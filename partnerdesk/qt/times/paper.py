"""The page of times on paper: the times chosen by every clock, the day, the year and the world, on one page.

The pictures are drawn by the painters of the screen, in black ink; all of it is made smaller together where
a page would not hold it. What is measured here are the device-independent pixels of the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from partnerdesk.core.daylight import subsolar_point
from partnerdesk.core.dayview import Day, day_words
from partnerdesk.core.planner import Choice
from partnerdesk.core.schoolyear import YearWeek
from partnerdesk.core.wording import clock
from partnerdesk.core.zones import tz_version
from partnerdesk.desk.world import Pin
from partnerdesk.qt import theme
from partnerdesk.qt.theme import PAPER, Size
from partnerdesk.qt.times import paper_parts as parts
from partnerdesk.qt.times.grid_paint import Plot, paint_day, paint_labels, paint_slot
from partnerdesk.qt.times.paper_parts import Block
from partnerdesk.qt.times.world_paint import (
    SHAPE,
    marks,
    paint_mark,
    paint_night,
    paint_sheet,
    paint_sun,
)
from partnerdesk.qt.times.year_paint import YearPlot, paint_ring, paint_year, year_height
from partnerdesk.qt.times.year_strip import summary_words

_POINTS = 9.0
"""The size of the text on paper, unless it has to be smaller to go on one page."""
_SMALLEST = 0.55  # of that
_STEP = 0.95
_LEAST_MAP = 150.0
_MOST_CHOSEN = 10  # times: a longer series has no room beside the pictures


@dataclass(frozen=True)
class Paper:
    """What stands on the page.

    Args:
        title: who is to meet.
        about: how long, in which dates, how many.
        chosen: the times chosen, in the order of time.
        day: the day shown, home first.
        hours: the hours of home's clock that are shown.
        slot: the time chosen on that day, in UTC; None if none is.
        weeks: the school year.
        today: home's date.
        pins: who is where in the world, at ``moment``.
        moment: aware.
        when: the words above the world.
        notes: what is to be known of the dates.

    """

    title: str
    about: str
    chosen: tuple[Choice, ...]
    day: Day
    hours: tuple[int, int]
    slot: tuple[datetime, datetime] | None
    weeks: tuple[YearWeek, ...]
    today: date | None
    pins: tuple[Pin, ...]
    moment: datetime
    when: str
    notes: tuple[str, ...] = ()

    @property
    def first_day(self) -> date:
        """Home's date of the first time chosen, by which a file is named; the day shown where none is."""
        return self.chosen[0].parties[0].start.date() if self.chosen else self.day.day


def draw(painter: QPainter, area: QRectF, paper: Paper) -> None:
    """Draw the page.

    Args:
        painter: active, on a device of as many dots an inch as the screen has.
        area: what of the page may be drawn on.
        paper: what to draw.

    """
    scale = _POINTS / max(theme.font().pointSizeF(), 1.0)
    least = scale * _SMALLEST
    blocks = list(_blocks(paper, area.width() / scale, area.height() / scale))
    while _height(blocks) * scale > area.height() + 0.5 and scale > least:
        scale *= _STEP
        blocks = list(_blocks(paper, area.width() / scale, area.height() / scale))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(scale, scale)
    painter.setClipRect(QRectF(0, 0, area.width() / scale, area.height() / scale))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    top = 0.0
    for block in blocks:
        block.draw(painter, top)
        top += block.height
    painter.restore()


def _height(blocks: list[Block]) -> float:
    return sum(block.height for block in blocks)


def _blocks(paper: Paper, width: float, height: float) -> Iterator[Block]:
    """Yield the pieces of the page; the map takes what room the others leave."""
    above = list(_above_map(paper, width))
    below = [parts.gap(4), parts.map_keys(width), *_foot(paper, width)]
    room = height - _height(above) - _height(below)
    yield from above
    yield _map(paper, width, max(min(width / SHAPE, room), _LEAST_MAP))
    yield from below


def _above_map(paper: Paper, width: float) -> Iterator[Block]:
    yield parts.text(paper.title, width, Size.TITLE, bold=True)
    yield parts.text(paper.about, width, Size.SMALL, quiet=True)
    yield parts.gap(8)
    for choice in paper.chosen[:_MOST_CHOSEN]:
        yield from _choice(choice, width)
    if len(paper.chosen) > _MOST_CHOSEN:
        yield parts.text(f"and {len(paper.chosen) - _MOST_CHOSEN} more", width)
    yield parts.line()
    yield parts.text(day_words(paper.day.day, year=True), width, Size.HEADING, bold=True)
    yield _grid(paper, width)
    yield parts.grid_keys(width)
    if paper.notes:
        yield parts.gap(6)
        yield parts.text("\n".join(paper.notes), width, Size.SMALL)
    yield parts.gap(12)
    yield parts.text("The school year, week by week", width, Size.SMALL, bold=True)
    yield _year(paper, width)
    yield parts.text(summary_words(paper.weeks), width, Size.SMALL)
    yield parts.gap(3)
    yield parts.year_keys(width)
    yield parts.gap(12)
    yield parts.text(paper.when, width, Size.SMALL, bold=True)
    yield parts.gap(4)


def _choice(choice: Choice, width: float) -> Iterator[Block]:
    """Write a time by the clock of every city, each once, with its date where that is another."""
    ours = choice.parties[0].start
    yield parts.text(day_words(ours.date(), year=True), width, bold=True)
    told = []
    for each in choice.parties:
        day = "" if each.start.date() == ours.date() else f", {day_words(each.start.date())}"
        words = f"{clock(each.start)}–{clock(each.end)} in {each.city} ({each.utc_offset}){day}"
        told.append(words.replace(" ", "\N{NO-BREAK SPACE}"))  # lines break between cities only
    yield parts.text(" · ".join(dict.fromkeys(told)), width)
    yield parts.gap(5)


def _grid(paper: Paper, width: float) -> Block:
    plot = Plot(paper.day, paper.day.window(paper.hours), int(width))

    def paint(painter: QPainter, top: float) -> None:
        painter.save()
        painter.translate(0, top)
        paint_day(painter, plot, parts.palette())
        _outline(painter, plot)
        if paper.slot is not None:
            paint_slot(painter, plot, paper.slot, parts.palette(), focus=False)
        paint_labels(painter, plot, paper.slot, parts.palette())
        painter.restore()

    return Block(plot.height, paint)


def _outline(painter: QPainter, plot: Plot) -> None:
    """Draw a fine line round the hours of each row: on paper there is no ground that they stand out from."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(PAPER.outline, 0.5))
    for top, row in zip(plot.tops, plot.day.rows, strict=True):
        for block in row.blocks:
            if plot.shows(block.first, block.last):
                spot = plot.spot(block.first, block.last, top, plot.lines.cell)
                painter.drawRoundedRect(spot.adjusted(1, 0, -1, 0), 4, 4)


def _year(paper: Paper, width: float) -> Block:
    plot = YearPlot(paper.weeks, width)
    at = plot.index(paper.day.day)

    def paint(painter: QPainter, top: float) -> None:
        painter.save()
        painter.translate(0, top)
        paint_year(painter, plot, paper.today, parts.palette())
        if at is not None:
            paint_ring(painter, plot.cell(at), parts.palette())
        painter.restore()

    return Block(year_height(), paint)


def _map(paper: Paper, width: float, height: float) -> Block:
    sheet = QRectF(0, 0, min(width, height * SHAPE), min(height, width / SHAPE))
    sun = subsolar_point(paper.moment)
    ours = sorted({pin.country for pin in paper.pins})

    def paint(painter: QPainter, top: float) -> None:
        painter.save()
        painter.translate(0, top)
        painter.save()
        painter.setClipRect(sheet, Qt.ClipOperation.IntersectClip)
        paint_sheet(painter, sheet, parts.palette(), ours)
        paint_night(painter, sheet, sun, PAPER)
        paint_sun(painter, sheet, sun, PAPER)
        painter.restore()
        painter.setPen(QPen(PAPER.outline, 0.7))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)
        for mark in marks(paper.pins, sheet):
            paint_mark(painter, mark, parts.palette(), chosen=False)
        painter.restore()

    return Block(sheet.height(), paint)


def _foot(paper: Paper, width: float) -> Iterator[Block]:
    yield parts.line()
    printed = f"Printed {day_words(paper.today, year=True)} · " if paper.today else ""
    yield parts.text(f"{printed}time zone rules {tz_version()} · PartnerDesk", width, Size.SMALL, quiet=True)
    yield parts.gap(4)
