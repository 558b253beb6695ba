"""'Will they answer?': what the checklist says of the letter shown, and what holds the others back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.checklist import Finding
from partnerdesk.core.facts import marker
from partnerdesk.desk.drafts import Prepared
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.marks import WORDS, Mark
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, Hairline, Label, LinkButton, Tone

Cure = tuple[str, Callable[[], object]]

_MOST_OTHERS = 3
_OF_TIMES = frozenset({"both-times", "school-hours", "own-hours", "past", "unsettled"})
_LONG = re.compile(r"(\S{20})(?=\S)")
_UNSETTLED = Finding("unsettled", "stop", "One of the times is not settled yet.")


class Findings(QWidget):
    """The panel.

    Signals:
        contactAsked(int): a fact of this contact is missing or wrong.
        homeAsked(): one of ours is.
        projectAsked(): one of the project's is.
        timesAsked(): another time is needed.
        searchAsked(): a time that suits is to be looked for.
        putAsked(): put the times into the text.
        letterAsked(int): show this contact's letter.
    """

    contactAsked = Signal(int)  # noqa: N815 - Qt's manner
    homeAsked = Signal()  # noqa: N815
    projectAsked = Signal()  # noqa: N815
    timesAsked = Signal()  # noqa: N815
    searchAsked = Signal()  # noqa: N815
    putAsked = Signal()  # noqa: N815
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

    def show_findings(
        self, letter: Prepared | None, others: Sequence[Prepared], *, settled: bool = True
    ) -> None:
        """Show what is said of a letter, and the stops of the others; what is as before stays.

        Args:
            letter: the one shown.
            others: all in hand.
            settled: whether the times asked for can be times; else nothing good is said of those of before.

        """
        held = [other for other in others if other.stopped and other is not letter]
        shown = (
            letter and (letter.contact_id, letter.findings, settled),
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
        self._about.setText(_breakable(f"The response checklist for the letter to {letter.name}"))
        for finding in letter.findings if settled else (_UNSETTLED, *_without_times(letter)):
            self._add(finding, self._cures(finding, letter))
        for other in held[:_MOST_OTHERS]:
            self._head(f"The letter to {other.name}")
            *first, last = other.stopped
            for finding in first:
                self._add(finding, ())
            self._add(last, [("Show this letter", self._to_letter(other.contact_id))])
        if len(held) > _MOST_OTHERS:
            self._head(f"and {len(held) - _MOST_OTHERS:,} more letters are held back")

    def focus_first(self) -> None:
        """Lead to the first verb that mends something."""
        links = self.findChildren(LinkButton)
        if links:
            links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_letter(self, contact_id: int) -> Callable[[], None]:
        return lambda: self.letterAsked.emit(contact_id)

    def _cures(self, finding: Finding, letter: Prepared) -> Sequence[Cure]:
        """Return the verbs that lead to the cause of a finding, and what they do."""
        if finding.level == "ok":
            return ()

        def to_contact() -> None:
            self.contactAsked.emit(letter.contact_id)

        change_time: Cure = ("Change the time", self.timesAsked.emit)
        if finding.rule == "address":
            return [("Open the contact", to_contact)]
        if finding.rule == "missing-fields":
            owners = {f.partition(".")[0] for f in letter.draft.missing if marker(f) in finding.text}
            if "home" in owners:
                return [("Fill in", self.homeAsked.emit)]
            return [("Fill in", self.projectAsked.emit if "project" in owners else to_contact)]
        if finding.rule == "both-times":
            return self._cures_of_times(letter, to_contact)
        if finding.rule == "school-hours":
            ask: list[Cure] = [] if letter.party.week.confirmed else [("Enter their hours", to_contact)]
            return ask if finding.level == "advice" else [("Find a time", self.searchAsked.emit), *ask]
        return [change_time] if finding.rule in _OF_TIMES else ()

    def _cures_of_times(self, letter: Prepared, to_contact: Callable[[], None]) -> Sequence[Cure]:
        if not letter.draft.slots:
            return [("Propose a time", self.timesAsked.emit)]
        if not letter.party.place.zone:
            return [("Open the contact", to_contact)]
        if not letter.home.place.zone:
            return [("Fill in", self.homeAsked.emit)]
        return [("Put the times in", self.putAsked.emit)]

    def _head(self, words: str) -> None:
        label = Label(words, Size.SMALL, tone=Tone.MUTED, wrap=True)
        label.setContentsMargins(0, 2 * theme.GRID, 0, theme.GRID // 2)
        self._rows.addWidget(label)

    def _add(self, finding: Finding, cures: Sequence[Cure]) -> None:
        self._rows.addWidget(_Row(finding, cures))
        self._rows.addWidget(Hairline())


def _without_times(letter: Prepared) -> list[Finding]:
    return [each for each in letter.findings if each.rule not in _OF_TIMES]


def _breakable(text: str) -> str:
    """Let a word that is longer than the panel is wide go on in the next line: Qt would cut lines off."""
    return _LONG.sub("\\1\u200b", text)


class _Row(QWidget):
    """One finding: its mark, its sentence, and the verbs that mend it."""

    def __init__(self, finding: Finding, cures: Sequence[Cure]) -> None:
        super().__init__()
        text = Label(_breakable(finding.text), wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text)
        if cures:
            row = QWidget()
            flow = FlowLayout(row)
            for verb, act in cures:
                link = LinkButton(verb, act)
                link.setAccessibleDescription(finding.text)
                flow.addWidget(link)
            words.addWidget(row)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.GRID, 0, theme.GRID // 2 if cures else theme.GRID)
        line.setSpacing(theme.GRID)
        line.addWidget(Mark(finding.level), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setAccessibleName(f"{WORDS[finding.level]}: {finding.text}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
