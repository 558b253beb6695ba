"""Nothing is lost on paper: every field of every contact stands in the text of the pages, whole."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerdesk.formats.paper.missing import draw_as_boxes, missing_letters
from partnerdesk.formats.paper.pdf import pdf
from partnerdesk.formats.paper.setting import Set, set_pages
from partnerdesk.formats.paper.sheets import SHEETS, sheet_named
from partnerdesk.formats.paper.type import TEXT, Page
from partnerdesk.formats.paper.values import (
    Card,
    CardGroup,
    Cards,
    Cell,
    Column,
    Frame,
    Group,
    Labels,
    Look,
    Table,
)
from tests.formats.paper.reading import run, text_of

pytestmark = pytest.mark.usefixtures("qapp")

LETTERS = st.characters(categories=("L", "N"), max_codepoint=0x24F)
KANJI = st.sampled_from("山本花子田中健太千橋小学校東京さくらアイウ김영희서울")
SIGNS = st.sampled_from(" .-'@_,()/&<>\"")
RTL = st.sampled_from(["محمد عبد الرحمن", "يسرى", "יעל כהן", "دانشگاه تهران"])
WORDS = st.one_of(st.text(st.one_of(LETTERS, LETTERS, SIGNS, KANJI), min_size=1, max_size=90), RTL)
LOOKS = st.builds(
    Look,
    paper=st.sampled_from(["A4", "Letter"]),
    landscape=st.booleans(),
    size=st.sampled_from([0.8, 1.0, 1.6]),
    black=st.booleans(),
)
FEW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def squeezed(text: str) -> str:
    """A text without the spaces at which lines may break, and without what cannot be seen."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isprintable() and char != " ")


def drawn(text: str, look: Look) -> str:
    """A text as it is drawn: with a box for each letter that no typeface of this machine has."""
    page = Page(1, 1, look)
    page.put(TEXT, 0, 0, text)
    draw_as_boxes([page], missing_letters([page], look), look)
    return squeezed(page.lines[0][3])


def lines(made: Set) -> str:
    """All lines of the pages, one style after another as they are drawn."""
    found: dict[object, list[str]] = {}
    for page in made.pages:
        for style, texts in page.texts.items():
            found.setdefault(style, []).extend(text for _, _, text in texts)
    return "\n".join(squeezed("".join(some)) for some in found.values())


@FEW
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=12), LOOKS)
def test_every_cell_of_a_table_is_on_the_pages(rows: list[tuple[str, ...]], look: Look) -> None:
    columns = tuple(Column(f"C{n}", share) for n, share in enumerate((23, 26, 28, 19)))
    cells = tuple(tuple((("text", text),) for text in row) for row in rows)
    made = set_pages(Table(Frame("T"), columns, (Group("Mexico", "Puebla", cells),), look))
    said = lines(made)
    for row in rows:
        for text in row:
            assert drawn(text, look) in said
    assert not any("too long" in notice for notice in made.notices)


@FEW
@given(st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=12), LOOKS)
def test_every_line_of_a_card_is_on_its_page(people: list[list[str]], look: Look) -> None:
    cards = tuple(Card(tuple(("text", text) for text in parts)) for parts in people)
    made = set_pages(Cards(Frame("T"), (CardGroup("Mexico", cards),), look))
    said = lines(made)
    for parts in people:
        assert drawn("".join(parts), look) in said


@FEW
@given(
    st.lists(st.lists(st.text(LETTERS, min_size=1, max_size=45), min_size=3, max_size=6), max_size=9),
    st.sampled_from([sheet.number for sheet in SHEETS if sheet.height > 30]),
    st.integers(1, 6),
)
def test_every_line_of_an_address_is_on_its_label(
    addresses: list[list[str]], number: str, first: int
) -> None:
    made = set_pages(Labels("L", sheet_named(number), tuple(map(tuple, addresses)), first))
    said = lines(made)
    cut = any("too long" in notice for notice in made.notices)
    for lines_ in addresses:
        assert cut or squeezed("".join(lines_)) in said


@settings(max_examples=12, deadline=None)
@given(st.lists(WORDS, min_size=60, max_size=400), st.sampled_from(["table", "cards"]), LOOKS)
def test_what_has_no_room_stands_in_full_at_the_end(words: list[str], style: str, look: Look) -> None:
    note = " ".join(words)
    cell: Cell = (("name", "Ana Lee"), ("text", note))
    if style == "table":
        columns = (Column("Name", 1), Column("More", 3))
        rows = ((cell, (("text", "x"),)),)
        made = set_pages(Table(Frame("T"), columns, (Group("Mexico", "", rows),), look))
    else:
        made = set_pages(Cards(Frame("T"), (CardGroup("Mexico", (Card(cell),)),), look))
    if any("too long" in notice for notice in made.notices):
        assert "full on the last page" in made.notices[-1]
        first, *more = ([text for _, _, _, text in page.lines] for page in made.pages)
        assert any(text.endswith("…") for text in first)
        foot = re.compile(r"Page \d+ of \d+|T|In full|")
        rest = [text for page in more for text in page if not foot.fullmatch(text)]
        assert rest[0] == "Ana Lee"
        assert squeezed("".join(rest[1:])) == drawn(note, look)
    else:
        assert drawn(note, look) in lines(made)


@pytest.mark.parametrize("style", ["table", "cards"])
def test_what_is_set_is_what_another_program_reads(tmp_path: Path, style: str) -> None:
    people = [
        "María de los Ángeles Guadalupe Fernández de Córdoba y Villaseñor-Etxeberria",
        "Γιώργος Παπαδόπουλος",
        "Наталья Щёголева",
        "山本 さくら",
        "김영희",
        "Nguyễn Thị Minh Khai",
        "Ólafur Þór Œuvre ﬁn",
        "o'neil+tag@example.org",
        '<img src="/etc/hostname">',
        "{{ 7*7 }} & <b>x</b>",
    ]
    parts: list[Cell] = [(("name", name), ("small", f"n{number}")) for number, name in enumerate(people)]
    if style == "table":
        rows = tuple((cell,) for cell in parts)
        made = set_pages(Table(Frame("T"), (Column("Name", 1),), (Group("Mexico", "", rows),)))
    else:
        made = set_pages(Cards(Frame("T"), (CardGroup("Mexico", tuple(map(Card, parts))),)))
    said = squeezed(" ".join(text_of(pdf(made), tmp_path)))
    missing = re.findall(r"these letters .*: (.*?)\. They", " ".join(made.notices))
    for name in people:
        if not missing or not {*name} & {*missing[0]}:
            assert squeezed(name) in said, name


def test_text_is_copied_in_the_order_in_which_it_is_read(tmp_path: Path) -> None:
    """As it stands in the file: contact by contact, cell by cell."""
    path = tmp_path / "a.pdf"
    rows = tuple(
        tuple((("name" if n == 0 else "text", f"r{row}c{n}a"), ("small", f"r{row}c{n}b")) for n in range(3))
        for row in range(40)
    )
    groups = (Group("Mexico", "Puebla", rows[:20]), Group("Peru", "", rows[20:]))
    path.write_bytes(pdf(set_pages(Table(Frame("Title"), (Column("A", 1),) * 3, groups))))
    words = run("pdftotext", "-raw", path, "-").split()
    cells = [word for word in words if re.fullmatch(r"r\d+c\d[ab]", word)]
    assert cells == [f"r{row}c{n}{part}" for row in range(40) for n in range(3) for part in "ab"]
    assert words.index("Title") < words.index("Mexico") < words.index("Puebla") < words.index("r0c0a")


def test_d9_what_a_note_names_is_not_read(tmp_path: Path) -> None:
    """Markup prints as its letters: no image is in the file, and nothing of what it names."""
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>Xyzzy</text></svg>")
    evil = f'<img src="{secret}"><script>x</script><link rel=stylesheet href="file://{secret}">'
    rows = (((("name", evil), ("text", evil)),),)
    data = pdf(set_pages(Table(Frame(evil), (Column("Name", 1),), (Group(evil, evil, rows),))))
    (text,) = text_of(data, tmp_path)
    assert squeezed(text).count(squeezed(evil)) >= 4
    assert "Xyzzy" not in text
    for thing in (b"/Subtype /Image", b"/URI", b"/JavaScript", b"/EmbeddedFile"):
        assert thing not in data
