"""The page of times to a printer or into a PDF file: one drawing for both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QObject, QRectF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from partnerdesk.desk import home, times
from partnerdesk.desk.book import Book
from partnerdesk.errors import NotWritten
from partnerdesk.qt.drafts.outside import Outside, documents
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.times.paper import Paper, draw
from partnerdesk.qt.widgets import InlineBar, Kind

if TYPE_CHECKING:  # loaded when something is printed
    from PySide6.QtPrintSupport import QPrinter

_FOLDER = "print-folder"  # the name under which the folder is remembered
_MARGINS = QMarginsF(15, 14, 15, 12)
_RASTER = 300  # dots an inch, where a printer keeps to its own


def _screen_dots() -> int:
    return round(QGuiApplication.primaryScreen().logicalDotsPerInchY())


def page_layout(size: str) -> QPageLayout:
    """Return one upright page, ``A4`` or ``Letter``."""
    page = QPageSize(QPageSize.PageSizeId.Letter if size == "Letter" else QPageSize.PageSizeId.A4)
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(page, upright, _MARGINS, QPageLayout.Unit.Millimeter)


def pdf(paper: Paper, size: str) -> bytes:
    """Return the page as a PDF file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_screen_dots())  # text is measured by the screen: both have to agree
    writer.setPageLayout(page_layout(size))
    writer.setTitle(paper.title)
    writer.setCreator("PartnerDesk")
    painter = QPainter(writer)
    draw(painter, QRectF(0, 0, writer.width(), writer.height()), paper)
    painter.end()
    return bytes(buffer.data().data())


def picture(paper: Paper, size: str, dots: int = _RASTER) -> QImage:
    """Return what of the page may be drawn on, as an image of so many dots an inch."""
    layout = page_layout(size)
    screen = _screen_dots()
    ratio = dots / screen
    inside = layout.paintRectPixels(screen).size()
    image = QImage(inside * ratio, QImage.Format.Format_Grayscale8)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    draw(painter, QRectF(0, 0, inside.width(), inside.height()), paper)
    painter.end()
    return image


def print_on(printer: QPrinter, paper: Paper, size: str) -> bool:
    """Print the page; False where the printer does not take it.

    A printer that keeps to dots of its own is given the page as an image: text and pictures are measured by
    the screen, and must not part.
    """
    printer.setResolution(_screen_dots())
    painter = QPainter()
    if not painter.begin(printer):
        return False
    area = QRectF(0, 0, printer.width(), printer.height())
    if printer.logicalDpiY() == _screen_dots():
        draw(painter, area, paper)
    else:
        image = picture(paper, size)
        fitting = area.size().toSize()
        scaled = image.size().scaled(fitting, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, scaled.width(), scaled.height()), image)
    return painter.end()


class Printing(QObject):
    """Offers to print, and says what came of it in a bar.

    Args:
        runner: the way to the desk.
        bar: where it is said.
        outside: the ways out.
        settings: where the folder is remembered; None: it is not.

    """

    def __init__(self, runner: Runner, bar: InlineBar, outside: Outside, settings: Settings | None) -> None:
        super().__init__(bar)
        self._runner, self._bar = runner, bar
        self._outside, self._settings = outside, settings

    def offer(self, make: Callable[[], Paper | None]) -> None:
        """Ask whether to print or to save; the page is made when that is said, if there is one then."""

        def told(size: str) -> None:
            self._bar.say(
                Kind.INFO,
                f"One page, {size}, in black and white: the times chosen, the day, the year and the map.",
                actions=[
                    ("Print…", lambda: self._go(self._print, make(), size)),
                    ("Save as PDF…", lambda: self._go(self._save, make(), size)),
                ],
            )

        self._runner.ask(_size, told, context=self, failed=self._bar.say_error)

    def _go(self, way: Callable[[Paper, str], None], paper: Paper | None, size: str) -> None:
        if paper is not None:
            way(paper, size)

    def _print(self, paper: Paper, size: str) -> None:
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(size))
        printer.setDocName(paper.title)

        def chosen() -> None:
            if print_on(printer, paper, size):
                self._bar.say(Kind.INFO, "The page is on its way to the printer.")
            else:
                self._bar.say_error(
                    NotWritten("The printer does not take the page.", "Look whether it is on, or save a PDF.")
                )

        self._outside.ask_printer(self._bar.window(), printer, chosen)

    def _save(self, paper: Paper, size: str) -> None:
        content = pdf(paper, size)
        kept = self._settings.text(_FOLDER) if self._settings else ""
        self._outside.ask_folder(
            self._bar.window(), kept or documents(), lambda folder: self._write(folder, content, paper)
        )

    def _write(self, folder: Path, content: bytes, paper: Paper) -> None:
        if self._settings is not None:
            self._settings.keep_text(_FOLDER, str(folder))

        def written(path: Path) -> None:
            self._bar.say(
                Kind.INFO,
                f"Saved as “{path.name}” in {folder}.",
                actions=[("Open", lambda: self._outside.open_url(QUrl.fromLocalFile(str(path))))],
            )

        self._runner.ask(
            lambda _book: times.save(folder, content, "times", paper.first_day, "pdf"),
            written,
            context=self,
            failed=self._bar.say_error,
        )


def _size(book: Book) -> str:
    return home.paper_for(home.get(book).place.country)
