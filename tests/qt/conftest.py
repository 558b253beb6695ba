"""A real book and the inline worker for the window's tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import home
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.places import locate
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Inline

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


@pytest.fixture
def runner(book: Book, qapp: object) -> Iterator[Runner]:
    """The way to the desk, with everything done at once."""
    made = Runner(book, Inline())
    yield made
    made.deleteLater()
