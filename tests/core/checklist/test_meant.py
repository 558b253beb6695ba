"""Letters from elsewhere: the slots that their words mean are judged by the hours of both."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from partnerdesk.core.checklist import Finding, Known, check
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.checklist.meant import as_meant
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from tests.core.checklist.parties import BODIES, ELENA, HOME, letter

NOW = datetime(2026, 11, 22, tzinfo=UTC)
UNKNOWN = Known(slots_known=False)
KARI = replace(
    ELENA,
    name="Kari Moe",
    place=Place(city="Bergen", country="NO", zone="Europe/Oslo"),
    week=SchoolWeek.parse("Mon-Fri 08:00-15:00", confirmed=True),
    holidays={date(2027, 3, 26): "Good Friday"},
)


def findings(said: str, contact: object = None, language: str = "en") -> list[Finding]:
    party = contact or KARI
    body = BODIES[language].replace("TIMES", said)
    draft = letter(language, body=body, slots=())
    return [*check(draft, HOME, party, NOW, UNKNOWN)]  # type: ignore[arg-type]


def of(rule: str, said: str, language: str = "en") -> list[Finding]:
    return [each for each in findings(said, language=language) if each.rule == rule]


@pytest.mark.parametrize(
    ("said", "level", "why"),
    [
        ("Tuesday 12 January 2027, 14:00 in Bergen / 8:00 am in Detroit", "ok", "Inside"),
        ("Tuesday 12 January 2027, 23:30 in Bergen / 17:30 in Detroit", "stop", "outside"),
        ("Saturday 9 January 2027, 14:00 in Bergen (8:00 am in Detroit)", "stop", "outside"),
        ("Friday 26 March 2027, 10:00 in Bergen", "stop", "Good Friday"),
        ("Tuesday 12 January 2027: 17:30 in Detroit", "stop", "outside"),
        ("Tuesday 12 January 2027, 14:30–15:30 in Bergen", "stop", "lasts too long"),
        ("Tuesday 12 January 2027, 22:30 UTC", "stop", "outside"),
        ("12 January at 10 in Bergen", "ok", "Inside"),
        ("12 January at half past nine in the evening in Bergen", "stop", "outside"),
        ("Tuesday 12 January 2027\n23:30 in Bergen", "stop", "outside"),
        ("Tuesday 12 January 2027, 08:00 UTC - 09:00 UTC", "ok", "Inside"),
        ("Tuesday 15 June 2027 at 8:15 am ET", "ok", "Inside"),
        ("Tuesday 15 June 2027 at 9:15 am ET", "stop", "outside"),
        ("12 January, 23:30 in Bergen (UTC+1)\n12 January, 17:30 in Detroit (UTC−5)", "stop", "outside"),
    ],
)  # fmt: skip
def test_the_partners_school_hours_are_asked(said: str, level: str, why: str) -> None:
    (finding,) = of("school-hours", said)
    assert (finding.level, finding.known) == (level, True)
    assert why in finding.text


@pytest.mark.parametrize(
    "said",
    [
        "We can only do Tuesday 12 January at 9:00 am",
        "See you soon.",
        "Our school in Bergen opens at 8:00 on 12 January.",
        "On 12 January 2027 we wrote at 23:00 in Bergen.",
        "12 January 2027, 14:00 in Bergen / 9:00 am in Detroit",  # two times: which one?
        "31 February 2027, 23:30 in Bergen",
        "Tuesday 15 June 2027 at 22:00 CST",
        "Thursday 15 July 2027 at 22:00 CET",
        "Please answer until 8 January 2027, 18:00 in Bergen.",
        "The deadline for the grant is 12 January 2027 at 23:59 in Bergen.",
        "My flight lands in Bergen on 12 January 2027 at 21:40.",
        "The concert is on 12 January 2027 at 19:00 in Bergen.",
        "On 12 January 2027 we perform at five or six schools in Bergen.",
        "On 12 January 2027 we perform at 5 or 6 schools in Bergen.",
        "9999-12-31 at 16:00 UTC-12",
        "9999-12-31 at 23:00 in Bergen / 17:00 in Detroit",
        "0001-01-01 at 3:00 UTC+9",
        "0001-01-01 at 0:30",
    ],
)
def test_where_no_slot_is_meant_for_sure_the_rules_are_named(said: str) -> None:
    said_so = {each.rule: each for each in findings(said) if each.rule in ("school-hours", "own-hours")}
    assert len(said_so) == 2
    assert all(each.level == "ok" and not each.known for each in said_so.values())
    assert all("Could not tell" in each.text for each in said_so.values())


@pytest.mark.parametrize(
    ("language", "said", "level"),
    [
        ("en", "Wednesday 12 January 2027, 14:00 in Bergen", "stop"),
        ("en", "See you on Wednesday 12 January.", "stop"),  # the next one
        ("es", "Nos vemos el miércoles 12 de enero de 2027.", "stop"),
        ("fr", "Rendez-vous mercredi 12 janvier 2027.", "stop"),
        ("pt", "Nos vemos na quarta-feira, 12 de janeiro de 2027.", "stop"),
        ("en", "Tuesday 12 January 2027, 14:00 in Bergen", "ok"),
        ("es", "Nos vemos el martes 12 de enero de 2027.", "ok"),
    ],
)
def test_a_weekday_that_is_not_that_of_its_date_stops(language: str, said: str, level: str) -> None:
    (finding,) = of("both-times", said, language)
    assert finding.level == level
    assert ("put the day right" in finding.text) == (level == "stop")


def test_a_letter_that_gives_an_hour_has_to_say_that_another_will_do() -> None:
    rigid = BODIES["en"].replace(" We are flexible.", "")
    for said, body, level, known in (
        ("12/01 at 9:00", rigid, "advice", True),
        ("12/01 at 9:00", BODIES["en"], "ok", True),
        ("soon", rigid, "ok", False),
    ):
        draft = letter("en", body=body.replace("TIMES", said), slots=())
        (finding,) = [each for each in check(draft, HOME, KARI, NOW, UNKNOWN) if each.rule == "flexible"]
        assert (finding.level, finding.known) == (level, known)


@pytest.mark.parametrize("said", ["15 July 2027 at 9:00 ET", "12 January 2027 at 10:00 GMT-6"])
def test_an_hour_with_its_offset_does_say_on_whose_clock(said: str) -> None:
    assert all("on whose clock" not in each.text for each in of("both-times", said))


def test_our_own_hours_and_the_past_are_asked_too() -> None:
    assert [each.level for each in of("own-hours", "12 January 2027, 14:00 in Bergen")] == ["ok"]
    assert [each.level for each in of("own-hours", "12 January 2027, 08:00 in Bergen")] == ["advice"]
    assert [each.level for each in of("past", "12 January 2026, 14:00 in Bergen")] == ["stop"]


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("On 12 January we sing at 21:40 in Bergen. On 13 January 2027 we draw: 10:00 in Bergen", "advice"),
        ("On 12 January 2027 we sing at 21:40 in Bergen.", "stop"),  # the only time: which else is meant?
        ("We meet on 12 January at 21:40 in Bergen. On 13 January 2027 we draw: 10:00 in Bergen", "stop"),
        ("12 January 2027, 21:40 in Bergen\n13 January 2027, 10:00 in Bergen", "stop"),
        ("My flight lands on 12 January 2027, 21:40. Shall we meet on 13 January, 10:00 in Bergen?", "ok"),
        ("12 January 2027: 9:00 or 21:00 in Bergen", "stop"),
        ("13 January 2027 at 10:00 in Bergen, or 14 January 2027 at 20:00 in Bergen", "stop"),
    ],
)  # fmt: skip
def test_a_stop_is_sure_only_where_the_time_is_one_to_meet(said: str, level: str) -> None:
    (finding,) = of("school-hours", said)
    assert finding.level == level
    assert finding.text.startswith("If this is a time to meet: ") == (level == "advice")


def test_a_past_time_of_something_else_is_asked_about() -> None:
    said = "On 12 January 2026 we sing at 9:40 in Bergen. On 13 January 2027 we draw, 10:00 in Bergen."
    assert [each.level for each in of("past", said)] == ["advice"]


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("12 January 2027: 9:00 or 14:00 in Bergen", ["09:00 Europe/Oslo", "14:00 Europe/Oslo"]),
        ("12 January 2027: 09:00–10:00 UTC (10:00–11:00 in Bergen)", ["09:00 UTC"]),
        ("12 January 2027: 10:00 in Bergen (4:00 in Detroit) or 12:00 in Bergen", ["10:00", "12:00"]),
    ],
)
def test_or_parts_two_times(said: str, slots: list[str]) -> None:
    draft = letter("en", body=BODIES["en"].replace("TIMES", said), slots=())
    read = as_meant(Letter(draft, HOME, KARI, NOW, UNKNOWN)).draft.slots
    assert len(read) == len(slots)
    assert all(time in each.text() for each, time in zip(read, slots, strict=True))


def test_a_range_and_a_second_day_are_two_slots() -> None:
    said = "Tuesday 12 January 2027, 9:00–9:30 in Bergen\nWednesday 13 January 2027, 10:00 in Bergen"
    draft = letter("en", body=BODIES["en"].replace("TIMES", said), slots=())
    slots = as_meant(Letter(draft, HOME, KARI, NOW, UNKNOWN)).draft.slots
    assert [(each.text(), each.minutes) for each in slots] == [
        ("2027-01-12 09:00 Europe/Oslo", 30),
        ("2027-01-13 10:00 Europe/Oslo", 45),
    ]
