"""Why a time is offered, and what to know of the dates: sentences that a teacher would say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.planner import PlanParty, plan
from tests.core.planned import (
    BERLIN,
    CANCUN,
    DAYS,
    DETROIT,
    LIMA,
    LONDON,
    PUEBLA,
    REGIONS,
    TIJUANA,
    TOKYO,
    WINTER,
    day,
    reasons_of,
    stretched,
)

TWO_SHIFTS = SchoolWeek.parse("Mon-Fri 08:00-12:00, Mon-Fri 13:00-15:00", confirmed=False)


# --- clocks that change


def test_a_change_of_clocks_is_told_once_and_at_the_times_soon_after_it() -> None:
    found = plan((DETROIT, PUEBLA), date(2027, 3, 8), date(2027, 4, 2), 45, most=500)
    assert found.warnings[0] == (
        "Your clocks change on Sunday 14 March: until then Puebla is 1 hour behind you, "
        "from then on 2 hours behind you."
    )
    words = "After your clocks change on 14 March: Puebla is then 2 hours behind you"
    told = {each.parties[0].start.date() for each in found.choices if words in each.reasons}
    assert told == {date(2027, 3, each) for each in (16, 17, 18, 19)}  # the 15th is a holiday in Puebla
    assert not any("change" in reason for reason in reasons_of(found) - {words})


def test_where_no_clock_changes_nothing_is_told() -> None:
    calm = plan((DETROIT, PUEBLA), date(2027, 5, 3), date(2027, 5, 14), 45)
    assert not calm.warnings
    assert calm.choices[0].reasons == ("Both in school",)


def test_a_change_just_before_the_dates_is_told_unless_it_lies_before_the_earliest_start() -> None:
    week = date(2027, 3, 16), date(2027, 3, 19)
    found = plan((DETROIT, PUEBLA), *week, 45)
    assert found.warnings[0].startswith("Your clocks change on Sunday 14 March")
    assert not any("change" in each for each in reasons_of(found))  # true of all of them: said once
    assert not plan((DETROIT, PUEBLA), *week, 45, not_before=datetime(2027, 3, 15, tzinfo=UTC)).warnings


def test_clocks_that_change_together_are_no_news() -> None:
    assert not plan((DETROIT, TIJUANA), date(2027, 3, 8), date(2027, 3, 14), 45).warnings


def test_clocks_that_change_elsewhere_are_told_by_place() -> None:
    found = plan((DETROIT, LONDON), date(2027, 3, 22), date(2027, 4, 2), 45)
    assert found.warnings == (
        "The clocks in London change on Sunday 28 March: until then London is 4 hours ahead of you, "
        "from then on 5 hours ahead of you.",
    )
    assert "After the clocks in London change on 28 March: London is then 5 hours ahead of you" in reasons_of(
        found
    )


def test_places_with_the_same_time_are_told_so_and_several_are_told_as_several() -> None:
    first, last = date(2027, 3, 12), date(2027, 3, 19)
    found = plan((DETROIT, LIMA, replace(CANCUN, holidays={})), first, last, 45)
    assert found.warnings == (
        "Your clocks change on Sunday 14 March: until then Lima and Cancún have the same time as you, "
        "from then on they are 1 hour behind you.",
    )
    assert "After your clocks change on 14 March" in reasons_of(found)
    back = plan((DETROIT, LIMA), date(2027, 11, 1), date(2027, 11, 12), 45, most=99)
    assert back.warnings[0].endswith(
        "until then Lima is 1 hour behind you, from then on it has the same time as you."
    )
    assert "After your clocks change on 7 November: Lima then has the same time as you" in reasons_of(back)
    two_in_one = plan((DETROIT, LIMA, replace(LIMA, name="Ana Sol")), first, last, 45)
    assert "until then Lima has the same time as you, from then on it is 1 hour" in two_in_one.warnings[0]
    assert any("Lima is then 1 hour behind you" in each for each in reasons_of(two_in_one))


def test_where_nobody_is_home_the_first_place_stands_for_it() -> None:
    found = plan((replace(DETROIT, home=False), LIMA), date(2027, 3, 12), date(2027, 3, 19), 45)
    assert found.warnings == (
        "The clocks in Detroit change on Sunday 14 March: until then Lima has the same time as Detroit, "
        "from then on it is 1 hour behind Detroit.",
    )
    assert not any("you" in each for each in reasons_of(found))


# --- who is in school, and who is not


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        ((DETROIT, PUEBLA), "Both in school"),
        ((DETROIT, PUEBLA, CANCUN), "All three in school"),
        ((DETROIT, PUEBLA, CANCUN, LIMA), "All four in school"),
        ((stretched("Wed 18:00-21:00"), TOKYO), "In school in Tokyo"),
        ((stretched("Wed 18:00-21:00"), TOKYO, replace(TOKYO, name="B")), "Both partners in school"),
        (
            (stretched("Wed 18:00-21:00"), *(replace(TOKYO, name=name) for name in "ABC")),
            "All three partners in school",
        ),
    ],
)
def test_who_is_in_school_comes_first(parties: tuple[PlanParty, ...], words: str) -> None:
    assert {each.reasons[0] for each in day(parties, WINTER, most=99).choices} == {words}


@pytest.mark.parametrize(
    ("willing", "partner", "when", "reason"),
    [
        ("Mon-Fri 07:00-08:00", "Europe/London@10:00-13:00", 3, "Begins 45 minutes before your school day"),
        ("Mon-Fri 15:00-16:00", "America/Denver@11:00-14:00", 3, "Ends 45 minutes after your school day"),
        ("Mon-Fri 18:00-20:00", "Asia/Tokyo@08:00-10:00", 3, "Begins 3 hours after your school day"),
        ("Sun 15:00-18:00", "Australia/Sydney@08:00-10:00", 7, "On a Sunday, when you have no school"),
        (
            "Mon-Fri 22:00-24:00",
            "Asia/Kolkata@09:00-10:00",
            3,
            "Begins 7 hours 30 minutes after your school day: a night at school",
        ),
    ],
)
def test_stretch_hours_are_named(willing: str, partner: str, when: int, reason: str) -> None:
    name, _, hours = partner.partition("@")
    other = PlanParty("", "", name, SchoolWeek.parse(f"Mon-Fri {hours}"))
    assert reason in reasons_of(day((stretched(willing), other), date(2027, 2, when), 45, most=99))


def test_the_day_is_named_where_it_is_another() -> None:
    tokyo = day((stretched("Wed 18:00-21:00"), TOKYO), WINTER)
    assert all("Already Thursday in Tokyo" in each.reasons for each in tokyo.choices)
    home = replace(TOKYO, home=True, stretch=SchoolWeek.parse("Mon-Fri 00:00-06:00"))
    west = day((home, replace(DETROIT, home=False), replace(LIMA, week=DAYS)), WINTER)
    assert all("Still Tuesday in Detroit and Lima" in each.reasons for each in west.choices)


# --- hours: assumed, at their edges, before a break


def test_assumed_hours_are_told_by_whose_they_are() -> None:
    found = day((DETROIT, replace(PUEBLA, week=TWO_SHIFTS)), WINTER, most=99)
    assert all("Assumed hours in Puebla" in each.reasons for each in found.choices)
    assert found.warnings == ("School hours in Puebla are assumed: ask when the school is in session.",)
    assert max(each.score for each in found.choices) < 100
    guessed = replace(DETROIT, week=replace(DAYS, confirmed=False))
    ours = day((guessed, replace(PUEBLA, week=TWO_SHIFTS)), WINTER)
    assert {"Your own hours are assumed", "Assumed hours in Puebla"} <= set(ours.choices[0].reasons)
    assert ours.warnings[0] == "Your own school hours are assumed: say when your school is in session."


def test_the_first_and_the_last_quarter_of_an_hour_are_told_by_whose_it_is() -> None:
    told = reasons_of(day((DETROIT, replace(PUEBLA, week=TWO_SHIFTS)), WINTER, most=99))
    assert "In the first 15 minutes of school hours in Puebla" in told
    assert "In the last 15 minutes of your school hours" in told
    lima = replace(LIMA, week=DAYS)
    told = reasons_of(day((DETROIT, lima, replace(lima, city="Quito")), WINTER, most=99))
    assert "In the first 15 minutes of your school hours and of school hours in Lima and Quito" in told


def test_lunches_are_told_by_whose_they_are_and_other_breaks_are_not_called_lunch() -> None:
    told = reasons_of(day((DETROIT, replace(PUEBLA, week=TWO_SHIFTS)), WINTER, most=99))
    assert "Lunch in Puebla is at 12:00" in told
    home = replace(DETROIT, week=replace(TWO_SHIFTS, confirmed=True))
    ours = reasons_of(day((home, replace(LIMA, week=TWO_SHIFTS)), WINTER, most=99))
    assert {"Your lunch is at 12:00", "Lunch in Lima is at 12:00"} <= ours
    morning = replace(LIMA, week=SchoolWeek.parse("Mon-Fri 08:00-09:30, Mon-Fri 10:00-13:00"))
    early = reasons_of(day((DETROIT, morning), WINTER, most=99))
    assert "The next break in Lima is at 09:30" in early
    assert not any("unch" in each for each in early)


def test_the_end_of_a_span_is_no_edge_of_the_school_day() -> None:
    around = PlanParty("", "", "Pacific/Kiritimati", SchoolWeek.parse("Mon-Sun 00:00-24:00"))
    found = day((replace(DETROIT, week=around.week), around), WINTER, most=999)
    assert {each.score for each in found.choices} == {100.0}


def test_every_reason_reads_as_a_line_for_any_number_of_parties() -> None:
    everybody = (stretched("Mon-Fri 05:00-08:00, Mon-Fri 15:00-22:00"), *REGIONS, LIMA, LONDON, BERLIN)
    for count in range(2, len(everybody) + 1):
        found = plan(everybody[:count], WINTER, WINTER + timedelta(weeks=6), 30, most=200)
        for line in (*reasons_of(found), *found.warnings):
            assert line[0].isupper()
            assert "  " not in line
            assert ", and" not in line
            assert "in your school" not in line
