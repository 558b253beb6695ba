"""Public holidays of a country and a region, from the ``holidays`` library, imported when first needed."""

from __future__ import annotations

import sys
from datetime import date
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING

from partnerdesk.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holidays import HolidayBase


def public_holidays(
    country: str, region: str, first_year: int, last_year: int, language: str = "en"
) -> Mapping[date, str]:
    """List the public holidays of a place, with their names. What is returned cannot be changed.

    Args:
        country: two letters of ISO 3166-1.
        region: an ISO 3166-2 code such as ``US-MI``; it counts where the library knows regional holidays.
        first_year: the first year.
        last_year: the last one, included.
        language: of the names; where the library lacks it, they are in the country's own.

    Raises:
        BadInput: the library knows nothing of this country (field ``country``).

    """
    country = country.upper()
    known = _calendar(country)
    if known is None:
        raise BadInput(
            f"Public holidays of {country or 'no country'} are not known here.",
            "Enter them as breaks of the school.",
            "country",
        )
    part = region.upper().partition("-")[2]
    # Most regions have the holidays of their country: those are listed once.
    part = part if part in known.subdivisions else ""
    return _listed(known, part, first_year, last_year, language.replace("-", "_"))


def known_years(country: str) -> range:
    """Return the years for which the library knows the holidays of a country; empty where it knows none."""
    known = _calendar(country.upper())
    return range(known.start_year, known.end_year + 1) if known else range(0)


@lru_cache(maxsize=4096)
def _listed(known: type[HolidayBase], part: str, first: int, last: int, language: str) -> Mapping[date, str]:
    years = range(max(first, known.start_year), min(last, known.end_year) + 1)  # for others it only warns
    if not years:
        return MappingProxyType({})
    found = known(
        subdiv=part or None,
        years=years,
        language=_language(known, language),
    )
    return MappingProxyType({day: name for day, name in sorted(found.items()) if first <= day.year <= last})


@lru_cache(maxsize=512)
def _calendar(country: str) -> type[HolidayBase] | None:
    """Return the library's class for a country; None where it has none."""
    holidays = _library()
    # Asked for its list of countries, the library loads them all; this is the table that it is made from.
    if country not in {code for _, code, *_ in holidays.registry.COUNTRIES.values()}:
        return None
    # The library's own look-up returns a lazy stand-in that hides the class's attributes from type checks.
    loaded: type[HolidayBase] = type(holidays.country_holidays(country))
    return loaded


@cache
def _library() -> ModuleType:
    """Import the library, but none of its countries: each is imported when it is asked for.

    The package of the countries imports all 250 of them, a quarter of a second and 8 MiB, though each module
    stands for itself. It is put in its place without being run.
    """
    import holidays

    name = "holidays.countries"
    spec = find_spec(name)
    if spec is not None and name not in sys.modules:
        sys.modules[name] = module_from_spec(spec)
    return holidays


def _language(known: type[HolidayBase], wanted: str) -> str | None:
    """Choose one of the library's languages: left to itself it silently turns to English.

    The wanted one, else one of the same kind (``en_GB`` for ``en``; the country's own if it is of that kind),
    else the country's own.
    """
    own = known.default_language
    base = wanted.partition("_")[0]
    choices = (wanted, own or "", *sorted(known.supported_languages))
    for choice in choices:
        if choice in known.supported_languages and (choice == wanted or choice.partition("_")[0] == base):
            return choice
    return own
