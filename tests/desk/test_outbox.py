"""Files of a batch: all of them or none, and nobody else's is written over."""

import errno
import os
import stat
from pathlib import Path

import pytest

from partnerdesk.desk import outbox
from partnerdesk.errors import DiskFull, NotWritten


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


def test_one_file_can_be_written_anew(tmp_path: Path) -> None:
    outbox.put_anew(tmp_path / "list.pdf", b"1")
    outbox.put_anew(tmp_path / "list.pdf", b"2")
    assert content(tmp_path) == {"list.pdf": b"2"}
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        outbox.put_anew(tmp_path / "folder", b"3")
    assert content(tmp_path) == {"list.pdf": b"2"}


def test_why_nothing_was_written_is_said_of_the_folder(tmp_path: Path) -> None:
    full = outbox.explained(OSError(errno.ENOSPC, "No space left on device"), tmp_path)
    assert isinstance(full, DiskFull)
    refused = outbox.explained(PermissionError(errno.EACCES, "Permission denied"), tmp_path)
    assert isinstance(refused, NotWritten)
    assert str(refused) == f"{tmp_path}: Permission denied; nothing was written. Choose another folder."
