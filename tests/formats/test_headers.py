"""Addresses and header lines on the wire."""

import pytest

from partnerdesk.errors import BadInput
from partnerdesk.formats.headers import address_header, as_shown, on_the_wire, text_header


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Ana Lee", "To: Ana Lee <a@example.org>\r\n"),
        ("Smith, John", 'To: "Smith, John" <a@example.org>\r\n'),
        ('Jo "J" O\'Neil', 'To: "Jo \\"J\\" O\'Neil" <a@example.org>\r\n'),
        ("Ma. Fernanda", 'To: "Ma. Fernanda" <a@example.org>\r\n'),
        ("José", "To: =?utf-8?q?Jos=C3=A9?= <a@example.org>\r\n"),
        ("山田", "To: =?utf-8?b?5bGx55Sw?= <a@example.org>\r\n"),
        ("", "To: a@example.org\r\n"),
        (" \r\n ", "To: a@example.org\r\n"),
        ("=?utf-8?q?x?=", "To: =?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?= <a@example.org>\r\n"),
    ],
)
def test_a_name_is_quoted_or_encoded_only_where_it_must_be(name: str, line: str) -> None:
    assert address_header("To", name, "a@example.org") == line


def test_a_subject_in_ascii_stays_readable_and_is_folded_between_words() -> None:
    subject = "A video call between our two classes about water, some time in March or in April of next year"
    line = text_header("Subject", subject)
    assert line == (
        "Subject: A video call between our two classes about water, some time in\r\n"
        " March or in April of next year\r\n"
    )
    assert text_header("Subject", "") == "Subject: \r\n"


def test_no_encoded_word_is_longer_than_the_standard_allows() -> None:
    for letter in ("é", "я", "山", "😀", "a  "):
        lines = text_header("Subject", letter * 100).removesuffix("\r\n").split("\r\n ")
        assert all(len(line.removeprefix("Subject: ")) <= 75 for line in lines)
        assert all(len(line) <= 75 for line in lines[1:])
        assert len(lines[0]) <= 76


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("ana@example.org", "ana@example.org"),
        ("ana.lee+school@mail.example.org", "ana.lee+school@mail.example.org"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("ana@пример.example", "ana@xn--e1afmkfd.example"),
        ("ana@学校.example", "ana@xn--48s290a.example"),
        ("ana@学校。example", "ana@xn--48s290a.example"),
        ("ana@I♥SCHOOL.example", "ana@xn--ischool-om7d.example"),
        (" ana@example.org\n", "ana@example.org"),
    ],
)
def test_an_international_domain_goes_out_as_idna(address: str, wire: str) -> None:
    assert on_the_wire(address) == wire


@pytest.mark.parametrize("address", ["ana@bücher.example", "ana@学校.example", "ana@example.org"])
def test_an_international_domain_is_shown_in_its_own_letters(address: str) -> None:
    assert as_shown(on_the_wire(address)) == address


def test_what_is_no_idna_is_shown_as_it_is() -> None:
    assert as_shown("ana@xn--999999999.example") == "ana@xn--999999999.example"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@@example.org",
        "ana@example",
        "ana@-example.org",
        "ana lee@example.org",
        "ana@exa mple.org",
        "ana@example.org, bob@example.org",
        "Ana <ana@example.org>",
        "ana@example.org>\r\nBcc: bob@example.org",
        "a" * 65 + "@example.org",
        "a@" + "b" * 64 + ".example",
        "a@" + "ü" * 80 + ".example",
        "a@" + "b.c" * 100,
        "=?utf-8?q?a?=@example.org",
        "ana..lee@example.org",
        "ana@b?bcc=x",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match=r"address") as caught:
        on_the_wire(address)
    assert caught.value.field == "email"


def test_letters_that_mail_servers_refuse_are_explained() -> None:
    with pytest.raises(BadInput, match="most mail servers refuse it"):
        on_the_wire("josé@example.org")
