"""The first run, with the keyboard alone, and what may go wrong in it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk import home
from partnerdesk.desk.book import open_book
from partnerdesk.desk.places import locate
from partnerdesk.qt.bookplace import free_book
from partnerdesk.qt.start import StartPage
from partnerdesk.qt.worker import Inline, Worker

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> StartPage:
    made = StartPage(Inline(), tmp_path)
    qtbot.addWidget(made)
    made.resize(1024, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.focus_main()
    return made


def press(qtbot: QtBot, *keys: Key | str) -> None:
    """Press keys, or type texts, wherever the focus is."""
    for key in keys:
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        if isinstance(key, str):
            qtbot.keyClicks(target, key)
        else:
            qtbot.keyClick(target, key)


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget is not None else ""


def test_the_first_run_by_keyboard_makes_a_book_whose_home_is_in_detroit(
    qtbot: QtBot, page: StartPage, tmp_path: Path
) -> None:
    press(qtbot, "Ana Lee", Key.Key_Tab, "Coordinator", Key.Key_Tab, "Lincoln School", Key.Key_Tab, "Detr")
    press(qtbot, Key.Key_Down, Key.Key_Return)
    assert page.place.city.text() == "Detroit — Michigan, United States"
    press(qtbot, Key.Key_Tab)
    assert focused() == "Add to languages"
    assert page.languages.values() == ("en",)
    press(qtbot, "Spanish", Key.Key_Return, Key.Key_Tab)
    assert focused().startswith("Change where the book lives")
    press(qtbot, Key.Key_Tab)
    assert focused() == "Start"
    with qtbot.waitSignal(page.bookReady) as ready:
        press(qtbot, Key.Key_Return)
    path = tmp_path / "PartnerDesk.partnerdesk"
    assert ready.args == [path]
    with open_book(path) as book:
        ours = home.get(book)
    assert (ours.name, ours.role, ours.organisation) == ("Ana Lee", "Coordinator", "Lincoln School")
    assert (ours.place.city, ours.place.region, ours.place.zone) == ("Detroit", "US-MI", "America/Detroit")
    assert ours.languages == ("en", "es")


def test_a_few_letters_and_return_are_a_city_and_nothing_stays_said_of_what_was_missing(
    qtbot: QtBot, page: StartPage
) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.role, Key.Key_Return, ctrl)
    assert "city is needed" in page.place.city.accessibleDescription()
    page.place.city.setFocus()
    press(qtbot, "d")
    assert page.place.city.accessibleDescription() == ""
    press(qtbot, "etro", Key.Key_Return)
    assert page.place.city.text() == "Detroit — Michigan, United States"
    assert not page.place.country.isVisible()


def test_the_city_that_was_picked_says_its_zone(qtbot: QtBot, page: StartPage) -> None:
    page.place.city.setFocus()
    press(qtbot, "Hermosillo", Key.Key_Down, Key.Key_Return)
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("America/Hermosillo · ") and "UTC−7" in text for text in shown)
    assert page.languages.values() == ("es",)


def test_languages_that_were_said_are_not_replaced(qtbot: QtBot, page: StartPage) -> None:
    page.languages.setFocus()
    press(qtbot, "French", Key.Key_Return)
    page.place.city.setFocus()
    press(qtbot, "Hermosillo", Key.Key_Down, Key.Key_Return)
    assert page.languages.values() == ("fr",)


def test_no_book_begins_without_the_language_that_was_typed_last(
    qtbot: QtBot, page: StartPage, tmp_path: Path
) -> None:
    press(qtbot, "Ana Lee")
    page.place.city.setFocus()
    press(qtbot, "Hermosillo", Key.Key_Down, Key.Key_Return)
    page.languages.setFocus()
    press(qtbot, "Qwerty")
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return, ctrl)
    assert list(tmp_path.iterdir()) == []
    assert "“Qwerty” is not a language" in page.languages.refused
    assert focused() == "Add to languages"
    press(qtbot, *[Key.Key_Backspace] * 6, "f", "r", "e", "n", Key.Key_Escape)  # Esc closes the list
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return, ctrl)
    (path,) = tmp_path.glob("*.partnerdesk")
    with open_book(path) as book:
        assert home.get(book).languages == ("es", "fr")


def test_what_is_missing_is_said_beside_every_field_at_once(
    qtbot: QtBot, page: StartPage, tmp_path: Path
) -> None:
    qtbot.keyClick(page.role, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "name is needed" in page.name.accessibleDescription()
    assert "city is needed" in page.place.city.accessibleDescription()
    assert QApplication.focusWidget() is page.name
    assert list(tmp_path.iterdir()) == []
    press(qtbot, "Ana")
    assert page.name.accessibleDescription() == ""


def test_a_city_that_is_in_no_list_is_asked_for_its_country_and_zone(
    qtbot: QtBot, page: StartPage, tmp_path: Path
) -> None:
    press(qtbot, "Ana Lee")
    page.place.city.setFocus()
    press(qtbot, "Two Rivers Crossing", Key.Key_Tab)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.place.country)
    press(qtbot, "United States", Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(page.place.zone.isVisible)
    assert page.focusWidget() is page.place.zone
    assert page.place.country.text() == "United States"
    page.main_action()
    assert "several time zones" in page.place.zone.accessibleDescription()
    assert page.focusWidget() is page.place.zone
    page.place.zone.setCurrentIndex(page.place.zone.findData("America/Denver"))
    page.place.zone.activated.emit(page.place.zone.currentIndex())
    assert page.place.zone.accessibleDescription() == ""
    assert page.languages.values() == ("en",)
    page.main_action()
    with open_book(tmp_path / "PartnerDesk.partnerdesk") as book:
        place = home.get(book).place
    assert (place.city, place.country, place.zone) == ("Two Rivers Crossing", "US", "America/Denver")


def test_the_first_country_of_the_list_is_taken_at_return(qtbot: QtBot, page: StartPage) -> None:
    page.place.city.setFocus()
    press(qtbot, "Two Rivers Crossing", Key.Key_Tab)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.place.country)
    press(qtbot, "nige", Key.Key_Return)
    assert page.place.country.text() == "Niger"
    qtbot.waitUntil(lambda: page.languages.values() != ())
    assert page.place.place().zone == "Africa/Niamey"


def test_a_country_with_one_zone_leaves_nothing_to_choose(qtbot: QtBot, page: StartPage) -> None:
    page.place.city.setFocus()
    press(qtbot, "Little Village", Key.Key_Tab)
    page.place.country.setText("Kenya")
    page.place.country.editingFinished.emit()
    assert page.place.place().zone == "Africa/Nairobi"
    qtbot.waitUntil(lambda: page.languages.values() == ("sw", "en"))
    assert not page.place.zone.isVisible()


def test_a_file_that_is_there_is_left_and_can_be_opened(
    qtbot: QtBot, page: StartPage, tmp_path: Path
) -> None:
    page.name.setText("Ana Lee")
    page.place.city.setFocus()
    press(qtbot, "Detroit", Key.Key_Down, Key.Key_Return)
    there = tmp_path / "mine.partnerdesk"
    there.write_text("something")
    page.book.set_path(tmp_path / "mine")
    page.main_action()
    assert page.trouble.isVisible()
    assert "exists already" in page.trouble.text
    assert there.read_text() == "something"
    page.book.set_path(tmp_path / "no" / "such" / "folder" / "b")
    page.main_action()
    assert "There is no folder" in page.trouble.text
    page.book.set_path(tmp_path / "other")
    assert not page.trouble.isVisible()
    with qtbot.waitSignal(page.bookReady):
        page.main_action()


def test_another_place_is_chosen_in_the_systems_own_window(
    qtbot: QtBot, page: StartPage, tmp_path: Path
) -> None:
    page.book.change.click()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.selectedFiles() == [str(tmp_path / "PartnerDesk.partnerdesk")]
    dialog.selectFile(str(tmp_path / "Partners"))
    dialog.accept()
    assert page.book.path == tmp_path / "Partners.partnerdesk"


def test_a_proposed_name_is_one_that_is_free(tmp_path: Path) -> None:
    assert free_book(tmp_path).name == "PartnerDesk.partnerdesk"
    free_book(tmp_path).touch()
    assert free_book(tmp_path).name == "PartnerDesk 2.partnerdesk"


def test_a_folder_that_does_not_exist_is_not_proposed(qtbot: QtBot, tmp_path: Path) -> None:
    made = StartPage(Inline(), tmp_path / "Documents")
    qtbot.addWidget(made)
    assert str(Path.home()) in made.book.change.accessibleName()


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Lincoln School/Documents", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/OneDrive-Lincoln", "OneDrive"),
        ("Documents", ""),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_said_and_a_local_one_proposed(
    qtbot: QtBot, page: StartPage, tmp_path: Path, folder: str, service: str
) -> None:
    page.book.set_path(tmp_path / folder / "b")
    assert page.book.caution.isVisible() == bool(service)
    if service:
        assert f"looks like {service}" in page.book.caution.text
        link = next(each for each in page.book.caution._actions if each.text().startswith("Use "))
        link.click()
        assert not page.book.caution.isVisible()
        assert str(Path.home()) in page.book.change.accessibleName()


def test_while_the_book_is_made_the_window_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker()
    page = StartPage(worker, tmp_path)
    qtbot.addWidget(page)
    page.name.setText("Ana Lee")
    page.place.set_place(locate("Detroit", "US"))
    with qtbot.waitSignal(page.bookReady) as ready:
        page.main_action()
        assert (page.begin.text(), page.begin.isEnabled()) == ("Making the book…", False)
        page.main_action()  # once is enough
    assert page.begin.isEnabled()
    assert ready.args[0].is_file()
    assert [each.name for each in tmp_path.iterdir()] == ["PartnerDesk.partnerdesk"]
    worker.shutdown()


def test_the_sample_book_is_one_key_away(qtbot: QtBot, page: StartPage) -> None:
    page.sample.setFocus()
    with qtbot.waitSignal(page.sampleWanted):
        press(qtbot, Key.Key_Return)


def test_all_that_takes_the_focus_has_a_name(page: StartPage) -> None:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_names_from_outside_are_plain_text(page: StartPage, tmp_path: Path) -> None:
    page.book.set_path(tmp_path / "<b>bold</b>")
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in page.findChildren(QLabel))
