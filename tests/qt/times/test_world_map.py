"""The map: marks, keyboard, table, and how long a repaint takes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.core.daylight import altitude, subsolar_point
from partnerdesk.desk.world import Pin
from partnerdesk.qt import theme
from partnerdesk.qt.times.world_map import WorldMap
from partnerdesk.qt.times.world_paint import (
    Mark,
    key_mark,
    marks,
    paint_mark,
    paint_night,
    place_on,
    sheet_picture,
)
from partnerdesk.qt.times.world_picture import mark_words, state_words, summary_words

NOW = datetime(2026, 12, 7, 18, 41, tzinfo=UTC)
Key = Qt.Key
SHEET = QRectF(0, 0, 720, 284)


def pin(name: str, lon: float, lat: float, inside: int, closed: int, country: str = "MX") -> Pin:
    return Pin((lon, lat), name, country, NOW - timedelta(hours=6), inside, closed, ("Elena Ruiz",))


PINS = (
    pin("Tijuana, Mexico", -117.0, 32.5, 1, 0),
    pin("Puebla, Mexico", -98.2, 19.0, 2, 1),
    pin("Mexico City, Mexico", -99.1, 19.4, 0, 1),
    pin("Kyoto, Japan", 135.8, 35.0, 0, 2, "JP"),
    pin("Suva, Fiji", 178.4, -18.1, 0, 1, "FJ"),
)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.install(qapp)


@pytest.fixture
def world(qtbot: QtBot) -> WorldMap:
    made = WorldMap()
    qtbot.addWidget(made)
    made.resize(760, 420)
    made.set_pins(PINS, NOW)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def said(world: WorldMap) -> str:
    return world._words.text()


def test_places_lie_where_the_sheet_says() -> None:
    assert place_on(SHEET, (-180, 84)) == SHEET.topLeft()
    assert place_on(SHEET, (180, -58)) == SHEET.bottomRight()
    assert place_on(SHEET, (0, 89)) == QPointF(360, 0)


def test_places_too_near_to_be_told_apart_are_one_mark_with_all_their_people() -> None:
    found = marks(PINS, SHEET)
    assert [mark.people for mark in found] == [1, 4, 2, 1]
    both = found[1]
    assert (both.in_session, both.closed) == (2, 2)
    assert {one.place for one in both.pins} == {"Puebla, Mexico", "Mexico City, Mexico"}


def test_marks_do_not_cover_each_other_and_none_is_cut_off() -> None:
    crowd = [pin(f"{x} {y}", x, y, 1, 1) for x in range(-180, 181, 4) for y in range(-56, 84, 7)]
    found = marks(crowd, SHEET)
    assert sum(mark.people for mark in found) == 2 * len(crowd)
    for mark in found:
        assert SHEET.contains(mark.at)
        assert mark.radius <= mark.at.x() <= SHEET.width() - mark.radius


def test_thousands_of_places_are_gathered() -> None:
    crowd = [pin("", x / 12, y / 12, 1, 1) for x in range(-2000, 2000, 71) for y in range(-600, 800, 23)]
    found = marks(crowd, SHEET)
    assert sum(mark.people for mark in found) == 2 * len(crowd) > 6000
    assert len(found) < 300


def test_state_and_places_are_said_in_words() -> None:
    assert state_words(1, 0) == "in school"
    assert state_words(0, 1) == "closed"
    assert state_words(3, 0) == "3 in school"
    assert state_words(3, 1) == "3 in school, 1 closed"
    assert summary_words(PINS) == "3 of 8 in school · 5 places"
    assert summary_words(()) == ""
    one = Mark(QPointF(), (PINS[0],), 5)
    assert mark_words(one) == "Tijuana, Mexico · Mon 12:41 · Elena Ruiz · in school"
    several = Mark(QPointF(), PINS, 5)
    assert mark_words(several) == "Puebla, Kyoto, Tijuana and 2 more · 12:41 · 3 in school, 5 closed"


def test_arrow_keys_go_from_mark_to_mark_and_say_them(qtbot: QtBot, world: WorldMap) -> None:
    assert said(world) == "3 of 8 in school · 5 places"
    for key, words in (
        (Key.Key_Right, "Tijuana, Mexico"),
        (Key.Key_Right, "Puebla, Mexico City"),
        (Key.Key_Left, "Tijuana, Mexico"),
        (Key.Key_Left, "Tijuana, Mexico"),
        (Key.Key_End, "Suva, Fiji"),
        (Key.Key_Right, "Suva, Fiji"),
        (Key.Key_Home, "Tijuana, Mexico"),
    ):
        qtbot.keyClick(world.picture, key)
        assert said(world).startswith(words)


def test_return_and_the_mouse_choose_the_places_of_a_mark(qtbot: QtBot, world: WorldMap) -> None:
    qtbot.keyClick(world.picture, Key.Key_Right)
    with qtbot.waitSignal(world.chosen) as told:
        qtbot.keyClick(world.picture, Key.Key_Return)
    assert [one.place for one in told.args[0]] == ["Tijuana, Mexico"]
    kyoto = next(mark for mark in world.picture.marks() if mark.pins[0].place.startswith("Kyoto"))
    with qtbot.waitSignal(world.chosen) as told:
        qtbot.mouseClick(world.picture, Qt.MouseButton.LeftButton, pos=kyoto.at.toPoint())
    assert [one.place for one in told.args[0]] == ["Kyoto, Japan"]


def test_the_pointer_says_what_it_is_over(qtbot: QtBot, world: WorldMap) -> None:
    world.picture.clearFocus()
    kyoto = next(mark for mark in world.picture.marks() if mark.pins[0].place.startswith("Kyoto"))
    qtbot.mouseMove(world.picture, kyoto.at.toPoint())
    assert said(world).startswith("Kyoto, Japan · Mon 12:41 · 2 closed")
    qtbot.mouseMove(world.picture, kyoto.at.toPoint() + QPointF(0, 60).toPoint())
    assert said(world) == "3 of 8 in school · 5 places"


def test_the_table_says_the_same_and_is_shown_on_demand(qtbot: QtBot, world: WorldMap) -> None:
    model = world.table.model()
    QAbstractItemModelTester(model)
    rows = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert rows[0] == ["Puebla, Mexico", "Mon 12:41", "2 in school, 1 closed"]
    assert len(rows) == len(PINS)
    assert not world.table.isVisible()
    qtbot.mouseClick(world._fold, Qt.MouseButton.LeftButton)
    assert world.table.isVisible()
    assert world._fold.accessibleName() == "Hide the table of the map"


def test_a_screen_reader_hears_what_the_picture_shows(world: WorldMap) -> None:
    assert world.picture.accessibleName() == "Map of the world"
    assert world.picture.accessibleDescription().startswith("3 of 8 in school · 5 places")
    world.set_pins((), NOW)
    assert world.picture.accessibleDescription() == "Nobody is on it yet."
    assert said(world) == " "


def test_keys_do_nothing_where_nobody_is(qtbot: QtBot, world: WorldMap) -> None:
    world.set_pins((), NOW)
    qtbot.keyClick(world.picture, Key.Key_Right)
    qtbot.keyClick(world.picture, Key.Key_Return)
    assert said(world) == " "


@pytest.mark.parametrize("month", [3, 6, 9, 12])
def test_the_night_is_shaded_where_the_sun_is_down(qapp: QApplication, month: int) -> None:
    sun = subsolar_point(datetime(2027, month, 21, 18, 41, tzinfo=UTC))
    picture = QImage(720, 284, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_night(painter, SHEET, sun, theme.LIGHT)
    painter.end()
    for lon in range(-170, 180, 20):
        for lat in range(-50, 80, 10):
            height = altitude(sun, (lon, lat))
            if abs(height) > 2:
                at = place_on(SHEET, (lon, lat)).toPoint()
                assert (picture.pixelColor(at) == Qt.GlobalColor.white) == (height > 0), (lon, lat, height)


def test_states_differ_without_colour(qapp: QApplication) -> None:
    greys = []
    for inside, closed in ((1, 0), (0, 1), (2, 0), (0, 2), (1, 1)):
        picture = QImage(40, 40, QImage.Format.Format_RGB32)
        picture.fill(theme.LIGHT.window)
        painter = QPainter(picture)
        paint_mark(
            painter, key_mark(inside, closed, QPointF(20, 20)), theme.palette_of(theme.LIGHT), chosen=False
        )
        painter.end()
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        greys.append(sum(grey.pixelColor(x, y).value() < 140 for x in range(40) for y in range(40)))
    one_in, one_closed, in_, closed_, mixed = greys
    assert one_in > 1.3 * one_closed
    assert in_ > 1.2 * mixed > 1.2 * closed_


def test_a_repaint_draws_the_sheet_from_memory(world: WorldMap) -> None:
    picture = QImage(world.picture.size(), QImage.Format.Format_ARGB32_Premultiplied)

    def quickest(work: Callable[[], object]) -> float:
        times = []
        for _ in range(5):
            start = perf_counter()
            work()
            times.append(perf_counter() - start)
        return min(times)

    whole = quickest(lambda: sheet_picture(picture.size(), 1.0, world.palette(), ["MX", "JP"]))
    again = quickest(lambda: world.picture.render(picture))
    print(f"sheet {whole * 1000:.1f} ms, repaint {again * 1000:.1f} ms")
    assert again < whole
