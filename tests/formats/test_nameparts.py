"""The parts of a name as other programs keep them: nobody is filed under a title."""

from __future__ import annotations

from dataclasses import replace

import pytest

from partnerdesk.core.cards import Card
from partnerdesk.formats import ldif, share, table, tablewrite, vcard, vcardwrite
from partnerdesk.formats.nameparts import Parts, kept, parted


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
    assert parted(name) == (*parts, "")


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


NAMES = [
    ("Dr. Anna Maria Kowalska PhD", "Kowalska;Anna;Maria;Dr.;PhD"),
    ("María José García López", "García López;María José;;;"),
    ("John Q. O'Neil Jr.", "O'Neil;John;Q.;;Jr."),
    ("Juan de la Cruz", "de la Cruz;Juan;;;"),
    ("Mary Jane", ";Mary Jane;;;"),
    ("Ana Lee", "Lee;Ana;;;"),
    ("李明", "李;明;;;"),
    ("Nagy Béla", "Nagy;Béla;;;"),
    ("Nguyễn Văn An", "Nguyễn;An;Văn;;"),
]


@pytest.mark.parametrize(("name", "parts"), NAMES)
def test_the_parts_that_a_file_gave_leave_as_they_came(name: str, parts: str) -> None:
    (card,) = vcard.read(f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nN:{parts}\nEND:VCARD\n".encode())
    assert isinstance(card, Card)
    for version in ("3.0", "4.0"):
        assert f"\r\nN:{parts}\r\n".encode() in b"".join(vcardwrite.write([card], version))
    for style in ("google", "outlook"):
        data = b"".join(tablewrite.write([card], style))
        (back,) = table.read(data, table.look(data))
        assert isinstance(back, Card)
        assert (back.name, back.parts) == (name, card.parts)
    ours = b"".join(tablewrite.write([card]))
    (back,) = table.read(ours, table.look(ours))
    assert isinstance(back, Card)
    assert (back, back.parts) == (replace(card, where=back.where, settled=True, uid=card.uid), card.parts)
    (shared,) = share.cards(b"".join(share.write([card])))
    assert isinstance(shared, Card)
    assert (shared.name, shared.parts) == (name, card.parts)


def test_parts_of_many_names_come_back_from_our_table_and_spreadsheets_do_without() -> None:
    told = "\n".join(("", "María José", "García López", "", ""))
    people = [Card(name="María José García López", parts=told, uid="1"), Card(name="Ana Lee", uid="2")] * 50
    data = b"".join(tablewrite.write(people))
    back = [each for each in table.read(data, table.look(data)) if isinstance(each, Card)]
    assert [(each.name, each.parts) for each in back] == [(each.name, each.parts) for each in people]
    assert b"Name parts" not in b"".join(tablewrite.write(people, "spreadsheet"))
    assert b"Name parts" not in b"".join(tablewrite.write(people[1:2]))


def test_parts_that_are_none_are_told() -> None:
    data = b"".join(
        tablewrite.write([Card(name="Ana Lee", parts="\n".join(("", "Ana", "Lee", "", "")), uid="1")])
    )
    (back,) = table.read(data.replace(b'""Ana"", ', b""), table.look(data))
    assert isinstance(back, Card)
    assert back.parts == ""
    assert "Name parts: " in back.notes


@pytest.mark.parametrize(
    ("name", "family", "given", "written"),
    [
        ("Tanaka Keiko", "Tanaka", "Keiko", ("", "Keiko", "Tanaka", "", "")),
        ("田中恵子", "田中", "恵子", ("", "恵子", "田中", "", "")),
        ("Dr. Juan Pérez Gómez, PhD", "Pérez Gómez", "Juan", ("Dr.", "Juan", "Pérez Gómez", "PhD", "")),
    ],
)
def test_titles_around_the_parts_are_titles(
    name: str, family: str, given: str, written: tuple[str, ...]
) -> None:
    assert parted(name, kept(name, given, family)) == written


def test_parts_of_another_name_are_not_those_of_this_one() -> None:
    told = kept("María José García López", "María José", "García López")
    assert parted("Elena Ruiz", told) == parted("Elena Ruiz") == Parts("", "Elena", "Ruiz", "")
    assert kept("Lena", "Elena", "Ruiz") == ""


def test_a_column_for_the_shown_name_is_there_only_where_parts_do_not_say_it() -> None:
    for style in ("google", "outlook"):
        assert b"Shown name" not in b"".join(tablewrite.write([Card(name="Ana Lee")], style))


def test_a_shown_name_that_somebody_changed_is_another_name() -> None:
    data = b"First Name,Last Name,Shown name\nAna,Lee,Bob Ray\n"
    (card,) = table.read(data, table.look(data))
    assert isinstance(card, Card)
    assert (card.name, card.notes) == ("Ana Lee", "Also: Bob Ray")


def test_a_directory_entry_with_the_parts_of_a_shown_name_says_no_other_one() -> None:
    (card,) = vcard.read("BEGIN:VCARD\nVERSION:4.0\nFN:李明\nN:李;明;;;\nEND:VCARD\n".encode())
    assert isinstance(card, Card)
    (back,) = ldif.read(b"".join(ldif.write([card])))
    assert isinstance(back, Card)
    assert (back.name, back.parts, back.notes) == (card.name, card.parts, "")
