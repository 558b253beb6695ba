"""Files of a batch: all of them or none, and nobody else's is written over."""

import errno
import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from partnerdesk.core.drafting import Address, Draft
from partnerdesk.desk import outbox
from partnerdesk.desk.book import Book
from partnerdesk.errors import BadInput, DiskFull, NotWritten


def content(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def test_files_are_there_with_what_was_written_for_their_owner_only(tmp_path: Path) -> None:
    outbox.put([(tmp_path / "a", b"1"), (tmp_path / "b", b"2")])
    assert content(tmp_path) == {"a": b"1", "b": b"2"}
    if os.name == "posix":
        assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("there", ["file", "folder"])
def test_where_one_name_is_taken_none_is_written(tmp_path: Path, there: str) -> None:
    if there == "file":
        (tmp_path / "b").write_bytes(b"mine")
    else:
        (tmp_path / "b").mkdir()
    before = content(tmp_path)
    with pytest.raises(FileExistsError):
        outbox.put([(tmp_path / "a", b"1"), (tmp_path / "b", b"2"), (tmp_path / "c", b"3")])
    assert content(tmp_path) == before
    assert len(list(tmp_path.iterdir())) == 1


def test_a_disk_without_hard_links_keeps_the_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    outbox.put([(tmp_path / "a", b"1")])
    with pytest.raises(FileExistsError):
        outbox.put([(tmp_path / "b", b"2"), (tmp_path / "a", b"3")])
    assert content(tmp_path) == {"a": b"1"}


@pytest.mark.parametrize("what", ["too long", "a circle", "in a circle"])
def test_a_name_that_cannot_be_looked_at_is_told(tmp_path: Path, what: str) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    names = {"too long": f"{'n' * 300}.pdf", "a circle": "circle", "in a circle": "circle/list.pdf"}
    with pytest.raises(NotWritten, match="nothing was written"):
        outbox.put_anew(tmp_path / names[what], b"1")
    assert [each.name for each in tmp_path.iterdir()] == ["circle"]


def test_one_file_can_be_written_anew(tmp_path: Path) -> None:
    outbox.put_anew(tmp_path / "list.pdf", b"1")
    outbox.put_anew(tmp_path / "list.pdf", b"2")
    assert content(tmp_path) == {"list.pdf": b"2"}
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        outbox.put_anew(tmp_path / "folder", b"3")
    assert content(tmp_path) == {"list.pdf": b"2"}


class TestWhatIsNotWrittenOver:
    def test_the_book_given_twice(self, tmp_path: Path, book: Book) -> None:
        before = book.path.read_bytes()
        for name in (book.path, Path(f"{book.path}-wal")):
            with pytest.raises(BadInput, match="is the book itself"):
                outbox.put_anew(name, b"%PDF-")
        assert book.path.read_bytes() == before

    def test_another_book(self, tmp_path: Path) -> None:
        path = tmp_path / "other.pdf"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE a (b)")
        before = path.read_bytes()
        with pytest.raises(NotWritten, match="is a book, or another program’s database; nothing was"):
            outbox.put_anew(path, b"%PDF-")
        assert path.read_bytes() == before

    def test_a_protected_file(self, tmp_path: Path) -> None:
        path = tmp_path / "list.pdf"
        path.write_bytes(b"old")
        path.chmod(0o400)
        with pytest.raises(NotWritten, match=r"list\.pdf is protected from being written; nothing"):
            outbox.put_anew(path, b"%PDF-")
        assert content(tmp_path) == {"list.pdf": b"old"}

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_what_is_no_ordinary_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(NotWritten, match="pipe is no ordinary file"):
            outbox.put_anew(tmp_path / "pipe", b"%PDF-")
        assert (tmp_path / "pipe").is_fifo()


def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "list.pdf").write_bytes(b"old")
    (tmp_path / "list.pdf").symlink_to(tmp_path / "far" / "list.pdf")
    outbox.put_anew(tmp_path / "list.pdf", b"new")
    assert (tmp_path / "list.pdf").is_symlink()
    assert content(tmp_path / "far") == {"list.pdf": b"new"}


def test_why_nothing_was_written_is_said_of_the_folder(tmp_path: Path) -> None:
    full = outbox.explained(OSError(errno.ENOSPC, "No space left on device"), tmp_path)
    assert isinstance(full, DiskFull)
    refused = outbox.explained(PermissionError(errno.EACCES, "Permission denied"), tmp_path)
    assert isinstance(refused, NotWritten)
    assert str(refused) == f"{tmp_path}: Permission denied; nothing was written. Choose another folder."


def test_names_have_homes_date_and_a_letter_and_its_calendar_have_one_name(tmp_path: Path) -> None:
    draft = Draft(
        Address("Elena Ruiz", "e@normal.example.org"), Address("Ana", "a@b.example"), "Hola", "Hola", "es", ()
    )
    late = datetime(2027, 3, 2, 3, 0, tzinfo=UTC)  # the evening before in Detroit
    taken = tmp_path / "Elena Ruiz 2027-03-01.ics"
    taken.write_text("of another letter")
    files, beside = outbox.write(
        [draft, draft], tmp_path, "eml", late, calendars=[b"1", b"2"], ics="beside", day=date(2027, 3, 1)
    )
    assert [each.name for each in files] == [
        "Elena Ruiz 2027-03-01 (2).eml", "Elena Ruiz 2027-03-01 (3).eml",
    ]  # fmt: skip
    assert [each.stem for each in beside] == [each.stem for each in files]
    assert taken.read_text() == "of another letter"


def test_a_letter_that_holds_its_calendar_is_not_named_after_a_calendar_of_others(tmp_path: Path) -> None:
    draft = Draft(
        Address("Elena Ruiz", "e@normal.example.org"), Address("Ana", "a@b.example"), "Hola", "Hola", "es", ()
    )
    (tmp_path / "Elena Ruiz 2027-03-01.ics").write_text("of another letter")
    now = datetime(2027, 3, 1, 15, tzinfo=UTC)
    (file,), beside = outbox.write([draft], tmp_path, "eml", now, calendars=[b"1"], ics="attached")
    assert (file.name, beside) == ("Elena Ruiz 2027-03-01.eml", [])


def test_what_stops_the_naming_of_a_file_is_what_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C just after the file has its name: there is nothing left beside it to take away."""
    replace = Path.replace

    def replaced(made: Path, place: Path) -> None:
        replace(made, place)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", replaced)
    with pytest.raises(KeyboardInterrupt):
        outbox.put_anew(tmp_path / "a.pdf", b"%PDF-")


def test_several_letters_are_not_written_into_one_file(tmp_path: Path) -> None:
    draft = Draft(
        Address("Elena Ruiz", "e@normal.example.org"), Address("Ana", "a@b.example"), "Hola", "Hola", "es", ()
    )
    now = datetime(2027, 3, 1, 15, tzinfo=UTC)
    with pytest.raises(BadInput, match="One file holds one letter"):
        outbox.write([draft, draft], tmp_path, "eml", now, file=tmp_path / "a.eml")
    files, _ = outbox.write([draft, draft], tmp_path, "mbox", now, file=tmp_path / "a.mbox")
    assert files == [tmp_path / "a.mbox"] * 2
