"""Pages on a printer, through the system's own way to it: the same drawing as in a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from partnerdesk.errors import NotWritten
from partnerdesk.formats.paper.pdf import page_layout
from partnerdesk.formats.paper.type import DOTS
from partnerdesk.formats.paper.values import PAPERS, PaperSize

if TYPE_CHECKING:
    from partnerdesk.formats.paper.setting import Progress, Set
    from partnerdesk.formats.paper.type import Page

_ROUNDED = 1.0  # millimetres, by which drivers round
_HINT = "Look whether it is on, or save them as a PDF."


def prepared(made: Set, printer: QPrinter) -> QPrinter:
    """Give a printer the paper of these pages, their name and their number, for a dialogue to begin with."""
    printer.setFullPage(True)  # what is drawn has its margins already
    printer.setPageLayout(page_layout(made.look))
    printer.setDocName(made.title)
    printer.setCreator("PartnerDesk")
    printer.setFromTo(1, len(made.pages))
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    if made.look.black:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def keep_paper(made: Set, printer: QPrinter) -> bool:
    """Have a printer take the paper of these pages again, which its dialogue exchanges for its usual one.

    Returns:
        whether the printer has it: else the pages are drawn smaller, on what it has.

    """
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(made.look))
    return _share(printer, made.pages[0]) == 1.0


def names_paper(made: Set, printer: QPrinter) -> bool:
    """Say whether a printer names the paper of these pages; one that names none may have any.

    Some take any size, whatever paper there is for them: a sheet of another size then comes out cut.
    """
    named = QPrinterInfo.printerInfo(printer.printerName()).supportedPageSizes()
    return not named or is_among(made.look.paper, [each.size(QPageSize.Unit.Millimeter) for each in named])


def is_among(paper: PaperSize, sizes: Sequence[QSizeF]) -> bool:
    """Say whether a paper is among some sizes in millimetres, lying or upright."""
    short, long = sorted(PAPERS[paper])
    return any(
        abs(min(each.width(), each.height()) - short) <= _ROUNDED
        and abs(max(each.width(), each.height()) - long) <= _ROUNDED
        for each in sizes
    )


def chosen(made: Set, printer: QPrinter) -> list[Page]:
    """Return the pages that were asked for in the printer's dialogue, in their order."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return list(made.pages)
    ranges = printer.pageRanges()
    return [page for number, page in enumerate(made.pages, 1) if ranges.contains(number)]


def part(made: Set, printer: QPrinter) -> Set:
    """Return the pages asked for as a print of their own: what was said of the whole is not of it."""
    pages = tuple(chosen(made, printer))
    return made if pages == made.pages else replace(made, pages=pages, notices=(), left_out=())


def label_left(made: Set, printer: QPrinter) -> int:
    """Return the first label that is free once the pages chosen are printed, counted from 1.

    The last page leaves what is behind its last label; each other one is full, and a new sheet comes next.
    Where none of these is chosen that begins or ends the labels, the sheet that was begun is still there.

    Raises:
        ValueError: these pages are no labels.

    """
    if made.labels is None:
        raise ValueError("no labels")
    (sheet, first), pages = made.labels, chosen(made, printer)
    if any(page is made.pages[-1] for page in pages):
        return (first - 1 + made.contacts) % sheet.count + 1
    return 1 if any(page is made.pages[0] for page in pages) else first


def draw_on(printer: QPrinter, made: Set, progress: Progress | None = None) -> int:
    """Print what was chosen; return how many pages.

    Args:
        printer: as its dialogue has left it.
        made: the pages.
        progress: called with pages done and pages in all; what it raises stops the work.

    Raises:
        NotWritten: the printer cannot be reached, does not take them, or lacks the paper of labels.

    """
    pages = _copied(chosen(made, printer), printer)
    if not _is_there(printer):
        raise NotWritten(f"{_named(printer)} cannot be reached: nothing was printed.", _HINT)
    if made.exact and _share(printer, made.pages[0]) < 1.0:
        what = f"{_named(printer)} has no {made.look.paper} paper, and labels have to keep their size"
        raise NotWritten(f"{what}: nothing was printed.", "Take a sheet of labels that goes into it.")
    painter = QPainter()
    if not pages or not painter.begin(printer):
        raise _refused()
    try:
        for done, page in enumerate(pages, 1):
            if done > 1 and not printer.newPage():
                raise _refused()
            page.draw(painter, printer.resolution() * _share(printer, page))
            if progress:
                progress(done, len(pages))
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise _refused()
    if not _is_there(printer):  # the system does not say what became of what it was given
        raise NotWritten(f"{_named(printer)} cannot be reached any more: the pages may be lost.", _HINT)
    return len(pages)


def _is_there(printer: QPrinter) -> bool:
    native = printer.outputFormat() is QPrinter.OutputFormat.NativeFormat
    return not native or printer.printerName() in QPrinterInfo.availablePrinterNames()


def _named(printer: QPrinter) -> str:
    return f"The printer “{printer.printerName()}”" if printer.printerName() else "The printer"


def _copied(pages: list[Page], printer: QPrinter) -> list[Page]:
    """Return the pages as often as copies are wanted, where the printer does not do that itself."""
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def _share(printer: QPrinter, page: Page) -> float:
    """Return how much smaller a page is drawn, so that all of it goes on the printer's paper; 1: not."""
    paper = printer.pageLayout().fullRectPoints()
    width, height = (each / DOTS * 72 for each in (page.width, page.height))
    # A point may be lost by rounding: that is no reason to draw smaller.
    return min(1.0, (paper.width() + 1) / width, (paper.height() + 1) / height)


def _refused() -> NotWritten:
    return NotWritten("The printer does not take the pages.", _HINT)
