"""What the text of a PDF is read back as, by whoever searches or copies it.

A typeface joins letters: f and l into ﬂ, Arabic ones by where they stand in a word. Qt tells a reader the
joined form, and Kangxi radicals for Han characters that look like them; nobody who types finds those. Here
each is told as the letters it stands for (ToUnicode CMaps: ISO 32000-1, 9.10.3).
"""

from __future__ import annotations

import re
import unicodedata

_CMAP = re.compile(rb"/ToUnicode (\d+) 0 R")
_STREAM = re.compile(rb"\s+<< /Length \d+ >>\s+stream\n(.*?)endstream", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")
_FORMS = (
    (0x2E80, 0x2FDF),  # radicals
    (0xF900, 0xFAFF),  # Han characters for older standards
    (0xFB00, 0xFDFF),  # joined Latin, Armenian, Hebrew and Arabic letters
    (0xFE70, 0xFEFE),  # Arabic letters by their place
)


def readable(content: bytes) -> dict[int, bytes]:
    """Return the objects of a PDF, by number, that have to be others so that its text can be found.

    Args:
        content: the file as Qt writes it, these objects not compressed; what is not so is passed over.

    """
    found = {}
    for number in sorted({int(each) for each in _CMAP.findall(content)}):
        start = content.find(b"\n%d 0 obj" % number)
        stream = _STREAM.match(content, start + len(b"\n%d 0 obj" % number)) if start >= 0 else None
        if stream and (told := _told(stream[1])) != stream[1]:
            found[number] = b"<< /Length %d >>\nstream\n%bendstream" % (len(told), told)
    return found


def _told(cmap: bytes) -> bytes:
    """Return a CMap that maps to letters; the codes of glyphs, which stand first on a line, stay."""
    lines = cmap.split(b"\n")
    return b"\n".join(
        line[: line.index(b"[")] + _CODE.sub(_letters, line[line.index(b"[") :]) if b"[<" in line else line
        for line in lines
    )


def _letters(code: re.Match[bytes]) -> bytes:
    point = int(code[1], 16)
    if not any(first <= point <= last for first, last in _FORMS):
        return code[0]
    letters = unicodedata.normalize("NFKC", chr(point))
    if len(letters) > 1 and unicodedata.bidirectional(letters[0]) in ("R", "AL"):
        return code[
            0
        ]  # Arabic lam and alef: in which order a reader puts two letters of one sign is not agreed
    return b"<%b>" % letters.encode("utf-16-be").hex().encode()
