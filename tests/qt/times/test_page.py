"""The page of times by keyboard: who, when, the grid, the best times, and on to letters and calendar."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, home
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.times import TimesPage, day_sheet
from partnerdesk.qt.widgets import LinkButton
from partnerdesk.qt.worker import Worker
from tests.qt.times.conftest import Caught, add

CTRL = Qt.KeyboardModifier.ControlModifier


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, modifiers)


def starts(page: TimesPage) -> list[str]:
    return [f"{each.parties[0].start:%m-%d %H:%M}" for each in page.best.model.chosen]


def test_an_empty_page_asks_with_whom(page: TimesPage) -> None:
    page.focus_main()
    assert focus() is page.chooser.finder
    assert page.nobody.isVisible()
    assert not page.best.isVisible()


def test_a_name_typed_is_enough_for_times(page: TimesPage, colleges: list[int], qtbot: QtBot) -> None:
    page.focus_main()
    qtbot.keyClicks(focus(), "elena")
    press(qtbot, Qt.Key.Key_Return)
    assert page.best.model.rowCount() > 3
    assert len(page.best.model.chosen) == 3
    assert len({each.parties[0].start.date() for each in page.best.model.chosen}) == 3
    assert not page.nobody.isVisible()


def test_the_best_time_is_shown_in_the_grid_with_the_focus(webinar: TimesPage) -> None:
    assert focus() is webinar.grid
    best = webinar.best.model.choices[0]
    assert webinar.grid.slot == (best.start, best.end)
    assert webinar.readout.text().endswith("your time: chosen for the letter")


def test_the_webinar_of_the_three_regions(webinar: TimesPage) -> None:
    offered = {f"{each.parties[0].start:%m-%d}" for each in webinar.best.model.choices}
    assert "03-15" not in offered  # a Mexican holiday
    day = webinar._day_of(date(2027, 3, 16))
    assert day is not None
    assert [(first / 4, last / 4) for first, last in day.common] == [(11, 14)]


def test_a_time_of_ones_own_by_key(webinar: TimesPage, qtbot: QtBot) -> None:
    webinar._show(date(2027, 3, 16), None)
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Right)
    assert webinar.readout.text() == "Tuesday 16 March, 11:15–12:00 your time: all can meet"
    press(qtbot, Qt.Key.Key_Return)
    assert "03-16 11:15" in starts(webinar)
    assert len(starts(webinar)) == 3
    assert webinar.readout.text().endswith("chosen for the letter")


def test_a_time_outside_a_partners_school_cannot_be_chosen(webinar: TimesPage, qtbot: QtBot) -> None:
    webinar._show(date(2027, 3, 16), datetime(2027, 3, 16, 14, 45, tzinfo=UTC))
    before = starts(webinar)
    assert webinar.readout.text().endswith("no school in Tijuana 07:45")
    assert not webinar.take_button.isEnabled()
    press(qtbot, Qt.Key.Key_Return)
    assert starts(webinar) == before


def test_days_step_and_the_time_goes_along_by_homes_clock(webinar: TimesPage, qtbot: QtBot) -> None:
    webinar._show(date(2027, 3, 13), datetime(2027, 3, 13, 17, 0, tzinfo=UTC))  # 12:00, winter time
    press(qtbot, Qt.Key.Key_PageDown)
    assert webinar.day_title.text() == "Sunday 14 March"
    assert webinar.grid.slot is not None
    assert webinar.grid.slot[0] == datetime(2027, 3, 14, 16, 0, tzinfo=UTC)  # 12:00, summer time
    press(qtbot, Qt.Key.Key_PageUp)
    press(qtbot, Qt.Key.Key_PageUp)
    assert webinar.day_title.text() == "Friday 12 March"


def test_moving_past_midnight_shows_the_next_day(webinar: TimesPage, qtbot: QtBot) -> None:
    webinar._show(date(2027, 3, 16), datetime(2027, 3, 17, 3, 45, tzinfo=UTC))  # 23:45 in Detroit
    press(qtbot, Qt.Key.Key_Right)
    assert webinar.day_title.text() == "Wednesday 17 March"


def test_the_list_by_key_shows_and_chooses(webinar: TimesPage, qtbot: QtBot) -> None:
    webinar.best.list.setFocus()
    first = starts(webinar)
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Down)
    fourth = webinar.best.model.choices[3]
    assert webinar.grid.slot is not None
    assert webinar.grid.slot[0] == fourth.start
    press(qtbot, Qt.Key.Key_Space)
    assert starts(webinar) == first
    assert "3 times are enough" in webinar.best.bar.text
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Space)  # the third one out
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)
    assert f"{fourth.parties[0].start:%m-%d %H:%M}" in starts(webinar)


def test_a_second_time_of_a_day_takes_the_place_of_the_first(webinar: TimesPage) -> None:
    model = webinar.best.model
    by_day: dict[date, list[int]] = {}
    for row, choice in enumerate(model.choices):
        by_day.setdefault(choice.parties[0].start.date(), []).append(row)
    twice = next((rows for rows in by_day.values() if len(rows) > 1), None)
    assert twice is not None
    on = Qt.CheckState.Checked
    model.setData(model.index(twice[0]), on, Qt.ItemDataRole.CheckStateRole)
    model.setData(model.index(twice[1]), on, Qt.ItemDataRole.CheckStateRole)
    days = [each.parties[0].start.date() for each in model.chosen]
    assert len(days) == len(set(days)) <= 3


def test_the_main_key_writes_with_the_times_chosen(
    webinar: TimesPage, colleges: list[int], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(webinar.writeWith) as got:
        webinar.main_action()
    contact_ids, slots, *_ = got.args
    assert contact_ids == colleges
    assert len(slots) == 3
    assert {slot.zone for slot in slots} == {"America/Detroit"}
    assert all(isinstance(slot, Slot) and slot.minutes == 45 for slot in slots)


def test_with_one_partner_the_times_are_told_by_their_clock(
    page: TimesPage, colleges: list[int], qtbot: QtBot
) -> None:
    page.start(colleges[:1])
    with qtbot.waitSignal(page.writeWith) as got:
        page.main_action()
    assert {slot.zone for slot in got.args[1]} == {"America/Tijuana"}


def test_copied_times_are_in_the_languages_of_all(webinar: TimesPage, caught: Caught) -> None:
    webinar.copy()
    (text,) = caught.copied
    assert "en Tijuana (UTC−8)" in text
    assert "in Detroit (UTC−5)" in text
    assert "on the clipboard" in webinar.best.bar.text


def test_times_are_saved_as_a_calendar(webinar: TimesPage, caught: Caught) -> None:
    webinar.save()
    (file,) = caught.folder.iterdir()
    assert file.suffix == ".ics"
    assert file.read_bytes().count(b"BEGIN:VEVENT") == 3
    assert file.name in webinar.best.bar.text


def test_a_folder_that_cannot_be_written_is_told(webinar: TimesPage, caught: Caught) -> None:
    caught.folder.write_text("a file, not a folder")
    webinar.save()
    assert webinar.best.bar.isVisible()
    assert "Saved" not in webinar.best.bar.text


def test_another_length_keeps_only_what_is_still_a_time(webinar: TimesPage, qtbot: QtBot) -> None:
    webinar._show(date(2027, 3, 16), datetime(2027, 3, 16, 17, 15, tzinfo=UTC))
    press(qtbot, Qt.Key.Key_Return)
    assert "03-16 13:15" in starts(webinar)
    webinar.span.fields["minutes"].field.setValue(60)  # type: ignore[attr-defined]
    assert "03-16 13:15" not in starts(webinar)
    assert all(each.minutes == 60 for each in webinar.best.model.choices)


def test_the_chips_by_key(webinar: TimesPage, colleges: list[int], qtbot: QtBot) -> None:
    chip = webinar.chooser._chips["contact", colleges[0]]
    chip.setFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert focus() is webinar.chooser._chips["contact", colleges[1]]
    press(qtbot, Qt.Key.Key_Delete)
    assert [key for _, key in webinar.chooser._chips] == [colleges[0], colleges[2]]
    assert focus() is webinar.chooser._chips["contact", colleges[2]]
    assert webinar.about.text().endswith("3 parties")


# what cannot be


def test_dates_that_end_before_they_begin_are_told_at_the_field(webinar: TimesPage) -> None:
    shown = webinar.best.model.choices
    before = webinar.best.list.grab().toImage(), webinar.grid.grab().toImage()
    webinar.span.set_span(date(2027, 3, 19), date(2027, 3, 8))
    webinar._span_changed()
    assert "before they begin" in webinar.span.fields["until"].error
    assert webinar.best.model.choices == shown  # nothing jumps
    assert not webinar.best.write.isEnabled()
    assert not webinar.grid.isEnabled()  # greyed: it is not what the fields say
    greyed = webinar.best.list.grab().toImage(), webinar.grid.grab().toImage()
    assert all(now != then for now, then in zip(greyed, before, strict=True))
    assert webinar.about.text().startswith("Mend the dates first")
    webinar.span.set_span(date(2027, 3, 8), date(2027, 3, 19))
    webinar._span_changed()
    assert not webinar.span.fields["until"].error
    assert webinar.best.write.isEnabled()
    assert webinar.grid.isEnabled()
    assert webinar.about.text().startswith("45 minutes")


def test_a_time_that_no_longer_suits_goes_with_a_word(
    page: TimesPage, book: Book, colleges: list[int]
) -> None:
    page.span.set_span(date(2027, 3, 16), date(2027, 3, 18))
    page.start(colleges[1:2])
    assert len(starts(page)) == 3
    contacts.edit(book, colleges[2], week=SchoolWeek.parse("Wed-Fri 08:00-13:00"))
    page.add(("contact", colleges[2]))
    kept = starts(page)
    assert page.best.bar.isVisible()
    assert page.best.bar.text.startswith("1 time that was chosen suits no longer")
    assert len(kept) == 2


def test_a_span_of_ten_years_is_told_at_the_field(webinar: TimesPage) -> None:
    webinar.span.set_span(date(2027, 3, 8), date(2037, 3, 8))
    webinar._span_changed()
    assert "too long" in webinar.span.fields["until"].error


def test_somebody_without_a_zone_can_be_mended(page: TimesPage, book: Book, qtbot: QtBot) -> None:
    key = contacts.add(book, name="Somebody").made[0]
    page.start([key])
    assert "Somebody is not known" in page.chooser.error
    with qtbot.waitSignal(page.contactRequested, check_params_cb=lambda asked: asked == key):
        qtbot.keyClick(page.chooser.cure, Qt.Key.Key_Space)
    contacts_place(book, key, page)
    assert not page.chooser.error
    assert page.best.model.rowCount() > 0


def contacts_place(book: Book, key: int, page: TimesPage) -> None:
    page.refresh(contacts.edit(book, key, place=locate(city="Puebla", country="MX")))


def test_too_many_are_told_before_anything_is_worked_out(page: TimesPage, book: Book) -> None:
    keys = [add(book, f"Person {each}", "Puebla", "MX") for each in range(22)]
    page.start(keys)
    assert "too many" in page.chooser.error
    for key in keys[:3]:
        page.remove(("contact", key))
    assert not page.chooser.error
    assert len(page.grid.day.rows if page.grid.day else ()) == 20


def test_detroit_and_tokyo_get_help_instead_of_a_time(page: TimesPage, book: Book) -> None:
    home.edit(book, stretch=None)
    tokyo = add(book, "Haruka Sato", "Tokyo", "JP", SchoolWeek.parse("Mon-Fri 08:30-15:30"))
    page.start([tokyo])
    assert page.best.model.rowCount() == 0
    assert page.best._nothing.isVisible()
    assert page.best._help.isVisible()
    assert page.grid.isVisible()
    page.refresh(home.edit(book, stretch=SchoolWeek.parse("Mon-Thu 18:00-21:00")))
    assert page.best.model.rowCount() > 0


def test_somebody_thrown_away_takes_part_no_longer(
    webinar: TimesPage, book: Book, colleges: list[int]
) -> None:
    webinar.refresh(contacts.trash(book, colleges[:1]))
    assert [key for _, key in webinar.chooser._chips] == colleges[1:]
    assert len(webinar.grid.day.rows if webinar.grid.day else ()) == 3


# for everybody


def test_the_table_has_the_facts_of_the_grid_and_days_step_there_too(
    webinar: TimesPage, qtbot: QtBot
) -> None:
    webinar._show(date(2027, 3, 16), None)
    qtbot.keyClick(webinar.twin, Qt.Key.Key_Space)
    assert focus() is webinar.table
    model = webinar.table.model()
    assert model.index(4, 0).data() == "Marisol Canul, Cancún"
    assert model.index(5, 2).data() == "11:00–14:00"
    qtbot.keyClick(webinar.before, Qt.Key.Key_Space)
    assert "closed" in str(model.index(2, 4).data())
    qtbot.keyClick(webinar.twin, Qt.Key.Key_Space)
    assert focus() is webinar.grid


def test_every_control_has_a_name(webinar: TimesPage) -> None:
    nameless = [
        widget
        for widget in webinar.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(webinar)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        and not widget.objectName().startswith("qt_")
        and type(widget).__name__ not in ("Label", "QScrollArea")
    ]
    assert nameless == []


def test_the_verbs_of_the_tables_say_which(webinar: TimesPage) -> None:
    names = [
        QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        for button in webinar.findChildren(LinkButton)
        if "table" in button.text()
    ]
    assert len(names) == len(set(names)) == 3


def test_tab_leads_from_who_and_when_over_the_day_to_the_best_times(webinar: TimesPage, qtbot: QtBot) -> None:
    webinar.chooser.finder.setFocus()
    seen: list[QWidget] = []
    while len(seen) < 60 and (not seen or focus() is not webinar.chooser.finder):
        widget = focus()
        seen += [widget] if widget not in seen else []
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    fields = [form.field for form in webinar.span.fields.values()]
    wanted = [webinar.chooser.finder, *fields, webinar.twin, webinar.before, webinar.after, webinar.grid]
    wanted += [webinar.best.list, webinar.best.write]
    assert [widget for widget in seen if widget in wanted] == wanted


def test_the_grid_says_the_time_as_it_moves(
    webinar: TimesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(day_sheet, "announce", lambda _widget, text: said.append(text))

    def description() -> str:
        return QAccessible.queryAccessibleInterface(webinar.grid).text(QAccessible.Text.Description)

    webinar._show(date(2027, 3, 16), datetime(2027, 3, 16, 15, 0, tzinfo=UTC))
    assert "Elena Ruiz, Puebla 09:00, in school" in description()
    qtbot.keyClick(webinar.grid, Qt.Key.Key_Right)
    assert "Elena Ruiz, Puebla 09:15, in school" in description()
    assert said[-1] == "Tuesday 16 March, 11:15–12:00 your time: all can meet"
    qtbot.keyClick(webinar.grid, Qt.Key.Key_PageUp)
    assert "Elena Ruiz, Puebla 09:15, closed" in description()  # a holiday
    assert said[-1].startswith("Monday 15 March, 11:15–12:00 your time: ")
    assert "all can meet" not in said[-1]


def test_the_list_says_all_of_a_time_and_is_a_proper_model(
    webinar: TimesPage, qtmodeltester: ModelTester
) -> None:
    model: Any = webinar.best.model
    qtmodeltester.check(model)
    said = model.index(0).data()
    assert "your time. Tijuana" in said
    assert model.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


@pytest.mark.parametrize("width", [700, 860, 1060, 1500])
def test_the_list_stands_beside_the_day_or_below(webinar: TimesPage, width: int, qapp: QApplication) -> None:
    webinar.resize(width, 800)
    qapp.processEvents()
    beside = webinar.best.mapTo(webinar, webinar.best.rect().topLeft()).x() > width / 2
    assert beside == (width > 700)
    assert webinar.grid.width() >= 300


def test_a_page_that_is_asked_before_it_knows_the_date_plans_from_today(
    book: Book, colleges: list[int], qtbot: QtBot
) -> None:
    """The real worker answers after the page was made and asked, as when its menu entry is chosen first."""
    worker = Worker()
    page = TimesPage(Runner(book, worker))
    qtbot.addWidget(page)
    page.start(colleges)
    qtbot.waitUntil(lambda: page.grid.day is not None)
    worker.shutdown()
    assert page.span.first == date(2027, 3, 1)
    assert page.best.model.chosen
