"""Where a party is: the gazetteer at hand, and a place made of what the user typed."""

import re
from dataclasses import replace
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

from partnerdesk.core.gazetteer import Gazetteer
from partnerdesk.core.places import City, Place, Region
from partnerdesk.core.zones import canonical
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.paths import resource

_FEW = 6  # places that a sentence may name
_REGION_CODE = re.compile(r"([A-Za-z]{2})-[A-Za-z0-9]{1,3}")


class ZoneChoice(BadInput):
    """The place leaves open which zone's clock it keeps: the user has to say.

    Args:
        place: what is known of the place, without a zone; a caller that may not ask can keep it so.
        zones: the zones to choose from, the most populous first.

    """

    def __init__(self, place: Place, zones: tuple[str, ...], where: str) -> None:
        super().__init__(
            f"{where} has several time zones.", f"Say which one: {', '.join(zones)}.", field="zone"
        )
        self.place = place
        self.zones = zones


def read_gazetteer(folder: Path) -> Gazetteer:
    """Return the gazetteer over the files of a folder; its cities are mapped, and read when asked for.

    Raises:
        PartnerDeskError: the files are not there, or not those of this version.

    """
    try:
        with (folder / "cities.bin").open("rb") as file:
            cities = mmap(file.fileno(), 0, access=ACCESS_READ)
        countries = (folder / "countries.tsv").read_text(encoding="utf-8")
        regions = (folder / "regions.tsv").read_text(encoding="utf-8")
        names = (folder / "country_names.tsv").read_text(encoding="utf-8")
        return Gazetteer(cities, countries, regions, names)
    except (OSError, ValueError) as error:
        raise PartnerDeskError(
            f"The program's own list of places cannot be read: {error}.", "Install PartnerDesk again."
        ) from error


@cache
def gazetteer() -> Gazetteer:
    """Return the program's places, opened at the first call for as long as the program runs."""
    return read_gazetteer(resource("places"))


def locate(city: str = "", country: str = "", region: str = "", zone: str = "") -> Place:
    """Return the place that the user means, with country, region and zone filled in where they follow.

    Args:
        city: any spelling; one that the gazetteer knows gets its proper accents and case. Any other text is
            taken as it is, and then the country or the zone has to be said.
        country: a code of two or three letters, or a name in English, Spanish, French or Portuguese.
        region: an ISO 3166-2 code, its part after the country, or a name. An unknown name is kept as text.
        zone: an IANA zone; it wins over the one that would follow.

    Raises:
        BadInput: a country, region code or zone is unknown, or more has to be said; ``field`` names which.
        ZoneChoice: country and region leave several zones; ``zones`` holds them.

    """
    city, country, region, zone = (text.strip() for text in (city, country, region, zone))
    chosen = canonical(zone) if zone else ""
    code, known, region_name = _folder(country, region)
    at = None if region_name else _one_city(city, code, known.code if known else "", chosen)
    if at:
        return replace(gazetteer().place(at), city=at.matched, zone=chosen or at.zone)
    place = Place(city, known.code if known else "", known.name if known else region_name, code, chosen)
    if chosen or not place:
        return place
    if not code:
        what, field = (city, "city") if city else (region_name, "region")
        raise BadInput(f"“{what}” is not in the list of places.", "Say its country too.", field=field)
    zones = gazetteer().zones(code, place.region)
    if city and len(zones) > 1 and (meant := _close_to(city, code)):
        raise BadInput(
            f"“{city}” is not in the list of places.", f"Did you mean {meant}? Else say the zone.", "city"
        )
    if len(zones) == 1:
        return replace(place, zone=zones[0])
    land = gazetteer().country(code)
    where = place.region_name or (land.name if land else code)
    if not zones:
        raise BadInput(f"No time zone is known for {where}.", "Say which one it keeps.", field="zone")
    raise ZoneChoice(place, zones, where)


def _one_city(name: str, country: str, region: str, zone: str) -> City | None:
    """Return the city of that name, or None where it is unknown.

    Raises:
        BadInput: several places of about the same size have the name, and nothing said tells them apart.

    """
    found = gazetteer().namesakes(name, country, region)
    if zone:  # the clock is settled: the biggest that keeps it
        return next((each for each in found if each.zone == zone), found[0] if found else None)
    if len({(each.country, each.region) for each in found}) > 1:
        there = "; ".join(label(each) for each in found[:_FEW])
        raise BadInput(f"Several places are called {name}: {there}.", "Say the region too.", field="city")
    return found[0] if found else None


def _folder(country: str, region: str) -> tuple[str, Region | None, str]:
    """Return the country's code, the region if it is known, and its text if it is not."""
    code = ""
    if country:
        land = gazetteer().country_named(country)
        if land is None:
            raise BadInput(
                f"“{country}” is not a country PartnerDesk knows.",
                "Use its name or its code of two letters, such as MX.",
                field="country",
            )
        code = land.alpha2
    if not region:
        return code, None, ""
    known = gazetteer().region_named(region, code)
    if known:
        return known.country, known, ""
    if _REGION_CODE.fullmatch(region):
        where = f" of {country}" if country else ""
        raise BadInput(
            f"“{region}” is not the code of a region{where}.",
            "Use its name, or leave it empty.",
            field="region",
        )
    return code, None, region


def _close_to(name: str, country: str) -> str:
    """Return a known city of the country whose name is almost the one typed; empty where there is none."""
    from difflib import get_close_matches

    nearby = [each.name for each in gazetteer().complete(name[:3], limit=200, country=country)]
    return next(iter(get_close_matches(name, nearby, n=1, cutoff=0.85)), "")


def label(city: City) -> str:
    """Return a city with its region and country, as a completion shows it: ``Hermosillo, Sonora, Mexico``."""
    return gazetteer().label(city)
