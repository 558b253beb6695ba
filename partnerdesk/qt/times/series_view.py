"""A time repeated every week: whose clock it stays on, how often, and what becomes of it week by week."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from partnerdesk.core.dayview import DAYS
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import tz_version
from partnerdesk.desk.book import Book
from partnerdesk.desk.series import LONGEST_SERIES, Series, on_weekday, weekly
from partnerdesk.desk.times import BEST
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.form import FormField
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.asking import Asked
from partnerdesk.qt.times.facts import FactsTable
from partnerdesk.qt.times.series_model import SeriesFacts, span_words, summary, weekday_words
from partnerdesk.qt.widgets import (
    FlowLayout,
    InlineBar,
    Label,
    LinkButton,
    Tone,
    plain_button,
    primary_button,
)
from partnerdesk.qt.widgets.calm import Calm

_MARGIN = 5 * theme.GRID // 2
_WEEKS = 6


class SeriesView(QWidget):
    """The series of the time that was chosen on the page.

    Signals:
        writeAsked, copyAsked, saveAsked, keepAsked: what is to be done with the meetings.
        left(): back to the day.

    """

    writeAsked = Signal()  # noqa: N815 - Qt's manner
    copyAsked = Signal()  # noqa: N815
    saveAsked = Signal()  # noqa: N815
    keepAsked = Signal()  # noqa: N815
    left = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest: Latest[Series] = Latest(runner, self)
        self._asked = Asked()
        self._parties: tuple[PlanParty, ...] = ()
        self._slot: Slot | None = None
        self._first: Slot | None = None  # the series begins with it, on the weekday that was chosen
        self._found: Series | None = None
        self.heading = Label(size=Size.TITLE, wrap=True)
        self.about = Label(size=Size.SMALL, tone=Tone.MUTED, elide=True)
        self.back = LinkButton("Back to the day", self.left.emit)
        self.keeper, self.weekday = QComboBox(), QComboBox()
        self.weekday.addItems(DAYS)
        self.weeks = QSpinBox(minimum=1, maximum=LONGEST_SERIES, value=_WEEKS)
        self.weeks.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.weeks.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)
        self.summary = Label(wrap=True, selectable=True)
        self.facts = SeriesFacts()
        self.table = FactsTable("The series, week by week", (), model=self.facts)
        self.bar = InlineBar()
        self.write = primary_button("Write with these", self.writeAsked.emit, tip="Ctrl+Return")
        self.copy = plain_button("Copy", self.copyAsked.emit, tip="Copy as text, in the languages of all")
        self.save = plain_button("Save .ics", self.saveAsked.emit)
        self.keep = plain_button("Keep for a project", self.keepAsked.emit)
        self._lay_out()
        self.keeper.activated.connect(lambda _row: self._change_clock())
        self.weekday.activated.connect(lambda _row: self._ask())
        self.weeks.valueChanged.connect(lambda _value: self._ask())
        self.setAccessibleName("Every week")

    def _lay_out(self) -> None:
        fields = QWidget()
        flow = FlowLayout(fields, gap=theme.GRID, top=True)
        calm = Calm(self)
        for caption, field in (
            ("Stays on the clock of", self.keeper),
            ("Every", self.weekday),
            ("For how many weeks", self.weeks),
        ):
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            calm.keep(field)
            flow.addWidget(FormField(caption, field))
        self.keeper.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        verbs = QWidget()
        row = FlowLayout(verbs)
        for button in (self.write, self.copy, self.save, self.keep):
            row.addWidget(button)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addLayout(head)
        titles.addWidget(self.about)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 2 * theme.GRID, _MARGIN, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(titles)
        for part in (fields, self.summary):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        for part in (self.bar, verbs, Label(f"time zone rules {tz_version()}", Size.SMALL, tone=Tone.MUTED)):
            column.addWidget(part)

    @property
    def found(self) -> Series | None:
        """What is shown; None before it is worked out."""
        return self._found

    @property
    def letter_slots(self) -> tuple[Slot, ...]:
        """The meetings that a letter proposes: the first ones, as many as it has room for."""
        return self._found.slots[:BEST] if self._found else ()

    def begin(self, slot: Slot, parties: Sequence[PlanParty], asked: Asked) -> None:
        """Repeat a time of these parties, home first; on the first partner's clock, until told otherwise."""
        self._fill(slot, parties, asked)
        self.weekday.setCurrentIndex(slot.local(parties[self.keeper.currentIndex()].zone).weekday())
        self.bar.hide()
        self._ask()

    def refresh(self, parties: Sequence[PlanParty], asked: Asked) -> None:
        """Work it out anew: hours, holidays or places may be others; what was chosen here stays."""
        if self._slot is not None:
            self._fill(self._slot, parties, asked)
            self._ask()

    def _fill(self, slot: Slot, parties: Sequence[PlanParty], asked: Asked) -> None:
        same = asked.who == self._asked.who
        self._slot, self._parties, self._asked = slot, tuple(parties), asked
        keeper = self.keeper.currentIndex() if same and self.keeper.count() else min(1, len(parties) - 1)
        with QSignalBlocker(self.keeper):
            self.keeper.clear()
            for party in parties:
                whose = "yours" if party.home else party.name
                self.keeper.addItem(f"{party.place} ({whose})")
            self.keeper.setCurrentIndex(keeper)

    def _change_clock(self) -> None:
        """Stay at the same moment: by another clock it may be another day."""
        if self._first is not None:
            zone = self._parties[self.keeper.currentIndex()].zone
            self.weekday.setCurrentIndex(self._first.local(zone).weekday())
        self._ask()

    def focus_main(self) -> None:
        """Lead to the number of weeks, which is what is changed most."""
        self.weeks.setFocus(Qt.FocusReason.OtherFocusReason)
        self.weeks.selectAll()

    def _ask(self) -> None:
        slot, asked, weeks = self._slot, self._asked, self.weeks.value()
        if slot is None:
            return
        keeper = self.keeper.currentIndex()
        first = self._first = on_weekday(slot, self.weekday.currentIndex(), self._parties[keeper].zone)

        def find(book: Book) -> Series:
            return weekly(
                book,
                first,
                weeks,
                asked.contact_ids,
                organisation_ids=asked.ids("organisation"),
                keeper=keeper,
            )

        self._latest.ask(find, self._show)

    def _show(self, found: Series) -> None:
        self._found = found
        self.heading.setText(weekday_words(found))
        count = len(found.meetings)
        weeks = "1 week" if count == 1 else f"{count} weeks"
        minutes = found.meetings[0].slot.minutes
        self.about.setText(
            f"{weeks} · {span_words(found)} · {minutes} minutes · {len(found.parties)} parties"
        )
        self.summary.setText(" ".join(summary(found)))
        self.facts.show(found)
        self.table.updateGeometry()
        many = len(found.slots)
        self.write.setText(
            "Write with this"
            if many == 1
            else "Write with these"
            if many <= BEST
            else f"Write with the first {BEST}"
        )
        for button in (self.write, self.copy, self.save, self.keep):
            button.setEnabled(many > 0)
        self.setAccessibleDescription(self.summary.text())
