"""A series week by week, as words for a table: which time shifts, what is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from partnerdesk.core.dayview import DAYS, MONTHS, day_words, short_day
from partnerdesk.core.plainwords import length_words, listed
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.wording import clock
from partnerdesk.desk.series import Meeting, Series
from partnerdesk.qt import theme
from partnerdesk.qt.times.facts import Facts

LATER, EARLIER = "▲", "▼"  # before a time that is not that of the first week
_FIXED = 2  # columns before the times


def weekday_words(found: Series) -> str:
    """Say what is repeated: ``Every Tuesday at 10:00 in Puebla``."""
    keeper = found.parties[found.keeper]
    wall = found.meetings[0].slot.wall
    return f"Every {DAYS[wall.weekday()]} at {clock(wall)} in {keeper.place}"


def columns(found: Series) -> tuple[tuple[int, ...], ...]:
    """Return which parties share a column: home's first, then those with the same clock all along."""
    shown: dict[tuple[object, ...], list[int]] = {}
    for index, party in enumerate(found.parties):
        times = tuple(each.times[index].start.replace(tzinfo=None) for each in found.meetings if each.times)
        shown.setdefault((party.home, *times), []).append(index)
    return tuple(tuple(each) for each in shown.values())


def captions(found: Series) -> tuple[str, ...]:
    """Return what stands above the columns."""
    names = [_caption([found.parties[index] for index in each]) for each in columns(found)]
    return ("Week", "Date", *names, "Remarks")


def _caption(parties: Sequence[PlanParty]) -> str:
    if parties[0].home:
        return f"You, {parties[0].place}"
    places = list(dict.fromkeys(party.place for party in parties))
    return listed(places) if len(places) <= 2 else f"{places[0]} and {len(places) - 1} more"


def rows(found: Series) -> list[tuple[str, ...]]:
    """Return a row for each week: number, date by the keeper's clock, everybody's time, and what to know."""
    groups = columns(found)
    return [
        (
            str(number),
            f"{short_day(each.slot.wall.date())}",
            *(_time(each, group[0]) for group in groups),
            remark(found, each),
        )
        for number, each in enumerate(found.meetings, 1)
    ]


def _time(each: Meeting, party: int) -> str:
    """Write a party's time, with its day where that is another, and a mark where it has shifted."""
    if not each.times:
        return "—"
    local = each.times[party].start
    day = "" if local.date() == each.slot.wall.date() else f"{DAYS[local.weekday()][:3]} "
    shift = each.shifts[party]
    mark = f"{LATER} " if shift > 0 else f"{EARLIER} " if shift < 0 else ""
    return f"{mark}{day}{clock(local)}"


def remark(found: Series, each: Meeting) -> str:
    """Say of a week why it is left out, or what is not as in the first week."""
    if each.left_out:
        return f"Left out: {each.left_out}"
    if each.outside:
        return f"Not possible: {each.outside}"
    said = []
    shifted: dict[int, list[str]] = {}
    for party, shift in zip(found.parties, each.shifts, strict=True):
        if shift:
            shifted.setdefault(shift, []).append("you" if party.home else party.place)
    for shift, places in shifted.items():
        way = "later" if shift > 0 else "earlier"
        said.append(f"{length_words(abs(shift) * 60)} {way} for {listed(places)}")
    if "stretch" in each.presence:
        said.append("in your stretch hours")
    words = "; ".join(said)
    return words[:1].upper() + words[1:]


def summary(found: Series) -> tuple[str, ...]:
    """Sum a series up: how many meetings, what is left out, what our time is and when it shifts."""
    meeting = [each for each in found.meetings if each.meets]
    out = sum(bool(each.left_out) for each in found.meetings)
    never = len(found.meetings) - len(meeting) - out
    parts = [_counted(len(meeting), "meeting")]
    parts += [f"{_counted(out, 'week')} left out"] if out else []
    parts += [f"{_counted(never, 'week')} outside somebody’s hours"] if never else []
    return (f"{', '.join(parts)}.", *_shifts(found), *found.unknown)


def _shifts(found: Series) -> list[str]:
    """Say what our time is in the weeks in which we meet; those left out have none to speak of."""
    ours = next((index for index, party in enumerate(found.parties) if party.home), 0)
    at = [each for each in found.meetings if each.meets]
    counted = Counter(clock(each.times[ours].start) for each in at)
    if not at:
        return []
    if len(counted) == 1:
        sentence = [f"Your time is {next(iter(counted))} in every week."]
    else:
        each_time = [f"{told} in {_counted(weeks, 'week')}" for told, weeks in counted.items()]
        usual = clock(at[0].times[ours].start)
        moved = next(each for each in at if clock(each.times[ours].start) != usual)
        sentence = [
            f"Your time is {listed(each_time)}: it shifts from {day_words(moved.slot.wall.date())} on."
        ]
    others = [
        party.place
        for index, party in enumerate(found.parties)
        if index != ours and any(each.shifts[index] for each in at)
    ]
    if others and len(counted) == 1:
        sentence.append(f"The time shifts for {listed(others)}.")
    return sentence


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def span_words(found: Series) -> str:
    """Say how long a series lasts: ``16 March to 20 April 2027``."""
    first, last = found.meetings[0].slot.wall, found.meetings[-1].slot.wall
    until = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.date() == last.date():
        return until
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {MONTHS[first.month - 1]}{year} to {until}"


class SeriesFacts(Facts):
    """The rows of a series: shifted times bold, weeks without a meeting grey with their times struck out."""

    def __init__(self) -> None:
        super().__init__(())
        self._series: Series | None = None

    def show(self, found: Series) -> None:
        """Show a series."""
        self._series = found
        self.set_columns(captions(found))
        self.set_rows(rows(found))

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words of a cell, and how they are written."""
        if self._series is None or not index.isValid():
            return super().data(index, role)
        each = self._series.meetings[index.row()]
        timed = _FIXED <= index.column() < self.columnCount() - 1
        if role == Qt.ItemDataRole.FontRole and timed:
            words = str(super().data(index))
            face = theme.font(bold=each.meets and words.startswith((LATER, EARLIER)))
            face.setStrikeOut(not each.meets and bool(each.times))
            return face
        if role == Qt.ItemDataRole.ForegroundRole and not each.meets:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return super().data(index, role)
