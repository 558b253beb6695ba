import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk import contacts, folders, listing, organisations, trash
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, NotFound, Refused

PUEBLA = {"city": "Puebla", "country": "MX"}


def add(book: Book, name: str, **fields: object) -> int:
    return contacts.add(book, name=name, **fields).made[0]  # type: ignore[arg-type]


def names(book: Book, **where: str) -> list[str]:
    return [row.name for row in listing.rows(book, listing.find(book, **where))]


def test_a_new_contact_stands_in_the_folder_of_its_city(book: Book) -> None:
    add(book, "Elena Ruiz", place=locate(**PUEBLA), languages=("es",))
    assert names(book, folder="MX") == names(book, folder="MX-PUE") == ["Elena Ruiz"]
    assert names(book, folder="MX-SON") == []


def test_changing_the_city_moves_the_contact_to_another_folder(book: Book) -> None:
    key = add(book, "Elena Ruiz", place=locate(**PUEBLA))
    contacts.edit(book, key, place=locate(city="Lyon", country="FR"))
    assert names(book, folder="MX") == []
    assert names(book, folder="FR") == ["Elena Ruiz"]
    assert contacts.card(book, key).whereabouts.zone == "Europe/Paris"


def test_contacts_inherit_place_and_week_from_their_organisation(book: Book) -> None:
    week = SchoolWeek.parse("Mon-Fri 07:30-12:30")
    first = add(book, "Elena Ruiz", organisation="Escuela Normal", place=locate(**PUEBLA), week=week)
    second = add(book, "Jorge Salinas", organisation="escuela normál")
    card = contacts.card(book, second)
    assert card.organisation is not None
    assert card.organisation.id == contacts.card(book, first).organisation.id  # type: ignore[union-attr]
    assert (card.whereabouts.city, card.school_week) == ("Puebla", week)
    assert card.place == Place()


def test_moving_the_organisation_moves_those_who_inherit_and_no_one_else(book: Book) -> None:
    first = add(book, "Elena Ruiz", organisation="Escuela Normal", place=locate(**PUEBLA))
    add(book, "Jorge Salinas", organisation="Escuela Normal", place=locate(city="Oaxaca", country="MX"))
    school = contacts.card(book, first).organisation
    assert school is not None
    changes = organisations.edit(book, school.id, place=locate(city="Lima", country="PE"))
    assert first in changes.contacts
    assert names(book, folder="PE") == ["Elena Ruiz"]
    assert names(book, folder="MX-OAX") == ["Jorge Salinas"]


def test_an_organisation_with_contacts_is_not_thrown_away(book: Book) -> None:
    key = add(book, "Elena Ruiz", organisation="Escuela Normal")
    school = contacts.card(book, key).organisation
    assert school is not None
    with pytest.raises(Refused, match="1 of your contacts"):
        organisations.trash(book, school.id)
    contacts.edit(book, key, organisation="")
    organisations.trash(book, school.id)
    assert organisations.listed(book) == []


def test_all_fields_are_kept_as_said(book: Book) -> None:
    other = add(book, "Priya Nair")
    key = add(
        book,
        "Elena Ruiz",
        greeting="Estimada profesora Ruiz",
        role="Coordinadora",
        languages=("es-mx", "EN", "zh-hant"),
        emails=[("elena@normal.example.org", "work"), ("e.ruiz@example.com", "")],
        phones=[("+52 222 555 0199", "mobile")],
        tags=["choir", "#science fair"],
        source="introduction",
        introduced_by=other,
        notes="Met in Lisbon.\nLikes water.",
        street=" 4 Avenida  Reforma \r\n\n Aula 5",
        postcode="72000",
        web="normal.example.org/aula-5",
    )
    card = contacts.card(book, key)
    assert (card.street, card.postcode) == ("4 Avenida Reforma\nAula 5", "72000")
    assert card.web == "normal.example.org/aula-5"
    assert card.greeting == "Estimada profesora Ruiz"
    assert card.languages == ("es-MX", "en", "zh-Hant")
    assert [(e.address, e.label) for e in card.emails] == [
        ("elena@normal.example.org", "work"),
        ("e.ruiz@example.com", ""),
    ]
    assert [(p.number, p.label) for p in card.phones] == [("+52 222 555 0199", "mobile")]
    assert [t.name for t in card.tags] == ["choir", "science fair"]
    assert card.introduced_by_id == other
    assert card.notes == "Met in Lisbon.\nLikes water."


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"emails": [("not an address", "")]}, "email"),
        ({"street": "x" * 501}, "street"),
        ({"phones": [("none", "")]}, "phone"),
        ({"languages": ["xx"]}, "languages"),
        ({"name": "\u200b\u2060 \u200d"}, "name"),
        ({"tags": ["a,b"]}, "tags"),
        ({"notes": "x" * 20_001}, "notes"),
        ({"introduced_by": 99}, ""),
    ],
)
def test_a_bad_value_is_named_and_nothing_is_stored(
    book: Book, fields: dict[str, object], field: str
) -> None:
    with pytest.raises((BadInput, NotFound)) as caught:
        contacts.add(book, **({"name": "Elena Ruiz"} | fields))  # type: ignore[arg-type]
    assert getattr(caught.value, "field", "") == field
    assert names(book) == []
    assert book.undoable()[0] == "Changed your details"


def test_a_contact_that_is_not_there_is_neither_changed_nor_thrown_away(book: Book) -> None:
    there = contacts.add(book, name="Ana").made[0]
    for edit in (
        lambda: contacts.edit(book, 77, name="Bea"),
        lambda: contacts.edit(book, 77, tags=["new"]),
        lambda: contacts.trash(book, [there, 77]),
    ):
        with pytest.raises(NotFound, match="no contact 77"):
            edit()
    assert [row.name for row in listing.rows(book, listing.find(book))] == ["Ana"]


def test_a_change_of_nothing_or_to_the_same_is_no_change(book: Book) -> None:
    key = contacts.add(book, name="Ana", languages=["es"]).made[0]
    label = book.undoable()
    assert not contacts.edit(book, key).touched
    assert not contacts.edit(book, key, name="Ana", languages=["es"]).touched
    assert book.undoable() == label


def test_trash_and_restore(book: Book) -> None:
    key = add(book, "Elena Ruiz", tags=["choir"])
    assert contacts.trash(book, [key]).label == "1 contact moved to Trash"
    assert names(book) == []
    assert listing.tags(book) == []
    assert [each.title for each in trash.listed(book)] == ["Elena Ruiz"]
    trash.restore(book, [("contact", key)])
    assert names(book, tag="choir") == ["Elena Ruiz"]


def test_every_change_can_be_undone_and_redone_also_after_reopening(book: Book) -> None:
    key = add(book, "Elena Ruiz", place=locate(**PUEBLA), emails=[("e@example.org", "")])
    contacts.edit(book, key, name="Elena Ruiz Ortega", emails=[("new@example.org", "")])
    contacts.trash(book, [key])
    book.close()
    assert book.undoable() == ("1 contact moved to Trash", "")
    book.undo()
    assert names(book) == ["Elena Ruiz Ortega"]
    changes = book.undo()
    assert changes is not None
    assert changes.contacts == {key}
    assert names(book) == ["Elena Ruiz"]
    assert [e.address for e in contacts.card(book, key).emails] == ["e@example.org"]
    book.redo()
    book.redo()
    assert names(book) == []
    assert book.redo() is None


def test_an_entry_joins_the_history_newest_first(book: Book) -> None:
    key = add(book, "Elena Ruiz")
    contacts.note(book, key, "Met at the webinar", kind="met", at=book.now().replace(year=2026))
    contacts.note(book, key, "Called")
    assert [(e.kind, e.text) for e in contacts.card(book, key).entries] == [
        ("note", "Called"),
        ("met", "Met at the webinar"),
    ]


def test_a_tag_is_put_on_several_and_taken_off(book: Book) -> None:
    keys = [add(book, "Elena Ruiz"), add(book, "Jorge Salinas")]
    contacts.tag(book, keys, "choir")
    assert listing.tags(book) == [("choir", 2)]
    contacts.tag(book, keys[:1], "choir", on=False)
    assert listing.tags(book) == [("choir", 1)]


def test_a_pinned_country_stays_among_the_folders_while_it_is_empty(book: Book) -> None:
    folders.pin(book, "Kenya")
    (kenya,) = listing.folders(book, book.now())
    assert (kenya.code, kenya.name, kenya.count, kenya.pinned) == ("KE", "Kenya", 0, True)
    folders.pin(book, "KE", on=False)
    assert listing.folders(book, book.now()) == []


def test_folders_count_and_tell_where_school_is_in(book: Book) -> None:
    add(book, "Elena Ruiz", place=locate(**PUEBLA), week=SchoolWeek.parse("Mon-Fri 08:00-13:00"))
    add(book, "Kari Dahl", place=locate(city="Bergen", country="NO"))
    add(book, "Nobody Knows")
    mexico, norway, nowhere = listing.folders(book, book.now())
    assert (mexico.count, mexico.in_session, mexico.regions[0].name) == (1, True, "Puebla")
    assert (norway.count, norway.in_session) == (1, False)
    assert (nowhere.code, nowhere.count) == ("-", 1)
    assert names(book, folder="-") == ["Nobody Knows"]


def test_an_unknown_folder_is_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="no folder"):
        listing.find(book, folder="ZZ")
    with pytest.raises(BadInput, match="no region"):
        listing.find(book, folder="MX-ZZZ")
