"""Search, city, languages and tags, by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from partnerdesk.core.places import Place
from partnerdesk.desk.places import gazetteer
from partnerdesk.qt import theme
from partnerdesk.qt.widgets import (
    CityChoice,
    CityField,
    LanguagesField,
    SearchField,
    TagsField,
    gazetteer_choices,
)
from partnerdesk.qt.widgets.chip import Chip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LANGUAGES = (("es", "Spanish"), ("en", "English"), ("fr", "French"), ("nah", "Nahuatl"), ("de", "German"))
PUEBLA = CityChoice(
    "Puebla — Puebla, Mexico", Place("Puebla", "MX-PUE", "Puebla", "MX", "America/Mexico_City")
)
PUEBLO = CityChoice(
    "Pueblo — Colorado, United States", Place("Pueblo", "US-CO", "Colorado", "US", "America/Denver")
)
OTHER = CityChoice(
    "Puebla — Baja California, Mexico", Place("Puebla", "MX-BCN", "Baja California", "MX", "America/Tijuana")
)


@pytest.fixture(autouse=True)
def look(qapp):
    made = theme.install(qapp)
    made.force(Qt.ColorScheme.Light)
    return made


def shown(qtbot, field, other=None):
    """The field on a page with another one after it."""
    page = QWidget()
    page.resize(500, 300)
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(field)
    column.addWidget(other or QLineEdit(accessibleName="other"))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    field.setFocus()
    field.page = page  # else nothing in Python would hold it
    return page


def receiver():
    """Where the user's key goes: to a list that is open, else to the focus."""
    return QApplication.activePopupWidget() or QApplication.focusWidget()


def press(qtbot, key):
    qtbot.keyClick(receiver(), key)


class TestSearch:
    def test_every_key_tells(self, qtbot):
        field, told = SearchField("Search 214 contacts"), []
        shown(qtbot, field)
        field.textChanged.connect(told.append)
        qtbot.keyClicks(field, "mu")
        assert told == ["m", "mu"]

    def test_esc_clears_and_then_leads_on(self, qtbot):
        field = SearchField("Search")
        shown(qtbot, field)
        qtbot.keyClicks(field, "mu")
        with qtbot.assertNotEmitted(field.leave):
            qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert field.text() == ""
        with qtbot.waitSignal(field.leave):
            qtbot.keyClick(field, Qt.Key.Key_Escape)

    def test_esc_is_its_own_while_there_is_something_to_clear(self, qtbot):
        field, stepped = SearchField("Search"), []
        page = shown(qtbot, field)
        QShortcut(Qt.Key.Key_Escape, page, lambda: stepped.append(True))
        qtbot.keyClicks(field, "mu")
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert (field.text(), stepped) == ("", [])

    def test_down_leads_to_the_list(self, qtbot):
        field = SearchField("Search")
        shown(qtbot, field)
        with qtbot.waitSignal(field.leave):
            qtbot.keyClick(field, Qt.Key.Key_Down)

    def test_its_cross_clears(self, qtbot):
        field = SearchField("Search")
        shown(qtbot, field)
        (clear,) = field.actions()
        assert not clear.isVisible()
        qtbot.keyClicks(field, "mu")
        assert clear.isVisible()
        clear.trigger()
        assert field.text() == ""

    def test_it_has_a_name(self, qtbot):
        field = SearchField("Search 214 contacts")
        qtbot.addWidget(field)
        assert field.accessibleName() == "Search"


class TestCity:
    @pytest.fixture
    def field(self, qtbot):
        made = CityField(lambda text: [PUEBLA, PUEBLO] if text else [])
        shown(qtbot, made)
        return made

    def popup(self, field):
        return field.completer().popup()

    def test_a_city_is_picked_with_the_keyboard(self, field, qtbot):
        qtbot.keyClicks(field, "pue")
        popup = self.popup(field)
        assert popup.isVisible()
        assert popup.model().rowCount() == 2
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        with qtbot.waitSignal(field.placePicked) as told:
            qtbot.keyClick(popup, Qt.Key.Key_Return)
        assert told.args == [PUEBLO.place]
        assert field.text() == PUEBLO.words
        assert field.place() == PUEBLO.place

    def test_a_city_is_picked_with_the_pointer(self, field, qtbot):
        qtbot.keyClicks(field, "pue")
        popup = self.popup(field)
        with qtbot.waitSignal(field.placePicked):
            qtbot.mouseClick(
                popup.viewport(),
                Qt.MouseButton.LeftButton,
                pos=popup.visualRect(popup.model().index(0, 0)).center(),
            )
        assert field.place() == PUEBLA.place

    def test_return_takes_the_first_of_the_list_that_is_open(self, field, qtbot):
        qtbot.keyClicks(field, "pueb")
        popup = self.popup(field)
        with qtbot.waitSignal(field.placePicked) as told, qtbot.assertNotEmitted(field.typed):
            qtbot.keyClick(popup, Qt.Key.Key_Return)
        assert told.args == [PUEBLA.place]
        assert field.text() == PUEBLA.words
        assert not popup.isVisible()

    def test_the_only_city_of_that_name_is_taken_when_the_field_is_left(self, field, qtbot):
        qtbot.keyClicks(field, "puebla")
        self.popup(field).hide()
        with qtbot.waitSignal(field.placePicked):
            qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.text() == PUEBLA.words

    def test_one_name_for_two_cities_is_not_guessed(self, qtbot):
        field = CityField(lambda text: [PUEBLA, OTHER])
        shown(qtbot, field)
        qtbot.keyClicks(field, "Puebla")
        field.completer().popup().hide()
        with qtbot.assertNotEmitted(field.placePicked), qtbot.waitSignal(field.typed) as told:
            qtbot.keyClick(field, Qt.Key.Key_Return)
        assert told.args == ["Puebla"]
        assert field.place() == Place(city="Puebla")

    def test_typing_on_forgets_the_place(self, field, qtbot):
        field.set_place(PUEBLA.place, PUEBLA.words)
        assert field.place() == PUEBLA.place
        qtbot.keyClick(field, Qt.Key.Key_End)
        qtbot.keyClicks(field, "x")
        assert field.place() == Place(city=PUEBLA.words + "x")

    def test_showing_and_leaving_tells_no_one(self, field, qtbot):
        with qtbot.assertNotEmitted(field.placePicked), qtbot.assertNotEmitted(field.typed):
            field.set_place(PUEBLA.place, PUEBLA.words)
            qtbot.keyClick(field, Qt.Key.Key_Return)

    def test_no_place_is_an_empty_field(self, field):
        field.set_place(Place())
        assert (field.text(), field.place()) == ("", Place())

    def test_the_list_shows_eight_whole_lines_and_never_scrolls_sideways(self, qtbot):
        long = CityChoice("Puebla — " + "a very long name of a region " * 4, PUEBLA.place)
        for count in (1, 3, 8):
            field = CityField(lambda text, rows=[long, *[PUEBLA] * (count - 1)]: rows)
            page = shown(qtbot, field)
            page.move(0, 0)
            qtbot.keyClicks(field, "pue")
            popup = self.popup(field)
            assert not popup.horizontalScrollBar().isVisible()
            assert not popup.verticalScrollBar().isVisible()
            assert popup.horizontalScrollBar().maximum() == 0
            assert popup.viewport().height() == count * popup.visualRect(popup.model().index(0, 0)).height()
            assert popup.width() >= field.width()
            popup.hide()

    def test_the_real_gazetteer_completes_with_region_and_country(self):
        complete = gazetteer_choices(gazetteer(), lambda: {"MX"})
        words = {choice.words: choice.place for choice in complete("hermos")}
        assert words["Hermosillo — Sonora, Mexico"].zone == "America/Hermosillo"
        assert complete("h") == []


class TestLanguages:
    @pytest.fixture
    def field(self, qtbot):
        made = LanguagesField(LANGUAGES)
        shown(qtbot, made)
        return made

    def entry(self, field) -> QLineEdit:
        return field.findChild(QLineEdit)

    def chips(self, field) -> list[Chip]:
        return sorted(
            (chip for chip in field.findChildren(Chip) if chip.isVisible()), key=lambda chip: chip.x()
        )

    def test_names_become_chips_in_the_order_typed(self, field, qtbot):
        told = []
        field.changed.connect(told.append)
        qtbot.keyClicks(self.entry(field), "spanish")
        qtbot.keyClick(self.entry(field), Qt.Key.Key_Return)
        qtbot.keyClicks(self.entry(field), "Eng,")
        assert field.values() == ("es", "en")
        assert told == [("es",), ("es", "en")]
        assert field.accessibleName() == "Languages: Spanish, English"

    def test_a_suggestion_is_taken_with_the_keyboard(self, field, qtbot):
        entry = self.entry(field)
        qtbot.keyClicks(entry, "an")
        popup = entry.completer().popup()
        assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == [
            "Spanish",
            "German",
        ]  # as they were given: the likeliest first
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: field.values() == ("de",))
        qtbot.waitUntil(lambda: entry.text() == "")

    def test_what_is_no_language_stays_and_is_marked(self, field, qtbot):
        entry = self.entry(field)
        qtbot.keyClicks(entry, "Klingon")
        qtbot.keyClick(entry, Qt.Key.Key_Return)
        assert field.values() == ()
        assert entry.text() == "Klingon"
        assert entry.accessibleDescription() == field.refused
        assert "“Klingon” is not a language" in field.refused
        assert any(
            label.text() == field.refused and label.isVisible() for label in field.findChildren(QLabel)
        )
        press(qtbot, Qt.Key.Key_Backspace)
        assert field.refused == ""

    def test_a_kind_of_a_language_is_taken_by_its_code(self, field, qtbot):
        qtbot.keyClicks(self.entry(field), "pt-br,")
        assert field.values() == ("pt-BR",)
        assert [chip.text() for chip in self.chips(field)] == ["Brazilian Portuguese"]

    def test_no_language_twice(self, field, qtbot):
        field.set_values(["es", "en", "es"])
        with qtbot.assertNotEmitted(field.changed):
            qtbot.keyClicks(self.entry(field), "Spanish,")
        assert field.values() == ("es", "en")

    @pytest.mark.parametrize("typed", ["spanish", "span", "SPANISH", "es"])
    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Comma])
    def test_one_key_takes_a_language_while_the_list_is_open(self, field, qtbot, typed, key):
        for letter in typed:
            qtbot.keyClicks(receiver(), letter)
        if typed != "es":
            assert self.entry(field).completer().popup().isVisible()
        press(qtbot, key)
        assert field.values() == ("es",)
        assert self.entry(field).text() == ""
        assert not self.entry(field).completer().popup().isVisible()
        assert QApplication.focusWidget().accessibleName() == (
            "other" if key == Qt.Key.Key_Tab else "Add to languages"
        )

    def test_of_several_that_begin_so_the_first_on_offer_is_taken(self, qtbot):
        field = LanguagesField((("en", "English"), ("enm", "English of old")))
        shown(qtbot, field)
        for letter in "engl":
            qtbot.keyClicks(receiver(), letter)
        press(qtbot, Qt.Key.Key_Tab)
        assert field.values() == ("en",)

    def test_what_is_no_language_is_said_when_the_field_is_left(self, field, qtbot):
        qtbot.keyClicks(self.entry(field), "Qwerty")
        press(qtbot, Qt.Key.Key_Tab)
        assert QApplication.focusWidget().accessibleName() == "other"
        assert (field.values(), self.entry(field).text()) == ((), "Qwerty")
        assert "“Qwerty” is not a language" in field.refused
        assert not field.settle()

    def test_the_list_is_as_wide_as_the_field(self, field, qtbot):
        field.set_values(["en", "fr", "de"])
        qtbot.keyClicks(self.entry(field), "span")
        assert self.entry(field).completer().popup().width() >= field.width()

    def test_leaving_the_field_adds_what_was_typed(self, field, qtbot):
        qtbot.keyClicks(self.entry(field), "french")
        self.entry(field).completer().popup().hide()
        qtbot.keyClick(self.entry(field), Qt.Key.Key_Tab)
        assert field.values() == ("fr",)

    def test_alt_and_an_arrow_move_a_language(self, field, qtbot):
        field.set_values(["es", "en", "fr"])
        qtbot.keyClick(self.entry(field), Qt.Key.Key_Backspace)
        focus = QApplication.focusWidget
        assert focus().text() == "French"
        qtbot.keyClick(focus(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert field.values() == ("es", "fr", "en")
        assert focus().text() == "French"
        qtbot.keyClick(focus(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        qtbot.keyClick(focus(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert field.values() == ("fr", "es", "en")
        qtbot.keyClick(focus(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert field.values() == ("es", "fr", "en")

    def test_from_right_to_left_the_arrows_turn_round(self, field, qtbot):
        field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        field.set_values(["es", "en"])
        qtbot.keyClick(self.entry(field), Qt.Key.Key_Right)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert field.values() == ("en", "es")

    def test_delete_takes_away_and_goes_on_to_the_next(self, field, qtbot):
        field.set_values(["es", "en", "fr"])
        qtbot.keyClick(self.entry(field), Qt.Key.Key_Left)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
        assert QApplication.focusWidget().text() == "English"
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
        assert field.values() == ("es", "fr")
        assert QApplication.focusWidget().text() == "French"
        for _ in range(2):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
        assert field.values() == ()
        assert QApplication.focusWidget() is self.entry(field)

    def test_delete_on_a_chip_is_not_delete_in_the_window(self, qtbot):
        field, deleted = LanguagesField(LANGUAGES), []
        page = shown(qtbot, field)
        QShortcut(Qt.Key.Key_Delete, page, lambda: deleted.append(True))
        field.set_values(["es"])
        qtbot.keyClick(self.entry(field), Qt.Key.Key_Backspace)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
        assert (field.values(), deleted) == ((), [])

    def test_tab_passes_the_chips_and_then_the_input(self, field, qtbot):
        field.set_values(["es", "en"])
        first, second = self.chips(field)
        first.setFocus()
        qtbot.keyClick(first, Qt.Key.Key_Tab)
        assert second.hasFocus()
        qtbot.keyClick(second, Qt.Key.Key_Tab)
        assert self.entry(field).hasFocus()

    def test_the_cross_takes_away_and_the_rest_of_the_chip_does_not(self, field, qtbot):
        field.set_values(["es", "en"])
        QApplication.processEvents()
        chip = self.chips(field)[0]
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, chip.height() // 2))
        assert field.values() == ("es", "en")
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2))
        assert field.values() == ("en",)

    def test_a_language_without_a_name_shows_its_code(self, field):
        field.set_values(["xx"])
        assert [chip.text() for chip in self.chips(field)] == ["xx"]


class TestTags:
    @pytest.fixture
    def field(self, qtbot):
        made = TagsField(["choir", "Science fair"])
        shown(qtbot, made)
        return made

    @pytest.mark.parametrize(
        ("typed", "tag"),
        [
            ("garden", "garden"),
            ("#garden", "garden"),
            ("CHOIR", "choir"),
            ("  science   FAIR ", "Science fair"),
        ],
    )
    def test_a_tag_is_any_words_in_the_spelling_the_book_has(self, field, qtbot, typed, tag):
        entry = field.findChild(QLineEdit)
        qtbot.keyClicks(entry, typed)
        entry.completer().popup().hide()
        qtbot.keyClick(entry, Qt.Key.Key_Return)
        assert field.values() == (tag,)

    def test_a_comma_ends_a_tag(self, field, qtbot):
        qtbot.keyClicks(field.findChild(QLineEdit), "one,two,")
        assert field.values() == ("one", "two")

    def test_what_it_has_is_not_suggested_again(self, field, qtbot):
        field.set_values(["choir"])
        entry = field.findChild(QLineEdit)
        qtbot.keyClicks(entry, "c")
        model = entry.completer().popup().model()
        assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Science fair"]

    def test_a_very_long_tag_does_not_burst_the_field(self, field):
        field.set_values(["long " * 60])
        QApplication.processEvents()
        chip = next(chip for chip in field.findChildren(Chip) if chip.isVisible())
        assert chip.width() <= field.width()

    def test_chips_go_on_in_the_next_line(self, field):
        low = field.heightForWidth(300)
        field.set_values([f"tag number {number}" for number in range(12)])
        assert field.heightForWidth(300) > low * 3
