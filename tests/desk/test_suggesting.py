"""A country that a card does not say may follow from its city, a number or an address."""

from __future__ import annotations

import pytest

from partnerdesk.core.cards import Card
from partnerdesk.core.places import Place
from partnerdesk.desk.fitting import Fitted, fit, with_country
from partnerdesk.desk.suggesting import suggested


@pytest.mark.parametrize(
    ("number", "address", "meant"),
    [
        ("+52 222 555 0199", "", ("MX", "+52")),
        ("00351 22 555 0100", "", ("PT", "+351")),
        ("+1 313 555 0100", "", ("", "")),  # a score of countries share it
        ("222 555", "ana@escola.pt", ("PT", ".pt")),
        ("", "ana@school.ac.uk", ("GB", ".uk")),
        ("", "ana@start.io", ("", "")),
        ("", "ana@school.org", ("", "")),
    ],
)
def test_numbers_and_addresses_suggest_a_country(number: str, address: str, meant: tuple[str, str]) -> None:
    phones = ((number, ""),) if number else ()
    assert suggested(phones, ((address, ""),) if address else ()) == meant


@pytest.mark.parametrize(
    ("card", "meant"),
    [
        (Card(name="Ana", city="Puebla"), ("MX", "Puebla")),
        (Card(name="Ana", city="Valencia"), ("", "")),  # of Spain, or of Venezuela
        (Card(name="Ana", city="Tepoztlán"), ("", "")),  # not that large
        (Card(name="Ana", city="Paris", country="Narnia"), ("", "")),
        (Card(name="Ana", city="Paris", region="Somewhere"), ("", "")),
        (Card(name="Ana", city="Paris", phones=(("+52 222 555 0199", ""),)), ("FR", "Paris")),
        (Card(name="Ana", city="Guadalajara", phones=(("+34 949 555 01", ""),)), ("ES", "+34")),
        (Card(name="Ana", city="Guadalajara", phones=(("+52 33 555 0199", ""),)), ("MX", "Guadalajara")),
        (Card(name="Ana", city="Paris", emails=(("ana@escola.pt", ""),)), ("FR", "Paris")),
        (Card(name="Ana", city="Paris", settled=True), ("", "")),
    ],
)
def test_a_large_city_of_its_own_name_suggests_a_country(card: Card, meant: tuple[str, str]) -> None:
    fitted = fit(card)
    assert isinstance(fitted, Fitted)
    assert fitted.place == Place(card.city, region_name=card.region)
    assert (fitted.guess, fitted.why) == meant


def test_the_country_that_a_city_suggests_gives_region_and_zone_when_it_is_taken() -> None:
    fitted = fit(Card(name="Ana", city="Puebla"))
    assert isinstance(fitted, Fitted)
    taken = with_country(fitted, fitted.guess)
    assert taken.place == Place("Puebla", "MX-PUE", "Puebla", "MX", "America/Mexico_City")
    assert (taken.guess, taken.why) == ("MX", "Puebla")
