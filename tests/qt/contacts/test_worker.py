"""The page with the real worker: what was begun is finished, and comes back if it is refused."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from partnerdesk.desk.book import Book
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.fields import LineField, ValuesField
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Worker
from tests.qt.contacts.conftest import shown

Key = Qt.Key


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    made = Worker()
    yield made
    made.shutdown()


@pytest.fixture
def busy_page(book: Book, people: dict[str, int], worker: Worker, qtbot: QtBot) -> Iterator[ContactsPage]:
    """The page, when its first card has come."""
    runner = Runner(book, worker)
    for made in shown(runner, qtbot):
        settle(worker, qtbot)
        yield made
        settle(worker, qtbot)
    worker.shutdown()
    book.close()


def settle(worker: Worker, qtbot: QtBot) -> None:
    """Wait until the worker has nothing left, and everybody was told."""
    while worker._tasks:  # an answer may lead to the next question
        qtbot.waitSignal(worker.busy, timeout=10_000, check_params_cb=lambda busy: not busy).wait()


def edit(page: ContactsPage, key: int, worker: Worker, qtbot: QtBot) -> None:
    page.show_contact(key)
    settle(worker, qtbot)
    page.edit_current()
    settle(worker, qtbot)
    assert page.panel.editor is not None


def test_the_list_and_the_card_come_by_themselves(
    busy_page: ContactsPage, people: dict[str, int], qtbot: QtBot
) -> None:
    assert busy_page.model.rowCount() == 4
    qtbot.waitUntil(lambda: busy_page.panel.card.contact_id > 0)
    assert busy_page.panel.card.contact_id == people["Aiko"]


def test_fast_typing_ends_with_the_answer_to_the_last_letter(
    busy_page: ContactsPage, worker: Worker, qtbot: QtBot
) -> None:
    busy_page.focus_search()
    qtbot.keyClicks(busy_page.search, "munoz")
    settle(worker, qtbot)
    assert busy_page.heading.title.text() == "1 found"
    row = busy_page.model.row_at(0)
    assert row is not None
    assert row.name == "Tomás Muñoz"


def test_what_was_typed_is_saved_when_another_contact_is_chosen(
    busy_page: ContactsPage, people: dict[str, int], worker: Worker, qtbot: QtBot
) -> None:
    edit(busy_page, people["Elena"], worker, qtbot)
    editor = busy_page.panel.editor
    assert editor is not None
    role = cast("LineField", editor.fields["role"])
    role.edit.setFocus()
    role.edit.selectAll()
    qtbot.keyClicks(role.edit, "Directora")
    busy_page.list.select([people["Ramón"]])
    settle(worker, qtbot)
    assert busy_page.panel.card.contact_id == people["Ramón"]
    busy_page.show_contact(people["Elena"])
    settle(worker, qtbot)
    facts = busy_page.panel.card._facts
    assert facts is not None
    assert facts.contact.role == "Directora"


def test_an_address_refused_after_the_card_was_left_comes_back_to_it(
    busy_page: ContactsPage, people: dict[str, int], worker: Worker, qtbot: QtBot
) -> None:
    edit(busy_page, people["Elena"], worker, qtbot)
    editor = busy_page.panel.editor
    assert editor is not None
    emails = cast("ValuesField", editor.fields["emails"])
    first = emails._lines[0][1]
    first.setFocus()
    first.selectAll()
    qtbot.keyClicks(first, "elena.ruiz@")
    busy_page.list.select([people["Ramón"]])  # before the worker could say that it is none
    settle(worker, qtbot)
    assert busy_page.panel.editor is editor
    assert busy_page.selected() == [people["Elena"]]
    assert "elena.ruiz@" in emails._error.text()
    first.setText("elena@normal.example.org")
    emails.leave()
    settle(worker, qtbot)


def test_fields_typed_while_a_contact_is_being_added_are_not_lost(
    busy_page: ContactsPage, book: Book, worker: Worker, qtbot: QtBot
) -> None:
    busy_page.new_contact()
    settle(worker, qtbot)
    editor = busy_page.panel.editor
    assert editor is not None
    name, role = cast("LineField", editor.fields["name"]), cast("LineField", editor.fields["role"])
    qtbot.keyClicks(name.edit, "Rocio Tellez")
    role.edit.setFocus()
    qtbot.keyClicks(role.edit, "Guide")  # the worker is still adding
    busy_page.step_back()
    settle(worker, qtbot)
    (key,) = busy_page.selected()
    assert busy_page.panel.card.contact_id == key
    facts = busy_page.panel.card._facts
    assert facts is not None
    assert (facts.contact.name, facts.contact.role) == ("Rocio Tellez", "Guide")
