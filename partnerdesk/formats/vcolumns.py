"""The cards of a block of a vCard file taken property by property: most of them are written plainly.

A card is plain where it is of version 3.0 or 4.0 and says each of a few properties once. Others are left to
``vperson``, which makes of every card what is made of it here, and takes several times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import ge, methodcaller
from typing import Any, Final

from partnerdesk.core.cards import LONGEST, Card, RefusedPart, Sheaf
from partnerdesk.core.text import plain
from partnerdesk.formats import vlines
from partnerdesk.formats.vlines import Lines
from partnerdesk.formats.vperson import ADDRESS, ADDRESS_FIELDS, PRODUCT, SILENT, ZONE, parts_of
from partnerdesk.formats.vtext import unescaped

_BEGIN: Final = "BEGIN:VCARD"
_END: Final = "END:VCARD"
_VERSIONS: Final = frozenset({"3.0", "4.0"})
_TAKEN: Final = frozenset(
    {"VERSION", "PRODID", "FN", "N", "TITLE", "ROLE", "ORG", "EMAIL", "TEL", "ADR", "TZ", "NOTE",
     "CATEGORIES", "UID", "URL"}
)  # fmt: skip
_PASSED: Final = SILENT - _TAKEN - {"KIND", "X-ABLABEL"}  # these two may say more
_SAYS_HOW: Final = frozenset({"TYPE", "PREF"})
_MOST_LINES: Final = 200  # of a plain card
_LONGEST_HEAD: Final = 100  # of a plain property
_PARTS: Final = 7  # of an address

_at_colon: Final = methodcaller("split", ":", 1)

Careful = Callable[[Lines, int], Sequence[Card | RefusedPart]]
"""Makes of the lines of a card, and its number in the file, the card, and what cannot be read of it."""


def sheaf(text: str, number: int, line: int, careful: Careful) -> tuple[int, Sheaf] | None:
    """Make the cards of a block, and count them; None where it is not made of whole cards.

    Args:
        text: the block, its lines ended by line feeds.
        number: how many cards there were before.
        line: how many lines there were before.
        careful: makes the cards that are not plain.

    """
    lines = text.split("\n")
    begins, ends = _places(lines, _BEGIN), _places(lines, _END)
    if not _are_whole(lines, begins, ends) or "\n\n " in text or "\n\n\t" in text:
        return None
    unfolded = text.replace("\n ", "").replace("\n\t", "") if "\n " in text or "\n\t" in text else text
    cards = f"{unfolded}\n".split(f"\n{_END}\n")
    if len(cards) != len(begins) + 1:
        return None
    taken = _Taken(cards[:-1])
    found: dict[int, Sequence[Card | RefusedPart]] = {}
    for at in sorted(taken.odd):
        sorter = vlines.Sorter(line + begins[at])
        some = [*sorter.cards("\n".join([*lines[begins[at] : ends[at] + 1], ""]))]
        if len(some) != 1:
            return None
        found[at] = careful(some[0], number + at + 1)
    where = [f"card {count}, line {line + at + 1}" for count, at in enumerate(begins, number + 1)]
    bound = Sheaf.bound(taken.columns | {"where": where}, len(begins))
    return len(begins), bound.with_parts(found) if found else bound


def _places(lines: Sequence[str], frame: str) -> list[int]:
    """Return the numbers of the lines that are a card's beginning or end."""
    places, at = [], -1
    for _ in range(lines.count(frame)):
        at = lines.index(frame, at + 1)
        places.append(at)
    return places


def _are_whole(lines: Sequence[str], begins: Sequence[int], ends: Sequence[int]) -> bool:
    """Say whether there is nothing but cards, each of which is ended before the next one begins."""
    if not begins or len(begins) != len(ends) or any(map(ge, begins, ends)):
        return False
    befores, nexts = (-1, *ends), (*begins, len(lines))
    return all(
        before < after and (after - before == 1 or not any(lines[before + 1 : after]))
        for before, after in zip(befores, nexts, strict=True)
    )


class _Taken:
    """Some cards, as far as they are plain.

    Args:
        cards: the lines of each, without its end.

    Attributes:
        columns: of each field that a property tells, what each card says.
        odd: the cards that are not plain: what is said of them here does not count.

    """

    def __init__(self, cards: Sequence[str]) -> None:
        self._count = len(cards)
        self.odd: set[int] = set()
        self.columns: dict[str, list[Any]] = {}
        said = [self._parted(at, card) for at, card in enumerate(cards)]
        heads = dict.fromkeys(chain.from_iterable(said))
        self._values: dict[str, list[str]] = {}
        self._labels: dict[str, list[str]] = {}
        for head in heads:
            name, label = _plain_name(head)
            if name in _TAKEN:
                self._add(name, label, [each.get(head, "") for each in said])
            elif name not in _PASSED:
                self._leave(head in each for each in said)
        self._take()

    def _parted(self, at: int, card: str) -> Mapping[str, str]:
        lines = card.lstrip("\n").split("\n")[1:]
        try:
            said = dict(map(_at_colon, lines))
        except ValueError:  # a line without a colon
            said = {}
        if len(said) != len(lines) or len(lines) > _MOST_LINES or len(card) > LONGEST:
            self.odd.add(at)
        return said

    def _leave(self, odd: Iterable[object]) -> None:
        """Leave the cards of which something holds."""
        self.odd.update(compress(range(self._count), odd))

    def _add(self, name: str, label: str, values: list[str]) -> None:
        """Add the values of a property that is written with this head."""
        if name in self._values:
            before, labels = self._values[name], self._labels[name]
            self._leave(one and other for one, other in zip(before, values, strict=True))
            labels = [label if value else other for value, other in zip(values, labels, strict=True)]
            values = [one or other for one, other in zip(before, values, strict=True)]
        else:
            labels = [label] * self._count
        self._values[name], self._labels[name] = values, labels

    def _take(self) -> None:
        versions = self._values.get("VERSION", [""] * self._count)
        self._leave(each not in _VERSIONS for each in versions)
        for name, field in (("FN", "name"), ("TITLE", "role"), ("UID", "uid"), ("URL", "web")):
            if name in self._values:
                self.columns[field] = self._lines(name)
        if "PRODID" in self._values:
            self.columns["settled"] = [each == PRODUCT for each in self._lines("PRODID")]
        self._take_names()
        if "ROLE" in self._values:
            self._take_roles()
        if "ORG" in self._values:
            self.columns["organisation"] = self._lines("ORG")
            self._leave(";" in each for each in self._values["ORG"])
        if "NOTE" in self._values:
            self.columns["notes"] = [*map(str.strip, _texts(self._values["NOTE"]))]
        self._take_reached()
        self._take_places()
        if "CATEGORIES" in self._values:
            values = self._values["CATEGORIES"]
            self._leave("\\" in each for each in values)
            self.columns["tags"] = [*map(_tags, values)]

    def _lines(self, name: str) -> list[str]:
        """Return the values of a property in one line each."""
        values = _texts(self._values[name])
        whole = f"|{'|'.join(values)}|"
        if whole.isprintable() and not ("  " in whole or " |" in whole or "| " in whole):
            return values
        return [" ".join(each.split()) for each in values]

    def _take_names(self) -> None:
        """Leave the cards whose name is not that of its parts."""
        shown = self.columns.setdefault("name", [""] * self._count)
        parts = self._values.get("N")
        if parts:
            whole = ";".join(parts)
            if "\\" in whole or not whole.isprintable() or "  " in whole or "; " in whole or " ;" in whole:
                self._leave(
                    not each.isprintable() or any(mark in f";{each};" for mark in ("\\", "  ", "; ", " ;"))
                    for each in parts
                )
            self._leave(
                not (name and all(map(name.__contains__, each.split(";"))))
                for name, each in zip(shown, parts, strict=True)
            )
            told = [parts_of(name, each.split(";")) for name, each in zip(shown, parts, strict=True)]
            if any(told):
                self.columns["parts"] = told

    def _take_roles(self) -> None:
        roles = self.columns.get("role", [""] * self._count)
        self.columns["role"] = [
            f"{role}, {more}" if role and more and more != role else role or more
            for role, more in zip(roles, self._lines("ROLE"), strict=True)
        ]

    def _take_reached(self) -> None:
        for name, field in (("EMAIL", "emails"), ("TEL", "phones")):
            if name not in self._values:
                continue
            values = self._lines(name)
            if name == "EMAIL":
                match = ADDRESS.fullmatch
                self._leave(each and match(each) is None for each in values)
            else:
                self._leave(each[:4].lower() == "tel:" for each in values)
            self.columns[field] = [
                ((each, label),) if each else ()
                for each, label in zip(values, self._labels[name], strict=True)
            ]

    def _take_places(self) -> None:
        if "ADR" in self._values:
            found = [*map(_address, self._values["ADR"])]
            self._leave(each is None for each in found)
            nowhere = [""] * len(ADDRESS_FIELDS)
            parts = zip(*(each or nowhere for each in found), strict=True)
            self.columns |= {field: [*some] for field, some in zip(ADDRESS_FIELDS, parts, strict=True)}
        if "TZ" in self._values:
            zones = self.columns["zone"] = self._lines("TZ")
            odd = {each for each in {*zones} if each and not ZONE.fullmatch(each)}
            if odd:
                self._leave(map(odd.__contains__, zones))


@lru_cache(1_000)
def _plain_name(head: str) -> tuple[str, str]:
    """Return the property that a head names, and its label; empty where it says how the value is written."""
    if '"' in head or len(head) > _LONGEST_HEAD:
        return "", ""
    read = vlines.head_of(head)
    says_more = read.group or read.encoding or not read.params.keys() <= _SAYS_HOW
    return ("", "") if says_more else (read.name, read.label)


def _texts(values: list[str]) -> list[str]:
    """Return values of versions 3.0 and 4.0 as plain text, with its lines."""
    whole = "".join(values)
    if "\\" in whole:
        values = [unescaped(each) if "\\" in each else each for each in values]
    elif whole.isprintable():
        return values
    return [each if each.isprintable() else plain(each, lines=True) for each in values]


@lru_cache(2_000)
def _tags(value: str) -> tuple[str, ...]:
    words = (" ".join(each.split()) for each in plain(value, lines=True).split(","))
    return tuple(dict.fromkeys(filter(None, words)))


@lru_cache(2_000)
def _address(value: str) -> tuple[str, ...] | None:
    """Return street, city, region, code and country of an address; None where it is to be read with care."""
    if "\\" in value or not value.isprintable():
        return None
    parts = value.split(";")
    if len(parts) > _PARTS:
        return None
    box, extended, street, *rest = [*parts, *[""] * (_PARTS - len(parts))]
    lines = "\n".join(filter(None, map(str.strip, (extended, street, box))))
    return (lines, *(" ".join(each.split()) for each in rest))
