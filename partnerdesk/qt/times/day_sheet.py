"""The day of the page of times: which one is shown, the time chosen on it, and what that means."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from partnerdesk.core.dayview import Day, build, day_words, short_day
from partnerdesk.core.planner import Choice
from partnerdesk.core.wording import clock
from partnerdesk.core.zones import zone
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.times.asking import Answer, why_not
from partnerdesk.qt.times.sheet import Sheet
from partnerdesk.qt.widgets import announce

_MINUTE = 60_000


class DaySheet(Sheet):
    """Shows a day of the answer that came last, and the time chosen on it, wherever it is chosen."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self._runner = runner
        self._answer: Answer | None = None
        self._days: dict[date, Day] = {}
        self._shown: date | None = None
        self._start: datetime | None = None
        self._minute = QTimer(self, interval=_MINUTE)
        self._minute.timeout.connect(self._tick)
        self.grid.slotMoved.connect(self._move)
        self.grid.dayAsked.connect(self.step_day)
        self.before.clicked.connect(lambda: self.step_day(-1))
        self.after.clicked.connect(lambda: self.step_day(1))
        self.best.shown.connect(self._show_choice)
        self.pictures.weekChosen.connect(self._show_week)

    def _first_day(self, found: Answer, *, anew: bool) -> None:
        """Show the day that was shown, if it is still meant, else that of the best time."""
        first, last = found.asked.first, found.asked.last
        inside = self._shown is not None and first is not None and last is not None
        choices = self.best.model.choices
        if anew or not inside or self._start is None or (first and self._shown and self._shown < first):
            best = choices[0] if choices else None
            day = best.parties[0].start.date() if best else first
            self._show(day or date.today(), best.start if best else None)  # noqa: DTZ011 - never: a span is asked
        elif self._shown is not None:
            self._show(self._shown, self._start)

    def step_day(self, days: int) -> None:
        """Show another day; the time chosen goes along by home's clock."""
        if self._shown is None or self._answer is None or not self._answer.parties:
            return
        day = self._shown + timedelta(days=days)
        start = None
        if self._start is not None:
            where = zone(self._answer.parties[0].zone)
            wall = self._start.astimezone(where).replace(tzinfo=None)
            start = datetime.combine(day, wall.time(), where).astimezone(self._start.tzinfo)
        self._show(day, start)
        announce(self.grid, day_words(day) if start is None else self.readout.text())

    def _move(self, start: datetime) -> None:
        if self._answer is None or not self._answer.parties:
            return
        day = start.astimezone(zone(self._answer.parties[0].zone)).date()
        if day != self._shown:
            self._show(day, start)
        else:
            self._show_slot(start)
        announce(self.grid, self.readout.text())

    def _show_choice(self, choice: Choice) -> None:
        self._show(choice.parties[0].start.date(), choice.start)

    def _show_week(self, monday: date) -> None:
        """Show the first day of a week on which all can meet, else its Monday."""
        days = [monday + timedelta(days=each) for each in range(7)]
        built = [self._day_of(day) for day in days]
        good = next((day for day in built if day is not None and day.common), None)
        self.step_day(((good.day if good else monday) - (self._shown or monday)).days)

    def _day_of(self, day: date) -> Day | None:
        if self._answer is None or not self._answer.parties:
            return None
        if day not in self._days:
            self._days[day] = build(self._answer.parties, day)
        return self._days[day]

    def _show(self, day: date, start: datetime | None) -> None:
        shown = self._day_of(day)
        if shown is None or self._answer is None:
            return
        self._shown = day
        self.day_title.setText(day_words(day, year=day.year != self._runner.now().year))
        self.grid.show_day(shown, self._answer.hours, self._runner.now())
        self._show_slot(start)

    def _show_slot(self, start: datetime | None) -> None:
        found = self._answer
        if found is None or self._shown is None:
            return
        self._start = start
        self.grid.show_slot(start, found.asked.minutes)
        day = self._day_of(self._shown)
        if day is not None and not self.table.isHidden():
            self.table.show_day(day, self.grid.slot)
        self.best.list.show_row(self.best.model.row_of(start))
        self._read_out(found, start, day)
        words = "now"
        if start is not None and day is not None:
            words = f"on {short_day(self._shown)}, {clock(day.rows[0].local(start))} your time"
        self.pictures.show_moment(self._shown, start, words)

    def _read_out(self, found: Answer, start: datetime | None, day: Day | None) -> None:
        """Say below the grid what the time chosen means, and whether it can be taken."""
        if start is None or day is None:
            self.read_out("", "", can_take=False)
            return
        end = start + timedelta(minutes=found.asked.minutes)
        home = day.rows[0]
        local = home.local(start)
        words = f"{day_words(local.date())}, {local:%H:%M}–{home.local(end):%H:%M} your time"
        why = why_not(found.parties, start, found.asked.minutes, day)
        chosen = any(each.start == start for each in self.best.model.chosen)
        everybody = "both" if len(found.parties) == 2 else "all"
        state = why or ("chosen for the letter" if chosen else f"{everybody} can meet")
        self.read_out(words, state, can_take=not why and not chosen, good=not why)

    def toggle_table(self) -> None:
        """Show the day as a table, or as a grid again."""
        super().toggle_table()
        if self._shown is not None:
            self._show(self._shown, self._start)
        self.focus_main()

    def _tick(self) -> None:
        if self._shown is not None and self.isVisible():
            day = self._day_of(self._shown)
            if day is not None and self._answer is not None:
                self.grid.show_day(day, self._answer.hours, self._runner.now())
