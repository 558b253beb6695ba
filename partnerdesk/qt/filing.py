"""Filing an answer: a letter saved from the mail program, chosen or dropped, goes to whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from partnerdesk.desk.book import Book, Changes
from partnerdesk.qt import theme
from partnerdesk.qt.choosing import FileDialog
from partnerdesk.qt.finder import Finder
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import books_folder
from partnerdesk.qt.widgets import InlineBar, Kind

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from partnerdesk.desk.answers import Answer
    from partnerdesk.desk.pile import Pile
    from partnerdesk.errors import PartnerDeskError

_FIELD = 36  # letters: a name, and some of a school
_FILTER = "Letters (*.eml);;All files (*)"


class Filing(QObject):
    """Files letters, and asks beside the page where it is not clear with whom.

    Signals:
        filed(int): with this contact.
        added(int): with this contact, who is new in the book.

    Args:
        runner: the way to the desk.
        bar: where is said what is not clear.

    """

    filed = Signal(int)
    added = Signal(int)

    def __init__(self, runner: Runner, bar: InlineBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._bar = runner, bar
        self._waiting: list[Answer] = []  # of which it is to be asked, one after the other, whose they are
        self._afterwards = ""  # to be said when nothing is to be asked any more
        self._said = ""
        self._busy = False  # what happens is by its own doing, not by the user's
        bar.closed.connect(self._put_away)

    def leave(self) -> None:
        """Put away what it says, and ask no more: another page is shown."""
        if not self._busy and not self._bar.isHidden() and self._bar.text == self._said:
            self._waiting, self._afterwards = [], ""
            self._bar.close_bar()

    def _put_away(self) -> None:
        """Go on to the next letter, where the user leaves one as it is."""
        if not self._busy:
            self._next()

    def choose(
        self, parent: QWidget, contact_id: int = 0, name: str = "", approach_id: int | None = None
    ) -> None:
        """Let the user choose a letter, or several where nobody is named; the rest as for :meth:`file`."""
        title = "File an answer" if contact_id else "File answers"
        dialog = FileDialog(parent, title, str(books_folder()), _FILTER)
        one = FileDialog.FileMode.ExistingFile
        dialog.setFileMode(one if contact_id else FileDialog.FileMode.ExistingFiles)

        def chosen(files: Sequence[str]) -> None:
            if len(files) == 1:
                self.file(Path(files[0]), contact_id, name, approach_id)
            else:
                self.file_all([Path(each) for each in files])

        dialog.filesSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def file(self, path: Path, contact_id: int = 0, name: str = "", approach_id: int | None = None) -> None:
        """File a letter.

        Args:
            path: the .eml.
            contact_id: on whose line or card it was dropped; 0: whoever has the sender's address.
            name: theirs.
            approach_id: the approach that it answers; None: their newest one that is open.

        """

        def read(book: Book) -> Answer:
            from partnerdesk.desk import answers

            return answers.read(book, path)

        def ready(answer: Answer) -> None:
            self._decide(answer, contact_id, name, approach_id)

        self._begin()
        self._runner.ask(read, ready, context=self, failed=self._say_error)

    def file_all(self, paths: Sequence[Path]) -> None:
        """File letters in one step, each with whoever wrote it; ask whose the others are, one by one."""

        def read(book: Book) -> Pile:
            from partnerdesk.desk import pile

            return pile.read_all(book, paths)

        self._begin()
        self._runner.ask(read, self._file_pile, context=self, failed=self._say_error)

    def _file_pile(self, pile: Pile) -> None:
        self._waiting = list(pile.unclear)
        already = "One of them is" if pile.filed == 1 else f"{pile.filed:,} of them are"
        parts = [f"{already} filed already."] if pile.filed else []
        self._afterwards = " ".join((*parts, *pile.refused))
        if not pile.clear:
            self._next()
            return

        left_out: list[str] = []

        def verb(book: Book) -> Changes:
            from partnerdesk.desk import answers

            changes, left = answers.file_all(book, pile.clear)
            left_out.extend(left)
            return changes

        def done(_changes: Changes) -> None:
            self._afterwards = " ".join(filter(None, (self._afterwards, *left_out)))
            self._lead(self.filed, pile.clear[0].contact_id or 0)
            unreadable = [each for each in pile.clear if not each.letter.readable]
            if unreadable:
                self._afterwards = f"{self._afterwards} {_unread(unreadable)}".strip()
            self._next()

        self._runner.do(verb, context=self, done=done, failed=self._say_error)

    def _begin(self) -> None:
        """Put away what was said, for other letters."""
        self._waiting, self._afterwards = [], ""
        self._close()

    def _close(self) -> None:
        self._busy = True
        self._bar.close_bar()
        self._busy = False

    def _lead(self, signal: SignalInstance, contact_id: int) -> None:
        """Have a page shown, which puts nothing away."""
        self._busy = True
        signal.emit(contact_id)
        self._busy = False

    def _next(self) -> None:
        """Ask about the next letter that waits; where none does, say what is left to say."""
        if self._waiting:
            self._ask_whose(self._waiting.pop(0))
        elif self._afterwards:
            said, self._afterwards = self._afterwards, ""
            self._say(Kind.WARNING, said)

    def _say(self, kind: Kind, text: str) -> None:
        self._said = text
        self._bar.say(kind, text)

    def _say_error(self, error: PartnerDeskError) -> None:
        self._bar.say_error(error)
        self._said = self._bar.text

    def _decide(self, answer: Answer, contact_id: int, name: str, approach_id: int | None) -> None:
        """File it, or ask where the address is not that of whom it was dropped on."""
        file = partial(self._file, answer, approach_id=approach_id)
        address, whose = answer.letter.address, answer.contact_id
        if answer.filed and contact_id in (0, whose):
            self._say(Kind.INFO, f"That letter of {answer.name} is filed already.")
        elif not contact_id and whose is None:
            self._ask_whose(answer)
        elif contact_id in (0, whose) or (whose is None and answer.letter.of_nobody):
            file(contact_id or whose or 0)
        elif answer.letter.by_mail_system:
            self._ask_about_report(answer, name, lambda: file(contact_id))
        elif whose is None:
            keep = ("File it and keep the address", lambda: file(contact_id, add_address=True))
            self._ask(
                f"This letter came from {address or 'nobody'}, which is no address of {name}."
                + (" It bears your own name." if answer.ours else ""),
                *([keep] if address and not answer.ours else ()),
                ("File it only", lambda: file(contact_id)),
            )
        else:
            self._ask(
                f"This letter is from {answer.name}, not from {name}.",
                (f"File it with {answer.name}", lambda: self._file(answer, whose)),
                (f"File it with {name}", lambda: file(contact_id)),
            )

    def _ask_about_report(self, answer: Answer, name: str, file: Callable[[], object]) -> None:
        """Ask about a mail system's report that was dropped on somebody and names other addresses."""
        whose, here = answer.contact_id, (f"File it with {name}", file)
        if whose is not None:
            there = (f"File it with {answer.name}", lambda: self._file(answer, whose))
            self._ask(f"This report is about a letter to {answer.name}, not to {name}.", there, here)
        else:
            named = " or ".join(answer.letter.concerns[:2])
            self._ask(f"This report is about a letter to {named}, which is no address of {name}.", here)

    def _ask_whose(self, answer: Answer) -> None:
        """Let the user pick who wrote it, or take them up as somebody new."""
        letter = answer.letter
        finder = Finder(self._runner, self._bar)
        finder.setAccessibleName("Whose letter is it?")
        finder.setPlaceholderText("Type a name, a school or a city")
        finder.setMinimumWidth(theme.column_width(_FIELD))
        keep = not letter.by_mail_system and not answer.ours

        def picked(key: object) -> None:
            if isinstance(key, int):
                self._close()
                self._file(answer, key, add_address=keep)

        def it_is(key: int) -> Callable[[], object]:
            return lambda: self._file(answer, key, add_address=keep)

        finder.found.connect(picked)
        if letter.kind == "bounce":
            failed = " or ".join(letter.concerns[:2])
            said = f"A letter came back{f' from {failed}' if failed else ''}. Whom was it for?"
            self._ask(said, field=finder)
        elif letter.by_mail_system:
            named = " or ".join(letter.concerns[:2])
            self._ask(f"It is a report about a letter to {named}. Whom was it for?", field=finder)
        elif not letter.address:
            self._ask("The letter names no address that it came from. Whose is it?", field=finder)
        else:
            said = f"Nobody in the book has the address {letter.address}. Whose letter is it?"
            new = (f"Add {answer.name} as a new contact", lambda: self._file_with_new(answer))
            alike = [(f"It is {words}", it_is(key)) for key, words in answer.likely]
            self._ask(said, *alike, *(() if answer.ours else (new,)), field=finder)
        finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(
        self, question: str, *ways: tuple[str, Callable[[], object]], field: QWidget | None = None
    ) -> None:
        def closing(way: Callable[[], object]) -> Callable[[], object]:
            def act() -> None:
                self._close()
                way()

            return act

        actions = [(words, closing(way)) for words, way in ways]
        if more := len(self._waiting):
            question += f" {more:,} more {'is' if more == 1 else 'are'} asked about after it."
        self._said = question
        self._bar.say(Kind.WARNING, question, actions=actions, field=field)

    def _file(
        self,
        answer: Answer,
        contact_id: int,
        *,
        approach_id: int | None = None,
        add_address: bool = False,
    ) -> None:
        def verb(book: Book) -> Changes:
            from partnerdesk.desk import answers

            return answers.file(book, answer, contact_id, approach_id=approach_id, add_address=add_address)

        def done(_changes: Changes) -> None:
            self._lead(self.filed, contact_id)
            self._say_unread(answer)
            self._next()

        self._runner.do(verb, context=self, done=done, failed=self._say_error)

    def _file_with_new(self, answer: Answer) -> None:
        def verb(book: Book) -> Changes:
            from partnerdesk.desk import answers

            return answers.file_with_new(book, answer)

        def done(changes: Changes) -> None:
            if self._waiting:
                self._next()  # their city and languages can wait until all letters are filed
                return
            self._lead(self.added, changes.made[0])
            self._say_unread(answer)
            self._next()

        self._runner.do(verb, context=self, done=done, failed=self._say_error)

    def _say_unread(self, answer: Answer) -> None:
        if not answer.letter.readable:
            self._afterwards = f"{self._afterwards} {_unread([answer])}".strip()


def _unread(some: Sequence[Answer]) -> str:
    """Say that texts cannot be read, though the letters are filed."""
    if len(some) > 1:
        many = f"{len(some):,} letters are filed, but their texts cannot be read"
        return f"{many}: look at them in the mail program."
    return "The letter is filed, but its text cannot be read: look at it in the mail program."
