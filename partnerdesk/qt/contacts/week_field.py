"""The school week as text, and honest words about whose it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk.contacts import ContactFields
from partnerdesk.desk.listing import assumed_in
from partnerdesk.errors import BadInput
from partnerdesk.qt.contacts.card_facts import CardFacts
from partnerdesk.qt.contacts.fields import LineField

EXAMPLE = "Mon-Fri 08:00-13:00"


def week_from(text: str) -> SchoolWeek | None:
    """Return the week that a text says; None for an empty one.

    Raises:
        BadInput: the text is no week.

    """
    return SchoolWeek.parse(text) if text.strip() else None


class WeekField(LineField):
    """The hours of the contact's own, or those that hold for it in grey.

    An organisation without hours takes those given here, for all of its contacts; one that has hours keeps
    them, and other ones typed here are this person's only: ``desk.organisations.keep_hours``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("School week", "week", EXAMPLE, parent)
        self._school = ""
        self._theirs: SchoolWeek | None = None
        self._assumed = assumed_in("")
        self.edit.textEdited.connect(lambda: self._explain())

    def fill(self, facts: CardFacts) -> None:
        """Show the contact's own hours; what it inherits or is assumed stands behind them in grey."""
        contact = facts.contact
        self._school = facts.organisation
        self._theirs = contact.organisation.week if contact.organisation else None
        self._assumed = assumed_in(facts.place.country)
        self.show_text(contact.week.text() if contact.week else "")
        behind = (self._theirs or self._assumed).text()
        whose = f"as {self._school}" if self._theirs else "assumed"
        self.edit.setPlaceholderText(f"{behind}, {whose}")
        self._explain()

    def values(self) -> ContactFields:
        """Return the week; None inherits.

        Raises:
            BadInput: the text is no week.

        """
        return {"week": week_from(self.edit.text())}

    def _explain(self) -> None:
        try:
            week = week_from(self.edit.text())
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
        if self._school and week == self._theirs:
            return f"The same as {self._school}: will follow it."
        if self._school and self._theirs:
            return f"Only for this person; {self._school} keeps {self._theirs.words()}."
        return "Only for this person."
