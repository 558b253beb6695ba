"""One day of home as the grid shows it: each party's state and own clock along home's hours; no widgets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from partnerdesk.core.planner import Cell, PlanParty, common, day_cells
from partnerdesk.core.plans import axis
from partnerdesk.core.yearview import State
from partnerdesk.core.zones import zone as zone_named

QUARTER = timedelta(minutes=15)
PER_HOUR = 4

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Block:
    """One hour of a party's own clock, as far as it lies within the day: quarters ``first`` to ``last``."""

    first: int
    last: int
    hour: int


@dataclass(frozen=True)
class Run:
    """Quarters ``first`` to ``last`` (exclusive) of one local date, and why school is closed on it, if so."""

    first: int
    last: int
    day: date
    closed: str = ""


@dataclass(frozen=True)
class Row:
    """A party along home's day.

    Attributes:
        name: as shown; for home what it is called: ``You``.
        city: where its clock is.
        zone: its clock.
        states: one for each quarter of home's day.
        blocks: the hours of its own clock.
        runs: its own dates.
        home: whether this is us.
        confirmed: False where its hours are assumed.

    """

    name: str
    city: str
    zone: str
    states: tuple[State, ...]
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]
    home: bool = False
    confirmed: bool = True

    def local(self, moment: datetime) -> datetime:
        """Return an instant on this party's clock."""
        return moment.astimezone(zone_named(self.zone))

    def state_of(self, first: int, last: int) -> State:
        """Return the state of a span of quarters: the one that is worst for meeting."""
        asked = self.states[max(first, 0) : max(last, 0)]
        return max(asked, key=_BY_HARDSHIP.__getitem__) if asked else "closed"

    def stretches(self, *wanted: State) -> Iterator[tuple[int, int]]:
        """Go through the runs of quarters that are in one of the ``wanted`` states."""
        start: int | None = None
        for quarter, state in enumerate((*self.states, None)):
            inside = state in wanted
            if inside and start is None:
                start = quarter
            elif not inside and start is not None:
                yield start, quarter
                start = None


_BY_HARDSHIP = {"school": 0, "stretch": 1, "closed": 2, "night": 3}


@dataclass(frozen=True)
class Day:
    """One day of home.

    Attributes:
        day: home's date.
        start: its midnight, in UTC.
        quarters: how many quarters of an hour it has: 96, or 92 and 100 where the clocks change.
        rows: the parties, home first.
        common: runs of quarters in which all are in session, home in school or in its stretch.

    """

    day: date
    start: datetime
    quarters: int
    rows: tuple[Row, ...]
    common: tuple[tuple[float, float], ...] = ()

    def at(self, quarter: float) -> datetime:
        """Return the instant at which a quarter begins."""
        return self.start + quarter * QUARTER

    def quarter(self, moment: datetime) -> float:
        """Return where an instant lies, in quarters after midnight; outside the day too."""
        return (moment - self.start) / QUARTER

    def starts(self, minutes: int) -> list[int]:
        """Return the quarters at which a slot of so many minutes can begin with everybody in session."""
        need = minutes / 15
        found: list[int] = []
        for first, last in self.common:
            start = -int(-first // 1)
            while start + need <= last:
                found.append(start)
                start += 1
        return found

    def window(self, hours: tuple[int, int]) -> tuple[int, int]:
        """Return the quarters between two hours of home's clock (0 to 24)."""
        shown = [
            quarter
            for block in self.rows[0].blocks
            if hours[0] <= block.hour < hours[1]
            for quarter in (block.first, block.last)
        ]
        return (min(shown), max(shown)) if shown else (0, self.quarters)


def build(parties: Sequence[PlanParty], day: date, us: str = "You") -> Day:
    """Work out a date of home for all parties.

    Args:
        parties: at least one; home's calendar is the axis, the first one's where none is home.
        day: the date.
        us: what home is called: paper needs a name.

    """
    ordered = in_rows(parties)
    home = ordered[0]
    rows = [_row(party, us, day_cells(party, day, home.zone)) for party in ordered]
    start = midnight(day, home.zone)
    quarters = len(rows[0].states)
    shared = common(parties, start, start + quarters * QUARTER)
    spans = tuple(((since - start) / QUARTER, (until - start) / QUARTER) for since, until in shared)
    return Day(day, start, quarters, tuple(rows), spans)


def in_rows(parties: Sequence[PlanParty]) -> list[PlanParty]:
    """Return parties as a day shows them: home first, or whose clock counts in its place."""
    home = axis(parties)
    return [home, *(party for party in parties if party is not home)]


def _row(party: PlanParty, us: str, cells: Sequence[Cell]) -> Row:
    blocks: list[Block] = []
    runs: list[Run] = []
    before: Cell | None = None
    for quarter, cell in enumerate(cells):
        local = cell.local
        if before is not None and _hour(before) == _hour(cell):
            blocks[-1] = Block(blocks[-1].first, quarter + 1, local.hour)
        else:
            blocks.append(Block(quarter, quarter + 1, local.hour))
        if runs and runs[-1].day == local.date():
            runs[-1] = Run(runs[-1].first, quarter + 1, local.date(), cell.reason)
        else:
            runs.append(Run(quarter, quarter + 1, local.date(), cell.reason))
        before = cell
    return Row(
        name=us if party.home else party.name,
        city=party.place,
        zone=party.zone,
        states=tuple(cell.state for cell in cells),
        blocks=tuple(blocks),
        runs=tuple(runs),
        home=party.home,
        confirmed=party.week.confirmed,
    )


def _hour(cell: Cell) -> tuple[date, int, int]:
    return cell.local.date(), cell.local.hour, cell.local.fold


def midnight(day: date, zone: str) -> datetime:
    """Return the instant, in UTC, at which a date begins in a zone."""
    return datetime.combine(day, time(), zone_named(zone)).astimezone(UTC)


def hours_shown(parties: Sequence[PlanParty], first: date, last: date, least: int = 12) -> tuple[int, int]:
    """Choose the hours of home's clock to show: all in which anybody has school, and one more on each side.

    Args:
        parties: home first.
        first: the first date to look at; at most four weeks from it are looked at.
        last: the last one.
        least: how many hours to show at the least.

    Returns:
        From and until, 0 to 24.

    """
    where = zone_named(parties[0].zone)
    since = midnight(first, parties[0].zone)
    until = midnight(min(last, first + timedelta(days=27)) + timedelta(days=1), parties[0].zone)
    low, high = 24, 0
    for party in parties:
        for start, end in common([party], since, until):
            here, there = start.astimezone(where), (end - timedelta(minutes=1)).astimezone(where)
            if here.date() != there.date():
                return 0, 24
            low, high = min(low, here.hour), max(high, there.hour + 1)
    if low >= high:
        return 6, 20
    low, high = max(low - 1, 0), min(high + 1, 24)
    while high - low < least:
        low, high = max(low - 1, 0), min(high + 1, 24)
    return low, high


def day_words(day: date, *, year: bool = False) -> str:
    """Write a date in full: ``Tuesday 16 March``."""
    words = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def short_day(day: date) -> str:
    """Write a date shortly: ``Tue 16 March``."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}"
