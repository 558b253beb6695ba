"""vCards of every version, as files have them: read into ``Card`` values.

Rules: RFC 6350 (4.0), RFC 2426 (3.0), versit vCard 2.1; where files differ from them, what they mean counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.formats import charsets, vlines, vwhole
from partnerdesk.formats.content import PIECE, Content
from partnerdesk.formats.vlines import Lines
from partnerdesk.formats.vperson import Reading
from partnerdesk.formats.vtext import Texts

_LONGEST_END: Final = 100  # bytes of the line
_CUT_OFF: Final = "It is missing; the file may have been cut off there. What is left of the card comes in."
_END: Final = re.compile(rb"\nEND:VCARD[ \t]*\r*\n", re.IGNORECASE)


def read(data: Content, charset: str = "") -> Iterator[Card | RefusedPart]:
    """Read the cards of a file one by one; one that is damaged costs its neighbours nothing.

    Args:
        data: the file.
        charset: how text is to be read whose charset nothing tells; empty: as its letters tell it.

    Nothing is raised, whatever the bytes are; a file without a card gives none. Behind a card whose end is
    missing that is said.
    """
    chosen = charsets.known(charset)
    sorter = vlines.Sorter()
    number, otherwise = 0, ""
    for text, raw in _blocks(data):
        otherwise = otherwise or (_likely(data) if raw else "")
        for lines in sorter.cards(text):
            number += 1
            yield _read_one(lines, number, Texts(raw=raw, charset=chosen, otherwise=otherwise))
            yield from lines.cut
    for lines in sorter.rest():
        number += 1
        card = _read_one(lines, number, Texts(raw=raw, charset=chosen, otherwise=otherwise))
        yield card
        yield from lines.cut
        if isinstance(card, Card) and not lines.closed:  # else it stood in one that is not
            yield RefusedPart(f"end of card {number}", _CUT_OFF)


def _blocks(data: Content) -> Iterator[tuple[str, bool]]:
    """Yield a file's text in blocks that end with a card; and whether it is bytes still, kept as Latin-1.

    Where a block is no UTF-8, each of its values may have a charset of its own: bytes stay apart until then.
    """
    if charsets.marked(data):
        yield charsets.decoded(data)[0], False
        return
    start = 0
    while start < len(data) or not start:
        block = _block(data, start)
        start += len(block) or 1
        try:
            yield block.decode("utf-8"), False
        except UnicodeDecodeError:
            yield block.decode("latin-1"), True


def _likely(data: Content) -> str:
    """Return the charset of values that do not say theirs, and are no UTF-8."""
    found = charsets.guessed(data)
    return found.charset if found.sure and found.charset != "utf-8" else charsets.FALLBACK


def _block(data: Content, start: int) -> bytes:
    """Return the bytes up to the first end of a card that comes after enough of them."""
    size, seen = PIECE, 0
    while True:
        size *= 2
        block = data[start : start + size]
        if stop := _END.search(block, max(PIECE, seen - _LONGEST_END)):
            return block[: stop.end()]
        if start + size >= len(data):
            return block
        seen = len(block)


def _read_one(lines: Lines, number: int, texts: Texts) -> Card | RefusedPart:
    where = f"card {number}, line {lines.line}"
    if why := vwhole.no_person(lines):
        return RefusedPart(where, why)
    card = Reading(lines, texts).card(where)
    return card if lines.closed else vwhole.without_end(card, lines)
