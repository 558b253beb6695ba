"""The school calendar: rows of days, public holidays, and how they lie on a school week."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput
from partnerdesk.qt import theme
from partnerdesk.qt.calendar_fields import CalendarFold, calendar_words, plain
from partnerdesk.qt.calendar_holidays import HolidaysList
from partnerdesk.qt.calendar_rows import DaysList, DaysRow
from partnerdesk.qt.runner import Runner

Key = Qt.Key
HOURS = SchoolWeek.parse("Mon-Fri 08:00-13:00")
WEEK = replace(
    HOURS,
    breaks=Break.parse("2027-03-22..2027-04-02 Semana Santa; 2027-05-05 Batalla"),
    kept_holidays=frozenset({date(2027, 3, 15), date(2020, 2, 3)}),
)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.install(qapp)


@pytest.fixture
def fold(qtbot: QtBot, runner: Runner) -> CalendarFold:
    """Unfolded, for a school in Puebla, on screen. Today is 1 March 2027."""
    made = CalendarFold(runner)
    qtbot.addWidget(made)
    made.show_week(WEEK, locate("Puebla", "MX"))
    made.resize(600, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.button.setFocus()
    qtbot.keyClick(made.button, Key.Key_Space)
    return made


def breaks(fold: CalendarFold) -> DaysList:
    assert fold.breaks is not None
    return fold.breaks


def holidays(fold: CalendarFold) -> HolidaysList:
    assert fold.holidays is not None
    return fold.holidays


def note(row: DaysRow) -> str:
    return row._note.text() if row._note.isVisible() else ""


def set_day(edit: QWidget, day: date) -> None:
    edit.setDate(QDate(day.year, day.month, day.day))  # type: ignore[attr-defined]


def test_a_calendar_is_summed_up_in_words() -> None:
    assert calendar_words(None) == "closed on public holidays"
    assert calendar_words(HOURS) == "closed on public holidays"
    assert calendar_words(WEEK) == "1 break · 1 closed day · closed on public holidays, 2 kept"
    two = Break.parse("2026-08-31..2026-12-17; 2027-01-11..2027-07-15")
    assert calendar_words(replace(HOURS, terms=two, public_holidays=False)) == (
        "2 terms · open on public holidays"
    )
    assert plain(None)
    assert plain(HOURS)
    assert not plain(WEEK)
    assert not plain(replace(HOURS, public_holidays=False))


def test_nothing_changes_by_being_looked_at(fold: CalendarFold) -> None:
    assert fold.unfolded
    assert fold.applied(HOURS) == WEEK
    assert [row.name.text() for row in breaks(fold).rows] == ["Semana Santa", "Batalla"]
    fold.turn()
    assert not fold.unfolded
    assert fold.applied(HOURS) == WEEK


def test_a_folded_calendar_is_kept_though_it_was_never_unfolded(runner: Runner, qtbot: QtBot) -> None:
    fold = CalendarFold(runner)
    qtbot.addWidget(fold)
    fold.show_week(WEEK, Place())
    assert fold.breaks is None
    assert fold.applied(HOURS) == WEEK
    assert fold.button.accessibleDescription() == f"folded: {calendar_words(WEEK)}"


def test_a_row_that_was_added_counts_once_something_is_said_in_it(qtbot: QtBot, fold: CalendarFold) -> None:
    add = next(iter(breaks(fold).verbs.values()))
    add.setFocus()
    qtbot.keyClick(add, Key.Key_Space)
    row = breaks(fold).rows[-1]
    assert row.first.hasFocus()
    assert note(row) == "Not kept yet: set its days or give it a name."
    assert fold.applied(HOURS) == WEEK
    with qtbot.waitSignal(fold.changed) as told:
        set_day(row.first, date(2027, 7, 16))
    assert told.args == [True]
    assert row.last.day() == date(2027, 7, 20)  # moved with it
    assert note(row) == ""
    set_day(row.last, date(2027, 8, 27))
    row.name.setFocus()
    with qtbot.waitSignal(fold.changed) as told:
        qtbot.keyClicks(row.name, "Summer")
    assert told.args == [False]
    with qtbot.waitSignal(fold.changed) as told:
        qtbot.keyClick(row.name, Key.Key_Tab)
    assert told.args == [True]
    assert fold.applied(HOURS).breaks[-1] == Break(date(2027, 7, 16), date(2027, 8, 27), "Summer")


def test_a_closed_day_has_one_date(qtbot: QtBot, fold: CalendarFold) -> None:
    *_, add = breaks(fold).verbs.values()
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    row = breaks(fold).rows[-1]
    assert not row.last.isVisible()
    set_day(row.first, date(2027, 9, 24))
    assert Break(date(2027, 9, 24), date(2027, 9, 24)) in fold.applied(HOURS).breaks


def test_a_break_that_ends_before_it_begins_is_told_beside_it_and_not_taken(fold: CalendarFold) -> None:
    row = breaks(fold).rows[0]
    set_day(row.last, date(2027, 3, 1))
    assert note(row) == "It ends before it begins."
    assert row.last.property("wrong") is True
    assert row.last.accessibleDescription() == "It ends before it begins."
    with pytest.raises(BadInput) as caught:
        fold.applied(HOURS)
    assert caught.value.field == "breaks"
    set_day(row.last, date(2027, 3, 26))
    assert note(row) == ""
    assert fold.applied(HOURS).breaks[0].last == date(2027, 3, 26)


def test_a_removed_row_leaves_the_focus_in_the_next_one(qtbot: QtBot, fold: CalendarFold) -> None:
    first, second = breaks(fold).rows
    with qtbot.waitSignal(fold.changed):
        qtbot.mouseClick(first.away, Qt.MouseButton.LeftButton)
    assert fold.applied(HOURS).breaks == WEEK.breaks[1:]
    assert second.first.hasFocus()
    qtbot.mouseClick(second.away, Qt.MouseButton.LeftButton)
    assert fold.applied(HOURS).breaks == ()
    assert breaks(fold)._empty.isVisible()
    assert next(iter(breaks(fold).verbs.values())).hasFocus()


def test_tab_goes_through_the_rows_in_the_order_in_which_they_are_read(
    qtbot: QtBot, fold: CalendarFold
) -> None:
    breaks(fold).rows[0].first.setFocus()
    passed = []
    for _ in range(15):  # within a date, Tab goes from the day to the month and the year
        inside = QApplication.focusWidget()
        assert inside is not None
        passed.append(inside.accessibleName())
        qtbot.keyClick(inside, Key.Key_Tab)
    assert list(dict.fromkeys(passed)) == [
        "Break: first day", "Break: last day", "Break: name", "Remove this break",
        "Closed day", "Closed day: name", "Remove this closed day", "Add a break", "Add a closed day",
    ]  # fmt: skip


def test_terms_are_kept_apart_from_breaks(qtbot: QtBot, fold: CalendarFold) -> None:
    assert fold.terms is not None
    qtbot.mouseClick(next(iter(fold.terms.verbs.values())), Qt.MouseButton.LeftButton)
    row = fold.terms.rows[0]
    set_day(row.first, date(2026, 8, 31))
    set_day(row.last, date(2027, 7, 15))
    assert fold.applied(HOURS).terms == (Break(date(2026, 8, 31), date(2027, 7, 15)),)
    assert fold.applied(HOURS).breaks == WEEK.breaks


def test_the_holidays_of_the_coming_year_that_fall_on_school_days_are_offered(fold: CalendarFold) -> None:
    ticks = holidays(fold).ticks()
    assert date(2027, 3, 15) in ticks
    assert all(date(2027, 3, 1) <= day < date(2028, 3, 1) and day.weekday() < 5 for day in ticks)
    assert [day for day, tick in ticks.items() if tick.isChecked()] == [date(2027, 3, 15)]
    assert holidays(fold).closes.accessibleName() == "Closed on public holidays of Puebla, Mexico"
    assert "15 March 2027" in ticks[date(2027, 3, 15)].accessibleName()


def test_school_is_kept_on_a_holiday_that_is_ticked(qtbot: QtBot, fold: CalendarFold) -> None:
    tick = holidays(fold).ticks()[date(2027, 3, 15)]
    tick.setFocus()
    with qtbot.waitSignal(fold.changed) as told:
        qtbot.keyClick(tick, Key.Key_Space)
    assert told.args == [True]
    # Those of years gone by are nobody's to forget.
    assert fold.applied(HOURS).kept_holidays == {date(2020, 2, 3)}


def test_holidays_can_be_switched_off(qtbot: QtBot, fold: CalendarFold) -> None:
    qtbot.keyClick(holidays(fold).closes, Key.Key_Space)
    assert not fold.applied(HOURS).public_holidays
    assert not next(iter(holidays(fold).ticks().values())).isVisible()
    qtbot.keyClick(holidays(fold).closes, Key.Key_Space)
    assert fold.applied(HOURS) == WEEK


def test_a_place_whose_holidays_are_not_known_says_so(fold: CalendarFold) -> None:
    holidays(fold).show_holidays(None, "Atlantis", WEEK)
    assert holidays(fold)._note.text() == "Those of Atlantis are not known here: add closed days above."
    fold.show_week(WEEK, Place())
    assert holidays(fold)._note.text() == "They follow from the place: add closed days above."
    assert not holidays(fold).ticks()


def test_what_an_organisation_says_is_shown_and_not_changed_here(fold: CalendarFold) -> None:
    fold.show_week(WEEK, locate("Puebla", "MX"), follows="Escuela Normal")
    assert fold.locked
    assert not breaks(fold).isEnabled()
    assert fold._whose.text() == "As Escuela Normal has it: edit the organisation to change it for all."
    fold.lock()
    assert breaks(fold).isEnabled()
    assert not fold._whose.isVisible()


def test_a_refresh_leaves_a_row_alone_that_is_just_being_added(qtbot: QtBot, fold: CalendarFold) -> None:
    qtbot.mouseClick(next(iter(breaks(fold).verbs.values())), Qt.MouseButton.LeftButton)
    row = breaks(fold).rows[-1]
    fold.show_week(WEEK, locate("Puebla", "MX"))
    assert breaks(fold).rows[-1] is row
    fold.show_week(HOURS, locate("Puebla", "MX"))
    assert breaks(fold).rows == []


def test_rolling_the_wheel_over_a_date_changes_nothing(qapp: QApplication, fold: CalendarFold) -> None:
    edit = breaks(fold).rows[0].first
    spot = QPointF(edit.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        spot, edit.mapToGlobal(spot), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qapp.sendEvent(edit, turn)
    assert fold.applied(HOURS) == WEEK


def test_long_names_of_holidays_are_cut_and_whole_in_the_tooltip(qtbot: QtBot, runner: Runner) -> None:
    fold = CalendarFold(runner)
    qtbot.addWidget(fold)
    fold.resize(300, 600)
    fold.show_week(HOURS, locate("Detroit", "US"))
    fold.show()
    fold.turn()

    def cut() -> list[str]:
        return [tick.toolTip() for tick in holidays(fold).ticks().values() if tick.text().endswith("…")]

    qtbot.waitUntil(lambda: bool(cut()))
    assert any("Juneteenth National Independence Day" in tip for tip in cut())
    assert fold.width() == 300
