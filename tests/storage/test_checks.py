"""Verifying a book: what is broken is named, and the file stays as it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from partnerdesk.core.places import Place
from partnerdesk.errors import NotFound
from partnerdesk.storage.checks import verify
from partnerdesk.storage.database import writing
from partnerdesk.storage.indexing import reindex
from partnerdesk.storage.records import Contact, Email

Words = Callable[[Place], str]


@pytest.fixture
def filled(engine: Engine, book: Path, place_words: Words) -> Path:
    with writing(engine) as session:
        for number in range(300):
            contact = Contact(f"Ana {number}", place=Place("Cairo", country="EG", zone="Africa/Cairo"))
            contact.emails = [Email(0, f"ana{number}@example.org")]
            session.add(contact)
        session.flush()
        reindex(session, None, place_words)
    engine.dispose()
    return book


def failed(book: Path, place_words: Words) -> set[str]:
    before = book.read_bytes()
    checks = verify(book, place_words)
    assert book.read_bytes() == before
    assert all(check.detail for check in checks)
    return {check.name for check in checks if not check.ok}


def test_whole_book_passes_every_check(filled: Path, place_words: Words) -> None:
    checks = verify(filled, place_words)
    assert [check.name for check in checks] == ["file", "integrity", "links", "search index", "list", "zones"]
    assert all(check.ok for check in checks)
    assert [each.name for each in filled.parent.iterdir()] == [filled.name]


@pytest.mark.parametrize(
    ("harm", "names"),
    [
        ("INSERT INTO email (contact_id, position, address, label) VALUES (999, 0, '', '')", {"links"}),
        ("UPDATE listing SET words = 'other' WHERE contact_id = 7", {"search index", "list"}),
        ("UPDATE folder SET contacts = contacts + 1", {"list"}),
        ("UPDATE contact SET name = 'Other' WHERE id = 7", {"list"}),
        ("UPDATE contact SET trashed_at = '2027-01-01T00:00:00Z' WHERE id = 7", {"list"}),
        ("UPDATE contact SET zone = '../../etc/passwd' WHERE id = 7", {"list", "zones"}),
        ("UPDATE contact SET name = CAST('Ana' AS BLOB) WHERE id = 7", {"texts"}),
        ("UPDATE contact SET zone = x'ff' WHERE id = 7", {"texts"}),
        ("UPDATE email SET address = x'00' WHERE contact_id = 7", {"texts"}),
        ("UPDATE contact SET notes = CAST(x'ff41' AS TEXT) WHERE id = 7", {"list"}),
        ("UPDATE alembic_version SET version_num = '9999'", {"file"}),
    ],
)
def test_each_harm_is_named(filled: Path, place_words: Words, harm: str, names: set[str]) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as connection:
        connection.execute(harm)
    assert failed(filled, place_words) == names


def test_overwritten_pages_are_reported_not_raised(filled: Path, place_words: Words) -> None:
    content = filled.read_bytes()
    for page in range(1, len(content) // 8192):
        filled.write_bytes(content[: page * 8192] + b"\xa5" * 8192 + content[(page + 1) * 8192 :])
        assert failed(filled, place_words), page


def test_missing_book_is_named(tmp_path: Path, place_words: Words) -> None:
    with pytest.raises(NotFound, match=r"gone\.partnerdesk"):
        verify(tmp_path / "gone.partnerdesk", place_words)


def test_a_book_of_an_unfinished_version_is_told_in_words(filled: Path, place_words: Words) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE contact DROP COLUMN name_parts")
    (told,) = verify(filled, place_words)
    assert not told.ok
    assert "made by an unfinished version of the program" in told.detail
