"""Public holidays of a country and a region, from the ``holidays`` library, imported when first needed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from types import MappingProxyType
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
    return _listed(country.upper(), region.upper(), first_year, last_year, language.replace("-", "_"))


@lru_cache(maxsize=512)
def _listed(country: str, region: str, first: int, last: int, language: str) -> Mapping[date, str]:
    known = _calendar(country)
    if known is None:
        raise BadInput(
            f"Public holidays of {country or 'no country'} are not known here.",
            "Enter them as breaks of the school.",
            "country",
        )
    part = region.partition("-")[2]
    found = known(
        subdiv=part if part in known.subdivisions else None,
        years=range(first, last + 1),
        language=_language(known, language),
    )
    return MappingProxyType({day: name for day, name in sorted(found.items()) if first <= day.year <= last})


def _calendar(country: str) -> type[HolidayBase] | None:
    """Return the library's class for a country; None where it has none."""
    import holidays

    if country not in holidays.list_supported_countries(include_aliases=False):
        return None
    # The library's own look-up returns a lazy stand-in that hides the class's attributes from type checks.
    loaded: type[HolidayBase] = type(holidays.country_holidays(country))
    return loaded


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
