"""A time of day or a date that was typed as a whole, in the ways in which people write them."""

from __future__ import annotations

import re
from datetime import date, time

from partnerdesk.core.text import fold
from partnerdesk.errors import BadInput

_TIME = re.compile(r"(\d{1,2})(?:\s?[:.h]\s?(\d\d)|(\d\d))?\s?([ap])?\.?(?:m\.?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,})\.?(?:[\s,-]+(\d{4}))?(?:,?\s+[a-z]+)?",
    re.ASCII,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
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
        near: the year that is meant where none is said is that of this date.

    Raises:
        BadInput: it is none.

    """
    said = fold(text).strip()
    try:
        if iso := _ISO.fullmatch(said):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if words := _WORDS.fullmatch(said):
            month = next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(words[2])), 0)
            if words[2] == "sept":
                month = 9
            return date(int(words[3] or near.year), month, int(words[1]))
    except ValueError:
        pass  # no such day: said as any other
    raise BadInput(f"“{text.strip()}” is not a date.", "Write it as 8 Mar 2027.", "date")
