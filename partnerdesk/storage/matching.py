"""What a search asks for, word by word, and where a line of the list answers it."""

from __future__ import annotations

import re
from typing import Final

from partnerdesk.core.text import plain, tokens

FIELDS: Final = ("name", "organisation", "place", "e-mail", "phone", "tag", "note")
"""What a line's text is made of, in this order."""

Needles = tuple[str, ...]
"""The ways to meet one word of a question: as typed; a phone number also as bare digits."""

_PHONE: Final = re.compile(r"[-+()./\d]*\d[-+()./]*\d[-+()./\d]*")
_MOST_WORDS = 50
_LONGEST_WORD = 10_000  # letters; SQLite refuses patterns of over 50,000 bytes
_AROUND = 24  # characters shown on each side of what matched


def asked(text: str) -> tuple[Needles, ...]:
    """Return what each word of a question may look like in a line; each must be met. Empty for a blank one.

    Any text is harmless; past 50 different words, the rest is not asked.
    """
    words = list(dict.fromkeys(tokens(plain(text))))
    return tuple(_needles(word[:_LONGEST_WORD]) for word in words[:_MOST_WORDS])


def _needles(word: str) -> Needles:
    if not word.isdecimal() and _PHONE.fullmatch(word):
        digits = "".join(filter(str.isdecimal, word))
        return (digits,) if digits in word else (word, digits)
    return (word,)


def where_matched(words: str, text: str) -> tuple[str, str] | None:
    """Say in which field a line matched: the first word of the question that its name does not explain.

    Args:
        words: a line's folded fields, in the order of ``FIELDS``.
        text: the question.

    Returns:
        the field, and the folded text around the place; None where the question is blank or not met.
    """
    fields = words.split("\n")
    best: tuple[int, str] | None = None
    for needles in asked(text):
        met = next(
            (
                (index, field, needle)
                for index, field in enumerate(fields)
                for needle in needles
                if needle in field
            ),
            None,
        )
        if met is None:
            return None
        if best is None or (best[0] == 0 and met[0] > 0):
            best = met[0], _excerpt(met[1], met[2])
    return None if best is None else (FIELDS[best[0]], best[1])


def _excerpt(field: str, needle: str) -> str:
    at = field.index(needle)
    start, end = max(0, at - _AROUND), at + len(needle) + _AROUND
    before = "…" if start > 0 else ""
    after = "…" if end < len(field) else ""
    return f"{before}{field[start:end].strip()}{after}"
