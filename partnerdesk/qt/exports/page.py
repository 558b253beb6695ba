"""The page of export: whom, as what, and into which file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from partnerdesk.desk import exports, listing, paper_people, templates
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.listing import Folder
from partnerdesk.desk.templates import Listed
from partnerdesk.errors import PartnerDeskError
from partnerdesk.formats.filenames import file_name
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.contacts.there import counted
from partnerdesk.qt.exports.forms import Form, Forms
from partnerdesk.qt.form import FormField
from partnerdesk.qt.longtask import LongTask
from partnerdesk.qt.outside import Outside, proposed
from partnerdesk.qt.page import Page
from partnerdesk.qt.printing.whom import EVERYBODY, Whom, WhomField
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.scrolled import Column, Scrolled
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import (
    Hairline,
    InlineBar,
    Kind,
    Label,
    Tone,
    UnderWay,
    plain_button,
    primary_button,
)
from partnerdesk.qt.widgets.edges import EDGE, page_foot, page_head
from partnerdesk.qt.worker import Progress

if TYPE_CHECKING:
    from partnerdesk.qt.settings import Settings

_FOLDER, _FORM = "export-folder", "export-form"  # names under which they are remembered
_WIDEST = 68  # letters
_CONCERNED = ("contact", "organisation", "tag", "template")
_ANOTHER = "Nothing was written: choose another name, or choose that file itself."
_SHARE = "share"  # the form that templates can go along with


class ExportPage(Page):
    """Export.

    ``left()`` is emitted when the user steps back from it.

    Args:
        runner: the way to the desk.
        settings: what was remembered.
        outside: the ways out to the system.

    """

    left = Signal()
    title = "Export"

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
        self._counts: Latest[int] = Latest(runner, self)
        self._count = 0
        self._begun = False
        self.whom = WhomField()
        self.forms = Forms()
        self._inside = Column()
        self._summary = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._honest = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._own = QVBoxLayout()
        self._templates: dict[str, QCheckBox] = {}
        self._with = QWidget()
        self.bar = InlineBar()
        self.save = primary_button("Save as…", self.main_action, tip="Choose a file (Ctrl+Return)")
        self.back = plain_button("Back", self.left.emit)
        self.under_way = UnderWay("Writing…", "Cancel")
        self._long = LongTask(self.under_way, self)
        self._lay_out()
        self.forms.choose(settings.text(_FORM) if settings else "")
        self.forms.chosen.connect(self._remember)
        self.whom.changed.connect(self._ask_count)
        self.setAccessibleName(self.title)
        self._show_form(self.forms.form)
        self._tell()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(EDGE, theme.GRID, EDGE, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        fields = QWidget()
        fields.setMaximumWidth(theme.column_width(_WIDEST))
        inside = QVBoxLayout(fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2 * theme.GRID)
        inside.addWidget(FormField("Whom", self.whom))
        inside.addWidget(FormField("As what", self.forms))
        inside.addWidget(self._with)
        self._own.setContentsMargins(0, 0, 0, 0)
        self._own.setSpacing(theme.GRID)
        self._own.addWidget(Label("With these templates of yours", Size.SMALL, tone=Tone.MUTED))
        self._with.setLayout(self._own)
        column.addWidget(fields)
        column.addStretch(1)
        foot = page_foot(self.save, self.back)
        foot.addWidget(self._honest, 1)
        foot.addWidget(self.under_way, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(page_head(self.title, self._summary, self.bar))
        whole.addWidget(Scrolled(self._inside), 1)
        whole.addWidget(Hairline())
        whole.addLayout(foot)

    # --- what the frame asks of a page ----------------------------------------------------------------

    def start(self, whom: Sequence[Whom] = ()) -> None:
        """Begin an export of the first of these; of all contacts where none are given."""
        self._begun = True
        self.bar.close_bar()
        self.whom.offer([*whom, EVERYBODY])
        self._ask_book()

    def refresh(self, changes: Changes) -> None:
        """Count anew where there may be others."""
        if self._begun and (not changes.touched or changes.touches(*_CONCERNED)):
            self._ask_book()

    def focus_main(self) -> None:
        """Go to the choice of whom."""
        self.whom.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Ask for the file, and write it."""
        if not self.save.isEnabled():
            return
        form, whom = self.forms.form, self.whom.whom
        kept = self._settings.text(_FOLDER) if self._settings else ""
        today = self._runner.here().date()
        self._outside.ask_save(
            self.window(),
            proposed(kept, lambda taken: file_name(_title(whom), today, form.ending, taken)),
            form.kind,
            lambda path: self._write(path, whom, form),
        )

    def step_back(self) -> None:
        """Stop what goes on, else leave the page."""
        if not self.under_way.isHidden():
            self.under_way.stop.click()
        else:
            self.left.emit()

    # --- whom -----------------------------------------------------------------------------------------

    def _ask_book(self) -> None:
        def query(book: Book) -> tuple[list[Folder], list[Listed]]:
            folders = [each for each in listing.folders(book, book.now()) if each.count and each.code != "-"]
            return folders, [each for each in templates.shelf(book).listed() if each.own and not each.broken]

        def found(answer: tuple[list[Folder], list[Listed]]) -> None:
            self.whom.folders.offer(answer[0])
            self._offer_templates(answer[1])

        self._runner.ask(query, found, context=self)
        self._ask_count()

    def _offer_templates(self, own: Sequence[Listed]) -> None:
        """Offer templates to go along into a share file; those chosen before stay so."""
        chosen = self._chosen()
        for box in self._templates.values():
            self._own.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._templates = {}
        for each in own:
            box = QCheckBox(each.name.replace("&", "&&"))
            box.setChecked(each.key in chosen)
            self._own.addWidget(box)
            self._templates[each.key] = box
        self._show_form(self.forms.form)

    def _chosen(self) -> list[str]:
        """Return the keys of the templates that go along."""
        return [key for key, box in self._templates.items() if box.isChecked()]

    def _ask_count(self) -> None:
        whom = self.whom.whom
        self._counts.ask(lambda book: len(_ids(book, whom)), self._show_count)

    def _show_count(self, count: int) -> None:
        self._count = count
        self._summary.setText(f"{counted(count)} into one file" if count else "Nobody is chosen")
        self._tell()

    def _tell(self) -> None:
        self.save.setEnabled(bool(self._count) and not self._long.busy)

    def _show_form(self, form: Form) -> None:
        self._with.setVisible(form.key == _SHARE and bool(self._templates))
        self._honest.setText(form.honest)

    def _remember(self, form: Form) -> None:
        self._show_form(form)
        if self._settings is not None:
            self._settings.keep_text(_FORM, form.key)

    # --- and out --------------------------------------------------------------------------------------

    def _write(self, path: Path, whom: Whom, form: Form) -> None:
        if self._settings is not None:
            self._settings.keep_text(_FOLDER, str(path.parent))
        if path.suffix.lower() != f".{form.ending}":
            path = path.with_name(f"{path.name}.{form.ending}")
            if path.exists():  # the chooser asked about the name as it was typed
                self.bar.say(Kind.WARNING, f"“{path.name}” is there already. {_ANOTHER}")
                return

        keys = self._chosen() if form.key == _SHARE else []

        def job(book: Book, progress: Progress) -> int:
            ids = _ids(book, whom)
            style, version = form.style, form.version
            return exports.write(
                book, path, ids, style=style, version=version, template_keys=keys, progress=progress
            )

        self.bar.close_bar()
        self.save.setEnabled(False)
        self._long.run(
            f"Writing {path.name}…",
            partial(self._runner.ask_long, job, context=self),
            done=lambda count: self._written(path, count),
            failed=self._failed,
            cancelled=self._cancelled,
        )

    def _written(self, path: Path, count: int) -> None:
        self._tell()
        folder = QUrl.fromLocalFile(str(path.parent))
        self.bar.say(
            Kind.INFO,
            f"Wrote {counted(count)} to “{path.name}” in {path.parent}.",
            actions=[("Open folder", lambda: self._outside.open_url(folder))],
        )

    def _failed(self, error: PartnerDeskError) -> None:
        self._tell()
        self.bar.say_error(error)

    def _cancelled(self) -> None:
        self._tell()
        self.bar.say(Kind.INFO, "Cancelled: nothing was written.")


def _ids(book: Book, whom: Whom) -> Sequence[int]:
    return paper_people.choose(book, ids=whom.ids, folders=whom.folders, text=whom.text)


def _title(whom: Whom) -> str:
    """Name the file by whom it is of."""
    if whom.folders and not whom.text:
        return whom.words.rstrip("…")
    return "Contacts"
