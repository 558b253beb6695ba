"""Your details: saved as you go, wrong where they cannot be, and never lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import home
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.places import locate
from partnerdesk.qt.details import DetailsPage
from partnerdesk.qt.runner import Runner

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, runner: Runner) -> Iterator[DetailsPage]:
    made = DetailsPage(runner)
    qtbot.addWidget(made)
    runner.changed.connect(made.refresh)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.focus_main()
    yield made
    runner.changed.disconnect(made.refresh)


def texts(page: DetailsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_all_is_shown_as_the_book_has_it(page: DetailsPage, book: Book) -> None:
    assert page.name.edit.text() == "Ana Lee"
    assert page.place.edit.city.text() == "Detroit — Michigan, United States"
    assert page.week.edit.text() == "Mon-Fri 08:00-15:00"
    assert page.languages.edit.values() == ("en", "es")
    assert "America/Detroit · 10:00 there now (UTC−5)" in texts(page)
    assert str(book.path) in texts(page)
    assert "not encrypted" in texts(page)
    assert "tz data" in texts(page)
    assert "GeoNames" in texts(page)
    assert "CC BY 4.0" in texts(page)


def test_a_field_is_saved_when_it_is_left(qtbot: QtBot, page: DetailsPage, book: Book) -> None:
    page.role.edit.setFocus()
    qtbot.keyClicks(page.role.edit, "Teacher")
    assert home.get(book).role == ""
    qtbot.keyClick(page.role.edit, Key.Key_Tab)
    assert home.get(book).role == "Teacher"
    assert "Saved 10:00" in texts(page)


def test_a_field_is_saved_after_a_pause_too(qtbot: QtBot, page: DetailsPage, book: Book) -> None:
    qtbot.keyClicks(page.role.edit, "Teacher")
    with qtbot.waitSignal(page.role.saveAsked):
        pass
    assert home.get(book).role == "Teacher"


def test_what_is_half_typed_is_no_mistake_until_it_is_left(
    qtbot: QtBot, page: DetailsPage, book: Book
) -> None:
    page.email.edit.setFocus()
    page.email.edit.selectAll()
    qtbot.keyClicks(page.email.edit, "ana@")
    page.email.saveAsked.emit(False)
    assert page.email.edit.accessibleDescription() == ""
    qtbot.keyClick(page.email.edit, Key.Key_Tab)
    assert "not an e-mail address" in page.email.edit.accessibleDescription()
    assert home.get(book).email == "ana.lee@lincoln.example.org"
    page.email.edit.setText("ana@lincoln.example.org")
    page.email.leave()
    assert page.email.edit.accessibleDescription() == ""
    assert home.get(book).email == "ana@lincoln.example.org"


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("name", "  ", "A name is needed"),
        ("week", "Mon 15:00-08:00", "ends before it begins"),
        ("stretch", "sometimes", "not a day"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_not_saved(
    page: DetailsPage, book: Book, field: str, text: str, says: str
) -> None:
    before = getattr(home.get(book), field)
    detail = getattr(page, field)
    detail.edit.setText(text)
    detail.leave()
    assert says in detail.edit.accessibleDescription()
    assert getattr(home.get(book), field) == before


def test_hours_are_read_and_emptied(page: DetailsPage, book: Book) -> None:
    page.stretch.edit.setText("Mon-Thu 15:00-18:00")
    page.stretch.leave()
    assert home.get(book).stretch == SchoolWeek.parse("Mon-Thu 15:00-18:00")
    page.week.edit.clear()
    page.week.leave()
    assert home.get(book).week is None
    assert page.week.edit.placeholderText() == "Mon-Fri 08:00-14:00, assumed"


def test_another_city_brings_its_zone(qtbot: QtBot, page: DetailsPage, book: Book) -> None:
    city = page.place.edit.city
    city.setFocus()
    city.selectAll()
    qtbot.keyClicks(city, "Hermosillo")
    for key in (Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(QApplication.activePopupWidget() or city, key)
    assert home.get(book).place == locate("Hermosillo", "MX")
    assert "America/Hermosillo · 08:00 there now (UTC−7)" in texts(page)


def test_a_city_cannot_be_taken_away(qtbot: QtBot, page: DetailsPage, book: Book) -> None:
    city = page.place.edit.city
    city.setFocus()
    city.selectAll()
    qtbot.keyClick(city, Key.Key_Delete)
    qtbot.keyClick(city, Key.Key_Tab)
    assert "A city is needed" in city.accessibleDescription()
    assert home.get(book).place.city == "Detroit"


def test_a_language_typed_last_is_kept_when_the_page_is_left(page: DetailsPage, book: Book) -> None:
    page.languages.edit._input.setText("French")
    page.languages.leave()
    assert home.get(book).languages == ("en", "es", "fr")


def test_languages_and_signature_are_kept(qtbot: QtBot, page: DetailsPage, book: Book) -> None:
    page.languages.edit.add("French")
    assert home.get(book).languages == ("en", "es", "fr")
    page.signature.edit.setFocus()
    qtbot.keyClicks(page.signature.edit, "Ana Lee")
    qtbot.keyClick(page.signature.edit, Key.Key_Return)
    qtbot.keyClicks(page.signature.edit, "Detroit")
    qtbot.keyClick(page.signature.edit, Key.Key_Tab)
    assert home.get(book).signature == "Ana Lee\nDetroit"


def test_nothing_is_written_where_nothing_was_changed(page: DetailsPage, book: Book) -> None:
    before = book.undoable()
    page.leave()
    assert book.undoable() == before


def test_what_is_still_typed_is_saved_when_another_page_is_shown(
    qtbot: QtBot, page: DetailsPage, book: Book
) -> None:
    qtbot.keyClicks(page.role.edit, "Teacher")
    page.hide()
    assert home.get(book).role == "Teacher"


def test_undo_shows_what_was_before(qtbot: QtBot, page: DetailsPage, runner: Runner) -> None:
    page.role.edit.setText("Teacher")
    page.role.leave()
    runner.undo()
    assert page.role.edit.text() == ""


def test_a_refresh_leaves_what_is_being_typed(qtbot: QtBot, page: DetailsPage, book: Book) -> None:
    qtbot.keyClicks(page.role.edit, "Teach")
    home.edit(book, name="Ana Maria Lee", role="Head")
    page.refresh(Changes(""))
    assert page.name.edit.text() == "Ana Maria Lee"
    assert page.role.edit.text() == "Teach"


def test_about_goes_to_the_foot(page: DetailsPage) -> None:
    page.show_about()
    assert page.focusWidget() is page._credits


def test_tab_goes_through_the_fields_in_the_order_in_which_they_are_read(
    qtbot: QtBot, page: DetailsPage
) -> None:
    passed = []
    for _ in range(10):
        inside = QApplication.focusWidget()
        assert inside is not None
        passed.append(inside.accessibleName())
        qtbot.keyClick(inside, Key.Key_Tab)
    assert passed[:8] == [
        "Your name", "Your role", "School or organisation", "E-mail", "City", "School week",
        "Breaks and holidays", "Stretch hours",
    ]  # fmt: skip


def test_all_that_takes_the_focus_has_a_name(page: DetailsPage) -> None:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in page.findChildren(QLabel))
