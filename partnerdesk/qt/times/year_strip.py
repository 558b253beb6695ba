"""The year as a strip: weeks when all are in session, breaks and holidays, and weeks of unusual clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.schoolyear import KEY, YearWeek, span_words, summary_words
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.facts import FactsTable
from partnerdesk.qt.times.year_paint import cell_height, paint_cell
from partnerdesk.qt.times.year_picture import YearPicture
from partnerdesk.qt.widgets import FlowLayout, Label, LinkButton, Tone


class YearStrip(QWidget):
    """The year, a line that says what the pointer or the keyboard is at, the key to the cells, and a table.

    Set it with ``set_weeks``; mark the week of a day with ``mark``. ``core.schoolyear.year_weeks`` makes the
    weeks, on the worker; ``core.schoolyear.school_year`` says which.

    Signals:
        chosen(date): the Monday of a week that was pressed.

    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = YearPicture()
        self._summary = ""
        self._words = Label(" ", Size.SMALL, wrap=True)
        self._words.setAlignment(self._words.alignment() | Qt.AlignmentFlag.AlignTop)
        self._fold = LinkButton("Show as a table", self._turn)
        self._fold.setAccessibleName("Show the year as a table")
        self.table = FactsTable("School year as a table", ("Week", "School", "Breaks, holidays, clocks"))
        self.table.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for part in (self.picture, self._words, self._key(), self.table):
            column.addWidget(part)
        self.picture.pointed.connect(self._say)
        self.picture.chosen.connect(self.chosen)
        self.setFocusProxy(self.picture)

    def set_weeks(self, weeks: Sequence[YearWeek], today: date | None = None, note: str = "") -> None:
        """Show these weeks; the one of ``today`` (home's date) has a mark above it.

        Args:
            weeks: of a school year.
            today: home's date.
            note: what is not known of the year, said beside its sum.

        """
        self.picture.show_weeks(weeks, today)
        self._summary = " · ".join(part for part in (summary_words(weeks), note) if part)
        if weeks:
            whole = span_words(weeks[0].first, weeks[-1].last, year=True)
            self.picture.setAccessibleName(f"School year, week by week, {whole}")
        self.picture.setAccessibleDescription(self._summary)
        self.table.set_rows(
            [
                (
                    week.title,
                    week.school_words(),
                    ". ".join(part for part in (week.closure_words(), *week.shifted) if part),
                )
                for week in weeks
            ]
        )
        self._say("")

    def mark(self, day: date | None) -> None:
        """Mark the week of a day, as the one that the page is at; None marks none."""
        self.picture.mark(day)

    def _key(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=3 * theme.GRID // 2)
        for week, words in KEY:
            pair = QWidget()
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(6)
            beside.addWidget(_Sample(week))
            beside.addWidget(Label(words, Size.SMALL, tone=Tone.MUTED))
            flow.addWidget(pair)
        flow.addWidget(self._fold)
        return row

    def _say(self, words: str) -> None:
        # Room for two lines is kept, so that nothing below moves as the pointer goes along the year.
        self._words.setMinimumHeight(2 * QFontMetrics(self._words.font()).lineSpacing())
        self._words.setText(words or self._summary or " ")

    def _turn(self) -> None:
        shown = not self.table.isVisibleTo(self)
        self.table.setVisible(shown)
        self._fold.setText("Hide the table" if shown else "Show as a table")
        words = "Hide the table of the year" if shown else "Show the year as a table"
        self._fold.setAccessibleName(words)


class _Sample(QWidget):
    """One cell, for the key."""

    def __init__(self, week: YearWeek) -> None:
        super().__init__()
        self._week = week
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(cell_height() // 2 + 2, round(cell_height() * 0.8))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cell(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._week, self.palette())
