"""Time zones from the bundled tz data, and the slot: a wall time as it was said.

Zones come from the ``tzdata`` wheel alone, never from the system, whose copy may be years old. A wall time is
kept as it was said (date, time, zone, fold); the instant it means is derived, and arithmetic is done in UTC.
"""

from __future__ import annotations

import re
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from partnerdesk.errors import BadInput

SHORTEST, LONGEST = 5, 600
"""The lengths a slot may have, in minutes."""

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Years that a slot may lie in: a year outside them is a slip of the finger."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NAME_THE_CITY = "name the city, as in America/Mexico_City."
_EXAMPLE = "2027-03-16 10:00 America/Hermosillo"
_SLOT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})\s+(\S.*?)(?:\s+fold=(\S*))?", re.ASCII | re.DOTALL
)

# tz data points some retired names at a zone of another country that keeps the same clock today. The reader
# should see the city of their own country, which has a name of its own in zone.tab.
_NEARER = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Iceland": "Atlantic/Reykjavik",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
}


class UnknownZone(BadInput):
    """A name is not that of a time zone, or not of one that can be told apart from others."""


class NonexistentTime(BadInput):
    """A wall time is skipped by the clocks.

    Args:
        before: the wall time moved back by the width of the gap: a real time, aware.
        after: the wall time moved on by the width of the gap: a real time, aware.

    """

    def __init__(self, message: str, hint: str, before: datetime, after: datetime) -> None:
        super().__init__(message, hint, "slot")
        self.before = before
        self.after = after


class AmbiguousTime(BadInput):
    """A wall time happens twice, and it was not said which one is meant.

    Args:
        offsets: the UTC offsets of the first and of the second one.

    """

    def __init__(self, message: str, hint: str, offsets: tuple[timedelta, timedelta]) -> None:
        super().__init__(message, hint, "slot")
        self.offsets = offsets


def use_bundled_zones() -> None:
    """Read zones from the ``tzdata`` wheel only, from now on. May be called again at no cost.

    To be called before any zone is loaded: a zone already handed out keeps the data it was loaded with.
    """
    if zoneinfo.TZPATH:
        zoneinfo.reset_tzpath(to=[])
        ZoneInfo.clear_cache()
        _load.cache_clear()


def tz_version() -> str:
    """Return the version of the tz data in use, such as ``2026f``."""
    return _lines("tzdata.zi")[0].rpartition(" ")[2]  # its first line is "# version 2026f"


def _lines(name: str) -> list[str]:
    return _bundled(name).read_text("utf-8").splitlines()


def _bundled(name: str) -> Path:
    """Return a file of the ``tzdata`` wheel; ``importlib.resources`` would take 8 ms to be loaded."""
    return _folder() / name


@lru_cache(maxsize=1)
def _folder() -> Path:
    return Path(import_module("tzdata").__path__[0], "zoneinfo")


@lru_cache(maxsize=1)
def all_zones() -> tuple[str, ...]:
    """Every canonical zone name, sorted: those of zone.tab (each country has its own), and ``UTC``."""
    rows = (line.split("\t") for line in _lines("zone.tab") if line and not line.startswith("#"))
    return tuple(sorted({*(row[2] for row in rows), "UTC"}))


@lru_cache(maxsize=1)
def _canonical() -> frozenset[str]:
    return frozenset(all_zones())


@lru_cache(maxsize=1)
def _links() -> dict[str, str]:
    """Retired names and the zones they lead to, before it is asked whether these are canonical."""
    found = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return {name: target for _, target, name in found} | _NEARER


@lru_cache(maxsize=1024)
def _target(name: str) -> str:
    """Follow ``name`` to its canonical name; empty where there is none."""
    for _ in range(5):  # a link may lead to a link
        if name in _canonical():
            return name
        if name == "Etc/UTC":
            return "UTC"
        name = _links().get(name, "")
    return ""


def canonical(name: str) -> str:
    """Return the canonical name of a zone: ``Europe/Kyiv`` for ``Europe/Kiev``.

    A name that a country has in zone.tab stays, even where tz data merges its rules with another country's.

    Raises:
        UnknownZone: there is no such zone, or the name is an abbreviation or a bare offset.

    """
    # An abbreviation is refused even where tz data knows one by that name: EST there is UTC−5 in summer too,
    # as Panama does and Detroit does not; CST is used in Mexico City, in Edmonton and in Shanghai.
    target = "" if _abbreviated(name) else _target(name)
    if target:
        return target
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:40])
    if not name.strip():
        raise UnknownZone("No time zone was given.", "Give its name, such as America/Mexico_City.", "zone")
    raise UnknownZone(f"'{shown}' is not the name of a time zone.", _advice(name), "zone")


def _abbreviated(name: str) -> bool:
    return "/" not in name and name == name.upper() and name != "UTC"


def _advice(name: str) -> str:
    """Say what to do about a name that is not one: take the nearest names, where there are any."""
    near = _similar(name)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if re.match(r"(Etc/)?(UTC|GMT)[+-]?\d", name, re.IGNORECASE):
        return f"An offset does not know when clocks change: {_NAME_THE_CITY}"
    if name.isascii() and name.isalnum() and _abbreviated(name):
        return f"An abbreviation can mean different clocks in different countries: {_NAME_THE_CITY}"
    return f"Zones are named after cities: {_NAME_THE_CITY}"


def _similar(name: str) -> list[str]:
    """At most three canonical names that ``name`` may stand for: spelt otherwise, or the city alone."""
    asked = name[:40].strip().casefold().replace(" ", "_")
    if not asked or _abbreviated(name):
        return []
    spelt = {known.casefold(): _target(known) for known in (*_links(), *all_zones()) if _target(known)}
    if asked in spelt:
        return [spelt[asked]]
    cities = sorted({zone for known, zone in spelt.items() if known.rpartition("/")[2] == asked})
    if cities:
        return cities[:3]
    from difflib import get_close_matches

    return list(dict.fromkeys(spelt[known] for known in get_close_matches(asked, spelt, n=2, cutoff=0.85)))


@lru_cache(maxsize=1024)
def _load(name: str) -> ZoneInfo:
    known = canonical(name)
    with _bundled(known).open("rb") as data:
        return ZoneInfo.from_file(data, key=known)


def zone(name: str) -> ZoneInfo:
    """Return the zone called ``name``, from the bundled data.

    Raises:
        UnknownZone: there is no such zone.

    """
    use_bundled_zones()
    return _load(name)


def zone_city(name: str) -> str:
    """Name the city that a zone is named after, in English: ``America/Mexico_City`` gives ``Mexico City``."""
    return name.rpartition("/")[2].replace("_", " ")


def former_names(name: str) -> tuple[str, ...]:
    """List the names that a canonical zone had, for data that still uses them: ``Asia/Calcutta``."""
    return tuple(sorted(old for old, now in _links().items() if now == name and old not in _canonical()))


def offset_text(moment: datetime) -> str:
    """Write the UTC offset of an aware datetime, with a true minus: ``UTC−7``, ``UTC+5:45``, ``UTC+0``."""
    return _offset_text(moment.utcoffset() or timedelta(0))


@lru_cache(maxsize=256)
def _offset_text(offset: timedelta) -> str:
    seconds = round(abs(offset).total_seconds())
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    tail = (f":{minutes:02d}" if minutes or seconds else "") + (f":{seconds:02d}" if seconds else "")
    return f"UTC{'−' if offset < timedelta(0) else '+'}{hours}{tail}"


def day_words(day: date, weekday: bool = True) -> str:
    """Write a date in plain English without its year, whatever the locale: ``Sunday 14 March``."""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{weekday_name(day)} {words}" if weekday else words


def weekday_name(day: date) -> str:
    """Name the day of the week in English."""
    return _DAYS[day.weekday()]


def _day_words(day: datetime) -> str:
    return f"{day_words(day)} {day.year}"


def shift_between(start: datetime, end: datetime, where: tzinfo) -> datetime | None:
    """Find the instant after ``start``, at most ``end``, from which another UTC offset holds.

    Args:
        start: an aware instant in UTC.
        end: a later one, not so far that the clocks change twice in between.
        where: the zone.

    Returns:
        The instant, in UTC; None where the same offset holds at both ends.

    """
    before = start.astimezone(where).utcoffset()
    if end.astimezone(where).utcoffset() == before:
        return None
    low, high = 0, int((end - start).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (start + timedelta(seconds=middle)).astimezone(where).utcoffset() == before:
            low = middle
        else:
            high = middle
    return start + timedelta(seconds=high)


@dataclass(frozen=True)
class Slot:
    """A wall time, a zone, minutes, and the fold where an hour repeats: what was said, not what it means.

    The constructor takes what it is given, so that a book can be read back; :meth:`said` is for what users
    say.

    Args:
        wall: naive, to the minute.
        zone: an IANA name.
        minutes: how long it lasts, in minutes that pass, even where the clocks change meanwhile.
        fold: 1 for the second of two equal wall times, else 0.

    """

    wall: datetime
    zone: str
    minutes: int = 45
    fold: int = 0

    @classmethod
    def said(cls, wall: datetime, zone: str, minutes: int = 45, fold: int | None = None) -> Self:
        """Check a slot as a user gives it; ``fold`` counts only where the wall time happens twice.

        Raises:
            UnknownZone: there is no such zone.
            NonexistentTime: the clocks skip this time.
            AmbiguousTime: it happens twice and ``fold`` is None.
            BadInput: the minutes, the year or the fold are out of range; the wall time has seconds or a zone.

        """
        if not SHORTEST <= minutes <= LONGEST:
            raise BadInput(f"A slot lasts {SHORTEST} to {LONGEST} minutes, not {minutes}.", field="minutes")
        if wall.tzinfo is not None or wall.second or wall.microsecond:
            raise BadInput("A slot has a local time in whole minutes.", f"Write it as {_EXAMPLE}.", "slot")
        if not FIRST_YEAR <= wall.year <= LAST_YEAR:
            raise BadInput(f"A slot cannot lie in the year {wall.year}.", "Check the date.", "slot")
        if fold not in (None, 0, 1):
            raise BadInput("fold is 0 for the first and 1 for the second of two equal times.", field="slot")
        slot = cls(wall.replace(fold=0), canonical(zone), minutes, fold or 0)
        first, second = slot._offsets()
        if first < second:
            raise slot._nonexistent()
        if first == second:
            return cls(slot.wall, slot.zone, minutes)
        if fold is None:
            raise slot._ambiguous(first, second)
        return slot

    @classmethod
    def parse(cls, text: str, minutes: int = 45) -> Self:
        """Read ``'2027-03-16 10:00 America/Hermosillo'``; ``fold=0`` or ``fold=1`` may follow.

        Raises:
            BadInput: the text is not a slot; its subclasses as for :meth:`said`.

        """
        match = _SLOT.fullmatch(text.strip())
        if not match:
            raise BadInput(f"'{text[:60]}' is not a slot.", f"Write it as '{_EXAMPLE}'.", "slot")
        *numbers, name, fold = match.groups()
        if fold not in (None, "0", "1"):
            raise BadInput(f"'fold={fold[:20]}' is not known.", "Write fold=0 or fold=1.", "slot")
        try:
            year, month, day, hour, minute = map(int, numbers)
            wall = datetime.combine(date(year, month, day), time(hour, minute))
        except ValueError:
            said = text.strip()[: match.start(6)].strip()
            raise BadInput(f"'{said}' is not a date and time.", "Check the date.", "slot") from None
        return cls.said(wall, name, minutes, None if fold is None else int(fold))

    def text(self) -> str:
        """Write the slot as :meth:`parse` reads it: without the minutes, with the fold if need be."""
        first, second = self._offsets()
        tail = f" fold={self.fold}" if first > second else ""
        return f"{self.wall.isoformat(' ', 'minutes')} {self.zone}{tail}"

    @property
    def start(self) -> datetime:
        """The instant it begins, aware, in UTC."""
        return self._aware(self.fold).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The instant it ends, aware, in UTC."""
        return self.start + timedelta(minutes=self.minutes)

    def local(self, name: str) -> datetime:
        """Return when it begins in the zone called ``name``: aware."""
        return self.start.astimezone(zone(name))

    def _aware(self, fold: int) -> datetime:
        return self.wall.replace(tzinfo=zone(self.zone), fold=fold)

    def _offsets(self) -> tuple[timedelta, timedelta]:
        """Return the offsets of both folds: equal in ordinary times, the first one smaller in a gap."""
        first, second = (self._aware(fold).utcoffset() or timedelta(0) for fold in (0, 1))
        return first, second

    def _nonexistent(self) -> NonexistentTime:
        where = zone(self.zone)
        before, after = (self._aware(fold).astimezone(UTC).astimezone(where) for fold in (1, 0))
        first, second = self._offsets()
        shift = shift_between(before.astimezone(UTC), after.astimezone(UTC), where)
        went = ""
        if shift:
            old, new = (shift.astimezone(UTC).replace(tzinfo=None) + offset for offset in (first, second))
            went = f" from {_near(old, self.wall)} to {_near(new, self.wall)}"
        choice = " or ".join(f"{_near(real, self.wall)} ({offset_text(real)})" for real in (before, after))
        return NonexistentTime(
            f"{self.wall:%H:%M} on {_day_words(self.wall)} does not exist in {zone_city(self.zone)}: "
            f"the clocks go forward{went}.",
            f"Take {choice}.",
            before,
            after,
        )

    def _ambiguous(self, first: timedelta, second: timedelta) -> AmbiguousTime:
        return AmbiguousTime(
            f"{self.wall:%H:%M} on {_day_words(self.wall)} happens twice in {zone_city(self.zone)}: "
            "the clocks go back.",
            f"Add fold=0 for the first ({_offset_text(first)}) "
            f"or fold=1 for the second ({_offset_text(second)}).",
            (first, second),
        )


def _near(moment: datetime, said: datetime) -> str:
    """Write a time, with its date where that is not the day which was said."""
    return f"{moment:%H:%M}" + ("" if moment.date() == said.date() else f" on {_day_words(moment)}")
