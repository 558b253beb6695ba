"""Bytes that are read piece by piece say what they say as a whole."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerdesk.core.cards import Card
from partnerdesk.formats import charsets, content, ldif, mbox, vcard

PIECE = 40
LETTER = b"From a@b Mon Feb 15\nFrom: Ana <ana@example.org>\nSubject: Hi\n\nFrom here on\n>From\n\n"
CARD = "BEGIN:VCARD\r\nFN:Ána Ruiz\r\nEMAIL:ana@example.org\r\nEND:VCARD\r\n".encode()


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (content, mbox, vcard):
        monkeypatch.setattr(module, "PIECE", PIECE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from((b"\n", b"ab", b"x" * 7, b"From", b" ")), max_size=60).map(b"".join))
def test_a_pattern_is_found_where_it_is_in_the_whole(data: bytes) -> None:
    pattern = re.compile(rb"\Aab|^From ?(?=\n|x)", re.MULTILINE)
    assert list(content.found_in(data, pattern, 10)) == [each.span() for each in pattern.finditer(data)]
    assert b"".join(content.pieces(data, 3)) == data


@pytest.mark.parametrize("count", [1, 3, 50])
def test_each_letter_is_whole_with_its_line(count: int) -> None:
    found = list(mbox.letters(LETTER * count))
    assert [where for where, _ in found] == [f"letter {n + 1}, line {n * 7 + 1}" for n in range(count)]
    assert {part for _, part in found} == {LETTER.partition(b"\n")[2]}


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_each_card_is_whole(count: int) -> None:
    found = list(vcard.read(CARD * count))
    assert [each.name for each in found if isinstance(each, Card)] == ["Ána Ruiz"] * count


def test_a_card_longer_than_a_piece_is_whole() -> None:
    note = "x" * (PIECE * 9)
    (card,) = vcard.read(f"BEGIN:VCARD\nFN:Ana\nNOTE:{note}\nEND:VCARD\n".encode())
    assert isinstance(card, Card)
    assert card.notes == note


def test_a_file_of_changes_is_known_far_behind_its_beginning() -> None:
    entry = b"dn: cn=Ana\nobjectclass: person\nmail: ana@example.org\n\n"
    refused = list(ldif.read(entry * 9 + b"dn: cn=Bea\nchangetype: modify\n"))
    assert all("tells a directory what to change" in getattr(each, "why", "") for each in refused)


def test_letters_of_several_bytes_may_lie_across_pieces() -> None:
    text = "山ñ" * 100_000
    assert "".join(charsets.blocks(text.encode(), "utf-8")) == text
