"""The page on which files come in: what was understood of them, and what would become of each row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.desk import listing
from partnerdesk.desk.book import Changes
from partnerdesk.desk.imports import Decisions, Incoming, Taken
from partnerdesk.desk.listing import ListRow
from partnerdesk.desk.previews import Preview
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.imports import words
from partnerdesk.qt.imports.body import Body
from partnerdesk.qt.imports.choices import Choices
from partnerdesk.qt.imports.deciding import Deciding
from partnerdesk.qt.imports.files import Files, sources_in
from partnerdesk.qt.imports.planner import Planner
from partnerdesk.qt.imports.taking import Taking
from partnerdesk.qt.outside import Outside, documents
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import (
    EmptyPlace,
    InlineBar,
    Kind,
    Label,
    Tone,
    plain_button,
    primary_button,
)
from partnerdesk.qt.widgets.edges import page_head

if TYPE_CHECKING:
    from partnerdesk.qt.settings import Settings

_FOLDER = "import-folder"  # the name under which the folder is remembered
_CONCERNED = ("contact", "organisation", "email", "phone", "apart")
_HINT = (
    "Drop files anywhere on this window: vCards, tables (.csv), LDIF, letters (.eml, .mbox).\n"
    "Or paste what you copied. Nothing is in the book before you have seen it."
)
_NOTHING = (
    "There is no text on the clipboard. Copy a list of addresses, a table or a signature, then paste again."
)


class ImportPage(Page):
    """Bringing people in.

    Signals:
        tookIn(object, str): contacts came in, by their keys, from this file.
        leftAsked: nothing is to come in.

    Args:
        runner: the way to the desk.
        settings: what was remembered.
        outside: the ways out to the system.

    """

    title = "Bring in"
    tookIn = Signal(object, str)  # noqa: N815 - Qt's manner
    leftAsked = Signal()  # noqa: N815

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None = None,
        *,
        settings: Settings | None = None,
        outside: Outside | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._settings, self._outside = runner, settings, outside or Outside()
        self._fresh = True  # whether the rows shown are of other files, or of files read otherwise
        self._seen = False  # whether all rows were seen: then they can be taken
        self._current = False  # whether they are as was decided last
        self._wrong: list[str] = []  # why files cannot be read, as long as the bar says so
        self._under_taking: dict[int, str] = {}  # the names of the files taken in, by their keys
        self.choices = Choices()
        self.files = Files(runner, self)
        self._planner = Planner(runner, self)
        self._there: Latest[list[ListRow]] = Latest(runner, self)
        self._whole = QStackedWidget(self)
        self.body = body = Body(runner, self.files, self.choices, self.main_action, self.cancel_all)
        self.head, self.model, self.list, self.sheet = body.head, body.model, body.list, body.sheet
        self.take, self.cancel, self.under_way = body.take, body.cancel, body.under_way
        self._deciding = Deciding(self.choices, self.model, self.list, self.sheet, self.head)
        self.bar = InlineBar(self)
        self._summary = Label(size=Size.SMALL, tone=Tone.MUTED, elide=True)
        self._taking = Taking(runner, self.under_way, self)
        self._choose = primary_button("Choose files…", self.choose_files)
        buttons = [self._choose, plain_button("Paste", self.paste)]
        self._empty = EmptyPlace("import", "Bring people in", buttons, hint=_HINT)
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.title)

    def _lay_out(self) -> None:
        self._whole.addWidget(self._empty)
        self._whole.addWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(page_head(self.title, self._summary, self.bar))
        column.addWidget(self._whole, 1)

    def _connect(self) -> None:
        self._planner.begun.connect(self._begun)
        self._planner.grew.connect(self._grew)
        self._planner.done.connect(self._planned)
        self._planner.stopped.connect(self._stopped)
        self._planner.failed.connect(self._failed)
        self._taking.done.connect(self._took)
        self._taking.cancelled.connect(self._not_taken)
        self._taking.failed.connect(self._taking_failed)
        self.files.came.connect(self._came)
        self.files.changed.connect(self._changed)
        self.files.replaced.connect(self.choices.forget_file)
        self.files.removed.connect(self._removed)
        self.files.known.connect(self._show_files)
        self.files.failed.connect(self.bar.say_error)
        self.head.files.chosen.connect(self._choose_file)
        reading = self.head.reading
        reading.charsetChosen.connect(lambda charset: self.files.relay(charset=charset))
        reading.delimiterChosen.connect(lambda mark: self.files.relay(delimiter=mark))
        reading.columnsChanged.connect(self.files.change_columns)
        reading.mappingChosen.connect(self.files.read_by)
        reading.keepAsked.connect(self.files.remember)
        reading.forgetAsked.connect(self.files.forget)
        reading.removeAsked.connect(self.files.remove)
        self._deciding.decided.connect(self._decided)

    # --- what the frame asks of a page ----------------------------------------------------------------

    def refresh(self, changes: Changes) -> None:
        """Plan anew where the book is another one now."""
        waiting = len(self.files) and not self._taking.busy
        if not waiting or (changes.touched and not changes.touches(*_CONCERNED)):
            return
        self._current = False
        self._show_verbs()
        people = list(self.choices.as_person.values())
        if people:
            self._there.ask(lambda book: listing.rows(book, people), self._keep_who)
        else:
            self._plan()

    def _keep_who(self, there: Sequence[ListRow]) -> None:
        """Plan anew; who is in the book no longer is nobody whom a row can be."""
        self.choices.forget_others({each.id for each in there})
        if len(self.files) and not self._taking.busy:
            self._plan()

    def focus_main(self) -> None:
        """Go to the rows; to the first button while there are none."""
        target = self.list if len(self.files) else self._choose
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Take all of it in."""
        if not len(self.files):
            self.choose_files()
        elif self.take.isEnabled():
            self.bar.close_bar()
            self._planner.drop()
            self._under_taking = self.files.names()
            self._taking.take(self.files.incoming(), self.choices.decisions())
            self._show_verbs()

    def step_back(self) -> None:
        """Go back to the list; else stop what is under way; else leave: what has come waits here."""
        if self.sheet.isAncestorOf(self.focusWidget() or self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.under_way.isHidden():
            self.under_way.stop.click()
        else:
            self.leftAsked.emit()

    def leave(self) -> None:
        """Plan no longer: the book is about to be closed."""
        self._planner.drop()

    def select_all(self) -> None:
        """Select all rows shown."""
        self.list.selectAll()

    # --- what comes -----------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Let the user choose files."""
        kept = self._settings.text(_FOLDER) if self._settings else ""

        def chosen(files: Sequence[Path]) -> None:
            if files and self._settings is not None:
                self._settings.keep_text(_FOLDER, str(files[0].parent))
            self.open(files)

        self._outside.ask_files(self.window(), documents(kept), chosen)

    def paste(self) -> None:
        """Look at what is on the clipboard: files, or text."""
        self.open_copied(QGuiApplication.clipboard().mimeData())

    def open_copied(self, data: QMimeData | None) -> None:
        """Look at what was copied elsewhere; None where nothing was."""
        if sources := sources_in(data):
            self.open(sources)
        else:
            self.bar.say(Kind.INFO, _NOTHING)

    def open(self, sources: Sequence[Path | bytes]) -> None:
        """Look at files, or at text, beside those that are here already."""
        if sources and not self._taking.busy:
            if self.bar.isHidden() or not self._wrong:
                self._wrong = []
                self.bar.close_bar()
            self.files.open(sources)

    def _came(self, wrong: Sequence[str]) -> None:
        if wrong:
            self._wrong += [each for each in wrong if each not in self._wrong]
            said, details = words.unreadable(self._wrong)
            self.bar.say(Kind.WARNING, said, details=details)
        if len(self.files):
            self._again()
            self.focus_main()

    def _changed(self, number: int) -> None:
        """A file is read in another way: what was decided about its rows is of no use now."""
        self.choices.forget_file(number)
        self._again()

    def _removed(self, number: int) -> None:
        self.choices.without_file(number)
        self._again()

    # --- what would happen ----------------------------------------------------------------------------

    def _again(self) -> None:
        """Show the files anew: others, or read in another way."""
        self._fresh = True
        self._show_files()
        self._plan()

    def _plan(self, *, soon: bool = False) -> None:
        if not self._taking.busy:  # else what came meanwhile is planned when that is over
            self._planner.plan(self._asked, soon=soon)
        self._show_verbs()

    def _asked(self) -> tuple[list[Incoming], Decisions]:
        return self.files.incoming(), self.choices.decisions()

    def _begun(self, preview: Preview) -> None:
        self.under_way.begin(self._planner.stop, "Looking through them…")
        if self._fresh:
            self._fresh = self._seen = self._current = False
            self._show_preview(preview)

    def _grew(self, done: int, total: int) -> None:
        self.under_way.progress(done, total)
        self.body.grow()
        self._show_verbs()

    def _planned(self, preview: Preview) -> None:
        self.under_way.end()
        self._seen = self._current = True
        self._show_preview(preview)

    def _stopped(self) -> None:
        """Let nothing come in; where only what was decided last is not planned, all is as it was seen."""
        if self._seen:
            self.under_way.end()
            self._show_verbs()
        else:
            self.cancel_all()

    def _failed(self, error: PartnerDeskError) -> None:
        self.under_way.end()
        self.bar.say_error(error)
        self._show_verbs()

    def _show_preview(self, preview: Preview) -> None:
        self.body.show_preview(preview)
        self._show_verbs()

    def _show_verbs(self) -> None:
        self.body.show_verbs(seen=self._seen, current=self._current, taking=self._taking.busy)

    def _show_files(self) -> None:
        """Show what there is: the files, how the one looked at is read, or how it begins."""
        count = len(self.files)
        self._whole.setCurrentWidget(self.body if count else self._empty)
        self.head.show_files()
        one = self.files.one
        said = f"{one.incoming.name}: {words.described(one.incoming)}" if one else ""
        self._summary.setText(said or (f"{count} files, in one step" if count else ""))
        self._summary.setVisible(bool(count))

    def _choose_file(self, key: str) -> None:
        self.files.look_at(int(key) if key else None)
        self._show_files()
        self.head.show_counts(self.model.preview)
        self.body.filter()

    def _decided(self) -> None:
        self._current = False
        self._plan(soon=True)

    # --- and then it does -----------------------------------------------------------------------------

    def _took(self, taken: Taken) -> None:
        names = list(self._under_taking.values())
        name = names[0] if len(names) == 1 else f"{len(names)} files"
        ids = [*taken.changes.made, *taken.changed]
        self.files.keep_only_others(self._under_taking)
        self._show_afresh()
        if len(self.files):  # they came meanwhile, and wait here
            self._again()
        if ids:
            self.tookIn.emit(ids, name)
        else:  # templates alone
            self.leftAsked.emit()

    def _taking_failed(self, error: PartnerDeskError) -> None:
        self._failed(error)
        if self._fresh:
            self._plan()

    def _not_taken(self) -> None:
        self.bar.say(Kind.INFO, "Stopped: nothing came in.")
        self._plan()

    def cancel_all(self) -> None:
        """Let nothing come in."""
        self._clear()
        self.leftAsked.emit()

    def _clear(self) -> None:
        self.files.clear()
        self._show_afresh()

    def _show_afresh(self) -> None:
        """Forget what was seen and decided of files that are here no longer."""
        self._planner.forget()
        self._seen = self._current = False
        self.under_way.end()
        self.bar.close_bar()
        self._wrong = []
        self.choices.clear()
        self.body.forget()
        self._show_files()
        self._show_verbs()
