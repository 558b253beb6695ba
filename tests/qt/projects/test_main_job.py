"""From an idea to a letter by keyboard alone, in the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, partners, projects
from partnerdesk.desk.book import Book, open_book
from partnerdesk.desk.places import locate
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, book: Book, tmp_path: Path) -> Iterator[Window]:
    for name, city, country in (("Elena Ruiz", "Puebla", "MX"), ("Priya Nair", "Kochi", "IN")):
        contacts.add(
            book,
            name=name,
            place=locate(city=city, country=country),
            languages=("es",),
            emails=[(f"{name.split()[0].lower()}@normal.example.org", "")],
        )
    clock = book._clock
    book.close()
    made = Window(Settings(tmp_path / "settings.ini"), Inline())
    made.show()
    qtbot.waitExposed(made)
    made.show_book(open_book(book.path, clock=clock))
    yield made
    made.close()
    made.deleteLater()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, keys)


def tab_to(qtbot: QtBot, name: str) -> None:
    for _ in range(60):
        here = focus()
        if here.accessibleName() == name and isinstance(here, QLineEdit | QPlainTextEdit):
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def test_from_an_idea_to_a_letter_without_a_mouse(qtbot: QtBot, window: Window, book: Book) -> None:
    frame = window.frame
    assert frame is not None
    press(qtbot, Qt.Key.Key_J, CTRL | SHIFT)
    assert frame.page_name == "projects"
    qtbot.keyClicks(focus(), "Agua")
    tab_to(qtbot, "Add a contact")
    qtbot.keyClicks(focus(), "Elena")
    press(qtbot, Qt.Key.Key_Return)
    tab_to(qtbot, "About")
    qtbot.keyClicks(focus(), "el agua")
    tab_to(qtbot, "Their class gains")
    qtbot.keyClicks(focus(), "ve nuestro gran lago")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert frame.page_name == "drafts"
    writing = frame.drafts.writing
    writing.letters.settle()
    assert writing.title.text() == "Agua"
    assert "ve nuestro gran lago" in writing.letter.body.toPlainText()
    with open_book(book.path) as other:
        assert projects.named(other, "Agua").subject == "el agua"


def test_selected_contacts_join_a_project_by_keys(qtbot: QtBot, window: Window, book: Book) -> None:
    frame = window.frame
    assert frame is not None
    press(qtbot, Qt.Key.Key_J, CTRL | SHIFT)
    qtbot.keyClicks(focus(), "Agua")
    press(qtbot, Qt.Key.Key_1, CTRL)
    frame.contacts.list.setFocus()
    press(qtbot, Qt.Key.Key_A, CTRL)
    press(qtbot, Qt.Key.Key_J, CTRL)
    assert frame.page_name == "projects"
    press(qtbot, Qt.Key.Key_Return)
    with open_book(book.path) as other:
        found = partners.of_project(other, projects.named(other, "Agua").id)
    assert [each.name for each in found] == ["Elena Ruiz", "Priya Nair"]


def test_contacts_dropped_on_the_name_of_the_page_wait_for_a_project(
    qtbot: QtBot, window: Window, book: Book
) -> None:
    frame = window.frame
    assert frame is not None
    frame.navigation.dropped.emit([1, 2])
    assert frame.page_name == "projects"
    assert "2 contacts" in frame.projects.bar.text


def test_a_time_is_looked_for_with_the_project_chosen(qtbot: QtBot, window: Window, book: Book) -> None:
    frame = window.frame
    assert frame is not None
    press(qtbot, Qt.Key.Key_J, CTRL | SHIFT)
    qtbot.keyClicks(focus(), "Agua")
    tab_to(qtbot, "Add a contact")
    qtbot.keyClicks(focus(), "Elena")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_F, CTRL | SHIFT)
    assert frame.page_name == "times"
    assert frame.times.project.project_title == "Agua"


def partners_of(book: Book) -> list[str]:
    with open_book(book.path) as other:
        return [each.name for each in partners.of_project(other, projects.named(other, "Agua").id)]


@pytest.mark.parametrize("keys", [[Qt.Key.Key_Return], [Qt.Key.Key_Down, Qt.Key.Key_Return]])
def test_who_was_added_by_keys_is_taken_off_by_undo(
    keys: list[Qt.Key], qtbot: QtBot, window: Window, book: Book
) -> None:
    frame = window.frame
    assert frame is not None
    press(qtbot, Qt.Key.Key_J, CTRL | SHIFT)
    qtbot.keyClicks(focus(), "Agua")
    tab_to(qtbot, "Add a contact")
    finder = frame.projects.sheet.partners.finder
    qtbot.keyClicks(finder, "Elena")
    for key in keys:
        popup = QApplication.activePopupWidget()
        qtbot.keyClick(popup or focus(), key)
    qtbot.waitUntil(lambda: finder.text() == "")
    assert QApplication.activePopupWidget() is None
    assert partners_of(book) == ["Elena Ruiz"]
    assert finder.hasFocus()
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert partners_of(book) == []
