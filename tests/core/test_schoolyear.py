"""The school year week by week."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.publicdays import public_holidays
from partnerdesk.core.schoolyear import YearWeek, school_year, span_words, year_weeks

FIRST, LAST = date(2026, 8, 1), date(2027, 7, 31)


def party(name: str, city: str, zone: str, hours: str = "Mon-Fri 08:00-13:00", **more: object) -> PlanParty:
    breaks = more.pop("breaks", "")
    week = replace(SchoolWeek.parse(hours), breaks=Break.parse(str(breaks)))
    return PlanParty(name, city, zone, week, **more)  # type: ignore[arg-type]


HOME = party("Ana Lee", "Detroit", "America/Detroit", breaks="2026-12-21..2027-01-01 Winter break", home=True)
PUEBLA = party("Elena", "Puebla", "America/Mexico_City", holidays=public_holidays("MX", "MX-PUE", 2026, 2027))
MADRID = party("Lucía", "Madrid", "Europe/Madrid", breaks="2027-03-22..2027-03-29 Semana Santa")


def week_of(day: date, weeks: tuple[YearWeek, ...]) -> YearWeek:
    return next(week for week in weeks if week.first <= day <= week.last)


def test_a_school_year_has_52_or_53_whole_weeks() -> None:
    for year in range(2020, 2050):
        today = date(year, 10, 7)
        weeks = year_weeks((HOME, PUEBLA), *school_year(today))
        assert len(weeks) in (52, 53)
        assert weeks[0].first <= date(year, 8, 1) <= weeks[0].last
        assert date(year + 1, 7, 30) <= weeks[-1].last
        assert {week.first.weekday() for week in weeks} == {0}


def test_a_usual_week_a_week_with_a_holiday_and_a_week_of_holidays() -> None:
    weeks = year_weeks((HOME, PUEBLA), FIRST, LAST)
    usual = week_of(date(2026, 10, 7), weeks)
    assert (usual.state, usual.days, usual.usual) == ("school", 5, 5)
    assert usual.words() == "5 to 11 October 2026. All days in common."
    part = week_of(date(2027, 3, 15), weeks)
    assert (part.state, part.days) == ("part", 4)
    assert part.words().startswith("15 to 21 March 2027. 4 of 5 days in common. Puebla: 15 March, ")
    closed = week_of(date(2026, 12, 24), weeks)
    assert (closed.state, closed.days) == ("closed", 0)
    assert "No school day in common. Detroit: Winter break" in closed.words()


def test_the_days_that_count_are_those_on_which_all_have_hours() -> None:
    cairo = party("Mona", "Cairo", "Africa/Cairo", "Sun-Thu 08:00-13:00")
    week = year_weeks((HOME, cairo), date(2026, 10, 7), date(2026, 10, 7))[0]
    assert (week.days, week.usual, week.state) == (4, 4, "school")
    never = party("Zoe", "Cairo", "Africa/Cairo", "Sat-Sun 08:00-13:00")
    week = year_weeks((HOME, never), date(2026, 10, 7), date(2026, 10, 7))[0]
    assert (week.state, week.school_words()) == ("closed", "No weekday in common")


def test_a_holiday_on_a_free_day_closes_nothing() -> None:
    weeks = year_weeks((HOME, replace(PUEBLA, holidays={date(2026, 10, 10): "Saturday"})), FIRST, LAST)
    assert week_of(date(2026, 10, 10), weeks).closures == ()


def test_places_closed_for_the_same_reason_are_told_together() -> None:
    cities = ("Puebla", "Oaxaca", "Mérida", "Xalapa")
    schools = [replace(PUEBLA, name=city, city=city) for city in cities]
    week = week_of(date(2027, 3, 15), year_weeks((HOME, *schools), FIRST, LAST))
    assert week.closure_words().startswith("Puebla, Oaxaca, Mérida and 1 more: 15 March, ")


def test_weeks_in_which_clocks_differ_otherwise_are_told() -> None:
    weeks = year_weeks((HOME, MADRID), FIRST, LAST)
    shifted = [week.first for week in weeks if week.shifted]
    # Europe turns its clocks back a week before America and forward two weeks after it; by dates at noon, the
    # week that begins with the change on Sunday belongs to those after it.
    assert shifted == [date(2026, 10, 26), date(2027, 3, 15), date(2027, 3, 22)]
    told = week_of(date(2027, 3, 16), weeks).words()
    assert told.endswith("Madrid is 5 hours ahead of you, usually 6 hours ahead of you.")


def test_days_are_written_as_people_do() -> None:
    assert span_words(date(2027, 3, 15), date(2027, 3, 15)) == "15 March"
    assert span_words(date(2027, 3, 15), date(2027, 3, 21), year=True) == "15 to 21 March 2027"
    assert span_words(date(2027, 3, 29), date(2027, 4, 4)) == "29 March to 4 April"
    assert span_words(date(2026, 12, 28), date(2027, 1, 3), year=True) == "28 December 2026 to 3 January 2027"


@pytest.mark.parametrize(
    ("today", "country", "first"),
    [
        (date(2027, 3, 1), "US", date(2026, 8, 1)),
        (date(2026, 8, 1), "US", date(2026, 8, 1)),
        (date(2027, 3, 1), "BR", date(2027, 1, 1)),
        (date(2027, 3, 1), "JP", date(2026, 4, 1)),
        (date(2027, 3, 1), "", date(2026, 8, 1)),
    ],
)
def test_a_school_year_is_proposed_by_country(today: date, country: str, first: date) -> None:
    found = school_year(today, (), country)
    assert found[0] == first
    assert 0 <= (first.replace(year=first.year + 1) - timedelta(days=1) - found[1]).days <= 1


def test_the_terms_of_the_school_say_better() -> None:
    terms = (
        Break(date(2026, 9, 8), date(2026, 12, 18)),
        Break(date(2027, 1, 4), date(2027, 6, 11)),
        Break(date(2027, 9, 7), date(2028, 6, 9)),
    )
    first, last = school_year(date(2027, 3, 1), terms, "US")
    assert first == date(2026, 9, 8)
    assert (last - first).days == 52 * 7 - 1
    assert school_year(date(2027, 8, 1), terms, "US")[0] == date(2027, 9, 7)
    assert school_year(date(2030, 8, 1), terms, "US")[0] == date(2027, 9, 7)
