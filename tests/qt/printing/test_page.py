"""Printing: whom, how, the pages at once, and out to a file or a printer."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPageRanges, QPainter, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from partnerdesk.desk import approaches, contacts, folders, partners, projects
from partnerdesk.desk.book import Book, Changes
from partnerdesk.formats.paper import printer as paper_printer
from partnerdesk.formats.paper.type import NAME
from partnerdesk.qt import theme
from partnerdesk.qt.printing import PrintPage
from partnerdesk.qt.printing.places import Fit
from partnerdesk.qt.printing.styles import StyleTiles
from partnerdesk.qt.printing.whom import Whom
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.widgets import Kind, Label
from partnerdesk.qt.worker import Worker
from tests.qt.printing.conftest import Caught

pytestmark = pytest.mark.usefixtures("people")


def names(page: PrintPage) -> list[str]:
    return [text for each in page.view.pages for _, _, text in each.texts.get(NAME, [])]


def words(page: PrintPage) -> str:
    return " ".join(text for each in page.view.pages for texts in each.texts.values() for _, _, text in texts)


def choose(page: PrintPage, name: str, value: str) -> None:
    box = getattr(page.options, name)
    box.setCurrentIndex(box.findData(value))


def test_all_contacts_are_printed_where_nobody_is_named(page: PrintPage) -> None:
    page.start()
    assert names(page) == ["Yann Le Goff", "Ana Puebla", "Elena Ruiz", "Kari Dahl"]
    assert page.summary.text() == "4 contacts on 1 page, Letter"


def test_a_selection_is_offered_first_and_all_beside_it(page: PrintPage, people: list[int]) -> None:
    page.start([Whom("2 selected contacts", (people[0], people[3]))])
    assert names(page) == ["Elena Ruiz", "Kari Dahl"]
    page.options.whom.box.setCurrentIndex(1)
    assert len(names(page)) == 4


def test_several_countries_and_regions_can_be_named(page: PrintPage) -> None:
    page.start([Whom("Mexico", folders=("MX",))])
    whom = page.options.whom
    assert whom.folders.isHidden()
    whom.box.setCurrentIndex(whom.box.count() - 1)
    assert whom.folders.isVisible()
    assert names(page) == ["Ana Puebla", "Elena Ruiz"]
    whom.folders.add("nor")
    assert names(page) == ["Ana Puebla", "Elena Ruiz", "Kari Dahl"]
    whom.folders.set_values(["MX-SON"])
    whom.folders.changed.emit(())
    assert names(page) == ["Elena Ruiz"]
    whom.folders.set_values([])
    whom.folders.changed.emit(())
    assert names(page) == []
    assert not page.print_button.isEnabled()
    assert not whom.folders.add("Atlantis")
    assert "nobody" in whom.folders.refused


def test_the_pages_follow_each_option(page: PrintPage, qtbot: QtBot) -> None:
    page.start()
    choose(page, "sort", "name")
    assert names(page) == ["Ana Puebla", "Elena Ruiz", "Kari Dahl", "Yann Le Goff"]
    choose(page, "paper", "A4")
    choose(page, "way", "lying")
    assert page.view.pages[0].width > page.view.pages[0].height
    choose(page, "type_size", "160")
    assert page.view.pages[0].look.size == 1.6
    page.options.black.click()
    assert page.view.pages[0].look.black
    assert "Languages" not in words(page)
    page.options.columns["languages"].click()
    assert "Languages" in words(page)
    with qtbot.waitSignal(page.making.made):
        qtbot.keyClicks(page.options.title, "Conference")
    assert words(page).startswith("Conference")


def test_what_may_be_private_is_off_until_it_is_asked_for_anew(page: PrintPage) -> None:
    page.start()
    assert "Likes letters." not in words(page)
    page.options.styles.tiles["cards"].click()
    assert "+33 2 99 00 00 00" not in words(page)
    assert "private" in page.notices.text
    page.options.notes.click()
    page.options.private.click()
    assert "Likes letters." in words(page)
    assert "+33 2 99 00 00 00" in words(page)
    page.start()
    assert "Likes letters." not in words(page)


def test_labels_begin_with_the_one_that_is_still_there(page: PrintPage, qtbot: QtBot) -> None:
    page.start()
    page.options.styles.tiles["labels"].click()
    assert page.options.sheet.currentData() == "5160"
    before = {text: (x, y) for x, y, text in next(iter(page.view.pages[0].texts.values()))}
    page.options.first.setFocus()
    qtbot.keyClick(page.options.first, Qt.Key.Key_Right)
    qtbot.keyClick(page.options.first, Qt.Key.Key_Down)
    after = {text: (x, y) for x, y, text in next(iter(page.view.pages[0].texts.values()))}
    assert page.options.first.first == 5
    assert after["Elena Ruiz"][0] > before["Elena Ruiz"][0]
    assert after["Elena Ruiz"][1] > before["Elena Ruiz"][1]
    place = page.options.first.place(2).center().toPoint()
    qtbot.mouseClick(page.options.first, Qt.MouseButton.LeftButton, pos=place)
    assert page.options.first.first == 3
    assert "left out" in page.notices.text


def test_the_wheel_over_a_box_turns_nothing_that_the_reader_has_not_gone_to(page: PrintPage) -> None:
    page.start()
    page.options.styles.tiles["labels"].click()
    page.options.styles.setFocus()
    at = QPointF(20, 10)
    for box in (page.options.sheet, page.options.sort, page.options.type_size, page.options.whom.box):
        turned = QWheelEvent(
            at, box.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        before = box.currentIndex()
        QApplication.sendEvent(box, turned)
        assert box.currentIndex() == before
        assert not box.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus


def test_labels_have_a_size_of_type(page: PrintPage) -> None:
    page.start()
    page.options.styles.tiles["labels"].click()
    before = page.view.pages
    choose(page, "type_size", "80")
    assert page.view.pages[0].look.size == 0.8
    assert page.view.pages != before


@pytest.fixture
def accepting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer that takes all pages: none is drawn."""
    monkeypatch.setattr(paper_printer, "draw_on", lambda _printer, made, _progress: len(made.pages))


@pytest.mark.usefixtures("accepting")
def test_the_next_labels_begin_where_these_have_ended(page: PrintPage, people: list[int]) -> None:
    page.start([Whom("Elena", ids=(people[0],))], "labels")
    page.options.first._take(29)
    page.main_action()
    assert page.options.wish().first == 30
    page.options.black.click()
    assert page.options.wish().first == 30
    page.main_action()
    assert page.options.wish().first == 1
    page.start([Whom("Elena", ids=(people[0],))], "labels")
    assert page.options.wish().first == 1


@pytest.mark.usefixtures("accepting")
def test_other_styles_use_no_labels(page: PrintPage) -> None:
    page.start((), "cards")
    page.main_action()
    page.options.styles.tiles["labels"].click()
    assert page.options.wish().first == 1


@pytest.mark.usefixtures("accepting")
@pytest.mark.parametrize("meanwhile", ["cards", "hidden"])
def test_labels_count_whatever_is_shown_when_they_are_printed(
    meanwhile: str, qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event, people: list[int]
) -> None:
    page = waiting
    page.start([Whom("Elena", ids=(people[0],))], "labels")
    qtbot.waitUntil(page.print_button.isEnabled)
    worker.run(held.wait, lambda _: None)
    page.main_action()
    if meanwhile == "cards":
        page.options.styles.tiles["cards"].click()
    else:
        page.hide()
    held.set()
    with qtbot.waitCallback() as done:
        worker.run(lambda: None, done)
    page.show()
    page.start([Whom("Elena", ids=(people[0],))], "labels")
    assert page.options.wish().first == 2


def test_with_which_label_the_next_print_begins_is_said_and_undone(page: PrintPage) -> None:
    page.start((), "labels")
    choose(page, "sheet", "5160")
    page.bar.say(Kind.INFO, "1 page on the way to the printer.")
    page.going.labels_used.emit("5160", 22)
    assert page.bar.text == "1 page on the way to the printer. The next print begins with label 22."
    assert page.options.wish().first == 22
    next(each for each in page.bar.findChildren(QPushButton) if each.text() == "Undo").click()
    assert page.options.wish().first == 1
    page.bar.close_bar()
    page.going.labels_used.emit("L7160", 5)  # it is not the sheet that is chosen
    assert page.bar.isHidden()


def test_labels_used_on_a_sheet_that_is_no_longer_chosen_do_not_count_on_another(page: PrintPage) -> None:
    page.start((), "labels")
    choose(page, "sheet", "L7160")
    page.options.use_labels("5160", 7)
    assert (page.options.wish().sheet, page.options.wish().first) == ("L7160", 1)


def test_the_cover_of_a_country_with_nobody_yet_is_printed(
    page: PrintPage, runner: Runner, caught: Caught
) -> None:
    runner.do(lambda book: folders.pin(book, "CL"), context=page)
    page.start([Whom("Chile", folders=("CL",))], "cover")
    assert page.summary.text() == "No contacts yet on 1 page, Letter"
    page.save()
    assert len(list(caught.folder.iterdir())) == 1
    whom = page.options.whom
    whom.box.setCurrentIndex(whom.box.count() - 1)
    whom.folders.set_values([])
    assert whom.folders.add("Chile")
    assert page.print_button.isEnabled()
    page.options.styles.tiles["list"].click()
    assert page.summary.text() == "Nobody to print"
    assert not page.print_button.isEnabled()


def test_the_book_itself_is_not_written_over(page: PrintPage, book: Book, caught: Caught) -> None:
    page.start()
    page.going._write(page._set, book.path)  # type: ignore[arg-type]
    assert "the book itself" in page.bar.text
    assert contacts.card(book, 1).name == "Elena Ruiz"


def test_each_style_is_remembered(page: PrintPage, runner: Runner, settings: Settings, qtbot: QtBot) -> None:
    page.start()
    choose(page, "sort", "zone")
    page.options.columns["hours"].click()
    page.options.styles.tiles["cards"].click()
    choose(page, "paper", "A4")
    choose(page, "type_size", "125")
    page.options.notes.click()
    again = PrintPage(runner, settings=settings)
    qtbot.addWidget(again)
    again.start()
    assert again.options.style_name == "cards"
    assert again.options.wish().paper == "A4"
    assert again.options.wish().size == 1.25
    assert not again.options.wish().notes
    again.options.styles.tiles["list"].click()
    assert again.options.wish().sort == "zone"
    assert again.options.wish().size == 1.0
    assert "hours" in again.options.wish().columns


def test_how_pages_were_looked_at_is_remembered(
    page: PrintPage, runner: Runner, settings: Settings, qtbot: QtBot
) -> None:
    page.start()
    page.view.set_fit(Fit.PAGE)
    page.view.set_beside(True)
    page.view.zoom_by(1)
    again = PrintPage(runner, settings=settings)
    qtbot.addWidget(again)
    assert again.view.fit is Fit.PAGE
    assert again.view.beside


def test_who_wants_to_name_countries_can_type_at_once(page: PrintPage, qtbot: QtBot) -> None:
    page.start()
    whom = page.options.whom
    whom.box.setFocus()
    qtbot.keyClick(whom.box, Qt.Key.Key_End)
    assert QApplication.focusWidget() is whom.folders.focusProxy()
    qtbot.keyClicks(whom.folders.focusProxy(), "Norway")
    qtbot.keyClick(whom.folders.focusProxy(), Qt.Key.Key_Comma)
    assert names(page) == ["Kari Dahl"]


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"size": "x", "sort": 3, "columns": [4], "sheet": "Q", "first": 900}']
)
def test_what_was_remembered_wrongly_is_as_usual(
    kept: str, runner: Runner, settings: Settings, qtbot: QtBot
) -> None:
    for style in ("list", "labels"):
        settings.keep_text(f"print-style-{style}", kept)
    page = PrintPage(runner, settings=settings)
    qtbot.addWidget(page)
    page.start()
    page.options.styles.tiles["labels"].click()
    assert page.options.wish().sheet == "5160"
    assert page.options.wish().first == 1
    assert page.view.pages


def test_what_changes_in_the_book_changes_on_the_pages(page: PrintPage, book: Book, runner: Runner) -> None:
    page.start()
    runner.do(lambda book: contacts.add(book, name="Zoë"), context=page)
    assert "Zoë" in names(page)


def test_saved_as_a_pdf_under_a_name_that_says_what_it_is(page: PrintPage, caught: Caught) -> None:
    page.start()
    page.save_button.click()
    (file,) = caught.folder.iterdir()
    assert file.name == "Contacts 2027-03-01.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert "Saved 1 page as “Contacts 2027-03-01.pdf”" in page.bar.text
    (opened,) = [each for each in page.bar.findChildren(QPushButton) if each.text() == "Open"]
    opened.click()
    assert caught.urls == [str(file)]


def test_a_full_disk_leaves_the_old_file_and_is_said(
    page: PrintPage, caught: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.start()
    old = caught.folder / "Contacts 2027-03-01.pdf"
    old.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "sync", full)
    page.save()
    assert "no room left" in page.bar.text
    assert old.read_bytes() == b"old"
    assert list(caught.folder.iterdir()) == [old]
    assert page.save_button.isEnabled()


def test_printed_through_the_systems_dialogue(page: PrintPage, caught: Caught, tmp_path: Path) -> None:
    def answer(printer: QPrinter) -> None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "queue.pdf"))

    caught.answer = answer
    page.start()
    page.main_action()
    (printer,) = caught.printers
    assert printer.docName() == "Contacts"
    assert (tmp_path / "queue.pdf").read_bytes().startswith(b"%PDF")


def test_a_range_without_a_page_is_refused(page: PrintPage, caught: Caught, tmp_path: Path) -> None:
    def answer(printer: QPrinter) -> None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "queue.pdf"))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString("7-9"))

    caught.answer = answer
    page.start()
    page.main_action()
    assert page.bar.text == "Nothing was printed: no such page. The last one is 1."
    assert not (tmp_path / "queue.pdf").exists()


def test_where_there_is_no_printer_a_pdf_is_offered(page: PrintPage, caught: Caught) -> None:
    caught.printer = False
    page.start()
    page.main_action()
    assert caught.printers == []
    assert page.bar.text.startswith("No printer is set up")
    (save,) = [each for each in page.bar.findChildren(QPushButton) if each.text() == "Save as PDF…"]
    save.click()
    assert len(list(caught.folder.iterdir())) == 1


def test_pages_and_people_are_let_go_when_another_page_is_shown(page: PrintPage) -> None:
    page.start()
    assert page.view.pages
    page.hide()
    assert not page.view.pages
    page.show()
    page.start()
    assert page.view.pages


def test_one_contact_and_none(page: PrintPage, people: list[int]) -> None:
    page.start([Whom("Elena", ids=(people[0],))])
    assert page.summary.text() == "1 contact on 1 page, Letter"
    page.start([Whom("Nobody", ids=())])
    assert page.summary.text() == "Nobody to print"
    assert "There are no contacts here" in words(page)
    assert not page.print_button.isEnabled()
    page.main_action()
    page.save()


def test_what_cannot_be_printed_is_said(page: PrintPage, book: Book) -> None:
    for number in range(30):
        contacts.add(book, name=f"Person {number}")
    page.start((), "plan")
    assert "too many" in page.bar.text
    assert not page.view.pages
    assert not page.save_button.isEnabled()
    page.options.styles.tiles["list"].click()
    assert page.bar.isHidden()
    assert page.view.pages


def test_the_reader_may_stop_the_setting_of_pages(
    qtbot: QtBot, book: Book, settings: Settings, caught: Caught
) -> None:
    worker = Worker()
    made = Runner(book, worker)
    page = PrintPage(made, settings=settings, outside=caught.outside())
    qtbot.addWidget(page)
    page.show()
    page.start()
    qtbot.waitUntil(lambda: bool(page.view.pages))
    held = Event()
    worker.run(held.wait, lambda _: None)  # so that the next wish has to wait
    page.options.styles.tiles["cards"].click()
    page.under_way.show()
    page.activateWindow()
    page.under_way.stop.setFocus()
    page.step_back()
    held.set()
    qtbot.waitUntil(page.bar.isVisible)
    assert page.bar.text.startswith("Stopped")
    assert page.focusWidget() is page.view
    assert "Name" in words(page)  # those of the list
    next(each for each in page.bar.findChildren(QPushButton) if each.text() == "Set them").click()
    qtbot.waitUntil(lambda: "Name" not in words(page))
    page.hide()
    worker.shutdown()


@pytest.fixture
def held() -> Iterator[Event]:
    """What the worker waits for; let go at the end in any case."""
    made = Event()
    yield made
    made.set()


@pytest.fixture
def worker(held: Event) -> Iterator[Worker]:
    made = Worker()
    yield made
    held.set()
    made.shutdown()


@pytest.fixture
def waiting(
    qtbot: QtBot, book: Book, settings: Settings, caught: Caught, worker: Worker
) -> Iterator[PrintPage]:
    """A page whose wishes are met by a worker that can be held."""
    page = PrintPage(Runner(book, worker), settings=settings, outside=caught.outside())
    qtbot.addWidget(page)
    page.show()
    page.start()
    qtbot.waitUntil(page.print_button.isEnabled)
    yield page
    page.hide()


def test_only_what_is_wished_for_now_is_printed_or_saved(
    qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event, caught: Caught
) -> None:
    page = waiting
    page.options.notes.click()
    qtbot.waitUntil(page.print_button.isEnabled)
    assert "Likes letters." in words(page)
    worker.run(held.wait, lambda _: None)
    page.options.notes.click()
    assert "Likes letters." in words(page)  # those of before are still shown
    assert not page.print_button.isEnabled()
    page.save()
    page.main_action()
    assert (caught.proposed, caught.printers) == ([], [])
    held.set()
    qtbot.waitUntil(page.save_button.isEnabled)
    assert "Likes letters." not in words(page)


def test_a_title_counts_from_its_first_letter(qtbot: QtBot, waiting: PrintPage) -> None:
    page = waiting
    qtbot.keyClick(page.options.title, "X")
    assert not page.save_button.isEnabled()
    qtbot.waitUntil(page.save_button.isEnabled)
    assert words(page).startswith("X")


def test_what_was_stopped_is_not_printed_as_it_was_before(
    qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event
) -> None:
    page = waiting
    worker.run(held.wait, lambda _: None)
    page.options.notes.click()
    page.under_way.stop.click()
    held.set()
    qtbot.waitUntil(page.bar.isVisible)
    assert not page.print_button.isEnabled()
    next(each for each in page.bar.findChildren(QPushButton) if each.text() == "Set them").click()
    qtbot.waitUntil(page.print_button.isEnabled)
    assert "Likes letters." in words(page)


def test_what_was_stopped_is_no_longer_said_when_there_are_new_pages(
    qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event
) -> None:
    page = waiting
    worker.run(held.wait, lambda _: None)
    page.options.notes.click()
    page.under_way.stop.click()
    held.set()
    qtbot.waitUntil(page.bar.isVisible)
    page.options.black.click()
    qtbot.waitUntil(page.print_button.isEnabled)
    assert page.bar.isHidden()


def test_a_step_of_a_project_that_is_gone_is_no_longer_printed(
    page: PrintPage, book: Book, runner: Runner, people: list[int]
) -> None:
    (project,) = projects.add(book, title="Films").made
    partners.join(book, project, people[:1])
    approaches.replied(book, partners.of_project(book, project)[0].approach_id)
    page.start()
    page.options.columns["next"].click()
    choose(page, "sort", "next")
    before = words(page)
    runner.do(lambda book: projects.trash(book, project), context=page)
    assert "To do now" in before
    assert "To do now" not in words(page)


def test_pages_of_the_book_as_it_was_are_not_printed(
    qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event
) -> None:
    page = waiting
    worker.run(held.wait, lambda _: None)
    page.refresh(Changes("Undone"))
    assert not page.print_button.isEnabled()
    held.set()
    qtbot.waitUntil(page.print_button.isEnabled)


def test_a_file_instead_of_a_printer_is_of_what_is_wished_for_then(
    qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event, caught: Caught
) -> None:
    page = waiting
    caught.printer = False
    page.main_action()
    worker.run(held.wait, lambda _: None)
    page.options.notes.click()
    next(each for each in page.bar.findChildren(QPushButton) if each.text() == "Save as PDF…").click()
    held.set()
    assert caught.proposed == []
    qtbot.waitUntil(page.save_button.isEnabled)


def test_no_pages_are_made_for_a_page_that_is_hidden(
    qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event
) -> None:
    page = waiting
    worker.run(held.wait, lambda _: None)
    page.start()
    page.hide()
    page.options.typed.emit()
    page.options.changed.emit()
    held.set()
    with qtbot.assertNotEmitted(page.making.begun), qtbot.waitCallback() as done:
        worker.run(lambda: 1, lambda _: None)
        worker.run(lambda: 2, done)
    assert page._set is None


def test_what_is_being_written_can_be_cancelled_by_who_left_the_page_and_is_back(
    qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event, caught: Caught
) -> None:
    page = waiting
    worker.run(held.wait, lambda _: None)
    page.save()
    qtbot.waitUntil(page.under_way.isVisible)
    page.hide()
    page.show()
    page.start()
    assert page.under_way.isVisible()
    page.making.progressed.emit(1, 2)
    assert "50 %" not in page.under_way.findChild(Label).text()
    page.under_way.stop.click()
    held.set()
    qtbot.waitUntil(page.save_button.isEnabled)
    assert not list(caught.folder.iterdir())


def test_pages_still_being_made_when_a_file_is_written_show_how_far_they_are(
    qtbot: QtBot, waiting: PrintPage, worker: Worker, held: Event
) -> None:
    page = waiting
    worker.run(held.wait, lambda _: None)
    page.making.make(page.options.wish())
    page.going.busy.emit(True)
    page.under_way.end()
    page.going.busy.emit(False)
    qtbot.waitUntil(page.under_way.isVisible)
    held.set()
    qtbot.waitUntil(page.under_way.isHidden)


def test_a_file_that_is_being_written_may_be_cancelled(
    qtbot: QtBot, book: Book, settings: Settings, caught: Caught
) -> None:
    worker = Worker()
    made = Runner(book, worker)
    page = PrintPage(made, settings=settings, outside=caught.outside())
    qtbot.addWidget(page)
    page.show()
    page.start()
    qtbot.waitUntil(lambda: bool(page.view.pages))
    held = Event()
    worker.run(held.wait, lambda _: None)
    page.save()
    assert not page.save_button.isEnabled()
    page.under_way.stop.click()
    held.set()
    qtbot.waitUntil(page.bar.isVisible)
    assert page.bar.text == "Cancelled: nothing was written."
    assert not list(caught.folder.iterdir())
    assert page.save_button.isEnabled()
    page.hide()
    worker.shutdown()


def test_a_printer_that_is_gone_is_said(
    page: PrintPage, caught: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPainter, "begin", lambda *_: False)
    page.start()
    page.main_action()
    assert "The printer does not take the pages" in page.bar.text
    assert page.print_button.isEnabled()


@pytest.mark.parametrize(("width", "columns"), [(400, 3), (110, 2), (70, 1)])
def test_parts_stand_in_as_many_columns_as_there_is_room_for(
    width: int, columns: int, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.install(qapp)
    tiles = StyleTiles([("list", "List"), ("cards", "Cards"), ("cover", "Cover"), ("plan", "Plan")])
    qtbot.addWidget(tiles)
    tiles.resize(width, 400)
    tiles.show()
    qtbot.waitUntil(lambda: len({each.x() for each in tiles.tiles.values()}) == columns)
    tiles.tiles["list"].setFocus()
    qtbot.keyClick(tiles.tiles["list"], Qt.Key.Key_Down)
    assert tiles.style_name == list(tiles.tiles)[columns]


def test_the_title_says_what_was_chosen_until_one_is_typed(page: PrintPage, people: list[int]) -> None:
    page.start([Whom("Mexico", folders=("MX",)), Whom("#readers", (people[0],), of="#readers")])
    assert "Contacts in Mexico" in words(page)
    assert page.options.title.placeholderText() == "Contacts in Mexico"
    page.options.whom.box.setCurrentIndex(1)
    assert page.options.title.placeholderText() == "Contacts: #readers"
    page.options.title.setText("Ours")
    page.options.title.textEdited.emit("Ours")
    page.options.title.editingFinished.emit()
    assert "Ours" in words(page)
    assert "#readers" not in words(page)
