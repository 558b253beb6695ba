"""The school week as text, the calendar under it, and honest words about whose it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk.contacts import ContactFields
from partnerdesk.desk.listing import assumed_in
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt.calendar_fields import CalendarFold, plain
from partnerdesk.qt.contacts.card_facts import CardFacts
from partnerdesk.qt.contacts.fields import LineField
from partnerdesk.qt.runner import Runner

EXAMPLE = "Mon-Fri 08:00-13:00"


def week_from(text: str) -> SchoolWeek | None:
    """Return the week that a text says; None for an empty one.

    Raises:
        BadInput: the text is no week.

    """
    return SchoolWeek.parse(text) if text.strip() else None


class SchoolHours(LineField):
    """The hours as text, with breaks and holidays under a fold.

    Hours that nobody said are assumed, and stand behind the field in grey; with breaks said they are kept in
    the book as assumed.
    """

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("School week", "week", EXAMPLE, parent)
        self._shown: SchoolWeek | None = None
        self._theirs: SchoolWeek | None = None
        self._assumed = assumed_in("")
        self._whose, self._place = "", Place()
        self.calendar = CalendarFold(runner)
        self.put_verb(self.calendar)
        self._column.setAlignment(self.calendar, Qt.AlignmentFlag(0))
        self.calendar.changed.connect(self._calendar_said)
        self.edit.textEdited.connect(lambda: self._lock())

    def show_week(
        self, week: SchoolWeek | None, place: Place, *, theirs: SchoolWeek | None = None, whose: str = ""
    ) -> None:
        """Show a week of one's own, or none.

        Args:
            week: one's own.
            place: where; its country says what is assumed, and which public holidays there are.
            theirs: what holds where there is none of one's own.
            whose: the organisation that has it.

        """
        self._shown, self._theirs, self._whose, self._place = week, theirs, whose, place
        self._assumed = assumed_in(place.country)
        self.show_text(week.text() if week and not self._guessed(week) else "")
        behind = (theirs or self._assumed).text()
        self.edit.setPlaceholderText(f"{behind}, {f'as {whose}' if theirs else 'assumed'}")
        self.calendar.show_week(week or theirs, place)
        self._lock()

    def week(self) -> SchoolWeek | None:
        """Return the week that stands here; None where nothing of one's own does.

        Raises:
            BadInput: the text is no week, or a break ends before it begins.

        """
        typed = self.hours()
        if typed is None:
            if self._theirs is not None:
                return None
            shown = self._shown if self._guessed(self._shown) else None
            assumed = self.calendar.applied(shown or self._assumed)
            return None if plain(assumed) else assumed
        shown = self._shown
        if shown is not None and typed.hours == shown.hours and not self._guessed(shown):
            typed = shown  # whatever else is known of it
        elif self._theirs is not None and typed.hours == self._theirs.hours:
            typed = self._theirs
        return self.calendar.applied(typed)

    def hours(self) -> SchoolWeek | None:
        """Return the hours that are typed; None for an empty field.

        Raises:
            BadInput: the text is no week.

        """
        return week_from(self.edit.text())

    def blamed(self, error: PartnerDeskError) -> list[QLineEdit]:
        """Return the line of hours; a wrong break is told beside its own row."""
        return [] if getattr(error, "field", "") == "breaks" else [self.edit]

    def _guessed(self, week: SchoolWeek | None) -> bool:
        """Whether a week of the book says nothing of hours but what would be assumed anyway."""
        return week is not None and not week.confirmed and week.hours == self._assumed.hours

    def _lock(self) -> None:
        """An inherited calendar is the organisation's to change."""
        inherited = self._theirs is not None and not self.edit.text().strip()
        self.calendar.lock(self._whose if inherited else "")

    def _calendar_said(self, whole: bool) -> None:
        if whole:
            self.leave()
        else:
            self.typing()


class WeekField(SchoolHours):
    """The hours of the contact's own, or those that hold for it in grey.

    An organisation without hours takes those given here, for all of its contacts; one that has hours keeps
    them, and other ones typed here are this person's only: ``desk.organisations.keep_hours``.
    """

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self._school = ""
        self.edit.textEdited.connect(lambda: self._explain())
        self.calendar.changed.connect(lambda: self._explain())

    def fill(self, facts: CardFacts) -> None:
        """Show the contact's own hours; what it inherits or is assumed stands behind them in grey."""
        contact = facts.contact
        self._school = facts.organisation
        theirs = contact.organisation.week if contact.organisation else None
        self.show_week(contact.week, facts.place, theirs=theirs, whose=self._school)
        self._explain()

    def values(self) -> ContactFields:
        """Return the week; None inherits.

        Raises:
            BadInput: the text is no week, or a break ends before it begins.

        """
        return {"week": self.week()}

    def _follows(self) -> bool:
        """Whether hours and calendar are the organisation's."""
        try:
            return self.week() == self._theirs
        except BadInput:
            return False

    def _explain(self) -> None:
        try:
            week = self.hours()
        except BadInput:
            self.note(f"Days and hours, such as {EXAMPLE}; several with commas.")
            return
        self.note(self._meaning(week))

    def _meaning(self, week: SchoolWeek | None) -> str:
        if week is None and self._theirs:
            return f"For the whole school: the hours of {self._school}."
        if week is None:
            return (
                f"Nobody has said yet: {self._assumed.words()} is assumed. Type the hours once you know them."
            )
        if self._school and self._theirs is None:
            return f"For the whole school: {self._school} has no hours yet and takes these."
        if self._school and self._theirs and self._follows():
            return f"The same as {self._school}: will follow it."
        if self._school and self._theirs:
            return f"Only for this person; {self._school} keeps {self._theirs.words()}."
        return "Only for this person."
