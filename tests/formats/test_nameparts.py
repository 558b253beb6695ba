"""The parts of a name as other programs keep them: nobody is filed under a title."""

from __future__ import annotations

import pytest

from partnerdesk.core.cards import Card
from partnerdesk.formats import table, tablewrite, vcardwrite
from partnerdesk.formats.nameparts import parted


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Lee", ("", "Ana", "Lee", "")),
        ("Ana", ("", "Ana", "", "")),
        ("", ("", "", "", "")),
        ("Dr. Anna Maria Kowalska PhD", ("Dr.", "Anna Maria", "Kowalska", "PhD")),
        ("Anna Kowalska, PhD, MBA", ("", "Anna", "Kowalska", "PhD, MBA")),
        ("John Q. O'Neil, Jr.", ("", "John Q.", "O'Neil", "Jr.")),
        ("John O'Neil Jr.", ("", "John", "O'Neil", "Jr.")),
        ("Prof. Dr. Köhler", ("Prof. Dr.", "", "Köhler", "")),
        ("Juan de la Cruz", ("", "Juan", "de la Cruz", "")),
        ("Ludwig van der Berg III", ("", "Ludwig", "van der Berg", "III")),
        ("Li Xiao Ma", ("", "Li Xiao", "Ma", "")),
        ("LI XIAO MA", ("", "LI XIAO", "MA", "")),
        ("Yo Yo MA", ("", "Yo", "Yo", "MA")),
        ("Mr. Bean", ("", "Mr.", "Bean", "")),
    ],
)
def test_a_name_is_parted(name: str, parts: tuple[str, str, str, str]) -> None:
    assert parted(name) == parts


@pytest.mark.parametrize(
    "name", ["Dr. Anna Maria Kowalska PhD", "John Q. O'Neil Jr.", "Juan de la Cruz", "Mr. Bean"]
)
def test_a_name_with_titles_comes_back_from_the_tables_of_others(name: str) -> None:
    for style in ("google", "outlook"):
        data = b"".join(tablewrite.write([Card(name=name, emails=(("a@x.example", ""),))], style))
        (back,) = table.read(data, table.look(data))
        assert isinstance(back, Card)
        assert (back.name, back.notes) == (name, "")


def test_a_vcard_has_titles_in_their_own_places() -> None:
    data = b"".join(vcardwrite.write([Card(name="Dr. Anna Maria Kowalska, PhD")]))
    assert b"\nN:Kowalska;Anna Maria;;Dr.;PhD\r\n" in data
