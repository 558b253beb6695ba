"""Cards: whole blocks in columns."""

import pytest

from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.type import HEADING, NAME, SMALL, TEXT
from partnerdesk.formats.paper.values import Card, CardGroup, Cards, Frame, Look

pytestmark = pytest.mark.usefixtures("qapp")

FRAME = Frame("Contacts", "Ana Lee", "22 November 2026", "2026f")


def card(name: str, lines: int = 5) -> Card:
    return Card((("name", name), ("text", ""), *(("text", f"{name} line {n}") for n in range(lines))))


@pytest.mark.parametrize("look", [Look(), Look("Letter"), Look(landscape=True), Look(size=1.6)])
def test_a_card_is_never_parted(look: Look) -> None:
    groups = [CardGroup(f"C{g}", tuple(card(f"P{g}-{n}", 1 + n % 9) for n in range(20))) for g in range(4)]
    done = set_pages(Cards(FRAME, tuple(groups), look))
    seen = []
    for page in done.pages:
        foot = next(y for _, y, text in page.texts[SMALL] if text.startswith("Page "))
        for x, y, name in page.texts[NAME]:
            seen.append(name)
            mine = [at for at in page.texts[TEXT] if at[2].startswith(f"{name} line")]
            assert len(mine) == 1 + int(name.rpartition("-")[2]) % 9
            assert all(at[0] == x and y < at[1] < foot for at in mine)
    assert seen == [f"P{g}-{n}" for g in range(4) for n in range(20)]


def test_no_card_lies_on_another() -> None:
    done = set_pages(Cards(FRAME, (CardGroup("Mexico", tuple(card(f"P{n}") for n in range(50))),)))
    for page in done.pages:
        places = [(x, y) for texts in page.texts.values() for x, y, _ in texts]
        assert len(set(places)) == len(places)


@pytest.mark.parametrize("landscape", [False, True])
def test_addresses_are_whole_and_cards_of_one_size(landscape: bool) -> None:
    mails = [f"thomas.kurian.{n}@twobackwaters.example.org" for n in range(9)]
    cards = tuple(Card((("name", "Ana"), ("text", mail), ("text", "Puebla"))) for mail in mails)
    done = set_pages(Cards(FRAME, (CardGroup("Mexico", cards),), Look("Letter", landscape, 1.6)))
    lines = [(style, text) for page in done.pages for style, _, _, text in page.lines]
    assert [text for _, text in lines if "@" in text] == mails
    assert len({style for style, text in lines if "@" in text or text == "Puebla"}) == 1


def test_a_heading_stands_above_its_first_card() -> None:
    groups = [CardGroup(f"Country {g}", (card(f"P{g}", 8),)) for g in range(30)]
    for page in set_pages(Cards(FRAME, tuple(groups))).pages:
        names = page.texts[NAME]
        for x, y, _ in page.texts.get(HEADING, []):
            assert any(left == x and below > y for left, below, _ in names)


def test_nobody_and_one() -> None:
    nobody = set_pages(Cards(FRAME, ()))
    assert any("no contacts" in text for texts in nobody.pages[0].texts.values() for _, _, text in texts)
    one = set_pages(Cards(FRAME, (CardGroup("Mexico", (card("Ana"),)),)))
    assert (len(one.pages), one.contacts) == (1, 1)


def test_a_card_that_is_higher_than_a_page_ends_in_an_ellipsis_and_stands_in_full_below() -> None:
    done = set_pages(Cards(FRAME, (CardGroup("Mexico", (card("Ana", 300), card("Ben"))),)))
    assert len(done.pages) >= 2
    assert "too long" in done.notices[0]
    assert [text for _, _, text in done.pages[0].texts[TEXT] if text.startswith("Ana")][-1].endswith("…")
    rest = [text for page in done.pages[1:] for _, _, text in page.texts.get(TEXT, [])]
    assert "Ana line 299" in rest
    assert "Ana" in [text for page in done.pages[1:] for _, _, text in page.texts.get(NAME, [])]
