"""What many contacts of the book get from one file: written together, told as one by one."""

import json

from sqlalchemy import event

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import merged
from partnerdesk.desk import imports, listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.imports import Decisions, Incoming
from partnerdesk.formats import vcardwrite
from partnerdesk.storage.cards import cards
from partnerdesk.storage.images import TABLES, images

MANY = 600  # more than are written together


def file(*some: Card) -> Incoming:
    return imports.look(b"".join(vcardwrite.write(some)), "people.vcf")


def known(number: int) -> Card:
    return Card(name=f"Ana Lima {number}", emails=((f"ana{number}@escola.example", ""),), tags=("songs",))


def told(number: int) -> Card:
    return Card(
        name=f"Ana Lima {number}",
        role="Head",
        emails=((f"ana{number}@escola.example", ""), (f"lima{number}@escola.example", "home")),
        phones=((f"+351 222 555 {number:03}", "work"),),
        languages=("pt", "en"),
        tags=("letters", "songs"),
        notes=f"Met in room {number}",
        organisation="Escola Nova" if number % 100 == 0 else "",
    )


def people(book: Book) -> dict[int, Card]:
    with book.reading() as connection:
        return dict(cards(connection, sorted(listing.find(book))))


def everything(book: Book) -> str:
    with book.reading() as connection:
        return json.dumps({name: images(connection, name) for name in TABLES}, sort_keys=True)


def test_each_of_many_gets_what_a_card_says_besides(book: Book) -> None:
    imports.take(book, [file(*map(known, range(MANY)))])
    before, was = people(book), everything(book)
    taken = imports.take(book, [file(*map(told, range(MANY)))])
    assert taken.changed == tuple(before)
    assert taken.changes.contacts == set(before)
    after = people(book)
    for number, key in enumerate(before):
        expected = merged(before[key], told(number))
        assert after[key] == expected.but({"uid": after[key].uid})
    assert [*listing.find(book, text="lima77@escola.example")] == [[*before][77]]
    now = everything(book)
    book.undo()
    assert everything(book) == was
    book.redo()
    assert everything(book) == now


def test_what_two_cards_say_of_one_comes_in_their_order(book: Book) -> None:
    imports.take(book, [file(known(1))])
    first = Card(name="Ana Lima 1", emails=(*known(1).emails, ("b@escola.example", "")), role="Head")
    second = Card(name="Ana Lima 1", emails=(*known(1).emails, ("c@escola.example", "")), role="Teacher")
    incoming = file(first, second)
    where = [row.where for row in imports.plan(book, [incoming])]
    imports.take(book, [incoming], Decisions(file_values={(0, where[1], "role")}))
    (card,) = people(book).values()
    assert [address for address, _ in card.emails] == [
        "ana1@escola.example",
        "b@escola.example",
        "c@escola.example",
    ]
    assert card.role == "Teacher"
    assert [text for _, _, text in card.entries] == ["Values taken from people.vcf, before; Role: Head"]


def test_many_are_written_by_as_many_statements_as_few(book: Book) -> None:
    few = [known(number) for number in range(5)]
    imports.take(book, [file(*map(known, range(305)))])
    statements = 0

    def count(*_: object) -> None:
        nonlocal statements
        statements += 1

    event.listen(book.engine, "before_cursor_execute", count)
    imports.take(book, [file(*(card.but({"role": "Head"}) for card in few))])
    for_few, statements = statements, 0
    taken = imports.take(book, [file(*(known(number).but({"role": "Head"}) for number in range(5, 305)))])
    assert len(taken.changed) == 300
    assert statements == for_few
