"""The times that the text gives are compared with the slots."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.core.checklist import Known
from partnerdesk.core.checklist.sentences import pieces
from partnerdesk.core.drafting import local_times
from partnerdesk.core.times import Slot
from tests.core.checklist.parties import BODIES, ELENA, HOME, SLOT, found, letter, level, mended

SECOND = Slot.parse("2027-03-18 09:00 America/Mexico_City")


@pytest.mark.parametrize("language", [*BODIES, "de", "ja"])
@pytest.mark.parametrize("whose", [0, 1])
def test_an_edited_hour_is_found_and_put_right(language: str, whose: int) -> None:
    draft = letter(language, body=BODIES.get(language, "Elena\n\nTIMES\n\nAna Lee"))
    right = local_times(SLOT, HOME, ELENA, language)[whose]
    old, new = (("10:00", "11:00"), ("12:00", "15:00"))[whose]
    wrong = replace(draft, body=draft.body.replace(right, right.replace(old, new)))
    (finding,) = found("both-times", wrong)
    assert finding.level == "stop"
    assert right.replace(old, new) in finding.text
    assert finding.place
    assert wrong.body[finding.place.start : finding.place.end] == right.replace(old, new)
    assert mended(wrong, finding).body == draft.body


@pytest.mark.parametrize("language", BODIES)
def test_an_edited_date_is_found_and_put_right(language: str) -> None:
    draft = letter(language, slots=[SLOT, SECOND])
    right = local_times(SECOND, HOME, ELENA, language)[0]
    wrong = replace(draft, body=draft.body.replace(right, right.replace("18", "19")))
    (finding,) = found("both-times", wrong)
    assert finding.level == "stop"
    assert mended(wrong, finding).body == draft.body


def test_a_wrong_offset_is_found() -> None:
    draft = letter()
    wrong = replace(draft, body=draft.body.replace("UTC−4", "UTC−5"))
    (finding,) = found("both-times", wrong)
    assert finding.level == "stop"
    assert mended(wrong, finding).body == draft.body


def test_a_second_wrong_time_beside_the_right_ones_is_found() -> None:
    body = BODIES["en"].replace("TIMES", "TIMES\n\nSo: Tuesday, 16 March 2027, 11:00 in Puebla.")
    (finding,) = found("both-times", letter(body=body))
    assert finding.level == "stop"
    assert "11:00 in Puebla" in finding.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Our school in Detroit opens at 08:00.",
        "From 10:00 to 10:45 in Puebla on 16 March.",
        "On 16 March it is 12:00 in Detroit when it is 10:00 in Puebla.",
        "Puebla has 3 rivers.",
    ],
)
def test_other_hours_and_the_same_time_again_are_no_fault(sentence: str) -> None:
    body = BODIES["en"].replace("TIMES", f"TIMES\n\n{sentence}")
    assert level("both-times", letter(body=body)) == "ok"


def test_times_that_are_missing_are_put_in() -> None:
    draft = letter(slots=[SLOT, SECOND])
    without = replace(draft, body=letter(body=BODIES["en"].replace("TIMES", "")).body)
    stops = found("both-times", without)
    assert [each.level for each in stops] == ["stop", "stop"]
    assert level("both-times", mended(without, stops[0])) == "ok"


hours, quarters = st.integers(0, 23), st.sampled_from([0, 15, 30, 45])


@settings(deadline=None)  # the first letters of a language load its words
@given(
    hours,
    st.sampled_from([0, 15, 30, 45]),
    hours,
    st.sampled_from([0, 15, 30, 45]),
    st.sampled_from([*BODIES]),
)
def test_any_hour_but_the_right_one_stops(
    hour: int, minute: int, other: int, other_minute: int, language: str
) -> None:
    slot = Slot.parse(f"2027-03-16 {hour:02d}:{minute:02d} America/Mexico_City")
    edited = Slot.parse(f"2027-03-16 {other:02d}:{other_minute:02d} America/Mexico_City")
    draft = letter(language, slots=[slot])
    right, wrong = (local_times(each, HOME, ELENA, language)[0] for each in (slot, edited))
    changed = replace(draft, body=draft.body.replace(right, wrong))
    assert level("both-times", changed) == ("ok" if edited == slot else "stop")


UNKNOWN = Known(slots_known=False)


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("10:00 no Recife (UTC−3) / 08:00 em Detroit (UTC−4)", "stop"),
        ("10:00 no Recife (UTC−3)\n09:00 em Detroit (UTC−4)", "ok"),
        ("10:00 in Recife (UTC-3)\n08:00 (8:00 am) in Detroit (UTC-4)", "stop"),
        ("10:00–10:45 in Recife (UTC−3)\n9:00 am in Detroit (UTC−4)", "ok"),
        ("We open at 7:30 and meet at 10:00 (UTC−3), 9:00 in Detroit (UTC−4)", "ok"),
        ("23:30 in Detroit (UTC−4)\n9:00 in Kochi (UTC+5:30)", "ok"),
        ("10:00 in London (UTC)\n8:00 pm in Sydney (UTC+10)", "ok"),
        ("10:00 in London (UTC)\n8:00 am in Sydney (UTC+10)", "stop"),
        ("10:00 in Recife (UTC−3)", "ok"),
    ],
)
def test_two_times_of_a_text_that_are_not_one_moment_stop(said: str, level: str) -> None:
    draft = letter("en", body=BODIES["en"].replace("TIMES", said), slots=())
    (finding,) = found("both-times", draft, known=UNKNOWN)
    assert (finding.level, finding.known) == (level, level == "stop")
    if level == "stop":
        assert finding.place
        assert draft.body[finding.place.start : finding.place.end] == said


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("Tuesday 12 January 2027, 13:30 in Puebla / 14:30 in Detroit", "ok"),
        ("Tuesday 12 January 2027, 13:30 in Puebla / 15:30 in Detroit", "stop"),
        ("Tuesday 12 January 2027, 2:30 pm in Detroit (1:30 pm in Puebla)", "ok"),
        ("Tuesday 12 January 2027, 1:30 pm in Detroit (2:30 pm in Puebla)", "stop"),
        ("12 January 2027, 13:30–14:15 in Puebla, 14:30–15:15 in Detroit", "ok"),
        ("12 January 2027, 13:00–14:00 in Puebla, 15:00–16:00 in Detroit", "stop"),
        ("Puebla 13:30, Detroit 14:30 on 12 January 2027", "ok"),
        ("12 January 2027, 13:30 in Puebla\n14:30 in Detroit", "ok"),
        ("12 January 2027, 13:30 in Puebla\n13 January 2027, 00:30 in Detroit", "stop"),
        ("16 March 2027, 23:30 in Puebla / 01:30 in Detroit", "ok"),  # another day, and summer time there
        ("16 March 2027, 23:30 in Puebla / 00:30 in Detroit", "stop"),
        ("Our day begins at 7:30. 12 January 2027: 13:30 in Puebla, 14:30 in Detroit", "ok"),
    ],
)
def test_two_clocks_of_a_text_that_are_not_one_moment_stop(said: str, level: str) -> None:
    draft = letter("en", body=BODIES["en"].replace("TIMES", said), slots=())
    (finding,) = found("both-times", draft, known=UNKNOWN)
    assert (finding.level, finding.known) == (level, True)
    if level == "stop":
        assert finding.place
        assert draft.body[finding.place.start : finding.place.end] == said
        assert "\n" not in finding.text


@pytest.mark.parametrize(
    "said",
    [
        "13:30 in Puebla / 15:30 in Detroit",  # no day: which offset?
        "12 January 2027, 13:30 in Puebla",
        "We can only do Tuesday 12 January at 9:00 am",
        "12 January 2027 in Puebla and Detroit at 13:30",
    ],
)
def test_where_there_are_no_two_clocks_to_compare_nothing_is_told(said: str) -> None:
    draft = letter("en", body=BODIES["en"].replace("TIMES", said), slots=())
    (finding,) = found("both-times", draft, known=UNKNOWN)
    assert (finding.level, finding.known) == ("ok", False)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "See you at 3 pm in Puebla on Tuesday 16 March."),
        ("en", "It is 10:00 in Puebla and 7:00 in Detroit."),
        ("es", "Nos vemos a las 3 de la tarde en Puebla, el martes 16 de marzo."),
        ("fr", "À 3 h de l'après-midi à Puebla, mardi 16 mars."),
        ("pt", "Às 3 da tarde em Puebla, terça-feira, 16 de março."),
        ("en", "Tue 16 Mar 15:00 Puebla"),
        ("en", "Wed 16 Mar 2027"),
        ("en", "Is that correct? Tuesday 16 March at 15:00 in Puebla."),
        ("fr", "Le mardi 16 mars à 15h00 à Puebla ; corrigez mon erreur au besoin."),
        ("en", "See you on Mar. 16 at 15:00, Puebla time."),
        ("es", "Nos vemos el 16 de mar. a las 15:00 en Puebla."),
        ("en", "See you at noon, Puebla time, on March 16."),
        ("es", "Nos vemos a mediodía en Puebla, el 16 de marzo."),
        ("fr", "À midi à Puebla, le 16 mars."),
        ("en", "See you on Wednesday 16 March 2027."),
        ("en", "See you on Friday, March 16."),
        ("es", "Nos vemos el lunes 16 de marzo."),
        ("fr", "À lundi 16 mars !"),
        ("en", "See you on March 16 at 12:00 in Puebla (10:00 in Detroit)."),
        ("en", "See you on Tuesday 16 March at 12 pm in Puebla, 10 am in Detroit."),
        ("en", "Puebla 12:00, Detroit 10:00"),
        ("en", "In Puebla at 12:00, 10:00 in Detroit."),
        ("es", "El 16 de marzo, a las 12:00 en Puebla (10:00 en Detroit)."),
    ],
)
def test_a_sentence_that_says_another_hour_or_weekday_is_found(language: str, sentence: str) -> None:
    body = BODIES[language].replace("TIMES", f"TIMES\n\n{sentence}")
    (finding,) = found("both-times", letter(language, body=body))
    assert finding.level == "stop"
    assert finding.place
    text = letter(language, body=body).body
    said = text[finding.place.start : finding.place.end]
    assert said in sentence
    assert said in [sentence, *(each.strip() for _, each in pieces(text))]  # a whole sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "See you at 10 am in Puebla on Tuesday 16 March."),
        ("en", "It is 10:00 in Puebla and 12:00 in Detroit."),
        ("en", "It is 10 a.m. in Puebla and 12 noon for us."),
        ("en", "See you at noon, Detroit time, on March 16."),
        ("en", "Tue 16 Mar 10:00 Puebla"),
        ("en", "See you on March 16 at 10:00 am in Puebla (12:00 in Detroit)."),
        ("en", "Puebla 10:00, Detroit 12:00"),
        ("en", "Detroit: 12:00, Puebla: 10:00"),
        ("en", "In Puebla at 10:00, 12:00 in Detroit."),
        ("en", "See you on Tuesday!"),
        ("en", "The session has two parts: 10:00-10:20 and 10:20-10:45."),
        ("en", "See you on 2027-03-16 at 12:00."),
        ("en", "Our spring break is 22 to 26 March."),
        ("en", "We cannot meet on Wednesday."),
        ("fr", "Mais à Puebla les cours commencent à 8h00, je crois."),
        ("fr", "À Detroit, nos élèves rentrent à la maison à 15h00."),
        ("en", "Maybe 11:00 in Puebla suits you better?"),
        ("es", "En Detroit la mayoría llega a las 8:00."),
        ("pt", "Em Detroit a maioria chega às 8:00."),
        ("en", "Our Tuesday club would show its photographs until 17 March."),
        ("en", "We met on Monday 16 February."),
        ("en", "The pictures hang in our school from Thursday 15 April."),
        ("en", "The time in my letter was wrong: 11:00 in Puebla on 16 March."),
        ("en", "We could also meet on Thursday at 11:00."),
        ("en", "Our school opens on Thursday at 8:00."),
        ("es", "Nos vemos el martes a las 10:00 en Puebla."),
        ("fr", "Nous nous retrouvons mardi à 12 h."),
        ("pt", "Nos vemos na terça-feira, 16 de março, às 12:00."),
        ("es", "Nos vemos el mar 16 a las 10:00 en Puebla."),
        ("fr", "Nos élèves de Puebla travaillent l’après-midi, le 16 mars à 10 h."),
        ("es", "Nos vemos a las 10 de la mañana en Puebla, el martes 16 de marzo."),
        ("en", "We met on 15 April 2026 at 09:00 in Detroit."),
        ("en", "Could you tell us by Monday, 1 March?"),
        ("fr", "Le 1er mars est un lundi."),
    ],
)
def test_a_sentence_that_says_the_same_or_something_else_is_let_be(language: str, sentence: str) -> None:
    body = BODIES[language].replace("TIMES", f"TIMES\n\n{sentence}")
    now = datetime(2027, 2, 20, tzinfo=UTC)
    (finding,) = found("both-times", letter(language, body=body), now=now)
    assert finding.level == "ok"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "See you on Wednesday 17 March 2027."),
        ("en", "See you on 17 March!"),
        ("en", "See you on Wednesday at 12:00 in Detroit."),
        ("en", "The call begins on 2027-03-17 at 12:00."),
        ("en", "See you at 3 pm in Puebla."),
        ("es", "Nos vemos el miércoles."),
        ("fr", "Nous nous retrouvons jeudi à 12 h."),
        ("pt", "A reunião começa às 15:00."),
    ],
)
def test_another_day_or_hour_to_meet_is_asked_about(language: str, sentence: str) -> None:
    draft = letter(language, body=BODIES[language].replace("TIMES", f"TIMES\n\n{sentence}"))
    (finding,) = found("both-times", draft, now=datetime(2027, 2, 20, tzinfo=UTC))
    assert finding.level == "advice"
    assert finding.place
    assert draft.body[finding.place.start : finding.place.end] == sentence


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The pictures hang in our school from Friday 15 January.", "ok"),
        ("The pictures hang in our school from Thursday 15 January.", "stop"),
        ("We met on Thursday 15 January.", "ok"),
        ("Or Friday 15 January at 23:00 in Puebla.", "stop"),
        ("Or 15 January at 23:00 in Puebla.", "stop"),
    ],
)
def test_a_date_without_its_year_is_the_next_one_or_the_last_one(sentence: str, level: str) -> None:
    body = BODIES["en"].replace("TIMES", f"TIMES\n\n{sentence}")
    draft = letter(body=body, slots=[Slot.parse("2026-12-15 10:00 America/Mexico_City")])
    (finding,) = found("both-times", draft, now=datetime(2026, 11, 22, tzinfo=UTC))
    assert finding.level == level


@pytest.mark.parametrize(("city", "level"), [("Mexico City", "ok"), ("Cidade do México", "ok")])
def test_a_city_is_known_by_its_own_name_and_by_the_letters(city: str, level: str) -> None:
    elena = replace(ELENA, place=replace(ELENA.place, city="Mexico City"))
    theirs, ours = local_times(SLOT, HOME, elena, "pt")
    assert "às 10:00 na Cidade do México (UTC−6)" in theirs
    typed = theirs.replace("na Cidade do México", f"em {city}")
    body = BODIES["pt"].replace("TIMES", f"{typed}\n{ours}")
    (finding,) = found("both-times", letter("pt", body=body), contact=elena)
    assert finding.level == level
    wrong = body.replace("10:00", "11:00")
    (finding,) = found("both-times", letter("pt", body=wrong), contact=elena)
    assert (finding.level, city in finding.text) == ("stop", True)
