"""The book as SQLAlchemy sees it: made, upgraded and opened.

A session reads unless it says that it writes::

    with Session(engine) as session: ...    # BEGIN: reads go on whoever else writes
    with writing(engine) as session: ...    # BEGIN IMMEDIATE: commits at the end, or rolls back

SQLite's errors come out of the engine as the error family of ``errors``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, RootTransaction, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, QueuePool

from partnerdesk.errors import BookError, DamagedBook, NotFound, Refused
from partnerdesk.storage import backup, file, troubles
from partnerdesk.storage.file import APPLICATION_ID, SCHEMA, check, read_connection
from partnerdesk.storage.troubles import translated

__all__ = [
    "APPLICATION_ID",
    "MIGRATIONS",
    "SCHEMA",
    "check",
    "create",
    "open_engine",
    "read_connection",
    "shown_to_alembic",
    "translated",
    "upgrade",
    "writing",
]

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def create(path: Path) -> None:
    """Make a new, empty book of the present version; it appears whole or not at all.

    Args:
        path: a file that does not exist yet, in a folder that does; it gets mode 0600.

    Raises:
        Refused: the file exists.
        NotFound: the folder does not.
        BookError: the folder cannot be written, the disk is full.
    """
    if path.exists() or path.is_symlink():
        raise Refused(f"{path} exists already.", "Open it, or choose another name for the new book.")
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {path.parent}.", "Make it first, or choose another one.")
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with translated(path):
        try:
            backup.make_private(beside)
            _set_page_size(beside)
            _migrate(beside, SCHEMA, MIGRATIONS)
            backup.put_in_place(beside, path)
        except FileExistsError as error:
            raise Refused(
                f"{error.filename2 or error.filename} exists already.", "Choose another name."
            ) from error
        finally:
            for companion in ("", "-wal", "-shm", "-journal"):
                Path(f"{beside}{companion}").unlink(missing_ok=True)


def _set_page_size(path: Path) -> None:
    """Choose pages of 8 KiB, which a search over the list reads a third faster than SQLite's usual 4."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size=8192")
        connection.execute("PRAGMA journal_mode=WAL")  # writes the first page, and the choice with it


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Open a book, after upgrading it where it is of an older version.

    Args:
        path: the book.
        read_only: only look at it. A book that cannot be written is opened so by itself: the engine's
            execution option ``read_only`` tells, and a write raises ``ReadOnlyBook``.

    Raises:
        NotFound, NotABook, DamagedBook, NewerBook: as ``check``.
        LockedBook, DiskFull, ReadOnlyBook: an upgrade was needed and could not be made.
    """
    revision = check(path)
    read_only = read_only or not file.writable(path)
    if revision != SCHEMA:
        upgrade(path)

    engine = create_engine(
        "sqlite://",
        creator=lambda: file.connect(path, write=not read_only),
        execution_options={"read_only": read_only},
        poolclass=QueuePool,
        pool_size=2,
    )
    _take_over_transactions(engine)
    _translate_errors(engine, path)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Yield a session that holds the book's write lock; commit it at the end, roll it back on an exception.

    The transaction is begun and ended on SQLite's own connection (``under``). The session joins it when it is
    first used: a verb that can do without records saves half of the time. Records may be kept afterwards.

    Raises:
        LockedBook: another program is writing and did not finish within the waiting time.
        ReadOnlyBook: the book can only be looked at.
    """
    with engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
        own = plain(connection)
        own.run("BEGIN IMMEDIATE")  # takes the lock now, before anything is computed from what is read
        try:
            yield session
            if session.in_transaction():
                session.commit()
            if own.in_transaction:  # the session was not used
                own.run("COMMIT")
        except BaseException:
            session.rollback()
            if own.in_transaction:
                own.run("ROLLBACK")
            raise


def plain(connection: Connection) -> file.Reader:
    """Return SQLite's own connection, in the same transaction: statements take a fifth of the time there."""
    own = connection.connection.driver_connection
    if not isinstance(own, file.Reader):
        raise TypeError("a connection of another kind of database")
    return own


def under(session: Session) -> file.Reader:
    """Return SQLite's own connection, in the session's transaction."""
    bind = session.get_bind()
    return plain(bind if isinstance(bind, Connection) else session.connection())


def _take_over_transactions(engine: Engine) -> None:
    """Begin explicitly, where it is not begun: by itself, Python's sqlite3 begins only at the first write."""

    def begin(connection: Connection) -> None:
        own = plain(connection)
        if not own.in_transaction:
            own.run("BEGIN")

    event.listen(engine, "begin", begin)


def _translate_errors(engine: Engine, path: Path) -> None:
    def translate(context: ExceptionContext) -> None:
        told = troubles.told_as(path, context.original_exception)
        if told is not None:
            raise told from context.original_exception

    event.listen(engine, "handle_error", translate)


def upgrade(path: Path, target: str = SCHEMA, migrations: Path = MIGRATIONS) -> Path:
    """Bring an older book to the present version, after a checked copy of it was put beside.

    Args:
        path: the book.
        target: the revision to reach.
        migrations: the folder of Alembic's scripts.

    Returns:
        the copy, named ``<book>.before-<target>.partnerdesk``; it opens in the older version of the program.

    Raises:
        BookError: the copy or the upgrade could not be made; the book is then as it was.
    """
    copy = _free_name(path, f"before-{target}")
    backup.copy_checked(path, copy)
    try:
        with translated(path):
            _migrate(path, target, migrations)
    except SQLAlchemyError as error:
        raise BookError(
            f"{path} could not be upgraded: {error}.", "It is as it was. Run verify on it, or open a backup."
        ) from error
    return copy


def _free_name(path: Path, what: str) -> Path:
    stem = path.stem if path.suffix == troubles.SUFFIX else path.name
    names = (
        path.with_name(f"{stem}.{what}{number}{troubles.SUFFIX}")
        for number in ["", *map("-{}".format, range(2, 1000))]
    )
    return next(name for name in names if not name.exists())


def _migrate(path: Path, target: str, migrations: Path) -> None:
    """Run Alembic's scripts up to ``target`` in one transaction, and check references before its end."""
    from alembic import command
    from alembic.config import Config

    def connect() -> sqlite3.Connection:
        connection = file.connect(path, write=True)
        # Batch mode drops and remakes tables: with foreign keys on, that deletes the rows that refer to them.
        # The pragma does nothing inside of a transaction, so it is set here.
        connection.execute("PRAGMA foreign_keys=OFF")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    _take_over_transactions(engine)
    _translate_errors(engine, path)
    settings = Config()
    settings.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine.connect() as connection, _begun(connection):
        settings.attributes["connection"] = connection
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        command.upgrade(settings, target)
        stray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if stray is not None:
            raise DamagedBook(
                f"{path} could not be upgraded: a row of “{stray[0]}” refers to one that is gone.",
                "It is as it was. Run verify on it, or open a backup.",
            )
    engine.dispose()


def _begun(connection: Connection) -> RootTransaction:
    plain(connection).run("BEGIN IMMEDIATE")
    return connection.begin()


def shown_to_alembic(_thing: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    """Hide from Alembic's comparison what SQLite keeps for itself: the search index and its shadow tables."""
    return not (kind == "table" and reflected and name is not None and name.startswith("listing_words"))
