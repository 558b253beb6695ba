"""Pages on their way out: to a printer by the system's dialogue, or into a PDF file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

from partnerdesk.desk import paper
from partnerdesk.desk.book import Book
from partnerdesk.errors import PartnerDeskError
from partnerdesk.formats.filenames import file_name
from partnerdesk.qt.outside import Outside, proposed
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.widgets import InlineBar, Kind, UnderWay
from partnerdesk.qt.worker import Progress, Task

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from partnerdesk.desk.paper import Printed
    from partnerdesk.formats.paper.setting import Set

_FOLDER = "print-folder"  # the name under which the folder is remembered
_NO_PRINTER = "No printer is set up on this computer. Add one in the system’s settings, or save a PDF."


class Going(QObject):
    """Takes pages out; how far that is and what came of it is said beside them.

    Signals:
        busy(bool): pages are on their way, or no longer.
        labels_used(str, int): labels are at the printer: the number of their sheet, and the first one left.
        instead(): there is no printer, and the user wants a file.

    Args:
        runner: the way to the desk, and to its worker.
        bar: where it is said.
        under_way: where is shown how far it is.
        outside: the ways out.
        settings: where the folder is remembered; None: it is not.

    """

    busy = Signal(bool)
    labels_used = Signal(str, int)
    instead = Signal()

    def __init__(
        self, runner: Runner, bar: InlineBar, under_way: UnderWay, outside: Outside, settings: Settings | None
    ) -> None:
        super().__init__(bar)
        self._runner, self._bar, self._under_way = runner, bar, under_way
        self._outside, self._settings = outside, settings
        self._task: Task[Printed] | Task[int] | None = None

    def save(self, made: Set) -> None:
        """Ask for a file, and write the pages into it."""
        kept = self._settings.text(_FOLDER) if self._settings else ""
        today = self._runner.here().date()
        self._outside.ask_save(
            self._bar.window(),
            proposed(kept, lambda taken: file_name(made.title, today, "pdf", taken)),
            "PDF (*.pdf)",
            lambda path: self._write(made, path),
        )

    def print(self, made: Set) -> None:
        """Ask for a printer, and print the pages; say so where there is none."""
        from partnerdesk.formats.paper import printer as paper_printer

        self._bar.hide()
        if not self._outside.printers():
            self._bar.say(Kind.WARNING, _NO_PRINTER, actions=[("Save as PDF…", self.instead.emit)])
            return
        from PySide6.QtPrintSupport import QPrinter

        printer = paper_printer.prepared(made, QPrinter(QPrinter.PrinterMode.HighResolution))
        self._outside.ask_printer(self._bar.window(), printer, lambda: self._printed(made, printer))

    def _write(self, made: Set, path: Path) -> None:
        if self._settings is not None:
            self._settings.keep_text(_FOLDER, str(path.parent))

        def job(_book: Book, progress: Progress) -> Printed:
            return paper.write(made, path, progress)

        def done(printed: Printed) -> None:
            self._end()
            where = f"“{path.parent.name}”" if path.parent.name else str(path.parent)
            self._bar.say(
                Kind.INFO,
                f"Saved {_pages(printed.pages)} as “{path.name}” in {where}.",
                actions=[
                    ("Open", lambda: self._outside.open_url(QUrl.fromLocalFile(str(path)))),
                    ("Open folder", lambda: self._outside.open_url(QUrl.fromLocalFile(str(path.parent)))),
                ],
            )

        self._begin(f"Writing {path.name}…")
        self._task = self._runner.ask_long(
            job,
            done,
            context=self,
            failed=self._failed,
            progress=self._under_way.progress,
            cancelled=lambda: self._stopped("Cancelled: nothing was written."),
        )

    def _printed(self, made: Set, printer: QPrinter) -> None:
        from PySide6.QtPrintSupport import QPrinter

        from partnerdesk.formats.paper.printer import (
            chosen,
            draw_on,
            keep_paper,
            label_left,
            names_paper,
            part,
        )

        if not chosen(made, printer):
            self._bar.say(
                Kind.WARNING, f"Nothing was printed: no such page. The last one is {len(made.pages):,}."
            )
            return
        if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
            # The dialogue's own way into a file: ours leaves the old one where the disk is full.
            self._write(part(made, printer), Path(printer.outputFileName()))
            return

        whole, named = keep_paper(made, printer), names_paper(made, printer)
        used = (made.labels[0].number, label_left(made, printer)) if made.labels else None

        def job(_book: Book, progress: Progress) -> int:
            return draw_on(printer, made, progress)

        def done(count: int) -> None:
            self._end()
            where = f" “{printer.printerName()}”" if printer.printerName() else ""
            said = f"{_pages(count)} on the way to the printer{where}."
            if not whole:
                said += f" It has no {made.look.paper} paper: they are printed smaller, on what it has."
            elif not named:
                said += f" It names no {made.look.paper} paper: look whether that is in it."
            self._bar.say(Kind.INFO if whole and named else Kind.WARNING, said)
            if used:
                self.labels_used.emit(*used)

        self._begin("Printing…")
        self._task = self._runner.ask_long(
            job,
            done,
            context=self,
            failed=self._failed,
            progress=self._under_way.progress,
            cancelled=lambda: self._stopped("Cancelled: nothing was sent to the printer."),
        )

    def _begin(self, words: str) -> None:
        self._bar.hide()
        self._task = None
        self.busy.emit(True)
        self._under_way.begin(self._stop, words)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self) -> None:
        self._task = None  # its job holds the pages
        self.busy.emit(False)

    def _failed(self, error: PartnerDeskError) -> None:
        self._end()
        self._bar.say_error(error)

    def _stopped(self, said: str) -> None:
        self._end()
        self._bar.say(Kind.INFO, said)


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"
