"""The page of templates on a real book, with its choosers answered."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt import theme
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.templates import TemplatesPage
from partnerdesk.qt.templates.choosers import Choosers


@dataclass
class Chosen:
    """What the user chooses when asked."""

    folder: Path
    files: list[Path] = field(default_factory=list)

    def choosers(self) -> Choosers:
        return Choosers(self._files, self._folder)

    def _files(self, parent: QWidget, start: str, then: Callable[[Sequence[Path]], object]) -> None:
        then(self.files)

    def _folder(self, parent: QWidget, start: str, then: Callable[[Path], object]) -> None:
        then(self.folder)


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


@pytest.fixture
def chosen(tmp_path: Path) -> Chosen:
    return Chosen(tmp_path / "out")


@pytest.fixture
def page(runner: Runner, chosen: Chosen, elena: int, qtbot: QtBot, qapp: object) -> Iterator[TemplatesPage]:
    theme.install(qapp)  # type: ignore[arg-type]
    made = TemplatesPage(runner, choosers=chosen.choosers())
    runner.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1060, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    runner.changed.disconnect(made.refresh)
