"""Files that cannot be: which file, which place, what to do; and nothing is stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from partnerdesk.core.cards import Card
from partnerdesk.desk import contacts, exports, imports, listing
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.checks import verify
from partnerdesk.errors import BadInput, NotFound
from partnerdesk.formats import share
from tests.cli.shell import partnerdesk


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path / "b.partnerdesk") as made:
        yield made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book into which nothing comes in any of these tests."""
    with new_book(tmp_path_factory.mktemp("empty") / "b.partnerdesk") as made:
        yield made


def packed(name: str, *, locked: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(name, "Name\nAna\n")
    data = bytearray(buffer.getvalue())
    if locked:
        data[6] |= 1
    return bytes(data)


NOISE = Random(5).randbytes(5_000)
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
REFUSED = {
    "empty": (b"", "is empty", "saved or sent whole"),
    "only a mark": (b"\xef\xbb\xbf\r\n", "is empty", "saved or sent whole"),
    "zeros": (b"\0" * 4_096, "is empty", "saved or sent whole"),
    "noise": (NOISE, "holds no text", "as vCard"),
    "a program": (b"\x7fELF\2\1\1" + NOISE, "holds no text", "as vCard"),
    "a picture": (b"\x89PNG\r\n" + NOISE, "is a picture", "as CSV"),
    "a sheet": (packed("xl/workbook.xml"), "is an Excel sheet", "as CSV"),
    "a sheet with a password": (
        OFFICE + "EncryptedPackage".encode("utf-16-le") + NOISE, "Office file with a password", "as CSV",
    ),
    "an old sheet": (OFFICE + NOISE, "Office file of the old kind", "as CSV"),
    "packed": (packed("people.csv"), "is a packed file", "Unpack it first"),
    "packed with a password": (packed("people.csv", locked=True), "packed file with a password", "Unpack it"),
    "packed otherwise": (b"\x1f\x8b\x08" + NOISE, "is a packed file", "Unpack it first"),
    "a PDF": (b"%PDF-1.7\n" + NOISE, "is a PDF", "paste it"),
    "a PDF with a password": (b"%PDF-1.7\ntrailer <</Encrypt 2 0 R>>", "PDF with a password", "as CSV"),
    "a book": (b"SQLite format 3\0" + NOISE, "is a database", "Open"),
    "a calendar": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "is a calendar", "as vCard"),
    "a page": (b"<!DOCTYPE html><table><td>Ana</td></table>", "is a web page", "paste it"),
    "half a share file": (b"".join(share.write([Card(name="Ana")]))[:-9], "cut short", "Ask for it again"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("name", ["people.csv", "people.vcf"])
def test_a_file_that_holds_no_people_is_named_with_what_to_do(
    empty: Book, tmp_path: Path, what: str, name: str
) -> None:
    data, why, hint = REFUSED[what]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        imports.look(path)
    assert name in refused.value.message
    assert why in refused.value.message
    assert hint in refused.value.hint
    assert len(listing.find(empty)) == 0
    assert empty.undoable() == ("", "")


@pytest.mark.parametrize("name", ["people.csv", "people.ldif", "people.jpg", "people"])
def test_the_name_of_a_file_says_nothing(book: Book, tmp_path: Path, name: str) -> None:
    contacts.add(book, name="Ana Lima", emails=[("ana@escola.example", "")])
    exports.write(book, tmp_path / "out.vcf", listing.find(book))
    (tmp_path / "out.vcf").rename(tmp_path / name)
    incoming = imports.look(tmp_path / name)
    assert incoming.kind == "vcard"
    assert imports.take(book, [incoming]).counts[0].unchanged == 1


HALF = {
    "table": (b'Name,E-mail\nAna,ana@a.example\nRui,"rui@r.exam', "rui@r.exam"),
    "vCard": (b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Rui\nTEL:+351 2", "+351 2"),
    "LDIF": (
        b"dn: cn=Ana\nobjectclass: person\ncn: Ana\n\ndn: cn=R\nobjectclass: person\ncn: Rui\ntelepho",
        "telepho",
    ),
    "mbox": (
        b"From x\nFrom: Ana <a@a.example>\n\nHello.\nFrom x\nFrom: Rui <r@r.example>\nSubj",
        "r@r.example",
    ),
}


@pytest.mark.parametrize("kind", HALF)
def test_a_file_that_was_cut_short_gives_whom_it_has(book: Book, kind: str) -> None:
    data, told = HALF[kind]
    imports.take(book, [imports.look(data, "half")])
    found = [contacts.card(book, key) for key in listing.find(book)]
    assert [each.name for each in found] == ["Ana", "Rui"]
    rui = found[-1]
    reached = (*(each.address for each in rui.emails), *(each.number for each in rui.phones))
    assert told in "\n".join([rui.notes, *reached])


OLD = "Name;E-mail\nAna;ana@escola.example\nJosé;jose@escola.example\n".encode("cp1252")


@pytest.mark.parametrize(
    ("data", "charset", "line"),
    [
        (OLD, "utf-8", 3),
        (OLD, "ascii", 3),
        ("Name;E-mail\nÁlex;a@escola.example\n".encode(), "utf-16", 2),
        (b"dn: x\nobjectclass: person\ncn: Jos\xe9\n", "utf-8", 3),
    ],
)
def test_a_charset_that_cannot_be_is_refused_with_its_line(
    book: Book, tmp_path: Path, data: bytes, charset: str, line: int
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=rf"people\.csv” cannot be {charset}: line {line} "):
        imports.look(path, charset=charset)
    book.close()
    ran = partnerdesk(tmp_path, "import", book.path.name, "people.csv", "--charset", charset)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "people.csv" in ran.stderr
    assert "Choose another charset" in ran.stderr
    assert partnerdesk(tmp_path, "list", book.path.name, "--json").stdout.strip() == "[]"


def test_a_charset_that_the_file_suggests_is_taken_with_its_damage(book: Book) -> None:
    data = b"Name;E-mail\nJos\xe9\x81;jose@escola.example\n"  # 0x81 is nothing in windows-1252
    incoming = imports.look(data, "people.csv")
    again = imports.relaid(incoming, delimiter=";")
    assert [each.name for each in again.cards() if isinstance(each, Card)] == ["José\ufffd"]
    assert imports.look("Name;E-mail\nŁucja;l@s.example\n".encode("utf-16"), charset="utf-16").kind == "table"


def test_a_file_that_is_not_there_or_may_not_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"people\.csv"):
        imports.look(tmp_path / "people.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(BadInput, match=r"folder\.csv.*cannot be read"):
        imports.look(tmp_path / "folder.csv")


def test_a_sparse_file_of_2_gb_is_refused_by_the_command_line(book: Book, tmp_path: Path) -> None:
    with (tmp_path / "people.vcf").open("wb") as made:
        made.truncate(2 * 2**30)
    book.close()
    ran = partnerdesk(tmp_path, "import", book.path.name, "people.vcf")
    assert ran.returncode == 1
    assert "“people.vcf” is larger than 256 MB. Take it in in several parts." in ran.stderr


def test_bad_files_leave_a_book_whole(book: Book, tmp_path: Path) -> None:
    contacts.add(book, name="Ana")
    names = []
    for number, (data, _, _) in enumerate(REFUSED.values()):
        (tmp_path / f"{number}.csv").write_bytes(data)
        names.append(f"{number}.csv")
    book.close()
    ran = partnerdesk(tmp_path, "import", book.path.name, *names)
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == len(names)
    assert "Traceback" not in ran.stderr
    assert all(check.ok for check in verify(book.path))
