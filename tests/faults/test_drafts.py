"""Faults D1 to D9 of drafts and exports, and I4 of mail that was made to hurt."""

import email
import mailbox
import re
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData

from partnerdesk.core.drafting import Address, Draft
from partnerdesk.core.times import Slot
from partnerdesk.errors import BadInput
from partnerdesk.formats import ics, mail

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DRAFT = Draft(
    Address("Elena", "elena@example.org"), Address("Ana", "ana@example.org"), "Water", "Dear Elena", "en", ()
)
BREAKS = ["\r", "\n", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\0"]


def names(data: bytes) -> list[str]:
    return list(email.message_from_bytes(data, policy=default).keys())


@pytest.mark.parametrize("control", BREAKS)
def test_d1_no_control_character_begins_a_header(control: str) -> None:
    evil = f"x{control}Bcc: eve@example.org{control}{control}body"
    usual = names(mail.write(DRAFT))
    for draft in (
        replace(DRAFT, subject=evil),
        replace(DRAFT, to=Address(evil, "elena@example.org")),
        replace(DRAFT, sender=Address(evil, "ana@example.org")),
    ):
        for data in (mail.write(draft), mail.write(draft, variant="mbox", now=NOW)):
            assert [name for name in names(data) if name not in ("Date", "Message-ID")] == usual
            assert b"\nBcc" not in data
            assert mail.read(data).body == "Dear Elena"
    without = [name for name in usual if name != "Content-Language"]
    assert names(mail.write(replace(DRAFT, language=evil))) == without
    for address in (f"a@example.org{control}Bcc: b@example.org", f"a{control}@example.org"):
        with pytest.raises(BadInput):
            mail.write(replace(DRAFT, to=Address("x", address)))
    event = ics.Event("u", _slot(), evil, "", NOW, evil, evil)
    assert len(re.findall(rb"^\w", ics.write([event]), re.MULTILINE)) == 15  # and no line that was not meant


def _slot() -> Slot:
    return Slot(datetime(2027, 3, 16, 10, 0), "America/Hermosillo")  # noqa: DTZ001


def test_d2_to_d4_are_held_by_the_tests_of_mail() -> None:
    message = email.message_from_bytes(
        mail.write(replace(DRAFT, to=Address("Smith, John", "j@bücher.example"))), policy=default
    )
    (only,) = message["To"].addresses
    assert (only.display_name, only.addr_spec) == ("Smith, John", "j@xn--bcher-kva.example")
    with pytest.raises(BadInput, match="most mail servers refuse"):
        mail.write(replace(DRAFT, to=Address("John", "jöhn@example.org")))


@pytest.mark.parametrize("lead", ["From ", ">From ", ">>From ", "x" * 75 + "From ", "x" * 70 + " From "])
def test_d5_lines_that_begin_with_from_come_through_an_mbox(lead: str, tmp_path: Path) -> None:
    body = f"{lead}here on\n\n{lead}" + "there " * 20
    draft = replace(DRAFT, body=body.rstrip())
    path = tmp_path / "letters"
    path.write_bytes(mail.mbox([draft, draft], NOW))
    assert len(re.findall(rb"^From ", path.read_bytes(), re.MULTILINE)) == 2
    with closing(mailbox.mbox(path, create=False)) as box:
        assert [mail.read(box.get_bytes(key)) for key in box.keys()] == [draft, draft]  # noqa: SIM118
    assert mail.read(mail.write(draft)) == draft
    assert max(map(len, mail.write(draft).split(b"\r\n"))) <= 76


@pytest.mark.parametrize(
    "person",
    [
        *(
            "",
            ".",
            "..",
            "...",
            " ",
            "-rf",
            "~",
            "CON",
            "con.",
            "nul.txt",
            "COM1",
            "LPT¹.x",
            "CONIN$",
            "aux. b",
        ),
        *(
            "../../etc/passwd",
            "/etc/passwd",
            "C:\\x",
            "\\\\host\\share",
            'a/b\\c:d*e?f"g<h>i|j',
            "a\u2044b\uff0fc",
        ),
        *(
            "a\0b",
            "a\nb",
            "\u202egnp.exe",
            "\u200f\u200e",
            "Elena.",
            "Elena ",
            "e\u0301" * 300,
            "山" * 300,
            "👩‍🏫" * 100,
        ),
    ],
)
def test_d6_a_hostile_name_makes_a_harmless_file(person: str, tmp_path: Path) -> None:
    name = mail.file_name(person, date(2027, 3, 16), "eml", ())
    path = tmp_path / name
    path.write_bytes(b"x")
    assert path.parent.resolve() == tmp_path
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert len(name.encode()) <= 200
    assert not re.search(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e-\u200f\u202a-\u202e\u2066-\u2069]', name)
    assert not re.match(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", name)
    assert name.endswith(".eml")
    assert not name.startswith((".", "-", "~", " "))


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from dataclasses import replace
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
from partnerdesk.desk import outbox
from partnerdesk.errors import PartnerDeskError
from tests.faults.test_drafts import DRAFT
folder, kind = Path(sys.argv[1]), sys.argv[2]
letters = [DRAFT, replace(DRAFT, body="Dear Elena " * 1000)]
try:
    outbox.write(letters, folder, kind, datetime(2027, 3, 1, tzinfo=UTC))
except PartnerDeskError as error:
    print(type(error).__name__, error)
try:
    outbox.put_anew(folder / "list.pdf", b"x" * 5000)
except OSError as error:
    print(type(outbox.explained(error, folder)).__name__)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
@pytest.mark.parametrize("kind", ["eml", "mbox", "txt"])
def test_d7_where_there_is_no_room_what_was_there_stays_and_nothing_is_added(
    kind: str, tmp_path: Path
) -> None:
    (tmp_path / "list.pdf").write_bytes(b"of yesterday")
    (tmp_path / "Elena 2027-03-01.eml").write_bytes(b"of yesterday")
    done = subprocess.run(
        [sys.executable, "-B", "-c", FULL, str(tmp_path), kind],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    said, later = done.stdout.splitlines()
    assert said.startswith("DiskFull There is no room left")
    assert later == "DiskFull"
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == dict.fromkeys(
        ("list.pdf", "Elena 2027-03-01.eml"), b"of yesterday"
    )


def test_d8_a_recipient_adds_nothing_to_a_mailto() -> None:
    with pytest.raises(BadInput):
        mail.mailto(replace(DRAFT, to=Address("", "a@b?bcc=x")))
    for address in ("a@example.org,b@example.org", "a@example.org?bcc=x@example.org", "a@example.org&bcc=x"):
        with pytest.raises(BadInput):
            mail.mailto(replace(DRAFT, to=Address("", address)))
    url = mail.mailto(
        replace(DRAFT, to=Address("", "a?bcc=x&y@example.org"), subject="s&bcc=x", body="#&cc=y")
    ).url
    assert url == "mailto:a%3Fbcc%3Dx%26y@example.org?subject=s%26bcc%3Dx&body=%23%26cc%3Dy"


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "08d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_d9_a_picture_named_in_a_text_is_neither_loaded_nor_run(qapp: object, tmp_path: Path) -> None:
    from PySide6.QtGui import QPdfWriter

    from partnerdesk.qt.letter.body import Body
    from partnerdesk.qt.widgets import Label

    picture = tmp_path / "x.png"
    picture.write_bytes(PIXEL)
    evil = f'<img src="{picture}"><script>x</script>'
    assert mail.read(mail.write(replace(DRAFT, body=evil, subject=evil))).body == evil
    assert b"text/html" not in mail.write(replace(DRAFT, body=evil))
    body, label = Body(), Label(evil)
    body.show_text(evil, ())
    assert body.toPlainText() == evil
    body.insertFromMimeData(_html(evil))
    assert "\ufffc" not in body.toPlainText()  # which stands for a picture
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance(evil) * 0.9  # as it is written
    paper = QPdfWriter(str(tmp_path / "letter.pdf"))
    body.document().print_(paper)
    del paper
    assert b"/Subtype /Image" not in (tmp_path / "letter.pdf").read_bytes()


def _html(text: str) -> QMimeData:
    """Return what a browser puts on the clipboard."""
    data = QMimeData()
    data.setHtml(text)
    return data


def _nested(levels: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(levels)
    )
    return opened + b"\ndeep"


HOSTILE = {
    "nested": _nested(5000),
    "nested a little": _nested(90),
    "brackets": b"To: " + b"(" * 100_000 + b"\n\nx",
    "angles": b"To: " + b"<" * 100_000 + b"\n\nx",
    "quotes": b"To: " + b'"\\' * 100_000 + b"\n\nx",
    "encoded words": b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nx",
    "half encoded words": b"Subject: " + b"=?utf-8?b?" * 20_000 + b"\n\nx",
    "parts": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nabc\n" * 20_000,
    "parameters": b"Content-Type: text/plain" + b';a="' * 100_000 + b"\n\nx",
    "headers": b"X: y\n" * 50_000 + b"\nx",
    "scripts": b"Content-Type: text/html\n\n" + b"<script" * 50_000,
    "tags": b"Content-Type: text/html\n\n" + b"<" * 200_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_i4_mail_that_was_made_to_hurt_is_read_or_refused_soon(data: bytes) -> None:
    began = time.process_time()
    with suppress(BadInput):
        mail.read(data)
    assert time.process_time() - began < 5, "a bound is missing: these take well under a second"


def test_i4_a_message_without_end_is_refused() -> None:
    with pytest.raises(BadInput, match="25 MB"):
        mail.read(b"Subject: x\n\n" + b"x" * (25 * 2**20))
