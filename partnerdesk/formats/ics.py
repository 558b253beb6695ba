"""Proposed times as an iCalendar file (RFC 5545): single events in UTC, published and not invited to.

``METHOD:PUBLISH`` asks for no answer; ``REQUEST`` would promise that the organiser deals with replies. Times
in UTC need no VTIMEZONE; what was said, by both parties' clocks, stands in the description, and for our own
reading in a property of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from partnerdesk.core.text import plain
from partnerdesk.core.times import LONGEST, SHORTEST, Slot, UnknownZone, canonical

_FOLD_AT = 75  # RFC 5545 section 3.1: octets in a line, without its line end
_MOST_SLOTS = 1000
_SLOT = re.compile(
    r"^X-PARTNERDESK-SLOT:(\d{4}-\d\d-\d\dT\d\d:\d\d)\\;zone=([A-Za-z0-9_+/-]{1,64})"
    r"\\;minutes=(\d{1,3})\\;fold=([01])\r?$",
    re.ASCII | re.MULTILINE,
)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", re.ASCII)


@dataclass(frozen=True)
class Event:
    """One event of a calendar file.

    Args:
        uid: stable over all versions of the event; see :func:`uid`.
        slot: when, as it was said.
        summary: one line.
        description: lines of text; both parties' local times belong in it, in words.
        location: a room, or the address of a call.
        url: the address of a call, in ASCII; left out where it is none.
        sequence: one more with every change of the event.
        stamp: when this version was written, aware.
    """

    uid: str
    slot: Slot
    summary: str
    description: str
    stamp: datetime
    location: str = ""
    url: str = ""
    sequence: int = 0


def uid(*facts: str) -> str:
    """Return an id that is the same for the same facts and names nobody's machine (RFC 7986 section 5.3)."""
    return f"{sha256(chr(0).join(facts).encode(errors='replace')).hexdigest()[:32]}@partnerdesk.invalid"


def write(events: Iterable[Event]) -> bytes:
    """Return a calendar of events: UTF-8, CRLF, lines of at most 75 octets.

    Raises:
        UnknownZone: a slot's zone is none.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PartnerDesk//PartnerDesk//EN", "METHOD:PUBLISH"]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> list[str]:
    slot = event.slot
    said = (
        f"{slot.wall.isoformat(timespec='minutes')};zone={slot.zone};minutes={slot.minutes};fold={slot.fold}"
    )
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"DTSTAMP:{_utc(event.stamp)}",
        f"SEQUENCE:{event.sequence:d}",
        f"DTSTART:{_utc(slot.start)}",
        f"DTEND:{_utc(slot.end)}",
        f"SUMMARY:{_escaped(event.summary)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{_escaped(event.description, lines=True)}")
    if event.location:
        lines.append(f"LOCATION:{_escaped(event.location)}")
    if _URL.fullmatch(event.url):  # a URI is not escaped, so nothing else may stand there
        lines.append(f"URL:{event.url}")
    return [*lines, f"X-PARTNERDESK-SLOT:{_escaped(said)}", "END:VEVENT"]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str, *, lines: bool = False) -> str:
    return plain(text, lines=lines).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Return a line with its CRLF, folded after 75 octets at most and never inside a character."""
    data = line.encode()
    if len(data) <= _FOLD_AT:
        return data + b"\r\n"
    pieces, start, room = [], 0, _FOLD_AT
    while start < len(data):
        end = min(start + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # a byte that continues a character
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _FOLD_AT - 1  # the space that begins a folded line counts
    return b"\r\n ".join(pieces) + b"\r\n"


def slots(data: bytes) -> tuple[Slot, ...]:
    """Return the slots that :func:`write` put into a calendar, as they were said, in their order.

    A calendar of another program gives none; what cannot be a slot is passed over; nothing is raised.
    """
    text = re.sub(r"\r?\n[ \t]", "", data.decode(errors="replace"))
    found: list[Slot] = []
    for match in _SLOT.finditer(text):
        if not SHORTEST <= int(match[3]) <= LONGEST or len(found) >= _MOST_SLOTS:
            continue
        try:
            canonical(match[2])
            found.append(Slot(datetime.fromisoformat(match[1]), match[2], int(match[3]), int(match[4])))
        except (ValueError, UnknownZone):
            continue
    return tuple(found)
