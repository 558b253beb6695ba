"""The day of the planner on paper: everything inside its width, numbers inside their hours."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRectF

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


@pytest.mark.parametrize("size", [0.8, 1.0, 1.3, 1.6])
@pytest.mark.parametrize("width", [4500.0, 6500.0, WIDTH])
def test_every_hour_has_its_number_at_every_size_of_type(size: float, width: float) -> None:
    look = Look(size=size)
    page, kind = Page(10_000, 14_000, look), Type(look)
    DayGrid(picture(), kind, LEFT, width).put(page, 1000)
    said = [text for texts in page.texts.values() for _, _, text in texts]
    for hour in range(24):
        assert said.count(f"{hour:02d}") >= 3, hour  # one of the clocks is a quarter of an hour off


def test_a_picture_never_stands_on_two_pages_and_each_page_has_a_key() -> None:
    groups = tuple(Group("", picture=picture()) for _ in range(9))
    pages = set_pages(Table(Frame("Plan"), (Column("Who", 1),), groups)).pages
    assert len(pages) > 2
    said = [[text for texts in page.texts.values() for _, _, text in texts] for page in pages]
    assert sum(texts.count("12:00–12:45") for texts in said) == 9
    for texts in said:
        assert texts.count("Tenzin") == texts.count("12:00–12:45")
        for words in ("in school", "closed", "night"):
            assert texts.count(words) == 1


def test_the_key_names_what_is_drawn_and_nothing_else() -> None:
    day = date(2027, 3, 16)
    met = replace(picture(day), day=build([HOME, THERE[0]], day, "Ana Lee"))
    for shown, said in (
        ((met,), {"in school", "closed", "night", "all can meet"}),
        ((picture(day),), {"in school", "closed", "night"}),
        ((picture(day), met), {"in school", "closed", "night", "all can meet"}),
        ((replace(met, hours=(20, 24)),), {"closed", "night"}),
    ):
        groups = tuple(Group("", picture=each) for each in shown)
        (page,) = set_pages(Table(Frame("Plan"), (Column("Who", 1),), groups)).pages
        texts = [text for _, _, _, text in page.lines]
        assert {words for _, words in KEY if words in texts} == said


def many() -> DayPicture:
    slots = tuple((40.0 + 2 * n, 42.0 + 2 * n, f"{10 + n // 2}:{30 * (n % 2):02d}–{n}") for n in range(20))
    return replace(picture(hours=(7, 21)), slots=slots)


@pytest.mark.parametrize("look", [Look(), Look(size=1.6)])
def test_words_of_many_times_stay_on_the_paper_and_apart(look: Look) -> None:
    page, grid = drawn(look, many())
    kind = Type(look)
    ((style, texts),) = [
        (style, texts) for style, texts in page.texts.items() if style.light and style.size > 7
    ]
    assert sorted(text for _, _, text in texts) == sorted(words for _, _, words in many().slots)
    boxes = [QRectF(x, y - 100, kind.advance(style, text), 100) for x, y, text in texts]
    for index, box in enumerate(boxes):
        assert box.left() >= LEFT
        assert box.right() <= LEFT + WIDTH
        assert box.top() > 1000
        assert not any(box.intersects(other) for other in boxes[:index])
    lowest = max(y for _, y, _ in texts)
    assert all(y > lowest for style, texts in page.texts.items() if style.bold for _, y, text in texts
               if text in ("Tenzin", "Ana Lee"))  # fmt: skip
    assert max(shape.path.boundingRect().bottom() for shape in page.shapes) <= 1000 + grid.height


def test_no_line_of_a_time_crosses_the_number_of_an_hour() -> None:
    look = Look()
    shown = replace(
        picture(date(2027, 3, 16), (8, 16)), slots=((48, 51, "12:00–12:45"), (54, 57, "13:30–14:15"))
    )
    page, _ = drawn(look, shown)
    kind = Type(look)
    frames = [shape.path.boundingRect() for shape in page.shapes if shape.line in ("ink", "accent")]
    crossing = [edge for frame in frames for edge in (frame.left(), frame.right())]
    for style, texts in page.texts.items():
        for x, _, text in texts:
            if len(text) == 2 and text.isdecimal():
                assert not any(x < edge < x + kind.advance(style, text) for edge in crossing), text


def test_the_heads_of_the_columns_stand_above_rows_and_not_above_a_picture() -> None:
    row = ((("name", "Ana"), ("small", "x")),)
    with_rows = Group("A day", rows=(row,) * 12, picture=picture())
    columns = (Column("Who comes", 1),)
    for groups in ((Group("", picture=picture()),), (with_rows,) * 4):
        for page in set_pages(Table(Frame("Plan"), columns, groups)).pages:
            lines = {text: y for _, _, y, text in reversed(page.lines)}  # the first of each
            named = [y for _, _, y, text in page.lines if text == "Ana"]
            assert ("Who comes" in lines) is bool(named)
            assert not named or lines["Who comes"] < min(named)
            if "Monday" in lines and named and lines["Monday"] < min(named):
                assert lines["Monday"] < lines["Who comes"]
