"""An open book, and the frame in which every verb runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.storage import file, troubles

if TYPE_CHECKING:  # SQLAlchemy takes a tenth of a second to import: a list from the shell goes without
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from partnerdesk.storage.file import Reader

Key = tuple[str, int | str]  # the record's table and its key


@dataclass(frozen=True)
class Changes:
    """What one write verb changed, so that pages refresh only that.

    Attributes:
        label: what was done, as the passing bar says it: "Added Elena Ruiz".
        touched: the records that were made, changed or removed; of many made at once, one of each kind.
        contacts: contacts whose line in the list may have changed.
        made: the keys of what the verb was asked to make, in the order asked.
        stepped: an undo or a redo: a field shows it although the reader is in it.

    """

    label: str
    touched: frozenset[Key] = frozenset()
    contacts: Set[int] = frozenset()
    made: Sequence[int] = ()
    stepped: bool = False

    @cached_property
    def records(self) -> frozenset[str]:
        """The tables whose rows were touched."""
        return frozenset(map(itemgetter(0), self.touched))

    def touches(self, *records: str) -> bool:
        """Say whether any row of these tables was touched."""
        return not self.records.isdisjoint(records)


class Writing:
    """A write verb under way.

    Attributes:
        session: where it works.
        now: the present instant.
        label: what is done; may be said better once the records are at hand.
        made: the keys of what the verb was asked to make.
        changes: what it changed, once the frame was left.
        afterwards: what more to do in the transaction once the change is journalled; not where there is none.

    """

    def __init__(self, session: Session, now: datetime, label: str) -> None:
        self.session = session
        self.now = now
        self.label = label
        self.made: Sequence[int] = ()
        self.changes = Changes(label)
        self.afterwards: Callable[[Session], None] | None = None


class Book:
    """A book that is open: one SQLite file. Used by one thread at a time.

    Args:
        path: the file.
        clock: what time it is, aware; the window's pictures and the tests set it.

    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] | None = None) -> None:
        self.path = path
        self._clock = clock

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return self._clock() if self._clock else datetime.now(UTC)

    @cached_property
    def engine(self) -> Engine:
        """The engine; made when the first verb needs more than the list."""
        from partnerdesk.storage.database import open_engine

        return open_engine(self.path)

    @cached_property
    def connection(self) -> Reader:
        """A plain connection for lists, folders and search, which need no more than one table."""
        return file.read_connection(self.path)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give the plain connection to read the list with.

        Raises:
            DamagedBook, LockedBook, BookError: what SQLite says of the file.

        """
        with troubles.translated(self.path):
            yield self.connection

    @contextmanager
    def write(self, label: str) -> Iterator[Writing]:
        """Run a verb as one transaction: all of it is committed, journalled and indexed, or nothing is.

        A verb that changes no row leaves the book as it is, to its last byte.

        Args:
            label: what is done, for the journal and the passing bar.

        Raises:
            LockedBook, DiskFull, ReadOnlyBook, DamagedBook: nothing was saved.

        """
        from partnerdesk.desk.places import gazetteer
        from partnerdesk.storage.database import writing as begun
        from partnerdesk.storage.indexing import reindex
        from partnerdesk.storage.journal import recording

        with begun(self.engine) as session:
            writing = Writing(session, self.now(), label)
            with recording(session, label, writing.now) as record:
                yield writing
                record.label = writing.label
            if record.touched:
                reindex(session, record.unlisted, gazetteer().place_words)
                if writing.afterwards:
                    writing.afterwards(session)
        writing.changes = Changes(writing.label, record.touched, record.contacts, writing.made)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session to read with; what it loaded may be kept afterwards, detached."""
        from sqlalchemy.orm import Session

        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @cached_property
    def read_only(self) -> bool:
        """Whether the file or its folder cannot be written, so that the book is to look at only."""
        return not file.writable(self.path)

    def undo(self) -> Changes | None:
        """Take the newest change back; None where there is nothing to take back.

        Raises:
            Refused: the rows were changed since by other means.

        """
        return self._step("undo")

    def redo(self) -> Changes | None:
        """Do again what was undone last; None where there is nothing."""
        return self._step("redo")

    def _step(self, direction: str) -> Changes | None:
        from partnerdesk.desk.places import gazetteer
        from partnerdesk.storage import journal
        from partnerdesk.storage.database import writing
        from partnerdesk.storage.indexing import reindex

        step = journal.undo if direction == "undo" else journal.redo
        with writing(self.engine) as session:
            record = step(session)
            if record is None:
                return None
            reindex(session, record.unlisted, gazetteer().place_words)
        return Changes(record.label, record.touched, record.contacts, stepped=True)

    def loaded(self) -> Book:
        """Make the list ready to be shown: upgrade a book of an older version, read the order of the list.

        Returns:
            the book itself.

        Raises:
            BookError: it cannot be opened.
        """
        from partnerdesk.storage import search

        if file.check(self.path) != file.SCHEMA:
            self.engine  # noqa: B018 - upgrades the file, made on first use
        self.read_only  # noqa: B018 - looked at once, on the worker
        with self.reading() as connection:
            search.find(connection)  # kept for the window, which is still being made
        return self

    def prepare(self) -> None:
        """Load what reading a card and writing stand on, before it is waited for."""
        with self.read() as session:
            session.connection()

    def stamp(self) -> int:
        """Return a number that another program's change of the list makes another one."""
        with self.reading() as connection:
            return file.stamp(connection)

    def undoable(self) -> tuple[str, str]:
        """Return what undo and redo would do, as labels; empty where there is nothing to do."""
        from partnerdesk.storage import journal

        with self.read() as session:
            back, forth = journal.peek(session)
        return back or "", forth or ""

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the book may be opened again."""
        for name in ("connection", "engine"):  # the last to close folds the -wal into the book
            if name in self.__dict__:
                thing = self.__dict__.pop(name)
                (thing.dispose if name == "engine" else thing.close)()


def open_book(path: Path, *, clock: Callable[[], datetime] | None = None) -> Book:
    """Open an existing book.

    Raises:
        NotFound, NotABook, DamagedBook, NewerBook: the file is left as it is.

    """
    file.check(path)
    return Book(path, clock=clock)


def new_book(path: Path, *, clock: Callable[[], datetime] | None = None) -> Book:
    """Make an empty book at ``path``, which must not exist yet, and open it.

    Raises:
        Refused: there is a file already, or the folder is missing or cannot be written.

    """
    from partnerdesk.storage.database import create

    create(path)
    return Book(path, clock=clock)
