"""Tables of people from ``Card`` values: one that comes back unchanged, one for spreadsheets, others."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from partnerdesk.core.cards import Card
from partnerdesk.formats import nameparts, own

Style = Literal["data", "spreadsheet", "google", "outlook"]
"""``data`` comes back unchanged through ``table.read``; ``spreadsheet`` is harmless to open; the others have
the headers of Google Contacts and of Outlook."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_KINDS: Final = frozenset(
    {"work", "home", "other", "mobile", "fax", "work fax", "pager", "home mobile", "home fax"}
)
"""Labels that others have words of their own for; the user's own stay as they are."""
_FACTS: Final = {
    "Name": "name", "Greeting": "greeting", "Role": "role", "Organisation": "organisation",
    "Street": "street", "Postcode": "postcode", "City": "city", "Region": "region", "Country": "country",
    "Time zone": "zone", "Website": "web", "Source": "source", "Source detail": "source_detail",
    "Introduced by": "introduced_by", "Notes": "notes", "UID": "uid",
}  # fmt: skip
_OURS: Final = ("School week", "History")
_PARTS: Final = "Name parts"
_SHOWN: Final = "Shown name"
"""A column for the name where its parts joined are another; others pass over it."""


def write(cards: Sequence[Card], style: Style = "data") -> Iterator[bytes]:
    """Yield the bytes of a table row by row: UTF-8, commas, CRLF (RFC 4180).

    Args:
        cards: who is in it; they are gone through twice, since the widest says how many columns there are.
        style: which columns, and whether formulas are made harmless.

    """
    table = {"data": _data, "spreadsheet": _spreadsheet, "google": _google, "outlook": _outlook}[style](cards)
    # Excel takes UTF-8 for something else unless a byte order mark says so.
    yield b"" if style == "data" else b"\xef\xbb\xbf"
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for row in table:
        writer.writerow(row)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def is_ours(headers: Sequence[str]) -> bool:
    """Say whether a table has the columns that we write and nobody else does."""
    return {*_FACTS, *_OURS} <= set(headers)


def _data(cards: Sequence[Card], *, whole: bool = True) -> Iterator[list[str]]:
    """Yield all there is to say; where it need not come back ``whole``, without the parts of names."""
    parted = whole and any(card.parts for card in cards)
    mails = max((len(card.emails) for card in cards), default=0)
    phones = max((len(card.phones) for card in cards), default=0)
    yield [*_FACTS, "Languages", "Tags", *_numbered("E-mail", mails), *_numbered("Phone", phones),
           *[_PARTS][:parted], *_OURS]  # fmt: skip
    for card in cards:
        yield [
            *(getattr(card, name) for name in _FACTS.values()),
            ", ".join(card.languages),
            _list(card.tags),
            *_padded(card.emails, mails),
            *_padded(card.phones, phones),
            *[own.parts_text(card.parts)][:parted],
            card.week.to_json() if card.week else "",
            "\n".join(map(own.entry_text, card.entries)),
        ]


def _spreadsheet(cards: Sequence[Card]) -> Iterator[list[str]]:
    """As people read it: school hours in words, and nothing that a spreadsheet would take for a formula."""
    for number, row in enumerate(_data(cards, whole=False)):
        *facts, week, history = row
        if number:
            card = cards[number - 1]
            week = card.week.text() if card.week else ""
            history = "\n".join(f"{at:%Y-%m-%d} {kind}: {text}" for kind, at, text in card.entries)
        yield [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in (*facts, week, history)]


def _google(cards: Sequence[Card]) -> Iterator[list[str]]:
    mails = max((len(card.emails) for card in cards), default=0)
    phones = max((len(card.phones) for card in cards), default=0)
    shown = any(map(_otherwise, cards))
    yield ["First Name", "Last Name", "Organization Name", "Organization Title", "Notes", "Labels",
           *_labelled("E-mail", mails), *_labelled("Phone", phones), "Address 1 - Label",
           "Address 1 - Street", "Address 1 - City", "Address 1 - Region", "Address 1 - Postal Code",
           "Address 1 - Country", "Website 1 - Label", "Website 1 - Value", "Name Prefix",
           "Name Suffix", "Middle Name", *[_SHOWN][:shown]]  # fmt: skip
    for card in cards:
        before, given, family, after, middle = nameparts.parted(card.name, card.parts)
        yield [given, family, card.organisation, card.role, card.notes, " ::: ".join(card.tags),
               *_swapped(card.emails, mails), *_swapped(card.phones, phones), "Work", card.street, card.city,
               card.region, card.postcode, card.country, "Work" if card.web else "", card.web,
               before, after, middle, *[_otherwise(card)][:shown]]  # fmt: skip


def _outlook(cards: Sequence[Card]) -> Iterator[list[str]]:
    shown = any(map(_otherwise, cards))
    yield ["First Name", "Last Name", "Company", "Job Title", "Business Street", "Business City",
           "Business State", "Business Postal Code", "Business Country/Region", "E-mail Address",
           "E-mail 2 Address", "E-mail 3 Address", "Business Phone", "Home Phone", "Mobile Phone",
           "Business Fax", "Home Fax", "Other Phone", "Web Page", "Categories", "Notes", "Title",
           "Suffix", "Middle Name", *[_SHOWN][:shown]]  # fmt: skip
    kinds = {"work": 0, "home": 1, "home mobile": 1, "mobile": 2, "fax": 3, "work fax": 3, "home fax": 4}
    for card in cards:
        phones = [""] * 6
        more = [value for value, _ in card.emails[3:]]
        for value, label in card.phones:
            at = kinds.get(label, 5)
            if phones[at]:
                more.append(f"{value} ({label})" if label else value)
            phones[at] = phones[at] or value
        notes = "\n".join(filter(None, [card.notes, ", ".join(more)]))
        before, given, family, after, middle = nameparts.parted(card.name, card.parts)
        yield [given, family, card.organisation, card.role, card.street, card.city, card.region,
               card.postcode, card.country, *_first(card.emails, 3), *phones, card.web, ";".join(card.tags),
               notes, before, after, middle, *[_otherwise(card)][:shown]]  # fmt: skip


def _otherwise(card: Card) -> str:
    """Return the name where its parts, as others put them together, are another; else empty."""
    return "" if nameparts.joined(nameparts.parted(card.name, card.parts)) == card.name else card.name


def _numbered(name: str, count: int) -> list[str]:
    return [cell for each in range(1, count + 1) for cell in (f"{name} {each}", f"{name} {each} - Label")]


def _labelled(name: str, count: int) -> list[str]:
    return [f"{name} {each} - {part}" for each in range(1, count + 1) for part in ("Label", "Value")]


def _padded(values: Sequence[tuple[str, str]], count: int) -> list[str]:
    return [cell for pair in values for cell in pair] + [""] * (2 * (count - len(values)))


def _swapped(values: Sequence[tuple[str, str]], count: int) -> list[str]:
    return _padded([(label.title() if label in _KINDS else label, value) for value, label in values], count)


def _first(values: Sequence[tuple[str, str]], count: int) -> list[str]:
    return ([value for value, _ in values] + [""] * count)[:count]


def _list(items: Iterable[str]) -> str:
    """Write several words into one cell; those with a mark of their own in quotation marks."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="").writerow(
        [f"{each}" for each in items]
    )
    text = buffer.getvalue()
    return text if ";" in text or "," not in text else f'"{text}"'
