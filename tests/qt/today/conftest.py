"""Today over a small real book whose clock is set by hand."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt import theme
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.today import TodayPage

SLOT = Slot.parse("2027-09-14 10:00 America/Hermosillo")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)  # a Monday

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock(book: Book) -> Clock:
    book._clock = Clock()
    return book._clock


@pytest.fixture
def elena(book: Book, clock: Clock) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


@pytest.fixture
def written(book: Book, elena: int) -> int:
    """A letter that has gone out, of which nobody has said that it was sent."""
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[SLOT])
    return drafts.write_out(book, letters, kind="copy")[0].made[0]


@pytest.fixture
def page(runner: Runner, qtbot: QtBot, qapp: object, clock: Clock) -> Iterator[TodayPage]:
    theme.install(qapp)  # type: ignore[arg-type]
    made = TodayPage(runner)
    runner.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1052, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    runner.changed.disconnect(made.refresh)
