"""Looking a book over without changing it: a list of checks, which report and do not raise."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from partnerdesk.core.places import Place
from partnerdesk.core.zones import canonical
from partnerdesk.errors import BadInput, NotFound, PartnerDeskError
from partnerdesk.storage import file, troubles
from partnerdesk.storage.indexing import COLUMNS, COUNTED, Row, lines

_SHOWN = 5  # how many examples a detail names
_WITH_ZONES = ("home", "organisation", "contact", "draft_slot")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ``detail`` says what was found, in a sentence."""

    name: str
    ok: bool
    detail: str


def verify(path: Path, place_words: Callable[[Place], str]) -> tuple[Check, ...]:
    """Look a book over: SQLite's own checks, links between rows, search index, list, zones.

    The checks run on a copy in memory, because SQLite writes while it checks a search index.

    Args:
        path: the book; open elsewhere or not, damaged or not.
        place_words: as for ``indexing.reindex``.

    Raises:
        NotFound: there is no such file.
    """
    try:
        with troubles.translated(path), closing(file.connect(path)) as book, closing(_copied(book)) as copy:
            return tuple(_checks(copy, path, place_words))
    except NotFound:
        raise
    except PartnerDeskError as error:
        return (Check("file", ok=False, detail=str(error)),)


def _copied(book: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        copy.execute("PRAGMA trusted_schema=OFF")
        book.backup(copy)
    except sqlite3.Error:
        copy.close()
        raise
    return copy


def _checks(copy: sqlite3.Connection, path: Path, place_words: Callable[[Place], str]) -> Iterable[Check]:
    try:
        revision = file.judge(copy, path)
    except PartnerDeskError as error:
        yield Check("file", ok=False, detail=str(error))
        return
    yield Check("file", ok=True, detail=f"A book of version {revision}.")
    yield _looked("integrity", lambda: _integrity(copy), "SQLite finds every page and index in order.")
    yield _looked("links", lambda: _links(copy), "Every row that another one refers to is there.")
    if revision != file.SCHEMA:
        return
    mistyped = _looked("texts", lambda: _texts(copy), "Every text is one.")
    if not mistyped.ok:  # what follows reads them
        yield mistyped
        return
    yield _looked("search index", lambda: _index(copy), "The search index agrees with the list.")
    yield _looked("list", lambda: _list(copy, place_words), "The list agrees with the contacts.")
    yield _looked("zones", lambda: _zones(copy), "Every time zone is known.")


def _looked(name: str, look: Callable[[], Sequence[str]], well: str) -> Check:
    try:
        troubles = look()
    except sqlite3.DatabaseError as error:
        troubles = [f"It could not be read: {error}."]
    if not troubles:
        return Check(name, ok=True, detail=well)
    more = f" … and {len(troubles) - _SHOWN} more" if len(troubles) > _SHOWN else ""
    return Check(name, ok=False, detail="; ".join(troubles[:_SHOWN]) + more)


def _integrity(copy: sqlite3.Connection) -> list[str]:
    return [str(found) for (found,) in copy.execute("PRAGMA integrity_check") if found != "ok"]


def _links(copy: sqlite3.Connection) -> list[str]:
    return [
        f"{table} {key} refers to a missing {parent}"
        for table, key, parent, _ in copy.execute("PRAGMA foreign_key_check")
    ]


def _texts(copy: sqlite3.Connection) -> list[str]:
    """Name the tables and columns in which bytes stand where text belongs; SQLite itself lets them."""
    tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    troubles = []
    for table in tables:
        declared = copy.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
        for column, kind in declared:
            if kind.upper().startswith(("VARCHAR", "TEXT", "CHAR")):
                statement = f"""SELECT count(*) FROM "{table}" WHERE typeof("{column}") = 'blob'"""
                ((count,),) = copy.execute(statement)
                if count:
                    rows = f"{count} row{'' if count == 1 else 's'}"
                    troubles.append(f"{table} holds bytes instead of text in {column}, in {rows}")
    return troubles


def _index(copy: sqlite3.Connection) -> list[str]:
    try:
        # With rank 1, the index is also compared with the text it was made from.
        copy.execute("INSERT INTO listing_words (listing_words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return [f"The search index does not agree with the list ({error})"]
    return []


def _list(copy: sqlite3.Connection, place_words: Callable[[Place], str]) -> list[str]:
    def execute(statement: str, *parameters: str) -> Iterable[Row]:
        return copy.execute(statement, parameters)

    there = {row[0]: row for row in copy.execute(f"SELECT {', '.join(COLUMNS)} FROM listing")}
    troubles = [
        f"contact {line[0]} is listed otherwise than it is, or not"
        for line in lines(execute, place_words)
        if there.pop(line[0], None) != line
    ]
    troubles += [f"contact {key} is listed, but not there" for key in there]
    if set(copy.execute("SELECT * FROM folder")) != set(copy.execute(COUNTED)):
        troubles.append("the folders are counted otherwise than the list is long")
    return troubles


def _zones(copy: sqlite3.Connection) -> list[str]:
    troubles = []
    for table in _WITH_ZONES:
        for (zone,) in copy.execute(f"SELECT DISTINCT zone FROM {table} WHERE zone <> ''"):
            try:
                canonical(zone)
            except BadInput:
                troubles.append(f"“{zone}” in {table} is no zone")
    return troubles
