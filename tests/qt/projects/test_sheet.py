"""A project is edited in place: saved as one types, said beside its field what cannot be, undone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import partners, project_slots, projects
from partnerdesk.desk.book import Book
from partnerdesk.qt.projects import ProjectsPage
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.saved_fields import Lines
from tests.qt.conftest import Unhurried

pytestmark = pytest.mark.usefixtures("water")


def test_what_is_typed_is_in_the_book_and_can_be_undone(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int, runner: Runner
) -> None:
    field = page.sheet.sides["theirs_gains"]
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "keeps the photos")
    page.sheet.title.edit.setFocus()  # leaves the field
    assert projects.get(book, water).theirs_gains == "keeps the photos"
    runner.undo()
    assert field.edit.toPlainText() == ""


def test_letters_are_about_the_project_though_its_title_was_typed_just_now(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int, elena: int, unhurried: Unhurried
) -> None:
    partners.join(book, water, [elena])
    page._load()
    with qtbot.waitSignal(page.writeRequested) as heard:
        page.sheet.title.edit.setFocus()
        page.sheet.title.edit.selectAll()
        qtbot.keyClicks(page.sheet.title.edit, "Stars")
        with unhurried.busy():  # the new title is not in the book yet
            page.main_action()
    assert heard.args == [[elena], water]
    assert projects.get(book, water).title == "Stars"


def test_a_pause_is_enough(qtbot: QtBot, page: ProjectsPage, book: Book, water: int) -> None:
    field = page.sheet.lines["subject"]
    qtbot.keyClicks(field.edit, "rivers ")
    field._timer.timeout.emit()
    assert projects.get(book, water).subject == "rivers"
    assert field.edit.text() == "rivers "  # what is being typed stays as it is


def test_the_state_goes_on_by_arrow_key(qtbot: QtBot, page: ProjectsPage, book: Book, water: int) -> None:
    row = page.sheet.state.edit
    qtbot.keyClick(row.steps["planning"], Qt.Key.Key_Right)
    assert projects.get(book, water).state == "seeking"
    assert row.steps["seeking"].isChecked()
    assert row.steps["seeking"].hasFocus()
    qtbot.keyClick(row.steps["seeking"], Qt.Key.Key_Left)
    qtbot.keyClick(row.steps["planning"], Qt.Key.Key_Left)  # there is none before it
    assert projects.get(book, water).state == "planning"


def test_a_window_that_closes_before_it_opens_is_refused_at_the_field(
    page: ProjectsPage, book: Book, water: int
) -> None:
    opens, closes = page.sheet.opens, page.sheet.closes
    opens.begin.click()
    opens.edit.setDate(date(2027, 5, 1))
    closes.begin.click()
    assert projects.get(book, water).closes == date(2027, 5, 1)  # no day before it is proposed
    closes.edit.setDate(date(2027, 4, 1))
    assert "before it opens" in closes.field.error
    assert projects.get(book, water).closes == date(2027, 5, 1)
    opens.edit.setDate(date(2027, 3, 1))  # now what was refused is right
    assert closes.field.error == ""
    assert projects.get(book, water).closes == date(2027, 4, 1)
    closes.clear.click()
    assert projects.get(book, water).closes is None


def test_a_title_that_is_taken_or_empty_is_said_beside_it(page: ProjectsPage, book: Book, water: int) -> None:
    projects.add(book, title="Songs")
    title = page.sheet.title
    for text, told in (("songs", "already"), ("", "needs a title")):
        title.edit.setText(text)
        title.leave()
        assert told in title.field.error
    assert projects.get(book, water).title == "Water in our town"


def test_numbers_and_languages_are_kept(page: ProjectsPage, book: Book, water: int) -> None:
    page.sheet.minutes.edit.setValue(50)
    page.sheet.minutes.leave()
    page.sheet.wanted.edit.setValue(4)
    page.sheet.wanted.leave()
    page.sheet.languages.edit.set_values(("es", "fr"))
    page.sheet.languages.leave()
    kept = projects.get(book, water)
    assert (kept.minutes, kept.partners_wanted, kept.languages) == (50, 4, ("es", "fr"))


def test_what_is_one_sided_is_asked_about_as_one_types(qtbot: QtBot, page: ProjectsPage) -> None:
    note = page.sheet._uneven
    assert note.isHidden()
    qtbot.keyClicks(page.sheet.sides["ours_gains"].edit, "practises its Spanish")
    assert note.text() == "What does their class gain? So far only ours does."
    qtbot.keyClicks(page.sheet.sides["theirs_gains"].edit, "sees our river")
    assert note.isHidden()


def test_the_questions_of_the_craft_are_counted(qtbot: QtBot, page: ProjectsPage) -> None:
    assert page.sheet._considered.text() == "0 of 4 considered"
    qtbot.keyClicks(page.sheet.questions["their_wish"].edit, "talks in English")
    qtbot.keyClicks(page.sheet.questions["their_equipment"].edit, "a telephone")
    assert page.sheet._considered.text() == "2 of 4 considered"


def test_their_calendar_within_the_window_is_told(
    page: ProjectsPage, book: Book, water: int, elena: int
) -> None:
    assert page.sheet._closed.isHidden()
    partners.join(book, water, [elena])
    projects.edit(book, water, opens=date(2027, 3, 8), closes=date(2027, 3, 31))
    page._load()
    assert "Benito Juárez" in page.sheet._closed.text()
    assert "Puebla" in page.sheet._closed.text()
    projects.edit(book, water, opens=date(2027, 3, 29))
    page._load()
    told = page.sheet._closed.text().splitlines()[1:]
    assert told[0] == "Breaks are not known in Puebla: ask when there is no school."
    assert not [line for line in told if "Benito" in line]


def test_times_kept_are_told_on_both_clocks_and_taken_out(page: ProjectsPage, book: Book, water: int) -> None:
    slots = [
        Slot.parse("2027-03-16 10:00 America/Mexico_City"),
        Slot.parse("2027-02-16 09:00 America/Detroit"),
    ]
    project_slots.keep_slots(book, water, slots)
    page._load()
    told = [line.accessibleName() for line in page.sheet.times.lines]
    assert told == [
        "Tuesday, 16 February 2027: 09:00 in Detroit · 45 minutes · gone by",
        "Tuesday, 16 March 2027: 10:00 in Mexico City · 12:00 in Detroit · 45 minutes",
    ]
    page.sheet.times.dropAsked.emit(slots[0])
    assert [each.slot for each in project_slots.kept_slots(book, water)] == [slots[1]]
    assert len(page.sheet.times.lines) == 1


def test_what_was_typed_is_kept_with_its_own_project_when_another_is_shown(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int
) -> None:
    songs = projects.add(book, title="Songs").made[0]
    page._load()
    page.show_project(water)
    page.sheet.change.edit.setPlainText("the date")
    page.show_project(songs)
    assert page.sheet.title.edit.text() == "Songs"
    assert page.sheet.change.edit.toPlainText() == ""
    assert projects.get(book, water).open_to_change == "the date"
    assert projects.get(book, songs).open_to_change == ""


def test_a_change_elsewhere_leaves_what_is_being_typed(
    qtbot: QtBot, page: ProjectsPage, book: Book, water: int
) -> None:
    qtbot.keyClicks(page.sheet.lines["subject"].edit, "half a th")
    projects.edit(book, water, subject="from elsewhere", ages="9–11")
    page._load()
    assert page.sheet.lines["subject"].edit.text() == "half a th"
    assert page.sheet.lines["ages"].edit.text() == "9–11"


def test_leaving_the_page_keeps_what_was_typed(page: ProjectsPage, book: Book, water: int) -> None:
    page.sheet.sides["ours_does"].edit.setPlainText("shows photos")
    page.hide()
    assert projects.get(book, water).ours_does == "shows photos"


def test_long_text_makes_its_field_higher_until_it_scrolls(page: ProjectsPage) -> None:
    field = page.sheet.sides["ours_does"]
    assert isinstance(field, Lines)
    low = field.edit.height()
    field.edit.setPlainText("\n".join("line" for _ in range(6)))
    middle = field.edit.height()
    field.edit.setPlainText("\n".join("line" for _ in range(60)))
    assert low < middle < field.edit.height() < 2 * middle
