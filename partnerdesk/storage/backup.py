"""Copies of a book, made while it may be open, and checked before anyone relies on them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from partnerdesk.errors import DamagedBook, Refused
from partnerdesk.storage import file


def copy_checked(source: Path, target: Path) -> None:
    """Copy a book through SQLite's backup API and check the copy with ``integrity_check``.

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
    with file.translated(target):
        make_private(beside)
        try:
            with file.translated(source), closing(file.connect(source)) as book:
                _copy(book, beside)
            put_in_place(beside, target)
        finally:
            beside.unlink(missing_ok=True)


def _copy(book: sqlite3.Connection, beside: Path) -> None:
    with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
        copy.execute("PRAGMA trusted_schema=OFF")
        book.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found is None or found[0] != "ok":
            raise DamagedBook("The copy of the book is not whole.", "Run verify on the book before going on.")


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
