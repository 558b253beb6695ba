"""From bytes to text, where a file does not say how it was written."""

from __future__ import annotations

import codecs
from typing import Final

FALLBACK: Final = "windows-1252"
"""How text that is no UTF-8 is read until the user says otherwise: what most old programs wrote."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python calls them text encodings, but no file is written in them.
_NO_CHARSETS: Final = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})


def known(name: str) -> str:
    """Return Python's name of a charset, by any of the names that files use; empty for one there is not."""
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
        b"a".decode(found.name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if found.name.replace("-", "_") in _NO_CHARSETS else found.name


def marked(data: bytes) -> str:
    """Return the charset that the first bytes tell: by a byte order mark, or by the zeros of UTF-16."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    head = data[:200]
    if len(head) >= 4 and not any(head[1::2]) and all(head[::2]):
        return "utf-16-le"
    if len(head) >= 4 and not any(head[::2]) and all(head[1::2]):
        return "utf-16-be"
    return ""


def decoded(data: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of a file, and the charset it was read in.

    Args:
        data: the file.
        charset: what the user chose; empty: a byte order mark, else UTF-8, else ``FALLBACK``.

    A byte that the charset does not know becomes U+FFFD: nothing is raised, and the damage shows.
    """
    chosen = known(charset) or marked(data)
    if chosen:
        return data.decode(chosen, "replace").removeprefix("\ufeff"), chosen.removesuffix("-sig")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode(FALLBACK, "replace"), FALLBACK
