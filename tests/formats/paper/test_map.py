"""The map of a cover: the country in its box, towns named where nothing is in the way."""

import itertools

import pytest
from PySide6.QtCore import QRectF

from partnerdesk.formats.paper.map import MapDrawing
from partnerdesk.formats.paper.type import MILLIMETRE, Page, Type
from partnerdesk.formats.paper.values import Look, MapPicture, Spot

pytestmark = pytest.mark.usefixtures("qapp")

FRAME = QRectF(500, 500, 170 * MILLIMETRE, 70 * MILLIMETRE)
LAND = ((0, 4000, 1000, 4000, 1000, 5000, 0, 5000, 0, 4000),)
FAR = ((9000, 4000, 9100, 4000, 9100, 4100, 9000, 4100, 9000, 4000),)


def drawn(picture: MapPicture) -> Page:
    page = Page(10_000, 14_000, Look())
    MapDrawing(picture, Type(Look()), FRAME).put(page)
    return page


def named(page: Page) -> list[tuple[QRectF, str]]:
    kind = Type(page.look)
    return [
        (QRectF(x, y - 0.86 * kind.height(style), kind.advance(style, text), kind.height(style)), text)
        for style, texts in page.texts.items()
        for x, y, text in texts
    ]


def test_towns_are_named_inside_the_map_and_not_over_each_other() -> None:
    spots = tuple(Spot(f"Town {n} of the Long Name", 1 + n % 8, 41 + n // 8, 1 + n % 3) for n in range(48))
    names = named(drawn(MapPicture(LAND, (), (), spots)))
    assert len(names) > 5
    assert any(text.endswith("(3)") for _, text in names)
    assert all(FRAME.contains(box) for box, _ in names)
    assert not any(a.intersects(b) for (a, _), (b, _) in itertools.combinations(names, 2))


def test_an_island_far_away_makes_nothing_smaller() -> None:
    near, with_island = (drawn(MapPicture(land, (), ())) for land in (LAND, LAND + FAR))
    first, second = (page.shapes[2].path.elementAt(1).x for page in (near, with_island))
    assert first == pytest.approx(second)


@pytest.mark.parametrize("side", [1, -1])
def test_a_town_beyond_the_180th_meridian_is_near(side: int) -> None:
    """As Waitangi on the Chatham Islands is to New Zealand, and Attu to Alaska."""
    west, east = sorted((side * 16600, side * 17800))
    land = (west, -4000, east, -4000, east, -3400, west, -3400, west, -4000)
    beyond = (-side * 17700, -4000, -side * 17600, -4000, -side * 17600, -3900, -side * 17700, -4000)
    spots = (Spot("Here", side * 172.0, -37), Spot("Beyond", -side * 176.5, -39.5))
    page = drawn(MapPicture((land, beyond), (beyond,), (beyond,), spots))
    assert {text for _, text in named(page)} == {"Here", "Beyond"}
    at = {text: box.center().x() for box, text in named(page)}
    assert (at["Beyond"] - at["Here"]) * side > FRAME.width() / 20
    main = page.shapes[2].path.toSubpathPolygons()[0].boundingRect()
    assert main.height() > FRAME.height() / 3
    for shape in (page.shapes[1], page.shapes[3]):  # neighbours and coasts there are seen, too
        assert FRAME.intersects(shape.path.boundingRect())


def test_a_country_without_an_outline_on_both_sides_is_not_round_the_globe() -> None:
    page = drawn(MapPicture((), (), (), (Spot("West", 173.0, 1.4), Spot("East", -171.0, -3.0)), (-170.0, 0)))
    assert {text for _, text in named(page)} == {"West", "East"}
    at = {text: box.center().x() for box, text in named(page)}
    assert at["West"] < at["East"]


def test_a_country_too_small_for_an_outline_is_in_the_middle() -> None:
    page = drawn(MapPicture((), (), (), (Spot("Singapore", 103.85, 1.29),), (103.85, 1.29)))
    ((box, text),) = named(page)
    assert text == "Singapore"
    assert abs(box.center().y() - FRAME.center().y()) < 2 * MILLIMETRE


def test_the_land_keeps_its_shape() -> None:
    """At 45 degrees north a degree of longitude is 0.7 of one of latitude."""
    (west, south), (east, north) = (
        (at.x, at.y) for at in (drawn(MapPicture(LAND, (), ())).shapes[2].path.elementAt(n) for n in (0, 2))
    )
    assert abs(east - west) / abs(north - south) == pytest.approx(0.707, abs=0.01)
