"""From bytes to text, where a file does not say how it was written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Final

from partnerdesk.formats.charsetguess import FALLBACK as FALLBACK
from partnerdesk.formats.charsetguess import Guess, guess
from partnerdesk.formats.content import Content, pieces

_FIRST_LETTER: Final = 0xC0  # of ``FALLBACK``; what is below is no letter
_FEWEST_PAIRS: Final = 2
_UNICODE_MARKS: Final = (
    codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE
)  # fmt: skip
_BLOCK: Final = 1 << 16  # bytes that are made text at a time
_LONGEST_LINE: Final = 1 << 20  # bytes: of a longer one it is not told whether it is in UTF-8
_MOST_RETURNS: Final = 8
_LINE_END: Final = re.compile(r"\r*\n|\r")
_UTF8_LETTER: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}"
)
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_HIGH_LINE: Final = re.compile(rb"[^\n]{0,400}[\x80-\xff][^\n]{0,400}")
_ENOUGH: Final = 1 << 15  # bytes of lines that tell a charset
_FEW_STRAYS: Final = 3  # letters in UTF-8 for each byte that is none
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
        "a".encode(found.name)  # raises for what is no charset of text
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if found.name.replace("-", "_") in _NO_CHARSETS else found.name


def marked(data: Content) -> str:
    """Return the charset that the first bytes tell: by a byte order mark, or by the zeros of UTF-16."""
    head = data[:200]
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    pairs = len(head) // 2
    low, high = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    # Most of its letters are below U+0100 in any language that has Latin letters, digits or commas.
    if pairs >= _FEWEST_PAIRS and not low and high > pairs / 2:
        return "utf-16-le"
    if pairs >= _FEWEST_PAIRS and not high and low > pairs / 2:
        return "utf-16-be"
    return ""


def _ordered(data: Content, charset: str) -> str:
    """Return the charset with the order of its bytes, where neither its name nor a mark tells it."""
    name = charset.replace("_", "-").lower()
    if name not in {"utf-16", "utf-32"} or data[:4].startswith(_UNICODE_MARKS):
        return charset
    if name == "utf-16":
        return "utf-16-be" if marked(data) == "utf-16-be" else "utf-16-le"
    return "utf-32-be" if data[:2] == b"\0\0" else "utf-32-le"


def told(data: Content, charset: str = "") -> str:
    """Return the charset that a file is read in.

    Args:
        data: the file.
        charset: what the user chose; empty: a byte order mark, else UTF-8, where a stray byte among many
            letters does not matter, else what its words are likely to be in.

    """
    return known(charset) or marked(data) or guessed(data).charset


def guessed(data: Content) -> Guess:
    """Return the charset that the letters of a file tell, which has no mark, and whether that is sure."""
    if _is_utf8(data):
        return Guess("utf-8", sure=True)
    head = data[:_BLOCK]
    letters, strays = len(_UTF8_LETTER.findall(head)), len(_HIGH.findall(_UTF8_LETTER.sub(b"", head)))
    if letters and letters >= _FEW_STRAYS * strays:
        return Guess("utf-8", sure=True)
    whole, broken = _written(head)
    if whole and whole >= broken:
        return Guess("utf-8", sure=True)  # rows were put together from two files: ``stray_lines`` tells them
    return guess(_in_question(data))


def _written(head: bytes) -> tuple[int, int]:
    """Count the lines of a file's beginning with letters beyond ASCII: in UTF-8, and those that are not."""
    whole = broken = 0
    for line in head.split(b"\n")[: -1 if len(head) == _BLOCK else None]:
        if not line.isascii():
            try:
                line.decode("utf-8")
                whole += 1
            except UnicodeDecodeError:
                broken += 1
    return whole, broken


def stray_lines(data: Content, charset: str) -> Iterator[int]:
    """Yield the numbers of lines that are no UTF-8 in a file that is read so, and in ``FALLBACK`` there.

    Args:
        data: the file.
        charset: how it is read.

    """
    if charset not in {"utf-8", "utf-8-sig"} or _is_utf8(data):
        return
    number, begun = 1, b""
    for piece in pieces(data):
        *lines, begun = (begun + piece).split(b"\n")
        for line in lines:
            if not (line.isascii() or _is_utf8(line)):
                yield number
            number += 1
        if len(begun) > _LONGEST_LINE:
            return
    if not _is_utf8(begun):
        yield number


def is_sure(data: Content, charset: str = "") -> bool:
    """Say whether nobody need be asked how a file is to be read; the arguments are those of ``told``."""
    return bool(known(charset) or marked(data)) or guessed(data).sure


def _in_question(data: Content) -> Iterator[bytes]:
    """Yield some of the lines with letters that are not in UTF-8, and do not say themselves what they are."""
    size = 0
    for piece in pieces(data):
        for found in _HIGH_LINE.finditer(piece):
            line = found[0]
            if b"CHARSET=" in line.upper() or not _HIGH.search(_UTF8_LETTER.sub(b"", line)):
                continue
            yield line
            size += len(line)
            if size > _ENOUGH:
                return


def wrong_line(data: Content, charset: str) -> int:
    """Return the line of the first byte that a charset does not know; 0 where it knows them all.

    Args:
        data: the file.
        charset: one that there is.

    """
    decoder = codecs.getincrementaldecoder(_ordered(data, charset))()
    lines = 1
    try:
        for at in range(0, len(data), _BLOCK):
            lines += decoder.decode(data[at : at + _BLOCK], at + _BLOCK >= len(data)).count("\n")
    except UnicodeDecodeError as error:
        return lines + error.object.count(b"\n", 0, error.start)
    return 0


def _is_utf8(data: Content) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in pieces(data):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def blocks(data: Content, charset: str) -> Iterator[str]:
    """Yield the text of a file piece by piece: all of it at once takes up to four times its bytes.

    A byte that the charset does not know becomes U+FFFD: nothing is raised, and the damage shows. In UTF-8, a
    stray letter of ``FALLBACK`` is taken for what it was: somebody joined two files.
    """
    decoder = codecs.getincrementaldecoder(_ordered(data, charset))(STRAYS)
    for at in range(0, len(data), _BLOCK):
        last = at + _BLOCK >= len(data)
        text = decoder.decode(data[at : at + _BLOCK], last)
        yield text if at else text.removeprefix("\ufeff")


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Be the handler of errors of ``blocks``."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    of_utf8 = error.encoding.startswith("utf-8") and error.end == error.start + 1
    byte = error.object[error.start]
    if of_utf8 and byte >= _FIRST_LETTER and error.end < len(error.object):
        return bytes([byte]).decode(FALLBACK), error.end
    return "\ufffd", error.end


STRAYS: Final = "partnerdesk.stray"
"""The handler of errors for ``bytes.decode`` that ``blocks`` has."""
codecs.register_error(STRAYS, _stray)


def line_ends(text: str) -> str:
    """Return text in which every line ends with a line feed, however it ended."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            text = _LINE_END.sub("\n", text)
    return text


def lines(text: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text that comes in blocks, without their ends."""
    begun: list[str] = []
    for block in text:
        begun.append(block)
        if "\n" in block or "\r" in block:
            whole = "".join(begun)
            # The line feed may come with the next block; before it stands one return, seldom two or three.
            cut = max(len(whole.rstrip("\r")), len(whole) - _MOST_RETURNS)
            *ended, rest = line_ends(whole[:cut]).split("\n")
            yield from ended
            begun = [rest + whole[cut:]]
    yield from line_ends("".join(begun)).split("\n")


def decoded(data: Content, charset: str = "") -> tuple[str, str]:
    """Return the text of a file, and the charset it was read in, as ``told``."""
    used = told(data, charset)
    return "".join(blocks(data, used)), used.removesuffix("-sig")
