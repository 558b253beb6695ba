"""The ways to the page of printing and back, in the whole window by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import approaches, partners, project_slots, projects
from partnerdesk.desk.book import Book, Changes
from partnerdesk.formats.paper.type import HEADING, NAME
from partnerdesk.qt.contacts.folder_model import Choice, Kind, Node
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, book: Book, people: list[int], tmp_path: Path) -> Iterator[Window]:
    book.close()
    (tmp_path / "out").mkdir()
    outside = Outside(
        printers=lambda: False,
        ask_save=lambda _parent, file, _kind, then: then(tmp_path / "out" / file.name),
    )
    made = Window(Settings(tmp_path / "settings.ini"), Inline(), outside)
    made.start(book=book.path)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def frame(window: Window, qtbot: QtBot) -> Frame:
    assert window.frame is not None
    window.frame.go("contacts")
    qtbot.waitUntil(lambda: window.frame is not None and window.frame.contacts.list.selected_count() == 1)
    return window.frame


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key, modifiers)


def names(frame: Frame) -> list[str]:
    return [text for each in frame.printing.view.pages for _, _, text in each.texts.get(NAME, [])]


def offered(frame: Frame) -> list[str]:
    box = frame.printing.options.whom.box
    return [box.itemText(at) for at in range(box.count()) if box.itemText(at)]


def test_all_are_printed_where_one_is_selected_and_he_is_offered(frame: Frame, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert frame.page is frame.printing
    assert len(names(frame)) == 4
    assert offered(frame) == ["All contacts", "Ana Puebla (selected)", "Countries and regions…"]


def test_a_selection_is_printed(frame: Frame, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    (verb,) = [
        each for each in frame.contacts.panel.several.findChildren(QPushButton) if each.text() == "Print"
    ]
    verb.click()
    assert offered(frame)[0] == "2 selected contacts"
    assert len(names(frame)) == 2


def test_what_a_search_finds_is_printed(frame: Frame, qtbot: QtBot) -> None:
    frame.contacts.search.setText("puebla")
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert names(frame) == ["Ana Puebla"]
    assert offered(frame)[0] == "“puebla”: 1 contact"


def test_the_folder_shown_is_printed(frame: Frame, qtbot: QtBot) -> None:
    frame.contacts.folders.select(Choice("MX", "", "Mexico"))
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert names(frame) == ["Ana Puebla", "Elena Ruiz"]
    assert offered(frame)[0] == "Mexico"


def test_a_folder_is_printed_from_its_menu(frame: Frame) -> None:
    node = Node(Kind.COUNTRY, "Norway", Choice("NO", "", "Norway"), count=1)
    (act,) = [each for each in frame.contacts.folders.menu_for(node).actions() if each.text() == "Print…"]
    act.trigger()
    assert names(frame) == ["Kari Dahl"]


def test_esc_leads_back_to_where_one_came_from(frame: Frame, qtbot: QtBot) -> None:
    frame.go("projects")
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert frame.page is frame.printing
    press(qtbot, Qt.Key.Key_Escape)
    assert frame.page is frame.projects


def test_the_key_that_led_there_prints(frame: Frame, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_P, CTRL)
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert "No printer" in frame.printing.bar.text


def test_times_are_printed_as_a_plan(frame: Frame, qtbot: QtBot, people: list[int]) -> None:
    frame.find_time(people[:2])
    chosen = [choice.start for choice in frame.times.best.model.chosen]
    assert chosen
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert frame.page is frame.printing
    wish = frame.printing.options.wish()
    assert wish.style == "plan"
    assert list(wish.ids or ()) == people[:2]
    assert [slot.start for slot in wish.slots] == chosen
    assert any("Detroit" in text for each in frame.printing.view.pages for _, _, text in each.texts[HEADING])
    assert frame.printing._set is not None
    assert frame.printing._set.contacts == 2
    press(qtbot, Qt.Key.Key_Escape)
    assert frame.page is frame.times


def test_a_style_for_times_is_not_the_one_remembered(frame: Frame, qtbot: QtBot, people: list[int]) -> None:
    frame.find_time(people[:1])
    press(qtbot, Qt.Key.Key_P, CTRL)
    frame.go("contacts")
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert frame.printing.options.style_name == "list"


def test_nothing_is_printed_of_times_before_there_is_a_day(frame: Frame, qtbot: QtBot) -> None:
    frame.go("times")
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert frame.page is frame.times
    assert "nothing to print yet" in frame.times.chooser.note


def test_ctrl_s_saves_a_pdf(frame: Frame, qtbot: QtBot, tmp_path: Path) -> None:
    press(qtbot, Qt.Key.Key_P, CTRL)
    press(qtbot, Qt.Key.Key_S, CTRL)
    (file,) = (tmp_path / "out").iterdir()
    assert file.name.startswith("Contacts ")
    assert file.read_bytes().startswith(b"%PDF")


def test_tab_leads_from_the_options_over_the_verbs_to_the_preview(frame: Frame, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_P, CTRL)
    page = frame.printing
    seen: list[object] = [QApplication.focusWidget()]
    while QApplication.focusWidget() is not page.view and len(seen) < 60:
        press(qtbot, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    places = [seen.index(each) for each in (page.options.title, page.options.sort, page.options.paper)]
    places += [seen.index(each) for each in (page.options.black, page.print_button, page.save_button)]
    places += [seen.index(page.view_row.larger), seen.index(page.view)]
    assert places == sorted(places)


def test_the_partners_of_a_project_are_printed_with_its_times(
    frame: Frame, qtbot: QtBot, people: list[int]
) -> None:
    slot = Slot.parse("2027-03-16 10:00 America/Hermosillo", minutes=30)

    def begin(book: Book) -> Changes:
        (project,) = projects.add(book, title="Films", minutes=30).made
        partners.join(book, project, [people[0], people[1], people[3]])
        declined = next(each for each in partners.of_project(book, project) if each.contact_id == people[3])
        approaches.decline(book, declined.approach_id)
        return project_slots.keep_slots(book, project, [slot])

    frame.runner.do(begin, context=frame)
    frame.go("projects")
    page = frame.projects
    qtbot.waitUntil(lambda: page.sheet.partners.print.isVisible())
    page.sheet.partners.print.click()
    assert frame.page is frame.printing
    assert offered(frame) == ["Partners of “Films”", "All contacts", "Countries and regions…"]
    assert names(frame) == ["Ana Puebla", "Elena Ruiz"]
    frame.printing.options.styles.tiles["plan"].click()
    wish = frame.printing.options.wish()
    assert (wish.slots, wish.minutes) == ((slot,), 30)
    press(qtbot, Qt.Key.Key_Escape)
    assert frame.page is page
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert offered(frame)[0] == "Partners of “Films”"
