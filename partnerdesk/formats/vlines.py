"""The lines of a vCard file: folded, quoted, broken, nested; put together again and sorted by card.

RFC 6350 (4.0), RFC 2426 (3.0) and the versit specification (2.1) agree on little, and files on less: lines
are taken as they come, and what is no property is handed on as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from partnerdesk.core.cards import RefusedPart
from partnerdesk.formats.charsets import line_ends

Params = dict[str, tuple[str, ...]]
"""Parameter names in capitals → values as written; words without a name (2.1) are under ``TYPE``."""

_NAME: Final = re.compile(r"(?:([\w-]+)\.)?([A-Za-z][A-Za-z0-9_-]*)", re.ASCII)
_PROPERTY: Final = re.compile(r"(?:[\w-]+\.)?[A-Za-z][A-Za-z0-9_-]*[;:]", re.ASCII)
_ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_ENCODING: Final = {"QUOTED-PRINTABLE": "Q", "BASE64": "B", "B": "B"}
_FOLD: Final = (" ", "\t")
_FRAME: Final = frozenset({"", "BEGIN", "END", "AGENT"})
_BEGINS: Final = frozenset({("BEGIN", "VCARD"), ("AGENT", "BEGIN:VCARD")})
_COME_FIRST: Final = frozenset({"VERSION", "X-ABLABEL"})
_MOST_HEADS: Final = 5_000  # kept in the cache: real files have dozens, hostile ones as many as lines
_LONGEST_HEAD: Final = 10_000
_SHOWN: Final = 60  # letters of lines that are in no card
_IN_NO_CARD: Final = "it stands outside of a card, and is not taken in."
_NO_BEGIN: Final = "it is a card without its BEGIN:VCARD. Write that above it, then take the file in again."

_LABELS: Final = {
    "CELL": "mobile", "MOBILE": "mobile", "FAX": "fax", "PAGER": "pager", "WORK": "work", "HOME": "home",
    "MAIN": "main", "OTHER": "other", "CAR": "car",
}  # fmt: skip
_ALSO_AT_HOME: Final = frozenset({"mobile", "fax"})  # that it is a private one must not be lost


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon of a property.

    Attributes:
        group: ``ITEM1`` of ``item1.TEL``, in capitals.
        name: the property's name, in capitals.
        params: its parameters.
        encoding: ``Q`` for quoted-printable, ``B`` for base64, else empty.
        label: what its types say in a word, such as ``work``.
        preference: 1 for the most preferred to 100; 101 where nothing is said (RFC 6350 5.3).
        comes_first: whether it says how other properties of the card are to be read.

    """

    group: str
    name: str
    params: Params
    encoding: str
    label: str
    preference: int
    comes_first: bool = False


_NO_HEAD: Final = Head("", "", {}, "", "", 101)


class Property(NamedTuple):
    """One property as it stands in the file: the value still quoted."""

    line: int
    head: Head
    value: str


@dataclass(slots=True)
class Lines:
    """The lines of one card; ``closed``: its end was found; ``cut``: what is said of values too long."""

    line: int
    closed: bool = False
    properties: list[Property] = field(default_factory=list)
    strays: list[tuple[int, str]] = field(default_factory=list)
    inner: list[Lines] = field(default_factory=list)
    cut: list[RefusedPart] = field(default_factory=list)


@dataclass(slots=True)
class _Outside:
    """Lines, one below the other, that are in no card; ``closed``: with the end of one without beginning."""

    line: int
    end: int
    words: str
    closed: bool = False


class Sorter:
    """Sorts lines by card; a file may be handed over in several blocks that end between cards.

    A card inside of a card belongs to it (``AGENT``), unless the outer one is never closed: then its end was
    lost, and what seemed to be inside are its neighbours.

    Attributes:
        before: how many lines there were before the next block.

    """

    def __init__(self, before: int = 0) -> None:
        self._stack: list[Lines] = []
        self._heads: dict[str, Head] = {}
        self._outside: list[_Outside] = []
        self.before = before

    @property
    def is_between(self) -> bool:
        """Whether no card is open."""
        return not self._stack

    def cards(self, block: str) -> Iterator[Lines]:
        """Yield the cards that end in this block."""
        stack = self._stack
        lines = line_ends(block).split("\n")
        for each in self._logical(lines):
            if each[1].name not in _FRAME:
                if stack:
                    stack[-1].properties.append(each)
                else:
                    self._pass(each)
            elif done := self._framed(each):
                yield done
        self.before += len(lines) - 1

    def _framed(self, each: Property) -> Lines | None:
        """Begin or end a card; return the one that ends and is inside of none."""
        stack = self._stack
        line, head, value = each
        said = head.name, value.strip().upper()
        if head is _NO_HEAD:
            if stack and said[1]:
                stack[-1].strays.append((line, value))
            elif said[1]:
                self._pass(each)
        elif said in _BEGINS and (stack or head.name == "BEGIN"):
            stack.append(Lines(line))
        elif stack and said == ("END", "VCARD"):
            done = stack.pop()
            done.closed = True
            if not stack:
                return done
            stack[-1].inner.append(done)
        elif stack:
            stack[-1].properties.append(each)
        else:
            self._pass(each)
        return None

    def _pass(self, each: Property) -> None:
        """Remember a line that is in no card."""
        line, head, value = each
        last = self._outside[-1] if self._outside else None
        if last is None or last.closed:
            words = value if head is _NO_HEAD else f"{head.name}:{value}"
            last = _Outside(line, line, " ".join(words[:_SHOWN].split()))
            self._outside.append(last)
        last.end = line
        last.closed = head.name == "END" and value.strip().upper() == "VCARD"

    def outside(self) -> Iterator[RefusedPart]:
        """Yield what stood before the last card that was yielded and was not handed out yet, as refused."""
        for each in self._outside:
            why = _NO_BEGIN if each.closed else _IN_NO_CARD
            where = f"line {each.line}" if each.line == each.end else f"lines {each.line} to {each.end}"
            yield RefusedPart(where, f"“{each.words}”: {why}")
        self._outside = []

    def rest(self) -> Iterator[Lines]:
        """Yield the cards that were never closed, each before what seemed to be inside of it."""
        for lost in self._stack:
            inner, lost.inner = lost.inner, []
            yield lost
            yield from inner
        self._stack = []

    def _logical(self, lines: list[str]) -> Iterator[Property]:
        """Put lines together; what has no head is no property."""
        heads, new = self._heads, tuple.__new__  # what a named tuple is made by
        at, end = 0, len(lines)
        while at < end:
            number, line = self.before + at + 1, lines[at]
            at += 1
            if not line:
                continue
            if at < end and lines[at].startswith(_FOLD):
                more = _while(lines, at, lambda each: each.startswith(_FOLD))
                line = "".join([line, *(each[1:] for each in lines[at:more])])
                at = more
            before, colon, value = line.partition(":")
            if '"' in before:
                before, colon, value = _quoted(line)
            if not colon or len(before) > _LONGEST_HEAD:
                yield Property(number, _NO_HEAD, line)
                continue
            try:
                head = heads[before]
            except KeyError:
                if len(heads) > _MOST_HEADS:
                    heads.clear()
                head = heads[before] = head_of(before)
            if head is _NO_HEAD:
                value = line
            elif head.encoding or value.endswith("\\"):
                value, at = _going_on(head, value, lines, at)
            yield new(Property, (number, head, value))


def _while(lines: list[str], at: int, holds: Callable[[str], object]) -> int:
    """Return the number of the first line from ``at`` on for which something no longer holds."""
    while at < len(lines) and holds(lines[at]):
        at += 1
    return at


def _going_on(head: Head, value: str, lines: list[str], at: int) -> tuple[str, int]:
    """Return a value with the lines that go on with it, unfolded, and the number of the line after them."""
    parts = [value]
    if head.encoding == "Q":
        while at < len(lines) and parts[-1].endswith("=") and lines[at][:4].upper() != "END:":
            # A program that folds and breaks softly at once puts a blank that is none of the text.
            parts[-1:] = [parts[-1][:-1], lines[at].removeprefix(" ")]
            at += 1
        return "".join(parts), at
    if head.encoding == "B":  # more of a picture, which nobody wants
        return value, _while(lines, at, lambda each: bool(each) and not _PROPERTY.match(each))
    while at < len(lines) and parts[-1].endswith("\\") and not _PROPERTY.match(lines[at]):
        parts[-1:] = [parts[-1][:-1], lines[at]]  # Nokia's way to go on
        at += 1
    return "\n".join(parts), at


def _quoted(line: str) -> tuple[str, str, str]:
    """Part a line at its first colon outside of quotation marks."""
    quoted = False
    for place, letter in enumerate(line[:_LONGEST_HEAD]):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    return line.partition(":")  # a quotation mark that is never closed


def head_of(text: str) -> Head:
    """Take what stands before the colon apart; ``_NO_HEAD`` where it names no property."""
    first, *rest = _split(text, ";")
    name = _NAME.fullmatch(first.strip())
    if name is None:
        return _NO_HEAD
    gathered: dict[str, list[str]] = {}
    for each in rest:
        key, equals, value = each.partition("=")
        key = key.strip().upper()
        if not equals:
            key, value = ("ENCODING" if key in _ENCODINGS else "TYPE"), key
        gathered.setdefault(key, []).extend(part.strip().strip('"') for part in _split(value, ","))
    params = {key: tuple(values) for key, values in gathered.items()}
    # RFC 6350 writes a list of types in one pair of quotation marks: TYPE="voice,home".
    types = [kind.upper() for value in params.get("TYPE", ()) for kind in value.split(",")]
    return Head(
        group=(name[1] or "").upper(),
        name=name[2].upper(),
        params=params,
        encoding=_ENCODING.get(params.get("ENCODING", ("",))[0].upper(), ""),
        label=_label(types),
        preference=_preference(params.get("PREF", ("",))[0], types),
        comes_first=name[2].upper() in _COME_FIRST or "CHARSET" in params,
    )


def _label(types: list[str]) -> str:
    if "FAX" in types and "WORK" in types:
        return "work fax"
    found = next((label for name, label in _LABELS.items() if name in types), "")
    return f"home {found}" if "HOME" in types and found in _ALSO_AT_HOME else found


def _preference(said: str, types: list[str]) -> int:
    if said.isascii() and said.isdecimal() and len(said) < 4 and 1 <= int(said) <= 100:
        return int(said)
    return 1 if "PREF" in types else 101


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark outside of quotation marks."""
    if '"' not in text:
        return text.split(mark)
    parts, quoted = [""], False
    for letter in text:
        quoted ^= letter == '"'
        if letter == mark and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
