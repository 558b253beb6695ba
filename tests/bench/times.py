"""Common slots of eight weeks, beside plain interval intersection of the same hours in UTC."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from time import perf_counter

from partnerdesk.core.hours import Interval, SchoolWeek
from partnerdesk.core.instants import forget_offsets
from partnerdesk.core.planner import plan
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.ranking import Search
from partnerdesk.core.spans import day_span
from partnerdesk.core.zones import zone
from partnerdesk.desk.book import Book

FIRST, LAST = date(2027, 3, 1), date(2027, 4, 25)  # clocks change within, in America and in Europe
MINUTES = 45
SHOWN = 6  # times that a window shows at once
WEEK = SchoolWeek.parse("Mon-Fri 07:00-12:00, Mon-Fri 12:30-18:00")
ZONES = (
    *("America/Detroit", "America/Mexico_City", "Europe/London", "America/Sao_Paulo", "Europe/Madrid"),
    *("America/Bogota", "Africa/Lagos", "America/Cancun", "Europe/Paris", "America/Tijuana"),
)


def parties(count: int) -> list[PlanParty]:
    """Return so many parties; the first one is home."""
    return [PlanParty(name, "", name, WEEK, home=index == 0) for index, name in enumerate(ZONES[:count])]


def ranked(those: Sequence[PlanParty]) -> object:
    """Find and rank the best twenty starts, from nothing: the offsets of zones are looked for anew."""
    forget_offsets()
    search = Search(those, those[0], *day_span(ZONES[0], FIRST, LAST), MINUTES * 60, 15 * 60)
    return list(islice(search.ranked(), 20))


def planned(those: Sequence[PlanParty]) -> object:
    """Make the whole plan and say what the window shows of it at first."""
    forget_offsets()
    return [choice.reasons for choice in plan(those, FIRST, LAST, MINUTES).choices[:SHOWN]]


def bare(those: Sequence[PlanParty]) -> object:
    """Turn each day's hours into UTC and intersect them: what any planner has to do."""
    found, *others = [_in_utc(party) for party in those]
    for other in others:
        found = _shared(found, other)
    return found


def _in_utc(party: PlanParty) -> list[Interval]:
    where = zone(party.zone)
    found = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        for opens, closes in party.week.hours[day.weekday()]:
            start, end = (
                datetime.combine(day, time(*divmod(minute, 60)), where) for minute in (opens, closes)
            )
            found.append((start.astimezone(UTC), end.astimezone(UTC)))
    return found


def _shared(mine: list[Interval], theirs: list[Interval]) -> list[Interval]:
    found = []
    left = right = 0
    while left < len(mine) and right < len(theirs):
        start, end = max(mine[left][0], theirs[right][0]), min(mine[left][1], theirs[right][1])
        if start < end:
            found.append((start, end))
        if mine[left][1] < theirs[right][1]:
            left += 1
        else:
            right += 1
    return found


def dragging(book: Book, count: int = 20) -> list[float]:
    """Drag a time over the day of so many parties, on the page; return the milliseconds of each step."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from partnerdesk.qt import theme
    from partnerdesk.qt.runner import Runner
    from partnerdesk.qt.times import TimesPage
    from partnerdesk.qt.worker import Inline

    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        theme.install(app)
    with book.reading() as connection:
        placed = "SELECT contact_id FROM listing WHERE zone != '' LIMIT ?"
        people = [key for (key,) in connection.execute(placed, (count - 1,))]
    page = TimesPage(Runner(book, Inline()))
    page.resize(1280, 900)
    page.show()
    page.start(people)
    app.processEvents()
    grid, taken = page.grid, []
    assert grid.day is not None
    assert len(grid.day.rows) == count
    for step in range(4, 80):
        start = perf_counter()
        grid.slotMoved.emit(grid.day.at(step))
        app.processEvents()  # everything that the step has made to be painted is
        taken.append((perf_counter() - start) * 1000)
    page.close()
    return taken
