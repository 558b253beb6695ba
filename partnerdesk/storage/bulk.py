"""Many contacts at once: an import of 100,000 is one change, journalled, listed and searchable in seconds.

Rows go to SQLite without records, a chunk of contacts at a time, with keys that follow each other; the
journal keeps their ranges (``ranges``). The contacts are read as a stream: no more than a chunk is held.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from sqlalchemy.orm import Session

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.storage.columns import instant
from partnerdesk.storage.database import under
from partnerdesk.storage.file import Reader, roomy
from partnerdesk.storage.images import Watch, watch_of
from partnerdesk.storage.indexing import Liner, add_lines, count
from partnerdesk.storage.ranges import Range, inserting

_CHUNK: Final = 2_000  # contacts

# The columns of each table in the order in which their rows are made here; referred to before referring.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "organisation": (
        "id", "name", "city", "region", "region_name", "country", "zone", "week", "web", "notes", "street",
        "postcode", "trashed_at",
    ),
    "contact": (
        "id", "name", "greeting", "role", "organisation_id", "city", "region", "region_name", "country",
        "zone", "week", "languages", "source", "source_detail", "introduced_by_id", "notes", "street",
        "postcode", "web", "origin", "uid", "added_at", "trashed_at",
    ),
    "email": ("id", "contact_id", "position", "address", "label"),
    "phone": ("id", "contact_id", "position", "number", "label"),
    "tag": ("id", "contact_id", "name"),
    "entry": ("id", "contact_id", "kind", "at", "text", "draft_id", "message_id"),
}  # fmt: skip


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation that is not in the book yet; see ``records.Organisation``.

    Contacts of one call that name it the same, whatever the case and accents, share the first one.
    """

    name: str
    place: Place = Place()  # noqa: RUF009 - a frozen value
    week: SchoolWeek | None = None
    web: str = ""
    notes: str = ""
    street: str = ""
    postcode: str = ""


@dataclass(frozen=True)
class NewContact:
    """A contact that is not in the book yet; text is plain, checked and trimmed. See ``records.Contact``.

    Attributes:
        organisation: a new one, or the key of one that is in the book; place and week of the contact are its
            own and stay empty where it inherits the organisation's.
        introduced_by: the key of a contact that is in the book.
        emails: addresses with their labels, the one that letters go to first.
        phones: numbers with their labels.
        tags: each once.
        entries: lines of the history: kind, instant (aware), text.
        added_at: aware.
    """

    name: str
    greeting: str = ""
    role: str = ""
    organisation: NewOrganisation | int | None = None
    place: Place = Place()  # noqa: RUF009 - a frozen value
    week: SchoolWeek | None = None
    languages: tuple[str, ...] = ()
    source: str = ""
    source_detail: str = ""
    introduced_by: int | None = None
    notes: str = ""
    street: str = ""
    postcode: str = ""
    web: str = ""
    origin: str = ""
    uid: str = ""
    emails: tuple[tuple[str, str], ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    entries: tuple[tuple[str, datetime, str], ...] = ()
    added_at: datetime | None = None


def add_all(
    session: Session,
    contacts: Iterable[NewContact],
    place_words: Callable[[Place], str],
    progress: Callable[[int], object] | None = None,
) -> range:
    """Add contacts with all that belongs to them, in the session's transaction, and list them.

    Where a verb is recorded, they are part of its change: undone and redone with it.

    Args:
        session: one that writes; what is pending in it is flushed first.
        contacts: read as a stream, which writes nothing itself.
        place_words: as for ``indexing.reindex``.
        progress: called with the number of contacts added so far; what it raises stops the work, and the
            caller rolls back.

    Returns:
        the keys made, in the order of the contacts.

    Raises:
        BookError: one of its kinds, as ``file.translated`` says it; the caller rolls back.
    """
    session.flush()
    connection = under(session)
    adding = _Adding(connection, watch_of(session), Liner(place_words))
    first = adding.next["contact"]
    waiting = iter(contacts)
    with roomy(connection):
        while some := list(islice(waiting, _CHUNK)):
            keys = adding.add(some)
            if progress:
                progress(keys.stop - first)
        count(connection, adding.folders)
    return range(first, adding.next["contact"])


_ORGANISATIONS: Final = """
    SELECT id, name, city, region, region_name, country, zone, week FROM organisation
    WHERE id IN (SELECT value FROM json_each(?))"""
_Rows = dict[str, list[tuple[Any, ...]]]
_Joined = tuple[str, Place, str | None]


@dataclass
class _Adding:
    """One call of ``add_all``.

    Attributes:
        connection: SQLite's own.
        watch: of what is recorded; None where nothing is.
        liner: derives the lines of the list.
        next: the next free key of each table.
        made: the keys of the organisations that were made, by folded name.
        joined: name, place and week of each organisation that was met, by key.
        folders: by how much they grow.
    """

    connection: Reader
    watch: Watch | None
    liner: Liner
    next: dict[str, int] = field(init=False)
    made: dict[str, int] = field(default_factory=dict)
    joined: dict[int, _Joined] = field(default_factory=dict)
    folders: Counter[tuple[Any, ...]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        used = dict(self.connection.run("SELECT name, seq FROM sqlite_sequence"))
        self.next = {table: used.get(table, 0) + 1 for table in COLUMNS}

    def add(self, contacts: Sequence[NewContact]) -> range:
        """Insert a chunk, and return the keys of its contacts."""
        self._meet({each.organisation for each in contacts if isinstance(each.organisation, int)})
        rows: _Rows = {table: [] for table in COLUMNS}
        first = self.next["contact"]
        lines = [self._one(key, contact, rows) for key, contact in enumerate(contacts, first)]
        for table, some in rows.items():
            if some:
                self._insert(table, some)
        self.folders += add_lines(self.connection, lines)
        return range(first, self.next["contact"])

    def _meet(self, organisations: set[int]) -> None:
        """Read the organisations of the book that were not met before."""
        wanted = json.dumps(sorted(organisations - self.joined.keys()))
        for key, name, *place, week in self.connection.run(_ORGANISATIONS, (wanted,)):
            self.joined[key] = name, Place(*place), week

    def _one(self, key: int, contact: NewContact, rows: _Rows) -> tuple[Any, ...]:
        """Make the rows of a contact, and return its line."""
        organisation = self._organisation(contact.organisation, rows)
        week, languages = _week(contact.week), ",".join(contact.languages)
        place = contact.place
        rows["contact"].append(
            (
                key, contact.name, contact.greeting, contact.role, organisation, *_place(place), week,
                languages, contact.source, contact.source_detail, contact.introduced_by, contact.notes,
                contact.street, contact.postcode, contact.web, contact.origin, contact.uid,
                contact.added_at and _instant(contact.added_at), None,
            )
        )  # fmt: skip
        newest = self._parts(key, contact, rows)
        name = ""
        if organisation is not None:
            name, its_place, its_week = self.joined[organisation]
            place, week = place.or_else(its_place), week or its_week
        return self.liner.line(
            key, contact.name, contact.role, name, place, week or "", languages, contact.notes,
            "\n".join([address for address, _ in contact.emails]),
            "\n".join([number for number, _ in contact.phones]),
            "\n".join(sorted(contact.tags)), newest,
        )  # fmt: skip

    def _organisation(self, wanted: NewOrganisation | int | None, rows: _Rows) -> int | None:
        if not isinstance(wanted, NewOrganisation):
            return wanted
        name = fold(wanted.name)
        if name not in self.made:
            key = self.made[name] = self.next["organisation"] + len(rows["organisation"])
            week = _week(wanted.week)
            self.joined[key] = wanted.name, wanted.place, week
            rows["organisation"].append(
                (
                    key, wanted.name, *_place(wanted.place), week, wanted.web, wanted.notes, wanted.street,
                    wanted.postcode, None,
                )
            )  # fmt: skip
        return self.made[name]

    def _parts(self, key: int, contact: NewContact, rows: _Rows) -> tuple[str, str]:
        """Make the rows that belong to a contact, and return the instant and the text of the newest entry."""
        some = rows["email"]
        for at, (text, label) in enumerate(contact.emails):
            some.append((self.next["email"] + len(some), key, at, text, label))
        some = rows["phone"]
        for at, (text, label) in enumerate(contact.phones):
            some.append((self.next["phone"] + len(some), key, at, text, label))
        some = rows["tag"]
        for text in contact.tags:
            some.append((self.next["tag"] + len(some), key, text))
        some, newest = rows["entry"], ("", "")
        for kind, when, text in contact.entries:
            moment = _instant(when)
            some.append((self.next["entry"] + len(some), key, kind, moment, text, None, ""))
            if moment >= newest[0]:
                newest = moment, text
        return newest

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self.connection.run_many(inserting(table, COLUMNS[table]), rows)
        if self.watch:
            self.watch.made.append(Range.of(table, COLUMNS[table], rows, self.next[table]))
        self.next[table] += len(rows)


def _place(place: Place) -> tuple[str, str, str, str, str]:
    return place.city, place.region, place.region_name, place.country, place.zone


def _week(week: SchoolWeek | None) -> str | None:
    return None if week is None else week.to_json()


_instant = lru_cache(instant)
