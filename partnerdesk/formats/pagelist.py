"""Setting the pages of a contact list: where every line of text and every hairline goes.

Lengths are points (1/72 inch) where they are written down, device pixels where they are worked out, so that
one routine serves a PDF, a printer and a preview. Nothing is cut silently: what is too wide is wrapped; a
cell of more than six lines ends with an ellipsis.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen, QTextLayout, QTextOption

from partnerdesk.core.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice, QPainter

    from partnerdesk.formats.page import ListGroup, ListRow, ListSheet


@dataclass(frozen=True, eq=False)  # told apart as objects: they are few, and looked up for every word
class Style:
    """A size in points, a weight and a colour of the one typeface."""

    size: float
    weight: QFont.Weight
    ink: str


_INK, _GREY, _HAIRLINE = "#1d2422", "#5d6764", "#d3d9d6"
TITLE = Style(18, QFont.Weight.Bold, _INK)
SUBTITLE = Style(9, QFont.Weight.Normal, _GREY)
COUNTRY = Style(12, QFont.Weight.Bold, _INK)
REGION = Style(9, QFont.Weight.Bold, _GREY)
NAME = Style(8.5, QFont.Weight.Bold, _INK)
TEXT = Style(8, QFont.Weight.Normal, _INK)
SMALL = Style(7.2, QFont.Weight.Normal, _GREY)

_LEADING = 1.32
_MOST_LINES = 6
_LONGEST = 600
"""Characters of a cell that are looked at: more than six lines hold, and little enough to set at once."""
_COLUMNS = (("Name", 0.0, 0.23), ("Organisation, city", 0.25, 0.26), ("E-mail, phone", 0.53, 0.29),
            ("Local time", 0.84, 0.16))  # fmt: skip
"""Heading, left edge and width of each column, as shares of the page's width."""
_ROW_GAP = 4.0
_FOOT = 30.0


@dataclass
class Page:
    """Texts by style, as (left, baseline, text), and the heights of hairlines; all in device pixels."""

    width: float
    unit: float
    texts: dict[Style, list[tuple[int, int, str]]] = field(default_factory=dict)
    rules: list[int] = field(default_factory=list)

    def put(self, style: Style, x: float, y: float, text: str) -> None:
        """Add a line of text with its left edge and baseline."""
        self.texts.setdefault(style, []).append((round(x), round(y), text))

    def draw(self, painter: QPainter) -> None:
        """Draw the page, one style after another: changing the font costs more than drawing a word."""
        painter.setPen(QPen(QColor(_HAIRLINE), 0.5 * self.unit))
        painter.drawLines([QLineF(0, y, self.width, y) for y in self.rules])
        for style, texts in self.texts.items():
            painter.setFont(font(style, self.unit))
            painter.setPen(QColor(style.ink))
            for x, y, text in texts:
                painter.drawText(x, y, text)


def font(style: Style, unit: float) -> QFont:
    """Return the system's typeface in a style, for a device of ``unit`` pixels a point."""
    made = QFont()
    made.setPixelSize(max(1, round(style.size * unit)))
    made.setWeight(style.weight)
    return made


class Setter:
    """Sets the type of one list for one device.

    Args:
        device: its page size and margins are taken as they are.
        sheet: the list.
    """

    def __init__(self, device: QPagedPaintDevice, sheet: ListSheet) -> None:
        self._sheet = sheet
        self._unit = device.logicalDpiY() / 72
        self._width, self._height = float(device.width()), float(device.height())
        self._bottom = self._height - _FOOT * self._unit
        self._columns = [(left * self._width, width * self._width) for _, left, width in _COLUMNS]
        self._metrics: dict[Style, QFontMetricsF] = {}
        self._wrapped: dict[tuple[Style, float, str], list[str]] = {}
        self._counts: Counter[str] = Counter()
        for group in sheet.groups:
            self._counts[group.country] += len(group.rows)
        self._pages: list[Page] = []
        self._y = 0.0
        self._rows = 0  # on this page

    def pages(self) -> list[Page]:
        """Return all pages; how many there are is known before the first is drawn."""
        self._begin_page()
        country: str | None = None
        for group in self._sheet.groups:
            if group.rows:
                self._group(group, begun=group.country == country)
                country = group.country
        if country is None:
            self._y += 8 * self._unit
            self._lines(TEXT, "There are no contacts in this list.", self._width)
        for number in range(1, len(self._pages) + 1):
            self._foot(number)
        return self._pages

    @property
    def _page(self) -> Page:
        return self._pages[-1]

    def _begin_page(self) -> None:
        """Begin a page with its title (small from the second on) and the head of the table."""
        unit, first = self._unit, not self._pages
        self._pages.append(Page(self._width, unit))
        self._y, self._rows = 0.0, 0
        self._lines(TITLE if first else SMALL, self._sheet.title, self._width)
        if first:
            self._lines(SUBTITLE, self._sheet.subtitle, self._width)
        self._y += (24 if first else 20) * unit
        for heading, left, _ in _COLUMNS:
            self._page.put(SMALL, left * self._width, self._y, heading)
        self._rule(6)

    def _lines(self, style: Style, text: str, width: float) -> None:
        """Put wrapped text at the left edge and move below it."""
        for line in self._wrap(style, text, width):
            self._page.put(style, 0, self._y + style.size * self._unit, line)
            self._y += self._step(style)

    def _rule(self, below: float) -> None:
        """Move down by so many points and put a hairline there."""
        self._y += below * self._unit
        self._page.rules.append(round(self._y))

    def _group(self, group: ListGroup, *, begun: bool) -> None:
        """Put a group; ``begun`` says that its country's heading stands already.

        A heading never stands without its first row, and a row is never split.
        """
        country = (
            [] if begun else self._wrap(COUNTRY, group.country or "Country not known", 0.8 * self._width)
        )
        region = self._wrap(REGION, group.region, 0.8 * self._width)
        needed = (22 * bool(country) + 20 * bool(region)) * self._unit
        needed += len(country) * self._step(COUNTRY) + len(region) * self._step(REGION)
        for index, row in enumerate(group.rows):
            cells, height = self._cells(row)
            if self._rows and self._y + height + (0 if index else needed) > self._bottom:
                self._begin_page()
                if begun or index:
                    self._continued(group, index)
            if index == 0:
                self._heading(COUNTRY, country, 16, self._counts[group.country])
                self._heading(REGION, region, 8, len(group.rows) if begun or region else 0)
            self._row(cells, height)

    def _heading(self, style: Style, lines: list[str], above: float, count: int) -> None:
        """Put a heading with a number of contacts at the right and a hairline below; no lines, no heading."""
        if not lines:
            return
        self._y += above * self._unit
        said = f"{count} contact{'' if count == 1 else 's'}"
        left = self._width - self._advance(SMALL, said)
        self._page.put(SMALL, left, self._y + style.size * self._unit, said)
        for line in lines:
            self._page.put(style, 0, self._y + style.size * self._unit, line)
            self._y += self._step(style)
        self._rule(4 if style is COUNTRY else 3)

    def _continued(self, group: ListGroup, index: int) -> None:
        """Say on a new page in which country, and which region, its first rows are."""
        where = [group.country or "Country not known"] + ([group.region] if group.region and index else [])
        self._y += 8 * self._unit
        self._lines(REGION, f"{' · '.join(where)}, continued", self._width)
        self._rule(3)

    def _cells(self, row: ListRow) -> tuple[list[tuple[Style, float, float, str]], float]:
        """Return a row's lines of text as (style, left, baseline below the row's top, text), and its height.

        The first lines of all columns share a baseline.
        """
        said = (
            ((NAME, row.name or "No name"),),
            ((TEXT, row.organisation), (SMALL, row.city)),
            ((TEXT, row.email), (SMALL, row.phone)),
            ((SMALL, row.difference),),
        )
        cells: list[tuple[Style, float, float, str]] = []
        top = (_ROW_GAP + NAME.size) * self._unit
        lowest = top
        for (left, width), parts in zip(self._columns, said, strict=True):
            baseline = top
            for style, text in parts:
                step = self._step(style)
                for line in self._wrap(style, text, width) if text else ():
                    cells.append((style, left, baseline, line))
                    lowest = max(lowest, baseline)
                    baseline += step
        return cells, lowest + (_ROW_GAP + 2) * self._unit

    def _row(self, cells: list[tuple[Style, float, float, str]], height: float) -> None:
        """Put a row of so many pixels."""
        for style, left, baseline, line in cells:
            self._page.put(style, left, self._y + baseline, line)
        self._y += height
        self._page.rules.append(round(self._y))
        self._rows += 1

    def _foot(self, number: int) -> None:
        """Put the date, the version of the zones and the page's number at the foot of a page."""
        sheet, page, baseline = self._sheet, self._pages[number - 1], self._height - 2 * self._unit
        zones = f"time zones {sheet.tz_version}" if sheet.tz_version else ""
        page.put(SMALL, 0, baseline, plain(" · ".join(part for part in (sheet.date, zones) if part)))
        said = f"Page {number} of {len(self._pages)}"
        page.put(SMALL, self._width - self._advance(SMALL, said), baseline, said)

    def _step(self, style: Style) -> float:
        return style.size * _LEADING * self._unit

    def _advance(self, style: Style, text: str) -> float:
        metrics = self._metrics.get(style)
        if metrics is None:
            metrics = self._metrics[style] = QFontMetricsF(font(style, self._unit))
        return metrics.horizontalAdvance(text)

    def _wrap(self, style: Style, text: str, width: float) -> list[str]:
        """Return the lines of a text: at words if possible, six at the most; none for no text."""
        key = (style, width, text)
        lines = self._wrapped.get(key)
        if lines is None:
            text = " ".join(plain(text).split())
            fits = len(text) < _LONGEST and self._advance(style, text) <= width
            lines = ([text] if text else []) if fits else self._broken(style, text, width)
            self._wrapped[key] = lines
        return lines

    def _broken(self, style: Style, text: str, width: float) -> list[str]:
        """Return text broken by the rules of its script; only then a word that is too wide alone anywhere."""
        cut = len(text) > _LONGEST
        text = text[:_LONGEST].replace("@", "\u200b@")  # an address breaks before its @, if that is enough
        layout = QTextLayout(text, font(style, self._unit))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        ends: list[int] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        utf16 = text.encode("utf-16-le")  # Qt counts in units of UTF-16
        starts = [0, *ends[:-1]]
        lines = [
            utf16[2 * start : 2 * end].decode("utf-16-le", "replace").replace("\u200b", "").strip()
            for start, end in zip(starts, ends, strict=True)
        ]
        if len(lines) <= _MOST_LINES and not cut:
            return lines
        lines = lines[:_MOST_LINES]
        self._advance(style, "")
        last = self._metrics[style].elidedText(lines[-1] + "…" * 3, Qt.TextElideMode.ElideRight, width)
        return [*lines[:-1], last.rstrip("….") + "…"]
