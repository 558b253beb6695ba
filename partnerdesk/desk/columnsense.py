"""What columns without headings mean that hold places and schools: told by what is in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from partnerdesk.desk.places import gazetteer
from partnerdesk.formats import signature
from partnerdesk.formats.columns import Column
from partnerdesk.formats.table import Layout

_MOST: Final = 0.6  # of the cells of a column
_PLACE_PARTS: Final = 3  # city, region, country
_LONGEST_CODE: Final = 3


def with_places(layout: Layout) -> Layout:
    """Return a layout in which columns of schools, cities, regions and countries mean these.

    Headings tell more than cells: a table that has them is left as it is.
    """
    if layout.headers or not layout.of_people:
        return layout
    found = list(layout.columns)
    for field, is_one in (
        ("place", _is_place), ("country", _is_country), ("organisation", signature.is_school),
        ("region", _is_region), ("city", _is_city),
    ):  # fmt: skip
        if any(column.field == field for column in found):
            continue
        at = next(
            (at for at, each in enumerate(found) if each == Column("said") and _are(layout, at, is_one)), -1
        )
        if at >= 0:
            found[at] = Column(field)
    return replace(layout, columns=tuple(found))


def _are(layout: Layout, at: int, is_one: Callable[[str], bool]) -> bool:
    """Whether most of the cells of a column are something."""
    cells: Sequence[str] = [row[at].strip() for row in layout.sample if at < len(row) and row[at].strip()]
    return bool(cells) and sum(map(is_one, cells)) > _MOST * len(cells)


def _is_place(words: str) -> bool:
    return place_named(words) is not None


def _is_country(words: str) -> bool:
    is_code = len(words) <= _LONGEST_CODE and words.isascii()
    return not (is_code and not words.isupper()) and gazetteer().country_named(words) is not None


def _is_region(words: str) -> bool:
    return gazetteer().region_named(words) is not None


def _is_city(words: str) -> bool:
    return len(words) > _LONGEST_CODE and gazetteer().find(words) is not None


@lru_cache(4_000)
def place_in_cell(words: str) -> tuple[str, str, str] | None:
    """Return what a cell for a place says, as ``place_named``; the city need not be known, nor be there."""
    parts = [part.strip() for part in words.split(",")]
    land = gazetteer().country_named(parts[-1])
    if land and len(parts) <= _PLACE_PARTS:
        return parts[0] if len(parts) > 1 else "", parts[1] if len(parts) == _PLACE_PARTS else "", land.alpha2
    return place_named(words) or ((words, "", "") if len(parts) == 1 and _is_city(words) else None)


@lru_cache(1_000)
def place_named(words: str) -> tuple[str, str, str] | None:
    """Return city, region and country of ``Puebla, Mexico`` or ``Tepic, Nayarit``; None for other lines."""
    parts = [part.strip() for part in words.split(",")]
    if not 2 <= len(parts) <= _PLACE_PARTS or any(map(str.isdigit, words)):
        return None
    known = gazetteer()
    if land := known.country_named(parts[-1]):
        if known.find(parts[0], land.alpha2):
            return parts[0], parts[1] if len(parts) == _PLACE_PARTS else "", land.alpha2
        return None
    region = known.region_named(parts[-1]) if len(parts) < _PLACE_PARTS else None
    if region is None or known.find(parts[0], region.country, region.code) is None:
        return None
    return parts[0], parts[1], region.country
