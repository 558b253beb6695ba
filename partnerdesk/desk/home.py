"""Home: the coordinator's own party."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from partnerdesk.core.places import Place
from partnerdesk.desk import typed
from partnerdesk.desk.book import Book, Changes

if TYPE_CHECKING:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.storage.records import Home


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


_CHECKS: dict[str, Callable[[Any], object]] = {
    "name": typed.name,
    "role": lambda value: typed.line(value, "role"),
    "organisation": lambda value: typed.line(value, "organisation"),
    "email": lambda value: typed.email(value) if value.strip() else "",
    "languages": typed.languages,
    "signature": lambda value: typed.note(value, "signature"),
}


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
