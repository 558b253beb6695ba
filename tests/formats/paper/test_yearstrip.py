"""The school year on paper: every week in its place, months named where there is room."""

from datetime import date
from itertools import pairwise

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.schoolyear import KEY, year_weeks
from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.type import Page, Type
from partnerdesk.formats.paper.values import Column, Frame, Look, Table, YearPicture
from partnerdesk.formats.paper.yearstrip import YearDrawing

pytestmark = pytest.mark.usefixtures("qapp")

WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")
HOME = PlanParty("Ana Lee", "Detroit", "America/Detroit", WEEK, home=True)
PUEBLA = PlanParty("Elena", "Puebla", "America/Mexico_City", WEEK, {date(2027, 3, 15): "Natalicio"})
WEEKS = year_weeks([HOME, PUEBLA], date(2026, 8, 3), date(2027, 7, 30))
LEFT, WIDTH = 800.0, 8000.0


@pytest.mark.parametrize("size", [0.8, 1.0, 1.6])
def test_all_of_it_lies_in_its_room(size: float) -> None:
    look = Look(size=size)
    kind, page = Type(look), Page(10_000, 14_000, look)
    drawing = YearDrawing(YearPicture(WEEKS, (date(2027, 3, 16), date(2027, 3, 18))), kind, LEFT, WIDTH)
    drawing.put(page, 1000)
    for shape in page.shapes:
        box = shape.path.boundingRect()
        assert LEFT <= box.left() <= box.right() <= LEFT + WIDTH + 1
        assert 1000 <= box.top() <= box.bottom() <= 1000 + drawing.height
    runs: dict[int, list[tuple[float, float]]] = {}
    for style, texts in page.texts.items():
        for x, y, text in texts:
            assert x >= LEFT
            assert 1000 < y <= 1000 + drawing.height
            runs.setdefault(y, []).append((x, x + kind.advance(style, text)))
    for those in runs.values():
        assert all(end < start for (_, end), (start, _) in pairwise(sorted(those)))
    said = [text for texts in page.texts.values() for _, _, text in texts]
    assert "Aug 2026" in said
    assert "Jan 2027" in said
    assert {words for _, words in KEY} < {*said}


def test_a_week_that_is_chosen_is_marked_once() -> None:
    def shapes(*days: date) -> int:
        page = Page(10_000, 14_000, Look())
        YearDrawing(YearPicture(WEEKS, days), Type(Look()), LEFT, WIDTH).put(page, 0)
        return len(page.shapes)

    none, one = shapes(), shapes(date(2027, 3, 16), date(2027, 3, 18))
    assert one == none + 2  # the mark, and its key


def test_it_stands_below_all_groups() -> None:
    (page,) = set_pages(Table(Frame("Plan"), (Column("Who", 1),), (), year=YearPicture(WEEKS))).pages
    assert any("School days in common in" in text for texts in page.texts.values() for _, _, text in texts)
