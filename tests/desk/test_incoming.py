"""Large files stay on the disk until they are taken in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.desk import imports, listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.imports import Incoming
from partnerdesk.errors import BadInput, NotFound

PEOPLE = 3_000
NOTE = "They sing. " * 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    rows = "".join(f"P {at},p{at}@escola.example,{NOTE}\n" for at in range(PEOPLE))
    path.write_text(f"Name,E-mail,Notes\n{rows}", encoding="utf-8")
    return path


def test_a_large_file_says_the_same_from_the_disk(file: Path) -> None:
    large, held = imports.look(file), imports.look(file.read_bytes(), file.name)
    assert not isinstance(large.data, bytes)
    assert (large.kind, large.charset, large.layout, large.about) == (
        held.kind, held.charset, held.layout, held.about
    )  # fmt: skip
    assert list(large.cards()) == list(held.cards())
    assert large.data[-5:] == held.data[-5:]
    assert imports.relaid(large, charset="utf-8").charset == "utf-8"


def test_a_file_that_was_changed_or_went_away_since_brings_nothing_in(book: Book, file: Path) -> None:
    looked = imports.look(file)
    os.utime(file, ns=(1, 1))
    refused(book, looked, BadInput, "“people.csv” has changed since it was looked at")
    looked = imports.look(file)
    file.unlink()
    refused(book, looked, NotFound, "There is no file")


def refused(book: Book, looked: Incoming, error: type[Exception], why: str) -> None:
    before = book.undoable()
    with pytest.raises(error, match=why):
        imports.take(book, [looked])
    assert not len(listing.find(book))
    assert book.undoable() == before


def people(text: str) -> list[Card]:
    return [each for each in imports.look(text.encode()).cards() if isinstance(each, Card)]


def test_columns_without_headings_are_schools_and_places_by_what_is_in_them() -> None:
    found = people(
        "Ana,ana@l.example,Lincoln School,Detroit,USA\n"
        "Bob,bob@j.example,Escuela Juárez,Puebla,Mexico\n"
        "Cy,cy@h.example,Lycée Hugo,Paris,France\n"
    )
    assert [(each.name, each.organisation, each.city, each.country) for each in found] == [
        ("Ana", "Lincoln School", "Detroit", "USA"),
        ("Bob", "Escuela Juárez", "Puebla", "Mexico"),
        ("Cy", "Lycée Hugo", "Paris", "France"),
    ]


def test_words_that_are_no_places_stay_notes() -> None:
    found = people("Ana Lee,ana@l.example,Maths,blue\nBob Ray,bob@r.example,Music,red\n")
    assert [each.notes for each in found] == [
        "Column 3: Maths\nColumn 4: blue",
        "Column 3: Music\nColumn 4: red",
    ]


@pytest.mark.parametrize(
    ("cell", "city", "region", "country", "notes"),
    [
        ("Detroit, USA", "Detroit", "", "US", ""),
        ("Tepic, Nayarit", "Tepic", "Nayarit", "MX", ""),
        ("Puebla, Puebla, México", "Puebla", "Puebla", "MX", ""),
        ("Klein Kleckersdorf, Germany", "Klein Kleckersdorf", "", "DE", ""),
        ("Kenya", "", "", "KE", ""),
        ("somewhere, far away", "", "", "", "Place: somewhere, far away"),
    ],
)
def test_one_column_may_hold_city_and_country(
    cell: str, city: str, region: str, country: str, notes: str
) -> None:
    (card,) = people(f'Name,Email,"City, Country"\nAna Lee,ana@l.example,"{cell}"\n')
    assert (card.city, card.region, card.country, card.notes) == (city, region, country, notes)


@pytest.mark.parametrize(
    ("rows", "names", "told"),
    [
        (("Jürgen", b"M\xfcller", "Zoë"), ["Jürgen", "Müller", "Zoë"], ["line 3"]),
        (("Jürgen", b"M\xfcller"), ["Jürgen", "Müller"], ["line 3"]),
        (
            ("Jürgen", b"M\xfcller", b"Zo\xeb", "Ana", "René"),
            ["Jürgen", "Müller", "Zoë", "Ana", "René"],
            ["line 3", "line 4"],
        ),
        (("Jürgen", "Müller"), ["Jürgen", "Müller"], []),
    ],
)  # fmt: skip
def test_a_row_that_is_not_in_utf_8_as_others_are_comes_in_and_is_told(
    rows: tuple[str | bytes, ...], names: list[str], told: list[str]
) -> None:
    lines = [each.encode() if isinstance(each, str) else each for each in rows]
    data = b"".join(b"%s,a%d@x.example\n" % (line, at) for at, line in enumerate(lines))
    found = [*imports.look(b"Name,Email\n" + data, "rows.csv").cards()]
    assert [each.name for each in found if isinstance(each, Card)] == names
    refused = [each for each in found if isinstance(each, RefusedPart)]
    assert [each.where for each in refused] == told
    assert all("UTF-8" in each.why for each in refused)
