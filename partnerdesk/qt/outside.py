"""What pages need of the system around them: its choosers, its clipboard, its mail program."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from partnerdesk.qt.choosing import FileDialog

if TYPE_CHECKING:  # loaded when something is printed
    from PySide6.QtPrintSupport import QPrinter

_ENDINGS = "*.vcf *.vcard *.csv *.tsv *.txt *.ldif *.ldi *.eml *.mbox *.mbx *.partnerdesk-share"
_PEOPLE = f"People ({_ENDINGS});;All files (*)"


def ask_folder(parent: QWidget, start: str, then: Callable[[Path], object]) -> None:
    """Let the user choose a folder; ``then`` is called with it, or never."""
    dialog = FileDialog(parent, "Choose a folder", start)
    dialog.setFileMode(FileDialog.FileMode.Directory)
    dialog.setOption(FileDialog.Option.ShowDirsOnly, on=True)
    dialog.setLabelText(FileDialog.DialogLabel.Accept, "Save here")
    _open(dialog, then)


def ask_template(parent: QWidget, start: str, then: Callable[[Path], object]) -> None:
    """Let the user choose a template's file."""
    dialog = FileDialog(parent, "Choose a template", start, "Text (*.txt);;All files (*)")
    dialog.setFileMode(FileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_files(parent: QWidget, start: str, then: Callable[[Sequence[Path]], object]) -> None:
    """Let the user choose files to bring in; ``then`` is called with them, or never."""
    dialog = FileDialog(parent, "Bring in", start, _PEOPLE)
    dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(FileDialog.DialogLabel.Accept, "Look at them")
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_save(parent: QWidget, proposed: Path, kind: str, then: Callable[[Path], object]) -> None:
    """Let the user say under which name a file is saved; who chooses one that exists is asked.

    Args:
        parent: the window.
        proposed: the folder, which exists, and the name proposed; its ending is added where none is typed.
        kind: as the chooser lists it: ``Table (*.csv)``.
        then: is called with the file, or never.

    """
    dialog = FileDialog(parent, "Save as", str(proposed.parent), kind)
    dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.selectFile(proposed.name)
    _open(dialog, then)


def _open(dialog: FileDialog, then: Callable[[Path], object]) -> None:
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_printer(parent: QWidget, printer: QPrinter, then: Callable[[], object]) -> None:
    """Let the user choose a printer and how to print; ``then`` is called when that is said, or never."""
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, parent)
    if printer.toPage():
        dialog.setMinMax(1, printer.toPage())
    dialog.accepted.connect(lambda: then())
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own one is of Qt 4's manner, with the name of a slot


def printers() -> bool:
    """Say whether the system has a printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def copy(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


@dataclass(frozen=True)
class Outside:
    """The ways out of the page; tests put their own in place."""

    ask_folder: Callable[[QWidget, str, Callable[[Path], object]], None] = ask_folder
    ask_template: Callable[[QWidget, str, Callable[[Path], object]], None] = ask_template
    ask_files: Callable[[QWidget, str, Callable[[Sequence[Path]], object]], None] = ask_files
    ask_save: Callable[[QWidget, Path, str, Callable[[Path], object]], None] = ask_save
    ask_printer: Callable[[QWidget, QPrinter, Callable[[], object]], None] = ask_printer
    printers: Callable[[], bool] = printers
    open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
    copy: Callable[[str], None] = copy


def proposed(folder: str, name: Callable[[Collection[str]], str]) -> Path:
    """Return a new file, for a chooser to begin with: in the folder used last, else in the documents.

    Args:
        folder: the one used last; may be empty or gone.
        name: gives the file's name, other than those it is given, each as ``casefold()`` gives it.

    """
    place = Path(documents(folder))
    try:
        taken = {each.name.casefold() for each in place.iterdir()}
    except OSError:  # it may not be looked into: the chooser says so, if it has to
        taken = set()
    return place / name(taken)


def documents(chosen: str = "") -> str:
    """Return a folder that exists, for a chooser to begin in: the last one, else the documents, else home.

    A chooser that begins in a folder which does not exist cannot be said yes to.
    """
    place = QStandardPaths.StandardLocation.DocumentsLocation
    wanted = (chosen, QStandardPaths.writableLocation(place))
    return next((each for each in wanted if each and Path(each).is_dir()), str(Path.home()))
