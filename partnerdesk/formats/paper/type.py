"""Type on paper: one typeface in a few sizes, how wide a text runs, where its lines break.

Everything is measured in dots of 1/1200 inch, whatever it is drawn on: lines break at the same words on a
screen, a printer and in a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPen, QTextLayout, QTextOption

from partnerdesk.core.text import plain
from partnerdesk.formats.paper.boxes import Boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from partnerdesk.formats.paper.shapes import Shape
    from partnerdesk.formats.paper.values import Look

DOTS = 1200
POINT = DOTS / 72
MILLIMETRE = DOTS / 25.4

_GREY, _HAIRLINE, _LIGHT = "#5d6764", "#d3d9d6", "#ffffff"
_BLACK = "#000000"
"""Of the type: whatever is a little lighter than that, a printer draws in dots."""
_LEADING = 1.32
_LONGEST = 4000
"""Characters of a text that are looked at: more than a page holds, and little enough to set at once."""
_SIMPLE = "\u0530"
"""Scripts before this one are Latin, Greek and Cyrillic: as wide as their letters, but for kerning."""
_SHAPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u1dff\u200b-\u200f\u202a-\u202e\u2066-\u2069\u20d0-\u20ff\u3099\u309a"
    "\ua800-\uabff\ufb1d-\ufdff\ufe00-\ufe2f\ufe70-\ufeff\U00010000-\U0010ffff]"
)
"""Letters that are not just set beside each other: marks, scripts whose letters are joined, pictures."""
_KERNING = 0.98
_JOINTS = re.compile(r"(?<=\S)(?=@)|(?<=\S)(?=\.\S)")


@dataclass(frozen=True, eq=False)  # told apart as objects: they are few, and looked up for every word
class Style:
    """A size in points, a weight and a colour of the one typeface; ``light`` on what is dark.

    What is ``even`` is set letter by letter, without kerning and ligatures, where its script allows it: small
    type in which that is hardly seen, in addresses that are to be found and copied, and drawn in less time.
    """

    size: float
    bold: bool = False
    grey: bool = False
    light: bool = False
    even: bool = False


COVER = Style(26, bold=True)
TITLE = Style(18, bold=True)
SUBTITLE = Style(9, grey=True)
HEADING = Style(12, bold=True)
UNDER = Style(9, bold=True, grey=True)
NAME = Style(8.5, bold=True, even=True)
TEXT = Style(8, even=True)
FINE = Style(7.2, even=True)
SMALL = Style(7.2, grey=True, even=True)


@dataclass
class Page:
    """Lines of text as (style, left, baseline, text), hairlines as (left, right, height), shapes below them.

    All in dots from the corner of the paper. Lines are in the order in which a page is read: so they are
    copied out of a PDF, and read aloud. ``marks`` are headings that a reader may want to go to.
    """

    width: float
    height: float
    look: Look
    lines: list[tuple[Style, int, int, str]] = field(default_factory=list)
    rules: list[tuple[int, int, int]] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def put(self, style: Style, x: float, y: float, text: str) -> None:
        """Add a line of text with its left edge and baseline."""
        self.lines.append((style, round(x), round(y), text))

    @property
    def texts(self) -> dict[Style, list[tuple[int, int, str]]]:
        """The lines by style, as (left, baseline, text)."""
        found: dict[Style, list[tuple[int, int, str]]] = {}
        for style, left, baseline, text in self.lines:
            found.setdefault(style, []).append((left, baseline, text))
        return found

    def rule(self, left: float, right: float, y: float) -> None:
        """Add a hairline."""
        self.rules.append((round(left), round(right), round(y)))

    def draw(self, painter: QPainter, dots: float = DOTS) -> None:
        """Draw the page.

        Args:
            painter: active, its origin at the corner of the paper.
            dots: an inch, of what it draws on.
        """
        painter.save()
        if dots != DOTS:
            painter.scale(dots / DOTS, dots / DOTS)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._draw_shapes(painter)
        fine = QPen(QColor(_BLACK), 0.25 * POINT) if self.look.black else QPen(QColor(_HAIRLINE), 0.5 * POINT)
        painter.setPen(fine)
        painter.drawLines([QLineF(left, y, right, y) for left, right, y in self.rules])
        self._draw_lines(painter)
        painter.restore()

    def _draw_lines(self, painter: QPainter) -> None:
        """Draw the lines; a font and an ink are changed only where they are others: each is told to a PDF."""
        whole = painter.paintEngine().type() == QPaintEngine.Type.Pdf
        tools: dict[Style, tuple[QFont, QFont, QPen]] = {}
        last, held, inked = None, None, None
        draw = painter.drawText
        for style, x, y, text in self.lines:
            if style is not last:
                found = tools.get(style)
                if found is None:
                    found = tools[style] = _tools(style, self.look, whole=whole)
                plain_, shaped, ink = found
                if ink is not inked:
                    painter.setPen(ink)
                    inked = ink
                last = style
            type_ = plain_ if text.isascii() or not _SHAPED.search(text) else shaped
            if type_ is not held:
                painter.setFont(type_)
                held = type_
            draw(x, y, text)

    def _draw_shapes(self, painter: QPainter) -> None:
        if self.shapes:
            painter.save()
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            for shape in self.shapes:
                shape.draw(painter, black=self.look.black)
            painter.restore()


def _kerning(style: Style) -> float:
    """Return how much of a width may be taken by letters that are measured one by one."""
    return 1.0 if style.even else _KERNING


@lru_cache(maxsize=8)
def _pen(colour: str) -> QPen:
    return QPen(QColor(colour))


@lru_cache(maxsize=64)
def font(style: Style, look: Look) -> QFont:
    """Return the system's typeface in a style; not to be changed."""
    made = QFont()
    made.setPixelSize(max(1, round(style.size * look.size * POINT)))
    made.setWeight(QFont.Weight.Bold if style.bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=128)
def _tools(style: Style, look: Look, *, whole: bool) -> tuple[QFont, QFont, QPen]:
    """Return the typeface for letters that stand beside each other, for those that are shaped, and the ink.

    Args:
        style: in which.
        look: of the page.
        whole: the former are as wide as whole dots. A PDF has each of these numbers, and is smaller and
            sooner written for it; on a screen it would be seen.
    """
    shaped = font(style, look)
    plain_ = QFont(shaped)
    if whole:
        plain_.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
    if style.even:
        plain_.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        plain_.setKerning(False)
    return plain_, shaped, _pen(_GREY if style.grey and not look.black else _LIGHT if style.light else _BLACK)


def _is_beside(text: str, *, even: bool) -> bool:
    """Say whether a text is as wide as its letters: in simple scripts; in even type all but shaped ones."""
    return not _SHAPED.search(text) if even else max(text) < _SIMPLE


class _Advances(dict[str, float]):
    """How far each letter moves the pen, looked up once."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self.metrics, self.boxes = metrics, Boxes(metrics)

    def __missing__(self, char: str) -> float:
        found = self[char] = self.metrics.horizontalAdvance(char.translate(self.boxes))
        return found


class _Widths(dict[str, float]):
    """How wide texts are on a line, measured once; infinite for those that are not set as they are.

    Those have line breaks, spaces beside each other or what is not to be seen.
    """

    def __init__(self, advances: _Advances, kerning: float) -> None:
        super().__init__({"": 0.0})
        self._advances, self._kerning = advances, kerning
        dots = [ceil(advances[chr(code)]) for code in range(0x20, 0x7F)]
        self._ascii = bytes(0x20) + bytes(dots) + bytes(0x81) if max(dots) < 256 else b""

    def __missing__(self, text: str) -> float:
        if not text.isprintable() or "  " in text or text[0] == " " or text[-1] == " ":
            found = inf
        elif self._ascii and text.isascii():  # in whole dots, as a PDF has them: a third of the work
            found = sum(text.encode().translate(self._ascii)) / self._kerning
        elif text.isascii() or _is_beside(text, even=self._kerning == 1.0):
            found = sum(map(self._advances.__getitem__, text)) / self._kerning
        else:
            found = self._advances.metrics.horizontalAdvance(text.translate(self._advances.boxes))
        self[text] = found
        return found


class Type:
    """Measures and breaks texts.

    Attributes:
        whose: of whom the texts are that are measured now; empty for headings.
        cut: the texts that had no room, with whose they are.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self.whose = ""
        self.cut: list[tuple[str, str]] = []
        self._advances: dict[Style, _Advances] = {}
        self._widths: dict[Style, _Widths] = {}
        self._wrapped: dict[tuple[Style, float, str, int], tuple[list[str], bool]] = {}

    def step(self, style: Style) -> float:
        """Return from baseline to baseline."""
        return style.size * self.look.size * POINT * _LEADING

    def height(self, style: Style) -> float:
        """Return the size of the type."""
        return style.size * self.look.size * POINT

    def advances(self, style: Style) -> _Advances:
        """Return the widths of the letters of a style, with its metrics."""
        found = self._advances.get(style)
        if found is None:
            found = self._advances[style] = _Advances(QFontMetricsF(font(style, self.look)))
        return found

    def widths(self, style: Style) -> Mapping[str, float]:
        """Return how wide texts of a style are on one line; infinite if they do not stand on one."""
        found = self._widths.get(style)
        if found is None:
            found = self._widths[style] = _Widths(self.advances(style), _kerning(style))
        return found

    def advance(self, style: Style, text: str) -> float:
        """Return how wide a line of text is."""
        known = self.advances(style)
        if style.even and (text.isascii() or _is_beside(text, even=True)):
            return sum(map(known.__getitem__, text))
        return known.metrics.horizontalAdvance(text)

    def fits(self, style: Style, text: str, width: float) -> bool:
        """Say whether a text goes on one line of a width."""
        known = self.advances(style)
        if text.isascii() or _is_beside(text, even=style.even):
            return sum(map(known.__getitem__, text)) <= width * _kerning(style)
        return known.metrics.horizontalAdvance(text) <= width

    def wrap(self, style: Style, text: str, width: float, most: int = 6) -> list[str]:
        """Return the lines of a text: at words if possible; none for no text.

        Line breaks of the text itself are kept. What is beyond ``most`` lines ends in an ellipsis, and is
        remembered in ``cut``, for each of those whose text it is.
        """
        key = (style, width, text, most)
        known = self._wrapped.get(key)
        if known is None:
            lines = self.broken(style, text, width)
            too_long = len(lines) > most or len(text) > _LONGEST
            if too_long:
                last = (self.ended(style, line, width) for line in lines[most - 1 : most])
                lines = [*lines[: most - 1], *last]
            known = self._wrapped[key] = lines, too_long
        lines, too_long = known
        if too_long:
            self.cut.append((self.whose, text))
        return lines

    def broken(self, style: Style, text: str, width: float) -> list[str]:
        """Return all the lines of a text, however many."""
        lines: list[str] = []
        for paragraph in plain(text, lines=True).split("\n"):
            words = " ".join(paragraph.split())[:_LONGEST]
            if words:
                lines += [words] if self.fits(style, words, width) else self._parted(style, words, width)
        return lines

    def _parted(self, style: Style, text: str, width: float) -> list[str]:
        return self._words(style, text, width) or self._broken(style, text, width)

    def _words(self, style: Style, text: str, width: float) -> list[str]:
        """Break a text of simple letters at its spaces and before an @, as Qt would, but many times faster.

        Returns:
            Its lines; none where that cannot be told so: other scripts, or a word too wide for a line.
        """
        if max(text) >= _SIMPLE:
            return []
        widths, room = self.advances(style), width * _kerning(style)
        space, lines, line, used = widths[" "], [], "", 0.0
        for word in text.replace("@", " @").split(" "):
            runs = sum(map(widths.__getitem__, word))
            if runs > room:
                return []
            between = "" if word[:1] == "@" else " "
            if line and used + space * bool(between) + runs > room:
                lines.append(line)
                line, used = word, runs
            else:
                used += space * bool(between and line) + runs
                line = f"{line}{between}{word}" if line else word
        return [*lines, line]

    def _broken(self, style: Style, text: str, width: float) -> list[str]:
        if "@" in text:  # an address breaks before its @ and its dots, if that is enough
            text = _JOINTS.sub("\u200b", text)
        layout = QTextLayout(text, font(style, self.look))
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
        lines = (
            utf16[2 * start : 2 * end].decode("utf-16-le", "replace").replace("\u200b", "").strip()
            for start, end in zip(starts, ends, strict=True)
        )
        return [line for line in lines if line]

    def ended(self, style: Style, line: str, width: float) -> str:
        """Return a line that says by an ellipsis at its end that there is more."""
        metrics = self.advances(style).metrics
        last = metrics.elidedText(line + "…" * 3, Qt.TextElideMode.ElideRight, width)
        return last.rstrip("….") + "…"
