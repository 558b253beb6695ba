"""The times proposed, and the project that letters speak of."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts, project_slots, projects
from partnerdesk.desk.book import Book
from partnerdesk.qt.drafts import DraftsPage
from partnerdesk.qt.drafts.recipient import Recipient
from partnerdesk.qt.letter.times_box import TimesBox, clock_of, local_words
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import Clock, LinkButton
from partnerdesk.storage.records import Approach
from tests.qt.conftest import Unhurried

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


LATER = Slot.parse("2027-03-18 10:00 America/Hermosillo")


def say(page: DraftsPage, wall: str, zone: str) -> None:
    field = page.writing.times._rows[0].field
    field.ask(datetime.fromisoformat(wall), zone)
    page.writing.times._told()
    page.writing.letters.settle()


def test_a_time_that_does_not_exist_holds_the_letter_back(qtbot: QtBot, page: DraftsPage, elena: int) -> None:
    page.start([elena])
    before = page.writing.letter.body.toPlainText()
    say(page, "2027-03-14T02:30", "America/Detroit")
    assert page.writing.times.slots() is None
    assert page.writing.letter.body.toPlainText() == before
    assert not page.writing.send.save.isEnabled()
    assert "not settled" in page.writing.send._why.text()
    said = page.writing.findings.said
    assert [each.text for each in said if each.level == "stop"] == ["One of the times is not settled yet."]
    well = {each.rule for each in said if each.level == "ok"}
    assert {"missing-fields", "address"} <= well
    assert not well & {"both-times", "school-hours", "past"}  # nothing good is said of the times of before
    say(page, "2027-03-16T12:00", "America/Detroit")
    assert page.writing.send.save.isEnabled()


def struck_out(page: DraftsPage) -> list[str]:
    marks = page.writing.letter.body.extraSelections()
    return [mark.cursor.selectedText().strip() for mark in marks if mark.format.fontStrikeOut()]


@pytest.mark.parametrize("wall", ["2027-03-14T02:30", "2027-11-07T01:30"])
def test_the_letter_does_not_go_on_proposing_the_time_of_before(
    page: DraftsPage, elena: int, wall: str
) -> None:
    page.start([elena])
    body = page.writing.letter.body
    assert struck_out(page) == []
    assert body.accessibleDescription() == ""
    say(page, wall, "America/Detroit")
    assert any("8 de marzo" in line for line in struck_out(page))
    assert len(struck_out(page)) == 2  # on both clocks
    assert body.accessibleDescription() == "Its times are those of before."
    say(page, "2027-03-16T12:00", "America/Detroit")
    assert struck_out(page) == []
    assert body.accessibleDescription() == ""


def test_no_reason_is_asked_for_that_could_not_let_a_letter_out(page: DraftsPage, elena: int) -> None:
    page.start([elena])
    say(page, "2027-03-14T02:30", "America/Detroit")
    verbs = [each.text() for each in page.writing.findings.findChildren(LinkButton) if each.isVisible()]
    assert "Change the time" in verbs
    assert "Send all the same…" not in verbs


def test_a_time_that_happens_twice_is_asked_about(page: DraftsPage, elena: int) -> None:
    page.start([elena])
    say(page, "2027-11-07T01:30", "America/Detroit")
    assert page.writing.times.slots() is None
    page.writing.times._rows[0].field._choose(1)
    (slot,) = page.writing.times.slots() or ()
    assert slot.fold == 1


def test_up_to_three_times_can_be_proposed(qtbot: QtBot, page: DraftsPage, elena: int) -> None:
    page.start([elena])
    times = page.writing.times
    for _ in range(2):
        qtbot.keyClick(times._more, Qt.Key.Key_Space)
    assert times._more.isHidden()
    page.writing.letters.settle()
    slots = page.writing.letters.asked.slots
    assert [slot.wall.day for slot in slots] == [8, 9, 10]
    text = page.writing.letter.body.toPlainText()
    assert all(day in text for day in ("lunes, 8", "martes, 9", "miércoles, 10"))
    qtbot.keyClick(times._rows[1].away, Qt.Key.Key_Space)
    page.writing.letters.settle()
    assert "martes, 9" not in page.writing.letter.body.toPlainText()
    assert not times._more.isHidden()


def test_the_next_day_after_friday_is_monday(qtbot: QtBot, page: DraftsPage, elena: int) -> None:
    page.start([elena])
    say(page, "2027-03-12T10:00", "America/Hermosillo")
    qtbot.keyClick(page.writing.times._more, Qt.Key.Key_Space)
    slots = page.writing.times.slots() or ()
    assert [slot.wall.day for slot in slots] == [12, 15]


def test_the_clocks_are_those_of_the_letter_shown(page: DraftsPage, elena: int, priya: int) -> None:
    page.start([elena, priya])
    assert page.writing.times._theirs == Clock("Hermosillo", "America/Hermosillo")
    page.writing.recipients.choose(priya)
    assert page.writing.times._theirs == Clock("Kochi", "Asia/Kolkata")
    assert page.writing.times.slots() == page.writing.letters.asked.slots


def test_local_words_give_the_date_once_unless_it_differs() -> None:
    here, there = Clock("Detroit", "America/Detroit"), Clock("Puebla", "America/Mexico_City")
    slot = Slot.parse("2027-03-16 10:00 America/Mexico_City")
    assert local_words(slot, there, here) == ["10:00 in Puebla (UTC−6)", "12:00 in Detroit (UTC−4)"]
    late = Slot.parse("2027-03-16 23:00 America/Mexico_City")
    assert local_words(late, there, here)[1] == "Wed 17 Mar, 01:00 in Detroit (UTC−4)"
    assert local_words(slot, clock_of(None), here) == ["12:00 in Detroit (UTC−4)"]


def test_three_times_leave_room_for_the_letter_in_a_small_window(
    qtbot: QtBot, page: DraftsPage, elena: int, priya: int
) -> None:
    page.resize(796, 768)  # beside the navigation of a window of 1024 by 768
    days = ("16", "18", "19")
    page.start([elena, priya], [Slot.parse(f"2027-03-{day} 10:00 America/Hermosillo") for day in days])
    writing = page.writing
    writing.choices.project.setFocus()

    def heights() -> tuple[int, int]:
        QApplication.processEvents()
        return writing.letter.visibleRegion().boundingRect().height(), writing.area.height()

    before = heights()
    assert before[0] >= 300
    qtbot.mouseClick(writing.send.save, Qt.MouseButton.LeftButton)
    assert not writing.send.bar.isHidden()
    qtbot.waitUntil(lambda: heights() == before)  # nothing jumps
    qtbot.keyClick(writing.send.bar._close, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: heights() == before)
    assert not writing.send._held.isHidden()  # Priya's letter still is


def test_what_is_chosen_stands_in_one_row(page: DraftsPage, elena: int, book: Book) -> None:
    (water,) = projects.add(book, title="Water in our town").made
    page.resize(796, 768)
    page.start([elena], project=water)
    QApplication.processEvents()
    choices = page.writing.choices
    combos = (choices.template, choices.language, choices.project)
    assert len({each.mapTo(page, QPoint(0, 0)).y() for each in combos}) == 1
    assert choices.edit.isVisible()
    assert choices.project.width() > choices.project.fontMetrics().horizontalAdvance("Water in our town")


def test_a_project_is_made_in_place_and_stands_in_the_letter(
    qtbot: QtBot, page: DraftsPage, elena: int, book: Book
) -> None:
    page.start([elena])
    page.writing.choices.project.setFocus()
    qtbot.keyClick(page.writing.choices.project, "N")
    for _ in range(3):
        if page.writing.form.isHidden():
            qtbot.keyClick(page.writing.choices.project, Qt.Key.Key_Down)
    form = page.writing.form
    assert not form.isHidden()
    focus = QApplication.focusWidget()
    assert focus is form.fields["title"]
    qtbot.keyClicks(focus, "Agua")
    qtbot.keyClicks(form.fields["theirs_does"], "tres fotos del barrio")
    form.minutes.setValue(30)
    qtbot.keyClick(form.fields["theirs_does"], Qt.Key.Key_Return)
    page.writing.letters.settle()
    assert form.isHidden()
    assert projects.named(book, "Agua").minutes == 30
    assert "tres fotos del barrio" in page.writing.letter.body.toPlainText()
    assert "30 minutos" in page.writing.letter.body.toPlainText()
    assert page.writing.title.text() == "Agua"


def test_the_times_kept_with_the_project_are_proposed_until_others_are_said(
    page: DraftsPage, elena: int, book: Book
) -> None:
    kept = Slot.parse("2027-03-16 11:00 America/Hermosillo", 60)
    (rivers,) = projects.add(book, title="Rivers", minutes=60).made
    (stars,) = projects.add(book, title="Stars", minutes=30).made
    project_slots.keep_slots(book, rivers, [kept])
    page.start([elena], project=rivers)
    assert page.writing.letters.asked.slots == page.writing.times.slots() == (kept,)
    assert "martes, 16 de marzo de 2027, 11:00" in page.writing.letter.body.toPlainText()
    page.writing.subject.choose_project(stars)  # which has none: one is found as for any letter
    (found,) = page.writing.letters.asked.slots
    assert (found.wall.day, found.minutes) == (8, 30)
    say(page, "2027-03-17T12:00", "America/Detroit")
    page.writing.subject.choose_project(rivers)
    assert kept not in page.writing.letters.asked.slots


def test_a_title_taken_is_said_beside_it_and_escape_leaves_the_form(
    qtbot: QtBot, page: DraftsPage, book: Book
) -> None:
    projects.add(book, title="Agua")
    page.start([])
    form = page.writing.form
    form.open(0)
    qtbot.keyClicks(form.fields["title"], "agua")
    form.save()
    assert not form.isHidden()
    assert "already" in form._forms["title"].error
    page.step_back()
    assert form.isHidden()
    assert len(projects.listed(book)) == 1


def test_a_project_is_edited_and_the_letters_follow(page: DraftsPage, elena: int, book: Book) -> None:
    (water,) = projects.add(book, title="Agua", theirs_does="fotos").made
    page.start([elena])
    page.writing.subject.load_projects()
    page.writing.choices.projectChosen.emit(water)
    page.writing.letters.settle()
    form = page.writing.form
    form.open(water)
    form.fields["title"].setText("Agua viva")
    form.fields["theirs_does"].setText("un mapa")
    form.save()
    page.writing.letters.settle()
    text = page.writing.letter.body.toPlainText()
    assert "Agua viva" in text
    assert "un mapa" in text


def test_letters_stay_about_a_project_that_is_renamed_elsewhere(
    page: DraftsPage, elena: int, book: Book, runner: Runner
) -> None:
    (rivers,) = projects.add(book, title="Rivers", theirs_does="show the river").made
    page.start([elena], project=rivers)
    letters = page.writing.letters
    letters.edit(elena, letters.text(elena)[0], letters.text(elena)[1] + "\n\nPS. Hola")
    letters.settle()
    runner.do(lambda book: projects.edit(book, rivers, title="Two rivers"), context=page)
    letters.settle()
    assert page.writing.title.text() == page.writing.choices.project.currentText() == "Two rivers"
    assert [each.project_id for each in letters.shown] == [rivers]
    page.copy()
    with book.read() as session:
        assert [each.project_id for each in session.query(Approach)] == [rivers]


def test_letters_about_a_project_that_is_thrown_away_are_about_none(
    page: DraftsPage, elena: int, book: Book, runner: Runner
) -> None:
    (rivers,) = projects.add(book, title="Rivers").made
    page.start([elena], project=rivers)
    runner.do(lambda book: projects.trash(book, rivers), context=page)
    page.writing.letters.settle()
    assert page.writing.choices.project.currentText() == "No project"
    assert [each.project_id for each in page.writing.letters.shown] == [None]
    assert page.writing.bar.isHidden()


def test_where_no_time_is_found_none_of_before_is_shown(qtbot: QtBot) -> None:
    times = TimesBox()
    qtbot.addWidget(times)
    times.set_least(1)
    times.set_slots((LATER,))
    times.set_slots(())
    assert times.slots() == ()
    assert times._more.text() == "Propose a time"


def test_a_check_of_before_another_time_was_said_does_not_bring_the_old_one_back(
    page: DraftsPage, elena: int, unhurried: Unhurried
) -> None:
    page.start([elena], [Slot.parse("2027-03-16 10:00 America/Hermosillo")])
    letters = page.writing.letters
    letters.settle()
    other = (Slot.parse("2027-03-17 10:00 America/Hermosillo"),)
    with unhurried.busy():
        letters.ask(slots=other)
        letters.settle()
        letters.edit(elena, "Hola", "Sin horas.")
        letters.settle()
    assert letters.shown[0].draft.slots == other
    letters.settle()
    assert letters.shown[0].draft.slots == other
    assert letters.is_settled()


def test_a_time_found_for_another_project_begins_letters_about_that_one(
    page: DraftsPage, elena: int, book: Book
) -> None:
    rivers, stars = (projects.add(book, title=title).made[0] for title in ("Rivers", "Stars"))
    page.start([elena], project=rivers)
    page.start([elena], [LATER], stars)
    page.writing.letters.settle()
    asked = page.writing.letters.asked
    assert (asked.project, asked.slots, page.writing.title.text()) == (stars, (LATER,), "Stars")


def test_a_time_found_for_those_in_hand_goes_into_their_letters(
    page: DraftsPage, elena: int, book: Book
) -> None:
    (rivers,) = projects.add(book, title="Rivers").made
    page.start([elena], project=rivers, template="reminder")
    for project in (None, rivers):
        page.start([elena], [LATER], project)
        asked = page.writing.letters.asked
        assert (asked.project, asked.slots, asked.template) == (rivers, (LATER,), "reminder")


def test_a_time_found_after_a_letter_that_takes_none_begins_another_letter(
    page: DraftsPage, elena: int
) -> None:
    page.start([elena], template="polite-no")
    page.start([elena], [LATER])
    page.writing.letters.settle()
    (letter,) = page.writing.letters.shown
    assert (letter.template, letter.draft.slots) == ("first-proposal", (LATER,))


def test_a_letter_that_has_gone_out_stays_as_it_is_unless_the_time_was_looked_for_it(
    page: DraftsPage, elena: int, book: Book
) -> None:
    page.start([elena])
    page.writing.letters.settle()
    page.copy()
    (gone,) = drafts.lines(book)
    page.start([elena], [LATER])
    page.writing.letters.settle()
    page.copy()
    assert len(drafts.lines(book)) == 2
    page.open_draft(gone.draft_id)
    page.start([elena], [LATER])
    assert page.writing.letters.keeper.hand.keys == {}
    page.open_draft(gone.draft_id)
    page.start([elena], [LATER], searched=True)
    assert page.writing.letters.keeper.hand.keys == {elena: gone.draft_id}


def test_a_time_found_by_another_way_is_not_for_the_letter_that_one_was_once_looked_for(
    page: DraftsPage, elena: int, priya: int
) -> None:
    page.start([elena, priya])
    page.writing.letters.settle()
    page.writing._search()
    page.start([elena], [LATER])
    assert page.writing.letters.asked.contact_ids == (elena,)


def test_one_length_counts_for_all_times(qtbot: QtBot, page: DraftsPage, elena: int) -> None:
    page.start([elena])
    times = page.writing.times
    times._minutes.setValue(30)
    qtbot.keyClick(times._more, Qt.Key.Key_Space)
    page.writing.letters.settle()
    assert [slot.minutes for slot in page.writing.letters.asked.slots] == [30, 30]
    times._minutes.setValue(60)
    page.writing.letters.settle()
    assert [slot.minutes for slot in page.writing.letters.asked.slots] == [60, 60]
    assert "60 minutos" in page.writing.letter.body.toPlainText()


@pytest.mark.parametrize("width", [1300, 1052, 980, 921, 871, 831, 796, 700])
def test_the_checklist_is_whole_at_every_width(page: DraftsPage, elena: int, width: int) -> None:
    page.resize(1300, 740)
    page.start([elena])
    page.writing.letters.settle()
    page.resize(width, 740)
    QApplication.processEvents()
    writing = page.writing
    assert writing.width() == width
    left = writing.findings.mapTo(page, QPoint(0, 0)).x()
    assert writing.findings.isVisible()
    assert left >= 0
    assert left + writing.findings.width() < width
    assert writing.send.mapTo(page, QPoint(0, 0)).x() + writing.send.width() < width


@pytest.mark.parametrize("width", [796, 1052])  # beside the navigation of a window of 1024, and of 1280
def test_a_time_is_one_line_of_fields(qtbot: QtBot, page: DraftsPage, elena: int, width: int) -> None:
    page.resize(width, 700)
    page.start([elena])
    QApplication.processEvents()
    field = page.writing.times._rows[0].field
    spots = [each.geometry() for each in (field._day, field._time, field._clock)]
    assert len({spot.center().y() for spot in spots}) == 1
    assert not field._minutes.isVisible()


def test_one_letter_can_have_times_of_its_own(qtbot: QtBot, page: DraftsPage, elena: int, priya: int) -> None:
    page.start([elena], [Slot.parse("2027-03-16 10:00 America/Hermosillo")])
    letters, times = page.writing.letters, page.writing.times
    assert not times.alone.isVisible()  # one letter has no others
    letters.add(priya)
    letters.settle()
    page.writing.recipients.choose(priya)
    times.alone.click()
    say(page, "2027-03-17T11:00", "Asia/Kolkata")
    own = Slot.parse("2027-03-17 11:00 Asia/Kolkata")
    assert letters.asked.own_slots == {priya: (own,)}
    text = page.writing.letter.body.toPlainText()
    assert "Wednesday, 17 March 2027, 11:00" in text
    assert "16 March" not in text
    chips = [chip.text() for chip in page.writing.recipients.findChildren(Recipient)]
    assert chips == ["Elena Ruiz · es", "Priya Nair · en · own time"]
    page.writing.recipients.choose(elena)
    assert not times.alone.isChecked()
    assert times.slots() == letters.asked.slots == (Slot.parse("2027-03-16 10:00 America/Hermosillo"),)
    assert "10:00 en Hermosillo" in page.writing.letter.body.toPlainText()
    say(page, "2027-03-18T10:00", "America/Hermosillo")
    page.writing.recipients.choose(priya)
    assert times.alone.isChecked()
    assert times.slots() == (own,)
    assert [each.draft.slots for each in letters.shown] == [letters.asked.slots, (own,)]
    times.alone.click()
    letters.settle()
    assert {each.draft.slots for each in letters.shown} == {letters.asked.slots}
    assert times.slots() == letters.asked.slots


def test_a_time_that_is_being_said_for_one_letter_is_not_taken_for_the_others(
    page: DraftsPage, elena: int, priya: int
) -> None:
    page.start([elena, priya], [Slot.parse("2027-03-16 10:00 America/Hermosillo")])
    page.writing.times.alone.click()
    say(page, "2027-03-14T02:30", "America/Detroit")
    assert page.writing.times.slots() is None
    page.writing.recipients.choose(priya)
    assert page.writing.times.slots() == page.writing.letters.asked.slots


def test_where_no_hour_is_common_it_is_said_until_hours_are_entered(
    page: DraftsPage, runner: Runner, priya: int
) -> None:
    page.start([priya])
    apart = page.writing.times._apart
    assert apart.text() == "You and Priya Nair have no school hour in common in the next two weeks."
    assert not apart.isHidden()
    week = SchoolWeek.parse("Mon-Fri 17:00-21:00")
    runner.do(lambda book: contacts.edit(book, priya, week=week), context=page)
    assert apart.isHidden()
    assert page.writing.send.save.isEnabled()


def test_it_is_said_why_another_time_is_proposed_by_itself(
    qtbot: QtBot, page: DraftsPage, book: Book, runner: Runner, elena: int
) -> None:
    page.start([elena])
    letters, why = page.writing.letters, page.writing.times._moved
    before = letters.asked.slots
    assert why.isHidden()
    runner.do(
        lambda book: contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 11:00-15:00")),
        context=page,
        done=page.refresh,
    )
    letters.settle()
    assert letters.asked.slots != before
    assert not why.isHidden()
    assert why.text().startswith("Another time is proposed: ")
    assert "is outside Elena Ruiz’s school hours" in why.text()
    page.writing._timed(before)
    assert why.isHidden()


def test_the_time_put_in_goes_with_the_projects_dates_and_length(
    page: DraftsPage, book: Book, elena: int
) -> None:
    about = {"opens": date(2027, 5, 1), "closes": date(2027, 6, 30), "minutes": 30}
    (water,) = projects.add(book, title="Water", **about).made  # type: ignore[arg-type]
    for template in ("first-proposal", "reminder"):
        page.start([elena], project=water, template=template)
        page.writing.letters.settle()
        (slot,) = page.writing.letters.asked.slots
        assert (slot.wall.date(), slot.minutes) == (date(2027, 5, 3), 30), template
        found = {each.rule: each.level for each in page.writing.findings.said}
        assert found["project-dates"] == "ok", template


def test_a_time_that_is_put_in_the_place_of_another_goes_with_the_projects_dates(
    page: DraftsPage, book: Book, elena: int
) -> None:
    projects.add(book, title="Water", opens=date(2027, 5, 1), closes=date(2027, 6, 30))
    slot = Slot.parse("2027-05-04 10:00 America/Hermosillo")
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[slot], project="Water")
    (gone,) = drafts.write_out(book, letters, kind="copy")[0].made
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 11:00-14:00"))
    page.correct(gone)
    page.writing.letters.settle()
    (slot,) = page.writing.letters.asked.slots
    assert slot.wall.date() == date(2027, 5, 3)


def test_another_time_is_another_one_than_they_were_told(page: DraftsPage, book: Book, elena: int) -> None:
    page.start([elena])
    page.writing.letters.settle()
    (first,) = page.writing.letters.asked.slots
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[first])
    drafts.write_out(book, letters, kind="copy")
    page.start([elena], template="first-proposal")
    page.writing.letters.settle()
    assert page.writing.letters.asked.slots == (first,)
    page.start([elena], template="another-time")
    page.writing.letters.settle()
    (other,) = page.writing.letters.asked.slots
    assert other.wall.date() != first.wall.date()
    projects.add(book, title="Rivers")
    project_slots.keep_slots(book, 1, [first, other])
    page.start([elena], template="another-time", project=1)
    page.writing.letters.settle()
    assert page.writing.letters.asked.slots == (other,)
