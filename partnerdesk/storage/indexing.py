"""Rewriting the lines of the contact list, and their search index, from the contacts themselves.

The SQL is plain, because it also runs on a connection without SQLAlchemy (``checks``), and for speed.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final

from partnerdesk.core.places import Place
from partnerdesk.core.text import fold, fold_all
from partnerdesk.storage.batches import put
from partnerdesk.storage.file import Reader, stamp
from partnerdesk.storage.troubles import translated

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS: Final = (
    "contact_id", "sort", "name", "role", "organisation", "email", "languages", "city", "region",
    "region_name", "country", "zone", "week", "last_at", "last", "words",
)  # fmt: skip

_INSERT: Final = f"INSERT INTO listing ({', '.join(COLUMNS)}, stamp) VALUES"
_FOLDER: Final = "country, region, region_name, zone, week"
_BEFORE: Final = f"""
    SELECT contact_id, words, {_FOLDER} FROM listing WHERE contact_id IN (SELECT value FROM json_each(?))"""
_WORDS_OF_LINES: Final = """
    INSERT INTO listing_words (rowid, words)
    SELECT contact_id, words FROM listing WHERE contact_id BETWEEN ? AND ?"""
_WORDS_OF_SOME: Final = """
    INSERT INTO listing_words (rowid, words)
    SELECT contact_id, words FROM listing WHERE contact_id IN (SELECT value FROM json_each(?))"""
COUNTED: Final = f"SELECT {_FOLDER}, count(*) FROM listing GROUP BY {_FOLDER}"
_COUNT: Final = """
    INSERT INTO folder VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET contacts = contacts + excluded.contacts"""
_EMPTY: Final = f"DELETE FROM folder WHERE ({_FOLDER}) = (?, ?, ?, ?, ?) AND contacts < 1"

Row = Sequence[Any]
Whereabouts = tuple[str, str, str, str, str]
"""A place as its columns: city, region, the region's name, country, zone."""
Execute = Callable[..., Iterable[Row]]

_CHUNK = 2_000
_REMEMBERED = 4_096  # folders, and sets of tags: more than most books have
_THESE = "IN (SELECT value FROM json_each(?))"  # a JSON list of keys
_NOT_DIGITS = re.compile(r"\D+")
_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())  # of ASCII
_BREAK = "\n"
_BLANKS = "  ", "| ", " |"
_NO_DIGITS_IN_LINES = bytes(code for code in _NO_DIGITS if chr(code) != _BREAK)
_LAST_LENGTH = 200  # characters of the newest entry that the list may show

# One text for each kind of part, with a line for each of its rows: far fewer objects than lists of them.
_PARTS = """coalesce(
        (SELECT group_concat({0}, char(10)) FROM (
            SELECT {0} FROM {1} WHERE contact_id = c.id ORDER BY {2}, id)), '')"""
_CONTACTS = f"""
    SELECT c.id, c.name, c.role, c.city, c.region, c.region_name, c.country, c.zone, c.week,
        c.languages, c.notes, o.name, o.city, o.region, o.region_name, o.country, o.zone, o.week,
        {_PARTS.format("address", "email", "position")},
        {_PARTS.format("number", "phone", "position")},
        {_PARTS.format("name", "tag", "name")},
        coalesce((SELECT at || char(10) || text FROM entry
            WHERE contact_id = c.id ORDER BY at DESC, id DESC LIMIT 1), '')
    FROM contact c LEFT JOIN organisation o ON o.id = c.organisation_id
    WHERE c.trashed_at IS NULL"""


def reindex(session: Session, contact_ids: Iterable[int] | None, place_words: Callable[[Place], str]) -> None:
    """Rewrite the list's lines of these contacts; contacts that are in Trash or gone lose theirs.

    Args:
        session: one that writes; what is pending in it is flushed first.
        contact_ids: the contacts; None for all.
        place_words: the words by which a search should find a place, beside its city.

    Raises:
        BookError: one of its kinds, as ``troubles.translated`` says it.
    """
    from partnerdesk.storage.database import under

    session.flush()
    connection = under(session)
    with translated(connection.path):
        _rewrite(connection, contact_ids, place_words)


def _rewrite(
    connection: sqlite3.Connection, contact_ids: Iterable[int] | None, place_words: Callable[[Place], str]
) -> None:
    now = stamp(connection) + 1
    connection.execute(f"PRAGMA user_version={now:d}")

    def execute(statement: str, *parameters: str) -> Iterable[Row]:
        return connection.execute(statement, parameters)

    def execute_many(statement: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            connection.executemany(statement, rows)

    insert = f"{_INSERT} ({'?, ' * len(COLUMNS)}{now:d})"
    if contact_ids is None:
        execute("INSERT INTO listing_words (listing_words) VALUES ('delete-all')")
        execute("DELETE FROM listing")
        found = lines(execute, place_words)
        while some_lines := list(islice(found, _CHUNK)):
            execute_many(insert, some_lines)
        execute("INSERT INTO listing_words (listing_words) VALUES ('rebuild')")
        execute("DELETE FROM folder")
        execute(f"INSERT INTO folder {COUNTED}")
        return
    wanted = sorted(set(contact_ids))
    for start in range(0, len(wanted), _CHUNK):
        some = json.dumps(wanted[start : start + _CHUNK])
        before = list(execute(_BEFORE, some))
        old: dict[int, str] = {key: text for key, text, *_ in before}
        new = list(lines(execute, place_words, some))
        words = {line[0]: line[-1] for line in new}
        # An index over another table's text can forget a text only when it is told what the text was.
        execute_many(
            "INSERT INTO listing_words (listing_words, rowid, words) VALUES ('delete', ?, ?)",
            [(key, text) for key, text in old.items() if words.get(key) != text],
        )
        execute(f"DELETE FROM listing WHERE contact_id {_THESE}", some)
        execute_many(insert, new)
        if others := [key for key, text in words.items() if old.get(key) != text]:
            execute(_WORDS_OF_SOME, json.dumps(others))
        counts = Counter(map(_folder_of, new))
        for _, _, *columns in before:
            counts[tuple(columns)] -= 1
        changed = [(*folder, more) for folder, more in counts.items() if more]
        execute_many(_COUNT, changed)
        execute_many(_EMPTY, [tuple(folder) for *folder, more in changed if more < 0])


def add_lines(connection: Reader, columns: Sequence[Sequence[Any]]) -> Counter[tuple[Any, ...]]:
    """Write lines, as ``Liner`` derives them, of contacts that have none yet, and whose keys leave none out.

    Returns:
        by how much the folders grow, for ``count``.

    Raises:
        BookError: one of its kinds, as ``troubles.translated`` says it.
    """
    now, keys = stamp(connection) + 1, columns[0]
    connection.run(f"PRAGMA user_version={now:d}")
    put(connection, _INSERT, (*columns, [now] * len(keys)))
    # By one statement: before each of them FTS5 writes down what it has gathered up to then.
    connection.run(_WORDS_OF_LINES, (keys[0], keys[-1]))
    return Counter(zip(*_folder_of(columns), strict=True))


def count(connection: Reader, more: Mapping[tuple[Any, ...], int]) -> None:
    """Let folders grow by what ``add_lines`` has returned."""
    connection.run_many(_COUNT, [(*folder, number) for folder, number in more.items()])


whereabouts: Final[Callable[[Place], Whereabouts]] = attrgetter(
    "city", "region", "region_name", "country", "zone"
)
_folder_of: Final = itemgetter(*(COLUMNS.index(column) for column in _FOLDER.split(", ")))


def lines(
    execute: Execute, place_words: Callable[[Place], str], some: str | None = None
) -> Iterator[tuple[Any, ...]]:
    """Derive the list's lines, as tuples in the order of ``COLUMNS``.

    Args:
        execute: runs a statement with its parameters and gives its rows.
        place_words: as for ``reindex``.
        some: the keys of the contacts as a JSON list; None for all.
    """
    asked = (_CONTACTS,) if some is None else (f"{_CONTACTS} AND c.id {_THESE}", some)
    liner, found = Liner(place_words), iter(execute(*asked))
    while rows := list(islice(found, _CHUNK)):
        (
            keys, names, roles, cities, regions, region_names, countries, zones, weeks, languages, notes,
            organisations, its_cities, its_regions, its_region_names, its_countries, its_zones, its_weeks,
            emails, phones, tags, newest,
        ) = zip(*rows, strict=True)  # fmt: skip
        own = zip(cities, regions, region_names, countries, zones, strict=True)
        its = zip(its_cities, its_regions, its_region_names, its_countries, its_zones, strict=True)
        places = [
            place if organisation is None else liner.inherited(place, their)
            for place, organisation, their in zip(own, organisations, its, strict=True)
        ]
        parted = [each.partition("\n") for each in newest]
        columns = liner.columns(
            keys, names, roles, [each or "" for each in organisations], places,
            [*map(_first, weeks, its_weeks)], languages, notes, emails, phones, tags,
            [each[0] for each in parted], [each[2] for each in parted],
        )  # fmt: skip
        yield from zip(*columns, strict=True)


class Liner:
    """Derives lines, many at once; the words of places and organisations are worked out once.

    Args:
        place_words: as for ``reindex``.

    Attributes:
        inherited: returns the place that counts, of a contact's own and its organisation's.
    """

    def __init__(self, place_words: Callable[[Place], str]) -> None:
        @lru_cache(_REMEMBERED)
        def folder_words(country: str, region: str, region_name: str) -> str:
            return _words(place_words(Place("", region, region_name, country, "")))

        self._folder = folder_words
        self._often = lru_cache(_REMEMBERED)(_words)
        self.inherited = lru_cache(_REMEMBERED)(_inherited)

    def columns(
        self, keys: Sequence[int], names: Sequence[str], roles: Sequence[str], organisations: Sequence[str],
        places: Sequence[Whereabouts], weeks: Sequence[str], languages: Sequence[str], notes: Sequence[str],
        addresses: Sequence[str], phones: Sequence[str], tags: Sequence[str], last_at: Sequence[str],
        last: Sequence[str],
    ) -> tuple[Sequence[Any], ...]:  # fmt: skip
        """Return the lines' ``COLUMNS``, from columns that have a value for each of them.

        Args:
            keys: the contacts'; all others are as the book keeps them, places and weeks those that count.
            names: their own.
            roles: their own.
            organisations: the names, or empty.
            places: where; not none.
            weeks: JSON, or empty.
            languages: codes.
            notes: free text.
            addresses: of each a line for each address, the first one first; so are ``phones`` and ``tags``.
            phones: numbers.
            tags: in the order of their names.
            last_at: the instant of the last entry, or empty.
            last: its text, or empty.
        """
        emails = [each.partition("\n")[0] if "\n" in each else each for each in addresses]
        folded = fold_all(names)
        titles = folded if all(names) else [
            title or fold(organisation or email)
            for title, organisation, email in zip(folded, organisations, emails, strict=True)
        ]  # fmt: skip
        sorts = [*map(str.strip, titles)]
        parts = (
            _spaced_all(folded),
            _spaced_all(fold_all(organisations)),
            [*map(self._words_of_place, places, _spaced_all(fold_all([place[0] for place in places])))],
            _spaced_all(fold_all(addresses)),
            _number_words(phones),
            [*map(self._often, tags)],
            _spaced_all(fold_all(notes)),
        )
        words = [*map("\n".join, zip(*parts, strict=True))]
        shown = [each and each.strip().partition("\n")[0][:_LAST_LENGTH] for each in last]
        return (
            keys, sorts, names, roles, organisations, emails, languages, *zip(*places, strict=True), weeks,
            last_at, shown, words,
        )  # fmt: skip

    def _words_of_place(self, place: Whereabouts, city: str) -> str:
        """Return the words of a place, with those of its city, which are given."""
        _, region, region_name, country, _ = place
        words = self._folder(country, region, region_name)
        return city if words == " " else words if city == " " else f"{city}{words}"


def _inherited(own: Whereabouts, its: Whereabouts) -> Whereabouts:
    return whereabouts(Place(*own).or_else(Place(*its)))


def _first(*values: str | None) -> str:
    return next(filter(None, values), "")


def _words(field: str) -> str:
    return _spaced(fold(field)) if field else " "


def _spaced(folded: str) -> str:
    """Put a space before each word, the first one too: "begins" is "contains ' word'"."""
    return f" {' '.join(folded.split())}"


def _spaced_all(folded: Sequence[str]) -> list[str]:
    """Do as ``_spaced`` does with each of some texts; most have but one space between their words."""
    whole = f"|{'|'.join(folded)}|"
    if whole.isprintable() and not any(map(whole.__contains__, _BLANKS)):
        return [f" {text}" for text in folded]
    return [*map(_spaced, folded)]


def _number_words(phones: Sequence[str]) -> list[str]:
    """Write each number as typed, and as bare digits, so that it is found whatever lies between them."""
    whole = "".join(phones)
    if whole.isascii() and whole.isprintable():  # nobody has two of them
        bare = _BREAK.join(phones).encode().translate(None, _NO_DIGITS_IN_LINES).decode().split(_BREAK)
        typed = zip(fold_all(phones), bare, strict=True)
        return _spaced_all([f"{number} {digits}" if number else "" for number, digits in typed])
    return [*map(_words_of_numbers, phones)]


def _words_of_numbers(phones: str) -> str:
    return _words(" ".join([f"{each} {_digits(each)}" for each in phones.split("\n")])) if phones else " "


def _digits(number: str) -> str:
    if number.isascii():
        return number.encode().translate(None, _NO_DIGITS).decode()
    return _NOT_DIGITS.sub("", fold(number))
