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
from typing import TYPE_CHECKING

from partnerdesk.core.text import plain
from partnerdesk.core.times import LONGEST, SHORTEST, Slot
from partnerdesk.core.zones import UnknownZone, canonical

if TYPE_CHECKING:  # icalendar takes its time to import
    from icalendar.cal import Component

_MOST_SLOTS = 1000
_SAID = "X-PARTNERDESK-SLOT"
_SLOT = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d);zone=([A-Za-z0-9_+/-]{1,64});minutes=(\d{1,3});fold=([01])", re.ASCII
)
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
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//PartnerDesk//PartnerDesk//EN")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(_component(event))
    written: bytes = calendar.to_ical()
    return written


def _component(event: Event) -> Component:
    import icalendar

    slot = event.slot
    made = icalendar.Event()
    made.add("uid", plain(event.uid))
    made.add("dtstamp", event.stamp.astimezone(UTC))
    made.add("sequence", event.sequence)
    made.add("dtstart", slot.start)
    made.add("dtend", slot.end)
    made.add("summary", plain(event.summary))
    if event.description:
        made.add("description", plain(event.description, lines=True))
    if event.location:
        made.add("location", plain(event.location))
    if _URL.fullmatch(event.url):  # a URI is not escaped, so nothing else may stand there
        made.add("url", event.url)
    wall = slot.wall.isoformat(timespec="minutes")
    made.add(_SAID, f"{wall};zone={slot.zone};minutes={slot.minutes};fold={slot.fold}")
    return made


def slots(data: bytes) -> tuple[Slot, ...]:
    """Return the slots that :func:`write` put into a calendar, as they were said, in their order.

    A calendar of another program gives none; what cannot be a slot is passed over; nothing is raised.
    """
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(data)
    except ValueError:
        return ()
    said = (str(event.get(_SAID, "")) for event in calendar.walk("VEVENT")[:_MOST_SLOTS])
    return tuple(slot for text in said if (slot := _slot(text)) is not None)


def _slot(text: str) -> Slot | None:
    match = _SLOT.fullmatch(text)
    if match is None or not SHORTEST <= int(match[3]) <= LONGEST:
        return None
    try:
        canonical(match[2])  # refuses what is no zone; kept is the name that was said
        return Slot(datetime.fromisoformat(match[1]), match[2], int(match[3]), int(match[4]))
    except (ValueError, UnknownZone):
        return None
