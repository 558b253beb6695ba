"""Large files stay on the disk until they are taken in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from partnerdesk.desk import imports, listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.imports import Incoming
from partnerdesk.errors import BadInput, NotFound

PEOPLE = 3_000
NOTE = "They sing. " * 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    rows = "".join(f"P {at},p{at}@escola.example,{NOTE}\n" for at in range(PEOPLE))
    path.write_text(f"Name,E-mail,Notes\n{rows}", encoding="utf-8")
    return path


def test_a_large_file_says_the_same_from_the_disk(file: Path) -> None:
    large, held = imports.look(file), imports.look(file.read_bytes(), file.name)
    assert not isinstance(large.data, bytes)
    assert (large.kind, large.charset, large.layout, large.about) == (
        held.kind, held.charset, held.layout, held.about
    )  # fmt: skip
    assert list(large.cards()) == list(held.cards())
    assert large.data[-5:] == held.data[-5:]
    assert imports.relaid(large, charset="utf-8").charset == "utf-8"


def test_a_file_that_was_changed_or_went_away_since_brings_nothing_in(book: Book, file: Path) -> None:
    looked = imports.look(file)
    os.utime(file, ns=(1, 1))
    refused(book, looked, BadInput, "“people.csv” has changed since it was looked at")
    looked = imports.look(file)
    file.unlink()
    refused(book, looked, NotFound, "There is no file")


def refused(book: Book, looked: Incoming, error: type[Exception], why: str) -> None:
    before = book.undoable()
    with pytest.raises(error, match=why):
        imports.take(book, [looked])
    assert not len(listing.find(book))
    assert book.undoable() == before
