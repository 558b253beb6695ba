"""The hours of a school week as text: ``Mon-Fri 08:00-13:00``, several with commas."""

from __future__ import annotations

import re
from collections.abc import Iterable

from partnerdesk.errors import BadInput

Range = tuple[int, int]
"""Minutes after midnight, from (inclusive) and until (exclusive): 0 <= start < end <= 1440."""

Days = tuple[tuple[Range, ...], ...]
"""Seven tuples of ranges, Monday first."""

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MIDNIGHT = 1440
_FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DASH = "[-\u2010-\u2015\u2212]"
_PART = re.compile(
    rf"(?P<days>[a-z]+(?:\s*{_DASH}\s*[a-z]+)?)?\s*"
    rf"(?:(?P<h1>\d{{1,2}}):(?P<m1>\d{{2}})\s*{_DASH}\s*(?P<h2>\d{{1,2}}):(?P<m2>\d{{2}}))?",
    re.ASCII | re.IGNORECASE,
)
_HINT = "Write hours as 'Mon-Fri 08:00-13:00', several with commas."


def wrong_hours(message: str, hint: str = _HINT) -> BadInput:
    """Return the error for hours that cannot be; its field is ``hours``."""
    return BadInput(message, hint, "hours")


def checked_days(days: Days) -> None:
    """Refuse what is not seven days of sorted ranges that do not overlap.

    Raises:
        BadInput: what is wrong, on which day (field ``hours``).

    """
    if len(days) != len(DAY_NAMES):
        raise wrong_hours("A school week has seven days.")
    for name, ranges in zip(DAY_NAMES, days, strict=True):
        last = 0
        for start, end in ranges:
            if start < 0 or end > MIDNIGHT:
                raise wrong_hours(f"The hours on {name} go beyond the day.")
            if end <= start:
                raise wrong_hours(
                    f"{_time(start)}-{_time(end)} on {name} ends before it begins.",
                    "Hours past midnight belong to the next day: write them as two ranges.",
                )
            if start < last:
                raise wrong_hours(f"The hours on {name} overlap at {_time(start)}.")
            last = end


def parse_days(text: str) -> Days:
    """Read hours as :meth:`partnerdesk.core.hours.SchoolWeek.parse` says.

    Raises:
        BadInput: an unknown day or time, or hours that are missing (field ``hours``).

    """
    found: list[list[Range]] = [[] for _ in DAY_NAMES]
    days: list[int] = []
    waiting = False  # for the hours of the days named last
    for part in (piece.strip() for piece in re.split("[,;]", text)):
        match = _PART.fullmatch(part)
        if not part or not match:
            raise wrong_hours(f"'{part[:40]}' is not a day with hours." if part else "Hours are missing.")
        if match["days"]:
            days = [*(days if waiting else ()), *_days(match["days"])]
            waiting = True
        if match["h1"]:
            if not days:
                raise wrong_hours(f"'{part}' does not say on which days.")
            hours = _minutes(match["h1"], match["m1"]), _minutes(match["h2"], match["m2"])
            for day in days:
                found[day].append(hours)
            waiting = False
    if waiting:
        raise wrong_hours(f"{DAY_NAMES[days[-1]]} has no hours.")
    return tuple(tuple(sorted(ranges)) for ranges in found)


def days_text(days: Days) -> str:
    """Return hours as :func:`parse_days` reads them; empty where there are none."""
    return ", ".join(f"{_days_text(run)} {_range_text(hours)}" for run, hours in _parts(days))


def days_words(days: Days) -> str:
    """Return hours for the screen: ``Mon–Fri 08:00–12:00, 13:00–15:00; Sat 09:00–11:00``."""
    grouped: dict[tuple[int, ...], list[str]] = {}
    for run, hours in _parts(days):
        grouped.setdefault(run, []).append(_range_text(hours))
    parts = (f"{_days_text(run)} {', '.join(hours)}" for run, hours in grouped.items())
    return "; ".join(parts).replace("-", "–")


def _parts(days: Days) -> list[tuple[tuple[int, ...], Range]]:
    """Each range with the days in a row that have it; a row that runs over Sunday comes first."""
    having: dict[Range, set[int]] = {}
    for day, ranges in enumerate(days):
        for hours in ranges:
            having.setdefault(hours, set()).add(day)
    parts = [(run, hours) for hours, on in having.items() for run in _runs(on)]
    return sorted(parts, key=lambda part: (part[0][0] - 7 * (part[0][0] > part[0][-1]), part[1]))


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _range_text(hours: Range) -> str:
    return f"{_time(hours[0])}-{_time(hours[1])}"


def _minutes(hour: str, minute: str) -> int:
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > MIDNIGHT:
        raise wrong_hours(f"'{hour}:{minute}' is not a time of the day.")
    return total


def _day(name: str) -> int:
    lower = name.lower()
    for index, full in enumerate(_FULL_NAMES):
        if lower in (full, full[:3]):
            return index
    raise wrong_hours(f"'{name[:20]}' is not a day.", f"Days are {', '.join(DAY_NAMES)}.")


def _days(text: str) -> list[int]:
    first, *last = (_day(name.strip()) for name in re.split(_DASH, text))
    return [(first + step) % 7 for step in range((last[0] - first) % 7 + 1)] if last else [first]


def _days_text(run: tuple[int, ...]) -> str:
    return DAY_NAMES[run[0]] if len(run) == 1 else f"{DAY_NAMES[run[0]]}-{DAY_NAMES[run[-1]]}"


def _runs(days: Iterable[int]) -> list[tuple[int, ...]]:
    """Days in rows, round the end of the week: {6, 0, 1, 4} gives (4,) and (6, 0, 1)."""
    left = set(days)
    if len(left) == len(DAY_NAMES):
        return [tuple(range(7))]
    runs = []
    for first in sorted(day for day in left if (day - 1) % 7 not in left):
        run = [first]
        while (run[-1] + 1) % 7 in left:
            run.append((run[-1] + 1) % 7)
        runs.append(tuple(run))
    return runs
