"""Copies that were checked before anyone relies on them."""

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
