"""Meetings that begin in school and go on beyond it: what comes in between, in words."""

from __future__ import annotations

from partnerdesk.core.hours import Span, begun
from partnerdesk.core.instants import datetime_at
from partnerdesk.core.pauses import pause
from partnerdesk.core.zones import zone as zone_named

_WHAT = {"": "the end of school", "break": "a break", "lunch": "lunch"}


def overrun_words(found: list[Span], zone: str, start: int, end: int) -> str:
    """Say what a meeting runs into: ``lunch at 11:30``, ``the end of school at 13:30``.

    Args:
        found: a party's hours, for a day after the start at the least.
        zone: its own.
        start: when the meeting begins, in seconds.
        end: when it ends.

    Returns:
        Empty where it does not begin in these hours, or ends in them.

    """
    at = begun(found, start)
    if at < 0 or not start < found[at][1] < end:
        return ""
    closes = found[at][1]
    local = datetime_at(closes).astimezone(zone_named(zone))
    again = found[at + 1][0] if at + 1 < len(found) else None
    kind = pause(closes, again, local.hour * 60 + local.minute) if again is not None else ""
    return f"{_WHAT[kind]} at {local:%H:%M}"
