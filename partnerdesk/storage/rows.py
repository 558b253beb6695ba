"""Rows changed without their records: half the work of saving a contact is SQLAlchemy's, for one UPDATE."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.orm import Session

from partnerdesk.storage.database import under
from partnerdesk.storage.images import TABLES, Key, key_of, watch_of


def change(session: Session, table: str, keys: Collection[Key], values: Mapping[str, object]) -> None:
    """Set some columns of rows to the same values, journalled as a change of their records would be.

    Records of these rows which the session holds are not told: for verbs that load none.

    Args:
        session: one that writes.
        table: a table's name.
        keys: the rows' keys.
        values: by column, as a record has them; at least one.

    Raises:
        KeyError: there is no row of this key; the caller rolls back.
    """
    session.flush()
    connection = under(session)
    if watch := watch_of(session):
        watch.about_to_touch(table, keys)
    statement, key_name, writers = _updating(table, tuple(values))
    written = [write(value) for write, value in zip(writers, values.values(), strict=True)]
    wanted = json.dumps(list(keys))
    connection.run(statement, (*written, wanted))
    ((changed,),) = connection.run("SELECT changes()")
    if changed < len(set(keys)):
        there = {key for (key,) in connection.run(f'SELECT "{key_name}" FROM "{table}"')}
        raise KeyError(next(key for key in keys if key not in there))


def value(session: Session, table: str, key: Key, column: str) -> object:
    """Return one column of a row as SQLite has it; None where there is no such row, or nothing in it."""
    wanted, its_key = TABLES[table].c[column].name, key_of(TABLES[table])
    found = under(session).run(f'SELECT "{wanted}" FROM "{table}" WHERE "{its_key}" = ?', (key,))
    return found[0][0] if found else None


@cache
def _updating(table: str, columns: tuple[str, ...]) -> tuple[str, str, list[Callable[[Any], object]]]:
    """Return the statement, the name of the key, and what turns each value into SQLite's."""
    assigned = ", ".join(f'"{TABLES[table].c[column].name}" = ?' for column in columns)
    key = key_of(TABLES[table])
    statement = f'UPDATE "{table}" SET {assigned} WHERE "{key}" IN (SELECT value FROM json_each(?))'
    return statement, key, [_writer(TABLES[table], column) for column in columns]


def _writer(table: Table, column: str) -> Callable[[Any], object]:
    return table.c[column].type.bind_processor(dialect()) or (lambda value: value)
