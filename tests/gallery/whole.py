"""The whole window, with its menus and the left column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import FOLDER, begun, fresh, settle


def _window(act: Callable[[Frame], object]) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.gallery import NOW

        book = fresh(NOW)
        window = Window(Settings(Path(FOLDER.name) / f"{book.path.stem}.ini"), Inline())
        window.resize(1280, 800)
        window.show()
        frame = window.show_book(book)
        begun(frame.contacts)
        act(frame)
        settle()
        return window

    return build


def _puebla(frame: Frame) -> None:
    frame.go("contacts")
    frame.contacts.folders.select(Choice(folder="MX-PUE"))


def _thrown_away(frame: Frame) -> None:
    _puebla(frame)
    frame.contacts.trash_selected()


PAGES: dict[str, Callable[[], QWidget]] = {
    "window": _window(_puebla),
    "window-thrown-away": _window(_thrown_away),
    "window-projects": _window(lambda frame: frame.go("projects")),
    "shortcuts": _window(lambda frame: frame.go("shortcuts")),
}
