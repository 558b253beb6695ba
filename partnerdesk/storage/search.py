"""Search: every word of the question must be in the line, anywhere in a word and in any script.

Lines in which every word of the question begins a word come first (the FTS5 index knows these), then the
others; both in the order of the list. ``find`` scans the table, which costs what reading it costs. From its
second question on, a connection keeps the folded text in memory, and a key typed costs one pass over that.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from operator import contains, not_
from typing import Final

from partnerdesk.storage.file import Reader
from partnerdesk.storage.indexing import FIELDS, reindex
from partnerdesk.storage.listing import FolderCount, ListRow, WeekCount, folders, pins, rows, tags, weeks
from partnerdesk.storage.matching import Needles, asked, where_matched

__all__ = [
    "FIELDS",
    "FolderCount",
    "ListRow",
    "WeekCount",
    "find",
    "folders",
    "pins",
    "reindex",
    "rows",
    "tags",
    "warm",
    "weeks",
    "where_matched",
]

_FEW: Final = 4_000  # up to so many answers the index is faster than a second pass over the text
_CONTAINS = "words LIKE ? ESCAPE '\\'"  # both sides are folded, and LIKE is faster than instr()
_JOKERS, _ESCAPED = re.compile(r"[\\%_]"), r"\\\g<0>"
_ORDER = "SELECT group_concat(contact_id) FROM (SELECT contact_id FROM listing{} ORDER BY sort, contact_id)"


def find(
    connection: sqlite3.Connection,
    *,
    text: str = "",
    country: str = "",
    region: str = "",
    tag: str = "",
    placeless: bool = False,
) -> array[int]:
    """Return the keys of the contacts that match, in the order of the list.

    Args:
        connection: one from ``file.read_connection``; any other is served without its memory.
        text: what was typed; blank for all.
        country: only this country's, as a code.
        region: only this region's, as a code.
        tag: only those that carry this tag.
        placeless: only those without a country.
    """
    wanted, parameters = _folder(country, region, tag, placeless=placeless)
    questions = asked(text)
    if not questions:
        return _ordered(connection, wanted, parameters)
    if not isinstance(connection, Reader):
        return _scan(connection, questions, wanted, parameters)
    if not connection.questions:
        connection.questions += 1
        return _scan(connection, questions, wanted, parameters)
    memory = _remembered(connection)
    found = memory.find(connection, questions)
    if not wanted:
        return found
    within = set(_ordered(connection, wanted, parameters))
    return array("q", [key for key in found if key in within])


def warm(connection: Reader) -> None:
    """Read the folded text into memory in a quiet moment, so that the first key typed is fast too."""
    connection.questions += 1
    _remembered(connection)


def _folder(country: str, region: str, tag: str, *, placeless: bool) -> tuple[str, list[str]]:
    clauses = {"country = ?": country, "region = ?": region}
    clauses["contact_id IN (SELECT contact_id FROM tag WHERE name = ?)"] = tag
    chosen = [clause for clause, value in clauses.items() if value] + ["country = ''"] * placeless
    return (" WHERE " + " AND ".join(chosen)) if chosen else "", [
        value for value in clauses.values() if value
    ]


def _ordered(connection: sqlite3.Connection, wanted: str = "", parameters: Sequence[str] = ()) -> array[int]:
    # One long text is read several times faster than as many rows.
    (text,) = connection.execute(_ORDER.format(wanted), parameters).fetchone()
    return array("q", map(int, text.split(","))) if text else array("q")


def _begun(connection: sqlite3.Connection, questions: Iterable[Needles]) -> tuple[set[int], bool]:
    """Ask the index for lines in which each word begins a word: some ``_FEW``, and whether these are all."""
    asked_for = " AND ".join(
        f"({' OR '.join(_quoted(needle) for needle in needles)})" for needles in questions
    )
    found = connection.execute(
        "SELECT rowid FROM listing_words WHERE listing_words MATCH ? LIMIT ?", (asked_for, _FEW + 1)
    ).fetchall()
    return {key for (key,) in found}, len(found) <= _FEW


def _quoted(word: str) -> str:
    escaped = word.replace('"', '""')
    return f'"{escaped}"*'


def _scan(
    connection: sqlite3.Connection, questions: Sequence[Needles], wanted: str, parameters: Sequence[str]
) -> array[int]:
    """Search by SQLite alone: for the one question of a command line."""
    begun, all_of_them = _begun(connection, questions)
    if not all_of_them:
        starts = [tuple(f" {needle}" for needle in needles) for needles in questions]
        begun = _containing(connection, starts, wanted, parameters)
    found = _containing(connection, questions, wanted, parameters)
    if len(found) <= _FEW:
        these = " WHERE contact_id IN (SELECT value FROM json_each(?))"
        keys: Iterable[int] = _ordered(connection, these, [json.dumps(list(found))])
    else:
        keys = [key for key in _ordered(connection, wanted, parameters) if key in found]
    return _begun_first(keys, begun)


def _containing(
    connection: sqlite3.Connection, questions: Sequence[Needles], wanted: str, parameters: Sequence[str]
) -> set[int]:
    clauses, patterns = [], list(parameters)
    for needles in sorted(questions, key=_by_length):
        clauses.append(f"({' OR '.join([_CONTAINS] * len(needles))})")
        patterns += [f"%{re.sub(_JOKERS, _ESCAPED, needle)}%" for needle in needles]
    where = f"{wanted} AND" if wanted else " WHERE"
    statement = f"SELECT contact_id FROM listing{where} {' AND '.join(clauses)}"
    return {key for (key,) in connection.execute(statement, patterns)}


def _begun_first(keys: Iterable[int], begun: set[int]) -> array[int]:
    if not begun:
        return array("q", keys)
    first, rest = array("q"), array("q")
    for key in keys:
        (first if key in begun else rest).append(key)
    return first + rest


def _by_length(needles: Needles) -> int:
    return -len(needles[0])


class _Memory:
    """The folded text of all lines in the order of the list, as of one stamp of the index."""

    def __init__(self, keys: list[int], words: list[str], stamp: int = 0) -> None:
        self.keys = keys
        self.words = words
        self.stamp = stamp

    def find(self, connection: sqlite3.Connection, questions: Sequence[Needles]) -> array[int]:
        begun, all_of_them = _begun(connection, questions)
        if all_of_them:
            return _begun_first(_filtered(self.keys, self.words, questions), begun)
        return self._common(questions)

    def _common(self, questions: Sequence[Needles]) -> array[int]:
        """Find words that begin so many words that a pass over the text is faster than the index."""
        starts = [tuple(f" {needle}" for needle in needles) for needles in questions]
        first = _filtered(self.keys, self.words, starts)
        if len(questions) == 1:
            # Nothing but the lines that are left need to be looked at again.
            others = list(map(not_, _flags(self.words, starts[0])))
            rest = _filtered(list(compress(self.keys, others)), list(compress(self.words, others)), questions)
            return array("q", first + rest)
        taken = set(first)
        return array(
            "q", first + [key for key in _filtered(self.keys, self.words, questions) if key not in taken]
        )


def _flags(words: Iterable[str], needles: Needles) -> Iterable[bool]:
    if len(needles) == 1:
        return map(contains, words, repeat(needles[0]))
    return (any(needle in line for needle in needles) for line in words)


def _filtered(keys: list[int], words: list[str], questions: Sequence[Needles]) -> list[int]:
    """Return the keys of the lines that contain a needle of every question; the longest words go first."""
    *before, last = sorted(questions, key=_by_length)
    for needles in before:
        flags = list(_flags(words, needles))
        keys, words = list(compress(keys, flags)), list(compress(words, flags))
    return list(compress(keys, _flags(words, last)))


def _remembered(connection: Reader) -> _Memory:
    """Return the memory of a connection, brought up to the index's present stamp."""
    (stamp,) = connection.execute("PRAGMA user_version").fetchone()
    memory = connection.memory if isinstance(connection.memory, _Memory) else _Memory([], [], -1)
    if memory.stamp != stamp:
        memory = connection.memory = _brought_up(connection, memory)
    return memory


def _brought_up(connection: sqlite3.Connection, memory: _Memory) -> _Memory:
    connection.execute("BEGIN")  # the stamp, the order and the words of one moment
    try:
        (stamp,) = connection.execute("PRAGMA user_version").fetchone()
        keys = _ordered(connection).tolist()
        known = dict(zip(memory.keys, memory.words, strict=True))
        known.update(
            connection.execute("SELECT contact_id, words FROM listing WHERE stamp > ?", (memory.stamp,))
        )
    finally:
        connection.execute("COMMIT")
    return _Memory(keys, [known[key] for key in keys], stamp)
