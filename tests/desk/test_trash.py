"""What was thrown away, and its way back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from partnerdesk.desk import contacts, listing, organisations, trash
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.places import locate
from partnerdesk.storage.records import DraftRecord


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book whose clock goes on by a minute with every look."""
    minutes = iter(range(10_000))
    made = new_book(
        tmp_path / "b", clock=lambda: datetime(2027, 3, 1, 15, tzinfo=UTC) + timedelta(minutes=next(minutes))
    )
    yield made
    made.close()


def elena(book: Book) -> int:
    return contacts.add(
        book, name="Elena Ruiz", organisation="Escuela Normal", place=locate("Hermosillo", "MX")
    ).made[0]


def test_the_last_one_thrown_away_comes_first_with_where_it_was(book: Book) -> None:
    first, second = elena(book), contacts.add(book, name="Kari Dahl").made[0]
    contacts.trash(book, [first])
    contacts.trash(book, [second])
    thrown = trash.listed(book)
    assert [each.title for each in thrown] == ["Kari Dahl", "Elena Ruiz"]
    assert (thrown[1].detail, thrown[1].place.city, thrown[1].key) == (
        "Escuela Normal", "Hermosillo", ("contact", first),
    )  # fmt: skip
    assert thrown[0].at > thrown[1].at


def test_restoring_several_is_one_change_that_can_be_taken_back(book: Book) -> None:
    people = [elena(book), contacts.add(book, name="Kari Dahl").made[0]]
    contacts.trash(book, people)
    assert not listing.find(book)
    changes = trash.restore(book, [each.key for each in trash.listed(book)])
    assert changes.label == "Restored 2 contacts"
    assert sorted(listing.find(book)) == people
    assert trash.listed(book) == []
    book.undo()
    assert not listing.find(book)
    assert len(trash.listed(book)) == 2


def test_a_letter_comes_back_with_its_contact_and_organisation(book: Book) -> None:
    person = elena(book)
    with book.write("Kept a letter") as writing:
        writing.session.add(
            DraftRecord(person, subject="Agua", written_at=writing.now, trashed_at=writing.now)
        )
    contacts.trash(book, [person])
    school = contacts.card(book, person).organisation
    assert school is not None
    organisations.trash(book, school.id)
    assert [each.detail for each in trash.listed(book)] == [
        "Organisation",
        "Escuela Normal",
        "Letter to Elena Ruiz",
    ]
    letter = trash.listed(book)[-1]
    assert trash.restore(book, [letter.key]).label == "Restored 1 letter"
    assert trash.listed(book) == []


def test_what_is_not_there_any_more_is_passed_over(book: Book) -> None:
    assert trash.restore(book, [("contact", 77), ("draft", 5)]).label == "Restored 2 things"
