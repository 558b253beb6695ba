"""The slot field: what was said, times that do not exist, times that happen twice."""

from datetime import datetime

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLabel, QSpinBox, QTimeEdit, QWidget

from partnerdesk.core.times import Slot
from partnerdesk.qt import theme
from partnerdesk.qt.widgets import Clock, InlineBar, Kind, LinkButton, SlotField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HERMOSILLO, DETROIT = Clock("Hermosillo", "America/Hermosillo"), Clock("Detroit", "America/Detroit")


def both(slot):
    return [f"there {slot.local(HERMOSILLO.zone):%H:%M}", f"here {slot.local(DETROIT.zone):%H:%M}"]


@pytest.fixture
def field(qapp, qtbot):
    theme.install(qapp)
    made = SlotField(both, "First time")
    made.set_clocks(HERMOSILLO, DETROIT)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    made.set_slot(Slot.parse("2027-03-16 10:00 America/Hermosillo"))
    return made


def clock(field) -> QComboBox:
    return field.findChild(QComboBox)


def length(field) -> QSpinBox:
    return next(
        spin for spin in field.findChildren(QSpinBox) if spin.accessibleName() == "First time: length"
    )


def bar(field) -> InlineBar:
    return field.findChild(InlineBar)


def answers(field) -> dict[str, LinkButton]:
    return {one.text(): one for one in bar(field).findChildren(LinkButton) if one.isVisible()}


def say(field, day: str, hour: str) -> None:
    field.findChild(QDateEdit).setDate(QDate.fromString(day, "yyyy-MM-dd"))
    field.findChild(QTimeEdit).setTime(QTime.fromString(hour, "HH:mm"))


def lines(field) -> str:
    return "\n".join(
        label.text() for label in field.findChildren(QLabel) if label.isVisible() and "here" in label.text()
    )


def test_it_keeps_what_was_said(field):
    assert field.slot() == Slot.parse("2027-03-16 10:00 America/Hermosillo")
    assert lines(field) == "there 10:00\nhere 13:00"


def test_every_change_tells_the_slot(field, qtbot):
    with qtbot.waitSignal(field.slotChanged) as told:
        field.findChild(QTimeEdit).setTime(QTime(11, 30))
    assert told.args == [Slot.parse("2027-03-16 11:30 America/Hermosillo")]
    with qtbot.waitSignal(field.slotChanged) as told:
        length(field).setValue(60)
    assert told.args[0].minutes == 60


def test_the_other_clock_means_another_instant(field, qtbot):
    assert [clock(field).itemText(row) for row in range(2)] == [
        "in Hermosillo (theirs)",
        "in Detroit (ours)",
    ]
    with qtbot.waitSignal(field.slotChanged) as told:
        clock(field).setCurrentIndex(1)
    assert told.args == [Slot.parse("2027-03-16 10:00 America/Detroit")]
    assert lines(field) == "there 07:00\nhere 10:00"


def test_showing_a_slot_tells_no_one(field, qtbot):
    with qtbot.assertNotEmitted(field.slotChanged):
        field.set_slot(Slot.parse("2027-04-01 09:00 America/Detroit", 30))
        field.set_clocks(HERMOSILLO, DETROIT)
    assert field.slot() == Slot.parse("2027-04-01 09:00 America/Detroit", 30)


def test_a_slot_in_a_third_zone_keeps_it(field):
    slot = Slot.parse("2027-03-16 10:00 Asia/Kolkata")
    field.set_slot(slot)
    assert field.slot() == slot
    assert clock(field).currentText() == "in Kolkata"


def test_a_third_clock_goes_with_the_slot_that_needed_it(field):
    field.set_slot(Slot.parse("2027-03-16 10:00 Asia/Kolkata"))
    field.set_slot(Slot.parse("2027-03-16 10:00 America/Detroit"))
    offered = [clock(field).itemText(at) for at in range(clock(field).count())]
    assert offered == ["in Hermosillo (theirs)", "in Detroit (ours)"]
    assert clock(field).currentText() == "in Detroit (ours)"


class TestGap:
    def test_a_time_that_does_not_exist_is_refused_with_both_neighbours(self, field):
        clock(field).setCurrentIndex(1)
        say(field, "2027-03-14", "02:30")
        assert field.slot() is None
        assert bar(field).kind is Kind.ERROR
        assert "does not exist in Detroit" in bar(field).text
        assert set(answers(field)) == {"Take 01:30 (UTC−5)", "Take 03:30 (UTC−4)"}
        assert lines(field) == ""

    def test_a_neighbour_can_be_taken(self, field, qtbot):
        clock(field).setCurrentIndex(1)
        say(field, "2027-03-14", "02:30")
        with qtbot.waitSignal(field.slotChanged) as told:
            answers(field)["Take 03:30 (UTC−4)"].click()
        assert told.args == [Slot.parse("2027-03-14 03:30 America/Detroit")]
        assert not bar(field).isVisible()

    def test_it_is_the_clock_s_own_gap(self, field):
        say(field, "2027-03-14", "02:30")
        assert field.slot() == Slot.parse("2027-03-14 02:30 America/Hermosillo")


class TestTwice:
    @pytest.fixture(autouse=True)
    def twice(self, field):
        clock(field).setCurrentIndex(1)
        say(field, "2027-11-07", "01:30")

    def test_it_is_asked_which(self, field):
        assert field.slot() is None
        assert bar(field).kind is Kind.WARNING
        assert bar(field).text.endswith("Which one is meant?")
        assert "fold=" not in bar(field).text
        assert list(answers(field)) == ["The first, UTC−4", "The second, UTC−5"]

    @pytest.mark.parametrize(("answer", "fold"), [("The first, UTC−4", 0), ("The second, UTC−5", 1)])
    def test_the_answer_is_kept(self, field, qtbot, answer, fold):
        with qtbot.waitSignal(field.slotChanged) as told:
            answers(field)[answer].click()
        assert told.args == [Slot.parse(f"2027-11-07 01:30 America/Detroit fold={fold}")]
        assert not bar(field).isVisible()
        length(field).setValue(60)
        assert field.slot().fold == fold

    def test_another_day_is_another_question(self, field):
        answers(field)["The second, UTC−5"].click()
        say(field, "2027-11-08", "01:30")
        assert field.slot() == Slot.parse("2027-11-08 01:30 America/Detroit")
        say(field, "2027-11-07", "01:30")
        assert field.slot() is None

    def test_a_stored_slot_is_not_asked_about_again(self, field):
        slot = Slot.parse("2027-11-07 01:30 America/Detroit fold=1")
        field.set_slot(slot)
        assert field.slot() == slot
        field.ask(datetime(2027, 11, 7, 1, 30), DETROIT.zone)  # noqa: DTZ001 - a wall time
        assert field.slot() is None


def test_without_any_zone_there_is_no_slot(qapp, qtbot):
    field = SlotField(both)
    qtbot.addWidget(field)
    field.set_clocks(Clock("Nowhere", ""), Clock("", ""))
    assert field.slot() is None


def test_one_city_is_offered_once(qapp, qtbot):
    field = SlotField(both)
    qtbot.addWidget(field)
    field.set_clocks(DETROIT, DETROIT)
    assert clock(field).count() == 1


def test_hours_are_not_turned_round_from_right_to_left(qapp, qtbot):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        field = SlotField(both)
        qtbot.addWidget(field)
        assert field.findChild(QTimeEdit).text() == "10:00"
        assert field.findChild(QDateEdit).displayFormat() == "d MMM yyyy, ddd"
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_it_is_filled_by_keyboard_alone(field, qtbot):
    day, hour = field.findChild(QDateEdit), field.findChild(QTimeEdit)
    field.setFocus()
    assert QApplication.focusWidget() is day
    day.setSelectedSection(QDateEdit.Section.DaySection)
    qtbot.keyClicks(day, "17")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    hour.setFocus()
    hour.setSelectedSection(QTimeEdit.Section.HourSection)
    qtbot.keyClicks(hour, "0915")
    qtbot.keyClick(hour, Qt.Key.Key_Tab)
    clock(field).setFocus()
    qtbot.keyClick(clock(field), Qt.Key.Key_Down)
    assert field.slot() == Slot.parse("2027-03-17 09:15 America/Detroit")


def test_every_part_says_what_it_is(field):
    names = [
        part.accessibleName()
        for part in field.findChildren(QWidget)
        if isinstance(part, (QDateEdit, QTimeEdit, QComboBox, QSpinBox)) and "qt_" not in part.objectName()
    ]
    assert all(name.startswith("First time: ") for name in names)
    assert len(set(names)) == 4
