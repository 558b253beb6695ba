"""Instants as whole seconds since 1970 in UTC, and the UTC offsets of zones at them.

Integers are many times faster than datetimes, and a planner asks for thousands.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from partnerdesk.core.times import shift_between
from partnerdesk.core.zones import zone as zone_named

DAY = 86400
"""Seconds."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def seconds_at(moment: datetime) -> int:
    """Return whole seconds since 1970 in UTC of an aware datetime; a part of a second is cut off."""
    return (moment - _EPOCH) // _SECOND


def seconds_after(moment: datetime) -> int:
    """Return whole seconds since 1970 in UTC of an aware datetime; a part of a second counts as one."""
    return -((_EPOCH - moment) // _SECOND)


def datetime_at(seconds: int) -> datetime:
    """Return the aware datetime in UTC."""
    return _EPOCH + timedelta(seconds=seconds)


# The shortest time between two changes of a zone's clocks, in all tz data since 1970, is an hour less than
# seven days (Recife in 2000, Gaza in 2040): in a block of six days there is one at the most.
_BLOCK = 6 * DAY


@lru_cache(maxsize=8192)
def _offset_at_block(zone: str, number: int) -> int:
    offset = datetime_at(number * _BLOCK).astimezone(zone_named(zone)).utcoffset()
    return (offset or timedelta(0)) // _SECOND


@lru_cache(maxsize=8192)
def _block(zone: str, number: int) -> tuple[tuple[int, int], ...]:
    """Offsets in seconds of block ``number`` since 1970, each with the second from which it holds."""
    start, end = number * _BLOCK, (number + 1) * _BLOCK
    before, after = _offset_at_block(zone, number), _offset_at_block(zone, number + 1)
    if before == after:
        return ((start, before),)
    shift = shift_between(datetime_at(start), datetime_at(end), zone_named(zone))
    moment = end if shift is None else seconds_at(shift)
    return ((start, before),) if moment == end else ((start, before), (moment, after))


def forget_offsets() -> None:
    """Look for the offsets of zones anew: after other tz data was loaded, and to measure."""
    _offset_at_block.cache_clear()
    _block.cache_clear()


def offsets(zone: str, since: int, until: int) -> list[tuple[int, int, int]]:
    """List the stretches of one UTC offset from ``since`` until ``until``: start, end, offset; in seconds."""
    if since >= until:
        return []
    found: list[tuple[int, int]] = []
    for number in range(since // _BLOCK, (until - 1) // _BLOCK + 1):
        for each in _block(zone, number):
            if not found or each[1] != found[-1][1]:
                found.append(each)
    ends = [start for start, _ in found[1:]] + [until]
    parts = (
        (max(start, since), min(end, until), shift) for (start, shift), end in zip(found, ends, strict=True)
    )
    return [part for part in parts if part[0] < part[1]]


def offset_at(zone: str, moment: int) -> int:
    """Return the UTC offset in seconds that holds at a second."""
    block = _block(zone, moment // _BLOCK)
    return block[bisect_right(block, moment, key=lambda each: each[0]) - 1][1]
