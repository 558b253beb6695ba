"""What a plan is made of and what it says: parties whose times are compared, choices, reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Protocol

from partnerdesk.core.hours import NO_HOLIDAYS, SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.core.zones import zone_city


@dataclass(frozen=True)
class PlanParty:
    """Home, a contact or an organisation, when times are compared.

    Args:
        name: who it is.
        city: where; empty for the city that its zone is named after.
        zone: an IANA name.
        week: its hours and the days without school.
        holidays: the public holidays of its place, with their names.
        stretch: how far outside its week it will go. Counts for home alone: a partner's week is a wall.
        home: whether it is the user's own party, whose dates and clock the plan is told by.

    """

    name: str
    city: str
    zone: str
    week: SchoolWeek
    holidays: Mapping[date, str] = field(default_factory=lambda: NO_HOLIDAYS, hash=False)
    stretch: SchoolWeek | None = None
    home: bool = False

    @property
    def place(self) -> str:
        """The city, as times are always told with one."""
        return self.city.strip() or zone_city(self.zone) or self.name

    def at_school(self, day: date) -> bool:
        """Say whether it has school hours on a date of its own, and nothing is closed."""
        return bool(self.week.hours[day.weekday()]) and not self.week.closed_on(day, self.holidays)


@dataclass(frozen=True)
class PartyTime:
    """What a choice means for one party. ``start`` and ``end`` are aware, by its own clock."""

    name: str
    city: str
    zone: str
    start: datetime
    end: datetime
    utc_offset: str
    in_session: bool
    confirmed: bool


class Telling(Protocol):
    """Tells the choices of one plan: what each means for the parties, and why it is where it is."""

    def times(self, begins: datetime, ends: datetime, in_session: bool, /) -> tuple[PartyTime, ...]:
        """Return a time by each party's clock, in the order of the plan's parties.

        Args:
            begins: aware.
            ends: aware.
            in_session: whether home is in school then; partners always are.

        """

    def of(self, times: Sequence[PartyTime], /) -> tuple[str, ...]:
        """Return the reasons of a time, which is given by each party's clock; the weightiest first."""


@dataclass(frozen=True)
class Told(Telling):
    """Tells a single time, for which all is known already."""

    parties: tuple[PartyTime, ...]
    reasons: tuple[str, ...] = ()

    def times(self, _begins: datetime, _ends: datetime, _in_session: bool, /) -> tuple[PartyTime, ...]:
        """Return the times as they were given."""
        return self.parties

    def of(self, _times: Sequence[PartyTime], /) -> tuple[str, ...]:
        """Return the reasons as they were given."""
        return self.reasons


@dataclass(frozen=True)
class Choice:
    """A time that suits all parties.

    Args:
        start: aware, in UTC.
        minutes: how long.
        score: at most 100; the better, the higher; those of one plan never rise along its list.
        in_session: whether all are in school, home too.
        telling: knows the parties of its plan.

    """

    start: datetime
    minutes: int
    score: float
    in_session: bool
    telling: Telling = field(repr=False, compare=False)

    # A plan has more choices than are looked at, and words take longer to find than times.

    @cached_property
    def parties(self) -> tuple[PartyTime, ...]:
        """What it means for each party, in the order of the plan's parties."""
        return self.telling.times(self.start, self.end, self.in_session)

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why it is where it is, in plain words."""
        return self.telling.of(self.parties)

    @property
    def end(self) -> datetime:
        """Aware, in UTC."""
        return self.start + timedelta(minutes=self.minutes)

    def slot(self, zone: str) -> Slot:
        """Return the choice as it is said by the clocks of a zone."""
        local = self.start.astimezone(zone_named(zone))
        return Slot(local.replace(tzinfo=None, fold=0), zone, self.minutes, local.fold)


@dataclass(frozen=True)
class Plan:
    """The best times, best first; what to know about the span; and where nothing fits, what would.

    Args:
        choices: best first.
        warnings: clocks that change in the span, days on which a school is closed, assumed hours.
        help: empty where there is a choice with all in school.
        past: who has had the awkward hour at earlier times of the project, the last time first.

    """

    choices: tuple[Choice, ...]
    warnings: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    past: tuple[str, ...] = ()


def axis(parties: Sequence[PlanParty]) -> PlanParty:
    """Return home, or the first party where none is home: by its clock and dates a plan is told."""
    return next((party for party in parties if party.home), parties[0])
