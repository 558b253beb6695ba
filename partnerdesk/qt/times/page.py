"""The page of times: who is to meet and when, the day as a grid, the best times beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from partnerdesk.core.planner import Choice
from partnerdesk.core.times import zone
from partnerdesk.core.wording import clock
from partnerdesk.desk.book import Changes
from partnerdesk.errors import BadInput
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.drafts.outside import Outside
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.times.asking import Answer, Asked, answer, choice_at, home_today, slots_of, why_not
from partnerdesk.qt.times.best_model import title
from partnerdesk.qt.times.day import Day, build, day_words, short_day
from partnerdesk.qt.times.going import Going
from partnerdesk.qt.times.sheet import Sheet
from partnerdesk.qt.widgets import announce

_MINUTE = 60_000
_OURS = ("city", "zone", "place")


class TimesPage(Sheet):
    """Find a time.

    Signals:
        writeWith(list[int], tuple[Slot, ...]): begin letters to these contacts, proposing these times.
        contactRequested(int): show this contact, a fact of whom is missing.
        homeRequested(): show our own details.

    """

    title = "Times"

    writeWith = Signal(list, object)  # noqa: N815 - Qt's manner
    contactRequested = Signal(int)  # noqa: N815
    homeRequested = Signal()  # noqa: N815

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None = None,
        *,
        settings: Settings | None = None,
        outside: Outside | None = None,
    ) -> None:
        super().__init__(runner, parent)
        self._runner = runner
        self._going = Going(runner, self.best, outside or Outside(), settings)
        self._asked = Asked()
        self._answer: Answer | None = None
        self._days: dict[date, Day] = {}
        self._shown: date | None = None
        self._start: datetime | None = None
        self._own: list[Choice] = []
        self._latest: Latest[Answer] = Latest(runner, self)
        self._minute = QTimer(self, interval=_MINUTE)
        self._minute.timeout.connect(self._tick)
        self._connect()
        self._dated = False  # until home's date is known, or the reader says dates, there are none to plan in
        self._runner.ask(home_today, self._begin, context=self)

    def _connect(self) -> None:
        self.chooser.added.connect(self.add)
        self.chooser.removed.connect(self.remove)
        self.chooser.cureAsked.connect(self._cure)
        self.span.changed.connect(self._span_changed)
        self.grid.slotMoved.connect(self._move)
        self.grid.dayAsked.connect(self.step_day)
        self.grid.taken.connect(self.take)
        self.before.clicked.connect(lambda: self.step_day(-1))
        self.after.clicked.connect(lambda: self.step_day(1))
        self.take_button.clicked.connect(self.take)
        self.best.shown.connect(self._show_choice)
        self.pictures.weekChosen.connect(self._show_week)
        self.best.writeAsked.connect(self.write)
        self.best.copyAsked.connect(self.copy)
        self.best.saveAsked.connect(self.save)

    # --- what the frame asks of a page ----------------------------------------------------------------

    def start(self, contact_ids: Sequence[int], minutes: int | None = None) -> None:
        """Find a time with these contacts; the dates stay as they were."""
        self._own = []
        self.best.model.forget()
        if minutes is not None:
            self.span.set_minutes(minutes)
        self._focus_grid = True
        self._ask(contact_ids=tuple(dict.fromkeys(contact_ids)))

    def refresh(self, changes: Changes) -> None:
        """Work out anew what ``changes`` may have moved: hours, places, home."""
        ours = bool(changes.contacts & set(self._asked.contact_ids))
        if not changes.touched or ours or changes.touches("home", "organisation", "contact"):
            self._ask()

    def focus_main(self) -> None:
        """Lead to the first name while there is none, else to the grid."""
        target: QWidget = self.grid if self.grid.day is not None else self.chooser.finder
        if self.grid.day is not None and not self.table.isHidden():
            target = self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Write with the times that are chosen."""
        if self.best.write.isEnabled() and self.best.model.chosen:
            self.write()

    def step_back(self) -> None:
        """Put a message away; else go back to the names."""
        if not self.best.bar.isHidden():
            self.best.bar.close_bar()
        else:
            self.chooser.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- who and when ---------------------------------------------------------------------------------

    def add(self, contact_id: int) -> None:
        """Have one more contact take part."""
        if contact_id not in self._asked.contact_ids:
            self._ask(contact_ids=(*self._asked.contact_ids, contact_id))

    def remove(self, contact_id: int) -> None:
        """Have a contact take part no longer."""
        self._ask(contact_ids=tuple(key for key in self._asked.contact_ids if key != contact_id))

    def _begin(self, today: date) -> None:
        if not self._dated:
            self._dated = True
            self.span.set_span(today)
            self._ask()

    def _span_changed(self) -> None:
        self._dated = True
        self._ask()

    def _ask(self, contact_ids: tuple[int, ...] | None = None) -> None:
        span = self.span
        self._asked = Asked(
            self._asked.contact_ids if contact_ids is None else contact_ids,
            span.first if self._dated else None,
            span.last if self._dated else None,
            span.minutes,
            span.step,
            span.notice,
        )
        asked = self._asked
        self._latest.ask(lambda book: answer(book, asked), self._show_answer)

    def _show_answer(self, found: Answer) -> None:
        if self._only_span_wrong(found):
            return
        before, self._answer = self._answer, found
        if found.asked == self._asked:  # somebody was thrown away meanwhile
            self._asked = replace(self._asked, contact_ids=tuple(row.id for row in found.rows))
        self.chooser.show_rows(found.rows)
        self._tell_error(found.error)
        self._days.clear()
        self._head(found)
        changed = before is None or before.parties != found.parties or before.asked != found.asked
        if changed:
            again = (choice_at(found.parties, each.start, found.asked.minutes) for each in self._own)
            self._own = [choice for choice in again if choice is not None] if found.parties else []
        self.best.show_plan(found.plan, self._own)
        self.set_state(planned=bool(found.parties), asked=bool(found.rows))
        self.warn(found.plan.warnings if found.plan else ())
        if not found.parties:
            self.grid.show_day(None, found.hours)
            return
        if found.year is not None and changed:
            self.pictures.show_year(found.parties, found.year, found.today)
        self._first_day(found, anew=before is None or not before.parties)
        if self._focus_grid:
            self._focus_grid = False
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _only_span_wrong(self, found: Answer) -> bool:
        """Leave everything as it is while a date or a length cannot be; it is said at its field."""
        shown = self._answer
        same = shown is not None and shown.asked.contact_ids == found.asked.contact_ids and shown.parties
        if found.error is None or not same or not self.span.tell(found.error.field, str(found.error)):
            self.best.foot.setEnabled(True)
            return False
        self.best.foot.setEnabled(False)  # nothing goes out that is not what is asked
        return True

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

    def _tell_error(self, error: BadInput | None) -> None:
        self.chooser.tell("")
        self.span.tell("", "")
        if error is None:
            return
        if self.span.tell(error.field, str(error)):
            return
        cure = "Fill in your details" if error.field in _OURS else ""
        if not cure and self._nowhere() is not None:
            cure = "Open the contact"
        self.chooser.tell(str(error), cure)

    def _nowhere(self) -> int | None:
        """Return the contact whose zone is not known; None if there is none."""
        rows = self._answer.rows if self._answer else ()
        return next((row.id for row in rows if not row.zone), None)

    def _cure(self) -> None:
        error = self._answer.error if self._answer else None
        contact = self._nowhere()
        if error is not None and error.field in _OURS:
            self.homeRequested.emit()
        elif contact is not None:
            self.contactRequested.emit(contact)

    # --- the day and the time -------------------------------------------------------------------------

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
        announce(self.grid, day_words(day))

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

    # --- what is done with the times ------------------------------------------------------------------

    def take(self) -> None:
        """Choose the time of the grid for the letter."""
        found = self._answer
        if found is None or not found.parties or self._start is None:
            return
        if why := why_not(found.parties, self._start, found.asked.minutes):
            announce(self.grid, why)
            return
        choice = choice_at(found.parties, self._start, found.asked.minutes)
        if choice is None:
            return
        if self.best.model.row_of(choice.start) < 0:
            self._own.insert(0, choice)
        self.best.take(choice)
        self._show_slot(self._start)
        announce(self.grid, f"{title(choice)}: chosen")

    def write(self) -> None:
        """Begin letters to all contacts with the times chosen."""
        chosen = self.best.model.chosen
        if chosen and self._answer is not None:
            self.writeWith.emit(list(self._asked.contact_ids), slots_of(chosen, self._answer.parties))

    def copy(self) -> None:
        """Copy the times chosen, in the words of all parties."""
        self._going.copy(self._asked.contact_ids)

    def save(self) -> None:
        """Save the times chosen as a calendar file."""
        self._going.save(self._asked.contact_ids)
