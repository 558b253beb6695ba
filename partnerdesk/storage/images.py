"""Images of rows, their columns as JSON text: taken before and after a session writes, and put back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Delete, Insert, Table, Update, event, select
from sqlalchemy.engine import Result
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from partnerdesk.storage.database import under
from partnerdesk.storage.file import Reader
from partnerdesk.storage.records import Base

if TYPE_CHECKING:
    from partnerdesk.storage.ranges import Range

Key = int | str
Image = str
"""The columns of a row as JSON text, in the order of the table."""

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in Base.metadata.sorted_tables
    # Others are derived, or the journal itself.
    if table.name not in {"listing", "folder", "change", "changed_row", "made_rows"}
}
_WATCH: Final = "partnerdesk.watch"  # where a session keeps its watch


class Watch:
    """The images, before the first touch, of all rows that a session touches, and what was made in bulk."""

    def __init__(self, connection: Reader) -> None:
        self.connection = connection
        self.before: dict[str, dict[Key, Image | None]] = {}
        self.made: list[Range] = []

    def about_to_touch(self, table: str, keys: Iterable[Key]) -> None:
        """Keep the images of rows that are about to change, unless they are kept already."""
        known = self.before.setdefault(table, {})
        known.update(images(self.connection, table, [key for key in keys if key not in known]))

    def inserted(self, table: str, keys: Iterable[Key]) -> None:
        """Note that rows did not exist before."""
        known = self.before.setdefault(table, {})
        for key in keys:
            known.setdefault(key, None)


@contextmanager
def watching(session: Session) -> Iterator[Watch]:
    """Watch what a session writes in this frame."""
    watch = session.info[_WATCH] = Watch(under(session))
    try:
        yield watch
    finally:
        del session.info[_WATCH]


def key_of(table: Table) -> str:
    """Return the name of a table's key."""
    (column,) = table.primary_key.columns
    return column.name


@cache
def _reading(table: str) -> tuple[str, str, str]:
    """Return the statements that read the images of all rows of a table, of some, and of one."""
    columns = ", ".join(f"'{column.name}', \"{column.name}\"" for column in TABLES[table].c)
    key = key_of(TABLES[table])
    of_all = f'SELECT "{key}", json_object({columns}) FROM "{table}"'
    some = "SELECT value FROM json_each(?)"
    return of_all, f'{of_all} WHERE "{key}" IN ({some})', f'{of_all} WHERE "{key}" = ?'


def images(connection: Reader, table: str, keys: Collection[Key] | None = None) -> dict[Key, Image]:
    """Return the images of rows by key; of all rows for None. Rows that do not exist are left out."""
    of_all, of_some, of_one = _reading(table)
    if keys is None:
        return dict(connection.run(of_all))
    if len(keys) == 1:
        return dict(connection.run(of_one, tuple(keys)))
    return dict(connection.run(of_some, (json.dumps(list(keys)),))) if keys else {}


def put_all(
    connection: Reader, table: str, changes: Iterable[tuple[Key, Image | None, Image | None]]
) -> None:
    """Make rows be as images of them say: many alike by one statement, and of each what is different.

    Columns that an image does not know (it is older than they are) keep their value. What is deleted goes
    first, and what is made comes last: what has to be unique is free by then.

    Args:
        connection: where.
        table: its name.
        changes: of each row its key, its image of now, and the one that it is to have; None: no such row.

    Raises:
        ValueError, KeyError: an image is none of this table.
    """
    name = key_of(TABLES[table])
    gone: list[tuple[Key]] = []
    changed: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    made: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for key, now, image in changes:
        if image is None:
            gone.append((key,))
            continue
        values: dict[str, Any] = json.loads(image)
        if now is None:
            made.setdefault(tuple(values), []).append(tuple(values.values()))
            continue
        there = json.loads(now)
        new = {column: value for column, value in values.items() if there.get(column, ...) != value}
        if new:
            changed.setdefault(tuple(new), []).append((*new.values(), key))
    connection.run_many(f'DELETE FROM "{table}" WHERE "{name}" = ?', gone)
    for names, rows in changed.items():
        assigned = ", ".join(f'"{each}" = ?' for each in _columns(table, names))
        connection.run_many(f'UPDATE "{table}" SET {assigned} WHERE "{name}" = ?', rows)
    for names, rows in made.items():
        listed = ", ".join(f'"{each}"' for each in _columns(table, names))
        marks = ", ".join("?" * len(names))
        connection.run_many(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', rows)


def _columns(table: str, names: Iterable[str]) -> list[str]:
    """Return columns by their names: what a file says goes into no statement."""
    return [TABLES[table].c[each].name for each in names]


def watch_of(session: Session | None) -> Watch | None:
    """Return the watch over what a session writes; None where nobody watches."""
    return session.info.get(_WATCH) if session else None


@event.listens_for(Base, "before_update", propagate=True)
@event.listens_for(Base, "before_delete", propagate=True)
def _before_change(mapper: Mapper[Any], _connection: Connection, thing: Base) -> None:
    """Hear of every row of a flush that is about to change, cascades and orphans included."""
    watch, table = watch_of(object_session(thing)), mapper.local_table
    if watch is not None and isinstance(table, Table) and table.name in TABLES:
        watch.about_to_touch(table.name, mapper.primary_key_from_instance(thing))


@event.listens_for(Base, "after_insert", propagate=True)
def _after_insert(mapper: Mapper[Any], _connection: Connection, thing: Base) -> None:
    watch, table = watch_of(object_session(thing)), mapper.local_table
    if watch is not None and isinstance(table, Table) and table.name in TABLES:
        watch.inserted(table.name, mapper.primary_key_from_instance(thing))


@event.listens_for(Session, "do_orm_execute", retval=True)
def _on_execute(state: ORMExecuteState) -> Result[Any] | None:
    """Hear of inserts, updates and deletes that are executed as statements."""
    watch, statement = watch_of(state.session), state.statement
    if watch is None or not isinstance(statement, Insert | Update | Delete):
        return None
    table = statement.table
    if not isinstance(table, Table) or table.name not in TABLES:
        return None
    if isinstance(statement, Insert):
        return _watched_insert(state, watch, table)
    watch.about_to_touch(table.name, _chosen(state, statement, table))
    return None


def _chosen(state: ORMExecuteState, statement: Update | Delete, table: Table) -> list[Key]:
    """Return the keys of the rows that a statement is going to change."""
    (column,) = table.primary_key.columns
    if isinstance(state.parameters, list):  # an update of many rows, each named by its key
        return [row[column.key] for row in state.parameters]
    which = select(column)
    if statement.whereclause is not None:
        which = which.where(statement.whereclause)
    return list(state.session.execute(which, state.parameters or {}).scalars())


def _watched_insert(state: ORMExecuteState, watch: Watch, table: Table) -> Result[Any]:
    name, connection = key_of(table), watch.connection
    if not table.dialect_options["sqlite"]["autoincrement"]:  # a small table, whose rows it may replace too
        watch.about_to_touch(table.name, images(connection, table.name))
        result = state.invoke_statement()
        watch.inserted(table.name, images(connection, table.name))
        return result
    highest = connection.run("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,))
    result = state.invoke_statement()
    newer = f'SELECT "{name}" FROM "{table.name}" WHERE "{name}" > ?'  # a key is never used twice
    watch.inserted(table.name, (key for (key,) in connection.run(newer, highest[0] if highest else (0,))))
    return result
