"""Names in Cyrillic and Greek letters as they are spelt in Latin ones.

After the tables that passports go by (ICAO Doc 9303, part 3, section 6, for Cyrillic; ELOT 743 for Greek),
without what they say of single letters in places that no two spellings agree on. Other scripts are left as
they are: Arabic leaves vowels out, and the reading of Han is not written.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ѓ": "g", "ђ": "dj", "е": "e", "є": "ie",
    "ё": "e", "ж": "zh", "з": "z", "ѕ": "dz", "и": "i", "і": "i", "ї": "i", "й": "i", "ј": "j", "к": "k",
    "ќ": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "ћ": "c", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC | _GREEK)
_PAIRS = (("ου", "ou"), ("μπ", "b"), ("γγ", "ng"), ("γκ", "gk"), ("αυ", "av"), ("ευ", "ev"))
_FOREIGN = re.compile("[\u0370-\u052f]")

# Spellings that differ from country to country, and in one country from office to office.
_SPELT = (
    ("shch", "sh"), ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("zh", "j"), ("kh", "h"), ("ph", "f"),
    ("ch", "h"), ("sh", "h"), ("ts", "c"), ("tz", "c"), ("ks", "x"), ("yo", "e"), ("ye", "e"), ("ie", "e"),
    ("yu", "iu"), ("ju", "iu"), ("ya", "ia"), ("ja", "ia"), ("ou", "u"), ("oo", "u"), ("w", "v"),
    ("ff", "v"), ("y", "i"), ("j", "i"), ("g", "h"), ("k", "h"), ("ii", "i"), ("ll", "l"),
    ("nn", "n"), ("ss", "s"),
)  # fmt: skip


def is_foreign(folded: str) -> bool:
    """Say whether folded text has Cyrillic or Greek letters."""
    return not folded.isascii() and _FOREIGN.search(folded) is not None


def latin(folded: str) -> str:
    """Return folded text with its Cyrillic and Greek letters as Latin ones: ``иванов`` as ``ivanov``."""
    for pair, letters in _PAIRS:
        folded = folded.replace(pair, letters)
    return folded.translate(_TABLE)


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """Return a Latin word in a form that its spellings in Latin letters have in common.

    For words of which one was written in another script: ``Shevchenko``, ``Chevtchenko`` and ``Шевченко``.
    """
    for spelt, plain in _SPELT:
        word = word.replace(spelt, plain)
    return word
