"""The pages at the edges: the first run, a book that cannot be opened, Trash, home's details."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from partnerdesk.desk import contacts
from partnerdesk.desk.places import locate
from partnerdesk.errors import DamagedBook, LockedBook
from partnerdesk.qt.details import DetailsPage
from partnerdesk.qt.notopen import NotOpenPage
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.start import StartPage
from partnerdesk.qt.trash import TrashPage
from partnerdesk.qt.worker import Inline
from tests.gallery.contacts import MOST
from tests.gallery.stage import fresh, settle

NOW = datetime(2026, 12, 7, 18, 41, tzinfo=UTC)
SIZE = QSize(1024, 768)


def start() -> QWidget:
    """The first run, filled in."""
    page = StartPage(Inline(), Path.home(), lambda: NOW)
    page.resize(SIZE)
    page.name.setText("Ana Lee")
    page.organisation.setText("Lincoln School")
    page.place.city.setText("Detroit")
    page.place.city._edited("Detroit")
    page.place.city._left()
    return page


def start_wrong() -> QWidget:
    """The first run with nothing filled in, in a folder that is copied elsewhere."""
    page = StartPage(Inline(), Path.home(), lambda: NOW)
    page.resize(SIZE)
    page.book.set_path(Path.home() / "OneDrive - Lincoln School" / "Documents" / "PartnerDesk.partnerdesk")
    page.main_action()
    return page


def start_elsewhere() -> QWidget:
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


def locked() -> QWidget:
    """A book that another program holds."""
    path = Path("/home/ana/Documents/PartnerDesk.partnerdesk")
    error = LockedBook(f"{path} is in use by another program.", "Try again in a moment.")
    page = NotOpenPage(path, error)
    page.resize(SIZE)
    page.focus_main()
    return page


def damaged() -> QWidget:
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


def details() -> QWidget:
    """Home's details, just saved."""
    page = DetailsPage(Runner(fresh(NOW), Inline()))
    page.role.edit.setText("Exchange coordinator")
    page.role.leave()
    page.resize(1052, 800)
    return page


def details_foot() -> QWidget:
    """The foot of the same page, with versions and credits."""
    page = DetailsPage(Runner(fresh(NOW), Inline()))
    page.resize(1052, 800)
    page.show()
    settle()
    page.show_about()
    return page


def details_wrong() -> QWidget:
    """Home's details with what cannot be."""
    page = DetailsPage(Runner(fresh(NOW), Inline()))
    page.resize(1052, 800)
    page.name.edit.setText("")
    page.email.edit.setText("ana@b@c")
    page.week.edit.setText("Mon-Fri 15:00-08:00")
    page.place.edit.city.clear()
    page.place.edit.city.textEdited.emit("")
    page.place.edit.city.editingFinished.emit()
    page.leave()
    return page


def trash() -> QWidget:
    """Trash with people, a letter and long names."""
    book = fresh(NOW)
    name = "Bartholomew Ignatius Featherstonehaugh-Cholmondeley of the Upper River"
    long = contacts.add(book, name=name, organisation=MOST, place=locate("Chihuahua", "MX")).made
    contacts.trash(book, [*range(2, 7), *long])
    page = TrashPage(Runner(book, Inline()))
    page.resize(1052, 800)
    page.focus_main()
    return page


def trash_empty() -> QWidget:
    """Nothing in Trash."""
    page = TrashPage(Runner(fresh(NOW, sample=False), Inline()))
    page.resize(1052, 800)
    return page
