"""Letters on their way out: onto the clipboard, into the mail program, into files; and into the history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QWidget

from partnerdesk.desk import drafts
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.drafts import Prepared
from partnerdesk.errors import PartnerDeskError
from partnerdesk.formats import mail
from partnerdesk.formats.filenames import file_name
from partnerdesk.qt.drafts.keeper import Hand
from partnerdesk.qt.drafts.letters import Letters
from partnerdesk.qt.drafts.send_row import SendRow
from partnerdesk.qt.outside import Outside, documents, proposed
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.widgets import Kind
from partnerdesk.qt.worker import Progress

_FOLDER = "drafts-folder"  # the name under which the folder is remembered
_ICS = "drafts-calendar"
_NOT_ENTERED = "It is not in the history: this book can only be looked at."
_KINDS = {"eml": "Letter (*.eml)", "txt": "Text (*.txt)", "mbox": "Mailbox (*.mbox)"}


class Going(QObject):
    """Takes letters out by the way asked for. What is seen is what goes out: nothing is composed on the way.

    Args:
        runner: the way to the desk.
        letters: the letters in hand.
        row: where it is asked for, and where is said what came of it.
        outside: the ways out.
        settings: where the folder is remembered; None: it is not.

    """

    def __init__(
        self, runner: Runner, letters: Letters, row: SendRow, outside: Outside, settings: Settings | None
    ) -> None:
        super().__init__(row)
        self._runner, self._letters, self._row = runner, letters, row
        self._outside, self._settings = outside, settings
        self._folder = settings.text(_FOLDER) if settings else ""
        row.set_ics(settings.text(_ICS) if settings else "no")
        row.icsChosen.connect(self._keep_ics)
        self._waiting: Callable[[], None] | None = None
        letters.prepared.connect(self._resume)
        letters.checked.connect(self._resume)
        letters.refused.connect(self._give_up)

    def go(self, kind: str, contact_id: int | None) -> None:
        """Take the letters out.

        Args:
            kind: ``copy`` or ``mailto`` for one letter, ``eml``, ``txt`` or ``mbox`` for all that are ready.
            contact_id: whose letter is shown.

        """

        def act() -> None:
            one = {"copy": self._copy, "mailto": self._mail}.get(kind)
            if one is None:
                self._choose_place(kind)
                return
            for letter in self._letters.ready(kind):
                if letter.contact_id == contact_id:
                    one(letter)

        self._waiting = act
        self._letters.settle()
        self._resume()

    def _keep_ics(self, where: str) -> None:
        if self._settings is not None:
            self._settings.keep_text(_ICS, where)

    def _resume(self) -> None:
        if self._waiting is not None and self._letters.is_settled():
            act, self._waiting = self._waiting, None
            act()

    def _give_up(self) -> None:
        self._waiting = None

    def _copy(self, letter: Prepared) -> None:
        self._outside.copy(mail.copy_text(letter.draft))
        self._enter(letter, "copy", "Copied: To, Subject and the letter. Paste it into a new message.")

    def _mail(self, letter: Prepared) -> None:
        try:
            made = mail.mailto(letter.draft)
        except PartnerDeskError as error:
            self._row.bar.say_error(error)
            return
        said = "Opened in your mail program."
        if made.body_left_out:
            whole = mail.copy_text(letter.draft) if made.subject_left_out else letter.draft.body
            self._outside.copy(whole.replace("\u202f", " "))
            what = "To only" if made.subject_left_out else "To and Subject only"
            said = (
                f"Opened in your mail program with {what}: the letter is too long to be handed over whole. "
                "It is on the clipboard: paste it into the message."
            )
        if self._outside.open_url(QUrl.fromEncoded(made.url.encode())):
            self._enter(letter, "mailto", said)
        else:
            self._row.bar.say(
                Kind.WARNING,
                "No mail program answered. Copy the letter, or save it as .eml.",
                actions=[("Copy", lambda: self._copy(letter))],
            )

    def _enter(self, letter: Prepared, kind: str, said: str) -> None:
        keeper = self._letters.keeper
        hand, handed = keeper.hand, keeper.hand_over([letter])

        def verb(book: Book) -> Changes:
            changes, _ = drafts.write_out(book, hand.keyed([letter]), kind=kind, entered=not book.read_only)
            if changes.made:
                hand.learn([letter], changes.made)
            return changes

        def done(_changes: Changes) -> None:
            self._has_gone(hand)
            self._row.bar.say(Kind.INFO, self._with_caution(said))

        def failed(error: PartnerDeskError) -> None:
            keeper.not_sent(hand, handed)
            self._row.bar.say_error(error)

        self._runner.do(
            verb,
            context=self,
            done=done,
            failed=failed,
            quiet=True,  # the page says it, beside the buttons
        )

    def _with_caution(self, said: str) -> str:
        """Add that the letter is not in the history, where it cannot be."""
        return f"{said} {_NOT_ENTERED}" if self._runner.read_only else said

    def _has_gone(self, hand: Hand) -> None:
        """Know that letters have gone out, if they are still those in hand."""
        if hand is self._letters.keeper.hand:
            self._letters.gone_out = True

    def _choose_place(self, kind: str) -> None:
        """Ask for the name of the file where there will be one, else for a folder."""
        letters = self._letters.ready(kind)
        page: QWidget = self._row.window()
        if len(letters) == 1 or (letters and kind == "mbox"):
            who, day = letters[0].name if kind != "mbox" else "letters", self._runner.here().date()
            self._outside.ask_save(
                page,
                proposed(self._folder, lambda taken: file_name(who, day, kind, taken)),
                _KINDS[kind],
                lambda path: self._write(kind, path.parent, path),
            )
        elif letters:
            self._outside.ask_folder(page, documents(self._folder), lambda path: self._write(kind, path))

    def _write(self, kind: str, folder: Path, file: Path | None = None) -> None:
        self._folder = str(folder)
        if self._settings is not None:
            self._settings.keep_text(_FOLDER, self._folder)
        letters, keeper = self._letters.ready(kind), self._letters.keeper
        hand, handed = keeper.hand, keeper.hand_over(letters)
        held = len(self._letters.shown) - len(letters)
        ics = self._row.ics
        if ics == "attached" and kind == "txt":  # nothing can be attached to text
            ics = "beside"
        files: list[Path] = []

        def verb(book: Book, progress: Progress) -> Changes:
            changes, written = drafts.write_out(
                book,
                hand.keyed(letters),
                kind=kind,
                folder=folder,
                progress=progress,
                ics=ics,
                file=file,
                entered=not book.read_only,
            )
            if changes.made:
                hand.learn(letters, changes.made)
            files.extend(written)
            return changes

        def done(_changes: Changes) -> None:
            self._has_gone(hand)
            self._row.end()
            self._row.bar.say(
                Kind.INFO,
                self._with_caution(_written(kind, files, folder, held)),
                actions=[("Open folder", lambda: self._outside.open_url(QUrl.fromLocalFile(str(folder))))],
            )

        def failed(error: PartnerDeskError) -> None:
            self._row.end()
            keeper.not_sent(hand, handed)
            self._row.bar.say_error(error)

        def cancelled() -> None:
            self._row.end()
            keeper.not_sent(hand, handed)
            self._row.bar.say(Kind.INFO, "Cancelled: nothing was written.")

        # With a worker the task is there before the first progress; inline, all is over when it is.
        self._row.begin(lambda: task.cancel())
        task = self._runner.do_long(
            verb,
            context=self,
            done=done,
            failed=failed,
            progress=self._row.progress,
            cancelled=cancelled,
            quiet=True,
        )


def _written(kind: str, files: list[Path], folder: Path, held: int) -> str:
    """Say what lies where now."""
    where = f"“{folder.name}”" if folder.name else str(folder)  # all of a path takes room from the letter
    if kind == "mbox":
        said = f"{len(files):,} drafts saved as “{files[0].name}” in {where}. Thunderbird imports it."
    elif len(files) == 1:
        said = f"Saved as “{files[0].name}” in {where}."
    else:
        said = f"{len(files):,} drafts saved in {where}."
    if held:
        said += f" {held:,} held back, not written."
    return said
