"""The country that a card does not say, and that its city, its numbers or its addresses suggest."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from partnerdesk.core.cards import Card
from partnerdesk.core.places import Place
from partnerdesk.desk.places import gazetteer


def by_city(card: Card, place: Place) -> str:
    """Return the code of the country that a city suggests, of a card that says nothing else of where it is.

    Where a number is of a country that has a city of that name, too, that one is meant.
    """
    alone = place.city and not (card.region or card.country or card.settled)
    land = _famous(place.city) if alone else ""
    other = _dialled_from(card.phones)[0] if land else ""
    return "" if other not in {"", land} and gazetteer().find(place.city, other) else land


@lru_cache(4_000)
def _famous(city: str) -> str:
    return gazetteer().famous(city)


def suggested(
    phones: tuple[tuple[str, str], ...], emails: tuple[tuple[str, str], ...], city: tuple[str, str] = ("", "")
) -> tuple[str, str]:
    """Return the country that the city, else a number's prefix or an address's ending suggests, and by what.

    Args:
        phones: numbers and labels.
        emails: addresses and labels.
        city: the country that it suggests, and its name.

    """
    if city[0]:
        return city
    if (found := _dialled_from(phones))[0]:
        return found
    for address, _ in emails:
        ending = address.rpartition(".")[2].upper()
        code = "GB" if ending == "UK" else ending
        if len(code) == 2 and code not in _NO_PLACES and gazetteer().country(code):
            return code, f".{ending.lower()}"
    return "", ""


def _dialled_from(phones: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Return the country whose prefix a number has, and the prefix."""
    for number, _ in phones:
        digits = re.sub(r"[^\d+]", "", number.replace("00", "+", 1) if number.startswith("00") else number)
        if digits.startswith("+"):
            for length in (4, 3, 2, 1):
                prefix = digits[: length + 1]
                if len(lands := _dialled().get(prefix, ())) == 1:
                    return lands[0], prefix
    return "", ""


# Endings of countries that the whole world uses.
_NO_PLACES: Final = frozenset({"IO", "CO", "ME", "TV", "AI", "CC", "FM", "WS", "TO", "LY"})


@lru_cache(1)
def _dialled() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for land in gazetteer().countries():
        if land.dial:
            key = re.sub(r"[^\d+]", "", land.dial)
            found[key] = (*found.get(key, ()), land.alpha2)
    return found
