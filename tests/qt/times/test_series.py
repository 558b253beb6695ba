"""A time every week in the window: whose clock, how often, what shifts, what is left out, where it goes."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, home, project_slots, projects
from partnerdesk.desk.book import Book
from partnerdesk.formats import ics
from partnerdesk.qt.times import TimesPage
from tests.qt.times.conftest import Caught


def link(page: TimesPage, words: str) -> QPushButton:
    (found,) = [each for each in page.series.bar.findChildren(QPushButton) if each.text() == words]
    return found


@pytest.fixture
def weekly(webinar: TimesPage, qtbot: QtBot) -> TimesPage:
    """The series that begins on 8 March at 12:00 in Detroit, 09:00 in Tijuana."""
    webinar._show(date(2027, 3, 8), datetime(2027, 3, 8, 17, 0, tzinfo=UTC))
    webinar.weekly_button.setFocus()
    qtbot.keyClick(webinar.weekly_button, Qt.Key.Key_Space)
    return webinar


def rows(page: TimesPage) -> list[list[str]]:
    model = page.series.facts
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_it_takes_the_place_of_the_day_with_the_weeks_at_hand(weekly: TimesPage) -> None:
    assert weekly.series.isVisible()
    assert not weekly.grid.isVisible()
    assert not weekly.best.isVisible()
    assert QApplication.focusWidget() is weekly.series.weeks
    assert weekly.series.heading.text() == "Every Monday at 09:00 in Tijuana"


def test_week_by_week_with_what_shifts_and_what_is_left_out(weekly: TimesPage) -> None:
    shown = rows(weekly)
    assert shown[0] == ["1", "Mon 8 March", "12:00", "09:00", "11:00", "12:00", ""]
    assert shown[1][-1] == "Left out: Benito Juárez's birthday in Tijuana, Puebla and Cancún"
    assert shown[2][2:] == ["12:00", "09:00", "▼ 10:00", "▼ 11:00", "1 hour earlier for Puebla and Cancún"]
    assert len(shown) == 6
    assert weekly.series.summary.text().startswith("5 meetings, 1 week left out.")


def test_only_weeks_in_which_we_meet_are_counted(weekly: TimesPage, qtbot: QtBot) -> None:
    box = weekly.series.keeper  # on a clock that does not change with ours: Puebla's
    box.setCurrentIndex(2)
    box.activated.emit(2)
    said = weekly.series.summary.text()
    # 15 March, when our clocks have changed, is a holiday: the first meeting that shifts is on the 22nd
    assert "Your time is 12:00 in 1 week and 13:00 in 4 weeks: it shifts from Monday 22 March on." in said


def test_a_series_says_whose_breaks_are_not_known(weekly: TimesPage) -> None:
    assert "Breaks are not known in Tijuana, Puebla and Cancún" in weekly.series.summary.text()


def test_shifted_times_are_bold_and_weeks_left_out_are_struck_through(weekly: TimesPage) -> None:
    facts = weekly.series.facts
    usual, shifted, out = (
        facts.index(row, column).data(Qt.ItemDataRole.FontRole) for row, column in ((0, 4), (2, 4), (1, 3))
    )
    assert (usual.bold(), shifted.bold(), out.strikeOut(), usual.strikeOut()) == (False, True, True, False)


def test_our_clock_another_day_and_more_weeks_by_key(weekly: TimesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(weekly.series.weeks, "3")
    qtbot.keyClick(weekly.series.weeks, Qt.Key.Key_Return)
    for box, key in ((weekly.series.keeper, Qt.Key.Key_Home), (weekly.series.weekday, Qt.Key.Key_Down)):
        box.setFocus()
        qtbot.keyClick(box, key)
        box.activated.emit(box.currentIndex())
    assert weekly.series.heading.text() == "Every Tuesday at 12:00 in Detroit"
    assert [row[1] for row in rows(weekly)] == ["Tue 9 March", "Tue 16 March", "Tue 23 March"]


def test_the_weekday_chosen_stays_when_the_book_changes(weekly: TimesPage, book: Book) -> None:
    box = weekly.series.weekday
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert weekly.series.heading.text() == "Every Wednesday at 09:00 in Tijuana"
    weekly.series.refresh(weekly.series._parties, weekly.series._asked)
    assert weekly.series.heading.text() == "Every Wednesday at 09:00 in Tijuana"


def test_a_week_outside_somebodys_school_hours_says_so_and_goes_nowhere(
    weekly: TimesPage, book: Book, colleges: list[int]
) -> None:
    weekly.refresh(contacts.edit(book, colleges[1], week=SchoolWeek.parse("Mon-Fri 10:30-13:00")))
    assert rows(weekly)[2][-1] == "Not possible: outside school in Puebla"
    assert "4 weeks outside somebody’s hours" in weekly.series.summary.text()
    assert weekly.series.found is not None
    assert [slot.text() for slot in weekly.series.found.slots] == ["2027-03-08 09:00 America/Tijuana"]


def test_escape_goes_back_to_the_day(weekly: TimesPage) -> None:
    weekly.step_back()
    assert weekly.grid.isVisible()
    assert weekly.best.isVisible()
    assert not weekly.series.isVisible()
    assert QApplication.focusWidget() is weekly.grid


def test_letters_propose_the_first_three(weekly: TimesPage, colleges: list[int], qtbot: QtBot) -> None:
    with qtbot.waitSignal(weekly.writeWith) as asked:
        weekly.main_action()
    keys, slots, project, _ = asked.args or ((), (), None, None)
    assert (keys, project) == (colleges, 0)
    assert [slot.text() for slot in slots] == [
        f"2027-{day} 09:00 America/Tijuana" for day in ("03-08", "03-22", "03-29")
    ]


def test_copied_and_saved_as_a_calendar_with_a_meeting_each(weekly: TimesPage, caught: Caught) -> None:
    weekly.copy()
    assert "lunes, 22 de marzo de 2027, 10:00 en Puebla (UTC−6)" in caught.copied[0]
    assert "Monday, March 22, 2027, 12:00 in Detroit (UTC−4)" in caught.copied[0]
    assert "15 de marzo" not in caught.copied[0]
    weekly.save()
    link(weekly, "An event each").click()
    (file,) = caught.folder.iterdir()
    assert len(ics.slots(file.read_bytes())) == 5
    assert "Saved as" in weekly.series.bar.text


def test_or_saved_as_one_event_that_repeats(weekly: TimesPage, caught: Caught) -> None:
    weekly.save()
    link(weekly, "One that repeats").click()
    (file,) = caught.folder.iterdir()
    content = file.read_bytes()
    assert content.count(b"BEGIN:VEVENT") == 1
    assert b"RRULE:FREQ=WEEKLY;COUNT=6" in content
    assert b"EXDATE;TZID=America/Tijuana:20270315T090000" in content


def test_kept_for_a_project(weekly: TimesPage, book: Book) -> None:
    rivers = projects.add(book, title="Rivers").made[0]
    weekly.project.reload()
    weekly.project.choose(rivers)
    weekly.keep()
    kept = [each.slot for each in project_slots.kept_slots(book, rivers)]
    assert len(kept) == 5
    assert kept[0] == Slot.parse("2027-03-08 09:00 America/Tijuana")
    weekly.keep()
    assert weekly.series.bar.text == "They are kept for “Rivers” already."


def test_nobody_left_to_meet_goes_back_to_the_names(weekly: TimesPage, colleges: list[int]) -> None:
    for key in colleges:
        weekly.remove(("contact", key))
    assert not weekly.series.isVisible()
    assert weekly.nobody.isVisible()


def test_a_time_that_suits_not_all_is_not_repeated(webinar: TimesPage, book: Book) -> None:
    home.edit(book, stretch=None)
    webinar._show(date(2027, 3, 8), datetime(2027, 3, 8, 22, 0, tzinfo=UTC))
    assert not webinar.weekly_button.isEnabled()
    webinar.repeat()
    assert not webinar.series.isVisible()
