"""The parts of the page of times, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from partnerdesk.core.dayview import MONTHS
from partnerdesk.qt import theme
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.scrolled import Column
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.asking import Answer
from partnerdesk.qt.times.best_panel import BestPanel
from partnerdesk.qt.times.chooser import Chooser
from partnerdesk.qt.times.day_table import DayTable
from partnerdesk.qt.times.grid import DayGrid
from partnerdesk.qt.times.legend import Legend
from partnerdesk.qt.times.pictures import Pictures
from partnerdesk.qt.times.project_field import ProjectField
from partnerdesk.qt.times.series_view import SeriesView
from partnerdesk.qt.times.span import SpanFields
from partnerdesk.qt.widgets import (
    EmptyPlace,
    Hairline,
    IconButton,
    InlineBar,
    Kind,
    Label,
    LinkButton,
    Status,
    StatusMark,
    Tone,
    plain_button,
)

_MARGIN = 5 * theme.GRID // 2
_EDGE = 12  # of the list of best times, whose rows have an edge of their own
_PANEL = 50, 41  # letters in the width of the list of best times, and where there is little room
_SQUEEZED = 436  # with less than this for the grid the list goes below it, in pixels
_ROOMY = 640  # with less than this the list is narrower
_MOST_NOTES = 4
_HEAD = 72  # letters: the width from which on the head of the day says its keys
_GRID = "Show as a grid"
_TABLE = "Show as a table"


class Sheet(Page):
    """Who and when at the top, the day under it, the best times beside it, or below where it is narrow."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._focus_grid = False
        self._said = "", ""
        self.heading = Label("Find a time", Size.TITLE)
        self.about = Label(size=Size.SMALL, tone=Tone.MUTED, elide=True)
        self.back = LinkButton("Back to the letter")
        self.back.hide()
        self.chooser = Chooser(runner)
        self.span = SpanFields()
        self.project = ProjectField(runner, self)
        self.day_title = Label(size=Size.HEADING, elide=True)
        self.before = IconButton("chevron-left", "Day before (Page Up)")
        self.after = IconButton("chevron-right", "Day after (Page Down)")
        self._keys = Label("Page Up · Page Down", Size.SMALL, tone=Tone.MUTED)
        self.print_link = LinkButton("Print")
        self.print_link.setToolTip("Print or save as PDF (Ctrl+P)")
        self.twin = LinkButton(_TABLE, self.toggle_table)
        self.grid = DayGrid()
        self.table = DayTable()
        self.table.hide()
        self.legend = Legend()
        self.readout = Label(wrap=True)
        self._mark = StatusMark()
        self.take_button = plain_button("Choose this time", tip="Return, in the grid")
        self.weekly_button = plain_button("Every week…", tip="See it repeated week by week")
        self.notes = InlineBar()
        self.pictures = Pictures(runner)
        self.nobody = EmptyPlace(
            "clock",
            "Who is to meet?",
            hint="Type a name above: your week and theirs are laid side by side, and the best times found.",
        )
        self.best = BestPanel()
        self.series = SeriesView(runner)
        self._lay_out()
        self.set_state(planned=False, asked=False)
        self.setAccessibleName("Times")

    def _lay_out(self) -> None:
        self.content = Column()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(_MARGIN, 2 * theme.GRID, _MARGIN, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.heading)
        titles.addWidget(self.about)
        head = QHBoxLayout()
        head.setSpacing(2 * theme.GRID)
        head.addLayout(titles, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.project, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.chooser)
        column.addWidget(self.span)
        self._day = QWidget()
        day = QVBoxLayout(self._day)
        day.setContentsMargins(0, 0, 0, 0)
        day.setSpacing(theme.GRID)
        day.addLayout(self._day_head())
        for part in (self.grid, self.table, self.legend, self._below_grid()):
            day.addWidget(part)
        column.addWidget(self._day)
        column.addWidget(self.notes)
        column.addWidget(self.pictures)
        column.addWidget(self.nobody, 1)
        self._under = QVBoxLayout()
        column.addLayout(self._under)
        column.addStretch()
        self.area = _scrolling(self.content)
        side = Column()
        self._beside = QVBoxLayout(side)
        self._beside.setContentsMargins(_EDGE, 2 * theme.GRID + 2, _EDGE, theme.GRID)
        self._side = QWidget()
        foot = QWidget()
        self._beside_foot = QVBoxLayout(foot)
        self._beside_foot.setContentsMargins(_EDGE, theme.GRID, _EDGE, 2 * theme.GRID)
        whole = QVBoxLayout(self._side)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(_scrolling(side), 1)
        whole.addWidget(foot)
        self._edge = Hairline(Qt.Orientation.Vertical)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.area, 1)
        across.addWidget(self._edge)
        across.addWidget(self._side)
        across.addWidget(self.series, 1)
        self.series.hide()

    def _day_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.GRID // 2)
        head.addWidget(self.day_title, 1)
        head.addWidget(self.print_link)
        head.addWidget(self.twin)
        head.addSpacing(theme.GRID)
        head.addWidget(self.before)
        head.addWidget(self._keys)
        head.addWidget(self.after)
        return head

    def _below_grid(self) -> QWidget:
        """The time chosen in words, and the verb that takes it."""
        box = QWidget()
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight, box)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(theme.GRID)
        words, verbs = QHBoxLayout(), QHBoxLayout()
        words.setSpacing(theme.GRID)
        words.addWidget(self._mark)
        words.addWidget(self.readout, 1)
        verbs.setSpacing(theme.GRID)
        verbs.addStretch()
        verbs.addWidget(self.weekly_button)
        verbs.addWidget(self.take_button)
        self._told.addLayout(words, 1)
        self._told.addLayout(verbs)
        return box

    # --- what is shown --------------------------------------------------------------------------------

    def set_state(self, *, planned: bool, asked: bool) -> None:
        """Show the day where there is one, or an empty place that says what to do."""
        self._day.setVisible(planned)
        self.pictures.setVisible(planned)
        self.nobody.setVisible(not asked)
        self.about.setVisible(asked)
        self._planned = planned
        self._fit()

    def set_current(self, *, on: bool) -> None:
        """Grey what was worked out for other dates than those that stand in the fields, or have it back."""
        for part in (self._day, self.pictures, self.best, self.best.foot):
            part.setEnabled(on)
        if not on:
            self.about.setText("Mend the dates first: what is below was found for those before.")

    def show_series(self, *, on: bool) -> None:
        """Show the series in place of the day and the best times, or these again."""
        self.series.setVisible(on)
        self.area.setVisible(not on)
        self._fit()

    def read_out(self, words: str, state: str, *, can_take: bool, good: bool = False) -> None:
        """Say what the time in the grid means: when it is, and who can or cannot be there."""
        self._mark.setVisible(bool(words))
        self._mark.set_status(Status.IN_SESSION if good else Status.CLOSED)
        self.readout.setText(f"{words}: {state}" if words else "Click into the grid, or press an arrow key.")
        self.weekly_button.setEnabled(good)
        had = self.take_button.hasFocus() or self.weekly_button.hasFocus()
        self.take_button.setEnabled(can_take)
        if had and not (can_take or good):
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def warn(self, warnings: Sequence[str]) -> None:
        """Say what is to be known about the span: clocks that change, holidays, assumed hours."""
        if warnings:
            text, more = "\n".join(warnings[:_MOST_NOTES]), "\n".join(warnings[_MOST_NOTES:])
            if (text, more) != self._said or self.notes.isHidden():
                self.notes.say(Kind.WARNING, text, details=more, closable=False)
            self._said = text, more
        else:
            self.notes.hide()

    def toggle_table(self) -> None:
        """Show the day as a table, or as a grid again."""
        as_table = self.table.isHidden()
        self.table.setVisible(as_table)
        self.grid.setVisible(not as_table)
        self.legend.setVisible(not as_table)
        self.twin.setText(_GRID if as_table else _TABLE)
        self.twin.setAccessibleName(self.twin.text())
        self.twin.updateGeometry()

    def _head(self, found: Answer) -> None:
        first, last = found.asked.first, found.asked.last
        if first is None or last is None:
            return
        begin = f"{first.day}"
        if (first.month, first.year) != (last.month, last.year):
            begin += f" {MONTHS[first.month - 1]}"
        if first.year != last.year:
            begin += f" {first.year}"
        span = f"{begin} to {last.day} {MONTHS[last.month - 1]} {last.year}"
        count = len(found.who) + 1
        self.about.setText(f"{found.asked.minutes} minutes · {span} · {count} parties")

    # --- where it stands ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's names
        """Set the list beside the day, or below it where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure anew with another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def _fit(self) -> None:
        wide, narrow = (theme.column_width(letters) + 2 * _EDGE for letters in _PANEL)
        panel = wide if self.width() - wide >= _ROOMY else narrow
        beside = self.width() - panel >= _SQUEEZED
        (self._beside if beside else self._under).addWidget(self.best)
        (self._beside_foot if beside else self._under).addWidget(self.best.foot)
        shown = self._planned and self.series.isHidden()
        self.best.setVisible(shown)
        self.best.foot.setVisible(shown)
        self._side.setVisible(shown and beside)
        self._edge.setVisible(shown and beside)
        self._side.setFixedWidth(panel)
        middle = self.width() - (panel if beside else 0)
        ways = QBoxLayout.Direction
        roomy = middle >= theme.column_width(_HEAD)
        self._told.setDirection(ways.LeftToRight if roomy else ways.TopToBottom)
        self._keys.setVisible(roomy)


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
