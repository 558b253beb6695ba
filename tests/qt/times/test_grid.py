"""The grid by keyboard and mouse, and what it says of itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.core.dayview import build
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.planner import PlanParty
from partnerdesk.qt import theme
from partnerdesk.qt.times.grid import DayGrid

SCHOOL = SchoolWeek.parse("Mon-Fri 08:00-13:00")
PARTIES = [
    PlanParty("Ana Lee", "Detroit", "America/Detroit", SchoolWeek.parse("Mon-Fri 08:00-15:00"), home=True),
    PlanParty("Elena Ruiz", "Puebla", "America/Mexico_City", SCHOOL),
    PlanParty("Priya Nair", "Kochi", "Asia/Kolkata", SchoolWeek(SCHOOL.hours, confirmed=False)),
]
TUESDAY = date(2027, 3, 16)
TEN = datetime(2027, 3, 16, 14, 0, tzinfo=UTC)  # 10:00 in Detroit, 08:00 in Puebla
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(qtbot: QtBot, qapp: QApplication) -> DayGrid:
    theme.install(qapp)
    made = DayGrid()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_day(build(PARTIES[:2], TUESDAY), (7, 19))
    made.slotMoved.connect(lambda start: made.show_slot(start, 45))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def start(grid: DayGrid) -> datetime:
    assert grid.slot is not None
    return grid.slot[0]


def test_the_first_arrow_goes_to_the_first_time_for_all(grid: DayGrid, qtbot: QtBot) -> None:
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert start(grid) == TEN


@pytest.mark.parametrize(
    ("key", "shift", "minutes"),
    [
        (Qt.Key.Key_Right, False, 15),
        (Qt.Key.Key_Left, False, -15),
        (Qt.Key.Key_Right, True, 60),
        (Qt.Key.Key_Left, True, -60),
    ],
)
def test_arrows_move_the_time(grid: DayGrid, qtbot: QtBot, key: Qt.Key, shift: bool, minutes: int) -> None:
    grid.show_slot(TEN, 45)
    qtbot.keyClick(grid, key, SHIFT if shift else Qt.KeyboardModifier.NoModifier)
    assert start(grid) - TEN == timedelta(minutes=minutes)


def test_in_a_window_from_right_to_left_the_arrows_turn_with_the_hours(grid: DayGrid, qtbot: QtBot) -> None:
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid.show_slot(TEN, 45)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert start(grid) - TEN == timedelta(minutes=15)
    assert grid.plot is not None
    assert grid.plot.x(60) < grid.plot.x(40)


def test_home_and_end_go_to_the_first_and_last_time_for_all(grid: DayGrid, qtbot: QtBot) -> None:
    grid.show_slot(TEN + timedelta(hours=5), 45)
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert start(grid) == TEN
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert start(grid) == TEN + timedelta(hours=4, minutes=15)  # both end at 15:00 in Detroit


def test_without_a_time_for_all_home_leaves_the_time_alone(grid: DayGrid, qtbot: QtBot) -> None:
    grid.show_day(build(PARTIES, TUESDAY), (7, 19))
    grid.show_slot(TEN, 45)
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert start(grid) == TEN


def test_page_keys_ask_for_another_day_and_return_takes_the_time(grid: DayGrid, qtbot: QtBot) -> None:
    grid.show_slot(TEN, 45)
    with qtbot.waitSignal(grid.dayAsked, check_params_cb=lambda days: days == 1):
        qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(grid.dayAsked, check_params_cb=lambda days: days == -1):
        qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    with qtbot.waitSignal(grid.taken):
        qtbot.keyClick(grid, Qt.Key.Key_Return)


def test_a_time_beyond_the_hours_shown_widens_them(grid: DayGrid) -> None:
    assert grid.plot is not None
    before = grid.plot.window
    grid.show_slot(datetime(2027, 3, 17, 1, 0, tzinfo=UTC), 45)  # 21:00 in Detroit
    assert grid.plot.window[1] > before[1]
    grid.show_slot(TEN, 45)
    assert grid.plot.window == before


def test_a_click_puts_the_time_there_and_dragging_moves_it(grid: DayGrid, qtbot: QtBot) -> None:
    plot = grid.plot
    assert plot is not None

    def spot(hour: float) -> QPoint:
        return QPoint(round(plot.x(hour * 4)), 60)

    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=spot(10.15))
    assert start(grid) == TEN
    qtbot.mouseMove(grid, spot(12.15))
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=spot(12.15))
    assert start(grid) == TEN + timedelta(hours=2)
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=spot(12.5))  # taken hold of in its middle
    assert start(grid) == TEN + timedelta(hours=2)
    qtbot.mouseMove(grid, spot(13.5))
    assert start(grid) == TEN + timedelta(hours=3)
    qtbot.mouseMove(grid, QPoint(5000, 60))
    assert start(grid) == datetime(2027, 3, 16, 22, 15, tzinfo=UTC)  # the end of what is shown


def test_a_screen_reader_hears_every_local_time_and_state(grid: DayGrid) -> None:
    grid.show_day(build(PARTIES, TUESDAY), (0, 24))
    grid.show_slot(TEN + timedelta(hours=9), 45)
    said = QAccessible.queryAccessibleInterface(grid).text(QAccessible.Text.Description)
    assert said.startswith("Tuesday 16 March. You, Detroit 19:00, closed; Elena Ruiz, Puebla 17:00, closed;")
    assert "Priya Nair, Kochi Wednesday 17 March 04:30, night, closed, hours assumed" in said
    assert "Left and Right move the time" in said


def test_dragging_draws_the_day_once(grid: DayGrid, qtbot: QtBot) -> None:
    """Within a frame or two also for twenty parties: what is still is not drawn anew."""
    many = [PARTIES[0], *PARTIES[1:] * 9, PARTIES[1]]
    grid.show_day(build(many, TUESDAY), (0, 24))
    grid.resize(1200, 300)
    grid.repaint()
    picture = grid._picture
    for step in range(20):
        grid.show_slot(TEN + timedelta(minutes=15 * step), 45)
        grid.repaint()
        assert grid._picture is picture


def test_the_grid_is_right_in_every_scheme_and_without_a_day(grid: DayGrid, qapp: QApplication) -> None:
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        theme.install(qapp).force(scheme)
        assert not grid.grab().isNull()
    grid.show_day(None, (7, 19))
    assert not grid.grab().isNull()
    assert grid.words() == ""
