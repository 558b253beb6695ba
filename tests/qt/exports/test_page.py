"""The page of export: whom, as what, into which file."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.desk import contacts, imports, own_templates, templates
from partnerdesk.desk.book import Book, Changes, open_book
from partnerdesk.desk.places import locate
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.exports import ExportPage
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline, Worker


class Chooser:
    """Says yes to the name that is proposed, in a folder of its own, and notes what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.proposed, self.kind = folder, "", ""

    def __call__(self, _parent: QWidget, proposed: Path, kind: str, then: Callable[[Path], object]) -> None:
        self.proposed, self.kind = proposed.name, kind
        then(self.folder / proposed.name)


@pytest.fixture
def chooser(tmp_path: Path) -> Chooser:
    folder = tmp_path / "out"
    folder.mkdir()
    return Chooser(folder)


@pytest.fixture
def people(book: Book) -> tuple[int, int, int]:
    keys = [
        contacts.add(book, name=name, place=locate(city, country), emails=[(f"{name}@x.example", "")]).made[0]
        for name, city, country in (
            ("Elena", "Puebla", "MX"),
            ("Jorge", "Puebla", "MX"),
            ("Rui", "Porto", "PT"),
        )
    ]
    return keys[0], keys[1], keys[2]


@pytest.fixture
def frame(
    qtbot: QtBot, qapp: QApplication, book: Book, people: tuple[int, ...], chooser: Chooser, tmp_path: Path
) -> Iterator[Frame]:
    theme.install(qapp)
    path = book.path
    book.close()
    window = Window(Settings(tmp_path / "s.ini"), Inline(), Outside(ask_save=chooser))
    qtbot.addWidget(window)
    window.show()
    frame = window.show_book(open_book(path, clock=book.now))
    frame.show_page("contacts")
    yield frame
    window.close()


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def names(path: Path) -> list[str]:
    found = imports.look(path).cards()
    return [card.name for card in found if isinstance(card, Card)]


def test_everybody_goes_into_one_file_under_a_name_that_is_proposed(frame: Frame, chooser: Chooser) -> None:
    frame.contacts.list.clearSelection()
    frame.window().commands.export_contacts()  # type: ignore[attr-defined]
    page = frame.exports
    assert frame.page is page
    assert "3 contacts into one file" in texts(page)
    page.main_action()
    assert (chooser.proposed, chooser.kind) == ("Contacts 2027-03-01.vcf", "vCard (*.vcf)")
    assert names(chooser.folder / chooser.proposed) == ["Elena", "Jorge", "Rui"]
    assert "Wrote 3 contacts to “Contacts 2027-03-01.vcf”" in page.bar.text


@pytest.mark.parametrize(
    ("key", "name", "begins"),
    [
        ("vcard", "Contacts 2027-03-01.vcf", b"BEGIN:VCARD\r\nVERSION:4.0"),
        ("vcard3", "Contacts 2027-03-01.vcf", b"BEGIN:VCARD\r\nVERSION:3.0"),
        ("sheet", "Contacts 2027-03-01.csv", b"\xef\xbb\xbfName,"),
        ("data", "Contacts 2027-03-01.csv", b"Name,"),
        ("google", "Contacts 2027-03-01.csv", b"\xef\xbb\xbfFirst Name,Last Name,Organization Name"),
        ("outlook", "Contacts 2027-03-01.csv", b"\xef\xbb\xbfFirst Name,Last Name,Company"),
        ("share", "Contacts 2027-03-01.partnerdesk-share", b"{"),
        ("ldif", "Contacts 2027-03-01.ldif", b"version: 1"),
    ],
)
def test_each_form_writes_its_own_kind_and_is_remembered(
    frame: Frame, chooser: Chooser, key: str, name: str, begins: bytes
) -> None:
    frame.export_contacts()
    frame.exports.whom.box.setCurrentText("All contacts")
    frame.exports.forms.choose(key)
    frame.exports.main_action()
    assert chooser.proposed == name
    assert (chooser.folder / name).read_bytes().startswith(begins)
    again = ExportPage(frame.runner, settings=frame._settings)
    assert again.forms.form.key == key
    again.deleteLater()


def test_a_selection_a_folder_and_a_search_are_offered(
    frame: Frame, chooser: Chooser, people: tuple[int, int, int]
) -> None:
    frame.contacts.list.select(people[:2])
    frame.contacts.panel.exportAsked.emit()
    assert frame.exports.whom.whom.words == "2 selected contacts"
    assert "2 contacts into one file" in texts(frame.exports)
    frame.go("contacts")
    frame.contacts.folders.exportAsked.emit("MX", "Mexico")
    frame.exports.main_action()
    assert chooser.proposed == "Mexico 2027-03-01.vcf"
    assert names(chooser.folder / chooser.proposed) == ["Elena", "Jorge"]
    frame.go("contacts")
    frame.contacts.search.setText("rui")
    frame.contacts.list.clearSelection()
    frame.export_contacts()
    assert "1 contact into one file" in texts(frame.exports)
    frame.go("contacts")
    frame.contacts.panel.card.fileAsked.emit(people[2], "Rui")
    assert frame.exports.whom.whom.words == "Rui"


def test_those_who_came_in_can_go_out_again(frame: Frame, people: tuple[int, int, int]) -> None:
    frame.contacts.show_came_in(people[1:], "people.csv")
    assert frame.contacts.folders.choice() != Choice()
    frame.contacts.list.clearSelection()
    frame.export_contacts()
    assert "2 contacts into one file" in texts(frame.exports)


def test_a_folder_that_is_gone_is_said_and_an_old_file_stays(
    frame: Frame, chooser: Chooser, tmp_path: Path
) -> None:
    frame.export_contacts()
    chooser.folder = tmp_path / "nowhere"
    frame.exports.main_action()
    assert "nowhere" in frame.exports.bar.text
    assert not list(tmp_path.glob("nowhere*"))


def test_writing_can_be_cancelled_and_the_old_file_stays(
    qtbot: QtBot, qapp: QApplication, book: Book, people: tuple[int, ...], chooser: Chooser
) -> None:
    theme.install(qapp)
    worker = Worker()
    runner = Runner(book, worker)
    page = ExportPage(runner, outside=Outside(ask_save=chooser))
    qtbot.addWidget(page)
    page.show()
    page.start()
    qtbot.waitUntil(page.save.isEnabled)
    old = chooser.folder / "Contacts 2027-03-01.vcf"
    page._outside = Outside(ask_save=lambda _parent, _path, _kind, then: then(old))
    old.write_text("old", encoding="utf-8")
    held = Event()
    runner.ask(lambda _: held.wait(5), lambda _: None, context=page)  # so that it cannot be done too soon
    page.main_action()
    page.under_way.stop.click()
    held.set()
    qtbot.waitUntil(lambda: "Cancelled" in page.bar.text)
    assert old.read_text(encoding="utf-8") == "old"
    assert [each.name for each in chooser.folder.iterdir()] == [old.name]
    assert page.save.isEnabled()
    worker.shutdown()


def test_all_that_takes_the_focus_has_a_name(frame: Frame) -> None:
    frame.export_contacts()
    for widget in frame.exports.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


def test_what_stays_here_is_said_of_each_form(frame: Frame) -> None:
    frame.export_contacts()
    page = frame.exports
    for key, said in {
        "vcard": "Notes and history go along",
        "google": "languages, school hours and history stay here",
        "outlook": "languages, school hours and history stay here",
        "share": "Notes, tags, history and how you met stay here",
    }.items():
        page.forms.choose(key)
        assert said in page._honest.text()


def test_a_full_disk_is_said_and_the_old_file_stays(
    frame: Frame, chooser: Chooser, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame.export_contacts()
    page = frame.exports
    old = chooser.folder / "Contacts 2027-03-01.vcf"
    old.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(os, "sync", full, raising=False)
    page.forms.choose("vcard")
    page._outside = Outside(ask_save=lambda _parent, _path, _kind, then: then(old))
    page.main_action()
    assert "no room left" in page.bar.text
    assert old.read_text(encoding="utf-8") == "old"
    assert [each.name for each in chooser.folder.iterdir()] == [old.name]
    assert page.save.isEnabled()
    monkeypatch.undo()
    page.main_action()
    assert names(old) == ["Elena", "Jorge", "Rui"]


def test_esc_leads_back(frame: Frame) -> None:
    frame.export_contacts()
    frame.exports.step_back()
    assert frame.page is frame.contacts


def test_templates_of_ones_own_go_along_into_a_share_file(frame: Frame, chooser: Chooser) -> None:
    frame.runner.do(lambda book: own_templates.begin(book, "en"), context=frame)
    frame.runner.do(_written, context=frame)
    frame.export_contacts()
    page = frame.exports
    assert not page._with.isVisible()
    assert "Notes and history go along" in texts(page)
    page.forms.choose("share")
    assert page._with.isVisible()
    assert "stay here" in texts(page)
    (box,) = page._templates.values()
    box.click()
    page.main_action()
    (file,) = chooser.folder.iterdir()
    found = [each for each in imports.look(file).templates() if not isinstance(each, RefusedPart)]
    assert [each.template.body for each in found] == ["Dear {{ contact.name }},"]


def _written(book: Book) -> Changes:
    (own,) = templates.shelf(book).own
    key = own_templates.ids(book, own.key)["en"]
    return own_templates.edit(book, key, subject="Film", body="Dear {{ contact.name }},")


def test_a_file_is_not_written_over_that_nobody_was_asked_about(frame: Frame, chooser: Chooser) -> None:
    frame.window().commands.export_contacts()  # type: ignore[attr-defined]
    page = frame.exports
    page.forms.choose("vcard")
    precious = chooser.folder / "friends.txt.vcf"
    precious.write_text("precious")
    page._write(chooser.folder / "friends.txt", page.whom.whom, page.forms.form)
    assert precious.read_text() == "precious"
    assert "is there already" in texts(page)
    assert page.save.isEnabled()
    page._write(precious, page.whom.whom, page.forms.form)  # the chooser asked about this one
    assert names(precious)
