"""Pauses between two ranges of school hours: lunch, or another break."""

from __future__ import annotations

from typing import Final, Literal

_LONGEST: Final = 150 * 60  # a longer one is the end of a shift
_NOON: Final = (11 * 60, 14 * 60 + 30)  # minutes of the day when a pause is called lunch


def pause(closes: int, opens: int, minute: int) -> Literal["", "break", "lunch"]:
    """Say what lies between two ranges of hours; empty where school is over.

    Args:
        closes: when the first one ends, in seconds.
        opens: when the next one begins.
        minute: the minute of the day at which the first one ends, by the school's own clock.

    """
    if opens - closes > _LONGEST:
        return ""
    return "lunch" if _NOON[0] <= minute <= _NOON[1] else "break"
