"""Search: every word of the question must be in the line, anywhere in a word and in any script.

Lines in which every word of the question begins a word come first, then the others; both in the list's order.

One question, as the command line has it, costs SQLite's scan of the table. From its second question on, a
connection keeps the folded text in memory, and a key typed costs one pass over that, or over what the last
key left. Which lines come first is seen by looking at each; the FTS5 index tells it faster where many lines
answer and few come first (“or” is in every address of an example.org, and begins few words).
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections.abc import Container, Iterable, Sequence
from itertools import compress, repeat
from operator import and_, contains, not_, or_
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

_FEW: Final = 4_000  # so many lines are faster read one by one than by a second scan
_MANY: Final = 10_000  # past so many answers, the index may be faster than a look at each,
_SAMPLE: Final = 400  # if it has few to tell: every word asked for begins a word
_RARE: Final = 10  # in less than one of so many of a sample of the answers
_CONTAINS = "words LIKE ? ESCAPE '\\'"  # both sides are folded, and LIKE is faster than instr()
_JOKERS, _ESCAPED = re.compile(r"[\\%_]"), r"\\\g<0>"
_THESE = "contact_id IN (SELECT value FROM json_each(?))"
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


def _scan(
    connection: sqlite3.Connection, questions: Sequence[Needles], wanted: str, parameters: Sequence[str]
) -> array[int]:
    """Search by SQLite alone: for the one question of a command line."""
    found = _containing(connection, questions, wanted, parameters)
    if len(found) > _FEW:
        begun = _containing(connection, _starts(questions), wanted, parameters)
        return _begun_first([key for key in _ordered(connection, wanted, parameters) if key in found], begun)
    these = json.dumps(list(found))
    statement = f"SELECT contact_id, words FROM listing WHERE {_THESE} ORDER BY sort, contact_id"
    lines = connection.execute(statement, (these,)).fetchall()
    keys = [key for key, _ in lines]
    return _parted(keys, list(_all_met([words for _, words in lines], _starts(questions))))


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


def _starts(questions: Iterable[Needles]) -> list[Needles]:
    """Return what a line contains where the words asked for begin words of it: each has a space before it."""
    return [tuple(f" {needle}" for needle in needles) for needles in questions]


def _by_length(needles: Needles) -> int:
    return -len(needles[0])  # the longest is met the least often


def _met(words: Sequence[str], needles: Needles) -> Iterable[bool]:
    """Say for each line whether it contains one of the needles."""
    if len(needles) == 1:
        return map(contains, words, repeat(needles[0]))
    return map(or_, *(map(contains, words, repeat(needle)) for needle in needles))  # there are two at most


def _all_met(words: Sequence[str], questions: Sequence[Needles]) -> Iterable[bool]:
    """Say for each line whether it meets every question."""
    flags = _met(words, questions[0])
    for needles in questions[1:]:
        flags = map(and_, flags, _met(words, needles))
    return flags


def _parted(keys: Sequence[int], begun: Sequence[bool]) -> array[int]:
    """Return the keys with those first whose flag is set."""
    found = array("q", compress(keys, begun))
    found.extend(compress(keys, map(not_, begun)))
    return found


def _begun_first(keys: Sequence[int], begun: Container[int]) -> array[int]:
    return _parted(keys, [key in begun for key in keys])


class _Memory:
    """The folded text of all lines in the order of the list, as of one stamp of the index."""

    def __init__(self, keys: list[int], words: list[str], stamp: int) -> None:
        self.keys = keys
        self.words = words
        self.stamp = stamp
        # The last question with its answer: the next key typed mostly narrows it.
        self._last: tuple[Sequence[Needles], list[int], list[str]] = ((), keys, words)

    def find(self, connection: sqlite3.Connection, questions: Sequence[Needles]) -> array[int]:
        keys, words = self._matching(questions)
        self._last = questions, keys, words
        starts = _starts(questions)
        if len(keys) > _MANY:
            few = len(keys) // _SAMPLE
            sample = words[:: max(1, few)]
            if not any(sum(_met(sample, needles)) > len(sample) // _RARE for needles in starts):
                return _begun_first(keys, _begun(connection, questions))
        return _parted(keys, list(_all_met(words, starts)))

    def _matching(self, questions: Sequence[Needles]) -> tuple[list[int], list[str]]:
        """Return the lines, and their text, that contain a needle of every question."""
        asked_before, keys, words = self._last
        if not _narrows(questions, asked_before):
            keys, words = self.keys, self.words
        for needles in sorted(questions, key=_by_length):
            flags = list(_met(words, needles))
            if not all(flags):
                keys, words = list(compress(keys, flags)), list(compress(words, flags))
        return keys, words


def _narrows(questions: Sequence[Needles], before: Sequence[Needles]) -> bool:
    """Say whether everything that answers the questions also answered those asked before."""
    return all(any(_within(old, new) for new in questions) for old in before)


def _within(old: Needles, new: Needles) -> bool:
    return all(any(part in needle for part in old) for needle in new)


def _begun(connection: sqlite3.Connection, questions: Iterable[Needles]) -> set[int]:
    """Ask the index for the lines in which each word asked for begins a word."""
    asked_for = " AND ".join(
        f"({' OR '.join(_quoted(needle) for needle in needles)})" for needles in questions
    )
    statement = "SELECT rowid FROM listing_words WHERE listing_words MATCH ?"
    return {key for (key,) in connection.execute(statement, (asked_for,))}


def _quoted(word: str) -> str:
    escaped = word.replace('"', '""')
    return f'"{escaped}"*'


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
