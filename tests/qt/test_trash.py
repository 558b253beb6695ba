"""The Trash page: what is in it, and the ways out of it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.trash import TrashPage

Key = Qt.Key
Throw = Callable[[str], int]


@pytest.fixture
def throw(book: Book) -> Throw:
    """Adds a contact and throws it away."""

    def thrown(name: str) -> int:
        place = locate("Hermosillo", "MX")
        (key,) = contacts.add(book, name=name, organisation="Escuela Normal", place=place).made
        contacts.trash(book, [key])
        return key

    return thrown


def opened(qtbot: QtBot, runner: Runner) -> TrashPage:
    page = TrashPage(runner)
    qtbot.addWidget(page)
    runner.changed.connect(page.refresh)
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.focus_main()
    return page


def titles(page: TrashPage) -> list[str]:
    return [row.title for row in page.model.rows]


def texts(page: TrashPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_an_empty_trash_says_what_it_is_for(qtbot: QtBot, runner: Runner) -> None:
    page = opened(qtbot, runner)
    assert "Trash is empty" in texts(page)
    assert not page.restore.isVisible()


def test_a_row_says_who_where_and_when(qtbot: QtBot, runner: Runner, throw: Throw) -> None:
    throw("Elena Ruiz")
    page = opened(qtbot, runner)
    index = page.model.index(0)
    said = page.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Elena Ruiz, Escuela Normal, Hermosillo, Sonora, Mexico, deleted today 10:00"
    assert "1 contact" in texts(page)


def test_return_restores_and_goes_on_to_the_next(
    qtbot: QtBot, runner: Runner, throw: Throw, book: Book
) -> None:
    people = [throw(name) for name in ("Ana", "Berta", "Carla")]
    page = opened(qtbot, runner)
    assert titles(page) == ["Ana", "Berta", "Carla"]
    qtbot.keyClick(page.list, Key.Key_Down)
    qtbot.keyClick(page.list, Key.Key_Return)
    assert titles(page) == ["Ana", "Carla"]
    assert listing.find(book).tolist() == [people[1]]
    assert page.list.currentIndex().row() == 1
    qtbot.keyClick(page.list, Key.Key_Return)
    assert titles(page) == ["Ana"]


def test_several_come_back_together_and_undo_throws_them_away_again(
    qtbot: QtBot, runner: Runner, throw: Throw
) -> None:
    for name in ("Ana", "Berta", "Carla"):
        throw(name)
    page = opened(qtbot, runner)
    page.select_all()
    assert page.restore.text() == "Restore 3"
    with qtbot.waitSignal(runner.said) as said:
        page.main_action()
    assert said.args[0].label == "Restored 3 contacts"
    assert "Trash is empty" in texts(page)
    runner.undo()
    assert titles(page) == ["Ana", "Berta", "Carla"]


def test_restore_all_needs_no_selection(qtbot: QtBot, runner: Runner, throw: Throw) -> None:
    throw("Ana")
    throw("Berta")
    page = opened(qtbot, runner)
    page.step_back()
    assert not page.restore.isEnabled()
    page.restore_each.click()
    assert titles(page) == []


def test_a_refresh_keeps_what_was_selected(qtbot: QtBot, runner: Runner, throw: Throw) -> None:
    throw("Berta")
    throw("Carla")
    page = opened(qtbot, runner)
    page.select_all()
    throw("Ana")
    page.refresh(runner_changes())
    assert titles(page) == ["Ana", "Berta", "Carla"]
    assert page.restore.text() == "Restore 2"


def runner_changes() -> object:
    from partnerdesk.desk.book import Changes

    return Changes("")


def test_the_model_keeps_qts_rules(
    qtbot: QtBot, runner: Runner, throw: Throw, qtmodeltester: ModelTester
) -> None:
    throw("<b>Ana</b>")
    page = opened(qtbot, runner)
    qtmodeltester.check(page.model)


def test_all_that_takes_the_focus_has_a_name(qtbot: QtBot, runner: Runner, throw: Throw) -> None:
    throw("Ana")
    page = opened(qtbot, runner)
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
