"""Generated books for measuring: any number of contacts at real places, the same ones for the same seed.

From the shell: ``python -m tests.bench.generate 100000 big.partnerdesk [SEED]``.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, insert

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk.places import gazetteer
from partnerdesk.storage.database import create, open_engine, writing
from partnerdesk.storage.indexing import reindex
from partnerdesk.storage.records import Contact, Email, Entry, Home, Organisation, Phone, Pin, Tag

SEED = 7
NOW = datetime(2027, 2, 15, 16, 30, tzinfo=UTC)
_CHUNK = 5_000  # rows handed to one INSERT

_TEXTS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_FIRST, _LAST, _SCHOOLS, _ROLES, _TAGS, _WORDS = (
    [each.strip() for each in _TEXTS[key].split(",")]
    for key in ("first", "last", "schools", "roles", "tags", "words")
)
_WEEKS = (
    "Mon-Fri 08:00-13:00",
    "Mon-Fri 08:30-12:00, Mon-Fri 13:00-15:30",
    "Sun-Thu 07:30-14:00",
    "Mon-Sat 08:00-13:00",
    "Mon-Fri 07:30-11:30, Mon-Fri 13:30-17:30",
)
_SOURCES = ["colleague", "alumni", "conference", "mailing list", "directory", "programme"]


def generate(path: Path, contacts: int, seed: int = SEED) -> Path:
    """Make a book of ``contacts`` contacts at ``path``, which must not exist, and return the path.

    One organisation for eight contacts; 1.2 addresses, 0.8 phones, 1.3 tags, 1.4 lines of history each.
    """
    random = Random(seed)
    places = _places(random)
    create(path)
    engine = open_engine(path)
    try:
        with writing(engine) as session:
            connection = session.connection()
            _put(connection, Home, [_home()])
            _put(connection, Pin, [{"country": "KE"}])
            schools = list(_schools(random, max(1, contacts // 8), places))
            _put(connection, Organisation, schools)
            _put(connection, Contact, _contacts(random, contacts, places, schools))
            for record, rows in _parts(random, contacts).items():
                _put(connection, record, rows)
            reindex(session, None, gazetteer().place_words)
    finally:
        engine.dispose()
    return path


Rows = Iterator[dict[str, Any]] | Sequence[dict[str, Any]]


def _put(connection: Connection, record: type, rows: Rows) -> None:
    table: Table = record.__table__  # type: ignore[attr-defined]
    waiting = iter(rows)
    while some := list(islice(waiting, _CHUNK)):
        connection.execute(insert(table), some)


def _columns(place: Place) -> dict[str, str]:
    return {key: getattr(place, key) for key in ("city", "region", "region_name", "country", "zone")}


def _places(random: Random) -> list[Place]:
    """Return cities, the big ones more often than the small ones, and every country and region there is."""
    found = {}
    for letters in product("abcdefghijklmnoprstuvz", "aeiourhl"):
        for city in gazetteer().complete("".join(letters), limit=25):
            found[city.name, city.country, city.region] = city
    cities = sorted(found.values(), key=lambda city: (city.country, city.region, city.name))
    weights = [max(city.population, 1_000) ** 0.5 for city in cities]
    return [gazetteer().place(city) for city in random.choices(cities, weights, k=3_000)] + list(_folders())


def _folders() -> Iterator[Place]:
    """Yield each region, and each country that has none, so that a big book has all folders."""
    for country in gazetteer().countries():
        regions = gazetteer().regions(country.alpha2)
        for code, name in [(each.code, each.name) for each in regions] or [("", "")]:
            zones = gazetteer().zones(country.alpha2, code)
            yield Place("", code, name, country.alpha2, zones[0] if zones else "")


def _home() -> dict[str, Any]:
    place = Place("Detroit", "US-MI", "Michigan", "US", "America/Detroit")
    week = SchoolWeek.parse("Mon-Fri 08:00-15:00")
    return {
        "id": 1, "name": "Ana Lee", "role": "exchange coordinator", "organisation": "Lincoln School",
        "email": "ana.lee@lincoln.example.org", "week": week, "stretch": None, "languages": ("en", "es"),
        "signature": "Ana Lee",
    } | _columns(place)  # fmt: skip


def _schools(random: Random, count: int, places: Sequence[Place]) -> Iterator[dict[str, Any]]:
    weeks = [SchoolWeek.parse(text) for text in _WEEKS]
    for i in range(count):
        name = random.choice(_SCHOOLS).format(f"{random.choice(_LAST)} {random.choice(_FIRST)}")
        yield {
            "id": i + 1, "name": f"{name} {i + 1}" if i % 3 else name, "web": "", "notes": "",
            "week": random.choice(weeks) if random.random() < 0.7 else None, "trashed_at": None,
        } | _columns(random.choice(places))  # fmt: skip


def _contacts(
    random: Random, count: int, places: Sequence[Place], schools: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    nowhere = Place()
    for i in range(count):
        at_school = random.random() < 0.85
        last = (
            f"{random.choice(_LAST)} {random.choice(_LAST)}"
            if random.random() < 0.3
            else random.choice(_LAST)
        )
        notes = " ".join(random.choices(_WORDS, k=random.randint(4, 25))) if random.random() < 0.3 else ""
        yield {
            "id": i + 1,
            "name": f"{random.choice(_FIRST)} {last}",
            "greeting": "",
            "role": random.choice(_ROLES),
            "organisation_id": random.randrange(len(schools)) + 1 if at_school else None,
            "week": None,
            "languages": tuple(random.sample(("en", "es", "fr", "pt", "ja", "ar"), random.randint(1, 2))),
            "source": random.choice(_SOURCES),
            "source_detail": "",
            "introduced_by_id": None,
            "notes": notes,
            "added_at": NOW - timedelta(days=random.randint(1, 2_000)),
            "trashed_at": NOW if random.random() < 0.002 else None,
        } | _columns(nowhere if at_school and random.random() < 0.9 else random.choice(places))


def table(random: Random, contacts: int) -> Iterator[tuple[str, ...]]:
    """Yield rows as a file of contacts has them: name, role, organisation, place (5), one of each, notes."""
    places = _places(random)
    schools = list(_schools(random, max(1, contacts // 8), places))
    parts = _parts(random, contacts)
    values = {record: {row["contact_id"]: row for row in reversed(rows)} for record, rows in parts.items()}
    for row in _contacts(random, contacts, places, schools):
        school, place = row["organisation_id"], (row[name] for name in _columns(Place()))
        yield (
            row["name"],
            row["role"],
            schools[school - 1]["name"] if school else "",
            *place,
            *(
                values[record].get(row["id"], {}).get(column, "")
                for record, column in ((Email, "address"), (Phone, "number"), (Tag, "name"))
            ),
            row["notes"],
        )


def _parts(random: Random, count: int) -> dict[type, list[dict[str, Any]]]:
    """Return addresses, phones, tags and history of all contacts; tags as unequal as real ones."""
    emails, phones, tags, entries = [], [], [], []
    weights = [1 / (i + 1) for i in range(len(_TAGS))]
    for key in range(1, count + 1):
        for i in range(random.choices((0, 1, 2), (5, 70, 25))[0]):
            domain = random.choice(("school.example.org", "college.example", "example.com", "example.net"))
            address = f"{random.choice(_WORDS)}.{key}{'abc'[i]}@{domain}"
            emails.append({"contact_id": key, "position": i, "address": address, "label": "work"})
        for i in range(random.choices((0, 1, 2), (35, 50, 15))[0]):
            number = (
                f"+{random.randint(1, 99)} 555 {random.randint(0, 999):03d} {random.randint(0, 9999):04d}"
            )
            phones.append({"contact_id": key, "position": i, "number": number, "label": ""})
        for name in dict.fromkeys(random.choices(_TAGS, weights, k=random.randint(0, 3))):
            tags.append({"contact_id": key, "name": name})
        for _ in range(random.choices((0, 1, 4), (40, 35, 25))[0]):
            at = NOW - timedelta(minutes=random.randint(1, 1_000_000))
            text = " ".join(random.choices(_WORDS, k=random.randint(3, 9))).capitalize()
            entries.append({"contact_id": key, "kind": "note", "at": at, "text": text, "draft_id": None})
    return {Email: emails, Phone: phones, Tag: tags, Entry: entries}


if __name__ == "__main__":
    from partnerdesk.core.zones import use_bundled_zones

    use_bundled_zones()
    generate(Path(sys.argv[2]), int(sys.argv[1]), *[int(each) for each in sys.argv[3:4]])
