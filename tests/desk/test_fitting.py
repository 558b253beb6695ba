"""What a file says of a person fits the book, and is still what the file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerdesk.core.cards import Card
from partnerdesk.core.places import Place
from partnerdesk.desk import fitting, imports, typed
from partnerdesk.desk.fitting import Fitted, fit
from tests.formats.cards import expected


def place(**words: str) -> Place:
    fitted = fit(Card(name="Ana", **words))  # type: ignore[arg-type]
    assert isinstance(fitted, Fitted)
    return fitted.place


@pytest.mark.parametrize(
    ("words", "code", "region", "zone"),
    [
        ({"country": "Alemania", "city": "München"}, "DE", "DE-BY", "Europe/Berlin"),
        (
            {"country": "États-Unis", "region": "Michigan", "city": "Detroit"},
            "US",
            "US-MI",
            "America/Detroit",
        ),
        ({"country": "Brasil", "region": "SP"}, "BR", "BR-SP", "America/Sao_Paulo"),
        ({"city": "Puebla"}, "", "", ""),
        ({"city": "Hermosillo", "region": "Sonora"}, "MX", "MX-SON", "America/Hermosillo"),
        ({"region": "Sonora"}, "MX", "MX-SON", "America/Hermosillo"),
        ({"country": "MEX"}, "MX", "", ""),
        ({"city": "Nowhere", "country": "SN"}, "SN", "", "Africa/Dakar"),
    ],
)
def test_words_become_the_folder_and_the_zone(
    words: dict[str, str], code: str, region: str, zone: str
) -> None:
    found = place(**words)
    assert (found.country, found.region, found.zone) == (code, region, zone)


def test_what_names_several_places_is_kept_as_it_is_said() -> None:
    assert place(city="Springfield", country="US") == Place("Springfield", country="US")
    assert place(city="Springfield", country="Narnia").country == ""


def test_beside_a_country_that_is_not_understood_nothing_is_concluded() -> None:
    assert place(city="Paris", country="Narnia") == Place("Paris")
    assert place(city="Paris", region="Île-de-France", country="Narnia") == Place(
        "Paris", region_name="Île-de-France"
    )


def test_a_fax_stands_after_what_can_be_rung() -> None:
    numbers = (("+43 1 999", "work fax"), ("+43 1 234", "work"), ("+43 1 888", "Fax privat"), ("+43 1 5", ""))
    fitted = fit(Card(name="Ana", phones=numbers))
    assert isinstance(fitted, Fitted)
    assert [label for _, label in fitted.card.phones] == ["work", "", "work fax", "Fax privat"]
    ours = fit(Card(name="Ana", phones=numbers, settled=True))
    assert isinstance(ours, Fitted)
    assert ours.card.phones == numbers  # what we wrote comes back as it was


def test_a_number_that_a_spreadsheet_has_rounded_is_none() -> None:
    fitted = fit(Card(name="Ana", phones=(("5.26622E+11", ""), ("+43 1 5", ""))))
    assert isinstance(fitted, Fitted)
    assert fitted.card.phones == (("+43 1 5", ""),)
    assert fitted.card.notes == "Phone: 5.26622E+11 (a spreadsheet has left out the last digits)"


def digits(number: str) -> str:
    """Return what is dialled: of ``tel:`` links without their parameters."""
    return "".join(filter(str.isalnum, number.lower().removeprefix("tel:").split(";")[0].split(" ext")[0]))


def test_real_people_keep_their_name_and_their_first_address_and_number(shared: Path) -> None:
    wrong, count = [], 0
    for family in ("vcard", "ldif", "csv"):
        for path, kind, people, name, mail, phone in expected(shared, family):
            if not people or not (name or mail or phone) or kind in {"csv-dialect", "vcard-fuzz"}:
                continue
            cards = [
                each for each in imports.look(shared / "corpora" / path).cards() if isinstance(each, Card)
            ]
            card = next(each.card for each in map(fit, cards) if isinstance(each, Fitted))
            first = card.phones[0][0] if card.phones else ""
            count += 1
            kept = (
                not name or card.name == name,
                not mail or (card.emails and card.emails[0][0].casefold() == mail.casefold()),
                not phone or digits(phone) == digits(first) or phone in card.notes,
            )
            if not all(kept):
                wrong.append((path, name, mail, phone, card.name, card.emails[:1], first))
    assert len(wrong) <= count / 100, wrong


def test_a_tag_with_a_comma_is_kept_as_it_was_in_the_notes() -> None:
    fitted = fit(Card(name="Ana", tags=("film, art", "choir")))
    assert isinstance(fitted, Fitted)
    assert fitted.card.tags == ("choir", "film art")
    assert fitted.card.notes == "Tag: film, art"


@pytest.mark.parametrize("place", ["d{}s.9", "{}", "x.{}"])
def test_addresses_with_accents_are_taken_for_plain_only_where_every_checker_leaves_them_as_they_are(
    place: str,
) -> None:
    written = [f"{place.format(chr(code))}@example.net" for code in range(0xA0, 0x180)]
    plain = [each for each in written if fitting.is_plain_email(((each, ""),))]
    assert len(plain) > 180
    assert [typed.email(each) for each in plain] == plain
