"""The time there in words."""

from datetime import UTC, datetime

import pytest

from partnerdesk.core.hours import SchoolWeek, state_at
from partnerdesk.desk.listing import ListRow
from partnerdesk.qt.contacts.there import day_words, session_words, summary, there

NOW = datetime(2026, 12, 7, 18, 41, tzinfo=UTC)  # a Monday: 12:41 in Puebla, 13:41 in Detroit
WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")


def row(zone: str = "America/Mexico_City", week: SchoolWeek | None = WEEK, country: str = "MX") -> ListRow:
    known = week.to_json() if week else ""
    return ListRow(1, "E", "", "", "", "es", "Puebla", "", "", country, zone, known, "", "")


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("Mon-Fri 08:00-13:00", "In school until 13:00"),
        ("Mon-Fri 14:00-18:00", "Not in school · begins at 14:00"),
        ("Mon-Fri 08:00-12:00", "Not in school · begins tomorrow at 08:00"),
        ("Thu 08:00-12:00", "Not in school · begins on Thursday at 08:00"),
    ],
)
def test_says_whether_school_is_in_and_when_that_changes(hours: str, words: str) -> None:
    found = there(row(week=SchoolWeek.parse(hours)), NOW)
    assert found is not None
    assert session_words(found.state, found.local) == words


def test_a_week_without_hours_says_so() -> None:
    state = state_at(SchoolWeek(((),) * 7), "America/Mexico_City", NOW)
    assert session_words(state, NOW) == "No school in the next two weeks"


def test_a_folder_is_summed_up_with_the_time_there_and_what_is_only_assumed() -> None:
    told = summary(3, [row(), row(), row(week=None)], "America/Detroit", NOW)
    assert told.parts == (
        "3 contacts",
        "12:41 there now, one hour behind you",
        "in school until about 13:00",
    )
    assert told.caution == "(hours assumed for 1)"


def test_a_folder_with_several_clocks_gives_the_first_and_the_last() -> None:
    told = summary(2, [row(), row("America/Tijuana")], "America/Detroit", NOW)
    assert told.parts[1] == "10:41 to 12:41 there now"
    assert told.caution == ""


def test_a_folder_too_big_to_look_at_is_only_counted() -> None:
    assert summary(2140, [row()], "America/Detroit", NOW).parts == ("2,140 contacts",)


def test_contacts_without_a_zone_have_no_time() -> None:
    assert there(row(zone=""), NOW) is None
    assert summary(1, [row(zone="")], "", NOW).parts == ("1 contact",)


def test_days_of_another_year_name_it() -> None:
    assert day_words(datetime(2026, 11, 18, tzinfo=UTC), NOW) == "18 Nov"
    assert day_words(datetime(2025, 2, 1, tzinfo=UTC), NOW) == "1 Feb 2025"
