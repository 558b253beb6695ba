"""The page of printing on a real book, with the ways out of it caught."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt import theme
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.printing import PrintPage
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings


@dataclass
class Caught:
    """What the page wanted of the system, and what the system answers."""

    folder: Path
    printer: bool = True
    answer: Callable[[QPrinter], object] = lambda _printer: None
    proposed: list[Path] = field(default_factory=list)
    printers: list[QPrinter] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)

    def outside(self) -> Outside:
        return Outside(
            ask_save=self._save,
            ask_printer=self._ask_printer,
            printers=lambda: self.printer,
            open_url=self._url,
        )

    def _save(self, _parent: QWidget, name: Path, _kind: str, then: Callable[[Path], object]) -> None:
        self.proposed.append(name)
        then(self.folder / name.name)

    def _ask_printer(self, _parent: QWidget, printer: QPrinter, then: Callable[[], object]) -> None:
        self.printers.append(printer)
        self.answer(printer)
        then()

    def _url(self, url: QUrl) -> bool:
        self.urls.append(url.toLocalFile())
        return True


def add(book: Book, name: str, city: str, country: str, **more: object) -> int:
    (made,) = contacts.add(book, name=name, place=locate(city=city, country=country), **more).made  # type: ignore[arg-type]
    return made


@pytest.fixture
def people(book: Book) -> list[int]:
    """Elena in Hermosillo, Ana in Puebla, Yann in Rennes, Kari in Bergen."""
    return [
        add(book, "Elena Ruiz", "Hermosillo", "MX", street="Calle Rosales 12", postcode="83000"),
        add(book, "Ana Puebla", "Puebla", "MX", notes="Likes letters."),
        add(book, "Yann Le Goff", "Rennes", "FR", phones=[("+33 2 99 00 00 00", "home")]),
        add(book, "Kari Dahl", "Bergen", "NO"),
    ]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def caught(tmp_path: Path) -> Caught:
    (tmp_path / "out").mkdir()
    return Caught(tmp_path / "out")


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, runner: Runner, settings: Settings, caught: Caught
) -> Iterator[PrintPage]:
    theme.install(qapp)
    made = PrintPage(runner, settings=settings, outside=caught.outside())
    qtbot.addWidget(made)
    runner.changed.connect(made.refresh)
    made.resize(1052, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    runner.changed.disconnect(made.refresh)
