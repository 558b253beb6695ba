"""The values of a vCard's properties: quoted, escaped, in charsets of their own; made plain text."""

from __future__ import annotations

import binascii
import re
from typing import Final

from partnerdesk.core.text import plain
from partnerdesk.formats import charsets
from partnerdesk.formats.vlines import Property

_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


class Texts:
    """Reads the values of one card.

    Attributes:
        raw: whether the lines are bytes still, kept as Latin-1.
        charset: how to read what nothing else tells; empty: nothing does.
        otherwise: how to read it then; empty: ``charsets.FALLBACK``.
        version: the card's.

    """

    def __init__(self, *, raw: bool, charset: str, otherwise: str = "") -> None:
        self.raw = raw
        self.charset = charset
        self.otherwise = otherwise
        self.version = "2.1"

    def parts(self, each: Property, mark: str = ";") -> list[str]:
        """Return the parts of a value, unescaped; a backslash keeps a mark from being one."""
        value = self._value(each)
        if "\\" not in value:
            return plain(value, lines=True).split(mark)
        pieces = re.finditer(rf"((?:[^\\{mark}]|\\.|\\\Z)*)({mark}|\Z)", value, re.DOTALL)
        return [plain(unescaped(each[1]), lines=True) for each in pieces][: value.count(mark) + 1]

    def text(self, each: Property) -> str:
        """Return a value as plain text, with its lines."""
        value = self._value(each)
        if "\\" in value:
            value = self._old(value) if self.version == "2.1" else unescaped(value)
        return plain(value, lines=True)

    def _old(self, value: str) -> str:
        """In 2.1, only a semicolon is escaped; many programs write the line breaks of 3.0 all the same."""
        return re.sub(r"\\([;,])", r"\1", re.sub(r"\\[nN]", "\n", value))

    def _value(self, each: Property) -> str:
        if not self.raw and not each.head.encoding:
            return each.value
        said = each.head.params.get("CHARSET", ("",))[0]
        if each.head.encoding == "Q":
            data = each.value.encode("latin-1" if self.raw else "utf-8", "replace")
            return self._bytes(binascii.a2b_qp(data), said)
        return self.known(each.value, said)

    def known(self, value: str, said: str) -> str:
        """Return text whose bytes were kept apart, in the charset that its property says."""
        if not self.raw or (value.isascii() and not said.upper().startswith("ISO-2022")):
            return value
        return self._bytes(value.encode("latin-1", "replace"), said)

    def _bytes(self, data: bytes, said: str) -> str:
        named = charsets.known(said)
        for charset in filter(None, (named, "utf-8")):
            try:
                return data.decode(charset)
            except UnicodeDecodeError:
                continue
        return data.decode(self.charset or self.otherwise or charsets.FALLBACK, "replace")


def unescaped(text: str) -> str:
    """Take the backslashes of 3.0 and 4.0 away."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
