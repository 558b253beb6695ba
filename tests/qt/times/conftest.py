"""The page of times on a real book: the three colleges of the design, and the ways out caught."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts, home
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.times import TimesPage

SCHOOL = SchoolWeek.parse("Mon-Fri 08:00-13:00")


@dataclass
class Caught:
    """What the page wanted of the system."""

    folder: Path
    copied: list[str] = field(default_factory=list)

    def outside(self) -> Outside:
        return Outside(ask_save=self._save, open_url=self._url, copy=self.copied.append)

    def _save(self, _parent: QWidget, name: Path, _kind: str, then: Callable[[Path], object]) -> None:
        if not self.folder.exists():
            self.folder.mkdir()
        then(self.folder / name.name)

    def _url(self, url: QUrl) -> bool:
        return True


def add(book: Book, name: str, city: str, country: str, week: SchoolWeek | None = SCHOOL) -> int:
    return contacts.add(
        book,
        name=name,
        place=locate(city=city, country=country),
        languages=("es",),
        emails=[(f"{name.split()[0].lower()}@normal.example.org", "")],
        week=week,
    ).made[0]


@pytest.fixture
def colleges(book: Book) -> list[int]:
    """Three teacher colleges of one country, 08:00 to 13:00 each; home goes an hour further after school."""
    home.edit(book, stretch=SchoolWeek.parse("Mon-Thu 15:00-16:00"))
    return [
        add(book, "Lucia Bojorquez", "Tijuana", "MX"),
        add(book, "Elena Ruiz", "Puebla", "MX"),
        add(book, "Marisol Canul", "Cancún", "MX"),
    ]


@pytest.fixture
def caught(tmp_path: Path) -> Caught:
    return Caught(tmp_path / "out")


@pytest.fixture
def page(runner: Runner, caught: Caught, on_screen: Callable[[Page], None]) -> TimesPage:
    made = TimesPage(runner, outside=caught.outside())
    on_screen(made)
    return made


@pytest.fixture
def webinar(page: TimesPage, colleges: list[int]) -> TimesPage:
    """The page with the three colleges, for the second and third week of March 2027."""
    page.span.set_span(date(2027, 3, 8), date(2027, 3, 19))
    page.start(colleges)
    return page
