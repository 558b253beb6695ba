"""The map of the world: its outlines, and where on it parties are.

``resources/places/world.json`` holds whole numbers, hundredths of a degree, as lines of longitude, latitude,
longitude, latitude…: ``lands`` (country code → rings, outer ones clockwise, holes the other way round: fill
by winding), ``coasts`` and ``borders`` (lines to draw; none within a country), ``points`` (for countries too
small to have an outline).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from partnerdesk.core.daylight import Spot
from partnerdesk.core.hours import SchoolWeek, state_at
from partnerdesk.core.places import Place
from partnerdesk.core.zones import zone, zone_city
from partnerdesk.desk import holidays
from partnerdesk.desk.listing import ListRow, week_of
from partnerdesk.desk.places import gazetteer
from partnerdesk.errors import PartnerDeskError
from partnerdesk.paths import resource

Line = Sequence[int]
"""Longitude, latitude, longitude, latitude…, in hundredths of a degree."""


@dataclass(frozen=True)
class World:
    """The outlines; see the module for what the lines are."""

    lands: Mapping[str, Sequence[Line]]
    coasts: Sequence[Line]
    borders: Sequence[Line]
    points: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Pin:
    """A place on the map, and who is there.

    Attributes:
        spot: longitude and latitude.
        place: ``Puebla, Mexico``.
        country: its code; may be empty.
        local: the local time there, aware.
        in_session: how many contacts are in school now.
        closed: how many are not.
        names: the first few of them, those in school first.

    """

    spot: Spot
    place: str
    country: str
    local: datetime
    in_session: int
    closed: int
    names: tuple[str, ...] = ()


@cache
def world() -> World:
    """Return the outlines, read at the first call.

    Raises:
        PartnerDeskError: the file is not there, or is not one.

    """
    try:
        found = json.loads(resource("places", "world.json").read_bytes())
        return World(found["lands"], found["coasts"], found["borders"], found["points"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PartnerDeskError(
            f"The program's own map of the world cannot be read: {error}.", "Install PartnerDesk again."
        ) from error


@lru_cache(maxsize=20_000)
def spot_of(place: Place) -> Spot | None:
    """Return where a place is: its city, else the city of its zone, else the middle of its country.

    Returns:
        longitude and latitude; None where none of them is known.

    """
    names = gazetteer()
    towns = (
        (place.city, place.country, place.region),
        (place.city, place.country, ""),
        (zone_city(place.zone) if place.zone else "", place.country, ""),
    )
    for name, country, region in towns:
        city = names.find(name, country, region) if name else None
        if city is not None:
            return city.lon, city.lat
    return _middle(place.country)


def _middle(country: str) -> Spot | None:
    """Return the middle of a country's largest part; good enough where no town is known."""
    if point := world().points.get(country):
        return point[0] / 100, point[1] / 100
    boxes = [_box(ring) for ring in world().lands.get(country, ())]
    if not boxes:
        return None
    left, low, right, high = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    return (left + right) / 200, (low + high) / 200


def _box(ring: Line) -> tuple[int, int, int, int]:
    return min(ring[::2]), min(ring[1::2]), max(ring[::2]), max(ring[1::2])


def pins(
    rows: Iterable[ListRow],
    at: datetime,
    *,
    most_names: int = 5,
    unsure: dict[tuple[str, str], None] | None = None,
) -> tuple[Pin, ...]:
    """Group contacts by their place, with how many of them are in school at an instant; from west to east.

    Breaks and public holidays of the place close a school, these as far as they are at hand.

    Args:
        rows: the contacts' lines; those without a zone or in a place that no map shows are left out.
        at: the instant, aware.
        most_names: how many names a pin carries at the most.
        unsure: gets the countries and regions where school may be in, as their holidays are not at hand.

    """
    groups: dict[Place, list[ListRow]] = {}
    for row in rows:
        if row.zone:
            place = Place(row.city, row.region, row.region_name, row.country, row.zone)
            groups.setdefault(place, []).append(row)
    states: dict[tuple[str, str, str, str], bool] = {}  # by zone, country, region, week: many share theirs
    found = []
    for place, there in groups.items():
        spot = spot_of(place)
        if spot is not None:
            local = at.astimezone(zone(place.zone))
            inside: list[str] = []
            outside: list[str] = []
            for row in there:
                kind = row.zone, row.country, row.region, row.week
                if kind not in states:
                    states[kind] = _in_school(
                        place, week_of(row.week, row.country), at, {} if unsure is None else unsure
                    )
                (inside if states[kind] else outside).append(row.name)
            names = inside + outside
            found.append(
                Pin(
                    spot,
                    _words(place),
                    place.country,
                    local,
                    len(inside),
                    len(there) - len(inside),
                    tuple(names[:most_names]),
                )
            )
    return tuple(sorted(found, key=lambda pin: (pin.spot, pin.place)))


def _in_school(place: Place, week: SchoolWeek, at: datetime, unsure: dict[tuple[str, str], None]) -> bool:
    if not state_at(week, place.zone, at).in_session:
        return False
    if not week.public_holidays:
        return True
    today = at.astimezone(zone(place.zone)).date()
    if not holidays.are_at_hand(place.country, place.region, today):
        unsure[place.country, place.region] = None
    return not week.closed_on(today, holidays.at_hand(place.country, place.region, today))


def _words(place: Place) -> str:
    land = gazetteer().country(place.country)
    parts = (place.city or place.region_name, land.name if land else "")
    return ", ".join(part for part in parts if part) or zone_city(place.zone)
