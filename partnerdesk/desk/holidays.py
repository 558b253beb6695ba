"""Public holidays of a place, as far as they are known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType

from partnerdesk.core.places import Place
from partnerdesk.core.publicdays import public_holidays
from partnerdesk.core.times import Slot
from partnerdesk.errors import BadInput


def of_place(place: Place, years: Iterable[int]) -> Mapping[date, str] | None:
    """Return the public holidays of a place's country and region in these years, with English names.

    Returns:
        Dates and names; None where nobody here knows them, or no country is known.

    """
    return _known(place.country, place.region, frozenset(years)) if place.country else None


@lru_cache(maxsize=512)
def _known(country: str, region: str, years: frozenset[int]) -> Mapping[date, str] | None:
    found: dict[date, str] = {}
    try:
        for year in sorted(years):
            found |= public_holidays(country, region, year, year)
    except BadInput:  # a country that the library has nothing about
        return None
    return MappingProxyType(found)


def years(now: datetime, slots: Iterable[Slot] = ()) -> frozenset[int]:
    """Return the years that matter for letters: this one and the next, and those of the slots."""
    near = {year + more for year in (slot.wall.year for slot in slots) for more in (-1, 0, 1)}
    return frozenset({now.year, now.year + 1} | near)  # on New Year's Eve it is another year there
