"""The page of import on a real book, with real files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.qt import theme
from partnerdesk.qt.imports import ImportPage
from partnerdesk.qt.runner import Runner

Write = Callable[[str, str], Path]

TABLE = """Name,E-mail,Organisation,City,Country,Phone
Elena Ruiz,elena@normal.example,Escuela Normal,Puebla,México,+52 222 555 0199
Rui Sá,rui@escola.example,,Porto,Portugal,
Amina Diallo,amina@lycee.example,,,,+221 33 555 0101
,,,Puebla,,
Rui Sá,rui@escola.example,,Porto,Portugal,+351 22 555 0100
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Makes a file of a name and a text."""

    def made(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return made


@pytest.fixture
def people(write: Write) -> Path:
    """A table of five lines: two new ones, one known, one of nobody, one twice."""
    return write("people.csv", TABLE)


@pytest.fixture
def elena(book: Book) -> int:
    """Elena, in the book already with another role and no phone."""
    return contacts.add(
        book, name="Elena Ruiz", role="Coordinator", emails=[("elena@normal.example", "")]
    ).made[0]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, runner: Runner) -> Iterator[ImportPage]:
    theme.install(qapp)
    made = ImportPage(runner)
    qtbot.addWidget(made)
    runner.changed.connect(made.refresh)
    made.resize(1052, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    runner.changed.disconnect(made.refresh)
