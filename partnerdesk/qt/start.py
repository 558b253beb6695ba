"""The first-run page: whose book it is and where it lives. Nothing else is asked."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from partnerdesk.core.places import Place
from partnerdesk.core.wording import languages
from partnerdesk.desk.book import Changes
from partnerdesk.desk.home import HomeFields, problems, start_book
from partnerdesk.desk.places import gazetteer
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.form import Column, FormField
from partnerdesk.qt.homeplace import HomePlace
from partnerdesk.qt.theme import Size
from partnerdesk.qt.whereabouts import kept_by
from partnerdesk.qt.widgets import (
    FlowLayout,
    InlineBar,
    Kind,
    Label,
    LanguagesField,
    Tone,
    plain_button,
    primary_button,
)
from partnerdesk.qt.worker import Runner as Jobs

SUFFIX = ".partnerdesk"
_MOST_LANGUAGES = 3  # of a country's are proposed: a school rarely writes in all that are spoken


class StartPage(QWidget):
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
        self._path = free_book(folder if folder.is_dir() else Path.home())
        self._file = Label(elide=True)
        self._folder = Label(size=Size.SMALL, tone=Tone.MUTED, elide=True)
        self.change = plain_button("Change…", self._choose)
        self._caution, self.trouble = InlineBar(), InlineBar()
        self.begin = primary_button("Start", self.main_action)
        self.begin.setAutoDefault(True)  # Return presses it, not only Space
        self.sample = plain_button("Look at a sample book", self.sampleWanted.emit)
        self.sample.setAutoDefault(True)
        self._lay_out()
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, self.main_action, context=context)
        self.languages.changed.connect(self._say_languages)
        self.place.placed.connect(self._propose_languages)
        for key, edit in (("name", self.name), ("role", self.role), ("organisation", self.organisation)):
            edit.textEdited.connect(lambda _text, key=key: self._rows[key].tell(""))
        self.set_path(self._path)

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
        rows.addLayout(self._where_it_lives())
        rows.addWidget(self._caution)
        rows.addWidget(self.trouble)
        rows.addSpacing(theme.GRID)
        verbs = FlowLayout()
        verbs.addWidget(self.begin)
        verbs.addWidget(self.sample)
        rows.addLayout(verbs)
        rows.addStretch(2)

    def _where_it_lives(self) -> QHBoxLayout:
        caption = Label("Your book is one file of your own; it is not encrypted", Size.SMALL, tone=Tone.MUTED)
        caption.setBuddy(self.change)
        texts = QVBoxLayout()
        texts.setSpacing(theme.GRID // 4)
        texts.addWidget(caption)
        texts.addWidget(self._file)
        texts.addWidget(self._folder)
        across = QHBoxLayout()
        across.setSpacing(2 * theme.GRID)
        across.addLayout(texts, 1)
        across.addWidget(self.change, 0, Qt.AlignmentFlag.AlignBottom)
        return across

    def focus_main(self) -> None:
        """Begin with the name."""
        self.name.setFocus()

    def refresh(self, _changes: Changes) -> None:
        """There is no book yet that could change."""

    def step_back(self) -> None:
        """There is nothing to step back to."""

    def main_action(self) -> None:
        """Make the book, or say beside each field what is still missing."""
        if self._busy:
            return
        self.trouble.hide()
        fields, wrong = self._fields()
        said = {error.field for error in wrong}
        wrong += [error for error in problems(**fields) if not (error.field == "city" and said)]
        self._tell(wrong)
        if wrong:
            return
        path, clock = self._path, self._clock

        def make() -> Path:
            start_book(path, clock=clock, **fields).close()
            return path

        self._set_busy(busy=True)
        self._jobs.run(make, self._made, self._failed, context=self)

    def set_path(self, path: Path) -> None:
        """Propose that the book lives there."""
        self._path = path if path.suffix else path.with_suffix(SUFFIX)
        self._file.setText(self._path.name)
        self._folder.setText(f"in {os.fspath(self._path.parent)}")
        self.change.setAccessibleName(f"Change where the book lives: {self._path}")
        self._caution.hide()
        self.trouble.hide()
        asked = self._path
        self._jobs.run(lambda: kept_by(asked), lambda by: self._warn(asked, by), context=self)

    def _warn(self, path: Path, service: str) -> None:
        if not service or path != self._path:
            return
        local = free_book(Path.home())
        actions = (
            [] if path.parent == local.parent else [(f"Use {local.parent}", lambda: self.set_path(local))]
        )
        self._caution.say(
            Kind.WARNING,
            f"This folder looks like {service}. A book that is copied elsewhere while it is open can be "
            "damaged, and others may see it: a folder of this computer alone is safer.",
            actions=actions,
        )

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Where your book lives", os.fspath(self._path))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"PartnerDesk book (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever written over
        dialog.selectFile(self._path.name)
        dialog.fileSelected.connect(lambda name: self.set_path(Path(name)))
        dialog.open()

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
        there = self._path
        actions = [("Open that one", lambda: self.bookReady.emit(there))] if there.is_file() else []
        self.trouble.say(Kind.ERROR, str(error), actions=actions)
        self.change.setFocus()

    def _say_languages(self, _values: object) -> None:
        self._languages_said = True

    def _propose_languages(self, place: Place) -> None:
        land = gazetteer().country(place.country)
        if land is not None and not self._languages_said:
            self.languages.set_values(land.languages[:_MOST_LANGUAGES])


def free_book(folder: Path) -> Path:
    """Return a name for a book in ``folder`` that no file has yet: ``PartnerDesk.partnerdesk``."""
    names = ("PartnerDesk", *(f"PartnerDesk {number}" for number in range(2, 100)))
    paths = [folder / f"{name}{SUFFIX}" for name in names]
    return next((path for path in paths if not path.exists()), paths[0])
