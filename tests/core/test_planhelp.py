"""What is said where no time suits all: who comes closest and when, or what needs no common hour."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek, holds
from partnerdesk.core.planner import PlanParty, plan
from partnerdesk.core.times import Slot
from tests.core.planned import (
    BERLIN,
    CANCUN,
    DETROIT,
    LIMA,
    LONDON,
    PUEBLA,
    REGIONS,
    RIYADH,
    SEOUL,
    SYDNEY,
    TIJUANA,
    TOKYO,
    WINTER,
    day,
)

APART = "an exchange that needs no common hour: recorded videos, letters or photos."
TOKYO_AT_NIGHT = (
    "Wednesday 3 February, 18:30 in Detroit is Thursday 08:30 in Tokyo. Begins 3 hours 30 minutes after your "
    "school day: if you are willing, add it to your stretch hours."
)
YEAR_OFF = (Break(date(2027, 1, 1), date(2027, 12, 1), "Year off"),)


def closed(party: PlanParty) -> PlanParty:
    return replace(party, week=replace(party.week, breaks=YEAR_OFF))


def help_of(*parties: PlanParty, minutes: int = 45) -> tuple[str, ...]:
    found = day(parties, WINTER, minutes)
    assert not found.choices
    return found.help


# --- two parties


def test_of_two_home_goes_out_of_its_hours_as_little_as_can_be() -> None:
    assert help_of(DETROIT, TOKYO) == (f"Your evening would do: {TOKYO_AT_NIGHT}", f"Or plan {APART}")


def test_two_who_never_meet_are_named_once_and_no_call_with_each_is_proposed() -> None:
    assert help_of(TOKYO, LIMA) == (
        "Tokyo and Lima have no hour in common in these dates.",
        f"Or plan {APART}",
    )


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        ((DETROIT, closed(TOKYO)), "Tokyo has no school in these dates."),
        ((closed(DETROIT), PUEBLA), "You have no school in these dates."),
        (
            (DETROIT, replace(TOKYO, week=SchoolWeek.parse("Mon-Fri 08:00-08:30, Mon-Fri 10:00-10:40"))),
            "Tokyo has no 45 minutes of school on end.",
        ),
    ],
)
def test_who_cannot_meet_anybody_is_named(parties: Sequence[PlanParty], words: str) -> None:
    assert help_of(*parties) == (words, f"Or plan {APART}")


def test_a_night_at_school_is_called_one() -> None:
    cairo = PlanParty("Mona", "Cairo", "Africa/Cairo", SchoolWeek.parse("Mon-Fri 08:00-12:00"))
    assert help_of(DETROIT, cairo)[0].startswith(
        "Your early morning would do: Wednesday 3 February, 04:15 in Detroit is 11:15 in Cairo."
    )


# --- three


def test_the_party_that_stands_in_the_way_is_named_with_the_hour_without_it_and_one_for_it() -> None:
    assert help_of(DETROIT, TOKYO, PUEBLA) == (
        "All but Tokyo can meet: Wednesday 3 February, 09:00 in Detroit is 08:00 in Puebla.",
        f"Your evening would do for Tokyo: {TOKYO_AT_NIGHT}",
        f"Or plan {APART}",
    )


def test_two_partners_who_share_an_evening_are_offered_it_together() -> None:
    assert help_of(DETROIT, TOKYO, SEOUL)[0].startswith(
        "Your evening would do: Wednesday 3 February, 18:30 in Detroit is Thursday 08:30 in Tokyo and Seoul."
    )


def test_contacts_of_one_city_are_told_apart_by_their_names() -> None:
    late = replace(PUEBLA, name="Carlos Gil", week=SchoolWeek.parse("Mon-Fri 14:30-19:00"))
    told = help_of(DETROIT, PUEBLA, late)
    assert told[0].startswith("All but Carlos Gil in Puebla can meet: ")
    assert told[1].startswith("Your afternoon would do for Carlos Gil in Puebla: ")


# --- ten


def test_of_ten_those_who_can_meet_at_once_are_told_and_who_could_have_another_call() -> None:
    cairo = PlanParty("Mona", "Cairo", "Africa/Cairo", SchoolWeek.parse("Mon-Thu 07:00-12:00"))
    assert help_of(DETROIT, TIJUANA, PUEBLA, CANCUN, LIMA, LONDON, BERLIN, TOKYO, SEOUL, cairo) == (
        "You, Cancún, Lima, London and Berlin can meet: Wednesday 3 February, 08:00 in Detroit is 08:00 in "
        "Cancún and Lima, 13:00 in London and 14:00 in Berlin.",
        "Another call could be with Tijuana and Puebla: Wednesday 3 February, 11:00 in Detroit is 08:00 in "
        "Tijuana and 10:00 in Puebla.",
        f"Your evening would do for Tokyo and Seoul: {TOKYO_AT_NIGHT.replace('Tokyo.', 'Tokyo and Seoul.')}",
        f"Or plan {APART}",
    )


def test_partners_whose_hours_only_a_night_would_join_are_offered_a_day_each() -> None:
    told = help_of(DETROIT, TOKYO, SYDNEY, RIYADH)
    assert told[0].startswith("Your evening would do for Tokyo and Sydney: ")
    assert told[1].startswith(
        ("Your early morning would do for Riyadh: ", "Your late evening would do for Riyadh: ")
    )


def test_a_holiday_of_many_is_told_and_the_first_day_after_it() -> None:
    told = day((DETROIT, *REGIONS), date(2027, 3, 15)).help
    assert told == (
        "The first time after these dates that suits all: Tuesday 16 March, 11:00 in Detroit.",
        "Tijuana, Puebla and Cancún have no school in these dates.",
        f"Or plan {APART}",
    )


# --- in part


def test_a_common_time_that_no_step_meets_is_not_called_too_short() -> None:
    week = SchoolWeek.parse("Mon-Fri 08:00-09:55")
    near = [replace(party, week=week) for party in (DETROIT, LIMA)]
    near[0] = replace(near[0], stretch=None)
    late = datetime(2027, 2, 3, 14, 5, tzinfo=UTC)  # 09:05 in Detroit and in Lima
    found = plan(near, WINTER, WINTER, 45, step=60, not_before=late)
    assert not found.choices
    assert not [told for told in found.help if "at the most" in told]
    assert "Choose a smaller step." in " ".join(found.help)


def test_a_shorter_time_is_proposed_and_nothing_else_that_would_be_further_off() -> None:
    assert help_of(DETROIT, *REGIONS, minutes=330) == (
        "All can meet for 2 hours at the most: Wednesday 3 February, 11:00 in Detroit.",
        f"Or plan {APART}",
    )


def test_an_earliest_start_after_the_dates_is_said() -> None:
    found = plan((DETROIT, PUEBLA), WINTER, WINTER, 45, not_before=datetime(2027, 2, 6, tzinfo=UTC))
    assert found.help == (
        "The earliest start, Friday 5 February, 19:00 in Detroit, lies after these dates.",
        "The first time after these dates that suits all: Monday 8 February, 09:00 in Detroit.",
        f"Or plan {APART}",
    )


# --- whatever the hours are, what is said of them is true


ZONES = (
    "America/Tijuana",
    "America/St_Johns",
    "Europe/London",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tokyo",
)
HOURS = st.tuples(st.integers(0, 20), st.integers(1, 4)).map(lambda span: ((span[0] * 60, sum(span) * 60),))
CALL = re.compile(r"(All but |)(.*?)(?: can meet|): \w+ (\d+) February, (\d\d:\d\d) in Home is ")


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ZONES), HOURS), min_size=2, max_size=9), HOURS)
def test_those_who_are_said_to_be_able_to_meet_are_in_school_then(
    others: list[tuple[str, tuple[tuple[int, int], ...]]], ours: tuple[tuple[int, int], ...]
) -> None:
    home = PlanParty("You", "Home", "America/Detroit", SchoolWeek((ours,) * 7), home=True)
    partners = [
        PlanParty(f"P{index}", f"C{index}", name, SchoolWeek((hours,) * 7))
        for index, (name, hours) in enumerate(others)
    ]
    found = day((home, *partners), WINTER, 60)
    assert found.help[-1:] == (() if found.choices else (f"Or plan {APART}",))
    proposed: set[str] = set()
    for line in found.help[:-1]:
        if not (told := CALL.search(line)):
            continue
        but, names, number, clock = told.groups()
        everybody = {each.city for each in partners}
        cities = everybody if "would do:" in line else set(re.findall(r"C\d", names))
        cities = everybody - cities if but else cities
        slot = Slot.parse(f"2027-02-{int(number):02d} {clock} {home.zone}", 60)
        if " more" not in names:
            assert all(holds(each.week, slot, each.zone) for each in partners if each.city in cities), line
        assert not cities & proposed, line
        proposed |= cities
        assert holds(home.week, slot, home.zone) != ("would do" in line), line
