"""The page of projects: their list, the one that is chosen beside it, and what has worked so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.desk import outcomes, partners, projects
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.partners import ProjectLine
from partnerdesk.errors import NotFound
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.dragged import dragged
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.page import Page
from partnerdesk.qt.printing.whom import Whom
from partnerdesk.qt.project_words import STATES
from partnerdesk.qt.projects.joining import Joining
from partnerdesk.qt.projects.rows import Row, RowsList
from partnerdesk.qt.projects.sheet import ProjectSheet, Shown, load
from partnerdesk.qt.projects.works import WhatWorks
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import (
    EmptyPlace,
    Hairline,
    IconButton,
    InlineBar,
    Label,
    LinkButton,
    primary_button,
)

_LIST = 36  # letters in the list's width
_PART, _LEAST = 0.3, 22 * theme.GRID  # of the page's width, at the most; and at the least, in pixels
_CONCERNED = ("project", "approach", "project_slot", "contact", "organisation", "home", "entry")


class ProjectsPage(Page):
    """Projects.

    Signals:
        writeRequested(list, int): letters to these contacts about the project with this key.
        timesRequested(list, int, int): a time with these contacts, of so many minutes, for this project.
        printRequested(Whom): these partners on paper.
        contactRequested(int): show this contact.

    Args:
        runner: the way to the desk.
        settings: which project was shown last.

    """

    title = "Projects"

    writeRequested = Signal(list, int)  # noqa: N815 - Qt's manner
    timesRequested = Signal(list, int, int)  # noqa: N815
    printRequested = Signal(object)  # noqa: N815
    contactRequested = Signal(int)  # noqa: N815

    def __init__(
        self, runner: Runner, parent: QWidget | None = None, *, settings: Settings | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._settings = runner, settings
        self._lines: Sequence[ProjectLine] = ()
        self._wanted: int | None = None  # the project to show, once the list is there
        self._fresh = False  # it was made just now: its title is to be typed over
        self._one: Latest[Shown | None] = Latest(runner, self)
        self._closed: Latest[list[str]] = Latest(runner, self)
        # Parents come first: a part that finds its place later is styled anew, with all that is in it.
        self._whole = QStackedWidget(self)
        self._full = QWidget(self._whole)
        self._side, self._right = QWidget(self._full), QStackedWidget(self._full)
        self.list = RowsList("Projects", below=2, parent=self._side)
        self.sheet = ProjectSheet(runner, self._right)
        self.works = WhatWorks(self._right)
        self.bar = InlineBar(self)
        self.joining = Joining(runner, self.bar, self.new_project, self)
        self.add = IconButton("add", "New project", self.new_project)
        self.to_works = LinkButton("What works", self.show_works)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.setAccessibleName(self.title)
        self._load()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label("Projects", Size.TITLE), 1)
        head.addWidget(self.add)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(5 * theme.GRID // 2, 2 * theme.GRID, theme.GRID, 2 * theme.GRID)
        side.setSpacing(theme.GRID)
        side.addLayout(head)
        side.addWidget(self.list, 1)
        side.addWidget(self.to_works, 0, Qt.AlignmentFlag.AlignLeading)
        self._right.addWidget(self.sheet)
        self._right.addWidget(self.works)
        row = QHBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self._right, 1)
        self._empty = EmptyPlace(
            "note",
            "What would you like to do together?",
            [primary_button("New project", self.new_project)],
            hint="A partner answers to an idea: what each class does, what each gains, and when. "
            "Begin with a title; the rest can grow.",
        )
        self._whole.addWidget(self._full)
        self._whole.addWidget(self._empty)
        self._whole.hide()  # nothing is said before it is known
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._whole, 1)
        self._fit()

    def _connect(self) -> None:
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._opened)
        self.list.deleteAsked.connect(self.trash_selected)
        self.works.left.connect(self.step_back)
        sheet = self.sheet
        sheet.writeAsked.connect(self.writeRequested)
        sheet.timesAsked.connect(self.timesRequested)
        sheet.printAsked.connect(self.printRequested)
        sheet.contactAsked.connect(self.contactRequested)
        sheet.trashAsked.connect(self._trash)

    # what the frame asks for

    def refresh(self, changes: Changes) -> None:
        """Show what has changed."""
        if not changes.touched or changes.touches(*_CONCERNED):
            self._load()

    def focus_main(self) -> None:
        """Go to the list, or to the one thing to do where it is empty."""
        target = self.list if self._lines else self._empty
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Join those who wait for a project; else write to the partners; without any, find one."""
        if self.joining.asks:
            self.joining.take()
        elif not self._lines:
            self.new_project()
        elif self._right.currentWidget() is self.sheet:
            partners_box = self.sheet.partners
            if partners_box.write.isHidden():
                partners_box.finder.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                partners_box.write.click()

    def step_back(self) -> None:
        """Leave what works, then what asks, then what is selected."""
        if self._right.currentWidget() is self.works:
            self._right.setCurrentWidget(self.sheet)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.bar.isHidden():
            self.bar.close_bar()
        else:
            self.sheet.partners.list.clearSelection()

    def trash_selected(self) -> None:
        """Take the partners selected off, or move the project to Trash, wherever the focus is."""
        if self.sheet.partners.list.hasFocus():
            self.sheet.partners.list.deleteAsked.emit()
        elif self.list.hasFocus():
            self._trash()

    def leave(self) -> None:
        """Keep what is still being typed."""
        self.sheet.leave()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Save what is still being typed when another page is shown."""
        if not event.spontaneous():
            self.leave()
        super().hideEvent(event)

    # verbs

    def write(self) -> None:
        """Write to the partners."""
        if self._right.currentWidget() is self.sheet:
            self.sheet.partners.write.click()

    def find_time(self) -> None:
        """Find a time with the partners."""
        if self._right.currentWidget() is self.sheet:
            self.sheet.partners.times.click()

    def on_paper(self) -> list[Whom]:
        """Return the partners shown, to be printed; none where there are none."""
        return self.sheet.on_paper() if self._lines else []

    def new_project(self) -> None:
        """Begin a project; its title is typed over."""

        def made(changes: Changes) -> None:
            self._fresh = True
            self._show_next(changes.made[0])

        self.leave()
        self._runner.do(projects.begin, context=self, done=made)

    def show_works(self) -> None:
        """Show what has worked so far."""
        self.leave()
        self._right.setCurrentWidget(self.works)
        self._load_works()
        self.works.focus_main()

    def show_project(self, project_id: int) -> None:
        """Show a project of the book."""
        self._right.setCurrentWidget(self.sheet)
        self._show_next(project_id)

    def join(self, contact_ids: Sequence[int]) -> None:
        """Ask which project these contacts are to join."""
        self._right.setCurrentWidget(self.sheet)
        self.joining.ask(contact_ids)
        self.focus_main()

    def _trash(self) -> None:
        key = self.sheet.key
        if key is not None:
            self.leave()
            self._runner.do(lambda book: projects.trash(book, key), context=self)

    # what is shown

    def _load(self) -> None:
        self._runner.ask(partners.lines, self._show_lines, context=self)
        if self._right.currentWidget() is self.works:
            self._load_works()

    def _load_works(self) -> None:
        self._runner.ask(outcomes.outcomes, self.works.show_outcomes, context=self)

    def _show_next(self, project_id: int) -> None:
        self._wanted = project_id
        self._load()

    def _show_lines(self, lines: Sequence[ProjectLine]) -> None:
        before = self.list.current()
        at = next((at for at, each in enumerate(self._lines) if each.project_id == before), 0)
        self._lines = lines
        keys = [each.project_id for each in lines]
        self.list.blockSignals(True)
        self.list.show_rows([row_of(each) for each in lines])
        wanted = self._wanted if self._wanted in keys else before
        if wanted not in keys:
            last = self._last() if before is None else None
            neighbour = keys[min(at, len(keys) - 1)] if keys else None
            wanted = last if last in keys else neighbour
        self._wanted = None
        self.list.choose(wanted)
        self.list.blockSignals(False)
        had_focus = self._full.isAncestorOf(self.focusWidget() or self)
        if not lines and had_focus:
            self._empty.setFocus()
        self._whole.setCurrentWidget(self._full if lines else self._empty)
        self._whole.show()
        self._show_current()
        self.joining.show_current(self._current())

    def _moved(self) -> None:
        if self.list.chosen():
            self._right.setCurrentWidget(self.sheet)
            self._show_current()
            self.joining.show_current(self._current())

    def _opened(self, _key: int) -> None:
        if self.joining.asks:
            self.joining.take()
        else:
            self._right.setCurrentWidget(self.sheet)
            self.sheet.title.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> ProjectLine | None:
        key = self.list.current()
        return next((each for each in self._lines if each.project_id == key), None)

    def _show_current(self) -> None:
        current = self._current()
        if current is None:
            return
        key = current.project_id
        if key != self.sheet.key:
            self.sheet.leave()
        self._one.ask(lambda book: _found(book, key), self._show_sheet)
        if self._settings is not None:
            self._settings.keep_text("project", str(key))

    def _show_sheet(self, shown: Shown | None) -> None:
        if shown is None:
            return  # it leaves the list at once
        self.sheet.show_project(shown)
        if self._fresh:
            self._fresh = False
            self.sheet.focus_title()
        key = shown.project.id
        self._closed.ask(lambda book: partners.closed_days(book, key), self.sheet.show_closed)

    def _last(self) -> int | None:
        text = self._settings.text("project") if self._settings is not None else ""
        return int(text) if text.isdigit() else None

    # contacts that are dragged here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's names
        """Take contacts."""
        if dragged(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Have contacts join the project they are dropped on: a row of the list, else the one shown."""
        contact_ids = dragged(event.mimeData())
        spot = self.list.viewport().mapFrom(self, event.position().toPoint())
        index = self.list.indexAt(spot) if self.list.viewport().rect().contains(spot) else None
        target = index.data(Qt.ItemDataRole.UserRole) if index is not None and index.isValid() else None
        key = target if isinstance(target, int) else self.sheet.key
        if contact_ids and key is not None and self._lines:
            event.acceptProposedAction()
            self.joining.join(key, contact_ids)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the list its letters, or where the page is narrow a part of it."""
        wanted = theme.column_width(_LIST) + 4 * theme.GRID
        self._side.setFixedWidth(max(min(wanted, round(self.width() * _PART)), _LEAST))


def row_of(line: ProjectLine) -> Row:
    """Write a project as a row: its title, what it is about, its state and counts."""
    foot = f"{STATES[line.state]} · {line.agreed} of {line.wanted} partner{'s' * (line.wanted != 1)}"
    more = f"{line.asked} asked, {line.answered} answered" if line.asked else ""
    return Row(line.project_id, line.title, below=line.subject or "Nothing said yet", foot=foot, more=more)


def _found(book: Book, project_id: int) -> Shown | None:
    """Read a project; None where it was thrown away meanwhile."""
    try:
        return load(book, project_id)
    except NotFound:
        return None
