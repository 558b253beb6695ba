"""Several lines about each person, as they are pasted."""

from __future__ import annotations

import pytest

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.desk import incoming

SIGNATURE = "Elena Ruiz Ortega\nCoordinadora de Inglés\nEscuela Normal\n{}elena@x.example\n"


def read(text: str) -> list[Card | RefusedPart]:
    return [*incoming.look(text.encode()).cards()]


@pytest.mark.parametrize(
    "line", ["Tel. +52 662 213 4567\n", "Phone: +52 662 213 4567\n", "E-mail: elena@x.example\n"]
)
def test_a_signature_is_one_person_whatever_its_lines_begin_with(line: str) -> None:
    (card,) = read(SIGNATURE.format(line))
    assert isinstance(card, Card)
    assert (card.name, card.role) == ("Elena Ruiz Ortega", "Coordinadora de Inglés")
    assert (card.organisation, card.emails) == ("Escuela Normal", (("elena@x.example", ""),))
    assert [number for number, _ in card.phones] == ["+52 662 213 4567"] * ("@" not in line)


def test_two_blocks_with_an_empty_line_between_are_two_people() -> None:
    ana, bob = read(
        "Ana Lee\nLincoln School\nana@x.example\n+1 313 555 0100\n\nBob Ray\nPrincipal\nbob@x.example\n"
    )
    assert isinstance(ana, Card)
    assert isinstance(bob, Card)
    assert (ana.name, ana.emails, ana.where) == ("Ana Lee", (("ana@x.example", ""),), "line 1")
    assert (bob.name, bob.emails, bob.where) == ("Bob Ray", (("bob@x.example", ""),), "line 6")


def test_an_empty_line_within_a_signature_makes_nobody() -> None:
    (ana,) = read("Ana Lee\nTeacher\nana@x.example\n\nLincoln School\noffice@x.example\n")
    assert isinstance(ana, Card)
    assert (ana.name, ana.organisation) == ("Ana Lee", "Lincoln School")


def test_lines_with_labels_are_the_fields_of_a_person() -> None:
    above, ana, bob = read(
        "Whom we met\n\nName: Ana Lee\nSchool: Lincoln\nE-mail: ana@x.example\nShoe size: 38\n"
        "Name: Bob Ray\nPhone: 313 555 0100\n"
    )
    assert isinstance(above, RefusedPart)
    assert isinstance(ana, Card)
    assert isinstance(bob, Card)
    assert "Whom we met" in above.why
    assert (ana.name, ana.organisation, ana.notes) == ("Ana Lee", "Lincoln", "Shoe size: 38")
    assert (bob.name, bob.phones, bob.where) == ("Bob Ray", (("313 555 0100", ""),), "line 7")


def test_a_table_below_a_school_s_letterhead_stays_a_table_and_what_is_above_is_told() -> None:
    look = incoming.look(b"Lincoln School\nBo Fox,313 555 0100\nName,E-mail\nAna Lee,ana@x.example\n")
    assert look.kind == "table"
    above, ana = look.cards()
    assert isinstance(above, RefusedPart)
    assert isinstance(ana, Card)
    assert (above.where, ana.where) == ("row 2", "row 4")


def test_a_name_without_an_address_among_others_is_refused() -> None:
    ana, bob, cy = read("Ana Lee <ana@x.example>, Bob Ray <bob@x.example>, Cy\n")
    assert isinstance(ana, Card)
    assert isinstance(bob, Card)
    assert cy == RefusedPart("line 1", "“Cy” has no e-mail address.")


def test_addresses_in_other_brackets_and_links_are_addresses() -> None:
    found = read(
        "Ana Lee (ana@x.example), Bob Ray [mailto:bob@x.example]\nCy Dow <mailto:cy@x.example?subject=Hi>\n"
    )
    cards = [each for each in found if isinstance(each, Card)]
    assert [(card.name, card.emails[0][0]) for card in cards] == [
        ("Ana Lee", "ana@x.example"), ("Bob Ray", "bob@x.example"), ("Cy Dow", "cy@x.example"),
    ]  # fmt: skip


def test_a_name_between_quotation_marks_within_a_name_belongs_to_it() -> None:
    (jose,) = read('José "Pepe" Ruiz <pepe@x.example>\n')
    assert isinstance(jose, Card)
    assert jose.name == 'José "Pepe" Ruiz'
