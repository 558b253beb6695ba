"""The letter as one contact would get it, made anew while one types."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.core.drafting import local_times
from partnerdesk.desk.trying import Trial, Tried
from partnerdesk.qt import theme
from partnerdesk.qt.finder import Finder
from partnerdesk.qt.letter.body import Body
from partnerdesk.qt.letter.times_box import TimesBox, clock_of
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.scrolled import Column, Scrolled
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Hairline, Label, Tone

_MARGIN = 2 * theme.GRID + 4
_MENDED = "The letter stands here again when what is marked is mended."
_NOT_YET = "The letter stands here as soon as there is a subject and a text."
_NOBODY = "Add a contact to the book to see the letter as they would get it."


class Preview(QWidget):
    """The letter, and for whom it is tried; ``asked(Trial)`` when somebody else or another time is."""

    asked = Signal(object)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trial = Trial()
        self.setAccessibleName("Preview")
        self.who = Label(size=Size.HEADING, elide=True)
        self.finder = Finder(runner)
        self.finder.setPlaceholderText("Try another contact")
        self.finder.setAccessibleName("Try the template on another contact")
        self.project = QComboBox()
        self.project.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.project.setMinimumContentsLength(8)
        self.project.setAccessibleName("Project to try the template with")
        self.times = TimesBox()
        self.subject = Label(bold=True, wrap=True)
        self.body = Body()
        self.body.setReadOnly(True)
        self.body.setAccessibleName("The letter as they would get it")
        self.said = Label(wrap=True, tone=Tone.MUTED)
        inside = Column()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN, 2 * theme.GRID, _MARGIN, 2 * theme.GRID)
        column.setSpacing(theme.GRID + theme.GRID // 2)
        column.addWidget(Label("As they would get it", Size.SMALL, tone=Tone.MUTED))
        column.addWidget(self.who)
        about = QHBoxLayout()
        about.setSpacing(theme.GRID)
        about.addWidget(self.finder, 1)
        about.addWidget(self.project, 1)
        column.addLayout(about)
        for part in (self.times, Hairline(), self.said, self.subject, self.body):
            column.addWidget(part)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inside))
        self.finder.found.connect(self._contact)
        self.times.changed.connect(self._timed)
        self.project.activated.connect(
            lambda: self._ask(replace(self._trial, project=self.project.currentData()))
        )
        self.set_projects([])

    def set_projects(self, found: list[tuple[int, str]]) -> None:
        """Offer these projects, by key and title, to try the template with."""
        with QSignalBlocker(self.project):
            self.project.clear()
            self.project.addItem("Without a project", 0)
            for key, title in found:
                self.project.addItem(title, key)
            self.project.setCurrentIndex(max(self.project.findData(self._trial.project), 0))
        self.project.setVisible(bool(found))
        if self._trial.project not in (0, *dict(found)):  # it went away meanwhile
            self._ask(replace(self._trial, project=0))

    def clear(self) -> None:
        """Show no letter: another template is in hand, of which there is none yet."""
        self.subject.clear()
        self.body.show_text("", ())
        self.subject.hide()
        self.body.hide()

    def show_tried(self, tried: Tried, *, proposes_times: bool) -> None:
        """Show what came of the template; a letter that could not be made stays as it was, in grey."""
        party, letter = tried.party, tried.letter
        self.who.setText(party.name if party else "Nobody yet")
        self.finder.setVisible(party is not None)
        self.times.setVisible(proposes_times and party is not None)
        self.times.set_clocks(clock_of(party), clock_of(tried.home))
        if self._trial.slots is None:
            self.times.set_slots(tried.slots)
        begun = any(not each.empty for each in tried.mistakes)
        wrong = _MENDED if begun else _NOT_YET if tried.mistakes else str(tried.error or "")
        words = wrong if party is not None else _NOBODY
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.subject.setEnabled(letter is not None)
        self.body.setEnabled(letter is not None)
        if letter is not None and party is not None:
            lines = [
                line
                for slot in letter.slots
                for line in local_times(slot, tried.home, party, letter.language)
            ]
            self.subject.setText(letter.subject)
            self.body.show_text(letter.body, lines)
        shown = bool(self.body.toPlainText()) and party is not None
        self.subject.setVisible(shown)
        self.body.setVisible(shown)

    def _contact(self, contact_id: object) -> None:
        if isinstance(contact_id, int):
            self._ask(replace(self._trial, contact_id=contact_id, slots=None))

    def _timed(self, slots: object) -> None:
        if isinstance(slots, tuple):
            self._ask(replace(self._trial, slots=slots))

    def _ask(self, trial: Trial) -> None:
        self._trial = trial
        self.asked.emit(trial)
