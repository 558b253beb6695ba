"""What was copied from a web page or a sheet as HTML: its table, and the addresses that only links have."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from io import StringIO
from typing import Final
from urllib.parse import unquote

LONGEST: Final = 200_000
"""Letters of a page that is read; of a longer one the plain text has to do."""

_BREAKS: Final = frozenset(
    {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section", "article"}
)
_HIDDEN: Final = frozenset({"script", "style", "head", "template"})
_CELLS: Final = frozenset({"td", "th"})
_MOST_SPAN: Final = 50  # columns of one cell
_DEEPEST: Final = 50  # tables within tables
_ADDRESS: Final = re.compile(r"[^\s<>()\[\]\",;:|]{1,64}@[^\s<>()\[\]\",;:|]{1,190}")
_BLANK_LINES: Final = re.compile(r"\s*\n\s*\n\s*")
_FEWEST: Final = 2  # columns of what is a table


def text_of(html: str, plain: str) -> str:
    """Return what was copied as text that says more than the plain one.

    Args:
        html: the page, or the part of it that was copied.
        plain: the same as plain text.

    A table becomes one with tabs between its cells, line breaks within them, and a column for addresses that
    stand in links alone, where no address stands outside of it. Else these are put behind the words of their
    links. The plain text stays where the page says no more.
    """
    if len(html) > LONGEST:
        return plain
    page = _Page()
    page.feed(html)
    page.close()
    everybody = _addresses(plain) | {address.lower() for address in page.linked}
    table = max(page.tables, key=_size, default=[])
    if _width(table) >= _FEWEST and len(table) >= _FEWEST:
        linked = [(address, row) for address, (at, row) in page.linked.items() if page.tables[at] is table]
        written = _written(table, linked)
        if everybody <= _addresses(written):
            return written
    return _BLANK_LINES.sub("\n", "".join(page.text)).strip() if everybody - _addresses(plain) else plain


class _Page(HTMLParser):
    """Reads a page.

    Attributes:
        tables: rows of cells; a table within another one is one of its own.
        linked: addresses of links, each with the number of the table in which it stands, and of the row.
        text: all of it, with addresses behind the words of their links.

    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.linked: dict[str, tuple[int, int]] = {}
        self.text: list[str] = []
        self._open: list[int] = []  # tables that are not closed yet
        self._cell = False
        self._hidden = 0
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "table" and len(self._open) < _DEEPEST:
            self._open.append(len(self.tables))
            self.tables.append([])
        elif tag == "tr" and self._open:
            self.tables[self._open[-1]].append([])
            self._cell = False
        elif tag in _CELLS and self._open:
            table = self.tables[self._open[-1]]
            if not table:
                table.append([])
            span = said.get("colspan") or ""
            table[-1] += [""] * min(int(span) if span.isdecimal() else 1, _MOST_SPAN)
            self._cell = True
            self.text.append("\t")
        elif tag == "a" and (said.get("href") or "").lower().startswith("mailto:"):
            found = _ADDRESS.search(unquote((said["href"] or "")[len("mailto:") :].partition("?")[0]))
            self._link = found[0] if found else ""
        if tag in _BREAKS:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "table" and self._open:
            self._open.pop()
            self._cell = bool(self._open)
        elif tag in _CELLS:
            self._cell = False
        elif tag == "a" and self._link:
            table = self._open[-1] if self._open else -1
            row = len(self.tables[table]) - 1 if self._open else -1
            self.linked.setdefault(self._link, (table, row))
            if not "".join(self.text[-3:]).rstrip().lower().endswith(self._link.lower()):
                self.text.append(f" <{self._link}>")
            self._link = ""
        if tag in _BREAKS - {"br"}:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._say(re.sub(r"\s+", " ", data))

    def _say(self, words: str) -> None:
        self.text.append(words)
        if self._cell and self._open:
            table = self.tables[self._open[-1]]
            if table and table[-1]:
                table[-1][-1] += words


def _addresses(text: str) -> set[str]:
    return {each.lower().rstrip(".") for each in _ADDRESS.findall(text)}


def _width(table: list[list[str]]) -> int:
    return max(map(len, table), default=0)


def _size(table: list[list[str]]) -> int:
    return sum(map(len, table)) if _width(table) >= _FEWEST else 0


def _written(table: list[list[str]], linked: list[tuple[str, int]]) -> str:
    """Write a table, with one column more for the addresses of links that its rows do not say."""
    rows = [[_tidy(cell) for cell in row] for row in table]
    more: list[list[str]] = [[] for _ in rows]
    there = [_addresses("\n".join(row)) for row in rows]
    for address, at in linked:
        if at >= 0 and address.lower() not in there[at]:
            more[at].append(address)
    width = _width(table)
    if any(more):
        head = "E-mail" if not (more[0] or there[0]) else ""
        rows = [
            [*row, *[""] * (width - len(row)), ", ".join(some)] for row, some in zip(rows, more, strict=True)
        ]
        rows[0][-1] = rows[0][-1] or head
    to = StringIO()
    csv.writer(to, delimiter="\t", lineterminator="\n").writerows(row for row in rows if any(row))
    return to.getvalue()


def _tidy(cell: str) -> str:
    lines = (" ".join(line.split()) for line in cell.split("\n"))
    return "\n".join(filter(None, lines))
