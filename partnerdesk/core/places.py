"""Places as values: where a party is, and what is known of a city, a country, a region."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from partnerdesk.core.text import fold

_APART = re.compile(r"[\W_]+")


def place_key(text: str) -> str:
    """Return the form in which names of places are compared: folded words without punctuation."""
    return _APART.sub(" ", fold(text).replace("'", "").replace("&", " and ")).strip()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a party is, as the book keeps it; empty text means "not known".

    ``country`` is an ISO 3166-1 code of two letters, ``region`` an ISO 3166-2 code such as ``MX-SON``; the
    region's name is kept beside it, so that a code withdrawn later loses nothing. ``zone`` is an IANA zone.
    """

    city: str = ""
    region: str = ""
    region_name: str = ""
    country: str = ""
    zone: str = ""

    def __bool__(self) -> bool:
        return any((self.city, self.region, self.region_name, self.country, self.zone))

    def is_part_of(self, other: Place) -> bool:
        """Say whether another place says all that this one says, and may say more."""
        pairs = (
            (self.city, other.city),
            (self.region or self.region_name, other.region or other.region_name),
            (self.country, other.country),
            (self.zone, other.zone),
        )
        return all(not mine or mine == theirs or fold(mine) == fold(theirs) for mine, theirs in pairs)

    def or_else(self, other: Place) -> Place:
        """Return this place, or ``other`` (the organisation's) where this one names neither city nor country.

        A zone of one's own is never given up. A missing one is taken from ``other`` only where both lie in
        the same country, and not in two different regions of it: a neighbour's clock would mislead.
        """
        if not (self.city or self.country):
            return replace(other, zone=self.zone) if self.zone else other
        apart = self.country != other.country or "" != self.region != other.region != ""
        return self if self.zone or apart else replace(self, zone=other.zone)


@dataclass(frozen=True)
class City:
    """A city of the gazetteer. ``lat`` and ``lon`` are degrees; ``matched`` is the spelling that was met."""

    name: str
    country: str
    region: str
    zone: str
    population: int
    lat: float
    lon: float
    matched: str


@dataclass(frozen=True)
class Country:
    """A country: its English name, its names by language (en, es, fr, pt), its weekend and its zones.

    ``weekend`` holds weekdays as numbers, 0 for Monday (Unicode CLDR, five put right); ``languages`` are
    CLDR codes, the most spoken first; ``dial`` is the dialling code such as ``+52``; ``zones`` has the most
    populous zone first; ``also`` are further names that people write.
    """

    alpha2: str
    alpha3: str
    name: str
    names: dict[str, str]
    weekend: frozenset[int]
    languages: tuple[str, ...]
    dial: str
    zones: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """A region (state, province) by its ISO 3166-2 code; ``english`` equals ``name`` where no other is known.

    ``zones`` are the zones of its cities, the most populous first.
    """

    code: str
    country: str
    name: str
    english: str
    zones: tuple[str, ...]
