"""Tables of people (CSV, TSV, a pasted spreadsheet) in any charset and dialect, read into ``Card`` values."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from partnerdesk.core.cards import LONGEST, Card, RefusedPart, Sheaf, cut
from partnerdesk.core.text import plain
from partnerdesk.formats import charsets, columns, polite, signature, tablewrite
from partnerdesk.formats.columns import Column
from partnerdesk.formats.content import Content
from partnerdesk.formats.tablecolumns import Columns
from partnerdesk.formats.tablerows import Row, blocks
from partnerdesk.formats.tablerows import rows as rows_of

DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 40  # rows that are looked at
_PREAMBLE: Final = 20  # rows among which the header is looked for
_AT_ONCE: Final = 500  # rows that are taken together, about
_HEAD: Final = 4  # blocks that are looked at

_EMAIL: Final = re.compile(r"\s*(?:[^<>]*<)?[^\s<>@,;]+@[^\s<>@,;]+>?\s*")
_PHONE: Final = re.compile(r"\s*\+?[\d\s().\-/]{6,24}\s*")
_FULL_NAME: Final = re.compile(r"[^\W\d_a-z][^\W\d_]*\.?(?:[ '’-][^\W\d_]+\.?){1,3}")
_ABOVE: Final = "It stands above the headings of the table, and is not taken in."
_WEB: Final = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """How a table is to be read; each part may be changed by the user.

    Attributes:
        charset: how its bytes are read.
        delimiter: what stands between cells.
        skipped: rows before the header (or the first row of data), such as LinkedIn's preamble.
        headers: the header's cells; empty where there is none.
        columns: what each column means.
        sample: the first rows of data.

    """

    charset: str
    delimiter: str
    skipped: int
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    sample: tuple[tuple[str, ...], ...]

    @property
    def of_people(self) -> bool:
        """Whether a column tells who somebody is."""
        return any(column.field in columns.IDENTITY for column in self.columns)


def look(data: Content, charset: str = "", delimiter: str = "") -> Layout:
    """Find out how a table is written and what its columns mean.

    Args:
        data: the file.
        charset: what the user chose; else as ``charsets.decoded``.
        delimiter: what the user chose.

    """
    used = charsets.told(data, charset)
    head = "".join(islice(charsets.blocks(data, used), _HEAD))
    best = max((_laid_out(head, each) for each in delimiter or DELIMITERS), key=_likely)
    if not best.headers and not delimiter:
        best = _laid_out(head, _sniffed(head))
    best = _told_by_content(best) if best.headers else _without_known_header(best)
    return replace(best, charset=used.removesuffix("-sig"))


def _heading(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(plain(cell).split()) for cell in cells)


def headed(layout: Layout, *, on: bool) -> Layout:
    """Return a layout whose first row is the header, or is none; what its columns mean stays."""
    if on == bool(layout.headers) or (on and not layout.sample):
        return layout
    if on:
        first = tuple(cell.strip() for cell in layout.sample[0])
        return replace(layout, headers=first, sample=layout.sample[1:])
    return replace(layout, headers=(), sample=(layout.headers, *layout.sample))


def _likely(layout: Layout) -> tuple[int, int]:
    known = columns.recognised(layout.headers)
    return known, len(layout.headers)


def _laid_out(head: str, delimiter: str) -> Layout:
    rows = [
        row for _, row in islice(rows_of([head], delimiter), _PREAMBLE + _SAMPLE) if isinstance(row, list)
    ]
    known = [columns.recognised(row) if _may_be_header(row) else 0 for row in rows[:_PREAMBLE]]
    most = max(known, default=0)
    if not most:
        return Layout("", delimiter, 0, (), (), tuple(map(tuple, rows[:_SAMPLE])))
    at = known.index(most)
    headers = _heading(rows[at])
    return Layout(
        "", delimiter, at, headers, columns.meanings(headers), tuple(map(tuple, rows[at + 1 :][:_SAMPLE]))
    )


def _may_be_header(row: list[str]) -> bool:
    return not any("@" in cell or len(cell) > 80 or _PHONE.fullmatch(cell) for cell in row)


def _sniffed(head: str) -> str:
    try:
        return csv.Sniffer().sniff(head[:10_000], DELIMITERS).delimiter
    except csv.Error:  # one column, or nothing regular
        return ","


def _without_known_header(layout: Layout) -> Layout:
    """Say what the columns mean by what is in them."""
    rows = layout.sample
    width = max(map(len, rows), default=0)
    first = rows[0] if rows else ()
    if len(first) >= len(columns.THUNDERBIRD) and _EMAIL.fullmatch(first[4]):
        found = list(columns.meanings(columns.THUNDERBIRD))
        return replace(layout, columns=(*found, *[Column("said")] * (width - len(found))))
    has_header = len(rows) > 1 and _may_be_header(list(first)) and _is_header(rows)
    data = rows[1:] if has_header else rows
    found = [_by_content([row[place] for row in data if place < len(row)]) for place in range(width)]
    if not any(column.field in {"email", "phone"} for column in found):
        found = [Column()] * width
    elif all(column.field != "name" for column in found):
        found = _with_name(found, data)
    return replace(
        layout, headers=_heading(first) if has_header else (), columns=tuple(found), sample=tuple(data)
    )


def _told_by_content(layout: Layout) -> Layout:
    """Say what columns under unknown headers mean, where no known one holds addresses, or says who it is."""
    found = list(layout.columns)
    there = {column.field for column in found}
    if "email" not in there:
        _find_addresses(found, layout)
    _find_phones(found, layout)
    if not there & {"name", "given", "family", "organisation"} and any(
        each.field == "email" for each in found
    ):
        named = (
            at for at, each in enumerate(found) if each.field == "said" and _are_names(_filled(layout, at))
        )
        if (at := next(named, -1)) >= 0:
            found[at] = Column("name")
    return replace(layout, columns=tuple(found))


def _filled(layout: Layout, place: int) -> list[str]:
    return [row[place].strip() for row in layout.sample if place < len(row) and row[place].strip()]


def _find_addresses(found: list[Column], layout: Layout) -> None:
    """Take the columns of nothing but addresses: those that are called so, else the first one.

    Who keeps a list may stand in its rows: addresses that come again and again are no row's own.
    """
    names = [at for at, column in enumerate(found) if column.field == "name"]
    open_to = [at for at, column in enumerate(found) if column.field == "said" or at in names[1:]]
    pure = []
    for at in open_to:
        cells = _filled(layout, at)
        own = len(cells) < 3 or 2 * len(set(map(str.lower, cells))) > len(cells)
        if own and cells and all(map(_EMAIL.fullmatch, cells)):
            pure.append(at)
    called = [at for at in pure if columns.holds(layout.headers[at], "email")]
    for at in called or pure[:1]:
        found[at] = Column("email")


def _find_phones(found: list[Column], layout: Layout) -> None:
    """Take the columns of numbers that are called so, in a header of more words."""
    for at, column in enumerate(found):
        if column.field == "said" and columns.holds(layout.headers[at], "phone"):
            cells = _filled(layout, at)
            if cells and all(map(_PHONE.fullmatch, cells)):
                found[at] = Column("phone")


def _are_names(cells: Sequence[str]) -> bool:
    """Whether these are full names: two to four words without digits, none of them twice."""
    return bool(cells) and len(set(cells)) == len(cells) and all(map(_FULL_NAME.fullmatch, cells))


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a first row of words stands on numbers, on addresses, or on values that come again."""
    for place, top in enumerate(rows[0]):
        cells = [row[place].strip() for row in rows[1:] if place < len(row)]
        if top.strip() and any(cells) and all(_EMAIL.fullmatch(cell) for cell in cells if cell):
            return True
        numbers = bool(cells) and all(cell.isdecimal() for cell in cells)
        repeated = len(cells) > 2 and len(set(filter(None, cells))) < len(list(filter(None, cells)))
        if (numbers and not top.strip().isdecimal()) or (repeated and top.strip() not in cells):
            return True
    return False


def _by_content(cells: Sequence[str]) -> Column:
    filled = [cell for cell in cells if cell.strip()]
    for field, pattern in (("email", _EMAIL), ("web", _WEB), ("phone", _PHONE)):
        if filled and sum(bool(pattern.fullmatch(cell)) for cell in filled) > 0.6 * len(filled):
            return Column(field)
    return Column("said") if filled else Column()


def _with_name(found: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Take the first column of words as the name."""
    for place, column in enumerate(found):
        cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
        if column.field == "said" and any(letter.isalpha() for cell in cells for letter in cell):
            return [*found[:place], Column("name"), *found[place + 1 :]]
    return found


def read(
    data: Content, layout: Layout, places: signature.Places | None = None
) -> Iterator[Card | RefusedPart]:
    """Read the people of a table row by row; a row that cannot be read costs its neighbours nothing.

    Args:
        data: the file.
        layout: how it is read.
        places: knows places by their words, for cells with a city and more.

    """
    return (part for sheaf in sheaves(data, layout, places) for part in sheaf.parts())


def sheaves(data: Content, layout: Layout, places: signature.Places | None = None) -> Iterator[Sheaf]:
    """Read the people of a table, as ``read`` does, many at once."""
    text = charsets.blocks(data, charsets.told(data, layout.charset))
    named = next((at for at, column in enumerate(layout.columns) if column.field == "name"), -1)
    directory = named >= 0 and polite.is_directory(_filled(layout, named))
    columns_of = Columns(layout.headers, layout.columns, directory=directory, places=places)
    width = len(layout.columns)
    whole = tablewrite.is_ours(layout.headers)  # all of somebody's history is in one cell
    rows_in = _below(blocks(text, layout.delimiter), layout.skipped, headed=bool(layout.headers))
    parts = _together(rows_in, whole=whole)
    for lines in parts:
        refused = [row for _, row in lines if isinstance(row, RefusedPart)]
        rows = [_parted_otherwise(row, width) for _, row in lines if not isinstance(row, RefusedPart)]
        yield Sheaf.of(refused) if refused else columns_of.sheaf([line for line, _ in lines], rows)


def _below(
    some: Iterable[list[tuple[int, Row]]], above: int, *, headed: bool
) -> Iterator[list[tuple[int, Row]]]:
    """Yield the rows below the headings; of those above, what may be about somebody, as refused."""
    to_skip = above + headed
    for block in some:
        if not to_skip:
            yield block
            continue
        kept: list[tuple[int, Row]] = []
        for line, row in block:
            if not to_skip or isinstance(row, RefusedPart):
                kept.append((line, row))
                continue
            to_skip -= 1
            if to_skip >= headed and _may_be_somebody(row):
                kept.append((line, RefusedPart(f"row {line}", _ABOVE)))
        yield kept


def _may_be_somebody(row: list[str]) -> bool:
    """Whether a row above the headings is more than the table's title."""
    cells = [cell for cell in row if cell.strip()]
    return len(cells) > 1 or any(
        _EMAIL.fullmatch(cell)
        or _PHONE.fullmatch(cell)
        or (_FULL_NAME.fullmatch(cell.strip()) and not signature.is_school(cell))
        for cell in cells
    )


def _together(some: Iterable[list[tuple[int, Row]]], *, whole: bool) -> Iterator[list[tuple[int, Row]]]:
    """Yield many rows that were read at once; what cannot be read by itself.

    Of cells beyond all measure the beginning is left, and that is said, unless they are to stay whole.
    """
    waiting: list[tuple[int, Row]] = []
    for block in some:
        for line, row in block:
            if isinstance(row, RefusedPart):
                yield from filter(None, (waiting, [(line, row)]))
                waiting = []
            elif whole or max(map(len, row)) <= LONGEST:
                waiting.append((line, row))
            else:
                yield [*waiting, (line, [cell[:LONGEST] for cell in row])]
                yield [(line, part) for part in _shortened(f"row {line}", row)]
                waiting = []
        if len(waiting) >= _AT_ONCE:
            yield waiting
            waiting = []
    yield from filter(None, (waiting,))


def _shortened(where: str, row: Sequence[str]) -> Iterator[RefusedPart]:
    """Say of which cells only the beginning is read."""
    for at, cell in enumerate(row, 1):
        if len(cell) > LONGEST:
            yield cut(f"{where}, column {at}", "The cell", len(cell))


def _parted_otherwise(row: list[str], width: int) -> list[str]:
    """Return the cells of a row; also of one that was pasted from a table with another mark between cells."""
    if not len(row) == 1 < width:
        return row
    for mark in DELIMITERS:
        try:
            cells = next(csv.reader(row, delimiter=mark, skipinitialspace=True), [])
        except csv.Error:
            continue
        if len(cells) == width and any("@" in cell for cell in cells):
            return cells
    return row
