"""How other places' clocks stand to home's, on paper: now, and after the next change."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from partnerdesk.core.clockchanges import clock_changes
from partnerdesk.core.elsewhere import hours_elsewhere
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.instants import seconds_at
from partnerdesk.core.plainwords import length_words
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone

UNKNOWN = "zone not known"
_SAME = "the same time"
_AHEAD = timedelta(days=365)  # how far the next change is looked for
_QUARTERS = {0: "", 15: "¼", 30: "½", 45: "¾"}

_Told = tuple[date | None, int]
"""From which day on, None for now, and by how many minutes ahead."""


class Clocks:
    """Compares clocks with home's at one moment; each zone is looked at once.

    Args:
        here: home's zone; empty where it is not known: then nothing is said.
        city: home's.
        now: aware.
    """

    def __init__(self, here: str, city: str, now: datetime) -> None:
        self.here, self.city, self._now = here, city, now
        # Not functools.cache, which would hold this object in a circle.
        self._told: dict[str, list[_Told]] = {}
        self._said: dict[tuple[str, bool], tuple[str, ...]] = {}

    @property
    def name(self) -> str:
        """Whose clock it is: home's city."""
        return PlanParty("", self.city, self.here, SchoolWeek(((),) * 7)).place if self.here else ""

    def words(self, there: str) -> tuple[str, ...]:
        """Say how a zone differs now, and from when on otherwise: ``2 hours behind``; empty if not known."""
        return self._words(there, brief=False)

    def brief(self, there: str) -> tuple[str, ...]:
        """Say the same in few letters, for a column: ``9½ h ahead``, ``from 14 Mar: 8½ h``."""
        return self._words(there, brief=True)

    def _words(self, there: str, *, brief: bool) -> tuple[str, ...]:
        said = self._said.get((there, brief))
        if said is None:
            found, before = [], 0
            for day, minutes in self._differences(there):
                turned = before * minutes <= 0  # else ahead or behind is as it was, and stands a line above
                words = _apart(minutes, brief=brief) if turned else _length(minutes, brief=brief)
                found.append(f"from {_day(day, brief=brief)}: {words}" if day else words)
                before = minutes
            said = self._said[there, brief] = tuple(found)
        return said

    def sentence(self, there: str) -> str:
        """Say the same in one line: ``2 hours behind Detroit; from 14 March: 1 hour``."""
        first, *rest = self.words(there) or ("",)
        return "; ".join([self.beside(first), *rest]) if first else ""

    def beside(self, words: str) -> str:
        """Say to whose clock a difference is: ``2 hours behind Detroit``."""
        link = " as" if words == _SAME else " of" if words.endswith("ahead") else ""
        return f"{words}{link} {self.name}"

    def hours(self, week: SchoolWeek, there: str) -> list[str]:
        """Say a school's hours by home's clock, now and after the next change; empty if that is not known."""
        told = self._differences(there)
        if not told:
            return []
        said = [hours_elsewhere(week.hours, -minutes) for _, minutes in told]
        return [
            said[0],
            *(
                f"from {_day(day)}: {hours}"
                for (day, _), hours in zip(told[1:], said[1:], strict=True)
                if day is not None
            ),
        ]

    def _differences(self, there: str) -> list[_Told]:
        """Return how many minutes a zone is ahead now, and from the day of the next change on."""
        told = self._told.get(there)
        if told is None:
            told = self._told[there] = self._compared(there)
        return told

    def _compared(self, there: str) -> list[_Told]:
        if not (self.here and there):
            return []
        offsets = [self._now.astimezone(zone(each)).utcoffset() or timedelta() for each in (there, self.here)]
        found: list[_Told] = [(None, round((offsets[0] - offsets[1]).total_seconds() / 60))]
        week = SchoolWeek(((),) * 7)
        ours, theirs = PlanParty("", "", self.here, week, home=True), PlanParty("", "", there, week)
        start = seconds_at(self._now)
        changes = clock_changes([theirs], ours, start, start + int(_AHEAD.total_seconds()))
        found += [(change.day, change.differences[0].after) for change in changes[:1]]
        return found


def _day(day: date, *, brief: bool = False) -> str:
    words = day_words(day, weekday=False)
    if not brief:
        return words
    number, month = words.split()
    return f"{number} {month[:3]}"


def _apart(minutes: int, *, brief: bool = False) -> str:
    if not minutes:
        return _SAME
    return f"{_length(minutes, brief=brief)} {'ahead' if minutes > 0 else 'behind'}"


def _length(minutes: int, *, brief: bool = False) -> str:
    if not brief:
        return length_words(abs(minutes) * 60)
    hours, rest = divmod(abs(minutes), 60)
    if rest not in _QUARTERS:
        return f"{hours} h {rest} min"
    return f"{hours or ''}{_QUARTERS[rest]} h"
