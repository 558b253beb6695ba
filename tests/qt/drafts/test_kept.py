"""The list of letters in the book."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.core.breaks import Break
from partnerdesk.core.checklist import outside
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import approaches, contacts, drafts, projects
from partnerdesk.desk.book import Book
from partnerdesk.qt.drafts import DraftsPage
from partnerdesk.qt.drafts.kept import KeptModel, about_words
from partnerdesk.qt.runner import Runner

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SLOT = Slot.parse("2027-03-16 10:00 America/Hermosillo")


def kept(book: Book, *keys: int) -> list[int]:
    letters = drafts.prepare(book, keys, template="first-proposal", slots=[SLOT])
    return [drafts.keep(book, letter).made[0] for letter in letters]


def test_the_model_is_sound(book: Book, elena: int, priya: int, qapp: object) -> None:
    model = KeptModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    kept(book, elena, priya)
    model.show(drafts.lines(book))
    assert model.rowCount() == 2
    assert "not gone out yet, 1 March 2027" in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    model.show([])
    assert tester.model() is model


def test_the_day_of_a_letter_stays_whole_where_there_is_little_room(
    book: Book, elena: int, qapp: QApplication
) -> None:
    kept(book, elena)
    line = replace(drafts.lines(book)[0], project="Where the water of our town comes from")
    metrics = QFontMetrics(qapp.font())
    whole = about_words(line, metrics, 2000)
    assert whole == "First proposal · Where the water of our town comes from · 1 March 2027"
    room = metrics.horizontalAdvance(whole) // 2
    words = about_words(line, metrics, room)
    assert words.startswith("First proposal")
    assert words.endswith("… · 1 March 2027")
    assert metrics.horizontalAdvance(words) <= room
    assert about_words(replace(line, template="", project=""), metrics, room) == "1 March 2027"


def test_a_row_says_what_was_said_of_sending_and_which_project_it_is_about(
    book: Book, elena: int, qapp: object
) -> None:
    projects.add(book, title="Agua")
    sent, unsent = (
        drafts.write_out(
            book,
            drafts.prepare(book, [elena], template="first-proposal", slots=[SLOT], project="Agua"),
            kind="copy",
        )[0].made[0]
        for _ in range(2)
    )
    model = KeptModel()

    def said() -> list[str]:
        model.show(drafts.lines(book))
        rows = (model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2))
        return [each.partition("First proposal, ")[2] for each in rows]

    assert said() == ["Agua, copied, 1 March 2027"] * 2
    approaches.sent(book, [sent])
    approaches.sent(book, [unsent], yes=False)
    assert said() == ["Agua, marked as not sent, 1 March 2027", "Agua, marked as sent, 1 March 2027"]


def test_an_empty_list_teaches(page: DraftsPage) -> None:
    assert page.kept._stack.currentIndex() == 1


def test_return_opens_a_letter(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int
) -> None:
    kept(book, elena)
    page.kept.load()
    page.show_kept()
    qtbot.keyClick(page.kept.list, Qt.Key.Key_Return)
    assert page.writing.recipients.current == elena
    assert page._stack.currentWidget() is page.writing


def test_delete_moves_to_trash_and_undo_brings_it_back(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int, priya: int
) -> None:
    kept(book, elena, priya)
    with qtbot.waitSignal(page.counted) as counted:
        page.kept.load()
    assert counted.args == [2]
    page.show_kept()
    with qtbot.waitSignal(runner.said) as said:
        qtbot.keyClick(page.kept.list, Qt.Key.Key_Delete)
    assert said.args[0].label == "1 letter moved to Trash"
    assert page.kept.list.model().rowCount() == 1
    runner.undo()
    assert page.kept.list.model().rowCount() == 2


def test_what_another_way_wrote_appears(page: DraftsPage, runner: Runner, book: Book, elena: int) -> None:
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[SLOT])
    runner.do(lambda one: drafts.write_out(one, letters, kind="copy")[0], context=page)
    assert page.kept._about.text() == "1 letter"
    assert page.kept._stack.currentIndex() == 0


def test_a_correction_of_a_time_on_a_closed_day_begins_with_one_that_suits_both(
    page: DraftsPage, book: Book, elena: int
) -> None:
    (draft_id,) = kept(book, elena)
    day = SLOT.wall.date()
    week = SchoolWeek.parse("Mon-Fri 08:00-13:00")
    contacts.edit(book, elena, week=replace(week, breaks=(Break(day, day, "Jornada de maestros"),)))
    page.correct(draft_id)
    (slot,) = page.writing.letters.asked.slots
    assert slot.wall.date() != day
    assert outside(slot, page.writing.letters.shown[0].party) == ""
    assert "is no school day there: Jornada de maestros" in page.writing.times._moved.text()
    assert not page.writing.times._moved.isHidden()
    assert page.writing.send.save.isEnabled()


def test_a_correction_begins_with_what_was_said(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int
) -> None:
    (draft_id,) = kept(book, elena)
    page.correct(draft_id)
    assert page.writing.choices.template.currentText() == "Corrected time"
    later = Slot.parse("2027-03-16 11:00 America/Hermosillo")
    with qtbot.waitSignal(page.writing.letters.prepared):
        page.writing.letters.ask(slots=(later,))
    body = page.writing.letter.body.toPlainText()
    assert body.index("11:00 en Hermosillo") < body.index("10:00 en Hermosillo")
    assert page.writing.letters.shown[0].draft.slots == (later,)
