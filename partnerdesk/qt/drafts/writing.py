"""Writing letters: the recipients, what is asked, the letter as it will be, the checklist beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from partnerdesk.core.drafting import Party
from partnerdesk.core.proposing import common_time
from partnerdesk.core.times import Slot
from partnerdesk.desk.book import Changes
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.composing import lacks_times, text_of
from partnerdesk.qt.drafts.going import Going
from partnerdesk.qt.drafts.letters import Letters
from partnerdesk.qt.drafts.sheet import Sheet
from partnerdesk.qt.drafts.subject import Subject
from partnerdesk.qt.letter.times_box import clock_of
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings

_UNSETTLED = "Held back: one of the times is not settled yet."
_STALE = "Held back: the letters are those of before, since nothing can be made of what is chosen."


class Writing(Sheet):
    """The letters in hand.

    Signals:
        contactAsked(int): show this contact, a fact of whom is missing.
        newAsked(): add a contact to the book.
        homeAsked(): show our own details.
        templateAsked(str, str): show the template with this key in this language, in which it has a mistake.
        leaveAsked(): show all drafts.
        searchAsked(list[int], int, int | None): look for a time with these contacts, of so many minutes,
            for the project with this key.
    """

    contactAsked = Signal(int)  # noqa: N815 - Qt's manner
    newAsked = Signal()  # noqa: N815
    homeAsked = Signal()  # noqa: N815
    templateAsked = Signal(str, str)  # noqa: N815
    leaveAsked = Signal()  # noqa: N815
    searchAsked = Signal(list, int, object)  # noqa: N815

    def __init__(
        self, runner: Runner, outside: Outside, settings: Settings | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(runner, parent)
        self._runner, self._outside = runner, outside
        self._focus_letter = False
        self._times_of: int | None = None  # for whose letter alone the times shown are; None: for all
        self._searched: int | None = None  # for whose letter alone a time was looked for last
        self.letters = Letters(runner, self)
        self.subject = Subject(runner, outside, self.letters, self)
        self._going = Going(runner, self.letters, self.send, outside, settings)
        self._connect()
        self._show()

    def _connect(self) -> None:
        letters = self.letters
        self.back.clicked.connect(self.leaveAsked)
        letters.prepared.connect(self.under_way.end)
        letters.refused.connect(self.under_way.end)
        letters.prepared.connect(self._show)
        letters.checked.connect(self._checked)
        letters.refused.connect(self._refused)
        self.recipients.chosen.connect(self._show)
        self.recipients.added.connect(self._add)
        self.recipients.removed.connect(letters.remove)
        self.recipients.newAsked.connect(self.newAsked)
        self.add.clicked.connect(lambda: self.newAsked.emit())
        self.notices.leaveOutAsked.connect(letters.leave_out)
        choices = self.choices
        subject = self.subject
        subject.changed.connect(self._show_choices)
        subject.listed.connect(lambda: self._show_head(len(letters.shown)))
        choices.templateChosen.connect(subject.choose_template)
        choices.fileAsked.connect(subject.choose_file)
        choices.bilingualChosen.connect(lambda both: letters.ask(bilingual=both))
        choices.languageChosen.connect(lambda code: letters.ask(language=code))
        choices.projectChosen.connect(subject.choose_project)
        choices.projectAsked.connect(self.form.open)
        self.form.saved.connect(self._project_saved)
        self.form.left.connect(lambda: choices.project.setFocus(Qt.FocusReason.OtherFocusReason))
        self.times.changed.connect(self._timed)
        self.times.aloneChosen.connect(self._alone)
        self.letter.edited.connect(letters.edit)
        self.letter.againAsked.connect(lambda: self._on_current(letters.start_again))
        self.letter.timesAsked.connect(lambda: self._on_current(letters.put_times))
        self.letter.contactAsked.connect(lambda: self._on_current(self.contactAsked.emit))
        self.letter.body.cursorAt.connect(self._follow)
        self.findings.contactAsked.connect(self.contactAsked)
        self.findings.homeAsked.connect(self.homeAsked)
        self.findings.templateAsked.connect(self.templateAsked)
        self.findings.projectAsked.connect(lambda: self.form.open(letters.asked.project))
        self.findings.timesAsked.connect(self.times.focus_first)
        self.findings.searchAsked.connect(self._search)
        self.findings.putAsked.connect(lambda: self._on_current(letters.put_times))
        self.findings.languageAsked.connect(self._to_language)
        self.findings.subjectAsked.connect(
            lambda: self.letter.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self.findings.editAsked.connect(lambda fix: self._as_checked(lambda: self.letter.mend(fix)))
        self.findings.placeAsked.connect(
            lambda place: self._as_checked(lambda: self.letter.show_place(place))
        )
        self.findings.overrideAsked.connect(self._override)
        self.findings.letterAsked.connect(self.recipients.choose)
        self.send.checklistAsked.connect(self._to_checklist)
        self.send.asked.connect(lambda kind: self._going.go(kind, self.recipients.current))

    # what the page is asked for

    def begin(
        self,
        contact_ids: tuple[int, ...],
        slots: tuple[Slot, ...] = (),
        project: int | None = None,
        template: str = "",
        *,
        searched: bool = False,
    ) -> None:
        """Begin new letters, first proposals about nothing in particular where nothing is said.

        What others are written to with stays only where these go out about the same: a yes to a time, a
        reminder or thanks are for those who were written to, or have answered.

        Letters to the same contacts that are in hand and have not gone out stay, with these ``slots``, unless
        another template or project is asked for; so do the others where a time was ``searched`` for one.
        """
        asked, whom = self.letters.asked, self._searched if searched else None
        self._searched = None
        if slots and not template and project in (None, asked.project) and self._takes_times():
            if whom in asked.contact_ids and contact_ids == (whom,):
                self.recipients.choose(whom)
                self.letters.own_times(whom, slots)
                self._show_times(whom)
                return
            same = bool(contact_ids) and set(contact_ids) == set(asked.contact_ids)
            if same and (searched or not self.letters.gone_out):
                self.letters.timed = True
                self.times.set_slots(slots)
                self.letters.ask(slots=slots, own_slots={})
                return
        opens = self.choices.opens(asked.template) and (not slots or self._takes_times())
        chosen = template or (asked.template if opens else None) or "first-proposal"
        if project is None:
            project = asked.project if opens else 0
        self._focus_letter = bool(contact_ids)
        self._turn()
        self.letters.begin(contact_ids, chosen, project, slots)
        if slots:
            self.times.set_slots(slots)
        self._await()

    def _await(self) -> None:
        """Put the letters of before away until those asked for are there: nobody may send them by mistake."""
        if self.letters.is_settled():
            return
        if self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.setFocus()  # a letter that is put away would hand the focus on, into the date of a time
        self._show()
        count = len(self.letters.asked.contact_ids)
        words = f"Composing {count:,} letters…" if count > 1 else "Composing the letter…"
        self.under_way.begin(self.letters.give_up, words)

    def _takes_times(self) -> bool:
        """Say whether the letters in hand may give times."""
        _, possible = self.choices.times_of(self.letters.asked.template)
        return possible

    def _turn(self) -> None:
        """Turn to other letters."""
        self.bar.hide()
        self.send.bar.hide()
        self._searched = None
        self.recipients.begin()
        self.subject.load_projects()
        self.subject.load_templates()

    def open(self, draft_id: int) -> None:
        """Open a letter of the book."""
        self._turn()
        self._focus_letter = True
        self.letters.open(draft_id)
        self._await()

    def correct(self, draft_id: int) -> None:
        """Begin a letter that corrects the times of one in the book."""
        self._turn()
        self._focus_letter = True
        self.letters.correct(draft_id)
        self._await()

    def refresh(self, changes: Changes) -> None:
        """Follow a change in the book."""
        if not changes.touched or changes.touches("project"):
            self.subject.load_projects()
        if not changes.touched or changes.touches("template"):
            self.subject.load_templates()
        self.letters.follow(changes)

    def event(self, event: QEvent) -> bool:
        """Look at the clock when the page or its window comes back: what was checked is of before."""
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.Show) and hasattr(self, "letters"):
            self.letters.look_at_clock()
        return super().event(event)

    def save(self) -> None:
        """Save all letters that are ready."""
        if self.send.save.isEnabled():
            self._going.go("eml", self.recipients.current)

    def focus_main(self) -> None:
        """Lead to the recipients while there are none, else to the letter."""
        target = self.letter.body if self.letters.asked.contact_ids else self.recipients.finder
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Put the project's form or a message away; False where there is none."""
        if not self.form.isHidden():
            self.form.leave()
            return True
        if self.findings.step_back():
            return True
        for bar in (self.bar, self.send.bar):
            if not bar.isHidden():
                bar.close_bar()
                return True
        return False

    # what is chosen

    def _add(self, contact_id: int) -> None:
        self.letters.add(contact_id)

    def _project_saved(self, key: int) -> None:
        self.subject.load_projects(then=key)
        self.choices.project.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self) -> None:
        """Have a time looked for that suits whom the letter shown goes to."""
        asked, current = self.letters.asked, self.recipients.current
        slots = asked.slots_of(current)
        minutes = slots[0].minutes if slots else self.subject.minutes
        whom = asked.contact_ids if current is None else (current,)
        self._searched = current if len(asked.contact_ids) > 1 else None
        self.searchAsked.emit(list(whom), minutes, asked.project or None)

    def _timed(self, slots: tuple[Slot, ...] | None) -> None:
        self.letters.timed, self.letters.moved = True, ""
        self.times.say_moved("")
        current = self.recipients.current
        if slots is not None and current is not None and current in self.letters.asked.own_slots:
            self.letters.own_times(current, slots)
        elif slots is not None:
            self.letters.ask(slots=slots)
        self._show_standing()

    def _alone(self, alone: bool) -> None:
        current = self.recipients.current
        if current is not None:
            self.letters.own_times(current, self.letters.asked.slots if alone else None)
            self._show_times(current)
            self._show_standing()

    def _show_times(self, current: int | None) -> None:
        """Show the times of one letter; while one of them is being said, only those of another letter."""
        asked = self.letters.asked
        own = current if current in asked.own_slots else None
        if self.times.slots() is not None or not self.letters.timed or own != self._times_of:
            self.times.set_slots(asked.slots_of(current))
        self._times_of = own
        self.times.show_alone(offered=len(asked.contact_ids) > 1 or own is not None, alone=own is not None)

    def _on_current(self, act: object) -> None:
        if self.recipients.current is not None and callable(act):
            act(self.recipients.current)

    def _as_checked(self, act: Callable[[], object]) -> None:
        """Act on places of the text, unless it was changed since they were found."""
        current = self.letters.letter(self.recipients.current)
        if current is not None and text_of(current) == self.letters.text(current.contact_id):
            act()

    def _override(self, rule: str, reason: str) -> None:
        if self.recipients.current is not None:
            self.letters.override(self.recipients.current, rule, reason)

    def _to_language(self) -> None:
        self.choices.language.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is shown

    def _show(self) -> None:
        letters, shown = self.letters, self.letters.shown
        self.bar.hide()
        self.recipients.show_letters(shown, letters.edited, letters.asked.own_slots.keys())
        self.notices.show_notices(letters.notices)
        current = letters.letter(self.recipients.current)
        self._show_choices()
        self._show_head(len(shown))
        party = current.party if current else None
        self.times.set_clocks(clock_of(party), clock_of(letters.home))
        self.times.say_apart(self._apart(party))
        self.times.say_moved(letters.moved)
        self._show_times(current.contact_id if current else None)
        self.letter.setVisible(current is not None)
        self.nobody.setVisible(not letters.asked.contact_ids)
        if current is not None:
            key = current.contact_id
            timeless = key in letters.edited and lacks_times(current)
            self.letter.show_letter(
                current, letters.text(key), behind=letters.is_behind(key), timeless=timeless
            )
            if self._focus_letter:  # now that it is there
                self._focus_letter = False
                self.letter.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_standing()

    def _apart(self, party: Party | None) -> str:
        """Say that no time suits both, where that is so."""
        home, slots = self.letters.home, self.letters.asked.slots
        if party is None or home is None or not (party.place.zone and home.place.zone):
            return ""
        minutes = slots[0].minutes if slots else 45
        if common_time(home, party, self._runner.now(), minutes) is not None:
            return ""
        return f"You and {party.name} have no school hour in common in the next two weeks."

    def _show_choices(self) -> None:
        asked = self.letters.asked
        current = self.letters.shown[0] if self.letters.shown else None
        self.choices.show_asked(asked, current.template if current and asked.template is None else "")
        needed, possible = self.choices.times_of(asked.template)
        self.times.set_least(1 if needed else 0)
        self.times.setVisible(possible)

    def _show_head(self, count: int) -> None:
        project = self.subject.title
        template = self.choices.template.currentText()
        self.title.setText(project or template)
        how_many = {0: "no letter yet", 1: "1 letter"}.get(count, f"{count:,} letters, one to each")
        self.about.setText(f"{template} · {how_many}" if project else how_many)

    def _checked(self, _contact_id: int) -> None:
        letters = self.letters
        self.recipients.show_letters(letters.shown, letters.edited, letters.asked.own_slots.keys())
        self._show_standing()

    def _show_standing(self) -> None:
        why = ""
        if self.letters.shown and self.times.slots() is None:
            why = _UNSETTLED
        elif self.letters.shown and self.letters.stale:
            why = _STALE
        current, shown = self.letters.letter(self.recipients.current), self.letters.shown
        settled = self.times.slots() is not None
        self.letter.body.set_settled(settled=settled)
        self.findings.show_findings(current, shown, settled=settled)
        self.send.show_state(current, shown, why)

    def _refused(self, error: PartnerDeskError) -> None:
        self._show()
        self.bar.say_error(error)

    def _to_checklist(self) -> None:
        """Bring the checklist into view, and lead to the first verb of it."""
        self.show_checklist()
        self.findings.focus_first()

    def _follow(self, where: QRectF) -> None:
        """Keep the line that is being written in view."""
        spot = self.letter.body.viewport().mapTo(self.content, where.center().toPoint())
        self.area.ensureVisible(spot.x(), spot.y(), 0, 3 * theme.GRID)
