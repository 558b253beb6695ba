"""Closing the window, or opening another book in it: nothing typed is lost, nobody else gets in early."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, drafts, home, organisations
from partnerdesk.desk.book import Book, Writing, new_book, open_book
from partnerdesk.errors import DiskFull
from partnerdesk.qt.contacts.fields import LinesField
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.lock import WindowLock
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.widgets import InlineBar
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Worker
from partnerdesk.storage import file


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(book, name="Elena Ruiz", organisation="Normal School").made[0]


@pytest.fixture
def path(book: Book, elena: int) -> Path:
    book.close()
    return book.path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The window as it is, with its own thread, on a book with one contact; it waits shortly for others."""
    monkeypatch.setitem(file.connect.__kwdefaults__, "busy", 50)
    made = Window(Settings(tmp_path / "settings.ini"))
    made.show()
    made.start(book=path)
    settle(made)
    qtbot.waitUntil(lambda: frame_of(made).contacts._overview is not None)  # after the first rows
    settle(made)
    yield made
    made.close()
    if made.isVisible():
        press(made, "Close anyway")
    made.deleteLater()


def settle(window: Window) -> None:
    assert isinstance(window._jobs, Worker)
    window._jobs.settle()


def frame_of(window: Window) -> Frame:
    assert window.frame is not None
    return window.frame


def bar(window: Window) -> InlineBar:
    return frame_of(window)._trouble


def press(window: Window, word: str) -> None:
    (verb,) = (verb for verb in bar(window)._actions if verb.text() == word)
    verb.click()


def type_note(qtbot: QtBot, window: Window, words: str) -> None:
    page = frame_of(window).contacts
    page.edit_current()
    settle(window)
    assert page.panel.editor is not None
    notes = cast("LinesField", page.panel.editor.fields["notes"]).edit
    notes.setFocus()
    qtbot.keyClicks(notes, words)


def notes_of(path: Path, key: int) -> str:
    with open_book(path) as book:
        return contacts.card(book, key).notes


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program is writing to the book."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_what_is_typed_last_is_saved(qtbot: QtBot, window: Window, path: Path, elena: int) -> None:
    type_note(qtbot, window, "met in Lisbon")
    assert window.close()
    assert notes_of(path, elena) == "met in Lisbon"


def test_the_window_stays_open_over_what_a_locked_book_did_not_take(
    qtbot: QtBot, window: Window, path: Path, elena: int
) -> None:
    type_note(qtbot, window, "met in Lisbon")
    with held(path):
        assert not window.close()
    assert window.isVisible()
    assert bar(window).text.startswith("What you typed last is not saved: ")
    assert frame_of(window).contacts.panel.editing
    press(window, "Try again")
    assert not window.isVisible()
    assert notes_of(path, elena) == "met in Lisbon"


def test_a_locked_book_is_waited_for_once_however_much_is_unsaved(
    qtbot: QtBot, window: Window, path: Path, elena: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    write = Book.write

    def counted(book: Book, label: str) -> AbstractContextManager[Writing]:
        tried.append(label)
        return write(book, label)

    frame = frame_of(window)
    frame.go("details")
    settle(window)
    frame.details.week.edit.setText("Mon 08:00-15:00")
    frame.go("contacts")
    type_note(qtbot, window, "met in Lisbon")
    settle(window)
    frame.details.week.edit.setText("Mon 08:00-14:00")
    monkeypatch.setattr(Book, "write", counted)
    with held(path):
        assert not window.close()
    assert len(tried) == 1
    press(window, "Try again")
    assert not window.isVisible()
    assert notes_of(path, elena) == "met in Lisbon"
    with open_book(path) as book:
        assert home.get(book).week.text() == "Mon 08:00-14:00"


def test_a_full_disk_keeps_it_open_too_and_it_can_be_closed_anyway(
    qtbot: QtBot, window: Window, path: Path, elena: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull("The disk is full.", "Make room.")

    monkeypatch.setattr(contacts, "edit", full)
    type_note(qtbot, window, "met in Lisbon")
    assert not window.close()
    assert "The disk is full" in bar(window).text
    press(window, "Try again")
    assert window.isVisible()
    press(window, "Close anyway")
    assert not window.isVisible()
    assert notes_of(path, elena) == ""


def test_what_a_field_asks_for_after_the_end_is_nobodys(
    qtbot: QtBot, window: Window, path: Path, elena: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull("The disk is full.", "Make room.")

    type_note(qtbot, window, "met in Lisbon")
    editor = frame_of(window).contacts.panel.editor
    assert editor is not None
    with monkeypatch.context() as patch:
        patch.setattr(contacts, "edit", full)
        window.close()
        press(window, "Close anyway")
    editor.fields["notes"].leave()  # as on losing the focus
    assert notes_of(path, elena) == ""
    assert not list(path.parent.glob(f"{path.name}-*")), "the book was opened again"


def test_what_cannot_be_understood_keeps_it_open_on_its_page(
    qtbot: QtBot, window: Window, path: Path
) -> None:
    frame = frame_of(window)
    frame.go("details")
    settle(window)
    frame.details.week.edit.setText("Mon 15:00-08:00")
    frame.go("contacts")
    assert not window.close()
    assert "ends before it begins" in bar(window).text
    assert frame.page_name == "details"
    frame.details.week.edit.setText("Mon 08:00-15:00")
    press(window, "Try again")
    assert not window.isVisible()
    with open_book(path) as book:
        week = home.get(book).week
    assert week is not None
    assert week.text() == "Mon 08:00-15:00"


def test_an_organisation_that_a_locked_book_did_not_take_is_saved_later(
    qtbot: QtBot, window: Window, path: Path, elena: int
) -> None:
    panel = frame_of(window).contacts.panel
    panel.edit_organisation()
    settle(window)
    school = panel._organisation
    assert school is not None
    school._web.edit.setFocus()
    qtbot.keyClicks(school._web.edit, "https://normal.example")
    with held(path):
        school.finish()  # back at the card before the worker could say no
        settle(window)
    assert window.close()
    with open_book(path) as book:
        assert organisations.shared_by(book, elena).record.web == "https://normal.example"


def test_another_window_gets_the_book_only_when_it_is_closed(
    qtbot: QtBot, window: Window, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free: list[bool] = []
    close = Book.close

    def closed(book: Book) -> None:
        free.append(WindowLock(path).take())
        close(book)

    monkeypatch.setattr(Book, "close", closed)
    assert window.close()
    assert free == [False]
    again = WindowLock(path)
    assert again.take()
    again.release()


def test_another_book_is_not_opened_over_what_is_not_saved(
    qtbot: QtBot, window: Window, path: Path, elena: int, tmp_path: Path
) -> None:
    other = tmp_path / "other.partnerdesk"
    new_book(other).close()
    type_note(qtbot, window, "met in Lisbon")
    with held(path):
        window.open_path(other)
        settle(window)
    assert window.windowTitle().endswith("b")
    press(window, "Try again")
    settle(window)
    assert window.windowTitle().endswith("other")
    assert notes_of(path, elena) == "met in Lisbon"
    assert not list(tmp_path.glob(".b.partnerdesk.*"))


def test_a_book_asked_for_twice_quickly_is_opened_once(qtbot: QtBot, tmp_path: Path, path: Path) -> None:
    window = Window(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.show()
    window.open_path(path)
    window.open_path(path)
    settle(window)
    assert window.isVisible()
    assert window.frame is not None
    window.close()


def test_a_window_closed_while_its_book_is_on_the_way_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, path: Path
) -> None:
    window = Window(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.show()
    window.open_path(path)
    assert window.close()
    assert window.frame is None
    assert not list(tmp_path.glob(".b.partnerdesk.*"))


def test_a_letter_begun_is_not_let_go_of_before_it_is_kept(
    qtbot: QtBot, window: Window, path: Path, elena: int
) -> None:
    frame = frame_of(window)
    frame.write_to([elena])
    settle(window)
    qtbot.keyClicks(frame.drafts.writing.letter.body, "PD")
    with held(path):
        frame.drafts.start([])  # other letters
        settle(window)
    assert window.close()
    with open_book(path) as book:
        (line,) = drafts.lines(book)
        assert "PD" in drafts.opened(book, line.draft_id).draft.body


@pytest.mark.parametrize("where", ["missing/b.partnerdesk", "file/b.partnerdesk"])
def test_a_book_in_a_folder_that_is_not_there_is_explained(qtbot: QtBot, tmp_path: Path, where: str) -> None:
    (tmp_path / "file").touch()
    window = Window(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    window.show()
    window.start(book=tmp_path / where)
    settle(window)
    assert window.isVisible()
    assert window.frame is None
    assert "b.partnerdesk" in window._scenes.currentWidget().accessibleName()
    window.close()


def test_a_window_that_cannot_be_asked_forward_is_named(qtbot: QtBot, window: Window, path: Path) -> None:
    path.with_name(f".{path.name}.raise").unlink()
    second = Window(Settings(path.with_name("other.ini")))
    qtbot.addWidget(second)
    second.show()
    second.start(book=path)
    assert second.isVisible()
    assert "open in another window" in second._scenes.currentWidget().accessibleName()
    second.close()


def test_undo_says_what_was_undone_or_why_not(
    qtbot: QtBot, window: Window, path: Path, elena: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = frame_of(window)
    frame.contacts.select_all()
    frame.contacts.trash_selected()
    settle(window)
    with held(path):
        frame.undo()
        settle(window)
    assert frame.bar.text == "1 contact moved to Trash"
    assert "in use" in bar(window).text
    frame.undo()
    settle(window)
    assert frame.bar.text == "Undone: 1 contact moved to Trash"
    qtbot.keyClick(frame.bar._button, Qt.Key.Key_Space)
    settle(window)
    assert frame.bar.text == "Done again: 1 contact moved to Trash"


def test_there_may_be_nothing_to_undo(qtbot: QtBot, window: Window) -> None:
    frame = frame_of(window)
    for _ in range(9):
        frame.undo()
        settle(window)
    assert frame.bar.text == "There is nothing to undo"


def test_as_the_session_ends_the_window_waits_for_nobody(
    qtbot: QtBot, window: Window, path: Path, elena: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_note(qtbot, window, "Answers on Mondays.")
    with held(path):
        window.session_ends()
        assert window.isVisible()
        window.close()
        assert not window.isVisible()


def test_a_window_that_is_used_after_a_log_out_was_called_off_asks_again(
    qtbot: QtBot, window: Window, path: Path, elena: int
) -> None:
    type_note(qtbot, window, "Answers on Mondays.")
    with held(path):
        window.session_ends()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
        window.close()
        assert window.isVisible()
    window.close()
    assert not window.isVisible()
