"""The contacts page: search and list in the middle, the card at the right, folders for the left column."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.core.zones import zone
from partnerdesk.desk import contacts, folders
from partnerdesk.desk.book import Changes
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.finder import Finder, Found, Overview
from partnerdesk.qt.contacts.folder_model import ALL, Choice, place_of
from partnerdesk.qt.contacts.folder_tree import FolderTree
from partnerdesk.qt.contacts.heading import Heading
from partnerdesk.qt.contacts.learner import HolidayLearner
from partnerdesk.qt.contacts.list_model import ContactListModel
from partnerdesk.qt.contacts.list_view import ContactListView
from partnerdesk.qt.contacts.nobody import Nobody
from partnerdesk.qt.contacts.panel import Panel
from partnerdesk.qt.contacts.parts import Parts
from partnerdesk.qt.contacts.selection import Selection
from partnerdesk.qt.contacts.there import counted
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import SearchField

_MINUTE = 60_000
_ROWS_FIRST = 20
"""Milliseconds in which the list paints its first rows, before the worker is asked for folders and a card."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ContactsPage(Page):
    """Contacts in folders by country and region.

    ``folders`` is the tree for the left column.

    Signals:
        writeRequested(list[int]): begin letters to these contacts.
        projectRequested(list[int]): these contacts are to join a project.
        timesRequested(list[int]): look for a time with these contacts.
        importRequested: bring people in from files.
        sampleRequested: the book is empty and the reader wants to see invented people.
        trashRequested: the list is empty, and those who were in it are in Trash.
        letterDropped(Path, int, str): a letter was dropped on the card of this contact, of this name.

    """

    writeRequested = Signal(list)  # noqa: N815 - Qt's manner
    projectRequested = Signal(list)  # noqa: N815
    timesRequested = Signal(list)  # noqa: N815
    importRequested = Signal()  # noqa: N815
    sampleRequested = Signal()  # noqa: N815
    trashRequested = Signal()  # noqa: N815
    letterDropped = Signal(object, int, str)  # noqa: N815

    title = "Contacts"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._overview: Overview | None = None
        self._found: Found | None = None
        self.folders = FolderTree()
        # Parents come first: a part that finds its place later is styled anew, with all that is in it.
        self._parts = Parts(self)
        self._left = QWidget(self._parts)
        self._middle = QStackedWidget(self._left)
        self.search = SearchField("Search contacts", "Search contacts")
        self.heading = Heading()
        self.model = ContactListModel(runner, self)
        self.list = ContactListView(runner, self.model, self._middle)
        self._selection = Selection(self.list, self.model)
        self.panel = Panel(runner, self._parts)
        self.finder = Finder(runner, self)
        self._learner = HolidayLearner(runner, self.finder)
        self._empty = Nobody(self._middle)
        self._minute = QTimer(self, singleShot=True)
        self._begun = False  # whether more than the list is asked for
        self._lay_out()
        self._connect()
        self.finder.again()
        self._wait_for_minute()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._left)
        edge = 5 * theme.GRID // 2
        column.setContentsMargins(edge, 2 * theme.GRID, edge, 0)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self.search)
        column.addWidget(self.heading)
        self._middle.addWidget(self.list)
        self._middle.addWidget(self._empty)
        column.addWidget(self._middle, 1)
        self._parts.setStretchFactor(0, 1)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._parts)
        QWidget.setTabOrder(self.search, self.list)

    def _connect(self) -> None:
        self.finder.overview.connect(self._show_overview)
        self.finder.found.connect(self._show_found)
        self.folders.chosen.connect(self._choose)
        self.folders.left.connect(self._go_to_list)
        self.folders.pinAsked.connect(self._pin)
        self.search.textChanged.connect(self.finder.search)
        self.search.leave.connect(self._go_to_list)
        self.search.installEventFilter(self)
        self.heading.scopeAsked.connect(self._turn_scope)
        self.heading.addAsked.connect(self.new_contact)
        self._empty.addAsked.connect(self.new_contact)
        self._empty.importAsked.connect(self.importRequested)
        self._empty.sampleAsked.connect(self.sampleRequested)
        self._empty.clearAsked.connect(self._clear_search)
        self._empty.trashAsked.connect(self.trashRequested)
        self.list.selectionMoved.connect(self._selected)
        self.list.typed.connect(self._type_on)
        self.list.openAsked.connect(self.edit_current)
        self.list.trashAsked.connect(self.trash_selected)
        self.panel.writeAsked.connect(self.write_selected)
        self.panel.timeAsked.connect(self.find_time)
        self.panel.projectAsked.connect(self.join_project)
        self.panel.trashAsked.connect(self.trash_selected)
        self.panel.letterDropped.connect(self.letterDropped)
        self.panel.added.connect(self._added)
        self.panel.editingEnded.connect(self._editing_ended)
        self.panel.backAsked.connect(self._selection.quietly)
        self._minute.timeout.connect(self._tick)
        self._learner.learnt.connect(self._look_again)

    # --- what the frame asks of a page ----------------------------------------------------------------

    def refresh(self, changes: Changes) -> None:
        """Reload what ``changes`` concerns: rows of its contacts, the list and folders if they may differ."""
        everything = not changes.touched
        if not everything and not changes.contacts and not changes.touches("pin", "home", "tag", "contact"):
            return
        self.model.forget(None if everything else changes.contacts)
        self.finder.load_overview()
        self.finder.again()
        self.panel.refresh(changes)

    def focus_main(self) -> None:
        """Put the focus into the list; into the search while there is no list."""
        if self._middle.currentWidget() is self.list:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def main_action(self) -> None:
        """Write to the selected contacts."""
        self.write_selected()

    def step_back(self) -> None:
        """Leave editing; else clear the search; else go to the folders."""
        if self.panel.step_back():
            return
        if self.search.text():
            self._clear_search()
        elif self.folders.isVisible() and not self.folders.isAncestorOf(self.focusWidget() or self):
            self.folders.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is still being typed."""
        self.panel.leave()

    # --- verbs ----------------------------------------------------------------------------------------

    def selected(self) -> list[int]:
        """Return the keys of the selected contacts."""
        return self.list.selected()

    def new_contact(self) -> None:
        """Show an empty card; the contact will be in the folder that is shown, and have its tag."""
        if not self.panel.settled():
            return
        choice = self.folders.choice()
        name = self.search.text().strip() if self._found and not len(self._found.ids) else ""
        with QSignalBlocker(self.list):
            self.list.clearSelection()
        self.panel.new(place_of(choice), (choice.tag,) if choice.tag else (), name)

    def edit_current(self) -> None:
        """Edit the contact that is selected, in place."""
        self.panel.edit()

    def write_selected(self) -> None:
        """Begin letters to the selected contacts."""
        if self.panel.settled() and (ids := self.list.selected()):
            self.writeRequested.emit(ids)

    def find_time(self) -> None:
        """Look for a time with the selected contacts."""
        if self.panel.settled() and (ids := self.list.selected()):
            self.timesRequested.emit(ids)

    def join_project(self) -> None:
        """Ask which project the selected contacts are to join."""
        if self.panel.settled() and (ids := self.list.selected()):
            self.projectRequested.emit(ids)

    def tag_selected(self) -> None:
        """Put the focus where the selected contacts can be tagged."""
        if self.list.selected_count() > 1:
            self.panel.several.tag_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.panel.edit("tags")

    def trash_selected(self) -> None:
        """Move the selected contacts to Trash; the one below is selected then."""
        ids = self.list.selected()
        if not ids:
            return
        self._selection.thrown_away(ids)
        self._runner.do(lambda book: contacts.trash(book, ids), context=self)

    def select_all(self) -> None:
        """Select all that the list shows."""
        self.list.selectAll()

    def focus_search(self) -> None:
        """Go to the search field, its text ready to be written over."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def pin_country(self) -> None:
        """Ask in the left column which country is to be pinned."""
        self.folders.pin_country()

    def show_contact(self, contact_id: int) -> None:
        """Show and select a contact, wherever it is."""
        self._selection.wanted = contact_id
        self._clear_search()
        self.folders.select(ALL)
        self.finder.again()

    def show_came_in(self, contact_ids: Collection[int], source: str) -> None:
        """Show who came in from a file, and nobody else."""
        self._clear_search()
        self.folders.select(Choice(name=f"From {source}", only=frozenset(contact_ids)))
        self.focus_main()

    # --- list and folders -----------------------------------------------------------------------------

    def _choose(self, choice: Choice) -> None:
        with QSignalBlocker(self.search):
            self.search.clear()
        self.finder.text = ""
        self.finder.choose(choice)

    def _turn_scope(self) -> None:
        self.finder.look(everywhere=not self.finder.everywhere)

    def _clear_search(self) -> None:
        self.search.clear()

    def _begin(self) -> None:
        """Go on with what the first rows did not wait for."""
        self._begun = True
        self.finder.load_overview()
        self._selected()

    def _live_in(self, home_zone: str) -> None:
        self._runner.live_in(home_zone)
        home = zone(home_zone) if home_zone else UTC
        self.list.set_home(home)
        self.panel.set_home(home)

    def _show_overview(self, overview: Overview) -> None:
        self._overview = overview
        self._live_in(overview.home_zone)
        self.search.setPlaceholderText(
            f"Search {counted(overview.total)}" if overview.total else "Search contacts"
        )
        self.folders.show_folders(overview.folders, overview.tags)
        if self._found is not None:
            self._explain(self._found)

    def _show_found(self, found: Found) -> None:
        before, current = self.list.selected(), self.list.currentIndex()
        at = int(current.data(Qt.ItemDataRole.UserRole)) if current.isValid() else 0
        first = self._found is None
        elsewhere = self._found is not None and self._found.choice != found.choice
        top = self.list.verticalScrollBar().value()
        in_sight = bool(self._selection.wanted) or self.list.shows(current)
        if found.text and self._found is not None and found.text != self._found.text:
            before = []  # another search begins with its first answer, not with one of the search before
        self._found = found
        if first:
            self._live_in(found.home_zone)
            QTimer.singleShot(_ROWS_FIRST, self, self._begin)
        with QSignalBlocker(self.list):
            self.model.show(found.ids, found.text, found.rows)
        self._explain(found)
        if not self.panel.editing or self._selection.wanted:
            self._selection.again(before, at, first=first or elsewhere)
        else:
            self._selection.quietly(*before[:1])
        if not elsewhere and not found.text:
            self.list.verticalScrollBar().setValue(top)
            if in_sight:  # whoever was to be seen before is still, wherever a new name has led
                self.list.scrollTo(self.list.currentIndex())

    def _explain(self, found: Found) -> None:
        """Say above the list what it shows, and in its place why it is empty."""
        self.heading.explain(found, self._overview)
        self._empty.explain(found, self._overview)
        self._middle.setCurrentWidget(self.list if len(found.ids) else self._empty)
        self.panel.offer_choice(on=self._begun and bool(len(found.ids)))

    # --- selection, keys, time ------------------------------------------------------------------------

    def _selected(self) -> None:
        if not self._begun:
            return
        editor = self.panel.editor
        ids = self.list.selected()
        if editor is not None:
            if ids == [editor.contact_id]:
                return
            if not self.panel.settled():
                self._selection.quietly(*([editor.contact_id] if editor.contact_id else []))
                return
        self.panel.show_selection(ids)

    def _added(self, contact_id: int) -> None:
        """Show the new contact in the list, while its card stays under edit."""
        if self.search.text():
            self._clear_search()
        if self.model.position(contact_id) >= 0:
            self._selection.quietly(contact_id)
        else:
            self._selection.wanted = contact_id  # the list that has it is on its way

    def _editing_ended(self, contact_id: int) -> None:
        self._selection.wanted = contact_id
        if contact_id and self.model.position(contact_id) < 0:
            self.folders.select(ALL)  # its place has moved it out of this folder
        self.finder.again()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_list(self) -> None:
        if not self.list.selectionModel().hasSelection():
            self.list.step(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type_on(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)

    def _pin(self, country: str, on: bool) -> None:
        def done(changes: Changes) -> None:
            codes = [str(key) for record, key in changes.touched if record == "pin"]
            if on and codes:
                self.folders.pinned(codes[0])

        def failed(error: PartnerDeskError) -> None:
            if isinstance(error, BadInput):
                self.folders.pin_failed(str(error))
            else:
                self._runner.failed.emit(error)

        self._runner.do(
            lambda book: folders.pin(book, country, on=on), context=self, done=done, failed=failed
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Up and Down in the search move the selection, without leaving the search."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self.search and pressed and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                step = self.list.page() * (1 if event.key() == Qt.Key.Key_PageDown else -1)
            if step and self.model.rowCount():
                self.list.step(step)
                return True
        return super().eventFilter(watched, event)

    def _wait_for_minute(self) -> None:
        now = self._runner.now()
        self._minute.start(_MINUTE - (now.second * 1000 + now.microsecond // 1000) + 20)

    def _tick(self) -> None:
        self._look_again()
        self._wait_for_minute()

    def _look_again(self) -> None:
        """Tell anew what time it is everywhere and who is in school; nothing else changes."""
        self.model.repaint_rows()
        self.panel.tick()
        self.finder.load_overview()
        if self._found is not None and not self._found.text and self._found.choice != ALL:
            self.finder.again()
