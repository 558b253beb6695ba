"""Contacts of the book as ``Card`` values: what a file would tell of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from partnerdesk.core.cards import Card
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.uids import derived
from partnerdesk.storage.file import Reader

_CHUNK: Final = 2_000
_CONTACTS: Final = """
    SELECT c.id, c.name, c.greeting, c.role, c.street, c.postcode, c.city, c.region, c.region_name,
           c.country, c.zone, c.week, c.languages, c.web, c.source, c.source_detail, c.notes, c.uid,
           c.name_parts, c.added_at, o.name, o.city, o.region, o.region_name, o.country, o.zone, o.week,
           i.name
    FROM contact c
    LEFT JOIN organisation o ON o.id = c.organisation_id
    LEFT JOIN contact i ON i.id = c.introduced_by_id
    WHERE c.id IN (SELECT value FROM json_each(?))"""
_OF: Final = "SELECT contact_id, {} FROM {} WHERE contact_id IN (SELECT value FROM json_each(?)) ORDER BY {}"

_NAMED: Final = """
    SELECT name, id FROM contact
    WHERE trashed_at IS NULL AND name IN (SELECT value FROM json_each(?)) ORDER BY id"""
_ENOUGH: Final = 3  # of one name: whoever asks may be one of them, and two others are too many to choose from

_week = lru_cache(SchoolWeek.from_json)


def cards(connection: Reader, contact_ids: Sequence[int]) -> Iterator[tuple[int, Card]]:
    """Yield contacts with their keys, in the order asked; those that are not there are left out.

    Place and week are those that count: the contact's own, else its organisation's. A region is its code,
    else its name; a country is its code. Whoever no file has named yet has a key of our own.
    """
    for start in range(0, len(contact_ids), _CHUNK):
        wanted = contact_ids[start : start + _CHUNK]
        some = json.dumps(list(wanted))
        parts = [
            _gathered(connection, some, "address, label", "email", "position, id"),
            _gathered(connection, some, "number, label", "phone", "position, id"),
            _gathered(connection, some, "name", "tag", "name"),
            _gathered(connection, some, "kind, at, text", "entry", "at DESC, id DESC"),
        ]
        found = {row[0]: row for row in connection.run(_CONTACTS, (some,))}
        for key in wanted:
            if key in found:
                yield key, _card(found[key], *(part.get(key, []) for part in parts))


def _gathered(
    connection: Reader, some: str, columns: str, table: str, order: str
) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *values in connection.run(_OF.format(columns, table, order), (some,)):
        found[key].append(tuple(values))
    return found


def _card(
    row: tuple[Any, ...],
    emails: list[tuple[Any, ...]],
    phones: list[tuple[Any, ...]],
    tags: list[tuple[Any, ...]],
    entries: list[tuple[Any, ...]],
) -> Card:
    (
        key, name, greeting, role, street, postcode, city, region, region_name, country, zone, week,
        languages, web, source, source_detail, notes, uid, parts, added_at, school, its_city, its_region,
        its_region_name, its_country, its_zone, its_week, introducer,
    ) = row  # fmt: skip
    place = Place(city, region, region_name, country, zone)
    if school is not None:
        place = place.or_else(Place(its_city, its_region, its_region_name, its_country, its_zone))
    hours = week or its_week
    return Card(
        name=name,
        greeting=greeting,
        role=role,
        organisation=school or "",
        street=street,
        postcode=postcode,
        city=place.city,
        region=place.region or place.region_name,
        country=place.country,
        zone=place.zone,
        week=_week(hours) if hours else None,
        languages=tuple(languages.split(",")) if languages else (),
        emails=tuple((address, label) for address, label in emails),
        phones=tuple((number, label) for number, label in phones),
        web=web,
        tags=tuple(each for (each,) in tags),
        source=source,
        source_detail=source_detail,
        introduced_by=introducer or "",
        notes=notes,
        entries=tuple((kind, datetime.fromisoformat(at), text) for kind, at, text in entries),
        uid=uid or derived(key, added_at or ""),
        parts=parts,
    )


def named(connection: Reader, names: Collection[str]) -> dict[str, list[int]]:
    """Return the keys of the contacts of each name that are not in Trash, three at the most."""
    found: dict[str, list[int]] = {}
    if names:
        for name, key in connection.run(_NAMED, (json.dumps(list(names)),)):
            keys = found.setdefault(name, [])
            if len(keys) < _ENOUGH:
                keys.append(key)
    return found


def schools(connection: Reader) -> Iterator[tuple[int, str, Place, SchoolWeek | None]]:
    """Yield the organisations that are not in Trash: key, name, place, week."""
    for key, name, city, region, region_name, country, zone, week in connection.run(
        "SELECT id, name, city, region, region_name, country, zone, week FROM organisation"
        " WHERE trashed_at IS NULL ORDER BY id"
    ):
        yield key, name, Place(city, region, region_name, country, zone), _week(week) if week else None
