"""The letters in hand: what comes of what is asked, and what was edited by hand.

No widget: the page shows what stands here. Everything is composed on the worker; the newest question wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from partnerdesk.core.drafting import Party
from partnerdesk.desk import drafts
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.drafts import Prepared
from partnerdesk.desk.recipients import Notice
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.drafts.composing import Answer, Asked, Edit, compose, retimed, text_of, with_times
from partnerdesk.qt.drafts.keeper import Keeper
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Task

_MINUTE = 60_000
LAG = 150
"""Milliseconds of quiet before letters are composed or checked anew."""


class InHand(QObject):
    """The letters that come of ``asked``, with the edits over them.

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
        self.moved = ""  # why a time is another one than before, though the user did not say so
        self.gone_out = False  # whether any of them has gone out
        self.stale = False  # whether the letters are not what is asked, since that was refused
        self._composed: dict[int, Prepared] = {}
        self._shown: dict[int, Prepared] = {}
        self._opened: Prepared | None = None
        self._unchecked: set[int] = set()
        self._checking: set[int] = set()
        self._first: Task[Any] | None = None  # what has to be known before letters are composed
        self._learning = False  # whether that is on its way
        self._task: Task[Answer] | None = None
        self._round = 0
        self._awaited = 0  # which round of composing is waited for; 0: none
        self.keeper = Keeper(runner, self._composed.get, self)
        self.keeper.takenBack.connect(self._prepare)
        self._lag = QTimer(self, singleShot=True, interval=LAG)
        self._lag.timeout.connect(self._prepare)
        self._check_lag = QTimer(self, singleShot=True, interval=LAG)
        self._check_lag.timeout.connect(self._check)
        self._asked_at = runner.now()  # when the letters were composed and checked last
        self._minute = QTimer(self, interval=_MINUTE)
        self._minute.timeout.connect(self.look_at_clock)
        self._minute.start()

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
        waiting = self._learning or self._awaited or self._lag.isActive()
        return not (waiting or self._unchecked or self._checking)

    def settle(self) -> None:
        """Do now what would be done in a moment."""
        self.look_at_clock()
        if self._lag.isActive():
            self._prepare()
        if self._unchecked:
            self._check()

    def look_at_clock(self) -> None:
        """Compose and check anew where it is another day than when it was done, or a time has come since."""
        before, now = self._asked_at, self._runner.now()
        if not self._composed or before == now:
            return
        come = any(
            before < slot.start <= now for letter in self._composed.values() for slot in letter.draft.slots
        )
        if come or self._runner.here(before).date() != self._runner.here(now).date():
            self._prepare()

    def give_up(self) -> None:
        """Write to nobody, instead of waiting for the letters that are on their way."""
        self._clear()
        self._awaited = 0
        if self._task is not None:
            self._task.drop()
        self.asked = replace(self.asked, contact_ids=())
        self.prepared.emit()

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
        self._asked_at = self._runner.now()
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
        if self._composed.keys() - {each.contact_id for each in answer.composed}:
            self.keeper.keep()  # what was typed into a letter that goes now
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
            # Of a letter composed anew meanwhile, as with another time, the answer is of before
            same = base is self._composed.get(contact_id) and self.text(contact_id) == (subject, body)
            if contact_id in self._shown:
                if same:
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
        self._learning = False
        self.timed = self.stale = self.gone_out = False
        self.moved = ""
        self._replace((), ())
        self._unchecked.clear()
        self._opened = None
