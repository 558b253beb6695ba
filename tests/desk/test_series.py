"""Series of a book: parties with all their holidays, on either clock, and what can be done with them."""

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, organisations, times
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.desk.series import on_weekday, weekly
from partnerdesk.errors import BadInput
from partnerdesk.formats import ics

FIRST = Slot.parse("2027-03-02 10:00 America/Mexico_City")


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        organisation="Escuela Normal Superior",
        place=locate(city="Puebla", country="MX"),
        week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
        languages=("es",),
    ).made[0]


def test_their_clock_stays_and_their_holiday_is_left_out(book: Book, elena: int) -> None:
    found = weekly(book, Slot.parse("2027-03-01 10:00 America/Mexico_City"), 4, [elena])
    assert [each.times[0].start.hour for each in found.meetings] == [11, 11, 12, 12]
    assert [each.left_out for each in found.meetings] == ["", "", "Benito Juárez's birthday in Puebla", ""]
    assert [slot.text() for slot in found.slots] == [
        f"2027-03-{day} 10:00 America/Mexico_City" for day in ("01", "08", "22")
    ]


def test_our_clock_can_stay_instead(book: Book, elena: int) -> None:
    found = weekly(book, FIRST, 3, [elena], keeper=0)
    assert [each.times[0].start.hour for each in found.meetings] == [11, 11, 11]
    assert [each.times[1].start.hour for each in found.meetings] == [10, 10, 9]


def test_the_holidays_of_the_next_year_are_known_too(book: Book, elena: int) -> None:
    found = weekly(book, Slot.parse("2027-02-01 10:00 America/Mexico_City"), 60, [elena])
    closed = [each.slot.wall.date().isoformat() for each in found.meetings if each.left_out]
    assert {"2027-02-01", "2027-03-15", "2028-02-07", "2028-03-20"} <= set(closed)


def test_with_an_organisation(book: Book, elena: int) -> None:
    school = organisations.listed(book)[0].id
    found = weekly(book, FIRST, 1, [], organisation_ids=[school])
    assert [party.name for party in found.parties] == ["Ana Lee", "Escuela Normal Superior"]


def test_it_can_be_copied_and_put_into_a_calendar(book: Book, elena: int) -> None:
    found = weekly(book, FIRST, 3, [elena])
    text = times.text(found.choices, times.locales(book, [elena]))
    assert "martes, 16 de marzo de 2027, 10:00 en Puebla (UTC−6)" in text
    assert "Tuesday, March 16, 2027, 12:00 in Detroit (UTC−4)" in text
    said = ics.slots(times.calendar(book, found.choices, [elena]))
    assert [slot.start for slot in said] == [slot.start for slot in found.slots]


@pytest.mark.parametrize("weeks", [0, 61])
def test_no_weeks_or_years_are_refused(book: Book, elena: int, weeks: int) -> None:
    with pytest.raises(BadInput, match="1 to 60 weeks"):
        weekly(book, FIRST, weeks, [elena])


def test_another_weekday_is_that_day_or_a_later_one_by_the_clock_asked() -> None:
    tokyo = "Asia/Tokyo"
    late = Slot.parse("2027-03-02 19:00 America/Detroit")  # Wednesday 3 March, 09:00 in Tokyo
    assert on_weekday(late, 2, tokyo).text() == "2027-03-03 09:00 Asia/Tokyo"
    assert on_weekday(late, 1, tokyo).text() == "2027-03-09 09:00 Asia/Tokyo"
    assert on_weekday(late, 1, "America/Detroit") == late


def test_a_first_meeting_in_a_skipped_hour_says_so_and_the_other_weeks_have_it(
    book: Book, elena: int
) -> None:
    slot = Slot.parse("2027-03-12 02:30 America/Detroit")  # clocks go on at 2 on Sunday 14 March
    first = on_weekday(slot, 6, "America/Detroit")
    found = weekly(book, first, 3, [elena], keeper=0)
    assert found.meetings[0].outside == "the clocks in Detroit skip 02:30"
    assert [each.slot.wall.strftime("%d %H:%M") for each in found.meetings] == [
        "14 02:30",
        "21 02:30",
        "28 02:30",
    ]
    assert [each.shifts for each in found.meetings[1:]] == [(0, 0), (0, 0)]
