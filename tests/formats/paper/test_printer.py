"""Pages on a printer: those that were chosen, as often as wanted, whole on whatever paper is in it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter

from partnerdesk.errors import NotWritten
from partnerdesk.formats.paper.printer import (
    chosen,
    draw_on,
    is_among,
    keep_paper,
    label_left,
    names_paper,
    part,
    prepared,
)
from partnerdesk.formats.paper.setting import Set, set_pages
from partnerdesk.formats.paper.sheets import sheet_named
from partnerdesk.formats.paper.values import Column, Frame, Group, Labels, Look, Table

pytestmark = pytest.mark.usefixtures("qapp")


def made(look: Look | None = None) -> Set:
    line = ((("name", "Elena Ruiz"),),)
    group = Group("Mexico", "", (line,) * 200)
    return set_pages(Table(Frame("Contacts"), (Column("Name", 1.0),), (group,), look or Look()))


def to_file(pages: Set, path: Path) -> QPrinter:
    """A printer that is a file, as the dialogue's own way into one leaves it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return prepared(pages, printer)


def counted(path: Path) -> int:
    return path.read_bytes().count(b"/Type /Page\n")


class Stopped(Exception):
    """As the worker stops a job."""


def test_all_pages_are_printed_on_their_paper(tmp_path: Path) -> None:
    pages = made(Look("Letter", landscape=True))
    path = tmp_path / "a.pdf"
    printer = to_file(pages, path)
    told: list[tuple[int, int]] = []
    assert draw_on(printer, pages, lambda *done: told.append(done)) == len(pages.pages) == counted(path)
    assert told[-1] == (len(pages.pages), len(pages.pages))
    size = printer.pageLayout().fullRectPoints().size()
    assert (size.width(), size.height()) == (792, 612)


def test_a_range_of_pages_is_printed(tmp_path: Path) -> None:
    pages = made()
    path = tmp_path / "a.pdf"
    printer = to_file(pages, path)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    assert chosen(pages, printer) == list(pages.pages[1:3])
    assert draw_on(printer, pages) == counted(path) == 2


@pytest.mark.parametrize(
    ("pages", "left"), [("", 15), ("1", 1), ("1-2", 1), ("2", 10), ("3", 15), ("2-3", 15)]
)
def test_labels_that_are_left_are_those_behind_the_pages_that_were_printed(
    pages: str, left: int, tmp_path: Path
) -> None:
    sheet = sheet_named("5160")  # of 30 labels
    labels = set_pages(Labels("Labels", sheet, (("Elena Ruiz", "Hermosillo"),) * 65, first=10))
    printer = to_file(labels, tmp_path / "a.pdf")
    if pages:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString(pages))
    assert len(labels.pages) == 3
    assert label_left(labels, printer) == left


def test_copies_are_printed_in_their_order(tmp_path: Path) -> None:
    pages = made()
    path = tmp_path / "a.pdf"
    printer = to_file(pages, path)
    printer.setCopyCount(2)
    expected = len(pages.pages) * (1 if printer.supportsMultipleCopies() else 2)
    assert draw_on(printer, pages) == expected


def test_other_paper_makes_the_pages_smaller_and_cuts_nothing(tmp_path: Path) -> None:
    pages = made(Look("A4"))
    path = tmp_path / "a.pdf"
    printer = to_file(pages, path)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    assert draw_on(printer, pages) == len(pages.pages)


def test_labels_are_never_made_smaller(tmp_path: Path) -> None:
    pages = replace(made(Look("A4")), exact=True)
    printer = to_file(pages, tmp_path / "a.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    with pytest.raises(NotWritten, match="has no A4 paper, and labels have to keep their size"):
        draw_on(printer, pages)
    assert keep_paper(pages, printer)
    assert draw_on(printer, pages) == len(pages.pages)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    printer = to_file(made(), tmp_path / "no" / "a.pdf")
    with pytest.raises(NotWritten, match="does not take the pages"):
        draw_on(printer, made())


def test_it_may_be_stopped(tmp_path: Path) -> None:
    pages = made()
    printer = to_file(pages, tmp_path / "a.pdf")

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        draw_on(printer, pages, stop)


def test_a_part_of_a_print_does_not_say_what_was_said_of_the_whole(tmp_path: Path) -> None:
    whole = replace(made(), notices=("A text is cut.",), left_out=("Elena’s number.",))
    printer = to_file(whole, tmp_path / "a.pdf")
    assert part(whole, printer) is whole
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    some = part(whole, printer)
    assert (some.pages, some.notices, some.left_out) == (whole.pages[1:3], (), ())


@pytest.mark.parametrize(
    ("sizes", "letter"),
    [
        ([(210, 297)], False),
        ([(210, 297), (216, 279)], True),  # as drivers round it
        ([(279.4, 215.9)], True),
        ([(215.9, 355.6)], False),
    ],
)
def test_a_paper_is_known_among_those_that_a_printer_names(
    sizes: list[tuple[float, float]], letter: bool
) -> None:
    assert is_among("Letter", [QSizeF(*each) for each in sizes]) is letter


def test_a_printer_that_names_no_paper_may_have_any(tmp_path: Path) -> None:
    pages = made(Look("Letter"))
    assert names_paper(pages, to_file(pages, tmp_path / "a.pdf"))
