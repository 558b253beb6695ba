"""Many contacts at once: an import of 100,000 is one change, journalled, listed and searchable in seconds.

Rows go to SQLite without records, a chunk of contacts at a time, with keys that follow each other; the
journal keeps their ranges (``ranges``). The contacts are read as a stream: no more than a chunk is held.
"""

from __future__ import annotations

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
from partnerdesk.storage.file import Reader
from partnerdesk.storage.images import Watch, watch_of
from partnerdesk.storage.indexing import reindex
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
    adding = _Adding(connection, watch_of(session))
    first = adding.next["contact"]
    waiting = iter(contacts)
    while some := list(islice(waiting, _CHUNK)):
        keys = adding.add(some)
        reindex(session, keys, place_words)
        if progress:
            progress(keys.stop - first)
    return range(first, adding.next["contact"])


@dataclass
class _Adding:
    """One call of ``add_all``.

    Attributes:
        connection: SQLite's own.
        watch: of what is recorded; None where nothing is.
        next: the next free key of each table.
        organisations: the keys of those that were made, by folded name.
    """

    connection: Reader
    watch: Watch | None
    next: dict[str, int] = field(init=False)
    organisations: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        used = dict(self.connection.run("SELECT name, seq FROM sqlite_sequence"))
        self.next = {table: used.get(table, 0) + 1 for table in COLUMNS}

    def add(self, contacts: Sequence[NewContact]) -> range:
        """Insert a chunk, and return the keys of its contacts."""
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        first = self.next["contact"]
        for key, contact in enumerate(contacts, first):
            rows["contact"].append(_contact(key, contact, self._organisation(contact.organisation, rows)))
            self._parts(key, contact, rows)
        for table, some in rows.items():
            if some:
                self._insert(table, some)
        return range(first, self.next["contact"])

    def _organisation(
        self, wanted: NewOrganisation | int | None, rows: dict[str, list[tuple[Any, ...]]]
    ) -> int | None:
        if not isinstance(wanted, NewOrganisation):
            return wanted
        name = fold(wanted.name)
        if name not in self.organisations:
            key = self.organisations[name] = self.next["organisation"] + len(rows["organisation"])
            rows["organisation"].append(
                (
                    key, wanted.name, *_place(wanted.place), _week(wanted.week), wanted.web, wanted.notes,
                    wanted.street, wanted.postcode, None,
                )
            )  # fmt: skip
        return self.organisations[name]

    def _parts(self, key: int, contact: NewContact, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        of = {table: self.next[table] + len(rows[table]) for table in ("email", "phone", "tag", "entry")}
        rows["email"] += (
            (of["email"] + at, key, at, address, label) for at, (address, label) in enumerate(contact.emails)
        )
        rows["phone"] += (
            (of["phone"] + at, key, at, number, label) for at, (number, label) in enumerate(contact.phones)
        )
        rows["tag"] += ((own, key, name) for own, name in enumerate(contact.tags, of["tag"]))
        rows["entry"] += (
            (own, key, kind, _instant(at), text, None, "")
            for own, (kind, at, text) in enumerate(contact.entries, of["entry"])
        )

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self.connection.run_many(inserting(table, COLUMNS[table]), rows)
        if self.watch:
            self.watch.made.append(Range.of(table, COLUMNS[table], rows, self.next[table]))
        self.next[table] += len(rows)


def _contact(key: int, contact: NewContact, organisation: int | None) -> tuple[Any, ...]:
    return (
        key, contact.name, contact.greeting, contact.role, organisation, *_place(contact.place),
        _week(contact.week), ",".join(contact.languages), contact.source, contact.source_detail,
        contact.introduced_by, contact.notes, contact.street, contact.postcode, contact.web, contact.origin,
        contact.uid, contact.added_at and _instant(contact.added_at), None,
    )  # fmt: skip


def _place(place: Place) -> tuple[str, str, str, str, str]:
    return place.city, place.region, place.region_name, place.country, place.zone


def _week(week: SchoolWeek | None) -> str | None:
    return None if week is None else week.to_json()


_instant = lru_cache(instant)
