"""Folder covers: what there is to know of a country before one writes there, and whom one knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from partnerdesk.core import dayview, wording
from partnerdesk.core.breaks import Break
from partnerdesk.core.closures import closures
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.plainwords import listed
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.schoolyear import school_year, span_words
from partnerdesk.core.text import fold
from partnerdesk.core.times import offset_text, weekday_name
from partnerdesk.core.zones import zone, zone_city
from partnerdesk.desk import holidays, home, listing, world
from partnerdesk.desk.listing import assumed_in
from partnerdesk.desk.paper_clocks import Clocks
from partnerdesk.desk.paper_people import Person, Progress, country_name, groups
from partnerdesk.desk.parties import week_of_contact
from partnerdesk.desk.places import gazetteer
from partnerdesk.formats.paper.values import (
    Cell,
    Column,
    Cover,
    Covers,
    DayPicture,
    Group,
    MapPicture,
    Part,
    Spot,
)

if TYPE_CHECKING:
    from partnerdesk.desk.book import Book
    from partnerdesk.desk.home import Home
    from partnerdesk.desk.paper_styles import Styler

_COLUMNS = (Column("Name", 0.34), Column("Organisation, place", 0.36), Column("E-mail, phone", 0.3))
_MOST_ROWS = 8  # of the school day: so many different weeks and clocks of one country are drawn
_MOST_DAYS = 16  # without school that are listed
_LEAST_AHEAD = timedelta(days=90)  # of the term that is looked at, however soon it ends
_NO_REGION = "Region not known"


@dataclass(frozen=True)
class _School:
    """A week and a clock that some contacts of a country share, and their towns, most contacts first."""

    week: SchoolWeek
    zone: str
    place: Place
    towns: tuple[str, ...]


def covers(
    book: Book, people: Sequence[Person], folders: Sequence[str], styler: Styler, progress: Progress
) -> tuple[Covers, list[str]]:
    """Return a cover for each country of some folders, or of some people; and who has no country.

    Args:
        book: the book.
        people: whose contacts stand on the covers.
        folders: ``MX`` or ``MX-PUE``: their countries get a cover even where nobody is there yet.
        styler: says how contacts are told, and by whose clock.
        progress: called before each country, with those done and all; what it raises stops the work.

    Raises:
        BadInput: there is no such folder (field ``folder``).

    """
    wanted = {listing.parse_folder(each)[0] for each in folders}
    by_country: dict[str, list[Person]] = {code: [] for code in wanted}
    for each in people:
        if country := each.card.whereabouts.country:
            by_country.setdefault(country, []).append(each)
    ours, made = home.get(book), []
    for done, (code, some) in enumerate(
        sorted(by_country.items(), key=lambda pair: fold(country_name(pair[0])))
    ):
        progress(done, len(by_country))
        made.append(_Country(ours, book.now(), code, some, styler).cover())
    without = [each.card.name for each in people if not each.card.whereabouts.country]
    frame = replace(styler.frame, title=made[0].title) if len(made) == 1 else styler.frame
    return Covers(frame, _COLUMNS, tuple(made), styler.look), without


class _Country:
    """Makes the cover of one country."""

    def __init__(
        self, ours: Home, now: datetime, code: str, people: Sequence[Person], styler: Styler
    ) -> None:
        self._code, self._people, self._styler = code, people, styler
        self._name = country_name(code)
        self._clocks: Clocks = styler.clocks
        self._now = now
        self._today = self._now.astimezone(zone(ours.place.zone or "UTC")).date()
        self._home = PlanParty(
            ours.organisation or ours.name,
            ours.place.city,
            ours.place.zone,
            ours.week or assumed_in(ours.place.country),
            holidays.of_place(ours.place, self._years()) or {},
            ours.stretch,
            home=True,
        )
        self._schools = self._found_schools()

    def cover(self) -> Cover:
        """Return it."""
        count, regions = len(self._people), {each.card.whereabouts.region for each in self._people} - {""}
        said = f"{count:,} contact{'' if count == 1 else 's'}" if count else "No contacts yet"
        if len(regions) > 1:
            said += f" in {len(regions)} regions"
        facts = (
            ("Clock", self._clock()),
            ("School", self._school()),
            ("Days without school", self._closed()),
        )
        return Cover(
            self._name,
            f"{said} · {self._styler.frame.subtitle}",
            self._map(),
            facts,
            self._day(),
            self._groups(),
        )

    def _years(self) -> range:
        return range(self._today.year - 1, self._today.year + 3)

    def _found_schools(self) -> list[_School]:
        """Return the different weeks and clocks of the country, those of most contacts first."""
        found: dict[tuple[str, SchoolWeek], list[Place]] = {}
        for each in self._people:
            place = each.card.whereabouts
            if place.zone:
                found.setdefault((place.zone, week_of_contact(each.card)), []).append(place)
        if not found:
            for name in gazetteer().zones(self._code):
                place = Place("", "", "", self._code, name)
                found.setdefault((name, assumed_in(self._code)), []).append(place)
        made = []
        for (name, week), places in sorted(found.items(), key=lambda pair: -len(pair[1])):
            towns = [place.city for place in places if place.city]
            often = sorted(dict.fromkeys(towns), key=lambda town: -towns.count(town))
            made.append(_School(week, name, places[0], tuple(often) or (zone_city(name),)))
        return made

    # --- the map --------------------------------------------------------------------------------------

    def _map(self) -> MapPicture:
        known = world.world()
        land = tuple(known.lands.get(self._code, ()))
        others = tuple(ring for code, rings in known.lands.items() if code != self._code for ring in rings)
        middle = world.spot_of(Place("", "", "", self._code, ""))
        return MapPicture(land, others, (*known.coasts, *known.borders), tuple(self._spots()), middle)

    def _spots(self) -> list[Spot]:
        """Return the towns of contacts, those with most of them first; unknown towns are on no map."""
        named = Counter(
            (place.city, place.region) for each in self._people if (place := each.card.whereabouts).city
        )
        spots: dict[tuple[float, float], Spot] = {}
        for (city, region), people in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])):
            known = gazetteer().find(city, self._code, region) or gazetteer().find(city, self._code)
            if known is not None:  # a town has one dot, however it is written, with its region or without
                spot = spots.setdefault((known.lon, known.lat), Spot(city, known.lon, known.lat, 0))
                spots[known.lon, known.lat] = replace(spot, people=spot.people + people)
        return sorted(spots.values(), key=lambda spot: -spot.people)

    # --- the facts ------------------------------------------------------------------------------------

    def _clock(self) -> Cell:
        """Say each clock of the country beside ours, now and later; zones that agree are told as one."""
        told: dict[tuple[str, ...], list[str]] = {}
        for each in self._schools:
            offset = offset_text(self._now.astimezone(zone(each.zone)))
            towns = told.setdefault((offset, *self._clocks.words(each.zone)), [])
            towns += [town for town in each.towns if town not in towns]
        parts: list[Part] = []
        for (offset, *differences), towns in told.items():
            parts.append(("name", f"{_some(towns, 4)} ({offset})"))
            if differences:
                first, *later = differences
                parts.append(("text", self._clocks.beside(first)))
                parts += [("small", each) for each in later]
        return tuple(parts)

    def _school(self) -> Cell:
        """Say weekend, hours as far as they differ, and languages."""
        parts: list[Part] = [("name", "Weekend"), ("text", _weekend(self._schools)), ("name", "Hours there")]
        weeks: dict[tuple[str, bool], list[str]] = {}
        for each in self._schools:
            towns = weeks.setdefault((each.week.words(), each.week.confirmed), [])
            towns += [town for town in each.towns if town not in towns]
        for (words, confirmed), towns in list(weeks.items())[:_MOST_ROWS]:
            where = f"{_some(towns, 3)}: " if len(weeks) > 1 else ""
            parts.append(("text", f"{where}{words}{'' if confirmed else ' (assumed)'}"))
        if len(weeks) > _MOST_ROWS:
            parts.append(("small", f"and {len(weeks) - _MOST_ROWS} more: see the cards"))
        parts += [("name", "Our hours"), ("text", self._home.week.words())]
        spoken = [code for each in self._people for code in each.card.languages[:1]]
        if names := dict.fromkeys(wording.language_name(code) for code in spoken):
            parts += [("name", "Languages"), ("text", _some(list(names), 6))]
        return tuple(parts)

    def _closed(self) -> Cell:
        """List the days without school of the term that runs, or of the next months."""
        _, last = school_year(self._today, self._terms(), self._code)
        last = max(last, self._today + _LEAST_AHEAD)
        known = holidays.of_place(Place("", "", "", self._code, ""), self._years())
        days: dict[tuple[date, date, str], list[str]] = {}
        for party in self._parties():
            for closure in closures(party, self._today, last):
                days.setdefault(closure, []).append(party.place)
        every = {party.place for party in self._parties()}
        parts: list[Part] = [("small", f"until {span_words(last, last, year=True)}")]
        for (first, end, why), places in sorted(days.items())[:_MOST_DAYS]:
            where = "" if {*places} == every else f" ({_some(places, 3)})"
            parts.append(("text", f"{span_words(first, end)}: {why}{where}"))
        if len(days) > _MOST_DAYS:
            parts.append(("small", f"and {len(days) - _MOST_DAYS} more"))
        if known is None:
            parts.append(("small", "Public holidays are not known here: ask whether there is school."))
        elif not days:
            parts.append(("small", "None that is known here."))
        if not any(each.week.breaks or each.week.terms for each in self._schools):
            parts.append(("small", "Breaks are not known: ask when there is no school."))
        return tuple(parts)

    def _terms(self) -> Sequence[Break]:
        return next((each.week.terms for each in self._schools if each.week.terms), ())

    def _parties(self) -> list[PlanParty]:
        return [
            PlanParty(
                _some(each.towns, 3),
                each.towns[0],
                each.zone,
                each.week,
                holidays.of_place(each.place, self._years()) or {},
            )
            for each in self._schools
        ]

    # --- a school day, and the contacts ---------------------------------------------------------------

    def _day(self) -> DayPicture | None:
        """Return the next day on which there is school here and there; none where that is never."""
        if not (self._home.zone and self._schools):
            return None
        those = [party for party in self._parties() if any(party.week.hours)][:_MOST_ROWS]
        parties = [self._home, *those]
        if len(parties) < 2:
            return None
        for ahead in range(60):
            day = self._today + timedelta(days=ahead)
            if all(party.at_school(day) for party in parties):
                shown = dayview.build(parties, day, self._home.name)
                title = (
                    f"A school day: {wording.date_words(day, 'en_GB')}, by the clock of {self._home.place}"
                )
                return DayPicture(title, shown, dayview.hours_shown(parties, day, day))
        return None

    def _groups(self) -> tuple[Group, ...]:
        those = [self._under(each) for each in sorted(self._people, key=_by_region)]
        return tuple(
            Group("", region, tuple(self._styler.line(each) for each in some))
            for (_, region), some in groups(those)
        )

    def _under(self, each: Person) -> Person:
        return replace(each, heading=self._name, under=each.card.whereabouts.region_name or _NO_REGION)


def _by_region(each: Person) -> tuple[bool, str, str, int]:
    name = each.card.whereabouts.region_name
    return not name, fold(name), fold(each.card.name), each.card.id


def _weekend(schools: Iterable[_School]) -> str:
    """Name the weekend's days; where schools differ, those of each."""
    monday = date(2024, 1, 1)
    kinds = dict.fromkeys(each.week.weekend for each in schools)
    told = [
        listed([weekday_name(monday + timedelta(days=day)) for day in sorted(days)]) if days else "none"
        for days in kinds
    ]
    return "; or ".join(dict.fromkeys(told))


def _some(names: Sequence[str], most: int) -> str:
    """Name some and count the others; a single other one is named, too."""
    return listed(names, 0 if len({*names}) <= most + 1 else most)
