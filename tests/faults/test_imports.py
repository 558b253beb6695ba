"""Faults of files that come in (I1 to I9): told by row, capped, stopped, and nothing partial.

The numbers are those of the list of faults; I10 is a matter of the search.
"""

from __future__ import annotations

import csv
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.desk import contacts, exports, imports, incoming, listing
from partnerdesk.desk.book import Book, new_book, open_book
from partnerdesk.desk.checks import verify
from partnerdesk.errors import BadInput, NotABook

ROOT = Path(__file__).parents[2]
GOOD = "Ana Lima,ana@escola.example\n"
HEAD = "Name,E-mail,Notes\n"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path / "b.partnerdesk") as made:
        yield made


def take(book: Book, data: bytes | str, name: str = "people.csv") -> imports.Counts:
    data = data.encode() if isinstance(data, str) else data
    return imports.take(book, [imports.look(data, name)]).counts[0]


def names(book: Book) -> list[str]:
    return [row.name for row in listing.rows(book, listing.find(book))]


def within(seconds: float) -> float:
    """Return the moment by which something has to be done."""
    return time.monotonic() + seconds


# ---- I1


def test_i1_a_cell_of_200_kb_is_told_by_row_and_costs_nobody(book: Book) -> None:
    counts = take(book, f'{HEAD}{GOOD}Rui,rui@escola.example,"{"x" * 200_000}"\nMia,mia@escola.example,\n')
    assert names(book) == ["Ana Lima", "Mia", "Rui"]
    ((where, why),) = counts.refused
    assert where == "row 3, column 3"
    assert why == (
        "The cell is 200,000 letters long: the contact has its beginning. Keep the file for the rest."
    )
    rui = contacts.card(book, listing.find(book, text="Rui")[0])
    assert rui.notes.startswith("xxx")
    assert rui.notes.endswith("The rest stands only in the file: row 3.]")
    assert len(rui.notes) == 20_000


def test_i1_a_cell_of_200_kb_changes_nothing_the_second_time(book: Book) -> None:
    data = f'{HEAD}Rui,rui@escola.example,"{"x" * 200_000}"\n'
    take(book, data)
    counts = take(book, data)
    assert (counts.added, counts.updated, counts.unchanged) == (0, 0, 1)


def test_i1_a_cell_of_two_megabytes_is_refused_with_what_to_do(book: Book) -> None:
    counts = take(book, f'{HEAD}{GOOD}Rui,rui@escola.example,"{"x" * 2_000_000}"\n')
    ((where, why),) = counts.refused
    assert where == "row 3"
    assert why.endswith("Shorten it in the file, then try again.")


def test_i1_a_quotation_mark_that_is_never_closed_costs_one_row(book: Book) -> None:
    counts = take(book, f'{HEAD}{GOOD}Rui,"rui@escola.example,\n' + "Mia,mia@escola.example,\n" * 3)
    assert counts.refused == [("row 3", "A quotation mark is never closed.")]
    assert names(book) == ["Ana Lima", "Mia"]


def test_i1_nul_cp1252_and_utf_16_are_read(book: Book) -> None:
    take(book, f"{HEAD}An\0a,ana@escola.example,\n")
    take(book, f"{HEAD}José,jose@escola.example,\n".encode("cp1252"))
    take(book, f"{HEAD}Łucja,lucja@szkola.example,\n".encode("utf-16"))
    assert names(book) == ["Ana", "José", "Łucja"]


# ---- I2


@pytest.mark.parametrize("name", ["=1+1", "+Ana", "-Ana", "@Ana", "=HYPERLINK(1)"])
def test_i2_what_looks_like_a_formula_is_a_name_like_any_other(book: Book, name: str) -> None:
    take(book, f"{HEAD}{name},ana@escola.example,\n")
    assert names(book) == [name]


CELLS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("x")',
    "=cmd|' /C calc'!A0",
    "|x",
    "+52 222 555 0199",
]


@pytest.mark.parametrize("cell", CELLS)
def test_i2_no_cell_of_a_spreadsheet_is_a_formula_and_none_of_the_data_is_changed(
    book: Book, tmp_path: Path, cell: str
) -> None:
    phones = [(cell, "")] if cell.startswith("+52") else []
    contacts.add(book, name=cell, role=cell, notes=cell, tags=[cell], phones=phones)
    rows: dict[str, dict[str, str]] = {}
    for style in ("data", "spreadsheet"):
        exports.write(book, tmp_path / "out.csv", listing.find(book), style=style)
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as opened:
            (rows[style],) = csv.DictReader(opened)
    assert not [
        each for each in rows["spreadsheet"].values() if each.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]
    assert rows["data"]["Name"] == " ".join(cell.split())
    if phones:
        assert rows["data"]["Phone 1"] == cell


# ---- I3


def test_i3_a_picture_of_10_mb_is_left_out_and_its_card_kept(book: Book) -> None:
    lines = "\n ".join(["QUJD" * 18] * 140_000)
    data = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;ENCODING=b:{lines}\nEND:VCARD\n"
    assert len(data) > 10_000_000
    end = within(20)
    assert take(book, data, "ana.vcf").added == 1
    assert time.monotonic() < end
    assert "PHOTO was left out" in contacts.card(book, listing.find(book)[0]).notes


def test_i3_a_hundred_thousand_properties_are_refused(book: Book) -> None:
    many = "NOTE:x\n" * 100_000
    good = "BEGIN:VCARD\nFN:Rui\nEND:VCARD\n"
    counts = take(book, f"BEGIN:VCARD\nFN:Ana\n{many}END:VCARD\n{good}", "a.vcf")
    assert "100,001 properties" in counts.refused[0][1]
    assert names(book) == ["Rui"]


def test_i3_a_line_of_50_mb_is_bounded(book: Book) -> None:
    end = within(30)
    counts = take(book, b"BEGIN:VCARD\nFN:Ana\nNOTE:" + b"x" * 50_000_000 + b"\nEND:VCARD\n", "a.vcf")
    assert time.monotonic() < end
    assert "50,000,000 letters long" in counts.refused[0][1]


@pytest.mark.parametrize(
    "data",
    [
        b"Name,E-mail\nAna,ana@escola.example\nRui," + b"x" * 50_000_000 + b"\nMia,mia@escola.example\n",
        b"dn: cn=Ana\nobjectclass: person\ncn: Ana\n\n"
        b"dn: cn=Rui\nobjectclass: person\ncn: " + b"x" * 50_000_000 + b"\n\n"
        b"dn: cn=Mia\nobjectclass: person\ncn: Mia\n",
        b"Ana <ana@escola.example>\n" * 3 + b"Rui " + b"x" * 50_000_000 + b"\nMia <mia@escola.example>\n",
    ],
    ids=["table", "LDIF", "text"],
)
def test_i3_a_line_of_50_mb_costs_no_neighbour(book: Book, data: bytes) -> None:
    end = within(30)
    counts = take(book, data)
    assert time.monotonic() < end
    assert names(book)[0] == "Ana"
    assert counts.refused


# ---- I4


@pytest.mark.parametrize(
    "head",
    [
        "From: " + "(" * 100_000,
        "From: " + "=?utf-8?q?a?= " * 20_000 + "<ana@escola.example>",
        "From: ana@escola.example\n" + "Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 5_000,
    ],
)
def test_i4_letters_made_to_keep_a_reader_busy_are_bounded(book: Book, head: str) -> None:
    end = within(10)
    take(book, f"Subject: Hello\n{head}\n\nHello.\n", "letter.eml")
    assert time.monotonic() < end


# ---- I5


def test_i5_nothing_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "people.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../people.csv", "Name\n" + "Ana\n" * 1_000_000)
    with pytest.raises(BadInput, match="Unpack it first"):
        imports.look(path)
    assert [each.name for each in tmp_path.iterdir()] == ["people.zip"]


# ---- I6


@pytest.mark.parametrize(
    "command",
    [
        "CREATE TRIGGER t AFTER INSERT ON contact BEGIN DELETE FROM contact; END",
        "CREATE VIEW v AS SELECT load_extension('x')",
    ],
)
def test_i6_a_book_with_commands_of_its_own_is_refused_and_left_as_it_is(
    book: Book, tmp_path: Path, command: str
) -> None:
    book.close()
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute(command)
        connection.commit()
    before = book.path.read_bytes()
    with pytest.raises(NotABook, match="commands of its own"):
        open_book(book.path)
    assert book.path.read_bytes() == before


def test_i6_a_book_is_not_read_as_a_list_of_people(book: Book) -> None:
    assert list(listing.find(book)) == []  # it is open: now a look at its file would drop SQLite's locks
    with pytest.raises(BadInput, match="the book itself"):
        imports.look(book.path)


# ---- I7


class Stopped(Exception):
    """The user pressed Esc."""


@pytest.mark.parametrize("rows", [1, 500, 2_501, 5_999])
def test_i7_stopping_at_any_row_leaves_nothing_within_half_a_second(book: Book, rows: int) -> None:
    stopped = 0.0

    def stop(done: int, _total: int) -> None:
        nonlocal stopped
        if done >= rows:
            stopped = time.monotonic()
            raise Stopped

    data = HEAD + "".join(f"P {n},p{n}@escola.example,\n" for n in range(6_000))
    with pytest.raises(Stopped):
        imports.take(book, [imports.look(data.encode())], progress=stop)
    assert time.monotonic() - stopped < 0.5
    assert names(book) == []
    assert all(check.ok for check in verify(book.path))


IMPORTER = """
import sys
from pathlib import Path
from partnerdesk.core.zones import use_bundled_zones
use_bundled_zones()
from partnerdesk.desk import imports
from partnerdesk.desk.book import open_book
book = open_book(Path(sys.argv[1]))
files = [imports.look(Path(sys.argv[2]))]
def said(done, total):
    print(done, flush=True)
imports.take(book, files, progress=said)
print("taken", flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("chunks", [1, 7, 13, 19, 20])
def test_s1_a_process_killed_while_it_takes_a_file_in_leaves_all_rows_or_none(
    book: Book, tmp_path: Path, chunks: int
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(HEAD + "".join(f"P {n},p{n}@escola.example,\n" for n in range(10_000)), encoding="utf-8")
    book.close()
    command = [sys.executable, "-c", IMPORTER, str(book.path), str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as running:
        assert running.stdout is not None
        for _ in range(chunks):
            running.stdout.readline()
        running.send_signal(signal.SIGKILL)
        said = running.stdout.read()
    with open_book(book.path) as again:
        count = len(listing.find(again))
        assert count in ({10_000} if "taken" in said else {0, 10_000})
    assert all(check.ok for check in verify(book.path))


# ---- I8


def test_i8_the_same_file_twice_makes_no_duplicates(book: Book) -> None:
    data = f"{HEAD}{GOOD}Rui,,Sings.\nRui,,\n,office@escola.example,\n"
    first, second = take(book, data), take(book, data)
    assert (first.added, second.added, second.updated) == (3, 0, 0)
    assert len(names(book)) == 3


# ---- I9


@pytest.mark.parametrize(
    "zone", ["../../etc/passwd", "\0", "/etc/localtime", "Europe/../Europe/Paris", "x" * 5_000]
)
def test_i9_a_zone_that_cannot_be_is_a_note(book: Book, zone: str) -> None:
    take(book, f"Name,Time zone\nAna,{zone}\n")
    card = contacts.card(book, listing.find(book)[0])
    assert card.whereabouts.zone == ""
    assert card.notes.startswith("Time zone: ") or not zone.strip("\0")


# ---- sizes


def test_a_file_of_2_gb_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("wb") as made:
        made.truncate(2 * 2**30)
    end = within(1)
    with pytest.raises(BadInput, match="larger than"):
        imports.look(path)
    assert time.monotonic() < end


@pytest.mark.parametrize(
    "data", [b"BEGIN:VCARD\nFN:Ana", b"BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Rui\nEND:VCARD\n"]
)
def test_a_file_that_was_cut_short_gives_what_is_there(data: bytes) -> None:
    found = [each.name for each in incoming.look(data, "a.vcf").cards() if isinstance(each, Card)]
    assert found[0] == "Ana"


def test_every_refusal_says_where_and_why(shared: Path) -> None:
    """No real file raises, and nothing that is refused is refused without a word."""
    files = sorted(path for path in (shared / "corpora").rglob("*") if path.is_file())
    for path in files:
        try:
            parts = list(imports.look(path).cards())
        except BadInput as error:
            parts = [RefusedPart(error.message.replace(path.name, "where"), error.hint)]
        for part in parts:
            if isinstance(part, RefusedPart):
                assert part.where, path
                assert path.name not in part.where
                assert part.why.endswith("."), path
