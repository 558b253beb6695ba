"""How other places' clocks stand to home's, on paper: now, and after the next change."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from partnerdesk.core.clockchanges import clock_changes
from partnerdesk.core.elsewhere import hours_elsewhere
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.instants import seconds_at
from partnerdesk.core.plainwords import length_words
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone

_SAME = "the same time"
_AHEAD = timedelta(days=365)  # how far the next change is looked for


class Clocks:
    """Compares clocks with home's at one moment; each zone is looked at once.

    Args:
        here: home's zone; empty where it is not known: then nothing is said.
        city: home's.
        now: aware.
    """

    def __init__(self, here: str, city: str, now: datetime) -> None:
        self.here, self.city, self._now = here, city, now
        self._told = cache(self._differences)
        self._said = cache(self._words)

    @property
    def name(self) -> str:
        """Whose clock it is: home's city."""
        return PlanParty("", self.city, self.here, SchoolWeek(((),) * 7)).place if self.here else ""

    def words(self, there: str) -> tuple[str, ...]:
        """Say how a zone differs now, and from when on otherwise: ``2 hours behind``; empty if not known."""
        return self._said(there)

    def _words(self, there: str) -> tuple[str, ...]:
        told = self._told(there)
        found, before = [], 0
        for day, minutes in told:
            turned = before * minutes <= 0  # else ahead or behind is as it was, and stands a line above
            found.append(
                f"from {day}: {_apart(minutes) if turned else _length(minutes)}" if day else _apart(minutes)
            )
            before = minutes
        return tuple(found)

    def sentence(self, there: str) -> str:
        """Say the same in one line: ``2 hours behind Detroit; from 14 March: 1 hour``."""
        first, *rest = self.words(there) or ("",)
        link = " as" if first == _SAME else " of" if first.endswith("ahead") else ""
        return "; ".join([f"{first}{link} {self.name}", *rest]) if first else ""

    def hours(self, week: SchoolWeek, there: str) -> list[str]:
        """Say a school's hours by home's clock, now and after the next change; empty if that is not known."""
        told = self._told(there)
        if not told:
            return []
        said = [hours_elsewhere(week.hours, -minutes) for _, minutes in told]
        return [
            said[0],
            *(f"from {day}: {hours}" for (day, _), hours in zip(told[1:], said[1:], strict=True)),
        ]

    def _differences(self, there: str) -> list[tuple[str, int]]:
        """Return how many minutes a zone is ahead now, and from the day of the next change on."""
        if not (self.here and there):
            return []
        offsets = [self._now.astimezone(zone(each)).utcoffset() or timedelta() for each in (there, self.here)]
        found = [("", round((offsets[0] - offsets[1]).total_seconds() / 60))]
        week = SchoolWeek(((),) * 7)
        ours, theirs = PlanParty("", "", self.here, week, home=True), PlanParty("", "", there, week)
        start = seconds_at(self._now)
        changes = clock_changes([theirs], ours, start, start + int(_AHEAD.total_seconds()))
        for change in changes[:1]:
            day = day_words(change.day, weekday=False)
            found.append((day, change.differences[0].after))
        return found


def _apart(minutes: int) -> str:
    if not minutes:
        return _SAME
    return f"{_length(minutes)} {'ahead' if minutes > 0 else 'behind'}"


def _length(minutes: int) -> str:
    return length_words(abs(minutes) * 60)
