"""Marks for what a template fills in, in the scheme's colours."""

from __future__ import annotations

import re

from PySide6.QtGui import QPalette, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from partnerdesk.qt.theme import colours

_FACT = re.compile(r"\{\{.*?(?:\}\}|$)")
_TAG = re.compile(r"\{%.*?(?:%\}|$)")
_NOTE = re.compile(r"\{#.*?(?:#\}|$)")


class Highlighter(QSyntaxHighlighter):
    """Sets facts in the accent's colour on a tint, questions and loops in grey."""

    def __init__(self, document: QTextDocument, palette: QPalette) -> None:
        super().__init__(document)
        self._forms: list[tuple[re.Pattern[str], QTextCharFormat]] = []
        self.colour(palette)

    def colour(self, palette: QPalette) -> None:
        """Take the colours of another scheme."""
        c = colours(palette)
        fact, tag = QTextCharFormat(), QTextCharFormat()
        fact.setForeground(c.accent)
        fact.setBackground(c.tint)
        tag.setForeground(c.muted)
        note = QTextCharFormat()
        note.setForeground(c.muted)
        note.setFontItalic(True)
        self._forms = [(_TAG, tag), (_NOTE, note), (_FACT, fact)]
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Mark one line; what spans several is left plain."""
        for pattern, form in self._forms:
            for found in pattern.finditer(text):
                start = _units(text[: found.start()])
                self.setFormat(start, _units(found[0]), form)


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
