"""The list model and the view."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt import spans
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.list_model import PAGE, ContactListModel
from partnerdesk.qt.contacts.matched import Reason, reason
from partnerdesk.qt.contacts.row_delegate import ContactDelegate
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets.mark import EDGE
from tests.qt.contacts.conftest import Add


@pytest.fixture
def model(runner: Runner) -> ContactListModel:
    return ContactListModel(runner)


def test_the_model_keeps_qts_rules(
    model: ContactListModel, people: dict[str, int], book: Book, qtmodeltester: ModelTester
) -> None:
    model.show(listing.find(book))
    qtmodeltester.check(model)


def test_rows_are_fetched_by_the_page_and_only_when_looked_at(
    model: ContactListModel, book: Book, add: Add, qtbot: QtBot
) -> None:
    for number in range(PAGE + 20):
        add(f"Contact {number:03}")
    model.show(listing.find(book))
    assert model.rowCount() == PAGE + 20
    with qtbot.waitSignal(model.dataChanged) as told:
        assert model.row_at(PAGE + 5) is None  # it is on its way
    first, last = told.args[:2]
    assert (first.row(), last.row()) == (PAGE, PAGE + 19)
    row = model.row_at(PAGE + 5)
    assert row is not None
    assert row.name == f"Contact {PAGE + 5:03}"
    assert model.row_at(5) is None  # nobody had looked there


def test_a_row_says_itself_in_a_sentence(page: ContactsPage, people: dict[str, int]) -> None:
    index = page.model.index(page.model.position(people["Elena"]))
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Elena Ruiz Ortega, Escuela Normal Superior, Puebla, 09:00 there, in session")


def test_selection_joins_rows_into_spans() -> None:
    assert spans.joined([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]


def bold(why: Reason) -> list[str]:
    return [why.text[start:end] for start, end in why.spans]


def test_the_reason_is_shown_as_written_with_the_met_letters(book: Book, people: dict[str, int]) -> None:
    (row,) = listing.rows(book, [people["Elena"]], "superior")
    why = reason(row, "superior")
    assert why is not None
    assert (why.field, bold(why)) == ("organisation", ["Superior"])
    assert why.cut_to(16).text.startswith("…")
    assert bold(why.cut_to(16)) == ["Superior"]


def test_each_word_asked_for_is_shown_in_the_reason(book: Book, people: dict[str, int]) -> None:
    (row,) = listing.rows(book, [people["Elena"]], "superior escuela")
    why = reason(row, "superior escuela")
    assert why is not None
    assert bold(why) == ["Escuela", "Superior"]


def test_the_digits_of_a_number_are_shown_with_the_blanks_between_them(book: Book, add: Add) -> None:
    key = add("Jorge Salinas", phones=[("+52 222 456 7115", "")])
    (row,) = listing.rows(book, [key], "4567")
    why = reason(row, "4567")
    assert why is not None
    assert (why.field, bold(why)) == ("phone", ["456 7"])


def test_a_name_that_explains_itself_needs_no_reason(book: Book, people: dict[str, int]) -> None:
    (row,) = listing.rows(book, [people["Tomás"]], "munoz")
    assert reason(row, "munoz") is None


def test_a_hostile_name_is_letters_in_the_tooltip_too(page: ContactsPage, add: Add, qtbot: QtBot) -> None:
    key = add("<img src=x> with a name so long that it cannot be shown whole in its column of the list")
    page.show_contact(key)
    index = page.list.currentIndex()
    spot = page.list.visualRect(index).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, page.list.mapToGlobal(QPoint(spot)))
    delegate = page.list.itemDelegate()

    how = QStyleOptionViewItem()
    how.rect = page.list.visualRect(index)
    delegate.helpEvent(event, page.list, how, index)
    assert "&lt;img src=x&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_a_row_whose_hours_are_assumed_bears_a_mark_and_says_so_when_pointed_at(
    page: ContactsPage, add: Add
) -> None:
    place = locate(city="Puebla", country="MX")
    confirmed = add("Known", place=place, week=SchoolWeek.parse("Mon-Fri 08:00-13:00"))
    assumed = add("Known", place=place)
    pictures, tips = [], []
    delegate = page.list.itemDelegate()
    assert isinstance(delegate, ContactDelegate)
    for key in (confirmed, assumed):
        page.show_contact(key)
        index = page.list.currentIndex()
        rect = page.list.visualRect(index)
        page.list.clearSelection()
        column = delegate.columns(rect.width()).time
        spot = QRect(rect.left() + column[0] + EDGE + 6, rect.top(), column[1], rect.height() // 2)
        pictures.append(page.list.viewport().grab(spot).toImage())
        how = QStyleOptionViewItem()
        how.rect = rect
        event = QHelpEvent(QHelpEvent.Type.ToolTip, rect.center(), page.list.mapToGlobal(rect.center()))
        delegate.helpEvent(event, page.list, how, index)
        tips.append(QToolTip.text())
        QToolTip.hideText()
    assert pictures[0] != pictures[1]
    assert ["hours are assumed" in tip for tip in tips] == [False, True]
