"""Generated books are whole, the same for the same seed, and of the size asked for."""

import sqlite3
from contextlib import closing
from pathlib import Path

from partnerdesk.desk import listing
from partnerdesk.desk.book import open_book
from partnerdesk.desk.checks import verify
from tests.bench.generate import NOW, generate


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM listing ORDER BY contact_id").fetchall()


def test_the_same_seed_makes_the_same_book(tmp_path: Path) -> None:
    first, again, other = (
        generate(tmp_path / f"{i}.partnerdesk", 300, seed) for i, seed in enumerate((1, 1, 2))
    )
    assert rows(first) == rows(again)
    assert rows(first) != rows(other)


def test_a_generated_book_is_whole_and_spread_over_the_world(tmp_path: Path) -> None:
    path = generate(tmp_path / "b.partnerdesk", 2_000)
    assert all(each.ok for each in verify(path))
    with open_book(path, clock=lambda: NOW) as book:
        assert 1_980 <= len(listing.find(book)) <= 2_000
        assert len(listing.folders(book, NOW)) > 60
        assert len(listing.find(book, text="munoz")) > 10
        assert len(listing.find(book, text="田")) > 10
