"""One project in place: saved as it is edited; its partners, both sides of it, its times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.core.sides import Sides
from partnerdesk.core.times import LONGEST, SHORTEST
from partnerdesk.core.wording import clock
from partnerdesk.desk import home, partners, project_slots, projects
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.partners import Partner
from partnerdesk.desk.project_slots import KeptSlot
from partnerdesk.qt import theme
from partnerdesk.qt.form import Column
from partnerdesk.qt.printing.whom import Meeting, Whom
from partnerdesk.qt.project_words import FIELDS, QUESTIONS, QUOTED
from partnerdesk.qt.projects.fields import Number, OptionalDay, State
from partnerdesk.qt.projects.kept_times import KeptTimes
from partnerdesk.qt.projects.partners_box import PartnersBox
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.saved_fields import Detail, Languages, Line, Lines, Saving
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, Hairline, InlineBar, Label, Tone, plain_button

if TYPE_CHECKING:
    from partnerdesk.desk.projects import Project, ProjectFields

_LETTERS = 92
_TWO_SIDES = 58  # letters from which on both classes stand side by side
_CLOSED_SHOWN = 8
_SIDES = ("ours_does", "theirs_does", "ours_gains", "theirs_gains")


@dataclass(frozen=True)
class Shown:
    """A project with all that its page shows at once; ``home`` is home's city and zone."""

    project: Project
    partners: Sequence[Partner]
    slots: Sequence[KeptSlot]
    home: tuple[str, str]


def load(book: Book, project_id: int) -> Shown:
    """Read it; runs on the worker.

    Raises:
        NotFound: it is not there, or in Trash.

    """
    place = home.get(book).place
    return Shown(
        projects.get(book, project_id),
        partners.of_project(book, project_id),
        project_slots.kept_slots(book, project_id),
        (place.city, place.zone),
    )


class ProjectSheet(QWidget):
    """The sheet. There is nothing to press to save: a field is saved when it is left, or after a pause.

    Signals:
        writeAsked(list, int): letters to these contacts about the project with this key.
        timesAsked(list, int, int): a time with these contacts, of so many minutes, for this project.
        printAsked(Whom): these on paper.
        contactAsked(int): show this contact.
        trashAsked(): move the project to Trash.
    """

    writeAsked = Signal(list, int)  # noqa: N815 - Qt's manner
    timesAsked = Signal(list, int, int)  # noqa: N815
    printAsked = Signal(object)  # noqa: N815
    contactAsked = Signal(int)  # noqa: N815
    trashAsked = Signal()  # noqa: N815

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._shown: Shown | None = None
        self.title = Line("title", FIELDS["title"].caption)
        self.state = State()
        self.lines = {name: _line(name) for name in ("subject", "ages", "medium")}
        self.sides = {name: _lines(name, least=3) for name in _SIDES}
        self.change = _lines("open_to_change", least=1)
        self.questions = {
            name: Lines(name, said.caption, hint=said.example, least=1) for name, said in QUESTIONS.items()
        }
        self.languages = Languages("Languages", "Those in which you can meet.")
        self.opens = OptionalDay("opens", "Not before", "Any day")
        self.closes = OptionalDay("closes", "Not after", "Any day")
        self.minutes = Number("minutes", "How long", SHORTEST, LONGEST, step=5, unit=" min")
        self.wanted = Number("partners_wanted", "Partners wanted", 1, projects.MOST_PARTNERS)
        self.details: tuple[Detail, ...] = (
            self.title, self.state, *self.lines.values(), self.opens, self.closes, self.minutes, self.wanted,
            self.languages, *self.sides.values(), self.change, *self.questions.values(),
        )  # fmt: skip
        self.saving = Saving(runner, self.details, self._edit, self)
        self.partners, self.times = PartnersBox(runner), KeptTimes()
        self.bar = InlineBar()
        self._saved = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._uneven = Label(tone=Tone.WARNING, wrap=True)
        self._considered = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._closed = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True, selectable=True)
        self._both = QGridLayout()
        self._column = Column(letters=_LETTERS, parent=self)
        self._lay_out()
        self._connect()

    # how it stands

    def _lay_out(self) -> None:
        rows = self._column.rows
        self.title.edit.setProperty("title", True)
        self._fit_title()
        head = QVBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.title.field)
        below = QHBoxLayout()
        below.addWidget(self.state.edit, 1)
        below.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(below)
        rows.addWidget(self.bar)
        rows.addLayout(head)
        self._rule()
        rows.addWidget(self.partners)
        self._rule("The idea", QUOTED)
        rows.addWidget(self.lines["subject"].field)
        rows.addWidget(self._facts())
        rows.addWidget(self.languages.field)
        self._both.setHorizontalSpacing(2 * theme.GRID)
        self._both.setVerticalSpacing(2 * theme.GRID)
        rows.addLayout(self._both)
        self._fit()  # now: Tab goes in the order in which the fields come in
        rows.addWidget(self._uneven)
        rows.addWidget(self.change.field)
        self._rule("Seen from their side?", beside=self._considered)
        for name, question in self.questions.items():
            rows.addWidget(question.field)
            if name == "their_curriculum":
                rows.addWidget(self._closed)
        self._rule("Times kept")
        rows.addWidget(self.times)
        self._rule()
        rows.addWidget(plain_button("Move to Trash", self.trashAsked.emit, icon="trash"))
        rows.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        self._uneven.hide()
        self._closed.hide()

    def _rule(self, heading: str = "", note: str = "", beside: QWidget | None = None) -> None:
        rows = self._column.rows
        rows.addSpacing(theme.GRID)
        rows.addWidget(Hairline())
        if not heading:
            return
        head = QVBoxLayout()
        head.setSpacing(theme.GRID // 2)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(Label(heading, Size.HEADING), 0, Qt.AlignmentFlag.AlignBaseline)
        if beside is not None:
            line.addWidget(beside, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addStretch(1)
        head.addLayout(line)
        if note:
            head.addWidget(Label(note, Size.SMALL, tone=Tone.MUTED, wrap=True))
        rows.addLayout(head)

    def _facts(self) -> QWidget:
        """Return the short fields, as many on a line as there is room for."""
        facts = QWidget()
        flow = FlowLayout(facts, gap=2 * theme.GRID, top=True)
        for detail in (self.opens, self.closes, self.minutes, self.wanted, *self._short()):
            flow.addWidget(detail.field)
        return facts

    def _short(self) -> tuple[Line, Line]:
        ages, medium = self.lines["ages"], self.lines["medium"]
        ages.edit.setMinimumWidth(10 * theme.GRID)
        medium.edit.setMinimumWidth(22 * theme.GRID)
        return ages, medium

    def _fit(self) -> None:
        """Set both classes side by side, or one below the other where there is no room."""
        two = self.width() >= theme.column_width(_TWO_SIDES)
        for at, name in enumerate(_SIDES):
            field = self.sides[name].field
            self._both.removeWidget(field)
            column = at % 2 if two else 0
            self._both.addWidget(field, at // 2 if two else at, column, Qt.AlignmentFlag.AlignTop)
        self._both.setColumnStretch(0, 1)
        self._both.setColumnStretch(1, 1 if two else 0)

    def _fit_title(self) -> None:
        self.title.edit.setFont(theme.font(Size.TITLE, bold=True))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's names
        """Follow the room there is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_title()
            self._fit()

    # what it does

    def _connect(self) -> None:
        box = self.partners
        box.writeAsked.connect(self._write)
        box.timesAsked.connect(lambda keys: self.timesAsked.emit(keys, self.minutes.edit.value(), self._key))
        box.printAsked.connect(lambda keys: self.printAsked.emit(self._whom(keys)))
        box.contactAsked.connect(self.contactAsked)
        box.joinAsked.connect(lambda key: self.join([key]))
        box.leaveAsked.connect(self._leave)
        box.cameAsked.connect(self._came)
        box.filledAsked.connect(lambda: self._do(self._edit({"state": "filled"})))
        self.times.dropAsked.connect(
            lambda slot: self._do(lambda book: project_slots.drop_slots(book, self._key, [slot]))
        )
        self.saving.saved.connect(self._saved_now)
        self.saving.failed.connect(self.bar.say_error)
        for detail in (*self.sides.values(), *self.questions.values()):
            detail.edit.textChanged.connect(self._weigh)

    @property
    def key(self) -> int | None:
        """The key of the project shown; None before there is one."""
        return self._shown.project.id if self._shown else None

    @property
    def _key(self) -> int:
        if self._shown is None:
            raise RuntimeError("a verb of the sheet was called before a project was shown")
        return self._shown.project.id

    def show_project(self, shown: Shown) -> None:
        """Show a project: another one, or the same as the book has it now."""
        first = shown.project.id != self.key
        if first:
            self.leave()
            self.bar.hide()
            self._saved.setText("")
            self.partners.list.clearSelection()
            self._closed.hide()
        self._shown = shown
        project = shown.project
        today = self._runner.here().date()
        self.opens.propose(today)
        self.closes.propose(max(project.opens or today, today))
        self.saving.take(project, first=first)
        self.partners.show_partners(shown.partners, project.partners_wanted, project.state)
        self.times.show_slots(shown.slots, shown.home)
        self._weigh()
        if first:
            self._column.verticalScrollBar().setValue(0)

    def show_closed(self, told: Sequence[str]) -> None:
        """Show when the partners' schools are closed within the window."""
        more = len(told) - _CLOSED_SHOWN
        lines = [*told[:_CLOSED_SHOWN], *([f"and {more} more"] if more > 0 else [])]
        self._closed.setText("\n".join(["What is known of their calendars between these days:", *lines]))
        self._closed.setVisible(bool(told))

    def leave(self) -> None:
        """Save what is still being typed."""
        if self._shown is not None:
            self.saving.leave()

    def focus_title(self) -> None:
        """Have the title typed over."""
        self.title.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.edit.selectAll()

    def join(self, contact_ids: Sequence[int]) -> None:
        """Have contacts join the project shown."""
        key = self._key
        self._do(lambda book: partners.join(book, key, contact_ids), quiet=False)

    def _write(self, contact_ids: list[int]) -> None:
        self.leave()
        self.writeAsked.emit(contact_ids, self._key)

    def on_paper(self) -> list[Whom]:
        """Return whom of the project a print may be of; none before anybody has joined."""
        keys = self.partners.on_paper() if self._shown is not None else []
        return [self._whom(keys)] if keys else []

    def _whom(self, contact_ids: Sequence[int]) -> Whom:
        """Return these contacts with the times to come that are kept with the project, for a plan of them."""
        self.leave()
        slots = tuple(each.slot for each in self._shown.slots if not each.gone_by) if self._shown else ()
        title = str(self.title.read()).strip()
        meeting = Meeting(slots=slots, minutes=self.minutes.edit.value())
        of = f"partners of “{title}”"
        return Whom(f"{of[0].upper()}{of[1:]}", tuple(contact_ids), meeting=meeting, of=of)

    def _leave(self, contact_ids: list[int]) -> None:
        key = self._key
        self._do(lambda book: partners.leave(book, key, contact_ids), quiet=False)

    def _came(self, approach_id: int, verb: Callable[[Book, int], Changes]) -> None:
        self._do(lambda book: verb(book, approach_id))

    def _do(self, verb: Callable[[Book], Changes], *, quiet: bool = False) -> None:
        self.bar.hide()
        self._runner.do(verb, context=self, failed=self.bar.say_error, quiet=quiet)

    def _edit(self, values: Mapping[str, object]) -> Callable[[Book], Changes]:
        key, fields = self._key, cast("ProjectFields", values)
        return lambda book: projects.edit(book, key, **fields)

    def _saved_now(self) -> None:
        self.bar.hide()
        self._saved.setText(f"Saved {clock(self._runner.here())}")

    def _weigh(self) -> None:
        """Say what is one sided, and how many of the questions are considered."""
        note = Sides(**{name: str(detail.read()) for name, detail in self.sides.items()}).note()
        self._uneven.setText(note)
        self._uneven.setVisible(bool(note))
        count = sum(bool(detail.read()) for detail in self.questions.values())
        self._considered.setText(f"{count} of {len(self.questions)} considered")


def _line(name: str) -> Line:
    return Line(name, FIELDS[name].caption, hint=FIELDS[name].example)


def _lines(name: str, *, least: int) -> Lines:
    return Lines(name, FIELDS[name].caption, hint=FIELDS[name].example, least=least)
