"""The text of an editor as it was put in: Qt's own way turns blanks that keep words together into others."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n"})


def whole_text(document: QTextDocument) -> str:
    """Return a document's text with its no-break spaces, as French sets them; lines end as in Python."""
    return document.toRawText().translate(_ENDS)
