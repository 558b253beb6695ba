"""How a file is read can be changed, the rows follow, and what columns mean is remembered."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, listing, mappings
from partnerdesk.desk.book import Book
from partnerdesk.formats.columns import Column
from partnerdesk.formats.table import Layout
from partnerdesk.qt import theme
from partnerdesk.qt.imports import ImportPage
from partnerdesk.qt.imports.columns import _Values
from partnerdesk.qt.imports.words import MEANINGS
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets.combo import Combo
from partnerdesk.qt.worker import Worker
from tests.qt.imports.conftest import Write


def names(page: ImportPage) -> list[str]:
    return [str(page.model.index(at).data()) for at in range(page.model.rowCount())]


def link(page: ImportPage, begins: str) -> QPushButton:
    found = page.head.reading.findChildren(QPushButton)
    return next(each for each in found if each.text().startswith(begins) and each.isVisible())


def choose(combo: Combo, words: str) -> None:
    """Choose an entry as the keyboard would."""
    combo.setFocus()
    combo.setCurrentText(words)
    combo.activated.emit(combo.currentIndex())


def mean(page: ImportPage, column: int, words: str) -> None:
    page.head.reading.columns.combos[column].setCurrentText(words)


def test_another_charset_reads_the_rows_anew(page: ImportPage, book: Book, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("Name;E-mail\nИван;elena@x.example\n".encode("koi8-r"))
    page.open([path])
    assert page.head.not_sure.text().startswith("The charset is not sure.")
    choose(page.head.reading.charset, "Cyrillic (Windows-1251)")
    assert names(page) != ["Иван"]
    choose(page.head.reading.charset, "Cyrillic (KOI8-R)")
    assert names(page) == ["Иван"]
    assert page.head.reading.charset.currentText() == "Cyrillic (KOI8-R)"
    assert page.head.not_sure.isHidden()
    page.main_action()
    (key,) = listing.find(book)
    assert contacts.card(book, key).name == "Иван"


def test_a_vcard_in_an_old_charset_too(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "old.vcf"
    path.write_bytes(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Елена\nEMAIL:elena@x.example\nEND:VCARD\n".encode("windows-1251")
    )
    page.open([path])
    choose(page.head.reading.charset, "Cyrillic (Windows-1251)")
    assert names(page) == ["Елена"]
    choose(page.head.reading.charset, "Greek (Windows-1253)")
    assert names(page) != ["Елена"]
    choose(page.head.reading.charset, "Charset as the file says")
    assert names(page) == ["Елена"]
    assert page.head.reading.charset.currentText() == "Charset as the file says"


def test_a_charset_is_offered_of_files_alone_and_by_its_name(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes("Иван Петров <ivan@p.example>\nОльга Белова <olga@b.example>\n".encode("cp1251"))
    page.open([path])
    assert names(page) == ["Иван Петров", "Ольга Белова"]
    assert page.head.reading.charset.isVisible()
    page.cancel_all()
    page.open([b"Ana Lee <ana@l.example>\nBob Ray <bob@r.example>\n"])
    assert not page.head.reading.charset.isVisible()


def test_cells_may_be_parted_by_another_mark(page: ImportPage, write: Write) -> None:
    page.open([write("bar.csv", "Name|E-mail, private\nAna|ana@x.example\n")])
    assert names(page) == ["Ana"]
    choose(page.head.reading.delimiter, "Cells end at a comma")
    assert names(page) != ["Ana"]
    choose(page.head.reading.delimiter, "Cells end at a bar")
    assert names(page) == ["Ana"]


def test_a_preamble_is_passed_over_and_said(page: ImportPage, write: Write) -> None:
    text = "Notes:\n\nFirst Name,Last Name,Email Address\nAna,Lima,ana@x.example\n"
    page.open([write("connections.csv", text)])
    assert names(page) == ["Ana Lima"]
    assert "1 line above its headings passed over" in page._summary.text()


def test_a_column_may_mean_something_else(page: ImportPage, book: Book, write: Write) -> None:
    page.open([write("p.csv", "Name,E-mail,Fach\nAna,ana@x.example,Chor\n")])
    link(page, "2 of 3 columns understood").click()
    combos = page.head.reading.columns.combos
    assert [combo.currentText() for combo in combos] == ["Name", "E-mail", "As a note"]
    mean(page, 2, "Tags")
    assert [combo.currentText() for combo in combos] == ["Name", "E-mail", "Tags"]
    mean(page, 0, "Leave out")
    assert names(page) == ["ana@x.example"]
    mean(page, 0, "Name")
    page.main_action()
    (key,) = listing.find(book)
    card = contacts.card(book, key)
    assert (card.name, [each.name for each in card.tags], card.notes) == ("Ana", ["Chor"], "")


def test_what_was_changed_stays_when_the_charset_changes(page: ImportPage, write: Write) -> None:
    page.open([write("p.csv", "Name,E-mail,Fach\nAna,ana@x.example,Chor\n")])
    page.head.reading.unfold()
    mean(page, 2, "Tags")
    choose(page.head.reading.charset, "Western (Windows-1252)")
    assert page.head.reading.columns.combos[2].currentText() == "Tags"


def test_columns_that_are_changed_while_another_charset_is_read_stay(
    qtbot: QtBot, qapp: QApplication, book: Book, write: Write
) -> None:
    theme.install(qapp)
    worker = Worker()
    page = ImportPage(Runner(book, worker))
    qtbot.addWidget(page)
    page.open([write("p.csv", "Name,E-mail,Fach\nAna,ana@x.example,Chor\n")])
    qtbot.waitUntil(lambda: len(page.files) == 1)

    def layout() -> Layout:
        assert page.files.one is not None
        assert page.files.one.incoming.layout is not None
        return page.files.one.incoming.layout

    page.files.relay(charset="windows-1252")
    page.files.change_columns(replace(layout(), columns=(*layout().columns[:2], Column("tags"))))
    qtbot.waitUntil(lambda: layout().charset == "cp1252")
    assert layout().columns[2] == Column("tags")
    worker.shutdown()


def test_headings_that_were_chosen_stay_when_the_charset_changes(page: ImportPage, write: Write) -> None:
    page.open([write("wer.csv", "Wer,Womit\nAna,ana@x.example\nRui,+351 22 555 0100\n")])
    page.head.reading.headings.click()
    choose(page.head.reading.charset, "Western (Windows-1252)")
    assert page.head.reading.headings.isChecked()


def test_samples_of_all_columns_are_of_the_same_rows(page: ImportPage, write: Write) -> None:
    rows = "Ana,,\nRui,Porto,\nAmina,Dakar,+221 33 555 0101\nZoe,Lyon,\nJo,Wien,\n"
    page.open([write("p.csv", f"Name,City,Phone\n{rows}")])
    page.head.reading.unfold()
    shown = [each._lines for each in page.head.reading.columns.findChildren(_Values)]
    assert [len(lines) for lines in shown] == [4, 4, 4]
    assert shown[0][1:] == ["Rui", "Amina", "Zoe"]
    assert shown[2][1:] == ["", "+221 33 555 0101", ""]


def test_a_table_without_headings_can_be_told_its_own(
    page: ImportPage, book: Book, write: Write, runner: Runner
) -> None:
    page.open([write("wer.csv", "Wer,Womit\nAna,ana@x.example\nRui,+351 22 555 0100\n")])
    assert page.head.reading.columns.isVisible()  # not understood by itself
    page.head.reading.headings.click()
    mean(page, 0, "Name")
    mean(page, 1, "E-mail")
    assert names(page) == ["Ana", "Rui"]
    link(page, "Remember these columns").click()
    page.head.reading.name.setText("Our list")
    link(page, "Remember").click()
    assert [each.name for each in mappings.listed(book)] == ["Our list"]
    assert page.head.reading.mapping.currentText() == "Columns as “Our list”"
    page.cancel.click()
    page.open([write("next.csv", "Wer,Womit\nKari,kari@x.example\nOla,+47 22 33 44 55\n")])
    assert names(page) == ["Kari", "Ola"]
    assert page.head.reading.mapping.currentText() == "Columns as “Our list”"
    choose(page.head.reading.mapping, "Columns by their headings")
    assert names(page) != ["Kari", "Ola"]
    choose(page.head.reading.mapping, "Columns as “Our list”")
    assert names(page) == ["Kari", "Ola"]


def test_what_was_remembered_can_be_forgotten(page: ImportPage, book: Book, write: Write) -> None:
    path = write("p.csv", "Name,E-mail,Fach\nAna,ana@x.example,Chor\n")
    page.open([path])
    page.head.reading.unfold()
    mean(page, 2, "Tags")
    page.files.remember("Our list")
    link(page, "Forget these columns").click()
    assert mappings.listed(book) == []
    assert page.head.reading.columns.combos[2].currentText() == "Tags"
    book.undo()
    assert [each.name for each in mappings.listed(book)] == ["Our list"]


def test_every_meaning_can_be_chosen_and_is_shown_again(page: ImportPage, write: Write) -> None:
    page.open([write("p.csv", "Name,E-mail\nAna,ana@x.example\n")])
    for line, (column, words) in enumerate(MEANINGS):
        mean(page, 1, words)
        looked = page.files.one
        assert looked is not None
        assert looked.incoming.layout is not None
        assert looked.incoming.layout.columns[1].field == column.field
        assert page.head.reading.columns.combos[1].currentIndex() == line


def test_many_columns_are_reached_by_keyboard(page: ImportPage, write: Write, qtbot: QtBot) -> None:
    heads = ",".join(["Name", "E-mail", *(f"Extra {at}" for at in range(30))])
    page.open([write("wide.csv", f"{heads}\nAna,ana@x.example\n")])
    page.head.reading.unfold()
    columns = page.head.reading.columns
    columns.combos[0].setFocus()
    for _ in range(20):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    last = columns.combos[20]
    assert last.hasFocus()
    spot = last.mapTo(columns.viewport(), last.rect().center())
    qtbot.waitUntil(lambda: columns.viewport().rect().contains(last.mapTo(columns.viewport(), spot - spot)))


def test_a_letter_says_its_own_charset(page: ImportPage, write: Write) -> None:
    page.open([write("l.eml", "From: Ana <ana@x.example>\nSubject: Hi\n\nHello.\n")])
    shown: list[QWidget] = [page.head.reading.charset, page.head.reading.delimiter, page.head.reading.fold]
    assert not any(each.isVisible() for each in shown)
