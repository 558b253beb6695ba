"""The kind of a file is told by what is in it."""

import io
import zipfile
from pathlib import Path

import pytest

from partnerdesk.errors import BadInput
from partnerdesk.formats import charsets, kinds
from tests.formats.cards import expected

LETTER = b"From: Ana Lima <ana@escola.example>\r\nSubject: Ola\r\n\r\nBoa tarde.\r\n"
TEXTS = {
    b"BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n": "vcard",
    "BEGIN:VCARD\nFN:Ana\nEND:VCARD\n".encode("utf-16"): "vcard",
    b"name,e-mail\r\nAna,ana@escola.example\r\n": "table",
    b"ana@escola.example\nrui@escola.example\n": "table",
    b"# people\nversion: 1\n\ndn: cn=Ana\ncn: Ana\n": "ldif",
    LETTER: "mail",
    b"Content-Type: text/plain\n\nNobody signed this.\n": "mail",
    b"From - Mon Jan  4 10:00:00 2027\r\n" + LETTER: "mbox",
    b"Ana Lima <ana@escola.example>\nRui Sa <rui@escola.example>\n": "text",
    b"Ana Lima\nEscola Nova\nana@escola.example\n": "text",
}


def zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize("data", TEXTS)
def test_the_content_tells_the_kind(data: bytes) -> None:
    assert kinds.told(data) == TEXTS[data]


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (b"", "empty", "saved or sent whole"),
        (b"\xef\xbb\xbf \r\n", "empty", "saved or sent whole"),
        (zipped("xl/workbook.xml"), "Excel sheet", "Save the sheet as CSV"),
        (zipped("word/document.xml"), "Word document", "copy|Copy"),
        (zipped("people.csv"), "packed", "Unpack"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password", "Save the sheet as CSV"),
        (b"%PDF-1.7\n", "PDF", "Copy"),
        (b"SQLite format 3\0", "database", "Open"),
        (b"\x89PNG\r\n", "picture", "CSV"),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA7\n-----END PGP MESSAGE-----\n", "encrypted", "Decrypt"),
        (b"\x85\x01\x0c\x03" + bytes(range(256)), "encrypted", "Decrypt"),
        (b"\x8c\x0d\x04\x09\x03" + bytes(range(256)), "encrypted", "Decrypt"),
        (b"BEGIN:VCALENDAR\r\n", "calendar", "vCard"),
        (b'{"people": ["Ana <ana@escola.example>"]}\n', "data of another program", "vCard"),
        (b"BEGIN:VEVENT\r\nSUMMARY:Ana <ana@escola.example>\r\nEND:VEVENT\r\n", "calendar", "vCard"),
        (b"<!DOCTYPE html><table>", "web page", "paste"),
        (
            b"Name: A film evening\r\nLanguage: en\r\nSubject: A film\r\n\r\nDear {{ contact.name }},\r\n",
            "a template for letters",
            "on the page Templates",
        ),
        (bytes(range(256)) * 50, "no text", "vCard"),
    ],
)
def test_what_holds_no_people_is_refused_with_what_to_do(data: bytes, what: str, hint: str) -> None:
    with pytest.raises(BadInput, match=hint) as caught:
        kinds.told(data)
    assert what in caught.value.message


def test_real_files_are_told_apart(shared: Path) -> None:
    meant = {"vcard": "vcard", "eml": "mail", "mbox": "mbox", "ldif": "ldif", "csv": "table"}
    wrong = []
    for path, kind, *_ in (each for family in meant for each in expected(shared, family)):
        family = kind.partition("-")[0]
        if kind == "vcard-fuzz":
            continue
        told = kinds.told((shared / "corpora" / path).read_bytes())
        if told != meant[family] and (family, told) != ("eml", "mbox"):
            wrong.append((path, kind, told))
    # Two letters begin with a line that is no field of any head.
    assert {Path(path).name for path, *_ in wrong} == {"msg_19.txt", "malformedHeader-noheader.msg"}


def test_a_card_that_was_pasted_is_no_table_for_the_commas_in_it() -> None:
    text = b"Ana Lima\nDiretora, Nova\nTel: +351 22 555 0100 (mornings, not Monday)\na@escola.example\n"
    assert kinds.told(text) == "text"
    assert kinds.told(b"Ana,a@escola.example,Porto\nRui,r@escola.example,Lisboa\n") == "table"
    assert kinds.told(b"Wer,Post,Zw\nAna,a@escola.example,Nova\n") == "table"


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("chosen", ["", "utf-16"])
def test_utf_16_needs_no_mark_at_its_beginning(charset: str, chosen: str) -> None:
    text = "Name\tEmail\tCountry\r\nŽofia Šašná\tzofia@skola.example\tSlovensko\r\n"
    data = text.encode(charset)
    assert kinds.told(data) == "table"
    assert charsets.decoded(data, chosen)[0] == text
    assert not charsets.wrong_line(data, chosen or charset)


@pytest.mark.parametrize("within", ["BEGIN:VCARD", "dn: cn=Ana", "version: 1", "From: x@y.example"])
def test_a_table_stays_one_whatever_its_notes_say(within: str) -> None:
    data = f'Name,E-mail,Notes\nAna,ana@p.example,"She wrote:\n{within}\nFN:Somebody"\nBob,bob@p.example,\n'
    assert kinds.told(data.encode()) == "table"


def test_cards_and_entries_may_have_something_before_them() -> None:
    assert kinds.told(b"Exported by a telephone\n\nBEGIN:VCARD\nFN:Ana\nEND:VCARD\n") == "vcard"
    assert kinds.told(b"# extended LDIF\n#\n\nversion: 1\n\ndn: cn=Ana\nmail: ana@p.example\n") == "ldif"


def test_a_letter_and_a_list_are_no_template_for_a_line_in_common() -> None:
    assert kinds.told(b"From: a@x.example\nSubject: Hi\nLanguage: en\n\nHi\n") == "mail"
    assert kinds.told(b"Name,Subject\nAna Lee,Biology\n") == "table"
