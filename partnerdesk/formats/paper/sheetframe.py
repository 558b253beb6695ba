"""What tables and cards share: margins, title, foot."""

from __future__ import annotations

from collections.abc import Iterator

from partnerdesk.core.text import plain
from partnerdesk.formats.paper.type import (
    HEADING,
    MILLIMETRE,
    NAME,
    POINT,
    SMALL,
    SUBTITLE,
    TEXT,
    TITLE,
    Page,
    Style,
    Type,
)
from partnerdesk.formats.paper.values import Frame, Look

_LEFT, _TOP, _RIGHT, _BOTTOM = 18.0, 16.0, 18.0, 14.0  # millimetres
_FOOT = 26.0  # points
_PIECE = 3900  # letters: a paragraph of more is set in parts


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

    @property
    def top(self) -> float:
        """Where the first thing goes on a page that is not the first."""
        return _TOP * MILLIMETRE + len(self.type.wrap(SMALL, self.frame.title, self.width)) * self.type.step(
            SMALL
        )

    def begin_page(self) -> None:
        """Begin a page with its title, small from the second on."""
        first = self._fresh
        self._fresh = False
        self.pages.append(Page(*self.size, self.look))
        self.y = _TOP * MILLIMETRE
        self.lines(self._title if first else SMALL, self.frame.title)
        if first:
            self.lines(SUBTITLE, self.frame.subtitle)

    def lines(self, style: Style, text: str, most: int = 6) -> None:
        """Put wrapped text, of so many lines at the most, at the left edge and move below it."""
        for line in self.type.wrap(style, text, self.width, most):
            self.page.put(style, self.left, self.y + self.type.height(style), line)
            self.y += self.type.step(style)

    def nothing(self) -> None:
        """Say that there is nobody."""
        self.y += 8 * POINT
        self.lines(SUBTITLE, "There are no contacts here.")

    def _in_full(self) -> None:
        """Put the texts that had no room on pages of their own, with whose they are."""
        if not self.type.cut:
            return
        self.begin_page()
        self.y += 14 * POINT
        self.lines(HEADING, "In full")
        for whose, text in dict.fromkeys(self.type.cut):
            self.y += 8 * POINT
            for style, line in (*self._whole(NAME, whose), *self._whole(TEXT, text)):
                if self.y + self.type.step(style) > self.bottom:
                    self.begin_page()
                    self.y += 14 * POINT
                self.page.put(style, self.left, self.y + self.type.height(style), line)
                self.y += self.type.step(style)

    def _whole(self, style: Style, text: str) -> list[tuple[Style, str]]:
        """Return all lines of a text of any length."""
        return [
            (style, line) for piece in _pieces(text) for line in self.type.broken(style, piece, self.width)
        ]

    def feet(self) -> list[Page]:
        """Put what had no room at the end, and date, version of the zones and number at every foot."""
        self._in_full()
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


def _pieces(text: str) -> Iterator[str]:
    """Cut a text of any length at spaces into pieces that are set at once."""
    for paragraph in plain(text, lines=True).split("\n"):
        left = " ".join(paragraph.split())
        while len(left) > _PIECE:
            at = left.rfind(" ", 1, _PIECE)
            at = _PIECE if at < 0 else at
            yield left[:at]
            left = left[at:].strip()
        yield left
