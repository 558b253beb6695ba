"""The contact list, the folders and the search: what is read most, without SQLAlchemy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from partnerdesk.core.hours import SchoolWeek, SessionState, assumed_week, state_at
from partnerdesk.core.times import zone
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import gazetteer
from partnerdesk.errors import BadInput
from partnerdesk.storage import search
from partnerdesk.storage.search import ListRow as ListRow

USUAL_WEEKEND = frozenset({5, 6})


@dataclass(frozen=True)
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


def parse_folder(text: str) -> tuple[str, str]:
    """Split ``MX`` or ``MX-PUE`` into country and region codes (region as ``MX-PUE``, or empty).

    Raises:
        BadInput: there is no such country or region.

    """
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
    if folder == "-":
        return search.find(book.connection, text=text, tag=tag, placeless=True)
    country, region = parse_folder(folder) if folder else ("", "")
    return search.find(book.connection, text=text, country=country, region=region, tag=tag)


def rows(book: Book, contact_ids: Sequence[int], text: str = "") -> list[ListRow]:
    """Return the lines of these contacts, in their order, with where ``text`` matched."""
    return search.rows(book.connection, contact_ids, text)


def tags(book: Book) -> list[tuple[str, int]]:
    """Return every tag with the number of contacts that carry it, by name."""
    return search.tags(book.connection)


def folders(book: Book, at: datetime) -> list[Folder]:
    """Return the folders, by name, each with its count and whether school is in there at ``at`` (aware)."""
    sessions = _in_session(book, at)
    names = gazetteer()
    countries: dict[str, list[Folder]] = {}
    counts: dict[str, int] = {}
    for count in search.folders(book.connection):
        counts[count.country] = counts.get(count.country, 0) + count.contacts
        below = countries.setdefault(count.country, [])
        if count.region:
            below.append(
                Folder(count.region, count.region_name, count.contacts, in_session=count.region in sessions)
            )
    pins = search.pins(book.connection)
    found = []
    for code in {*counts, *pins}:
        country = names.country(code)
        regions = tuple(sorted(countries.get(code, ()), key=lambda each: each.name.casefold()))
        name = country.name if country else "No country yet"
        found.append(Folder(code or "-", name, counts.get(code, 0), code in pins, code in sessions, regions))
    return sorted(found, key=lambda each: (each.code == "-", each.name.casefold()))


def _in_session(book: Book, at: datetime) -> Collection[str]:
    """Return the country and region codes in which some contact is in school at that moment."""
    found: set[str] = set()
    for some in search.weeks(book.connection):
        if (
            not {some.country, some.region} <= found
            and now_there(some.zone, some.week, some.country, at).in_session
        ):
            found |= {some.country, some.region}
    return found


def now_there(zone_name: str, week: str, country: str, at: datetime) -> SessionState:
    """Say whether a row's school is in session at ``at`` (aware); never where no zone is known."""
    if not zone_name:
        return SessionState(in_session=False, until=None, next=None)
    return state_at(week_of(week, country), zone_name, at)


def week_of(week: str, country: str) -> SchoolWeek:
    """Return a list row's week: as said (JSON), else the hours assumed for its country."""
    if week:
        return SchoolWeek.from_json(week)
    return assumed_in(country)


def assumed_in(country: str) -> SchoolWeek:
    """Return the week assumed for schools of a country (its code), by its weekend."""
    found = gazetteer().country(country)
    return assumed_week(found.weekend if found else USUAL_WEEKEND)


def local_time(row: ListRow, at: datetime) -> str:
    """Return the time there at ``at`` (aware) as ``2027-03-16T10:00-07:00``; empty where no zone is known."""
    return at.astimezone(zone(row.zone)).isoformat(timespec="minutes") if row.zone else ""


def as_document(row: ListRow, at: datetime) -> dict[str, object]:
    """Return a row as the command line's JSON has it."""
    keys = ("name", "email", "organisation", "city", "country", "region", "zone")
    return {"id": row.id} | {key: getattr(row, key) for key in keys} | {"local_time": local_time(row, at)}
