"""vCards of every version, as files have them: read into ``Card`` values.

Rules: RFC 6350 (4.0), RFC 2426 (3.0), versit vCard 2.1; where files differ from them, what they mean counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart, Sheaf
from partnerdesk.formats import charsets, vcolumns, vlines, vwhole
from partnerdesk.formats.content import PIECE, Content
from partnerdesk.formats.vlines import Lines
from partnerdesk.formats.vperson import Reading
from partnerdesk.formats.vtext import Texts

_LONGEST_END: Final = 100  # bytes of the line
_CUT_OFF: Final = "It is missing; the file may have been cut off there. What is left of the card comes in."
_END_OF_CARD: Final = re.compile(r"\nEND:VCARD[ \t]*\r*\n", re.IGNORECASE)
_END: Final = re.compile(rb"\nEND:VCARD[ \t]*\r*\n", re.IGNORECASE)


def read(data: Content, charset: str = "") -> Iterator[Card | RefusedPart]:
    """Read the cards of a file one by one; one that is damaged costs its neighbours nothing.

    Args:
        data: the file.
        charset: how text is to be read whose charset nothing tells; empty: as its letters tell it.

    Nothing is raised, whatever the bytes are. Behind a card whose end is missing that is said; lines that are
    in no card are refused.
    """
    return (part for sheaf in sheaves(data, charset) for part in sheaf.parts())


def sheaves(data: Content, charset: str = "") -> Iterator[Sheaf]:
    """Read the cards of a file, as ``read`` does, many at once."""
    chosen = charsets.known(charset)
    sorter = vlines.Sorter()
    number, otherwise = 0, ""
    careful: vcolumns.Careful = partial(_parts, partial(Texts, raw=False, charset=chosen))
    for text, raw in _blocks(data):
        otherwise = otherwise or (_likely(data) if raw else "")
        careful = partial(_parts, partial(Texts, raw=raw, charset=chosen, otherwise=otherwise))
        block = charsets.line_ends(text)
        found = (
            vcolumns.sheaf(block, number, sorter.before, careful) if sorter.is_between and not raw else None
        )
        if found:
            number += found[0]
            sorter.before += block.count("\n")
            yield found[1]
            continue
        parts: list[Card | RefusedPart] = []
        for lines in sorter.cards(block):
            number += 1
            parts += [*sorter.outside(), *careful(lines, number)]
        if parts:
            yield Sheaf.of(parts)
    rest = enumerate(sorter.rest(), number + 1)
    left = [part for count, lines in rest for part in _left(lines, count, careful)]
    if parts := [*sorter.outside(), *left]:
        yield Sheaf.of(parts)


def _left(lines: Lines, number: int, careful: vcolumns.Careful) -> Iterator[Card | RefusedPart]:
    """Yield what is left of a card whose end is missing, or that stands in such a one."""
    card, *cut = careful(lines, number)
    yield from (card, *cut)
    if isinstance(card, Card) and not lines.closed:
        yield RefusedPart(f"end of card {number}", _CUT_OFF)


def _parts(texts: Callable[[], Texts], lines: Lines, number: int) -> list[Card | RefusedPart]:
    return [_read_one(lines, number, texts()), *lines.cut]


def _blocks(data: Content) -> Iterator[tuple[str, bool]]:
    """Yield a file's text in blocks that end with a card; and whether it is bytes still, kept as Latin-1.

    Where a block is no UTF-8, each of its values may have a charset of its own: bytes stay apart until then.
    """
    if charset := charsets.marked(data):
        yield from ((text, False) for text in _cut(charsets.blocks(data, charset)))
        return
    start = 0
    while start < len(data) or not start:
        block = _block(data, start)
        start += len(block) or 1
        try:
            yield block.decode("utf-8"), False
        except UnicodeDecodeError:
            yield block.decode("latin-1"), True


def _cut(text: Iterable[str]) -> Iterator[str]:
    """Put text together again in blocks that end with a card."""
    begun = [""]
    for piece in text:
        whole = begun[-1][-_LONGEST_END:] + piece  # the end may lie in both
        if ends := [*_END_OF_CARD.finditer(whole)]:
            at = ends[-1].end() - min(_LONGEST_END, len(begun[-1]))
            yield "".join([*begun, piece[: max(0, at)]])
            begun = [piece[max(0, at) :]]
        else:
            begun.append(piece)
    yield "".join(begun)


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
