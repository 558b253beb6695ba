"""Making, checking, opening and upgrading the book's file."""

import json
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from partnerdesk.errors import (
    BadInput,
    BookError,
    LockedBook,
    NewerBook,
    NotABook,
    NotFound,
    ReadOnlyBook,
    Refused,
)
from partnerdesk.storage.database import (
    APPLICATION_ID,
    MIGRATIONS,
    SCHEMA,
    _migrate,
    check,
    create,
    open_engine,
    read_connection,
    shown_to_alembic,
    upgrade,
    writing,
)
from partnerdesk.storage.file import refuse_book
from partnerdesk.storage.journal import undo
from partnerdesk.storage.ledger import METADATA
from partnerdesk.storage.records import Contact, DraftRecord, Email, Organisation, Project


def test_new_book_is_one_private_file_of_the_present_version(tmp_path: Path) -> None:
    path = tmp_path / "new.partnerdesk"
    before = os.umask(0)
    try:
        create(path)
    finally:
        os.umask(before)
    assert [each.name for each in tmp_path.iterdir()] == ["new.partnerdesk"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert check(path) == SCHEMA


def test_book_is_never_made_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.partnerdesk"
    path.write_bytes(b"mine")
    with pytest.raises(Refused, match=r"mine\.partnerdesk exists already"):
        create(path)
    assert path.read_bytes() == b"mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_book_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nowhere"):
        create(tmp_path / "nowhere" / "new.partnerdesk")


def test_migrations_and_records_agree(engine: Engine) -> None:
    options = {"include_object": shown_to_alembic, "compare_type": True, "compare_server_default": True}
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_check_looks_and_leaves_no_trace(book: Path) -> None:
    before = book.read_bytes()
    check(book)
    assert book.read_bytes() == before
    assert [each.name for each in book.parent.iterdir()] == [book.name]


def test_check_names_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"gone\.partnerdesk"):
        check(tmp_path / "gone.partnerdesk")


def test_check_refuses_folders_and_other_files(tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear colleague, " * 500)
    for path in (tmp_path, text):
        with pytest.raises(NotABook, match="not a"):
            check(path)


def test_path_with_signs_of_addresses_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "50% of ?us #1 & 'you'.partnerdesk"
    create(path)
    assert check(path) == SCHEMA


def test_every_connection_has_its_pragmas(engine: Engine, book: Path) -> None:
    wanted = {
        "application_id": APPLICATION_ID, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1,
        "trusted_schema": 0, "busy_timeout": 3000,
    }  # fmt: skip
    with engine.connect() as connection:
        for pragma, value in wanted.items():
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value, pragma
    with closing(read_connection(book)) as reader:
        for pragma in ("foreign_keys", "trusted_schema", "busy_timeout", "journal_mode"):
            assert reader.execute(f"PRAGMA {pragma}").fetchone()[0] == wanted[pragma], pragma


def test_writing_is_whole_or_nothing(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Organisation("School One"))

    def fail() -> None:
        with writing(engine) as session:
            session.add(Organisation("School Two"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with Session(engine) as session:
        assert session.scalars(select(Organisation.name)).all() == ["School One"]


def test_second_writer_is_told_and_readers_go_on(engine: Engine, book: Path) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Session(engine) as session:
            assert session.scalars(select(Contact)).all() == []
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=1")
        with pytest.raises(LockedBook, match=r"partners\.partnerdesk is in use"), writing(engine):
            pass
        other.execute("ROLLBACK")
    with writing(engine) as session:
        session.add(Organisation("After"))


def test_book_opened_to_look_at_cannot_be_written(book: Path) -> None:
    engine = open_engine(book, read_only=True)
    assert engine.get_execution_options()["read_only"] is True
    with pytest.raises(ReadOnlyBook, match=r"partners\.partnerdesk can only be looked at"), writing(engine):
        pass
    engine.dispose()


def test_newer_book_is_refused_with_both_versions_named(book: Path) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0042'")
    for use in (check, open_engine, read_connection):
        with pytest.raises(NewerBook, match=rf"0042.*{SCHEMA}"):
            use(book)


@pytest.mark.parametrize(
    ("table", "column"),
    [("contact", "name_parts"), ("project_slot", "settled_at"), ("made_rows", "content")],
)
def test_a_book_of_an_unfinished_version_is_refused_in_words(book: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for use in (check, open_engine, read_connection):
        with pytest.raises(
            BookError, match=rf"unfinished version of the program: it lacks {table}\.{column}"
        ):
            use(book)


NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{SCHEMA}"


def upgrade() -> None:
    with op.batch_alter_table("contact") as table:
        table.add_column(sa.Column("nickname", sa.String(), nullable=False, server_default=""))
        table.alter_column("greeting", new_column_name="salutation")
"""


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The migrations, with one more that remakes a table which others refer to."""
    folder = tmp_path / "next version"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(NEXT)
    return folder


def test_upgrade_keeps_every_row_and_a_checked_copy(book: Path, next_version: Path) -> None:
    engine = open_engine(book)
    with writing(engine) as session:
        contact = Contact("Ana")
        contact.emails.append(Email(address="ana@example.org"))
        session.add(contact)
    engine.dispose()
    before = os.umask(0)
    try:
        copy = upgrade(book, "9999", next_version)
    finally:
        os.umask(before)
    assert copy.name == "partners.before-9999.partnerdesk"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert check(copy) == SCHEMA
    with closing(sqlite3.connect(book)) as connection:
        row = connection.execute("SELECT contact.name, salutation, nickname, address FROM contact, email")
        assert row.fetchall() == [("Ana", "", "", "ana@example.org")]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_copies_of_two_upgrades_do_not_meet(book: Path, next_version: Path) -> None:
    (book.parent / "partners.before-9999.partnerdesk").write_bytes(b"an earlier one")
    assert upgrade(book, "9999", next_version).name == "partners.before-9999-2.partnerdesk"
    assert (book.parent / "partners.before-9999.partnerdesk").read_bytes() == b"an earlier one"


def test_what_was_done_before_an_upgrade_can_still_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "old.partnerdesk"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    _migrate(path, "0001", MIGRATIONS)
    before, after = (json.dumps({"id": 1, "title": title, "language": "es"}) for title in ("Water", "Rivers"))
    with closing(sqlite3.connect(path)) as connection, connection:
        facts = "subject, ages, medium, language, ours_does, ours_gains, theirs_does, theirs_gains"
        values = "'', '', '', 'es', '', '', '', ''"
        connection.execute(
            f"INSERT INTO project (id, title, minutes, open_to_change, partners_wanted, state, {facts})"
            f" VALUES (1, 'Rivers', 45, '', 1, 'planning', {values})"
        )
        connection.execute("INSERT INTO change VALUES (1, 'Changed the project', '2026-11-01T09:00:00Z', 0)")
        connection.execute("INSERT INTO changed_row VALUES (1, 1, 'project', '1', ?, ?)", (before, after))
    engine = open_engine(path)
    with writing(engine) as session:
        undo(session)
    with Session(engine) as session:
        project = session.scalars(select(Project)).one()
        assert (project.title, project.languages, project.their_wish) == ("Water", ("es",), "")
    engine.dispose()


def test_letters_of_an_older_book_are_for_what_their_template_was_for(tmp_path: Path) -> None:
    path = tmp_path / "old.partnerdesk"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    _migrate(path, "0002", MIGRATIONS)
    templates = ("thanks", "polite-no", "first-proposal")
    with closing(sqlite3.connect(path)) as connection, connection:
        texts = "name, greeting, role, city, region, region_name, country, zone, languages, source"
        connection.execute(
            f"INSERT INTO contact (id, {texts}, source_detail, notes)"
            " VALUES (1, 'Ana', '', '', '', '', '', '', '', '', '', '', '')"
        )
        connection.executemany(
            "INSERT INTO draft"
            " (contact_id, template, language, address, subject, body, written_at, exported_as)"
            " VALUES (1, ?, 'en', '', '', '', '2026-11-01T09:00:00Z', '')",
            [(each,) for each in templates],
        )
    engine = open_engine(path)
    with Session(engine) as session:
        found = session.scalars(select(DraftRecord).order_by(DraftRecord.id))
        assert [each.purpose for each in found] == ["thanks", "polite-no", "general"]
    engine.dispose()


def test_a_file_is_not_the_book_because_it_has_the_number_of_one_that_was_deleted(tmp_path: Path) -> None:
    path = tmp_path / "b.partnerdesk"
    create(path)
    read_connection(path).close()
    with pytest.raises(BadInput, match="is the book itself"):
        refuse_book(path)
    path.rename(tmp_path / "people.csv")  # a file with that number and another name
    refuse_book(tmp_path / "people.csv")
