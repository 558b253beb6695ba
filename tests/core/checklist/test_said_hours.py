"""Hours that the text says in its own words: right ones pass, wrong ones never do."""

from datetime import UTC, datetime
from time import process_time

import pytest

from partnerdesk.core.checklist.clocks import clocks
from partnerdesk.core.times import Slot
from tests.core.checklist.parties import BODIES, found, letter
from tests.core.checklist.said import ASIDE, NOON, RIGHT, WRONG

NOW = datetime(2027, 2, 20, tzinfo=UTC)


def rows(table: dict[str, dict[Slot, tuple[str, ...]]]) -> list[tuple[str, Slot, str]]:
    return [
        (each, slot, said) for each, of in table.items() for slot, all_said in of.items() for said in all_said
    ]


def levels(language: str, slot: Slot, sentence: str) -> set[str]:
    body = BODIES[language].replace("TIMES", f"TIMES\n\n{sentence}")
    draft = letter(language, body=body, slots=[slot])
    return {each.level for each in found("both-times", draft, now=NOW)}


def test_there_are_many_of_each() -> None:
    for table in (RIGHT, WRONG):
        assert all(sum(map(len, of.values())) >= 30 for of in table.values())


@pytest.mark.parametrize(("language", "slot", "sentence"), rows(RIGHT))
def test_a_right_hour_and_what_is_none_pass(language: str, slot: Slot, sentence: str) -> None:
    assert levels(language, slot, sentence) == {"ok"}


@pytest.mark.parametrize(("language", "slot", "sentence"), rows(WRONG))
def test_a_wrong_hour_never_passes(language: str, slot: Slot, sentence: str) -> None:
    assert "ok" not in levels(language, slot, sentence)


@pytest.mark.parametrize(("language", "sentence"), [(each, said) for each in ASIDE for said in ASIDE[each]])
def test_an_hour_of_something_else_is_never_a_wall(language: str, sentence: str) -> None:
    assert "stop" not in levels(language, NOON, sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We meet in my office at 11:00 in Puebla on 16 March."),
        ("es", "Nos vemos el martes 16 de marzo a las 10 en Detroit."),
        ("es", "El martes 16 de marzo, a las 12 en Puebla (10 en Detroit)."),
        ("en", "See you on 16 March at half past twelve, Puebla time."),
        ("fr", "Le mardi 16 mars à 15 heures et demie, heure de Puebla."),
        ("pt", "Na terça-feira, 16 de março, às dez e meia em Puebla."),
        ("en", "That is at 17:00 UTC."),
    ],
)
def test_a_wrong_hour_with_its_day_or_offset_stops(language: str, sentence: str) -> None:
    slot = Slot.parse("2027-03-16 10:00 America/Mexico_City")
    assert levels(language, slot, sentence) == {"stop"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "See you first thing on Tuesday."),
        ("en", "We meet after lunch on 16 March."),
        ("es", "Nos vemos a primera hora."),
        ("es", "Nos vemos el martes después del recreo."),
        ("fr", "Rendez-vous en fin de matinée."),
        ("fr", "On se retrouve à l’heure habituelle."),
        ("pt", "Nos vemos no meio da manhã."),
        ("pt", "Nos encontramos depois do recreio."),
    ],
)
def test_an_hour_that_nobody_can_read_for_sure_is_asked_about(language: str, sentence: str) -> None:
    slot = Slot.parse("2027-03-16 10:00 America/Mexico_City")
    body = BODIES[language].replace("TIMES", f"TIMES\n\n{sentence}")
    (finding,) = found("both-times", letter(language, body=body, slots=[slot]), now=NOW)
    assert finding.level == "advice"
    assert "could not be read" in finding.text


@pytest.mark.parametrize(
    ("said", "hour", "minute", "either"),
    [
        ("a las 10 de la noche", 22, 0, False),
        ("a las 12 de la noche", 0, 0, False),
        ("at 12 a.m.", 0, 0, False),
        ("at 12 p.m.", 12, 0, False),
        ("at twenty-five to one your time", 0, 35, True),
        ("un cuarto para la una.", 0, 45, True),
        ("à minuit moins le quart", 23, 45, False),
        ("à vingt heures", 20, 0, False),
        ("às vinte e uma horas", 21, 0, False),
        ("dez para o meio-dia.", 11, 50, True),
        ("at 9.05 p.m.", 21, 5, False),
        ("kl 10h05", 10, 5, False),
    ],
)
def test_an_hour_in_words_is_read(said: str, hour: int, minute: int, either: bool) -> None:
    (clock,) = clocks(said)
    assert (clock.hour, clock.minute, clock.either) == (hour, minute, either)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("We were at 10:00 in Puebla, once in Detroit.", [10]),
        ("A las 10:00 en Puebla, once en Detroit.", [10, 11]),
        ("We play at four or five schools.", []),
        ("At ten or eleven in Puebla.", [10, 11]),
        ("At ten and then we sing.", [10]),
        ("At two and a half metres.", []),
        ("We are at one with you.", []),
        ("Cantamos a las cinco o seis escuelas.", []),
        ("From 10:00 to 10:45 UTC", [10, 10]),
    ],
)
def test_a_number_of_things_is_no_hour(said: str, hours: list[int]) -> None:
    assert [each.hour for each in clocks(said)] == hours


@pytest.mark.parametrize(
    "said", ["10:00 ", "midi et ", "a las 10 en P", "10 in A", "10:00 UTC ", "half ", "as 10 ", "2 h "]
)
def test_a_long_line_of_hours_is_read_at_once(said: str) -> None:
    line = (said * 18_000)[:18_000]
    begun = process_time()  # of this process alone: about 0.05 s, and 3 s where each hour looks at all others
    clocks(line)
    assert process_time() - begun < 0.5


def test_times_are_looked_for_in_the_first_hundred_thousand_letters() -> None:
    plain = "Hello there you all, dear friends.\n"
    for many, level in ((20, "stop"), (4000, "ok")):
        body = BODIES["en"].replace(
            "TIMES", f"TIMES\n\n{plain * many}\nWe meet on 16 March, 11:00 in Puebla."
        )
        (finding,) = found("both-times", letter(body=body, slots=[NOON]), now=NOW)
        assert finding.level == level
