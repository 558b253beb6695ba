"""Choosing a file never opens the book: closing any handle of it would drop SQLite's locks."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.qt.choosing import FileDialog

only_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/locks")


def locks(path: Path) -> int:
    """Return how many locks there are on a file."""
    number = path.stat().st_ino
    lines = Path("/proc/locks").read_text().splitlines()
    return sum(line.split()[5].endswith(f":{number}") for line in lines if "POSIX" in line)


@only_linux
def test_a_folder_with_the_open_book_is_looked_at_and_its_locks_stay(qtbot: QtBot, book: Book) -> None:
    contacts.add(book, name="Elena Ruiz")
    parts = (book.path, Path(f"{book.path}-shm"))
    before = [locks(each) for each in parts]
    assert all(before)
    window = QWidget()
    qtbot.addWidget(window)
    dialog = FileDialog(window, "Choose a file", str(book.path.parent))
    dialog.open()
    (model,) = dialog.findChildren(QFileSystemModel)
    index = model.index(str(book.path))
    assert index.isValid()
    qtbot.waitUntil(lambda: model.type(index) == "PARTNERDESK file")  # it has been looked at
    assert [locks(each) for each in parts] == before
    dialog.close()


def test_it_begins_where_it_is_told_to(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = FileDialog(window, "Choose a file", str(tmp_path), "Text (*.txt)")
    assert Path(dialog.directory().absolutePath()) == tmp_path
    assert dialog.nameFilters() == ["Text (*.txt)"]
    assert isinstance(dialog, QFileDialog)
    assert dialog.findChildren(QTreeView)


@pytest.mark.parametrize("start", ["", "nowhere"])
def test_without_the_folder_it_begins_at_home(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    window = QWidget()
    qtbot.addWidget(window)
    dialog = FileDialog(window, "Open a book", str(tmp_path / start / "Documents") if start else "")
    assert dialog.directory() == QDir(QDir.homePath())
