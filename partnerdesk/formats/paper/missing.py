"""Letters that no typeface of the machine has: drawn as boxes, as many as there are letters, and named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtGui import QFontMetricsF

from partnerdesk.formats.paper.boxes import Boxes, is_seen
from partnerdesk.formats.paper.type import TEXT, Page, font
from partnerdesk.formats.paper.values import Look

_JOINING = "\u200d\ufe0e\ufe0f"  # between pictures that are one, and how they are to be shown
_SIGNS = frozenset(
    {
        "CIRCLED", "DOUBLE-STRUCK", "FULLWIDTH", "HALFWIDTH", "MATHEMATICAL", "MODIFIER", "NEGATIVE",
        "PARENTHESIZED", "SQUARE", "SQUARED", "SUBSCRIPT", "SUPERSCRIPT", "VULGAR",
    }
)  # fmt: skip
_KINDS = frozenset(
    {
        "CAPITAL", "CHARACTER", "CONSONANT", "DIGIT", "FINAL", "FRACTION", "HIEROGLYPH", "INDEPENDENT",
        "LETTER", "LIGATURE", "MARK", "NUMBER", "SIGN", "SMALL", "SUBJOINED", "SYLLABICS", "SYLLABLE",
        "SYMBOL", "TONE", "UNIFIED", "VOWEL",
    }
)  # fmt: skip
"""Words of Unicode's names behind the name of the script: ``OLD TURKIC LETTER ORKHON A``."""
_CALLED = {"Cjk": "Chinese", "Egyptian": "Egyptian hieroglyphs"}


def missing_letters(pages: Iterable[Page], look: Look) -> str:
    """Return the letters on the pages that no typeface of this machine has, each once, in their order."""
    used: set[str] = set().union(*_texts(pages))
    metrics = QFontMetricsF(font(TEXT, look))
    seen = (char for char in sorted(used) if char > "\x7f" and is_seen(unicodedata.category(char)))
    return "".join(char for char in seen if not metrics.inFontUcs4(ord(char)))


def draw_as_boxes(pages: Sequence[Page], missing: str, look: Look) -> None:
    """Put a box in the place of each letter of a text that is missing; marks on such letters are left out."""
    boxes = Boxes(QFontMetricsF(font(TEXT, look)))
    drawn = {ord(char): boxes[ord(char)] for char in missing} | dict.fromkeys(map(ord, _JOINING), "")
    those = {*missing}
    boxed = {text: text.translate(drawn) for text in _texts(pages) if not those.isdisjoint(text)}
    for page in pages:
        for number, (style, x, y, text) in enumerate(page.lines):
            if text in boxed:
                page.lines[number] = style, x, y, boxed[text]


def _texts(pages: Iterable[Page]) -> Iterator[str]:
    """Yield each text that has more than ASCII, once."""
    return iter({text for page in pages for _, _, _, text in page.lines if not text.isascii()})


def named_letters(missing: str) -> str:
    """Return those of the missing that can stand alone."""
    return "".join(char for char in missing if unicodedata.category(char)[0] != "M")


def scripts(letters: str) -> list[str]:
    """Name the scripts of letters, each once; what belongs to none is a sign or a picture."""
    return list(dict.fromkeys(map(_script, letters)))


def _script(char: str) -> str:
    """Name a letter's script, as Unicode's name of the letter begins with it; Python knows no other way."""
    kind, words = unicodedata.category(char), unicodedata.name(char, "").split()
    if kind in ("So", "Sk"):
        return "pictures"
    if kind[0] == "M" and words[:1] == ["COMBINING"]:
        return "marks on letters"
    if not words:
        return "letters newer than this program"
    if kind[0] in "PS" or words[0] in _SIGNS:
        return "signs"
    end = next((at for at, word in enumerate(words) if at and (word in _KINDS or "IDEOGRAPH" in word)), 1)
    name = " ".join(words[:end]).title()
    return _CALLED.get(name, name)
