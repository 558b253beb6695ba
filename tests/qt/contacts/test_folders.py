"""Folders and tags in the left column."""

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, folders, listing
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.places import locate
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.folder_model import ALL, Choice, FolderModel
from partnerdesk.qt.runner import Runner


def names(page: ContactsPage) -> list[str]:
    rows = (page.model.row_at(at) for at in range(page.model.rowCount()))
    return [row.name for row in rows if row]


def lines(model: FolderModel) -> list[str]:
    roots = [model.index(row, 0) for row in range(model.rowCount())]
    return [str(index.data(Qt.ItemDataRole.AccessibleTextRole)) for index in roots]


def test_the_model_keeps_qts_rules(
    book: Book, people: dict[str, int], qapp: object, qtmodeltester: ModelTester
) -> None:
    owner = QObject()
    model = FolderModel(owner)
    model.show(listing.folders(book, book.now()), listing.tags(book))
    qtmodeltester.check(model)
    assert model.parent() is owner  # Qt's other method of this name


def test_no_count_is_said_before_it_is_known() -> None:
    model = FolderModel()
    assert lines(model) == ["Folders", "All contacts"]
    model.show((), ())
    assert lines(model) == ["Folders", "All contacts, 0 contacts"]


def test_folders_say_their_counts_and_whether_school_is_in(page: ContactsPage) -> None:
    model = page.folders.tree.model()
    assert isinstance(model, FolderModel)
    assert lines(model) == [
        "Folders",
        "All contacts, 4 contacts",
        "Japan, 1 contact, not in session",
        "Mexico, 3 contacts, in session now",
        "Tags",
        "Tag choir, 2 contacts",
        "Tag maps, 1 contact",
    ]


def test_arrow_keys_choose_folders_regions_and_tags(page: ContactsPage, qtbot: QtBot) -> None:
    tree = page.folders.tree
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert (page.heading.title.text(), names(page)) == (
        "Mexico",
        ["Elena Ruiz Ortega", "Ramón Félix", "Tomás Muñoz"],
    )
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert page.heading.title.text() == "Puebla, Mexico"
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert page.heading.title.text() == "Mexico"
    for _ in range(3):
        qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert (page.heading.title.text(), names(page)) == ("# choir", ["Elena Ruiz Ortega", "Ramón Félix"])


def test_a_click_beside_a_name_chooses_the_country_and_only_then_folds_it(
    page: ContactsPage, qtbot: QtBot
) -> None:
    tree = page.folders.tree
    mexico = tree.model().index(3, 0)

    def click() -> None:
        across = (x for x in range(tree.viewport().width()) if tree._lines.on_chevron(mexico, x))
        spot = QPoint(next(across) + 3, tree.visualRect(mexico).center().y())
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    click()
    assert page.folders.choice() == Choice(folder="MX", name="Mexico")
    assert tree.isExpanded(mexico)
    click()
    assert not tree.isExpanded(mexico)
    assert page.folders.choice().folder == "MX"


def test_return_leads_on_to_the_list(page: ContactsPage, qtbot: QtBot) -> None:
    page.folders.tree.setFocus()
    qtbot.keyClick(page.folders.tree, Qt.Key.Key_Return)
    assert page.list.hasFocus()


def test_a_contact_that_moves_takes_its_folder_along(
    page: ContactsPage, runner: Runner, people: dict[str, int]
) -> None:
    page.folders.select(Choice(folder="JP"))
    runner.do(
        lambda book: contacts.edit(book, people["Aiko"], place=locate(city="Lyon", country="FR")),
        context=page,
    )
    model = page.folders.tree.model()
    assert isinstance(model, FolderModel)
    assert not model.find(Choice(folder="JP")).isValid()
    assert model.find(Choice(folder="FR-ARA")).isValid()
    assert page.folders.choice() == ALL  # the folder that was chosen is gone


def test_a_country_is_pinned_in_place_and_let_go_with_delete(page: ContactsPage, qtbot: QtBot) -> None:
    page.pin_country()
    field = page.folders._field
    assert field.hasFocus()
    qtbot.keyClicks(field, "Kenia")  # any of four languages
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.folders.choice().folder == "KE"
    assert page.heading.title.text() == "Kenya"
    assert page._middle.currentWidget().accessibleName() == "Nobody in Kenya yet"
    qtbot.keyClick(page.folders.tree, Qt.Key.Key_Delete)
    assert page.folders.choice() == ALL


def test_an_unknown_country_is_said_beside_the_field(page: ContactsPage, qtbot: QtBot) -> None:
    page.pin_country()
    field = page.folders._field
    qtbot.keyClicks(field, "Atlantis")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.folders._wrong.isVisible()
    assert "Atlantis" in page.folders._wrong.text()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert page.folders.tree.hasFocus()


def test_delete_on_a_folder_throws_nobody_away(page: ContactsPage, qtbot: QtBot) -> None:
    page.folders.tree.setFocus()
    qtbot.keyClick(page.folders.tree, Qt.Key.Key_Delete)
    assert page.model.rowCount() == 4


@pytest.mark.parametrize(
    ("typed", "first", "code"),
    [("ghan", ["Ghana", "Afghanistan"], "GH"), ("us", ["United States"], "US"), ("Kenia", ["Kenya"], "KE")],
)
def test_a_few_letters_and_return_pin_the_first_country_that_is_offered(
    page: ContactsPage, qtbot: QtBot, typed: str, first: list[str], code: str
) -> None:
    page.pin_country()
    field = page.folders._field
    qtbot.keyClicks(field, typed)
    popup = field.completer().popup()
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert offered[: len(first)] == first
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert page.folders.choice() == Choice(folder=code, name=first[0])
    assert not field.isVisible()


def test_the_menu_of_a_folder_pins_and_unpins(page: ContactsPage, book: Book, runner: Runner) -> None:
    model = page.folders.tree.model()
    assert isinstance(model, FolderModel)
    node = model.node(model.find(Choice(folder="JP")))
    assert node is not None
    menu = page.folders.menu_for(node)
    (act,) = [each for each in menu.actions() if each.text() == "Keep among the folders (pin)"]
    act.trigger()
    menu.deleteLater()
    assert [each.pinned for each in listing.folders(book, book.now()) if each.code == "JP"] == [True]


def test_a_pin_by_another_program_shows_after_a_refresh(
    page: ContactsPage, runner: Runner, people: dict[str, int]
) -> None:
    runner.do(lambda book: folders.pin(book, "KE"), context=page)
    model = page.folders.tree.model()
    assert isinstance(model, FolderModel)
    assert "Kenya, 0 contacts, pinned" in lines(model)


def test_while_another_page_is_shown_no_folder_is_lit_and_a_click_leads_back(
    page: ContactsPage, people: dict[str, int], runner: Runner, qtbot: QtBot
) -> None:
    folders_ = page.folders
    tree, select = folders_.tree, folders_.tree.selectionModel()
    folders_.set_active(False)
    assert not select.hasSelection()
    runner.changed.emit(Changes(""))  # nor after a refresh
    assert not select.hasSelection()
    spot = tree.visualRect(tree.currentIndex()).center()
    with qtbot.waitSignal(folders_.chosen) as told:
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [ALL]
    folders_.set_active(True)
    assert select.selectedIndexes() == [tree.currentIndex()]


def test_return_on_the_folder_chosen_before_leads_back_too(page: ContactsPage, qtbot: QtBot) -> None:
    page.folders.set_active(False)
    with qtbot.waitSignals([page.folders.chosen, page.folders.left], order="strict"):
        qtbot.keyClick(page.folders.tree, Qt.Key.Key_Return)


def test_a_click_on_the_folder_that_is_lit_tells_nothing_new(page: ContactsPage, qtbot: QtBot) -> None:
    tree = page.folders.tree
    spot = tree.visualRect(tree.currentIndex()).center()
    with qtbot.assertNotEmitted(page.folders.chosen):
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
