"""A time of day or a date that was typed as a whole, in the ways in which people write them."""

from __future__ import annotations

import re
from datetime import date, time

from partnerdesk.core.text import fold
from partnerdesk.errors import BadInput

_TIME = re.compile(r"(\d{1,2})(?:\s?[:.h]\s?(\d\d)|(\d\d))?(?:\s?([ap])\.?(?:m\.?)?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WORDS = re.compile(
    r"(?:([a-z]+),?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,})\.?(?:[\s,-]+(\d{4}))?(?:,?\s+([a-z]+))?",
    re.ASCII,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOON = 12


def typed_time(text: str) -> time:
    """Read a time of day: ``20:15``, ``2015``, ``8``, ``20.15``, ``8:15 pm``.

    Raises:
        BadInput: it is none.

    """
    found = _TIME.fullmatch(fold(text).strip())
    if found is not None:
        hour, minute = int(found[1]), int(found[2] or found[3] or 0)
        if found[4]:
            hour = hour % _NOON + (_NOON if found[4] == "p" else 0) if 1 <= hour <= _NOON else -1
        if 0 <= hour < 2 * _NOON and minute < 60:
            return time(hour, minute)
    raise BadInput(f"“{text.strip()}” is not a time of day.", "Write it as 20:15.", "time")


def typed_date(text: str, near: date) -> date:
    """Read a date: ``8 Mar 2027``, ``8 March``, ``Mon 8 Mar 2027``, ``2027-03-08``.

    3/8/2027 is not read: it is March to some and August to others.

    Args:
        text: what was typed.
        near: where no year is said, the date that lies nearest to this one is meant.

    Raises:
        BadInput: it is none, or the weekday that was said is not that day's.

    """
    said = fold(text).strip()
    found: date | None = None
    if iso := _ISO.fullmatch(said):
        found = _day(int(iso[1]), int(iso[2]), int(iso[3]))
    elif words := _WORDS.fullmatch(said):
        before, day, name, year, after = words.groups()
        month = next((at for at, each in enumerate(_MONTHS, 1) if each.startswith(name)), 0)
        years = [int(year)] if year else [near.year + more for more in (-1, 0, 1)]
        possible = filter(None, (_day(each, month, int(day)) for each in years))
        found = min(possible, key=lambda each: abs(each - near), default=None)
        if found and not all(_WEEKDAYS[found.weekday()].startswith(each) for each in (before, after) if each):
            weekday = _WEEKDAYS[found.weekday()].capitalize()
            raise BadInput(
                f"“{text.strip()}” is not a date: that day is a {weekday}.",
                "Say the day that is meant.",
                "date",
            )
    if found is None:
        raise BadInput(f"“{text.strip()}” is not a date.", "Write it as 8 Mar 2027.", "date")
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
