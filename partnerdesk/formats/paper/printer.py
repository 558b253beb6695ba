"""Pages on a printer, through the system's own way to it: the same drawing as in a PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from partnerdesk.errors import NotWritten
from partnerdesk.formats.paper.pdf import page_layout
from partnerdesk.formats.paper.type import DOTS

if TYPE_CHECKING:
    from partnerdesk.formats.paper.setting import Set
    from partnerdesk.formats.paper.type import Page

Progress = Callable[[int, int], None]


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


def chosen(made: Set, printer: QPrinter) -> list[Page]:
    """Return the pages that were asked for in the printer's dialogue, in their order."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return list(made.pages)
    ranges = printer.pageRanges()
    return [page for number, page in enumerate(made.pages, 1) if ranges.contains(number)]


def draw_on(printer: QPrinter, made: Set, progress: Progress | None = None) -> int:
    """Print what was chosen; return how many pages.

    Args:
        printer: as its dialogue has left it.
        made: the pages.
        progress: called with pages done and pages in all; what it raises stops the work.

    Raises:
        NotWritten: the printer does not take them.

    """
    pages = _copied(chosen(made, printer), printer)
    painter = QPainter()
    if not pages or not painter.begin(printer):
        raise _refused()
    try:
        for done, page in enumerate(pages, 1):
            if done > 1 and not printer.newPage():
                raise _refused()
            page.draw(painter, _dots(printer, page))
            if progress:
                progress(done, len(pages))
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise _refused()
    return len(pages)


def _copied(pages: list[Page], printer: QPrinter) -> list[Page]:
    """Return the pages as often as copies are wanted, where the printer does not do that itself."""
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def _dots(printer: QPrinter, page: Page) -> float:
    """Return how many dots an inch of a page has on the printer's paper, so that all of it is printed."""
    paper = printer.pageLayout().fullRectPoints()
    width, height = (each / DOTS * 72 for each in (page.width, page.height))
    # A point may be lost by rounding: that is no reason to draw smaller.
    fitting = min((paper.width() + 1) / width, (paper.height() + 1) / height)
    return printer.resolution() * min(1.0, fitting)


def _refused() -> NotWritten:
    return NotWritten("The printer does not take the pages.", "Look whether it is on, or save them as a PDF.")
