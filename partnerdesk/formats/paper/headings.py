"""The headings of a table's groups: what is behind them, how many contacts at the right, a hairline below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from partnerdesk.formats.paper.sheetframe import Sheets, counted
from partnerdesk.formats.paper.type import HEADING, POINT, SMALL, UNDER, Style
from partnerdesk.formats.paper.values import Group

_WIDEST = 0.8  # of the width, for a heading's words
_BEHIND, _APART = 8.0, 12.0  # points: from a heading to what is behind it, from that to what is at the right
_LINES = 3  # of what is behind a heading, where it has to go below


@dataclass(frozen=True)
class _Heading:
    """One heading, broken into lines.

    Attributes:
        style: of its lines.
        lines: of the heading; none: there is none.
        said: at the right.
        aside: behind the last line, where there is room for it.
        behind: dots from the left edge to that.
        below: the lines of that where there is none.
        above: points above it.
        ruled: points to the hairline below it; None: there is none.
    """

    style: Style
    lines: Sequence[str]
    said: str
    aside: str
    behind: float
    below: Sequence[str]
    above: float
    ruled: float | None


class Headings:
    """Puts headings of groups on sheets.

    Args:
        sheets: where.
        groups: all of them: a heading says how many contacts all groups under it have.
    """

    def __init__(self, sheets: Sheets, groups: Sequence[Group]) -> None:
        self._sheets, self._type = sheets, sheets.type
        self._counts: Counter[str] = Counter()
        for group in groups:
            self._counts[group.heading] += len(group.rows)

    def of(self, group: Group, *, begun: bool) -> list[_Heading]:
        """Return a group's headings; ``begun`` says that the first one stands already."""
        said = counted(self._counts[group.heading]) if group.said is None else group.said
        under = counted(len(group.rows)) if len(group.rows) > 1 else ""
        found = []
        if group.heading and not begun:
            ruled = None if group.under else 4.0
            found.append(self._broken(HEADING, group.heading, said, group.aside, 15.0, ruled))
        if group.under:
            found.append(self._broken(UNDER, group.under, under, group.under_aside, 6.0, 2.0))
        return found

    def height(self, headings: Sequence[_Heading]) -> float:
        """Return how much room they take, a point each to spare."""
        return sum(
            (each.above + (each.ruled or 4.0) + 1) * POINT
            + len(each.lines) * self._type.step(each.style)
            + len(each.below) * self._type.step(SMALL)
            for each in headings
        )

    def put(self, headings: Sequence[_Heading], group: Group) -> None:
        """Put a group's headings below each other, and move below them."""
        for each in headings:
            if each.style is HEADING:
                self._sheets.page.marks.append((group.heading, round(self._sheets.y)))
            self._put(each)

    def continued(self, group: Group, index: int) -> None:
        """Say on a new page under which heading, and which second one, its rows from an index on are."""
        within = bool(group.under and index)
        where = f"{group.heading} · {group.under}" if within else group.heading
        aside = group.aside or (group.under_aside if within else "")
        self._put(self._broken(UNDER, f"{where}, continued", "", aside, 6.0, 2.0))

    def _broken(
        self, style: Style, text: str, said: str, aside: str, above: float, ruled: float | None
    ) -> _Heading:
        kind, width = self._type, self._sheets.width
        kind.whose = ""
        lines = kind.wrap(style, text, _WIDEST * width)
        if not (lines and aside):
            return _Heading(style, lines, said, "", 0.0, (), above, ruled)
        behind = kind.advance(style, lines[-1]) + _BEHIND * POINT
        taken = kind.advance(SMALL, aside) + _APART * POINT + kind.advance(SMALL, said)
        if behind + taken <= width:
            return _Heading(style, lines, said, aside, behind, (), above, ruled)
        return _Heading(style, lines, said, "", 0.0, kind.wrap(SMALL, aside, width, _LINES), above, ruled)

    def _put(self, heading: _Heading) -> None:
        sheets, kind, style = self._sheets, self._type, heading.style
        if not heading.lines:
            return
        sheets.y += heading.above * POINT
        first = base = sheets.y + kind.height(style)
        for line in heading.lines:
            base = sheets.y + kind.height(style)
            sheets.page.put(style, sheets.left, base, line)
            sheets.y += kind.step(style)
        if heading.aside:
            sheets.page.put(SMALL, sheets.left + heading.behind, base, heading.aside)
        if heading.said:
            sheets.page.put(SMALL, sheets.right - kind.advance(SMALL, heading.said), first, heading.said)
        for line in heading.below:
            sheets.page.put(SMALL, sheets.left, sheets.y + kind.height(SMALL), line)
            sheets.y += kind.step(SMALL)
        if heading.ruled is not None:
            sheets.y += heading.ruled * POINT
            sheets.page.rule(sheets.left, sheets.right, sheets.y)
