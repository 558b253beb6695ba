"""Names that read from the right inside a line that reads from the left, each kept where it stands.

Without isolates, "كريم — مدرسة, Alexandria" is one run from the right: the school comes first, and a field
begins at the other side (Unicode Standard Annex 9, "Explicit Directional Isolates"). They are for showing.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "\u2068", "\u2069"
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(f"[{_RIGHT}]+(?:[ '’.-][{_RIGHT}]+)*")
"""Words in scripts that read from the right, with what joins the parts of a name."""
_MARKS = str.maketrans("", "", _OPEN + _CLOSE)


def isolated(text: str) -> str:
    """Return a line to show, in which what reads from the right turns nothing round it."""
    return _RUN.sub(rf"{_OPEN}\g<0>{_CLOSE}", text)


def plain(text: str) -> str:
    """Return a line without the marks that ``isolated`` puts in, as it is searched for and kept."""
    return text.translate(_MARKS)
