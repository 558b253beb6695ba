"""The right-hand side of the page: the card of what is selected, to read or to edit.

The list is shown first: what a card is made of is loaded when there is one to show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.desk import contacts, listing, organisations
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.listing import ListRow
from partnerdesk.errors import NotFound, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.card_facts import CardFacts, Known, gather, known
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.scrolled import Scrolled
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Label, Tone

if TYPE_CHECKING:
    from partnerdesk.core.places import Place
    from partnerdesk.desk.organisations import Shared
    from partnerdesk.qt.contacts.card import CardView
    from partnerdesk.qt.contacts.card_edit import CardEdit
    from partnerdesk.qt.contacts.organisation_panel import OrganisationPanel
    from partnerdesk.qt.contacts.several import SeveralCard


_NARROWEST, _LETTERS = 264, 36
"""How wide a card is at the least: device-independent pixels, and letters in large type."""


class Panel(QStackedWidget):
    """Shows the selection: nobody, one contact, or several; and edits a contact or its organisation in place.

    Signals:
        writeAsked, timeAsked, projectAsked, printAsked, exportAsked, trashAsked: a verb for the
            selection.
        twinsAsked(int, str): look for the twins of this contact, of this name.
        fileAsked(int, str): write this contact to a file.
        letterDropped(Path, int, str): a letter was dropped on the card of this contact, of this name.
        schoolTimeAsked(Key): look for a time with the organisation shown.
        added(int): a contact was added here.
        editingEnded(int): back to reading this contact; 0 if there is none.
        backAsked(int): an edit of this contact was refused after it was left: it is to be selected again.

    """

    writeAsked = Signal()  # noqa: N815 - Qt's manner
    timeAsked = Signal()  # noqa: N815
    schoolTimeAsked = Signal(object)  # noqa: N815
    projectAsked = Signal()  # noqa: N815
    printAsked = Signal()  # noqa: N815
    exportAsked = Signal()  # noqa: N815
    trashAsked = Signal()  # noqa: N815
    twinsAsked = Signal(int, str)  # noqa: N815
    fileAsked = Signal(int, str)  # noqa: N815
    letterDropped = Signal(object, int, str)  # noqa: N815
    added = Signal(int)
    editingEnded = Signal(int)  # noqa: N815
    backAsked = Signal(int)  # noqa: N815

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._home: tzinfo = UTC
        self._ids: Sequence[int] = ()
        self._cards: Latest[CardFacts | None] = Latest(runner, self)
        self._groups: Latest[tuple[list[ListRow], list[str]]] = Latest(runner, self)
        self._edits: Latest[tuple[CardFacts | None, Known]] = Latest(runner, self)
        self._schools: Latest[Shared] = Latest(runner, self)
        self._edit: CardEdit | None = None
        self._known = Known()
        self._organisation: OrganisationPanel | None = None
        self._nobody = self._hint()
        self.addWidget(self._nobody)
        self._card_page, self._several_page, self._edit_page, self._school_page = (
            Scrolled(QWidget()) for _ in range(4)
        )
        for page in (self._card_page, self._several_page, self._edit_page, self._school_page):
            self.addWidget(page)
        self.setAccessibleName("Card")

    def _hint(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*[4 * theme.GRID] * 4)
        words = "Choose a contact to see the card: who, where, what time it is there, and how to reach them."
        self._hint_label = Label(words, Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._hint_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        column.addWidget(self._hint_label)
        column.addStretch(3)
        return page

    @cached_property
    def card(self) -> CardView:
        """The card of one contact."""
        from partnerdesk.qt.contacts.card import CardView

        card = CardView()
        card.writeAsked.connect(self.writeAsked)
        card.timeAsked.connect(self.timeAsked)
        card.trashAsked.connect(self.trashAsked)
        card.twinsAsked.connect(self.twinsAsked)
        card.fileAsked.connect(self.fileAsked)
        card.letterDropped.connect(self.letterDropped)
        card.editAsked.connect(self.edit)
        card.tagAsked.connect(lambda: self.edit("tags"))
        card.organisationAsked.connect(self.edit_organisation)
        card.noteAsked.connect(self._note)
        self._card_page.setWidget(card)
        return card

    @cached_property
    def several(self) -> SeveralCard:
        """The card of several contacts at once."""
        from partnerdesk.qt.contacts.several import SeveralCard

        several = SeveralCard()
        several.writeAsked.connect(self.writeAsked)
        several.timeAsked.connect(self.timeAsked)
        several.projectAsked.connect(self.projectAsked)
        several.printAsked.connect(self.printAsked)
        several.exportAsked.connect(self.exportAsked)
        several.trashAsked.connect(self.trashAsked)
        several.tagged.connect(self._tag)
        self._several_page.setWidget(several)
        return several

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the room that a card cannot do without, whatever it shows."""
        least = max(_NARROWEST, theme.column_width(_LETTERS))
        return QSize(least, super().minimumSizeHint().height())

    # --- what is shown --------------------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        """Whether a contact or an organisation is being edited here."""
        return self.currentWidget() in (self._edit_page, self._school_page)

    @property
    def editor(self) -> CardEdit | None:
        """The card under edit, if there is one on view."""
        return self._edit if self.currentWidget() is self._edit_page else None

    def set_home(self, zone: tzinfo) -> None:
        """Tell days in this zone."""
        self._home = zone

    def show_selection(self, ids: Sequence[int]) -> None:
        """Show these contacts; an edit under way is saved and left."""
        self._ids = ids
        if self.editing:
            self._leave_editing()
        self._load()

    def offer_choice(self, *, on: bool) -> None:
        """Say that a contact can be chosen, or nothing where there is none to choose."""
        self._hint_label.setVisible(on)

    def tick(self) -> None:
        """Show the time there after a minute has passed."""
        if self.currentWidget() is self._card_page:
            self.card.tick(self._runner.now())

    def refresh(self, changes: Changes) -> None:
        """Show anew what ``changes`` concerns."""
        from partnerdesk.qt.contacts.several import SHOWN

        mine = bool(changes.contacts & set(self._ids[:SHOWN])) or changes.touches("organisation")
        if changes.touched and not mine:
            return
        if self.currentWidget() is self._school_page:
            self._load_school(partial(self._refresh_school, changes.stepped))
        elif self._edit is not None and self._edit.contact_id is not None and self.editing:
            self._reload_edit(self._edit, stepped=changes.stepped)
        elif not self.editing:
            self._load()

    def _load(self) -> None:
        if not self._ids:
            self._cards.drop()
            self.setCurrentWidget(self._nobody)
        elif len(self._ids) == 1:
            self._load_card(self._ids[0])
        else:
            self._load_several(self._ids)

    def _load_card(self, key: int) -> None:
        def query(book: Book) -> CardFacts | None:
            try:
                return gather(book, key)
            except NotFound:
                return None  # thrown away since; the list is about to say so

        self._cards.ask(query, self._show_card)

    def _show_card(self, facts: CardFacts | None) -> None:
        if self.editing or facts is None or list(self._ids) != [facts.contact.id]:
            return
        if facts.contact.id != self.card.contact_id:
            self._card_page.verticalScrollBar().setValue(0)
        self.card.show_card(facts, self._runner.now(), self._home)
        self.setCurrentWidget(self._card_page)

    def _load_several(self, ids: Sequence[int]) -> None:
        from partnerdesk.qt.contacts.several import SHOWN

        some = list(ids[:SHOWN])

        def query(book: Book) -> tuple[list[ListRow], list[str]]:
            return listing.rows(book, some), [name for name, _ in listing.tags(book)]

        def show(answer: tuple[list[ListRow], list[str]]) -> None:
            if self.editing or self._ids is not ids:
                return
            rows, tags = answer
            self.several.offer(tags)
            self.several.show_rows(rows, len(ids))
            self.setCurrentWidget(self._several_page)

        self._groups.ask(query, show)

    # --- editing --------------------------------------------------------------------------------------

    def edit(self, field: str = "name") -> None:
        """Edit the contact that is selected, beginning in one of its fields."""
        if self.editor is not None:
            self.editor.focus_field(field)
            return
        if len(self._ids) != 1:
            return
        key = self._ids[0]

        def query(book: Book) -> tuple[CardFacts | None, Known]:
            return gather(book, key, colleagues=True), known(book)

        def start(answer: tuple[CardFacts | None, Known]) -> None:
            facts, self._known = answer
            if facts is not None and list(self._ids) == [key]:
                self._new_editor().start(facts, field)

        self._edits.ask(query, start)

    def new(self, place: Place, tags: tuple[str, ...] = (), name: str = "") -> None:
        """Begin a new contact, proposed to be at ``place`` and to have these tags."""
        if self.editing:
            self._leave_editing()
        self._ids = ()

        def start(answer: tuple[CardFacts | None, Known]) -> None:
            self._known = answer[1]
            if not self._ids:  # else somebody was chosen meanwhile
                self._new_editor().start_new(place, tags, name)

        self._edits.ask(lambda book: (None, known(book)), start)

    def edit_organisation(self) -> None:
        """Edit the organisation of the contact that is selected."""
        if self._edit is not None and self.editing:
            self._edit.flush()
        self._load_school(self._open_school)

    def settled(self) -> bool:
        """Save what is under edit; False if something there is wrong, so that it should not be left."""
        if self._edit is None or self.editor is not self._edit:
            return True
        return self._edit.settled()

    def leave(self) -> None:
        """Save what is not saved yet, as when the window closes; it stays here, should that fail."""
        if self._organisation is not None:
            self._organisation.save()
        if self.editor is not None:
            self.editor.settled()
        elif self._edit is not None:
            self._edit.flush()

    def step_back(self) -> bool:
        """Leave editing; False if there was none."""
        if self.currentWidget() is self._school_page and self._organisation is not None:
            self._organisation.escape()
        elif self._edit is not None and self.editing:
            self._edit.escape()
        else:
            return False
        return True

    def _new_editor(self) -> CardEdit:
        from partnerdesk.qt.contacts.card_edit import CardEdit

        edit = CardEdit(self._runner, self._known)
        edit.finished.connect(self._finished)
        edit.added.connect(self._was_added)
        edit.refused.connect(self._refused)
        edit.organisationAsked.connect(self.edit_organisation)
        self._edit_page.setWidget(edit)  # the one before goes; if a save of it fails, the window says so
        self._edit = edit
        self.setCurrentWidget(self._edit_page)
        return edit

    def _reload_edit(self, edit: CardEdit, *, stepped: bool) -> None:
        key = edit.contact_id
        if key is None:
            return

        def query(book: Book) -> tuple[CardFacts | None, Known]:
            return gather(book, key, colleagues=True), self._known

        def show(answer: tuple[CardFacts | None, Known]) -> None:
            if answer[0] is not None and self._edit is edit:
                edit.refresh(answer[0], stepped=stepped)

        self._edits.ask(query, show)

    def _leave_editing(self) -> None:
        if self._organisation is not None and self.currentWidget() is self._school_page:
            self._organisation.save()
        elif self._edit is not None:
            self._edit.flush()
        self.setCurrentWidget(self._nobody if not self._ids else self._card_page)

    def _finished(self) -> None:
        key = self._edit.contact_id if self._edit is not None else None
        self.setCurrentWidget(self._card_page if key else self._nobody)
        self.editingEnded.emit(key or 0)

    def _was_added(self, key: int) -> None:
        self._ids = (key,)
        if not self.editing:
            self._load()
        self.added.emit(key)

    def _refused(self) -> None:
        """A value was refused after the card had been left: come back to it."""
        if self._edit is None or self.editing:
            return
        key = self._edit.contact_id
        self._ids = (key,) if key else ()
        self.setCurrentWidget(self._edit_page)
        if key:
            self.backAsked.emit(key)

    # --- the organisation -----------------------------------------------------------------------------

    def _load_school(self, show: Callable[[Shared], None]) -> None:
        if self._ids:
            key = self._ids[0]
            self._schools.ask(lambda book: organisations.shared_by(book, key), show)

    def _open_school(self, school: Shared) -> None:
        from partnerdesk.qt.contacts.organisation_panel import OrganisationPanel

        panel = OrganisationPanel(self._runner)
        panel.finished.connect(self._school_done)
        panel.timeAsked.connect(self.schoolTimeAsked)
        panel.refused.connect(self._school_refused)
        self._school_page.setWidget(panel)
        self._organisation = panel
        self.setCurrentWidget(self._school_page)
        panel.start(school, self._known)

    def _refresh_school(self, stepped: bool, school: Shared) -> None:
        if self._organisation is not None:
            self._organisation.refresh(school, stepped=stepped)

    def _school_refused(self) -> None:
        """A value was refused after the organisation had been left: come back to it."""
        if self._organisation is not None and not self.editing:
            self.setCurrentWidget(self._school_page)
            self._organisation.hold()

    def _school_done(self) -> None:
        self.setCurrentWidget(self._card_page)
        self.editingEnded.emit(self._ids[0] if self._ids else 0)

    # --- verbs of the card ----------------------------------------------------------------------------

    def _note(self, text: str) -> None:
        key = self.card.contact_id
        self._runner.do(
            lambda book: contacts.note(book, key, text),
            context=self,
            done=lambda _changes: self.card.history.taken(),
        )

    def _tag(self, name: str) -> None:
        ids = list(self._ids)

        def failed(error: PartnerDeskError) -> None:
            self.several.tell(error)

        self._runner.do(
            lambda book: contacts.tag(book, ids, name),
            context=self,
            done=lambda _changes: self.several.taken(),
            failed=failed,
        )
