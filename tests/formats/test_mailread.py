"""Mail of strangers: read as far as it goes, in bounded time."""

import email
from email.policy import default
from pathlib import Path

import pytest

from partnerdesk.core.drafting import Address
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.formats.mail import read
from partnerdesk.formats.mailread import decoded, mailbox


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Ana Lee <ana@example.org>", ("Ana Lee", "ana@example.org")),
        ('"Lee, Ana" <ana@example.org>, Bob <bob@example.org>', ("Lee, Ana", "ana@example.org")),
        ("Lee, Ana <ana@example.org>", ("Lee, Ana", "ana@example.org")),
        ("ana@example.org, Bob <bob@example.org>", ("", "ana@example.org")),
        ("ana@example.org (Ana (the \\) other) Lee)", ("", "ana@example.org")),
        (
            "=?utf-8?q?Jos=C3=A9?= =?utf-8?q?_D=C3=ADaz?= <jose@example.org>",
            ("José Díaz", "jose@example.org"),
        ),
        ('"=?utf-8?q?Jos=C3=A9?=" <jose@example.org>', ("José", "jose@example.org")),
        ('"A \\"B\\" C" <a@example.org>', ('A "B" C', "a@example.org")),
        ("Partners: Ana <ana@example.org>, bob@example.org;", ("Ana", "ana@example.org")),
        ("undisclosed-recipients:;", ("", "")),
        ("<@relay.example,@other.example:ana@example.org>", ("", "ana@example.org")),
        ("Ana <ana@xn--bcher-kva.example>", ("Ana", "ana@bücher.example")),
        ("", ("", "")),
    ],
)
def test_the_first_mailbox_of_a_header_is_found(value: str, found: tuple[str, str]) -> None:
    assert mailbox(value) == found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("a =?utf-8?q?b_c?= d", "a b c d"),
        ("=?utf-8?q?a?= \t =?utf-8?q?b?=", "ab"),
        ("=?utf-8?b?5bGx?= =?iso-8859-1?q?=E9?=", "山é"),
        ("=?utf-8?q?=E5=B1?= =?utf-8?q?=B1?=", "山"),  # a character cut in two
        ("=?iso-2022-jp?b?GyRCOzMbKEI=?=", "山"),
        ("=?utf-8*en?q?caf=C3=A9?=", "café"),
        ("=?nonsense?q?caf=C3=A9?=", "café"),
        ("=?utf-8?q?caf=E9?=", "café"),
        ("=?utf-8?q?two words?=", "two words"),
        ("=?utf-8?b?YWJj*ZA?=", "abcd"),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("=?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=", "=?utf-8?q?x?="),
    ],
)
def test_encoded_words_are_read_however_they_were_written(value: str, text: str) -> None:
    assert decoded(value) == text


def test_bytes_beyond_ascii_in_a_header_are_read() -> None:
    assert read("Subject: Café\nFrom: José <j@example.org>\n\nx".encode()).subject == "Café"
    assert read("Subject: Café\n\nx".encode("latin-1")).subject == "Café"


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"", b"a\r\nb\r\n", "a\nb"),
        (b"Content-Type: text/plain; charset=iso-8859-1\n", b"caf\xe9", "café"),
        (b"Content-Type: text/plain; charset=x-unknown\n", "café".encode(), "café"),
        (b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n", b"Y2Fm\nw6k=\n", "café"),
        (b"Content-Transfer-Encoding: x-uuencode\n", b"as it is", "as it is"),
        (
            b"Content-Type: text/html\n",
            b"<style>p{}</style><p>Yes,&nbsp;we\n can</p>Ana<br>Lee",
            "Yes, we can\nAna\nLee",
        ),
        (
            b"Content-Type: multipart/mixed; boundary=x\n",
            b"--x\nContent-Type: text/html\n\n<b>no</b>\n--x\n\nyes\n",
            "yes",
        ),
        (b"Content-Type: multipart/mixed; boundary=x\n", b"no part at all", ""),
        (b"Content-Type: image/png\n", b"\x89PNG", ""),
    ],
)
def test_the_text_of_an_answer_is_found(head: bytes, body: bytes, text: str) -> None:
    assert read(head + b"\n" + body).body == text


def test_slots_that_cannot_be_are_passed_over() -> None:
    good = b"X-PartnerDesk-Slot: 2027-03-16T10:00; zone=America/Hermosillo;\n minutes=45; fold=0\n"
    bad = (
        b"2027-03-16T10:00; zone=../../etc/passwd; minutes=45; fold=0",
        b"2027-03-16T10:00; zone=Mars/Olympus; minutes=45; fold=0",
        b"2027-02-30T10:00; zone=UTC; minutes=45; fold=0",
        b"2027-03-16T10:00; zone=UTC; minutes=999; fold=0",
        b"2027-03-16T10:00",
        b"",
    )
    lines = b"".join(b"X-PartnerDesk-Slot: " + each + b"\n" for each in bad)
    assert [slot.zone for slot in read(lines + good + b"\nx").slots] == ["America/Hermosillo"]


def test_what_is_no_mail_is_an_empty_draft_or_text() -> None:
    assert read(b"").to == Address("", "")
    assert read(b"\0" * 1000).subject == ""
    assert read(b"just a line").body in ("just a line", "")


def test_a_message_that_the_library_cannot_take_apart_is_refused_in_words() -> None:
    broken = b"Content-Type: multipart/mixed; boundary*=x; boundary*0*=y\n\n--x\n"
    with pytest.raises(BadInput, match="cannot be told apart"):
        read(broken)


def test_real_messages_are_read_as_the_standard_library_reads_them(shared: Path) -> None:
    files = [path for path in sorted(shared.glob("corpora/*/**/*")) if path.suffix in (".eml", ".msg")]
    assert len(files) > 100
    same = read_well = 0
    for path in files:
        data = path.read_bytes()
        try:
            draft = read(data)
        except PartnerDeskError:
            continue
        read_well += 1
        message = email.message_from_bytes(data, policy=default)
        same += str(message.get("Subject", "")).strip() == draft.subject.strip()
    assert read_well >= 0.98 * len(files)
    assert same >= 0.98 * read_well
