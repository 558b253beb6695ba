"""The plan sheet for one and for as many as there may be: nobody is lost, nothing stands below the foot."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QRectF

from partnerdesk.core.times import Slot
from partnerdesk.desk import listing, paper
from partnerdesk.desk.book import Book
from partnerdesk.desk.sample import make_sample
from partnerdesk.formats.paper.setting import Set, set_pages
from partnerdesk.formats.paper.sheetframe import Sheets
from partnerdesk.formats.paper.type import NAME, Page
from partnerdesk.formats.paper.values import Look, Table

pytestmark = pytest.mark.usefixtures("qapp")

SLOT = Slot.parse("2027-03-16 10:00 America/Mexico_City")
DAY = date(2027, 3, 17)
SAMPLE = datetime(2027, 3, 1, 15, tzinfo=UTC)
LOOKS = [
    Look(paper=paper, landscape=lying, size=size)
    for paper in ("A4", "Letter")
    for lying in (False, True)
    for size in (0.8, 1.0, 1.6)
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("plan") / "sample.partnerdesk"
    with make_sample(path, clock=lambda: SAMPLE) as book:
        yield book


def plan(book: Book, people: int, *, drawn_alone: bool = False) -> Table:
    ids = tuple(row.id for row in listing.rows(book, listing.find(book))[:people])
    shown = {"days": (DAY,)} if drawn_alone else {"slots": (SLOT,)}
    made, _ = paper.content(book, paper.Wish("plan", ids=ids, **shown))  # type: ignore[arg-type]
    assert isinstance(made, Table)
    return made


def names_drawn(page: Page) -> str:
    return " ".join(text for style, _, _, text in page.lines if style is NAME)


def seen(page: Page) -> list[QRectF]:
    """Where something is drawn."""
    boxes = [(shape.path.boundingRect(), shape.within) for shape in page.shapes]
    return [box if within is None else box.intersected(within) for box, within in boxes]


def stays_above_the_foot(made: Set, table: Table) -> None:
    bottom = Sheets(table.frame, made.look).bottom
    for page in made.pages:
        foot = [(y, text) for _, _, y, text in page.lines if y > bottom]
        assert len(foot) == 2, foot
        assert foot[0][0] == foot[1][0]
        assert foot[1][1].startswith("Page ")
        assert all(box.bottom() <= bottom for box in seen(page))
        assert all(y <= bottom for _, _, y in page.rules)


@pytest.mark.parametrize("people", [1, 2, 5, 13, 15, 19])
def test_nobody_is_lost_and_nothing_lies_below_the_foot(sample: Book, people: int) -> None:
    for drawn_alone in (False, True):
        table = plan(sample, people, drawn_alone=drawn_alone)
        (picture,) = (group.picture for group in table.groups if group.picture)
        names = [row.name for row in picture.day.rows]
        assert len(names) == people + 1
        for look in LOOKS:
            made = set_pages(replace(table, look=look))
            stays_above_the_foot(made, table)
            said = " ".join(map(names_drawn, made.pages))
            for name in names:
                assert said.count(name) >= (1 if drawn_alone else 2), (
                    name,
                    look,
                )  # in the table, on the grid


@pytest.mark.parametrize("look", LOOKS)
def test_each_part_of_a_day_has_the_hours_of_home_on_top_and_the_key_below(sample: Book, look: Look) -> None:
    table = plan(sample, 19)
    pages = set_pages(replace(table, look=look)).pages
    title = next(group.picture.title for group in table.groups if group.picture)
    parts = [page for page in pages if title in names_drawn(page)]
    assert parts
    for number, page in enumerate(parts):
        said = names_drawn(page)
        at = said.index(title)
        below = said[at + len(title) :]
        assert below.startswith(", continued Ana Lee" if number else " Ana Lee")
        lowest = max(y for _, _, y, text in page.lines if len(text) == 2 and text.isdecimal())
        assert "our stretch hours" in [text for _, _, y, text in page.lines if y > lowest]


def test_a_day_that_goes_on_one_page_is_not_parted(sample: Book) -> None:
    for people in (5, 13):
        pages = set_pages(plan(sample, people)).pages
        assert not any("clock of Detroit, continued" in names_drawn(page) for page in pages)


def test_what_is_to_be_known_does_not_stand_alone_on_a_page(sample: Book) -> None:
    """Where the school year has room and the words below it have none, both go on the next page."""
    for people in (15, 16, 17):
        table = plan(sample, people, drawn_alone=True)
        for look in (Look(), Look(paper="Letter")):
            made = set_pages(replace(table, look=look))
            last = [text for _, _, _, text in made.pages[-1].lines]
            assert "To know" in last
            assert any(text.startswith("The school year") for text in last), (people, look)
