"""What is said of the people to be written to, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from partnerdesk.core.checklist import PATIENCE
from partnerdesk.core.text import fold
from partnerdesk.desk import checking, contacts

if TYPE_CHECKING:
    from partnerdesk.desk.book import Book
    from partnerdesk.storage.records import Contact

Kind = Literal["trashed", "no-address", "no-language", "no-zone", "written-lately", "same-address"]


@dataclass(frozen=True)
class Notice:
    """One thing to know before writing to several people.

    Attributes:
        kind: what it is.
        contact_ids: of whom, in the order given.
        text: one sentence, for the screen.

    """

    kind: Kind
    contact_ids: tuple[int, ...]
    text: str


def survey(book: Book, contact_ids: Sequence[int]) -> tuple[Notice, ...]:
    """Look at people before they are written to; nothing is written.

    Raises:
        NotFound: one of them does not exist.

    """
    wanted = list(dict.fromkeys(contact_ids))
    with book.read() as session:
        people = contacts.cards(session, wanted)
    soon = book.now() - timedelta(days=PATIENCE)
    pasts = checking.pasts(book, wanted).items()
    lately = {key for key, past in pasts if past.unanswered and past.unanswered > soon}
    here = [each for each in people if each.trashed_at is None]
    found = [
        _notice("trashed", [each for each in people if each.trashed_at is not None], "in Trash"),
        _notice("no-address", [each for each in here if not each.emails], "without an e-mail address"),
        _notice("no-zone", [each for each in here if not each.whereabouts.zone], "without a city or zone"),
        _notice("no-language", [each for each in here if not each.languages], "without a language"),
        _notice(
            "written-lately", [each for each in here if each.id in lately], "written to less than a week ago"
        ),
        *(_notice("same-address", some, "at one address") for some in _sharing(here)),
    ]
    return tuple(each for each in found if each is not None)


def _sharing(people: Sequence[Contact]) -> list[list[Contact]]:
    """Return those who share an address, together."""
    by_address: dict[str, list[Contact]] = {}
    for each in people:
        if each.emails:
            by_address.setdefault(fold(each.emails[0].address), []).append(each)
    return [some for some in by_address.values() if len(some) > 1]


def _notice(kind: Kind, people: Sequence[Contact], what: str) -> Notice | None:
    if not people:
        return None
    text = f"{what[0].upper()}{what[1:]}: {named([each.name for each in people])}."
    return Notice(kind, tuple(each.id for each in people), text)


def named(names: Sequence[str], most: int = 4) -> str:
    """Name a few people and count the rest: "Ana, Ben, Cleo and 12 more"."""
    shown = [name or "somebody without a name" for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most:,} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
