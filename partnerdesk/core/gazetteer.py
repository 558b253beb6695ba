"""The gazetteer: cities, countries and regions by name, and which zones a place can have.

It reads buffers that ``resources/places/build.py`` made; who opens them is not its business.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, cached_property
from heapq import nsmallest
from mmap import mmap
from typing import Literal, NamedTuple

from partnerdesk.core.places import City, Country, Place, Region, place_key

Buffer = bytes | memoryview | mmap

# The file of cities: this header, then the parts in the order of the fields of _Columns, the first two last.
# All numbers are little-endian; cities stand in the order of country and region, index entries of their keys.
HEADER = struct.Struct("<8sIIII")  # magic, cities, index entries, bytes of the tables, bytes of the names
MAGIC = b"PDPLACE1"
NTH = 24  # an entry is (number of the name within its city) << NTH | city
_CITY = (1 << NTH) - 1
_MOST_NAMES = 16  # no city has more; the build holds it
# A city met by its main name outweighs one met by an alternate up to this many times its size: York is not
# Toronto (which once had the name), Mexico is Mexico City and not the town of that name in Pampanga.
_MAIN_NAME = 20
_LARGE = 100_000  # people of a city that everybody knows
_AFTER_ALL = "\U0010ffff"

_Form = Literal["B", "H", "I", "i"]  # type codes of array, struct and memoryview


class _Columns(NamedTuple):
    tables: bytes  # three lines of codes between tabs: countries, regions, zones
    names: memoryview  # per city: main name|alternate|alternate…, UTF-8
    populations: Sequence[int]  # people
    names_at: Sequence[int]  # byte offsets into names, one more than cities
    lats: Sequence[int]  # thousandths of a degree
    lons: Sequence[int]
    entries: Sequence[int]
    regions: Sequence[int]  # numbers in the tables
    zones: Sequence[int]
    countries: Sequence[int]


def _numbers(buffer: memoryview, form: _Form) -> Sequence[int]:
    if sys.byteorder == "little":
        return buffer.cast(form)
    swapped = array(form, buffer.tobytes())
    swapped.byteswap()
    return swapped


def _columns(buffer: Buffer) -> _Columns:
    whole = memoryview(buffer)
    if len(whole) < HEADER.size or bytes(whole[:8]) != MAGIC:
        raise ValueError("this is not a file of cities in the form that this version reads")
    _, cities, entries, tables, names = HEADER.unpack_from(whole)
    counts = (cities, cities + 1, cities, cities, entries, cities, cities, cities)
    forms: tuple[_Form, ...] = ("I", "I", "i", "i", "I", "H", "H", "B")
    at = HEADER.size
    columns: list[Sequence[int]] = []
    for form, count in zip(forms, counts, strict=True):
        size = count * struct.calcsize("<" + form)
        if at + size > len(whole):
            raise ValueError("the file of cities is cut short")
        columns.append(_numbers(whole[at : at + size], form))
        at += size
    rest = whole[at:]
    if len(rest) != tables + names:
        raise ValueError("the file of cities is cut short")
    return _Columns(bytes(rest[:tables]), rest[tables:], *columns)


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines()[1:]]


def _many(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()


class Gazetteer:
    """Cities, countries and regions, read where they lie: nothing is unpacked before it is asked for.

    Args:
        cities: the bytes of ``cities.bin``, best as a memory map; kept and read from as long as this lives.
        countries: the text of ``countries.tsv``.
        regions: the text of ``regions.tsv``.
        country_names: the text of ``country_names.tsv``; looked at for a name that ``countries`` has not.

    Raises:
        ValueError: the bytes are not such a file.

    """

    def __init__(self, cities: Buffer, countries: str, regions: str, country_names: str = "") -> None:
        self._cities = _columns(cities)
        self._country_table = countries
        self._region_table = regions
        self._names_table = country_names
        self._keys_of_regions: dict[str, dict[str, str]] = {}
        self._folded_names: dict[str, str] = {}
        self._words: dict[Place, str] = {}

    # Countries and regions

    @cached_property
    def _countries(self) -> dict[str, Country]:
        found = {}
        for alpha2, alpha3, en, es, fr, pt, dial, weekend, languages, zones, also in _rows(
            self._country_table
        ):
            names = {"en": en, "es": es, "fr": fr, "pt": pt}
            days = frozenset(map(int, weekend))
            many = (_many(languages), dial, _many(zones), _many(also))
            found[alpha2] = Country(alpha2, alpha3, en, names, days, *many)
        return found

    @cached_property
    def _country_keys(self) -> dict[str, str]:
        keys: dict[str, str] = {}
        for land in self._countries.values():
            for name in (land.alpha2, land.alpha3, *land.names.values(), *land.also):
                keys.setdefault(place_key(name), land.alpha2)
        return keys

    @cached_property
    def _foreign_keys(self) -> dict[str, str]:
        """Names of countries in other languages than those of the letters, as ``place_key`` makes them."""
        lines = (line.split("\t") for line in self._names_table.splitlines())
        return {name: code for code, names in lines for name in names.split("|")}

    @cached_property
    def _region_lines(self) -> dict[str, str]:
        return {line.partition("\t")[0]: line for line in self._region_table.splitlines()[1:]}

    @cached_property
    def _region_codes(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = defaultdict(list)
        for code in self._region_lines:
            codes[code[:2]].append(code)
        return codes

    def _region_keys(self, country: str) -> dict[str, str]:
        """Return key → code for the full codes and names of a country's regions."""
        if country not in self._keys_of_regions:
            keys = self._keys_of_regions[country] = {}
            for one in map(self._region, self._region_codes.get(country, ())):
                for name in (one.code, one.name, one.english):
                    keys.setdefault(place_key(name), one.code)
        return self._keys_of_regions[country]

    def _region(self, code: str) -> Region:
        _, name, english, zones = self._region_lines[code].split("\t")
        return Region(code, code[:2], name, english or name, _many(zones))

    def country(self, code: str) -> Country | None:
        """Return the country with this code of two letters."""
        return self._countries.get(code)

    def countries(self) -> list[Country]:
        """Return all countries, by English name."""
        return sorted(self._countries.values(), key=lambda land: place_key(land.name))

    def country_named(self, text: str) -> Country | None:
        """Return the country of this name, in any language, or code of two or three letters."""
        key = place_key(text)
        return self._countries.get(self._country_keys.get(key) or self._foreign_keys.get(key, ""))

    def region(self, code: str) -> Region | None:
        """Return the region with this ISO 3166-2 code."""
        return self._region(code) if code in self._region_lines else None

    def regions(self, country: str) -> list[Region]:
        """Return the regions of a country, by name."""
        own = map(self._region, self._region_codes.get(country, ()))
        return sorted(own, key=lambda one: place_key(one.name))

    def region_named(self, text: str, country: str = "") -> Region | None:
        """Return the region of this name (local or English) or code.

        Within a country ``SON`` is understood too, beside ``MX-SON``; without one the name has to be the only
        one of its kind in the world.
        """
        key = place_key(text)
        among = (country,) if country else tuple(self._region_codes)
        found = [keys[key] for keys in map(self._region_keys, among) if key in keys]
        if not found and country:
            found = [code for code in self._region_codes.get(country, ()) if place_key(code[3:]) == key]
        return self._region(found[0]) if len(found) == 1 else None

    def zones(self, country: str, region: str = "") -> tuple[str, ...]:
        """Return the zones that a place in this country or region can have, the most populous first."""
        known = self.region(region)
        if known and known.zones and known.country == country:
            return known.zones
        land = self._countries.get(country)
        return land.zones if land else ()

    # Cities

    @cached_property
    def _codes(self) -> tuple[list[str], list[str], list[str]]:
        countries, regions, zones = (line.split("\t") for line in self._cities.tables.decode().split("\n"))
        return countries, regions, zones

    def _names(self, city: int) -> list[str]:
        start, end = self._cities.names_at[city], self._cities.names_at[city + 1]
        return str(self._cities.names[start:end], "utf-8").split("|")

    def _first(self, key: str, low: int = 0) -> int:
        """Return where the first index entry stands whose key is not before ``key``."""
        return bisect_left(
            self._cities.entries,
            key,
            lo=low,
            key=lambda entry: place_key(self._names(entry & _CITY)[entry >> NTH]),
        )

    def _city(self, entry: int, typed: str = "") -> City:
        number = entry & _CITY
        names, columns = self._names(number), self._cities
        countries, regions, zones = self._codes
        return City(
            name=names[0],
            country=countries[columns.countries[number]],
            region=regions[columns.regions[number]],
            zone=zones[columns.zones[number]],
            population=columns.populations[number],
            lat=columns.lats[number] / 1000,
            lon=columns.lons[number] / 1000,
            matched=typed if typed in names else names[entry >> NTH],
        )

    def _weight(self, entry: int) -> int:
        return self._cities.populations[entry & _CITY] * (1 if entry >> NTH else _MAIN_NAME)

    def _within(self, low: int, high: int, country: str, region: str) -> list[int]:
        """Return the entries of a stretch of the index that lie in a country and region, where given."""
        entries: Sequence[int] = self._cities.entries[low:high]
        for code, codes, column in (
            (country, self._codes[0], self._cities.countries),
            (region, self._codes[1], self._cities.regions),
        ):
            if code:
                number = codes.index(code) if code in codes else -1
                entries = [entry for entry in entries if column[entry & _CITY] == number]
        return list(entries)

    def complete(
        self, text: str, *, limit: int = 8, first: Collection[str] = (), country: str | None = None
    ) -> list[City]:
        """Return the cities that a text of two or more letters may be the beginning of, best first.

        A city whose whole name it is goes before one whose main name it begins, and that before one with such
        an alternate name; within each, cities in the countries of ``first`` come first, then the bigger ones.

        Args:
            text: what was typed; what stands after a comma ("Portland, Oreg") narrows by region or country.
            limit: how many cities at the most.
            first: codes of countries, such as those already in the book.
            country: a code that narrows the search to one country.

        """
        typed, _, narrower = text.partition(",")
        query = place_key(typed)
        if len(query) < 2 or limit < 1:
            return []
        low = self._first(query)
        longer = self._first(query + "\0", low)
        high = self._first(query + _AFTER_ALL, longer)
        lies_in = self._lies_in(narrower)
        exact = filter(lies_in, self._within(low, longer, country or "", ""))
        begun = filter(lies_in, self._within(longer, high, country or "", ""))
        found: dict[int, int] = {}
        for entry in self._best(exact, begun, limit * _MOST_NAMES, first):
            found.setdefault(entry & _CITY, entry)
        return [self._city(entry, typed.strip()) for entry in list(found.values())[:limit]]

    def _best(
        self, exact: Iterable[int], begun: Iterable[int], most: int, first: Collection[str]
    ) -> list[int]:
        favoured = {number for number, code in enumerate(self._codes[0]) if code in first}
        people, countries = self._cities.populations, self._cities.countries
        step = 1 << 40  # more than any weight: one rank number holds tier, favour and size
        ranked = [
            (step * (countries[entry & _CITY] not in favoured) - self._weight(entry), entry)
            for entry in exact
        ]
        ranked += [
            (
                step * ((4 if entry >> NTH else 2) + (countries[entry & _CITY] not in favoured))
                - people[entry & _CITY],
                entry,
            )
            for entry in begun
        ]
        return [entry for _, entry in nsmallest(most, ranked)]

    def _lies_in(self, narrower: str) -> Callable[[int], bool]:
        """Return a test of entries: does each part between commas begin a name of region or country."""
        keys = ["\n" + key for key in map(place_key, narrower.split(",")) if key]

        @cache
        def named(country: int, region: int) -> bool:
            names = self._folded(self._codes[0][country]) + self._folded(self._codes[1][region])
            return all(key in names for key in keys)

        countries, regions = self._cities.countries, self._cities.regions
        return lambda entry: not keys or named(countries[entry & _CITY], regions[entry & _CITY])

    def _folded(self, code: str) -> str:
        """Return the names and codes of a country or region, folded, each behind a line break."""
        if code not in self._folded_names:
            names: list[str] = []
            if land := self.country(code):
                names = [land.alpha2, land.alpha3, *land.names.values(), *land.also]
            elif one := self.region(code):
                names = [one.name, one.english, one.code, one.code[3:]]
            self._folded_names[code] = "".join("\n" + place_key(name) for name in names)
        return self._folded_names[code]

    def _named(self, name: str, country: str, region: str) -> list[int]:
        """Return the entries of this name, weightiest first; a comma may narrow to a region or country."""
        typed, comma, narrower = name.partition(",")
        for whole, rest in ((name, ""), (typed, narrower)) if comma else ((name, ""),):
            if query := place_key(whole):
                low = self._first(query)
                entries = self._within(low, self._first(query + "\0", low), country, region)
                if found := sorted(filter(self._lies_in(rest), entries), key=self._weight, reverse=True):
                    return found
        return []

    def find(self, name: str, country: str = "", region: str = "") -> City | None:
        """Return the most populous city of this name, in any spelling known, within a country and region.

        The name may carry its region or country behind a comma: "Portland, Maine".
        """
        return next(iter(self.namesakes(name, country, region)), None)

    def namesakes(self, name: str, country: str = "", region: str = "") -> list[City]:
        """Return all cities that ``find`` could mean: the one it means, then those not so much smaller.

        Smaller ones than a third are left out: whoever says Paris means the one in France.
        """
        entries = self._named(name, country, region)
        typed = name.partition(",")[0].strip()
        least = self._weight(entries[0]) / 3 if entries else 0
        found = {each & _CITY: each for each in reversed(entries) if self._weight(each) >= least}
        return [self._city(entry, typed) for entry in reversed(found.values())]

    def famous(self, name: str) -> str:
        """Return the country that a city of this name suggests; empty where none is known so well for it.

        The city has over 100,000 people, and weighs ten times as much as any of that name elsewhere.
        """
        countries, people = self._cities.countries, self._cities.populations
        found = [(self._weight(entry), entry & _CITY) for entry in self._named(name, "", "")]
        weight, city = next(iter(found), (0, 0))
        other = max((each for each, at in found if countries[at] != countries[city]), default=0)
        large = weight > 10 * other and people[city] > _LARGE
        return self._codes[0][countries[city]] if large else ""

    def place(self, city: City) -> Place:
        """Return the place that a city is, under its main name."""
        region = self.region(city.region)
        return Place(city.name, city.region, region.name if region else "", city.country, city.zone)

    def label(self, city: City) -> str:
        """Return the city with its region and country, as a list shows it: ``Hermosillo, Sonora, Mexico``."""
        region, land = self.region(city.region), self._countries.get(city.country)
        return ", ".join([city.name, *(one.name for one in (region, land) if one)])

    def place_words(self, place: Place) -> str:
        """Return the words by which a search should find a place, beside its own city and region name.

        The country's names and code, the region's names and code, and the city's other names: who looks for
        "Munich" means the contact in "München" too.
        """
        if place not in self._words:
            if len(self._words) > 20_000:  # enough for any book, and a bound for a wild one
                self._words.clear()
            self._words[place] = " ".join(dict.fromkeys(self._all_words(place)))
        return self._words[place]

    def _all_words(self, place: Place) -> list[str]:
        words: list[str] = []
        if land := self._countries.get(place.country):
            words += [*land.names.values(), land.alpha2]
        if region := self.region(place.region):
            words += [region.name, region.english, region.code]
        entries = self._named(place.city, place.country, place.region) if place.country else []
        return [*words, *self._names(entries[0] & _CITY)] if entries else words
