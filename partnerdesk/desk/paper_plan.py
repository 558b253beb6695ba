"""The plan sheet: the times chosen, told to each party in its own language, and the days they are on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from partnerdesk.core import dayview, planner, wording
from partnerdesk.core.closures import breaks_not_known
from partnerdesk.core.daylight import Spot, dark_pole, subsolar_point, terminator
from partnerdesk.core.dayview import Day, Row
from partnerdesk.core.places import Place
from partnerdesk.core.plainwords import listed
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.schoolyear import school_year, year_weeks
from partnerdesk.core.times import Slot, offset_text
from partnerdesk.core.zones import zone
from partnerdesk.desk import contacts, home, organisations, times, world
from partnerdesk.formats.paper.values import (
    Cell,
    Column,
    DayPicture,
    Frame,
    Group,
    Look,
    Part,
    Table,
    WorldPicture,
    WorldSpot,
    YearPicture,
)

if TYPE_CHECKING:
    from partnerdesk.desk.book import Book

_COLUMNS = (Column("Who", 0.25), Column("Their clock", 0.21), Column("In their words", 0.54))
_PLACES = 3  # that are named on top
_ALL_DRAWN = 3  # days; of a longer series only those on which some clock says another time
_STATES = {"school": "in school", "stretch": "in our stretch hours", "closed": "closed", "night": "at night"}
_SCREEN = "en_GB"


@dataclass(frozen=True)
class _Reader:
    """A party on paper: its name, what it belongs to, the locale it reads, and where it is."""

    name: str
    organisation: str
    locale: str
    place: Place


def plan_sheet(
    book: Book,
    ids: Sequence[int],
    organisation_ids: Sequence[int],
    slots: Sequence[Slot],
    days: Sequence[date],
    minutes: int,
    frame: Frame,
    look: Look,
) -> Table:
    """Return the sheet of times for home, contacts and organisations.

    Args:
        book: the book.
        ids: contacts.
        organisation_ids: organisations.
        slots: the times; none: the best three of the next eight weeks, as much ahead as the
            page Times proposes them; unless days are given.
        days: home's dates that are drawn, besides those of the times.
        minutes: how long the best times are.
        frame: its subtitle says who prints; what is planned is added.
        look: of the pages.

    Returns:
        The sheet; an empty one where nobody is to be met.

    Raises:
        BadInput: too many to plan for; a party without zone; dates that cannot be planned.
        NotFound: one of them does not exist.

    """
    if not (ids or organisation_ids):
        return Table(frame, _COLUMNS, (), look)
    where = home.placed(home.get(book).place).zone
    nothing: tuple[str, ...] = ()
    if not slots and not days:
        soonest = book.now() + timedelta(days=times.NOTICE)
        found = times.plan(book, ids, minutes=minutes, organisation_ids=organisation_ids, not_before=soonest)
        slots = [choice.slot(where) for choice in times.best(found)]
        if not slots:  # a day of school shows why
            nothing = (f"No {minutes} minutes of the next eight weeks suit everybody: a usual day is drawn.",)
            days = [_usual_day(book, ids, organisation_ids, where)]
    nothing += gone_by(book, slots)
    slots = sorted(dict.fromkeys(slots), key=lambda slot: slot.start)
    dates = sorted({*(slot.local(where).date() for slot in slots), *days})
    year = _school_year(book, dates)
    parties, unknown = times.parties(
        book, ids, min(dates[0], year[0]), max(dates[-1], year[1]), organisation_ids=organisation_ids
    )
    readers = _readers(book, ids, organisation_ids)
    named = [replace(party, name=each.name) for party, each in zip(parties, readers, strict=True)]
    sheet = _Sheet(named, readers, dayview.hours_shown(named, dates[0], dates[-1]))
    places = listed([party.place for party in named[1:]] or [""], _PLACES)
    length = {slot.minutes for slot in slots}
    told = [frame.subtitle, f"with {places}", *(f"{each} minutes" for each in length if len(length) == 1)]
    return Table(
        replace(frame, subtitle=" · ".join(part for part in told if part)),
        _COLUMNS,
        tuple(sheet.groups(slots, days)),
        look,
        (*nothing, *_warnings(named, dates, slots), *_not_ours(unknown, parties)),
        people=len(named) - 1,
        world=sheet.world(slots[0]) if slots else None,
        year=YearPicture(year_weeks(named, *year), tuple(slot.local(where).date() for slot in slots)),
    )


def gone_by(book: Book, slots: Sequence[Slot]) -> tuple[str, ...]:
    """Return a sentence for each time that is over."""
    where = home.placed(home.get(book).place).zone
    return tuple(f"{_told(slot, where)} has gone by." for slot in slots if slot.end <= book.now())


def _told(slot: Slot, where: str) -> str:
    start = slot.local(where)
    return f"{wording.date_words(start.date(), _SCREEN)}, {wording.clock(start)},"


def _usual_day(book: Book, ids: Sequence[int], organisation_ids: Sequence[int], where: str) -> date:
    """Return the next day, from tomorrow on, with school for as many of those shown as on any day."""
    tomorrow = book.now().astimezone(zone(where)).date() + timedelta(days=1)
    days = [tomorrow + timedelta(days=ahead) for ahead in range(times.LOOK_AHEAD)]
    parties, _ = times.parties(book, ids, days[0], days[-1], organisation_ids=organisation_ids)
    return max(days, key=lambda day: sum(party.at_school(day) for party in parties))  # the first of these


def _school_year(book: Book, dates: Sequence[date]) -> tuple[date, date]:
    """Return the first and last day of home's school year in which the first of the dates lies."""
    ours = home.get(book)
    return school_year(dates[0], ours.week.terms if ours.week else (), ours.place.country)


def _readers(book: Book, ids: Sequence[int], organisation_ids: Sequence[int]) -> list[_Reader]:
    ours = home.get(book)
    own = (ours.languages or ("en",))[0]
    name = ours.name or ours.organisation or home.placed(ours.place).city
    found = [_Reader(name, ours.organisation, wording.locale_for(own, ours.place.country), ours.place)]
    with book.read() as session:
        for each in contacts.cards(session, list(dict.fromkeys(ids))):
            locale = wording.locale_for((each.languages or (own,))[0], each.whereabouts.country)
            school = each.organisation.name if each.organisation else ""
            found.append(_Reader(each.name or school or "No name", school, locale, each.whereabouts))
        found += (
            _Reader(each.name, "", wording.locale_for(own, each.place.country), each.place)
            for each in organisations.several(session, list(dict.fromkeys(organisation_ids)))
        )
    return found


def _warnings(parties: Sequence[PlanParty], dates: Sequence[date], slots: Sequence[Slot]) -> tuple[str, ...]:
    """Say what is to be known of the dates; home is named by its city, as nobody is “you” on paper."""
    told = [replace(party, home=False) for party in parties]
    length = slots[0].minutes if slots else 45
    if len(told) < 2:
        return ()
    last = min(dates[-1], dates[0] + timedelta(days=planner.LONGEST_SPAN - 1))
    return planner.plan(told, dates[0], last, length, most=1).warnings


def _not_ours(unknown: Sequence[str], parties: Sequence[PlanParty]) -> list[str]:
    """Leave out what is told to home alone: to add its own breaks."""
    ours = breaks_not_known([party for party in parties if party.home])
    return [each for each in unknown if each not in ours]


class _Sheet:
    """Makes the groups of the sheet."""

    def __init__(
        self, parties: Sequence[PlanParty], readers: Sequence[_Reader], hours: tuple[int, int]
    ) -> None:
        self._parties, self._readers, self._hours = parties, readers, hours
        self._days: dict[date, Day] = {}

    def groups(self, slots: Sequence[Slot], days: Sequence[date]) -> list[Group]:
        """Return one for each time, with the picture of its day below the last one of that day."""
        drawn = self._drawn(slots)
        found = []
        for index, slot in enumerate(slots):
            day = self._date(slot)
            last = index + 1 == len(slots) or self._date(slots[index + 1]) != day
            picture = self._picture(day, slots) if last and day in drawn else None
            found.append(
                Group(
                    self._heading(slot),
                    rows=tuple(self._rows(slot)),
                    said=f"{slot.minutes} minutes",
                    picture=picture,
                )
            )
        mine = {self._date(slot) for slot in slots}
        more = sorted(day for day in {*days} if day not in mine)
        return found + [Group("", picture=self._picture(day, ())) for day in more]

    def _drawn(self, slots: Sequence[Slot]) -> set[date]:
        """Return the days that are drawn: all of a few; of many, those that differ from the one before."""
        by_day: dict[date, list[tuple[int, ...]]] = {}
        for slot in slots:
            clocks = tuple(
                local.hour * 60 + local.minute for local in (slot.local(each.zone) for each in self._parties)
            )
            by_day.setdefault(self._date(slot), []).append(clocks)
        if len(by_day) <= _ALL_DRAWN:
            return {*by_day}
        days = list(by_day)
        return {day for index, day in enumerate(days) if not index or by_day[day] != by_day[days[index - 1]]}

    def _heading(self, slot: Slot) -> str:
        start, end = (self._local(0, moment) for moment in (slot.start, slot.end))
        words = wording.date_words(start.date(), _SCREEN)
        return f"{words}, {_span(start, end)} in {self._parties[0].place}"

    def _date(self, slot: Slot) -> date:
        return slot.local(self._parties[0].zone).date()

    def _day(self, day: date) -> Day:
        if day not in self._days:
            self._days[day] = dayview.build(self._parties, day, self._readers[0].name)
        return self._days[day]

    def _picture(self, day: date, slots: Sequence[Slot]) -> DayPicture:
        shown = self._day(day)
        mine = [slot for slot in slots if self._date(slot) == day]
        low, high = self._hours
        framed = []
        for slot in mine:
            start, end = (self._local(0, moment) for moment in (slot.start, slot.end))
            low, high = min(low, start.hour), max(high, end.hour + 1 if end.date() == day else 24)
            framed.append((shown.quarter(slot.start), shown.quarter(slot.end), _span(start, end)))
        title = f"{wording.date_words(day, _SCREEN)}, by the clock of {shown.rows[0].city}"
        return DayPicture(title, shown, (low, min(high, 24)), tuple(framed))

    def _local(self, index: int, moment: datetime) -> datetime:
        return moment.astimezone(zone(self._parties[index].zone))

    def world(self, slot: Slot) -> WorldPicture:
        """Return the world when a time begins: day and night, and who is in school while it lasts."""
        day, known = self._day(self._date(slot)), world.world()
        first, last = (day.quarter(moment) for moment in (slot.start, slot.end))
        spots: dict[Spot, WorldSpot] = {}
        for index, (party, reader) in enumerate(zip(self._parties, self._readers, strict=True)):
            if (at := world.spot_of(reader.place)) is None:
                continue
            name = f"{party.place} {wording.clock(self._local(index, slot.start))}"
            there = spots.setdefault(at, WorldSpot(name, *at, 0, 0))
            inside = day.rows[index].state_of(int(first // 1), -int(-last // 1)) == "school"
            spots[at] = replace(there, people=there.people + 1, in_school=there.in_school + inside)
        ours = {reader.place.country for reader in self._readers}
        sun = subsolar_point(slot.start)
        pole = dark_pole(sun)
        return WorldPicture(
            f"The world on {self._heading(slot)}",
            tuple(ring for rings in known.lands.values() for ring in rings),
            tuple(ring for code in sorted(ours) for ring in known.lands.get(code, ())),
            tuple(round(100 * each) for at in (*terminator(sun), (180, pole), (-180, pole)) for each in at),
            tuple(spots.values()),
        )

    def _rows(self, slot: Slot) -> list[tuple[Cell, ...]]:
        day = self._day(self._date(slot))
        first, last = (day.quarter(moment) for moment in (slot.start, slot.end))
        ours = self._parties[0]
        found: list[tuple[Cell, ...]] = []
        for index, (party, reader) in enumerate(zip(self._parties, self._readers, strict=True)):
            start, end = (self._local(index, moment) for moment in (slot.start, slot.end))
            other = start.date() != self._date(slot)
            clock: list[Part] = [
                ("name", _span(start, end)),
                ("small", wording.date_words(start.date(), _SCREEN) if other else ""),
                ("small", f"{party.place} ({offset_text(start)})"),
                ("small", _state(day.rows[index], int(first // 1), -int(-last // 1))),
            ]
            theirs, home_words = wording.both_times(
                slot, (party.zone, party.place), (ours.zone, ours.place), reader.locale
            )
            words: Cell = (("text", theirs), ("small", home_words if home_words != theirs else ""))
            school = reader.organisation if reader.organisation != reader.name else ""
            found.append(((("name", reader.name), ("small", school)), tuple(clock), words))
        return found


def _state(row: Row, first: int, last: int) -> str:
    """Say whether a party is in school then, and why it is not."""
    state = row.state_of(first, last)
    if state == "school":
        return "in school" if row.confirmed else "in school (assumed hours)"
    why = next((run.closed for run in row.runs if run.closed and run.first < last and run.last > first), "")
    return f"closed: {why}" if why else _STATES[state] if state == "stretch" else "outside school hours"


def _span(start: datetime, end: datetime) -> str:
    return f"{wording.clock(start)}–{wording.clock(end)}"
