"""The world on paper: inside its width, its marks where the places are, and said without colours."""

from datetime import date

import pytest

from partnerdesk.core.schoolyear import YearWeek
from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.sheetframe import Sheets
from partnerdesk.formats.paper.type import POINT, Page, Type
from partnerdesk.formats.paper.values import (
    Column,
    Frame,
    Group,
    Look,
    Table,
    WorldPicture,
    WorldSpot,
    YearPicture,
)
from partnerdesk.formats.paper.worldmap import WorldDrawing

pytestmark = pytest.mark.usefixtures("qapp")

LAND = (-1000, -1000, -1000, 1000, 1000, 1000, 1000, -1000)
NIGHT = (-18000, 0, 18000, 0, 18000, -9000, -18000, -9000)
SPOTS = (
    WorldSpot("Detroit 13:00", -83.05, 42.33, 1, 1),
    WorldSpot("Kyoto 02:00", 135.75, 35.01, 2, 0),
    WorldSpot("Puebla 11:00", -98.2, 19.04, 3, 2),
)
PICTURE = WorldPicture("The world at one", (LAND,), (LAND,), NIGHT, SPOTS)
LEFT, WIDTH = 850.0, 8200.0


def drawn(look: Look) -> tuple[Page, WorldDrawing]:
    page = Page(9921, 14031, look)
    drawing = WorldDrawing(PICTURE, Type(look), LEFT, WIDTH)
    drawing.put(page, 1000)
    return page, drawing


@pytest.mark.parametrize("look", [Look(), Look(size=1.6, black=True)])
def test_it_lies_in_the_room_it_asked_for(look: Look) -> None:
    page, drawing = drawn(look)
    for shape in page.shapes:
        seen = shape.path.boundingRect()
        seen = seen.intersected(shape.within) if shape.within is not None else seen
        assert LEFT - 20 <= seen.left() <= seen.right() <= LEFT + WIDTH + 20
        assert 1000 <= seen.top() <= seen.bottom() <= 1000 + drawing.height
    kind = Type(look)
    assert all(
        x >= LEFT and x + kind.advance(style, text) <= LEFT + WIDTH for style, x, _, text in page.lines
    )
    assert all(1000 <= y <= 1000 + drawing.height for _, _, y, _ in page.lines)


def test_marks_stand_where_the_places_are_with_their_time() -> None:
    page, _ = drawn(Look())
    frame = next(shape.path.boundingRect() for shape in page.shapes if shape.fill == "sea")
    for spot in SPOTS:
        x = frame.left() + (spot.lon + 180) / 360 * frame.width()
        y = frame.top() + (84 - spot.lat) / 142 * frame.height()
        near = [
            shape
            for shape in page.shapes
            if shape.path.boundingRect().width() < 12 * POINT
            and abs(shape.path.boundingRect().center().x() - x) <= 1
            and abs(shape.path.boundingRect().center().y() - y) <= 1
        ]
        full = [shape for shape in near if shape.fill == "school"]
        ring = [shape for shape in near if shape.line == "ink"]
        assert (bool(full), bool(ring)) == (spot.in_school > 0, spot.in_school < spot.people)
        assert spot.name in [text for _, _, _, text in page.lines]
    key = [text for _, _, _, text in page.lines]
    assert {"in school", "some in school", "not in school", "night"} <= {*key}


def test_a_page_begins_where_it_has_no_room() -> None:
    row = ((("name", "Ana"),),)
    table = Table(Frame("Plan"), (Column("Who", 1),), (Group("A day", rows=(row,) * 30),), world=PICTURE)
    pages = set_pages(table).pages
    (page,) = [page for page in pages if any(text == "The world at one" for *_, text in page.lines)]
    foot = max(y for _, _, y, _ in page.lines)
    assert all(shape.path.boundingRect().top() >= 0 for shape in page.shapes)
    frame = next(shape.path.boundingRect() for shape in page.shapes if shape.fill == "sea")
    assert frame.bottom() < foot


def test_the_year_comes_first_where_the_world_has_no_room() -> None:
    row = ((("name", "Ana"),),)
    year = YearPicture((YearWeek(date(2027, 3, 8), 5, 5),) * 40)

    def pages_of(rows: int) -> list[int]:
        """On which page the last row, the world and the year stand."""
        groups = (Group("A day", rows=(row,) * rows),)
        pages = set_pages(Table(Frame("Plan"), (Column("Who", 1),), groups, world=PICTURE, year=year)).pages
        wanted = ("Ana", "The world at one", "The school year, week by week")
        return [
            max(number for number, page in enumerate(pages) if text in [line for *_, line in page.lines])
            for text in wanted
        ]

    found = [pages_of(rows) for rows in range(8, 55)]
    assert [0, 0, 0] in found
    assert [0, 1, 0] in found
    assert [0, 1, 1] in found


def test_the_world_is_drawn_smaller_where_all_goes_on_one_page_then() -> None:
    row = ((("name", "Ana"),),)

    def made(rows: int) -> tuple[int, float]:
        """How many pages there are, and how wide the world is on them, as a share of the widest."""
        table = Table(
            Frame("Plan"), (Column("Who", 1),), (Group("A day", rows=(row,) * rows),), notes=("Ask.",),
            world=PICTURE,
        )  # fmt: skip
        pages = set_pages(table).pages
        (width,) = [
            shape.path.boundingRect().width()
            for page in pages
            for shape in page.shapes
            if shape.fill == "sea"
        ]
        return len(pages), width / (Sheets(Frame("Plan"), Look()).width)

    found = [made(rows) for rows in range(5, 45)]
    assert found[0] == (1, 1.0)
    assert found[-1] == (2, 1.0)
    smaller = [width for pages, width in found if width < 1]
    assert smaller
    assert all(pages == 1 for pages, width in found if width < 1)
    assert min(smaller) >= 0.6
