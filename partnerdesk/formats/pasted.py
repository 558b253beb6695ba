"""Text that somebody pasted: ``Name <mail>`` lines, as mail programs copy them, or one person's card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.text import fold, plain
from partnerdesk.formats import peopleblocks, polite, signature
from partnerdesk.formats.peopleblocks import BARE, MOST_ADDRESSES, MOST_OF_ONE, NAME

_LONGEST: Final = 1_000_000  # letters
_LONGEST_LINE: Final = 500

# A name begins where something ends that is none: to try from each of its letters takes long in a long line.
_ONE: Final = re.compile(
    r"""(?:"(?P<quoted>(?:[^"\\]|\\.){0,200})"
            |(?<![^<>@",;])\s*+
             (?P<name>[^<>@",;]{0,500}(?:,[^<>@",;]{1,60}|"[^<>@",;]{1,60}"[^<>@",;]{1,60})?))\s*+
        <\s*(?:mailto:)?(?P<address>[^\s<>@,;]{1,64}@[^\s<>@,;]{1,190})\s*>(?:\s*[,;])?""",
    re.VERBOSE,
)
_CAPTIONS: Final = frozenset(
    {"email", "mail", "e-mail", "e", "m", "correo", "courriel", "contacto", "contact", "kontakt", "or", "or:",
     "write", "private", "privat", "work", "office", "home", "personal", "o", "ou", "oder", "and", "y", "et",
     "und", "skype", "web", "tel", "endereco", "adresse", "to", "cc", "from", "de", "von", "para", "an"}
)  # fmt: skip
"""What stands before an address in one person's card, and is no name."""
_MARKER: Final = re.compile(r"^[ \t]{0,20}(?:[-*•·–]|\d{1,3}[.)])[ \t]+", re.MULTILINE)  # of a list
_LINK: Final = re.compile(r"mailto:([^\s<>()?\"]{1,64}@[^\s<>()?\"]{1,190})(?:\?[^\s<>\"]{0,500})?")
_IN_BRACKETS: Final = re.compile(
    r"[(\[]\s{0,5}(?:mailto:)?([^\s<>()\[\]\",;:|@]{1,64}@[^\s<>()\[\]\",;:|@]{1,190})\s{0,5}[)\]]"
)
_CAPTION: Final = re.compile(
    r"^[ \t]{0,20}(?:to|cc|bcc|from|an|von|para|cco|de|pour|a|à)[ \t]{0,20}:[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_PHONE: Final = re.compile(r"(?<![\w.])\+?\(?\d[\d ()./-]{5,22}\d(?![\w.])")


def is_list(text: str) -> bool:
    """Whether most of the lines are ``Name <mail>``."""
    lines = [line for line in _unmarked(text).split("\n") if line.strip()][:200]
    return bool(lines) and sum(_is_line(line) for line in lines) > len(lines) / 2


def is_about_people(text: str) -> bool:
    """Whether there is an address in it."""
    return BARE.search(text) is not None


def is_card(text: str) -> bool:
    """Whether it may be one person's card: a few lines with an address or two."""
    lines = text.strip().split("\n")
    return 1 < len(lines) <= MOST_OF_ONE and 0 < len(set(BARE.findall(text))) <= MOST_ADDRESSES


def read(text: str, places: signature.Places | None = None) -> Iterator[Card | RefusedPart]:
    """Read who is in a text.

    Args:
        text: what was pasted.
        places: knows places by their words, for a card.

    """
    beyond = len(text) - _LONGEST
    text = plain(text[:_LONGEST], lines=True)
    lines = _unmarked(text).strip().split("\n")
    if not (is_list(text) or _paired(lines)) and (blocks := peopleblocks.parted(lines)):
        yield from peopleblocks.read(blocks, places)
        yield from _beyond(lines, beyond)
        return
    few = len(lines) <= MOST_OF_ONE and len(set(BARE.findall(text))) <= MOST_ADDRESSES
    if few and not is_list(text) and not _names_several(lines):
        card = signature.read(text, places=places)
        if card.name or card.emails or card.phones:
            yield replace(card, where="line 1")
            return
    yield from _from_lines(lines)
    yield from _beyond(lines, beyond)


def _beyond(lines: list[str], beyond: int) -> Iterator[RefusedPart]:
    if beyond > 0:
        why = f"{beyond:,} letters more were not read; take them in from a file."
        yield RefusedPart(f"after line {len(lines)}", why)


def _unmarked(text: str) -> str:
    """Take away what stands before each line of a list, or before the recipients of a letter.

    Addresses in other brackets get those that they have in a letter.
    """
    return _CAPTION.sub("", _MARKER.sub("", _IN_BRACKETS.sub(r"<\1>", _LINK.sub(r"\1", text))))


def _from_lines(lines: list[str]) -> Iterator[Card | RefusedPart]:
    for number, line in enumerate(_paired(lines) or lines, 1):
        where = f"line {number}"
        if not line.strip():
            continue
        if len(line) > _LONGEST_LINE * 100:
            yield RefusedPart(where, f"It is {len(line):,} letters long.")
            continue
        found = [_card(where, each) for each in _ONE.finditer(line)]
        rest = _ONE.sub(" ", line)
        if not found and (name := _beside(rest)):
            phones = tuple((each, "") for each in _phones(rest))
            yield Card(where=where, name=name, emails=((BARE.findall(rest)[0], ""),), phones=phones)
            continue
        found += [Card(where=where, emails=((bare, ""),)) for bare in BARE.findall(rest)]
        if found:
            more = BARE.sub(" ", rest).strip(" \t,;:|<>()[]")
            yield from (_told(each, more) if len(found) == 1 else each for each in found)
            if len(found) > 1:
                yield from _without_address(where, rest)
        else:
            yield RefusedPart(where, "It has no e-mail address.")


def _without_address(where: str, rest: str) -> Iterator[RefusedPart]:
    """Refuse the names that stand without an address among those that have one."""
    for words in re.split(r"[,;|\t<>()\[\]]", BARE.sub(",", rest)):
        name = " ".join(words.split()).strip(" :-–•*·")
        if any(map(str.isalpha, name)) and fold(name).strip(".:") not in _CAPTIONS:
            yield RefusedPart(where, f"“{name[:80]}” has no e-mail address.")


def _paired(lines: list[str]) -> list[str]:
    """Put each name into the line of its address, where names and addresses stand by turns; else empty.

    All lines have to: of those that stand by turns here and there, nobody could tell whose is whose.
    """
    said = [number for number, line in enumerate(lines) if line.strip()]
    halves = said[::2], said[1::2]
    for names, addresses in (halves, halves[::-1]):
        if (
            len(names) == len(addresses) > 1
            and all(_is_alone(lines[at]) for at in names)
            and all(BARE.fullmatch(lines[at].strip()) for at in addresses)
        ):
            found = [""] * len(lines)
            for name, address in zip(names, addresses, strict=True):
                found[address] = f"{lines[name].strip()} <{lines[address].strip()}>"
            return found
    return []


def _names_several(lines: list[str]) -> bool:
    """Whether there are two names or more, each with its address: then none of them is part of one's card."""
    return bool(_paired(lines)) or sum(_beside(line) != "" or _names_one(line) for line in lines) > 1


def _is_alone(line: str) -> bool:
    """Whether a line is a name and no more, of two words or more: it may stand over its address."""
    return " " in line.strip() and NAME.fullmatch(line.strip()) is not None


def _names_one(line: str) -> bool:
    found = _ONE.search(line)
    return found is not None and bool((found["quoted"] or found["name"] or "").strip())


def _beside(line: str) -> str:
    """Return the name that stands beside the one address of a line without brackets; else empty."""
    found = BARE.findall(line)
    words = _without_phones(BARE.sub(" ", line)).strip(" \t,;:|-–<>()[]")
    named = len(found) == 1 and NAME.fullmatch(words) and fold(words.split()[0]).strip(".:") not in _CAPTIONS
    return " ".join(words.split()) if named else ""


def _phones(line: str) -> list[str]:
    return [each.strip() for each in _PHONE.findall(BARE.sub(" ", line))]


def _without_phones(line: str) -> str:
    return _PHONE.sub(" ", line)


def _told(card: Card, more: str) -> Card:
    """Keep what else stands in the line of one person."""
    words = " ".join(more.split())
    return replace(card, unread=(f"{card.where}: {words}",)) if any(map(str.isalnum, words)) else card


def _is_line(line: str) -> bool:
    if len(line) >= _LONGEST_LINE * 100 or "\t" in line:
        return False
    if _ONE.match(line.lstrip()) is not None:
        return True
    several = len(BARE.findall(line)) > 1 and not BARE.sub("", line).strip(" ,;")
    return several or (_beside(line) != "" and not set(",;|") & set(line))


def _card(where: str, found: re.Match[str]) -> Card:
    name = re.sub(r"\\(.)", r"\1", found["quoted"]) if found["quoted"] is not None else found["name"]
    name = " ".join(name.split()).strip("'•*-–“”„«»‘’ ")
    return Card(where=where, name=polite.turned(name), emails=((found["address"], ""),))
