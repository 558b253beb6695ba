"""The letters in hand: what is asked for, what comes of it, and what was edited by hand.

No widget: the page shows what stands here. Everything is composed on the worker; the newest question wins.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from partnerdesk.core.drafting import Party, Template
from partnerdesk.core.times import Slot
from partnerdesk.desk import drafts, projects, templates
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.drafts import Prepared
from partnerdesk.desk.recipients import Notice
from partnerdesk.desk.templates import Listed
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.drafts.composing import (
    Answer,
    Asked,
    Edit,
    compose,
    retimed,
    text_of,
    with_project,
    with_times,
)
from partnerdesk.qt.drafts.keeper import Keeper
from partnerdesk.qt.drafts.proposed import first_time
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Task

LAG = 150
"""Milliseconds of quiet before letters are composed or checked anew."""

_Found = tuple[Party, Slot | None]


class Letters(QObject):
    """The letters in hand.

    Signals:
        prepared(): all letters were made anew.
        checked(int): this contact's letter, edited, was checked anew.
        refused(PartnerDeskError): nothing could be made of what is asked; the letters are those of before.
    """

    prepared = Signal()
    checked = Signal(int)
    refused = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.asked = Asked()
        self.home: Party | None = None
        self.timed = False  # whether the user has said a time
        self.notices: tuple[
            Notice, ...
        ] = ()  # what is to be said of several people before they are written to
        self.stale = False  # whether the letters are not what is asked, since that was refused
        self._composed: dict[int, Prepared] = {}
        self._shown: dict[int, Prepared] = {}
        self._opened: Prepared | None = None
        self._unchecked: set[int] = set()
        self._checking: set[int] = set()
        self._first: Task[Any] | None = None  # what has to be known before letters are composed
        self._task: Task[Answer] | None = None
        self._round = 0
        self._awaited = 0  # which round of composing is waited for; 0: none
        self.keeper = Keeper(runner, self._composed.get, self)
        self.keeper.takenBack.connect(self._prepare)
        self._lag = QTimer(self, singleShot=True, interval=LAG)
        self._lag.timeout.connect(self._prepare)
        self._check_lag = QTimer(self, singleShot=True, interval=LAG)
        self._check_lag.timeout.connect(self._check)

    # what is asked

    def begin(
        self,
        contact_ids: tuple[int, ...],
        template: str | Template,
        project: str,
        slots: tuple[Slot, ...] = (),
    ) -> None:
        """Begin new letters with these times, or one that suits the first contact; older edits are kept."""
        self._clear()
        last = self.asked
        wants = last.wants_times if template == last.template else True
        self.asked = Asked(
            contact_ids, template, "", project, slots, bilingual=last.bilingual, wants_times=wants
        )
        self.timed = bool(slots)
        self._propose()

    def open(self, draft_id: int) -> None:
        """Open a letter of the book."""
        self._clear()

        def look(book: Book) -> tuple[Prepared, str, Listed | None]:
            letter, project = with_project(book, draft_id)
            there = {each.key: each for each in templates.shelf(book).listed()}
            return letter, project, there.get(letter.template)

        def ready(found: tuple[Prepared, str, Listed | None]) -> None:
            letter, project, template = found
            self._opened = letter
            self.timed = True
            self.keeper.hand.keys[letter.contact_id] = draft_id
            self.keeper.edits[letter.contact_id] = Edit(*text_of(letter), basis=None)
            self.asked = Asked(
                (letter.contact_id,),
                template.key if template and letter.draft.language in template.usable else None,
                letter.draft.language,
                project,
                letter.draft.slots,
                bilingual=bool(letter.draft.also),
                wants_times=bool(letter.draft.slots) or template is None or template.proposes_times,
            )
            self._prepare()

        self._first = self._runner.ask(look, ready, context=self, failed=self._refuse)

    def correct(self, draft_id: int) -> None:
        """Begin a letter that corrects the times of one in the book, at first as they are now."""
        self._clear()

        def look(book: Book) -> tuple[Prepared, str]:
            return with_project(book, draft_id)

        def ready(found: tuple[Prepared, str]) -> None:
            letter, project = found
            self.timed = True
            to, slots = (letter.contact_id,), letter.draft.slots
            both = bool(letter.draft.also)
            self.asked = Asked(
                to, "correction", letter.draft.language, project, slots, (draft_id,), bilingual=both
            )
            self._prepare()

        self._first = self._runner.ask(look, ready, context=self, failed=self._refuse)

    def ask(self, **changes: Any) -> None:
        """Ask for something else (the fields of ``Asked``); the letters follow in a moment."""
        self.asked = replace(self.asked, **changes)
        self._lag.start()

    def add(self, contact_id: int) -> None:
        """Write to one more contact; the first one decides on the time proposed, if none was said."""
        if contact_id in self.asked.contact_ids:
            return
        self.asked = replace(self.asked, contact_ids=(*self.asked.contact_ids, contact_id))
        if len(self.asked.contact_ids) > 1 or self.timed:
            self._prepare()
        else:
            self._propose()

    def remove(self, contact_id: int) -> None:
        """Write to one contact less; what was edited stays in the book."""
        self.leave_out([contact_id])

    def leave_out(self, contact_ids: Collection[int]) -> None:
        """Write to these contacts no longer; what was edited stays in the book."""
        self.keeper.keep()
        left = tuple(each for each in self.asked.contact_ids if each not in contact_ids)
        self.asked = replace(self.asked, contact_ids=left)
        self._prepare()

    def follow(self, changes: Changes) -> None:
        """Follow a change in the book: of facts that letters are made of, or of the letters themselves."""
        self.keeper.follow(changes)
        every = not changes.touched
        if changes.touches("draft"):
            self._look_at_overrides()
        ours = changes.contacts & set(self.asked.contact_ids)
        facts = bool(ours) and changes.touches("contact", "email", "organisation")
        if self.home is None:
            return
        if not self.timed and (facts or changes.touches("home")):
            self._propose()  # hours may have been said that leave a better time
        elif every or facts or changes.touches("home", "project", "template"):
            self._lag.start()

    def _look_at_overrides(self) -> None:
        """Compose anew where a reason to send a letter in spite of a stop was kept, or undone."""
        keys = dict(self.keeper.hand.keys)
        known = {each: letter.overrides for each, letter in self._composed.items() if each in keys}

        def look(found: dict[int, tuple[tuple[str, str], ...]]) -> None:
            if any(found.get(keys[each], ()) != before for each, before in known.items()):
                self._lag.start()

        if known:
            self._runner.ask(lambda book: drafts.overrides_of(book, list(keys.values())), look, context=self)

    def _propose(self) -> None:
        """Propose a time for the first contact, then compose."""
        contact_ids, project = self.asked.contact_ids, self.asked.project

        def look(book: Book) -> _Found:
            home, people = drafts.parties(book, contact_ids[:1])
            minutes = {each.title: each.minutes for each in projects.listed(book)}.get(project, 45)
            return home, first_time(home, next(iter(people.values()), None), book.now(), minutes)

        def ready(found: _Found) -> None:
            self.home, slot = found
            if not self.timed:
                self.asked = replace(self.asked, slots=(slot,) if slot else ())
            self._prepare()

        self._first = self._runner.ask(look, ready, context=self, failed=self._refuse)

    # what comes of it

    @property
    def shown(self) -> tuple[Prepared, ...]:
        """The letters as they stand, edits and all, in the order of the contacts."""
        return tuple(self._shown[each] for each in self.asked.contact_ids if each in self._shown)

    @property
    def edited(self) -> frozenset[int]:
        """The contacts whose letters were changed by hand."""
        return frozenset(self.keeper.edits.keys() & self._shown.keys())

    def letter(self, contact_id: int | None) -> Prepared | None:
        """Return one of them; None while there is none."""
        return self._shown.get(contact_id) if contact_id is not None else None

    def text(self, contact_id: int) -> tuple[str, str]:
        """Return its subject and body to the last key typed, which may not have been checked yet."""
        return self.keeper.text(contact_id)

    def is_behind(self, contact_id: int) -> bool:
        """Say whether its text was made by hand of a letter that would be another one now."""
        edit, composed = self.keeper.edits.get(contact_id), self._composed.get(contact_id)
        return edit is not None and composed is not None and edit.basis != text_of(composed)

    def is_settled(self) -> bool:
        """Say whether the letters are what is asked for: nothing is on its way."""
        return not (self._awaited or self._lag.isActive() or self._unchecked or self._checking)

    def settle(self) -> None:
        """Do now what would be done in a moment."""
        if self._lag.isActive():
            self._prepare()
        if self._unchecked:
            self._check()

    # by hand

    def edit(self, contact_id: int, subject: str, body: str) -> None:
        """Take over what was typed into a letter."""
        composed = self._composed.get(contact_id)
        if composed is None or (subject, body) == self.text(contact_id):
            return
        old = self.keeper.edits.pop(contact_id, None)
        if (subject, body) != text_of(composed):
            self.keeper.edits[contact_id] = Edit(subject, body, old.basis if old else text_of(composed))
        self._unchecked.add(contact_id)
        self._check_lag.start()
        self.keeper.mark(contact_id)

    def start_again(self, contact_id: int) -> None:
        """Give a letter the template's text."""
        composed = self._composed.get(contact_id)
        if composed is not None and self.keeper.edits.pop(contact_id, None) is not None:
            self._shown[contact_id] = composed
            self.keeper.mark(contact_id)
            self.keeper.keep()
            self.prepared.emit()

    def put_times(self, contact_id: int) -> None:
        """Put the times proposed into a text by hand that lacks them, before its signature."""
        letter, edit = self._composed.get(contact_id), self.keeper.edits.get(contact_id)
        if letter is None or edit is None:
            return
        body = with_times(letter, edit.body)
        self.keeper.edits[contact_id] = Edit(edit.subject, body, text_of(letter))
        self.keeper.mark(contact_id)
        self._prepare()

    def override(self, contact_id: int, rule: str, reason: str) -> None:
        """Send a letter in spite of a rule's stop, for a reason that is kept with it; empty: no longer."""
        letter, hand = self._shown.get(contact_id), self.keeper.hand
        if letter is None:
            return
        self.keeper.keep()

        def verb(book: Book) -> Changes:
            (keyed,) = hand.keyed([letter])
            changes, kept = drafts.override(book, keyed, rule, reason)
            hand.learn([kept], changes.made)
            return changes

        self._runner.do(verb, context=self, done=lambda _: self._prepare(), failed=self.refused.emit)

    def ready(self, kind: str) -> list[Prepared]:
        """Return the letters that nothing holds back from going out in this way."""
        return [each for each in self.shown if not each.stopped_for(kind)]

    # on the worker

    def _prepare(self) -> None:
        self._lag.stop()
        if self._task is not None:
            self._task.drop()
        self._round += 1
        self._awaited = this = self._round
        asked, edits, before = self.asked, dict(self.keeper.edits), dict(self._composed)
        opened, hand = self._opened, self.keeper.hand

        def done(answer: Answer) -> None:
            if this == self._awaited:
                self._awaited = 0
                self._take(answer, edits, before)

        def failed(error: PartnerDeskError) -> None:
            if this == self._awaited:
                self._awaited = 0
                self._refuse(error)

        self._task = self._runner.ask(
            lambda book: compose(book, asked, edits, before, opened, dict(hand.keys)),
            done,
            context=self,
            failed=failed,
        )

    def _refuse(self, error: PartnerDeskError) -> None:
        self.stale = True
        self.refused.emit(error)

    def _take(self, answer: Answer, sent: dict[int, Edit], before: dict[int, Prepared]) -> None:
        """Take over what was composed of the edits ``sent``, and the new times in these."""
        self.home, self.stale, self.notices = answer.home, False, answer.notices
        self._replace(answer.composed, answer.shown)
        edits = self.keeper.edits
        for contact_id, letter in self._composed.items():
            edit = old = edits.get(contact_id)
            if edit is None and contact_id not in sent:
                continue
            if edit == sent.get(contact_id):
                edit = answer.edits.get(contact_id)
            else:  # typed meanwhile
                if edit is not None and contact_id in before:
                    edit = retimed(edit, before[contact_id], letter)
                self._unchecked.add(contact_id)
                self._check_lag.start()
            if edit is not None and edit.basis is None:  # from the book: now there is a text to compare
                edit = replace(edit, basis=text_of(letter))
            if edit is None or (edit.subject, edit.body) == text_of(letter):
                edits.pop(contact_id, None)
            else:
                edits[contact_id] = edit
            if edit and old and edit.body != old.body:
                self.keeper.mark(contact_id)
        self.prepared.emit()

    def _check(self) -> None:
        self._check_lag.stop()
        wanted = self._unchecked & self._composed.keys()
        self._unchecked.clear()
        for contact_id in wanted:
            self._check_one(contact_id)

    def _check_one(self, contact_id: int) -> None:
        subject, body = self.text(contact_id)
        base = self._composed[contact_id]
        self._checking.add(contact_id)

        def done(letter: Prepared) -> None:
            self._checking.discard(contact_id)
            if contact_id in self._shown and self.text(contact_id) == (subject, body):
                self._shown[contact_id] = letter
                self.checked.emit(contact_id)

        def failed(error: PartnerDeskError) -> None:
            self._checking.discard(contact_id)
            self.refused.emit(error)

        self._runner.ask(
            lambda book: drafts.rewritten(book, base, subject=subject, body=body),
            done,
            context=self,
            failed=failed,
        )

    def _replace(self, composed: Sequence[Prepared], shown: Sequence[Prepared]) -> None:
        for letters, new in ((self._composed, composed), (self._shown, shown)):
            letters.clear()  # the same dictionaries: the keeper looks into them
            letters.update((each.contact_id, each) for each in new)

    def _clear(self) -> None:
        self.keeper.clear()
        if self._first is not None:
            self._first.drop()
        self.timed = self.stale = False
        self._replace((), ())
        self._unchecked.clear()
        self._opened = None
