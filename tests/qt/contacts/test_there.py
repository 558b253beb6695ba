"""The time there in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek, state_at
from partnerdesk.desk import holidays
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


# --- days without school


HOLIDAY = datetime(2027, 3, 15, 16, tzinfo=UTC)  # Monday 15 March, 10:00 in Puebla: Benito Juárez


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only Mexico's holidays have been worked out."""
    monkeypatch.setattr(holidays, "_found", {})
    holidays.learn([("MX", "")], HOLIDAY.date(), 10)


@pytest.mark.usefixtures("learnt")
def test_a_public_holiday_is_named_with_the_next_school_day() -> None:
    found = there(row(), HOLIDAY)
    assert found is not None
    assert not found.state.in_session
    assert session_words(found.state, found.local, found.closed) == (
        "Public holiday: Benito Juárez's birthday · begins tomorrow at 08:00"
    )
    sunday = there(row(), HOLIDAY - timedelta(days=1))
    assert sunday is not None
    assert sunday.closed == ""  # no day of school by the week
    assert session_words(sunday.state, sunday.local) == "Not in school · begins on Tuesday at 08:00"
    assert summary(2, [row(), row()], "", HOLIDAY).parts[2] == "public holiday, begins tomorrow at 08:00"
    kept = replace(WEEK, kept_holidays=frozenset({HOLIDAY.date()}))
    open_then = there(row(week=kept), HOLIDAY)
    assert open_then is not None
    assert open_then.state.in_session


@pytest.mark.usefixtures("learnt")
def test_a_break_is_named_and_a_day_far_off_has_its_date() -> None:
    week = replace(WEEK, breaks=Break.parse("2027-03-15..2027-03-24 spring break"))
    found = there(row(week=week), HOLIDAY)
    assert found is not None
    assert session_words(found.state, found.local, found.closed) == (
        "Spring break · begins on Thursday 25 Mar at 08:00"
    )
    long = replace(WEEK, breaks=Break.parse("2027-03-15..2027-04-24 spring break"))
    away = there(row(week=long), HOLIDAY)
    assert away is not None
    assert session_words(away.state, away.local, away.closed) == (
        "Spring break · no school in the next two weeks"
    )
    assert summary(1, [row(week=long)], "", HOLIDAY).parts[2] == "closed today"


def test_what_was_told_before_the_holidays_were_known_is_told_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holidays, "_found", {})
    before = there(row(), HOLIDAY)
    assert before is not None
    assert before.state.in_session
    holidays.learn([("MX", "")], HOLIDAY.date(), 10)
    after = there(row(), HOLIDAY)
    assert after is not None
    assert not after.state.in_session
