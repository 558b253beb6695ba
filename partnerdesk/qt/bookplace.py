"""Where a new book will live: proposed, changed in the system's own file window, with a word of caution."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.choosing import FileDialog
from partnerdesk.qt.theme import Size
from partnerdesk.qt.whereabouts import kept_by
from partnerdesk.qt.widgets import InlineBar, Kind, Label, Tone, plain_button
from partnerdesk.qt.worker import Jobs

SUFFIX = ".partnerdesk"


class BookPlace(QWidget):
    """The file that a new book is to be, and a button to have it elsewhere.

    Signals:
        moved(): another file is proposed.

    Args:
        jobs: the worker, for looking where a folder really is.
        folder: where it is proposed; the user's own folder if this one is not there.

    """

    moved = Signal()

    def __init__(self, jobs: Jobs, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._file = Label(elide=True)
        self._folder = Label(size=Size.SMALL, tone=Tone.MUTED, elide=True)
        self.change = plain_button("Change…", self._choose)
        self.caution = InlineBar()
        caption = Label("Your book is one file of your own; it is not encrypted", Size.SMALL, tone=Tone.MUTED)
        caption.setBuddy(self.change)
        texts = QVBoxLayout()
        texts.setSpacing(theme.GRID // 4)
        for text in (caption, self._file, self._folder):
            texts.addWidget(text)
        across = QHBoxLayout()
        across.setSpacing(2 * theme.GRID)
        across.addLayout(texts, 1)
        across.addWidget(self.change, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(across)
        column.addWidget(self.caution)
        self.setFocusProxy(self.change)
        self.set_path(free_book(folder if folder.is_dir() else Path.home()))

    @property
    def path(self) -> Path:
        """The file proposed or chosen."""
        return self._path

    def set_path(self, path: Path) -> None:
        """Have the book live there; a name without an ending gets that of books."""
        self._path = asked = path if path.suffix else path.with_suffix(SUFFIX)
        self._file.setText(asked.name)
        self._folder.setText(f"in {os.fspath(asked.parent)}")
        self.change.setAccessibleName(f"Change where the book lives: {asked}")
        self.caution.hide()
        self.moved.emit()
        self._jobs.run(lambda: kept_by(asked), lambda by: self._warn(asked, by), context=self)

    def _warn(self, path: Path, service: str) -> None:
        if not service or path != self._path:
            return
        local = free_book(Path.home())
        use_local = (f"Use {local.parent}", lambda: self.set_path(local))
        self.caution.say(
            Kind.WARNING,
            f"This folder looks like {service}. A book that is copied elsewhere while it is open can be "
            "damaged, and others may see it: a folder of this computer alone is safer.",
            actions=[use_local] if path.parent != local.parent else [],
        )

    def _choose(self) -> None:
        dialog = FileDialog(self, "Where your book lives", os.fspath(self._path.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"PartnerDesk book (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.setOption(FileDialog.Option.DontConfirmOverwrite)  # nothing is ever written over
        dialog.selectFile(self._path.name)
        dialog.fileSelected.connect(lambda name: self.set_path(Path(name)))
        dialog.open()


def free_book(folder: Path) -> Path:
    """Return a name for a book in ``folder`` that no file has yet: ``PartnerDesk.partnerdesk``."""
    names = ("PartnerDesk", *(f"PartnerDesk {number}" for number in range(2, 100)))
    paths = [folder / f"{name}{SUFFIX}" for name in names]
    return next((path for path in paths if not path.exists()), paths[0])
