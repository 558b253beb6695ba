"""The ways out: clipboard, mail program, files; what holds a letter back; what the history says."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts, outbox
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import DiskFull, Refused
from partnerdesk.formats import mail
from partnerdesk.qt.choosing import FileDialog
from partnerdesk.qt.drafts import DraftsPage
from partnerdesk.qt.outside import Outside, documents
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import Label, LinkButton
from partnerdesk.qt.worker import Worker
from partnerdesk.storage import file

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def press(qtbot: QtBot, button) -> None:  # type: ignore[no-untyped-def]
    qtbot.keyClick(button, Qt.Key.Key_Space)


def history(book: Book, key: int) -> list[str]:
    return [entry.text.partition(":")[0] for entry in contacts.card(book, key).entries]


def test_copy_takes_to_subject_and_body_and_is_in_the_history(page, qtbot, caught, book, elena) -> None:  # type: ignore[no-untyped-def]
    page.start([elena])
    press(qtbot, page.writing.send.copy)
    (text,) = caught.copied
    letter = page.writing.letters.letter(elena)
    assert text == mail.copy_text(letter.draft)
    assert text.startswith("To: Elena Ruiz <elena.ruiz@normal.example.org>\nSubject: ")
    assert history(book, elena) == ["First proposal, copied"]


def test_one_letter_is_saved_under_a_name_and_several_into_a_folder(
    page, qtbot, caught, book, elena, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    luz = contacts.add(
        book, name="Luz", place=locate(city="Monterrey", country="MX"), emails=[("luz@example.org", "")]
    ).made[0]
    page.start([elena])
    press(qtbot, page.writing.send.save)
    assert [each.name for each in caught.folder.iterdir()] == ["Elena Ruiz 2027-03-01.eml"]
    caught.folder = tmp_path / "several"
    page.start([elena, luz])
    press(qtbot, page.writing.send.save)
    assert len(list(caught.folder.iterdir())) == 2
    caught.folder = tmp_path / "mailbox"
    page.start([elena, luz])
    page.writing.send.mbox.trigger()
    assert [each.name for each in caught.folder.iterdir()] == ["letters 2027-03-01.mbox"]


def test_the_last_key_typed_goes_out_too(page, qtbot, caught, elena) -> None:  # type: ignore[no-untyped-def]
    page.start([elena])
    page.writing.letter.body.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(page.writing.letter.body, "PD")
    press(qtbot, page.writing.send.copy)  # before the letter has been checked
    assert caught.copied[0].endswith("PD")


def test_a_short_letter_opens_whole_in_the_mail_program(page, qtbot, caught, book) -> None:  # type: ignore[no-untyped-def]
    luz = contacts.add(
        book, name="Luz", place=locate(city="Monterrey", country="MX"), emails=[("luz@example.org", "")]
    ).made[0]
    page.start([luz])
    times = page.writing.letter._times(page.writing.letters.letter(luz))
    page.writing.letter.body.setPlainText("\n".join(times))
    press(qtbot, page.writing.send.mail)
    (url,) = caught.urls
    assert url.startswith("mailto:luz@example.org?subject=")
    assert "Monterrey" in unquote(url)
    assert caught.copied == []
    assert history(book, luz) == ["First proposal, handed to the mail program"]


def test_a_long_letter_leaves_its_body_on_the_clipboard_and_says_so(page, qtbot, caught, elena) -> None:  # type: ignore[no-untyped-def]
    page.start([elena])
    body = page.writing.letter.body
    body.moveCursor(QTextCursor.MoveOperation.End)
    body.insertPlainText("Ж" * 400)
    press(qtbot, page.writing.send.mail)
    assert "body=" not in caught.urls[0]
    assert len(caught.urls[0]) <= 1800
    assert caught.copied == [page.writing.letters.letter(elena).draft.body]
    assert "clipboard" in page.writing.send.bar.text
    assert "To and Subject only" in page.writing.send.bar.text


def test_where_no_mail_program_answers_nothing_is_entered(page, qtbot, caught, book, elena) -> None:  # type: ignore[no-untyped-def]
    caught.mail_answers = False
    page.start([elena])
    press(qtbot, page.writing.send.mail)
    assert "No mail program answered" in page.writing.send.bar.text
    assert history(book, elena) == []


def test_a_letter_out_of_school_hours_is_held_back_with_the_reason(page, elena, priya) -> None:  # type: ignore[no-untyped-def]
    page.start([priya])  # in Kochi it is evening when school is in here
    send = page.writing.send
    assert not any(button.isEnabled() for button in (send.copy, send.save, send.mail))
    assert send._why.text().startswith("Held back: ")
    assert "is too late: it ends at" in send._why.text()
    assert send._why.text() == send.save.accessibleDescription()


def test_without_an_address_it_can_still_be_copied(page, qtbot, caught, book) -> None:  # type: ignore[no-untyped-def]
    silent = contacts.add(book, name="No Address", place=locate(city="Puebla", country="MX")).made[0]
    page.start([silent])
    assert not page.writing.send.save.isEnabled()
    press(qtbot, page.writing.send.copy)
    assert caught.copied
    assert history(book, silent) == ["First proposal, copied"]


def test_of_several_those_that_are_ready_are_saved_and_it_is_said(
    page, qtbot, caught, book, elena, priya
) -> None:  # type: ignore[no-untyped-def]
    page.start([elena, priya])
    send = page.writing.send
    assert send.save.text() == "Save 1 of 2 drafts…"
    press(qtbot, send.save)
    assert len(list(caught.folder.iterdir())) == 1
    assert "1 held back, not written." in send.bar.text
    assert history(book, priya) == []
    (verb,) = send.bar._actions
    assert verb.text() == "Open folder"
    verb.click()
    assert caught.urls[-1].startswith("file:")


def test_saving_again_is_the_same_letter(page, qtbot, book, elena) -> None:  # type: ignore[no-untyped-def]
    page.start([elena])
    press(qtbot, page.writing.send.save)
    press(qtbot, page.writing.send.copy)
    assert len(drafts.lines(book)) == 1
    assert sorted(history(book, elena)) == ["First proposal, copied", "First proposal, saved as .eml"]


@pytest.mark.parametrize(("kind", "files"), [("mbox", 1), ("txt", 2)])
def test_other_forms_of_files(page, caught, book, elena, kind, files) -> None:  # type: ignore[no-untyped-def]
    other = contacts.add(
        book, name="Luz", place=locate(city="Puebla", country="MX"), emails=[("luz@example.org", "")]
    ).made[0]
    page.start([elena, other])
    page.writing.send.asked.emit(kind)
    found = list(caught.folder.iterdir())
    assert len(found) == files
    assert all(path.suffix == f".{kind}" for path in found)


def test_a_full_disk_is_said_in_place_and_nothing_is_entered(
    page, qtbot, caught, book, elena, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    def full(*_: object, **__: object) -> None:
        raise DiskFull("There is no room left; nothing was written.", "Free some space.")

    monkeypatch.setattr(outbox, "write", full)
    page.start([elena])
    press(qtbot, page.writing.send.save)
    assert "no room left" in page.writing.send.bar.text
    assert page.writing.send.save.isEnabled()
    assert history(book, elena) == []


def test_cancel_leaves_nothing(qtbot: QtBot, book: Book, elena: int, caught, qapp) -> None:  # type: ignore[no-untyped-def]
    worker = Worker()
    runner = Runner(book, worker)
    page = DraftsPage(runner, outside=caught.outside())
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.writing.letters.prepared):
        page.start([elena])
    gate = threading.Event()
    worker.run(lambda: gate.wait(5), lambda _: None)  # so that the letter is not written before the click
    with qtbot.waitSignal(worker.busy, check_params_cb=lambda busy: not busy):
        page.writing.save()
        page.writing.send.cancel.click()
        gate.set()
    assert page.writing.send.bar.text == "Cancelled: nothing was written."
    assert not list(caught.folder.glob("*"))
    worker.shutdown()
    assert history(book, elena) == []


def test_once_all_letters_are_written_there_is_nothing_to_cancel(
    qtbot: QtBot, runner: Runner, elena: int, on_screen: Callable[[Page], None]
) -> None:
    page = DraftsPage(runner)
    on_screen(page)
    page.start([elena])
    send = page.writing.send
    cancelled: list[bool] = []
    send.begin(lambda: cancelled.append(True))
    send._show_progress()
    send.cancel.setFocus()
    send.progress(1, 2)
    assert send.cancel.isEnabled()
    send.progress(2, 2)
    assert not send.cancel.isEnabled()
    assert QApplication.focusWidget() is send
    qtbot.keyClick(send, Qt.Key.Key_Space)
    assert cancelled == []
    send.end()
    send.begin(lambda: cancelled.append(True))
    assert send.cancel.isEnabled()
    send.end()


def test_after_saving_by_the_system_s_chooser_the_focus_is_on_the_button_again(
    qtbot: QtBot, runner: Runner, elena: int, on_screen: Callable[[Page], None], tmp_path: Path
) -> None:
    page = DraftsPage(runner)
    on_screen(page)
    page.start([elena])
    page.writing.letters.settle()
    save = page.writing.send.save
    save.setFocus()
    qtbot.keyClick(save, Qt.Key.Key_Space)
    (chooser,) = page.findChildren(FileDialog)
    qtbot.waitUntil(chooser.isActiveWindow)
    name = chooser.findChild(QLineEdit)
    assert name is not None
    name.setText(str(tmp_path / "elena.eml"))
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert (tmp_path / "elena.eml").exists()
    assert page.focusWidget() is save


def test_with_the_real_worker_the_letter_takes_the_focus_when_it_is_there(
    qtbot, book, elena, priya, qapp
) -> None:  # type: ignore[no-untyped-def]
    worker = Worker()
    page = DraftsPage(Runner(book, worker))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    with qtbot.waitSignal(page.writing.letters.prepared):
        page.start([])
    finder = page.writing.recipients.finder
    assert finder.hasFocus()
    qtbot.keyClicks(finder, "elena")
    with qtbot.waitSignal(page.writing.letters.prepared):
        qtbot.keyClick(finder, Qt.Key.Key_Return)  # before the answer has come
    assert page.writing.recipients.current == elena
    assert finder.hasFocus()
    with qtbot.waitSignal(page.writing.letters.prepared):
        page.start([priya])
    assert page.writing.letter.body.hasFocus()
    worker.shutdown()


def test_a_full_disk_while_typing_is_said_and_the_words_are_kept_later(
    page, qtbot, runner, book, elena, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    def full(*_: object) -> None:
        raise DiskFull("The disk is full: the last change was not saved.", "Make room.")

    page.start([elena])
    page.writing.letter.body.insertPlainText("Hola")
    with monkeypatch.context() as patch, qtbot.waitSignal(runner.failed):
        patch.setattr(drafts, "keep", full)
        page.leave()
    assert drafts.lines(book) == []
    page.leave()
    assert len(drafts.lines(book)) == 1


def test_outside_is_the_system_by_default() -> None:
    assert Outside().open_url.__name__ == "openUrl"


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (1, "No Address 1: No Address 1 has no e-mail address"),
        (6, "Held back too: No Address 5 and No Address 6."),
        (9, "and 1 more."),
    ],
)
def test_the_letters_held_back_beside_the_first_are_named(book, others, said) -> None:  # type: ignore[no-untyped-def]
    silent = [
        contacts.add(book, name=f"No Address {each}", place=locate(city="Puebla", country="MX")).made[0]
        for each in range(others + 1)
    ]
    slot = Slot.parse("2027-03-16 10:00 America/Mexico_City")
    letters = drafts.prepare(book, silent, template="first-proposal", slots=[slot])
    with pytest.raises(Refused, match=re.escape(said)):
        drafts.refuse_stopped(letters)


def test_a_chooser_begins_in_a_folder_that_is_there(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert documents() == str(tmp_path)
    (tmp_path / "Documents").mkdir()
    assert documents(str(tmp_path / "gone")) == str(tmp_path / "Documents")
    (tmp_path / "Letters").mkdir()
    assert documents(str(tmp_path / "Letters")) == str(tmp_path / "Letters")


@pytest.mark.parametrize("way", ["copy", "mail", "save"])
def test_what_the_page_says_itself_is_not_said_twice(page, qtbot, runner, elena, way) -> None:  # type: ignore[no-untyped-def]
    page.start([elena])
    said: list[object] = []
    runner.said.connect(said.append)
    press(qtbot, getattr(page.writing.send, way))
    assert not page.writing.send.bar.isHidden()
    assert said == []


def test_the_checklist_can_be_reached_where_it_stands_under_the_letter(page, qtbot, priya) -> None:  # type: ignore[no-untyped-def]
    page.resize(796, 700)
    page.start([priya])
    QApplication.processEvents()
    findings, area = page.writing.findings, page.writing.area
    assert findings.visibleRegion().isEmpty()
    press(qtbot, page.writing.send._see)
    assert not findings.visibleRegion().isEmpty()
    assert area.isAncestorOf(findings)
    assert findings.isAncestorOf(page.focusWidget())


def test_assumed_hours_that_stop_a_letter_can_be_entered(page, qtbot, priya) -> None:  # type: ignore[no-untyped-def]
    page.start([priya])
    links = {link.text(): link for link in page.writing.findings.findChildren(LinkButton) if link.isVisible()}
    assert {"Find a time", "Enter their hours"} <= set(links)
    with qtbot.waitSignal(page.contactRequested) as asked:
        press(qtbot, links["Enter their hours"])
    assert asked.args == [priya]


@pytest.mark.parametrize("width", [796, 1052])
def test_a_long_name_is_not_cut_off_in_the_checklist(page, book, width) -> None:  # type: ignore[no-untyped-def]
    page.resize(width, 700)
    place = locate(city="Nairobi", country="KE")
    page.start(contacts.add(book, name="A" * 200, place=place).made)
    QApplication.processEvents()
    labels = [each for each in page.writing.findings.findChildren(Label) if each.isVisible()]
    assert any("AAA" in each.text() for each in labels)
    cut = [each.text() for each in labels if each.height() < each.heightForWidth(each.width())]
    assert cut == []


@pytest.mark.parametrize(
    ("where", "endings"), [("no", {".eml"}), ("beside", {".eml", ".ics"}), ("attached", {".eml"})]
)
def test_the_calendar_goes_where_it_was_chosen_to_go(page, qtbot, caught, elena, where, endings) -> None:  # type: ignore[no-untyped-def]
    page.start([elena])
    page.writing.send._calendars[where].trigger()
    press(qtbot, page.writing.send.save)
    files = list(caught.folder.iterdir())
    assert {each.suffix for each in files} == endings
    (letter,) = (each.read_bytes() for each in files if each.suffix == ".eml")
    assert (b"text/calendar" in letter) == (where == "attached")


def test_of_several_it_is_said_before_who_lacks_what_and_they_can_be_left_out(
    page, qtbot, book, elena, priya
) -> None:  # type: ignore[no-untyped-def]
    twin = contacts.add(
        book,
        name="Elena Again",
        place=locate(city="Hermosillo", country="MX"),
        emails=[("Elena.Ruiz@normal.example.org", "")],
    ).made[0]
    page.start([elena, priya, twin])
    assert [(each.kind, each.contact_ids) for each in page.writing.notices.shown] == [
        ("no-language", (twin,)),
        ("same-address", (elena, twin)),
    ]
    links = page.writing.notices.findChildren(LinkButton)
    press(qtbot, next(each for each in links if each.text() == "Write to the first only"))
    assert page.writing.letters.asked.contact_ids == (elena, priya)
    assert page.writing.notices.shown == ()
    assert page.writing.notices.isHidden()


def test_those_in_trash_are_left_out_and_it_is_said(page, qtbot, book, elena, priya) -> None:  # type: ignore[no-untyped-def]
    contacts.trash(book, [priya])
    page.start([elena, priya])
    assert [each.contact_id for each in page.writing.letters.shown] == [elena]
    (notice,) = page.writing.notices.shown
    assert (notice.kind, notice.contact_ids) == ("trashed", (priya,))
    said = [each.text() for each in page.writing.notices.findChildren(Label)]
    assert "In Trash: Priya Nair. No letter is written." in said
    press(qtbot, page.writing.send.save)
    assert [line.contact_id for line in drafts.lines(book)] == [elena]
    page.start([priya])
    assert "Priya Nair is in Trash." in page.writing.bar.text  # nobody is left to write to


def test_letters_go_out_of_a_book_that_can_only_be_looked_at_and_that_is_said(  # type: ignore[no-untyped-def]
    page, qtbot, caught, book, elena, monkeypatch
) -> None:
    book.close()
    monkeypatch.setattr(file, "writable", lambda _path: False)
    vars(book).pop("read_only", None)
    page.start([elena])
    press(qtbot, page.writing.send.copy)
    assert caught.copied[0].startswith("To: Elena Ruiz")
    assert "not in the history" in page.writing.send.bar.text
    press(qtbot, page.writing.send.save)
    assert [each.name for each in caught.folder.iterdir()] == ["Elena Ruiz 2027-03-01.eml"]
    assert "not in the history" in page.writing.send.bar.text
    assert history(book, elena) == []
