"""Labels: inside their cells, read back from the PDF with the places of the words."""

import re
from pathlib import Path

import pytest

from partnerdesk.errors import BadInput
from partnerdesk.formats.paper.pdf import pdf
from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.sheets import SHEETS, sheet_named
from partnerdesk.formats.paper.values import PAPERS, Labels, LabelSheet, Look
from tests.formats.paper.reading import run

pytestmark = pytest.mark.usefixtures("qapp")

NUMBERS = [sheet.number for sheet in SHEETS]
LONG = ("María Guadalupe Hernández de la Fuente y Castellanos", "Escuela Normal Superior de los Dos Volcanes",
        "Avenida de las Jacarandas 305", "72000 Puebla", "MEXICO")  # fmt: skip
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_SLACK = 0.5  # millimetres


def labels(sheet: LabelSheet, count: int, first: int = 1, address: tuple[str, ...] = LONG) -> Labels:
    return Labels("Labels", sheet, tuple((f"N{n}", *address[1:]) for n in range(count)), first)


def words(data: bytes, path: Path) -> list[list[tuple[tuple[float, ...], str]]]:
    """Return, a page after another, each word with its box: left, top, right, bottom in millimetres."""
    path.write_bytes(data)
    pages = run("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    return [
        [(tuple(float(n) * 25.4 / 72 for n in found[:4]), found[4]) for found in WORD.findall(page)]
        for page in pages
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sheet_lies_on_its_paper(number: str) -> None:
    sheet = sheet_named(number)
    width, height = PAPERS[sheet.paper]
    right, bottom = sheet.place(sheet.count - 1)
    assert sheet.place(0)[0] > -0.01
    assert sheet.place(0)[1] > -0.01
    assert right + sheet.width < width + 0.01
    assert bottom + sheet.height < height + 0.01
    assert sheet.pitch >= sheet.width
    assert sheet.drop >= sheet.height


@pytest.mark.parametrize(
    ("number", "count", "left", "top"),
    [
        ("L7159", 24, 7.21, 12.9),
        ("L7160", 21, 7.21, 15.15),
        ("L7161", 18, 7.21, 8.7),
        ("L7162", 16, 4.65, 12.9),
        ("L7165", 8, 4.65, 13.1),
        ("L7651", 65, 4.67, 10.7),
        ("5161", 20, 3.97, 12.7),
        ("5162", 14, 3.97, 21.17),
        ("5163", 10, 3.97, 12.7),
        ("5164", 6, 3.97, 12.7),
        ("L7163", 14, 4.65, 15.15),
        ("5160", 30, 4.76, 12.7),
        ("5167", 80, 7.14, 12.7),
    ],
)
def test_the_measures_are_the_makers(number: str, count: int, left: float, top: float) -> None:
    sheet = sheet_named(number)
    assert sheet.count == count
    assert sheet.place(0) == pytest.approx((left, top), abs=0.05)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_word_lies_in_its_label(number: str, tmp_path: Path) -> None:
    sheet = sheet_named(number)
    short = ("", "Lincoln", "9 Rd", "1 X", "PERU")
    data = pdf(set_pages(labels(sheet, sheet.count + 2, 2, short if sheet.height < 15 else LONG)))
    pages = words(data, tmp_path / "l.pdf")
    assert len(pages) == 2
    index = -1
    for page in pages:
        for (left, top, right, bottom), word in page:
            if re.fullmatch(r"N\d+", word):
                index = (int(word[1:]) + 1) % sheet.count
            x, y = sheet.place(
                min(range(sheet.count), key=lambda at: _far(sheet.place(at), sheet, left, top))
            )
            assert left >= x - _SLACK
            assert right <= x + sheet.width + _SLACK
            assert top >= y - _SLACK
            assert bottom <= y + sheet.height + _SLACK
            if re.fullmatch(r"N\d+", word):
                assert (x, y) == pytest.approx(sheet.place(index))


def _far(corner: tuple[float, float], sheet: LabelSheet, x: float, y: float) -> float:
    return (
        abs(corner[0] + sheet.width / 2 - x) / sheet.width
        + abs(corner[1] + sheet.height / 2 - y) / sheet.height
    )


def test_the_first_label_is_free_to_choose() -> None:
    sheet = sheet_named("L7163")
    (page,) = set_pages(labels(sheet, 1, 14)).pages
    (_, lowest, _), *_ = next(iter(page.texts.values()))
    assert lowest * 25.4 / 1200 > sheet.place(13)[1]
    for first in (0, 15):
        with pytest.raises(BadInput, match="counted from 1 to 14") as said:
            set_pages(labels(sheet, 1, first))
        assert said.value.field == "first"


def test_a_long_name_is_broken_and_whole() -> None:
    (page,) = set_pages(Labels("L", sheet_named("L7160"), (LONG,))).pages
    said = " ".join(text for texts in page.texts.values() for _, _, text in texts)
    assert said == " ".join(LONG)


def test_what_goes_on_no_label_is_told() -> None:
    done = set_pages(Labels("L", sheet_named("5167"), (("Ana",), ("word " * 80,) * 6)))
    assert "One text is too long" in done.notices[0]


def test_a_letter_arrives_though_its_label_is_too_small() -> None:
    address = (
        "Ana Lima",
        "Escola Secundária " * 4,
        "Departamento " * 5,
        "Rua 1",
        "4000-001 Porto",
        "PORTUGAL",
    )
    done = set_pages(Labels("L", sheet_named("5167"), (address,)))
    said = [text for *_, text in done.pages[0].lines]
    assert said[0] == "Ana Lima"
    assert said[-3:] == ["Rua 1", "4000-001 Porto", "PORTUGAL"]
    assert "One text is too long" in done.notices[0]


def test_nobody_is_an_empty_sheet() -> None:
    (page,) = set_pages(labels(sheet_named("5160"), 0)).pages
    assert not page.texts


@pytest.mark.parametrize("said", ["l7160", "Avery L7160", "j8160", " 7160", "Herma 4677", "avery-l7160"])
def test_a_number_may_be_written_in_several_ways(said: str) -> None:
    assert sheet_named(said).number == "L7160"


def test_an_unknown_number_is_refused_with_those_known() -> None:
    with pytest.raises(BadInput, match="L7163") as said:
        sheet_named("L9999")
    assert said.value.field == "sheet"


def test_the_paper_is_the_sheets_own() -> None:
    done = set_pages(Labels("L", sheet_named("5160"), (LONG,), 1, Look("A4", landscape=True)))
    assert (done.look.paper, done.look.landscape) == ("Letter", False)
