"""Breaks and holidays on the card, for the organisation and for home."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts, home, organisations
from partnerdesk.desk.book import Book
from partnerdesk.qt.calendar_fields import CalendarFold
from partnerdesk.qt.calendar_rows import DaysRow, Sort
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.week_field import WeekField
from partnerdesk.qt.details import DetailsPage
from partnerdesk.qt.runner import Runner

Key = Qt.Key
BREAK = Break(date(2027, 7, 16), date(2027, 7, 20), "")


def field(page: ContactsPage) -> WeekField:
    assert page.panel.editor is not None
    found = page.panel.editor.fields["week"]
    assert isinstance(found, WeekField)
    return found


def edit(page: ContactsPage, key: int) -> WeekField:
    page.show_contact(key)
    page.edit_current()
    return field(page)


def add_break(fold: CalendarFold) -> DaysRow:
    if not fold.unfolded:
        fold.turn()
    assert fold.breaks is not None
    row = fold.breaks.add(Sort.BREAK)
    row.first.setDate(QDate(2027, 7, 16))
    return row


def test_a_break_on_the_card_is_saved_and_the_hours_stay(
    page: ContactsPage, people: dict[str, int], book: Book
) -> None:
    week = edit(page, people["Ramón"])
    week.edit.setText("Mon-Thu 07:00-12:00")
    week.edit.textEdited.emit(week.edit.text())
    add_break(week.calendar)
    kept = contacts.card(book, people["Ramón"]).week
    assert kept is not None
    assert kept.text() == "Mon-Thu 07:00-12:00"
    assert kept.confirmed
    assert kept.breaks == (BREAK,)


def test_breaks_without_hours_are_kept_with_the_assumed_ones_as_assumed(
    page: ContactsPage, people: dict[str, int], book: Book
) -> None:
    week = edit(page, people["Ramón"])
    row = add_break(week.calendar)
    kept = contacts.card(book, people["Ramón"]).week
    assert kept is not None
    assert not kept.confirmed
    assert kept.breaks == (BREAK,)
    again = edit(page, people["Ramón"])
    assert again.edit.text() == ""
    assert again.edit.placeholderText() == "Mon-Fri 08:00-14:00, assumed"
    assert again is week or again.calendar.breaks is None
    row = add_break(again.calendar) if again is not week else row
    assert again.calendar.breaks is not None
    for one in list(again.calendar.breaks.rows):
        one.removed.emit()
    assert contacts.card(book, people["Ramón"]).week is None


def test_an_inherited_calendar_is_the_organisations_to_change(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    school = organisations.listed(book)[0]
    assert school.week is not None
    organisations.edit(book, school.id, week=replace(school.week, breaks=(BREAK,)))
    week = edit(page, people["Elena"])
    week.calendar.turn()
    assert week.calendar.locked
    assert week.calendar.breaks is not None
    assert week.calendar.breaks.days() == (BREAK,)
    week.edit.setFocus()
    qtbot.keyClicks(week.edit, "Mon-Fri 09:00-12:00")
    assert not week.calendar.locked
    qtbot.keyClick(week.edit, Key.Key_Tab)
    own = contacts.card(book, people["Elena"]).week
    assert own is not None
    assert own.breaks == (BREAK,)
    assert own.text() == "Mon-Fri 09:00-12:00"


def test_the_same_hours_as_the_school_follow_it_unless_the_breaks_are_others(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    week = edit(page, people["Elena"])
    week.edit.setFocus()
    qtbot.keyClicks(week.edit, "Mon-Fri 08:00-13:00")
    assert week._note.text() == "The same as Escuela Normal Superior: will follow it."
    add_break(week.calendar)
    assert week._note.text().startswith("Only for this person")
    own = contacts.card(book, people["Elena"]).week
    assert own is not None
    assert own.breaks == (BREAK,)
    assert contacts.card(book, people["Tomás"]).school_week != own


def test_a_wrong_break_is_told_beside_it_and_holds_the_card(
    page: ContactsPage, people: dict[str, int], book: Book
) -> None:
    week = edit(page, people["Ramón"])
    row = add_break(week.calendar)
    row.last.setDate(QDate(2027, 7, 1))
    assert row.error == "It ends before it begins."
    assert week.edit.property("wrong") is not True
    kept = contacts.card(book, people["Ramón"]).week
    assert kept is not None
    assert kept.breaks == (BREAK,)
    assert page.panel.editor is not None
    assert not page.panel.editor.settled()


def test_the_organisations_calendar_holds_for_all_who_follow(
    page: ContactsPage, people: dict[str, int], book: Book
) -> None:
    page.show_contact(people["Elena"])
    page.panel.edit_organisation()
    panel = page.panel._organisation
    assert panel is not None
    add_break(panel._week.calendar)
    for name in ("Elena", "Tomás"):
        week = contacts.card(book, people[name]).school_week
        assert week is not None
        assert week.text() == "Mon-Fri 08:00-13:00"
        assert week.breaks == (BREAK,)


@pytest.fixture
def details(qtbot: QtBot, runner: Runner) -> Iterator[DetailsPage]:
    made = DetailsPage(runner)
    qtbot.addWidget(made)
    runner.changed.connect(made.refresh)
    made.resize(900, 900)
    made.show()
    yield made
    runner.changed.disconnect(made.refresh)


def test_homes_breaks_are_saved_as_one_goes(details: DetailsPage, book: Book) -> None:
    add_break(details.week.calendar)
    week = home.get(book).week
    assert week is not None
    assert week.text() == "Mon-Fri 08:00-15:00"
    assert week.breaks == (BREAK,)
    assert details.week.calendar.holidays is not None
    assert "Michigan, United States" in details.week.calendar.holidays.closes.accessibleName()
    details.week.calendar.holidays.closes.click()
    week = home.get(book).week
    assert week is not None
    assert not week.public_holidays
    assert week.breaks == (BREAK,)


def test_homes_hours_can_change_without_its_breaks(details: DetailsPage, book: Book) -> None:
    add_break(details.week.calendar)
    details.week.edit.setText("Mon-Fri 07:30-14:30")
    details.week.leave()
    week = home.get(book).week
    assert week == replace(SchoolWeek.parse("Mon-Fri 07:30-14:30"), breaks=(BREAK,))
    details.week.edit.clear()
    details.week.leave()
    week = home.get(book).week
    assert week is not None
    assert (week.confirmed, week.breaks) == (False, (BREAK,))
    assert details.week.edit.text() == ""
    assert details.week.edit.placeholderText() == "Mon-Fri 08:00-14:00, assumed"
