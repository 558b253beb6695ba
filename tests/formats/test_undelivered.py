"""Bounces: whom they name, why, and whether the mail system goes on trying; real ones too."""

from pathlib import Path

import pytest

from partnerdesk.formats.received import received
from partnerdesk.formats.undelivered import Undelivered


def _report(*groups: str) -> bytes:
    fields = "\n\n".join(("Reporting-MTA: dns; mx.example.org", *groups))
    return (
        "From: MAILER-DAEMON@mx.example.org\nSubject: Undelivered\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nSorry, contact postmaster@mx.example.org.\n"
        f"--b\nContent-Type: message/delivery-status\n\n{fields}\n--b--\n"
    ).encode()


def test_a_report_names_whom_it_could_not_reach_and_why() -> None:
    found = received(
        _report(
            "Final-Recipient: rfc822; a@b.example\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1 Unknown",
            "Final-Recipient: rfc822; c@d.example\nAction: delivered",
        )
    )
    assert found.failed == (Undelivered("a@b.example", "Unknown"),)
    assert not found.delayed


def test_the_address_that_was_written_to_counts_and_not_where_it_was_forwarded() -> None:
    group = "Original-Recipient: rfc822;a@b.example\nFinal-Recipient: rfc822;x@y.example\nAction: failed"
    assert [each.address for each in received(_report(group)).failed] == ["a@b.example"]


def test_what_is_delayed_may_arrive_still() -> None:
    found = received(_report("Final-Recipient: rfc822; a@b.example\nAction: delayed"))
    assert found.delayed
    assert [each.address for each in found.failed] == ["a@b.example"]


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_that_nothing_has_failed_is_no_bounce(action: str) -> None:
    data = _report(f"Final-Recipient: rfc822; a@b.example\nAction: {action}")
    found = received(data.replace(b"Sorry, contact", b"Your message to a@b.example was delivered by"))
    assert (found.kind, found.failed, found.passed_on) == ("automatic", (), ("a@b.example",))
    assert found.concerns == ("a@b.example",)


def test_of_several_only_the_delayed_ones_are_named() -> None:
    groups = (f"Final-Recipient: rfc822; {who}@b.example\nAction: {what}" for who, what in
              (("a", "delivered"), ("b", "delayed")))  # fmt: skip
    found = received(_report(*groups))
    assert [each.address for each in found.failed] == ["b@b.example"]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("X-Failed-Recipients: a@b.example\n", "See postmaster@mx.example.org"),
        ("", "<a@b.example>: user unknown"),
    ],
)
def test_older_bounces_are_read_too(head: str, text: str) -> None:
    found = received(f"From: MAILER-DAEMON@mx.example.org\n{head}\n{text}\n".encode())
    assert [each.address for each in found.failed] == ["a@b.example"]


def test_a_persons_letter_has_failed_nobody() -> None:
    assert received(b"From: a@b.example\n\nWrite to c@d.example\n").failed == ()


@pytest.mark.parametrize(
    ("name", "address", "delayed"),
    [
        ("mail-gem/multipart_report_emails/report_530.eml", "edwin@zzzzzzz.com", False),
        ("mail-gem/multipart_report_emails/report_422.eml", "fraser@oooooooo.com.au", True),
        ("mail-gem/multipart_report_emails/multipart_report_multiple_status.eml", "u@ci.com", False),
        ("nodemailer-mailparser/delivery-status.eml", "xxxx@xxxx.com", False),
    ],
)
def test_real_reports_are_read(shared: Path, name: str, address: str, delayed: bool) -> None:
    found = received((shared / "corpora" / name).read_bytes())
    assert (found.failed[0].address, found.delayed) == (address, delayed)
