"""'Will they answer?': what the checklist says of the letter shown, and what holds the others back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.checklist import Finding
from partnerdesk.core.facts import marker
from partnerdesk.desk.drafts import Prepared
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.marks import WORDS, Mark
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Hairline, Label, LinkButton, Tone

Cure = tuple[str, Callable[[], object]]

_MOST_OTHERS = 3


class Findings(QWidget):
    """The panel.

    Signals:
        contactAsked(int): a fact of this contact is missing or wrong.
        homeAsked(): one of ours is.
        projectAsked(): one of the project's is.
        timesAsked(): another time is needed.
        searchAsked(): a time that suits is to be looked for.
        letterAsked(int): show this contact's letter.
    """

    contactAsked = Signal(int)  # noqa: N815 - Qt's manner
    homeAsked = Signal()  # noqa: N815
    projectAsked = Signal()  # noqa: N815
    timesAsked = Signal()  # noqa: N815
    searchAsked = Signal()  # noqa: N815
    letterAsked = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._about = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(Label("Will they answer?", Size.HEADING))
        column.addWidget(self._about)
        column.addSpacing(theme.GRID)
        column.addLayout(self._rows)
        column.addStretch()
        self.setAccessibleName("Will they answer? The response checklist")

    def show_findings(self, letter: Prepared | None, others: Sequence[Prepared]) -> None:
        """Show what is said of a letter, and the stops of the others; what is as before stays."""
        held = [other for other in others if other.stopped and other is not letter]
        shown = (
            letter and (letter.contact_id, letter.findings),
            [(other.contact_id, other.stopped) for other in held],
        )
        if shown == self._shown:
            return
        self._shown = shown
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.setVisible(letter is not None)
        if letter is None:
            return
        self._about.setText(f"the response checklist for the letter to {letter.name}")
        for finding in letter.findings:
            self._add(finding, self._cure(finding, letter))
        for other in held[:_MOST_OTHERS]:
            self._head(f"The letter to {other.name}")
            *first, last = other.stopped
            for finding in first:
                self._add(finding, None)
            self._add(last, ("Show this letter", self._to_letter(other.contact_id)))
        if len(held) > _MOST_OTHERS:
            self._head(f"and {len(held) - _MOST_OTHERS:,} more letters are held back")

    def _to_letter(self, contact_id: int) -> Callable[[], None]:
        return lambda: self.letterAsked.emit(contact_id)

    def _cure(self, finding: Finding, letter: Prepared) -> Cure | None:
        """Return the verb that leads to the cause of a finding, and what it does."""
        if finding.level == "ok":
            return None

        def to_contact() -> None:
            self.contactAsked.emit(letter.contact_id)

        if finding.rule == "address":
            return "Open the contact", to_contact
        if finding.rule == "missing-fields":
            owners = {f.partition(".")[0] for f in letter.draft.missing if marker(f) in finding.text}
            if "home" in owners:
                return "Fill in", self.homeAsked.emit
            return ("Fill in", self.projectAsked.emit) if "project" in owners else ("Fill in", to_contact)
        if finding.rule == "both-times" and letter.draft.slots:
            if not letter.party.place.zone:
                return "Open the contact", to_contact
            return None if letter.home.place.zone else ("Fill in", self.homeAsked.emit)
        if finding.rule == "school-hours" and finding.level == "advice":
            return "Enter their hours", to_contact
        if finding.rule == "school-hours":
            return "Find a time", self.searchAsked.emit
        words = {"past": "Change the time", "both-times": "Propose a time"}
        return (words[finding.rule], self.timesAsked.emit) if finding.rule in words else None

    def _head(self, words: str) -> None:
        label = Label(words, Size.SMALL, tone=Tone.MUTED, wrap=True)
        label.setContentsMargins(0, 2 * theme.GRID, 0, theme.GRID // 2)
        self._rows.addWidget(label)

    def _add(self, finding: Finding, cure: Cure | None) -> None:
        self._rows.addWidget(_Row(finding, cure))
        self._rows.addWidget(Hairline())


class _Row(QWidget):
    """One finding: its mark, its sentence, and the verb that mends it."""

    def __init__(self, finding: Finding, cure: Cure | None) -> None:
        super().__init__()
        text = Label(finding.text, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text)
        if cure is not None:
            link = LinkButton(cure[0], cure[1])
            link.setAccessibleDescription(finding.text)
            row = QHBoxLayout()
            row.setContentsMargins(-theme.GRID // 2, 0, 0, 0)
            row.addWidget(link)
            row.addStretch()
            words.addLayout(row)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.GRID, 0, theme.GRID if cure is None else theme.GRID // 2)
        line.setSpacing(theme.GRID)
        line.addWidget(Mark(finding.level), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setAccessibleName(f"{WORDS[finding.level]}: {finding.text}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
