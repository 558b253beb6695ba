"""Search: every word of the question must be in the line, anywhere in a word and in any script.

No index finds the middle of a word in every script, so the folded text of the list is read through: by SQLite
for the one question of a command line; in memory by a window, which asks with every key. Among few answers,
those in which each word of the question begins a word come first; that is what the FTS5 index tells where no
text is at hand.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Container, Iterable, Sequence
from itertools import chain, compress, repeat
from operator import and_, contains, not_, or_
from typing import Final, NamedTuple

from partnerdesk.storage.file import Reader, stamp
from partnerdesk.storage.listing import (
    FolderCount,
    ListRow,
    anybody,
    folders,
    home_zone,
    pins,
    rows,
    tags,
    thrown_away,
    waiting,
)
from partnerdesk.storage.matching import Needles, asked, where_matched

__all__ = [
    "FEW",
    "FolderCount",
    "ListRow",
    "anybody",
    "find",
    "folders",
    "home_zone",
    "pins",
    "rows",
    "tags",
    "thrown_away",
    "waiting",
    "warm",
    "where_matched",
]

FEW: Final = 4_000
"""So many answers are parted into those that begin a word and the others; more come by name alone."""

_BLOCK: Final = 1_000  # lines

_CONTAINS = "words LIKE ? ESCAPE '\\'"  # both sides are folded, and LIKE is faster than instr()
_JOKERS, _ESCAPED = re.compile(r"[\\%_]"), r"\\\g<0>"
# In the order of the list, so that texts read one after the other lie so in memory: twice as fast.
_CHANGED = """
    SELECT contact_id, CAST(words AS BLOB) FROM listing WHERE stamp > ? ORDER BY +sort, contact_id"""
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
        connection: one from ``file.read_connection``, which remembers after ``warm``; or any other.
        text: what was typed; blank for all.
        country: only this country's, as a code.
        region: only this region's, as a code.
        tag: only those that carry this tag.
        placeless: only those without a country.
    """
    wanted, parameters = _folder(country, region, tag, placeless=placeless)
    questions = asked(text)
    if not questions:
        return _ordered(connection, wanted, parameters) if wanted else _all(connection)
    if not isinstance(connection, Reader) or connection.memory is None:
        return _scan(connection, questions, wanted, parameters)
    within = frozenset(_ordered(connection, wanted, parameters)) if wanted else None
    return _remembered(connection).find(questions, within)


def warm(connection: Reader) -> None:
    """Read the folded text into memory, and from now on search there."""
    _remembered(connection)


def _folder(country: str, region: str, tag: str, *, placeless: bool) -> tuple[str, list[str]]:
    clauses = {"country = ?": country, "region = ?": region}
    clauses["contact_id IN (SELECT contact_id FROM tag WHERE name = ?)"] = tag
    chosen = [clause for clause, value in clauses.items() if value] + ["country = ''"] * placeless
    return (" WHERE " + " AND ".join(chosen)) if chosen else "", [
        value for value in clauses.values() if value
    ]


def _all(connection: sqlite3.Connection) -> array[int]:
    """Return all keys in the order of the list; a window asks for them most, and they are kept for it."""
    if not isinstance(connection, Reader):
        return _ordered(connection)
    now = stamp(connection)
    kept = connection.order
    if not isinstance(kept, _Order) or kept.stamp != now:
        kept = connection.order = _Order(now, _ordered(connection))
    return kept.keys


class _Order(NamedTuple):
    """The keys of all lines in the order of the list, as of one stamp of the index."""

    stamp: int
    keys: array[int]


def _ordered(connection: sqlite3.Connection, wanted: str = "", parameters: Sequence[str] = ()) -> array[int]:
    # One long text is read several times faster than as many rows.
    (text,) = connection.execute(_ORDER.format(wanted), parameters).fetchone()
    return array("q", map(int, text.split(","))) if text else array("q")


def _scan(
    connection: sqlite3.Connection, questions: Sequence[Needles], wanted: str, parameters: Sequence[str]
) -> array[int]:
    """Search by SQLite alone."""
    clauses, patterns = [], list(parameters)
    for needles in questions:
        clauses.append(f"({' OR '.join([_CONTAINS] * len(needles))})")
        patterns += [f"%{re.sub(_JOKERS, _ESCAPED, needle)}%" for needle in needles]
    where = f"{wanted} AND" if wanted else " WHERE"
    # The plus keeps SQLite from looking up each line by the index of the order: to sort is faster.
    statement = f"SELECT contact_id FROM listing{where} {' AND '.join(clauses)} ORDER BY +sort, contact_id"
    keys = [key for (key,) in connection.execute(statement, patterns)]
    if len(keys) > FEW:
        return array("q", keys)
    begun = _begun(connection, questions)
    return _parted(keys, [key in begun for key in keys])


def _begun(connection: sqlite3.Connection, questions: Iterable[Needles]) -> set[int]:
    """Ask the index for the lines in which each word asked for begins a word."""
    asked_for = " AND ".join(f"({' OR '.join(map(_quoted, needles))})" for needles in questions)
    statement = "SELECT rowid FROM listing_words WHERE listing_words MATCH ?"
    return {key for (key,) in connection.execute(statement, (asked_for,))}


def _quoted(needle: str) -> str:
    # Where in a line a word stands is not in the index; the lines are met already.
    quoted = ['"{}"*'.format(word.replace('"', '""')) for word in needle.split()]
    return f"({' AND '.join(quoted)})"


def _parted(keys: Sequence[int], begun: Sequence[bool]) -> array[int]:
    """Return the keys with those first whose flag is set."""
    found = array("q", compress(keys, begun))
    found.extend(compress(keys, map(not_, begun)))
    return found


def _met(words: Sequence[str], needles: Needles) -> list[bool]:
    """Say for each line whether it contains one of the needles."""
    flags = map(contains, words, repeat(needles[0]))
    for needle in needles[1:]:
        flags = map(or_, flags, map(contains, words, repeat(needle)))
    return list(flags)


class _Lines:
    """Some lines in the order of the list, and which of them are kept.

    Text is picked out only where few are kept: to touch each one costs more than to look through it again.

    Args:
        keys: of the lines.
        words: their text.
        flags: which ones are kept; empty for all.
    """

    __slots__ = ("_few", "_flags", "_keys", "_words")

    def __init__(self, keys: array[int], words: list[str], flags: Sequence[bool] = ()) -> None:
        self._keys, self._words, self._flags = keys, words, flags
        self._few = bool(flags) and 2 * flags.count(True) < len(flags)

    @property
    def keys(self) -> Iterable[int]:
        return compress(self._keys, self._flags) if self._flags else self._keys

    @property
    def words(self) -> Iterable[str]:
        return compress(self._words, self._flags) if self._flags else self._words

    def kept(self, flags: Sequence[bool]) -> _Lines:
        """Return the lines whose flag is set, of all or of those that were kept before."""
        both = [*map(and_, self._flags, flags)] if self._flags else flags
        return _Lines(self._keys, self._words, both)

    def met(self, needles: Needles, *, narrower: bool) -> _Lines:
        """Return the lines that contain one of the needles; ``narrower``: only kept ones can contain it."""
        if self._few:
            few = _Lines(array("q", self.keys), [*self.words])
            return few.kept(_met(few._words, needles))
        before = _Lines(self._keys, self._words) if narrower else self
        return before.kept(_met(self._words, needles))

    def among(self, keys: Container[int]) -> _Lines:
        """Return the lines that have one of these keys."""
        return self.kept([key in keys for key in self._keys])


class _Memory:
    """The folded text of all lines in the order of the list, as of one stamp of the index.

    The texts are packed (see ``_packed``): that takes two thirds of the room, and is looked through faster.
    They lie in blocks that fit into a processor's cache, where several passes over one cost little more than
    the first; and between two blocks the window's own thread has its turn.
    """

    def __init__(self, keys: array[int], words: list[str], stamp: int) -> None:
        self.stamp = stamp
        starts = range(0, len(keys), _BLOCK)
        self._blocks = [_Lines(keys[at : at + _BLOCK], words[at : at + _BLOCK]) for at in starts]
        # The last question with its answer: the next key typed mostly narrows it.
        self._last: tuple[Sequence[Needles], list[_Lines]] = ((), self._blocks)

    def known(self) -> dict[int, str]:
        """Return the text by key."""
        return dict(chain.from_iterable(zip(lines.keys, lines.words, strict=True) for lines in self._blocks))

    def find(self, asked_for: Iterable[Needles], within: Container[int] | None) -> array[int]:
        questions = [tuple(map(_packed, needles)) for needles in asked_for]
        before, blocks = self._last
        if not _narrows(questions, before):
            before, blocks = (), self._blocks
        new = [needles for needles in questions if needles not in before]
        narrower = _narrows(new, before)
        found = []
        for lines in blocks:
            for at, needles in enumerate(new):
                lines = lines.met(needles, narrower=narrower and not at)
            found.append(lines)
        self._last = questions, found
        if within is not None:
            found = [lines.among(within) for lines in found]
        keys = array("q", [*chain.from_iterable(lines.keys for lines in found)])
        if len(keys) > FEW:
            return keys
        words = [*chain.from_iterable(lines.words for lines in found)]
        begun = [True] * len(keys)
        for needles in questions:  # each word of a line has a space before it
            begun = [*map(and_, begun, _met(words, tuple(f" {needle}" for needle in needles)))]
        return _parted(keys, begun)


def _narrows(questions: Sequence[Needles], before: Sequence[Needles]) -> bool:
    """Say whether everything that answers the questions also answered those asked before."""
    return all(any(_within(old, new) for new in questions) for old in before)


def _within(old: Needles, new: Needles) -> bool:
    return all(any(part in needle for part in old) for needle in new)


def _remembered(connection: Reader) -> _Memory:
    """Return the memory of a connection, brought up to the index's present stamp."""
    memory = connection.memory if isinstance(connection.memory, _Memory) else _Memory(array("q"), [], -1)
    if memory.stamp != stamp(connection):
        memory = connection.memory = _brought_up(connection, memory)
    return memory


def _brought_up(connection: sqlite3.Connection, memory: _Memory) -> _Memory:
    connection.execute("BEGIN")  # the stamp, the order and the words of one moment
    try:
        now = stamp(connection)
        keys, words = array("q"), list[str]()
        for key, text in connection.execute(_CHANGED, (memory.stamp,)):
            keys.append(key)
            words.append(text.decode("latin-1"))
        if memory.stamp >= 0:  # these are the changed ones only
            known = memory.known()
            known.update(zip(keys, words, strict=True))
            keys = _ordered(connection)
            words = [known[key] for key in keys]
    finally:
        connection.execute("COMMIT")
    return _Memory(keys, words, now)


def _packed(text: str) -> str:
    """Write a text with one letter for each byte of its UTF-8: what is within it is within it as before."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")
