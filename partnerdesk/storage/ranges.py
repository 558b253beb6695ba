"""Rows made in bulk, in the journal: a range of keys and a digest of its rows instead of an image of each.

Rows that are there need no image: undoing takes their content down before it deletes them, and redoing
brings it back and forgets it again. The digest tells whether they still are as the change left them.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from partnerdesk.storage.batches import put
from partnerdesk.storage.file import Reader
from partnerdesk.storage.images import TABLES, key_of

Row = Sequence[object]

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))

_COLUMNS: Final = 'record, "first", "last", columns, digest'
_KEEP: Final = f"INSERT INTO made_rows (change_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
_KEPT: Final = f"SELECT id, {_COLUMNS} FROM made_rows WHERE change_id = ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class Range:
    """Rows of one table with all keys from ``first`` to ``last``, both included.

    Attributes:
        table: its name.
        first: the first key.
        last: the last one.
        columns: the names of the columns that ``digest`` is of, the key among them.
        digest: of the rows in the order of their keys.
    """

    table: str
    first: int
    last: int
    columns: tuple[str, ...]
    digest: str

    @classmethod
    def of(cls, table: str, names: tuple[str, ...], columns: Sequence[Sequence[Any]], first: int) -> Range:
        """Describe rows as SQLite keeps them, by columns; keys begin with ``first``, and leave none out."""
        return cls(table, first, first + len(columns[0]) - 1, names, _digest(columns))


def keep(connection: Reader, change_id: int, ranges: Iterable[Range]) -> None:
    """Write the ranges of a change into the journal."""
    connection.run_many(
        _KEEP,
        [
            (change_id, each.table, each.first, each.last, ",".join(each.columns), each.digest)
            for each in ranges
        ],
    )


def take_back(connection: Reader, change_id: int) -> tuple[list[Range], bool]:
    """Delete a change's rows that were made in bulk, and keep their content in the journal.

    Returns:
        the ranges, and whether all rows were as the change left them; else some of them may be deleted, and
        the caller rolls back.

    Raises:
        KeyError: the journal speaks of a table or a column that there is not.
    """
    ranges: list[Range] = []
    # What refers to other rows was made after them: it goes first, so that nothing refers to what goes.
    for kept, one in reversed(_of_change(connection, change_id)):
        rows = connection.run(_selected(one), (one.first, one.last))
        if _digest([*zip(*rows, strict=True)]) != one.digest:
            return ranges, False
        connection.run("UPDATE made_rows SET content = ? WHERE id = ?", (_ENCODER.encode(rows), kept))
        connection.run(
            f'DELETE FROM "{one.table}" WHERE "{_key(one)}" BETWEEN ? AND ?', (one.first, one.last)
        )
        ranges.append(one)
    return ranges, not any(_still_meant(connection, one) for one in ranges)


def bring_back(connection: Reader, change_id: int) -> tuple[list[Range], bool]:
    """Make a change's rows again from what ``take_back`` kept, and forget that; as there."""
    ranges: list[Range] = []
    for kept, one in _of_change(connection, change_id):
        ((content,),) = connection.run("SELECT content FROM made_rows WHERE id = ?", (kept,))
        there = f'SELECT 1 FROM "{one.table}" WHERE "{_key(one)}" BETWEEN ? AND ? LIMIT 1'
        columns = [*zip(*json.loads(content or "[]"), strict=True)]
        if _digest(columns) != one.digest or connection.run(there, (one.first, one.last)):
            return ranges, False
        put(connection, inserting(one.table, one.columns), columns)
        connection.run("UPDATE made_rows SET content = NULL WHERE id = ?", (kept,))
        ranges.append(one)
    return ranges, True


def inserting(table: str, columns: Iterable[str]) -> str:
    """Return the statement that inserts rows of these columns, up to ``VALUES``.

    Raises:
        KeyError: the table has no such column.
    """
    names = [TABLES[table].c[column].name for column in columns]  # what a file says goes into no statement
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{TABLES[table].name}" ({listed}) VALUES'


def _of_change(connection: Reader, change_id: int) -> list[tuple[int, Range]]:
    return [
        (kept, Range(table, first, last, tuple(columns.split(",")), digest))
        for kept, table, first, last, columns, digest in connection.run(_KEPT, (change_id,))
    ]


def _key(one: Range) -> str:
    return key_of(TABLES[one.table])


def _selected(one: Range) -> str:
    names = ", ".join(f'"{TABLES[one.table].c[column].name}"' for column in one.columns)
    return f'SELECT {names} FROM "{one.table}" WHERE "{_key(one)}" BETWEEN ? AND ? ORDER BY "{_key(one)}"'


def _still_meant(connection: Reader, one: Range) -> bool:
    """Tell whether any row refers to one of this range."""
    for table in TABLES.values():
        for reference in table.foreign_keys:
            if reference.column.table.name == one.table:
                column = reference.parent.name
                found = f'SELECT 1 FROM "{table.name}" WHERE "{column}" BETWEEN ? AND ? LIMIT 1'
                if connection.run(found, (one.first, one.last)):
                    return True
    return False


def _digest(columns: Iterable[Sequence[Any]]) -> str:
    # Of all that Python can write values by, marshal is the fastest; its version 0 is that of every Python 3.
    return blake2b(marshal.dumps([*map(tuple, columns)], 0), digest_size=16).hexdigest()
