"""Text as it is searched (``fold``, ``tokens``) and text as it may be kept (``plain``)."""

import re
import unicodedata
from collections.abc import Sequence

# Letters that Unicode does not take apart, and the quotes and dashes that word processors put in.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "ng", "ə": "a", "ǝ": "a", "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƙ": "k", "ƴ": "y", "ŧ": "t",
        "ɛ": "e", "ɔ": "o", "ĸ": "k", "ɨ": "i", "ʉ": "u", "ƶ": "z", "ɣ": "g",
        "ʻ": "'", "ʼ": "'", "‘": "'", "’": "'", "‛": "'", "ʾ": "'", "ʿ": "'", "´": "'", "`": "'", "ʹ": "'",
        "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip

# The voicing marks of kana are combining characters, yet they tell letters apart.
_KEPT_MARKS = frozenset("\u3099\u309a")


def _dropped(char: str) -> bool:
    """Whether a character says nothing to a search: an accent, a joiner, a mark of direction or variation."""
    if unicodedata.combining(char):
        return char not in _KEPT_MARKS
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in text if not _dropped(char))


class _Folds(dict[int, str]):
    """Code point → folded text, worked out when first met."""

    def __missing__(self, code: int) -> str:
        before, after = "", chr(code)
        while before != after:  # a decomposed letter may be an upper case or a special one again
            before, after = after, _fold_once(after)
        self[code] = after
        return after


_FOLDS = _Folds()

_SHORT = 32  # characters, up to which letter by letter is faster than to take a text apart as a whole

# What is left beside ASCII and the accents of Latin letters, once a text is taken apart; U+034F is no accent.
_MORE_THAN_ACCENTS = re.compile(r"[^\x00-\x7f\u0300-\u034e\u0350-\u036f]")


def fold(text: str) -> str:
    """Return ``text`` without case, accents and width: the form in which things are indexed and asked for.

    ``fold("São Paulo") == fold("sao paulo")``, ``fold("Łódź") == "lodz"``. Punctuation stays, with
    typographic quotes and dashes made plain; Han, kana and Hangul stay as they are. Folding twice changes
    nothing; nothing is raised.
    """
    if text.isascii():
        # The one ASCII character with a special reading is the backtick, which stands for an apostrophe.
        return text.lower().replace("`", "'")
    if len(text) > _SHORT and "´" not in text:
        apart = unicodedata.normalize("NFKD", text.casefold())
        if not _MORE_THAN_ACCENTS.search(apart):
            return apart.encode("ascii", "ignore").decode("ascii").lower().replace("`", "'")
    folded = text.translate(_FOLDS)
    # Composing again leaves Hangul and kana in the form in which everybody else keeps them.
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


_BETWEEN = "\x1f"  # no text that may be kept has it
_MOST_WORDS = 1_000  # whose folded forms are kept


class _Words(dict[str, str]):
    """Word → folded word: the names of a hundred thousand people are made of a few thousand words.

    Those of ASCII, where no backtick is in them, take no room.
    """

    def __missing__(self, word: str) -> str:
        if word.isascii():
            return word.lower()
        if len(self) >= _MOST_WORDS:
            self.clear()
        folded = self[word] = fold(word)
        return folded


_WORDS = _Words()


def fold_all(texts: Sequence[str]) -> list[str]:
    """Fold texts, each as ``fold`` does; all at once, in a fraction of the time."""
    whole = _BETWEEN.join(texts)
    if whole.isascii():
        found = fold(whole).split(_BETWEEN)
        return found if len(found) == len(texts) else [*map(fold, texts)]
    if "`" in whole:
        return [*map(fold, texts)]
    known = _WORDS.__getitem__  # a word by itself is folded as it is within a text
    return [text.lower() if text.isascii() else " ".join(map(known, text.split(" "))) for text in texts]


def tokens(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, in order; an empty tuple for a blank one."""
    return tuple(fold(query).split())


_REMOVED = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
_BREAKS = (0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)


class _Plain(dict[int, str]):
    """Code point → what ``plain`` writes; lone surrogates, which no file can hold, become U+FFFD."""

    def __init__(self, line_break: str) -> None:
        super().__init__(dict.fromkeys((*_REMOVED, *_BIDI), ""))
        self.update(dict.fromkeys(_BREAKS, line_break))
        self.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
        self[0x09] = " "

    def __missing__(self, code: int) -> str:
        return chr(code)


_ONE_LINE = _Plain(" ")
_LINES = _Plain("\n")


def plain(text: str, *, lines: bool = False) -> str:
    r"""Return text from outside (a file, a clipboard, a mail) as text that may be kept and shown.

    NUL and other control characters, byte order marks and characters that override the direction of reading
    are removed; tabs become spaces. Line breaks of every kind become ``\n`` with ``lines``, else spaces.
    """
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_LINES if lines else _ONE_LINE)
