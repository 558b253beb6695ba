"""What goes wrong with a book's file, told in the words of the error family."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

from partnerdesk.errors import (
    BookError,
    DamagedBook,
    DiskFull,
    LockedBook,
    NotABook,
    NotFound,
    ReadOnlyBook,
)

SUFFIX: Final = ".partnerdesk"
"""How the file of a book ends: what is called so and is none is damaged."""
FROM_BACKUP: Final = "Open a backup of it, or copy it from where it was last whole."
PRIMARY: Final = 0xFF
"""An extended result code of SQLite carries its family in the low byte."""
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors about this book into the error family.

    Raises:
        BookError: one of its kinds. What is no trouble of the file (a faulty statement) passes unchanged.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise_told(path, error)


def raise_told(path: Path, error: sqlite3.Error | OSError) -> NoReturn:
    """Raise an error in the words of the family; as it is where it is not about the file."""
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
    match code & PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LockedBook(
                f"{path} is in use by another program; nothing was saved.", "Try again in a moment."
            )
        case sqlite3.SQLITE_FULL:
            return _no_room(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _not_writable(path)
        case sqlite3.SQLITE_CORRUPT:
            return DamagedBook(f"{path} is damaged.", FROM_BACKUP)
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
            FROM_BACKUP,
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
        return DamagedBook(f"{path} is damaged: its beginning is not that of a book.", FROM_BACKUP)
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
