"""The page of times on paper: one page to a printer or a PDF, in black and white, however many meet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.core.zones import tz_version
from partnerdesk.desk import home
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import PAPER, contrast
from partnerdesk.qt.times import TimesPage, paper
from partnerdesk.qt.times.paper import Paper
from partnerdesk.qt.times.printing import page_layout, pdf, picture
from tests.qt.times.conftest import Caught, add


@pytest.fixture
def printed(webinar: TimesPage) -> Paper:
    webinar._show(date(2027, 3, 9), datetime(2027, 3, 9, 17, 0, tzinfo=UTC))
    made = webinar._paper()
    assert made is not None
    return made


def pages(content: bytes) -> int:
    return content.count(b"/Type /Page\n")


def link(page: TimesPage, words: str) -> QPushButton:
    (found,) = [each for each in page.best.bar.findChildren(QPushButton) if each.text() == words]
    return found


def words_of(made: Paper, width: float, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return every paragraph that is put on the page."""
    said: list[str] = []
    text = paper.parts.text

    def note(words: str, *args: object, **named: object) -> object:
        said.append(words.replace("\N{NO-BREAK SPACE}", " "))
        return text(words, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(paper.parts, "text", note)
    list(paper._blocks(made, width, 1000))
    return said


def test_it_says_the_times_chosen_by_every_clock(printed: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words_of(printed, 700, monkeypatch)
    assert said[0] == "Times to meet: Detroit, Tijuana, Puebla and Cancún"
    assert "Monday 8 March 2027" in said
    assert any("09:00–09:45 in Tijuana (UTC−8)" in each for each in said)
    assert f"Printed Monday 1 March 2027 · time zone rules {tz_version()} · PartnerDesk" in said
    assert any("clocks change" in each for each in said)


def test_all_of_it_goes_on_one_page_for_four_and_for_twenty(
    page: TimesPage, printed: Paper, book: Book
) -> None:
    keys = [add(book, f"Person {number:02d}", "Puebla", "MX") for number in range(19)]
    page.start(keys)
    many = page._paper()
    assert many is not None
    for made in (printed, many):
        image = picture(made, "A4", 96)
        foot = [image.pixelColor(x, image.height() - 1).lightness() for x in range(image.width())]
        assert min(foot) == 255  # nothing is cut at the lower edge
        assert pages(pdf(made, "A4")) == 1


def test_it_is_made_of_greys_that_can_be_told_apart(printed: Paper) -> None:
    image = picture(printed, "A4", 96)
    assert image.format() == QImage.Format.Format_Grayscale8
    assert contrast(PAPER.in_session, PAPER.side) > 7
    assert contrast(PAPER.muted, PAPER.window) > 7
    inks = [value for name, value in vars(PAPER).items() if name != "dark"]
    assert all(ink.saturation() == 0 for ink in inks)


def test_the_time_chosen_is_drawn_over_the_day(printed: Paper) -> None:
    with_it = picture(printed, "A4", 96)
    without = picture(replace(printed, slot=None), "A4", 96)
    assert with_it != without


def test_saved_as_a_pdf_by_its_key(webinar: TimesPage, caught: Caught, qtbot: QtBot) -> None:
    webinar.step_day(1)
    webinar.print_page()
    assert webinar.best.bar.text.startswith("One page, Letter, in black and white")
    link(webinar, "Save as PDF…").click()
    (file,) = caught.folder.iterdir()
    assert file.suffix == ".pdf"
    first = webinar.best.model.chosen[0].parties[0].start.date()
    assert f"{first}" in file.name  # by the times on it, not by the day that is shown
    assert pages(file.read_bytes()) == 1
    assert file.name in webinar.best.bar.text


def test_the_paper_is_that_of_homes_country(webinar: TimesPage, runner: Runner, book: Book) -> None:
    webinar.refresh(home.edit(book, place=locate(city="Berlin", country="DE")))
    webinar.print_page()
    assert webinar.best.bar.text.startswith("One page, A4")


def test_to_a_printer_through_the_systems_dialogue(
    runner: Runner, colleges: list[int], caught: Caught, tmp_path: Path, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, printer: QPrinter, then: Callable[[], object]) -> None:
        asked.append(printer.docName())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        then()

    page = TimesPage(runner, outside=replace(caught.outside(), ask_printer=ask))
    qtbot.addWidget(page)
    page.start(colleges)
    page.print_page()
    link(page, "Print…").click()
    assert asked == ["Times to meet: Detroit, Tijuana, Puebla and Cancún"]
    assert pages((tmp_path / "out.pdf").read_bytes()) == 1
    assert "on its way" in page.best.bar.text


def test_of_a_series_its_meetings_are_printed(
    webinar: TimesPage, caught: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    webinar._show(date(2027, 3, 9), datetime(2027, 3, 9, 17, 0, tzinfo=UTC))
    webinar.repeat()
    webinar.series.weeks.setValue(14)
    webinar.print_page()
    assert webinar.series.isVisible()
    (save,) = [each for each in webinar.series.bar.findChildren(QPushButton) if each.text() == "Save as PDF…"]
    save.click()
    (file,) = caught.folder.iterdir()
    assert pages(file.read_bytes()) == 1
    made = webinar._paper()
    assert made is not None
    said = words_of(made, 700, monkeypatch)
    assert "Tuesday 23 March 2027" in said
    assert "and 4 more" in said


def test_there_is_nothing_to_print_before_there_is_a_day(page: TimesPage) -> None:
    page.print_page()
    assert "nothing to print yet" in page.chooser.note


def test_a_sheet_leaves_room_at_its_edges() -> None:
    layout = page_layout("A4")
    assert QRectF(layout.fullRect()).contains(layout.paintRect())
    assert layout.paintRect().topLeft() != QPoint(0, 0)
