"""Text in which several lines tell of each person: signatures one below the other, ``Name: Ana Lee``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.formats import columns, signature
from partnerdesk.formats.tablecards import Rows

MOST_OF_ONE: Final = 14  # lines of one person's card
MOST_ADDRESSES: Final = 2

NAME: Final = re.compile(r"[^\W\d_][^\W\d_.'’-]*\.?(?:[ '’-][^\W\d_][^\W\d_]*\.?){0,5}")
BARE: Final = re.compile(r"[^\s<>()\[\]\",;:|]{1,64}@[^\s<>()\[\]\",;:|]{1,190}")
_CONTACT: Final = re.compile(
    r"\s{0,20}(?P<label>[^\W\d_][^\d:@,;|\t\n]{0,24}?)\s{0,5}[.:]{0,2}\s{1,20}"
    r"(?:\+?\(?\d[\d ()./-]{3,22}\d|[^\s<>@,;]{1,64}@[^\s<>@,;]{1,190})\s{0,20}"
)
_LABELLED: Final = re.compile(
    r"\s{0,20}(?P<label>[^\W\d_][^\d:@,;|\t\n]{0,30}?)\s{0,5}:\s{0,20}(?P<value>\S.{0,500})"
)
_BY_NAME: Final = frozenset({"name", "given", "family"})
_NOBODY: Final = "it is nobody’s name with an address or a number."


@dataclass(frozen=True)
class Block:
    """Some lines that belong together.

    Attributes:
        line: the number of the first one.
        lines: all of them, none of which is empty.

    """

    line: int
    lines: tuple[str, ...]

    @property
    def labels(self) -> list[tuple[str, str]]:
        """The label and the value of each line, where all of them have one and it says who somebody is."""
        found = [_LABELLED.fullmatch(line) for line in self.lines]
        pairs = [(each["label"], each["value"]) for each in found if each]
        fields = {column.field for column in columns.meanings([label for label, _ in pairs])}
        return pairs if 1 < len(pairs) == len(self.lines) and fields & _BY_NAME else []

    @property
    def is_signature(self) -> bool:
        """Whether it begins with a full name, and has an address or a number in a line of its own."""
        first, *others = self.lines
        named = " " in first.strip() and NAME.fullmatch(first.strip()) and not signature.is_school(first)
        with_address = [line for line in others if BARE.search(line)]
        return bool(
            named
            and len(self.lines) <= MOST_OF_ONE
            and len(BARE.findall("\n".join(others))) <= MOST_ADDRESSES
            and (with_address or any(map(says_how_to_reach, others)))
            and not any(mark in line for line in with_address for mark in ",;\t")
        )


def says_how_to_reach(line: str) -> bool:
    """Whether a line is a word for a number or an address, and that: ``Tel. +52 662 213 4567``."""
    found = _CONTACT.fullmatch(line)
    return found is not None and columns.meanings([found["label"]])[0].field in {"phone", "email"}


def parted(lines: Sequence[str]) -> list[Block]:
    """Part lines into blocks where these are of several people, or say what each line is; else empty.

    Blocks that nobody is named in belong to whoever is named before.
    """
    found: list[Block] = []
    people = labelled = 0
    for block in _apart(lines):
        if labels := block.labels:
            labelled += 1
        if labels or block.is_signature:
            people += 1
        elif people and len(found[-1].lines) + len(block.lines) <= MOST_OF_ONE and not found[-1].labels:
            found[-1] = replace(found[-1], lines=(*found[-1].lines, *block.lines))
            continue
        found.append(block)
    return found if people > 1 or labelled else []


def _apart(lines: Sequence[str]) -> Iterator[Block]:
    """Yield blocks, which empty lines part, or the first label that comes again."""
    start, first = 0, ""
    for at, line in enumerate([*lines, ""]):
        said = _LABELLED.fullmatch(line)
        label = said["label"].casefold() if said else ""
        if at > start and (not line.strip() or (label and label == first)):
            yield Block(start + 1, tuple(lines[start:at]))
            start = at
        if not line.strip():
            start = at + 1
        elif at == start:
            first = label


def read(blocks: Sequence[Block], places: signature.Places | None) -> Iterator[Card | RefusedPart]:
    """Read who is in some blocks; those in which nobody is named are refused."""
    for block in blocks:
        where = f"line {block.line}"
        if labels := block.labels:
            headers = [label for label, _ in labels]
            yield from Rows(headers, columns.meanings(headers), places=places).cards(
                where, [value.strip() for _, value in labels]
            )
        elif block.is_signature or BARE.search(block.lines[0]):
            card = signature.read("\n".join(block.lines), places=places)
            yield replace(card, where=where)
        else:
            words = " ".join(" ".join(block.lines).split())
            yield RefusedPart(where, f"“{words[:80]}”: {_NOBODY}")
