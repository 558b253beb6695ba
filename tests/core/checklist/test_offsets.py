"""UTC offsets and abbreviations of zones beside a clock: each by its day, none where it may mean several."""

from datetime import UTC, date, datetime

import pytest

from partnerdesk.core.checklist.clocks import clocks
from partnerdesk.core.times import Slot
from tests.core.checklist.parties import BODIES, found, letter
from tests.core.checklist.said import NOON

WINTER, SUMMER = date(2027, 1, 12), date(2027, 7, 15)
NOW = datetime(2027, 2, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "easts"),
    [
        ("08:00 UTC - 09:00 UTC", (0,)),
        ("8:00 UTC – 8:45 UTC", (0,)),
        ("8:00 UTC–8:45 UTC", (0,)),
        ("from 08:00 UTC-09:00", (0,)),
        ("8:00 UTC - 3 pm", (0,)),
        ("8:00 UTC-15", (0,)),
        ("10:00 UTC+05:30", (330,)),
        ("10:00 UTC-09:00", (-540,)),
        ("10:00 UTC+0545", (345,)),
        ("10:00 (GMT-6)", (-360,)),
        ("10:00 UTC + 2", (120,)),
        ("10:00 (UTC−4)", (-240,)),
        ("10:00 ET", (-300,)),
        ("10:00 IST", (330, 60, 120)),
    ],
)
def test_an_offset_is_read_and_a_span_is_none(said: str, easts: tuple[int, ...]) -> None:
    first = clocks(said)[0]
    assert first.east
    assert first.east.on(WINTER) == easts


@pytest.mark.parametrize(
    ("name", "winter", "summer"),
    [
        ("ET", (-300,), (-240,)),
        ("PT", (-480,), (-420,)),
        ("EST", (-300,), (-300, -240)),  # in summer, people say it for daylight time, too
        ("EDT", (-240,), (-240,)),
        ("CET", (60,), (60, 120)),
    ],
)
def test_an_abbreviation_means_what_the_day_makes_of_it(
    name: str, winter: tuple[int, ...], summer: tuple[int, ...]
) -> None:
    (clock,) = clocks(f"10:00 {name}")
    assert clock.east
    assert (clock.east.on(WINTER), clock.east.on(SUMMER)) == (winter, summer)


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("We meet on 16 March at 12:00 ET.", "ok"),
        ("We meet on 16 March at 11:00 ET.", "stop"),
        ("We meet on 16 March at 9:00 PT.", "ok"),
        ("We meet on 16 March at 8:00 PT.", "stop"),
        ("We meet on 16 March at 11:00 EST.", "ok"),
        ("We meet on 16 March at 12:00 EST.", "advice"),  # by daylight time only
        ("We meet on 16 March at 10:00 in Puebla (11:00 EST).", "ok"),
        ("We meet on 16 March at 10:00 in Puebla (11:00 ET).", "stop"),
        ("We meet on 16 March at 1:00 EST.", "stop"),
        ("We meet on 16 March at 10:00 CST.", "ok"),
        ("We meet on 16 March at 14:00 CST.", "advice"),  # of which country?
        ("We meet on 16 March at 16:00 BST.", "advice"),
    ],
)
def test_the_hour_of_the_meeting_is_asked_by_its_abbreviation(sentence: str, level: str) -> None:
    body = BODIES["en"].replace("TIMES", f"TIMES\n\n{sentence}")
    (finding,) = found("both-times", letter(body=body, slots=[NOON]), now=NOW)
    assert finding.level == level


def test_what_is_right_by_daylight_time_only_is_named() -> None:
    body = BODIES["en"].replace("TIMES", "TIMES\n\nWe meet at 10:00 in Puebla (12:00 (EST)), as said.")
    (finding,) = found("both-times", letter(body=body, slots=[NOON]), now=NOW)
    assert (finding.level, "“12:00 EST” is an hour off in summer" in finding.text) == ("advice", True)
    winter = Slot.parse("2027-01-12 10:00 America/Mexico_City")
    body = BODIES["en"].replace("TIMES", "TIMES\n\nWe meet at 11:00 EST.")
    (finding,) = found("both-times", letter(body=body, slots=[winter]))
    assert finding.level == "ok"
