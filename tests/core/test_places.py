"""Places as values, and the gazetteer over a small world of its own."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.gazetteer import Gazetteer
from partnerdesk.core.places import Place, place_key

RESOURCES = Path(__file__).parents[2] / "resources" / "places"


def _build_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_places", RESOURCES / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = _build_script()

# name, ascii, alternates, country, region, zone, lat, lon, population
CITIES = [
    ["Saint Paul", "", "", "US", "US-MN", "America/Chicago", "44.944", "-93.093", "300000"],
    ["San", "", "", "ML", "", "Africa/Bamako", "13.3", "-4.9", "60000"],
    ["Santa Ana", "", "", "SV", "", "America/El_Salvador", "13.99", "-89.56", "200000"],
    ["Santa Fe", "", "", "AR", "", "America/Argentina/Cordoba", "-31.6", "-60.7", "490000"],
    ["Zagreb", "", "Sanograd|Sánograd", "HR", "", "Europe/Zagreb", "45.8", "15.9", "700000"],
    ["York", "", "", "GB", "", "Europe/London", "53.9", "-1.0", "150000"],
    ["Toronto", "", "York", "CA", "", "America/Toronto", "43.7", "-79.4", "2700000"],
    [
        "Mexico City",
        "",
        "CDMX|Ciudad de México|Mexico",
        "MX",
        "MX-CMX",
        "America/Mexico_City",
        "19.4",
        "-99.1",
        "9",
    ],
    ["Ji’an", "", "", "CN", "", "Asia/Shanghai", "27.1", "114.9", "0"],
]
COUNTRIES = (
    "alpha2\talpha3\ten\tes\tfr\tpt\tdial\tweekend\tlanguages\tzones\talso\n"
    "US\tUSA\tUnited States\tEstados Unidos\tÉtats-Unis\tEstados Unidos\t+1\t56\ten\t"
    "America/New_York|America/Chicago\tEE. UU.\n"
    "IN\tIND\tIndia\tIndia\tInde\tÍndia\t+91\t6\thi|en\tAsia/Kolkata\t\n"
    "EG\tEGY\tEgypt\tEgipto\tÉgypte\tEgito\t+20\t45\tar\tAfrica/Cairo\t\n"
    "MX\tMEX\tMexico\tMéxico\tMexique\tMéxico\t+52\t56\tes\tAmerica/Mexico_City|America/Hermosillo\t\n"
    "TT\tTTO\tTrinidad & Tobago\tTrinidad y Tobago\tTrinité-et-Tobago\tTrinidad e Tobago\t+1868\t56\ten\t\t\n"
)
REGIONS = (
    "code\tname\tenglish\tzones\n"
    "US-MN\tMinnesota\t\tAmerica/Chicago\n"
    "US-MI\tMichigan\t\tAmerica/Detroit|America/Menominee\n"
    "MX-CMX\tCiudad de México\tMexico City\tAmerica/Mexico_City\n"
    "MX-SON\tSonora\t\tAmerica/Hermosillo\n"
    "IN-XX\tNowhere\t\t\n"
)


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer(BUILD.cities_file(CITIES), COUNTRIES, REGIONS)


HERMOSILLO = Place("Hermosillo", "MX-SON", "Sonora", "MX", "America/Hermosillo")


def test_a_place_is_true_when_it_says_anything() -> None:
    assert not Place()
    assert Place(zone="Asia/Tokyo")
    assert HERMOSILLO


def test_a_contact_without_place_is_where_its_organisation_is() -> None:
    assert Place().or_else(HERMOSILLO) == HERMOSILLO
    assert HERMOSILLO.or_else(Place()) == HERMOSILLO


def test_an_own_zone_stays_when_the_place_is_inherited() -> None:
    inherited = Place(zone="America/Tijuana").or_else(HERMOSILLO)
    assert inherited == Place("Hermosillo", "MX-SON", "Sonora", "MX", "America/Tijuana")


def test_a_missing_zone_is_taken_from_the_same_country_only() -> None:
    assert Place(city="Caborca", country="MX").or_else(HERMOSILLO).zone == "America/Hermosillo"
    assert Place(city="Toledo", country="ES").or_else(HERMOSILLO) == Place(city="Toledo", country="ES")
    assert Place(country="MX", region="MX-BCN").or_else(HERMOSILLO).zone == ""


def test_exact_before_main_name_before_alternate_and_then_by_population(world: Gazetteer) -> None:
    assert [city.name for city in world.complete("san")] == ["San", "Santa Fe", "Santa Ana", "Zagreb"]


def test_countries_in_the_book_come_first_within_their_kind(world: Gazetteer) -> None:
    names = [city.name for city in world.complete("san", first=["SV", "HR"])]
    assert names == ["San", "Santa Ana", "Santa Fe", "Zagreb"]


def test_a_city_is_listed_once_with_the_spelling_that_was_met(world: Gazetteer) -> None:
    assert [(city.name, city.matched) for city in world.complete("sanog")] == [("Zagreb", "Sanograd")]
    assert [(city.name, city.matched) for city in world.complete("cd")] == [("Mexico City", "CDMX")]
    assert world.complete("CIUDAD de mexico")[0].matched == "Ciudad de México"


def test_completion_can_be_limited_and_narrowed(world: Gazetteer) -> None:
    assert len(world.complete("sa", limit=2)) == 2
    assert world.complete("sa", limit=0) == []
    assert [city.name for city in world.complete("sa", country="US")] == ["Saint Paul"]
    assert world.complete("sa", country="XX") == []


def test_what_follows_a_comma_narrows_by_region_or_country(world: Gazetteer) -> None:
    assert [city.name for city in world.complete("sa, minn")] == ["Saint Paul"]
    assert [city.name for city in world.complete("sa, US")] == ["Saint Paul"]
    assert world.complete("Mexico City, Ciudad de México, Mexico")[0].name == "Mexico City"
    assert world.complete("san,") == world.complete("san")


def test_fewer_than_two_letters_complete_nothing(world: Gazetteer) -> None:
    assert world.complete("s") == world.complete("") == world.complete(" ' ") == []


def test_apostrophes_do_not_matter(world: Gazetteer) -> None:
    for text in ("jian", "Ji'an", "ji’an", "JIAN"):
        assert [city.name for city in world.complete(text)] == ["Ji’an"]


@given(st.text())
def test_any_text_can_be_completed(text: str) -> None:
    world = Gazetteer(BUILD.cities_file(CITIES), COUNTRIES, REGIONS)
    for city in world.complete(text):
        assert place_key(city.matched).startswith(place_key(text.partition(",")[0]))


def test_find_takes_the_most_populous_but_trusts_main_names(world: Gazetteer) -> None:
    york = world.find("york")
    assert york is not None
    assert york.country == "GB"
    old_name = world.find("York", country="CA")
    assert old_name is not None
    assert (old_name.name, old_name.matched) == ("Toronto", "York")


def test_find_wants_the_whole_name_and_heeds_country_and_region(world: Gazetteer) -> None:
    assert world.find("Saint") is None
    assert world.find("") is None
    assert world.find("Saint Paul", country="MX") is None
    assert world.find("Saint Paul", country="US", region="US-MI") is None
    found = world.find("saint paul", country="US", region="US-MN")
    assert found is not None
    assert (found.zone, found.population, found.lat, found.lon) == (
        "America/Chicago",
        300000,
        44.944,
        -93.093,
    )


def test_a_found_city_makes_a_place_and_a_label(world: Gazetteer) -> None:
    city = world.find("cdmx")
    assert city is not None
    assert world.place(city) == Place(
        "Mexico City", "MX-CMX", "Ciudad de México", "MX", "America/Mexico_City"
    )
    assert world.label(city) == "Mexico City, Ciudad de México, Mexico"
    plain = world.find("San")
    assert plain is not None
    assert world.label(plain) == "San"  # neither region nor country are in this small world


@pytest.mark.parametrize("text", ["MX", "mex", "México", "mexico", "Mexique", " MEXICO "])
def test_countries_are_known_by_code_and_by_name_in_four_languages(world: Gazetteer, text: str) -> None:
    found = world.country_named(text)
    assert found is not None
    assert found.alpha2 == "MX"


def test_further_names_and_spellings_of_countries(world: Gazetteer) -> None:
    for text, code in (("ee uu", "US"), ("Trinidad and Tobago", "TT"), ("trinidad & tobago", "TT")):
        found = world.country_named(text)
        assert found is not None
        assert found.alpha2 == code
    assert world.country_named("Atlantis") is None
    assert world.country_named("") is None


def test_weekends_are_days_counted_from_monday(world: Gazetteer) -> None:
    weekends = {land.alpha2: land.weekend for land in world.countries()}
    assert weekends["IN"] == {6}
    assert weekends["EG"] == {4, 5}
    assert weekends["US"] == {5, 6}


def test_regions_are_known_by_name_and_code(world: Gazetteer) -> None:
    for text in ("Michigan", "michigan", "MI", "us-mi"):
        found = world.region_named(text, "US")
        assert found is not None
        assert found.code == "US-MI"
    english = world.region_named("mexico city", "MX")
    assert english is not None
    assert english.name == "Ciudad de México"
    assert world.region_named("Michigan", "MX") is None


def test_without_a_country_only_names_and_full_codes_tell_a_region(world: Gazetteer) -> None:
    for text in ("sonora", "MX-SON"):
        found = world.region_named(text)
        assert found is not None
        assert found.code == "MX-SON"
    assert world.region_named("SON") is None
    assert world.region_named("") is None


def test_the_zones_of_a_region_or_else_of_the_country(world: Gazetteer) -> None:
    assert world.zones("US", "US-MI") == ("America/Detroit", "America/Menominee")
    assert world.zones("US") == ("America/New_York", "America/Chicago")
    assert world.zones("US", "MX-SON") == ("America/New_York", "America/Chicago")
    assert world.zones("IN", "IN-XX") == ("Asia/Kolkata",)
    assert world.zones("XX") == ()


def test_lists_are_in_the_order_of_names(world: Gazetteer) -> None:
    assert [land.alpha2 for land in world.countries()] == ["EG", "IN", "MX", "TT", "US"]
    assert [region.code for region in world.regions("US")] == ["US-MI", "US-MN"]
    assert world.regions("XX") == []


def test_a_place_is_found_by_its_names_in_other_languages(world: Gazetteer) -> None:
    words = world.place_words(Place("CDMX", "MX-CMX", "Ciudad de México", "MX", "America/Mexico_City"))
    for word in ("Mexique", "MX", "MX-CMX", "Mexico City", "Ciudad de México"):
        assert word in words
    assert world.place_words(Place()) == ""
    assert "Estados Unidos" in world.place_words(Place(city="Nowhere at all", country="US"))


@pytest.mark.parametrize("spoilt", [slice(0, 0), slice(1, None), slice(0, -1), slice(0, 99)])
def test_another_file_is_refused(spoilt: slice) -> None:
    with pytest.raises(ValueError, match="file of cities"):
        Gazetteer(BUILD.cities_file(CITIES)[spoilt], COUNTRIES, REGIONS)


def test_the_shipped_files_are_what_the_tables_give(shared: Path, tmp_path: Path) -> None:
    BUILD.build(shared / "places", tmp_path)
    for name in ("cities.bin", "countries.tsv", "regions.tsv", "world.json"):
        assert (tmp_path / name).read_bytes() == (RESOURCES / name).read_bytes(), name
