"""The school calendar: breaks, closed days, terms and public holidays, under a fold below the school week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk import holidays
from partnerdesk.desk.places import gazetteer
from partnerdesk.qt import theme
from partnerdesk.qt.calendar_holidays import HolidaysList
from partnerdesk.qt.calendar_rows import DaysList, Sort
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import IconButton, Label, Tone, set_tip

_AHEAD = timedelta(days=365)


def plain(week: SchoolWeek | None) -> bool:
    """Whether nothing is said of breaks, terms and holidays beyond what holds everywhere."""
    return week is None or not (week.breaks or week.terms or week.kept_holidays or not week.public_holidays)


def calendar_words(week: SchoolWeek | None) -> str:
    """Sum a calendar up: ``2 breaks, 1 closed day · 2 terms · closed on public holidays, 1 kept``."""
    if week is None:
        return "closed on public holidays"
    single = sum(each.first == each.last for each in week.breaks)
    counted = ((len(week.breaks) - single, "break"), (single, "closed day"), (len(week.terms), "term"))
    parts = [f"{number} {word}{'s' * (number != 1)}" for number, word in counted if number]
    kept = f", {len(week.kept_holidays)} kept" if week.kept_holidays else ""
    parts.append(f"closed on public holidays{kept}" if week.public_holidays else "open on public holidays")
    return " · ".join(parts)


def _in_their_order(days: tuple[Break, ...], before: tuple[Break, ...]) -> tuple[Break, ...]:
    """Return what stood there before where nothing but the order is another."""
    return before if tuple(sorted(before)) == days else days


class CalendarFold(QWidget):
    """'Breaks and holidays' with a line that sums them up; unfolded, the rows to edit them.

    It holds no hours: ``applied`` puts what stands here onto a week. Nothing is built, and no holidays are
    looked up, before it is unfolded for the first time.

    Signals:
        changed(bool): something else stands here; True if it is complete, False while one still types.

    """

    changed = Signal(bool)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._week: SchoolWeek | None = None
        self._place, self._asked_for = Place(), Place()
        self._follows = ""
        self.breaks: DaysList | None = None
        self.terms: DaysList | None = None
        self.holidays: HolidaysList | None = None
        self.button = IconButton("chevron-right", "Breaks and holidays", self.turn)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setText("Breaks and holidays…")
        self.button.setToolTip("")
        self._sum = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._whose = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._inside = QWidget()
        self._inside.hide()
        self._whose.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID // 2)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        for part in (self._sum, self._whose, self._inside):
            self._column.addWidget(part)
        self._tell()

    @property
    def unfolded(self) -> bool:
        """Whether the rows are shown."""
        return not self._inside.isHidden()

    def show_week(self, week: SchoolWeek | None, place: Place, *, follows: str = "") -> None:
        """Show the calendar of a week, for a school in a place.

        Args:
            week: whose breaks, terms and holidays; None where nothing is said.
            place: its country and region say which public holidays there are.
            follows: the organisation that the week is inherited from: then nothing can be changed here.

        """
        self._week, self._place = week, place
        if self.breaks is not None:
            self._fill()
        self.lock(follows)

    def lock(self, follows: str = "") -> None:
        """Let nothing be changed while an organisation's calendar holds; editable if empty."""
        self._follows = follows
        self._inside.setEnabled(not follows)
        self._whose.setText(
            f"As {follows} has it: edit the organisation to change it for all." if follows else ""
        )
        self._whose.setVisible(bool(follows) and self.unfolded)
        self._tell()

    @property
    def locked(self) -> bool:
        """Whether it shows an organisation's calendar."""
        return bool(self._follows)

    def applied(self, week: SchoolWeek) -> SchoolWeek:
        """Return the hours of ``week`` with the breaks, terms and holidays that stand here.

        Raises:
            BadInput: a break or a term ends before it begins (field ``breaks``); said beside its row.

        """
        if self.breaks is None or self.terms is None or self.holidays is None:
            ours = self._week
            if ours is None:
                return replace(week, breaks=(), terms=(), public_holidays=True, kept_holidays=frozenset())
            return replace(
                week,
                breaks=ours.breaks,
                terms=ours.terms,
                public_holidays=ours.public_holidays,
                kept_holidays=ours.kept_holidays,
            )
        return replace(
            week,
            breaks=_in_their_order(self.breaks.days(), self._week.breaks if self._week else ()),
            terms=_in_their_order(self.terms.days(), self._week.terms if self._week else ()),
            public_holidays=self.holidays.closes.isChecked(),
            kept_holidays=self.holidays.kept,
        )

    def turn(self) -> None:
        """Fold or unfold."""
        if self.breaks is None:
            self._build()
        shown = not self.unfolded
        self._inside.setVisible(shown)
        self._whose.setVisible(shown and bool(self._follows))
        self._sum.setVisible(not shown)
        self.button.set_icon("chevron-down" if shown else "chevron-right", "Breaks and holidays")
        self.button.setToolTip("")
        if shown:
            self._ask()
        self._tell()

    def _build(self) -> None:
        self.breaks = DaysList(
            Sort.BREAK, Sort.DAY, empty="No breaks said yet: school goes on all year, holidays apart."
        )
        self.terms = DaysList(
            Sort.TERM, empty="With terms given, the school counts as closed outside all of them."
        )
        self.holidays = HolidaysList()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(theme.GRID, theme.GRID // 2, 0, theme.GRID)
        column.setSpacing(theme.GRID)
        for caption, part in (
            ("Breaks and closed days", self.breaks),
            ("School year", self.terms),
            ("Public holidays", self.holidays),
        ):
            column.addWidget(Label(caption, Size.SMALL, bold=True))
            column.addWidget(part)
            column.addSpacing(theme.GRID // 2)
            part.changed.connect(self._said)
        self._fill()

    def _fill(self) -> None:
        if self.breaks is None or self.terms is None or self.holidays is None:
            return
        today = self._runner.now().date()
        week = self._week
        for rows, days in (
            (self.breaks, week.breaks if week else ()),
            (self.terms, week.terms if week else ()),
        ):
            # Rows that show these days already are left alone, and with them a row that is just being added.
            if rows.wrong() or rows.days() != tuple(sorted(days)) or not rows.rows:
                rows.show_days(days, today)
        self.holidays.show_week(week)
        if self.unfolded:
            self._ask()

    def _ask(self) -> None:
        """Look the public holidays of the coming year up, on the worker."""
        place = self._place
        today = self._runner.now().date()
        self._asked_for = place

        def found(known: Mapping[date, str] | None) -> None:
            if place != self._asked_for or self.holidays is None:
                return
            near = (
                {day: name for day, name in known.items() if today <= day < today + _AHEAD}
                if known
                else known
            )
            self.holidays.show_holidays(near, self._where(place), self._week)

        self._runner.ask(
            lambda _book: holidays.of_place(place, (today.year, today.year + 1)), found, context=self
        )

    def _where(self, place: Place) -> str:
        land = gazetteer().country(place.country)
        parts = (place.region_name, land.name if land else "")
        return ", ".join(part for part in parts if part)

    def _said(self, whole: bool) -> None:
        self._tell()
        self.changed.emit(whole)

    def _tell(self) -> None:
        """Sum up what stands here, as long as it can be."""
        wrong = any(rows is not None and rows.wrong() for rows in (self.breaks, self.terms))
        base = self._week or SchoolWeek(((),) * 7)
        words = "something is wrong in it" if wrong else calendar_words(self.applied(base))
        self._sum.setText(words[:1].upper() + words[1:])
        self.button.setAccessibleDescription(f"{'unfolded' if self.unfolded else 'folded'}: {words}")
        set_tip(self._sum, "")
