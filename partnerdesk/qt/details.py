"""Your details: who and where home is, saved as you go; where the book lies; what the program stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk import __version__
from partnerdesk.core.wording import clock
from partnerdesk.desk import home
from partnerdesk.desk.about import credits_for_places, versions
from partnerdesk.desk.book import Book, Changes
from partnerdesk.qt import theme
from partnerdesk.qt.details_form import HomeWeek, Signature, Week, Where
from partnerdesk.qt.form import Column
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.saved_fields import Detail, Languages, Line, Saving
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Hairline, InlineBar, Label, Tone

if TYPE_CHECKING:
    from partnerdesk.desk.home import Home, HomeFields


class DetailsPage(Page):
    """Home's details. There is nothing to press: a field is saved when it is left, or after a pause.

    Args:
        runner: the way to the desk.

    """

    title = "Your details"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._first = True
        self.name, self.role = Line("name", "Your name"), Line("role", "Your role")
        self.organisation = Line("organisation", "School or organisation")
        self.email = Line("email", "E-mail", "Your letters come from this address.")
        self.place = Where(runner.now)
        self.week = HomeWeek(runner)
        self.stretch = Week(
            "stretch",
            "Stretch hours",
            "How far outside your school week you would go for a call. No partner has to.",
        )
        self.languages = Languages(
            "Languages you can write in",
            "The one you like best comes first: it is used where no template is in your partner’s language.",
        )
        self.signature = Signature()
        self._details: tuple[Detail, ...] = (
            self.name, self.role, self.organisation, self.email, self.place, self.week, self.stretch,
            self.languages, self.signature,
        )  # fmt: skip
        self._saved = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._trouble = InlineBar()
        self._credits = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True, selectable=True)
        self._column = Column()
        self._lay_out()
        self._saving = Saving(runner, self._details, _edit, self)
        self._saving.saved.connect(self._saved_now)
        self._saving.failed.connect(self._trouble.say_error)
        self._load()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        rows = self._column.rows
        head = QHBoxLayout()
        head.addWidget(Label("Your details", Size.TITLE))
        head.addStretch(1)
        head.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignBottom)
        rows.addLayout(head)
        rows.addWidget(self._trouble)
        person = QHBoxLayout()
        person.setSpacing(2 * theme.GRID)
        for detail in (self.name, self.role):
            person.addWidget(detail.field, 1, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(person)
        for detail in (self.organisation, self.email):
            rows.addWidget(detail.field)
        self._section("Where and when", self.place, self.week, self.stretch)
        self._section("Letters", self.languages, self.signature)
        self._section("Your book")
        book = QVBoxLayout()
        book.setSpacing(theme.GRID // 2)
        book.addWidget(Label(self._runner.path_text, wrap=True, selectable=True))
        open_to_all = "The book is not encrypted: whoever can open this file can read it."
        book.addWidget(Label(open_to_all, Size.SMALL, tone=Tone.MUTED, wrap=True))
        rows.addLayout(book)
        self._section("About PartnerDesk")
        stands_on = " · ".join(f"{name} {version}" for name, version in versions())
        rows.addWidget(Label(f"PartnerDesk {__version__}\n{stands_on}", wrap=True, selectable=True))
        rows.addWidget(self._credits)
        rows.addStretch(1)

    def _section(self, heading: str, *details: Detail) -> None:
        rows = self._column.rows
        rows.addSpacing(theme.GRID)
        rows.addWidget(Hairline())
        rows.addWidget(Label(heading, Size.HEADING))
        for detail in details:
            rows.addWidget(detail.field)

    def refresh(self, changes: Changes) -> None:
        """Show the details again if they may be others."""
        if not changes.touched or changes.touches("home"):
            self._load()

    def focus_main(self) -> None:
        """Begin with the name."""
        self.name.edit.setFocus()

    def show_about(self) -> None:
        """Go to the versions and credits at the foot."""
        self._credits.setFocus()
        self._column.ensureWidgetVisible(self._credits)

    def leave(self) -> None:
        """Save what is still being typed."""
        self._saving.leave()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Save what is still being typed when another page is shown."""
        if not event.spontaneous():
            self.leave()
        super().hideEvent(event)

    def _load(self) -> None:
        def query(book: Book) -> tuple[Home, list[str]]:
            return home.get(book), credits_for_places()

        self._runner.ask(query, self._show, context=self)

    def _show(self, found: tuple[Home, list[str]]) -> None:
        ours, credits_ = found
        self._runner.live_in(ours.place.zone)
        self._saving.take(ours, first=self._first)
        self._credits.setText("\n\n".join(credits_))
        self._first = False

    def _saved_now(self) -> None:
        self._trouble.hide()
        self._saved.setText(f"Saved {clock(self._runner.here())}")


def _edit(values: Mapping[str, object]) -> Callable[[Book], Changes]:
    """Return the verb that writes these to home."""
    fields = cast("HomeFields", values)
    return lambda book: home.edit(book, **fields)
