"""The page of twins: what it lists, what it proposes, and its verbs by mouse and by keyboard."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, listing
from partnerdesk.desk.book import Book, open_book
from partnerdesk.qt import theme
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.twins import TwinsPage
from partnerdesk.qt.twins.value import Value
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline, Worker

Key = Qt.Key


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def names(page: TwinsPage) -> list[str]:
    return [row.name for row in page.list.model_.rows]


def test_a_book_without_twins_says_so(page: TwinsPage, elena: int) -> None:
    page.start()
    assert "Nobody is here twice" in texts(page)
    page.focus_main()
    assert page.again.hasFocus()


def test_a_pair_is_listed_with_its_reason_and_shown(page: TwinsPage, elena: int, again: int) -> None:
    page.start()
    assert names(page) == ["Elena Ruiz · Ruiz, Elena"]
    assert "1 pair to look at" in texts(page)
    assert "Surely one: same e-mail address, the names are the same but for their order" in texts(page)
    assert page.sheet.choices()["name"] == 0
    assert page.sheet.choices()["role"] in (0, 1)


def test_merging_takes_what_was_chosen_and_can_be_undone(
    page: TwinsPage, runner: Runner, book: Book, elena: int, again: int, qtbot: QtBot
) -> None:
    page.start()
    role = next(value for value in page.findChildren(Value) if value.text() == "Coordinator")
    qtbot.mouseClick(role, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(runner.said) as said:
        page.sheet.merge.click()
    assert said.args[0].label == "Merged Elena Ruiz and Ruiz, Elena"
    assert contacts.card(book, elena).role == "Coordinator"
    assert list(listing.find(book)) == [elena]
    assert "Nobody is here twice" in texts(page)
    assert page.again.hasFocus() or not page._full.isVisible()
    runner.undo()
    assert names(page) == ["Elena Ruiz · Ruiz, Elena"]


def test_the_keyboard_alone_is_enough(
    page: TwinsPage, book: Book, elena: int, again: int, qtbot: QtBot
) -> None:
    page.start()
    page.focus_main()
    qtbot.keyClick(page.list, Key.Key_Return)
    QApplication.processEvents()  # the arrows go by where things are
    name = page.focusWidget()
    assert isinstance(name, Value)
    qtbot.keyClick(name, Key.Key_Right)
    assert page.sheet.choices()["name"] == 1
    page.main_action()
    assert contacts.card(book, elena).name == "Ruiz, Elena"


def test_not_the_same_goes_on_to_the_next_pair(
    page: TwinsPage, runner: Runner, book: Book, elena: int, again: int, qtbot: QtBot
) -> None:
    for organisation in ("Lincoln", "lincoln"):
        contacts.add(book, name="Kari Dahl", organisation=organisation)
    page.start()
    assert names(page) == ["Elena Ruiz · Ruiz, Elena", "Kari Dahl, twice"]
    page.focus_main()
    qtbot.keyClick(page.list, Key.Key_N)
    assert names(page) == ["Kari Dahl, twice"]
    assert page.list.hasFocus()
    page.start()
    assert names(page) == ["Kari Dahl, twice"]
    runner.undo()
    assert len(names(page)) == 2


def test_later_puts_a_pair_at_the_end(
    page: TwinsPage, book: Book, elena: int, again: int, qtbot: QtBot
) -> None:
    for _ in range(2):
        contacts.add(book, name="Kari Dahl", organisation="Lincoln")
    page.start()
    page.focus_main()
    qtbot.keyClick(page.list, Key.Key_L)
    assert names(page) == ["Kari Dahl, twice", "Elena Ruiz · Ruiz, Elena"]
    assert page.sheet.sheet is not None
    assert page.sheet.sheet.names == ("Kari Dahl", "Kari Dahl")


def test_of_three_that_are_one_two_merges_leave_one(
    page: TwinsPage, book: Book, elena: int, again: int
) -> None:
    contacts.add(book, name="Elena Ruíz", emails=[("elena@normal.example.org", "")])
    page.start()
    assert len(names(page)) == 3
    page.merge()
    assert len(names(page)) == 1
    page.merge()
    assert names(page) == []
    assert len(listing.find(book)) == 1


def test_after_a_merge_the_list_says_what_who_stayed_is_called(
    page: TwinsPage, book: Book, elena: int, again: int
) -> None:
    contacts.add(book, name="Elena Ruiz Paz", emails=[("elena@normal.example.org", "")])
    page.start()
    assert len(names(page)) == 3
    sheet = page.sheet.sheet
    assert sheet is not None
    page.sheet.choose("name", sheet.names.index("Ruiz, Elena"))
    page.merge()
    assert names(page) == ["Ruiz, Elena · Elena Ruiz Paz"]
    assert contacts.card(book, elena).name == "Ruiz, Elena"
    assert page.list.chosen()


def test_a_change_elsewhere_is_looked_at_again(page: TwinsPage, book: Book, elena: int, again: int) -> None:
    page.start()
    page.refresh(contacts.edit(book, again, emails=[]))
    page.refresh(contacts.edit(book, again, name="Luz"))
    assert names(page) == []


def test_twins_of_one_contact_and_the_way_to_all(page: TwinsPage, book: Book, elena: int, again: int) -> None:
    luz = contacts.add(book, name="Luz").made[0]
    page.start(luz, "Luz")
    assert "Twins of Luz" in texts(page)
    assert "There is no second Luz" in texts(page)
    page.everybody.click()
    assert len(names(page)) == 1
    assert not page.everybody.isVisible()


def test_a_search_on_the_worker_can_be_stopped(
    qtbot: QtBot, qapp: QApplication, book: Book, elena: int, again: int
) -> None:
    theme.install(qapp)
    worker, held = Worker(), Event()
    runner = Runner(book, worker)
    page = TwinsPage(runner)
    qtbot.addWidget(page)
    page.show()
    runner.ask(lambda _: held.wait(5), lambda _: None, context=page)  # so that it cannot be done too soon
    page.start()
    page.under_way.stop.click()
    held.set()
    qtbot.waitUntil(lambda: "stopped" in texts(page))
    assert names(page) == []
    page.again.click()
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    worker.shutdown()
    book.close()


def test_all_that_takes_the_focus_has_a_name(page: TwinsPage, elena: int, again: int) -> None:
    page.start()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


@pytest.mark.parametrize("by_card", [True, False])
def test_the_menus_lead_here(
    qtbot: QtBot, qapp: QApplication, book: Book, elena: int, again: int, tmp_path: Path, by_card: bool
) -> None:
    theme.install(qapp)
    path = book.path
    book.close()
    window = Window(Settings(tmp_path / "s.ini"), Inline())
    qtbot.addWidget(window)
    window.show()
    frame = window.show_book(open_book(path))
    if by_card:
        frame.contacts.panel.card.twinsAsked.emit(again, "Ruiz, Elena")
    else:
        window.commands.find_twins()
    assert frame.page is frame.twins
    assert names(frame.twins) == ["Elena Ruiz · Ruiz, Elena"]
    assert window.windowTitle().startswith("Twins")
    frame.close_book()
