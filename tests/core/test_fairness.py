"""Who has taken the awkward hour before: told in plain words, and spared it where all else is equal."""

import dataclasses
from datetime import date

import pytest

from partnerdesk.core.breaks import Break
from partnerdesk.core.fairness import Earlier, burdens, past_words, turn_words, turns
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.planner import PlanParty, plan
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import zone

DETROIT = PlanParty("You", "Detroit", "America/Detroit", SchoolWeek.parse("Mon-Fri 08:00-15:00"), home=True)
PUEBLA = PlanParty("Elena", "Puebla", "America/Mexico_City", SchoolWeek.parse("Mon-Fri 08:00-13:00"))
CANCUN = PlanParty(
    "Luis", "Cancún", "America/Cancun", SchoolWeek.parse("Mon-Fri 08:00-12:00, Mon-Fri 13:00-16:00")
)
ALL = (DETROIT, PUEBLA, CANCUN)


def at(clock: str, day: str = "2027-02-02", *partners: str) -> Earlier:
    """A time by home's clock; in February Puebla is an hour behind it, Cancún has the same."""
    return Earlier(Slot.parse(f"{day} {clock} America/Detroit"), frozenset(partners))


def told(*earlier: Earlier, parties: tuple[PlanParty, ...] = ALL) -> list[str]:
    return [turn_words(turn) for each in earlier for turn in turns(parties, each)]


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("10:00", []),
        ("09:00", ["Puebla met in its first quarter hour"]),
        ("08:05", ["you met in your first quarter hour", "Cancún met in its first quarter hour"]),
        ("11:15", ["Cancún met right before its lunch"]),
        ("13:15", ["Puebla met in its last quarter hour"]),
        ("14:15", ["you met in your last quarter hour"]),
        ("15:00", ["you stayed 45 minutes after school"]),
        ("07:00", ["you came 1 hour before school"]),
    ],
)
def test_what_a_time_asked_of_each(clock: str, words: list[str]) -> None:
    assert told(at(clock)) == words


def test_a_day_without_school_and_a_pause_between_hours() -> None:
    assert told(at("10:00", "2027-02-06")) == ["you came on a day without school"]
    split = dataclasses.replace(DETROIT, week=SchoolWeek.parse("Mon-Fri 08:00-10:00, Mon-Fri 12:00-15:00"))
    assert told(at("10:30"), parties=(split, PUEBLA)) == ["you met between your school hours"]
    closed = dataclasses.replace(DETROIT.week, breaks=Break.parse("2027-02-02 snow"))
    away = dataclasses.replace(DETROIT, week=closed)
    assert told(at("10:00"), parties=(away, PUEBLA)) == ["you came on a day without school"]


def test_assumed_hours_are_said_to_be_assumed() -> None:
    assumed = dataclasses.replace(PUEBLA, week=dataclasses.replace(PUEBLA.week, confirmed=False))
    assert told(at("09:00"), parties=(DETROIT, assumed)) == [
        "Puebla met in its first quarter hour (assumed hours)"
    ]


def test_only_those_count_who_were_asked() -> None:
    assert told(at("09:00", "2027-02-02", "Luis")) == []
    assert told(at("15:00", "2027-02-02", "Luis")) == ["you stayed 45 minutes after school"]


def test_the_last_time_is_told_and_all_are_counted() -> None:
    earlier = [at("15:00", "2027-02-03"), at("09:00", "2027-02-09"), at("15:00", "2027-02-01")]
    assert past_words(ALL, earlier) == (
        "Last time, on Tuesday 9 February 2027: Puebla met in its first quarter hour.",
        "Who had the awkward hour in 3 times so far: you twice and Puebla once.",
    )
    assert burdens(ALL, earlier) == (2, 1, 0)


def test_a_project_without_earlier_or_awkward_times() -> None:
    assert past_words(ALL, []) == ()
    assert past_words(ALL, [at("10:00")]) == (
        "Last time, on Tuesday 2 February 2027: everybody met well inside the school day.",
    )
    assert past_words(ALL, [at("10:00"), at("10:00", "2027-02-03")])[1] == (
        "Who had the awkward hour in 2 times so far: nobody."
    )


@pytest.mark.parametrize(
    ("before", "first"),
    [((), "09:00"), (("09:00",), "10:00"), (("10:00",), "09:00"), (("09:00", "10:00"), "09:00")],
)
def test_of_two_equal_starts_the_one_comes_first_that_spares_who_had_it(
    before: tuple[str, ...], first: str
) -> None:
    """Of all hours two suit everybody: Cancún's first quarter of an hour, and Puebla's last."""
    puebla = dataclasses.replace(PUEBLA, week=SchoolWeek.parse("Mon-Fri 07:00-09:45"))
    cancun = dataclasses.replace(CANCUN, week=SchoolWeek.parse("Mon-Fri 09:00-15:00"))
    day = date(2027, 2, 9)
    earlier = [at(clock) for clock in before]
    found = plan((DETROIT, puebla, cancun), day, day, 45, step=60, earlier=earlier)
    best = found.choices[0].start.astimezone(zone("America/Detroit"))
    assert f"{best:%H:%M}" == first
    assert {each.score for each in found.choices} == {99.5}
    assert found.past == past_words((DETROIT, puebla, cancun), earlier)
