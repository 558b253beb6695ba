"""The organisation that contacts share: name, place, school week, web; edited beside the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.wording import clock
from partnerdesk.desk import organisations
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.organisations import Shared
from partnerdesk.errors import BadInput, NameTaken, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.card_facts import Known
from partnerdesk.qt.contacts.fields import Field, LineField
from partnerdesk.qt.contacts.place_field import PlaceField
from partnerdesk.qt.contacts.week_field import SchoolHours
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.scrolled import Column
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import InlineBar, Label, Tone, plain_button
from partnerdesk.qt.widgets.bar import is_escape

_ONE = "All contacts of this one go to the other; nobody’s place or hours change. Undo takes it back."


class OrganisationPanel(Column):
    """The shared organisation; saved as one goes.

    Signals:
        finished: back to the card.
        timeAsked(Key): look for a time with this organisation.
        refused: a value was refused after the panel had been left.

    """

    finished = Signal()
    timeAsked = Signal(object)  # noqa: N815 - Qt's manner
    refused = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._school: Shared | None = None
        self._unsaved: set[Field] = set()
        self._refused_as: dict[Field, str] = {}  # what stood in fields when they kept the panel open
        self._title = Label("Organisation", Size.HEADING, wrap=True)
        self._saved_at = Label("Saved as you go", Size.SMALL, tone=Tone.MUTED)
        self._shared = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._bar = InlineBar()
        self._name = LineField("Name", "name")
        self._unite = plain_button("Make them one", self._make_one, tip=_ONE)
        self._unite.hide()
        self._name.put_verb(self._unite)
        self._name.edit.textChanged.connect(self._unite.hide)
        self._place = PlaceField(runner.now)
        self._week = SchoolHours(runner)
        self._web = LineField("Web", "web", "e.g. https://school.example")
        self._fields: tuple[Field, ...] = (self._name, self._place, self._week, self._web)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.GRID // 2] * 4)
        column.setSpacing(2 * theme.GRID)
        head, words = QHBoxLayout(), QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._saved_at)
        head.addLayout(words, 1)
        self.done_button = plain_button("Done", self.finish, tip="Back to the card (Esc)")
        self.time_button = plain_button("Find a time", self._find_time, tip="When is this school in session?")
        head.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._shared)
        column.addWidget(self.time_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._bar, self._name, self._place, self._week, self._web):
            column.addWidget(part)
        column.addStretch()
        QWidget.setTabOrder(self._web, self.time_button)
        QWidget.setTabOrder(self.time_button, self.done_button)
        for field, save in (
            (self._name, self._save_name),
            (self._place, self._save_place),
            (self._week, self._save_week),
            (self._web, self._save_web),
        ):
            field.saveAsked.connect(self._saver(field, save))

    def start(self, school: Shared, known: Known) -> None:
        """Edit an organisation."""
        self._place.prefer(known.countries)
        self._fill(school)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, school: Shared, *, stepped: bool = False) -> None:
        """Show what the book says now, except where the user is typing.

        Args:
            school: what it says.
            stepped: after an undo, which is shown also where the user is, if nothing is unsaved there.

        """
        if self._school is not None and school.record.id == self._school.record.id:
            self._fill(school, stepped=stepped)

    @property
    def organisation_id(self) -> int:
        """Which organisation; 0 before the first."""
        return self._school.record.id if self._school else 0

    def finish(self) -> None:
        """Save what is not saved yet and go back to the card; stay where a field is wrong."""
        self.save()
        wrong = self._wrong_fields()
        if wrong:
            self.hold(wrong)
        else:
            self.finished.emit()

    def escape(self) -> None:
        """Finish; where a field was refused before and is as it was then, leave it as the book has it."""
        wrong = {field: self._typed(field) for field in self._wrong_fields()}
        if wrong and wrong == self._refused_as and self._school is not None:
            for field in wrong:
                self._unsaved.discard(field)
                self._take(field, self._school)
        self.finish()

    def hold(self, wrong: Sequence[Field] = ()) -> None:
        """Lead to the first field that is wrong, and say how to leave it as it was."""
        fields = wrong or self._wrong_fields()
        self._refused_as = {field: self._typed(field) for field in fields}
        for field in fields[:1]:
            field.add_to_error("Esc leaves it as it was.")
            field.go_to_error()

    def _wrong_fields(self) -> list[Field]:
        return [field for field in self._fields if field in self._unsaved and field.error]

    def _typed(self, field: Field) -> str:
        return "\n".join(line.text() for line in field.findChildren(QLineEdit))

    def _find_time(self) -> None:
        self.save()
        self.timeAsked.emit(("organisation", self.organisation_id))

    def save(self) -> None:
        """Save what is not saved yet."""
        for field in self._fields:
            if self._held(field):
                field.leave()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the panel, and Delete for what has the focus in it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        delete = asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete
        if is_escape(event) or delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back to the card."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    def _fill(self, school: Shared, *, stepped: bool = False) -> None:
        self._school = school
        record = school.record
        self._title.setText(record.name)
        self.setAccessibleName(f"Organisation {record.name}")
        self._shared.setText(shared_words(school))
        for field in self._fields:
            held = field.waits() or field in self._unsaved if stepped else self._held(field)
            if not held:
                self._take(field, school)

    def _take(self, field: Field, school: Shared) -> None:
        """Show in a field what the book says."""
        record = school.record
        if field is self._name:
            self._name.show_text(record.name)
        elif field is self._place:
            self._place.show_place(record.place)
        elif field is self._week:
            self._week.show_week(record.week, record.place)
        else:
            self._web.show_text(record.web)
        field.tell(None)

    def _held(self, field: Field) -> bool:
        """Whether something may stand in a field that is not in the book yet."""
        return field.busy() or field in self._unsaved

    def _saver(self, field: Field, save: Callable[[bool], None]) -> Callable[[bool], None]:
        def saver(told: bool) -> None:
            self._unsaved.discard(field)
            save(told)

        return saver

    def _wrong(self, field: Field, error: BadInput, *, told: bool) -> None:
        """Hold a value that cannot be understood, and say so once the field was left."""
        self._unsaved.add(field)
        if told:
            field.tell(error)
            self._runner.refused.emit(error)

    def _save_name(self, told: bool) -> None:
        text = " ".join(self._name.edit.text().split())
        if self._school and text != self._school.record.name:
            self._do(self._name, told, lambda book, key: organisations.edit(book, key, name=text))

    def _make_one(self) -> None:
        """Make this organisation one with the one that has the name typed."""
        key, name = self.organisation_id, self._name.edit.text()

        def done(_changes: Changes) -> None:
            self._unsaved.discard(self._name)
            self._unite.hide()
            self.finished.emit()  # this one is in Trash

        self._runner.do(
            lambda book: organisations.unite(book, key, name),
            context=self,
            done=done,
            failed=self._bar.say_error,
        )

    def _save_web(self, told: bool) -> None:
        text = self._web.edit.text().strip()
        if self._school and text != self._school.record.web:
            self._do(self._web, told, lambda book, key: organisations.edit(book, key, web=text))

    def _save_place(self, told: bool) -> None:
        try:
            place: Place = self._place.values()["place"]
        except BadInput as error:
            self._wrong(self._place, error, told=told)
            return
        self._place.tell(None)
        if self._school and place != self._school.record.place:
            self._do(self._place, told, lambda book, key: organisations.edit(book, key, place=place))

    def _save_week(self, told: bool) -> None:
        try:
            week: SchoolWeek | None = self._week.week()
        except BadInput as error:
            self._wrong(self._week, error, told=told)
            return
        self._week.tell(None)
        if self._school and week != self._school.record.week:
            self._do(self._week, told, lambda book, key: organisations.edit(book, key, week=week))

    def _do(
        self,
        field: Field,
        told: bool,
        verb: Callable[[Book, int], Changes],
    ) -> None:
        key = self.organisation_id

        def failed(error: PartnerDeskError) -> None:
            self._unsaved.add(field)
            if not isinstance(error, BadInput):
                self._bar.say_error(error)
            elif told:
                field.tell(error)
                self._unite.setVisible(isinstance(error, NameTaken))
                if not self.isVisible():
                    self.refused.emit()

        def done(_changes: Changes) -> None:
            field.tell(None)
            self._bar.hide()
            self._saved_at.setText(f"Saved {clock(self._runner.here())}")

        self._runner.do(lambda book: verb(book, key), context=self, done=done, failed=failed, quiet=True)


def shared_words(school: Shared) -> str:
    """Say who shares an organisation and who will follow a change of it."""
    if school.contacts <= 1:
        return "One contact belongs to it. What you change here holds for the whole school."
    who = f"{school.contacts:,} contacts share it"
    if school.by_place == school.by_hours == school.contacts:
        return f"{who}, and all of them follow its place and its school week."
    follow = f"{school.by_place} follow its place, {school.by_hours} its school week"
    return f"{who}: {follow}. Who has something of their own keeps it."
