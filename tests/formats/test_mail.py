"""Drafts as mail: what stands in the bytes, and that nothing is lost on the way back."""

import email
import mailbox
import random
import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerdesk.core.drafting import Address, Draft
from partnerdesk.core.text import plain
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import all_zones
from partnerdesk.errors import BadInput
from partnerdesk.formats import mail

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DRAFT = Draft(
    to=Address("Elena Ruiz Ortega", "elena.ruiz@normal.example.org"),
    sender=Address("Ana Lee", "ana.lee@lincoln.example.org"),
    subject="¿Una videollamada entre nuestras clases sobre el agua?",
    body="Estimada profesora Ruiz:\n\nmartes, 16 de marzo de 2027, 10:00 en Hermosillo (UTC−7)\n\nAna Lee",
    language="es",
    slots=(
        Slot(datetime(2027, 3, 16, 10, 0), "America/Hermosillo"),  # noqa: DTZ001
        Slot(datetime(2027, 11, 7, 1, 30), "America/Detroit", 60, 1),  # noqa: DTZ001
    ),
)

# A letter or a short run of one script after another: the mixtures that refolding gets wrong.
SCRIPTS = (
    "abc XYZ 019 ,.;:!?()<>@\"'\\=_-",
    "áéíñçøßžłığ",
    "абвгдЖЮ",
    "αβγΩ",
    "אבגדה",
    "ابتثج",
    "नमस्ते",
    "山田花子東京",
    "カタカナひらがな",
    "한국어",
    "ไทย",
    "😀👩‍🏫🇲🇽",
    "   ",
    " ",
    "=?",
    "?=",
    "\u202f\u00a0",
)


def random_text(rng: random.Random, longest: int) -> str:
    """Multilingual text of up to ``longest`` characters, with odd spaces at its ends and inside."""
    parts: list[str] = []
    for _ in range(rng.randint(0, 12)):
        letters = rng.choice(SCRIPTS)
        parts.append("".join(rng.choice(letters) for _ in range(rng.randint(1, 12))))
        parts.append(rng.choice(("", "", " ", "  ")))
    return "".join(parts)[:longest]


def parsed(data: bytes) -> EmailMessage:
    """The message as the standard library reads it: the oracle."""
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(part: EmailMessage) -> str:
    return str(part.get_content()).replace("\r\n", "\n")


def head_of(data: bytes) -> list[bytes]:
    return data.partition(b"\r\n\r\n")[0].split(b"\r\n")


def test_a_draft_has_the_headers_that_open_it_for_editing_and_no_others() -> None:
    message = parsed(mail.write(DRAFT))
    assert message["X-Unsent"] == "1"
    assert message["From"] == "Ana Lee <ana.lee@lincoln.example.org>"
    assert message["To"] == "Elena Ruiz Ortega <elena.ruiz@normal.example.org>"
    assert message["Subject"] == DRAFT.subject
    assert message["MIME-Version"] == "1.0"
    assert message["Content-Type"] == 'text/plain; charset="utf-8"'
    assert message["Content-Transfer-Encoding"] == "quoted-printable"
    assert "Date" not in message
    assert "Message-ID" not in message
    assert message.defects == []


def test_the_bytes_are_ascii_with_crlf_in_short_lines() -> None:
    data = mail.write(replace(DRAFT, subject="水 " * 200, body="ž" * 3000 + "\n\n" + "x" * 3000))
    assert data.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    assert max(map(len, data.split(b"\r\n"))) <= 76


def test_a_slot_is_a_header_that_names_what_was_said() -> None:
    message = parsed(mail.write(DRAFT))
    assert message.get_all("X-PartnerDesk-Slot") == [
        "2027-03-16T10:00; zone=America/Hermosillo; minutes=45; fold=0",
        "2027-11-07T01:30; zone=America/Detroit; minutes=60; fold=1",
    ]


def test_a_draft_comes_back_whole() -> None:
    assert mail.read(mail.write(DRAFT)) == DRAFT


@pytest.mark.parametrize("body", ["", "\n", "a\n", "\n\na\n\n", ".", "a \n.\n..\n b\t".replace("\t", " ")])
def test_line_breaks_at_the_end_of_a_text_are_kept(body: str) -> None:
    assert mail.read(mail.write(replace(DRAFT, body=body))).body == body


def test_line_ends_of_every_system_become_one_kind() -> None:
    assert mail.read(mail.write(replace(DRAFT, body="a\r\nb\rc\u2028d\n"))).body == "a\nb\nc\nd\n"


def lossless(draft: Draft) -> None:
    """Assert that a draft comes back, read by us and by the standard library."""
    data = mail.write(draft)
    assert all(len(line) <= 76 or b" " not in line.strip() for line in head_of(data)), head_of(data)
    back = mail.read(data)
    name, sender = plain(draft.to.name), plain(draft.sender.name)
    assert back.subject == plain(draft.subject)
    assert back.to == Address(name if name.strip() else "", draft.to.address)
    assert back.sender == Address(sender if sender.strip() else "", draft.sender.address)
    assert back.body == plain(draft.body, lines=True)
    assert back.slots == draft.slots
    message = parsed(data)
    assert message["Subject"] == plain(draft.subject)
    assert [each.addr_spec for each in message["To"].addresses] == [draft.to.address]
    assert text_of(message).removesuffix("\n") == plain(draft.body, lines=True)


def test_two_thousand_multilingual_subjects_and_names_come_back() -> None:
    rng = random.Random(20270316)
    for _ in range(2000):
        lossless(
            replace(
                DRAFT,
                subject=random_text(rng, 120),
                to=replace(DRAFT.to, name=random_text(rng, 60)),
                sender=replace(DRAFT.sender, name=random_text(rng, 60)),
            )
        )


def test_the_standard_librarys_own_writer_is_still_not_to_be_trusted() -> None:
    """The reason why headers are written by hand: when this fails, ``headers.py`` may go."""
    rng = random.Random(20270316)
    lost = 0
    for _ in range(500):
        subject = " ".join(random_text(rng, 120).split())
        message = EmailMessage()
        message["Subject"] = subject
        lost += parsed(message.as_bytes())["Subject"] != subject
    assert lost > 0


SLOTS = st.builds(
    Slot,
    st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31)).map(  # noqa: DTZ001
        lambda wall: wall.replace(second=0, microsecond=0, fold=0)
    ),
    st.sampled_from(all_zones()),
    st.integers(5, 600),
    st.integers(0, 1),
)
DRAFTS = st.builds(
    lambda subject, name, sender, body, slots: replace(
        DRAFT,
        subject=subject,
        to=replace(DRAFT.to, name=name),
        sender=replace(DRAFT.sender, name=sender),
        body=body,
        slots=tuple(slots),
    ),
    *(st.text(max_size=150),) * 3,
    st.text(max_size=400),
    st.lists(SLOTS, max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(DRAFTS)
def test_any_draft_comes_back(draft: Draft) -> None:
    lossless(draft)


CHANGES = st.sampled_from(  # the hours that are left out or come twice, and their neighbours
    [
        Slot(datetime.fromisoformat(f"{day}T{hour:02d}:{minute:02d}"), zone, 45, fold)
        for day, zone in (
            ("2027-03-14", "America/Detroit"),
            ("2027-11-07", "America/Detroit"),
            ("2027-03-28", "Europe/Lisbon"),
            ("2027-10-31", "Europe/Lisbon"),
            ("2027-04-04", "Australia/Sydney"),
            ("2027-10-03", "Australia/Lord_Howe"),
        )
        for hour in range(4)
        for minute in (0, 15, 30, 59)
        for fold in (0, 1)
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(CHANGES, max_size=3), st.booleans())
def test_slots_come_back_over_the_changes_of_the_clocks_and_beside_a_calendar(
    slots: list[Slot], attached: bool
) -> None:
    draft = replace(DRAFT, slots=tuple(slots))
    written = mail.write(draft, calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" * attached)
    assert mail.read(written) == draft
    assert written.isascii()


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(DRAFTS)
def test_any_draft_comes_back_often(draft: Draft) -> None:
    lossless(draft)


def test_a_party_without_an_address_is_left_to_the_mail_program() -> None:
    message = parsed(mail.write(replace(DRAFT, to=Address("Elena", ""), sender=Address("Ana", ""))))
    assert "To" not in message
    assert "From" not in message


def test_a_draft_comes_back_whole_from_a_program_that_attached_something() -> None:
    message = parsed(mail.write(DRAFT))
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="times.ics")
    assert message.get_content_type() == "multipart/mixed"
    read = mail.read(message.as_bytes())
    assert replace(read, language="es") == DRAFT  # Content-Language moved into the text's part


def test_an_mbox_has_a_date_and_an_id_that_names_no_machine(tmp_path: Path) -> None:
    second = replace(
        DRAFT, to=Address("Priya Nair", "priya@school.example"), body="From me\n>From you\n>>From us"
    )
    path = tmp_path / "letters.mbox"
    path.write_bytes(mail.mbox([DRAFT, second], NOW))
    with closing(mailbox.mbox(path, create=False)) as box:
        letters = [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118  a mailbox is no dict
    assert [mail.read(letter) for letter in letters] == [DRAFT, second]
    ids = [parsed(letter)["Message-ID"] for letter in letters]
    assert all(re.fullmatch(r"<[0-9a-f]{32}@partnerdesk\.invalid>", each) for each in ids)
    assert len(set(ids)) == 2
    assert all(parsed(letter)["Date"].datetime == NOW for letter in letters)
    assert mail.mbox([DRAFT, second], NOW) == path.read_bytes()
    assert path.read_bytes().startswith(b"From - Mon Mar  1 09:30:00 2027\n")


def test_plain_text_and_the_clipboard_say_to_subject_and_body() -> None:
    draft = replace(DRAFT, body="at 1:00\u202fp.m.")
    assert mail.text(draft) == (
        "To: Elena Ruiz Ortega <elena.ruiz@normal.example.org>\n"
        "Subject: ¿Una videollamada entre nuestras clases sobre el agua?\n\nat 1:00 p.m.\n"
    )
    assert mail.copy_text(draft) + "\n" == mail.text(draft)
    assert mail.text(replace(draft, to=Address("Elena", ""))).startswith("To: Elena\n")


@pytest.mark.parametrize("zone", ["", "../../etc/passwd", "UTC\r\nBcc: a@b.example", "x" * 65, "Ürümqi"])
def test_a_zone_that_can_be_none_is_refused(zone: str) -> None:
    with pytest.raises(BadInput, match="time zone"):
        mail.write(replace(DRAFT, slots=(replace(DRAFT.slots[0], zone=zone),)))
