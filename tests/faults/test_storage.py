"""Faults of the disk, the system and other programs that must not hurt a book.

Oracle for all: what was acknowledged is there, the book verifies, the message names the file and what to do.
The letters and numbers are those of the list of faults.
"""

import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerdesk.errors import (
    BookError,
    DamagedBook,
    NewerBook,
    NotABook,
    PartnerDeskError,
    ReadOnlyBook,
)
from partnerdesk.storage import search
from partnerdesk.storage.backup import copy_checked
from partnerdesk.storage.checks import verify
from partnerdesk.storage.database import (
    MIGRATIONS,
    SCHEMA,
    check,
    create,
    open_engine,
    read_connection,
    upgrade,
    writing,
)
from partnerdesk.storage.file import writable
from partnerdesk.storage.indexing import reindex
from partnerdesk.storage.records import Contact, Email, Organisation

ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from partnerdesk.core.zones import use_bundled_zones
use_bundled_zones()
from partnerdesk.storage.database import open_engine, writing
from partnerdesk.storage.journal import recording
from partnerdesk.storage.records import Contact, Email
from partnerdesk.storage.indexing import reindex

engine = open_engine(Path(sys.argv[1]))
number, many = 0, int(sys.argv[2])
while True:
    with writing(engine) as session:
        with recording(session, "Add", datetime.now(UTC)) as record:
            for _ in range(many):
                contact = Contact(f"Ana {number}")
                contact.emails = [Email(0, f"ana{number}@example.org")]
                session.add(contact)
                number += 1
        reindex(session, record.contacts, lambda place: "")
    print(number, flush=True)
"""


@pytest.fixture(scope="session")
def new_book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("book") / "new.partnerdesk"
    create(path)
    return path.read_bytes()


@pytest.fixture
def book(tmp_path: Path, new_book: bytes) -> Path:
    path = tmp_path / "partners.partnerdesk"
    path.write_bytes(new_book)
    return path


def fill(book: Path, count: int = 50) -> None:
    engine = open_engine(book)
    with writing(engine) as session:
        for number in range(count):
            contact = Contact(f"Ana {number}")
            contact.emails = [Email(0, f"ana{number}@example.org")]
            session.add(contact)
        session.flush()
        reindex(session, None, lambda place: "")
    engine.dispose()


def names(book: Path) -> list[str]:
    engine = open_engine(book)
    with Session(engine) as session:
        found = list(session.scalars(select(Contact.name).order_by(Contact.id)))
    engine.dispose()
    return found


def whole(book: Path) -> bool:
    return all(each.ok for each in verify(book, lambda place: ""))


def writer(book: Path, many: int, **options: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(book), str(many)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,  # type: ignore[call-overload]
    )  # fmt: skip


def kill_after(book: Path, many: int, acknowledged: int) -> int:
    """Kill a writing program at some moment after it acknowledged so many writes; return what it had said."""
    with writer(book, many) as process:
        assert process.stdout
        said = 0
        for _ in range(acknowledged):
            said = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read().split()
    return int(rest[-1]) if rest else said


# ---- S1: killed while writing


@pytest.mark.parametrize("many", [1, 40])
def test_killed_writer_leaves_all_that_it_acknowledged_and_nothing_half(book: Path, many: int) -> None:
    moments = random.Random(many)
    before = 0
    for _ in range(3):
        said = kill_after(book, many, moments.randrange(1, 8))
        there = names(book)
        written = there[before:]
        assert written[:said] == [f"Ana {number}" for number in range(said)]
        assert len(written) in (said, said + many)  # at the most the one whose word was not heard
        assert whole(book)
        with closing(read_connection(book)) as reader:
            assert len(search.find(reader)) == len(there)
            assert reader.execute("SELECT count(*) FROM email").fetchone() == (len(there),)
        before = len(there)


@pytest.mark.slow
def test_killed_writer_at_many_moments(book: Path) -> None:
    for number in range(60):
        kill_after(book, 1 + number * 7, 1 + number % 3)
        assert whole(book)


# ---- S2: disk full

LIMITED = """
import resource, sys
from pathlib import Path
size = Path(sys.argv[1]).stat().st_size + 60_000
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from partnerdesk.errors import PartnerDeskError
try:
    exec(compile(sys.stdin.read(), "writer", "exec"))
except PartnerDeskError as error:
    print(type(error).__name__, error, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
def test_full_disk_says_not_saved_and_keeps_what_was_saved(book: Path) -> None:
    fill(book)
    process = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, str(book), "100"],
        cwd=ROOT, input=WRITER, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *said, last = process.stdout.splitlines()
    assert last.startswith("DiskFull There is no room left for ")
    assert "partners.partnerdesk" in last
    assert "not saved" in last
    assert len(names(book)) == 50 + int(said[-1] if said else 0)
    assert whole(book)


NO_ROOM_AT_ALL = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
from partnerdesk.cli.main import run
raise SystemExit(run(sys.argv[1:]))
"""
NEW = ("--name", "Ana", "--organisation", "Lincoln", "--city", "Detroit", "--country", "US")


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
def test_full_disk_is_told_of_reading_and_of_making_as_what_it_is(book: Path, tmp_path: Path) -> None:
    fill(book)

    def told(*words: str) -> str:
        process = subprocess.run(
            [sys.executable, "-B", "-c", NO_ROOM_AT_ALL, *words],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert process.returncode == 1
        assert len(process.stderr.splitlines()) == 1
        return process.stderr

    reading = told("list", str(book))
    assert f"no room left beside {book} for a small file that even looking" in reading
    assert "not saved" not in reading
    new = tmp_path / "new.partnerdesk"
    making = told("new", str(new), *NEW)
    assert f"no room left for {new}: the book was not made" in making
    assert not list(tmp_path.glob("*new*"))
    assert not list(tmp_path.glob(".partnerdesk-*"))


# ---- S5: truncated, overwritten, empty


def damages(content: bytes) -> dict[str, bytes]:
    return {
        "empty": b"",
        "zeroed header": bytes(100) + content[100:],
        "zeroed": bytes(len(content)),
        "a few bytes": content[:50],
        "half": content[: len(content) // 2],
        "not whole pages": content[:-1000],
    }


@pytest.mark.parametrize("damage", sorted(damages(b"")))
def test_damaged_book_is_said_to_be_damaged_and_left_as_it_is(book: Path, damage: str) -> None:
    fill(book)
    content = damages(book.read_bytes())[damage]
    book.write_bytes(content)
    for use in (check, open_engine, read_connection):
        with pytest.raises(DamagedBook, match=r"partners\.partnerdesk .*backup"):
            use(book)
    assert book.read_bytes() == content
    assert [each.name for each in book.parent.iterdir()] == [book.name]
    assert not whole(book)


# ---- S7: nothing of ours lets go of SQLite's locks


def test_looking_at_a_book_does_not_drop_the_locks_of_its_writer(book: Path) -> None:
    engine = open_engine(book)
    other = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
    )
    with writing(engine) as session:
        session.add(Organisation("Ours"))
        session.flush()
        check(book)
        verify(book, lambda place: "")
        copy_checked(book, book.with_name("copy.partnerdesk"))
        read_connection(book).close()
        second = open_engine(book)
        with Session(second) as reading:
            assert reading.scalars(select(Organisation)).all() == []
        second.dispose()
        process = subprocess.run([sys.executable, "-c", other, str(book)], capture_output=True, text=True)
        assert "database is locked" in process.stderr
    engine.dispose()
    assert whole(book)


# ---- S10: of a newer program, or of another one


@pytest.mark.parametrize(
    ("statement", "error", "match"),
    [
        ("UPDATE alembic_version SET version_num = '0777'", NewerBook, "0777.*Update"),
        ("PRAGMA application_id = 252006674", NotABook, "another program"),
        ("PRAGMA application_id = 0", NotABook, "another program"),
        ("DROP TABLE alembic_version", DamagedBook, "which version"),
        ("DELETE FROM alembic_version", DamagedBook, "which version"),
    ],
)
def test_strange_book_is_refused_and_unchanged(
    book: Path, statement: str, error: type[PartnerDeskError], match: str
) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        connection.execute(statement)
    content = book.read_bytes()
    for use in (check, open_engine, read_connection):
        with pytest.raises(error, match=match):
            use(book)
    assert book.read_bytes() == content
    assert [each.name for each in book.parent.iterdir()] == [book.name]


def test_newer_book_with_a_write_ahead_log_is_not_folded_in(book: Path) -> None:
    crash = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute(\"UPDATE alembic_version SET version_num = '0777'\")\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", crash, str(book)], check=True)
    log = Path(f"{book}-wal")
    contents = book.read_bytes(), log.read_bytes()
    for use in (check, open_engine, read_connection):
        with pytest.raises(NewerBook):
            use(book)
    assert (book.read_bytes(), log.read_bytes()) == contents


# ---- S11: read-only file or folder


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up an administrator's rights for a while: permissions do not stop root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions work otherwise there")
@pytest.mark.parametrize("what", ["file", "folder", "both"])
@pytest.mark.parametrize("log", ["", "empty log beside"])
def test_book_that_cannot_be_written_opens_to_look_at(book: Path, what: str, log: str) -> None:
    fill(book)
    with tempfile.TemporaryDirectory() as name:  # a folder that everybody may enter
        folder = Path(name)
        path = folder / "partners.partnerdesk"
        shutil.copy(book, path)
        if log:
            Path(f"{path}-wal").touch()
        path.chmod(0o444 if what in ("file", "both") else 0o666)
        folder.chmod(0o555 if what in ("folder", "both") else 0o777)
        content = path.read_bytes()
        with as_nobody():
            look_only(path)
        folder.chmod(0o755)
        assert path.read_bytes() == content
        if what == "file" and not log:
            assert [each.name for each in folder.iterdir()] == [path.name]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions work otherwise there")
def test_a_book_that_could_only_be_looked_at_can_be_written_once_it_may(book: Path) -> None:
    fill(book)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        path = folder / "partners.partnerdesk"
        content = book.read_bytes()
        with as_nobody():
            path.write_bytes(content)
            for beside in ("-wal", "-shm"):  # as SQLite leaves them beside a read-only file
                Path(f"{path}{beside}").touch()
                Path(f"{path}{beside}").chmod(0o444)
            path.chmod(0o600)
            assert writable(path)
            engine = open_engine(path)
            with writing(engine) as session:
                session.add(Organisation("Colegio Benavente"))
            engine.dispose()
            assert [each.name for each in folder.iterdir()] == [path.name]


def look_only(path: Path) -> None:
    assert check(path)
    with closing(read_connection(path)) as reader:
        assert len(search.find(reader, text="ana")) == 50
    engine = open_engine(path)
    assert engine.get_execution_options()["read_only"] is True
    with Session(engine) as session:
        assert len(session.scalars(select(Contact)).all()) == 50
    message = r"partners\.partnerdesk can only be looked at.*Copy the book"
    with pytest.raises(ReadOnlyBook, match=message), writing(engine):
        pass
    session = Session(engine)
    session.add(Organisation("No"))
    with pytest.raises(ReadOnlyBook):
        session.flush()
    session.close()
    engine.dispose()
    assert all(each.ok for each in verify(path, lambda place: ""))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions work otherwise there")
def test_no_book_is_made_in_a_folder_that_cannot_be_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(ReadOnlyBook, match=r"cannot be written.*Documents"):
            create(folder / "new.partnerdesk")
        folder.chmod(0o755)
        assert list(folder.iterdir()) == []


# ---- S12: an exception inside of a migration

FAILING = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{SCHEMA}"


def upgrade() -> None:
    with op.batch_alter_table("contact") as table:
        table.add_column(sa.Column("nickname", sa.String(), nullable=False, server_default=""))
    op.execute("DELETE FROM email")
    {fault}
"""


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("raise ZeroDivisionError", ZeroDivisionError),
        ("op.execute('INSERT INTO nowhere VALUES (1)')", BookError),
        ("op.execute('UPDATE contact SET id = NULL')", BookError),
        ("op.execute(\"INSERT INTO phone VALUES (1, 999, 0, '', '')\")", DamagedBook),
    ],
)
def test_failed_migration_leaves_the_old_version_usable(
    book: Path, tmp_path: Path, fault: str, error: type[Exception]
) -> None:
    fill(book)
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "9999_failing.py").write_text(FAILING.format(fault=fault, SCHEMA=SCHEMA))
    with pytest.raises(error):
        upgrade(book, "9999", migrations)
    copy = book.with_name("partners.before-9999.partnerdesk")
    for path in (book, copy):
        assert check(path) == SCHEMA
        assert whole(path)
        assert len(names(path)) == 50


# ---- P4: private files whatever the umask


def test_files_are_private_under_any_umask(tmp_path: Path) -> None:
    path = tmp_path / "new.partnerdesk"
    before = os.umask(0)
    try:
        create(path)
        engine = open_engine(path)
        with writing(engine) as session:
            session.add(Organisation("School"))
        copy_checked(path, tmp_path / "copy.partnerdesk")
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
        engine.dispose()
    finally:
        os.umask(before)
    assert len(modes) == 4  # the book, its log and that one's index, the copy
    assert set(modes.values()) == {0o600}


# ---- I6: a hostile book


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON contact BEGIN DELETE FROM email; END",
        "CREATE VIEW v AS SELECT * FROM contact",
        "ALTER TABLE pin RENAME TO pin_; CREATE VIEW pin AS SELECT country FROM pin_",
    ],
)
def test_book_with_commands_of_its_own_is_not_opened(book: Path, statement: str) -> None:
    with closing(sqlite3.connect(book)) as connection:
        connection.executescript(statement)
    content = book.read_bytes()
    for use in (check, open_engine, read_connection):
        with pytest.raises(NotABook, match="commands of its own"):
            use(book)
    assert book.read_bytes() == content
