"""What contacts share, and what becomes of it when they change their organisation."""

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk import contacts, listing, organisations, trash
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import NotFound
from partnerdesk.storage.records import Contact, Organisation

PUEBLA = locate(city="Puebla", country="MX")
OAXACA = locate(city="Oaxaca", country="MX")
WEEK = SchoolWeek.parse("Mon-Fri 07:30-12:30")


@pytest.fixture
def elena(book: Book) -> int:
    """Elena of Escuela A in Puebla, from which she has her place and her hours."""
    return contacts.add(book, name="Elena Ruiz", organisation="Escuela A", place=PUEBLA, week=WEEK).made[0]


def school_of(card: Contact) -> Organisation:
    assert card.organisation is not None
    return card.organisation


def test_a_new_organisation_is_where_its_first_contact_was(book: Book, elena: int) -> None:
    contacts.edit(book, elena, organisation="Escuela B")
    card = contacts.card(book, elena)
    assert (card.whereabouts, card.school_week) == (PUEBLA, WEEK)
    assert (school_of(card).name, school_of(card).place, school_of(card).week) == ("Escuela B", PUEBLA, WEEK)
    assert (card.place, card.week) == (Place(), None)  # inherited as before
    assert list(listing.find(book, folder="MX-PUE")) == [elena]


def test_a_place_given_with_a_new_organisation_is_the_one_that_counts(book: Book, elena: int) -> None:
    contacts.edit(book, elena, organisation="Escuela B", place=OAXACA)
    card = contacts.card(book, elena)
    assert (card.whereabouts, school_of(card).place, card.school_week) == (OAXACA, OAXACA, WEEK)


def test_who_joins_an_organisation_that_has_a_place_moves_there(book: Book, elena: int) -> None:
    contacts.add(book, name="Jorge Salinas", organisation="Escuela C", place=OAXACA)
    contacts.edit(book, elena, organisation="escuela c")
    assert contacts.card(book, elena).whereabouts == OAXACA


@pytest.mark.parametrize("name", ["", "Red de escuelas"])
def test_who_leaves_for_no_place_stays_in_the_folder(book: Book, elena: int, name: str) -> None:
    contacts.add(book, name="Jorge Salinas", organisation="Red de escuelas")
    contacts.edit(book, elena, organisation=name)
    assert contacts.card(book, elena).place == PUEBLA
    assert list(listing.find(book, folder="MX-PUE")) == [elena]


def test_the_hours_of_an_organisation_can_be_taken_back(book: Book, elena: int) -> None:
    school = school_of(contacts.card(book, elena))
    organisations.edit(book, school.id, web="https://a.example")
    assert contacts.card(book, elena).school_week == WEEK
    organisations.edit(book, school.id, week=None)
    assert contacts.card(book, elena).school_week is None


def test_an_organisation_tells_how_many_share_it_and_how_many_follow(book: Book, elena: int) -> None:
    contacts.add(book, name="Jorge Salinas", organisation="Escuela A", place=OAXACA)
    contacts.add(book, name="Luz Andrade", organisation="Escuela A", week=SchoolWeek.parse("Mon 09:00-10:00"))
    gone = contacts.add(book, name="Old Friend", organisation="Escuela A").made[0]
    contacts.trash(book, [gone])
    contacts.add(book, name="Escuela A", notes="Escuela A")  # found by the words, and belongs nowhere
    shared = organisations.shared_by(book, elena)
    assert shared.record.name == "Escuela A"
    assert (shared.contacts, shared.by_place, shared.by_hours) == (3, 2, 2)
    contacts.edit(book, elena, organisation="")
    with pytest.raises(NotFound, match="no organisation"):
        organisations.shared_by(book, elena)


def test_an_organisation_comes_back_from_trash_with_its_contact(book: Book, elena: int) -> None:
    school = school_of(contacts.card(book, elena))
    contacts.trash(book, [elena])
    organisations.trash(book, school.id)
    trash.restore(book, [("contact", elena)])
    assert [each.name for each in organisations.listed(book)] == ["Escuela A"]


def test_two_organisations_become_one_and_nobody_moves(book: Book, elena: int) -> None:
    gone = school_of(contacts.card(book, elena))
    organisations.edit(book, gone.id, web="https://a.example", notes="By the river.")
    jorge = contacts.add(book, name="Jorge Salinas", organisation="Escuela Azul", place=OAXACA).made[0]
    luz = contacts.add(book, name="Luz Andrade", organisation="Escuela A", place=OAXACA).made[0]
    before = {key: contacts.card(book, key) for key in (elena, jorge, luz)}
    changes = organisations.unite(book, gone.id, "escuela azul")
    assert changes.label == "Escuela A is one with Escuela Azul now"
    after = {key: contacts.card(book, key) for key in (elena, jorge, luz)}
    assert {school_of(card).name for card in after.values()} == {"Escuela Azul"}
    kept = school_of(after[jorge])
    assert (kept.place, kept.week, kept.web, kept.notes) == (
        OAXACA,
        WEEK,
        "https://a.example",
        "By the river.",
    )
    assert {key: card.whereabouts for key, card in after.items()} == {
        key: card.whereabouts for key, card in before.items()
    }
    assert (after[elena].place, after[luz].place) == (PUEBLA, Place())
    assert after[elena].week is None  # these are the other one's hours now
    assert [each.name for each in organisations.listed(book)] == ["Escuela Azul"]
    book.undo()
    assert school_of(contacts.card(book, elena)).name == "Escuela A"
    assert len(organisations.listed(book)) == 2


def test_an_organisation_is_not_made_one_with_itself(book: Book, elena: int) -> None:
    school = school_of(contacts.card(book, elena))
    for name in ("Escuela A", "Nowhere"):
        with pytest.raises(NotFound, match="no other organisation"):
            organisations.unite(book, school.id, name)
