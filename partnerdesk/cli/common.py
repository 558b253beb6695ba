"""What several commands share: the book, JSON, contacts and dates as they are typed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnerdesk.errors import BadInput

if TYPE_CHECKING:
    from datetime import date

    from partnerdesk.desk.book import Book

_MOST_DIGITS = 18  # of an ID


class Command(NamedTuple):
    """One command: what adds its arguments to its parser, and what runs it and returns the exit code."""

    arguments: Callable[[ArgumentParser], object]
    run: Callable[[Namespace], int]


def book_argument(command: ArgumentParser) -> None:
    """Add BOOK, a path, as ``book``."""
    command.add_argument("book", metavar="BOOK", type=Path)


def opened(options: Namespace) -> Book:
    """Open the book that the options name."""
    from partnerdesk.desk.book import open_book

    return open_book(options.book)


def document(value: object) -> None:
    """Print one JSON document."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


def people(book: Book, wanted: Sequence[str], field: str = "to") -> list[int]:
    """Return the contacts meant by IDs and folders, each once, in the order given.

    Raises:
        BadInput: a folder does not exist, or nobody is in it.
        NotFound: no contact can have such an ID.

    """
    from partnerdesk.desk import contacts, listing

    found: dict[int, None] = {}
    for each in wanted:
        if not each.strip():  # the folder of that name is the whole book
            raise BadInput("An empty word names nobody.", "Give the ID of a contact, or a folder: MX.", field)
        if each.isdecimal() and each.isascii():
            if len(each) > _MOST_DIGITS:
                raise contacts.not_found(each)
            found[int(each)] = None
            continue
        there = listing.find(book, folder=each)
        if not there:
            raise BadInput(
                f"Nobody is in the folder {each}.", "“partnerdesk list BOOK” shows who is where.", field
            )
        found.update(dict.fromkeys(there))
    return list(found)


def day(text: str, field: str) -> date | None:
    """Return the date that was typed; None for nothing.

    Raises:
        BadInput: it is not a date.

    """
    from datetime import date

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"“{text}” is not a date.", "Write it as 2027-03-08.", field) from None
