"""Words of address before a name in a table: ``Frau Köhler`` is called Köhler. Doctors stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_WORDS: Final = """
mr mrs ms miss mx mister herr herrn frau fräulein mme mlle madame monsieur mademoiselle sr sra srta señor
señora señorita senhor senhora signor signora signorina mevrouw meneer dhr mw
"""
_MORE: Final = "m mm don doña dona pan pani sig sigra sig.ra d dª hr fr mevr sir madam ma'am"
_BEFORE_NAMES: Final = frozenset(_WORDS.split())
_IN_COLUMNS: Final = frozenset((*_WORDS.split(), *_MORE.split()))
"""In names only those that are nobody's first name or initial; in a column of their own the others, too."""
_DIRECTORY: Final = re.compile(
    r"(?P<family>[^\W\d_][^\d,;:/|@()]{0,40}), ?(?P<given>[^\W\d_][^\s\d,;:/|@()]*(?: [^\s\d,;:/|@()]+){0,2})"
)
_TITLES: Final = """
jr sr ii iii iv phd ph.d md m.d ma m.a msc m.sc ba mba bsc edd ed.d esq cpa rn dr dra prof lic mtro mtra
"""
_AFTER_NAMES: Final = frozenset(_TITLES.split())
_SEVERAL: Final = re.compile(r" / |;|,|&|\b(?:and|und|y|e|et|en)\b", re.IGNORECASE)


def before_name(name: str) -> tuple[str, str]:
    """Part the word of address from a name: ``Frau``, ``Dr. Sabine Köhler``.

    A name with a comma stays whole; so do two people (``Mr and Mrs Lee``), and a family's name alone: Frau
    Müller is not Herr Müller.
    """
    first, _, rest = name.partition(" ")
    if not is_before_names(first) or " " not in rest or _SEVERAL.search(name):
        return "", name
    return first, rest


def is_before_names(word: str) -> bool:
    """Say whether a word of a name may be one of address."""
    return word.rstrip(".").lower() in _BEFORE_NAMES


def turned(name: str) -> str:
    """Return ``Elena Ruiz`` for ``Ruiz, Elena``, as directories have it; other names as they are."""
    found = _DIRECTORY.fullmatch(name) if "," in name else None
    if not found or found["given"].split()[-1].rstrip(".").lower() in _AFTER_NAMES:
        return name
    return f"{found['given']} {found['family'].rstrip()}"


def is_directory(names: Iterable[str]) -> bool:
    """Whether most names of a table have the family's first: “Lee, Ana”, one word before or behind the comma.

    “Ana López, Directora” among names without a comma is no such name, nor are “Ana Lee, Bob Ray”.
    """
    some = [name for name in names if name]
    turned_round = 0
    for name in some:
        family, comma, given = name.partition(",")
        turned_round += (
            bool(comma) and 1 in (len(family.split()), len(given.split())) and turned(name) != name
        )
    return 2 * turned_round > len(some)


def in_column(cell: str) -> tuple[str, str]:
    """Part a cell of words before names: into those of address, and titles, which belong to the name."""
    words = cell.split()
    polite = [word for word in words if word.rstrip(".").lower() in _IN_COLUMNS]
    return " ".join(polite), " ".join(word for word in words if word not in polite)
