"""``mailto:`` addresses that mail programs take whole."""

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from partnerdesk.core.drafting import Address, Draft
from partnerdesk.errors import BadInput
from partnerdesk.formats.mail import mailto

DRAFT = Draft(
    Address("Elena", "elena+mx@example.org"),
    Address("Ana", "ana@example.org"),
    "Agua & río?",
    "a\n#b %20+c",
    "es",
    (),
)


def test_subject_and_body_come_through_whatever_they_hold() -> None:
    made = mailto(DRAFT)
    parts = urlsplit(made.url)
    assert parts.scheme == "mailto"
    assert unquote(parts.path) == "elena+mx@example.org"
    assert parse_qs(parts.query, strict_parsing=True) == {
        "subject": ["Agua & río?"],
        "body": ["a\r\n#b %20+c"],
    }
    assert not made.body_left_out
    assert "+" not in made.url
    assert "%0D%0A" in made.url


def test_a_long_body_is_left_out_and_this_is_said() -> None:
    made = mailto(replace(DRAFT, body="学" * 200))
    assert made.body_left_out
    assert "body" not in made.url
    assert made.url.endswith("?subject=Agua%20%26%20r%C3%ADo%3F")
    longest = mailto(
        replace(DRAFT, subject="", body="x" * (1800 - len("mailto:elena%2Bmx@example.org?subject=&body=")))
    )
    assert len(longest.url) == 1800
    assert not longest.body_left_out


def test_a_long_subject_is_left_out_and_this_is_said() -> None:
    made = mailto(replace(DRAFT, subject="学" * 300))
    assert (made.url, made.body_left_out, made.subject_left_out) == (
        "mailto:elena%2Bmx@example.org",
        True,
        True,
    )


def test_narrow_spaces_become_plain_ones_and_line_breaks_leave_the_subject() -> None:
    url = unquote(mailto(replace(DRAFT, subject="a\r\nBcc: x", body="1:00\u202fp.m.")).url)
    assert url == "mailto:elena+mx@example.org?subject=a Bcc: x&body=1:00 p.m."


def test_without_an_address_there_is_none() -> None:
    with pytest.raises(BadInput, match="no e-mail address"):
        mailto(replace(DRAFT, to=Address("Elena", "")))
