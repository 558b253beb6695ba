"""Setting folder covers: a country's map, its facts side by side, a school day, its contacts by region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF

from partnerdesk.formats.paper.map import MapDrawing
from partnerdesk.formats.paper.rows import TONES
from partnerdesk.formats.paper.sheetframe import Sheets
from partnerdesk.formats.paper.table import Step, TableSetter
from partnerdesk.formats.paper.type import COVER, POINT, UNDER, Page, Style, Type
from partnerdesk.formats.paper.values import Cell, Cover, Covers, MapPicture, Table

_MAP, _MOST_MAP = 0.26, 0.3  # of the page's height
_LEAST_MAPS = (0.14, 0.2)  # where that leaves all the rest on its page, or at least the school day
_BESIDE = 0.37  # of the width of a lying page, for a map with the facts at its right
_LEAST_BESIDE, _MOST_BESIDE = 0.28, 0.5  # of the page's height: as high as the facts are
_SHARES = ((1, 1, 1), (4, 5, 6), (3, 5, 7), (4, 6, 5), (4, 4, 7), (5, 5, 4))  # of the width, for three facts
_GUTTER = 16.0  # points between facts
_MOST_LINES = 10  # of one piece of a fact


class CoverSetter:
    """Sets covers, each on a page of its own.

    Args:
        covers: what to set.
        step: told how many contacts were set; what it raises stops the work.
    """

    def __init__(self, covers: Covers, step: Step) -> None:
        self._covers, self._step = covers, step
        self.sheets = Sheets(covers.frame, covers.look)
        self._done = 0

    def pages(self) -> list[Page]:
        """Return all pages."""
        for cover in self._covers.covers:
            self._cover(cover)
        if not self._covers.covers:
            self.sheets.begin_page()
            self.sheets.nothing()
        return self.sheets.feet()

    def _cover(self, cover: Cover) -> None:
        sheets = self.sheets
        frame = replace(self._covers.frame, title=cover.title, subtitle=cover.subtitle)
        sheets.begin(frame, COVER)
        sheets.page.marks.append((cover.title, 0))
        sheets.y += 12 * POINT
        before = self._done
        table = Table(frame, self._covers.columns, cover.groups, self._covers.look)
        setter = TableSetter(table, lambda done: self._step(before + done), sheets, cover.picture)
        facts = self._facts_across(cover, sheets.width)
        if cover.map is None:
            self._facts(facts, sheets.left)
        elif not self._map_beside(cover, cover.map):
            room = sheets.bottom - sheets.y - _highest(facts)
            rests = setter.height, setter.picture_height
            self._map_above(cover.map, [room - rest for rest in rests])
            self._facts(facts, sheets.left)
        setter.below()
        self._done += sum(len(group.rows) for group in cover.groups)
        self._step(self._done)

    def _map_beside(self, cover: Cover, picture: MapPicture) -> bool:
        """Put the map of a lying page at the left of the facts, if these have room there; say whether."""
        sheets = self.sheets
        if not sheets.look.landscape:
            return False
        width = _BESIDE * sheets.width
        beside = width + _GUTTER * POINT
        facts = self._facts_across(cover, sheets.width - beside)
        if _highest(facts) > _MOST_BESIDE * sheets.size[1]:
            return False
        top, height = sheets.y, max(_highest(facts), _LEAST_BESIDE * sheets.size[1])
        MapDrawing(picture, sheets.type, QRectF(sheets.left, top, width, height)).put(sheets.page)
        self._facts(facts, sheets.left + beside)
        sheets.y = top + height + 4 * POINT
        return True

    def _map_above(self, picture: MapPicture, rooms: list[float]) -> None:
        """Put the map: as high as leaves all the rest on its page, or at least the school day."""
        sheets = self.sheets
        usual, most = (share * sheets.size[1] for share in (_MAP, _MOST_MAP))
        found = (
            (room - 19 * POINT, share * sheets.size[1])  # the white above and below it, and a point to spare
            for room, share in zip(rooms, _LEAST_MAPS, strict=True)
        )
        height = min(next((room for room, least in found if room >= least), usual), most)
        frame = QRectF(sheets.left, sheets.y, sheets.width, height)
        MapDrawing(picture, sheets.type, frame).put(sheets.page)
        sheets.y += height + 14 * POINT

    def _facts_across(self, cover: Cover, width: float) -> list[_Fact]:
        """Return the facts as columns of a width, each so wide that the highest is as low as can be."""
        count = len(cover.facts)
        room = width - (count - 1) * _GUTTER * POINT
        shares = _SHARES if count == len(_SHARES[0]) else ((1,) * count,)
        ways = [
            [
                _Fact(self.sheets.type, heading, parts, room * share / sum(each))
                for (heading, parts), share in zip(cover.facts, each, strict=True)
            ]
            for each in shares
        ]
        return min(ways, key=_highest)

    def _facts(self, facts: list[_Fact], first: float) -> None:
        """Put facts side by side from a left edge on; what has no room goes on at the head of a page."""
        sheets = self.sheets
        while facts:
            lowest, more, left = sheets.y, False, first
            for fact in facts:
                lowest = max(lowest, fact.put(sheets.page, left, sheets.y, sheets.bottom))
                more = more or bool(fact.lines)
                left += fact.width + _GUTTER * POINT
            sheets.y = lowest + 4 * POINT
            if not more:
                return
            sheets.begin_page()
            sheets.y += 12 * POINT


def _highest(facts: Sequence[_Fact]) -> float:
    return max((fact.height for fact in facts), default=0.0)


class _Fact:
    """A fact under its heading, line by line; those that were put on a page are gone."""

    def __init__(self, kind: Type, heading: str, parts: Cell, width: float) -> None:
        self._type, self.width = kind, width
        self._heading = kind.wrap(UNDER, heading, width)
        self.lines: list[tuple[Style, float, str]] = []  # style, room above in dots, text
        for tone, text in parts:
            above = 4 * POINT if tone == "name" and self.lines else 0.0
            for line in kind.wrap(TONES[tone], text, width, _MOST_LINES):
                self.lines.append((TONES[tone], above, line))
                above = 0.0

    @property
    def height(self) -> float:
        """The height of all of it."""
        lines = sum(above + self._type.step(style) for style, above, _ in self.lines)
        return lines + len(self._heading) * self._type.step(UNDER) + 6 * POINT

    def put(self, page: Page, left: float, y: float, bottom: float) -> float:
        """Put the lines that a page has room for, no name without its text; return where they end."""
        if not self.lines:
            return y
        for line in self._heading:
            page.put(UNDER, left, y + self._type.height(UNDER), line)
            y += self._type.step(UNDER)
        page.rule(left, left + self.width, y + 2 * POINT)
        y += 6 * POINT
        while self.lines:
            style, above, line = self.lines[0]
            text = self._type.step(self.lines[1][0]) if style is TONES["name"] and self.lines[1:] else 0.0
            if y + above + self._type.step(style) + text > bottom:
                break
            y += above
            page.put(style, left, y + self._type.height(style), line)
            y += self._type.step(style)
            del self.lines[0]
        return y
