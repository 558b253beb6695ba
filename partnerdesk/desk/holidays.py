"""Public holidays of a place, as far as they are known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from time import monotonic
from types import MappingProxyType

from partnerdesk.core.hours import NO_HOLIDAYS
from partnerdesk.core.places import Place
from partnerdesk.core.publicdays import public_holidays
from partnerdesk.core.times import Slot
from partnerdesk.errors import BadInput

_Key = tuple[str, str, int]
_found: dict[_Key, Mapping[date, str] | None] = {}
"""By country, region and year: what was worked out so far; None where nobody here knows them."""

_AHEAD = timedelta(days=15)
"""As far as the state of a school is looked at."""
_DAY = timedelta(days=1)


def of_place(place: Place, years: Iterable[int]) -> Mapping[date, str] | None:
    """Return the public holidays of a place's country and region in these years, with English names.

    What is not at hand yet is worked out, which takes a millisecond or two for a country, and 50 more for the
    first one of all.

    Returns:
        Dates and names; None where nobody here knows them, or no country is known.

    """
    if not place.country:
        return None
    keys = [(place.country, place.region, year) for year in sorted(set(years))]
    parts = [_worked_out(key) for key in keys]
    return None if None in parts else _merged(tuple(keys))


def _worked_out(key: _Key) -> Mapping[date, str] | None:
    if key not in _found:
        country, region, year = key
        try:
            _found[key] = public_holidays(country, region, year, year)
        except BadInput:  # a country that the library has nothing about
            _found[key] = None
    return _found[key]


@lru_cache(maxsize=4096)
def _merged(keys: tuple[_Key, ...]) -> Mapping[date, str]:
    if len(keys) == 1:
        return _found[keys[0]] or NO_HOLIDAYS
    return MappingProxyType({day: name for key in keys for day, name in (_found[key] or {}).items()})


def at_hand(country: str, region: str, day: date) -> Mapping[date, str]:
    """Return the holidays around a date as far as they have been worked out: at once, maybe none.

    For what is drawn while the window is in use; :func:`learn` works them out beforehand.

    Args:
        country: its code.
        region: its code; may be empty.
        day: the date; those of the two weeks after it are there too.

    """
    keys = _around(country, region, day)
    return _merged(keys) if all(key in _found for key in keys) else NO_HOLIDAYS


def are_at_hand(country: str, region: str, day: date) -> bool:
    """Say whether the holidays around a date have been worked out, or cannot be."""
    return not country or all(key in _found for key in _around(country, region, day))


def _around(country: str, region: str, day: date) -> tuple[_Key, ...]:
    later = (day + _AHEAD).year
    first = (country, region, day.year)
    return (first,) if later == day.year else (first, (country, region, later))


def learn(places: Iterable[tuple[str, str]], day: date, seconds: float) -> bool:
    """Work out the holidays around a date, so that they are at hand from then on.

    Args:
        places: codes of countries and regions, the most wanted first.
        day: the date in UTC; the days before and after it count too, as it may be one of them there.
        seconds: after which it stops; at least one place is done.

    Returns:
        Whether all are done.

    """
    ends = monotonic() + seconds
    years = sorted({(day - _DAY).year, day.year, (day + _DAY + _AHEAD).year})
    begun = False
    for country, region in places:
        left = [key for year in years if (key := (country, region, year)) not in _found]
        if left and country:
            if begun and monotonic() > ends:
                return False
            begun = True
            for key in left:
                _worked_out(key)
    return True


def learnt() -> int:
    """Return a number that grows with what is at hand, for those who keep what follows from it."""
    return len(_found)


def years(now: datetime, slots: Iterable[Slot] = ()) -> frozenset[int]:
    """Return the years that matter for letters: this one and the next, and those of the slots."""
    near = {year + more for year in (slot.wall.year for slot in slots) for more in (-1, 0, 1)}
    return frozenset({now.year, now.year + 1} | near)  # on New Year's Eve it is another year there
