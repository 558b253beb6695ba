"""The page of twins on a real book in which Elena is there twice."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.qt import theme
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.twins import TwinsPage


@pytest.fixture
def elena(book: Book) -> int:
    key = contacts.add(
        book,
        name="Elena Ruiz",
        role="Teacher",
        organisation="Escuela Normal",
        emails=[("elena@normal.example.org", "")],
    ).made[0]
    contacts.note(book, key, "Met in Lisbon", kind="met")
    return key


@pytest.fixture
def again(book: Book) -> int:
    return contacts.add(
        book,
        name="Ruiz, Elena",
        role="Coordinator",
        emails=[("elena@normal.example.org", "")],
        tags=["water"],
    ).made[0]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, runner: Runner) -> Iterator[TwinsPage]:
    theme.install(qapp)
    made = TwinsPage(runner)
    qtbot.addWidget(made)
    runner.changed.connect(made.refresh)
    made.resize(1052, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    runner.changed.disconnect(made.refresh)
