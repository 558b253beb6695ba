"""An import of many contacts into a book, its undo and redo, beside the least that a program does for them.

CPU time: both read the same table from memory and write it to the disk once, in one transaction.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import process_time

from partnerdesk.core.places import Place
from partnerdesk.desk.book import new_book
from partnerdesk.desk.places import gazetteer
from partnerdesk.storage.bulk import NewContact, NewOrganisation, add_all
from tests.bench.generate import NOW, SEED, table

_BARE = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE contact (
        id INTEGER PRIMARY KEY, name, role, organisation, city, region, region_name, country, zone, email,
        phone, tag, notes);
    CREATE INDEX by_name ON contact (name);
    CREATE INDEX by_country ON contact (country, region, name);
    CREATE VIRTUAL TABLE words USING fts5 (text);
"""


def taken(folder: Path, contacts: int) -> tuple[float, float, float, float]:
    """Return the milliseconds of an import, of the bare minimum of it, of its undo and of its redo."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(table(Random(SEED), contacts))

    def rows() -> Iterator[list[str]]:
        file.seek(0)
        return csv.reader(file)

    least = bare(folder / "bare.db", rows)
    with new_book(folder / "imported.partnerdesk", clock=lambda: NOW) as book:
        words = gazetteer().place_words
        with book.write("Warm") as writing:
            add_all(writing.session, [NewContact("Ana")], words)

        def put() -> None:
            with book.write("Import") as writing:
                add_all(writing.session, map(_contact, rows()), words)

        return spent(put), least, spent(book.undo), spent(book.redo)


def _contact(row: list[str]) -> NewContact:
    name, role, organisation, city, region, region_name, country, zone, email, phone, tag, notes = row
    return NewContact(
        name,
        role=role,
        organisation=NewOrganisation(organisation) if organisation else None,
        place=Place(city, region, region_name, country, zone),
        emails=((email, ""),) if email else (),
        phones=((phone, ""),) if phone else (),
        tags=(tag,) if tag else (),
        notes=notes,
        added_at=NOW,
    )


def bare(path: Path, rows: Callable[[], Iterator[list[str]]]) -> float:
    """Return the milliseconds of the least: rows into one table with two indexes and a search index."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_BARE)

        def put() -> None:
            connection.execute("BEGIN IMMEDIATE")
            some = list(rows())
            marks = ", ".join("?" * 12)
            connection.executemany(f"INSERT INTO contact VALUES (NULL, {marks})", some)
            connection.executemany(
                "INSERT INTO words (text) VALUES (?)", ((" ".join((row[0], *row[2:])),) for row in some)
            )
            connection.execute("COMMIT")

        return spent(put)


def spent(work: Callable[[], object]) -> float:
    """Return the milliseconds of CPU that some work takes."""
    start = process_time()
    work()
    return (process_time() - start) * 1000
