"""Trouble with the file while the list is read comes as a sentence, whichever question meets it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from partnerdesk.desk import contacts, listing
from partnerdesk.desk.book import Book, open_book
from partnerdesk.errors import DamagedBook


@pytest.fixture
def damaged(book: Book) -> Book:
    """A book in which the first page of every table and index but its version was written over."""
    contacts.add(book, name="Elena Ruiz", tags=["choir"])
    book.close()
    roots = "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0 AND tbl_name != 'alembic_version'"
    with closing(sqlite3.connect(book.path)) as connection:
        pages = [page for (page,) in connection.execute(roots)]
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with book.path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
    return open_book(book.path)


@pytest.mark.parametrize(
    "question",
    [
        listing.find,
        lambda book: listing.find(book, folder="-"),
        lambda book: listing.find(book, text="elena"),
        lambda book: listing.rows(book, [1]),
        listing.tags,
        lambda book: listing.folders(book, book.now()),
        listing.warm,
    ],
)
def test_a_damaged_page_is_said_in_a_sentence(damaged: Book, question: Callable[[Book], object]) -> None:
    with damaged, pytest.raises(DamagedBook, match="is damaged"):
        question(damaged)
