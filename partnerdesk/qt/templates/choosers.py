"""What the page needs of the system around it: its choosers of files and folders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnerdesk.qt.choosing import FileDialog
from partnerdesk.qt.outside import ask_folder, ask_save


def ask_files(parent: QWidget, start: str, then: Callable[[Sequence[Path]], object]) -> None:
    """Let the user choose templates' files; ``then`` is called with them, or never."""
    dialog = FileDialog(parent, "Import templates", start, "Text (*.txt);;All files (*)")
    dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(FileDialog.DialogLabel.Accept, "Import")
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


@dataclass(frozen=True)
class Choosers:
    """The ways out of the page; tests put their own in place."""

    ask_files: Callable[[QWidget, str, Callable[[Sequence[Path]], object]], None] = ask_files
    ask_folder: Callable[[QWidget, str, Callable[[Path], object]], None] = ask_folder
    ask_save: Callable[[QWidget, Path, str, Callable[[Path], object]], None] = ask_save
