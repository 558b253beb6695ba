"""The contacts page over a small real book."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt import theme
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.runner import Runner

Add = Callable[..., int]


@pytest.fixture
def add(book: Book) -> Add:
    """Add a contact and return its key."""
    return lambda name, **fields: contacts.add(book, name=name, **fields).made[0]


@pytest.fixture
def people(add: Add) -> dict[str, int]:
    """Four people: two at one school in Puebla, one in Hermosillo, one in Kyoto."""
    puebla = locate(city="Puebla", country="MX")
    elena = add(
        "Elena Ruiz Ortega",
        greeting="Estimada profesora Ruiz",
        role="Coordinadora",
        organisation="Escuela Normal Superior",
        place=puebla,
        week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
        languages=("es", "en"),
        emails=[("elena.ruiz@normal.example.org", "work")],
        tags=["choir"],
        source="conference",
        source_detail="Lisbon",
        notes="Answers on Mondays.",
    )
    return {
        "Elena": elena,
        "Tomás": add("Tomás Muñoz", organisation="Escuela Normal Superior", emails=[("t@example.org", "")]),
        "Ramón": add("Ramón Félix", place=locate(city="Hermosillo", country="MX"), tags=["choir", "maps"]),
        "Aiko": add("Aiko Fujisawa", place=locate(city="Kyoto", country="JP"), languages=("ja",)),
    }


@pytest.fixture
def page(runner: Runner, people: dict[str, int], qtbot: QtBot) -> Iterator[ContactsPage]:
    """The page with its folders beside it, on screen, with the focus."""
    yield from shown(runner, qtbot)


@pytest.fixture
def empty_page(runner: Runner, qtbot: QtBot) -> Iterator[ContactsPage]:
    """The page over a book with nobody in it."""
    yield from shown(runner, qtbot)


def shown(runner: Runner, qtbot: QtBot) -> Iterator[ContactsPage]:
    made = ContactsPage(runner)
    runner.changed.connect(made.refresh)
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.addWidget(made.folders)
    row.addWidget(made, 1)
    whole.resize(1280, 900)
    qtbot.addWidget(whole)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    qtbot.waitUntil(lambda: made._overview is not None)  # which comes after the first rows
    made.list.setFocus()
    yield made


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    """The program's own look, as the window has it."""
    theme.install(qapp)  # type: ignore[arg-type]
