"""What the columns of a table mean is kept for the next file of the same make."""

from dataclasses import replace

import pytest

from partnerdesk.desk import contacts, imports, listing, mappings
from partnerdesk.desk.book import Book
from partnerdesk.errors import BadInput, NotFound
from partnerdesk.formats.columns import Column
from partnerdesk.formats.table import Layout

TABLE = b"Name,Mail,Zw\nAna Lima,ana@escola.example,Escola Nova\n"


def changed() -> tuple[imports.Incoming, Layout]:
    incoming = imports.look(TABLE)
    assert incoming.layout is not None
    columns = (*incoming.layout.columns[:2], Column("organisation"))
    return incoming, replace(incoming.layout, columns=columns)


def test_a_mapping_is_kept_found_by_its_headers_and_applied(book: Book) -> None:
    incoming, layout = changed()
    mappings.keep(book, "School office", layout)
    assert incoming.layout is not None
    found = mappings.suited(book, incoming.layout)
    assert found is not None
    assert found.name == "School office"
    again = mappings.applied(incoming.layout, found)
    assert again == layout
    imports.take(book, [replace(incoming, layout=again)])
    school = contacts.card(book, listing.find(book)[0]).organisation
    assert school is not None
    assert school.name == "Escola Nova"


def test_a_table_with_other_headers_is_not_meant(book: Book) -> None:
    mappings.keep(book, "School office", changed()[1])
    other = imports.look(b"Name,Mail,Other\nAna,ana@escola.example,x\n").layout
    assert other is not None
    assert mappings.suited(book, other) is None


def test_the_same_name_replaces_it_and_forgetting_can_be_undone(book: Book) -> None:
    first = mappings.keep(book, "School office", changed()[1]).made
    assert mappings.keep(book, "school OFFICE", changed()[1]).made == first
    mappings.forget(book, first[0])
    assert mappings.listed(book) == []
    with pytest.raises(NotFound):
        mappings.forget(book, first[0])
    book.undo()
    assert [each.name for each in mappings.listed(book)] == ["school OFFICE"]


def test_a_table_without_a_header_cannot_be_known_again(book: Book) -> None:
    layout = imports.look(b"ana@escola.example\nrui@escola.example\n").layout
    assert layout is not None
    with pytest.raises(BadInput, match="no header"):
        mappings.keep(book, "Addresses", layout)
