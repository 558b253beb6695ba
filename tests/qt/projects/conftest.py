"""The page of projects on a real book."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, projects
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt import theme
from partnerdesk.qt.projects import ProjectsPage
from partnerdesk.qt.runner import Runner


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        organisation="Two Volcanoes",
        place=locate(city="Puebla", country="MX"),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


@pytest.fixture
def priya(book: Book) -> int:
    return contacts.add(book, name="Priya Nair", place=locate(city="Kochi", country="IN")).made[0]


@pytest.fixture
def water(book: Book) -> int:
    return projects.add(book, title="Water in our town", minutes=30, partners_wanted=2).made[0]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, runner: Runner) -> Iterator[ProjectsPage]:
    theme.install(qapp)
    made = ProjectsPage(runner)
    qtbot.addWidget(made)
    runner.changed.connect(made.refresh)
    made.resize(1052, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    runner.changed.disconnect(made.refresh)
