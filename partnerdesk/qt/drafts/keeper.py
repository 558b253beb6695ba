"""What was typed, on its way into the book: kept within seconds, and taken back when it is undone there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from partnerdesk.desk import drafts
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.drafts import Prepared
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.drafts.composing import Edit, text_of
from partnerdesk.qt.runner import Runner

KEEP_AFTER = 3000
"""Milliseconds from the first unkept key to keeping: with what the worker needs, well under five seconds."""


class Keeper(QObject):
    """The edits of the letters in hand, by contact.

    ``takenBack()`` is emitted when an edit was undone in the book, and so is here.

    Args:
        runner: the way to the desk.
        composed: a contact's letter as the template makes it; None while there is none.

    """

    takenBack = Signal()  # noqa: N815 - Qt's manner

    def __init__(
        self, runner: Runner, composed: Callable[[int], Prepared | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._composed = runner, composed
        self.edits: dict[int, Edit] = {}
        self.keys: dict[int, int] = {}  # the letters' keys in the book
        self.session = 0  # grows when other letters are taken in hand: late answers are for those before
        self._unkept: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._timer.timeout.connect(self.keep)

    def text(self, contact_id: int) -> tuple[str, str]:
        """Return a letter's subject and body to the last key typed; empty while there is no letter."""
        edit, composed = self.edits.get(contact_id), self._composed(contact_id)
        if edit is not None:
            return edit.subject, edit.body
        return text_of(composed) if composed is not None else ("", "")

    def mark(self, contact_id: int) -> None:
        """Have a letter kept soon; the template's own text needs no keeping."""
        if contact_id not in self.edits and contact_id not in self.keys:
            self._unkept.discard(contact_id)
            return
        self._unkept.add(contact_id)
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep now what is not in the book yet."""
        self._timer.stop()
        wanted, self._unkept = self._unkept, set()
        for contact_id in wanted:
            self._keep(contact_id)

    def clear(self) -> None:
        """Keep what is in hand, and let go of it."""
        self.keep()
        self.session += 1
        self.edits.clear()
        self.keys.clear()

    def gone_out(self, session: int, letters: Sequence[Prepared], made: Sequence[int]) -> None:
        """Learn the keys of letters that have gone out, so that they are not entered twice."""
        if session == self.session:
            for letter, key in zip(letters, made, strict=True):
                self.keys[letter.contact_id] = key
                if text_of(letter) == self.text(letter.contact_id):
                    self._unkept.discard(letter.contact_id)

    def follow(self, changes: Changes) -> None:
        """Look again at letters that were changed in the book, as by an undo; what is being typed stays."""
        every = not changes.touched
        touched = {key for record, key in changes.touched if record == "draft"}
        wanted = {
            contact_id: key
            for contact_id, key in self.keys.items()
            if (every or key in touched) and contact_id not in self._unkept
        }
        if not wanted:
            return
        session = self.session

        def look(found: dict[int, tuple[str, str]]) -> None:
            if session == self.session:
                back = [each for each, key in wanted.items() if self._take_back(each, found.get(key))]
                if back:
                    self.takenBack.emit()

        self._runner.ask(lambda book: drafts.texts(book, list(wanted.values())), look, context=self)

    def _take_back(self, contact_id: int, text: tuple[str, str] | None) -> bool:
        """Take over what the book has now. Of a letter that is not in it any more the words stay in hand."""
        composed = self._composed(contact_id)
        if text is None:
            del self.keys[contact_id]
        if text is None or composed is None or contact_id in self._unkept or text == self.text(contact_id):
            return False
        old = self.edits.pop(contact_id, None)
        if text != text_of(composed):
            self.edits[contact_id] = Edit(*text, old.basis if old else text_of(composed))
        return True

    def _keep(self, contact_id: int) -> None:
        composed, session = self._composed(contact_id), self.session
        if composed is None:
            return
        subject, body = self.text(contact_id)
        base = replace(composed, draft_id=self.keys.get(contact_id))

        def verb(book: Book) -> Changes:
            return drafts.keep(book, drafts.rewritten(book, base, subject=subject, body=body))

        def done(changes: Changes) -> None:
            if session == self.session:
                self.keys[contact_id] = changes.made[0]

        def failed(error: PartnerDeskError) -> None:
            if session == self.session:
                self._unkept.add(contact_id)  # tried again with the next key, and on leaving
            self._runner.failed.emit(error)

        self._runner.do(verb, context=self, done=done, failed=failed, quiet=True)
