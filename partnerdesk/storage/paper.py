"""Contacts as a print needs them: of a history, which may be long, the last line alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.zones import known
from partnerdesk.storage.file import Reader

_THESE: Final = "IN (SELECT value FROM json_each(?))"
_WAYS: Final = """
    (SELECT json_group_array(json_array({0}, label)) FROM (
        SELECT {0}, label FROM {1} WHERE contact_id = c.id ORDER BY position, id))"""
_CONTACTS: Final = f"""
    SELECT c.id, c.name, c.role, c.street, c.postcode, c.city, c.region, c.region_name, c.country, c.zone,
        c.week, c.languages, c.notes, c.organisation_id, {_WAYS.format("address", "email")},
        {_WAYS.format("number", "phone")},
        (SELECT json_array(at, kind, text) FROM entry WHERE contact_id = c.id
            ORDER BY at DESC, id DESC LIMIT 1),
        c.trashed_at IS NOT NULL
    FROM contact c WHERE c.id {_THESE}"""
_SCHOOLS: Final = f"""
    SELECT id, name, street, postcode, city, region, region_name, country, zone, week
    FROM organisation WHERE id IN (SELECT organisation_id FROM contact WHERE id {_THESE})"""

_NONE: Final = "[]"
_listed = json.JSONDecoder().decode
_week = lru_cache(1024)(SchoolWeek.from_json)


@dataclass(frozen=True, slots=True)
class Way:
    """An address or a number with its label."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Last:
    """The newest line of a history."""

    at: datetime
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class School:
    """An organisation as far as paper shows it."""

    name: str
    street: str
    postcode: str
    place: Place
    week: SchoolWeek | None


@dataclass(frozen=True, slots=True)
class PaperContact:
    """A contact as far as paper shows it; named as the record's fields are.

    ``whereabouts`` and ``school_week`` are those that count: its own, else its organisation's.
    """

    id: int
    name: str
    role: str
    street: str
    postcode: str
    whereabouts: Place
    school_week: SchoolWeek | None
    languages: tuple[str, ...]
    notes: str
    organisation: School | None
    emails: tuple[Way, ...]
    phones: tuple[Way, ...]
    last: Last | None
    trashed: bool


def read(connection: Reader, contact_ids: Sequence[int]) -> dict[int, PaperContact]:
    """Return contacts by their keys; those that are not there are left out.

    Args:
        connection: one that reads.
        contact_ids: as many as are to be read at once.

    Raises:
        BookError: one of its kinds, as ``troubles.translated`` says it.
    """
    some = (json.dumps(list(contact_ids)),)
    schools = {key: _school(*columns) for key, *columns in connection.run(_SCHOOLS, some)}
    return {row[0]: _contact(schools, *row) for row in connection.run(_CONTACTS, some)}


def _school(name: str, street: str, postcode: str, *where: Any) -> School:
    city, region, region_name, country, zone, week = where
    place = Place(city, region, region_name, country, known(zone))
    return School(name, street, postcode, place, _week(week) if week else None)


def _contact(
    schools: dict[int, School], key: int, name: str, role: str, street: str, postcode: str, city: str,
    region: str, region_name: str, country: str, zone: str, week: str, languages: str, notes: str,
    organisation: int | None, emails: str, phones: str, last: str | None, trashed: int,
) -> PaperContact:  # fmt: skip
    school = schools[organisation] if organisation is not None else None
    own = Place(city, region, region_name, country, known(zone))
    return PaperContact(
        id=key,
        name=name,
        role=role,
        street=street,
        postcode=postcode,
        whereabouts=own.or_else(school.place) if school else own,
        school_week=_week(week) if week else school.week if school else None,
        languages=tuple(languages.split(",")) if languages else (),
        notes=notes,
        organisation=school,
        emails=_ways(emails),
        phones=_ways(phones),
        last=_last(*_listed(last)) if last else None,
        trashed=bool(trashed),
    )


def _ways(listed: str) -> tuple[Way, ...]:
    return tuple([Way(*each) for each in _listed(listed)]) if listed != _NONE else ()


def _last(at: str, kind: str, text: str) -> Last:
    return Last(datetime.fromisoformat(at), kind, text)
