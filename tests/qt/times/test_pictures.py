"""Below the day: what the world shows is mended by what is learnt about public holidays."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts, holidays
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.times import pictures
from partnerdesk.qt.times.pictures import Pictures

HOLIDAY = datetime(2027, 3, 15, 16, tzinfo=UTC)
"""A Monday, 10:00 in Puebla, and Mexico's day of Benito Juárez."""


def test_holidays_are_learnt_piece_by_piece_and_then_close_schools_on_the_map(
    book: Book, runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holidays, "_found", {})
    monkeypatch.setattr(pictures, "_AT_ONCE", 0)  # one place at a time
    week = SchoolWeek.parse("Mon-Tue 00:00-24:00")
    for name, city, country in (
        ("Elena", "Puebla", "MX"),
        ("Itzel", "Mérida", "MX"),
        ("Aiko", "Kyoto", "JP"),
    ):
        contacts.add(book, name=name, place=locate(city=city, country=country), week=week)
    below = Pictures(runner)
    qtbot.addWidget(below)
    below.show()
    below.show_moment(HOLIDAY.date(), HOLIDAY, "at 10:00")

    def told() -> dict[str, int]:
        return {pin.place: pin.in_session for pin in below.map.picture.pins}

    qtbot.waitUntil(lambda: told() == {"Puebla, Mexico": 0, "Mérida, Mexico": 0, "Kyoto, Japan": 1})
