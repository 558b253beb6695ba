"""Proposed times as a calendar, read by another implementation."""

from dataclasses import replace
from datetime import UTC, datetime

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.core.text import plain
from partnerdesk.core.times import Slot
from partnerdesk.formats import ics

EVENT = ics.Event(
    uid=ics.uid("elena@example.org", "2027-03-16 10:00 America/Hermosillo"),
    slot=Slot(datetime(2027, 3, 16, 10, 0), "America/Hermosillo"),  # noqa: DTZ001
    summary="Water; our towns, and yours",
    description="martes, 16 de marzo de 2027, 10:00 en Hermosillo (UTC−7)\nTuesday 13:00 in Detroit (UTC−4)",
    stamp=datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
    location="https://meet.example.org/a,b;c",
    url="https://meet.example.org/a,b;c",
    sequence=2,
)


def read(data: bytes) -> icalendar.Calendar:
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.errors == []
    return calendar


def test_an_event_is_published_in_utc_with_both_local_times_in_words() -> None:
    calendar = read(ics.write([EVENT]))
    assert calendar["method"] == "PUBLISH"
    assert calendar["version"] == "2.0"
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    assert event.decoded("dtstart") == datetime(2027, 3, 16, 17, 0, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2027, 3, 16, 17, 45, tzinfo=UTC)
    assert event.decoded("dtstamp") == EVENT.stamp
    assert event["sequence"] == 2
    assert str(event["uid"]) == EVENT.uid
    assert str(event["summary"]) == EVENT.summary
    assert str(event["description"]) == EVENT.description
    assert str(event["location"]) == EVENT.location
    assert str(event["url"]) == EVENT.url
    assert not calendar.walk("VTIMEZONE")


def test_an_id_is_stable_and_names_nobodys_machine() -> None:
    assert ics.uid("a", "b") == ics.uid("a", "b") != ics.uid("ab", "")
    assert ics.uid("a").endswith("@partnerdesk.invalid")


def test_slots_come_back_as_they_were_said() -> None:
    twice = Slot(datetime(2027, 11, 7, 1, 30), "America/Detroit", 600, 1)  # noqa: DTZ001
    slots = (EVENT.slot, twice, replace(twice, zone="America/Argentina/ComodRivadavia", fold=0))
    assert ics.slots(ics.write(replace(EVENT, slot=slot) for slot in slots)) == slots
    assert (
        ics.slots(
            b"BEGIN:VCALENDAR\r\nX-PARTNERDESK-SLOT:2027-02-30T10:00\\;zone=UTC\\;minutes=45\\;fold=0\r\n"
        )
        == ()
    )
    assert ics.slots(b"\xff\x00") == ()


def test_a_url_that_is_none_is_left_out() -> None:
    for url in ("", "meet", "https://a b", "https://a.example\r\nATTENDEE:x"):
        (event,) = read(ics.write([replace(EVENT, url=url)])).walk("VEVENT")
        assert "url" not in event
        assert "attendee" not in event


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=400), st.text(max_size=200))
def test_any_text_is_escaped_and_folded_without_loss(summary: str, description: str, location: str) -> None:
    data = ics.write([replace(EVENT, summary=summary, description=description, location=location)])
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)  # no character is cut in two
    (event,) = read(data).walk("VEVENT")
    assert str(event["summary"]) == plain(summary)
    assert str(event.get("description", "")) == plain(description, lines=True)
    assert str(event.get("location", "")) == plain(location)
