"""The page of times: who is to meet and when, the day as a grid, the best times beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from partnerdesk.core.planner import Choice
from partnerdesk.core.times import Slot
from partnerdesk.desk import party_finder
from partnerdesk.desk.book import Changes
from partnerdesk.desk.party_finder import Key, Members
from partnerdesk.errors import BadInput
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.times.asking import (
    Answer,
    Asked,
    answer,
    choice_at,
    days_for,
    home_today,
    slots_of,
    why_not,
)
from partnerdesk.qt.times.best_model import title
from partnerdesk.qt.times.day_sheet import DaySheet
from partnerdesk.qt.times.going import Going
from partnerdesk.qt.times.span import AHEAD
from partnerdesk.qt.widgets import Kind, announce

_OURS = ("city", "zone", "place")
_NOBODY = "A letter goes to a person: add a contact of the school."


class TimesPage(DaySheet):
    """Find a time.

    Signals:
        writeWith(list[int], tuple[Slot, ...], int, bool): begin letters to these contacts, proposing these
            times, about the project with this key, 0: about none in particular; or go on with the letter that
            the times were looked for.
        contactRequested(int): show this contact, a fact of whom is missing.
        homeRequested(): show our own details.
        letterRequested(): show the letter again that a time was looked for.
        printRequested(Whom): print a plan of these and of what is shown.

    """

    title = "Times"

    writeWith = Signal(list, object, int, bool)  # noqa: N815 - Qt's manner
    contactRequested = Signal(int)  # noqa: N815
    homeRequested = Signal()  # noqa: N815
    letterRequested = Signal()  # noqa: N815
    printRequested = Signal(object)  # noqa: N815

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None = None,
        *,
        settings: Settings | None = None,
        outside: Outside | None = None,
    ) -> None:
        super().__init__(runner, parent)
        ways = outside or Outside()
        self._going = Going(runner, self.best.bar, self.project, ways, settings)
        self._series_going = Going(runner, self.series.bar, self.project, ways, settings)
        self._asked = Asked()
        self._own: list[Choice] = []
        self._latest: Latest[Answer] = Latest(runner, self)
        self._connect()
        self._dated = False  # until home's date is known, or the reader says dates, there are none to plan in
        self._runner.ask(home_today, self._begin, context=self)

    def _connect(self) -> None:
        self.chooser.added.connect(self.add)
        self.chooser.removed.connect(self.remove)
        self.chooser.cureAsked.connect(self._cure)
        self.span.changed.connect(self._span_changed)
        self.project.chosen.connect(self._project_chosen)
        self.grid.taken.connect(self.take)
        self.take_button.clicked.connect(self.take)
        self.weekly_button.clicked.connect(self.repeat)
        self.print_link.clicked.connect(self.print_page)
        self.back.clicked.connect(self.letterRequested)
        self.series.left.connect(self.leave_series)
        for source in (self.best, self.series):
            source.writeAsked.connect(self.write)
            source.copyAsked.connect(self.copy)
            source.saveAsked.connect(self.save)
            source.keepAsked.connect(self.keep)

    # --- what the frame asks of a page ----------------------------------------------------------------

    def start(
        self, contact_ids: Sequence[int], minutes: int | None = None, project_id: int | None = None
    ) -> None:
        """Find a time with these contacts, for a project, in its days; what is not said stays as it was."""
        if minutes is not None:
            self.span.set_minutes(minutes)
        if project_id is not None:
            self.project.choose(project_id)
            self.best.show_project(self.project.project_title)
            self._asked = replace(self._asked, who=())
            key = project_id
            self._runner.ask(lambda book: days_for(book, key, AHEAD), self._look_in, context=self)
        self.start_with([("contact", key) for key in contact_ids])

    def start_for_letter(self, contact_ids: Sequence[int], minutes: int, project_id: int | None) -> None:
        """Find another time for a letter that is being written, to which a link leads back."""
        self.start(contact_ids, minutes, project_id)
        self.back.show()

    def start_with(self, keys: Iterable[Key]) -> None:
        """Find a time with these contacts, organisations and folders; the dates stay as they were."""
        self._own = []
        self.back.hide()
        self.best.model.forget()
        self.leave_series()
        self.chooser.explain("")
        self._focus_grid = True
        self._asked = replace(self._asked, who=())
        self._take_in(list(dict.fromkeys(keys)))

    def refresh(self, changes: Changes) -> None:
        """Work out anew what ``changes`` may have moved: hours, places, home."""
        everything = not changes.touched
        if everything or changes.touches("project"):
            self.project.reload()
        ours = bool(changes.contacts & set(self._asked.contact_ids))
        for_it = self.project.project_id is not None and changes.touches("project_slot", "draft")
        if everything or ours or for_it or changes.touches("home", "organisation", "contact"):
            self._ask()

    def focus_main(self) -> None:
        """Lead to the first name while there is none, else to the grid."""
        if not self.series.isHidden():
            self.series.focus_main()
            return
        target: QWidget = self.grid if self.grid.day is not None else self.chooser.finder
        if self.grid.day is not None and not self.table.isHidden():
            target = self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Write with the times that are chosen."""
        button = self.best.write if self.series.isHidden() else self.series.write
        if button.isEnabled() and (self.best.model.chosen or not self.series.isHidden()):
            self.write()

    def step_back(self) -> None:
        """Put a message away; else go back from a series to the day, from there to the names."""
        bar = self.best.bar if self.series.isHidden() else self.series.bar
        if not bar.isHidden():
            bar.close_bar()
        elif not self.series.isHidden():
            self.leave_series()
        else:
            self.chooser.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- who and when ---------------------------------------------------------------------------------

    def add(self, key: Key) -> None:
        """Have a contact, an organisation or all contacts of a folder take part."""
        self.chooser.explain("")
        self._take_in([key])

    def _take_in(self, keys: Sequence[Key]) -> None:
        """Have these take part as well; folders are looked up before anything is planned."""
        folders = [str(key[1]) for key in keys if key[0] == "folder"]
        who = tuple(dict.fromkeys((*self._asked.who, *(key for key in keys if key[0] != "folder"))))
        if not folders:
            self._ask(who=who)
            return

        def joined(found: Members) -> None:
            self.chooser.explain(found.sentence)
            people: list[Key] = [("contact", key) for key in found.contact_ids]
            self._asked = replace(self._asked, who=(*who, *people))
            self._take_in([("folder", each) for each in folders[1:]])

        asked = replace(self._asked, who=who)
        others = len(asked.ids("organisation"))
        self._runner.ask(
            lambda book: party_finder.members(book, folders[0], asked.contact_ids, others),
            joined,
            context=self,
        )

    def remove(self, key: Key) -> None:
        """Have somebody take part no longer."""
        self.chooser.explain("")
        self._ask(who=[each for each in self._asked.who if each != key])

    def _begin(self, today: date) -> None:
        if not self._dated:
            self._dated = True
            self.span.set_span(today)
            self._ask()

    def _look_in(self, days: tuple[date, date] | None) -> None:
        """Look in the days of a project, unless those that are shown lie among them."""
        if days is None or (self._dated and days[0] <= self.span.first <= self.span.last <= days[1]):
            return
        self._dated = True
        self._shown = None  # a day of the dates before
        self.span.set_span(*days)
        self._ask()

    def _span_changed(self) -> None:
        self._dated = True
        self._ask()

    def _project_chosen(self) -> None:
        self.best.show_project(self.project.project_title)
        self._ask()

    def _ask(self, who: Iterable[Key] | None = None) -> None:
        span = self.span
        self._asked = Asked(
            self._asked.who if who is None else tuple(who),
            span.first if self._dated else None,
            span.last if self._dated else None,
            span.minutes,
            span.step,
            span.notice,
            self.project.project_id,
        )
        asked = self._asked
        self._latest.ask(lambda book: answer(book, asked), self._show_answer)

    def _show_answer(self, found: Answer) -> None:
        if self._only_span_wrong(found):
            return
        before, self._answer = self._answer, found
        if found.asked == self._asked:  # somebody was thrown away meanwhile
            self._asked = replace(self._asked, who=tuple(each.key for each in found.who))
        self.chooser.show_members(found.who)
        self._tell_error(found.error)
        self._days.clear()
        self._head(found)
        changed = before is None or before.parties != found.parties or before.asked != found.asked
        if changed:
            again = (choice_at(found.parties, each.start, found.asked.minutes) for each in self._own)
            self._own = [choice for choice in again if choice is not None] if found.parties else []
        self.best.show_plan(found.plan, self._own)
        self.set_state(planned=bool(found.parties), asked=bool(found.who))
        self.warn(found.plan.warnings if found.plan else ())
        if not found.parties:
            self.leave_series()
            self.grid.show_day(None, found.hours)
            return
        if not self.series.isHidden():
            self.series.refresh(found.parties, found.asked)
        if found.year is not None and changed:
            self.pictures.show_year(found.parties, found.year, found.today)
        self._first_day(found, anew=before is None or not before.parties)
        if self._focus_grid:
            self._focus_grid = False
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _only_span_wrong(self, found: Answer) -> bool:
        """Leave everything as it is while a date or a length cannot be; it is said at its field."""
        shown = self._answer
        same = shown is not None and shown.asked.who == found.asked.who and shown.parties
        if found.error is None or not same or not self.span.tell(found.error.field, str(found.error)):
            self.set_current(on=True)
            return False
        self.set_current(on=False)  # nothing goes out that is not what is asked
        return True

    def _tell_error(self, error: BadInput | None) -> None:
        self.chooser.tell("")
        self.span.tell("", "")
        if error is None:
            return
        if self.span.tell(error.field, str(error)):
            return
        cure = "Fill in your details" if error.field in _OURS else ""
        lacking = self._answer.lacking if self._answer else None
        if not cure and lacking is not None and lacking[0] == "contact":
            cure = "Open the contact"
        self.chooser.tell(str(error), cure)

    def _cure(self) -> None:
        error = self._answer.error if self._answer else None
        lacking = self._answer.lacking if self._answer else None
        if error is not None and error.field in _OURS:
            self.homeRequested.emit()
        elif lacking is not None:
            self.contactRequested.emit(int(lacking[1]))

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

    def repeat(self) -> None:
        """Show the time of the grid repeated every week."""
        found = self._answer
        if found is None or not found.parties or self._start is None:
            return
        choice = choice_at(found.parties, self._start, found.asked.minutes)
        if choice is not None:
            self.series.begin(choice.slot(found.parties[0].zone), found.parties, self._asked)
            self.show_series(on=True)
            self.series.focus_main()

    def leave_series(self) -> None:
        """Go back from the series to the day."""
        if not self.series.isHidden():
            self.show_series(on=False)
            self.focus_main()

    def _slots(self) -> tuple[Slot, ...]:
        """Return the times chosen, as they are said in letters; of a series all that take place."""
        if not self.series.isHidden():
            return self.series.found.slots if self.series.found else ()
        return slots_of(self.best.model.chosen, self._answer.parties) if self._answer else ()

    def _choices(self) -> Sequence[Choice]:
        if not self.series.isHidden():
            return self.series.found.choices if self.series.found else ()
        return self.best.model.chosen

    @property
    def _out(self) -> Going:
        return self._going if self.series.isHidden() else self._series_going

    def write(self) -> None:
        """Begin letters to all contacts with the times chosen, or with the first of the series."""
        slots = self._slots() if self.series.isHidden() else self.series.letter_slots
        if slots and self._asked.contact_ids:
            searched = not self.back.isHidden()
            self.back.hide()
            project = self.project.project_id or 0
            self.writeWith.emit(list(self._asked.contact_ids), slots, project, searched)
        elif slots:
            bar = self.best.bar if self.series.isHidden() else self.series.bar
            bar.say(Kind.INFO, _NOBODY)

    def copy(self) -> None:
        """Copy the times chosen, in the words of all parties."""
        self._out.copy(self._choices(), self._asked.contact_ids)

    def save(self) -> None:
        """Save the times chosen as a calendar file."""
        if not self.series.isHidden() and self.series.found is not None:
            self._out.save_series(self.series.found, self._asked.contact_ids)
        else:
            self._out.save(self._choices(), self._asked.contact_ids)

    def keep(self) -> None:
        """Keep the times chosen for a project."""
        self._out.keep(self._slots(), self.best.keep if self.series.isHidden() else self.series.keep)

    def print_page(self) -> None:
        """Have the times chosen, or the series, printed as a plan; where none is, the day that is shown."""
        from partnerdesk.qt.printing.whom import Meeting, Whom

        found = self._answer
        if found is None or not found.parties or self._shown is None:
            self.chooser.explain("There is nothing to print yet: say first who is to meet.")
            return
        slots, asked = self._slots(), found.asked
        meeting = Meeting(asked.ids("organisation"), slots, asked.minutes, () if slots else (self._shown,))
        self.printRequested.emit(Whom("Those who are to meet", asked.contact_ids, meeting=meeting))
