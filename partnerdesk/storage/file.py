"""The cheap half of the book's file: opened with SQLite alone, without SQLAlchemy.

``partnerdesk list`` lives on this module and ``search`` only. Nothing but SQLite opens a book (closing any
other handle in this process would drop SQLite's POSIX locks): even its first bytes are judged through SQLite.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NoReturn
from urllib.parse import quote

from partnerdesk.errors import (
    BadInput,
    BookError,
    DamagedBook,
    DiskFull,
    LockedBook,
    NewerBook,
    NotABook,
    NotFound,
    ReadOnlyBook,
)

APPLICATION_ID: Final = 0x50444B31
MAGIC: Final = b"SQLite format 3\0"  # how every database of SQLite begins (its file format, section 1.3)
SCHEMA: Final = "0003"
SQLITE_VERSION: Final = sqlite3.sqlite_version
SUFFIX: Final = ".partnerdesk"
BUSY_MILLISECONDS: Final = 3000
_ROOM_KIBIBYTES: Final = 4 * 1024

_FROM_BACKUP = "Open a backup of it, or copy it from where it was last whole."
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_OPENED: dict[tuple[int, int], Path] = {}  # books opened here: device and number of the file → where it lies
_PRIMARY = 0xFF  # an extended result code carries its family in the low byte


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
    kind = error.sqlite_errorcode & _PRIMARY
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
            _raise_told(self.path, error)

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement one by one: very many of them are not to be held; as ``run``."""
        with translated(self.path):
            yield from self.execute(statement)

    def run_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
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
        raise DamagedBook(f"{path} is damaged: its end is missing.", _FROM_BACKUP)
    if application != APPLICATION_ID:
        if not tables and not application:
            raise DamagedBook(f"{path} is empty: it holds no book.", _FROM_BACKUP)
        raise NotABook(
            f"{path} belongs to another program: it is not a PartnerDesk book.", "Choose another file."
        )
    if "alembic_version" not in tables:
        raise DamagedBook(f"{path} does not say which version of the program wrote it.", _FROM_BACKUP)
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
        raise DamagedBook(f"{path} does not say which version of the program wrote it.", _FROM_BACKUP)
    if revision > SCHEMA or len(revision) != len(SCHEMA) or not revision.isdigit():
        raise NewerBook(
            f"{path} was written by a newer PartnerDesk, version {revision}; this one knows {SCHEMA}.",
            "Update the program. The book was left as it is.",
        )
    return revision


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
        return error.sqlite_errorcode & _PRIMARY in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
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


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors about this book into the error family.

    Raises:
        BookError: one of its kinds. What is no trouble of the file (a faulty statement) passes unchanged.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        _raise_told(path, error)


def _raise_told(path: Path, error: sqlite3.Error | OSError) -> NoReturn:
    told = told_as_file(path, error) if isinstance(error, OSError) else told_as(path, error)
    if told is None:
        raise error
    raise told from error


def told_as(path: Path, error: BaseException) -> Exception | None:
    """Say a SQLite error in the words of the error family; None where it is not about the file."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)  # set by SQLite's own errors only
    if code is None:
        return _unlike_text(path, error)
    match code & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LockedBook(
                f"{path} is in use by another program; nothing was saved.", "Try again in a moment."
            )
        case sqlite3.SQLITE_FULL:
            return _no_room(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _not_writable(path)
        case sqlite3.SQLITE_CORRUPT:
            return DamagedBook(f"{path} is damaged.", _FROM_BACKUP)
        case sqlite3.SQLITE_NOTADB:
            return _unreadable(path)
        case sqlite3.SQLITE_CANTOPEN:
            return _not_opened(path)
        case sqlite3.SQLITE_IOERR:
            return _disk_trouble(path, code)
    return None


def _unlike_text(path: Path, error: sqlite3.Error) -> DamagedBook | None:
    """Judge by its words an error of Python's own: it reads text as UTF-8, which SQLite does not look at."""
    if isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode to UTF-8"):
        return DamagedBook(
            f"{path} is damaged: a text in it cannot be read. “partnerdesk verify” names what it is of.",
            _FROM_BACKUP,
        )
    return None


def _no_room(path: Path) -> DiskFull:
    return DiskFull(
        f"There is no room left for {path}: not saved. What was saved before is untouched.",
        "Make room on the disk, then try again.",
    )


def _not_writable(path: Path) -> ReadOnlyBook:
    return ReadOnlyBook(
        f"{path} can only be looked at: its file or folder cannot be written. Nothing was saved.",
        "Copy the book to a folder of your own and open it there.",
    )


def _unreadable(path: Path) -> BookError:
    """Judge by the name what SQLite calls 'not a database': its bytes are for SQLite alone to read."""
    if path.suffix.lower() == SUFFIX:
        return DamagedBook(f"{path} is damaged: its beginning is not that of a book.", _FROM_BACKUP)
    return NotABook(f"{path} is not a PartnerDesk book.", "Choose another file.")


def _not_opened(path: Path) -> Exception:
    if path.is_dir():
        return NotABook(f"{path} is a folder, not a book.", "Choose a file.")
    if not path.exists():
        return NotFound(f"There is no book at {path}.", "Check the name, or make a new book.")
    return BookError(
        f"{path} cannot be opened: the system refuses it, or what was written last waits beside it in a "
        "folder that cannot be written.",
        "Copy it, with the files of the same name, to a folder of your own.",
    )


def _disk_trouble(path: Path, code: int) -> BookError:
    # A write past a limit or a quota comes as IOERR_WRITE or IOERR_SHMSIZE, not as FULL. The latter comes
    # before anything is read, too.
    if code == sqlite3.SQLITE_IOERR_WRITE:
        return _no_room(path)
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:
        return DiskFull(
            f"There is no room left beside {path} for a small file that even looking at the book needs. "
            "The book is as it was.",
            "Make room on the disk, then try again.",
        )
    return BookError(
        f"The disk reported an error with {path}: not saved.",
        "Check the disk or the connection to it, then open the book again.",
    )


def told_as_file(path: Path, error: OSError) -> Exception:
    """Say a system error about a file in the words of the error family."""
    if isinstance(error, FileNotFoundError):
        return NotFound(f"There is no file or folder at {error.filename or path}.", "Check the name.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ReadOnlyBook(
            f"{error.filename or path} cannot be written.", "Choose a folder of your own, such as Documents."
        )
    if error.errno in _NO_ROOM:
        return _no_room(path)
    return BookError(f"{path} cannot be used: {error.strerror or error}.", "Check the disk, then try again.")
