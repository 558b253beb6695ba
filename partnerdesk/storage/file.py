"""The cheap half of the book's file: opened with SQLite alone, without SQLAlchemy.

``partnerdesk list`` lives on this module and ``search`` only. Nothing but SQLite opens a book (closing any
other handle in this process would drop SQLite's POSIX locks): even its first bytes are judged through SQLite.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from partnerdesk.errors import (
    BadInput,
    BookError,
    DamagedBook,
    NewerBook,
    NotABook,
)
from partnerdesk.storage.troubles import FROM_BACKUP, PRIMARY, raise_told, translated

APPLICATION_ID: Final = 0x50444B31
MAGIC: Final = b"SQLite format 3\0"  # how every database of SQLite begins (its file format, section 1.3)
SCHEMA: Final = "0003"
SQLITE_VERSION: Final = sqlite3.sqlite_version
_HELD: Final = {
    "organisation": {"street", "postcode"},
    "contact": {"street", "postcode", "web", "origin", "uid", "name_parts"},
    "template": {"purpose"},
    "draft": {"purpose"},
    "approach": {"returned_from"},
    "entry": {"approach_id"},
    "project_slot": {"settled_at"},
    "apart": {"first_id", "second_id"},
    "mapping": {"name", "columns"},
    "made_rows": {"change_id", "record", "first", "last", "columns", "digest", "content"},
}
"""What ``SCHEMA`` added: while it was made, books had its number, but not yet all of these columns."""
_COLUMNS: Final = """
    SELECT made.name, held.name FROM sqlite_schema AS made, pragma_table_info(made.name) AS held
    WHERE made.type = 'table' AND made.name IN (SELECT value FROM json_each(?))"""
BUSY_MILLISECONDS: Final = 3000
_ROOM_KIBIBYTES: Final = 4 * 1024

_OPENED: dict[tuple[int, int], Path] = {}  # books opened here: device and number of the file → where it lies


def connect(path: Path, *, write: bool = False, busy: int = BUSY_MILLISECONDS) -> Reader:
    """Open an existing book with the pragmas that every connection needs.

    A reading connection leaves the file and its folder as they were: where a ``-wal`` lies beside the book it
    opens read-only (a last writer would fold the ``-wal`` in), else writable but barred (a read-only one
    would leave an empty ``-wal`` behind), and where the file or nothing at all can be written, as an
    unchanging one. A writing connection first mends the modes of what an earlier one left beside the book.

    Args:
        path: the book.
        write: open for writing; a file that cannot be written is then an error.
        busy: how long to wait for another program's lock, in milliseconds.

    Raises:
        sqlite3.Error: as SQLite says it; ``translated`` turns it into the error family.
    """
    if write:
        _mend_modes(path)
        return _open(path, "mode=rw", busy, write=True)
    if _barred(path) and not any(each.exists() for each in _beside(path)):
        # SQLite would make both with the file's own mode, and could not take them away again
        return _open(path, "immutable=1", busy)
    mode = "mode=ro" if Path(f"{path}-wal").exists() else "mode=rw"
    try:
        return _open(path, mode, busy)
    except sqlite3.OperationalError as error:
        if not _for_want_of_writing(path, error):
            raise
    return _open(path, "immutable=1", busy)


def _barred(path: Path) -> bool:
    """Whether this program may not write a book that is there."""
    return path.exists() and not os.access(
        path, os.W_OK, effective_ids=os.access in os.supports_effective_ids
    )


def _beside(path: Path) -> tuple[Path, Path]:
    """Return the two files that SQLite keeps beside a book that is open."""
    return Path(f"{path}-wal"), Path(f"{path}-shm")


def _mend_modes(path: Path) -> None:
    """Give what lies beside a book the book's own mode: made while it was read-only, it bars writing."""
    with suppress(OSError):  # of another owner, or none there: SQLite says what it means
        mode = path.stat().st_mode & 0o777
        for each in _beside(path):
            if each.exists() and mode & ~each.stat().st_mode & 0o777:
                each.chmod(mode)


def _for_want_of_writing(path: Path, error: sqlite3.Error) -> bool:
    """Tell whether reading failed only because SQLite may not write its helper files beside the book."""
    kind = error.sqlite_errorcode & PRIMARY
    if kind not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN) or not path.is_file():
        return False
    return _log_is_empty(path)  # what waits in a -wal must not be passed over


def _log_is_empty(path: Path) -> bool:
    wal = Path(f"{path}-wal")
    return not wal.exists() or wal.stat().st_size == 0


class Reader(sqlite3.Connection):
    """A connection that knows its book, with room for what the search keeps: order, and text once asked."""

    path = Path()
    order: object = None
    memory: object = None

    def run(self, statement: str, parameters: Sequence[object] = ()) -> list[Any]:
        """Execute a statement and return its rows.

        Raises:
            BookError: one of its kinds, as ``translated`` says it.
        """
        try:  # without ``translated``, whose frame would take longer than many a statement
            return self.execute(statement, parameters).fetchall()
        except (sqlite3.Error, OSError) as error:
            raise_told(self.path, error)

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement one by one: very many of them are not to be held; as ``run``."""
        with translated(self.path):
            yield from self.execute(statement)

    def run_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Execute a statement once for each of the rows, which may be none; as ``run``."""
        with translated(self.path):
            self.executemany(statement, rows)


@contextmanager
def roomy(connection: Reader) -> Iterator[None]:
    """Let a connection hold more pages in memory while very many rows are written all over the file."""
    ((before,),) = connection.run("PRAGMA cache_size")
    connection.run(f"PRAGMA cache_size=-{_ROOM_KIBIBYTES:d}")
    try:
        yield
    finally:
        connection.run(f"PRAGMA cache_size={before:d}")


def _open(path: Path, mode: str, busy: int, *, write: bool = False) -> Reader:
    # An absolute path, so that the connection keeps meaning this file when the working folder changes.
    address = f"file:{quote(os.fspath(path.absolute()))}?{mode}"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, factory=Reader
    )
    connection.path = path
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute(f"PRAGMA busy_timeout={busy:d}")
        connection.execute("PRAGMA foreign_keys=ON")
        if write:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        else:
            connection.execute("PRAGMA query_only=ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # the file is opened only now
        _OPENED[_identity(path)] = path
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def refuse_book(path: Path) -> None:
    """Refuse to read a file that is a book opened here, or belongs to one, whatever its name.

    To be asked before a file that a user has chosen is opened: closing it would drop SQLite's locks.

    Raises:
        BadInput: it is the book.

    """
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError, ValueError):  # whoever reads it says that it is not there
            identity = _identity(Path(os.fspath(path).removesuffix(suffix)))
            book = _OPENED.get(identity)
            # The number of a file that was deleted is given to another one.
            if book is not None and _identity(book) == identity:
                raise BadInput(f"“{path.name}” is the book itself.", "Choose another file.", "file")


def check(path: Path) -> str:
    """Look whether a file is a book that this program can use; the file stays as it is.

    Returns:
        the schema's revision, such as ``0001``: ``SCHEMA``, or an older one that has to be upgraded.

    Raises:
        NotFound: there is no such file.
        NotABook: it is something else.
        DamagedBook: it is empty, cut off or overwritten.
        NewerBook: a newer program wrote it.
        BookError: an unfinished program of this version wrote it.
    """
    with translated(path), closing(connect(path)) as connection:
        return judge(connection, path)


def judge(connection: sqlite3.Connection, path: Path) -> str:
    """Do the looking of ``check`` on an open connection."""
    application = _number(connection, "PRAGMA application_id")
    tables = {
        str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")
    }
    size = _number(connection, "PRAGMA page_count") * _number(connection, "PRAGMA page_size")
    if _log_is_empty(path) and path.stat().st_size < size:  # SQLite itself notices missing pages only
        raise DamagedBook(f"{path} is damaged: its end is missing.", FROM_BACKUP)
    if application != APPLICATION_ID:
        if not tables and not application:
            raise DamagedBook(f"{path} is empty: it holds no book.", FROM_BACKUP)
        raise NotABook(
            f"{path} belongs to another program: it is not a PartnerDesk book.", "Choose another file."
        )
    if "alembic_version" not in tables:
        raise DamagedBook(f"{path} does not say which version of the program wrote it.", FROM_BACKUP)
    alive = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type IN ('trigger','view') LIMIT 1"
    ).fetchone()
    if alive:
        raise NotABook(
            f"{path} holds commands of its own (“{alive[0]}”), as no book of ours does: it was not opened.",
            "Ask whoever gave it to you for an export instead.",
        )
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(row[0]) if row else ""
    if not row:
        raise DamagedBook(f"{path} does not say which version of the program wrote it.", FROM_BACKUP)
    if revision > SCHEMA or len(revision) != len(SCHEMA) or not revision.isdigit():
        raise NewerBook(
            f"{path} was written by a newer PartnerDesk, version {revision}; this one knows {SCHEMA}.",
            "Update the program. The book was left as it is.",
        )
    if revision == SCHEMA:
        _look_whether_finished(connection, path)
    return revision


def _look_whether_finished(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a book of this version that lacks columns of it."""
    there = set(connection.execute(_COLUMNS, (json.dumps([*_HELD]),)))
    wanted = {(table, name) for table, names in _HELD.items() for name in names}
    missing = [".".join(each) for each in wanted - there]
    if missing:
        raise BookError(
            f"{path} was made by an unfinished version of the program: it lacks {min(missing)}.",
            "Open it with the program that made it, export it, and take the file into a new book.",
        )


def writable(path: Path) -> bool:
    """Ask SQLite itself whether a book can be written: permissions do not tell all that may stop it."""
    if _barred(path):
        return False  # and nothing is left beside it by asking
    _mend_modes(path)
    try:
        with closing(_open(path, "mode=rw", 0)) as connection:
            connection.execute("PRAGMA query_only=OFF")
            # Not BEGIN IMMEDIATE: on a file that it could only open to read, SQLite takes it for a BEGIN.
            connection.execute("UPDATE alembic_version SET version_num = version_num WHERE 0")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & PRIMARY in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return True


def _number(connection: sqlite3.Connection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def read_connection(path: Path) -> Reader:
    """Open a book of the present version for reading, for the list and the search.

    Raises:
        BookError, NotFound: as ``check`` does; and BookError where the book has to be upgraded first.
    """
    with translated(path):
        connection = connect(path)
        try:
            revision = judge(connection, path)
            if revision != SCHEMA:
                raise BookError(
                    f"{path} is of an older version ({revision}).",
                    "Open it once in PartnerDesk to upgrade it.",
                )
        except BaseException:
            connection.close()
            raise
        return connection


def stamp(connection: sqlite3.Connection) -> int:
    """Return a number that grows with every change of the list, whoever made it."""
    return _number(connection, "PRAGMA user_version")
