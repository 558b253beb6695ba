"""What a search asks for, word by word, and where a line of the list answers it."""

from __future__ import annotations

import re
from typing import Final

from partnerdesk.core.text import plain, tokens

FIELDS: Final = ("name", "organisation", "place", "e-mail", "phone", "tag", "note")
"""What a line's text is made of, in this order."""

Needles = tuple[str, ...]
"""The ways to meet one word of a question: as typed; a phone number also as bare digits."""

_AROUND_WORDS: Final = ",;:"  # what stands beside a word, as in “Muñoz, José”
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}")  # words of names, often unparted
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
    if _CJK.fullmatch(word):  # 田中健太 is 田中 健太 as well
        return (word, *(f"{word[:at]} {word[at:]}" for at in range(1, len(word))))
    bare = word.strip(_AROUND_WORDS)
    return (bare.lstrip("#") or bare or word,)  # a tag as the card writes it: “#readers”, but “C#”


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
            best = met[0], _excerpt(*_number(met[1], met[2]) if FIELDS[met[0]] == "phone" else met[1:])
    return None if best is None else (FIELDS[best[0]], best[1])


def _number(field: str, needle: str) -> tuple[str, str]:
    """Return the one phone number that was met, as typed, with what was met of it; not its copy of digits."""
    typed: list[str] = []
    for word in field.split():
        if typed and word == "".join(filter(str.isdecimal, "".join(typed))):
            number = " ".join(typed)
            if needle in number or needle in word:
                return number, needle if needle in number else number
            typed = []
        else:
            typed.append(word)
    return field, needle


def _excerpt(field: str, needle: str) -> str:
    at = field.index(needle)
    start, end = max(0, at - _AROUND), at + len(needle) + _AROUND
    before = "…" if start > 0 else ""
    after = "…" if end < len(field) else ""
    return f"{before}{field[start:end].strip()}{after}"
