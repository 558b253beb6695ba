"""Files come in whole, without twins, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnerdesk.core.cards import Card
from partnerdesk.desk import contacts, imports, listing, organisations
from partnerdesk.desk.book import Book
from partnerdesk.desk.imports import Decisions, Incoming, Taken
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, NotFound
from partnerdesk.formats import vcardwrite

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


def test_a_name_the_file_gives_counts_more_than_addresses(book: Book) -> None:
    first = Card(name="Ana Lima", uid="42", emails=(("ana@old.example", ""),))
    take(book, cards(first))
    take(book, cards(replace(first, name="Ana Costa", emails=(("ana@new.example", ""),))))
    assert [each.address for each in only(book).emails] == ["ana@old.example", "ana@new.example"]


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
    assert card.languages == ("pt", "es")
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


def test_introductions_within_a_file_are_found(book: Book) -> None:
    pair = cards(Card(name="Rui Sá", introduced_by="Ana Lima"), Card(name="Ana Lima", introduced_by="Nobody"))
    take(book, pair)
    ana, rui = (contacts.card(book, key) for key in listing.find(book))
    assert rui.introduced_by_id == ana.id
    assert ana.notes == "Introduced by: Nobody"
    assert numbers(take(book, pair)) == [(0, 0, 2, 0)]


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


def test_who_wrote_is_collected_with_the_last_letter_in_the_history(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "inbox.mbox"
    head = "From - Mon Jan  4 10:00:00 2027\nFrom: Ana Lima <ana@escola.example>\nSubject: Hello\n"
    path.write_text(f"{head}Date: Mon, 4 Jan 2027 10:00:00 +0000\n\nHi.\n", encoding="utf-8")
    take(book, imports.look(path))
    assert [(each.at, each.text) for each in only(book).entries] == [
        (datetime(2027, 1, 4, 10, tzinfo=UTC), "Wrote: Hello")
    ]
    assert numbers(take(book, imports.look(path))) == [(0, 0, 1, 0)]


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


def test_another_charset_reads_the_same_file_anew() -> None:
    text = "Name;E-mail\nJosé;jose@escola.example\n".encode("mac-roman")
    first = imports.look(text, "people.csv")
    second = imports.relaid(first, charset="mac-roman")
    names = [[each.name for each in one.cards() if isinstance(each, Card)] for one in (first, second)]
    assert names == [["JosŽ"], ["José"]]
