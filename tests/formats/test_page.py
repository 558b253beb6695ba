"""The contact list on paper: read back from the PDF's text, and from the pages before they are drawn."""

import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize, QPdfWriter

from partnerdesk.formats import page
from partnerdesk.formats.page import ListGroup, ListRow, ListSheet, list_pdf
from partnerdesk.formats.pagelist import COUNTRY, NAME, REGION, SMALL, Page, Setter

# Type is set in the application object that later tests of windows need, too: there is one in a process.
pytestmark = pytest.mark.usefixtures("qapp")

ELENA = ListRow(
    "Elena Ruiz Ortega",
    "Escuela Normal Superior",
    "Hermosillo",
    "elena.ruiz@normal.example.org",
    "+52 662 555 0199",
    "2 hours behind you",
)


def rows(count: int, tag: str = "") -> tuple[ListRow, ...]:
    return tuple(
        ListRow(
            f"Person {tag}{n}",
            f"School {n}",
            "Puebla",
            f"p{tag}{n}@example.org",
            f"+52 222 {n:07}",
            "same time",
        )
        for n in range(count)
    )


def sheet(*groups: ListGroup, **more: str) -> ListSheet:
    return ListSheet(
        "Contacts of Lincoln School", groups, date="22 November 2026", tz_version="2026f", **more
    )


def text_of(data: bytes, tmp_path: Path) -> list[str]:
    """The text of each page, as another program reads it; NFKC, because Qt writes 山 as a Kangxi radical."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (poppler-utils) is not on this machine")
    path = tmp_path / "list.pdf"
    path.write_bytes(data)
    done = subprocess.run([program, "-layout", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return unicodedata.normalize("NFKC", done.stdout.decode()).split("\f")[:-1]


@pytest.fixture
def writer(tmp_path: Path) -> QPdfWriter:
    page.needs_gui()
    made = QPdfWriter(str(tmp_path / "unused.pdf"))
    made.setResolution(1200)
    return made


def test_a_list_says_all_that_is_known(tmp_path: Path) -> None:
    (text,) = text_of(
        list_pdf(sheet(ListGroup("Mexico", "Sonora", (ELENA,)), subtitle="1 contact")), tmp_path
    )
    for said in (
        *(
            "Contacts of Lincoln School",
            "1 contact",
            "Name",
            "Organisation, city",
            "E-mail, phone",
            "Local time",
        ),
        *(
            "Mexico",
            "Sonora",
            "Elena Ruiz Ortega",
            "Escuela Normal Superior",
            "Hermosillo",
            "+52 662 555 0199",
        ),
        *("elena.ruiz@normal.example.org", "2 hours behind you"),
        *("22 November 2026 · time zones 2026f", "Page 1 of 1"),
    ):
        assert said in text


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    for empty in (sheet(), sheet(ListGroup("Kenya"))):
        (text,) = text_of(list_pdf(empty), tmp_path)
        assert "There are no contacts in this list." in text
        assert "Page 1 of 1" in text
        assert "Kenya" not in text


def test_two_thousand_rows_are_all_there_with_the_head_on_each_page(tmp_path: Path) -> None:
    groups = [ListGroup("Mexico", f"Region {n}", rows(100, f"{n}-")) for n in range(20)]
    pages = text_of(list_pdf(sheet(*groups)), tmp_path)
    found = re.findall(r"Person (\d+-\d+)\b", "".join(pages))
    assert found == [f"{group}-{n}" for group in range(20) for n in range(100)]
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Organisation, city" in text
        assert "Contacts of Lincoln School" in text
        assert "Mexico" in text
    assert "2000 contacts" in pages[0]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_paper_is_the_one_asked_for(paper: str) -> None:
    data = list_pdf(sheet(ListGroup("Mexico", "", (ELENA,)), paper=paper))
    width, height = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data).groups())  # type: ignore[union-attr]
    page_id = QPageSize.PageSizeId.A4 if paper == "A4" else QPageSize.PageSizeId.Letter
    wanted = QPageSize(page_id).sizePoints()
    assert QSizeF(width, height).toSize() == wanted


def test_names_of_every_script_are_set(tmp_path: Path) -> None:
    people = ("山田 花子", "김하늘", "ยุพา ใจดี", "प्रिया नायर", "Ólafur Þór", "😀")
    groups = [ListGroup("Japan", "東京", tuple(ListRow(name, name, name) for name in people))]
    groups.append(ListGroup("Egypt", "", (ListRow("محمد عبد الرحمن"), ListRow("יעל כהן"))))
    (text,) = text_of(list_pdf(sheet(*groups)), tmp_path)
    assert "Ólafur Þór" in text
    assert "8 contacts" not in text
    assert "Page 1 of 1" in text


def test_long_words_are_wrapped_and_never_cut_silently(writer: QPdfWriter) -> None:
    long_name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    address = "hanako.yamada.international.exchange.office@very-long-domain-name.example.org"
    row = ListRow(long_name, "山" * 40, "x " * 40, address, "1" * 30)
    (only,) = Setter(writer, sheet(ListGroup("L" * 100, "R" * 100, (row,)))).pages()
    said = "".join(text for texts in only.texts.values() for _, _, text in texts).replace(" ", "")
    for whole in (long_name, "山" * 40, "x" * 40, address, "1" * 30, "L" * 100, "R" * 100):
        assert whole in said
    assert "…" not in said


def test_what_is_beyond_six_lines_ends_in_an_ellipsis(writer: QPdfWriter) -> None:
    (only,) = Setter(writer, sheet(ListGroup("Mexico", "", (ListRow("word " * 500, "😀" * 1000),)))).pages()
    names = [text for _, _, text in only.texts[NAME]]
    assert len(names) == 6
    assert [name.endswith("…") for name in names] == [False] * 5 + [True]


def lowest(made: Page) -> int:
    return max(y for style, texts in made.texts.items() for _, y, text in texts if not _foot(text))


def _foot(text: str) -> bool:
    return text.startswith(("Page ", "22 November"))


@pytest.mark.parametrize("count", range(15, 24))
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(writer: QPdfWriter, count: int) -> None:
    groups = (
        ListGroup("Kenya", "", rows(count)),
        ListGroup("Mexico", "Puebla", rows(2)),
        ListGroup("Mexico", "X", rows(30)),
    )
    pages = Setter(writer, sheet(*groups)).pages()
    for made in pages:
        rows_at = [y for _, y, _ in made.texts[NAME]]
        for style in (COUNTRY, REGION):
            for _, y, _ in made.texts.get(style, []):
                assert max(rows_at) > y


def test_no_text_runs_into_the_foot_or_out_of_the_page(writer: QPdfWriter) -> None:
    mixed = tuple(
        ListRow(f"N{'ame ' * (n % 30)}", "Org " * (n % 50), "City", "e" * (n % 70)) for n in range(300)
    )
    pages = Setter(writer, sheet(ListGroup("Mexico", "", mixed))).pages()
    assert sum(len([t for t in made.texts[NAME] if t[2].startswith("N")]) for made in pages) == 300
    for made in pages:
        foot = min(y for _, y, text in made.texts[SMALL] if _foot(text))
        assert lowest(made) < foot - 8 * made.unit
        assert foot < writer.height()
        assert all(0 <= x < writer.width() for texts in made.texts.values() for x, _, _ in texts)


def test_a_continued_group_says_where_it_is(writer: QPdfWriter) -> None:
    pages = Setter(writer, sheet(ListGroup("Mexico", "Puebla", rows(40)))).pages()
    assert "Mexico · Puebla, continued" in [text for _, _, text in pages[1].texts[REGION]]


def test_d9_markup_is_plain_text_and_loads_nothing(tmp_path: Path) -> None:
    evil = '<img src="/etc/x.png"><b>x</b>&amp;'
    (text,) = text_of(list_pdf(sheet(ListGroup("Mexico", evil, (ListRow("Ana", evil),)))), tmp_path)
    assert '<img src="/etc/x.png"><b>x</b>&amp;' in text


def test_progress_is_told_by_page_and_may_stop_the_work() -> None:
    told: list[tuple[int, int]] = []
    list_pdf(sheet(ListGroup("Mexico", "", rows(60))), lambda done, total: told.append((done, total)))
    assert told == [(n, len(told)) for n in range(1, len(told) + 1)]
    assert len(told) > 1

    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        list_pdf(sheet(ListGroup("Mexico", "", rows(60))), stop)


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"PATH": "", **environment},
        check=False,
    )


HERE = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
PRINT = "from partnerdesk.formats.page import *\nprint(len(list_pdf(ListSheet('x', ()))) > 1000)"


@pytest.mark.parametrize(
    "display", [{}, {"DISPLAY": ":987"}, {"WAYLAND_DISPLAY": "gone", "QT_QPA_PLATFORM": "wayland"}]
)
def test_a_pdf_is_made_without_a_screen_and_with_one_that_is_gone(display: dict[str, str]) -> None:
    done = run(HERE + PRINT, **display)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_missing_libraries_are_a_sentence_and_no_traceback() -> None:
    blocked = "sys.modules['PySide6.QtGui'] = None\n"
    code = (
        f"{HERE}{blocked}from partnerdesk.errors import NoScreen\nfrom partnerdesk.formats.page import *\n"
        "try: list_pdf(ListSheet('x', ()))\nexcept NoScreen as error: print(error)"
    )
    done = run(code)
    assert done.returncode == 0, done.stderr
    assert "cannot be set on this machine" in done.stdout
    assert (
        "libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
        in done.stdout
    )


def test_an_application_without_graphics_is_no_place_for_type() -> None:
    code = (
        f"{HERE}from PySide6.QtCore import QCoreApplication\nrunning = QCoreApplication([])\n"
        "from partnerdesk.errors import NoScreen\nfrom partnerdesk.formats.page import needs_gui\n"
        "try: needs_gui()\nexcept NoScreen as error: print(error)"
    )
    done = run(code)
    assert done.returncode == 0, done.stderr
    assert "without Qt's graphical part" in done.stdout
