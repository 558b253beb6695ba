"""Series: one clock stays, the others shift; holidays and hours outside school are named and left out."""

import dataclasses
from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.planner import PlanParty
from partnerdesk.core.publicdays import public_holidays
from partnerdesk.core.series import LONGEST_SERIES, Meeting, series
from partnerdesk.core.times import Slot
from partnerdesk.errors import BadInput

WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")
DETROIT = PlanParty("You", "Detroit", "America/Detroit", SchoolWeek.parse("Mon-Fri 08:00-15:00"), home=True)
PUEBLA = PlanParty(
    "Elena", "Puebla", "America/Mexico_City", WEEK, public_holidays("MX", "", 2027, 2027, "es")
)
CANCUN = dataclasses.replace(PUEBLA, name="Marisol", city="Cancún", zone="America/Cancun")
FIRST = Slot.parse("2027-03-02 10:00 America/Mexico_City")


def clocks(found: tuple[Meeting, ...], party: int) -> list[str]:
    return [f"{each.times[party].start:%H:%M}" for each in found]


def test_their_time_stays_and_ours_shifts_when_our_clocks_change() -> None:
    found = series(FIRST, 6, (DETROIT, PUEBLA), PUEBLA)
    assert clocks(found, 1) == ["10:00"] * 6
    assert clocks(found, 0) == ["11:00", "11:00", "12:00", "12:00", "12:00", "12:00"]
    assert [each.shifts for each in found] == [(0, 0)] * 2 + [(60, 0)] * 4
    assert [each.slot.wall.date() for each in found][-1] == date(2027, 4, 6)
    assert all(each.meets for each in found)


def test_on_our_clock_theirs_shifts_and_falls_out_of_school() -> None:
    early = Slot.parse("2027-03-02 09:00 America/Detroit")
    found = series(early, 4, (DETROIT, PUEBLA), DETROIT)
    assert clocks(found, 0) == ["09:00"] * 4
    assert clocks(found, 1) == ["08:00", "08:00", "07:00", "07:00"]
    assert [each.shifts[1] for each in found] == [0, 0, -60, -60]
    assert [each.outside for each in found] == ["", "", *["outside school in Puebla"] * 2]
    assert [each.meets for each in found] == [True, True, False, False]
    assert found[2].presence == ("school", "outside")


def test_holidays_and_breaks_are_left_out_by_name_with_all_their_places() -> None:
    spring = dataclasses.replace(WEEK, breaks=Break.parse("2027-03-22..2027-04-02 Semana Santa"))
    parties = (DETROIT, dataclasses.replace(PUEBLA, week=spring), CANCUN)
    found = series(Slot.parse("2027-03-08 10:00 America/Mexico_City"), 4, parties, parties[1])
    assert [each.left_out for each in found] == [
        "",
        "Natalicio de Benito Juárez in Puebla and Cancún",
        "Semana Santa in Puebla",
        "Semana Santa in Puebla",
    ]
    assert not any(each.outside for each in found)


def test_a_break_of_ours_leaves_a_week_out_too() -> None:
    away = dataclasses.replace(DETROIT.week, breaks=Break.parse("2027-03-09 staff day"))
    found = series(FIRST, 2, (dataclasses.replace(DETROIT, week=away), PUEBLA), PUEBLA)
    assert found[1].left_out == "staff day at your school"
    assert not found[1].meets


def test_home_goes_into_its_stretch_hours_and_partners_do_not() -> None:
    stretch = SchoolWeek.parse("Tue 15:00-16:00")
    home = dataclasses.replace(DETROIT, stretch=stretch)
    late = dataclasses.replace(PUEBLA, week=SchoolWeek.parse("Mon-Fri 08:00-18:00"))
    after = Slot.parse("2027-03-02 15:00 America/Detroit", 30)
    assert series(after, 1, (home, late), late)[0].presence == ("stretch", "school")
    evening = Slot.parse("2027-03-02 18:00 America/Detroit", 30)
    assert series(evening, 1, (home, late), late)[0].outside == "outside your school day and stretch hours"
    theirs = dataclasses.replace(PUEBLA, stretch=stretch)
    assert series(after, 1, (home, theirs), theirs)[0].presence[1] == "outside"


def test_a_week_in_which_the_clocks_skip_the_time() -> None:
    always = SchoolWeek.parse("Mon-Sun 00:00-24:00")
    night = dataclasses.replace(DETROIT, week=always)
    found = series(Slot.parse("2027-03-07 02:30 America/Detroit"), 2, (night, PUEBLA), night)
    assert found[1].outside == "the clocks in Detroit skip 02:30"
    assert found[1].times == ()


def test_what_takes_place_can_be_used_as_a_choice_of_the_planner() -> None:
    third = series(FIRST, 3, (DETROIT, PUEBLA), PUEBLA)[2]
    assert third.choice().slot("America/Detroit") == Slot.parse("2027-03-16 12:00 America/Detroit")
    assert [each.city for each in third.choice().parties] == ["Detroit", "Puebla"]


@pytest.mark.parametrize("weeks", [0, LONGEST_SERIES + 1])
def test_a_series_of_no_weeks_or_of_years_is_refused(weeks: int) -> None:
    with pytest.raises(BadInput, match="1 to 60 weeks") as caught:
        series(FIRST, weeks, (DETROIT, PUEBLA), PUEBLA)
    assert caught.value.field == "weeks"


@given(
    st.dates(date(2026, 1, 1), date(2029, 1, 1)),
    st.integers(0, 95),
    st.sampled_from(["America/Detroit", "Europe/Dublin", "Asia/Kathmandu", "Australia/Lord_Howe"]),
    st.integers(1, 20),
)
def test_the_keepers_clock_never_moves_and_every_instant_is_the_same_for_all(
    day: date, quarter: int, where: str, weeks: int
) -> None:
    keeper = PlanParty("Keeper", "", where, WEEK)
    other = PlanParty("Other", "", "Africa/Casablanca", WEEK)
    wall = timedelta(minutes=15 * quarter)
    said = Slot.parse(f"{day} 00:00 UTC")
    slot = dataclasses.replace(said, wall=said.wall + wall)
    found = series(slot, weeks, (keeper, other), keeper)
    first = slot.local(where)
    for week, each in enumerate(found):
        if not each.times:
            assert "skip" in each.outside
            continue
        there = each.times[0].start
        assert there.replace(tzinfo=None, fold=0) == first.replace(tzinfo=None, fold=0) + timedelta(
            weeks=week
        )
        assert each.shifts[0] == 0
        # In UTC: Python never calls an hour that comes twice equal to one in another zone (PEP 495).
        assert {time.start.astimezone(UTC) for time in each.times} == {each.slot.start}
