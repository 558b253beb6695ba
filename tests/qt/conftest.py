"""A real book and the inline worker for the window's tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts, home
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.places import locate
from partnerdesk.qt import theme
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Inline, Task

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book of Ana Lee in Detroit, empty otherwise, whose clock stands at 1 March 2027, 10:00 there."""
    made = new_book(tmp_path / "b.partnerdesk", clock=lambda: NOW)
    home.edit(
        made,
        name="Ana Lee",
        organisation="Lincoln School",
        email="ana.lee@lincoln.example.org",
        place=locate(city="Detroit", country="US"),
        week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
        languages=("en", "es"),
    )
    yield made
    made.close()


class Unhurried(Inline):
    """Does everything at once, but for what is asked while it is busy: that is done afterwards, in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Task[Any]] | None = None

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Meanwhile nothing is done or answered."""
        self._waiting = waiting = []
        yield
        self._waiting = None
        for task in waiting:
            super()._start(task)

    def _start(self, task: Task[Any]) -> None:
        if self._waiting is not None:
            self._waiting.append(task)
        else:
            super()._start(task)


@pytest.fixture
def unhurried(qapp: object) -> Unhurried:
    """The worker behind ``runner``, which can be busy."""
    return Unhurried()


@pytest.fixture
def runner(book: Book, unhurried: Unhurried) -> Iterator[Runner]:
    """The way to the desk, with everything done at once."""
    made = Runner(book, unhurried)
    yield made
    made.deleteLater()


@pytest.fixture
def on_screen(runner: Runner, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Page], None]]:
    """Shows a page as the frame does: it hears of changes, has the window's look, and is active."""
    shown: list[Page] = []

    def show(page: Page) -> None:
        theme.install(qapp)
        runner.changed.connect(page.refresh)
        shown.append(page)
        qtbot.addWidget(page)
        page.resize(1060, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()

    yield show
    for page in shown:
        runner.changed.disconnect(page.refresh)


@pytest.fixture
def elena(book: Book) -> int:
    """A teacher in Hermosillo, who reads Spanish."""
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]
