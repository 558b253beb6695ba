"""Editing in place: saved as one goes, errors beside their cause."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.core.places import Place
from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.places import locate
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.card_edit import CardEdit
from partnerdesk.qt.contacts.fields import Field, LineField, ValuesField
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.contacts.place_field import PlaceField
from partnerdesk.qt.contacts.plain_fields import SourceField
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import Label
from tests.qt.contacts.conftest import Add

Key = Qt.Key


def editor(page: ContactsPage) -> CardEdit:
    found = page.panel.editor
    assert found is not None
    return found


def line(page: ContactsPage, key: str) -> LineField:
    return cast("LineField", editor(page).fields[key])


def write(page: ContactsPage, key: str, text: str, qtbot: QtBot) -> None:
    """Write over a line of the card, and leave it."""
    field = line(page, key)
    field.edit.setFocus()
    field.edit.selectAll()
    if text.isascii():
        qtbot.keyClicks(field.edit, text)
    else:  # Qt's test keys are ASCII only
        field.edit.insert(text)
        field.edit.textEdited.emit(field.edit.text())
    qtbot.keyClick(field.edit, Key.Key_Tab)


def tab(qtbot: QtBot) -> None:
    """Press Tab where the user's key would go: to the list of completions while that is open."""
    qtbot.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), Key.Key_Tab)


def edit(page: ContactsPage, key: int) -> None:
    page.show_contact(key)
    page.edit_current()


def error(field: Field) -> str:
    return field._error.text() if field._error.isVisible() else ""


@pytest.fixture
def elena(page: ContactsPage, people: dict[str, int]) -> int:
    edit(page, people["Elena"])
    return people["Elena"]


def test_return_in_the_list_edits_and_esc_goes_back(
    page: ContactsPage, people: dict[str, int], qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list, Key.Key_Down)
    qtbot.keyClick(page.list, Key.Key_Return)
    assert line(page, "name").edit.hasFocus()
    qtbot.keyClick(line(page, "name").edit, Key.Key_Escape)
    assert page.panel.editor is None
    assert page.list.hasFocus()
    assert page.selected() == [people["Elena"]]


def test_a_field_is_saved_when_it_is_left(
    page: ContactsPage, elena: int, book: Book, runner: Runner, qtbot: QtBot
) -> None:
    said: list[Changes] = []
    runner.said.connect(said.append)
    write(page, "role", "Directora", qtbot)
    assert contacts.card(book, elena).role == "Directora"
    assert editor(page)._saved_at.text() == "Saved 10:00"  # home's clock
    assert said == []  # saved quietly: no bar passes at every field


def test_a_field_is_saved_after_a_pause_too(page: ContactsPage, elena: int, book: Book, qtbot: QtBot) -> None:
    field = line(page, "greeting")
    field.edit.setFocus()
    with qtbot.waitSignal(field.saveAsked, timeout=5000):
        qtbot.keyClicks(field.edit, "!")
    assert contacts.card(book, elena).greeting == "!Estimada profesora Ruiz"
    assert field.edit.hasFocus()


def test_an_unchanged_field_writes_nothing(
    page: ContactsPage, elena: int, runner: Runner, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(runner.changed):
        for _ in range(8):
            qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        page.step_back()


def test_what_is_wrong_is_said_beside_it_and_not_left(
    page: ContactsPage, elena: int, book: Book, people: dict[str, int], qtbot: QtBot
) -> None:
    write(page, "week", "Mon-Fri 13:00-08:00", qtbot)
    assert "ends before it begins" in error(line(page, "week"))
    assert line(page, "week").edit.property("wrong") is True
    assert contacts.card(book, elena).school_week is not None
    page.step_back()
    assert page.panel.editor is not None
    assert line(page, "week").edit.hasFocus()
    page.list.select([people["Aiko"]])  # nor can it be left by choosing another
    assert page.selected() == [elena]
    write(page, "week", "Mon-Fri 07:00-12:00", qtbot)
    assert error(line(page, "week")) == ""
    page.step_back()
    assert page.panel.editor is None


def test_a_wrong_address_is_named_by_the_verb(page: ContactsPage, elena: int, qtbot: QtBot) -> None:
    field = cast("ValuesField", editor(page).fields["emails"])
    first = field._lines[0][1]
    first.setFocus()
    first.selectAll()
    qtbot.keyClicks(first, "elena.ruiz@")
    qtbot.keyClick(first, Key.Key_Tab)
    assert "elena.ruiz@" in error(field)
    assert first.property("wrong") is True
    page.step_back()
    assert page.panel.editor is not None


def test_several_addresses_with_labels(page: ContactsPage, elena: int, book: Book, qtbot: QtBot) -> None:
    field = cast("ValuesField", editor(page).fields["emails"])
    field._add_and_go()
    second, label = field._lines[1][1:]
    assert second.hasFocus()
    qtbot.keyClicks(second, "e.ruiz@example.com")
    qtbot.keyClick(second, Key.Key_Tab)
    qtbot.keyClicks(label, "home")
    qtbot.keyClick(label, Key.Key_Tab)
    kept = [(each.address, each.label) for each in contacts.card(book, elena).emails]
    assert kept == [("elena.ruiz@normal.example.org", "work"), ("e.ruiz@example.com", "home")]
    field._remove(field._lines[0][0])
    assert [each.address for each in contacts.card(book, elena).emails] == ["e.ruiz@example.com"]


def test_a_city_moves_the_contact_to_its_folder(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    page.folders.select(Choice(folder="JP"))
    edit(page, people["Aiko"])
    field = cast("PlaceField", editor(page).fields["place"])
    field.city.setFocus()
    field.city.selectAll()
    qtbot.keyClicks(field.city, "Guadalajara, Mexico")
    completer = field.city.completer()
    assert completer is not None
    completer.activated[str].emit(completer.completionModel().index(0, 0).data())
    assert contacts.card(book, people["Aiko"]).whereabouts.region == "MX-JAL"
    assert "Jalisco, Mexico" in field._note.text()
    page.step_back()
    assert page.selected() == [people["Aiko"]]


def test_an_unknown_city_asks_for_country_and_zone(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    edit(page, people["Ramón"])
    field = cast("PlaceField", editor(page).fields["place"])
    field.city.setFocus()
    field.city.selectAll()
    qtbot.keyClicks(field.city, "Rancho Las Nubes Altas")
    qtbot.keyClick(field.city, Key.Key_Tab)
    assert field._country.hasFocus()
    assert "Say which country" in error(field)
    qtbot.keyClicks(field._country, "Mexico")
    tab(qtbot)
    assert "time zones" in error(field)
    qtbot.keyClicks(field._region, "Chihuahua")
    tab(qtbot)
    assert "time zones" in error(field)
    offered = [field._zone.itemData(at) for at in range(field._zone.count())]
    assert "America/Ciudad_Juarez" in offered
    assert "America/Tijuana" not in offered  # only those that the state can have
    field._zone.setCurrentIndex(offered.index("America/Ciudad_Juarez"))
    field._zone.activated.emit(field._zone.currentIndex())
    assert error(field) == ""
    kept = contacts.card(book, people["Ramón"]).place
    assert (kept.city, kept.region, kept.zone) == (
        "Rancho Las Nubes Altas",
        "MX-CHH",
        "America/Ciudad_Juarez",
    )


@pytest.mark.parametrize("school_first", [True, False])
def test_a_city_that_became_a_new_organisations_goes_on_standing_in_its_field(
    page: ContactsPage, book: Book, qtbot: QtBot, *, school_first: bool
) -> None:
    page.new_contact()
    write(page, "name", "Lucia Mena", qtbot)
    if school_first:
        write(page, "organisation", "Normal del Desierto", qtbot)
    field = cast("PlaceField", editor(page).fields["place"])
    field.city.setFocus()
    qtbot.keyClicks(field.city, "Hermosi")
    qtbot.keyClick(QApplication.activePopupWidget(), Key.Key_Return)
    if not school_first:
        write(page, "organisation", "Normal del Desierto", qtbot)
    editor(page).focus_field("notes")
    page.refresh(Changes(""))
    kept = contacts.card(book, editor(page).contact_id or 0)
    assert kept.organisation is not None
    assert (kept.place, kept.organisation.place.city) == (Place(), "Hermosillo")
    assert field.city.text().startswith("Hermosillo")
    assert field._note.text().startswith("Normal del Desierto is here too.")
    field.city.setFocus()
    field.city.selectAll()
    qtbot.keyClick(field.city, Key.Key_Backspace)
    tab(qtbot)
    assert field.city.placeholderText() == "Hermosillo, Mexico, as Normal del Desierto"
    assert contacts.card(book, editor(page).contact_id or 0).organisation.place.city == "Hermosillo"


def test_hours_say_honestly_whose_they_are(page: ContactsPage, people: dict[str, int], qtbot: QtBot) -> None:
    edit(page, people["Tomás"])
    week = line(page, "week")
    assert week._note.text() == "For the whole school: the hours of Escuela Normal Superior."
    week.edit.setFocus()
    qtbot.keyClicks(week.edit, "Mon 08:00-09:00")
    assert week._note.text().startswith("Only for this person; Escuela Normal Superior keeps Mon–Fri")
    page.panel.editor.fields["week"].edit.clear()  # type: ignore[union-attr, attr-defined]


def test_hours_of_a_school_without_any_become_the_schools(
    page: ContactsPage, add: Add, book: Book, qtbot: QtBot
) -> None:
    first = add("Jorge Salinas", organisation="Colegio Benavente")
    second = add("Luz Andrade", organisation="Colegio Benavente")
    edit(page, first)
    line(page, "week").edit.setFocus()
    qtbot.keyClicks(line(page, "week").edit, "Mon-Fri 08:00-12:00")
    assert "For the whole school" in line(page, "week")._note.text()
    qtbot.keyClick(line(page, "week").edit, Key.Key_Tab)
    assert contacts.card(book, second).school_week is not None


def test_the_shared_organisation_is_edited_for_all(
    page: ContactsPage, elena: int, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    page.panel.edit_organisation()
    panel = page.panel._organisation
    assert panel is not None
    assert panel._shared.text() == (
        "2 contacts share it, and all of them follow its place and its school week."
    )
    panel._week.edit.setFocus()
    panel._week.edit.selectAll()
    qtbot.keyClicks(panel._week.edit, "Mon-Fri 09:00-15:00")
    qtbot.keyClick(panel._week.edit, Key.Key_Tab)
    for key in (elena, people["Tomás"]):
        week = contacts.card(book, key).school_week
        assert week is not None
        assert week.words() == "Mon–Fri 09:00–15:00"
    panel._week.edit.setFocus()
    panel._week.edit.selectAll()
    qtbot.keyClick(panel._week.edit, Key.Key_Backspace)
    qtbot.keyClick(panel._week.edit, Key.Key_Tab)
    assert contacts.card(book, elena).school_week is None
    qtbot.keyClick(panel._web.edit, Key.Key_Escape)
    assert page.panel.card.contact_id == elena
    assert not page.panel.editing


def test_the_name_of_another_organisation_is_refused_beside_the_name(
    page: ContactsPage, elena: int, add: Add, qtbot: QtBot
) -> None:
    add("Jorge Salinas", organisation="Colegio Benavente")
    page.panel.edit_organisation()
    panel = page.panel._organisation
    assert panel is not None
    panel._name.edit.setFocus()
    panel._name.edit.selectAll()
    qtbot.keyClicks(panel._name.edit, "colegio benavente")
    qtbot.keyClick(panel._name.edit, Key.Key_Tab)
    assert "There is an organisation Colegio Benavente already" in error(panel._name)


def test_two_organisations_of_one_name_can_be_made_one(
    page: ContactsPage, elena: int, add: Add, book: Book, qtbot: QtBot
) -> None:
    add("Jorge Salinas", organisation="Colegio Benavente")
    page.panel.edit_organisation()
    panel = page.panel._organisation
    assert panel is not None
    assert not panel._unite.isVisible()
    panel._name.edit.setFocus()
    panel._name.edit.selectAll()
    qtbot.keyClicks(panel._name.edit, "colegio benavente")
    qtbot.keyClick(panel._name.edit, Key.Key_Tab)
    assert panel._unite.isVisible()
    qtbot.keyClick(panel._unite, Key.Key_Space)
    school = contacts.card(book, elena).organisation
    assert school is not None
    assert school.name == "Colegio Benavente"
    assert not page.panel.editing
    assert "Colegio Benavente" in page.panel.card._role.text()


def test_an_organisation_is_not_left_while_a_field_is_wrong_and_esc_leaves_it_as_it_was(
    page: ContactsPage, elena: int, book: Book, qtbot: QtBot
) -> None:
    page.panel.edit_organisation()
    panel = page.panel._organisation
    assert panel is not None
    before = panel._week.edit.text()
    panel._week.edit.setFocus()
    panel._week.edit.selectAll()
    qtbot.keyClicks(panel._week.edit, "Mon-Fri 13:00-08:00")
    panel.done_button.click()
    assert page.panel.editing
    assert panel._week.edit.hasFocus()
    assert "ends before it begins" in error(panel._week)
    assert "Esc leaves it as it was." in error(panel._week)
    week = contacts.card(book, elena).school_week
    qtbot.keyClick(panel._week.edit, Key.Key_Escape)
    assert not page.panel.editing
    assert contacts.card(book, elena).school_week == week
    page.panel.edit_organisation()
    panel = page.panel._organisation
    assert panel is not None
    assert panel._week.edit.text() == before
    assert error(panel._week) == ""


def test_a_name_that_is_refused_after_the_organisation_was_left_brings_it_back(
    page: ContactsPage, elena: int, add: Add, book: Book, qtbot: QtBot
) -> None:
    add("Jorge Salinas", organisation="Colegio Benavente")
    page.panel.edit_organisation()
    panel = page.panel._organisation
    assert panel is not None
    page.panel.setCurrentWidget(page.panel._card_page)  # as when the worker answers late
    panel._name.edit.setText("Colegio Benavente")
    panel._name.leave()
    assert page.panel.editing
    assert "There is an organisation Colegio Benavente already" in error(panel._name)
    qtbot.keyClick(panel._name.edit, Key.Key_Escape)
    assert not page.panel.editing
    assert page.panel.card.contact_id == elena


def test_who_introduced_us_is_chosen_from_the_contacts(
    page: ContactsPage, elena: int, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    field = cast("SourceField", editor(page).fields["source"])
    field._kind.setCurrentIndex(field._kind.findData("introduction"))
    field._kind.activated.emit(field._kind.currentIndex())
    assert field._by.isVisible()
    field._by.setFocus()
    qtbot.keyClicks(field._by, "Nobody Known")
    qtbot.keyClick(field._by, Key.Key_Tab)
    assert "is not among your contacts" in error(field)
    field._by.setFocus()
    field._by.selectAll()
    qtbot.keyClicks(field._by, "tomas munoz")
    field._by._left()
    kept = contacts.card(book, elena)
    assert (kept.source, kept.introduced_by_id) == ("introduction", people["Tomás"])
    assert error(field) == ""


def test_a_new_contact_is_added_once_it_has_a_name(page: ContactsPage, book: Book, qtbot: QtBot) -> None:
    page.folders.select(Choice(folder="MX-PUE"))
    page.new_contact()
    assert line(page, "name").edit.hasFocus()
    write(page, "role", "Maestra", qtbot)
    assert page.model.rowCount() == 2  # nothing yet
    write(page, "name", "Rocío Téllez", qtbot)
    assert page.model.rowCount() == 3
    assert page.panel.editor is not None  # still under edit
    write(page, "organisation", "Museo Amparo", qtbot)
    (key,) = page.selected()
    kept = contacts.card(book, key)
    assert (kept.name, kept.role, kept.whereabouts.region) == ("Rocío Téllez", "Maestra", "MX-PUE")
    assert kept.organisation is not None
    page.step_back()
    assert page.panel.card.contact_id == key
    assert page.selected() == [key]


def test_a_new_contact_takes_the_tag_that_is_shown(page: ContactsPage, book: Book, qtbot: QtBot) -> None:
    page.folders.select(Choice(tag="choir", name="# choir"))
    page.new_contact()
    write(page, "name", "Rocío Téllez", qtbot)
    (key,) = page.selected()
    assert [tag.name for tag in contacts.card(book, key).tags] == ["choir"]


def test_a_search_for_somebody_new_gives_the_name(page: ContactsPage, qtbot: QtBot) -> None:
    page.search.setText("Óscar Villaseñor")
    page.new_contact()
    assert line(page, "name").edit.text() == "Óscar Villaseñor"
    page.step_back()  # saves it on the way
    assert page.panel.card.contact_id


def test_an_empty_new_card_is_let_go(page: ContactsPage, book: Book, qtbot: QtBot) -> None:
    page.new_contact()
    page.step_back()
    assert page.panel.editor is None
    page.new_contact()
    write(page, "role", "Maestra", qtbot)
    page.step_back()
    assert "It needs a name" in error(line(page, "name"))
    page.step_back()  # asked once is enough
    assert page.panel.editor is None
    assert page.model.rowCount() == 4


def test_undo_shows_in_the_card_under_edit(
    page: ContactsPage, elena: int, runner: Runner, qtbot: QtBot
) -> None:
    write(page, "role", "Directora", qtbot)
    runner.undo()
    assert line(page, "role").edit.text() == "Coordinadora"


def test_closing_saves_what_is_being_typed(page: ContactsPage, elena: int, book: Book, qtbot: QtBot) -> None:
    field = line(page, "role")
    field.edit.setFocus()
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, "Directora")
    page.leave()
    assert contacts.card(book, elena).role == "Directora"


def test_languages_tags_and_notes_are_saved(page: ContactsPage, elena: int, book: Book, qtbot: QtBot) -> None:
    languages = editor(page).fields["languages"]
    languages.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "French")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Comma)
    assert contacts.card(book, elena).languages == ("es", "en", "fr")
    editor(page).fields["tags"].setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "#maps")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Comma)
    assert [tag.name for tag in contacts.card(book, elena).tags] == ["choir", "maps"]
    editor(page).fields["notes"].setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "New. ")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert contacts.card(book, elena).notes == "New. Answers on Mondays."


def test_street_postcode_and_website_are_saved_and_shown_on_the_card(
    page: ContactsPage, elena: int, book: Book, qtbot: QtBot
) -> None:
    edit(page, elena)
    editor(page).fields["street"].setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "Reforma 4")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    write(page, "postcode", "72000", qtbot)
    write(page, "web", "normal.example.org", qtbot)
    card = contacts.card(book, elena)
    assert (card.street, card.postcode, card.web) == ("Reforma 4", "72000", "normal.example.org")
    editor(page).finish()
    shown = [label.text() for label in page.panel.findChildren(Label)]
    assert {"Reforma 4\n72000 Puebla", "normal.example.org"} <= set(shown)


def test_no_field_invents_a_change(page: ContactsPage, people: dict[str, int]) -> None:
    """Whatever is shown reads back as what the book says."""
    for key in people.values():
        edit(page, key)
        assert [name for name, field in editor(page).fields.items() if field.changed()] == []
        page.step_back()


def test_a_country_without_a_city_survives_an_edit(
    page: ContactsPage, add: Add, book: Book, qtbot: QtBot
) -> None:
    key = add("Hēmi Parata", place=Place(country="KE", zone="Africa/Nairobi"))
    edit(page, key)
    write(page, "role", "Teacher", qtbot)
    page.step_back()
    assert contacts.card(book, key).place == Place(country="KE", zone="Africa/Nairobi")
    assert locate(country="KE").zone == "Africa/Nairobi"


def press(qtbot: QtBot, key: Key) -> None:
    """Press a key where the user's would go: to the list of completions while that is open."""
    qtbot.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key)


def type_letters(qtbot: QtBot, text: str) -> None:
    for letter in text:
        qtbot.keyClicks(QApplication.activePopupWidget() or QApplication.focusWidget(), letter)


@pytest.fixture
def nowhere(page: ContactsPage, people: dict[str, int], qtbot: QtBot) -> PlaceField:
    """Ramón's card, his city typed over with one that is in no list, in a state of several zones."""
    edit(page, people["Ramón"])
    field = cast("PlaceField", editor(page).fields["place"])
    field.city.setFocus()
    field.city.selectAll()
    type_letters(qtbot, "Nowhereville")
    press(qtbot, Key.Key_Tab)
    type_letters(qtbot, "Mexico")
    press(qtbot, Key.Key_Tab)
    type_letters(qtbot, "Chihuahua")
    press(qtbot, Key.Key_Tab)
    return field


def test_a_place_without_its_zone_says_so_at_the_list_of_zones(
    page: ContactsPage, people: dict[str, int], nowhere: PlaceField, book: Book, qtbot: QtBot
) -> None:
    editor(page).done_button.click()
    assert page.panel.editor is not None
    assert nowhere._zone.hasFocus()
    assert nowhere._zone.property("wrong") is True
    assert not nowhere.city.property("wrong")
    assert error(nowhere).startswith("Chihuahua has several time zones. Choose the one they live by.")
    assert "America/" not in error(nowhere)
    words = [nowhere._zone.itemText(at) for at in range(1, nowhere._zone.count())]
    assert any(word.startswith("Chihuahua") and "(UTC−6)" in word for word in words)
    qtbot.keyClick(nowhere._zone, Key.Key_Down)
    assert not nowhere._zone.property("wrong")
    editor(page).done_button.click()
    assert page.panel.editor is None
    assert contacts.card(book, people["Ramón"]).place.city == "Nowhereville"


@pytest.mark.parametrize("first", ["done", "esc", "row"])
def test_esc_leaves_a_place_that_is_not_whole_as_it_was(
    page: ContactsPage, people: dict[str, int], nowhere: PlaceField, book: Book, qtbot: QtBot, first: str
) -> None:
    if first == "done":
        editor(page).done_button.click()
    elif first == "row":
        page.list.select([people["Aiko"]])
    else:
        press(qtbot, Key.Key_Escape)
    assert page.panel.editor is not None
    assert nowhere._zone.hasFocus()
    assert "Esc leaves it as it was" in error(nowhere)
    press(qtbot, Key.Key_Escape)
    assert page.panel.editor is None
    assert contacts.card(book, people["Ramón"]).place.city == "Hermosillo"
    page.leave()  # and nothing is held back
    page.list.select([people["Aiko"]])
    assert page.selected() == [people["Aiko"]]


def test_what_was_typed_since_is_not_thrown_away_by_esc(
    page: ContactsPage, elena: int, book: Book, qtbot: QtBot
) -> None:
    write(page, "week", "Mon-Fri 13:00-08:00", qtbot)
    page.step_back()
    write(page, "week", "Mon-Fri 14:00-08:00", qtbot)
    page.step_back()
    assert page.panel.editor is not None
    assert line(page, "week").edit.text() == "Mon-Fri 14:00-08:00"
    page.step_back()
    assert page.panel.editor is None
    week = contacts.card(book, elena).school_week
    assert week is not None
    assert week.words() == "Mon–Fri 08:00–13:00"


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Return])
def test_a_language_is_kept_at_one_key(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot, key: Key
) -> None:
    edit(page, people["Tomás"])
    editor(page).focus_field("languages")
    type_letters(qtbot, "spanish")
    press(qtbot, key)
    editor(page).done_button.click()
    assert page.panel.editor is None
    assert contacts.card(book, people["Tomás"]).languages == ("es",)


def test_a_language_typed_last_is_kept_by_done(
    page: ContactsPage, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    edit(page, people["Tomás"])
    editor(page).focus_field("languages")
    type_letters(qtbot, "spanish")
    editor(page).finish()
    assert contacts.card(book, people["Tomás"]).languages == ("es",)


def test_what_is_no_language_is_said_and_not_dropped_without_a_word(
    page: ContactsPage, elena: int, book: Book, qtbot: QtBot
) -> None:
    field = editor(page).fields["languages"]
    editor(page).focus_field("languages")
    type_letters(qtbot, "Qwerty")
    press(qtbot, Key.Key_Tab)
    editor(page).done_button.click()
    assert page.panel.editor is not None
    assert field.isAncestorOf(QApplication.focusWidget())
    assert "“Qwerty” is not a language" in field.error
    assert field.error.endswith("Esc leaves it as it was.")
    assert not field._error.isVisible()  # said once, by the chips
    press(qtbot, Key.Key_Escape)
    assert page.panel.editor is None
    assert contacts.card(book, elena).languages == ("es", "en")
