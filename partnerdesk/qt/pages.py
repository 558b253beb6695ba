"""The pages of an open book, and the ways between them; all but the contacts are made when first shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnerdesk.core.times import Slot
from partnerdesk.qt.contacts.page import ContactsPage
from partnerdesk.qt.navigation import Navigation
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.stack import PageStack

if TYPE_CHECKING:
    from partnerdesk.desk.paper_wish import Style
    from partnerdesk.desk.party_finder import Key
    from partnerdesk.qt.details import DetailsPage
    from partnerdesk.qt.drafts import DraftsPage
    from partnerdesk.qt.exports import ExportPage
    from partnerdesk.qt.filing import Filing
    from partnerdesk.qt.imports import ImportPage
    from partnerdesk.qt.outside import Outside
    from partnerdesk.qt.printing import PrintPage
    from partnerdesk.qt.printing.whom import Whom
    from partnerdesk.qt.projects import ProjectsPage
    from partnerdesk.qt.shortcuts import ShortcutsPage
    from partnerdesk.qt.templates import TemplatesPage
    from partnerdesk.qt.times import TimesPage
    from partnerdesk.qt.today import TodayPage
    from partnerdesk.qt.trash import TrashPage
    from partnerdesk.qt.twins import TwinsPage

PAGES = (
    ("today", "Today"),
    ("contacts", "Contacts"),
    ("times", "Times"),
    ("drafts", "Drafts"),
    ("projects", "Projects"),
    ("templates", "Templates"),
    ("trash", "Trash"),
    ("details", "Your details"),
)


class Pages(PageStack):
    """The pages of one open book, one of them shown, under a bar for what none of them has a place for.

    Attributes:
        runner: the way to the book.
        navigation: the list of pages, for a column at the side.
        contacts: the page that is there from the beginning.

    Signals:
        sampleRequested(): the book is empty, and the reader wants to see invented people.
        filesWait(int): so many files were left on the page of import, neither taken in nor put away.

    Args:
        runner: the way to the book.
        settings: what was shown last.
        outside: the ways out to the system: choosers, clipboard, mail program.
    """

    sampleRequested = Signal()  # noqa: N815 - Qt's manner
    filesWait = Signal(int)  # noqa: N815

    def __init__(
        self,
        runner: Runner,
        settings: Settings,
        outside: Outside | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self._page, parent)
        self.runner = runner
        self._settings, self._outside = settings, outside
        self._printed_from = "contacts"
        self._keys_asked_on = "contacts"
        self.contacts = self._add("contacts", ContactsPage(runner, self._stack))
        self.navigation = Navigation(PAGES)
        self._connect()

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_page)
        self.navigation.dropped.connect(self.join_project)
        page = self.contacts
        page.writeRequested.connect(self.write_to)
        page.importRequested.connect(self.import_files)
        page.sampleRequested.connect(self.sampleRequested)
        page.trashRequested.connect(lambda: self.go("trash"))
        page.timesRequested.connect(self.find_time)
        page.folders.timesAsked.connect(self.find_time_with)
        page.folders.printAsked.connect(self.print_folder)
        page.panel.printAsked.connect(lambda: self.print_contacts())
        page.folders.exportAsked.connect(self.export_folder)
        page.panel.exportAsked.connect(lambda: self.export_contacts())
        page.panel.fileAsked.connect(self.export_contact)
        page.panel.schoolTimeAsked.connect(self.find_time_with)
        page.projectRequested.connect(self.join_project)
        page.panel.twinsAsked.connect(self.look_for_twins)
        page.letterDropped.connect(lambda *dropped: self.filing.file(*dropped))
        page.folders.chosen.connect(lambda _choice: self.show_page("contacts"))

    @cached_property
    def today(self) -> TodayPage:
        """The page of what there is to do."""
        from partnerdesk.qt.today import TodayPage

        page = TodayPage(self.runner, self._stack)
        page.writeAsked.connect(self.write_again)
        page.openAsked.connect(self._open_draft)
        page.correctAsked.connect(self._correct)
        page.timesAsked.connect(self.find_time)
        page.newAsked.connect(lambda: self.write_to([]))
        page.addAsked.connect(self.add_contact)
        page.importAsked.connect(self.import_files)
        page.sampleAsked.connect(self.sampleRequested)
        page.contactRequested.connect(self._edit_contact)
        page.counted.connect(lambda count: self.navigation.set_count("today", count))
        self.navigation.set_count("today", page.to_do)
        page.dropped.connect(lambda *dropped: self.filing.file(*dropped))
        page.fileAsked.connect(lambda *whom: self.filing.choose(self, *whom))
        return self._add("today", page)

    @cached_property
    def filing(self) -> Filing:
        """What files the answers that come."""
        from partnerdesk.qt.filing import Filing

        made = Filing(self.runner, self._trouble, self)
        made.filed.connect(lambda _: self.show_page("today"))
        self._stack.currentChanged.connect(lambda _: made.leave())
        made.added.connect(self._edit_contact)  # their city and languages are still to be said
        return made

    @cached_property
    def drafts(self) -> DraftsPage:
        """The page of letters."""
        from partnerdesk.qt.drafts import DraftsPage

        page = DraftsPage(self.runner, self._stack, settings=self._settings, outside=self._outside)
        page.contactRequested.connect(self._edit_contact)
        page.newRequested.connect(self.add_contact)
        page.homeRequested.connect(lambda: self.go("details"))
        page.templateRequested.connect(self._mend_template)
        page.timesRequested.connect(self._find_time_for_letter)
        return self._add("drafts", page)

    @cached_property
    def times(self) -> TimesPage:
        """The planner."""
        from partnerdesk.qt.times import TimesPage

        page = TimesPage(self.runner, settings=self._settings, outside=self._outside)
        page.printRequested.connect(lambda whom: self.print_contacts([whom], "plan"))
        page.writeWith.connect(self._write_with)
        page.contactRequested.connect(self._edit_contact)
        page.homeRequested.connect(lambda: self.go("details"))
        page.letterRequested.connect(lambda: self.go("drafts"))
        return self._add("times", page)

    @cached_property
    def projects(self) -> ProjectsPage:
        """The page of projects."""
        from partnerdesk.qt.projects import ProjectsPage

        page = ProjectsPage(self.runner, self._stack, settings=self._settings)
        page.writeRequested.connect(lambda ids, project: self.write_to(ids, project=project))
        page.timesRequested.connect(self.find_time)
        page.printRequested.connect(lambda whom: self.print_contacts([whom]))
        page.contactRequested.connect(self._edit_contact)
        return self._add("projects", page)

    @cached_property
    def templates(self) -> TemplatesPage:
        """The page of templates."""
        from partnerdesk.qt.templates import TemplatesPage

        return self._add("templates", TemplatesPage(self.runner, self._stack))

    @cached_property
    def trash(self) -> TrashPage:
        """The page of what was thrown away."""
        from partnerdesk.qt.trash import TrashPage

        return self._add("trash", TrashPage(self.runner, parent=self._stack))

    @cached_property
    def details(self) -> DetailsPage:
        """The page of home."""
        from partnerdesk.qt.details import DetailsPage

        return self._add("details", DetailsPage(self.runner, parent=self._stack))

    @cached_property
    def twins(self) -> TwinsPage:
        """The page of contacts that may be one person."""
        from partnerdesk.qt.twins import TwinsPage

        return self._add("twins", TwinsPage(self.runner, self._stack))

    @cached_property
    def printing(self) -> PrintPage:
        """The page on which contacts are printed."""
        from partnerdesk.qt.printing import PrintPage

        page = PrintPage(self.runner, self._stack, settings=self._settings, outside=self._outside)
        page.left.connect(lambda: self.go(self._printed_from))
        return self._add("printing", page)

    @cached_property
    def imports(self) -> ImportPage:
        """The page on which files come in."""
        from partnerdesk.qt.imports import ImportPage

        page = ImportPage(self.runner, self._stack, settings=self._settings, outside=self._outside)
        page.tookIn.connect(self._show_came_in)
        page.leftAsked.connect(self._leave_imports)
        return self._add("imports", page)

    @cached_property
    def exports(self) -> ExportPage:
        """The page on which contacts go out into a file."""
        from partnerdesk.qt.exports import ExportPage

        page = ExportPage(self.runner, self._stack, settings=self._settings, outside=self._outside)
        page.left.connect(lambda: self.go("contacts"))
        return self._add("exports", page)

    @cached_property
    def shortcuts(self) -> ShortcutsPage:
        """The list of keys."""
        from partnerdesk.qt.shortcuts import ShortcutsPage

        page = ShortcutsPage(parent=self._stack)
        page.left.connect(lambda: self.go(self._keys_asked_on))
        return self._add("shortcuts", page)

    def _page(self, name: str) -> Page:
        """Return a page by its name, made if it is not there yet; Today where none is named."""
        pages: dict[str, Callable[[], Page]] = {
            "today": lambda: self.today,
            "times": lambda: self.times,
            "drafts": lambda: self.drafts,
            "projects": lambda: self.projects,
            "templates": lambda: self.templates,
            "trash": lambda: self.trash,
            "details": lambda: self.details,
            "twins": lambda: self.twins,
            "printing": lambda: self.printing,
            "imports": lambda: self.imports,
            "exports": lambda: self.exports,
            "shortcuts": lambda: self.shortcuts,
        }
        return pages.get(name or "today", lambda: self.contacts)()

    def show_page(self, name: str) -> None:
        """Show a page, with what changed while it was hidden."""
        if name == "shortcuts" and self._stack.count() and self.page_name != name:
            self._keys_asked_on = self.page_name
        super().show_page(name)
        name = self.page_name
        if name in ("twins", "imports", "exports"):
            self.navigation.show_chosen("contacts")  # of which they are a part
        elif name == "printing":
            self.navigation.show_chosen(self._printed_from)
        elif name != "shortcuts":
            self.navigation.show_chosen(name)
            self.contacts.folders.set_active(name == "contacts")
            self._settings.keep_text("page", name)

    def _mend_template(self, key: str, language: str) -> None:
        self.show_page("templates")
        self.templates.open_in(key, language)

    def add_contact(self) -> None:
        """Show an empty card."""
        self.show_page("contacts")
        self.contacts.new_contact()

    def write_to(
        self, contact_ids: list[int], slots: tuple[Slot, ...] = (), project: int | None = None
    ) -> None:
        """Begin letters to these contacts, proposing these times if there are any, about this project."""
        self.show_page("drafts")
        self.drafts.start(contact_ids, slots, project)

    def _write_with(
        self, contact_ids: list[int], slots: tuple[Slot, ...], project: int, searched: bool
    ) -> None:
        self.show_page("drafts")
        self.drafts.start(contact_ids, slots, project or None, searched=searched)

    def write_again(
        self, contact_ids: list[int], slots: tuple[Slot, ...], template: str, project: int
    ) -> None:
        """Begin a letter that goes on with what was asked before."""
        self.show_page("drafts")
        self.drafts.start(contact_ids, slots, project, template)

    def _correct(self, draft_id: int) -> None:
        self.show_page("drafts")
        self.drafts.correct(draft_id)

    def _open_draft(self, draft_id: int) -> None:
        self.show_page("drafts")
        self.drafts.open_draft(draft_id)

    def join_project(self, contact_ids: list[int]) -> None:
        """Ask which project these contacts are to join."""
        self.show_page("projects")
        self.projects.join(contact_ids)

    def find_time(
        self, contact_ids: list[int], minutes: int | None = None, project_id: int | None = None
    ) -> None:
        """Look for a time with these contacts, for this project."""
        self.show_page("times")
        self.times.start(contact_ids, minutes, project_id)

    def _find_time_for_letter(self, contact_ids: list[int], minutes: int, project_id: int | None) -> None:
        self.show_page("times")
        self.times.start_for_letter(contact_ids, minutes, project_id)

    def find_time_with(self, key: Key) -> None:
        """Look for a time with an organisation or a whole folder."""
        self.show_page("times")
        self.times.start_with([key])

    def look_for_twins(self, contact_id: int | None = None, name: str = "") -> None:
        """Look for contacts that may be one person; for the twins of one where one is named."""
        self.show_page("twins")
        self.twins.start(contact_id, name)
        self.twins.focus_main()

    def print_contacts(self, whom: Sequence[Whom] = (), style: Style | None = None) -> None:
        """Print contacts: the first of these choices, else what the page shows or has selected, else all."""
        from partnerdesk.qt.printing.whom import choices

        if not whom and self.page is self.contacts:
            whom = choices(self.contacts)
        elif not whom and self.page_name == "projects":
            whom = self.projects.on_paper()
        if self.page_name in dict(PAGES):
            self._printed_from = self.page_name
        self.show_page("printing")
        self.printing.start(whom, style)
        self.printing.focus_main()

    def print_folder(self, folder: str, name: str) -> None:
        """Print the contacts of a folder."""
        from partnerdesk.qt.printing.whom import Whom

        self.print_contacts([Whom(name, folders=(folder,))])

    def export_contacts(self, whom: Sequence[Whom] = ()) -> None:
        """Let contacts go out: the first of these choices, else what is selected or listed, else all."""
        from partnerdesk.qt.printing.whom import choices

        if not whom and self.page is self.contacts:
            whom = choices(self.contacts)
        self.show_page("exports")
        self.exports.start(whom)
        self.exports.focus_main()

    def export_folder(self, folder: str, name: str) -> None:
        """Let the contacts of a folder go out."""
        from partnerdesk.qt.printing.whom import Whom

        self.export_contacts([Whom(name, folders=(folder,))])

    def export_contact(self, contact_id: int, name: str) -> None:
        """Let one contact go out."""
        from partnerdesk.qt.printing.whom import Whom

        self.export_contacts([Whom(name, ids=(contact_id,))])

    def import_files(self) -> None:
        """Ask which files are to come in."""
        self.go("imports")
        self.imports.choose_files()

    def bring_in(self, sources: Sequence[Path | bytes]) -> None:
        """Look at files, or at text that was copied, before they come in."""
        self.show_page("imports")
        self.imports.open(sources)

    def files_letters(self, files: Sequence[Path]) -> bool:
        """Say whether files that are dropped are filed as answers: letters on Today are."""
        return self.page_name == "today" and all(each.name.lower().endswith(".eml") for each in files)

    def file_letters(self, files: Sequence[Path]) -> None:
        """File letters with whoever wrote them."""
        if len(files) == 1:
            self.filing.file(files[0])
        else:
            self.filing.file_all(files)

    def _leave_imports(self) -> None:
        self.go("contacts")
        if waiting := len(self.imports.files):
            self.filesWait.emit(waiting)

    def _show_came_in(self, contact_ids: Collection[int], name: str) -> None:
        self.show_page("contacts")
        self.contacts.show_came_in(contact_ids, name)

    def _edit_contact(self, contact_id: int) -> None:
        self.show_page("contacts")
        self.contacts.show_contact(contact_id)
