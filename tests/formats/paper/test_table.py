"""The list on paper: read back from the PDF's text, and from the pages before they are drawn."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from partnerdesk.formats.paper.pdf import pdf
from partnerdesk.formats.paper.setting import Set, set_pages
from partnerdesk.formats.paper.type import HEADING, MILLIMETRE, NAME, SMALL, TEXT, UNDER, Page, Type, font
from partnerdesk.formats.paper.values import Cell, Column, Frame, Group, Look, Table
from tests.formats.paper.reading import text_of

# Type is set in the application object that later tests of windows need, too: there is one in a process.
pytestmark = pytest.mark.usefixtures("qapp")

COLUMNS = tuple(
    Column(name, share) for name, share in (("Name", 23), ("School", 26), ("Mail", 28), ("Time", 17))
)
FRAME = Frame("Contacts of Lincoln School", "Ana Lee", "22 November 2026", "2026f")
Row = tuple[Cell, ...]


def row(name: str, school: str = "", city: str = "", mail: str = "", time: str = "") -> Row:
    return (("name", name),), (("text", school), ("small", city)), (("text", mail),), (("small", time),)


def rows(count: int, tag: str = "") -> tuple[Row, ...]:
    return tuple(row(f"Person {tag}{n}", f"School {n}", "Puebla", f"p{n}@example.org") for n in range(count))


def made(*groups: Group, look: Look | None = None) -> Set:
    return set_pages(Table(FRAME, COLUMNS, groups, look or Look()))


def lines(page: Page) -> Iterator[str]:
    return (text for texts in page.texts.values() for _, _, text in texts)


def test_a_list_says_all_that_is_known(tmp_path: Path) -> None:
    elena = row("Elena Ruiz", "Escuela Normal", "Hermosillo", "elena@normal.example.org", "2 hours behind")
    (text,) = text_of(pdf(made(Group("Mexico", "Sonora", (elena,)))), tmp_path)
    for said in (
        *("Contacts of Lincoln School", "Ana Lee", "Name", "School", "Mail", "Time", "Mexico", "Sonora"),
        *("Elena Ruiz", "Escuela Normal", "Hermosillo", "elena@normal.example.org", "2 hours behind"),
        *("22 November 2026 · time zones 2026f", "Page 1 of 1"),
    ):
        assert said in text


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    for empty in ((), (Group("Kenya"),)):
        (text,) = text_of(pdf(made(*empty)), tmp_path)
        assert "There are no contacts here." in text
        assert "Page 1 of 1" in text
        assert "Kenya" not in text


def test_two_thousand_rows_are_all_there_with_the_head_on_each_page(tmp_path: Path) -> None:
    groups = [Group("Mexico", f"Region {n}", rows(100, f"{n}-")) for n in range(20)]
    pages = text_of(pdf(made(*groups)), tmp_path)
    found = re.findall(r"Person (\d+-\d+)\b", "".join(pages))
    assert found == [f"{group}-{n}" for group in range(20) for n in range(100)]
    for number, text in enumerate(pages, 1):
        for said in (f"Page {number} of {len(pages)}", "School", "Contacts of Lincoln School", "Mexico"):
            assert said in text
    assert "2,000 contacts" in pages[0]


def test_ten_thousand_rows_are_all_there() -> None:
    done = made(*(Group("Mexico", f"R{n}", rows(100, f"{n}-")) for n in range(100)))
    names = [text for page in done.pages for _, _, text in page.texts[NAME]]
    assert names == [f"Person {group}-{n}" for group in range(100) for n in range(100)]
    assert done.contacts == 10_000


@pytest.mark.parametrize("size", [0.8, 1.0, 1.6])
@pytest.mark.parametrize("landscape", [False, True])
def test_no_text_runs_into_the_foot_or_out_of_the_page(size: float, landscape: bool) -> None:
    mixed = tuple(row(f"N{'ame ' * (n % 30)}", "Org " * (n % 50), "City", "e" * (n % 70)) for n in range(150))
    done = made(Group("Mexico", "", mixed), look=Look("Letter", landscape, size))
    rows_ = [page for page in done.pages if "In full" not in lines(page)]
    assert sum(text.startswith("N") for page in rows_ for _, _, text in page.texts[NAME]) == 150
    for page in done.pages:
        every = [at for texts in page.texts.values() for at in texts]
        foot = next(y for _, y, text in page.texts[SMALL] if text.startswith("Page "))
        assert foot < page.height
        assert all(y == foot or y < foot - 120 for _, y, _ in every)
        assert all(0 <= x < page.width for x, _, _ in every)


@pytest.mark.parametrize("count", range(15, 24))
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(count: int) -> None:
    groups = (
        Group("Kenya", "", rows(count)),
        Group("Mexico", "Puebla", rows(2)),
        Group("Mexico", "X", rows(30)),
    )
    for page in made(*groups).pages:
        lowest = max(y for _, y, _ in page.texts[NAME])
        for style in (HEADING, UNDER):
            assert all(lowest > y for _, y, _ in page.texts.get(style, []))


def test_heads_of_many_columns_do_not_run_into_each_other() -> None:
    columns = tuple(Column(f"In school by the clock of {n}", 1) for n in range(9))
    cells = tuple((("text", "x"),) for _ in columns)
    (page,) = set_pages(Table(FRAME, columns, (Group("", "", (cells,)),))).pages
    kind = Type(Look())
    heads = [(x, y, text) for x, y, text in page.texts[SMALL] if not text.startswith(("Page", "22"))]
    lefts = sorted({x for x, _, _ in heads})
    assert len(lefts) == len(columns)
    for left, right in pairwise([*lefts, page.width]):
        assert all(x + kind.advance(SMALL, text) <= right for x, _, text in heads if x == left)
    assert max(y for _, y, _ in heads) < min(page.rules)[2]


def test_a_row_is_never_parted() -> None:
    """Each has four lines of mail: the page of its name has them all."""
    some = tuple(row(f"Person {n}", mail="\n".join(f"{part}-{n}@x" for part in "abcd")) for n in range(60))
    for page in made(Group("Mexico", "", some)).pages:
        here = {text.removeprefix("Person ") for _, _, text in page.texts[NAME]}
        mails = [text for text in lines(page) if text.endswith("@x")]
        assert sorted(mails) == sorted(f"{part}-{n}@x" for part in "abcd" for n in here)


def test_a_continued_group_says_where_it_is() -> None:
    pages = made(Group("Mexico", "Puebla", rows(60))).pages
    assert "Mexico · Puebla, continued" in [text for _, _, text in pages[1].texts[UNDER]]


@pytest.mark.parametrize(("school", "beside"), [("School", True), ("School of many words " * 6, False)])
def test_pieces_run_on_in_one_line_where_there_is_room(school: str, beside: bool) -> None:
    some = tuple(row(f"Person {n}", school, "Puebla", f"p{n}@example.org") for n in range(9))
    (page,) = made(Group("Kenya", "", some), look=Look(landscape=True)).pages
    names = [y for _, y, _ in page.texts[NAME]]
    towns = [y for _, _, y, text in page.lines if text == "Puebla"]
    assert (names == towns) is beside


def test_ten_contacts_take_the_paper_of_ten() -> None:
    """Two lines each: no more than a centimetre, with the white around them."""
    some = tuple(row(f"Person {n}", "A school with a name that is long " * 2, "Puebla") for n in range(10))
    (page,) = made(Group("Kenya", "", some)).pages
    first, *_, last = (y for _, y, _ in page.texts[NAME])
    assert (last - first) / 9 < 10 * MILLIMETRE * 1.3


def test_groups_without_a_heading_have_none() -> None:
    pages = made(Group("", "", rows(60))).pages
    assert len(pages) > 1
    assert not any(page.texts.get(style) for page in pages for style in (HEADING, UNDER))


def test_long_words_are_wrapped_and_never_cut_silently() -> None:
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    address = "hanako.yamada.international.exchange.office@very-long-domain-name.example.org"
    done = made(Group("L" * 100, "R" * 100, (row(name, "山" * 40, "x " * 40, address, "1" * 30),)))
    said = "".join(lines(done.pages[0])).replace(" ", "")
    for whole in (name, "山" * 40, "x" * 40, address, "1" * 30, "L" * 100, "R" * 100):
        assert whole in said
    assert not any("too long" in notice for notice in done.notices)


def test_what_has_no_room_ends_in_an_ellipsis_and_is_told() -> None:
    done = made(Group("Mexico", "", (row("word " * 900, "😀" * 1000),)))
    names = [text for _, _, text in done.pages[0].texts[NAME]]
    assert [name.endswith("…") for name in names] == [False] * (len(names) - 1) + [True]
    assert any("2 texts are too long" in notice for notice in done.notices)


def test_a_long_text_of_two_people_stands_in_full_for_each() -> None:
    text = "word " * 900
    done = made(Group("Mexico", "", (row("Xaver", text), row("Yrsa", text))))
    whose = [said for page in done.pages[1:] for said in page.texts.get(NAME, [])]
    assert {said for _, _, said in whose} >= {"Xaver", "Yrsa"}
    assert any("2 texts are too long" in notice for notice in done.notices)


def test_how_many_lines_there_are_at_the_most_is_asked_each_time() -> None:
    kind = Type(Look())
    assert [len(kind.wrap(NAME, "word " * 90, 900, most)) for most in (12, 2, 12)] == [12, 2, 12]


def test_letters_that_no_typeface_has_are_told() -> None:
    tuareg = "\u2d30\U000107a0\u2d63"  # Tifinagh, and a letter of Unicode 14
    done = made(Group("Mali", "", (row(tuareg),)))
    assert any("\U000107a0" in notice and "boxes" in notice for notice in done.notices)
    assert made(Group("Iceland", "", (row("Ólafur Þór"),))).notices == ()


def test_names_of_every_script_are_set(tmp_path: Path) -> None:
    people = ("山田 花子", "Ólafur Þór", "Şebnem Yıldırım", "😀")
    groups = [Group("Japan", "東京", tuple(row(name, name) for name in people))]
    groups.append(Group("Egypt", "", (row("محمد عبد الرحمن"), row("יעל כהן"))))
    (text,) = text_of(pdf(made(*groups)), tmp_path)
    for said in ("山田", "Ólafur Þór", "Şebnem Yıldırım", "محمد", "יעל"):
        assert said in text


def test_d9_markup_is_plain_text_and_loads_nothing(tmp_path: Path) -> None:
    evil = '<img src="/etc/x.png"><b>x</b>&amp;'
    (text,) = text_of(pdf(made(Group("Mexico", evil, (row("Ana", evil),)))), tmp_path)
    assert evil in text


def test_in_black_and_white_nothing_is_grey(tmp_path: Path) -> None:
    from PySide6.QtGui import QImage, QPainter

    (page,) = made(Group("Mexico", "Puebla", rows(3)), look=Look(black=True)).pages
    image = QImage(794, 1123, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, on=False)
    page.draw(painter, 96)
    painter.end()
    seen = {image.pixelColor(x, y).name() for x in range(0, 794, 3) for y in range(0, 1123, 3)}
    assert all(len({name[1:3], name[3:5], name[5:]}) == 1 for name in seen)
    assert "#000000" in seen


def test_progress_may_stop_the_work() -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    table = Table(FRAME, COLUMNS, (Group("Mexico", "", rows(300)),))
    with pytest.raises(StoppedError):
        set_pages(table, stop)
    with pytest.raises(StoppedError):
        pdf(set_pages(table), stop)


def test_an_address_breaks_before_its_joints_first() -> None:
    cells = (("text", "s.yamamoto.of.the.school@senbashi.primary.example.org"),)
    columns = tuple(Column(f"In school {n}", 1) for n in range(8))
    others = tuple((("text", "somewhere else"),) for _ in columns[1:])
    look = Look(size=1.6)  # at a usual size it goes on one line
    (page,) = set_pages(Table(FRAME, columns, (Group("Kenya", "", ((cells, *others),)),), look)).pages
    parts = [text for text in lines(page) if "yamamoto" in text or "senbashi" in text or text.startswith(".")]
    assert "".join(parts) == "s.yamamoto.of.the.school@senbashi.primary.example.org"
    assert all(part[0] in "s@." for part in parts)
    assert len(parts) > 1


@pytest.mark.parametrize("size", [1.0, 1.25, 1.6])
def test_addresses_are_whole_and_all_of_one_size(size: float) -> None:
    mails = ("maria.fernandez.of.the.school@seven-bridges.example.org", "ana@puebla.example", "jo@x.example")
    some = tuple(
        row(f"Person Surname {n}", "A school of many words", "Puebla", m) for n, m in enumerate(mails)
    )
    (page,) = made(Group("Mexico", "", some), look=Look(size=size)).pages
    styles = {text: style for style, _, _, text in page.lines if "@" in text}
    assert {*styles} == {*mails}
    assert len({*styles.values()}) == 1


def test_what_all_rows_share_stands_behind_their_heading_and_again_on_the_next_page() -> None:
    words = "2 hours behind Detroit; from 14 March: 3 hours"
    pages = made(
        Group("Mexico", "", rows(60), aside=words), Group("Peru", "Lima", rows(2), under_aside="x")
    ).pages
    for page in pages:
        at = next(y for _, y, text in page.texts[SMALL] if text == words)
        said = [text for style in (HEADING, UNDER) for _, y, text in page.texts.get(style, []) if y == at]
        assert said in (["Mexico"], ["Mexico, continued"])
    assert len(pages) == 2
    (lima,) = (y for _, y, text in pages[-1].texts[UNDER] if text == "Lima")
    assert (lima, "x") in [(y, text) for _, y, text in pages[-1].texts[SMALL]]


def test_what_has_no_room_behind_a_heading_stands_below_it() -> None:
    words = "10 hours 30 minutes ahead of Llanfairpwllgwyngyll; from 14 March: 9 hours 30 minutes"
    groups = [Group(f"Country of a long name {n}", "", rows(2), aside=words) for n in range(30)]
    kind = Type(Look(size=1.6))
    for page in made(*groups, look=Look(size=1.6)).pages:
        small = page.texts[SMALL]
        assert all(x + kind.advance(SMALL, text) < page.width for x, _, text in small)
        heads = page.texts.get(HEADING, [])
        firsts = [y for _, y, text in page.texts[NAME] if text == "Person 0"]
        for (_, head, _), first in zip(heads, firsts, strict=True):
            assert " ".join(text for _, y, text in small if head < y < first) == words


@pytest.mark.parametrize("text", ["محمد", "हिन्दी", "e\u0301ta\u0323"])
def test_letters_that_join_are_joined_in_small_type_too(text: str) -> None:
    from PySide6.QtGui import QImage, QPainter

    def drawn(draw: Callable[[QPainter], object]) -> QImage:
        image = QImage(900, 300, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        draw(painter)
        painter.end()
        return image

    page = Page(900, 300, Look())
    page.put(TEXT, 50, 200, text)

    def shaped(painter: QPainter) -> None:
        painter.setFont(font(TEXT, Look()))
        painter.drawText(50, 200, text)

    assert drawn(page.draw) == drawn(shaped)


def test_small_type_is_set_letter_by_letter_so_that_what_fits_is_known() -> None:
    kind = Type(Look())
    for text in ("office@school.example", "Tōkyō, To. Va", "+81 555 0123"):
        wide = kind.widths(TEXT)[text]
        letters = sum(kind.advance(TEXT, letter) for letter in text)
        assert letters <= wide + 0.01
        assert wide <= letters + len(text)
        assert kind.fits(TEXT, text, letters + 0.01)
    assert kind.widths(TEXT)["two\nlines"] == kind.widths(TEXT)["two  spaces"] == float("inf")
