"""Times in what people write: read where they can be told, and left alone where they cannot."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnerdesk.core.saidtimes import names_more, said_times
from partnerdesk.core.times import Slot

PUEBLA = "America/Mexico_City"
MONDAY = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


def said(text: str) -> list[str]:
    slots = said_times(text, PUEBLA, MONDAY, elsewhere=["Springfield"])
    return [f"{slot.wall:%Y-%m-%d %H:%M}" for slot in slots]


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("Would Tuesday at 10:00 work?", "2027-03-02 10:00"),
        ("We could meet on Tuesday, 16 March 2027, at 10:00.", "2027-03-16 10:00"),
        ("On March 16th at 3 p.m. we could", "2027-03-16 15:00"),
        ("10:30 am on 16 March suits us", "2027-03-16 10:30"),
        ("2027-03-16 10:00", "2027-03-16 10:00"),
        ("16/03/2027, 10:00", "2027-03-16 10:00"),
        ("3/16/2027 10:00", "2027-03-16 10:00"),
        ("El martes a las 10 nos viene bien.", "2027-03-02 10:00"),
        ("El martes 16 de marzo de 2027 a las 10:00 horas", "2027-03-16 10:00"),
        ("el miércoles 17 a las 9:30", "2027-03-17 09:30"),
        ("mardi à 10h30", "2027-03-02 10:30"),
        ("Le mardi 16 mars à 10 heures nous convient", "2027-03-16 10:00"),
        ("Proponho quinta-feira, 18 de março, às 9h30.", "2027-03-18 09:30"),
        ("terça-feira às 10h", "2027-03-02 10:00"),
        ("Tuesday\n10:00", "2027-03-02 10:00"),
        ("Mardi 16 mars à 10h30 est possible pour nous.", "2027-03-16 10:30"),
        ("Le mardi 16 mars à 10h30 et nous serons 20.", "2027-03-16 10:30"),
        ("Tuesday 16 March from 10 to 11 am.", "2027-03-16 10:00"),
        ("at 10 a.m. on Tuesday", "2027-03-02 10:00"),
        ("in class 7 - 10:00 on Tuesday", "2027-03-02 10:00"),
        ("Form 8 a 10:00 Tuesday", "2027-03-02 10:00"),
        ("Tuesday 16 March, 10–11h.", "2027-03-16 10:00"),
        ("Tuesday 16 March, from 11 to 1 pm", "2027-03-16 11:00"),
        ("Tuesday 16 March, from 1 to 2 pm", "2027-03-16 13:00"),
        ("el martes 16 de marzo de 9 a 10 h", "2027-03-16 09:00"),
        ("mardi 16 mars de 10 à 11h", "2027-03-16 10:00"),
        ("el martes 16 de marzo a las 9 y media de la mañana", "2027-03-16 09:30"),
        ("terça-feira às 3 e meia da tarde", "2027-03-02 15:30"),
        ("mardi à 10 heures et quart", "2027-03-02 10:15"),
        ("el martes a las 8 de la noche", "2027-03-02 20:00"),
        ("Tuesday at 2.30 pm our time?", "2027-03-02 14:30"),
        ("tirsdag? Tuesday at 13.15", "2027-03-02 13:15"),
        ("Tuesday at 10:00 in Mexico City", "2027-03-02 10:00"),
        ("Next 5 January at 10:00", "2028-01-05 10:00"),
    ],
)
def test_a_day_with_its_time(text: str, wall: str) -> None:
    assert said(text) == [wall]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes, gladly!",
        "Tuesday would be good",  # no time
        "at 10:00",  # no day
        "at 3 on Friday",  # morning or afternoon?
        "03/04/2027 10:00",  # March or April?
        "Wednesday, 16 March 2027, 10:00",  # that is a Tuesday
        "Tuesday 17 at 10:00, 25:00 or 10:75",  # no such Tuesday soon
        "31 February at 10:00",
        "I cannot meet on Tuesday at 10:00.",
        "Lamentablemente no podemos el martes a las 10:00.",
        "mardi à 10h30, c'est impossible",
        "Tuesday at 10:00 your time",
        "Tuesday 10:00 EST",
        "Tuesday at 10:00 ET works",
        "Tuesday 16 March, 10:00 in Detroit",
        "Tuesday 16 March, 10:00 Chicago time",
        "el martes a las 12:00 en Springfield",
        "Any day but Tuesday 16 March at 10:00",
        "Tuesday 16 March does not work at 10:00",
        "We do not have class on Tuesday at 10:00.",
        "Tuesday 16 March at 10:00 is a holiday here.",
        "Not before 10:00 on Tuesday",
        "On Tuesday our school closes at 12:00.",
        "We are 20 out of 25 at 10:00.",
        "el martes a las 10 menos cuarto",
        "Tuesday at 10 or 11 am",
        "el martes a las 12 de la noche",
        "On Tuesday 16 March at 2 p.m. we cannot meet.",
        "El martes a las 2 p. m. no podemos.",
        "Tuesday at 10 a.m. your time",
        "el martes a las 10:00 hora de ustedes",
        "16 March 2025 at 10:00",  # gone by
        "On Tuesday we have a visit of the ministry for a very long time, but call me at 10:00",
        "4 April 2027 02:30 is fine in 2021",
    ],
)
def test_what_cannot_be_told_is_left_alone(text: str) -> None:
    assert said(text) == [] or "02:30" in text


def test_an_end_gives_the_length() -> None:
    (slot,) = said_times("Jueves 18 de marzo, de 11:00 a 11:30", PUEBLA, MONDAY)
    assert (f"{slot.wall:%d %H:%M}", slot.minutes) == ("18 11:00", 30)
    (slot,) = said_times("On Thursday 18 March from 10 to 11 am", PUEBLA, MONDAY)
    assert (f"{slot.wall:%d %H:%M}", slot.minutes) == ("18 10:00", 60)


def test_several_in_order_each_once_three_at_the_most() -> None:
    text = "Tuesday 10:00, Thursday 11:00 or Tuesday at 10:00.\n- Friday 9:00\n- Friday 12:00"
    assert said(text) == ["2027-03-02 10:00", "2027-03-04 11:00", "2027-03-05 09:00"]


def test_a_sentence_that_says_no_does_not_hide_the_next() -> None:
    assert said("I cannot on Tuesday at 10:00. Thursday at 11:00 is fine.") == ["2027-03-04 11:00"]


def test_a_slot_as_we_write_it_keeps_its_own_zone() -> None:
    slots = said_times("Proposed: 2027-03-16 10:00 America/Hermosillo", PUEBLA, MONDAY)
    assert slots == (Slot.parse("2027-03-16 10:00 America/Hermosillo"),)


def test_an_hour_that_the_clocks_skip_is_not_proposed() -> None:
    assert said_times("14 March 2027 at 2:30", "America/Detroit", MONDAY) == ()


@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    said_times(text, PUEBLA, MONDAY)


PIECES = "tuesday 16 march at 10 : 00 h pm , - / el martes a las de 2027 ."


@given(st.lists(st.sampled_from([*PIECES.split(), "\n"])))
@example(["tuesday", "tuesday", "16", "march", "at", "10"])
def test_nor_do_pieces_of_times(parts: list[str]) -> None:
    for slot in said_times(" ".join(parts), PUEBLA, MONDAY):
        assert slot.start > MONDAY


FIRST, LAST = map(datetime.fromisoformat, ("2027-03-02", "2028-02-28"))


@given(st.datetimes(FIRST, LAST), st.sampled_from(["en", "es", "fr", "pt"]))
def test_what_our_own_letters_say_is_read_back(moment: datetime, language: str) -> None:
    from partnerdesk.core.wording import date_words

    wall = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    link = {"en": ",", "es": ",", "fr": " à", "pt": ", às"}[language]
    text = f"{date_words(wall.date(), language)}{link} {wall:%H:%M}"
    assert said_times(text, "UTC", MONDAY) == (Slot(wall, "UTC"),)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Tuesday 16 March at 10:00 suits us.", False),
        ("Tuesday 16 March from 10:00 to 11:00.", False),
        ("Tuesday 16 March at 10:00. That is 13:00 your time.", False),
        ("On Tuesday 16 March at 10:00, and we are 25 in class.", False),
        ("The 16th works, but half past one would be better. Or Wednesday 17 March, 1:30 pm?", True),
        ("10 de março às 9h ou 11 às 10h.", False),
        ("Tuesday 16 March at 10:00; on other days at 11:00.", True),
    ],
)
def test_that_a_letter_names_more_times_than_are_read_is_seen(text: str, more: bool) -> None:
    written = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
    assert names_more(text, "America/Hermosillo", written) is more


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10 de março às 9h ou 11 às 10h.", ["2027-03-10 09:00", "2027-03-11 10:00"]),
        ("El 16 de marzo a las 10:00 o el 17 a las 11:00.", ["2027-03-16 10:00", "2027-03-17 11:00"]),
        ("March 16 at 10:00 or the 18th at 9:30.", ["2027-03-16 10:00", "2027-03-18 09:30"]),
        ("Le 16 mars à 10h et le 31 à 9h.", ["2027-03-16 10:00", "2027-03-31 09:00"]),
        ("16 February 2028 at 10:00 or the 30th at 9:30.", ["2028-02-16 10:00"]),
    ],
)
def test_a_second_day_of_the_same_month_needs_no_month(text: str, days: list[str]) -> None:
    assert said(text) == days
