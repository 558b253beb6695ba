"""Letters received: the sender is found in every real message, whatever is wrong with it."""

import csv
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnerdesk.errors import BadInput
from partnerdesk.formats.mail import as_shown
from partnerdesk.formats.mailread import LARGEST
from partnerdesk.formats.received import received

LETTER = (
    b"From: =?utf-8?q?Elena_Ruiz?= <elena@normal.example.org>\r\n"
    b"To: ana@lincoln.example.org\r\n"
    b"Date: Tue, 2 Mar 2027 09:15:00 -0600\r\n"
    b"Subject: Re: Water in our town\r\n"
    b"Message-ID: <abc@normal.example.org>\r\n"
)


def expected(shared: Path) -> list[tuple[Path, int, str, str]]:
    corpora = shared / "corpora"
    with (corpora / "EXPECT.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[0][0] != "#"]
    return [(corpora / row[0], int(row[2]), row[3], row[4]) for row in rows if row[1] == "eml"]


def test_every_real_message_is_read_within_bounds_and_yields_its_sender(shared: Path) -> None:
    found = expected(shared)
    assert len(found) > 90
    wrong = []
    for path, count, name, address in found:
        began = time.perf_counter()
        got = received(path.read_bytes())
        assert time.perf_counter() - began < 2, path
        if (got.name, got.address) != (name, as_shown(address)):
            wrong.append((path.name, count, (name, address), (got.name, got.address)))
    assert wrong == []


def test_what_a_letter_says() -> None:
    got = received(LETTER + b"\r\nYes, Tuesday at 10:00.\r\n")
    assert (got.name, got.address) == ("Elena Ruiz", "elena@normal.example.org")
    assert got.at == datetime(2027, 3, 2, 15, 15, tzinfo=UTC)
    assert (got.subject, got.text) == ("Re: Water in our town", "Yes, Tuesday at 10:00.")
    assert (got.key, got.kind, got.readable) == ("abc@normal.example.org", "letter", True)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (b"Auto-Submitted: auto-replied\r\n", "automatic"),
        (b"Auto-Submitted: no\r\n", "letter"),
        (b"Precedence: auto_reply\r\n", "automatic"),
        (b"X-Autoreply: yes\r\n", "automatic"),
        (b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n", "bounce"),
        (
            b"Content-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n",
            "automatic",
        ),
        (b"X-Failed-Recipients: elena@normal.example.org\r\n", "bounce"),
        (b"", "letter"),
    ],
)
def test_machines_are_told_from_people(lines: bytes, kind: str) -> None:
    assert received(LETTER + lines + b"\r\nx").kind == kind


@pytest.mark.parametrize(
    "subject",
    ["Out of office", "Automatic reply: hi", "Respuesta automática: hola", "Réponse automatique : x"],
)
def test_so_they_are_by_what_they_call_themselves(subject: str) -> None:
    data = f"From: a@b.example\r\nSubject: {subject}\r\n\r\nI am away".encode()
    assert received(data).kind == "automatic"


def test_a_mailer_daemon_is_a_bounce() -> None:
    assert received(b"From: MAILER-DAEMON@mx.example.org\r\n\r\nfailed").kind == "bounce"


def test_without_an_id_the_same_message_has_the_same_key() -> None:
    one, other = b"From: a@b.example\r\n\r\nyes", b"From: a@b.example\r\n\r\nno"
    assert received(one).key == received(one).key != received(other).key


@pytest.mark.parametrize(
    "date", [b"yesterday", b"Tue, 99 Mar 2027 09:15:00 -0600", b"", b"1" * 5000, b"\xff"]
)
def test_a_date_that_cannot_be_is_none(date: bytes) -> None:
    assert received(b"From: a@b.example\r\nDate: " + date + b"\r\n\r\nx").at is None


def test_a_message_made_to_keep_a_parser_busy_still_names_its_sender() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(5000))
    began = time.perf_counter()
    got = received(b"From: Elena <elena@normal.example.org>\n" + nested)
    assert time.perf_counter() - began < 2
    assert (got.address, got.text, got.readable) == ("elena@normal.example.org", "", False)


@pytest.mark.parametrize(
    "head",
    [
        b"From: " + b"(" * 200_000,
        b"From: " + b"=?utf-8?q?a?= " * 20_000 + b"<a@b.example>",
        b"From: " + b'"' * 100_001,
        b"Subject: " + b"<" * 300_000,
        b"X: y\n" * 200_000,
        b"\0" * 1_000_000,
    ],
)
def test_hostile_heads_are_bounded(head: bytes) -> None:
    began = time.process_time()  # other programs do not count
    received(head + b"\n\nx")
    assert time.process_time() - began < 2


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(BadInput, match="25 MB"):
        received(b"x" * (LARGEST + 1))


def test_a_line_that_is_none_hides_nothing() -> None:
    data = b"From x@y Tue Mar  2\nquite Delivered-To: z\nFrom  : Elena <elena@normal.example.org>\n\nhello"
    assert received(data).address == "elena@normal.example.org"
