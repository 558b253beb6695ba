"""'Will they answer?': what the checklist says of the letter shown, and what holds the others back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from partnerdesk.core.checklist import Finding, Fix
from partnerdesk.desk.drafts import Prepared
from partnerdesk.qt import theme
from partnerdesk.qt.drafts.finding_row import Cure, FindingRow, WellRow, breakable
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, Hairline, Label, LinkButton, Tone

_MOST_OTHERS = 3
_OF_TIMES = frozenset(
    {"both-times", "school-hours", "own-hours", "past", "unsettled", "holidays", "times-list"}
)
_UNSETTLED = Finding("unsettled", "stop", "One of the times is not settled yet.")


class Findings(QWidget):
    """The panel. ``said`` is what is said of the letter shown.

    Signals:
        contactAsked(int): a fact of this contact is missing or wrong.
        homeAsked(): one of ours is.
        templateAsked(str, str): the template with this key has a mistake in this language.
        projectAsked(): one of the project's is.
        timesAsked(): another time is needed.
        searchAsked(): a time that suits is to be looked for.
        putAsked(): put the times into the text.
        languageAsked(): choose another language.
        subjectAsked(): write another subject.
        editAsked(object): make this fix's edit in the letter shown.
        placeAsked(object): show this place of the letter.
        overrideAsked(str, str): send the letter in spite of this rule, for this reason; empty: no longer.
        letterAsked(int): show this contact's letter.
    """

    contactAsked = Signal(int)  # noqa: N815 - Qt's manner
    homeAsked = Signal()  # noqa: N815
    templateAsked = Signal(str, str)  # noqa: N815
    projectAsked = Signal()  # noqa: N815
    timesAsked = Signal()  # noqa: N815
    searchAsked = Signal()  # noqa: N815
    putAsked = Signal()  # noqa: N815
    languageAsked = Signal()  # noqa: N815
    subjectAsked = Signal()  # noqa: N815
    editAsked = Signal(object)  # noqa: N815
    placeAsked = Signal(object)  # noqa: N815
    overrideAsked = Signal(str, str)  # noqa: N815
    letterAsked = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self.said: tuple[Finding, ...] = ()
        self._open: bool | None = None  # whether what is well is listed; None: where nothing else is to say
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
        self.said = ()
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self._clear()
        self.setVisible(letter is not None)
        if letter is None:
            return
        self._about.setText(breakable(f"The response checklist for the letter to {letter.name}"))
        self.said = findings = letter.findings if settled else (_UNSETTLED, *_without_times(letter))
        for finding in findings:
            if finding.level != "ok":
                self._add(finding, letter)
        self._add_well([each for each in findings if each.level == "ok"], len(findings))
        self._add_others(held)
        if inside:  # what was pressed is done and gone: on to the next
            self.focus_first()

    def focus_first(self) -> None:
        """Lead to the first verb that mends something."""
        links = [each for each in self.findChildren(LinkButton) if each.isVisible()]
        if links:
            links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Put a question for a reason away; False where there is none."""
        return any(row.leave() for row in self.findChildren(FindingRow) if row.asking)

    def _clear(self) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _add(self, finding: Finding, letter: Prepared) -> None:
        # The letters wait for a time that is one: no reason lets them out with that of before.
        overridable = finding.may_be_overridden and finding is not _UNSETTLED
        row = FindingRow(finding, self._cures(finding, letter), overridable=overridable)
        row.overridden.connect(lambda reason: self.overrideAsked.emit(finding.rule, reason))
        self._put(row)
        self._put(Hairline())

    def _add_well(self, well: Sequence[Finding], all_of_them: int) -> None:
        """List what is well: at once where nothing is amiss, else behind one line."""
        if not well:
            return
        alone = len(well) == all_of_them
        rows = QWidget(self)
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for finding in well:
            column.addWidget(WellRow(finding))
        count = "Nothing is in the way." if alone else _counted(len(well))
        head = QWidget(self)
        flow = FlowLayout(head)
        flow.setContentsMargins(0, 2 * theme.GRID, 0, theme.GRID // 2)
        flow.addWidget(Label(count, Size.SMALL, tone=Tone.MUTED))
        link = LinkButton("")
        flow.addWidget(link)

        def show(*, on: bool) -> None:
            rows.setVisible(on)
            link.setText("Hide what is well" if on else "Show what is well")
            link.setAccessibleName(f"{link.text()}: {count}")

        def toggle() -> None:
            self._open = rows.isHidden()
            show(on=self._open)

        link.clicked.connect(toggle)
        show(on=alone if self._open is None else self._open)
        self._put(head)
        self._rows.addWidget(rows)

    def _add_others(self, held: Sequence[Prepared]) -> None:
        for other in held[:_MOST_OTHERS]:
            self._head(breakable(f"The letter to {other.name}"))
            *first, last = other.stopped
            for finding in first:
                self._put(FindingRow(finding, ()))
            to_it: Cure = ("Show this letter", self._to_letter(other.contact_id))
            self._put(FindingRow(last, [to_it]))
            self._put(Hairline())
        if len(held) > _MOST_OTHERS:
            self._head(f"and {len(held) - _MOST_OTHERS:,} more letters are held back")

    def _put(self, part: QWidget) -> None:
        """Add a part, at once to be seen, so that the focus can go there."""
        self._rows.addWidget(part)
        if part.parentWidget() is not None:
            part.show()

    def _head(self, words: str) -> None:
        label = Label(words, Size.SMALL, tone=Tone.MUTED, wrap=True)
        label.setContentsMargins(0, 2 * theme.GRID, 0, theme.GRID // 2)
        self._put(label)

    def _to_letter(self, contact_id: int) -> Callable[[], None]:
        return lambda: self.letterAsked.emit(contact_id)

    def _cures(self, finding: Finding, letter: Prepared) -> list[Cure]:
        """Return the verbs that mend a finding or lead to its cause, and what they do."""
        if finding is _UNSETTLED:
            return [("Change the time", self.timesAsked.emit)]
        cures = [(fix.verb, self._cure(fix, letter)) for fix in finding.fixes]
        place = finding.place
        if place is not None and place.end > place.start:
            cures.append(("Show where", lambda: self.placeAsked.emit(place)))
        return cures

    def _cure(self, fix: Fix, letter: Prepared) -> Callable[[], object]:
        ways: dict[str, Callable[[], object]] = {
            "edit": lambda: self.editAsked.emit(fix),
            "put-times": self.putAsked.emit,
            "open-contact": lambda: self.contactAsked.emit(letter.contact_id),
            "enter-hours": lambda: self.contactAsked.emit(letter.contact_id),
            "fill-home": self.homeAsked.emit,
            "fill-project": self.projectAsked.emit,
            "propose-time": self.timesAsked.emit,
            "change-time": self.timesAsked.emit,
            "find-time": self.searchAsked.emit,
            "open-template": lambda: self.templateAsked.emit(letter.template, letter.draft.language),
            "choose-language": self.languageAsked.emit,
            "edit-subject": self.subjectAsked.emit,
        }
        return ways[fix.action]


def _counted(count: int) -> str:
    return "One more thing is well." if count == 1 else f"{count} more things are well."


def _without_times(letter: Prepared) -> list[Finding]:
    return [each for each in letter.findings if each.rule not in _OF_TIMES]
