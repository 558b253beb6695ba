"""Which column of a table means what, kept under a name for the next file of the same make."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from partnerdesk.core.text import fold
from partnerdesk.desk import typed
from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import BadInput, NotFound
from partnerdesk.formats.columns import FIELDS, Column
from partnerdesk.formats.table import Layout

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Mapping as Record


@dataclass(frozen=True)
class Mapping:
    """What the columns of some make of table mean, by their headers."""

    id: int
    name: str
    columns: dict[str, Column]


def keep(book: Book, name: str, layout: Layout) -> Changes:
    """Keep what the columns of a table mean under a name; one of that name is replaced. ``made`` has its key.

    Raises:
        BadInput: no name, or a table without a header, whose columns cannot be known again.

    """
    from partnerdesk.storage.records import Mapping as Record

    name = typed.name(name)
    if not any(layout.headers):
        raise BadInput("The table has no header.", "Its columns are told by what is in them.", "mapping")
    pairs = zip(layout.headers, layout.columns, strict=False)
    columns = json.dumps({header: list(column) for header, column in pairs if header}, ensure_ascii=False)
    with book.write(f"Kept the columns of “{name}”") as writing:
        record = next((each for each in _records(writing.session) if fold(each.name) == fold(name)), None)
        if record is None:
            record = Record(name)
            writing.session.add(record)
        record.name, record.columns = name, columns
        writing.session.flush()
        writing.made = (record.id,)
    return writing.changes


def forget(book: Book, mapping_id: int) -> Changes:
    """Keep a mapping no longer.

    Raises:
        NotFound: there is no such mapping.

    """
    from partnerdesk.storage.records import Mapping as Record

    with book.write("Forgot the columns of a table") as writing:
        record = writing.session.get(Record, mapping_id)
        if record is None:
            raise NotFound("These columns are kept no longer.", "Look at the list again.")
        writing.label = f"Forgot the columns of “{record.name}”"
        writing.session.delete(record)
    return writing.changes


def listed(book: Book) -> list[Mapping]:
    """Return the mappings of a book, by name."""
    with book.read() as session:
        return sorted(map(_mapping, _records(session)), key=lambda each: fold(each.name))


def suited(book: Book, layout: Layout) -> Mapping | None:
    """Return a mapping that knows all headers of a table, the one with the fewest others first; else None."""
    return next(iter(all_suited(book, layout)), None)


def all_suited(book: Book, layout: Layout) -> list[Mapping]:
    """Return all mappings that know all headers of a table, those with the fewest others first."""
    wanted = {header for header in layout.headers if header}
    found = [each for each in listed(book) if wanted and wanted <= each.columns.keys()]
    return sorted(found, key=lambda each: len(each.columns))


def applied(layout: Layout, mapping: Mapping) -> Layout:
    """Return a table's layout with what a mapping says of its headers; columns it does not know stay."""
    headers = (*layout.headers, *[""] * (len(layout.columns) - len(layout.headers)))
    pairs = zip(headers, layout.columns, strict=False)
    return replace(layout, columns=tuple(mapping.columns.get(header, column) for header, column in pairs))


def _records(session: Session) -> list[Record]:
    from sqlalchemy import select

    from partnerdesk.storage.records import Mapping as Record

    return list(session.scalars(select(Record).order_by(Record.id)))


def _mapping(record: Record) -> Mapping:
    """Read what was kept; a column that a book from elsewhere says wrongly is left out."""
    columns: dict[str, Column] = {}
    try:
        said = json.loads(record.columns)
    except ValueError:
        said = {}
    for header, parts in said.items() if isinstance(said, dict) else ():
        if isinstance(parts, list) and len(parts) == len(Column()) and parts[0] in {"", *FIELDS}:
            field, label, number, is_label = parts
            columns[header] = Column(field, str(label), number if type(number) is int else 0, bool(is_label))
    return Mapping(record.id, record.name, columns)
