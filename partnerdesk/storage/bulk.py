"""Many contacts at once: an import of 100,000 is one change, journalled, listed and searchable in seconds.

Rows go to SQLite without records, a chunk of contacts at a time, with keys that follow each other; the
journal keeps their ranges (``ranges``). The contacts are read as a stream: no more than a chunk is held.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice, repeat
from sys import intern
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.storage.batches import Unsorted, put
from partnerdesk.storage.columns import instant
from partnerdesk.storage.database import under
from partnerdesk.storage.file import Reader, roomy
from partnerdesk.storage.images import Watch, watch_of
from partnerdesk.storage.indexing import Liner, add_lines, count, whereabouts
from partnerdesk.storage.ranges import Range, inserting

_CHUNK: Final = 1_000  # contacts
_FEW: Final = 1_000  # contacts: for fewer, indexes are not made anew

# The columns of each table in the order in which their rows are made here; referred to before referring.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "organisation": (
        "id", "name", "city", "region", "region_name", "country", "zone", "week", "web", "notes", "street",
        "postcode", "trashed_at",
    ),
    "contact": (
        "id", "name", "greeting", "role", "organisation_id", "city", "region", "region_name", "country",
        "zone", "week", "languages", "source", "source_detail", "introduced_by_id", "notes", "street",
        "postcode", "web", "origin", "uid", "name_parts", "added_at", "trashed_at",
    ),
    "email": ("id", "contact_id", "position", "address", "label"),
    "phone": ("id", "contact_id", "position", "number", "label"),
    "tag": ("id", "contact_id", "name"),
    "entry": ("id", "contact_id", "kind", "at", "text", "draft_id", "message_id", "approach_id"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
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


class NewContact(NamedTuple):
    """A contact that is not in the book yet; text is plain, checked and trimmed. See ``records.Contact``.

    Attributes:
        organisation: a new one, or the key of one that is in the book; place and week of the contact are its
            own and stay empty where it inherits the organisation's.
        introduced_by: the key of a contact that is in the book.
        emails: addresses with their labels, the one that letters go to first.
        phones: numbers with their labels.
        tags: each once.
        entries: lines of the history: kind, instant (aware), text.
        parts: of the name; see ``Card``.
        added_at: aware.
    """

    name: str
    greeting: str = ""
    role: str = ""
    languages: tuple[str, ...] = ()
    source: str = ""
    source_detail: str = ""
    notes: str = ""
    street: str = ""
    postcode: str = ""
    web: str = ""
    uid: str = ""
    emails: tuple[tuple[str, str], ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    entries: tuple[tuple[str, datetime, str], ...] = ()
    parts: str = ""
    organisation: NewOrganisation | int | None = None
    place: Place = Place()
    week: SchoolWeek | None = None
    origin: str = ""
    added_at: datetime | None = None
    introduced_by: int | None = None


def add_all(
    session: Session,
    contacts: Iterable[NewContact],
    place_words: Callable[[Place], str],
    progress: Callable[[int], object] | None = None,
) -> range:
    """Add contacts as ``add_columns`` does, read as a stream."""
    waiting = iter(contacts)
    chunks = iter(lambda: tuple(zip(*islice(waiting, _CHUNK), strict=True)), ())
    return add_columns(session, chunks, place_words, progress)


def add_columns(
    session: Session,
    chunks: Iterable[tuple[Sequence[Any], ...]],
    place_words: Callable[[Place], str],
    progress: Callable[[int], object] | None = None,
) -> range:
    """Add contacts with all that belongs to them, in the session's transaction, and list them.

    Where a verb is recorded, they are part of its change: undone and redone with it.

    Args:
        session: one that writes; what is pending in it is flushed first.
        chunks: some contacts at a time, as the columns of ``NewContact``; read as a stream, which writes
            nothing itself.
        place_words: as for ``indexing.reindex``.
        progress: called with the number of contacts added so far; what it raises stops the work, and the
            caller rolls back.

    Returns:
        the keys made, in the order of the contacts.

    Raises:
        BookError: one of its kinds, as ``troubles.translated`` says it; the caller rolls back.
    """
    session.flush()
    connection = under(session)
    adding = _Adding(connection, watch_of(session), Liner(place_words))
    first = adding.next["contact"]
    ((there,),) = connection.run("SELECT count(*) FROM contact")
    indexes = Unsorted(connection)
    # Pages all over the file are touched only where there were contacts before, whose indexes stay.
    with roomy(connection) if there > _FEW else nullcontext():
        for some in chunks:
            if adding.next["contact"] + len(some[0]) - first > max(there, _FEW):
                indexes.give_up()
            keys = adding.add(some)
            if progress:
                progress(keys.stop - first)
        indexes.make_again()
        count(connection, adding.folders)
    return range(first, adding.next["contact"])


_ORGANISATIONS: Final = """
    SELECT id, name, city, region, region_name, country, zone, week FROM organisation
    WHERE id IN (SELECT value FROM json_each(?))"""
_REMEMBERED: Final = 1_000  # sets of tags
_Rows = list[tuple[Any, ...]]
_Joined = tuple[str, Place, str | None]
_NOWHERE: Final = ("", "", "", "", "")
_ALONE: Final[_Joined] = "", Place(), None


@dataclass
class _Adding:
    """One call of ``add_all``.

    Attributes:
        connection: SQLite's own.
        watch: of what is recorded; None where nothing is.
        liner: derives the lines of the list.
        next: the next free key of each table.
        made: the keys of the organisations that were made, by name, and by folded name.
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

    def add(self, columns: tuple[Sequence[Any], ...]) -> range:
        """Insert a chunk, and return the keys of its contacts.

        Column by column: what is done to all at once takes a fraction of what it takes one by one.
        """
        keys = range(self.next["contact"], self.next["contact"] + len(columns[0]))
        (
            names, greetings, roles, languages, sources, details, notes, streets, postcodes, webs, uids,
            emails, phones, tags, entries, parts, organisations, places, weeks, origins, added, introducers,
        ) = columns  # fmt: skip
        schools = self._organisations(organisations)
        own = [*map(whereabouts, places)]
        weeks = [*map(_week, weeks)] if any(weeks) else [None] * len(keys)
        languages = [*map(",".join, languages)] if any(languages) else [""] * len(keys)
        nothing = [None] * len(keys)
        self._insert(
            "contact",
            keys, names, greetings, roles, schools, *zip(*own, strict=True), weeks, languages, sources,
            details, introducers, notes, streets, postcodes, webs, origins, uids, parts,
            [at and _instant(at) for at in added], nothing,
        )  # fmt: skip
        addresses = self._add_parts("email", keys, emails)
        lines_of_phones = self._add_parts("phone", keys, phones)
        self._insert("tag", *_each(keys, tags))
        last_at, last = self._history(keys, entries)
        joined = [_ALONE if key is None else self.joined[key] for key in schools]
        its_names, its_places, its_weeks = zip(*joined, strict=True)
        if any(schools):
            inherited = self.liner.inherited
            own = [
                place if place[-1] and place[0] else its if place == _NOWHERE else inherited(place, its)
                for place, its in zip(own, map(whereabouts, its_places), strict=True)
            ]
            weeks = [week or its or "" for week, its in zip(weeks, its_weeks, strict=True)]
        elif any(weeks):
            weeks = [week or "" for week in weeks]
        else:
            weeks = [""] * len(keys)
        lines = self.liner.columns(
            keys, names, roles, its_names, own, weeks, languages, notes, addresses, lines_of_phones,
            [_lined(some) for some in tags], last_at, last,
        )  # fmt: skip
        self.folders += add_lines(self.connection, lines)
        return keys

    def _organisations(self, wanted: Sequence[NewOrganisation | int | None]) -> list[int | None]:
        """Return the keys of organisations, in the same order; insert the new ones."""
        known = {each for each in wanted if isinstance(each, int)} - self.joined.keys()
        for key, name, *place, week in self.connection.run(_ORGANISATIONS, (json.dumps(sorted(known)),)):
            self.joined[key] = name, Place(*place), week
        rows: _Rows = []
        made = self.made.get
        keys = [
            (made(each.name) or self._made(each, rows)) if isinstance(each, NewOrganisation) else each
            for each in wanted
        ]
        if rows:
            _, *columns = zip(*rows, strict=True)
            self._insert("organisation", *columns)
        return keys

    def _made(self, wanted: NewOrganisation, rows: _Rows) -> int:
        """Return the key of a new organisation; where it was not met before, make its row."""
        name, folded = wanted.name, intern(fold(wanted.name))
        if folded not in self.made:
            key = self.made[folded] = self.next["organisation"] + len(rows)
            week = _week(wanted.week)
            self.joined[key] = name, wanted.place, week
            more = wanted.web, wanted.notes, wanted.street, wanted.postcode
            rows.append((key, name, *whereabouts(wanted.place), week, *more, None))
        key = self.made[name] = self.made[folded]
        return key

    def _add_parts(
        self, table: str, keys: range, parts: Sequence[Sequence[tuple[str, str]]]
    ) -> Sequence[str]:
        """Insert addresses or numbers with their labels; return those of each contact, one a line."""
        their, pairs = _each(keys, parts)
        if not pairs:
            return [""] * len(keys)
        counts = [*map(len, parts)]
        values, labels = zip(*pairs, strict=True)
        places = [*chain.from_iterable(map(range, counts))]
        self._insert(table, their, places, values, labels)
        left = iter(values)
        return [
            "" if not count else next(left) if count == 1 else "\n".join(islice(left, count))
            for count in counts
        ]

    def _history(
        self, keys: range, entries: Sequence[Sequence[tuple[str, datetime, str]]]
    ) -> tuple[list[str], list[str]]:
        """Insert the entries; return of each contact the instant and the text of the newest one, or empty."""
        their, lines = _each(keys, entries)
        if not lines:
            return [""] * len(keys), [""] * len(keys)
        kinds, instants, texts = zip(*lines, strict=True)
        written = [*map(_instant, instants)]
        nothing = [None] * len(lines)
        self._insert("entry", their, kinds, written, texts, nothing, [""] * len(lines), nothing)
        newest: dict[int, tuple[str, str]] = {}
        for key, at, text in zip(their, written, texts, strict=True):
            if at >= newest.get(key, ("", ""))[0]:
                newest[key] = at, text
        found = [newest.get(key, ("", "")) for key in keys]
        return [at for at, _ in found], [text for _, text in found]

    def _insert(self, table: str, *columns: Sequence[Any]) -> None:
        """Insert rows, whose keys are those that come next unless they are given."""
        count = len(columns[0])
        if not count:
            return
        names, first = COLUMNS[table], self.next[table]
        whole = columns if len(columns) == len(names) else (range(first, first + count), *columns)
        put(self.connection, inserting(table, names), whole)
        if self.watch:
            self.watch.made.append(Range.of(table, names, whole, first))
        self.next[table] += count


def _each(keys: range, parts: Sequence[Sequence[Any]]) -> tuple[list[int], list[Any]]:
    """Return of all parts the key of their contact, and themselves."""
    their = chain.from_iterable(map(repeat, keys, map(len, parts)))
    return [*their], [*chain.from_iterable(parts)]


@lru_cache(_REMEMBERED)
def _lined(tags: tuple[str, ...]) -> str:
    """Return tags in the order of their names, one a line."""
    return "\n".join(sorted(tags))


def _week(week: SchoolWeek | None) -> str | None:
    return None if week is None else week.to_json()


_instant = lru_cache(instant)
