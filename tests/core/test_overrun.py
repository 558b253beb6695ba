"""What a meeting runs into that begins in school and ends beyond it."""

from dataclasses import replace
from datetime import date

import pytest

from partnerdesk.core.breaks import Break
from partnerdesk.core.closures import breaks_not_known, closure_words
from partnerdesk.core.hours import SchoolWeek, spans
from partnerdesk.core.instants import DAY, seconds_at
from partnerdesk.core.overrun import overrun_words
from partnerdesk.core.times import Slot
from tests.core.planned import CANCUN, DETROIT, PUEBLA

WEEK = SchoolWeek.parse("Mon-Fri 08:00-09:30, 09:50-11:30, 12:00-15:00")
ZONE = "America/Mexico_City"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("08:00", ""),
        ("09:00", "a break at 09:30"),
        ("11:00", "lunch at 11:30"),
        ("14:30", "the end of school at 15:00"),
        ("14:15", ""),
        ("11:30", ""),
        ("07:45", ""),
        ("20:00", ""),
    ],
)
def test_it_is_said_what_comes_in_between(said: str, words: str) -> None:
    slot = Slot.parse(f"2027-03-16 {said} {ZONE}")
    start, end = seconds_at(slot.start), seconds_at(slot.end)
    assert overrun_words(spans(WEEK, ZONE, start - DAY, end + DAY), ZONE, start, end) == words


def test_whose_breaks_nobody_said_are_named_and_nobody_else() -> None:
    said = replace(DETROIT, week=replace(DETROIT.week, breaks=Break.parse("2026-12-21..2027-01-01")))
    term = replace(PUEBLA, week=replace(PUEBLA.week, terms=Break.parse("2026-08-31..2027-07-15")))
    assert breaks_not_known((said, term)) == []
    assert breaks_not_known((said, PUEBLA, CANCUN)) == [
        "Breaks are not known in Puebla and Cancún: ask when there is no school."
    ]
    assert breaks_not_known((DETROIT, term)) == ["Your own breaks are not said: add them in your details."]


def test_a_holiday_on_a_day_that_is_only_in_our_stretch_is_named() -> None:
    saturday = date(2027, 3, 13)
    home = replace(DETROIT, holidays={saturday: "Founders’ day"})
    assert closure_words([home], saturday, saturday) == []
    wider = replace(home, stretch=SchoolWeek.parse("Sat 09:00-12:00"))
    assert closure_words([wider], saturday, saturday) == ["Saturday 13 March: Founders’ day in Detroit."]
