"""The hours of a school week by a clock elsewhere, in words."""

from __future__ import annotations

from partnerdesk.core.weektext import DAY_NAMES, MIDNIGHT, Days

_WEEK = len(DAY_NAMES)


def hours_elsewhere(days: Days, minutes: int) -> str:
    """Say hours by a clock that is ahead of theirs: ``Mon–Fri 09:30–16:00; Sat 10:00–12:00``.

    Hours that run past midnight there stay together, under the day on which they begin:
    ``Sun–Thu 22:30–05:00``.

    Args:
        days: hours by the school's own clock.
        minutes: how far the other clock is ahead of the school's; negative if it is behind.

    """
    having: dict[tuple[int, int], set[int]] = {}
    for day, ranges in enumerate(days):
        for start, end in ranges:
            later, begins = divmod(start + minutes, MIDNIGHT)
            having.setdefault((begins, begins + end - start), set()).add((day + later) % _WEEK)
    grouped: dict[str, list[tuple[int, int]]] = {}
    for hours, on in having.items():
        grouped.setdefault(_days(on), []).append(hours)
    return "; ".join(f"{on} {', '.join(map(_range, sorted(ranges)))}" for on, ranges in grouped.items())


def _range(hours: tuple[int, int]) -> str:
    return "–".join(
        "24:00" if each == MIDNIGHT else f"{each // 60 % 24:02d}:{each % 60:02d}" for each in hours
    )


def _days(on: set[int]) -> str:
    """Name weekdays, those in a row as one; a row may run over the end of the week."""
    if len(on) == _WEEK:
        return f"{DAY_NAMES[0]}–{DAY_NAMES[-1]}"
    named = []
    for first in sorted(day for day in on if (day - 1) % _WEEK not in on):
        last = first
        while (last + 1) % _WEEK in on:
            last = (last + 1) % _WEEK
        named.append(DAY_NAMES[first] if first == last else f"{DAY_NAMES[first]}–{DAY_NAMES[last]}")
    return ", ".join(named)
