"""Answers without what they quote and sign with, and what they lean to."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.replies import leaning, own_words, shortened


@pytest.mark.parametrize(
    "tail",
    [
        "-- \nElena Ruiz\nEscuela Normal",
        "On Mon, 1 Mar 2027 at 10:00, Ana Lee <ana@example.org> wrote:\n> Dear Elena",
        "El lun, 1 mar 2027 a las 10:00, Ana Lee (<ana@example.org>)\nescribió:\n\n> Hola",
        "Le lun. 1 mars 2027 à 10:00, Ana Lee <ana@example.org> a écrit :\n> Bonjour",
        "Em seg., 1 de mar. de 2027 às 10:00, Ana Lee <ana@example.org> escreveu:\n> Olá",
        "-----Original Message-----\nFrom: Ana Lee\nSent: Monday",
        "-----Mensaje original-----\nDe: Ana",
        "________________________________\nFrom: Ana Lee",
        "De: Ana Lee <ana@example.org>\nEnviado: lunes, 1 de marzo\nPara: Elena",
        "Sent from my phone",
        "> Dear Elena\n> would you",
    ],
)
def test_what_is_quoted_or_signed_is_left_out(tail: str) -> None:
    assert own_words(f"Sí, con gusto.\nEl martes.\n\n{tail}") == "Sí, con gusto.\nEl martes."


def test_an_answer_below_the_quote_is_found() -> None:
    text = "On Monday, Ana Lee wrote:\n> Dear Elena\n> would you\n\nYes, gladly."
    assert own_words(text).endswith("Yes, gladly.")
    assert "would you" not in own_words(text)


def test_nothing_but_a_quote_stays_whole() -> None:
    assert own_words("> only this") == "> only this"


@given(st.text(max_size=300))
def test_something_is_left_of_every_text(text: str) -> None:
    assert bool(own_words(text)) == bool(text.strip())


def test_hostile_texts_are_bounded() -> None:
    for text in ("On " * 100_000, "From: " + "x" * 200_000, "_" * 200_000, "On x\n" * 50_000, ">" * 200_000):
        began = time.perf_counter()
        own_words(text)
        assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("text", "towards"),
    [
        ("Yes, Tuesday works for us.", "agreed"),
        ("Sí, con mucho gusto.", "agreed"),
        ("Oui, volontiers !", "agreed"),
        ("Sim, aceitamos.", "agreed"),
        ("Unfortunately we have no time this year.", "declined"),
        ("Lamentablemente no podemos participar.", "declined"),
        ("Malheureusement, c'est impossible.", "declined"),
        ("Infelizmente não podemos.", "declined"),
        ("Yes, but unfortunately not in March.", ""),
        ("Yes, could it be later?", ""),
        ("Claro que no.", ""),
        ("Encantada de recibir su carta, pero este año no será.", ""),
        ("Gladly, but not this year.", ""),
        ("Nobody agreed to it.", ""),
        ("Yes! I cannot wait to start.", "agreed"),
        ("Si les parece, hablamos en mayo.", ""),
        ("Thank you for your letter.", ""),
        ("We have to cancel the meeting. Sorry!", "off"),
        ("Tenemos que cancelar la reunión del 1 de diciembre.", "off"),
        ("Malheureusement nous devons annuler.", "off"),
        ("Nous devons la reporter.", "off"),
        ("Infelizmente temos de adiar a chamada.", "off"),
        ("We cannot make it: could we do one hour later?", "off"),
        ("¿Podríamos buscar otra fecha?", "off"),
        ("No hay que cancelar nada.", ""),
        ("We do not want to cancel it.", ""),
        ("We report on rivers, and another day is fine, too.", ""),
        ("De acuerdo, el lunes 21 a las 10:00 está perfecto.", "agreed"),
        ("Parfait !", "agreed"),
        ("Yes, 18 March at 13:00 suits us. The concert of last week had to be cancelled.", "agreed"),
        ("Perfect, see you on 18 March at 13:00. The postponed concert is the day after.", "agreed"),
        ("De acuerdo, el 18 de marzo. El concierto de ayer fue cancelado.", "agreed"),
        ("18 March at 13:00 is fine with us. Could we find another date for the second one?", ""),
        ("Yes, we got your letter of 5 March. We have to cancel.", "off"),
        ("Yes, 18 March would suit us. But the meeting has to be postponed.", "off"),
        ("Yes, of 18 March we know. It was cancelled.", "off"),
        ("Yes, gladly! The concert is off, we need another day.", "off"),
        ("Oui, le 18 mars convient. Nous devons annuler la rencontre.", "off"),
        ("", ""),
    ],
)
def test_a_leaning_is_seen_only_where_nothing_speaks_against_it(text: str, towards: str) -> None:
    assert leaning(text) == towards


def test_a_line_is_cut_between_words() -> None:
    assert shortened("one two  three\nfour", 12) == "one two…"
    assert shortened("one\ntwo", 12) == "one two"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"
