"""What the time there means, in words: for a row, a card and a whole folder. No widgets here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from partnerdesk.core.hours import SchoolWeek, SessionState, state_at
from partnerdesk.core.places import Place
from partnerdesk.core.wording import clock, difference_words
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.core.zones import zone_city
from partnerdesk.desk import holidays
from partnerdesk.desk.listing import ListRow, week_of
from partnerdesk.desk.places import gazetteer

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOLIDAY = "Public holiday"


@dataclass(frozen=True)
class There:
    """The time where someone is: aware local time, and whether school is in.

    ``closed`` says why there is no school on a day that has hours by the week: ``Public holiday: Carnival``;
    empty where there is.
    """

    local: datetime
    state: SessionState
    confirmed: bool
    closed: str = ""


def to_minute(moment: datetime) -> datetime:
    """Return the moment without its seconds: what is known for a minute is worked out once."""
    return moment.replace(second=0, microsecond=0)


@lru_cache(maxsize=4096)
def _week(text: str, country: str) -> SchoolWeek:
    return week_of(text, country)


@lru_cache(maxsize=8192)
def _state(zone: str, text: str, country: str, region: str, minute: datetime, _learnt: int) -> There:
    return _there(_week(text, country), zone, minute, country, region)


def there(row: ListRow, now: datetime) -> There | None:
    """Return the time there for a row of the list at ``now`` (aware); None where no zone is known."""
    if not row.zone:
        return None
    return _state(row.zone, row.week, row.country, row.region, to_minute(now), holidays.learnt())


def there_with(week: SchoolWeek, place: Place, now: datetime) -> There | None:
    """Return the time there for a week and a place at ``now`` (aware); None where no zone is known."""
    return _there(week, place.zone, to_minute(now), place.country, place.region) if place.zone else None


def _there(week: SchoolWeek, zone: str, minute: datetime, country: str, region: str) -> There:
    local = minute.astimezone(zone_named(zone))
    known = holidays.at_hand(country, region, local.date())
    state = state_at(week, zone, minute, known)
    return There(local, state, week.confirmed, _closed(week, local.date(), known))


def _closed(week: SchoolWeek, day: date, known: Mapping[date, str]) -> str:
    """Say why a day that has hours by the week has no school; empty if it has."""
    why = week.closed_on(day, known) if week.hours[day.weekday()] else ""
    if why and why == known.get(day):
        return f"{_HOLIDAY}: {why}"
    return why[:1].upper() + why[1:]


def session_words(state: SessionState, local: datetime, closed: str = "") -> str:
    """Say whether school is in and when that changes: ``In school until 13:00``.

    ``closed`` is why there is none today: ``Public holiday: Carnival · begins tomorrow at 08:00``.
    """
    if state.in_session:
        return f"In school until {clock(state.until)}" if state.until else "In school"
    if state.next is None:
        return f"{closed} · no school in the next two weeks" if closed else "No school in the next two weeks"
    return f"{closed or 'Not in school'} · begins {_when(state.next, local)}"


def _when(moment: datetime, local: datetime) -> str:
    days = (moment.date() - local.date()).days
    if days == 0:
        return f"at {clock(moment)}"
    if days == 1:
        return f"tomorrow at {clock(moment)}"
    day = f" {moment.day} {MONTHS[moment.month - 1]}" if days > 6 else ""
    return f"on {DAYS[moment.weekday()]}{day} at {clock(moment)}"


def day_words(moment: datetime, now: datetime) -> str:
    """Write a past day shortly, seen from ``now``: ``18 Nov``, with its year where that is not this one."""
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment.day} {MONTHS[moment.month - 1]}{year}"


def city_words(city: str, region_name: str, country: str, zone: str) -> str:
    """Name where a time holds: the city, else the region, else the country, else the city of the zone."""
    land = gazetteer().country(country)
    return city or region_name or (land.name if land else "") or zone_city(zone)


def place_words(city: str, region_name: str, country: str) -> str:
    """Write a place as a line: ``Puebla, Mexico``; the region where it is not the city's own name."""
    land = gazetteer().country(country)
    parts = [city, region_name if region_name != city else "", land.name if land else ""]
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Summary:
    """A folder in one line: its parts, and what has to be said about assumed hours."""

    parts: tuple[str, ...]
    caution: str = ""


def counted(number: int) -> str:
    """Say how many contacts: ``1 contact``, ``2,140 contacts``."""
    return "1 contact" if number == 1 else f"{number:,} contacts"


def summary(total: int, rows: Sequence[ListRow], home_zone: str, now: datetime) -> Summary:
    """Sum a folder up: how many, the time there, whether school is in.

    Args:
        total: how many contacts it has.
        rows: their rows; fewer than ``total`` where there are too many to look at, then no time is told.
        home_zone: the reader's zone; empty if not known.
        now: aware.

    """
    known = [found for row in rows if (found := there(row, now))]
    if not known or len(rows) < total:
        return Summary((counted(total),))
    parts = [counted(total), _times(known, home_zone, now), _sessions(known)]
    guessed = sum(not one.confirmed for one in known)
    caution = ""
    if guessed:
        caution = "(hours assumed)" if guessed == len(known) else f"(hours assumed for {guessed})"
    return Summary(tuple(part for part in parts if part), caution)


def _times(known: Sequence[There], home_zone: str, now: datetime) -> str:
    locals_ = sorted((one.local.utcoffset() or timedelta(0), one.local) for one in known)
    (low, first), (high, last) = locals_[0], locals_[-1]
    if low != high:
        return f"{clock(first)} to {clock(last)} there now"
    text = f"{clock(first)} there now"
    if not home_zone:
        return text
    here = now.astimezone(zone_named(home_zone)).utcoffset() or timedelta(0)
    return f"{text}, {difference_words(here, low)}"


def _sessions(known: Sequence[There]) -> str:
    in_school = [one for one in known if one.state.in_session]
    if in_school:
        ends = Counter(clock(one.state.until) for one in in_school if one.state.until)
        few = "" if len(in_school) == len(known) else f"{len(in_school)} of {len(known)} "
        if not ends:
            return f"{few}in school"
        about = "" if len(ends) == 1 and all(one.confirmed for one in in_school) else "about "
        return f"{few}in school until {about}{ends.most_common(1)[0][0]}"
    begins = [(one.state.next, one.local) for one in known if one.state.next]
    closed = all(one.closed for one in known)
    holiday = all(one.closed.startswith(_HOLIDAY) for one in known)
    words = "public holiday" if holiday else "closed today" if closed else "not in school"
    return f"{words}, begins {_when(*min(begins))}" if begins else words
