"""Files come in whole, without twins, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any, Literal

import pytest
from sqlalchemy import event

from partnerdesk.core.cards import Card
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts, disputed, imports, listing, organisations, twins
from partnerdesk.desk.book import Book
from partnerdesk.desk.imports import Decisions, Incoming, Taken
from partnerdesk.desk.merging import merge
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, NotFound
from partnerdesk.formats import ldif, tablewrite, vcardwrite

TABLE = """Name,E-mail,Organisation,City,Country,Phone
Elena Ruiz,elena@normal.example,Escuela Normal,Puebla,México,+52 222 555 0199
Rui Sá,rui@escola.example,,Porto,Portugal,
Amina Diallo,amina@lycee.example,,,,+221 33 555 0101
"""


def table(text: str, name: str = "people.csv") -> Incoming:
    return imports.look(text.encode(), name)


def cards(*some: Card) -> Incoming:
    return imports.look(b"".join(vcardwrite.write(some)), "people.vcf")


def take(book: Book, *files: Incoming, decisions: Decisions | None = None) -> Taken:
    return imports.take(book, files, decisions)


def numbers(taken: Taken) -> Sequence[tuple[int, int, int, int]]:
    return [(each.added, each.updated, each.unchanged, each.duplicates) for each in taken.counts]


def only(book: Book) -> contacts.Contact:
    (key,) = listing.find(book)
    return contacts.card(book, key)


def test_a_table_becomes_contacts_in_their_folders_in_one_step(book: Book) -> None:
    taken = take(book, table(TABLE))
    assert taken.changes.label == "Added 3 contacts from people.csv"
    assert len(listing.find(book)) == len(taken.changes.made) == 3
    (elena,) = listing.find(book, folder="MX-PUE")
    card = contacts.card(book, elena)
    assert (card.whereabouts.zone, card.organisation and card.organisation.name) == (
        "America/Mexico_City",
        "Escuela Normal",
    )
    assert card.origin.startswith("people.csv, ")
    assert [each.address for each in card.emails] == ["elena@normal.example"]
    assert list(listing.find(book, text="555 0199")) == [elena]
    book.undo()
    assert len(listing.find(book)) == 0
    assert organisations.listed(book) == []
    book.redo()
    assert len(listing.find(book)) == 3


def test_the_same_file_twice_changes_nothing(book: Book) -> None:
    take(book, table(TABLE))
    again = take(book, table(TABLE))
    assert numbers(again) == [(0, 0, 3, 0)]
    assert not again.changes.touched
    assert book.undoable()[0] == "Added 3 contacts from people.csv"


def test_a_table_of_headings_alone_says_so(book: Book) -> None:
    (planned,) = imports.plan(book, [table("Name,E-mail,City\n")])
    assert (planned.where, planned.why) == ("row 2", "There are headings, and no rows below them.")


def test_who_says_no_place_gets_none_where_their_organisation_is_in_two_cities(book: Book) -> None:
    rows = "Ana,Grant High School,Jena,Germany\nBob,Grant High School,,\nCy,Grant High School,Detroit,USA\n"
    rows += "Di,Lincoln School,Jena,Germany\nEd,Lincoln School,,\n"
    take(book, table(f"Name,Organisation,City,Country\n{rows}"))
    found = [contacts.card(book, key) for key in listing.find(book)]
    assert {each.name: each.whereabouts.city for each in found} == {
        "Ana": "Jena", "Bob": "", "Cy": "Detroit", "Di": "Jena", "Ed": "Jena",
    }  # fmt: skip


def test_what_is_in_the_book_already_is_no_step(book: Book) -> None:
    first = take(book, table(TABLE))
    (elena,) = listing.find(book, folder="MX-PUE")
    again = take(book, table(TABLE))
    assert (first.changed, again.changed) == ((), ())
    assert again.changes.label == "Nothing new in people.csv"
    assert book.undoable()[0] == first.changes.label
    more = take(book, table("Name,E-mail,Role\nElena Ruiz,elena@normal.example,Head\n"))
    assert more.changed == (elena,)


def test_somebody_known_gets_what_is_new_and_keeps_what_they_have(book: Book) -> None:
    made = contacts.add(
        book,
        name="Elena Ruiz",
        role="Coordinadora",
        emails=[("ELENA@normal.example", "work")],
        notes="Likes tea.",
    ).made[0]
    more = Card(
        name="Elena Ruiz López",
        role="Directora",
        emails=(("elena@normal.example", ""), ("e@home.example", "home")),
        phones=(("+52 222 555 0199", "mobile"),),
        city="Puebla",
        country="Mexico",
        tags=("choir",),
        notes="Sings.",
    )
    (planned,) = imports.plan(book, [cards(more)])
    assert (planned.outcome, planned.contact_id) == ("changed", made)
    assert {field for field, _, _ in planned.changes} >= {"emails", "phones", "city", "tags", "notes"}
    assert numbers(take(book, cards(more))) == [(0, 1, 0, 0)]
    card = only(book)
    assert [each.address for each in card.emails] == ["ELENA@normal.example", "e@home.example"]
    assert (card.name, card.role, card.whereabouts.city) == ("Elena Ruiz", "Coordinadora", "Puebla")
    assert card.notes == "Likes tea.\nSings.\nRole: Directora\nAlso: Elena Ruiz López"
    assert [each.name for each in card.tags] == ["choir"]
    assert numbers(take(book, cards(more))) == [(0, 0, 1, 0)]
    book.undo()
    assert only(book).notes == "Likes tea."


def test_people_who_share_an_address_stay_apart(book: Book) -> None:
    text = "Name,E-mail\nAna Lima,office@escola.example\nRui Sá,office@escola.example\n"
    assert numbers(take(book, table(text))) == [(2, 0, 0, 0)]
    assert numbers(take(book, table(text))) == [(0, 0, 2, 0)]


def test_somebody_twice_in_a_file_is_one_contact_with_all_that_was_said(book: Book) -> None:
    text = "Name,E-mail,Phone\nAna Lima,ana@escola.example,\nAna Lima,ana@escola.example,+351 22 555 0100\n"
    assert numbers(take(book, table(text))) == [(1, 0, 0, 1)]
    assert [each.number for each in only(book).phones] == ["+351 22 555 0100"]
    assert numbers(take(book, table(text))) == [(0, 0, 1, 1)]
    book.undo()
    assert len(listing.find(book)) == 0


def test_namesakes_without_an_address_are_told_apart_by_their_numbers(book: Book) -> None:
    text = "Name,Phone\nAna Lima,111 111\nAna Lima,222 222\nAna Lima,111111\n"
    assert numbers(take(book, table(text))) == [(2, 0, 0, 1)]


def test_the_file_s_own_key_and_a_second_sign_say_who_it_is(book: Book) -> None:
    first = Card(name="Ana Lima", uid="42", emails=(("ana@old.example", ""),))
    take(book, cards(first))
    married = replace(first, name="Ana Costa", emails=(("ana@old.example", ""), ("ana@new.example", "")))
    moved = replace(first, name="Ana M. Lima", emails=(("ana@other.example", ""),))
    assert numbers(take(book, cards(married), cards(moved))) == [(0, 1, 0, 0), (0, 0, 0, 1)]
    assert len(only(book).emails) == 3


def test_the_file_s_own_key_alone_takes_nobody_for_somebody_else(book: Book) -> None:
    take(book, cards(Card(name="Ana Lima", uid="1", emails=(("ana@escola.example", ""),))))
    other = cards(Card(name="Rui Sá", uid="1", emails=(("rui@liceu.example", ""),)))
    (planned,) = imports.plan(book, [other])
    assert (planned.outcome, planned.twins) == ("new", tuple(listing.find(book)))
    assert planned.reasons == ("the file names them the same",)
    assert numbers(take(book, other)) == [(1, 0, 0, 0)]
    assert numbers(take(book, other)) == [(0, 0, 1, 0)]


def test_names_that_differ_as_one_writes_them_are_one_person_at_one_address(book: Book) -> None:
    contacts.add(book, name="José García", emails=[("pepe@escuela.example", "")])
    text = "Name,E-mail\nGarcía, Pepe,pepe@escuela.example\n".replace("García, Pepe", '"García, Pepe"')
    assert numbers(take(book, table(text))) == [(0, 1, 0, 0)]


def test_a_number_written_otherwise_and_a_whole_name_are_one_person(book: Book) -> None:
    contacts.add(book, name="Elena Ruíz", phones=[("+52 222 555 0199", "")])
    text = "Name,Phone\nElena Ruiz,(222) 555-0199\nMarta Gil,(222) 555-0199\n"
    elena, marta = imports.plan(book, [table(text)])
    assert (elena.outcome, marta.outcome) == ("changed", "new")
    assert marta.reasons == ("same phone, but other names",)


def test_an_extension_is_nobody_s_own_number(book: Book) -> None:
    contacts.add(book, name="José García", phones=[("ext. 100", "")])
    text = "Name,Phone\nPepe García,ext. 100\n"
    assert numbers(take(book, table(text))) == [(1, 0, 0, 0)]
    assert numbers(take(book, table(text))) == [(0, 0, 1, 0)]


def test_whom_somebody_new_looks_like_is_told_with_the_reason(book: Book) -> None:
    pepe = contacts.add(book, name="José García", organisation="Escuela Normal").made[0]
    contacts.add(book, name="José García", organisation="Liceo Sur")
    (planned,) = imports.plan(book, [table("Name,Organisation\nPepe García,escuela normal\n")])
    assert (planned.outcome, planned.twins) == ("new", (pepe,))
    assert planned.reasons == ("one name is a short form of the other, same organisation",)


def test_whom_somebody_of_a_school_written_in_another_way_looks_like(book: Book) -> None:
    there = locate(city="Detroit", country="US")
    bob = contacts.add(book, name="Bob Miller", organisation="Lincoln High School", place=there).made[0]
    (planned,) = imports.plan(
        book, [table("Name,Organisation,City,Country\nRobert Miller,Lincoln High,Detroit,US\n")]
    )
    assert planned.twins == (bob,)


def test_a_country_alone_leaves_somebody_in_the_folder_of_their_region(book: Book) -> None:
    rows = "Elena Ruiz,e@normal.example"
    take(book, table(f"Name,E-mail,Region,Country\n{rows},Puebla,Mexico\n"))
    before = only(book).whereabouts
    assert (before.region, before.zone) == ("MX-PUE", "America/Mexico_City")
    assert numbers(take(book, table(f"Name,E-mail,Country\n{rows},Mexico\n"))) == [(0, 0, 1, 0)]
    assert only(book).whereabouts == before
    take(book, table(f"Name,E-mail,City,Country\n{rows},Aldea Nueva de Nadie,Mexico\n"))
    assert only(book).whereabouts == replace(before, city="Aldea Nueva de Nadie")
    take(book, table(f"Name,E-mail,Region,Country\n{rows},Sonora,Mexico\n"))
    assert (only(book).whereabouts.region, only(book).notes) == ("MX-PUE", "Place: MX-SON, MX")


def test_a_row_that_is_left_out_may_be_somebody_in_trash(book: Book) -> None:
    rui = contacts.add(book, name="Rui Sá").made[0]
    contacts.trash(book, [rui])
    file, name = table("Name,E-mail\nR. S.,rs@x.example\nZoe Li,z@x.example\n"), (0, "row 2")
    with pytest.raises(NotFound):
        imports.plan(book, [file], Decisions(as_person={name: rui}))
    left_out = Decisions(as_person={name: rui}, left_out=frozenset({name}))
    assert [each.outcome for each in imports.plan(book, [file], left_out)] == ["left out", "new"]


def test_a_namesake_of_another_school_is_asked_about(book: Book) -> None:
    ana = contacts.add(book, name="Ana Lima", organisation="Escola A", emails=[("ana@a.example", "")]).made[0]
    contacts.add(book, name="Ana Lima", organisation="Escola B", place=locate(city="Recife", country="BR"))
    rows = "Ana Lima,Liceo Sur,ana@b.example,PT\nAna Limo,Liceo Sur,limo@b.example,PT\n"
    same, other = imports.plan(book, [table(f"Name,Organisation,E-mail,Country\n{rows}")])
    assert (same.outcome, same.twins) == ("new", (ana,))
    assert same.reasons == ("the names are the same, another organisation",)
    assert other.twins == ()


def test_of_two_who_were_told_apart_the_one_that_fits_best_is_meant(book: Book) -> None:
    ana = contacts.add(book, name="Ana Lima", emails=[("office@escola.example", "")]).made[0]
    maria = contacts.add(book, name="Ana Maria Lima", emails=[("office@escola.example", "")]).made[0]
    twins.not_the_same(book, ana, maria)
    text = "Name,E-mail\nAna Maria Lima,office@escola.example\nAna Costa Lima,office@escola.example\n"
    first, second = imports.plan(book, [table(text)])
    assert first.contact_id == maria
    assert (second.outcome, second.contact_id) == ("changed", ana)  # Ana Lima is a part of that name
    third = "Name,E-mail\nAna M. Lima,office@escola.example\nAna Maria Costa Lima,office@escola.example\n"
    _, undecided = imports.plan(book, [table(third)])
    assert (undecided.outcome, set(undecided.twins)) == ("new", {ana, maria})


def test_of_two_namesakes_who_were_told_apart_nobody_is_meant_without_asking(book: Book) -> None:
    office = [("office@escola.example", "")]
    first = contacts.add(book, name="Ana Lima", emails=office, phones=[("+52 222 1111111", "")]).made[0]
    second = contacts.add(book, name="Ana Lima", emails=office, phones=[("+52 222 2222222", "")]).made[0]
    twins.not_the_same(book, first, second)
    row = "Name,E-mail,Role,Phone\nAna Lima,office@escola.example,Maths,"
    (undecided,) = imports.plan(book, [table(row)])
    assert (undecided.outcome, set(undecided.twins)) == ("new", {first, second})
    (told,) = imports.plan(book, [table(f"{row}+52 222 2222222\n")])
    assert (told.outcome, told.contact_id) == ("changed", second)


def test_who_was_added_as_somebody_else_is_no_twin_again(book: Book) -> None:
    contacts.add(book, name="Ana Lima", emails=[("ana@escola.example", "")])
    file = table("Name,E-mail,Role\nAna Lima,ana@escola.example,Head\n")
    assert numbers(take(book, file, decisions=Decisions(as_new={(0, "row 2")}))) == [(1, 0, 0, 0)]
    assert twins.pairs(book) == []
    book.undo()
    assert len(listing.find(book)) == 1
    book.redo()
    assert twins.pairs(book) == []


def test_those_who_were_merged_are_known_by_both_names_and_both_keys(book: Book) -> None:
    one = Card(name="Elena Ruiz", uid="a", organisation="Escuela Normal", emails=(("e@normal.example", ""),))
    two = Card(name="Lena Paz", uid="b", organisation="Liceo Sur", emails=(("lena@liceo.example", ""),))
    three = Card(name="L. Paz", organisation="Liceo Sur")
    take(book, cards(one, two))
    elena, lena = listing.find(book)
    merge(book, elena, lena)
    assert [each.outcome for each in imports.plan(book, [cards(one, two, three)])] == [
        "unchanged",
        "duplicate",
        "new",  # an initial is asked about
    ]
    assert numbers(take(book, cards(replace(two, emails=(("lena@new.example", ""),))))) == [(0, 1, 0, 0)]
    (planned,) = imports.plan(book, [table("Name,Organisation\nLena Paz,Liceo Sur\n")])
    assert (planned.outcome, planned.contact_id) == ("unchanged", elena)


def test_who_was_said_to_be_somebody_is_known_the_next_time(book: Book) -> None:
    made = contacts.add(book, name="Elena Ruiz", organisation="Escuela Normal").made[0]
    file = table("Name,Organisation,Role\nLena Paz,Liceo Sur,Head\n")
    take(book, file, decisions=Decisions(as_person={(0, "row 2"): made}))
    assert numbers(take(book, file)) == [(0, 0, 1, 0)]


def test_an_office_of_thousands_does_not_slow_it_down(book: Book) -> None:
    rows = "".join(f"P{n} Lima,office@escola.example,{n}\n" for n in range(6_000))
    start = process_time()
    assert numbers(take(book, table(f"Name,E-mail,Notes\n{rows}"))) == [(6_000, 0, 0, 0)]
    assert numbers(take(book, table(f"Name,E-mail,Notes\n{rows}"))) == [(0, 0, 6_000, 0)]
    assert process_time() - start < 20


def test_what_cannot_be_kept_in_its_field_stands_in_the_notes(book: Book) -> None:
    take(
        book,
        cards(
            Card(
                name="Ana",
                emails=(("ana@b@c.example", ""), ("ana@escola.example", "")),
                phones=(("pager", ""), ("1", "")),
                languages=("pt-BR", "Spanish", "xx"),
                country="Atlantis",
                zone="../../etc/passwd",
                source="by chance",
            )
        ),
    )
    card = only(book)
    assert card.languages == ("pt-BR", "es")
    assert [each.number for each in card.phones] == ["1"]
    assert card.whereabouts.zone == ""
    for said in ("Phone: pager", "Language: xx", "Country: Atlantis", "Source: by chance", "etc/passwd"):
        assert said in card.notes


def test_a_country_is_only_suggested_by_a_number_or_an_address(book: Book) -> None:
    text = (
        "Name,E-mail,Phone,City\nAmina,a@lycee.example,+221 33 555 0101,\nRui,rui@escola.pt,,Vila Que Falta\n"
        "Jo,jo@x.io,,\n"
    )
    planned = imports.plan(book, [table(text)])
    assert [(each.fitted.guess, each.fitted.why) for each in planned if each.fitted] == [
        ("SN", "+221"),
        ("PT", ".pt"),
        ("", ""),
    ]
    take(book, table(text), decisions=Decisions(guesses=True))
    assert len(listing.find(book, folder="SN")) == len(listing.find(book, folder="PT")) == 1
    (amina,) = listing.find(book, folder="SN")
    assert contacts.card(book, amina).whereabouts.zone == "Africa/Dakar"


def test_a_card_may_be_left_out_or_added_all_the_same(book: Book) -> None:
    take(book, table(TABLE))
    decisions = Decisions(left_out={(0, "row 2")}, as_new={(0, "row 3")})
    assert numbers(take(book, table(TABLE), decisions=decisions)) == [(1, 0, 1, 0)]


def test_a_card_may_be_said_to_be_somebody_known(book: Book) -> None:
    made = contacts.add(book, name="Elena Ruiz", emails=[("elena@normal.example", "")]).made[0]
    text = "Name,E-mail,Phone\nLena,lena@home.example,\nL. Ruiz,lena@home.example,+52 222 555 0199\n"
    decisions = Decisions(as_person={(0, "row 2"): made, (0, "row 3"): made})
    planned = imports.plan(book, [table(text)], decisions)
    assert [(each.outcome, each.contact_id) for each in planned] == [("changed", made), ("duplicate", made)]
    assert numbers(take(book, table(text), decisions=decisions)) == [(0, 1, 0, 1)]
    card = only(book)
    assert [each.address for each in card.emails] == ["elena@normal.example", "lena@home.example"]
    assert [each.number for each in card.phones] == ["+52 222 555 0199"]
    assert card.notes == "Also: Lena\nAlso: L. Ruiz"
    book.undo()
    card = only(book)
    assert ([each.address for each in card.emails], card.notes) == (["elena@normal.example"], "")


def test_what_was_said_of_a_card_is_known_for_the_rows_after_it(book: Book) -> None:
    made = contacts.add(book, name="Elena Ruiz", emails=[("elena@normal.example", "")]).made[0]
    text = (
        "Name,E-mail,E-mail 2\nElena Ruiz,elena@normal.example,e@home.example\nElena Ruiz,e@home.example,\n"
    )
    planned = imports.plan(book, [table(text)])
    assert [(each.outcome, each.contact_id) for each in planned] == [("changed", made), ("duplicate", made)]


def test_nobody_can_be_somebody_who_is_not_there(book: Book) -> None:
    with pytest.raises(NotFound):
        imports.plan(book, [table(TABLE)], Decisions(as_person={(0, "row 2"): 99}))
    made = contacts.add(book, name="Elena Ruiz").made[0]
    contacts.trash(book, [made])
    with pytest.raises(NotFound):
        take(book, table(TABLE), decisions=Decisions(as_person={(0, "row 2"): made}))
    assert len(listing.find(book)) == 0


WEEK = SchoolWeek.parse("Mon-Fri 07:30-12:30")
OURS: dict[str, Any] = {
    "name": "Elena Ruiz",
    "greeting": "Elena",
    "role": "Coordinadora",
    "organisation": "Escuela Normal",
    "place": locate(city="Puebla", country="MX"),
    "week": SchoolWeek.parse("Mon-Fri 08:00-13:00"),
    "street": "Calle 1",
    "postcode": "72000",
    "web": "https://a.example",
    "source": "colleague",
    "source_detail": "Rui",
}
THEIRS = Card(
    name="Elena Ruiz Paz",
    greeting="Mtra. Ruiz",
    role="Directora",
    organisation="Liceo Sur",
    city="Monterrey",
    region="MX-NLE",
    country="MX",
    week=WEEK,
    street="Calle 2",
    postcode="64000",
    web="https://b.example",
    source="conference",
    source_detail="Lisbon",
    emails=(("elena@normal.example", ""),),
)
SAID = {
    "name": ("Elena Ruiz", "Elena Ruiz Paz"),
    "greeting": ("Elena", "Mtra. Ruiz"),
    "role": ("Coordinadora", "Directora"),
    "organisation": ("Escuela Normal", "Liceo Sur"),
    "place": ("Puebla, Mexico", "Monterrey, Nuevo León, Mexico"),
    "week": ("Mon–Fri 08:00–13:00", "Mon–Fri 07:30–12:30"),
    "address": ("Calle 1, 72000", "Calle 2, 64000"),
    "web": ("https://a.example", "https://b.example"),
    "source": ("Colleague: Rui", "Conference: Lisbon"),
}


def where_they_differ(book: Book, decisions: Decisions | None = None) -> dict[str, tuple[str, str]]:
    (planned,) = imports.plan(book, [cards(THEIRS)], decisions)
    return {each.field: (each.ours, each.theirs) for each in planned.disputed}


def test_where_a_file_says_something_else_both_values_are_shown_and_ours_stays(book: Book) -> None:
    contacts.add(book, **OURS, emails=[("elena@normal.example", "")])
    assert where_they_differ(book) == SAID
    take(book, cards(THEIRS))
    card = only(book)
    assert (card.name, card.role, card.web) == ("Elena Ruiz", "Coordinadora", "https://a.example")
    for line in (
        "Address: Calle 2",
        "Place: Monterrey",
        "Role: Directora",
        "School week: Mon-Fri 07:30-12:30",
    ):
        assert line in card.notes
    assert numbers(take(book, cards(THEIRS))) == [(0, 0, 1, 0)]


def test_the_file_s_values_take_the_place_of_ours_where_they_are_chosen(book: Book) -> None:
    contacts.add(book, **OURS, emails=[("elena@normal.example", "")])
    (where,) = (each.where for each in cards(THEIRS).cards())
    chosen = Decisions(file_values={(0, where, field) for field in SAID})
    assert where_they_differ(book, chosen) == SAID
    (planned,) = imports.plan(book, [cards(THEIRS)], chosen)
    assert ("role", "Coordinadora", "Directora") in planned.changes
    assert "notes" not in {field for field, _, _ in planned.changes}
    assert numbers(take(book, cards(THEIRS), decisions=chosen)) == [(0, 1, 0, 0)]
    card = only(book)
    assert (card.name, card.greeting, card.role, card.web) == (
        "Elena Ruiz Paz",
        "Mtra. Ruiz",
        "Directora",
        "https://b.example",
    )
    assert (card.street, card.postcode, card.source, card.source_detail) == (
        "Calle 2",
        "64000",
        "conference",
        "Lisbon",
    )
    assert card.organisation is not None
    assert (card.organisation.name, card.whereabouts.city, card.whereabouts.region) == (
        "Liceo Sur",
        "Monterrey",
        "MX-NLE",
    )
    assert card.school_week == WEEK
    assert card.notes == ""
    (told,) = card.entries
    assert told.text == "; ".join(
        ["Values taken from people.vcf, before"]
        + [f"{disputed.CAPTIONS[field]}: {ours}" for field, (ours, _) in SAID.items()]
    )
    assert where_they_differ(book) == {}
    assert numbers(take(book, cards(THEIRS), decisions=chosen)) == [(0, 0, 1, 0)]
    book.undo()
    assert where_they_differ(book) == SAID
    assert only(book).entries == []


def test_one_field_may_be_chosen_and_the_others_stay(book: Book) -> None:
    contacts.add(book, **OURS, emails=[("elena@normal.example", "")])
    (where,) = (each.where for each in cards(THEIRS).cards())
    take(book, cards(THEIRS), decisions=Decisions(file_values={(0, where, "role")}))
    card = only(book)
    assert (card.role, card.name, card.whereabouts.city) == ("Directora", "Elena Ruiz", "Puebla")


def test_a_field_that_nobody_can_choose_is_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="“notes” cannot be chosen"):
        imports.plan(book, [table(TABLE)], Decisions(file_values={(0, "row 2", "notes")}))


def test_introductions_within_a_file_are_found(book: Book) -> None:
    pair = cards(Card(name="Rui Sá", introduced_by="Ana Lima"), Card(name="Ana Lima", introduced_by="Nobody"))
    take(book, pair)
    ana, rui = (contacts.card(book, key) for key in listing.find(book))
    assert rui.introduced_by_id == ana.id
    assert ana.notes == "Introduced by: Nobody"
    assert numbers(take(book, pair)) == [(0, 0, 2, 0)]


def test_an_introduction_that_is_told_twice_is_no_note(book: Book) -> None:
    rows = "Rui Sá,rui@escola.example,,Ana Lima\nRui Sá,rui@escola.example,+351 22 555 0100,Ana Lima\n"
    contacts.add(book, name="Ana Lima")
    take(book, table(f"Name,E-mail,Phone,Introduced by\n{rows}"))
    (rui,) = listing.find(book, text="Rui")
    assert contacts.card(book, rui).introduced_by_id is not None
    assert contacts.card(book, rui).notes == ""


@pytest.mark.parametrize(("introducer", "wanted"), [("", ""), ("Ana Lima", "Ana Lima"), ("Nobody", "")])
def test_the_file_s_source_takes_the_place_of_who_introduced_them(
    book: Book, introducer: str, wanted: str
) -> None:
    ana, bob = (contacts.add(book, name=name).made[0] for name in ("Ana Lima", "Bob Ray"))
    addresses = [("eve@escola.example", "")]
    eve = contacts.add(
        book, name="Eve Ng", emails=addresses, source="introduction", source_detail="x", introduced_by=bob
    ).made[0]
    head = "Name,E-mail,Source,Source detail,Introduced by"
    file = table(f"{head}\nEve Ng,eve@escola.example,conference,Lima 2026,{introducer}\n")
    chosen = Decisions(file_values={(0, "row 2", "source")})
    take(book, file, decisions=chosen)
    card = contacts.card(book, eve)
    assert (card.source, card.introduced_by_id) == ("conference", ana if wanted else None)
    assert numbers(take(book, file, decisions=chosen)) == [(0, 0, 1, 0)]
    assert contacts.card(book, eve).introduced_by_id == card.introduced_by_id


def introductions(count: int) -> Incoming:
    rows = "".join(f"P{n} N{n},p{n}@escola.example,P{max(n - 1, 0)} N{max(n - 1, 0)}\n" for n in range(count))
    return table(f"Name,E-mail,Introduced by\n{rows}")


def test_introducers_are_looked_up_together(book: Book) -> None:
    statements = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(book.engine, "before_cursor_execute", note)
    take(book, introductions(300))
    assert 0 < len(statements) < 100


def test_writing_introductions_can_be_stopped(book: Book) -> None:
    class Stopped(Exception):
        pass

    reading, told = list[int](), list[int]()
    imports.plan(book, [introductions(1_200)], progress=lambda done, _total: reading.append(done))

    def stop(done: int, total: int) -> None:
        assert total >= done
        told.append(done)
        if len(told) > len(reading):
            raise Stopped

    with pytest.raises(Stopped):
        imports.take(book, [introductions(1_200)], progress=stop)
    assert len(listing.find(book)) == 0


def test_a_member_follows_an_organisation_of_the_book(book: Book) -> None:
    place = locate(city="Puebla", country="MX")
    contacts.add(book, name="Jorge", organisation="Escuela Normal", place=place)
    take(book, table(TABLE))
    assert len(organisations.listed(book)) == 1
    (elena,) = listing.find(book, text="Elena")
    assert not contacts.card(book, elena).place
    assert contacts.card(book, elena).whereabouts == place


def test_stopping_leaves_nothing(book: Book) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        assert total >= done
        if done >= 4_000:
            raise Stopped

    before = book.undoable()
    rows = "Name,E-mail\n" + "".join(f"P {n},p{n}@escola.example\n" for n in range(6_000))
    with pytest.raises(Stopped):
        imports.take(book, [table(rows)], progress=stop)
    assert len(listing.find(book)) == 0
    assert book.undoable() == before


def test_reading_letters_can_be_stopped_before_the_first_card(book: Book) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            raise Stopped

    letter = "From - Mon Jan  4 10:00:00 2027\nFrom: Ana <ana@escola.example>\nSubject: Hi\n\nHello.\n\n"
    with pytest.raises(Stopped):
        imports.take(book, [imports.look(f"\n{letter * 3}".encode(), "inbox.mbox")], progress=stop)
    assert len(listing.find(book)) == 0


def test_who_wrote_is_collected_with_the_last_letter_in_the_history(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "inbox.mbox"
    head = "From - Mon Jan  4 10:00:00 2027\nFrom: Ana Lima <ana@escola.example>\nSubject: Hello\n"
    path.write_text(f"{head}Date: Mon, 4 Jan 2027 10:00:00 +0000\n\nHi.\n", encoding="utf-8")
    take(book, imports.look(path))
    assert [(each.at, each.text) for each in only(book).entries] == [
        (datetime(2027, 1, 4, 10, tzinfo=UTC), "Wrote: Hello")
    ]
    assert numbers(take(book, imports.look(path))) == [(0, 0, 1, 0)]


def test_our_own_letters_make_nobody_of_us(book: Book) -> None:
    head = "From: Ana Lee <Ana.Lee@lincoln.example.org>\nTo: e@normal.example\n"
    sent = f"{head}Date: Mon, 1 Mar 2027 10:00:00 -0500\n\nHola\n".encode()
    (planned,) = imports.plan(book, [imports.look(sent, "sent.eml")])
    assert (planned.outcome, planned.why) == ("own", "These are letters of your own.")
    (counts,) = imports.take(book, [imports.look(sent, "sent.eml")]).counts
    assert (counts.added, counts.own, counts.refused) == (0, 1, [])


def test_files_that_cannot_be_read_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.csv"):
        imports.look(tmp_path / "none.csv")
    with pytest.raises(BadInput, match="cannot be read"):
        imports.look(tmp_path)
    sheet = tmp_path / "people.csv"
    sheet.write_bytes(b"PK\3\4....xl/workbook.xml")
    with pytest.raises(BadInput, match=r"“people\.csv” is an Excel sheet.*as CSV"):
        imports.look(sheet)
    with pytest.raises(BadInput, match="no charset"):
        imports.look(b"name\nAna\n", charset="klingon")


def test_a_charset_that_is_not_sure_is_said_until_one_is_chosen() -> None:
    first = imports.look("Name\nWeiß\n".encode("cp850"), "people.csv")
    assert first.unsure
    assert imports.relaid(first, delimiter=";").unsure == first.unsure
    second = imports.relaid(first, charset="cp850")
    assert not second.unsure
    assert [each.name for each in second.cards() if isinstance(each, Card)] == ["Weiß"]


def test_cards_without_a_charset_are_read_in_that_of_their_letters() -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD\n"
    data = "".join(map(card.format, ("Иван Петров", "Ольга Смирнова"))).encode("cp1251")
    names = [each.name for each in imports.look(data).cards() if isinstance(each, Card)]
    assert names == ["Иван Петров", "Ольга Смирнова"]


def test_another_charset_reads_the_same_file_anew() -> None:
    text = "Name;E-mail\nJosé;jose@escola.example\n".encode("cp850")
    first = imports.look(text, "people.csv")
    second = imports.relaid(first, charset="windows-1252")
    names = [[each.name for each in one.cards() if isinstance(each, Card)] for one in (first, second)]
    assert names == [["José"], ["Jos‚"]]


@pytest.mark.parametrize("kind", ["google", "outlook", "ldif", "others"])
@pytest.mark.parametrize(("name", "parts"), [("李明", "\n明\n李\n\n"), ("Nagy Béla", "\nBéla\nNagy\n\n")])
def test_a_name_whose_parts_stand_in_another_order_stays_as_it_is(
    book: Book, kind: Literal["google", "outlook", "ldif", "others"], name: str, parts: str
) -> None:
    some = [Card(name=name, parts=parts, emails=(("li@x.example", ""),))]
    take(book, cards(*some))
    if kind == "ldif":
        data = b"".join(ldif.write(some))
    elif kind == "others":
        _, given, family, _, _ = parts.split("\n")
        data = f"First Name,Last Name,E-mail\n{given},{family},li@x.example\n".encode()
    else:
        data = b"".join(tablewrite.write(some, kind))
    again = take(book, imports.look(data, "theirs"))
    assert (again.counts[0].unchanged, again.counts[0].added, again.counts[0].updated) == (1, 0, 0)
    assert only(book).name == name


def test_a_first_name_under_a_known_address_is_theirs(book: Book) -> None:
    take(book, table("Name,E-mail\nTom Fox,tom@s.example\n"))
    taken = take(
        book, imports.look(b"From: Tom <tom@s.example>\nDate: Mon, 4 Jan 2027 10:00:00 +0000\n\nHi", "a.eml")
    )
    assert [each.added for each in taken.counts] == [0]
    assert only(book).name == "Tom Fox"


@pytest.mark.parametrize(
    ("known", "name", "address"),
    [
        ("Elena Ruiz Ortega", "Elena", "elena.ruiz@n.example"),
        ("Elena Ruiz Ortega", "Elena", "eruiz@n.example"),
        ("Elena Ruiz Ortega", "E. Ruiz", "elena.ruiz@n.example"),
        ("Tom Fox", "Tommy", "tom@s.example"),
        ("田中 恵子", "Keiko Tanaka", "keiko.tanaka@k.example"),
    ],
)
def test_a_shorter_name_under_an_address_of_their_own_is_theirs(
    book: Book, known: str, name: str, address: str
) -> None:
    contacts.add(book, name=known, emails=[(address, "")])
    taken = take(book, table(f"Name,E-mail\n{name},{address}\n"))
    assert [each.added for each in taken.counts] == [0]
    assert only(book).name == known


@pytest.mark.parametrize(
    ("known", "name", "address"),
    [
        ("Ana López", "Ana", "office@n.example"),
        ("Elena Ruiz", "Pablo", "elena.ruiz@n.example"),
        ("田中 恵子", "Keiko Tanaka", "tanaka@k.example"),
    ],
)
def test_others_under_a_known_address_are_asked_about(
    book: Book, known: str, name: str, address: str
) -> None:
    contacts.add(book, name=known, emails=[(address, "")])
    (planned,) = imports.plan(book, [table(f"Name,E-mail\n{name},{address}\n")])
    assert (planned.outcome, len(planned.twins)) == ("new", 1)


def test_a_letter_from_the_future_is_said_and_in_no_history(book: Book) -> None:
    letter = (
        "From: Ana Lima <ana@escola.example>\nDate: Fri, 4 Jan 2036 10:00:00 +0000\nSubject: Hi\n\nHello.\n"
    )
    (planned,) = imports.plan(book, [imports.look(letter.encode(), "a.eml")])
    card = planned.fitted.card
    assert card.entries == ()
    assert card.notes == (
        "letter 1: Wrote: Hi: its date, 2036-01-04, is still to come, and it is not in the history"
    )
