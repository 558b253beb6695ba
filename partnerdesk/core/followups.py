"""The patience clock: when to remind, when to rest, and until when, in the partner's own school days.

Pure: what happened and what the school year is like goes in, the next step and its date come out. Dates are
the partner's. Nothing here is stored, so that a holiday entered today moves what is due tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from partnerdesk.core.hours import NO_HOLIDAYS, SchoolWeek
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone as zone_named

State = Literal["drafted", "sent", "replied", "agreed", "declined", "resting"]
Step = Literal["send", "remind", "answer", "ask again", ""]

REMIND_AFTER = (7, 10)
"""School days until the first reminder, and from that until the second; then it rests."""

_DAY = timedelta(days=1)
_LOOK = 400  # days in which so many school days are found, if the calendar is of any use
_TERM_LOOK = 500  # days ahead in which the next term may begin
_LONG_BREAK = timedelta(days=5)  # shorter closures do not part terms
_MONTHS = timedelta(days=91)  # a plain rest where the school year is not known


@dataclass(frozen=True)
class Calendar:
    """A partner's school days.

    Args:
        week: its hours, breaks, terms, closures.
        zone: its zone; whoever makes the calendar takes home's where none is known.
        holidays: the public holidays of its place, with their names.

    """

    week: SchoolWeek
    zone: str
    holidays: Mapping[date, str] = field(default_factory=lambda: NO_HOLIDAYS)

    def day(self, instant: datetime) -> date:
        """Return the partner's date at an instant (aware)."""
        return instant.astimezone(zone_named(self.zone)).date()

    def is_school_day(self, day: date) -> bool:
        """Say whether there is school on a date."""
        return bool(self.week.hours[day.weekday()]) and not self.week.closed_on(day, self.holidays)

    def after(self, day: date, count: int) -> date:
        """Return the date of the ``count``-th school day after ``day``.

        A calendar in which there are not so many within a year is out of date or mistaken: then its terms are
        left aside, then its breaks, then its hours, so that there is always an answer.
        """
        for calendar in self._simpler():
            found = 0
            for number in range(1, _LOOK + 1):
                found += calendar.is_school_day(day + number * _DAY)
                if found == count:
                    return day + number * _DAY
        raise AssertionError("a plain week has school days")

    def between(self, day: date, until: date) -> int:
        """Return how many school days there are after ``day``, until and with ``until``."""
        days = (day + number * _DAY for number in range(1, (until - day).days + 1))
        return sum(map(self.is_school_day, days))

    def _simpler(self) -> Iterator[Calendar]:
        week = self.week
        yield self
        yield replace(self, week=replace(week, terms=()))
        yield replace(self, week=replace(week, terms=(), breaks=()), holidays=NO_HOLIDAYS)
        plain: tuple[tuple[int, int], ...] = ((480, 840),)
        hours = tuple(() if day in week.weekend and len(week.weekend) < 7 else plain for day in range(7))
        yield Calendar(SchoolWeek(hours, week.weekend), self.zone)


@dataclass(frozen=True)
class Rest:
    """How long to leave someone in peace.

    Attributes:
        until: the first day on which to ask again.
        known_by: ``term``: the first school day of their next term; ``break``: the first one after their next
            long break, since no later term is known; ``guess``: a quarter of a year, since neither is.
        since: the day from which on they rest.

    """

    until: date
    known_by: Literal["term", "break", "guess"]
    since: date

    def words(self) -> str:
        """Say how long, after “they rest”."""
        return {
            "term": "until their next term",
            "break": "until after their next break (their terms are not known)",
            "guess": f"for three months from {day_words(self.since, weekday=False)} "
            "(their school year is not known)",
        }[self.known_by]


def rest(calendar: Calendar, day: date) -> Rest:
    """Return how long to rest from ``day``: until the partner's next term."""
    ahead = [each for each in sorted(calendar.week.terms) if day < each.first <= day + _TERM_LOOK * _DAY]
    if ahead:
        return Rest(calendar.after(ahead[0].first - _DAY, 1), "term", day)
    long = [
        each
        for each in sorted(calendar.week.breaks)
        if day < each.last <= day + _TERM_LOOK * _DAY and each.last - each.first >= _LONG_BREAK - _DAY
    ]
    if long:
        return Rest(calendar.after(long[0].last, 1), "break", day)
    return Rest(calendar.after(day + _MONTHS - _DAY, 1), "guess", day)


@dataclass(frozen=True)
class Standing:
    """What is known of an approach: what the clock runs by.

    Args:
        state: where it stands.
        since: from when it has stood there: aware.
        reminders: how many reminders were sent since the last answer.
        last_entry: the newest line of the contact's history, aware; None where there is none.
        told: whether they were answered since: then nothing is to be done but to say what came of it.

    """

    state: State
    since: datetime
    reminders: int = 0
    last_entry: datetime | None = None
    told: bool = False


@dataclass(frozen=True)
class Next:
    """The next step of an approach.

    Attributes:
        step: what to do; empty where there is nothing to do any more.
        on: from which day on, by the partner's calendar; None where there is no step.
        passed: how many of their school days have gone by since the clock began.
        of: how many it waits for; 0 where it does not count them.
        rest: how long it rests, where it does; None where something was written or said since, and it is
            given its days beyond that.
        waited: how many school days they have had it for, be it more than they need.

    """

    step: Step
    on: date | None = None
    passed: int = 0
    of: int = 0
    rest: Rest | None = None
    waited: int = 0


def next_step(standing: Standing, calendar: Calendar, now: datetime) -> Next:
    """Say what to do next about an approach, and from which day on.

    Args:
        standing: where it stands.
        calendar: the partner's school days.
        now: aware.

    """
    if standing.state in ("agreed", "declined") or (standing.state == "replied" and standing.told):
        return Next("")
    began = calendar.day(standing.since)
    if standing.state in ("drafted", "replied"):
        return Next("send" if standing.state == "drafted" else "answer", began)
    last = calendar.day(max(standing.since, standing.last_entry or standing.since))
    if standing.state == "sent" and standing.reminders < len(REMIND_AFTER):
        wait = REMIND_AFTER[standing.reminders]
        waited = calendar.between(last, calendar.day(now))
        return Next("remind", calendar.after(last, wait), min(waited, wait), wait, waited=waited)
    pause = rest(calendar, began)
    if last > began:  # heard or written since: that is given its days as well
        wait = REMIND_AFTER[0]
        on, waited = calendar.after(last, wait), calendar.between(last, calendar.day(now))
        if on > pause.until:
            return Next("ask again", on, min(waited, wait), wait, waited=waited)
    return Next("ask again", pause.until, rest=pause)
