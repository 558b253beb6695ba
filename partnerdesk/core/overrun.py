"""Meetings that begin in school and go on beyond it: what comes in between, in words."""

from __future__ import annotations

from bisect import bisect_right

from partnerdesk.core.hours import Span
from partnerdesk.core.instants import DAY, datetime_at
from partnerdesk.core.zones import zone as zone_named

_LONGEST_BREAK = 150 * 60
_NOON = (11 * 60, 14 * 60 + 30)  # minutes of the day when a break is called lunch


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
    at = bisect_right(found, (start, end + 2 * DAY)) - 1
    if at < 0 or not start < found[at][1] < end:
        return ""
    closes = found[at][1]
    local = datetime_at(closes).astimezone(zone_named(zone))
    what = "the end of school"
    if at + 1 < len(found) and found[at + 1][0] - closes <= _LONGEST_BREAK:
        noon = _NOON[0] <= local.hour * 60 + local.minute <= _NOON[1]
        what = "lunch" if noon else "a break"
    return f"{what} at {local:%H:%M}"
