"""What was typed, on its way into the book: kept within seconds, and taken back when it is undone there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from partnerdesk.desk import drafts
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.drafts import Prepared
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.drafts.composing import Edit, text_of
from partnerdesk.qt.runner import Runner

KEEP_AFTER = 3000
"""Milliseconds from the first unkept key to keeping: with what the worker needs, well under five seconds."""


@dataclass(eq=False)
class Hand:
    """The letters taken in hand together, by contact.

    The jobs that write them share it. They run one after the other, each when its turn comes: it finds here
    the key that the one before has got, and the newest text. So a letter is entered once, however soon it is
    kept again or sent out, and an old text never comes after a new one.

    Attributes:
        edits: what was made of them by hand.
        keys: their keys in the book.
        wanted: those that were to be in the book, and with which text.
    """

    edits: dict[int, Edit] = field(default_factory=dict)
    keys: dict[int, int] = field(default_factory=dict)
    wanted: dict[int, tuple[Prepared, str, str]] = field(default_factory=dict)

    def keyed(self, letters: Sequence[Prepared]) -> list[Prepared]:
        """Return letters with the keys they have by now; for a job."""
        return [replace(each, draft_id=self.keys.get(each.contact_id)) for each in letters]

    def learn(self, letters: Sequence[Prepared], made: Sequence[int]) -> None:
        """Take the keys that letters have got; for a job."""
        self.keys.update((each.contact_id, key) for each, key in zip(letters, made, strict=True))

    def keep(self, book: Book, contact_id: int) -> Changes:
        """Keep a letter in the book; a job."""
        letter, subject, body = self.wanted[contact_id]
        (letter,) = self.keyed([letter])
        changes = drafts.keep(book, drafts.rewritten(book, letter, subject=subject, body=body))
        self.learn([letter], changes.made)
        return changes


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
        self.hand = Hand()
        self._unkept: set[int] = set()
        self._owed: list[tuple[Hand, int]] = []  # no longer in hand, and not in the book yet
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._timer.timeout.connect(self.keep)

    @property
    def edits(self) -> dict[int, Edit]:
        """What was made by hand of the letters in hand."""
        return self.hand.edits

    def text(self, contact_id: int) -> tuple[str, str]:
        """Return a letter's subject and body to the last key typed; empty while there is no letter."""
        edit, composed = self.edits.get(contact_id), self._composed(contact_id)
        if edit is not None:
            return edit.subject, edit.body
        return text_of(composed) if composed is not None else ("", "")

    def mark(self, contact_id: int) -> None:
        """Have a letter kept soon; the template's own text needs no keeping."""
        if not any(contact_id in each for each in (self.edits, self.hand.keys, self.hand.wanted)):
            self._unkept.discard(contact_id)
            return
        self._unkept.add(contact_id)
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep now what is not in the book yet."""
        self._timer.stop()
        owed, self._owed = self._owed, []
        for hand, contact_id in owed:
            self._write(hand, contact_id)
        unkept, self._unkept = self._unkept, set()
        for contact_id in unkept:
            letter = self._composed(contact_id)
            if letter is not None and self._is_no_letter(letter):
                continue
            if letter is not None:
                self.hand.wanted[contact_id] = (letter, *self.text(contact_id))
            if contact_id in self.hand.wanted:  # a letter put away may still be owed to the book
                self._write(self.hand, contact_id)

    def _is_no_letter(self, letter: Prepared) -> bool:
        """Say whether no letter could be made, and none is written by hand either."""
        key = letter.contact_id
        return bool(letter.unmade) and key not in self.hand.keys and not any(self.text(key))

    def clear(self) -> None:
        """Keep what is in hand, and take other letters in hand; what is refused is tried again later."""
        self.keep()
        self._owed += [(self.hand, contact_id) for contact_id in self._unkept]
        self._unkept = set()
        self.hand = Hand()

    def hand_over(self, letters: Sequence[Prepared]) -> Collection[int]:
        """Leave the keeping to the job that sends these letters out; if it does not, call ``not_sent``.

        Returns:
            the contacts whose letters are not kept meanwhile.
        """
        same = {each.contact_id: each for each in letters if text_of(each) == self.text(each.contact_id)}
        taken = self._unkept & same.keys()
        self._unkept -= taken
        for contact_id in taken:
            self.hand.wanted[contact_id] = (same[contact_id], *text_of(same[contact_id]))
        return taken

    def not_sent(self, hand: Hand, contact_ids: Collection[int]) -> None:
        """Keep soon what was handed over."""
        for contact_id in contact_ids:
            self._try_again(hand, contact_id)
        self._timer.start()

    def follow(self, changes: Changes) -> None:
        """Look again at letters that were changed in the book, as by an undo; what is being typed stays."""
        every = not changes.touched
        touched = {key for record, key in changes.touched if record == "draft"}
        hand = self.hand
        asked = {
            contact_id: (key, hand.wanted.get(contact_id))
            for contact_id, key in hand.keys.copy().items()  # a job may put one in meanwhile
            if (every or key in touched) and contact_id not in self._unkept
        }
        if not asked:
            return

        def look(found: dict[int, tuple[str, str]]) -> None:
            back = [
                each
                for each, (key, before) in asked.items()
                # The book's answer is older than what was to be kept since.
                if hand is self.hand
                and hand.wanted.get(each) is before
                and self._take_back(each, found.get(key))
            ]
            if back:
                self.takenBack.emit()

        keys = [key for key, _ in asked.values()]
        self._runner.ask(lambda book: drafts.texts(book, keys), look, context=self)

    def _take_back(self, contact_id: int, text: tuple[str, str] | None) -> bool:
        """Take over what the book has now. Of a letter that is not in it any more the words stay in hand."""
        composed = self._composed(contact_id)
        if text is None:
            self.hand.keys.pop(contact_id, None)
        if text is None or composed is None or contact_id in self._unkept or text == self.text(contact_id):
            return False
        old = self.edits.pop(contact_id, None)
        if text != text_of(composed):
            self.edits[contact_id] = Edit(*text, old.basis if old else text_of(composed))
        return True

    def _write(self, hand: Hand, contact_id: int) -> None:
        def failed(error: PartnerDeskError) -> None:
            self._try_again(hand, contact_id)
            self._runner.failed.emit(error)

        self._runner.do(lambda book: hand.keep(book, contact_id), context=self, failed=failed, quiet=True)

    def _try_again(self, hand: Hand, contact_id: int) -> None:
        """Keep a letter with the next key typed, and on leaving."""
        if hand is self.hand:
            self._unkept.add(contact_id)
        else:
            self._owed.append((hand, contact_id))
