"""A series as one event that repeats (RFC 5545): weekly by the clock of one zone, with that zone's own rules.

Times that stay on a clock cannot be told in UTC: the file carries a VTIMEZONE with every change of the clocks
in its span, as it is, and no rule that would go on for ever: rules are what governments change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from partnerdesk.core.instants import DAY, datetime_at, offsets, seconds_at
from partnerdesk.core.text import plain
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.formats.ics import Event

if TYPE_CHECKING:  # icalendar takes its time to import
    from icalendar.cal import Component

_BEFORE = 400 * DAY  # so that the change before the first meeting is told too


def write_series(event: Event, weeks: int, left_out: Sequence[Slot] = ()) -> bytes:
    """Return a calendar of one event that repeats every week.

    Args:
        event: the first meeting; its slot is told by the clock that the series stays on.
        weeks: how many, those left out included.
        left_out: meetings of these weeks that do not take place, by the same clock.

    """
    import icalendar

    slot = event.slot
    where = zone_named(slot.zone)
    first = slot.wall.replace(tzinfo=where)
    last = slot.wall + timedelta(weeks=weeks - 1, minutes=slot.minutes)
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//PartnerDesk//PartnerDesk//EN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_timezone(slot.zone, slot.start, last.replace(tzinfo=where)))
    made = icalendar.Event()
    made.add("uid", plain(event.uid))
    made.add("dtstamp", event.stamp.astimezone(UTC))
    made.add("sequence", event.sequence)
    made.add("dtstart", first)
    made.add("duration", timedelta(minutes=slot.minutes))
    made.add("rrule", {"freq": "weekly", "count": weeks})
    if left_out:
        made.add("exdate", [each.wall.replace(tzinfo=where) for each in left_out])
    made.add("summary", plain(event.summary))
    if event.description:
        made.add("description", plain(event.description, lines=True))
    calendar.add_component(made)
    written: bytes = calendar.to_ical()
    return written


def _timezone(name: str, start: datetime, end: datetime) -> Component:
    """Return a zone with each of its changes from before the first meeting until after the last one."""
    import icalendar

    made = icalendar.Timezone()
    made.add("tzid", name)
    where = zone_named(name)
    before: int | None = None
    until = seconds_at(end.astimezone(UTC)) + DAY
    for begins, _, offset in offsets(name, seconds_at(start) - _BEFORE, until):
        moment = datetime_at(begins).astimezone(where)
        summer = (moment.dst() or timedelta(0)) > timedelta(0)
        part = icalendar.TimezoneDaylight() if summer else icalendar.TimezoneStandard()
        known = offset if before is None else before
        local = datetime_at(begins + known).replace(tzinfo=None)
        part.add("dtstart", local)
        part.add("tzoffsetfrom", timedelta(seconds=known))
        part.add("tzoffsetto", timedelta(seconds=offset))
        part.add("tzname", moment.tzname() or name)
        made.add_component(part)
        before = offset
    return made
