"""The pages at the edges: the first run, a book that cannot be opened, Trash, home's details."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from partnerdesk.errors import DamagedBook, LockedBook
from partnerdesk.qt.notopen import NotOpenPage
from partnerdesk.qt.start import StartPage
from partnerdesk.qt.worker import Inline

NOW = datetime(2026, 12, 7, 18, 41, tzinfo=UTC)
SIZE = QSize(1024, 768)


def start(_book: Any) -> QWidget:
    """The first run, filled in."""
    page = StartPage(Inline(), Path.home(), lambda: NOW)
    page.resize(SIZE)
    page.name.setText("Ana Lee")
    page.organisation.setText("Lincoln School")
    page.place.city.setText("Detroit")
    page.place.city._edited("Detroit")
    page.place.city._left()
    return page


def start_wrong(_book: Any) -> QWidget:
    """The first run with nothing filled in, in a folder that is copied elsewhere."""
    page = StartPage(Inline(), Path.home(), lambda: NOW)
    page.resize(SIZE)
    page.set_path(Path.home() / "OneDrive - Lincoln School" / "Documents" / "PartnerDesk.partnerdesk")
    page.main_action()
    return page


def start_elsewhere(_book: Any) -> QWidget:
    """The first run in a place that is in no list."""
    page = StartPage(Inline(), Path.home(), lambda: NOW)
    page.resize(SIZE)
    page.name.setText("Ana Lee")
    page.place.city.setText("Two Rivers Crossing")
    page.place._typed("Two Rivers Crossing")
    page.place.country.setText("United States")
    page.place._country_left()
    page.main_action()
    return page


def locked(_book: Any) -> QWidget:
    """A book that another program holds."""
    path = Path("/home/ana/Documents/PartnerDesk.partnerdesk")
    error = LockedBook(f"{path} is in use by another program.", "Try again in a moment.")
    page = NotOpenPage(path, error)
    page.resize(SIZE)
    page.focus_main()
    return page


def damaged(_book: Any) -> QWidget:
    """A damaged book with a long name in a deep folder."""
    path = Path("/media/ana/School stick") / ("Partnerschulen und Austausch " * 3).strip() / "2026" / (
        "Unsere Partnerklassen in Mexiko, Indien und Norwegen.partnerdesk"
    )  # fmt: skip
    error = DamagedBook(
        f"{path} is damaged: its beginning is not that of a book.",
        "Open a backup of it, or copy it from where it was last whole.",
    )
    page = NotOpenPage(path, error)
    page.resize(SIZE)
    page.focus_main()
    return page
