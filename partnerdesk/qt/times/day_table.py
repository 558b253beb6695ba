"""The grid's twin: the same facts of a day as a table that can be read line by line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from partnerdesk.core.dayview import Day, Row, day_words, short_day
from partnerdesk.core.wording import clock
from partnerdesk.qt.times.facts import FactsTable

_COLUMNS = ("Who", "In school there", "By your clock", "Time chosen", "Remarks")
_WORDS = {"school": "in school", "stretch": "your stretch", "closed": "closed", "night": "night"}
_NONE = "no school"

Slot = tuple[datetime, datetime]


def rows(day: Day, slot: Slot | None) -> list[tuple[str, ...]]:
    """Return the facts of a day: a row for each party, home's stretch, and what is common to all.

    Args:
        day: the day.
        slot: the time that is chosen, from and until; None if none is on this day.

    """
    home = day.rows[0]
    found = [_row(day, row, home, slot) for row in day.rows]
    for first, last in reversed(list(home.stretches("stretch"))):  # a row each: columns stay narrow
        hours = _spans(home, [(day.at(first), day.at(last))], day)
        found.insert(1, ("Your stretch hours", hours, hours, "", ""))
    shared = [(day.at(first), day.at(last)) for first, last in day.common]
    found.append(("All", "", _spans(home, shared, day) or "no common time", _at(home, slot), ""))
    return found


def _row(day: Day, row: Row, home: Row, slot: Slot | None) -> tuple[str, ...]:
    school = [(day.at(first), day.at(last)) for first, last in row.stretches("school")]
    remarks = [f"{short_day(run.day)}: closed, {run.closed}" for run in row.runs if run.closed]
    if not row.confirmed:
        remarks.append("assumed")
    now = ""
    if slot is not None:
        state = row.state_of(int(day.quarter(slot[0]) // 1), -int(-day.quarter(slot[1]) // 1))
        now = f"{_moment(row, slot[0], day)}, {_WORDS[state]}"
    return (
        f"{row.name}, {row.city}",
        _spans(row, school, day) or _NONE,
        _spans(home, school, day) or _NONE,
        now,
        "; ".join(remarks),
    )


def _spans(row: Row, spans: Iterable[Slot], day: Day) -> str:
    return ", ".join(f"{_moment(row, start, day)}–{_end(row, end)}" for start, end in spans)


def _moment(row: Row, moment: datetime, day: Day) -> str:
    local = row.local(moment)
    there = "" if local.date() == day.day else f"{short_day(local.date())} "
    return f"{there}{clock(local)}"


def _end(row: Row, moment: datetime) -> str:
    """Write an end; midnight as 24:00 of the day that ends."""
    local = row.local(moment)
    before = row.local(moment - timedelta(minutes=1))
    return "24:00" if local.date() != before.date() else clock(local)


def _at(home: Row, slot: Slot | None) -> str:
    return f"{clock(home.local(slot[0]))}–{clock(home.local(slot[1]))}" if slot is not None else ""


class DayTable(FactsTable):
    """The table; ``show_day`` fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The day as a table", _COLUMNS, parent)

    def show_day(self, day: Day, slot: Slot | None) -> None:
        """Show a day with the time that is chosen."""
        self.set_rows(rows(day, slot))
        self.setAccessibleDescription(day_words(day.day, year=True))
