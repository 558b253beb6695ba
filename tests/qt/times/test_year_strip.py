"""The year strip: what it says of each week, by keyboard, by pointer and as a table."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.schoolyear import YearWeek, year_weeks
from partnerdesk.qt import theme
from partnerdesk.qt.times.year_paint import paint_cell
from partnerdesk.qt.times.year_strip import YearStrip, summary_words

Key = Qt.Key
WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")
BREAK = Break.parse("2026-12-21..2027-01-01 Winter break")
PARTIES = (
    PlanParty("Ana", "Detroit", "America/Detroit", replace(WEEK, breaks=BREAK), home=True),
    PlanParty("Lucía", "Madrid", "Europe/Madrid", WEEK, {date(2026, 10, 12): "Fiesta Nacional"}),
)
WEEKS = year_weeks(PARTIES, date(2026, 8, 1), date(2027, 7, 25))
TODAY = date(2026, 12, 7)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.install(qapp)


@pytest.fixture
def strip(qtbot: QtBot) -> YearStrip:
    made = YearStrip()
    qtbot.addWidget(made)
    made.resize(760, 260)
    made.set_weeks(WEEKS, TODAY)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def said(strip: YearStrip) -> str:
    return strip._words.text()


def middle(strip: YearStrip, day: date) -> QPoint:
    index = next(number for number, week in enumerate(WEEKS) if week.first <= day <= week.last)
    return strip.picture.plot.cell(index).center().toPoint()


def test_the_year_is_summed_up(strip: YearStrip) -> None:
    told = "School days in common in 49 weeks, some of them in 1 more · "
    told += "the difference between clocks is not the usual one in 3 weeks"
    assert said(strip) == told == summary_words(WEEKS)
    assert strip.picture.accessibleName() == "School year, week by week, 27 July 2026 to 25 July 2027"
    assert summary_words(()) == ""


def test_what_is_not_known_of_the_year_stands_beside_its_sum(strip: YearStrip) -> None:
    strip.set_weeks(WEEKS, TODAY, "Breaks are not known in Puebla.")
    assert said(strip) == f"{summary_words(WEEKS)} · Breaks are not known in Puebla."


def test_arrow_keys_go_from_week_to_week_beginning_with_this_one(qtbot: QtBot, strip: YearStrip) -> None:
    for key, words in (
        (Key.Key_Right, "7 to 13 December 2026. All days in common."),
        (Key.Key_Right, "14 to 20 December 2026. All days in common."),
        (Key.Key_Right, "21 to 27 December 2026. No school day in common. Detroit: Winter break."),
        (Key.Key_Left, "14 to 20 December 2026. All days in common."),
        (Key.Key_Home, "27 July to 2 August 2026. All days in common."),
        (Key.Key_Left, "27 July to 2 August 2026. All days in common."),
        (Key.Key_PageDown, "24 to 30 August 2026. All days in common."),
        (Key.Key_End, "19 to 25 July 2027. All days in common."),
        (Key.Key_Right, "19 to 25 July 2027. All days in common."),
    ):
        qtbot.keyClick(strip.picture, key)
        assert said(strip) == words
        assert strip.picture.accessibleDescription() == words


def test_arrow_keys_go_where_they_point_in_a_page_that_reads_from_the_right(
    qtbot: QtBot, strip: YearStrip
) -> None:
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    strip.mark(TODAY)
    before = strip.picture.plot.cell(strip.picture.at or 0)
    qtbot.keyClick(strip.picture, Key.Key_Right)
    assert said(strip).startswith("30 November")
    assert strip.picture.plot.cell(strip.picture.at or 0).left() > before.left()


def test_a_week_is_chosen_by_return_and_by_the_mouse(qtbot: QtBot, strip: YearStrip) -> None:
    qtbot.keyClick(strip.picture, Key.Key_Right)
    with qtbot.waitSignal(strip.chosen) as told:
        qtbot.keyClick(strip.picture, Key.Key_Return)
    assert told.args == [date(2026, 12, 7)]
    with qtbot.waitSignal(strip.chosen) as told:
        qtbot.mouseClick(strip.picture, Qt.MouseButton.LeftButton, pos=middle(strip, date(2027, 3, 16)))
    assert told.args == [date(2027, 3, 15)]
    assert "Madrid is 5 hours ahead of you, usually 6 hours ahead of you." in said(strip)


def test_the_pointer_says_the_week_it_is_over(qtbot: QtBot, strip: YearStrip) -> None:
    strip.picture.clearFocus()
    qtbot.mouseMove(strip.picture, middle(strip, date(2026, 10, 12)))
    assert said(strip).endswith("4 of 5 days in common. Madrid: 12 October, Fiesta Nacional.")


def test_the_page_marks_the_week_that_it_is_at_and_a_new_year_keeps_it(strip: YearStrip) -> None:
    strip.mark(date(2027, 3, 20))
    assert WEEKS[strip.picture.at or 0].first == date(2027, 3, 15)
    strip.set_weeks(WEEKS[4:], TODAY)
    assert WEEKS[4:][strip.picture.at or 0].first == date(2027, 3, 15)
    strip.mark(date(2031, 1, 1))
    assert strip.picture.at is None


def test_nothing_below_moves_as_words_come_and_go(qtbot: QtBot, strip: YearStrip) -> None:
    before = strip._fold.mapTo(strip, QPoint())
    for day in (date(2026, 8, 3), date(2026, 12, 24), date(2027, 3, 16)):
        qtbot.mouseMove(strip.picture, middle(strip, day))
        assert strip._fold.mapTo(strip, QPoint()) == before


def test_the_table_says_the_same(qtbot: QtBot, strip: YearStrip) -> None:
    model = strip.table.model()
    QAbstractItemModelTester(model)
    assert model.rowCount() == len(WEEKS)
    row = next(row for row in range(len(WEEKS)) if WEEKS[row].first == date(2026, 10, 12))
    assert [model.index(row, column).data() for column in range(3)] == [
        "12 to 18 October 2026",
        "4 of 5 days in common",
        "Madrid: 12 October, Fiesta Nacional",
    ]
    qtbot.mouseClick(strip._fold, Qt.MouseButton.LeftButton)
    assert strip.table.isVisible()


def test_no_weeks_are_no_harm(qtbot: QtBot, strip: YearStrip) -> None:
    strip.set_weeks((), TODAY)
    for key in (Key.Key_Right, Key.Key_Return, Key.Key_Home):
        qtbot.keyClick(strip.picture, key)
    strip.picture.grab()
    assert said(strip) == " "


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK])
def test_states_differ_without_colour(qapp: QApplication, scheme: theme.Colours) -> None:
    """In grey: full, part and closed by how much is filled, unusual weeks by their stripes."""
    day = date(2026, 12, 7)
    cells = (
        YearWeek(day, 5, 5),
        YearWeek(day, 3, 5),
        YearWeek(day, 0, 5),
        YearWeek(day, 5, 5, shifted=("x",)),
    )
    shares, edges = [], []
    for week in cells:
        picture = QImage(12, 24, QImage.Format.Format_RGB32)
        picture.fill(scheme.window)
        painter = QPainter(picture)
        paint_cell(painter, QRectF(0, 0, 12, 24), week, theme.palette_of(scheme))
        painter.end()
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        column = [grey.pixelColor(6, y).value() for y in range(1, 23)]
        paper = scheme.window.lightness()
        shares.append(sum(abs(value - paper) > 60 for value in column) / len(column))
        edges.append(sum(abs(a - b) > 40 for a, b in pairwise(column)))
    full, part, closed, shifted = shares
    assert full > 0.95
    assert 0.4 < part < 0.8
    assert closed < 0.1
    assert edges[3] > 3 > edges[0]
    assert shifted < full
