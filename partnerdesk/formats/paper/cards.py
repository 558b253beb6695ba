"""Setting cards: blocks in columns that fill from the top, none of them parted."""

from __future__ import annotations

from partnerdesk.formats.paper.rows import TONES
from partnerdesk.formats.paper.sheetframe import Sheets, counted
from partnerdesk.formats.paper.table import Step
from partnerdesk.formats.paper.type import FINE, HEADING, POINT, SMALL, TEXT, Page, Style
from partnerdesk.formats.paper.values import Card, CardGroup, Cards

_COLUMNS = {False: 2, True: 3}  # upright, lying
_GUTTER = 22.0  # points
_ABOVE, _BELOW, _BETWEEN, _SPACE = 7.0, 8.0, 0.5, 3.5
_MOST_LINES = 14  # of one piece
_BROKEN = 0.05  # of the addresses, for whose sake there is no column less
_HEADING = 16.0

_Line = tuple[Style, float, str]


class CardSetter:
    """Sets cards.

    Args:
        cards: what to set.
        step: told how many cards were set; what it raises stops the work.
    """

    def __init__(self, cards: Cards, step: Step) -> None:
        self._cards, self._step = cards, step
        self.sheets = Sheets(cards.frame, cards.look)
        self._type = self.sheets.type
        self._most, self._width, smaller = self._laid_out(cards)
        self._tones = TONES | {"text": FINE} if smaller else TONES
        self._column, self._top = 0, 0.0
        self._empty = True  # nothing stands in this column yet

    def _laid_out(self, cards: Cards) -> tuple[int, float, bool]:
        """Return how many columns there are, their width, and whether texts are set smaller.

        An address in two lines can be neither found nor copied. So that addresses are whole all cards are
        set smaller, as uneven ones are hard to read; where that is not enough there are fewer columns.
        """
        addresses = {
            word
            for group in cards.groups
            for card in group.cards
            for tone, text in card.parts
            if tone == "text" and "@" in text
            for word in text.split()
            if "@" in word
        }
        usual, small = (self._type.widths(style) for style in (TEXT, FINE))
        for count in range(_COLUMNS[cards.look.landscape], 0, -1):
            width = (self.sheets.width - (count - 1) * _GUTTER * POINT) / count
            broken = sum(small[each] > width for each in addresses)
            if broken <= _BROKEN * len(addresses) or count == 1:
                break
        return count, width, any(usual[each] > width for each in addresses)

    def pages(self) -> list[Page]:
        """Return all pages."""
        self._begin_page()
        done = 0
        for group in self._cards.groups:
            for index, card in enumerate(group.cards):
                self._card(card, group, index)
                done += 1
                self._step(done)
        if not done:
            self.sheets.nothing()
        return self.sheets.feet()

    @property
    def _left(self) -> float:
        return self.sheets.left + self._column * (self._width + _GUTTER * POINT)

    def _begin_page(self) -> None:
        self.sheets.begin_page()
        self.sheets.y += 14 * POINT
        self._top, self._column, self._empty = self.sheets.y, 0, True

    def _next_column(self) -> None:
        if self._column + 1 < self._most:
            self._column, self.sheets.y, self._empty = self._column + 1, self._top, True
        else:
            self._begin_page()

    def _card(self, card: Card, group: CardGroup, index: int) -> None:
        """Put a card, with its group's heading above the first one and at the head of a page."""
        lines, height = self._set(card)
        self._type.whose = ""
        heading = self._type.wrap(HEADING, group.heading, self._width) if group.heading and not index else []
        needed = (_HEADING + 10) * POINT * bool(heading) + len(heading) * self._type.step(HEADING)
        if not self._empty and self.sheets.y + height + needed > self.sheets.bottom:
            self._next_column()
        if heading:
            self._heading(heading, group)
        elif group.heading and self._empty:
            self._continued(group)
        page, y = self.sheets.page, self.sheets.y
        for style, baseline, line in lines:
            page.put(style, self._left, y + baseline, line)
        self.sheets.y += height
        page.rule(self._left, self._left + self._width, self.sheets.y)
        self._empty = False

    def _heading(self, lines: list[str], group: CardGroup) -> None:
        sheets = self.sheets
        if not self._empty:
            sheets.y += _HEADING * POINT
        sheets.page.marks.append((group.heading, round(sheets.y)))
        for line in lines:
            sheets.page.put(HEADING, self._left, sheets.y + self._type.height(HEADING), line)
            sheets.y += self._type.step(HEADING)
        said = counted(len(group.cards))
        sheets.page.put(SMALL, self._left, sheets.y + self._type.height(SMALL), said)
        sheets.y += self._type.step(SMALL) + 3 * POINT
        sheets.page.rule(self._left, self._left + self._width, sheets.y)

    def _continued(self, group: CardGroup) -> None:
        sheets = self.sheets
        self._type.whose = ""
        for line in self._type.wrap(SMALL, f"{group.heading}, continued", self._width, 2):
            sheets.page.put(SMALL, self._left, sheets.y + self._type.height(SMALL), line)
            sheets.y += self._type.step(SMALL)
        sheets.y += 2 * POINT
        sheets.page.rule(self._left, self._left + self._width, sheets.y)

    def _set(self, card: Card) -> tuple[list[_Line], float]:
        """Return a card's lines, as style, baseline below its top and text, and its height.

        No card is higher than a column with a heading: what would be below that is cut, and remembered.
        """
        kind = self._type
        kind.whose = card.parts[0][1] if card.parts else ""
        room = self.sheets.bottom - self._top - 8 * kind.step(HEADING)
        found: list[_Line] = []
        y = _ABOVE * POINT
        for tone, text in card.parts:
            style = self._tones[tone]
            for line in kind.wrap(style, text, self._width, _MOST_LINES) if text else ():
                if y > room:
                    kind.cut.append((kind.whose, text))
                    last, at, shown = found[-1]
                    found[-1] = last, at, kind.ended(last, shown, self._width)
                    break
                found.append((style, y + kind.height(style), line))
                y += kind.step(style)
            y += (_BETWEEN if text else _SPACE) * POINT
        return found, y + _BELOW * POINT
