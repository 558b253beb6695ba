"""The year as a strip: weeks when all are in session, breaks and holidays, and weeks of unusual clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnerdesk.core.schoolyear import KEY, YearWeek, span_words, summary_words
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.pictured import Pictured
from partnerdesk.qt.times.year_paint import cell_height, paint_cell
from partnerdesk.qt.times.year_picture import YearPicture
from partnerdesk.qt.widgets import Label


class YearStrip(Pictured):
    """The year, a line that says what the pointer or the keyboard is at, the key to the cells, and a table.

    Set it with ``set_weeks``; mark the week of a day with ``mark``. ``core.schoolyear.year_weeks`` makes the
    weeks, on the worker; ``core.schoolyear.school_year`` says which.

    Signals:
        chosen(date): the Monday of a week that was pressed.

    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self.picture = YearPicture()
        key = ((_Sample(week), words) for week, words in KEY)
        columns = ("Week", "School", "Breaks, holidays, clocks")
        super().__init__(self.picture, key, "year", "School year as a table", columns, parent)

    def _line(self) -> Label:
        line = Label(" ", Size.SMALL, wrap=True)
        line.setAlignment(line.alignment() | Qt.AlignmentFlag.AlignTop)
        return line

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

    def _say(self, words: str) -> None:
        # Room for two lines is kept, so that nothing below moves as the pointer goes along the year.
        self._words.setMinimumHeight(2 * QFontMetrics(self._words.font()).lineSpacing())
        super()._say(words)


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
