"""What pictures of pages share: a book, the page in its place, and waiting until all of it is there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.sample import make_sample
from partnerdesk.qt import theme
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.page import Page
from partnerdesk.qt.side import side_width
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets import Hairline

FOLDER = tempfile.TemporaryDirectory(prefix="gallery-", ignore_cleanup_errors=True)
_NUMBERS = count(1)
_PATIENCE = 10_000  # milliseconds


def fresh(now: datetime, *, sample: bool = True) -> Book:
    """A book of one's own: the pictures change it."""
    path = Path(FOLDER.name) / f"{next(_NUMBERS)}.partnerdesk"
    return make_sample(path, clock=lambda: now) if sample else new_book(path, clock=lambda: now)


def in_window(page: Page, width: int = 1280, height: int = 800) -> QWidget:
    """The page beside the left column, as the frame sets them; the contacts with their folders in it."""
    whole, side = QWidget(), QWidget()
    whole.setWindowTitle(page.title)
    palette = QPalette(whole.palette())
    palette.setColor(QPalette.ColorRole.Window, colours(palette).side)
    side.setPalette(palette)
    side.setAutoFillBackground(True)
    side.setFixedWidth(side_width())
    column = QVBoxLayout(side)
    column.setContentsMargins(10, 2 * theme.GRID, 10, theme.GRID)
    across = QHBoxLayout(whole)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(side)
    across.addWidget(Hairline(Qt.Orientation.Vertical))
    across.addWidget(page, 1)
    if isinstance(page, ContactsPage):
        column.addWidget(page.folders)
    whole.resize(width, height)
    whole.show()
    settle()
    if isinstance(page, ContactsPage):
        begun(page)
    return whole


def begun(page: ContactsPage) -> None:
    """Wait for what comes after the first rows: folders, and the first card."""
    until(lambda: page._overview is not None)
    settle()


def until(done: Callable[[], bool]) -> None:
    """Wait until ``done`` says so."""
    end = QDeadlineTimer(_PATIENCE)
    while not done():
        if end.hasExpired():
            raise TimeoutError
        QCoreApplication.processEvents()


def settle() -> None:
    """Let everything that waits happen."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
