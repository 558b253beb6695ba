"""The day of the planner on paper: everything inside its width, numbers inside their hours."""

from datetime import date

import pytest

from partnerdesk.core.dayview import build
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.plans import PlanParty
from partnerdesk.formats.paper.daygrid import KEY, DayGrid
from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.type import Page, Type
from partnerdesk.formats.paper.values import Column, DayPicture, Frame, Group, Look, Table

pytestmark = pytest.mark.usefixtures("qapp")

WEEK = SchoolWeek.parse("Mon-Fri 08:30-13:15")
HOME = PlanParty("Ana Lee", "Detroit", "America/Detroit", SchoolWeek.parse("Mon-Fri 08:00-15:00"), home=True)
LONG = "María de los Ángeles Guadalupe Fernández de Córdoba y Villaseñor-Etxeberria"
THERE = [
    PlanParty("Elena Ruiz", "Puebla", "America/Mexico_City", WEEK, {date(2027, 3, 15): "Natalicio"}),
    PlanParty("Tenzin", "Kathmandu", "Asia/Kathmandu", SchoolWeek.parse("Sun-Fri 10:00-16:00")),
    PlanParty(LONG, "Kyoto", "Asia/Tokyo", WEEK),
]
LEFT, WIDTH = 800.0, 8000.0


def picture(day: date = date(2027, 3, 15), hours: tuple[int, int] = (0, 24)) -> DayPicture:
    return DayPicture("Monday", build([HOME, *THERE], day, "Ana Lee"), hours, ((48, 51, "12:00–12:45"),))


def drawn(look: Look, shown: DayPicture) -> tuple[Page, DayGrid]:
    page = Page(10_000, 14_000, look)
    grid = DayGrid(shown, Type(look), LEFT, WIDTH)
    grid.put(page, 1000)
    return page, grid


@pytest.mark.parametrize("look", [Look(), Look(size=1.6), Look(size=0.8)])
@pytest.mark.parametrize("day", [date(2027, 3, 14), date(2027, 3, 15), date(2026, 11, 1)])
def test_all_of_it_lies_in_the_room_it_asked_for(look: Look, day: date) -> None:
    page, grid = drawn(look, picture(day))
    kind = Type(look)
    for shape in page.shapes:
        box = shape.path.boundingRect()
        assert LEFT - 20 <= box.left() <= box.right() <= LEFT + WIDTH + 20
        assert 1000 - 20 <= box.top() <= box.bottom() <= 1000 + grid.height + 20
    for style, texts in page.texts.items():
        for x, y, text in texts:
            assert x >= LEFT
            assert x + kind.advance(style, text) <= LEFT + WIDTH + 20, text
            assert 1000 < y <= 1000 + grid.height


def test_names_are_whole_and_reasons_said() -> None:
    page, _ = drawn(Look(), picture())
    said = " ".join(text for texts in page.texts.values() for _, _, text in texts)
    assert LONG in said
    assert "closed: Natalicio" in said
    assert "12:00–12:45" in said


def test_hours_of_every_party_are_its_own() -> None:
    page, _ = drawn(Look(), picture(date(2027, 3, 16), (8, 10)))
    said = [text for texts in page.texts.values() for _, _, text in texts]
    assert [text for text in said if len(text) == 2].count("08") == 1
    assert "06" in said  # in Puebla, when it is eight in Detroit


def test_a_picture_never_stands_on_two_pages_and_each_page_has_a_key() -> None:
    groups = tuple(Group("", picture=picture()) for _ in range(9))
    pages = set_pages(Table(Frame("Plan"), (Column("Who", 1),), groups)).pages
    assert len(pages) > 2
    said = [[text for texts in page.texts.values() for _, _, text in texts] for page in pages]
    assert sum(texts.count("12:00–12:45") for texts in said) == 9
    for texts in said:
        assert texts.count("Tenzin") == texts.count("12:00–12:45")
        for _, words in KEY:
            assert texts.count(words) == 1
