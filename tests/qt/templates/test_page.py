"""Templates in the window: built-in ones cannot be spoilt, own ones are kept as typed and tried at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, own_templates, templates
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.templates import TemplatesPage
from partnerdesk.qt.templates.fields import CURSOR, FIELDS
from partnerdesk.qt.templates.rows import TemplateModel
from tests.qt.templates.conftest import Chosen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def names(page: TemplatesPage) -> list[str]:
    model = page.list.model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def write(page: TemplatesPage, subject: str, body: str) -> None:
    """Put a text into the editor, and wait for what comes of it."""
    page.editor.subject.setText(subject)
    page.editor.body.setPlainText(body)
    page.hand.try_now()


def wrong(page: TemplatesPage) -> list[str]:
    grid = page.editor.wrong.layout()
    assert grid is not None
    items = [grid.itemAt(i) for i in range(grid.count())]
    widgets = [item.widget() for item in items if item is not None]
    return [each.text() for each in widgets if each is not None]  # type: ignore[attr-defined]


def test_a_built_in_template_is_shown_as_it_is_and_as_a_letter(page: TemplatesPage) -> None:
    assert page.editor.name.text() == "First proposal"
    assert page.editor.name.isReadOnly()
    assert page.editor.body.isReadOnly()
    assert not page.editor.stays.isHidden()
    assert page.preview.who.text() == "Elena Ruiz"
    assert "in Hermosillo (UTC−7)" in page.preview.body.toPlainText()
    assert "in Detroit (UTC−5)" in page.preview.body.toPlainText()
    assert len(names(page)) == 10


def test_an_own_copy_is_edited_saved_and_taken_back(
    qtbot: QtBot, page: TemplatesPage, runner: Runner, book: Book
) -> None:
    page.editor.copyAsked.emit()
    assert names(page)[0] == "First proposal, my own"
    assert page.editor.name.hasSelectedText()
    qtbot.keyClicks(page.editor.name, "Harvest")
    qtbot.keyClick(page.editor.name, Qt.Key.Key_Return)
    assert names(page)[0] == "Harvest"
    before = page.editor.body.toPlainText()
    page.editor.body.setFocus()
    page.editor.body.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(page.editor.body, "Hello! ")
    page.leave()
    text = own_templates.text(book, page._key, "en").template
    assert text.body == f"Hello! {before}"
    page.hand.try_now()
    assert page.preview.body.toPlainText().startswith("Hello! Dear Elena Ruiz")
    runner.undo()
    assert page.editor.body.toPlainText() == before
    assert templates.built_in()[4].body.startswith("{% if contact.greeting %}")


def test_a_mistake_is_marked_at_its_line_in_plain_words(qtbot: QtBot, page: TemplatesPage) -> None:
    page.new()
    assert wrong(page) == []  # nothing written yet is no reproach
    said = page.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "New template, yours, Empty"
    assert page.preview.said.text() == "The letter stands here as soon as there is a subject and a text."
    write(page, "Hello {{ town }}", "Dear {{ contact.name }},\n\n{{ contact.__class__ }}\n{{ 'a'*10**10 }}")
    assert page.editor.body.wrong == {3, 4}
    assert page.editor.subject.property("wrong") is True
    said = wrong(page)
    assert said[::2] == ["Subject", "Line 3", "Line 4"]
    assert said[3].startswith("'contact' has no '__class__'.")
    assert said[5].startswith("Templates do not calculate.")
    assert "mended" in page.preview.said.text()
    page.editor.wrong.lineAsked.emit("body", 4)
    assert page.editor.body.textCursor().blockNumber() == 3
    page.leave()
    assert (
        page.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("Not ready: English")
    )
    write(page, "Hello", "Dear {{ contact.name }},")
    assert page.editor.body.wrong == frozenset()
    assert page.preview.body.toPlainText().startswith("Dear Elena Ruiz,")
    assert "in Detroit" in page.preview.body.toPlainText()  # its author forgot the times


def test_the_letter_is_tried_on_another_contact_and_without_times(
    qtbot: QtBot, page: TemplatesPage, book: Book
) -> None:
    priya = contacts.add(book, name="Priya Nair", place=locate(city="Kochi", country="IN")).made[0]
    with qtbot.waitSignal(page.hand.tried):
        page.preview.finder.found.emit(priya)
    assert page.preview.who.text() == "Priya Nair"
    assert "in Kochi" in page.preview.body.toPlainText()
    page.list.show_current("thanks")
    assert "2027" not in page.preview.body.toPlainText()
    assert page.preview.times.isHidden()


def test_what_a_template_is_for_is_shown_and_can_be_changed_in_an_own_one(
    page: TemplatesPage, runner: Runner, book: Book
) -> None:
    page.show_template("correction")
    purpose = page.editor.purpose
    assert (purpose.currentText(), purpose.isEnabled()) == ("Corrected time", False)
    page.editor.copyAsked.emit()
    assert (purpose.currentText(), purpose.isEnabled()) == ("Corrected time", True)
    index = purpose.findText("Polite no")
    purpose.setCurrentIndex(index)
    purpose.activated.emit(index)
    own = [each for each in templates.shelf(book).listed() if each.own]
    assert [each.purpose for each in own] == ["polite-no"]
    runner.undo()
    assert purpose.currentText() == "Corrected time"


def test_fields_are_put_in_from_the_menu_and_completed(qtbot: QtBot, page: TemplatesPage) -> None:
    page.new()
    body = page.editor.body
    body.setFocus()
    qtbot.keyClicks(body, "Dear {{ contact.na")
    assert body._popup.isVisible()
    qtbot.keyClick(body._popup, Qt.Key.Key_Return)
    assert body.toPlainText() == "Dear {{ contact.name }}"
    qtbot.keyClick(body, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert body._popup.isVisible()
    qtbot.keyClick(body._popup, Qt.Key.Key_Escape)
    field = next(each for each in FIELDS if each.name == "Only if there is a project")
    body.insert(field)
    qtbot.keyClicks(body, "x")
    assert body.toPlainText().endswith("{% if project %}x{% endif %}")
    page.editor.subject.setFocus()
    page.editor._insert(FIELDS[0])
    assert page.editor.subject.text() == "{{ contact.name }}"


def test_every_field_that_is_offered_can_be_used() -> None:
    from partnerdesk.core.sandbox import mistakes

    for each in FIELDS:
        assert mistakes("Hello", each.text.replace(CURSOR, "x")) == (), each
    assert len({each.name for each in FIELDS}) == len(FIELDS)


def test_a_language_is_added_and_thrown_away(qtbot: QtBot, page: TemplatesPage, book: Book) -> None:
    page.new()
    write(page, "Hello", "Dear {{ contact.name }}")
    page.leave()
    page.editor.languageAdded.emit("es")
    assert page.editor.language.currentText() == "Spanish"
    assert page.editor.body.toPlainText() == "Dear {{ contact.name }}"
    page._verbs["language"].trigger()
    assert page.editor.language.currentText() == "English"
    assert own_templates.ids(book, page._key).keys() == {"en"}
    page._verbs["trash"].trigger()
    assert page.editor.name.text() == "First proposal"
    assert len(names(page)) == 10


def test_a_name_that_is_taken_is_refused_beside_it(qtbot: QtBot, page: TemplatesPage) -> None:
    page.new()
    page.editor.name.setFocus()
    page.editor.name.selectAll()
    qtbot.keyClicks(page.editor.name, "gentle REMINDER")
    qtbot.keyClick(page.editor.name, Qt.Key.Key_Return)
    assert "already" in page.bar.text
    assert page.editor.name.text() == "New template"


def test_files_come_in_and_go_out(page: TemplatesPage, chosen: Chosen, tmp_path: Path) -> None:
    chosen.files = [tmp_path / "bad.txt"]
    chosen.files[0].write_bytes("Name: Harvest\nLanguage: es\nSubject: Hola\n\n¿Qué?".encode("cp1252"))
    page.import_files()
    assert page.bar.text.startswith("bad.txt, line 5: The file is not UTF-8 text.")
    assert page.bar.text.endswith("It was not imported.")
    assert len(names(page)) == 10
    chosen.files[0].write_text("Name: Harvest\nLanguage: es\nSubject: Hola\n\n¿Qué?", encoding="utf-8")
    page.import_files()
    assert page.editor.name.text() == "Harvest"
    page.import_files()
    assert "already" in page.bar.text
    page.export()
    assert [each.name for each in chosen.folder.iterdir()] == ["Harvest.es.txt"]
    assert page.bar.text == f"Wrote 1 file to {chosen.folder}."


def test_text_files_that_are_dropped_come_in_and_nothing_else_does(
    page: TemplatesPage, tmp_path: Path
) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.TXT"]
    for file in files:
        file.write_text(f"Name: Harvest {file.stem}\nLanguage: es\nSubject: Hola\n\n¿Qué?", encoding="utf-8")
    for dropped, taken in (([*files, tmp_path / "picture.png"], False), (files, True)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(each)) for each in dropped])
        assert not page.editor.body.canInsertFromMimeData(data)  # nor does its address come into a text
        how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        entering = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, *how)
        entering.ignore()
        page.dragEnterEvent(entering)
        assert entering.isAccepted() is taken
        page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, *how))
        assert ("Harvest one" in names(page)) is taken
    assert "Harvest two" in names(page)


def test_what_was_typed_is_kept_when_another_template_is_chosen(page: TemplatesPage, book: Book) -> None:
    page.new()
    key = page._key
    write(page, "Hello", "Dear {{ contact.name")
    page.list.show_current("reminder")
    assert page.editor.name.text() == "Gentle reminder"
    assert own_templates.text(book, key, "en").template.body == "Dear {{ contact.name"


def test_the_model_is_sound(book: Book, qapp: object) -> None:
    model = TemplateModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(templates.shelf(book).listed())
    assert model.rowCount() == 10
    assert model.begins_group(0) == "Built-in"
    assert tester.model() is model
