"""What tables and cards share: margins, title, foot."""

from __future__ import annotations

from partnerdesk.core.text import plain
from partnerdesk.formats.paper.type import MILLIMETRE, POINT, SMALL, SUBTITLE, TITLE, Page, Style, Type
from partnerdesk.formats.paper.values import Frame, Look

_LEFT, _TOP, _RIGHT, _BOTTOM = 18.0, 16.0, 18.0, 14.0  # millimetres
_FOOT = 30.0  # points


class Sheets:
    """Pages with a title and a foot, filled from the top.

    Attributes:
        type: measures texts.
        pages: those begun so far.
        y: where the next thing goes.
    """

    def __init__(self, frame: Frame, look: Look) -> None:
        self.frame, self.look, self.type = frame, look, Type(look)
        self._title = TITLE
        width, height = look.sheet
        self.left, self.right = _LEFT * MILLIMETRE, (width - _RIGHT) * MILLIMETRE
        self.width = self.right - self.left
        self.size = width * MILLIMETRE, height * MILLIMETRE
        self._baseline = (height - _BOTTOM) * MILLIMETRE - 2 * POINT  # of the foot
        self.bottom = (height - _BOTTOM) * MILLIMETRE - _FOOT * POINT
        self.pages: list[Page] = []
        self.y = 0.0
        self._fresh = True  # the title is still to be put

    def begin(self, frame: Frame, title: Style = TITLE) -> None:
        """Go on with other titles, on a new page."""
        self.frame, self._title, self._fresh = frame, title, True
        self.begin_page()

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    def begin_page(self) -> None:
        """Begin a page with its title, small from the second on."""
        first = self._fresh
        self._fresh = False
        self.pages.append(Page(*self.size, self.look))
        self.y = _TOP * MILLIMETRE
        self.lines(self._title if first else SMALL, self.frame.title)
        if first:
            self.lines(SUBTITLE, self.frame.subtitle)

    def lines(self, style: Style, text: str) -> None:
        """Put wrapped text at the left edge and move below it."""
        for line in self.type.wrap(style, text, self.width):
            self.page.put(style, self.left, self.y + self.type.height(style), line)
            self.y += self.type.step(style)

    def nothing(self) -> None:
        """Say that there is nobody."""
        self.y += 8 * POINT
        self.lines(SUBTITLE, "There are no contacts here.")

    def feet(self) -> list[Page]:
        """Put the date, the version of the zones and the number at the foot of every page; return them."""
        zones = f"time zones {self.frame.tz_version}" if self.frame.tz_version else ""
        said = plain(" · ".join(part for part in (self.frame.date, zones) if part))
        for number, page in enumerate(self.pages, 1):
            page.put(SMALL, self.left, self._baseline, said)
            counted = f"Page {number} of {len(self.pages)}"
            page.put(SMALL, self.right - self.type.advance(SMALL, counted), self._baseline, counted)
        return self.pages


def counted(number: int) -> str:
    """Say how many contacts."""
    return f"{number:,} contact{'' if number == 1 else 's'}"
