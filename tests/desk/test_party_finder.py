"""Who may take part: a text finds contacts, schools, folders; a folder gives as many as the planner takes."""

import pytest

from partnerdesk.desk import contacts, party_finder
from partnerdesk.desk.book import Book
from partnerdesk.desk.party_finder import Found, Members
from partnerdesk.desk.places import locate
from partnerdesk.desk.times import MOST_PARTIES
from partnerdesk.errors import BadInput


@pytest.fixture
def puebla(book: Book) -> list[int]:
    """Three people in Puebla, two of one college; one in Sonora."""
    college = "Escuela Normal Superior"
    keys = [
        contacts.add(book, name=name, organisation=school, place=locate(city=city, country="MX")).made[0]
        for name, school, city in (
            ("Elena Ruiz", college, "Puebla"),
            ("Marta Puebla", "", "Hermosillo"),
            ("Luis Pech", college, "Puebla"),
            ("Rosa Vega", "Museo del Agua", "Puebla"),
        )
    ]
    return sorted(keys)


def words(book: Book, text: str) -> list[str]:
    return [each.words for each in party_finder.find(book, text)]


def test_a_name_finds_the_contact(book: Book, puebla: list[int]) -> None:
    assert party_finder.find(book, "elena") == [
        Found(("contact", puebla[0]), "Elena Ruiz — Escuela Normal Superior, Puebla")
    ]
    assert party_finder.find(book, "  ") == []


def test_a_school_is_found_by_any_of_its_words_after_its_people(book: Book, puebla: list[int]) -> None:
    found = party_finder.find(book, "normal")
    assert [each.key[0] for each in found] == ["contact", "contact", "organisation"]
    assert found[-1].words == "Escuela Normal Superior, Puebla — the school"


def test_the_very_name_of_a_folder_or_a_school_comes_first(book: Book, puebla: list[int]) -> None:
    assert words(book, "puebla")[0] == "Puebla, Mexico — the whole folder, 3 contacts"
    assert words(book, "MÉXICO")[0] == "Mexico — the whole folder, 4 contacts"
    assert words(book, "pueb")[0] != "Puebla, Mexico — the whole folder, 3 contacts"
    assert words(book, "museo del agua")[0] == "Museo del Agua, Puebla — the school"


def test_a_folder_is_found_by_its_code_and_never_while_it_is_empty(book: Book, puebla: list[int]) -> None:
    assert party_finder.find(book, "mx-son")[0].key == ("folder", "MX-SON")
    assert words(book, "Japan") == []


def test_two_that_read_alike_are_told_apart(book: Book) -> None:
    for _ in range(2):
        contacts.add(book, name="Ana Paz")
    assert words(book, "ana paz") == ["Ana Paz", "Ana Paz (2)"]


def test_a_folder_gives_all_that_do_not_take_part_yet(book: Book, puebla: list[int]) -> None:
    elena, _, luis, rosa = puebla
    assert party_finder.members(book, "MX-PUE", already=[luis]) == Members((elena, rosa), 3)


def test_of_a_large_folder_the_first_are_taken_and_it_is_said(book: Book) -> None:
    keys = [
        contacts.add(book, name=f"Person {number:02d}", place=locate(city="Puebla", country="MX")).made[0]
        for number in range(25)
    ]
    found = party_finder.members(book, "MX", already=keys[:2], others=1)
    assert found.contact_ids == tuple(keys[2:18])  # home, two, an organisation, and these: twenty
    assert found.sentence.startswith(
        f"Mexico has 23 more contacts, and times are compared for {MOST_PARTIES} parties at the most: "
        "the first 16 by name are taken."
    )
    full = party_finder.members(book, "MX", already=keys[:19])
    assert (full.contact_ids, full.sentence.partition(":")[0]) == ((), "Nobody of Mexico can be added")


def test_no_such_folder(book: Book) -> None:
    with pytest.raises(BadInput, match="no folder"):
        party_finder.members(book, "XX")
