"""The ways to the page of times and on from it, in the whole window by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, partners, projects
from partnerdesk.desk.book import Book
from partnerdesk.formats import mail
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.contacts.organisation_panel import OrganisationPanel
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, book: Book, colleges: list[int], tmp_path: Path) -> Iterator[Window]:
    book.close()
    outside = Outside(ask_folder=lambda _parent, _start, then: then(tmp_path / "letters"))
    made = Window(Settings(tmp_path / "settings.ini"), Inline(), outside)
    made.start(book=book.path)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def frame(window: Window) -> Frame:
    assert window.frame is not None
    window.frame.go("contacts")
    return window.frame


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, modifiers)


def test_from_the_contacts_to_a_time_to_the_letters(frame: Frame, qtbot: QtBot, tmp_path: Path) -> None:
    press(qtbot, Qt.Key.Key_A, CTRL)  # all three colleges
    press(qtbot, Qt.Key.Key_F, CTRL | SHIFT)
    assert frame.page is frame.times
    assert focus() is frame.times.grid
    chosen = [choice.start for choice in frame.times.best.model.chosen]
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert frame.page is frame.drafts
    writing = frame.drafts.writing
    assert len(writing.letters.asked.contact_ids) == 3
    assert [slot.start for slot in writing.times.slots() or ()] == chosen
    qtbot.waitUntil(writing.send.save.isEnabled)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    letters = [mail.read(file.read_bytes()) for file in (tmp_path / "letters").iterdir()]
    assert len(letters) == 3
    assert all([slot.start for slot in letter.slots] == chosen for letter in letters)


def test_the_card_has_a_button_beside_write(frame: Frame, qtbot: QtBot) -> None:
    frame.contacts.focus_main()
    press(qtbot, Qt.Key.Key_Home)
    frame.contacts.panel.card.time_button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert frame.page is frame.times
    assert len(frame.times.chooser._chips) == 1


def test_a_letter_that_is_held_back_leads_to_a_time_and_keeps_what_was_typed(
    frame: Frame, colleges: list[int], qtbot: QtBot
) -> None:
    frame.write_to(colleges[:1])
    writing = frame.drafts.writing
    at_night = (Slot.parse("2027-03-16 22:00 America/Tijuana", 30),)
    writing.letters.timed = True
    writing.letters.ask(slots=at_night)
    writing.letters.settle()
    body = writing.letter.body
    body.setPlainText(f"Buenas. {body.toPlainText()}")
    writing.letters.settle()
    link, *_ = [
        each for each in writing.findings.findChildren(QWidget) if each.accessibleName() == "Find a time"
    ]
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert frame.page is frame.times
    assert frame.times.span.minutes == 30
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert frame.page is frame.drafts
    writing.letters.settle()
    assert writing.letters.asked.slots != at_night
    assert {slot.zone for slot in writing.letters.asked.slots} == {"America/Tijuana"}
    assert writing.letters.text(colleges[0])[1].startswith("Buenas.")


def test_a_time_looked_for_one_letter_among_several_is_for_that_letter(
    frame: Frame, colleges: list[int], qtbot: QtBot
) -> None:
    first, second, *_ = colleges
    frame.write_to([first, second])
    writing = frame.drafts.writing
    writing.letters.settle()
    before = writing.letters.asked.slots
    writing.recipients.choose(second)
    writing.findings.searchAsked.emit()
    assert frame.page is frame.times
    assert {key for _, key in frame.times.chooser._chips} == {second}
    assert frame.times.back.isVisible()
    qtbot.keyClick(frame.times.back, Qt.Key.Key_Space)
    assert frame.page is frame.drafts
    assert writing.letters.asked.contact_ids == (first, second)
    writing.findings.searchAsked.emit()
    frame.times.take()
    frame.times.main_action()
    assert frame.page is frame.drafts
    writing.letters.settle()
    assert writing.letters.asked.contact_ids == (first, second)
    assert writing.recipients.current == second
    assert writing.letters.asked.slots == before
    assert set(writing.letters.asked.own_slots) == {second}
    assert writing.times.alone.isChecked()
    frame.find_time([first])
    assert frame.times.back.isHidden()


def test_a_letter_for_a_project_leads_to_a_time_for_that_project(
    frame: Frame, colleges: list[int], qtbot: QtBot
) -> None:
    frame.runner.do(lambda book: projects.add(book, title="Rivers", minutes=30), context=frame)
    frame.write_to(colleges[:1], project=1)
    writing = frame.drafts.writing
    writing.letters.settle()
    writing.findings.searchAsked.emit()
    assert frame.page is frame.times
    qtbot.waitUntil(lambda: frame.times.project.project_title == "Rivers")


def test_a_folder_meets_as_a_whole(frame: Frame, colleges: list[int], qtbot: QtBot) -> None:
    tree = frame.contacts.folders
    tree.select(Choice(folder="MX"))
    node = tree.tree.model().node(tree.tree.currentIndex())  # type: ignore[attr-defined]
    menu = tree.menu_for(node)
    (act,) = [each for each in menu.actions() if each.text() == "Find a time with all of them"]
    act.trigger()
    menu.close()
    assert frame.page is frame.times
    assert {key for _, key in frame.times.chooser._chips} == set(colleges)
    frame.go("contacts")
    frame.contacts.list.clearSelection()
    press(qtbot, Qt.Key.Key_F, CTRL | SHIFT)
    assert frame.page is frame.times


def test_a_school_has_a_button_beside_done(frame: Frame, colleges: list[int], qtbot: QtBot) -> None:
    key = colleges[0]
    frame.runner.do(lambda book: contacts.edit(book, key, organisation="Normal Fronteriza"), context=frame)
    frame.contacts.show_contact(key)
    frame.contacts.panel._load_school(frame.contacts.panel._open_school)
    panel = frame.contacts.panel.currentWidget().findChild(OrganisationPanel)
    assert isinstance(panel, OrganisationPanel)
    panel.time_button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert frame.page is frame.times
    assert [chip.text() for chip in frame.times.chooser._chips.values()] == ["Normal Fronteriza · Tijuana"]


def test_from_a_project_and_back_to_letters_about_it(frame: Frame, colleges: list[int], qtbot: QtBot) -> None:
    frame.runner.do(lambda book: projects.add(book, title="Rivers", minutes=30), context=frame)
    frame.runner.do(lambda book: partners.join(book, 1, colleges[:1]), context=frame)
    frame.go("projects")
    frame.projects.show_project(1)
    press(qtbot, Qt.Key.Key_F, CTRL | SHIFT)
    assert frame.page is frame.times
    assert (frame.times.project.project_title, frame.times.span.minutes) == ("Rivers", 30)
    assert frame.times.best.keep.accessibleName() == "Keep for the project Rivers"
    frame.times.keep()
    assert "3 times kept for Rivers" in frame.bar.text
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert frame.page is frame.drafts
    assert frame.drafts.writing.letters.asked.project == 1


def test_times_stand_between_contacts_and_drafts(frame: Frame, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_2, CTRL)
    assert frame.page is frame.times
    assert focus() is frame.times.chooser.finder
    press(qtbot, Qt.Key.Key_3, CTRL)
    assert frame.page is frame.drafts


def test_somebody_without_a_city_is_one_key_away(frame: Frame, colleges: list[int], qtbot: QtBot) -> None:
    frame.find_time(colleges)
    frame.times.contactRequested.emit(colleges[1])
    assert frame.page is frame.contacts
    assert frame.contacts.selected() == [colleges[1]]


def test_a_change_of_hours_is_seen_on_coming_back(frame: Frame, colleges: list[int], qtbot: QtBot) -> None:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.desk import contacts

    frame.find_time(colleges[:1])
    before = frame.times.best.model.choices
    frame.go("contacts")
    frame.runner.do(
        lambda book: contacts.edit(book, colleges[0], week=SchoolWeek.parse("Mon-Fri 07:00-08:00")),
        context=frame,
    )
    frame.go("times")
    after = frame.times.best.model.choices
    assert after
    assert {choice.start for choice in after}.isdisjoint(choice.start for choice in before)


def test_the_keys_of_the_grid_go_before_those_of_the_window(
    frame: Frame, colleges: list[int], qtbot: QtBot
) -> None:
    frame.find_time(colleges)
    day = frame.times.day_title.text()
    press(qtbot, Qt.Key.Key_PageDown)
    assert frame.times.day_title.text() != day
    press(qtbot, Qt.Key.Key_C, CTRL | SHIFT)
    assert "clipboard" in frame.times.best.bar.text
    press(qtbot, Qt.Key.Key_Escape)
    assert not frame.times.best.bar.isVisible()
