"""Home: the coordinator's own party."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from partnerdesk.core.places import Place
from partnerdesk.core.zones import zone
from partnerdesk.desk import typed
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.making import making
from partnerdesk.errors import BadInput

if TYPE_CHECKING:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.storage.records import Home as Home  # for the pages, which know desk only


class HomeFields(TypedDict, total=False):
    """What can be said of home."""

    name: str
    role: str
    organisation: str
    email: str
    place: Place
    week: SchoolWeek | None
    stretch: SchoolWeek | None
    languages: Sequence[str]
    signature: str


# Countries that print on Letter paper, from Unicode CLDR's measurement data.
_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])

_CHECKS: dict[str, Callable[[Any], object]] = {
    "name": typed.name,
    "role": lambda value: typed.line(value, "role"),
    "organisation": lambda value: typed.line(value, "organisation"),
    "email": lambda value: typed.email(value) if value.strip() else "",
    "languages": typed.languages,
    "signature": lambda value: typed.note(value, "signature"),
}


def today(book: Book, moment: datetime | None = None) -> date:
    """Return the date of an instant, else of now, by home's calendar."""
    here = zone(get(book).place.zone or "UTC")
    return (moment or book.now()).astimezone(here).date()


def paper_for(country: str) -> Literal["A4", "Letter"]:
    """Return the size of paper that is used in a country, by its code; A4 where none is known."""
    return "Letter" if country in _LETTER else "A4"


def edit(book: Book, **fields: Unpack[HomeFields]) -> Changes:
    """Change what is given of home; the rest stays.

    Raises:
        BadInput: a value that cannot be; ``field`` names it.

    """
    from partnerdesk.storage.records import Home

    with book.write("Changed your details") as writing:
        home = writing.session.get(Home, 1)
        if home is None:
            home = Home()
            writing.session.add(home)
        for field, value in fields.items():
            setattr(home, field, _CHECKS[field](value) if field in _CHECKS else value)
    return writing.changes


def get(book: Book) -> Home:
    """Return home, detached; an empty one in a book where it was never said."""
    from partnerdesk.storage.records import Home

    with book.read() as session:
        return session.get(Home, 1) or Home()


def start_book(
    path: Path, *, clock: Callable[[], datetime] | None = None, **fields: Unpack[HomeFields]
) -> Book:
    """Make a book that knows whose it is, and open it; it appears whole or not at all.

    Raises:
        BadInput: the first of ``problems``.
        Refused: there is a file already.
        NotFound, DiskFull, ReadOnlyBook: the folder is missing or cannot be written.

    """
    for problem in problems(**fields):
        raise problem
    with making(path, clock=clock) as book:
        edit(book, **fields)
    return Book(path, clock=clock)


def problems(**fields: Unpack[HomeFields]) -> list[BadInput]:
    """Return what keeps a book from being started with these details, each naming its ``field``.

    A name is needed to sign with, and a place with its zone.
    """
    found = []
    for field, value in {"name": "", "place": Place(), **fields}.items():
        try:
            _NEEDED.get(field, _CHECKS.get(field, bool))(value)
        except BadInput as error:
            found.append(error)
    return found


def placed(place: Place) -> Place:
    """Return a place that has a zone, since every time is told by its clock.

    Raises:
        BadInput: there is none; ``field`` is ``city`` or ``zone``.

    """
    if not place:
        raise BadInput("A city is needed: its clock is yours.", "Type its first letters.", "city")
    if not place.zone:
        raise BadInput("It is not known which clock you live by.", "Choose a time zone.", "zone")
    return place


_NEEDED: dict[str, Callable[[Any], object]] = {"place": placed}
