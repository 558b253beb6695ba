"""The first-run page: whose book it is and where it lives. Nothing else is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from partnerdesk.core.places import Place
from partnerdesk.core.wording import languages
from partnerdesk.desk.home import HomeFields, problems, start_book
from partnerdesk.desk.places import gazetteer
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.bookplace import BookPlace
from partnerdesk.qt.form import Alone, Column, FormField
from partnerdesk.qt.homeplace import HomePlace
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import (
    FlowLayout,
    InlineBar,
    Kind,
    Label,
    LanguagesField,
    plain_button,
    primary_button,
)
from partnerdesk.qt.worker import Jobs

_MOST_LANGUAGES = 3  # of a country's are proposed: a school rarely writes in all that are spoken


class StartPage(Alone):
    """One calm page, shown while there is no book.

    Signals:
        bookReady(Path): a book was made and is to be opened; or one that is there already is to be.
        sampleWanted(): the sample book is to be shown.

    Args:
        jobs: the worker; no book is open yet.
        folder: where the book is proposed to lie; the user's own folder if it is not there.
        clock: what time it is, aware; the pictures set it.

    """

    bookReady = Signal(object)  # noqa: N815 - Qt's manner
    sampleWanted = Signal()  # noqa: N815
    title = "Welcome"

    def __init__(
        self,
        jobs: Jobs,
        folder: Path,
        clock: Callable[[], datetime] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._clock = jobs, clock
        self._languages_said = False
        self._busy = False
        self.name, self.organisation = QLineEdit(), QLineEdit()
        self.role = QLineEdit(placeholderText="Teacher, coordinator…")
        self.place = HomePlace(clock or (lambda: datetime.now(UTC)))
        self.languages = LanguagesField(languages())
        self._rows = {
            "name": FormField("Your name", self.name),
            "role": FormField("Your role", self.role),
            "organisation": FormField("School or organisation", self.organisation),
            "languages": FormField(
                "Languages you can write in", self.languages, "The one you like best comes first."
            ),
        }
        self.book = BookPlace(jobs, folder)
        self.trouble = InlineBar()
        self.begin = primary_button("Start", self.main_action)
        self.sample = plain_button("Look at a sample book", self.sampleWanted.emit)
        self._lay_out()
        self.languages.changed.connect(self._say_languages)
        self.place.placed.connect(self._propose_languages)
        for key, edit in (("name", self.name), ("role", self.role), ("organisation", self.organisation)):
            edit.textEdited.connect(lambda _text, key=key: self._rows[key].tell(""))
        self.book.moved.connect(self.trouble.hide)

    def _lay_out(self) -> None:
        self._column = Column(middle=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        rows = self._column.rows
        rows.addStretch(1)
        rows.addWidget(Label("Find partner classes in other countries", Size.TITLE, wrap=True))
        rows.addWidget(
            Label(
                "Say who you are: your letters are signed with it, and every time is shown "
                "by your clock and by theirs.",
                wrap=True,
            )
        )
        rows.addSpacing(theme.GRID)
        person = QHBoxLayout()
        person.setSpacing(2 * theme.GRID)
        for key in ("name", "role"):
            person.addWidget(self._rows[key], 1, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(person)
        for row in (self._rows["organisation"], self.place, self._rows["languages"]):
            rows.addWidget(row)
        rows.addWidget(self.book)
        rows.addWidget(self.trouble)
        rows.addSpacing(theme.GRID)
        verbs = FlowLayout()
        verbs.addWidget(self.begin)
        verbs.addWidget(self.sample)
        rows.addLayout(verbs)
        rows.addStretch(2)

    def focus_main(self) -> None:
        """Begin with the name."""
        self.name.setFocus()

    def main_action(self) -> None:
        """Make the book, or say beside each field what is still missing."""
        if self._busy:
            return
        self.trouble.hide()
        whole = self.languages.settle()  # before the fields are read: it may add one
        fields, wrong = self._fields()
        said = {error.field for error in wrong}
        wrong += [error for error in problems(**fields) if not (error.field == "city" and said)]
        self._tell(wrong)
        if not wrong and not whole:
            self.languages.setFocus()
            self._column.ensureWidgetVisible(self.languages)
        if wrong or not whole:
            return
        path, clock = self.book.path, self._clock

        def make() -> Path:
            start_book(path, clock=clock, **fields).close()
            return path

        self._set_busy(busy=True)
        self._jobs.run(make, self._made, self._failed, context=self)

    def _fields(self) -> tuple[HomeFields, list[BadInput]]:
        """Return what was said, and what keeps the place from being known."""
        fields = HomeFields(
            name=self.name.text(),
            role=self.role.text(),
            organisation=self.organisation.text(),
            languages=self.languages.values(),
            place=Place(),
        )
        try:
            fields["place"] = self.place.place()
        except BadInput as error:
            return fields, [error]
        return fields, []

    def _tell(self, wrong: list[BadInput]) -> None:
        """Say each error beside its field, and go to the first field that has one."""
        by_field = {error.field: error for error in reversed(wrong)}
        for key, row in self._rows.items():
            row.tell(str(by_field[key]) if key in by_field else "")
        of_place = next((error for key, error in by_field.items() if key not in self._rows), None)
        self.place.tell(of_place)
        for row in (*self._rows.values(), *self.place.rows):
            if row.error:
                row.setFocus()
                self._column.ensureWidgetVisible(row)
                break

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.begin.setText("Making the book…" if busy else "Start")
        self.begin.setEnabled(not busy)

    def _made(self, path: Path) -> None:
        self._set_busy(busy=False)
        self.bookReady.emit(path)

    def _failed(self, error: PartnerDeskError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, BadInput):
            self._tell([error])
            return
        there = self.book.path
        actions = [("Open that one", lambda: self.bookReady.emit(there))] if there.is_file() else []
        self.trouble.say(Kind.ERROR, str(error), actions=actions)
        self.book.setFocus()

    def _say_languages(self, _values: object) -> None:
        self._languages_said = True

    def _propose_languages(self, place: Place) -> None:
        land = gazetteer().country(place.country)
        if land is not None and not self._languages_said:
            self.languages.set_values(land.languages[:_MOST_LANGUAGES])
