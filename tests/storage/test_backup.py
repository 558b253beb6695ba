"""Copies that were checked before anyone relies on them."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from partnerdesk.errors import DamagedBook, NotFound, Refused
from partnerdesk.storage.backup import copy_checked
from partnerdesk.storage.database import check, writing
from partnerdesk.storage.records import Organisation


def test_copy_holds_what_was_committed_while_the_book_is_open(engine: Engine, book: Path) -> None:
    with writing(engine) as session:
        session.add(Organisation("Committed"))
    copy = book.with_name("copy.partnerdesk")
    with writing(engine) as session:
        session.add(Organisation("Not yet"))
        session.flush()
        copy_checked(book, copy)
    assert check(copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM organisation").fetchall() == [("Committed",)]
    assert sorted(each.name for each in book.parent.iterdir() if "copy" in each.name) == [copy.name]


def test_copy_replaces_nothing(book: Path) -> None:
    target = book.with_name("other.partnerdesk")
    target.write_bytes(b"other")
    with pytest.raises(Refused, match="exists already"):
        copy_checked(book, target)
    assert target.read_bytes() == b"other"


def test_damaged_book_gives_no_copy(book: Path) -> None:
    content = bytearray(book.read_bytes())
    content[16384:32768] = b"\xff" * 16384
    book.write_bytes(content)
    with pytest.raises(DamagedBook):
        copy_checked(book, book.with_name("copy.partnerdesk"))
    assert [each.name for each in book.parent.iterdir()] == [book.name]


def test_copy_of_nothing_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"gone\.partnerdesk"):
        copy_checked(tmp_path / "gone.partnerdesk", tmp_path / "copy.partnerdesk")
    assert list(tmp_path.iterdir()) == []


def test_a_book_whose_index_has_lost_a_row_gives_no_copy(engine: Engine, book: Path) -> None:
    with writing(engine) as session:
        session.add(Organisation("Here"))
    engine.dispose()
    hidden = "type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = 'ix_organisation_name'"
    with closing(sqlite3.connect(book)) as connection, connection:
        index = connection.execute(f"SELECT {hidden}").fetchone()
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name = 'ix_organisation_name'")
    with closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("UPDATE organisation SET name = 'Gone from its index'")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", index)
    assert_no_copy(book)


def test_a_book_with_a_wrong_list_of_free_pages_gives_no_copy(book: Path) -> None:
    content = bytearray(book.read_bytes())
    content[36:40] = (5).to_bytes(4)  # how many free pages there are, says the first one
    book.write_bytes(content)
    assert_no_copy(book)


def assert_no_copy(book: Path) -> None:
    with pytest.raises(DamagedBook, match="not whole"):
        copy_checked(book, book.with_name("copy.partnerdesk"))
    assert not [each for each in book.parent.iterdir() if "copy" in each.name]


def test_a_copy_is_for_its_owner_only_and_needs_no_other_file(book: Path) -> None:
    copy = book.with_name("copy.partnerdesk")
    copy_checked(book, copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    if os.name == "posix":
        assert copy.stat().st_mode & 0o777 == 0o600
