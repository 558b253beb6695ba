"""Whom a print is of, in which order, and under which headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeVar

from partnerdesk.core import wording
from partnerdesk.core.text import fold
from partnerdesk.core.times import offset_text
from partnerdesk.core.zones import zone
from partnerdesk.desk import contacts, home, listing
from partnerdesk.desk.places import gazetteer

if TYPE_CHECKING:
    from partnerdesk.desk.book import Book
    from partnerdesk.storage.paper import PaperContact

Sort = Literal["folder", "name", "organisation", "zone", "next"]
SORTS: tuple[Sort, ...] = ("folder", "name", "organisation", "zone", "next")
Progress = Callable[[int, int], None]
_T = TypeVar("_T")

_CHUNK = 500  # contacts read at once
_RUN = 10_000  # contacts sorted at once
_EVERY = 100  # contacts between two words of progress
_NEXT = {
    "returned": "To do now",
    "moved": "To do now",
    "answered": "To do now",
    "overdue": "To do now",
    "due": "To do now",
    "unsent": "To do now",
    "waiting": "Waiting",
    "": "No next step",
}


@dataclass(frozen=True)
class Person:
    """One contact with the headings it stands under and its next step in a sentence; these may be empty."""

    card: PaperContact
    heading: str
    under: str = ""
    step: str = ""

    @property
    def country(self) -> str:
        """The name of its country; empty where it has none."""
        return country_name(self.card.whereabouts.country)


def choose(
    book: Book, *, ids: Sequence[int] | None = None, folders: Sequence[str] = (), text: str = ""
) -> list[int]:
    """Return the contacts meant: a selection, else those of folders that match a search; else all.

    Raises:
        BadInput: there is no such folder (field ``folder``).

    """
    if ids is not None:
        return list(dict.fromkeys(ids))
    found: dict[int, None] = {}
    for folder in folders or ("",):
        found.update(dict.fromkeys(listing.find(book, folder=folder, text=text)))
    return list(found)


def people(book: Book, ids: Sequence[int], sort: Sort, progress: Progress) -> list[Person]:
    """Read contacts, in the order of printing.

    Args:
        book: the book.
        ids: the contacts; those in Trash are left out.
        sort: by what.
        progress: called with contacts read and contacts in all; what it raises stops the work.

    Raises:
        NotFound: one of them does not exist.

    """
    from partnerdesk.storage.paper import read

    cards: list[PaperContact] = []
    for start in range(0, len(ids), _CHUNK):
        wanted = ids[start : start + _CHUNK]
        with book.reading() as connection:
            there = read(connection, wanted)
        if missing := [each for each in wanted if each not in there]:
            raise contacts.not_found(missing[0])
        cards += [there[each] for each in wanted]
        progress(len(cards), len(ids))
    return _ORDERS[sort](book, [each for each in cards if not each.trashed])


def groups(those: Iterable[Person]) -> Iterable[tuple[tuple[str, str], list[Person]]]:
    """Yield those who stand under the same headings, together.

    Headings alike but for case and accents are the same, as in their order: they are spelt as most often.
    """
    spelt: dict[str, str] = {}
    for (heading, _), alike in groupby(those, lambda each: (fold(each.heading), fold(each.under))):
        some = list(alike)
        said = spelt.setdefault(heading, _usual(each.heading for each in some))
        yield (said, _usual(each.under for each in some)), some


def _usual(spellings: Iterable[str]) -> str:
    return Counter(spellings).most_common(1)[0][0]


def telling(those: Sequence[Person], progress: Progress) -> Iterator[Person]:
    """Yield people, and say now and then how many were; what ``progress`` raises stops the work."""
    for done, each in enumerate(those):
        if done % _EVERY == 0:
            progress(done, len(those))
        yield each


def country_name(code: str) -> str:
    """Return a country's name by its code; empty for none."""
    country = gazetteer().country(code) if code else None
    return country.name if country else ""


def _by_folder(_book: Book, cards: Sequence[PaperContact]) -> list[Person]:
    made = []
    for card in cards:
        place = card.whereabouts
        made.append(Person(card, country_name(place.country) or "No country yet", place.region_name))
    return _sorted(
        made, lambda each: (not each.country, fold(each.heading), fold(each.under), *_named(each.card))
    )


def _by_name(_book: Book, cards: Sequence[PaperContact]) -> list[Person]:
    return [Person(card, "") for card in _sorted(cards, _named)]


def _by_organisation(_book: Book, cards: Sequence[PaperContact]) -> list[Person]:
    made = [Person(card, card.organisation.name if card.organisation else "") for card in cards]
    made = [each if each.heading else Person(each.card, "No organisation") for each in made]
    return _sorted(made, lambda each: (not each.card.organisation, fold(each.heading), *_named(each.card)))


def _by_zone(book: Book, cards: Sequence[PaperContact]) -> list[Person]:
    """From west to east, by the offset that holds now; zones of one offset by their names."""
    now = book.now()

    def key(each: Person) -> tuple[object, ...]:
        name = each.card.whereabouts.zone
        offset = now.astimezone(zone(name)).utcoffset() if name else None
        return (not name, offset.total_seconds() if offset else 0.0, name, *_named(each.card))

    ours = home.get(book)
    reader = wording.locale_for((ours.languages or ("en",))[0], ours.place.country)

    def heading(card: PaperContact) -> str:
        if not (name := card.whereabouts.zone):
            return "No time zone yet"
        return f"{wording.city_name(name, reader)} ({offset_text(now.astimezone(zone(name)))})"

    return _sorted([Person(card, heading(card)) for card in cards], key)


def _by_next(book: Book, cards: Sequence[PaperContact]) -> list[Person]:
    """As Today has them: the most urgent first, then those who wait, then those with nothing to do."""
    from partnerdesk.desk import today

    found: dict[int, tuple[int, str, str]] = {}
    items = today.due(book)
    if batches := {key for item in items if len(item.draft_ids) > 1 for key in item.draft_ids}:
        items = today.due(book, apart=batches)  # each of their contacts has a line on paper
    for number, item in enumerate(items):
        said = item.detail if item.kind == "waiting" and item.detail else item.sentence
        found.setdefault(item.contact_id, (number, item.kind, said))
    last = (len(found) + 1_000_000, "", "")
    made = []
    for card in cards:
        number, kind, sentence = found.get(card.id, last)
        made.append((number, Person(card, _NEXT[kind], "", sentence)))
    return [each for _, each in _sorted(made, lambda pair: (pair[0], *_named(pair[1].card)))]


def _sorted(items: Sequence[_T], key: Callable[[_T], tuple[object, ...]]) -> list[_T]:
    """Sort, run by run: no other thread has its turn while Python sorts, and a window would stand still."""
    runs = [sorted(items[start : start + _RUN], key=key) for start in range(0, len(items), _RUN)]
    return runs[0] if len(runs) == 1 else list(merge(*runs, key=key))


def _named(card: PaperContact) -> tuple[str, int]:
    return fold(card.name), card.id


_ORDERS: dict[Sort, Callable[[Book, Sequence[PaperContact]], list[Person]]] = {
    "folder": _by_folder,
    "name": _by_name,
    "organisation": _by_organisation,
    "zone": _by_zone,
    "next": _by_next,
}
