"""No part of the window is a window of its own for a moment: it would flash on the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk.sample import make_sample
from partnerdesk.qt.contacts.folder_model import Choice
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline

_MEANT = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class Watch(QObject):
    """Notes every widget without a parent that is shown and is no window, popup or tooltip."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.strays: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, QMainWindow) and watched.windowType() not in _MEANT:
            text = getattr(watched, "text", str)()
            self.strays.append(f"{type(watched).__name__} {text} {watched.size().toTuple()}")
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch(qapp)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, watch: Watch) -> Iterator[Window]:
    made = Window(Settings(tmp_path / "settings.ini"), Inline())
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def test_the_first_page_opens_without_a_flash(window: Window, watch: Watch) -> None:
    window.start()
    QApplication.processEvents()
    assert watch.strays == []


def test_a_book_and_its_pages_open_without_a_flash(window: Window, watch: Watch, tmp_path: Path) -> None:
    with make_sample(tmp_path / "sample.partnerdesk") as sample:
        path = sample.path
    window.start(book=path)
    QApplication.processEvents()
    frame = window.frame
    assert frame is not None
    for name in ("drafts", "templates", "trash", "details", "shortcuts", "contacts"):
        frame.go(name)
        QApplication.processEvents()
        assert (name, watch.strays) == (name, [])
    page = frame.contacts
    page.folders.select(Choice(folder="MX-PUE"))
    page.edit_current()
    QApplication.processEvents()
    page.panel.edit_organisation()
    QApplication.processEvents()
    page.step_back()
    page.new_contact()
    page.step_back()
    page.select_all()
    page.pin_country()
    QApplication.processEvents()
    assert watch.strays == []
    frame.write_to(page.selected()[:3])
    QApplication.processEvents()
    assert watch.strays == []
