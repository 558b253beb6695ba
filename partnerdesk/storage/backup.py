"""Copies of a book, made while it may be open, and checked before anyone relies on them."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from partnerdesk.errors import DamagedBook, Refused
from partnerdesk.storage import file, troubles

_AT_ONCE = 2  # checks
_CACHE_KIB = 16_000  # of each; with less, the pages of indexes are read again and again
# Those with the most to check come first. An index of words, as older books have, has no pages but those of
# its own tables. What is derived can be made anew: whether its indexes agree with it is what ``verify`` says.
_TABLES = """
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT IN ('listing', 'folder')
    ORDER BY (SELECT count(*) FROM pragma_index_list(name)) DESC"""


def copy_checked(source: Path, target: Path) -> None:
    """Copy a book through SQLite's backup API and check the copy.

    Args:
        source: the book; it may be open elsewhere.
        target: a file that does not exist yet; it gets mode 0600, and is there only if the check passed.

    Raises:
        Refused: the target exists.
        DamagedBook: the copy is not whole, which means that the book is not.
        BookError: the disk is full, the folder cannot be written, another program holds the book.
    """
    if target.exists():
        raise Refused(f"{target} exists already.", "Choose another name.")
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    with troubles.translated(target):
        make_private(beside)
        try:
            with troubles.translated(source), closing(file.connect(source)) as book:
                _copy(book, beside)
                _check(beside)
            put_in_place(beside, target)
        finally:
            beside.unlink(missing_ok=True)


def _copy(book: sqlite3.Connection, beside: Path) -> None:
    with closing(_opened(beside)) as copy:
        book.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without companions


def _opened(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute(
        "PRAGMA synchronous=OFF"
    )  # put_in_place writes it to the disk, before it gets its name
    connection.execute(f"PRAGMA cache_size={-_CACHE_KIB}")
    return connection


def _check(copy: Path) -> None:
    """Check a copy as ``integrity_check`` does, table by table and two at a time, while it goes to the disk.

    ``quick_check`` looks at all pages and rows, at the free pages too; ``integrity_check`` of a table, at
    whether its indexes agree with it.

    Raises:
        DamagedBook: the copy is not whole.
        sqlite3.DatabaseError: it could not even be read.
    """
    with closing(_opened(copy)) as connection:
        checks = [
            "quick_check(1)",
            *(f'integrity_check("{name}")' for (name,) in connection.execute(_TABLES)),
        ]
    with ThreadPoolExecutor(_AT_ONCE + 1) as pool:
        written = pool.submit(sync, copy)
        answers = pool.map(lambda check: _answer(copy, check), checks)
        if any(answer != "ok" for answer in answers):
            raise DamagedBook("The copy of the book is not whole.", "Run verify on the book before going on.")
        written.result()


def _answer(copy: Path, check: str) -> str:
    with closing(_opened(copy)) as connection:
        (answer,) = connection.execute(f"PRAGMA {check}").fetchone()
    return str(answer)


def make_private(path: Path) -> None:
    """Make an empty file that only its owner can read, whatever the umask; refuse an existing one."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    os.close(handle)


def put_in_place(beside: Path, target: Path) -> None:
    """Give a finished file its name without ever replacing another, and make that last.

    Raises:
        FileExistsError: another file has the name.
    """
    sync(beside)
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        # File systems without hard links (a FAT stick): reserve the name, then replace our own reservation.
        make_private(target)
        beside.replace(target)
    beside.unlink(missing_ok=True)
    sync(target.parent)


def sync(path: Path) -> None:
    """Ask the system to write a closed file, or a folder's list of names, to the disk."""
    if os.name == "nt":
        return  # a read handle cannot be flushed there, and folders cannot be opened
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
