"""What the window remembers between runs: the last book, the size of things; nothing about a person."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths


class Settings:
    """A small file in the user's own settings folder."""

    def __init__(self, file: Path | None = None) -> None:
        self._kept = QSettings(str(file or settings_file()), QSettings.Format.IniFormat)

    @property
    def last_book(self) -> Path | None:
        """The book opened last, if it was remembered."""
        text = str(self._kept.value("book", ""))
        return Path(text) if text else None

    @last_book.setter
    def last_book(self, path: Path) -> None:
        self._kept.setValue("book", str(path.absolute()))

    def layout(self, name: str) -> QByteArray | None:
        """Return the state of a part of the window, as Qt saved it."""
        value = self._kept.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Remember the state of a part of the window."""
        self._kept.setValue(f"layout/{name}", state)

    def text(self, name: str) -> str:
        """Return a remembered word, such as the page shown last; empty where there is none."""
        return str(self._kept.value(f"last/{name}", ""))

    def keep_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._kept.setValue(f"last/{name}", value)


def settings_file() -> Path:
    """Return where the settings are kept on this system."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "settings.ini"


def books_folder() -> Path:
    """Return the folder in which a new book is proposed: the user's documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
