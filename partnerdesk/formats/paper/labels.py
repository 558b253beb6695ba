"""Setting labels: every address inside its own, in type as large as it allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from partnerdesk.errors import BadInput
from partnerdesk.formats.paper.table import Step
from partnerdesk.formats.paper.type import MILLIMETRE, Page, Style, Type
from partnerdesk.formats.paper.values import Labels, Look

_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)  # points
_GOOD = 8.0  # type of this size and more is read with ease: lines are broken before it gets smaller
_LEADING = 1.18
_LEFT, _TOP = 4.0, 2.0  # millimetres: a printer may be off by one or two
_SMALL_LEFT, _SMALL_TOP = 2.0, 0.75  # on labels that are lower than this:
_SMALL = 15.0

_EVERY = 50  # labels between two words of progress

_Fit = tuple[float, list[str]]
"""A size of type, and the lines of an address in it."""


@cache
def _style(size: float) -> Style:
    return Style(size)


class LabelSetter:
    """Sets labels.

    Args:
        labels: what to set.
        step: told how many labels were set; what it raises stops the work.

    Raises:
        BadInput: the sheet has no such first label (field ``first``).
    """

    def __init__(self, labels: Labels, step: Step) -> None:
        sheet = labels.sheet
        if not 1 <= labels.first <= sheet.count:
            raise BadInput(
                f"Sheet {sheet.number} has no label {labels.first}.",
                f"Its labels are counted from 1 to {sheet.count}, along the rows.",
                "first",
            )
        self._labels, self._step = labels, step
        self._look = Look(sheet.paper, False, labels.look.size, labels.look.black)
        self.type = Type(self._look)
        small = sheet.height < _SMALL
        self._margins = (_SMALL_LEFT, _SMALL_TOP) if small else (_LEFT, _TOP)
        inside = (sheet.width - 2 * self._margins[0], sheet.height - 2 * self._margins[1])
        self._room = inside[0] * MILLIMETRE, inside[1] * MILLIMETRE

    def pages(self) -> list[Page]:
        """Return all pages; a sheet with no address on it for nobody."""
        sheet = self._labels.sheet
        width, height = (each * MILLIMETRE for each in self._look.sheet)
        pages = [Page(width, height, self._look)]
        for done, fit in enumerate(self._fits(), 1):
            number, index = divmod(done - 1 + self._labels.first - 1, sheet.count)
            if number == len(pages):
                pages.append(Page(width, height, self._look))
            self._put(pages[-1], sheet.place(index), fit)
            self._told(len(self._labels.addresses) + done)
        return pages

    def _told(self, done: int) -> None:
        """Say how far it is: each label is looked at and then put."""
        if done % _EVERY == 0:
            self._step(done // 2)

    def _put(self, page: Page, corner: tuple[float, float], fit: _Fit) -> None:
        """Put an address in the middle of its label's height, at its left."""
        size, lines = fit
        style, step = _style(size), self._height_of(size)
        left, top = ((edge + margin) * MILLIMETRE for edge, margin in zip(corner, self._margins, strict=True))
        above = max(0.0, (self._room[1] - len(lines) * step) / 2)
        for number, line in enumerate(lines):
            page.put(style, left, top + above + number * step + self.type.height(style), line)

    def _height_of(self, size: float) -> float:
        return self.type.height(_style(size)) * _LEADING

    def _fits(self) -> Iterator[_Fit]:
        """Fit all addresses; those that go in good type in the same: the smallest of these."""
        addresses = self._labels.addresses
        fits = []
        for done, address in enumerate(addresses, 1):
            fits.append(self._fit(address, _SIZES))
            self._told(done)
        good = min((size for size, _ in fits if size >= _GOOD), default=_GOOD)
        for address, fit in zip(addresses, fits, strict=True):
            yield self._fit(address, [size for size in _SIZES if size <= good]) if fit[0] > good else fit

    def _fit(self, address: tuple[str, ...], sizes: Sequence[float]) -> _Fit:
        """Return the largest type in which an address goes on a label, and its lines.

        Lines are kept whole while that leaves good type. Where even the smallest is too large, lines below
        the name are left out, so that street, town and country stay, and the address is remembered.
        """
        found = self._whole(address, sizes)
        if found is None:
            self.type.cut.append(("", ", ".join(address)))
            shorter = (address[:1] + address[at:] for at in range(2, len(address) - 1))
            found = next(filter(None, (self._whole(each, _SIZES[-1:]) for each in shorter)), None)
        return found or self._begun(address)

    def _whole(self, address: tuple[str, ...], sizes: Sequence[float]) -> _Fit | None:
        """Return a whole address in the largest type in which it goes on a label; None where it does not."""
        width, height = self._room
        for whole, those in ((True, [each for each in sizes if each >= _GOOD]), (False, sizes)):
            for size in those:
                lines = self._lines(address, size, width, whole=whole)
                if lines and len(lines) * self._height_of(size) <= height:
                    return size, lines
        return None

    def _begun(self, address: tuple[str, ...]) -> _Fit:
        """Return as much of an address as goes on a label."""
        (width, height), size = self._room, _SIZES[-1]
        lines = [part for line in address for part in self.type.broken(_style(size), line, width)[:2]]
        return size, lines[: max(1, int(height / self._height_of(size)))]

    def _lines(self, address: tuple[str, ...], size: float, width: float, *, whole: bool) -> list[str]:
        """Return an address's lines; none where one of them has to be broken and must stay whole."""
        style = _style(size)
        if not whole:
            return [part for line in address for part in self.type.broken(style, line, width)]
        return list(address) if all(self.type.fits(style, line, width) for line in address) else []
