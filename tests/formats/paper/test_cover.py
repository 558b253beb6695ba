"""Folder covers: facts side by side, a heading never without what it is of."""

import pytest

from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.values import Column, Cover, Covers, Frame, Group, Look, MapPicture, Part

pytestmark = pytest.mark.usefixtures("qapp")


def made(*lines: Part) -> list[list[str]]:
    """The texts of each page of a cover whose one long fact has these lines."""
    facts = (("Clock", (("text", "Puebla"),)), ("School", lines), ("Days", (("text", "None."),)))
    cover = Cover("Mexico", "", None, facts, None, ())
    covers = Covers(Frame("Covers"), (Column("Name", 1),), (cover,))
    return [[text for _, _, _, text in page.lines] for page in set_pages(covers).pages]


@pytest.mark.parametrize("count", range(48, 66))
def test_a_heading_among_facts_is_never_the_last_line_of_a_page(count: int) -> None:
    lines: list[Part] = [("text", f"Line {n}") for n in range(count)]
    pages = made(*lines, ("name", "Languages"), ("text", "Spanish"))
    assert [text for page in pages for text in page if text.startswith("Line")] == [t for _, t in lines]
    (there,) = [page for page in pages if "Languages" in page]
    assert "Spanish" in there


def test_the_longest_fact_has_the_most_room() -> None:
    long = "The Monday that follows the day on which the constitution was signed, in all schools"
    (page,) = made(*(("text", long) for _ in range(8)))
    lines = [text for text in page if len(text) > len("None.") and text in long]
    assert "".join(lines).replace(" ", "") == 8 * long.replace(" ", "")
    assert len(lines) == 8 * 2


@pytest.mark.parametrize("size", [0.8, 1.0])
def test_a_lying_cover_has_its_map_beside_the_facts_and_all_on_one_page(size: float) -> None:
    facts = tuple(
        (name, tuple(("text", f"{name} {n}") for n in range(12))) for name in ("Clock", "School", "Days")
    )
    land = MapPicture(((0, 0, 500, 0, 500, 500, 0, 0),), (), ())
    rows = tuple(((("name", f"Person {n}"),),) for n in range(3))
    cover = Cover("Mexico", "", land, facts, None, (Group("", "Puebla", rows),))
    covers = Covers(
        Frame("Covers"), (Column("Name", 1),), (cover,), Look("Letter", landscape=True, size=size)
    )
    (page,) = set_pages(covers).pages
    drawn = page.shapes[0].path.boundingRect()
    for shape in page.shapes[1:]:
        drawn = drawn.united(shape.within or shape.path.boundingRect())
    assert drawn.right() < 0.5 * page.width
    assert all(
        x > drawn.right() for _, x, _, text in page.lines if text.startswith(("Clock", "School", "Days"))
    )
