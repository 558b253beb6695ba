"""vCards 4.0 (RFC 6350) and 3.0 (RFC 2426) from ``Card`` values, which ``vcard.read`` gives back the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from partnerdesk.core.cards import Card
from partnerdesk.formats import nameparts, own
from partnerdesk.formats.vperson import OWN, PRODUCT

Version = Literal["4.0", "3.0"]

_WIDTH: Final = 75  # octets in a line, its end not counted
_TYPES: Final = {
    "work": "work", "home": "home", "mobile": "cell", "fax": "fax", "pager": "pager", "work fax": "work,fax",
    "home mobile": "home,cell", "home fax": "home,fax",
}  # fmt: skip
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})
# RFC 6350 3.4: a semicolon parts nothing in a value of one part, and Thunderbird shows its backslash.
_ESCAPES_WHOLE: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,"})
_ESCAPES_LINK: Final = str.maketrans({"\\": "\\\\", "\n": "\\n"})


def write(cards: Iterable[Card], version: Version = "4.0") -> Iterator[bytes]:
    """Yield the bytes of one card after the other, UTF-8 with CRLF.

    What vCard has no property for (source, history, school week) stands in properties of our own, which
    other programs pass over.
    """
    for card in cards:
        lines = [
            "BEGIN:VCARD",
            f"VERSION:{version}",
            f"PRODID:{PRODUCT}",
            *_properties(card, version),
            "END:VCARD",
        ]
        yield b"".join(map(_folded, lines))


def _properties(card: Card, version: Version) -> Iterator[str]:
    whole = _whole if version == "4.0" else _text
    yield f"FN:{whole(card.name)}"
    before, given, family, after, middle = nameparts.parted(card.name, card.parts)
    yield f"N:{';'.join(map(_text, (family, given, middle, before, after)))}"
    uid, *uids = card.uid.split("\n")
    facts = {
        "UID": uid.translate(_ESCAPES_LINK),
        "TITLE": whole(card.role),
        "ORG": _text(card.organisation),
        "URL": card.web.translate(_ESCAPES_LINK),
        "TZ;VALUE=text" if version == "3.0" else "TZ": whole(card.zone),
        "NOTE": whole(card.notes),
        f"{OWN}GREETING": whole(card.greeting),
        f"{OWN}SOURCE": whole(card.source),
        f"{OWN}SOURCE-DETAIL": whole(card.source_detail),
        f"{OWN}INTRODUCED-BY": whole(card.introduced_by),
        f"{OWN}WEEK": whole(card.week.to_json()) if card.week else "",
    }
    yield from (f"{name}:{text}" for name, text in facts.items() if text)
    yield from (f"{OWN}UID:{each.translate(_ESCAPES_LINK)}" for each in uids)  # RFC 6350: one UID
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
        yield f"{OWN}ENTRY:{whole(own.entry_text(entry))}"


def _several(name: str, values: tuple[tuple[str, str], ...], version: Version, group: str) -> Iterator[str]:
    """Write values with their labels; a label of the user's own in the way that Apple began."""
    whole = _whole if version == "4.0" else _text
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
            yield f"{group}{place}.{name}{marks}:{whole(value)}"
            yield f"{group}{place}.X-ABLabel:{whole(label)}"
        else:
            yield f"{name}{marks}:{whole(value)}"


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _whole(text: str) -> str:
    return text.translate(_ESCAPES_WHOLE)


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
