"""Marks of who is in session learn of public holidays in a quiet moment, and nothing jumps."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts, holidays, listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.contacts import ContactsPage, learner
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.contacts.there import there
from partnerdesk.qt.runner import Runner
from tests.qt.contacts.conftest import Add, shown

HOLIDAY = datetime(2027, 3, 15, 16, tzinfo=UTC)
"""A Monday, 10:00 in Puebla, and Mexico's day of Benito Juárez."""


@pytest.fixture
def holiday(book: Book, people: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Everybody has hours all day; it is a holiday in Mexico and none in Japan."""
    monkeypatch.setattr(holidays, "_found", {})
    monkeypatch.setattr(book, "now", lambda: HOLIDAY)
    monkeypatch.setattr(learner, "_LULL", 3_600_000)  # the lull comes when a test says so
    for key in people.values():
        contacts.edit(book, key, week=SchoolWeek.parse("Mon-Tue 00:00-24:00"))
    return people


@pytest.fixture
def page(runner: Runner, holiday: dict[str, int], qtbot: QtBot) -> Iterator[ContactsPage]:
    yield from shown(runner, qtbot)


def marks(page: ContactsPage) -> dict[str, bool]:
    found = {}
    for code in ("MX", "MX-PUE", "JP"):
        node = page.folders._folders.node(page.folders._folders.find(Choice(folder=code)))
        assert node is not None
        found[code] = node.in_session
    return found


def lull(page: ContactsPage, qtbot: QtBot) -> None:
    """Have the quiet moment, until nothing is left to learn."""
    page._learner._lull.start(0)
    day = HOLIDAY.date()

    def known() -> bool:
        unsure = listing.tree(page._runner._book, HOLIDAY).unsure
        return not unsure and holidays.are_at_hand("MX", "MX-PUE", day)

    qtbot.waitUntil(known, timeout=10_000)


def in_session(page: ContactsPage, key: int) -> bool:
    row = page.model.row_at(page.model.position(key))
    assert row is not None
    found = there(row, HOLIDAY)
    assert found is not None
    return found.state.in_session


def test_marks_of_folders_rows_and_the_card_know_the_holiday_after_a_lull(
    page: ContactsPage, holiday: dict[str, int], qtbot: QtBot
) -> None:
    page.show_contact(holiday["Elena"])
    at, top = page.list.currentIndex(), page.list.verticalScrollBar().value()
    lull(page, qtbot)
    qtbot.waitUntil(lambda: marks(page) == {"MX": False, "MX-PUE": False, "JP": True}, timeout=10_000)
    assert not in_session(page, holiday["Elena"])
    assert in_session(page, holiday["Aiko"])
    assert (page.list.currentIndex(), page.list.verticalScrollBar().value()) == (at, top)
    assert page.selected() == [holiday["Elena"]]
    box = page.panel.card._time.accessibleName()
    assert "Public holiday: Benito Juárez's birthday · begins tomorrow at 00:00" in box
    assert "not in session, Public holiday" in page.model.data(at, Qt.ItemDataRole.AccessibleTextRole)


def test_once_all_is_known_nothing_is_asked_again(page: ContactsPage, qtbot: QtBot) -> None:
    lull(page, qtbot)
    page._tick()
    with qtbot.assertNotEmitted(page._learner.learnt):
        page._learner._lull.start(0)
        qtbot.waitUntil(lambda: not page._learner._lull.isActive(), timeout=10_000)


def test_a_card_knows_the_holidays_of_its_own_place(
    page: ContactsPage, holiday: dict[str, int], add: Add, qtbot: QtBot
) -> None:
    lull(page, qtbot)
    # Seven in the evening in Kathmandu: nobody is in, so that no mark needs to know.
    key = add("Sita", place=locate(city="Kathmandu", country="NP"), week=SchoolWeek.parse("Mon 10:00-15:00"))
    page.refresh(contacts.edit(page._runner._book, key, role="teacher"))
    page.show_contact(key)
    assert holidays.are_at_hand("NP", "NP-P3", HOLIDAY.date())
