"""vCards 4.0 (RFC 6350) and 3.0 (RFC 2426) from ``Card`` values, which ``vcard.read`` gives back the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from partnerdesk.core.cards import Card
from partnerdesk.formats import own
from partnerdesk.formats.vcard import OWN

Version = Literal["4.0", "3.0"]

_WIDTH: Final = 75  # octets in a line, its end not counted
_TYPES: Final = {
    "work": "work", "home": "home", "mobile": "cell", "fax": "fax", "pager": "pager", "work fax": "work,fax",
}  # fmt: skip
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})


def write(cards: Iterable[Card], version: Version = "4.0") -> Iterator[bytes]:
    """Yield the bytes of one card after the other, UTF-8 with CRLF.

    What vCard has no property for (source, history, school week) stands in properties of our own, which
    other programs pass over.
    """
    for card in cards:
        lines = ["BEGIN:VCARD", f"VERSION:{version}", *_properties(card, version), "END:VCARD"]
        yield b"".join(map(_folded, lines))


def _properties(card: Card, version: Version) -> Iterator[str]:
    yield f"FN:{_text(card.name)}"
    *given, family = card.name.split() if " " in card.name else (card.name, "")
    yield f"N:{_text(family)};{_text(' '.join(given))};;;"
    facts = {
        "UID": card.uid.partition("\n")[0],
        "TITLE": card.role,
        "ORG": card.organisation,
        "URL": card.web,
        "TZ;VALUE=text" if version == "3.0" else "TZ": card.zone,
        "NOTE": card.notes,
        f"{OWN}GREETING": card.greeting,
        f"{OWN}SOURCE": card.source,
        f"{OWN}SOURCE-DETAIL": card.source_detail,
        f"{OWN}INTRODUCED-BY": card.introduced_by,
        f"{OWN}WEEK": card.week.to_json() if card.week else "",
    }
    yield from (f"{name}:{_text(text)}" for name, text in facts.items() if text)
    yield from (f"{OWN}UID:{_text(each)}" for each in card.uid.split("\n")[1:])  # RFC 6350: one UID
    yield from _several("EMAIL", card.emails, version, "m")
    yield from _several("TEL", card.phones, version, "t")
    address = ("", "", card.street, card.city, card.region, card.postcode, card.country)
    if any(address):
        yield f"ADR:{';'.join(map(_text, address))}"
    for place, code in enumerate(card.languages, 1):
        yield f"LANG;PREF={min(place, 100)}:{_text(code)}"
    if card.tags:
        yield f"CATEGORIES:{','.join(map(_text, card.tags))}"
    for entry in card.entries:
        yield f"{OWN}ENTRY:{_text(own.entry_text(entry))}"


def _several(name: str, values: tuple[tuple[str, str], ...], version: Version, group: str) -> Iterator[str]:
    """Write values with their labels; a label of the user's own in the way that Apple began."""
    for place, (value, label) in enumerate(values, 1):
        first = place == 1 and len(values) > 1
        kind = _TYPES.get(label, "")
        if version == "4.0":
            types = (f';TYPE="{kind}"' if "," in kind else f";TYPE={kind}") if kind else ""
            marks = f"{types}{';PREF=1' if first else ''}"
        else:
            words = ",".join(filter(None, [kind, "pref" if first else ""]))
            marks = f";TYPE={words}" if words else ""
        if label and not kind:
            yield f"{group}{place}.{name}{marks}:{_text(value)}"
            yield f"{group}{place}.X-ABLabel:{_text(label)}"
        else:
            yield f"{name}{marks}:{_text(value)}"


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Fold a line at 75 octets, between letters."""
    data = line.encode()
    if len(data) <= _WIDTH:
        return data + b"\r\n"
    parts, start, width = [], 0, _WIDTH
    while start < len(data):
        end = min(start + width, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # inside of a letter
            end -= 1
        parts.append(data[start:end])
        start, width = end, _WIDTH - 1
    return b"\r\n ".join(parts) + b"\r\n"
