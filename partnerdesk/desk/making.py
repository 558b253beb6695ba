"""A book that is made and filled in one go, and then is there whole, or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from partnerdesk.desk.book import Book, new_book
from partnerdesk.errors import DiskFull, NotFound, ReadOnlyBook, Refused
from partnerdesk.storage import troubles


@contextmanager
def making(path: Path, *, clock: Callable[[], datetime] | None = None) -> Iterator[Book]:
    """Give a new book to be filled; at the end it is closed and appears at ``path`` whole, or not at all.

    What it was filled with is where it begins: there is nothing to undo in it.

    Raises:
        Refused: there is a file already.
        NotFound, DiskFull, ReadOnlyBook: the folder is missing or cannot be written.

    """
    from partnerdesk.storage.backup import put_in_place

    taken = Refused(f"{path} exists already.", "Open it, or choose another name for the new book.")
    with _no_room(path), troubles.translated(path):
        if path.exists() or path.is_symlink():
            raise taken
        try:
            workshop = tempfile.TemporaryDirectory(
                prefix=".partnerdesk-", dir=path.absolute().parent, ignore_cleanup_errors=True
            )
        except PermissionError as error:
            raise ReadOnlyBook(
                f"The folder {path.parent} cannot be written.",
                "Choose a folder of your own, such as Documents.",
            ) from error
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotFound(
                f"There is no folder {path.parent}.", "Make it first, or choose another one."
            ) from error
        with workshop as folder:
            beside = Path(folder) / path.name
            with new_book(beside, clock=clock) as book:
                yield book
                _begin_here(book)
            try:
                put_in_place(beside, path)
            except FileExistsError as error:
                raise taken from error


@contextmanager
def _no_room(path: Path) -> Iterator[None]:
    """Say of a full disk what it means for a book that is being made: not of its file in the workshop."""
    try:
        yield
    except DiskFull as error:
        raise DiskFull(
            f"There is no room left for {path}: the book was not made, and nothing is left of it.",
            "Make room on the disk, or choose another folder.",
        ) from error


def _begin_here(book: Book) -> None:
    """Empty the journal of a book that is being made."""
    from sqlalchemy import delete

    from partnerdesk.storage.database import writing
    from partnerdesk.storage.ledger import Change, ChangedRow, MadeRows

    with writing(book.engine) as session:
        connection = session.connection()  # what is done by it is not itself recorded
        connection.execute(delete(ChangedRow))
        connection.execute(delete(MadeRows))
        connection.execute(delete(Change))
