"""Folders follow from places; all that can be done to one is to pin a country while it is empty."""

from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.places import gazetteer
from partnerdesk.errors import BadInput


def pin(book: Book, country: str, *, on: bool = True) -> Changes:
    """Keep a country among the folders though nobody is there yet, or let it go again.

    Args:
        book: the book.
        country: its code, or its name in English, Spanish, French or Portuguese.
        on: pin, or unpin.

    Raises:
        BadInput: there is no such country.

    """
    from partnerdesk.storage.records import Pin

    found = gazetteer().country(country.upper()) or gazetteer().country_named(country)
    if found is None:
        raise BadInput(
            f"There is no country “{country}”.", "Check the spelling, or use its two-letter code.", "country"
        )
    with book.write(f"{'Pinned' if on else 'Unpinned'} {found.name}") as writing:
        there = writing.session.get(Pin, found.alpha2)
        if on and there is None:
            writing.session.add(Pin(found.alpha2))
        elif not on and there is not None:
            writing.session.delete(there)
    return writing.changes
