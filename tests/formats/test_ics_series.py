"""A series as one event that repeats, read by another implementation: each meeting when it was said."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from dateutil.rrule import WEEKLY, rrule

from partnerdesk.core.times import Slot
from partnerdesk.formats import ics
from partnerdesk.formats.ics_series import write_series

STAMP = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def event(said: str) -> ics.Event:
    return ics.Event("1@partnerdesk.invalid", Slot.parse(said), "Water", "martes, 10:00 en Puebla", STAMP)


def read(data: bytes) -> tuple[icalendar.Event, icalendar.Timezone]:
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.errors == []
    assert calendar["method"] == "PUBLISH"
    (made,), (zone,) = calendar.walk("VEVENT"), calendar.walk("VTIMEZONE")
    assert isinstance(made, icalendar.Event)
    assert isinstance(zone, icalendar.Timezone)
    assert made.errors == []
    return made, zone


@pytest.mark.parametrize(
    "said",
    [
        "2027-03-02 10:00 America/Detroit",
        "2027-10-19 23:30 Europe/London",
        "2027-03-23 09:00 Australia/Lord_Howe",
        "2027-02-02 10:00 Africa/Casablanca",
        "2027-03-02 10:00 America/Mexico_City",
    ],
)
def test_by_the_files_own_zone_every_meeting_is_when_it_was_said(said: str) -> None:
    first = Slot.parse(said)
    made, zone = read(write_series(event(said), 12))
    where = zone.to_tz()
    start = made.decoded("dtstart").replace(tzinfo=None)
    found = [
        wall.replace(tzinfo=where) for wall in rrule(WEEKLY, dtstart=start, count=made["rrule"]["count"][0])
    ]
    meant = [Slot(first.wall + timedelta(weeks=week), first.zone).start for week in range(12)]
    assert [each.astimezone(UTC) for each in found] == meant
    assert made.decoded("duration") == timedelta(minutes=45)


def test_a_zone_that_changes_no_clock_has_one_observance() -> None:
    _, zone = read(write_series(event("2027-03-02 10:00 America/Mexico_City"), 40))
    assert [part.name for part in zone.subcomponents] == ["STANDARD"]
    assert zone.subcomponents[0].decoded("tzoffsetto") == timedelta(hours=-6)


def test_changes_are_told_as_they_are_and_without_a_rule() -> None:
    data = write_series(event("2027-03-02 10:00 America/Detroit"), 6)
    _, zone = read(data)
    assert "DAYLIGHT" in [part.name for part in zone.subcomponents]
    assert not any("rrule" in part for part in zone.subcomponents)
    changes = [part.decoded("dtstart").date() for part in zone.subcomponents]
    assert changes[-1] == date(2027, 3, 14)


def test_weeks_left_out_are_exceptions() -> None:
    out = Slot.parse("2027-03-16 10:00 America/Mexico_City")
    data = write_series(event("2027-03-02 10:00 America/Mexico_City"), 4, [out])
    assert b"EXDATE;TZID=America/Mexico_City:20270316T100000" in data
    assert b"RRULE:FREQ=WEEKLY;COUNT=4" in data
