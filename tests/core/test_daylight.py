"""Where the sun stands overhead, and where it is night."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.daylight import altitude, dark_pole, subsolar_point, terminator

moments = st.datetimes(datetime(1950, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


# The instants of equinoxes and solstices, and the extremes of the equation of time (sundial minus clock, in
# minutes), are those of almanacs; the longitude at 12:00 UTC follows from the latter.
@pytest.mark.parametrize(
    ("moment", "lat"),
    [
        ("2026-03-20T14:46", 0.0),
        ("2026-06-21T08:24", 23.44),
        ("2026-09-23T00:05", 0.0),
        ("2026-12-21T20:50", -23.44),
        ("2027-03-20T20:25", 0.0),
        ("2027-06-21T14:11", 23.44),
        ("2030-12-21T20:09", -23.44),
    ],
)
def test_the_sun_stands_over_the_equator_and_the_tropics_when_almanacs_say(moment: str, lat: float) -> None:
    _, found = subsolar_point(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert found == pytest.approx(lat, abs=0.02)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [("2027-02-11", -14.2), ("2027-05-14", 3.7), ("2027-07-26", -6.5), ("2027-11-03", 16.4)],
)
def test_noon_by_the_sun_is_off_the_clock_by_the_equation_of_time(day: str, minutes: float) -> None:
    lon, _ = subsolar_point(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC))
    assert lon == pytest.approx(-minutes / 4, abs=0.05)


@given(moments)
def test_the_sun_moves_west_by_15_degrees_an_hour(moment: datetime) -> None:
    before, after = subsolar_point(moment)[0], subsolar_point(moment + timedelta(hours=1))[0]
    assert (before - after) % 360 == pytest.approx(15, abs=0.01)


@given(moments)
def test_day_and_night_meet_where_the_sun_is_on_the_horizon(moment: datetime) -> None:
    sun = subsolar_point(moment)
    line = terminator(sun)
    assert line[0][0] == -180
    assert line[-1][0] == 180
    for spot in line:
        assert altitude(sun, spot) == pytest.approx(0, abs=1e-6)
    assert altitude(sun, (0.0, dark_pole(sun))) <= 1e-9
    assert altitude(sun, (0.0, -dark_pole(sun))) >= -1e-9
    for lon, lat in line:
        between = (lat + dark_pole(sun)) / 2
        assert altitude(sun, (lon, between)) <= 1e-6


def test_the_line_stands_upright_at_the_very_equinox() -> None:
    for lon, lat in terminator((12.0, 0.0)):
        if abs(abs(lon - 12) - 90) > 1:
            assert abs(lat) > 89
