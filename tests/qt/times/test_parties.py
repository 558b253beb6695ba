"""Who is to meet: contacts, schools and whole folders by their names; what cannot be is said at the field."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts, organisations
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.times import TimesPage
from tests.qt.times.conftest import add


def type_in(page: TimesPage, qtbot: QtBot, text: str) -> None:
    page.chooser.finder.setFocus()
    qtbot.keyClicks(page.chooser.finder, text)
    qtbot.keyClick(page.chooser.finder, Qt.Key.Key_Return)


def chips(page: TimesPage) -> list[str]:
    return [chip.text() for chip in page.chooser._chips.values()]


@pytest.fixture
def school(book: Book) -> int:
    contacts.add(
        book, name="Rosa Vega", organisation="Museo del Agua", place=locate(city="Puebla", country="MX")
    )
    return organisations.listed(book)[0].id


def test_the_name_of_a_country_takes_the_whole_folder(
    page: TimesPage, colleges: list[int], qtbot: QtBot
) -> None:
    type_in(page, qtbot, "mexico")
    assert [key for _, key in page.chooser._chips] == sorted(
        colleges, key=lambda key: (1, 0, 2).index(key - 1)
    )
    assert not page.chooser.note
    assert len(page.best.model.chosen) == 3


def test_a_school_takes_part_by_its_own_hours(
    page: TimesPage, colleges: list[int], school: int, qtbot: QtBot
) -> None:
    type_in(page, qtbot, "museo del agua")
    assert chips(page) == ["Museo del Agua · Puebla"]
    assert page.grid.day is not None
    assert [row.name for row in page.grid.day.rows] == ["You", "Museo del Agua"]
    type_in(page, qtbot, "lucia")
    assert chips(page) == ["Lucia Bojorquez · Tijuana", "Museo del Agua · Puebla"]


def test_a_letter_needs_a_person(page: TimesPage, school: int) -> None:
    page.start_with([("organisation", school)])
    page.main_action()
    assert page.best.bar.text == "A letter goes to a person: add a contact of the school."


def test_of_a_folder_that_is_too_large_the_first_are_taken_and_it_is_said(
    page: TimesPage, book: Book, school: int
) -> None:
    for number in range(25):
        add(book, f"Person {number:02d}", "Puebla", "MX")
    page.start_with([("organisation", school), ("folder", "MX-PUE")])
    assert len(page.chooser._chips) == 19
    assert "the first 18 by name are taken" in page.chooser.note
    assert len(page.best.model.chosen) == 3
    page.remove(("organisation", school))
    assert not page.chooser.note


def test_somebody_without_hours_can_be_mended(page: TimesPage, book: Book, qtbot: QtBot) -> None:
    key = add(book, "Elena Ruiz", "Puebla", "MX", SchoolWeek(((),) * 7))
    page.start([key])
    assert page.chooser.error == "Elena Ruiz has no school hours. Say when the school is in session."
    with qtbot.waitSignal(page.contactRequested, check_params_cb=lambda asked: asked == key):
        qtbot.keyClick(page.chooser.cure, Qt.Key.Key_Space)


def test_a_school_without_a_place_is_said_at_the_field(page: TimesPage, book: Book) -> None:
    contacts.add(book, name="Rosa Vega", organisation="Museo del Agua")
    page.start_with([("organisation", organisations.listed(book)[0].id)])
    assert "Museo del Agua is not known" in page.chooser.error
    assert not page.chooser.cure.isVisible()
