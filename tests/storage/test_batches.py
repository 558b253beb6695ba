"""Rows put in together are the rows put in one by one, and indexes given up come back as they were."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine

from partnerdesk.desk.book import new_book
from partnerdesk.storage import batches, bulk
from partnerdesk.storage.batches import Unsorted, put
from partnerdesk.storage.bulk import NewContact, add_all
from partnerdesk.storage.database import plain


@pytest.mark.parametrize("count", [0, 1, batches.TOGETHER - 1, batches.TOGETHER, 3 * batches.TOGETHER + 7])
def test_any_number_of_rows_is_put_in_in_its_order(engine: Engine, count: int) -> None:
    with engine.connect() as connection:
        own = plain(connection)
        own.run("CREATE TEMP TABLE some (one, other, none, empty)")
        rows = [(number, f"{number}", None, "") for number in range(count)]
        columns = [[row[at] for row in rows] for at in range(4)]
        put(own, "INSERT INTO some (one, other, none, empty) VALUES", columns)
        assert own.run("SELECT one, other, none, empty FROM some ORDER BY rowid") == rows


def indexes(path: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY 1"
        ).fetchall()


def test_an_import_of_far_more_than_there_are_leaves_the_indexes_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "b.partnerdesk"
    with new_book(path) as book:
        before = indexes(path)
        given_up: list[bool] = []

        def look(_: int) -> None:
            names = {
                name for (name,) in connection.run("SELECT name FROM sqlite_schema WHERE type = 'index'")
            }
            given_up.append(names.isdisjoint(batches._SCATTERED))

        with book.write("Import") as writing:
            connection = plain(writing.session.connection())
            people = (NewContact(f"Ana {number}", uid=f"{number}") for number in range(bulk._FEW + 600))
            add_all(writing.session, people, lambda place: "", look)
        assert given_up[0] is False
        assert given_up[-1] is True
        assert indexes(path) == before
        assert {name for name, _ in before} >= set(batches._SCATTERED)
        book.undo()
        assert indexes(path) == before


def test_what_was_not_given_up_is_not_made_again(engine: Engine) -> None:
    with engine.connect() as connection:
        own = plain(connection)
        found = own.run("SELECT name FROM sqlite_schema")
        Unsorted(own).make_again()
        assert own.run("SELECT name FROM sqlite_schema") == found
