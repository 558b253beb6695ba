"""The outlines of the world, and where on them parties are."""

import json
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from partnerdesk.core.places import Place
from partnerdesk.desk import contacts, holidays, listing, world
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import gazetteer, locate
from partnerdesk.paths import resource


def holds(country: str, spot: tuple[float, float]) -> bool:
    """Whether a spot lies in a country's outlines, by the winding rule they are filled with."""
    x, y = spot[0] * 100, spot[1] * 100
    turns = 0
    for ring in world.world().lands[country]:
        points = list(zip(ring[::2], ring[1::2], strict=True))
        for (x1, y1), (x2, y2) in pairwise(points):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                turns += 1 if y2 > y1 else -1
    return turns != 0


@pytest.mark.parametrize(
    ("city", "country"),
    [("Puebla", "MX"), ("Moscow", "RU"), ("Kyiv", "UA"), ("Nairobi", "KE"), ("Kyoto", "JP"), ("Perth", "AU")],
)
def test_cities_lie_in_their_own_country(city: str, country: str) -> None:
    spot = world.spot_of(locate(city, country))
    assert spot is not None
    assert [code for code in world.world().lands if holds(code, spot)] == [country]


@pytest.mark.parametrize("spot", [(34.10, 44.95), (35.3, 45.2), (33.6, 45.2)])
def test_crimea_is_coloured_with_the_country_of_its_code(spot: tuple[float, float]) -> None:
    assert holds("UA", spot)
    assert not holds("RU", spot)


def test_no_border_is_drawn_between_crimea_and_the_rest_of_its_country() -> None:
    drawn = [line for line in world.world().borders if any(3344 <= x <= 3486 for x in line[::2])]
    points = {point for line in drawn for point in zip(line[::2], line[1::2], strict=True)}
    assert not points & {(3370, 4622), (3441, 4600), (3473, 4597)}


def test_a_hole_in_a_country_is_not_of_that_country() -> None:
    assert holds("LS", (28.2, -29.6))
    assert not holds("ZA", (28.2, -29.6))


def test_lines_are_whole_pairs_within_the_map_and_no_coast_runs_where_the_sheet_is_cut() -> None:
    whole = world.world()
    for line in [*whole.coasts, *whole.borders, *(ring for rings in whole.lands.values() for ring in rings)]:
        assert len(line) % 2 == 0
        assert all(abs(x) <= 18000 for x in line[::2])
        assert all(abs(y) <= 9000 for y in line[1::2])
    for line in whole.coasts:
        for first, second in zip(line[::2], line[2::2], strict=False):
            assert not abs(first) == abs(second) == 18000


def test_every_country_where_somebody_lives_is_somewhere() -> None:
    nowhere = {
        land.name for land in gazetteer().countries() if world.spot_of(Place(country=land.alpha2)) is None
    }
    assert nowhere <= {"Bouvet Island", "Heard & McDonald Islands"} | {
        land.name for land in gazetteer().countries() if land.alpha2 in ("GS", "IO", "UM", "TF", "PN", "AQ")
    }


def test_a_place_that_is_in_no_list_lies_at_its_zones_city_or_in_its_country() -> None:
    far = Place("Two Rivers Crossing", "MX-SON", "Sonora", "MX", "America/Hermosillo")
    assert world.spot_of(far) == world.spot_of(locate("Hermosillo", "MX"))
    assert world.spot_of(Place("Nowhere", country="KE")) == world.spot_of(Place(country="KE"))
    assert world.spot_of(Place()) is None


def test_pins_gather_people_by_place_and_say_who_is_in_school(book: Book) -> None:
    puebla = locate("Puebla", "MX")
    for name in ("Elena", "Tomás"):
        contacts.add(book, name=name, place=puebla)
    contacts.add(book, name="Aiko", place=locate("Kyoto", "JP"))
    contacts.add(book, name="Nobody knows where")
    rows = listing.rows(book, listing.find(book))
    tuesday = datetime(2026, 12, 8, 15, 0, tzinfo=UTC)  # 09:00 in Puebla, midnight in Japan
    found = world.pins(rows, tuesday)
    assert [(pin.place, pin.in_session, pin.closed) for pin in found] == [
        ("Puebla, Mexico", 2, 0),
        ("Kyoto, Japan", 0, 1),
    ]
    assert found[0].names == ("Elena", "Tomás")
    assert f"{found[0].local:%H:%M}" == "09:00"
    assert found[0].country == "MX"


def test_nobody_is_in_school_on_a_public_holiday_of_the_place(book: Book) -> None:
    contacts.add(book, name="Elena", place=locate("Puebla", "MX"))
    rows = listing.rows(book, listing.find(book))
    for day, inside in ((15, 0), (16, 1)):  # Benito Juárez's birthday, and a Tuesday like others
        at = datetime(2027, 3, day, 16, 0, tzinfo=UTC)
        holidays.learn([("MX", "MX-PUE")], at.date(), 60)
        found = world.pins(rows, at)
        assert [pin.in_session for pin in found] == [inside]


def test_holidays_are_not_worked_out_for_the_map_but_asked_for(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holidays, "_found", {})
    contacts.add(book, name="Elena", place=locate("Puebla", "MX"))
    contacts.add(book, name="Aiko", place=locate("Kyoto", "JP"))
    rows = listing.rows(book, listing.find(book))
    holiday = datetime(2027, 3, 15, 16, 0, tzinfo=UTC)  # 10:00 in Puebla, the night in Kyoto
    unsure: dict[tuple[str, str], None] = {}
    world.pins(rows, holiday, unsure=unsure)
    assert list(unsure) == [("MX", "MX-PUE")]
    assert not holidays.are_at_hand("MX", "MX-PUE", holiday.date())
    assert holidays.learn(unsure, holiday.date(), 60)
    unsure.clear()
    assert [pin.in_session for pin in world.pins(rows, holiday, unsure=unsure)] == [0, 0]
    assert not unsure


def test_the_file_is_small_enough_to_be_read_at_once() -> None:
    text = resource("places", "world.json").read_text()
    assert len(text) < 250_000
    assert set(json.loads(text)) == {"lands", "coasts", "borders", "points"}
