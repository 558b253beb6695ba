"""The best times as a list: what each row says, and which of them are chosen. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from partnerdesk.core.dayview import DAYS, short_day
from partnerdesk.core.planner import Choice
from partnerdesk.core.wording import clock
from partnerdesk.desk.times import BEST

CHOICE = Qt.ItemDataRole.UserRole
_MOST_CITIES = 6
_Index = QModelIndex | QPersistentModelIndex


def when(choice: Choice) -> str:
    """Say when a choice begins by home's clock: ``Tue 16 March, 12:00``."""
    start = choice.parties[0].start
    return f"{short_day(start.date())}, {clock(start)}"


def title(choice: Choice) -> str:
    """Say it where it does not stand above that it is home's: ``Tue 16 March, 12:00 your time``."""
    return f"{when(choice)} your time"


def cities(choice: Choice) -> str:
    """Say when it begins for the others: ``Tijuana 09:00 · Tokyo Wed 01:00``, each city once."""
    here = choice.parties[0].start.date()
    said = list(dict.fromkeys(f"{each.city} {_there(each.start, here)}" for each in choice.parties[1:]))
    more = [f"and {len(said) - _MOST_CITIES} more"] if len(said) > _MOST_CITIES else []
    return " · ".join(said[:_MOST_CITIES] + more)


def _there(start: datetime, here: date) -> str:
    return clock(start) if start.date() == here else f"{DAYS[start.weekday()][:3]} {clock(start)}"


def reasons(choice: Choice) -> str:
    """Join the reasons to sentences."""
    return " ".join(f"{each[:1].upper()}{each[1:].rstrip('.')}." for each in choice.reasons if each)


def is_sure(choice: Choice) -> bool:
    """Say whether all hours it stands on are confirmed."""
    return all(each.confirmed for each in choice.parties)


class BestModel(QAbstractListModel):
    """The times, best first; those of the reader's own above them. At most three are chosen.

    Signals:
        chosenChanged(): others are chosen.
        refused(str): why a time cannot be chosen as well.
        dropped(str): that times the reader had chosen are there no longer.

    """

    chosenChanged = Signal()  # noqa: N815 - Qt's manner
    refused = Signal(str)
    dropped = Signal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._own: list[Choice] = []
        self._chosen: list[datetime] = []
        self._touched = False  # whether the reader chose, and not we alone

    # --- what there is --------------------------------------------------------------------------------

    @property
    def choices(self) -> list[Choice]:
        """All times of the list, in its order."""
        return self._own + self._choices

    @property
    def chosen(self) -> list[Choice]:
        """Those that are chosen, in the order of time."""
        return sorted(
            (each for each in self.choices if each.start in self._chosen), key=lambda each: each.start
        )

    def show(self, choices: Sequence[Choice], own: Sequence[Choice]) -> None:
        """Show other times; what was chosen stays so, if it is still there, else the best of three days."""
        self.beginResetModel()
        starts = {each.start for each in choices}
        self._choices, self._own = list(choices), [each for each in own if each.start not in starts]
        there = {each.start for each in self.choices}
        kept = [start for start in self._chosen if start in there]
        gone = len(self._chosen) - len(kept)
        tell = gone and (kept or self._touched)
        self._touched = self._touched and bool(kept)
        self._chosen = kept or self._best()
        self.endResetModel()
        self.chosenChanged.emit()
        if tell:
            times = "1 time that was chosen suits" if gone == 1 else f"{gone} times that were chosen suit"
            anew = "" if kept else " The best ones are chosen instead."
            self.dropped.emit(f"{times} no longer: taken out.{anew}")

    def take(self, choice: Choice) -> int:
        """Put a time of the reader's own into the list, chosen; return its row."""
        row = self.row_of(choice.start)
        if row < 0:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._own.insert(0, choice)
            self.endInsertRows()
            row = 0
        self._choose(choice, on=True, instead=True)
        return row

    def row_of(self, start: datetime | None) -> int:
        """Return the row of the time that begins then; -1 if there is none."""
        return next((row for row, each in enumerate(self.choices) if each.start == start), -1)

    def forget(self) -> None:
        """Choose nothing any more, so that the next times shown are chosen anew."""
        self._chosen, self._touched = [], False

    def _best(self) -> list[datetime]:
        days: dict[date, datetime] = {}
        for choice in self.choices:
            days.setdefault(_day(choice), choice.start)
        return list(days.values())[:BEST]

    def _choose(self, choice: Choice, *, on: bool, instead: bool = False) -> None:
        self._touched = True
        if not on:
            self._chosen = [start for start in self._chosen if start != choice.start]
        elif choice.start not in self._chosen:
            kept = [each for each in self.chosen if _day(each) != _day(choice)]
            if len(kept) >= BEST and not instead:
                self.refused.emit(f"{BEST} times are enough for a letter: take one out first.")
                return
            self._chosen = [*(each.start for each in kept[: BEST - 1]), choice.start]
        self.dataChanged.emit(
            self.index(0), self.index(self.rowCount() - 1), [Qt.ItemDataRole.CheckStateRole]
        )
        self.chosenChanged.emit()

    # --- Qt -------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's names
        """Return how many times there are."""
        return 0 if parent is not None and parent.isValid() else len(self._own) + len(self._choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says in one text for a screen reader, the choice, or whether it is chosen."""
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            sure = "" if is_sure(choice) else " Some hours are assumed."
            own = "Your own choice. " if self.is_own(index.row()) else ""
            return f"{own}{title(choice)}. {cities(choice)}. {reasons(choice)}{sure}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if choice.start in self._chosen else Qt.CheckState.Unchecked
        return choice if role == CHOICE else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Choose a time, or no longer; a second one of a day takes the first one's place."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._choose(self.choices[index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every row can be chosen."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else found

    def is_own(self, row: int) -> bool:
        """Say whether a row is a time of the reader's own."""
        return row < len(self._own)


def _day(choice: Choice) -> date:
    return choice.parties[0].start.date()
