"""The contact list, the folders and the search: what is read most, without SQLAlchemy.

A list from the shell needs neither places nor school weeks: they are loaded where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from partnerdesk.core.zones import known, zone
from partnerdesk.desk.book import Book
from partnerdesk.errors import BadInput
from partnerdesk.storage import search
from partnerdesk.storage.search import FolderCount
from partnerdesk.storage.search import ListRow as ListRow

if TYPE_CHECKING:
    from partnerdesk.core.hours import SchoolWeek

USUAL_WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Folder:
    """A country, or a region of one.

    Attributes:
        code: ``MX`` or ``MX-PUE``; ``-`` for contacts without a country.
        name: as shown.
        count: contacts in it, regions included.
        pinned: kept although it may be empty.
        in_session: some contact of it is in school at the moment asked about.
        regions: the folders below, by name; contacts without a region are in none of them.

    """

    code: str
    name: str
    count: int
    pinned: bool = False
    in_session: bool = False
    regions: tuple[Folder, ...] = field(default=())


@dataclass(frozen=True)
class Tree:
    """The folders by name, and of which countries and regions (codes) the holidays are not at hand."""

    folders: list[Folder]
    unsure: tuple[tuple[str, str], ...] = ()


def parse_folder(text: str) -> tuple[str, str]:
    """Split ``MX`` or ``MX-PUE`` into country and region codes (region as ``MX-PUE``, or empty).

    Raises:
        BadInput: there is no such country or region.

    """
    from partnerdesk.desk.places import gazetteer

    country, dash, rest = text.strip().upper().partition("-")
    if gazetteer().country(country) is None:
        raise BadInput(
            f"“{text}” is no folder.", "Folders are MX for a country, MX-PUE for a region.", "folder"
        )
    region = f"{country}-{rest}" if dash else ""
    if region and gazetteer().region(region) is None:
        raise BadInput(f"“{text}” is no region.", f"Try {country} for the whole country.", "folder")
    return country, region


def find(book: Book, *, folder: str = "", text: str = "", tag: str = "") -> Sequence[int]:
    """Return the keys of the contacts in a folder that match a text and a tag, in the order of the list.

    Args:
        book: the book.
        folder: ``MX`` or ``MX-PUE``; empty for all; ``-`` for contacts without a country.
        text: what was typed into the search field; anything at all.
        tag: a tag's name.

    """
    nowhere = folder == "-"
    country, region = parse_folder(folder) if folder and not nowhere else ("", "")
    with book.reading() as connection:
        return search.find(connection, text=text, country=country, region=region, tag=tag, placeless=nowhere)


def warm(book: Book) -> None:
    """Read what a search looks through into memory, where it is not there yet, in a quiet moment."""
    with book.reading() as connection:
        search.warm(connection)


def rows(book: Book, contact_ids: Sequence[int], text: str = "") -> list[ListRow]:
    """Return the lines of these contacts, in their order, with where ``text`` matched."""
    with book.reading() as connection:
        return search.rows(connection, contact_ids, text)


def tags(book: Book) -> list[tuple[str, int]]:
    """Return every tag with the number of contacts that carry it, by name."""
    with book.reading() as connection:
        return search.tags(connection)


def home_zone(book: Book) -> str:
    """Return home's time zone; empty where nothing is known of home yet."""
    with book.reading() as connection:
        return search.home_zone(connection)


def waiting(book: Book) -> int:
    """Return how many letters have not gone out yet."""
    with book.reading() as connection:
        return search.waiting(connection)


def anybody(book: Book) -> bool:
    """Whether there is anybody in the book yet."""
    with book.reading() as connection:
        return search.anybody(connection)


def thrown_away(book: Book) -> int:
    """Return how many contacts are in Trash."""
    with book.reading() as connection:
        return search.thrown_away(connection)


def folders(book: Book, at: datetime) -> list[Folder]:
    """Return the folders, by name, each with its count and whether school is in there at ``at`` (aware)."""
    return tree(book, at).folders


def tree(book: Book, at: datetime) -> Tree:
    """Return the folders as :func:`folders` does, with where holidays would have to be known for that.

    A school whose holidays are not at hand is told by its hours, breaks and closures alone.
    """
    from partnerdesk.desk.places import gazetteer

    with book.reading() as connection:
        unsure: dict[tuple[str, str], None] = {}
        pins, sums = search.pins(connection), _summed(search.folders(connection), at, unsure)
    names = gazetteer()
    found = []
    for code in {*sums, *pins}:
        country, parts = names.country(code), sums.get(code, {})
        regions = [
            Folder(region, part.name, part.contacts, in_session=part.awake)
            for region, part in parts.items()
            if region
        ]
        found.append(
            Folder(
                code=code or "-",
                name=country.name if country else "No country yet",
                count=sum(part.contacts for part in parts.values()),
                pinned=code in pins,
                in_session=any(part.awake for part in parts.values()),
                regions=tuple(sorted(regions, key=_by_name)),
            )
        )
    return Tree(sorted(found, key=lambda each: (each.code == "-", _by_name(each))), tuple(unsure))


def _by_name(folder: Folder) -> str:
    return folder.name.casefold()


class _Sum:
    """What the counts of a region come to."""

    __slots__ = ("awake", "contacts", "name")

    def __init__(self, name: str) -> None:
        self.name, self.contacts, self.awake = name, 0, False


def _summed(
    counts: Iterable[FolderCount], at: datetime, unsure: dict[tuple[str, str], None]
) -> dict[str, dict[str, _Sum]]:
    """Sum up each country's regions; those without a region are under an empty one.

    Puts into ``unsure`` where school may be in, as its holidays are not at hand.
    """
    from partnerdesk.core.hours import in_session
    from partnerdesk.desk import holidays

    @cache
    def local(zone_name: str) -> datetime:
        return at.astimezone(zone(zone_name))

    @cache
    def in_hours(country: str, hours: str) -> bool:
        zone_name, _, week = hours.partition(" ")
        return bool(known(zone_name)) and in_session(_week(week, country), local(zone_name))

    def open_today(country: str, region: str, hours: str) -> bool:
        zone_name, _, week = hours.partition(" ")
        known, day = _week(week, country), local(zone_name).date()
        if not known.public_holidays:
            return True
        if not holidays.are_at_hand(country, region, day):
            unsure[country, region] = None
            return True
        return not known.closed_on(day, holidays.at_hand(country, region, day))

    sums: dict[str, dict[str, _Sum]] = {}
    for country, region, name, contacts, all_hours in counts:
        part = sums.setdefault(country, {}).setdefault(region, _Sum(name))
        part.contacts += contacts
        part.awake = part.awake or any(
            in_hours(country, hours) and open_today(country, region, hours) for hours in all_hours.split("\n")
        )
    return sums


@lru_cache(maxsize=4096)
def _week(week: str, country: str) -> SchoolWeek:
    return week_of(week, country)


def week_of(week: str, country: str) -> SchoolWeek:
    """Return a list row's week: as said (JSON), else the hours assumed for its country."""
    from partnerdesk.core.hours import SchoolWeek

    if week:
        return SchoolWeek.from_json(week)
    return assumed_in(country)


def assumed_in(country: str) -> SchoolWeek:
    """Return the week assumed for schools of a country (its code), by its weekend."""
    from partnerdesk.core.hours import assumed_week
    from partnerdesk.desk.places import gazetteer

    found = gazetteer().country(country)
    return assumed_week(found.weekend if found else USUAL_WEEKEND)


def local_time(row: ListRow, at: datetime) -> str:
    """Return the time there at ``at`` (aware) as ``2027-03-16T10:00-07:00``; empty where no zone is known."""
    return at.astimezone(zone(row.zone)).isoformat(timespec="minutes") if row.zone else ""


def as_document(row: ListRow, at: datetime) -> dict[str, object]:
    """Return a row as the command line's JSON has it."""
    keys = ("name", "email", "organisation", "city", "country", "region", "zone")
    return {"id": row.id} | {key: getattr(row, key) for key in keys} | {"local_time": local_time(row, at)}
