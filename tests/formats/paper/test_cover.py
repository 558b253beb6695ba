"""Folder covers: facts side by side, a heading never without what it is of."""

import pytest

from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.values import Column, Cover, Covers, Frame, Part

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
