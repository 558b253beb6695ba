"""A day of home as the grid and its table show it."""

from datetime import UTC, date, datetime

import pytest

from partnerdesk.core.dayview import build, hours_shown
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.planner import PlanParty
from partnerdesk.qt.times.asking import choice_at, slots_of, why_not
from partnerdesk.qt.times.day_table import rows

SCHOOL = SchoolWeek.parse("Mon-Fri 08:00-13:00")
HOME = PlanParty(
    "Ana Lee",
    "Detroit",
    "America/Detroit",
    SchoolWeek.parse("Mon-Fri 08:00-15:00"),
    stretch=SchoolWeek.parse("Mon-Thu 18:00-21:00"),
    home=True,
)
PUEBLA = PlanParty("Elena Ruiz", "Puebla", "America/Mexico_City", SCHOOL, {date(2027, 3, 15): "Natalicio"})
TOKYO = PlanParty("Haruka Sato", "Tokyo", "Asia/Tokyo", SchoolWeek.parse("Mon-Fri 08:30-15:30"))
KATHMANDU = PlanParty("Tenzin", "Kathmandu", "Asia/Kathmandu", SchoolWeek.parse("Sun-Fri 10:00-16:00"))


def test_home_comes_first_and_is_called_you() -> None:
    day = build([PUEBLA, HOME], date(2027, 3, 16))
    assert [row.name for row in day.rows] == ["You", "Elena Ruiz"]


@pytest.mark.parametrize(
    ("day", "quarters"), [(date(2027, 3, 16), 96), (date(2027, 3, 14), 92), (date(2027, 11, 7), 100)]
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, quarters: int) -> None:
    built = build([HOME, PUEBLA], day)
    assert built.quarters == quarters
    assert built.rows[0].blocks[-1].last == quarters
    hours = [block.hour for block in built.rows[0].blocks]
    assert (2 in hours) == (day != date(2027, 3, 14))
    assert hours.count(1) == (2 if day == date(2027, 11, 7) else 1)


def test_the_common_hours_are_the_checked_ones() -> None:
    def spans(day: date) -> list[tuple[float, float]]:
        parties = [HOME, *(PlanParty(c, c, z, SCHOOL) for c, z in ZONES)]
        return [(first / 4, last / 4) for first, last in build(parties, day).common]

    ZONES = (  # noqa: N806
        ("Tijuana", "America/Tijuana"),
        ("Puebla", "America/Mexico_City"),
        ("Cancún", "America/Cancun"),
    )
    assert spans(date(2027, 2, 3)) == [(11, 13)]
    assert spans(date(2027, 3, 16)) == [(11, 14)]


def test_a_row_has_its_own_hours_and_dates() -> None:
    day = build([HOME, TOKYO, KATHMANDU], date(2027, 3, 18))
    tokyo, kathmandu = day.rows[1:]
    assert [(run.day.day, run.first / 4) for run in tokyo.runs] == [(18, 0), (19, 11)]
    assert {(block.first % 4) for block in tokyo.blocks[1:]} == {0}
    assert {(block.first % 4) for block in kathmandu.blocks[1:]} == {1}  # 45 minutes past the hour


def test_the_hours_shown_are_those_of_all_schools() -> None:
    assert hours_shown([HOME, PUEBLA], date(2027, 3, 8), date(2027, 3, 19)) == (7, 22)
    assert hours_shown([HOME, TOKYO], date(2027, 3, 8), date(2027, 3, 19)) == (0, 24)


def test_a_closed_day_says_why() -> None:
    parties = [HOME, PUEBLA]
    day = build(parties, date(2027, 3, 15))
    assert day.common == ()
    assert {run.closed for run in day.rows[1].runs if run.day == date(2027, 3, 15)} == {"Natalicio"}
    at = datetime(2027, 3, 15, 15, 15, tzinfo=UTC)
    assert why_not(parties, at, 45) == "no school in Puebla 09:15 (Natalicio)"
    assert choice_at(parties, at, 45) is None


def test_a_slot_that_only_runs_over_says_into_what() -> None:
    lunch = PlanParty("Luz", "Puebla", PUEBLA.zone, SchoolWeek.parse("Mon-Fri 08:00-11:30, 12:00-15:00"))
    at = datetime(2027, 3, 16, 17, 0, tzinfo=UTC)  # 11:00 in Puebla
    assert why_not([HOME, lunch], at, 45) == "it runs into lunch at 11:30 in Puebla"
    late = datetime(2027, 3, 16, 18, 30, tzinfo=UTC)  # 12:30 in Puebla, 14:30 in Detroit
    theirs, ours = why_not([HOME, PUEBLA], late, 45).split("; ")
    assert theirs == "it runs into the end of school at 13:00 in Puebla"
    assert ours == "it runs into the end of school at 15:00, your time"


def test_who_cannot_be_there_is_named_once_a_reason() -> None:
    parties = [HOME, TOKYO, KATHMANDU]
    said = why_not(parties, datetime(2027, 3, 18, 21, 30, tzinfo=UTC), 45)
    assert said == (
        "no school in Tokyo 06:30; no school in Kathmandu 03:15, it is night; "
        "outside your school day and your stretch hours"
    )


def test_a_time_in_the_stretch_hours_of_home_is_one() -> None:
    parties = [HOME, TOKYO]
    at = datetime(2027, 3, 17, 23, 30, tzinfo=UTC)
    assert why_not(parties, at, 45) == ""
    choice = choice_at(parties, at, 45)
    assert choice is not None
    assert [slot.text() for slot in slots_of([choice], parties)] == ["2027-03-18 08:30 Asia/Tokyo"]


def test_a_time_on_no_quarter_of_an_hour_is_one_too() -> None:
    choice = choice_at([HOME, PUEBLA], datetime(2027, 3, 16, 15, 5, tzinfo=UTC), 45)
    assert choice is not None
    assert choice.start.minute == 5


def test_the_table_says_what_the_grid_shows() -> None:
    day = build([HOME, TOKYO], date(2027, 3, 18))
    slot = datetime(2027, 3, 18, 23, 30, tzinfo=UTC), datetime(2027, 3, 19, 0, 15, tzinfo=UTC)
    you, stretch, tokyo, everybody = rows(day, slot)
    assert you == ("You, Detroit", "08:00–15:00", "08:00–15:00", "19:30, your stretch", "")
    assert stretch[:2] == ("Your stretch hours", "18:00–21:00")
    assert tokyo[0] == "Haruka Sato, Tokyo"
    assert tokyo[2].endswith("19:30–24:00")
    assert tokyo[3] == "Fri 19 March 08:30, in school"
    assert everybody[2] == "19:30–21:00"
