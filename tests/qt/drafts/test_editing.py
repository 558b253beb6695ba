"""Editing a letter: the edit is kept, in the window while inputs change, and in the book against a crash."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts
from partnerdesk.desk.book import Book
from partnerdesk.qt.drafts import Page, letters
from partnerdesk.qt.runner import Runner

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def write(qtbot: QtBot, page: Page, words: str) -> None:
    """Type at the end of the letter."""
    body = page.writing.letter.body
    body.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(body, words)
    page.writing.letters.settle()


def later(page: Page) -> None:
    """Choose another day."""
    (slot,) = page.writing.letters.asked.slots
    page.writing.times.set_slots((replace(slot, wall=slot.wall + timedelta(days=1)),))
    page.writing.times._told()
    page.writing.letters.settle()


def test_a_letter_follows_its_times_while_it_is_not_edited(page: Page, elena: int) -> None:
    page.start([elena])
    assert "lunes, 8 de marzo" in page.writing.letter.body.toPlainText()
    later(page)
    assert "martes, 9 de marzo" in page.writing.letter.body.toPlainText()
    assert page.writing.letter.bar.isHidden()


def test_an_edit_stays_when_the_time_changes_and_it_is_said(qtbot: QtBot, page: Page, elena: int) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    assert page.writing.letter.bar.isHidden()
    later(page)
    body = page.writing.letter.body
    assert body.toPlainText().endswith("PD")
    assert "Your edit of this letter was kept" in page.writing.letter.bar.text
    assert not page.writing.send.save.isEnabled()  # the new time does not stand in it
    page.writing.letter.againAsked.emit()
    assert "martes, 9 de marzo" in body.toPlainText()
    assert "PD" not in body.toPlainText()
    assert page.writing.letter.bar.isHidden()
    assert page.writing.send.save.isEnabled()


def test_taking_the_change_back_takes_the_message_back(qtbot: QtBot, page: Page, elena: int) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    page.writing.choices.templateChosen.emit("reminder")
    page.writing.letters.settle()
    assert not page.writing.letter.bar.isHidden()
    page.writing.choices.templateChosen.emit("first-proposal")
    page.writing.letters.settle()
    assert page.writing.letter.bar.isHidden()


def test_a_crash_costs_at_most_five_seconds_of_typing(
    qtbot: QtBot, page: Page, runner: Runner, book: Book, elena: int
) -> None:
    assert letters.KEEP_AFTER + 1000 < 5000
    page.start([elena])
    page.writing.letters._keep_timer.setInterval(1)
    with qtbot.waitSignal(runner.changed):
        write(qtbot, page, "PD")
    (line,) = drafts.lines(book)
    assert line.exported_as == ""
    assert drafts.opened(book, line.draft_id).draft.body == page.writing.letter.body.toPlainText()
    assert contacts.card(book, elena).entries == []


def test_a_letter_that_nobody_touched_is_not_kept(page: Page, book: Book, elena: int, priya: int) -> None:
    page.start([elena, priya])
    page.show_kept()
    assert drafts.lines(book) == []


def test_each_letter_keeps_its_own_edit(qtbot: QtBot, page: Page, book: Book, elena: int, priya: int) -> None:
    page.start([elena, priya])
    write(qtbot, page, "PD")
    page.writing.recipients.choose(priya)
    assert "PD" not in page.writing.letter.body.toPlainText()
    write(qtbot, page, "PS")
    page.writing.recipients.choose(elena)
    assert page.writing.letter.body.toPlainText().endswith("PD")
    page.show_kept()
    assert {line.name for line in drafts.lines(book)} == {"Elena Ruiz", "Priya Nair"}


def test_a_kept_letter_opens_as_it_was_and_goes_on(qtbot: QtBot, page: Page, book: Book, elena: int) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    text = page.writing.letter.body.toPlainText()
    page.show_kept()
    (line,) = drafts.lines(book)
    page.start([])
    page.open_draft(line.draft_id)
    assert page.writing.letter.body.toPlainText() == text
    assert page.writing.times.slots() == (Slot.parse("2027-03-08 10:00 America/Hermosillo"),)
    assert page.writing.letter.bar.isHidden()
    write(qtbot, page, "!")
    page.flush()
    assert [each.draft_id for each in drafts.lines(book)] == [line.draft_id]


def test_a_letter_whose_template_file_is_gone_can_still_be_opened(page: Page, book: Book, elena: int) -> None:
    (letter,) = drafts.prepare(
        book,
        [elena],
        template="first-proposal",
        slots=[Slot.parse("2027-03-16 10:00 America/Hermosillo")],
    )
    key = drafts.keep(book, replace(letter, template="mine.txt")).made[0]
    page.open_draft(key)
    assert page.writing.letter.body.toPlainText() == letter.draft.body
    assert page.writing.choices.template.currentText() == "mine.txt"
    assert page.writing.send.save.isEnabled()


def test_a_changed_contact_changes_their_letter(page: Page, runner: Runner, elena: int) -> None:
    page.start([elena])
    runner.do(lambda book: contacts.edit(book, elena, greeting="Querida Elena"), context=page)
    page.writing.letters.settle()
    assert page.writing.letter.body.toPlainText().startswith("Querida Elena")


def test_what_is_missing_is_named_and_leads_to_the_contact(
    qtbot: QtBot, page: Page, caught, book: Book
) -> None:  # type: ignore[no-untyped-def]
    silent = contacts.add(book, name="Quiet One").made[0]
    page.start([silent])
    assert "‹zone›" in page.writing.letter.body.toPlainText()
    assert len(page.writing.letter.body.extraSelections()) >= 1
    assert not page.writing.send.save.isEnabled()
    with qtbot.waitSignal(page.contactRequested) as asked:
        page.writing.letter.contactAsked.emit()
    assert asked.args == [silent]
