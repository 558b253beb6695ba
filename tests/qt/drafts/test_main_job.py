"""The page's main job, by keyboard alone: to whom, which template, when; save; it is in the history."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDateEdit, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts
from partnerdesk.desk.book import Book
from partnerdesk.formats import mail
from partnerdesk.qt.drafts import DraftsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab_to(qtbot: QtBot, wanted: QWidget | type[QWidget]) -> QWidget:
    """Press Tab until the focus is there."""
    for _ in range(30):
        here = focus()
        if here is wanted or (isinstance(wanted, type) and isinstance(here, wanted)):
            return here
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {wanted}")


def test_a_letter_is_written_and_saved_without_a_mouse(
    page: DraftsPage, qtbot: QtBot, book: Book, elena: int, priya: int, tmp_path: Path
) -> None:
    page.start([])
    qtbot.keyClicks(focus(), "elena r")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert page.writing.recipients.current == elena
    tab_to(qtbot, page.writing.choices.template)
    qtbot.keyClick(focus(), "g")  # Gentle reminder
    day = tab_to(qtbot, QDateEdit)
    for _ in range(8):  # the day proposed is a week ahead, the 8th
        qtbot.keyClick(day, Qt.Key.Key_Up)
    time = tab_to(qtbot, QTimeEdit)
    qtbot.keyClicks(time, "11")
    tab_to(qtbot, page.writing.letter.body)
    page.writing.letters.settle()
    qtbot.keyClicks(focus(), "Hola! ")
    save = tab_to(qtbot, page.writing.send.save)
    assert save.isEnabled()
    qtbot.keyClick(save, Qt.Key.Key_Space)

    (file,) = (tmp_path / "letters").iterdir()
    draft = mail.read(file.read_bytes())
    assert draft.slots == (Slot.parse("2027-03-16 11:00 America/Hermosillo"),)
    assert "martes, 16 de marzo de 2027, 11:00 en Hermosillo (UTC−7)" in draft.body
    assert "martes, 16 de marzo de 2027, 14:00 (2:00 p.m.) en Detroit (UTC−4)" in draft.body
    assert draft.body.startswith("Hola! ")
    assert draft.to.address == "elena.ruiz@normal.example.org"
    (entry,) = contacts.card(book, elena).entries
    assert entry.text == f"Gentle reminder, saved as .eml: {draft.subject}"
    (line,) = drafts.lines(book)
    assert (line.exported_as, drafts.texts(book, [line.draft_id])) == (
        "eml", {line.draft_id: (draft.subject, draft.body)},
    )  # fmt: skip
    assert page.writing.send.bar.text.startswith("Saved as “")
    assert save.hasFocus()  # what is typed next does not change the day
    assert contacts.card(book, priya).entries == []


def test_escape_steps_back_and_the_letter_waits(page: DraftsPage, qtbot: QtBot, elena: int) -> None:
    page.start([elena])
    page.step_back()
    assert page._stack.currentWidget() is page.kept
    page.step_back()
    back = page.kept._back
    assert back.text() == "Back to the letter"
    qtbot.keyClick(back, Qt.Key.Key_Space)
    assert page._stack.currentWidget() is page.writing
    assert page.writing.recipients.current == elena


def test_the_checklist_is_whole_in_a_window_of_any_width(page: DraftsPage, elena: int) -> None:
    page.start([elena])
    findings = page.writing.findings
    for width in range(1300, 700, -20):
        page.resize(width, 740)
        QApplication.processEvents()
        assert findings.mapTo(page, findings.rect().topRight()).x() < width
        assert findings.width() >= findings.minimumSizeHint().width()


def test_every_control_has_a_name(page: DraftsPage, elena: int, priya: int) -> None:
    page.start([elena, priya])
    page.writing.form.open(0)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(page)
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
        and type(widget).__name__ not in ("Label",)
    ]
    assert nameless == []


def test_tab_goes_through_the_page_in_the_order_of_reading(
    page: DraftsPage, qtbot: QtBot, elena: int
) -> None:
    page.start([elena])
    page.writing.recipients.finder.setFocus()
    writing = page.writing
    for wanted in (
        writing.choices.template,
        writing.choices.language,
        writing.choices.project,
        QDateEdit,
        QTimeEdit,
        writing.letter.subject,
        writing.letter.body,
        writing.send.copy,
        writing.send.save,
        writing.send.mail,
    ):
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
        tab_to(qtbot, wanted)
