"""The cells of a day and the unusual weeks of a year."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.instants import datetime_at, offset_at, offsets, seconds_at
from partnerdesk.core.planner import PlanParty, day_cells, shifted_weeks, usual_differences
from partnerdesk.core.publicdays import public_holidays
from partnerdesk.core.zones import all_zones, zone

WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")
DETROIT = PlanParty("You", "Detroit", "America/Detroit", SchoolWeek.parse("Mon-Fri 08:00-15:00"), home=True)
PUEBLA = PlanParty(
    "Elena", "Puebla", "America/Mexico_City", WEEK, public_holidays("MX", "", 2027, 2027, "es")
)
LONDON = PlanParty("Ann", "London", "Europe/London", WEEK)
SYDNEY = PlanParty("Kim", "Sydney", "Australia/Sydney", WEEK)


def test_offsets_are_those_of_the_zones_on_every_day_of_years() -> None:
    """A block of days holds one change at the most: asked of every zone, once a day, for three years."""
    begin = seconds_at(datetime(2026, 1, 1, tzinfo=UTC))
    days = [datetime_at(each) for each in range(begin, begin + 3 * 365 * 86400, 86400)]
    for name in all_zones():
        where = zone(name)
        for moment in days:
            told = moment.astimezone(where).utcoffset()
            assert told == timedelta(seconds=offset_at(name, seconds_at(moment))), (name, moment)


@given(
    st.sampled_from(["Africa/Casablanca", "Asia/Gaza", "America/Recife", "Pacific/Apia"]),
    st.integers(0, 26000),
    st.integers(1, 90),
)
def test_stretches_of_an_offset_follow_each_other(name: str, day: int, days: int) -> None:
    since, until = day * 86400 - 12345, (day + days) * 86400
    found = offsets(name, since, until)
    assert found[0][0] == since
    assert found[-1][1] == until
    for (_, end, offset), (start, _, other) in pairwise(found):
        assert end == start
        assert offset != other
    for start, end, offset in found:
        for moment in (start, end - 1):
            assert datetime_at(moment).astimezone(zone(name)).utcoffset() == timedelta(seconds=offset)


# --- the cells of a day


def test_a_day_has_a_cell_for_each_quarter_of_an_hour() -> None:
    cells = day_cells(PUEBLA, date(2027, 2, 3), "America/Detroit")
    assert len(cells) == 96
    assert (cells[0].local.hour, cells[0].local.day) == (23, 2)
    states = [cell.state for cell in cells]
    assert states.index("school") == 9 * 4  # 08:00 there
    assert states.count("school") == 20
    assert states[:28] == ["night"] * 28  # until 06:00 there
    assert "stretch" not in states


def test_the_day_clocks_change_has_fewer_or_more() -> None:
    assert len(day_cells(PUEBLA, date(2027, 3, 14), "America/Detroit")) == 92
    assert len(day_cells(PUEBLA, date(2027, 11, 7), "America/Detroit")) == 100
    assert len(day_cells(PUEBLA, date(2027, 4, 4), "Australia/Lord_Howe")) == 98


def test_home_has_stretch_hours_and_closed_days_have_a_reason() -> None:
    home = dataclasses.replace(DETROIT, stretch=SchoolWeek.parse("Mon-Fri 07:00-08:00"))
    states = [cell.state for cell in day_cells(home, date(2027, 2, 3), home.zone)]
    assert states.count("stretch") == 4
    assert states.index("stretch") == 28
    holiday = day_cells(PUEBLA, date(2027, 3, 15), "America/Detroit")
    assert {cell.state for cell in holiday} == {"closed", "night"}
    assert {cell.reason for cell in holiday if cell.local.day == 15} == {"Natalicio de Benito Juárez"}


# --- unusual weeks


def test_weeks_between_two_changes_are_unusual() -> None:
    found = shifted_weeks((DETROIT, LONDON, PUEBLA), 2027)
    assert [(week.party, week.first.isoformat()) for week in found] == [
        ("Ann", "2027-03-15"),
        ("Ann", "2027-03-22"),
        ("Ann", "2027-11-01"),
    ]
    assert {(week.minutes, week.usual) for week in found} == {(240, (300,))}
    assert usual_differences(DETROIT, PUEBLA, 2027) == (-120, -60)


def test_two_hemispheres_have_two_usual_differences() -> None:
    assert usual_differences(DETROIT, SYDNEY, 2027) == (14 * 60, 16 * 60)
    assert {week.minutes for week in shifted_weeks((DETROIT, SYDNEY), 2027)} == {15 * 60}
