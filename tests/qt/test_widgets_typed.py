"""Dates and times typed over a selected whole."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateEdit, QTimeEdit

from partnerdesk.core.times import Slot
from partnerdesk.qt import theme
from partnerdesk.qt.times.span import SpanFields
from partnerdesk.qt.widgets import Clock, InlineBar, SlotField
from partnerdesk.qt.widgets.typed import TypedWhole

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HELD = Slot.parse("2027-03-16 11:00 America/Puerto_Rico")


@pytest.fixture
def slot(qapp, qtbot):
    theme.install(qapp)
    field = SlotField(lambda slot: [])
    field.set_clocks(Clock("San Juan", HELD.zone), Clock("Detroit", "America/Detroit"))
    field.set_slot(HELD)
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.fixture
def span(qapp, qtbot):
    theme.install(qapp)
    fields = SpanFields()
    fields.set_span(date(2027, 2, 22))
    qtbot.addWidget(fields)
    fields.show()
    return fields


def write(qtbot, edit, text, end=Qt.Key.Key_Tab):
    qtbot.mouseClick(edit.lineEdit(), Qt.MouseButton.LeftButton)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, end)


@pytest.mark.parametrize("end", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
@pytest.mark.parametrize(("text", "hour"), [("20:15", "20:15"), ("2100", "21:00"), ("9", "09:00")])
def test_a_time_typed_over_the_whole_is_that_time(slot, qtbot, text, hour, end):
    with qtbot.waitSignal(slot.slotChanged) as told:
        write(qtbot, slot.findChild(QTimeEdit), text, end)
    assert told.args == [Slot.parse(f"2027-03-16 {hour} {HELD.zone}")]
    assert slot.findChild(QTimeEdit).text() == hour


def test_a_date_typed_over_the_whole_is_that_date(span, qtbot):
    first = span.fields["first"].field
    with qtbot.waitSignal(span.changed):
        write(qtbot, first, "8 Mar 2027")
    assert span.first == date(2027, 3, 8)
    assert first.text() == "8 Mar 2027"
    assert not first.hasFocus()  # one Tab leads out, not through the sections


def test_a_date_of_a_letter_is_typed_in_the_same_way(slot, qtbot):
    write(qtbot, slot.findChild(QDateEdit), "2027-04-05")
    assert slot.slot() == Slot.parse(f"2027-04-05 11:00 {HELD.zone}")


def test_what_is_no_time_is_told_and_changes_nothing(slot, qtbot):
    with qtbot.assertNotEmitted(slot.slotChanged):
        write(qtbot, slot.findChild(QTimeEdit), "25:99")
    assert slot.slot() == HELD
    assert slot.findChild(QTimeEdit).text() == "11:00"
    assert "“25:99” is not a time of day" in slot.findChild(InlineBar).text


def test_what_is_no_date_is_told_at_its_field(span, qtbot):
    write(qtbot, span.fields["until"].field, "3/8/2027")
    assert "is not a date" in span.fields["until"].error
    assert span.last == date(2027, 3, 21)


def test_escape_puts_back_what_stood_there(slot, qtbot):
    write(qtbot, slot.findChild(QTimeEdit), "20", Qt.Key.Key_Escape)
    assert slot.slot() == HELD
    assert slot.findChild(QTimeEdit).text() == "11:00"


def test_a_cleared_field_that_is_left_keeps_its_time(slot, qtbot):
    edit = slot.findChild(QTimeEdit)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.lineEdit().text() == ""
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert (edit.text(), slot.slot()) == ("11:00", HELD)


def test_sections_are_typed_as_before(slot, qtbot):
    edit = slot.findChild(QTimeEdit)
    edit.setFocus()
    edit.setSelectedSection(QTimeEdit.Section.HourSection)
    qtbot.keyClicks(edit, "0915")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert slot.slot() == Slot.parse(f"2027-03-16 09:15 {HELD.zone}")


@pytest.mark.parametrize(("text", "why"), [("8 Mar 1600", "too early"), ("8 Mar 9000", "too late")])
def test_a_year_that_the_field_cannot_hold_is_refused_and_not_bent(qapp, qtbot, text, why):
    edit = QDateEdit(date(2027, 3, 1))
    edit.setMinimumDate(date(1752, 9, 14))
    edit.setMaximumDate(date(2199, 12, 31))
    qtbot.addWidget(edit)
    edit.show()
    typed = TypedWhole(edit)
    with qtbot.waitSignal(typed.refused) as told:
        write(qtbot, edit, text)
    assert why in told.args[0]
    assert "Dates here go from 1752 to 2199" in told.args[0]
    assert edit.date().toPython() == date(2027, 3, 1)
