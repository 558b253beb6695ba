"""Reading the contact list and the folders, with SQLite alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerdesk.core.zones import known
from partnerdesk.storage.matching import where_matched

_ROWS = """
    SELECT contact_id, name, role, organisation, email, languages, city, region, region_name, country, zone,
           week, last_at, last, words
    FROM listing WHERE contact_id IN (SELECT value FROM json_each(?))"""
_ZONE = 10  # its place among the columns


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the contact list.

    ``languages`` is comma-separated; ``week`` is JSON, empty where the school week is assumed; ``last_at`` is
    UTC text, with ``last`` the first line of the newest entry; ``matched`` is the field and the text in which
    a search found it, None without a search.
    """

    id: int
    name: str
    role: str
    organisation: str
    email: str
    languages: str
    city: str
    region: str
    region_name: str
    country: str
    zone: str
    week: str
    last_at: str
    last: str
    matched: tuple[str, str] | None = None


FolderCount = tuple[str, str, str, int, str]
"""Country, region (empty: none), its name, how many contacts it has, and their hours.

The hours are a line for each, its zone and its week (JSON; empty: assumed) with a space between.
"""


def rows(connection: sqlite3.Connection, contact_ids: Sequence[int], text: str = "") -> list[ListRow]:
    """Return the lines of these contacts, in their order; those that have none (Trash) are left out.

    Args:
        connection: one that reads.
        contact_ids: about as many as a window shows.
        text: the search, to say where it matched.
    """
    shown = (json.dumps(list(contact_ids)),)
    found: dict[int, ListRow] = {}
    for *columns, words in connection.execute(_ROWS, shown):
        matched = where_matched(words, text) if text else None
        columns[_ZONE] = known(columns[_ZONE])
        found[columns[0]] = ListRow(*[*columns, matched])
    return [found[key] for key in contact_ids if key in found]


def folders(connection: sqlite3.Connection) -> Iterator[FolderCount]:
    """Yield what the folders that hold contacts are made of, a line at a time: a large book has thousands."""
    # Neither a zone nor JSON as we write it holds a line feed; one text is read faster than as many rows.
    return iter(
        connection.execute(
            "SELECT country, region, region_name, sum(contacts), group_concat(zone || ' ' || week, char(10))"
            " FROM folder GROUP BY country, region, region_name"
        )
    )


def home_zone(connection: sqlite3.Connection) -> str:
    """Return home's time zone; empty where nothing is known of home yet."""
    found = connection.execute("SELECT zone FROM home").fetchone()
    return known(found[0]) if found else ""


def waiting(connection: sqlite3.Connection) -> int:
    """Return how many letters have not gone out yet."""
    statement = "SELECT count(*) FROM draft WHERE trashed_at IS NULL AND exported_as = ''"
    return int(connection.execute(statement).fetchone()[0])


def anybody(connection: sqlite3.Connection) -> bool:
    """Whether there is a contact in the book that is not in the Trash."""
    statement = "SELECT EXISTS (SELECT 1 FROM contact WHERE trashed_at IS NULL)"
    return bool(connection.execute(statement).fetchone()[0])


def thrown_away(connection: sqlite3.Connection) -> int:
    """Return how many contacts are in Trash."""
    statement = "SELECT count(*) FROM contact WHERE trashed_at IS NOT NULL"
    return int(connection.execute(statement).fetchone()[0])


def pins(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the codes of the countries that are kept in the tree although they may be empty."""
    return frozenset(str(code) for (code,) in connection.execute("SELECT country FROM pin"))


def tags(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the tags and how many contacts outside of Trash carry each, by name."""
    # Few contacts are in Trash: to take these off again is faster than to ask of each one whether it is.
    statement = """
        SELECT name, sum(some) FROM (
            SELECT name, count(DISTINCT contact_id) AS some FROM tag GROUP BY name
            UNION ALL
            SELECT name, -count(DISTINCT contact_id) FROM tag
            WHERE contact_id IN (SELECT id FROM contact WHERE trashed_at IS NOT NULL) GROUP BY name
        ) GROUP BY name HAVING sum(some) > 0 ORDER BY name"""
    return [(str(name), int(count)) for name, count in connection.execute(statement)]
