"""What a print reads of contacts is what their cards hold."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk import contacts, paper
from partnerdesk.desk.book import Book, new_book
from partnerdesk.storage.paper import read

PUEBLA = Place("Puebla", "MX-PUE", "Puebla", "MX", "America/Mexico_City")
WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path / "b.partnerdesk", clock=lambda: datetime(2027, 3, 1, tzinfo=UTC)) as made:
        yield made


def test_it_is_what_the_card_holds_with_the_newest_line_of_the_history(book: Book) -> None:
    (elena,) = contacts.add(
        book,
        name="Elena Ruiz",
        role="Teacher",
        organisation="Normal Superior",
        place=PUEBLA,
        week=WEEK,
        languages=("es", "en"),
        emails=[("elena@normal.example.org", "work"), ("e@home.example.org", "home")],
        phones=[("+52 222 555 0100", "")],
        notes="Two lines\nof notes",
        street="Calle 5",
        postcode="72000",
    ).made
    for day, text in ((3, "met at a fair"), (9, "wrote back"), (5, "sent a letter")):
        contacts.note(book, elena, text, at=datetime(2027, 2, day, tzinfo=UTC))
    card = contacts.card(book, elena)
    with book.reading() as connection:
        found = read(connection, [elena, 99])
    assert list(found) == [elena]
    one = found[elena]
    same = ("id", "name", "role", "street", "postcode", "whereabouts", "school_week", "languages", "notes")
    assert all(getattr(one, name) == getattr(card, name) for name in same)
    assert [(way.text, way.label) for way in one.emails] == [(e.address, e.label) for e in card.emails]
    assert [(way.text, way.label) for way in one.phones] == [(p.number, p.label) for p in card.phones]
    assert one.organisation is not None
    assert card.organisation is not None
    assert (one.organisation.name, one.organisation.place) == ("Normal Superior", PUEBLA)
    assert one.last is not None
    assert (one.last.at, one.last.text) == (card.entries[0].at, "wrote back")


def test_who_has_no_school_no_address_and_no_history_is_read_too(book: Book) -> None:
    (ana,) = contacts.add(book, name="Ana").made
    with book.reading() as connection:
        one = read(connection, [ana])[ana]
    assert (one.organisation, one.emails, one.phones, one.last, one.school_week) == (None, (), (), None, None)


def test_who_is_in_trash_is_not_printed(book: Book) -> None:
    (ana, ben) = (contacts.add(book, name=name).made[0] for name in ("Ana", "Ben"))
    contacts.trash(book, [ana])
    read_people = paper.read(book, paper.Wish(ids=(ana, ben)))
    assert [each.card.name for each in read_people] == ["Ben"]
