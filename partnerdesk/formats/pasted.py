"""Text that somebody pasted: ``Name <mail>`` lines, as mail programs copy them, or one person's card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.text import fold, plain
from partnerdesk.formats import polite, signature

_LONGEST: Final = 1_000_000  # letters
_MOST_OF_ONE: Final = 14  # lines of one person's card
_MOST_ADDRESSES: Final = 2
_LONGEST_LINE: Final = 500

# A name begins where something ends that is none: to try from each of its letters takes long in a long line.
_ONE: Final = re.compile(
    r"""(?:"(?P<quoted>(?:[^"\\]|\\.){0,200})"
            |(?<![^<>@",;])\s*+(?P<name>[^<>@",;]{0,500}(?:,[^<>@",;]{1,60})?))\s*+
        <\s*(?:mailto:)?(?P<address>[^\s<>@,;]{1,64}@[^\s<>@,;]{1,190})\s*>(?:\s*[,;])?""",
    re.VERBOSE,
)
_NAME: Final = re.compile(r"[^\W\d_][^\W\d_.'’-]*\.?(?:[ '’-][^\W\d_][^\W\d_]*\.?){0,5}")
_CAPTIONS: Final = frozenset(
    {"email", "mail", "e-mail", "e", "m", "correo", "courriel", "contacto", "contact", "kontakt", "or", "or:",
     "write", "private", "privat", "work", "office", "home", "personal", "o", "ou", "oder", "and", "y", "et",
     "und", "skype", "web", "tel", "endereco", "adresse", "to", "cc", "from", "de", "von", "para", "an"}
)  # fmt: skip
"""What stands before an address in one person's card, and is no name."""
_BARE: Final = re.compile(r"[^\s<>()\[\]\",;:|]{1,64}@[^\s<>()\[\]\",;:|]{1,190}")


def is_list(text: str) -> bool:
    """Whether most of the lines are ``Name <mail>``."""
    lines = [line for line in text.split("\n") if line.strip()][:200]
    return bool(lines) and sum(_is_line(line) for line in lines) > len(lines) / 2


def is_about_people(text: str) -> bool:
    """Whether there is an address in it."""
    return _BARE.search(text) is not None


def is_card(text: str) -> bool:
    """Whether it may be one person's card: a few lines with an address or two."""
    lines = text.strip().split("\n")
    return 1 < len(lines) <= _MOST_OF_ONE and 0 < len(set(_BARE.findall(text))) <= _MOST_ADDRESSES


def read(text: str, places: signature.Places | None = None) -> Iterator[Card | RefusedPart]:
    """Read who is in a text.

    Args:
        text: what was pasted.
        places: knows places by their words, for a card.

    """
    beyond = len(text) - _LONGEST
    text = plain(text[:_LONGEST], lines=True)
    lines = text.strip().split("\n")
    few = len(lines) <= _MOST_OF_ONE and len(set(_BARE.findall(text))) <= _MOST_ADDRESSES
    if few and not is_list(text) and not _names_several(lines):
        card = signature.read(text, places=places)
        if card.name or card.emails or card.phones:
            yield replace(card, where="line 1")
            return
    yield from _from_lines(lines)
    if beyond > 0:
        why = f"{beyond:,} letters more were not read; take them in from a file."
        yield RefusedPart(f"after line {len(lines)}", why)


def _from_lines(lines: list[str]) -> Iterator[Card | RefusedPart]:
    for number, line in enumerate(lines, 1):
        where = f"line {number}"
        if not line.strip():
            continue
        if len(line) > _LONGEST_LINE * 100:
            yield RefusedPart(where, f"It is {len(line):,} letters long.")
            continue
        found = [_card(where, each) for each in _ONE.finditer(line)]
        rest = _ONE.sub(" ", line)
        if not found and (name := _beside(rest)):
            yield Card(where=where, name=name, emails=((_BARE.findall(rest)[0], ""),))
            continue
        found += [Card(where=where, emails=((bare, ""),)) for bare in _BARE.findall(rest)]
        if found:
            more = _BARE.sub(" ", rest).strip(" \t,;:|<>()[]")
            yield from (_told(each, more) if len(found) == 1 else each for each in found)
        else:
            yield RefusedPart(where, "It has no e-mail address.")


def _names_several(lines: list[str]) -> bool:
    """Whether two lines or more have a name and an address each: then none of them is part of one's card."""
    return sum(_beside(line) != "" or _names_one(line) for line in lines) > 1


def _names_one(line: str) -> bool:
    found = _ONE.search(line)
    return found is not None and bool((found["quoted"] or found["name"] or "").strip())


def _beside(line: str) -> str:
    """Return the name that stands beside the one address of a line without brackets; else empty."""
    found = _BARE.findall(line)
    words = _BARE.sub(" ", line).strip(" \t,;:|-–<>()[]")
    named = len(found) == 1 and _NAME.fullmatch(words) and fold(words.split()[0]).strip(".:") not in _CAPTIONS
    return " ".join(words.split()) if named else ""


def _told(card: Card, more: str) -> Card:
    """Keep what else stands in the line of one person."""
    words = " ".join(more.split())
    return replace(card, unread=(f"{card.where}: {words}",)) if any(map(str.isalnum, words)) else card


def _is_line(line: str) -> bool:
    return len(line) < _LONGEST_LINE * 100 and _ONE.match(line.lstrip()) is not None and "\t" not in line


def _card(where: str, found: re.Match[str]) -> Card:
    name = re.sub(r"\\(.)", r"\1", found["quoted"]) if found["quoted"] is not None else found["name"]
    name = " ".join(name.split()).strip("'•*-–“”„«»‘’ ")
    return Card(where=where, name=polite.turned(name), emails=((found["address"], ""),))
