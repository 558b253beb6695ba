"""Editing a letter: the edit is kept, in the window while inputs change, and in the book against a crash."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.drafts import DraftsPage, keeper
from partnerdesk.qt.drafts.composing import compose
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import LinkButton
from tests.qt.conftest import Unhurried

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def write(qtbot: QtBot, page: DraftsPage, words: str) -> None:
    """Type at the end of the letter."""
    body = page.writing.letter.body
    body.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(body, words)
    page.writing.letters.settle()


def later(page: DraftsPage) -> None:
    """Choose another day."""
    (slot,) = page.writing.letters.asked.slots
    page.writing.times.set_slots((replace(slot, wall=slot.wall + timedelta(days=1)),))
    page.writing.times._told()
    page.writing.letters.settle()


def test_what_is_typed_before_another_letter_is_there_belongs_to_the_one_shown(
    qtbot: QtBot, page: DraftsPage, book: Book, elena: int, priya: int, unhurried: Unhurried
) -> None:
    page.start([elena, priya])
    page.writing.letters.settle()
    with unhurried.busy():
        page.writing.recipients.removed.emit(elena)
        qtbot.keyClicks(page.writing.letter.subject, "!")
    page.writing.letters.settle()
    assert page.writing.recipients.current == priya
    assert page.writing.letter.to.text() == "Priya Nair <priya@example.org>"
    assert page.writing.letters.edited == frozenset()
    page.leave()
    (kept,) = drafts.lines(book)
    assert (kept.contact_id, kept.subject[0]) == (elena, "!")


def test_a_letter_whose_typing_is_undone_is_not_edited_in_french_either(
    qtbot: QtBot, page: DraftsPage, book: Book
) -> None:
    lyon = locate(city="Lyon", country="FR")
    emails = [("luc@example.org", "")]
    luc = contacts.add(book, name="Luc Petit", place=lyon, languages=("fr",), emails=emails).made[0]
    page.start([luc])
    page.writing.letters.settle()
    letter = page.writing.letters.letter(luc)
    body = page.writing.letter.body
    assert letter is not None
    assert "\u00a0" in letter.draft.body or "\u202f" in letter.draft.body
    assert body.toPlainText() == letter.draft.body
    qtbot.keyClicks(body, "Oui")
    assert page.writing.letters.edited == {luc}
    assert page.writing.letters.text(luc)[1] == f"Oui{letter.draft.body}"
    body.undo()
    page.writing.letters.settle()
    assert page.writing.letters.edited == frozenset()


def test_a_name_that_nobody_has_is_said_and_leads_to_a_new_contact(
    qtbot: QtBot, page: DraftsPage, elena: int
) -> None:
    page.start([])
    recipients = page.writing.recipients
    qtbot.keyClicks(recipients.finder, "Marie")
    assert not recipients._nobody.isVisible()
    qtbot.keyClick(recipients.finder, Qt.Key.Key_Return)
    assert recipients._nobody.isVisible()
    assert recipients._missed.text() == "Nobody in the book is found for “Marie”."
    qtbot.waitUntil(lambda: recipients._missed.width() > 0)
    assert (
        recipients._missed.heightForWidth(recipients._missed.width())
        < 2 * recipients._missed.fontMetrics().height()
    )
    (link,) = recipients._nobody.findChildren(LinkButton)
    for way in (link, page.writing.add):
        with qtbot.waitSignal(page.newRequested):
            qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    qtbot.keyClick(recipients.finder, Qt.Key.Key_Backspace)
    assert not recipients._nobody.isVisible()
    page.start([elena])
    assert recipients.finder.text() == ""  # what was typed for the letters of before


def test_the_letters_of_before_are_put_away_while_others_are_composed(
    qtbot: QtBot, page: DraftsPage, elena: int, priya: int, unhurried: Unhurried
) -> None:
    page.start([elena])
    page.writing.letters.settle()
    assert page.writing.send.save.isEnabled()
    writing = page.writing
    with unhurried.busy():
        page.start([elena, priya])
        assert not writing.letter.isVisible()
        assert not writing.send.save.isEnabled()
        assert not writing.send.copy.isEnabled()
        assert not writing.nobody.isVisible()
        assert page.window().focusWidget() in (None, writing, writing.letter.body)
        qtbot.waitUntil(writing.under_way.isVisible)
        assert writing.under_way._words.text() == "Composing 2 letters…"
    assert not writing.under_way.isVisible()
    assert writing.letter.isVisible()
    assert writing.letter.body.hasFocus()
    with unhurried.busy():
        page.start([priya])
        writing.under_way.stop.click()
        assert writing.nobody.isVisible()
    assert writing.nobody.isVisible()
    assert not writing.letter.isVisible()


def test_a_screen_reader_is_told_which_letters_were_edited(
    qtbot: QtBot, page: DraftsPage, elena: int
) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    chip = page.writing.recipients._chips[elena]
    assert chip.accessibleName() == "Elena Ruiz, Spanish, edited, ready"


def test_the_letter_beside_the_one_left_out_is_shown(page: DraftsPage, book: Book, elena: int) -> None:
    others = [contacts.add(book, name=name).made[0] for name in ("Ana", "Bo", "Cleo")]
    page.start([*others, elena])
    recipients = page.writing.recipients
    recipients.choose(others[1])
    recipients.removed.emit(others[1])
    assert recipients.current == others[2]
    recipients.choose(elena)
    recipients.removed.emit(elena)
    assert recipients.current == others[2]


def test_new_letters_begin_with_the_first_though_another_was_shown_before(
    page: DraftsPage, elena: int, priya: int
) -> None:
    page.start([priya])
    page.start([elena, priya])
    assert page.writing.recipients.current == elena
    assert page.writing.letter.to.text().startswith("Elena Ruiz")


def test_a_letter_follows_its_times_while_it_is_not_edited(page: DraftsPage, elena: int) -> None:
    page.start([elena])
    assert "lunes, 8 de marzo" in page.writing.letter.body.toPlainText()
    later(page)
    assert "martes, 9 de marzo" in page.writing.letter.body.toPlainText()
    assert page.writing.letter.bar.isHidden()


def test_new_times_take_the_place_of_the_old_ones_in_an_edited_letter(
    qtbot: QtBot, page: DraftsPage, book: Book, elena: int
) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    later(page)
    page.writing.times._add()
    page.writing.letters.settle()
    text = page.writing.letter.body.toPlainText()
    assert text.endswith("PD")
    assert "lunes, 8 de marzo" not in text
    assert text.count("martes, 9 de marzo") == text.count("miércoles, 10 de marzo") == 2
    assert page.writing.send.save.isEnabled()
    page.leave()
    (line,) = drafts.lines(book)
    assert drafts.opened(book, line.draft_id).draft.body == text
    assert not drafts.opened(book, line.draft_id).stopped


def test_new_times_come_into_a_text_typed_while_they_were_composed(
    qtbot: QtBot, page: DraftsPage, elena: int
) -> None:
    page.start([elena])
    letters = page.writing.letters
    write(qtbot, page, "PD")
    before, sent = dict(letters._composed), dict(letters.keeper.edits)
    later(page)
    answer = compose(letters._runner._book, letters.asked, sent, before, None)
    letters.keeper.edits[elena] = replace(sent[elena], body=sent[elena].body + "!")
    letters._take(answer, sent, before)
    assert "martes, 9 de marzo" in letters.text(elena)[1]
    assert letters.text(elena)[1].endswith("PD!")


def test_times_changed_by_hand_are_put_in_when_asked(qtbot: QtBot, page: DraftsPage, elena: int) -> None:
    page.start([elena])
    body = page.writing.letter.body
    body.setPlainText(body.toPlainText().replace("lunes, 8 de marzo", "el lunes 8"))
    page.writing.letters.settle()
    later(page)
    assert "el lunes 8" in body.toPlainText()
    bar = page.writing.letter.bar
    assert "not in it" in bar.text
    assert [verb.text() for verb in bar._actions] == ["Put the times in", "Start again from the template"]
    assert not page.writing.send.save.isEnabled()  # the new time does not stand in it
    bar._actions[0].click()
    text = body.toPlainText()
    assert "el lunes 8" in text
    assert text.index("martes, 9 de marzo") < text.rindex("Ana")
    assert bar.isHidden()
    assert page.writing.send.save.isEnabled()
    later(page)
    assert "miércoles, 10 de marzo" in body.toPlainText()
    assert "martes, 9 de marzo" not in body.toPlainText()


def test_an_edit_stays_when_the_template_changes_and_it_is_said(
    qtbot: QtBot, page: DraftsPage, elena: int
) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    assert page.writing.letter.bar.isHidden()
    page.writing.choices.templateChosen.emit("reminder")
    page.writing.letters.settle()
    body = page.writing.letter.body
    assert body.toPlainText().endswith("PD")
    assert "Your edit of this letter was kept" in page.writing.letter.bar.text
    page.writing.letter.againAsked.emit()
    assert "PD" not in body.toPlainText()
    assert page.writing.letter.bar.isHidden()


def test_taking_the_change_back_takes_the_message_back(qtbot: QtBot, page: DraftsPage, elena: int) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    page.writing.choices.templateChosen.emit("reminder")
    page.writing.letters.settle()
    assert not page.writing.letter.bar.isHidden()
    page.writing.choices.templateChosen.emit("first-proposal")
    page.writing.letters.settle()
    assert page.writing.letter.bar.isHidden()


def test_a_crash_costs_at_most_five_seconds_of_typing(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int
) -> None:
    assert keeper.KEEP_AFTER + 1000 < 5000
    page.start([elena])
    page.writing.letters.keeper._timer.setInterval(1)
    with qtbot.waitSignal(runner.changed):
        write(qtbot, page, "PD")
    (line,) = drafts.lines(book)
    assert line.exported_as == ""
    assert drafts.opened(book, line.draft_id).draft.body == page.writing.letter.body.toPlainText()
    assert contacts.card(book, elena).entries == []


def test_a_letter_that_nobody_touched_is_not_kept(
    page: DraftsPage, book: Book, elena: int, priya: int
) -> None:
    page.start([elena, priya])
    page.show_kept()
    assert drafts.lines(book) == []


def test_each_letter_keeps_its_own_edit(
    qtbot: QtBot, page: DraftsPage, book: Book, elena: int, priya: int
) -> None:
    page.start([elena, priya])
    write(qtbot, page, "PD")
    page.writing.recipients.choose(priya)
    assert "PD" not in page.writing.letter.body.toPlainText()
    write(qtbot, page, "PS")
    page.writing.recipients.choose(elena)
    assert page.writing.letter.body.toPlainText().endswith("PD")
    page.show_kept()
    assert {line.name for line in drafts.lines(book)} == {"Elena Ruiz", "Priya Nair"}


def test_a_kept_letter_opens_as_it_was_and_goes_on(
    qtbot: QtBot, page: DraftsPage, book: Book, elena: int
) -> None:
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
    page.leave()
    assert [each.draft_id for each in drafts.lines(book)] == [line.draft_id]


def test_a_letter_whose_template_file_is_gone_can_still_be_opened(
    page: DraftsPage, book: Book, elena: int
) -> None:
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


def test_a_changed_contact_changes_their_letter(page: DraftsPage, runner: Runner, elena: int) -> None:
    page.start([elena])
    runner.do(lambda book: contacts.edit(book, elena, greeting="Querida Elena"), context=page)
    page.writing.letters.settle()
    assert page.writing.letter.body.toPlainText().startswith("Querida Elena")


def test_what_is_missing_is_named_and_leads_to_the_contact(
    qtbot: QtBot, page: DraftsPage, caught, book: Book
) -> None:  # type: ignore[no-untyped-def]
    silent = contacts.add(book, name="Quiet One").made[0]
    page.start([silent])
    assert "‹zone›" in page.writing.letter.body.toPlainText()
    assert len(page.writing.letter.body.extraSelections()) >= 1
    assert not page.writing.send.save.isEnabled()
    with qtbot.waitSignal(page.contactRequested) as asked:
        page.writing.letter.contactAsked.emit()
    assert asked.args == [silent]


def test_undo_takes_back_what_was_kept(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int
) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    page.leave()
    first = page.writing.letter.body.toPlainText()
    write(qtbot, page, " and more")
    page.leave()
    runner.undo()
    page.writing.letters.settle()
    assert page.writing.letter.body.toPlainText() == first
    runner.redo()
    assert page.writing.letter.body.toPlainText() == f"{first} and more"


def test_undoing_the_way_out_leaves_the_words_in_hand(
    qtbot: QtBot, page: DraftsPage, runner: Runner, book: Book, elena: int
) -> None:
    page.start([elena])
    write(qtbot, page, "PD")
    qtbot.keyClick(page.writing.send.copy, Qt.Key.Key_Space)
    runner.undo()
    assert page.writing.letter.body.toPlainText().endswith("PD")
    assert drafts.lines(book) == []
    qtbot.keyClick(page.writing.send.copy, Qt.Key.Key_Space)
    assert len(drafts.lines(book)) == 1


def test_new_letters_to_the_same_contact_do_not_write_over_the_old_one(
    qtbot: QtBot, page: DraftsPage, book: Book, elena: int
) -> None:
    for words in ("one", "two"):
        page.start([elena])
        write(qtbot, page, words)
        page.leave()
    kept = [drafts.opened(book, line.draft_id).draft.body[-3:] for line in drafts.lines(book)]
    assert sorted(kept) == ["one", "two"]


def test_what_cannot_be_composed_is_said_and_holds_the_letters_back(page: DraftsPage, elena: int) -> None:
    page.start([elena])
    page.writing.letters.ask(template="nonsense")
    page.writing.letters.settle()
    assert "nonsense" in page.writing.bar.text
    assert not page.writing.send.save.isEnabled()
    page.writing.letters.ask(template="reminder")
    page.writing.letters.settle()
    assert page.writing.bar.isHidden()
    assert page.writing.send.save.isEnabled()


def test_a_template_from_a_file(page: DraftsPage, caught, elena: int, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "mine.txt"
    file.write_text("Name: Mine\nLanguage: en\nTimes: no\nSubject: Hi\n\nAt {{ contact.organisation }}.\n")
    caught.template = file
    page.start([elena])
    page.writing.choices.fileAsked.emit()
    page.writing.letters.settle()
    assert page.writing.choices.template.currentText() == "Mine"
    assert page.writing.letter.body.toPlainText().startswith("At ‹organisation›.")
    assert "‹organisation›" in page.writing.send._why.text()
    file.write_text("Name: Mine\n\n{{ contact.delete() }}\n")
    page.writing.choices.fileAsked.emit()
    assert "mine.txt" in page.writing.bar.text
