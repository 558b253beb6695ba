"""The checklist beside the letter: what it offers is done, and a stop is overridden with a reason."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts
from partnerdesk.desk.book import Book
from partnerdesk.qt.drafts import DraftsPage
from partnerdesk.qt.drafts.finding_row import FindingRow
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import LinkButton
from tests.qt.drafts.conftest import Caught

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def press(qtbot: QtBot, page: DraftsPage, verb: str) -> None:
    """Press a verb of the checklist by its key."""
    links = [each for each in page.writing.findings.findChildren(LinkButton) if each.text() == verb]
    link = next(each for each in links if each.isVisible())
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    page.writing.letters.settle()


def level(page: DraftsPage, rule: str) -> str:
    (found,) = (each for each in page.writing.findings.said if each.rule == rule)
    return found.level


@pytest.fixture
def written(page: DraftsPage, elena: int) -> DraftsPage:
    """A letter in hand that greets somebody else, with a wrong hour, and says nothing of being flexible."""
    page.start([elena])
    body = page.writing.letter.body
    text = body.toPlainText().replace("Somos flexibles.", "").replace("Elena Ruiz:", "María López:")
    slot = page.writing.letters.asked.slots[0].wall
    wrong = text.replace(f"{slot:%H:%M} en", f"{slot.hour - 1:02d}:{slot:%M} en")
    assert wrong != text
    body.setPlainText(wrong)
    page.writing.letters.settle()
    return page


@pytest.mark.parametrize("returns", [True, False])
def test_a_time_that_has_gone_by_since_it_was_checked_holds_the_letter(
    page: DraftsPage, book: Book, elena: int, caught: Caught, *, returns: bool
) -> None:
    page.start([elena], [Slot.parse("2027-03-16 10:00 America/Hermosillo")])
    page.writing.letters.settle()
    assert page.writing.send.copy.isEnabled()
    book._clock = lambda: datetime(2027, 3, 16, 17, 0, tzinfo=UTC)  # the lid was closed meanwhile
    if returns:
        QApplication.sendEvent(page, QEvent(QEvent.Type.WindowActivate))
        assert not page.writing.send.copy.isEnabled()
    page.copy()
    assert caught.copied == []
    assert level(page, "past") == "stop"


def test_letters_are_checked_anew_on_another_day(
    page: DraftsPage, book: Book, elena: int, runner: Runner
) -> None:
    runner.live_in("America/Detroit")
    page.start([elena], [Slot.parse("2027-03-16 10:00 America/Hermosillo")])
    page.writing.letters.settle()
    before = page.writing.letters.shown
    book._clock = lambda: datetime(2027, 3, 2, 4, 59, tzinfo=UTC)  # a minute to midnight in Detroit
    page.writing.letters._minute.timeout.emit()
    assert page.writing.letters.shown == before
    contacts.edit(book, elena, name="Elena Sol")
    book._clock = lambda: datetime(2027, 3, 2, 5, 0, tzinfo=UTC)
    page.writing.letters._minute.timeout.emit()
    assert page.writing.letters.shown[0].name == "Elena Sol"


def test_what_is_amiss_is_put_right_in_the_text_and_taken_back_as_typing_is(
    written: DraftsPage, qtbot: QtBot
) -> None:
    body = written.writing.letter.body
    before = body.toPlainText()
    assert [level(written, rule) for rule in ("both-times", "name", "flexible")] == ["stop", "stop", "advice"]
    assert not written.writing.send.save.isEnabled()
    for verb in ("Put the time right", "Put the name right", "Add a sentence"):
        press(qtbot, written, verb)
        assert written.writing.findings.isAncestorOf(written.focusWidget())  # on to the next
    assert [level(written, rule) for rule in ("both-times", "name", "flexible")] == ["ok", "ok", "ok"]
    assert "Buenos días, Elena Ruiz:" in body.toPlainText()
    assert written.writing.send.save.isEnabled()
    for _ in range(3):
        body.undo()
    assert body.toPlainText() == before


def test_the_place_of_a_finding_is_shown_in_the_letter(written: DraftsPage, qtbot: QtBot) -> None:
    (found,) = (each for each in written.writing.findings.said if each.rule == "both-times")
    press(qtbot, written, "Show where")
    body = written.writing.letter.body
    assert body.hasFocus()
    assert found.place is not None
    assert body.textCursor().selectedText() == body.toPlainText()[found.place.start : found.place.end]


def test_a_stop_is_sent_all_the_same_for_a_reason_which_is_kept_shown_and_undone(
    written: DraftsPage, qtbot: QtBot, book: Book, runner: Runner
) -> None:
    press(qtbot, written, "Put the time right")
    press(qtbot, written, "Send all the same…")
    (reason,) = (each for each in written.writing.findings.findChildren(QLineEdit) if each.isVisible())
    assert reason.hasFocus()
    qtbot.keyClicks(reason, "Her maiden name")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    written.writing.letters.settle()
    assert level(written, "name") == "advice"
    assert written.writing.send.save.isEnabled()
    (kept,) = drafts.lines(book)
    assert dict(drafts.opened(book, kept.draft_id).overrides) == {"name": "Her maiden name"}
    runner.do(lambda book: book.undo(), context=written)
    written.writing.letters.settle()
    assert level(written, "name") == "stop"
    runner.do(lambda book: book.redo(), context=written)
    written.writing.letters.settle()
    assert level(written, "name") == "advice"
    press(qtbot, written, "Hold it back again")
    assert level(written, "name") == "stop"
    assert not drafts.opened(book, kept.draft_id).overrides


def test_no_reason_is_asked_for_where_nothing_may_override(written: DraftsPage) -> None:
    rows = [each for each in written.writing.findings.findChildren(FindingRow) if each.isVisible()]
    offered = {
        row.finding.rule: any("all the same" in each.text() for each in row.findChildren(LinkButton))
        for row in rows
    }
    assert offered["name"]
    assert not offered["both-times"]


def test_escape_puts_the_question_away(written: DraftsPage, qtbot: QtBot) -> None:
    press(qtbot, written, "Send all the same…")
    assert written.writing.step_back()
    assert not [each for each in written.writing.findings.findChildren(QLineEdit) if each.isVisible()]


def test_what_is_well_is_listed_when_asked_for(written: DraftsPage, qtbot: QtBot) -> None:
    assert not [
        each
        for each in written.writing.findings.findChildren(LinkButton)
        if each.text() == "Hide what is well"
    ]
    press(qtbot, written, "Show what is well")
    press(qtbot, written, "Hide what is well")
