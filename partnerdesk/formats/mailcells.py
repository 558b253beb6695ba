"""A table's cells of addresses with names beside them: ``Bob Ray <bob@x>``, and whose each of them is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from partnerdesk.core.text import fold
from partnerdesk.formats import polite

_ONE: Final = re.compile(
    r"""(?:"(?P<quoted>[^"]{1,200})"
            |(?P<name>[^<>@",;]{1,200}(?:,[^<>@",;]{1,60}|"[^<>@",;]{1,60}"[^<>@",;]{1,60})?))\s{0,9}
        <\s{0,9}(?P<address>[^\s<>@,;]{1,64}@[^\s<>@,;]{1,190})\s{0,9}>""",
    re.VERBOSE,
)
_NO_NAMES: Final = frozenset(
    {"email", "e-mail", "mail", "address", "work", "home", "private", "personal", "school", "office", "other",
     "main", "primary", "secondary", "correo", "courriel", "trabajo", "escuela", "oficina", "casa", "privat",
     "schule", "arbeit"}
)  # fmt: skip
_WORDS: Final = re.compile(r"[^\W\d_]+")


def whose(name: str, cells: Iterable[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the name of a row, and the names and addresses in its cells that are somebody else's.

    Args:
        name: what the row is called; where it is not, whoever its first address names.
        cells: those for addresses.

    """
    strangers = []
    for cell in cells:
        for found in _ONE.finditer(cell):
            shown = " ".join((found["quoted"] or found["name"]).split()).strip(" '•*-–:")
            words = _words(shown)
            if not words or words <= _NO_NAMES:
                continue
            name = name or polite.turned(shown)
            if not _is_one(_words(name), words, found["address"]):
                strangers.append((polite.turned(shown), found["address"]))
    return name, tuple(strangers)


def _words(name: str) -> set[str]:
    return {word for word in _WORDS.findall(fold(name)) if len(word) > 1 or not word.isascii()}


def _is_one(ours: set[str], theirs: set[str], address: str) -> bool:
    """Whether two names may be one person's: two words in common, all of the shorter one, or another script.

    One word in common may be the family's; then initials tell (Maggie, Margaret), or the address, which has
    another word of the row's name.
    """
    common = ours & theirs
    if len(common) > 1 or common in (ours, theirs) or _scripts(ours).isdisjoint(_scripts(theirs)):
        return True
    if common and any(one[0] == other[0] for one in ours - common for other in theirs - common):
        return True
    local = fold(address.partition("@")[0])
    return any(word in local for word in ours - common)


def _scripts(words: set[str]) -> set[str]:
    return {unicodedata.name(word[0], "").split(" ")[0] for word in words}
