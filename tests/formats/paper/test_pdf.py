"""The PDF file itself: its paper, title, language and bookmarks."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize

from partnerdesk.formats.paper.pdf import pdf
from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.sheets import sheet_named
from partnerdesk.formats.paper.values import Card, CardGroup, Cards, Column, Frame, Group, Labels, Look, Table
from tests.formats.paper.reading import run

pytestmark = pytest.mark.usefixtures("qapp")

ROW = ((("name", "Ana"),),)


def table(*groups: Group, look: Look | None = None, title: str = "Contacts") -> bytes:
    return pdf(set_pages(Table(Frame(title), (Column("Name", 1),), groups, look or Look())))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("landscape", [False, True])
def test_the_paper_is_the_one_asked_for(paper: str, landscape: bool) -> None:
    data = table(Group("Mexico", "", (ROW,)), look=Look(paper, landscape))  # type: ignore[arg-type]
    width, height = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data).groups())  # type: ignore[union-attr]
    page_id = QPageSize.PageSizeId.A4 if paper == "A4" else QPageSize.PageSizeId.Letter
    wanted = QPageSize(page_id).sizePoints()
    assert QSizeF(width, height).toSize() == (wanted.transposed() if landscape else wanted)


def test_title_and_language_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(table(Group("Mexico", "", (ROW,)), title="Kontakte für Zoë"))
    assert "Kontakte für Zoë" in run("pdfinfo", path)
    assert path.read_bytes().count(b"/Lang (en-GB)") == 1


def test_labels_are_printed_in_their_size_by_whoever_prints_the_file() -> None:
    labels = Labels("Labels", sheet_named("5160"), (("Elena Ruiz", "Calle Rosales 12"),))
    assert pdf(set_pages(labels)).count(b"/PrintScaling /None") == 1
    assert b"/PrintScaling" not in table(Group("Mexico", "", (ROW,)))


def test_each_country_has_a_bookmark_on_its_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    groups = [
        Group("Ägypten", "", (ROW,) * 3),
        Group("México", "A", (ROW,) * 60),
        Group("México", "B", (ROW,)),
    ]
    path.write_bytes(table(*groups, Group("日本", "", (ROW,))))
    found = re.findall(r'<item page="(\d+)">(.*)</item>', run("pdftohtml", "-xml", "-stdout", path))
    assert [title for _, title in found] == ["Ägypten", "México", "日本"]
    assert [int(page) for page, _ in found][:2] == [1, 1]
    assert int(found[2][0]) > 1


def test_what_was_added_is_whole(tmp_path: Path) -> None:
    """Every place that the second table of places names begins the object of that number."""
    data = table(*(Group(f"Country {n}", "", (ROW,)) for n in range(30)))
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    assert data[start : start + 5] == b"xref\n"
    places = re.findall(rb"(\d+) 1\n(\d{10}) 00000 n \n", data[start:])
    assert len(places) == 32
    for number, place in places:
        assert data[int(place) :].startswith(b"%d 0 obj\n" % int(number))


def test_another_reader_finds_nothing_amiss(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(table(*(Group(f"Country {n} ü 山", "", (ROW,)) for n in range(30))))
    said = run("qpdf", "--check", path)
    assert "No syntax or stream encoding errors" in said
    assert "WARNING" not in said


def test_a_card_file_is_small() -> None:
    some = tuple(Card((("name", f"Person {n}"), ("text", "Calle 61 núm. 442"))) for n in range(500))
    assert len(pdf(set_pages(Cards(Frame("C"), (CardGroup("Mexico", some),))))) < 150_000


@pytest.mark.parametrize("name", ["Rindfleisch", "Steffi", "محمد عبد الرحمن", "山田 神社", "יעל כהן"])
def test_letters_are_found_that_a_typeface_joins_or_draws_as_others(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(table(Group("Egypt", "", (((("name", name),),),))))
    assert name in run("pdftotext", "-enc", "UTF-8", path, "-")
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)
