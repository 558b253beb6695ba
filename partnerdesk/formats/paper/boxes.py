"""What stands on paper for letters that no typeface of the machine has: a box each, as it is measured too."""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QFontMetricsF

_BOXES = "□?"  # the first of them that the typeface has


class Boxes(dict[int, "int | str"]):
    """A table for ``str.translate`` that puts boxes for letters that are missing, and drops marks on them.

    Without it Qt draws filled boxes on paper, as if a text were blacked out.
    """

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics
        self._box = next(each for each in _BOXES if metrics.inFont(each) or each == _BOXES[-1])

    def __missing__(self, code: int) -> int | str:
        kind = unicodedata.category(chr(code))
        found: int | str = code
        if code > 0x7F and is_seen(kind) and not self._metrics.inFontUcs4(code):
            found = "" if kind[0] == "M" else self._box
        self[code] = found
        return found


def is_seen(kind: str) -> bool:
    """Say whether letters of a category of Unicode are to be seen."""
    return kind[0] in "LMNPS" or kind in ("Cn", "Co")  # letters newer than this Python have no kind yet
