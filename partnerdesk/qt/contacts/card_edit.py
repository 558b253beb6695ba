"""The card while it is edited: every field of a contact, saved as one goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.core.places import Place
from partnerdesk.core.wording import clock
from partnerdesk.desk import contacts
from partnerdesk.desk.book import Changes
from partnerdesk.desk.contacts import ContactFields
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.card_facts import CardFacts, Known
from partnerdesk.qt.contacts.fields import Field, LineField, LinesField, ValuesField
from partnerdesk.qt.contacts.place_field import PlaceField
from partnerdesk.qt.contacts.plain_fields import (
    ChipsRow,
    OrganisationField,
    SourceField,
    languages_row,
    tags_row,
)
from partnerdesk.qt.contacts.week_field import WeekField
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.scrolled import Column
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import InlineBar, Label, Tone, plain_button
from partnerdesk.qt.widgets.bar import is_escape


class CardEdit(Column):
    """All fields of one contact, or of one that is not there yet: it is added as soon as it has a name.

    Signals:
        finished: the user is done (Esc, or the button); everything is saved or said to be wrong.
        added(int): the new contact has its key.
        organisationAsked: its organisation is to be edited.
        refused: a value could not be saved after the card had been left.

    """

    finished = Signal()
    added = Signal(int)
    organisationAsked = Signal()  # noqa: N815 - Qt's manner
    refused = Signal()

    def __init__(self, runner: Runner, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._id: int | None = None
        self._facts: CardFacts | None = None
        self._held: dict[Field, str] = {}
        self._adding = False
        self._warned = False
        self._title = Label("New contact", Size.HEADING, elide=True)
        self._saved_at = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._bar = InlineBar()
        self.done_button = plain_button("Done", self.finish, tip="Back to reading (Esc)")
        self.fields = self._make_fields(known)
        self._lay_out()

    def _make_fields(self, known: Known) -> dict[str, Field]:
        school = OrganisationField(self._runner)
        school.openAsked.connect(self.organisationAsked)
        place = PlaceField(self._runner.now)
        place.prefer(known.countries)
        found: dict[str, Field] = {
            "name": LineField("Name", "name", "Given and family name"),
            "greeting": LineField("How letters greet them", "greeting", "e.g. Estimada profesora Ruiz"),
            "role": LineField("Role", "role", "Teacher, coordinator…"),
            "organisation": school,
            "place": place,
            "street": LinesField("Street", "street", "Street and number; a box, a building", least=2),
            "postcode": LineField("Postcode", "postcode", "e.g. 72000"),
            "week": WeekField(self._runner),
            "languages": languages_row(known),
            "emails": ValuesField("E-mail", "emails", "address", "Add an e-mail", "e.g. name@school.example"),
            "phones": ValuesField("Phone", "phones", "number", "Add a phone", "e.g. +52 222 555 0199"),
            "web": LineField("Website", "web", "e.g. school.example/class-5"),
            "source": SourceField(self._runner),
            "tags": tags_row(known),
            "notes": LinesField("Notes", "notes", "What else is good to know"),
        }
        for field in found.values():
            field.keep()
            field.saveAsked.connect(self._saver(field))
        return found

    def _saver(self, field: Field) -> Callable[[bool], None]:
        return lambda told: self._save(field, told=told)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.GRID // 2] * 4)
        column.setSpacing(2 * theme.GRID)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._saved_at)
        head.addLayout(words, 1)
        head.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._bar)
        for field in self.fields.values():
            column.addWidget(field)
        column.addStretch()
        # Tab goes from field to field; the button that ends it all comes last.
        QWidget.setTabOrder(self.fields["notes"], self.done_button)

    @property
    def contact_id(self) -> int | None:
        """The contact's key; None while it is not added."""
        return self._id

    def start(self, facts: CardFacts, focus: str = "name") -> None:
        """Edit a contact, beginning in one of its fields."""
        self._id, self._facts = facts.contact.id, facts
        self._show_title(facts.contact.name)
        self._saved_at.setText("Saved as you go")
        for field in self.fields.values():
            field.take(facts)
        self.focus_field(focus)

    def start_new(self, place: Place, tags: tuple[str, ...] = (), name: str = "") -> None:
        """Begin a new contact, proposed to be at ``place``, to have these tags and this name."""
        cast("LineField", self.fields["name"]).show_text(name)
        cast("ChipsRow", self.fields["tags"]).show_values(tags)
        self._saved_at.setText("Added as soon as it has a name")
        cast("PlaceField", self.fields["place"]).show_place(place)
        self.focus_field("name")

    def refresh(self, facts: CardFacts, *, stepped: bool = False) -> None:
        """Show what the book says now, except where the user is typing.

        Args:
            facts: what it says.
            stepped: after an undo, which is shown also where the user is, if nothing is unsaved there.

        """
        if facts.contact.id != self._id:
            return
        self._facts = facts
        self._show_title(facts.contact.name)
        for field in self.fields.values():
            if (stepped or not field.busy()) and not self._dirty(field):
                field.take(facts)

    def focus_field(self, key: str) -> None:
        """Put the focus into a field."""
        self.fields[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Save what is not saved yet, then say that editing is over; stay where a field is wrong."""
        if self.settled():
            self.finished.emit()

    def escape(self) -> None:
        """Finish; where a field was refused before and is as it was then, leave it as the book has it."""
        wrong = {field: field.said() for field in self.fields.values() if field.error}
        if wrong and wrong == self._held and self._facts is not None:
            for field in wrong:
                field.take(self._facts)
        self.finish()

    def settled(self) -> bool:
        """Save what is not saved yet; False, with the focus on it, if something is wrong.

        A new contact without a name is asked for one, once: the second time it is let go.
        """
        self.flush()
        wrong = [field for field in self.fields.values() if self._dirty(field)]
        if self._id is None and not self._adding:
            name = self.fields["name"]
            if not wrong or self._warned:
                return True
            self._warned = True
            nameless = BadInput("It needs a name to be kept.", "Type one, or press Esc again.", "name")
            name.tell(nameless)
            self._runner.refused.emit(nameless)
            wrong = [name]
        if wrong and not self._adding:
            self._hold(wrong)
            return False
        return True

    def _hold(self, wrong: Sequence[Field]) -> None:
        """Lead to the first field that is wrong, and say how to leave it as it was."""
        self._held = {field: field.said() for field in wrong}
        if self._facts is not None:
            wrong[0].add_to_error("Esc leaves it as it was.")
        wrong[0].go_to_error()

    def flush(self) -> None:
        """Save now whatever is not saved yet."""
        for field in self.fields.values():
            field.settle()
        if self._id is None:
            self._add(told=True)
            return
        for field in self.fields.values():
            if self._dirty(field):
                self._save(field, told=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Esc ends editing."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the card while it is edited, and Delete for what has the focus in it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        delete = asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete
        if is_escape(event) or delete:
            event.accept()
            return True
        return super().event(event)

    def _dirty(self, field: Field) -> bool:
        try:
            return field.changed()
        except BadInput:
            return True

    def _save(self, field: Field, *, told: bool) -> None:
        if self._id is None:
            self._add(told=told and field is self.fields["name"])
            return
        try:
            values = field.values()
        except BadInput as error:
            if told:
                field.tell(error)
                self._runner.refused.emit(error)
            return
        field.tell(None)
        if values == field.kept:
            return
        before, contact_id = field.kept, self._id
        field.keep(values)

        def failed(error: PartnerDeskError) -> None:
            field.keep(before)
            self._tell(field, error, told=told)

        self._runner.do(
            lambda book: contacts.edit(book, contact_id, **values),
            context=self,
            done=self._saved,
            failed=failed,
            quiet=True,
        )

    def _add(self, *, told: bool) -> None:
        """Add the contact with all that was said of it so far; later fields wait until it has its key."""
        if self._adding or not self.fields["name"].values().get("name"):
            return
        values: dict[str, object] = {}
        for field in self.fields.values():
            try:
                values |= cast("dict[str, object]", field.values())
            except BadInput as error:
                if told:
                    field.tell(error)
        said = cast("ContactFields", values)
        self._adding = True

        def done(changes: Changes) -> None:
            self._adding = False
            self._id = changes.made[0]
            for field in self.fields.values():
                if kept := {key: values[key] for key in field.kept if key in values}:
                    field.keep(cast("ContactFields", kept))
            self._show_title(str(values["name"]))
            self._saved(changes)
            self.added.emit(self._id)
            self.flush()  # what was typed while it was being added

        def failed(error: PartnerDeskError) -> None:
            self._adding = False
            culprit = getattr(error, "field", "")
            self._tell(self._blamed(culprit), error, told=told)

        self._runner.do(lambda book: contacts.add(book, **said), context=self, done=done, failed=failed)

    def _blamed(self, key: str) -> Field:
        names = {
            "email": "emails",
            "phone": "phones",
            "hours": "week",
            "breaks": "week",
            "introduced_by": "source",
        }
        return self.fields.get(names.get(key, key), self.fields["name"])

    def _saved(self, _changes: Changes) -> None:
        self._bar.hide()
        self._saved_at.setText(f"Saved {clock(self._runner.here())}")

    def _tell(self, field: Field, error: PartnerDeskError, *, told: bool) -> None:
        if not isinstance(error, BadInput):
            self._saved_at.setText("Not saved")
            self._bar.say_error(error)
        elif told:
            field.tell(error)
        else:
            return
        if not self.isVisible():
            self.refused.emit()
            if field.error:
                self._hold([field])

    def _show_title(self, name: str) -> None:
        self._title.setText(name)
