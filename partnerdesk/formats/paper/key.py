"""The key to a picture: samples with their words, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF

from partnerdesk.formats.paper.shapes import Shape
from partnerdesk.formats.paper.type import POINT, SMALL, Page, Type

_BESIDE, _APART = 4.0, 14.0  # points: from a sample to its words, and to the next one

Sample = tuple[Callable[[QRectF], list[Shape]], str]
"""What draws a sample in a box, and its words."""


class Key:
    """Samples with their words.

    Args:
        samples: in their order.
        kind: measures the words.
        width: that there is, in dots.
        wide: of a sample, in points.
    """

    def __init__(self, samples: Sequence[Sample], kind: Type, width: float, wide: float) -> None:
        self._samples, self._type, self._wide = samples, kind, wide * POINT
        self._places: list[tuple[float, float]] = []
        x = y = 0.0
        for _, words in samples:
            needed = self._wide + _BESIDE * POINT + kind.advance(SMALL, words)
            if x and x + needed > width:
                x, y = 0.0, y + kind.step(SMALL) + POINT
            self._places.append((x, y))
            x += needed + _APART * POINT
        self.height = y + kind.step(SMALL)

    def put(self, page: Page, left: float, top: float) -> None:
        """Put all of it on a page."""
        high = self._type.height(SMALL)
        for (draw, words), (x, y) in zip(self._samples, self._places, strict=True):
            page.shapes += draw(QRectF(left + x, top + y, self._wide, high))
            page.put(SMALL, left + x + self._wide + _BESIDE * POINT, top + y + 0.86 * high, words)
