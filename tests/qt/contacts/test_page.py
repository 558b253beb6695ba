"""The contacts page by keyboard: search, select, throw away, write."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book, Changes
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.contacts.there import Summary
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import Label, LinkButton, PassingBar
from partnerdesk.qt.widgets.passing import NEWEST
from tests.qt.contacts.conftest import Add

Key = Qt.Key


def names(page: ContactsPage) -> list[str]:
    rows = (page.model.row_at(at) for at in range(page.model.rowCount()))
    return [row.name for row in rows if row]


def selected(page: ContactsPage, people: dict[str, int]) -> list[str]:
    keys = {key: name for name, key in people.items()}
    return [keys[key] for key in page.selected()]


def test_opens_with_everyone_and_the_first_card(page: ContactsPage, people: dict[str, int]) -> None:
    assert names(page) == ["Aiko Fujisawa", "Elena Ruiz Ortega", "Ramón Félix", "Tomás Muñoz"]
    assert selected(page, people) == ["Aiko"]
    assert page.panel.card.contact_id == people["Aiko"]
    assert page.search.placeholderText() == "Search 4 contacts"


def test_search_as_you_type_ignores_accents_and_says_why(
    page: ContactsPage, people: dict[str, int], qtbot: QtBot
) -> None:
    page.focus_search()
    qtbot.keyClicks(page.search, "munoz")
    assert names(page) == ["Tomás Muñoz"]
    assert page.heading.title.text() == "1 found"
    assert page.panel.card.contact_id == people["Tomás"]
    qtbot.keyClick(page.search, Key.Key_Escape)
    assert (page.search.text(), page.model.rowCount()) == ("", 4)
    qtbot.keyClicks(page.search, "superior")
    row = page.model.row_at(0)
    assert row is not None
    assert row.matched is not None
    assert row.matched[0] == "organisation"
    assert "found in organisation" in page.model.sentence(row)


def test_another_search_begins_with_its_first_answer(
    page: ContactsPage, people: dict[str, int], qtbot: QtBot
) -> None:
    page.focus_search()
    qtbot.keyClicks(page.search, "mu")
    assert page.selected() == [people["Tomás"]]
    page.search.setText("o")
    assert len(names(page)) > 1
    assert people["Tomás"] in page.model.ids[1:]
    assert page.selected() == [page.model.ids[0]]
    page.list.select([people["Tomás"]], people["Tomás"])
    page.search.setText("")  # who was chosen stays so in the whole list
    assert page.selected() == [people["Tomás"]]


@pytest.mark.parametrize("odd", ["O'Neil", "C++", '"', "NEAR(", "*", "田", "%_\\"])
def test_odd_searches_are_just_text(page: ContactsPage, odd: str, qtbot: QtBot) -> None:
    page.search.setText(odd)
    assert page.model.rowCount() == 0
    assert odd in page._middle.currentWidget().accessibleName()


def test_up_and_down_move_the_selection_without_leaving_the_search(
    page: ContactsPage, people: dict[str, int], qtbot: QtBot
) -> None:
    page.focus_search()
    qtbot.keyClick(page.search, Key.Key_Down)
    qtbot.keyClick(page.search, Key.Key_Down)
    assert selected(page, people) == ["Ramón"]
    qtbot.keyClick(page.search, Key.Key_Up)
    assert selected(page, people) == ["Elena"]
    assert page.search.hasFocus()
    qtbot.keyClick(page.search, Key.Key_Return)
    assert page.list.hasFocus()


def test_letters_typed_in_the_list_go_to_the_search(page: ContactsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.list, "r")
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "amon")
    assert names(page) == ["Ramón Félix"]


def test_a_search_in_a_folder_looks_everywhere_and_then_nearer(page: ContactsPage) -> None:
    page.folders.select(Choice(folder="MX-SON"))
    page.search.setText("a")
    assert page.model.rowCount() == 4
    assert page.heading._scope.text() == "Only in Sonora, Mexico"
    page.heading._scope.click()
    assert names(page) == ["Ramón Félix"]
    assert page.heading._scope.text() == "In all contacts"
    page.heading._scope.click()
    assert page.model.rowCount() == 4


def test_choosing_a_folder_ends_the_search(page: ContactsPage) -> None:
    page.search.setText("munoz")
    page.folders.select(Choice(folder="JP"))
    assert (page.search.text(), names(page)) == ("", ["Aiko Fujisawa"])


def test_delete_moves_to_trash_the_next_is_selected_and_undo_brings_it_back(
    page: ContactsPage, people: dict[str, int], runner: Runner, qtbot: QtBot
) -> None:
    said: list[Changes] = []
    runner.said.connect(said.append)
    qtbot.keyClick(page.list, Key.Key_Down)
    qtbot.keyClick(page.list, Key.Key_Delete)
    assert names(page) == ["Aiko Fujisawa", "Ramón Félix", "Tomás Muñoz"]
    assert [each.label for each in said] == ["1 contact moved to Trash"]
    assert selected(page, people) == ["Ramón"]
    runner.undo()
    assert "Elena Ruiz Ortega" in names(page)
    assert selected(page, people) == ["Ramón"]


def test_several_are_selected_tagged_and_written_to(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    page.select_all()
    card = page.panel.several
    assert card.accessibleName() == "4 contacts selected"
    page.tag_selected()
    assert card.tag_field.hasFocus()
    qtbot.keyClicks(card.tag_field, "spring")
    qtbot.keyClick(card.tag_field, Key.Key_Return)
    assert all("spring" in [t.name for t in contacts.card(book, key).tags] for key in people.values())
    assert len(page.selected()) == 4
    with qtbot.waitSignal(page.writeRequested) as asked:
        page.main_action()
    assert asked.args == [page.selected()]


def test_a_wrong_tag_is_said_beside_its_field(page: ContactsPage, qtbot: QtBot) -> None:
    page.select_all()
    qtbot.keyClicks(page.panel.several.tag_field, "one, two")
    qtbot.keyClick(page.panel.several.tag_field, Key.Key_Return)
    assert page.panel.several._wrong.isVisible()


def test_selection_outlives_a_refresh_and_only_changed_rows_are_read_again(
    page: ContactsPage, people: dict[str, int], runner: Runner
) -> None:
    page.list.select([people["Elena"], people["Ramón"]])
    before = page.model.row_at(0)
    runner.do(lambda book: contacts.edit(book, people["Ramón"], role="Director"), context=page)
    assert selected(page, people) == ["Elena", "Ramón"]
    assert page.model.row_at(0) == before
    row = page.model.row_at(2)
    assert row is not None
    assert row.role == "Director"


def test_everything_is_read_again_after_another_program_wrote(
    page: ContactsPage, book: Book, people: dict[str, int]
) -> None:
    contacts.edit(book, people["Aiko"], name="Aiko Fujisawa-Mori")
    page.refresh(Changes(""))
    assert names(page)[0] == "Aiko Fujisawa-Mori"


def test_step_back_clears_the_search_then_leads_to_the_folders(page: ContactsPage) -> None:
    page.focus_search()
    page.search.setText("munoz")
    page.step_back()
    assert page.search.text() == ""
    page.step_back()
    assert page.folders.tree.hasFocus()


def test_the_heading_tells_the_time_there(page: ContactsPage) -> None:
    page.folders.select(Choice(folder="MX-PUE"))
    labels = [label.text() for label in page.heading.findChildren(QLabel) if label.isVisible()]
    assert labels[:1] == ["Puebla, Mexico"]
    assert set(labels) >= {"2 contacts", "09:00 there now, one hour behind you", "in school until 13:00"}


def test_the_card_tells_time_hours_and_how_we_met(page: ContactsPage, people: dict[str, int]) -> None:
    page.show_contact(people["Elena"])
    texts = [label.text() for label in page.panel.card.findChildren(QLabel)]
    for text in (
        "09:00",
        "Monday in Puebla · UTC−6",
        "In school until 13:00",
        "Hours confirmed",
        "Spanish, English",
        "Mon–Fri 08:00–13:00",
        "Conference: Lisbon",
        "# choir",
        "elena.ruiz@normal.example.org",
        "Answers on Mondays.",
    ):
        assert text in texts, text


def test_a_line_is_added_to_the_history_in_place(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    page.show_contact(people["Elena"])
    line = page.panel.card.history.edit
    line.setFocus()
    qtbot.keyClicks(line, "Called: will ask the head")
    qtbot.keyClick(line, Key.Key_Return)
    assert [entry.text for entry in contacts.card(book, people["Elena"]).entries] == [
        "Called: will ask the head"
    ]
    assert line.text() == ""
    told = [label.text() for label in page.panel.card.history.findChildren(QLabel)]
    assert "Called: will ask the head" in told
    assert "1 Mar" in told


def test_an_empty_book_teaches(empty_page: ContactsPage, qtbot: QtBot) -> None:
    shown = empty_page._middle.currentWidget()
    assert shown.accessibleName() == "Your book is still empty"
    buttons = {b.text(): b for b in shown.findChildren(QAbstractButton) if b.isVisible()}
    assert list(buttons) == ["Add a contact", "Import…", "Look at the sample book"]
    with qtbot.waitSignal(empty_page.sampleRequested):
        buttons["Look at the sample book"].click()
    buttons["Add a contact"].click()
    assert empty_page.panel.editor is not None


def test_nothing_on_the_page_is_read_as_html(page: ContactsPage, add: Add) -> None:
    key = add("<img src=x>", organisation="<b>School</b>", notes="<u>note</u>", role="<i>role</i>")
    page.show_contact(key)
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert "<img src=x>" in [label.text() for label in page.panel.card.findChildren(QLabel)]


def test_a_minute_later_the_times_are_told_anew(page: ContactsPage, qtbot: QtBot) -> None:
    assert page._minute.isActive()
    with qtbot.waitSignal(page.model.dataChanged):
        page._tick()


def test_every_control_has_a_name(page: ContactsPage, people: dict[str, int]) -> None:
    page.show_contact(people["Elena"])
    page.edit_current()
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    for kind in kinds:
        for widget in [*page.findChildren(kind), *page.folders.findChildren(kind)]:
            inner = isinstance(widget.parent(), QComboBox | QLineEdit | QTableView)
            assert inner or widget.accessibleName(), (widget, widget.objectName())


def test_tab_goes_round_through_search_list_and_card(page: ContactsPage, qtbot: QtBot) -> None:
    page.focus_search()
    met = []
    for _ in range(12):
        inside = QApplication.focusWidget()
        met.append(inside)
        qtbot.keyClick(inside, Key.Key_Tab)
    assert met[0] is page.search
    order = [
        met.index(each) for each in (page.list, page.panel.card.write_button, page.panel.card.edit_button)
    ]
    assert order == sorted(order)


def test_a_summary_with_nothing_shows_no_line(page: ContactsPage) -> None:
    page.heading.say("Nobody", Summary(()))
    assert not page.heading._facts.isVisible()


def test_the_columns_of_the_card_hold_for_anyone_without_an_address(
    page: ContactsPage, people: dict[str, int]
) -> None:
    """The link that adds an address does not push the facts to the far edge."""
    page.show_contact(people["Ramón"])
    card = page.panel.card
    QApplication.processEvents()
    labels = [label for label in card.findChildren(QLabel) if label.isVisible()]
    captions = [label for label in labels if label.text() in ("School week", "Tags")]
    assert len(captions) == 2
    link = next(button for button in card.findChildren(QAbstractButton) if button.text() == "Add an e-mail")
    assert max(label.width() for label in captions) < 140
    value = card._grid.cellRect(0, 1)
    assert value.width() > 150
    assert link.mapTo(card, link.rect().topLeft()).x() == card._facts_box.x() + value.x()


def test_a_long_address_is_cut_in_the_middle_and_whole_in_its_tooltip(page: ContactsPage, add: Add) -> None:
    address = "maria.de.los.angeles.fernandez@escuela-normal-experimental.example.org"
    page.show_contact(add("María Fernández", emails=[(address, "")]))
    QApplication.processEvents()
    labels = page.panel.card.findChildren(QLabel)
    (label,) = [each for each in labels if each.text() == address and each.isVisible()]
    assert label.width() < label.sizeHint().width()
    assert address in label.toolTip()


def test_a_long_entry_is_folded_until_all_of_it_is_asked_for(
    runner: Runner, page: ContactsPage, people: dict[str, int], qtbot: QtBot
) -> None:
    letter = "Answered: Re: Agua\n\n" + "Con mucho gusto. " * 60
    runner.do(lambda book: contacts.note(book, people["Elena"], letter, kind="answered"), context=page)
    page.list.select([people["Elena"]], people["Elena"])
    history = page.panel.card.history
    (link,) = [each for each in history.findChildren(LinkButton) if each.text() == "Show all"]
    shown = [each for each in history.findChildren(Label) if each.text().startswith("Answered")]
    assert len(shown[-1].text()) < 260
    link.click()
    assert shown[-1].text() == letter.strip()
    assert link.text() == "Show less"


def test_whoever_is_renamed_stays_in_sight(page: ContactsPage, add: Add, book: Book, qtbot: QtBot) -> None:
    first = add("Abel")
    for number in range(80):
        add(f"Contact {number:02}")
    page.refresh(Changes(""))
    page.list.select([first], first)
    page.list.scrollToTop()
    page.refresh(contacts.edit(book, first, name="Zoe"))
    assert page.model.ids[-1] == first
    assert page.selected() == [first]
    assert page.list.shows(page.list.currentIndex())


def test_somebody_without_an_address_is_asked_for_one_where_addresses_stand(
    page: ContactsPage, people: dict[str, int]
) -> None:
    page.show_contact(people["Ramón"])
    grid = page.panel.card._grid
    at = next(
        i
        for i in range(grid.count())
        if isinstance(part := grid.itemAt(i).widget(), Label) and part.text() == "E-mail"
    )
    link = grid.itemAt(at + 1).widget()
    assert isinstance(link, LinkButton)
    following = grid.itemAt(at + 2).widget()
    assert isinstance(following, Label)
    assert following.text() == "Place"


def test_the_passing_bar_does_not_cover_the_line_it_tells_of(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    contacts.note(book, people["Elena"], "Called: will ask the head")
    page.show_contact(people["Elena"])
    whole = page.window()
    (line,) = whole.findChildren(QWidget, NEWEST)
    whole.resize(1000, line.mapTo(whole, line.rect().bottomLeft()).y() + 30)
    bar = PassingBar(whole)
    bar.say("Added to the history of Elena Ruiz Ortega", lambda: None)
    covered = bar.geometry() & QRect(line.mapTo(whole, QPoint()), line.size())
    assert covered.isEmpty()
