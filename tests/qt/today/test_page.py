"""Today: lines with one button each, what they lead to, and that nothing is lost on the way."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import approaches, contacts, drafts, projects, returned, today
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.places import locate
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.today import TodayPage
from partnerdesk.qt.today.line import Line
from partnerdesk.qt.today.ways import ways
from partnerdesk.qt.widgets import EmptyPlace, Label
from tests.qt.conftest import Unhurried
from tests.qt.today.conftest import SLOT, Clock

pytestmark = pytest.mark.usefixtures("clock")


def texts(page: TodayPage) -> list[str]:
    return [each.item.sentence for each in page.lines]


def heads(page: TodayPage) -> list[str]:
    return [each.text() for each in page._list.children() if isinstance(each, Label) and each.isVisible()]


def press(page: TodayPage, qtbot: QtBot, words: str) -> None:
    found = [each for each in page.findChildren(QPushButton) if each.text() == words and each.isVisible()]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def anew(page: TodayPage) -> Line:
    page.refresh(Changes(""))
    (line,) = page.lines
    return line


def offered(page: TodayPage) -> list[str]:
    (place,) = [each for each in page.findChildren(EmptyPlace) if each.isVisible()]
    return [each.text() for each in place.findChildren(QPushButton) if each.isVisible()]


def test_an_empty_book_begins_with_people(page: TodayPage, qtbot: QtBot, book: Book) -> None:
    assert offered(page) == ["Add a contact", "Import…", "Look at the sample book"]
    with qtbot.waitSignal(page.addAsked), qtbot.assertNotEmitted(page.newAsked):
        page.main_action()
    for words, signal in (("Import…", page.importAsked), ("Look at the sample book", page.sampleAsked)):
        with qtbot.waitSignal(signal):
            press(page, qtbot, words)
    page.refresh(contacts.add(book, name="Elena Ruiz"))
    assert offered(page) == ["Write a letter"]


def test_nothing_jumps_when_the_lines_come(
    written: int, runner: Runner, unhurried: Unhurried, qtbot: QtBot
) -> None:
    with unhurried.busy():
        page = TodayPage(runner)
        qtbot.addWidget(page)
        page.resize(1052, 800)
        page.show()
        before = page._title.geometry()
        assert not page._empty.isVisible()
    assert page.lines
    assert page._title.geometry() == before


def test_an_empty_today_teaches_and_offers_to_write(elena: int, page: TodayPage, qtbot: QtBot) -> None:
    assert page.lines == []
    assert offered(page) == ["Write a letter"]
    with qtbot.waitSignal(page.newAsked):
        page.main_action()


def test_yes_inline_lets_the_clock_run_and_can_be_undone(
    written: int, page: TodayPage, book: Book, runner: Runner, qtbot: QtBot
) -> None:
    assert heads(page) == ["Did you send it? · 1"]
    assert texts(page) == ["Did you send the letter to Elena Ruiz?"]
    with qtbot.waitSignal(runner.said) as said:
        press(page, qtbot, "Yes")
    assert said.args[0].label == "Marked the letter as sent"
    assert heads(page) == ["Waiting · 1"]
    runner.undo()
    assert heads(page) == ["Did you send it? · 1"]


def test_no_is_not_asked_again(written: int, page: TodayPage, qtbot: QtBot) -> None:
    press(page, qtbot, "No")
    assert heads(page) == ["Waiting · 1"]
    with qtbot.waitSignal(page.openAsked) as asked:
        press(page, qtbot, "Open the letter")
    assert asked.args == [written]


def test_a_batch_can_be_asked_about_one_by_one(page: TodayPage, book: Book, elena: int, qtbot: QtBot) -> None:
    other = contacts.add(book, name="Ana Sol", place=locate("Puebla", "MX"), emails=[("a@example.org", "")])
    letters = drafts.prepare(book, [elena, *other.made], template="first-proposal", slots=[SLOT])
    drafts.write_out(book, letters, kind="copy")
    line = anew(page)
    assert line.item.sentence == "Did you send these 2 letters?"
    line.asked.emit("apart", line.item)
    assert sorted(texts(page)) == [
        "Did you send the letter to Ana Sol?", "Did you send the letter to Elena Ruiz?",
    ]  # fmt: skip
    page.focus_main()
    line = page.lines[0]
    with qtbot.waitSignal(page.counted):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert heads(page) == ["Did you send it? · 1", "Waiting · 1"]
    assert page.lines[0].item != line.item
    held = QApplication.focusWidget()
    assert page.lines[0].isAncestorOf(held)
    assert held is not page.lines[0].button  # a second Space answers nothing


def test_after_an_answer_the_focus_goes_to_another_question_as_long_as_there_is_one(
    page: TodayPage, book: Book, elena: int, clock: Clock, qtbot: QtBot
) -> None:
    other = contacts.add(book, name="Ana Sol", place=locate("Puebla", "MX"), emails=[("a@example.org", "")])
    for key in (elena, *other.made):
        letters = drafts.prepare(book, [key], template="first-proposal", slots=[SLOT])
        drafts.write_out(book, letters, kind="copy")
        clock.pass_days(1)
    page.refresh(Changes(""))
    page.lines[1].focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert [each.item.kind for each in page.lines] == ["unsent", "waiting"]
    assert page.lines[0].isAncestorOf(QApplication.focusWidget())


def test_a_reminder_leads_to_a_letter(
    written: int, page: TodayPage, book: Book, clock: Clock, elena: int, qtbot: QtBot
) -> None:
    approaches.sent(book, [written])
    clock.pass_days(9)
    line = anew(page)
    assert heads(page) == ["Now · 1"]
    assert line.button is not None
    assert line.button.text() == "Write a reminder"
    with qtbot.waitSignal(page.writeAsked) as asked:
        page.main_action()
    assert asked.args == [[elena], (), "reminder", 0]


def test_what_goes_on_about_a_project_says_it_by_its_key(
    page: TodayPage, book: Book, elena: int, clock: Clock, qtbot: QtBot
) -> None:
    (rivers,) = projects.add(book, title="Rivers").made
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[SLOT], project="Rivers")
    approaches.sent(book, drafts.write_out(book, letters, kind="copy")[0].made)
    clock.pass_days(9)
    anew(page)
    with qtbot.waitSignal(page.writeAsked) as asked:
        page.main_action()
    assert (asked.args[0], asked.args[3]) == ([elena], rivers)


def test_the_main_button_is_the_first_line_s_and_the_only_one(
    written: int, page: TodayPage, book: Book, clock: Clock
) -> None:
    approaches.sent(book, [written])
    for number in range(3):
        other = contacts.add(book, name=f"Teacher {number}").made[0]
        with book.write("x") as writing:
            from partnerdesk.storage.records import Approach

            writing.session.add(Approach(other, state="replied", since=writing.now))
    page.refresh(Changes(""))
    kinds = [each.button.property("kind") for each in page.lines if each.button]
    assert kinds == ["primary", "plain", "plain"]


@pytest.mark.parametrize(("key", "put_off"), [(Qt.Key.Key_S, True), (Qt.Key.Key_D, False)])
def test_snooze_and_done_by_key(
    written: int, page: TodayPage, book: Book, clock: Clock, qtbot: QtBot, key: Qt.Key, *, put_off: bool
) -> None:
    approaches.sent(book, [written])
    clock.pass_days(9)
    anew(page).focus()
    qtbot.keyClick(QApplication.focusWidget(), key)
    (item,) = today.due(book)
    assert (item.kind, item.state) == ("waiting", "sent")
    assert ("Put off" in item.detail) == put_off
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.lines[0].isAncestorOf(focus)  # the focus is not lost
    book.undo()
    assert today.due(book)[0].kind == "due"


def test_the_menu_says_what_else_there_is(
    written: int, page: TodayPage, book: Book, clock: Clock, elena: int, qtbot: QtBot
) -> None:
    approaches.sent(book, [written])
    line = anew(page)
    line.show_menu()
    menu = line.findChild(QMenu)
    assert menu is not None
    acts = {each.text(): each for each in menu.actions()}
    assert list(acts) == [
        "They answered otherwise", "They agreed", "They declined", "Let them rest until next term", "",
        "File an answer…", "Done by another way", "Put off until tomorrow", "Put off for a week",
        "Put off for four weeks", "Show the contact",
    ]  # fmt: skip
    with qtbot.waitSignal(page.contactRequested) as asked:
        acts["Show the contact"].trigger()
    assert asked.args == [elena]
    acts["They agreed"].trigger()
    assert page.lines == []
    menu.close()


def test_a_letter_that_came_back_is_said_to_be_sent_again(
    written: int, page: TodayPage, book: Book, clock: Clock, elena: int
) -> None:
    approaches.sent(book, [written])
    with book.write("It came back") as writing:
        returned.came_back(writing, elena, ["elena.ruiz@normal.example.org"], clock.now)
    clock.pass_days(9)
    line = anew(page)
    line.show_menu()
    menu = line.findChild(QMenu)
    assert menu is not None
    next(each for each in menu.actions() if each.text() == "It was sent again").trigger()
    (item,) = today.due(book)
    assert (item.kind, item.state) == ("waiting", "sent")
    assert item.detail.startswith("0 of 7")


def test_up_and_down_go_from_line_to_line(written: int, page: TodayPage, book: Book, qtbot: QtBot) -> None:
    approaches.sent(book, [written])
    for number in range(2):
        other = contacts.add(book, name=f"Teacher {number}").made[0]
        with book.write("x") as writing:
            from partnerdesk.storage.records import Approach

            writing.session.add(Approach(other, state="replied", since=writing.now))
    page.refresh(Changes(""))
    page.focus_main()
    for wanted in (1, 2, 2, 1):
        key = Qt.Key.Key_Up if wanted == 1 and page._line_in_focus() is page.lines[2] else Qt.Key.Key_Down
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert page._line_in_focus() is page.lines[wanted]


def test_a_change_elsewhere_is_followed(written: int, page: TodayPage, runner: Runner, elena: int) -> None:
    runner.do(lambda book: contacts.edit(book, elena, name="Elena Ruiz Ortega"), context=page)
    assert texts(page) == ["Did you send the letter to Elena Ruiz Ortega?"]
    runner.do(lambda book: contacts.trash(book, [elena]), context=page)
    assert page.lines == []


@pytest.mark.parametrize(
    ("text", "verb", "template", "answer"),
    [
        ("¿Puede ser el martes 16 de marzo a las 10:30?", "Use this time", "confirmation", "another-time"),
        ("¿Puede ser el martes 16 de marzo a las 4:30?", "Answer", "another-time", "another-time"),
        ("Tenemos que cancelar la reunión.", "Answer", "another-time", "another-time"),
        ("Gracias. ¿Qué necesitan los niños?", "Answer", "thanks", "thanks"),
    ],
)
def test_an_answer_is_answered_with_a_letter_that_goes_with_it(
    written: int, page: TodayPage, book: Book, qtbot: QtBot, text: str, verb: str, template: str,
    answer: str,
) -> None:  # fmt: skip
    approaches.sent(book, [written])
    (item,) = today.due(book)
    assert item.approach_id is not None
    approaches.replied(book, item.approach_id, text)
    line = anew(page)
    assert line.button is not None
    assert line.button.text() == verb
    with qtbot.waitSignal(page.writeAsked) as asked:
        page.main_action()
    assert asked.args[2] == template
    assert bool(asked.args[1]) == (verb == "Use this time")
    with qtbot.waitSignal(page.writeAsked) as asked:
        line.asked.emit("answer", line.item)
    assert asked.args[1:3] == [(), answer]


def test_each_of_several_times_can_be_used(
    written: int, page: TodayPage, book: Book, elena: int, qtbot: QtBot
) -> None:
    approaches.sent(book, [written])
    text = "Puede ser el martes 16 de marzo a las 10:30. O el jueves 18 de marzo a las 9:30."
    approaches.replied(book, today.due(book)[0].approach_id or 0, text)
    line = anew(page)
    assert line.item.verb == "Use the first time"
    assert line.item.detail == (
        "They may propose Tuesday 16 March, 10:30 in Hermosillo (13:30 for you); "
        "or Thursday 18 March, 09:30 in Hermosillo (12:30 for you)"
    )
    with qtbot.waitSignal(page.writeAsked) as asked:
        page.main_action()
    assert asked.args[1] == line.item.slots[:1]
    keys = [key for key, words in ways(line.item) if words == "Use Thursday 18 March, 09:30"]
    with qtbot.waitSignal(page.writeAsked) as asked:
        line.asked.emit(keys[0], line.item)
    assert asked.args[1:3] == [line.item.slots[1:], "confirmation"]
    with qtbot.waitSignal(page.timesAsked) as looked:
        line.asked.emit("find", line.item)
    assert looked.args[0] == [elena]


def test_a_moved_time_is_corrected_or_done_with(
    written: int, page: TodayPage, book: Book, elena: int, qtbot: QtBot
) -> None:
    approaches.sent(book, [written])
    contacts.edit(book, elena, week=SchoolWeek.parse("Mon-Fri 14:00-18:00"))
    page.refresh(Changes(""))
    assert heads(page) == ["Now · 1", "Waiting · 1"]
    with qtbot.waitSignal(page.correctAsked) as asked:
        press(page, qtbot, "Write to them")
    assert asked.args == [written]
    page.focus_main()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D)
    assert heads(page) == ["Waiting · 1"]


def test_names_are_text(page: TodayPage, book: Book, clock: Clock) -> None:
    nasty = "<img src=x> & <b>"
    other = contacts.add(book, name=nasty).made[0]
    with book.write("x") as writing:
        from partnerdesk.storage.records import Approach

        writing.session.add(Approach(other, state="replied", since=writing.now))
    line = anew(page)
    assert line.item.sentence.startswith(nasty)
    assert nasty in line.accessibleName()


def test_many_lines_are_shown_in_parts(page: TodayPage, book: Book, clock: Clock, qtbot: QtBot) -> None:
    from partnerdesk.storage.records import Approach, Contact

    with book.write("x") as writing:
        people = [Contact(name=f"Teacher {number:02}") for number in range(40)]
        writing.session.add_all(people)
        writing.session.flush()
        writing.session.add_all(Approach(each.id, state="replied", since=writing.now) for each in people)
    page.refresh(Changes(""))
    assert (len(page.lines), heads(page), page.to_do) == (25, ["Now · 40"], 40)
    press(page, qtbot, "Show 15 more")
    assert len(page.lines) == 40


def letter(path: Path) -> QMimeData:
    path.write_bytes(b"From: a@b.example\n\nx")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def dropped(line: Line, data: QMimeData) -> bool:
    where, copy = QPoint(20, 10), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, copy, data, left, none)
    enter.ignore()
    line.dragEnterEvent(enter)
    if enter.isAccepted():
        line.dropEvent(QDropEvent(QPointF(where), copy, data, left, none))
    return enter.isAccepted()


def test_a_letter_dropped_on_a_line_is_handed_on(
    written: int, page: TodayPage, book: Book, elena: int, tmp_path: Path, qtbot: QtBot
) -> None:
    approaches.sent(book, [written])
    line = anew(page)
    path = tmp_path / "Answer.EML"
    with qtbot.waitSignal(page.dropped) as handed:
        assert dropped(line, letter(path))
    assert handed.args == [path, elena, "Elena Ruiz", line.item.approach_id]
    assert not dropped(line, letter(tmp_path / "list.csv"))


def test_where_there_is_room_stands_who_is_in_school_now(
    qtbot: QtBot, runner: Runner, written: int, book: Book
) -> None:
    page = TodayPage(runner)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    page.show()
    page._fit_beside()
    beside = page.beside
    assert beside is not None
    assert beside.isVisible()
    assert [pin.place for pin in beside.map.pins] == ["Hermosillo, Mexico"]
    assert [each.text() for each in beside._numbers] == ["0", "0", "0"]
    runner.do(lambda book: approaches.sent(book, [written]), context=page)
    page.refresh(Changes(""))
    assert beside._numbers[0].text() == "1"
    assert page.minimumSizeHint().width() < 600  # it gives way, and does not keep the window wide
    page.resize(800, 600)
    assert not beside.isVisible()
