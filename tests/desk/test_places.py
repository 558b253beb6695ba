"""Places made of what the user typed, over the gazetteer that is shipped."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.places import Place, place_key
from partnerdesk.desk.places import ZoneChoice, gazetteer, label, locate, read_gazetteer
from partnerdesk.errors import BadInput, PartnerDeskError


def test_a_known_city_gives_region_country_and_zone() -> None:
    assert locate("hermosillo") == Place("Hermosillo", "MX-SON", "Sonora", "MX", "America/Hermosillo")
    assert locate("Detroit", "US") == Place("Detroit", "US-MI", "Michigan", "US", "America/Detroit")


@pytest.mark.parametrize(
    ("typed", "city", "zone"),
    [
        ("CDMX", "CDMX", "America/Mexico_City"),
        ("nyc", "NYC", "America/New_York"),
        ("münchen", "München", "Europe/Berlin"),
        ("Munich", "Munich", "Europe/Berlin"),
        ("sao paulo", "São Paulo", "America/Sao_Paulo"),
    ],
)
def test_a_city_is_known_by_its_names_and_abbreviations(typed: str, city: str, zone: str) -> None:
    place = locate(typed)
    assert (place.city, place.zone) == (city, zone)


def test_the_bigger_city_is_meant_unless_country_or_region_say_otherwise() -> None:
    assert locate("Portland").region == "US-OR"
    assert locate("Portland", region="Maine").region == "US-ME"
    assert locate("Córdoba", "Spain").country == "ES"
    assert locate("Cordoba").country == "AR"


def test_the_city_of_a_state_with_several_zones_needs_no_question() -> None:
    assert locate("Chihuahua", "MX").zone == "America/Chihuahua"
    assert locate("Ciudad Juárez", "MX").zone == "America/Ciudad_Juarez"
    assert locate("Marquette", "US", "Michigan").zone == "America/Detroit"


def test_an_unknown_town_in_a_state_of_several_zones_is_asked_about() -> None:
    with pytest.raises(ZoneChoice) as chihuahua:
        locate("Cusárare", "MX", "Chihuahua")
    assert chihuahua.value.zones == ("America/Chihuahua", "America/Ciudad_Juarez", "America/Ojinaga")
    assert chihuahua.value.place == Place("Cusárare", "MX-CHH", "Chihuahua", "MX")
    assert chihuahua.value.field == "zone"
    with pytest.raises(
        ZoneChoice,
        match=r"Michigan has several time zones\. Say which one: America/Detroit, America/Menominee",
    ):
        locate("Wallace", country="US", region="US-MI")
    with pytest.raises(ZoneChoice, match="United States has several time zones"):
        locate(country="US")


def test_a_zone_given_by_the_user_wins() -> None:
    assert locate("Wallace", "US", "MI", "America/Menominee").zone == "America/Menominee"
    assert locate("Detroit", "US", zone="America/Chicago").zone == "America/Chicago"
    assert locate(country="Brazil", zone="America/Manaus") == Place(country="BR", zone="America/Manaus")


def test_a_village_nobody_lists_works_with_country_region_and_zone() -> None:
    assert locate("Villa Inventada", "México", "Sonora") == Place(
        "Villa Inventada", "MX-SON", "Sonora", "MX", "America/Hermosillo"
    )
    assert locate("Villa Inventada", "MX", "Costa de Nadie", "America/Tijuana") == Place(
        "Villa Inventada", "", "Costa de Nadie", "MX", "America/Tijuana"
    )
    assert locate("Nigdzie Wielkie", "PL") == Place("Nigdzie Wielkie", "", "", "PL", "Europe/Warsaw")
    assert locate("Nigdzie Wielkie", zone="Europe/Warsaw") == Place("Nigdzie Wielkie", zone="Europe/Warsaw")


def test_a_city_may_carry_its_region_behind_a_comma() -> None:
    assert locate("Portland, Maine") == locate("Portland", "US", "ME")
    assert locate("detroit, MI", "US").city == "Detroit"
    for shown in map(label, gazetteer().complete("mexico", limit=20)):
        assert label_of(shown) == shown


def label_of(shown: str) -> str:
    found = gazetteer().find(shown)
    return label(found) if found else ""


def test_a_city_of_another_country_is_not_moved_there() -> None:
    assert locate("Hermosillo", "Poland") == Place("Hermosillo", "", "", "PL", "Europe/Warsaw")


def test_a_region_alone_tells_its_country() -> None:
    assert locate(region="MX-SON") == Place("", "MX-SON", "Sonora", "MX", "America/Hermosillo")
    assert locate(region="bavaria").country == "DE"


def test_one_odd_place_does_not_make_a_country_of_two_zones() -> None:
    assert locate(country="India").zone == "Asia/Kolkata"
    assert locate(country="UK").zone == "Europe/London"


def test_nothing_typed_is_no_place() -> None:
    assert locate() == Place()
    assert locate(" ", "\t") == Place()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"country": "Atlantis"}, "country"),
        ({"city": "Detroit", "zone": "America/Detriot"}, "zone"),
        ({"city": "Detroit", "zone": "EST"}, "zone"),
        ({"city": "Villa Inventada"}, "city"),
        ({"region": "Costa de Nadie"}, "region"),
        ({"country": "MX", "region": "MX-QQQ"}, "region"),
        ({"country": "MX", "region": "US-MI"}, "region"),
        ({"country": "Bouvet Island"}, "zone"),
    ],
)
def test_what_cannot_be_placed_is_refused_with_its_field(typed: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        locate(**typed)
    assert refused.value.field == field
    assert refused.value.hint


def test_completion_shows_region_and_country() -> None:
    assert label(gazetteer().complete("hermos")[0]) == "Hermosillo, Sonora, Mexico"
    assert [label(city) for city in gazetteer().complete("paris, tex")] == ["Paris, Texas, United States"]
    assert gazetteer().complete("santi", first=["ES"])[0].name == "Santiago de Compostela"


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_can_be_completed_and_found(text: str) -> None:
    asked = place_key(text.partition(",")[0])
    for city in gazetteer().complete(text):
        assert place_key(city.matched).startswith(asked)
    city = gazetteer().find(text)
    assert city is None or place_key(city.matched) in (place_key(text), asked)


@given(st.tuples(*[st.sampled_from("abcdefghijklmnopqrstuvwxyz")] * 2).map("".join))
def test_two_letters_are_enough_and_the_order_is_as_promised(text: str) -> None:
    found = gazetteer().complete(text, limit=30)
    kinds = [
        0 if place_key(city.matched) == text else 1 if place_key(city.name).startswith(text) else 2
        for city in found
    ]
    assert kinds == sorted(kinds)
    for kind in (1, 2):
        people = [city.population for city, own in zip(found, kinds, strict=True) if own == kind]
        assert people == sorted(people, reverse=True)


def test_weekends_follow_the_country() -> None:
    for code, weekend in (("IN", {6}), ("EG", {4, 5}), ("MX", {5, 6})):
        country = gazetteer().country(code)
        assert country is not None
        assert country.weekend == weekend


def test_every_zone_of_every_place_can_be_loaded() -> None:
    zones = {zone for land in gazetteer().countries() for zone in land.zones}
    zones |= {
        zone
        for land in gazetteer().countries()
        for one in gazetteer().regions(land.alpha2)
        for zone in one.zones
    }
    assert len(zones) > 400
    for zone in sorted(zones):
        assert ZoneInfo(zone).key == zone
        assert locate("Nowhere at all", "GB", zone=zone).zone == zone  # and no other name is put in its place


def test_every_country_is_known_by_all_its_own_names() -> None:
    for land in gazetteer().countries():
        for name in (land.alpha2, land.alpha3, *land.names.values(), *land.also):
            assert gazetteer().country_named(name) == land, name


def test_every_region_is_known_by_its_code() -> None:
    for land in gazetteer().countries():
        for region in gazetteer().regions(land.alpha2):
            assert gazetteer().region_named(region.code) == region
            assert gazetteer().region_named(region.name, land.alpha2) is not None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Deutschland", "DE"), ("Polen", "PL"), ("Frankreich", "FR"), ("Mexiko", "MX"), ("Slowakei", "SK"),
        ("Griechenland", "GR"), ("Ελλάδα", "GR"), ("Россия", "RU"), ("Magyarország", "HU"), ("日本", "JP"),
        ("ไทย", "TH"), ("مصر", "EG"), ("ישראל", "IL"), ("Suomi", "FI"), ("Sverige", "SE"), ("Türkiye", "TR"),
        ("Italia", "IT"), ("Nederland", "NL"), ("中国", "CN"), ("대한민국", "KR"), ("भारत", "IN"),
        ("Norge", "NO"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_name_in_any_language(name: str, code: str) -> None:
    land = gazetteer().country_named(name)
    assert land is not None
    assert land.alpha2 == code


def test_no_city_or_common_word_is_a_country() -> None:
    for word in ("Hermosillo", "School", "Georgia State", "x", "-"):
        assert gazetteer().country_named(word) is None


def test_missing_or_foreign_data_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PartnerDeskError, match="list of places cannot be read"):
        read_gazetteer(tmp_path)
    for name in ("cities.bin", "countries.tsv", "regions.tsv", "country_names.tsv"):
        (tmp_path / name).write_text("something else")
    with pytest.raises(PartnerDeskError, match="not a file of cities"):
        read_gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("city", "country", "there"),
    [("Springfield", "US", ["Missouri", "Massachusetts"]), ("San José", "MX", ["Tlaxcala", "Zacatecas"])],
)
def test_a_name_that_several_places_have_is_asked_about(city: str, country: str, there: list[str]) -> None:
    with pytest.raises(BadInput) as caught:
        locate(city, country)
    assert caught.value.field == "city"
    assert all(name in caught.value.message for name in there)
    assert "region" in caught.value.hint


def test_the_region_or_the_zone_tells_namesakes_apart_and_small_ones_are_not_meant() -> None:
    assert locate("Springfield", "US", "MA").zone == "America/New_York"
    assert locate("Springfield", "US", zone="America/Chicago").region == "US-MO"
    assert locate("Paris").country == "FR"
    assert locate("Detroit", "US").region == "US-MI"


def test_a_slip_of_the_pen_is_met_with_the_name_that_was_meant() -> None:
    with pytest.raises(BadInput, match="Did you mean Hermosillo"):
        locate("Hermosilo", "MX")


def test_weekends_that_cldr_has_not_are_those_of_the_country() -> None:
    weekends = {land.alpha2: land.weekend for land in gazetteer().countries()}
    assert weekends["BD"] == weekends["DJ"] == weekends["MV"] == {4, 5}
    assert weekends["BN"] == {4, 6}
    assert weekends["NP"] == {5}
