"""The letters that are being written: what is asked for, what comes of it, and what was edited by hand.

No widget: the page shows what stands here. Everything is composed on the worker; the newest question wins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from partnerdesk.core.drafting import Party, Template
from partnerdesk.core.times import Slot
from partnerdesk.desk import drafts, projects
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.drafts import Prepared
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.drafts.composing import Answer, Asked, Edit, compose, text_of
from partnerdesk.qt.drafts.proposed import first_time
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.worker import Task

LAG = 150
"""Milliseconds of quiet before letters are composed or checked anew."""
KEEP_AFTER = 3000
"""Milliseconds from the first unkept key to keeping: with what the worker needs, well under five seconds."""


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
        self._composed: dict[int, Prepared] = {}
        self._shown: dict[int, Prepared] = {}
        self._edits: dict[int, Edit] = {}
        self._kept: dict[int, int] = {}
        self._opened: Prepared | None = None
        self._unkept: set[int] = set()
        self._unchecked: set[int] = set()
        self._checking: set[int] = set()
        self._task: Task[Answer] | None = None
        self._round = 0
        self._awaited = 0  # which round of composing is waited for; 0: none
        self._lag = QTimer(self, singleShot=True, interval=LAG)
        self._lag.timeout.connect(self._prepare)
        self._check_lag = QTimer(self, singleShot=True, interval=LAG)
        self._check_lag.timeout.connect(self._check)
        self._keep_timer = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._keep_timer.timeout.connect(self.keep)

    # what is asked

    def begin(
        self, contact_ids: tuple[int, ...], template: str | Template, language: str, project: str
    ) -> None:
        """Begin new letters, with a time that suits the first contact; what was edited before is kept."""
        self._clear()
        self.asked = Asked(contact_ids, template, language, project)

        def ready(found: tuple[Party, Slot | None]) -> None:
            self.home = found[0]
            self.asked = replace(self.asked, slots=(found[1],) if found[1] else ())
            self._prepare()

        self._runner.ask(self._proposing(contact_ids, project), ready, context=self, failed=self.refused.emit)

    def open(self, draft_id: int) -> None:
        """Open a letter of the book."""
        self._clear()

        def look(book: Book) -> tuple[Prepared, str]:
            letter = drafts.opened(book, draft_id)
            titles = {each.id: each.title for each in projects.listed(book)}
            return letter, titles.get(letter.project_id or 0, "")

        def ready(found: tuple[Prepared, str]) -> None:
            letter, project = found
            known = letter.template in drafts.template_names()
            self._opened = letter
            self.timed = True
            self._kept[letter.contact_id] = draft_id
            self._edits[letter.contact_id] = Edit(*text_of(letter), basis=None)
            self.asked = Asked(
                (letter.contact_id,),
                letter.template if known else None,
                letter.draft.language,
                project,
                letter.draft.slots,
            )
            self._prepare()

        self._runner.ask(look, ready, context=self, failed=self.refused.emit)

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
            return

        def ready(found: tuple[Party, Slot | None]) -> None:
            if found[1] is not None:
                self.asked = replace(self.asked, slots=(found[1],))
            self._prepare()

        query = self._proposing(self.asked.contact_ids, self.asked.project)
        self._runner.ask(query, ready, context=self, failed=self.refused.emit)

    def remove(self, contact_id: int) -> None:
        """Write to one contact less; what was edited stays in the book."""
        self.keep()
        left = tuple(each for each in self.asked.contact_ids if each != contact_id)
        self.asked = replace(self.asked, contact_ids=left)
        self._prepare()

    def _proposing(
        self, contact_ids: tuple[int, ...], project: str
    ) -> Callable[[Book], tuple[Party, Slot | None]]:
        def look(book: Book) -> tuple[Party, Slot | None]:
            home, people = drafts.parties(book, contact_ids[:1])
            minutes = projects.named(book, project).minutes if project else 45
            return home, first_time(home, next(iter(people.values()), None), book.now(), minutes)

        return look

    # what comes of it

    @property
    def shown(self) -> tuple[Prepared, ...]:
        """The letters as they stand, edits and all, in the order of the contacts."""
        return tuple(self._shown[each] for each in self.asked.contact_ids if each in self._shown)

    def letter(self, contact_id: int) -> Prepared | None:
        """Return one of them; None while there is none."""
        return self._shown.get(contact_id)

    def text(self, contact_id: int) -> tuple[str, str]:
        """Return its subject and body to the last key typed, which may not have been checked yet."""
        edit = self._edits.get(contact_id)
        return (edit.subject, edit.body) if edit else text_of(self._shown[contact_id])

    def is_edited(self, contact_id: int) -> bool:
        """Say whether its text was changed by hand."""
        return contact_id in self._edits

    def is_behind(self, contact_id: int) -> bool:
        """Say whether its text was made by hand of a letter that would be another one now."""
        edit, composed = self._edits.get(contact_id), self._composed.get(contact_id)
        return None not in (edit, composed) and edit.basis != text_of(composed)  # type: ignore[union-attr,arg-type]

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
        old = self._edits.get(contact_id)
        if (subject, body) == text_of(composed):
            self._edits.pop(contact_id, None)
        else:
            self._edits[contact_id] = Edit(subject, body, old.basis if old else text_of(composed))
        self._unchecked.add(contact_id)
        self._check_lag.start()
        self._to_keep(contact_id)

    def _to_keep(self, contact_id: int) -> None:
        if contact_id not in self._edits and contact_id not in self._kept:
            self._unkept.discard(contact_id)  # the template's own text needs no keeping
            return
        self._unkept.add(contact_id)
        if not self._keep_timer.isActive():
            self._keep_timer.start()

    def start_again(self, contact_id: int) -> None:
        """Give a letter the template's text."""
        composed = self._composed.get(contact_id)
        if composed is not None and self._edits.pop(contact_id, None) is not None:
            self._shown[contact_id] = replace(composed, draft_id=self._kept.get(contact_id))
            self._to_keep(contact_id)
            self.keep()
            self.prepared.emit()

    def keep(self) -> None:
        """Keep in the book what was edited and is not in it yet."""
        self._keep_timer.stop()
        for contact_id in self._unkept & self._composed.keys():
            self._keep(contact_id)
        self._unkept.clear()

    def _keep(self, contact_id: int) -> None:
        subject, body = self.text(contact_id)
        base = replace(self._composed[contact_id], draft_id=self._kept.get(contact_id))

        def verb(book: Book) -> Changes:
            return drafts.keep(book, drafts.rewritten(book, base, subject=subject, body=body))

        def done(changes: Changes) -> None:
            self._number(contact_id, changes.made[0])

        self._runner.do(verb, context=self, done=done, quiet=True)

    def gone_out(self, letters: Sequence[Prepared], made: Sequence[int]) -> None:
        """Learn the keys of letters that have gone out, so that they are not entered twice."""
        for letter, key in zip(letters, made, strict=True):
            self._number(letter.contact_id, key)
            if text_of(letter) == self.text(letter.contact_id):
                self._unkept.discard(letter.contact_id)

    def _number(self, contact_id: int, key: int) -> None:
        self._kept[contact_id] = key
        for letters in (self._composed, self._shown):
            if contact_id in letters:
                letters[contact_id] = replace(letters[contact_id], draft_id=key)

    # on the worker

    def refresh(self) -> None:
        """Compose anew, since facts have changed."""
        if self.asked.contact_ids or self.home is not None:
            self._lag.start()

    def _prepare(self) -> None:
        self._lag.stop()
        if self._task is not None:
            self._task.drop()
        self._round += 1
        self._awaited = this = self._round
        asked, edits, kept, opened = self.asked, dict(self._edits), dict(self._kept), self._opened

        def done(answer: Answer) -> None:
            if this == self._awaited:
                self._awaited = 0
                self._take(answer, edits)

        def failed(error: PartnerDeskError) -> None:
            if this == self._awaited:
                self._awaited = 0
                self.refused.emit(error)

        self._task = self._runner.ask(
            lambda book: compose(book, asked, edits, kept, opened), done, context=self, failed=failed
        )

    def _take(self, answer: Answer, edits: dict[int, Edit]) -> None:
        self.home = answer.home
        self._composed = {each.contact_id: each for each in answer.composed}
        self._shown = {each.contact_id: each for each in answer.shown}
        for contact_id, letter in self._composed.items():
            edit = self._edits.get(contact_id)
            if (
                edit is not None and edit.basis is None
            ):  # opened from the book: now there is a text to compare
                if (edit.subject, edit.body) == text_of(letter):
                    del self._edits[contact_id]
                else:
                    self._edits[contact_id] = replace(edit, basis=text_of(letter))
            elif edit != edits.get(contact_id):  # typed meanwhile
                self._unchecked.add(contact_id)
                self._check_lag.start()
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
                self._shown[contact_id] = replace(letter, draft_id=self._kept.get(contact_id))
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

    def _clear(self) -> None:
        self.keep()
        self.timed = False
        for kept in (self._composed, self._shown, self._edits, self._kept):
            kept.clear()
        self._unchecked.clear()
        self._opened = None
