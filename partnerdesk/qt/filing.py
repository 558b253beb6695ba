"""Filing an answer: a letter saved from the mail program, chosen or dropped, goes to whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable
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
    from partnerdesk.desk.answers import Answer

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

    def choose(
        self, parent: QWidget, contact_id: int = 0, name: str = "", approach_id: int | None = None
    ) -> None:
        """Let the user choose a letter; the rest as for :meth:`file`."""
        dialog = FileDialog(parent, "File an answer", str(books_folder()), _FILTER)
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.file(Path(chosen), contact_id, name, approach_id))
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

        self._bar.close_bar()
        self._runner.ask(read, ready, context=self, failed=self._bar.say_error)

    def _decide(self, answer: Answer, contact_id: int, name: str, approach_id: int | None) -> None:
        """File it, or ask where the address is not that of whom it was dropped on."""
        file = partial(self._file, answer, approach_id=approach_id)
        address, whose = answer.letter.address, answer.contact_id
        if answer.filed and contact_id in (0, whose):
            self._bar.say(Kind.INFO, f"That letter of {answer.name} is filed already.")
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
            self._bar.close_bar()
            if isinstance(key, int):
                self._file(answer, key, add_address=keep)

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
            self._ask(said, *(() if answer.ours else (new,)), field=finder)
        finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(
        self, question: str, *ways: tuple[str, Callable[[], object]], field: QWidget | None = None
    ) -> None:
        def closing(way: Callable[[], object]) -> Callable[[], object]:
            def act() -> None:
                self._bar.close_bar()
                way()

            return act

        actions = [(words, closing(way)) for words, way in ways]
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
            self.filed.emit(contact_id)
            self._say_unread(answer)

        self._runner.do(verb, context=self, done=done, failed=self._bar.say_error)

    def _file_with_new(self, answer: Answer) -> None:
        def verb(book: Book) -> Changes:
            from partnerdesk.desk import answers

            return answers.file_with_new(book, answer)

        def done(changes: Changes) -> None:
            self.added.emit(changes.made[0])
            self._say_unread(answer)

        self._runner.do(verb, context=self, done=done, failed=self._bar.say_error)

    def _say_unread(self, answer: Answer) -> None:
        if not answer.letter.readable:
            said = "The letter is filed, but its text cannot be read: look at it in the mail program."
            self._bar.say(Kind.WARNING, said)
