"""The window that files and folders are chosen in; it looks at names, never into files.

Qt's own one opens every file of a folder to tell its kind, and the system's may do so inside of our process.
On POSIX systems, closing any handle of a file drops all of the process's locks on it: those too by which
SQLite keeps other programs off the open book. After that another program may take its ``-wal`` away, and with
it what is saved.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QDir, QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget


class _ByName(QAbstractFileIconProvider):
    """Tells kind and icon of a file by its name alone."""

    def __init__(self) -> None:
        super().__init__()
        style = QApplication.style()
        self._folder = style.standardIcon(QStyle.StandardPixmap.SP_DirIcon)
        self._file = style.standardIcon(QStyle.StandardPixmap.SP_FileIcon)
        self._drive = style.standardIcon(QStyle.StandardPixmap.SP_DriveHDIcon)

    def icon(self, what: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        """Return a picture of a folder, a drive or a file."""
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        kinds = QAbstractFileIconProvider.IconType
        if what in (kinds.Drive, kinds.Computer, kinds.Network):
            return self._drive
        return self._file if what == kinds.File else self._folder

    def type(self, what: QFileInfo) -> str:
        """Say what a file is: a folder, or a file with this ending."""
        if what.isDir():
            return "Folder"
        return f"{what.suffix().upper()} file" if what.suffix() else "File"


class FileDialog(QFileDialog):
    """A chooser of files or folders; open it with ``open()``.

    Args:
        parent: the window, or a part of it.
        title: what is to be chosen.
        start: the folder to begin in; where it is not there, as documents may not be, it is home.
        kinds: as Qt has them: ``Text (*.txt);;All files (*)``; empty: all.

    """

    def __init__(self, parent: QWidget, title: str, start: str, kinds: str = "") -> None:
        # It begins in a folder where no book is: it looks at that before it can be told how to
        super().__init__(parent, title, QDir.rootPath(), kinds)
        if sys.platform.startswith("linux"):
            self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self._by_name = _ByName()
        self.setIconProvider(self._by_name)
        self.setDirectory(start if start and QFileInfo(start).isDir() else QDir.homePath())
