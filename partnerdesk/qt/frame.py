"""The frame round an open book: pages and folders at the left, the page shown, what was just done.

The contacts come first. Every other page is made when it is first shown; what it stands on is loaded on the
worker in the first quiet moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.core.times import Slot
from partnerdesk.core.wording import clock
from partnerdesk.desk import listing
from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt import theme, warming
from partnerdesk.qt.contacts.page import ContactsPage
from partnerdesk.qt.navigation import Navigation
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets import InlineBar, Kind, Label, PassingBar, Tone

if TYPE_CHECKING:
    from partnerdesk.desk.checks import Check
    from partnerdesk.desk.party_finder import Key
    from partnerdesk.qt.details import DetailsPage
    from partnerdesk.qt.drafts import DraftsPage
    from partnerdesk.qt.drafts.outside import Outside
    from partnerdesk.qt.filing import Filing
    from partnerdesk.qt.projects import ProjectsPage
    from partnerdesk.qt.shortcuts import ShortcutsPage
    from partnerdesk.qt.templates import TemplatesPage
    from partnerdesk.qt.times import TimesPage
    from partnerdesk.qt.today import TodayPage
    from partnerdesk.qt.trash import TrashPage

AnyPage = TypeVar("AnyPage", bound=Page)
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
_LOOK_AGAIN = 5_000
"""Milliseconds between two looks whether another program wrote to the book."""
_QUIET = 500
"""Milliseconds without a change after which a moment is a quiet one."""


class Frame(QWidget):
    """The pages of one open book.

    Signals:
        titled(str): another page is shown; its title.
        sampleRequested(): the book is empty, and the reader wants to see invented people.

    Args:
        runner: the way to the book.
        settings: what was shown last.
        outside: the ways out to the system: choosers, clipboard, mail program.
    """

    titled = Signal(str)
    sampleRequested = Signal()  # noqa: N815 - Qt's manner

    def __init__(
        self,
        runner: Runner,
        settings: Settings,
        outside: Outside | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self._settings, self._outside = settings, outside
        # Parents come first: a part that finds its place later is styled anew, with all that is in it.
        self._parts = QSplitter(Qt.Orientation.Horizontal, self)
        self._side, self._middle = QFrame(self._parts), QWidget(self._parts)
        self._stack = QStackedWidget(self._middle)
        self._pages: dict[str, Page] = {}  # those that are made
        self.contacts = self._add("contacts", ContactsPage(runner, self._stack))
        self._stale: dict[str, Changes] = {}
        self.navigation = Navigation(PAGES)
        self.navigation.chosen.connect(self.show_page)
        self.navigation.dropped.connect(self.join_project)
        self._saved = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._trouble = InlineBar()
        self._lay_out()
        self.bar = PassingBar(self._middle)
        self._stamp: int | None = None
        self._watch = QTimer(self, interval=_LOOK_AGAIN)
        self._watch.timeout.connect(self.look_again)
        self._watch.start()
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET)
        self._quiet.timeout.connect(self._prepare)
        self._quiet.start()
        runner.changed.connect(self._changed)
        runner.said.connect(self._say)
        runner.failed.connect(self.say_error)
        self.contacts.writeRequested.connect(self.write_to)
        self.contacts.sampleRequested.connect(self.sampleRequested)
        self.contacts.timesRequested.connect(self.find_time)
        self.contacts.folders.timesAsked.connect(self.find_time_with)
        self.contacts.panel.schoolTimeAsked.connect(self.find_time_with)
        self.contacts.projectRequested.connect(self.join_project)
        self.contacts.letterDropped.connect(lambda *dropped: self.filing.file(*dropped))
        self.contacts.folders.chosen.connect(lambda _choice: self.show_page("contacts"))
        self.show_page(settings.text("page"))
        self.look_again()
        self._count_drafts()

    def _add(self, name: str, page: AnyPage) -> AnyPage:
        self._pages[name] = page
        self._stack.addWidget(page)
        return page

    @cached_property
    def today(self) -> TodayPage:
        """The page of what there is to do."""
        from partnerdesk.qt.today import TodayPage

        page = TodayPage(self.runner, self._stack)
        page.writeAsked.connect(self.write_again)
        page.openAsked.connect(self._open_draft)
        page.correctAsked.connect(self._correct)
        page.newAsked.connect(lambda: self.write_to([]))
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
        return made

    @cached_property
    def drafts(self) -> DraftsPage:
        """The page of letters."""
        from partnerdesk.qt.drafts import DraftsPage

        page = DraftsPage(self.runner, self._stack, settings=self._settings, outside=self._outside)
        page.contactRequested.connect(self._edit_contact)
        page.homeRequested.connect(lambda: self.go("details"))
        page.timesRequested.connect(self.find_time)
        return self._add("drafts", page)

    @cached_property
    def times(self) -> TimesPage:
        """The planner."""
        from partnerdesk.qt.times import TimesPage

        page = TimesPage(self.runner, settings=self._settings, outside=self._outside)
        page.writeWith.connect(lambda ids, slots, title: self.write_to(ids, slots, title or None))
        page.contactRequested.connect(self._edit_contact)
        page.homeRequested.connect(lambda: self.go("details"))
        return self._add("times", page)

    @cached_property
    def projects(self) -> ProjectsPage:
        """The page of projects."""
        from partnerdesk.qt.projects import ProjectsPage

        page = ProjectsPage(self.runner, self._stack, settings=self._settings)
        page.writeRequested.connect(lambda ids, title: self.write_to(ids, project=title))
        page.timesRequested.connect(self.find_time)
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
    def shortcuts(self) -> ShortcutsPage:
        """The list of keys."""
        from partnerdesk.qt.shortcuts import ShortcutsPage

        return self._add("shortcuts", ShortcutsPage(parent=self._stack))

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
            "shortcuts": lambda: self.shortcuts,
        }
        return pages.get(name or "today", lambda: self.contacts)()

    def _prepare(self) -> None:
        """Load on the worker, while nothing is asked of it, what would be waited for later."""
        if "drafts" not in self._pages:
            self.runner.ask(warming.load, warming.loaded, context=self)
        self.runner.ask(listing.warm, lambda _: None, context=self)
        if self.page_name != "today":  # which counts for itself
            self.runner.ask(_to_do, partial(self.navigation.set_count, "today"), context=self)

    def _count_drafts(self) -> None:
        def show(count: int) -> None:
            self.navigation.set_count("drafts", count)

        self.runner.ask(listing.waiting, show, context=self)

    def _lay_out(self) -> None:
        self._side.setAutoFillBackground(True)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(10, 2 * theme.GRID, 10, theme.GRID)
        side.setSpacing(2 * theme.GRID)
        side.addWidget(self.navigation)
        side.addWidget(self.contacts.folders, 1)
        side.addWidget(self._saved)
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._trouble)
        middle.addWidget(self._stack, 1)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(1)
        self._parts.setStretchFactor(1, 1)
        self._parts.setSizes([228, 1052])
        self._side.setMinimumWidth(176)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._parts)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_side"):
            self._colour()

    def _colour(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, colours(palette).side)
        self._side.setPalette(palette)

    @property
    def page(self) -> Page:
        """The page shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else self.contacts

    @property
    def page_name(self) -> str:
        """The name of the page shown."""
        return next(name for name, page in self._pages.items() if page is self.page)

    def show_page(self, name: str) -> None:
        """Show a page, with what changed while it was hidden."""
        page = self._page(name)
        name = next(each for each, other in self._pages.items() if other is page)
        if stale := self._stale.pop(name, None):
            page.refresh(stale)
        self._stack.setCurrentWidget(page)
        if name != "shortcuts":
            self.navigation.show_chosen(name)
            self.contacts.folders.set_active(name == "contacts")
            self._settings.keep_text("page", name)
        self.titled.emit(page.title)

    def write_to(
        self, contact_ids: list[int], slots: tuple[Slot, ...] = (), project: str | None = None
    ) -> None:
        """Begin letters to these contacts, proposing these times if there are any, about this project."""
        self.show_page("drafts")
        self.drafts.start(contact_ids, slots, project)

    def write_again(
        self, contact_ids: list[int], slots: tuple[Slot, ...], template: str, project: str
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

    def find_time_with(self, key: Key) -> None:
        """Look for a time with an organisation or a whole folder."""
        self.show_page("times")
        self.times.start_with([key])

    def _edit_contact(self, contact_id: int) -> None:
        self.show_page("contacts")
        self.contacts.show_contact(contact_id)

    def say_error(self, error: PartnerDeskError) -> None:
        """Show an error that no page had a place for, above the page."""
        self._trouble.say_error(error)

    def go(self, name: str) -> None:
        """Show a page and put the focus where work begins there."""
        self.show_page(name)
        self.page.focus_main()

    @property
    def title(self) -> str:
        """The title of the page shown."""
        return self.page.title

    def leave(self) -> PartnerDeskError | None:
        """Keep what is still being typed, and wait until it is in the book.

        Returns:
            why some of it is not, the page concerned being shown; None where all is kept.
        """
        errors: list[PartnerDeskError] = []
        where = ""

        def note(error: PartnerDeskError) -> None:
            errors.append(error)

        self.runner.refused.connect(note)
        with self.runner.leaving():
            for name, page in list(self._pages.items()):
                page.leave()
                self.runner.settle()
                where = where or (name if errors else "")
        self.runner.refused.disconnect(note)
        if where:
            self.show_page(where)
        return errors[0] if errors else None

    def say_unsaved(
        self, error: PartnerDeskError, again: Callable[[], object], anyway: Callable[[], object]
    ) -> None:
        """Say why the book is still open, and offer the two ways on."""
        self._trouble.say(
            Kind.ERROR,
            f"What you typed last is not saved: {error}",
            actions=[("Try again", again), ("Close anyway", anyway)],
        )

    def close_book(self) -> None:
        """Close the book."""
        self._watch.stop()
        self._quiet.stop()
        self.runner.close()

    def undo(self) -> None:
        """Take the last change back, or say that there is nothing to take back."""
        self.runner.undo(self._undone)

    def _undone(self, changes: Changes | None) -> None:
        if changes is None:
            self.bar.say("There is nothing to undo")
        else:
            self.bar.say(f"Undone: {changes.label}", self.redo, action="Redo")

    def redo(self) -> None:
        """Do again what was taken back last, or say that there is nothing."""
        self.runner.redo(self._redone)

    def _redone(self, changes: Changes | None) -> None:
        if changes is None:
            self.bar.say("There is nothing to do again")
        else:
            self.bar.say(f"Done again: {changes.label}", self.undo)

    def check_book(self) -> None:
        """Look the book over and say what was found."""
        from partnerdesk.desk.checks import verify

        def found(checks: Sequence[Check]) -> None:
            bad = [each for each in checks if not each.ok]
            if bad:
                text = f"The book has a fault: {bad[0].name}. Keep this file, and open a backup."
                self._trouble.say(
                    Kind.ERROR, text, details="\n".join(f"{each.name}: {each.detail}" for each in bad)
                )
            else:
                self._trouble.say(Kind.INFO, f"The book is whole: {len(checks)} checks passed.")

        self.runner.ask(lambda book: verify(book.path), found, context=self)

    def next_part(self) -> None:
        """Move the focus round: pages, folders, page."""
        rounds = [self.navigation, self.contacts.folders, self.page]
        here = next((i for i, part in enumerate(rounds) if part.isAncestorOf(self.focusWidget() or self)), -1)
        following = rounds[(here + 1) % len(rounds)]
        if following is self.page:
            self.page.focus_main()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def look_again(self) -> None:
        """See whether another program wrote to the book, and show that."""

        def compare(stamp: int) -> None:
            before, self._stamp = self._stamp, stamp
            if before is not None and stamp != before:
                self._refresh(Changes(""))

        self.runner.ask(Book.stamp, compare, context=self)

    def _changed(self, changes: Changes) -> None:
        self._saved.setText(f"Saved {clock(self.runner.here())}")
        self._stamp = None  # our own change is no news
        self._refresh(changes)
        self.look_again()

    def _refresh(self, changes: Changes) -> None:
        seen: list[Page] = [self.page, self.contacts]  # its folders are always to be seen
        if not changes.touched or changes.touches("draft"):
            self._count_drafts()
        self._quiet.start()
        for name, page in self._pages.items():
            if page in seen:
                page.refresh(changes)
            else:
                self._stale[name] = Changes("")

    def _say(self, changes: Changes) -> None:
        if changes.label:
            self.bar.say(changes.label, self.undo)


def _to_do(book: Book) -> int:
    """Return about how many lines of Today there is something to do."""
    from partnerdesk.desk import today

    return sum(each.kind != "waiting" for each in today.due(book))
