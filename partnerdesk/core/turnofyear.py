"""The days around Christmas and New Year, on which most schools are closed, be it known here or not.

A rule of thumb, and no calendar: in most countries there is no school in some part of the time from
20 December to 6 January. A school's own breaks or terms, where they are known, count instead.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from partnerdesk.core.hours import SchoolWeek

_NEAR: Final = timedelta(days=60)
"""How far from a date a term may lie that shows that its school year is known."""


def turn_of_year(day: date) -> tuple[date, date] | None:
    """Return the first and the last of the days around New Year that a date is one of; None: it is not."""
    year = day.year if day.month == 12 else day.year - 1
    first, last = date(year, 12, 20), date(year + 1, 1, 6)
    return (first, last) if first <= day <= last else None


def may_be_closed(week: SchoolWeek, day: date) -> bool:
    """Say whether a date lies around New Year, and nothing is known of a school's breaks or terms then."""
    days = turn_of_year(day)
    if days is None:
        return False
    first, last = days
    in_break = any(each.first <= last and first <= each.last for each in week.breaks)
    in_year = any(each.first - _NEAR <= day <= each.last + _NEAR for each in week.terms)
    return not (in_break or in_year)
