"""The page of import: what it shows of files, what can be decided, and how it takes them in."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from partnerdesk.core.cards import Card
from partnerdesk.core.drafting import Template
from partnerdesk.desk import contacts, listing, templates
from partnerdesk.desk.book import Book, open_book
from partnerdesk.errors import LockedBook
from partnerdesk.formats import share
from partnerdesk.qt import theme
from partnerdesk.qt.imports import ImportPage
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.twins.value import Value
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline, Worker
from tests.qt.imports.conftest import TABLE, Write

Key = Qt.Key


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def sentences(page: ImportPage) -> list[str]:
    return [page.model.sentence(page.model.row_at(at)) for at in range(page.model.rowCount())]


def filters(page: ImportPage) -> list[str]:
    buttons = page.head.filters.findChildren(QPushButton)
    return [each.accessibleName() for each in buttons if each.isVisible()]


def press(page: ImportPage, words: str) -> None:
    button = next(
        each for each in page.findChildren(QPushButton) if each.text() == words and each.isVisible()
    )
    button.click()


def planned(qtbot: QtBot, page: ImportPage) -> None:
    """Wait until what was decided is planned."""
    qtbot.waitUntil(lambda: not page._planner.busy)


def test_it_begins_with_how_people_come_in(page: ImportPage) -> None:
    assert "Drop files anywhere" in texts(page)
    page.focus_main()
    assert page._choose.hasFocus()


def test_a_table_is_shown_row_by_row_before_anything_is_stored(
    page: ImportPage, book: Book, elena: int, people: Path
) -> None:
    page.open([people])
    assert sentences(page) == [
        "Elena Ruiz, Escuela Normal · elena@normal.example, Changes, organisation, place, phone",
        "Rui Sá, rui@escola.example, Porto, Portugal, New",
        "Amina Diallo, amina@lycee.example, Senegal?, suggested by +221, New",
        "Row 5, It has no name, organisation, e-mail address or phone number., Refused",
        "Rui Sá, rui@escola.example, Twice, as row 3",
    ]
    assert filters(page) == [
        "All, 5",
        "New, 2",
        "Changed, 1",
        "Country suggested, 1",
        "Twice, 1",
        "Refused, 1",
    ]
    assert page.take.text() == "Add 2, change 1"
    assert "people.csv: a table" in texts(page)
    assert list(listing.find(book)) == [elena]
    assert book.undoable()[0] == "Added Elena Ruiz"


def test_taking_is_one_step_with_one_undo(
    page: ImportPage, book: Book, runner: Runner, elena: int, people: Path, qtbot: QtBot
) -> None:
    page.open([people])
    with qtbot.waitSignal(runner.said) as said, qtbot.waitSignal(page.tookIn) as took:
        page.main_action()
    assert said.args[0].label == "Added 2 contacts and changed 1 from people.csv"
    keys, source = took.args
    assert (len(keys), source) == (3, "people.csv")
    assert elena in keys
    assert len(listing.find(book)) == 3
    assert "Drop files anywhere" in texts(page)
    runner.undo()
    assert list(listing.find(book)) == [elena]
    assert not contacts.card(book, elena).phones


def test_who_is_left_out_at_the_last_moment_is_not_among_those_who_came_in(
    page: ImportPage, elena: int, people: Path, qtbot: QtBot
) -> None:
    page.open([people])
    page.list.choose(0)
    qtbot.keyClick(page.list, Key.Key_Space)
    assert page.take.text() == "Take them in"  # what was decided last is not planned yet
    with qtbot.waitSignal(page.tookIn) as took:
        page.main_action()
    assert len(took.args[0]) == 2
    assert elena not in took.args[0]


def test_what_was_counted_before_the_book_changed_is_not_said_as_true(
    qtbot: QtBot, qapp: QApplication, book: Book, people: Path
) -> None:
    theme.install(qapp)
    worker = Worker()
    page = ImportPage(Runner(book, worker))
    qtbot.addWidget(page)
    page.open([people])
    qtbot.waitUntil(lambda: page.take.isEnabled() and page.take.text() == "Add 3")
    page.refresh(contacts.add(book, name="Rui Sá", emails=[("rui@escola.example", "")]))
    assert page.take.text() == "Take them in"
    qtbot.waitUntil(lambda: page.take.text() == "Add 2, change 1")
    worker.settle()
    worker.shutdown()


def test_files_that_were_not_seen_whole_cannot_be_taken(page: ImportPage, people: Path) -> None:
    page.files.open([people])
    page._fresh = True
    page._planner.begun.emit(page.model.preview)
    page._planner.failed.emit(LockedBook("Another program holds the book.", "Close it."))
    assert page.take.text() == "Add 3"
    assert not page.take.isEnabled()


def test_cancel_leaves_nothing(page: ImportPage, book: Book, people: Path, qtbot: QtBot) -> None:
    page.open([people])
    with qtbot.waitSignal(page.leftAsked):
        page.cancel.click()
    assert len(listing.find(book)) == 0
    assert page.model.rowCount() == 0
    page.open([people])
    assert page.take.text() == "Add 3"


def test_the_same_file_again_has_nothing_to_add(page: ImportPage, book: Book, people: Path) -> None:
    page.open([people])
    page.main_action()
    page.open([people])
    assert page.take.text() == "Nothing to add"
    assert not page.take.isEnabled()


def test_rows_are_looked_at_by_what_becomes_of_them(page: ImportPage, elena: int, people: Path) -> None:
    page.open([people])
    page.head.filters.choose("refused")
    assert len(sentences(page)) == 1
    assert "It has no name, organisation" in texts(page.sheet)
    page.head.filters.choose("changed")
    assert "What changes" in texts(page.sheet)
    assert "+52 222 555 0199" in texts(page.sheet)


def test_a_row_is_left_out_by_its_box_or_by_space(
    page: ImportPage, book: Book, people: Path, qtbot: QtBot
) -> None:
    page.open([people])
    page.focus_main()
    page.list.choose(0)
    qtbot.keyClick(page.list, Key.Key_Space)
    assert sentences(page)[0].endswith("not taken")
    planned(qtbot, page)
    assert page.take.text() == "Add 2"
    box = page.list.visualRect(page.model.index(1))
    spot = box.topLeft()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot + spot.__class__(16, 20))
    planned(qtbot, page)
    assert page.take.text() == "Add 2"  # the row that was twice takes the place of the first one
    page.head.filters.choose("left out")
    press(page, "Take all of these")
    planned(qtbot, page)
    assert page.take.text() == "Add 3"


def test_what_the_file_says_otherwise_may_take_the_place_of_ours(
    page: ImportPage, book: Book, elena: int, write: Write, qtbot: QtBot
) -> None:
    page.open([write("p.csv", "Name,E-mail,Role\nElena Ruiz,elena@normal.example,Directora\n")])
    assert "Which holds?" in texts(page.sheet)
    values = {value.accessibleName(): value for value in page.sheet.findChildren(Value)}
    assert values["Role in the book: Coordinator"].isChecked()
    values["Role in the file: Directora"].click()
    planned(qtbot, page)
    page.main_action()
    assert contacts.card(book, elena).role == "Directora"


def test_who_looks_like_somebody_is_asked_about(
    page: ImportPage, book: Book, elena: int, write: Write, qtbot: QtBot
) -> None:
    page.open([write("p.csv", "Name,E-mail,Phone\nElena Ruiz,elena@other.example,+52 1\n")])
    assert "looks like Elena Ruiz" in sentences(page)[0]
    assert "Looks like Elena Ruiz, who is in the book." in texts(page.sheet)
    assert "Will be added." not in texts(page.sheet)
    press(page, "Somebody else")
    planned(qtbot, page)
    assert "Somebody else, you said" in texts(page.sheet)
    press(page, "Decide anew")
    planned(qtbot, page)
    press(page, "It is them")
    planned(qtbot, page)
    assert page.take.text() == "Change 1"
    assert "You said that it is Elena Ruiz, who gets what is new." in texts(page.sheet)
    page.main_action()
    assert [each.address for each in contacts.card(book, elena).emails] == [
        "elena@normal.example",
        "elena@other.example",
    ]


def test_a_suggested_country_is_taken_for_one_or_for_all(
    page: ImportPage, book: Book, write: Write, qtbot: QtBot
) -> None:
    rows = "Amina,,+221 33 555 0101\nRui,rui@escola.pt,\nJo,jo@escola.pt,\n"
    page.open([write("p.csv", f"Name,E-mail,Phone\n{rows}")])
    press(page, "Take Senegal")
    planned(qtbot, page)
    assert "Senegal, taken from +221" in sentences(page)[0]
    press(page, "Take all 3 suggested countries")
    planned(qtbot, page)
    page.list.choose(2)
    press(page, "Leave Portugal out")
    planned(qtbot, page)
    page.main_action()
    folders = [len(listing.find(book, folder=code)) for code in ("SN", "PT", "-")]
    assert folders == [1, 1, 1]


def test_the_country_of_a_large_city_is_proposed_and_said(
    page: ImportPage, book: Book, write: Write, qtbot: QtBot
) -> None:
    page.open([write("p.csv", "Name,City\nAna Lima,Puebla\nRui Sá,Valencia\n")])
    assert sentences(page) == [
        "Ana Lima, Mexico?, from the city, Puebla, New",
        "Rui Sá, No country, Valencia, New",
    ]
    assert "The country is not known. The city (Puebla) suggests Mexico." in texts(page.sheet)
    press(page, "Take Mexico")
    planned(qtbot, page)
    assert sentences(page)[0] == "Ana Lima, Puebla, Mexico, taken from the city, New"
    press(page, "Leave Mexico out")
    planned(qtbot, page)
    press(page, "Take Mexico")
    planned(qtbot, page)
    page.main_action()
    assert {each.name: each.zone for each in listing.rows(book, listing.find(book))} == {
        "Ana Lima": "America/Mexico_City",
        "Rui Sá": "",
    }


def test_files_of_several_kinds_come_in_together(
    page: ImportPage, book: Book, people: Path, write: Write, qtbot: QtBot
) -> None:
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Kari Dahl\nEMAIL:kari@skole.example\nEND:VCARD\n"
    page.open([people, write("k.vcf", card)])
    assert "2 files, in one step" in texts(page)
    assert page.take.text() == "Add 4"
    page.head.files.choose("2")
    assert sentences(page) == ["Kari Dahl, kari@skole.example, No country, New"]
    assert "k.vcf: contact cards (vCard)" in texts(page)
    press(page, "Leave this file out")
    assert page.take.text() == "Add 3"
    assert "people.csv: a table" in texts(page)
    page.open([write("k.vcf", card)])
    page.main_action()
    assert len(listing.find(book)) == 4
    assert book.undoable()[0] == "Added 4 contacts from 2 files"


def test_the_same_file_again_is_read_anew(page: ImportPage, write: Write) -> None:
    page.open([write("p.csv", "Name,E-mail\nAna,ana@x.example\n")])
    page.open([write("p.csv", "Name,E-mail\nAna,ana@x.example\nRui,rui@x.example\n")])
    assert len(page.files) == 1
    assert page.take.text() == "Add 2"


def test_a_file_that_cannot_be_read_is_said_and_keeps_no_other_out(
    page: ImportPage, people: Path, tmp_path: Path
) -> None:
    sheet, empty = tmp_path / "list.csv", tmp_path / "empty.vcf"
    sheet.write_bytes(b"PK\3\4....xl/workbook.xml")
    empty.write_bytes(b"")
    page.open([sheet])
    assert "“list.csv” is an Excel sheet. Save the sheet as CSV, then choose that." in texts(page)
    assert "Drop files anywhere" in texts(page)
    page.open([sheet, empty, people])
    assert "1 other file cannot be read either" in texts(page)
    assert page.model.rowCount() == 5


def test_people_who_wrote_are_collected_with_their_last_letter(
    page: ImportPage, book: Book, write: Write
) -> None:
    head = "From - Mon Jan  4 10:00:00 2027\nFrom: Ana Lima <ana@escola.example>\nSubject: Hello\n"
    body = "Date: Mon, 4 Jan 2027 10:00:00 +0000\n\nHi.\n-- \nAna Lima\nTeacher\n+351 22 555 0100\n"
    page.open([write("inbox.mbox", head + body)])
    assert "letters (mbox)" in texts(page)
    assert "2027-01-04: Wrote: Hello" in texts(page.sheet)
    assert "+351 22 555 0100" in texts(page.sheet)
    page.main_action()
    assert len(listing.find(book)) == 1


def test_letters_of_ones_own_are_told_and_make_nobody(page: ImportPage, write: Write) -> None:
    head = "From - Mon Jan  4 10:00:00 2027\nFrom: {}\nTo: x@x.example\nSubject: Hello\n"
    body = "Date: Mon, 4 Jan 2027 10:00:00 +0000\n\nHi.\n\n"
    mine = f"{head.format('Ana Lee <Ana.Lee@lincoln.example.org>')}{body}"
    page.open([write("sent.mbox", f"{mine}{head.format('Rui <rui@escola.example>')}{body}")])
    assert filters(page) == ["All, 2", "New, 1", "Your own, 1"]
    page.head.filters.choose("own")
    assert sentences(page) == ["Letter 1, line 1, These are letters of your own., Your own, not taken"]
    assert "These are letters of your own." in texts(page.sheet)
    assert page.take.text() == "Add 1"


@pytest.mark.parametrize("text", ["Ana Lima <ana@escola.example>, Rui Sá <rui@escola.example>", TABLE])
def test_text_from_the_clipboard_comes_in(page: ImportPage, text: str) -> None:
    QApplication.clipboard().setText(text)
    page.paste()
    assert "What was pasted" in texts(page)
    assert any("Rui Sá" in each for each in sentences(page))


def test_an_empty_clipboard_says_what_to_copy(page: ImportPage, people: Path) -> None:
    QApplication.clipboard().clear()
    page.paste()
    assert "There is no text on the clipboard" in page.bar.text
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(people))])
    page.open_copied(data)
    assert page.model.rowCount() == 5


def test_a_table_that_is_pasted_from_a_web_page_has_the_addresses_of_its_links(
    page: ImportPage, book: Book
) -> None:
    data = QMimeData()
    data.setText("Name\tSchool\nAna Lee\tLincoln\nEast wing\n")
    data.setHtml(
        "<table><tr><th>Name</th><th>School</th></tr>"
        '<tr><td><a href="mailto:ana@l.example">Ana Lee</a></td><td>Lincoln<br>East wing</td></tr></table>'
    )
    page.open_copied(data)
    page.main_action()
    assert [row.email for row in listing.rows(book, listing.find(book))] == ["ana@l.example"]


def test_the_list_stays_where_it_was_when_something_is_decided(
    page: ImportPage, write: Write, qtbot: QtBot
) -> None:
    rows = "".join(f"P {at},p{at}@escola.example\n" for at in range(1_000))
    page.open([write("many.csv", f"Name,E-mail\n{rows}")])
    page.list.choose(500)
    top = page.list.verticalScrollBar().value()
    assert top > 0
    qtbot.keyClick(page.list, Key.Key_Space)
    planned(qtbot, page)
    assert page.list.currentIndex().row() == 500
    assert page.list.verticalScrollBar().value() == top


def test_planning_on_the_worker_can_be_stopped_and_taking_too(
    qtbot: QtBot, qapp: QApplication, book: Book, write: Write
) -> None:
    theme.install(qapp)
    worker = Worker()
    runner = Runner(book, worker)
    page = ImportPage(runner)
    qtbot.addWidget(page)
    page.show()
    rows = "".join(f"P {at},p{at}@escola.example\n" for at in range(3_000))
    path = write("many.csv", f"Name,E-mail\n{rows}")
    page.open([path])
    qtbot.waitUntil(lambda: len(page.files) == 1)
    page.under_way.stop.click()
    qtbot.waitUntil(lambda: not page._planner.busy)
    page.open([path])
    qtbot.waitUntil(lambda: page.take.isEnabled())
    assert page.take.text() == "Add 3,000"
    with qtbot.waitSignal(page._taking.cancelled):
        page.main_action()
        page.under_way.stop.click()
    assert "nothing came in" in page.bar.text
    assert page.take.isEnabled()
    worker.settle()
    assert len(listing.find(book)) == 0
    worker.shutdown()


def test_a_file_that_comes_while_others_are_taken_in_waits(
    qtbot: QtBot, qapp: QApplication, book: Book, write: Write
) -> None:
    theme.install(qapp)
    worker = Worker()
    page = ImportPage(Runner(book, worker))
    qtbot.addWidget(page)
    page.show()
    page.open([write("first.csv", "Name,E-mail\nRui Sá,rui@escola.example\n")])
    qtbot.waitUntil(lambda: page.take.isEnabled() and page.take.text() == "Add 1")
    with qtbot.waitSignal(page.tookIn) as took, qtbot.waitSignal(page.files.came):
        page.open([write("second.csv", "Name,E-mail\nZoe Li,zoe@escola.example\n")])
        page.main_action()  # before the answer about the second is here
        assert page._taking.busy
    assert took.args[1] == "first.csv"
    qtbot.waitUntil(lambda: page.take.isEnabled() and page.take.text() == "Add 1")
    assert list(page.files.names().values()) == ["second.csv"]
    assert len(listing.find(book)) == 1
    with qtbot.waitSignal(page.tookIn):
        page.main_action()
    assert len(page.files) == 0
    worker.settle()
    assert len(listing.find(book)) == 2
    worker.shutdown()


def test_all_that_takes_the_focus_has_a_name(page: ImportPage, elena: int, people: Path) -> None:
    page.open([people])
    page.head.reading.unfold()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


def test_the_menu_leads_here_and_the_list_shows_who_came_in(
    qtbot: QtBot, qapp: QApplication, book: Book, elena: int, people: Path, tmp_path: Path
) -> None:
    theme.install(qapp)
    contacts.add(book, name="Nobody of the file")
    path = book.path
    book.close()

    def ask_files(_parent: object, _start: str, then: object) -> None:
        then([people])  # type: ignore[operator]

    window = Window(Settings(tmp_path / "s.ini"), Inline(), Outside(ask_files=ask_files))
    qtbot.addWidget(window)
    window.show()
    frame = window.show_book(open_book(path))
    window.commands.import_files()
    assert frame.page is frame.imports
    window.commands.main_thing()
    assert frame.page is frame.contacts
    assert frame.bar.text == "Added 2 contacts and changed 1 from people.csv"
    assert frame.contacts.heading.title.text() == "From people.csv"
    names = names_of(frame.contacts.model.ids, frame.runner)
    assert names == ["Amina Diallo", "Elena Ruiz", "Rui Sá"]
    frame.undo()
    assert names_of(frame.contacts.model.ids, frame.runner) == ["Elena Ruiz"]
    frame.contacts.folders.select(frame.contacts.folders.choice().__class__())
    assert len(frame.contacts.model.ids) == 2
    frame.close_book()


def names_of(ids: Sequence[int], runner: Runner) -> list[str]:
    found: list[str] = []
    runner.ask(lambda book: [row.name for row in listing.rows(book, ids)], found.extend, context=runner)
    return found


def test_what_a_colleague_shared_brings_its_templates(
    page: ImportPage, book: Book, write: Write, qtbot: QtBot
) -> None:
    texts_of = [Template("film", "A film evening", "en", "Film", "Dear {{ contact.name }},", False, "own")]
    pieces = share.write([Card(name="Kari Dahl", emails=(("kari@skole.example", ""),))], texts_of)
    page.open([write("two.partnerdesk-share", b"".join(pieces).decode())])
    assert "contacts that somebody shared" in texts(page)
    assert page.take.text() == "Add 1, 1 template"
    (box,) = page.head.templates.findChildren(QCheckBox)
    assert box.text() == "Template A film evening (English)"
    box.click()
    planned(qtbot, page)
    assert page.take.text() == "Add 1"
    box.click()
    planned(qtbot, page)
    page.main_action()
    assert [each.name for each in templates.shelf(book).own] == ["A film evening"]
    book.undo()
    assert templates.shelf(book).own == ()


def test_esc_leaves_what_was_decided_as_it_is(
    page: ImportPage, elena: int, people: Path, qtbot: QtBot
) -> None:
    page.open([people])
    page.focus_main()
    with qtbot.waitSignal(page.leftAsked):
        page.step_back()
    assert len(page.files) == 1
    assert page.take.text() == "Add 2, change 1"


def test_what_is_said_of_a_file_that_cannot_be_read_stays_when_more_comes(
    page: ImportPage, people: Path, write: Write
) -> None:
    page.open([write("empty.csv", "")])
    said = page.bar.text
    assert "empty.csv" in said
    page.open([people])
    assert page.bar.isVisible()
    assert page.bar.text == said
    page.open([write("none.vcf", "")])
    assert "empty.csv" in page.bar.text
    assert "1 other file cannot be read either" in page.bar.text
    page.bar.close_bar()
    page.open([people])
    assert not page.bar.isVisible()


def test_what_a_column_may_mean_is_read_whole(page: ImportPage, people: Path) -> None:
    page.open([people])
    combo = page.head.reading.columns.combos[0]
    texts_of = [combo.itemText(at) for at in range(combo.count())]
    longest = max(map(combo.fontMetrics().horizontalAdvance, texts_of))
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    assert field.width() >= longest
    combo.setFixedWidth(60)
    combo.showPopup()
    assert combo.view().viewport().width() >= longest
    combo.hidePopup()


def test_a_file_that_is_opened_again_keeps_decisions_only_while_it_says_the_same(
    page: ImportPage, book: Book, elena: int, write: Write, qtbot: QtBot
) -> None:
    file = write("list.csv", "Name,E-mail\nE. R.,er@x.example\nZoe Li,z@x.example\n")
    page.open([file])
    page.list.choose(0)
    page.sheet.personChosen.emit(elena)
    planned(qtbot, page)
    page.open([file])
    planned(qtbot, page)
    assert page.choices.as_person == {(0, "row 2"): elena}
    write("list.csv", "Name,E-mail\nTotally Other,other@y.example\nE. R.,er@x.example\n")
    page.open([file])
    planned(qtbot, page)
    assert [each.endswith(", New") for each in sentences(page)] == [True, True]
    page.main_action()
    assert [each.address for each in contacts.card(book, elena).emails] == ["elena@normal.example"]


def test_who_was_trashed_since_it_was_said_to_be_them_is_nobody_known(
    page: ImportPage, book: Book, elena: int, write: Write, qtbot: QtBot, runner: Runner
) -> None:
    page.open([write("list.csv", "Name,E-mail\nE. R.,er@x.example\nZoe Li,z@x.example\n")])
    page.list.choose(0)
    page.sheet.personChosen.emit(elena)
    planned(qtbot, page)
    runner.do(lambda book: contacts.trash(book, [elena]), context=page)
    planned(qtbot, page)
    assert [each.endswith(", New") for each in sentences(page)] == [True, True]
    assert page.choices.as_person == {}
    page.main_action()
    assert len(listing.find(book)) == 2
