"""The share file: what is meant for a colleague comes back the same, and nothing else goes into it."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.templates import Template, parse_template, written
from partnerdesk.errors import BadInput
from partnerdesk.formats import kinds, share
from tests.formats.cards import whole

TEXTS = (
    "Good day, {{ contact.name }}.\n\n{{ times }}",
    "¡Hola!\n{% if project %}{{ project.title }}{% endif %}",
)
templates = st.builds(
    lambda name, language, body, times: parse_template(
        # what gives times proposes them
        written(name, language, f"{name}: a call?", body, proposes_times=times or "times" in body),
        name,
    ),
    st.sampled_from(["Autumn", "Otoño, «2»", "X: Y"]),
    st.sampled_from(["en", "es", "pt-BR"]),
    st.sampled_from(TEXTS),
    st.booleans(),
)


def file(*cards: Card, templates: list[Template] | None = None) -> bytes:
    return b"".join(share.write(cards, templates or []))


def refused(data: bytes) -> list[tuple[str, str]]:
    parts = (*share.cards(data), *share.templates(data))
    return [(each.where, each.why) for each in parts if isinstance(each, RefusedPart)]


def document(**parts: object) -> bytes:
    return json.dumps({"format": "partnerdesk-share", "version": 1, **parts}).encode()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(whole, max_size=3), st.lists(templates, max_size=2))
def test_what_is_shared_comes_back_field_for_field(cards: list[Card], texts: list[Template]) -> None:
    data = file(*cards, templates=texts)
    assert kinds.told(data) == "share"
    share.check(data)
    kept = [Card(**{field: getattr(each, field) for field in share.FIELDS}) for each in cards]
    assert [replace(each, where="") for each in share.cards(data) if isinstance(each, Card)] == kept
    shared = [each.template for each in share.templates(data) if isinstance(each, share.SharedTemplate)]
    assert shared == texts
    assert refused(data) == []


@given(whole)
def test_what_is_between_us_and_them_stays_here(card: Card) -> None:
    private = replace(
        card, notes="PRIVATE", tags=("PRIVATE",), source="PRIVATE", source_detail="PRIVATE",
        introduced_by="PRIVATE", entries=(), unread=("PRIVATE",),
    )  # fmt: skip
    assert b"PRIVATE" not in file(private)


def test_what_another_version_says_besides_is_told() -> None:
    (card,) = share.cards(document(contacts=[{"name": "Ana", "shoe": [42], "role": 7, "emails": ["x"]}]))
    assert isinstance(card, Card)
    assert card.name == "Ana"
    assert card.unread == ("contact 1: shoe: [42]", "contact 1: role: 7", 'contact 1: emails: ["x"]')


def test_a_part_that_cannot_be_costs_no_other() -> None:
    data = document(
        contacts=[3, {"name": "x" * 200_000}, {"name": "Ana"}],
        templates=[
            {"name": "A", "language": "en", "subject": "S", "body": "{{ contact.delete() }}"},
            {"name": "B", "language": "en", "subject": "S", "body": "Hello."},
            {"name": "C"},
        ],
    )
    assert [each.name for each in share.cards(data) if isinstance(each, Card)] == ["Ana"]
    (kept,) = (each for each in share.templates(data) if isinstance(each, share.SharedTemplate))
    assert (kept.where, kept.template.name) == ("template 2", "B")
    places = dict(refused(data))
    assert list(places) == ["contact 1", "contact 2", "template 1", "template 3"]
    assert places["contact 2"] == "Its “name” is longer than 100,000 letters."


def test_a_name_cannot_bring_header_lines_of_its_own() -> None:
    text = {"name": "A\nTimes: yes\n\nHi", "language": "en", "subject": "S\n\nHi", "body": "Hello."}
    (kept,) = share.templates(document(templates=[text]))
    assert isinstance(kept, share.SharedTemplate)
    assert (kept.template.name, kept.template.proposes_times) == ("A Times: yes Hi", False)
    assert kept.template.body == "Hello."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (file(Card(name="Ana"))[:-20], r"cut short \(in line \d\)"),
        (file(Card(name="Ana")).replace(b"Ana", b"An\xe1"), r"line 4 is no UTF-8"),
        (document(version=2, contacts=[]), "version 2; this program knows 1"),
        (document(version="1"), "does not say its version"),
        (document(contacts=[]).replace(b"[]", b"[" * 100_000), "damaged"),
        (document(contacts=[]).replace(b"[]", b"9" * 10_000), "damaged"),
    ],
    ids=["cut", "latin", "newer", "no version", "deep", "digits"],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, why: str) -> None:
    assert kinds.told(data) == "share"
    with pytest.raises(BadInput, match=why):
        share.check(data)
