"""Letters that no typeface has: boxes that look like boxes, and scripts named as people name them."""

import pytest

from partnerdesk.formats.paper.missing import scripts
from partnerdesk.formats.paper.setting import Set, set_pages
from partnerdesk.formats.paper.type import POINT, Type
from partnerdesk.formats.paper.values import Column, Frame, Group, Table

pytestmark = pytest.mark.usefixtures("qapp")

NOBODYS = "\U000105c0\U000105c1"  # Todhri, of Unicode 16: in no typeface yet


def made(*names: str) -> Set:
    rows = tuple(((("name", name),),) for name in names)
    return set_pages(Table(Frame("Contacts"), (Column("Name", 1),), (Group("Mali", "", rows),)))


def texts(done: Set) -> list[str]:
    return [text for page in done.pages for _, _, _, text in page.lines]


def test_a_box_stands_for_each_letter_and_what_is_known_stays() -> None:
    done = made(f"Ana {NOBODYS} Ruiz", "Zoë")
    assert "Ana □□ Ruiz" in texts(done)
    assert "Zoë" in texts(done)
    (notice,) = done.notices
    assert "printed as boxes" in notice


def test_what_follows_boxes_stands_beside_them() -> None:
    """A letter that is missing is as wide as its box, not as what Qt would draw for it."""
    who = (("name", "𐰀𐰁𐰂𐰃𐰄𐰅"), ("small", "Pune")), (("text", "ana@example.org"),)
    columns = Column("Who", 1), Column("Contact", 1)
    done = set_pages(Table(Frame("T"), columns, (Group("India", "", (who,)),)))
    if not done.notices:
        pytest.skip("a typeface of this machine has Old Turkic")
    (page,) = done.pages
    ((style, left, name),) = [(style, x, text) for style, x, _, text in page.lines if "□" in text]
    (city,) = [x for _, x, _, text in page.lines if text == "Pune"]
    assert 0 < city - left - Type(page.look).advance(style, name) < 20 * POINT


def test_where_nothing_is_missing_nothing_is_said() -> None:
    assert made("Ólafur Þór", "山田").notices == ()


@pytest.mark.parametrize(
    ("letters", "named"),
    [
        ("कखิ", ["Devanagari", "Thai"]),
        ("한글", ["Hangul"]),
        ("🎉🏫👩", ["pictures"]),
        ("𐰀", ["Old Turkic"]),
        ("ᚠ", ["Runic"]),
        ("山", ["Chinese"]),
        ("ሀ", ["Ethiopic"]),
        ("𝔸①", ["signs"]),
        ("ᐁ", ["Canadian"]),
        ("𓀀", ["Egyptian hieroglyphs"]),
        ("\u0e3f\u20bf", ["signs"]),
        ("\u1ab0\u0f71", ["marks on letters", "Tibetan"]),
        (NOBODYS, ["letters newer than this program"]),
    ],
)
def test_scripts_are_named_as_people_do(letters: str, named: list[str]) -> None:
    assert scripts(letters) == named
