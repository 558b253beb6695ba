"""Who may take part when times are compared: contacts, organisations, and everybody in a folder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from partnerdesk.core.text import fold, tokens
from partnerdesk.desk import listing, organisations
from partnerdesk.desk.book import Book
from partnerdesk.desk.listing import Folder
from partnerdesk.desk.times import MOST_PARTIES

MOST_FOUND = 9
_OF_A_KIND = 3  # organisations, folders: the contacts are what is asked for most

Key = tuple[Literal["contact", "organisation", "folder"], int | str]
"""What was found: a contact's or an organisation's key, a folder's code."""


@dataclass(frozen=True)
class Found:
    """One thing that may be meant.

    Attributes:
        key: what it is.
        words: to read and to tell it from the others.

    """

    key: Key
    words: str


@dataclass(frozen=True)
class Members:
    """The contacts of a folder that are taken.

    Attributes:
        contact_ids: those taken, in the order of the list.
        total: how many there are in the folder.
        sentence: which of them are taken, where that is not all; empty where it is.

    """

    contact_ids: tuple[int, ...]
    total: int
    sentence: str = ""


def find(book: Book, text: str) -> list[Found]:
    """Return what a text may mean: contacts first, unless it is the very name of a school or a folder."""
    wanted = fold(" ".join(text.split()))
    if not wanted:
        return []
    schools, places = _organisations(book, wanted), _folders(book, wanted)
    room = MOST_FOUND - len(schools) - len(places)
    keys = list(listing.find(book, text=text)[:room])
    people = []
    for row in listing.rows(book, keys):
        where = ", ".join(filter(None, (row.organisation, row.city)))
        people.append((row.name, Found(("contact", row.id), f"{row.name} — {where}" if where else row.name)))
    found = [*people, *schools, *places]
    found.sort(key=lambda each: each[1].key[0] == "contact" or fold(each[0]) != wanted)
    return _told_apart([each for _, each in found])


def _told_apart(found: list[Found]) -> list[Found]:
    """Give those that read alike a number."""
    seen: dict[str, int] = {}
    told = []
    for each in found:
        seen[each.words] = count = seen.get(each.words, 0) + 1
        told.append(each if count == 1 else Found(each.key, f"{each.words} ({count})"))
    return told


def _organisations(book: Book, wanted: str) -> list[tuple[str, Found]]:
    found = []
    for each in organisations.listed(book):
        if _meant(wanted, fold(each.name)):
            where = f", {each.place.city}" if each.place.city else ""
            found.append((each.name, Found(("organisation", each.id), f"{each.name}{where} — the school")))
    found.sort(key=lambda each: not fold(each[0]).startswith(wanted))
    return found[:_OF_A_KIND]


def _folders(book: Book, wanted: str) -> list[tuple[str, Found]]:
    found = []
    for country in listing.folders(book, book.now()):
        for each in (country, *country.regions):
            code = fold(each.code) == wanted and each.code != "-"
            if each.count and (code or _meant(wanted, fold(each.name))):
                where = "" if each is country else f", {country.name}"
                found.append((each.code if code else each.name, _folder(each, where)))
    return found[:_OF_A_KIND]


def _folder(each: Folder, where: str) -> Found:
    count = "1 contact" if each.count == 1 else f"{each.count:,} contacts"
    return Found(("folder", each.code), f"{each.name}{where} — the whole folder, {count}")


def _meant(wanted: str, name: str) -> bool:
    """Say whether each word that was typed begins a word of a name."""
    words = tokens(name)
    return all(any(word.startswith(each) for word in words) for each in tokens(wanted))


def members(book: Book, folder: str, already: Collection[int] = (), others: int = 0) -> Members:
    """Return the contacts of a folder that can take part beside home, at most as many as the planner takes.

    Args:
        book: the book.
        folder: ``MX`` or ``MX-PUE``.
        already: contacts that take part.
        others: how many other parties take part, home not among them.

    Raises:
        BadInput: there is no such folder.

    """
    every = listing.find(book, folder=folder)
    fresh = [each for each in every if each not in already]
    room = max(MOST_PARTIES - 1 - len(already) - others, 0)
    taken = tuple(fresh[:room])
    if len(taken) == len(fresh):
        return Members(taken, len(every))
    name = _name(book, folder)
    most = f"times are compared for {MOST_PARTIES} parties at the most"
    if not taken:
        return Members((), len(every), f"Nobody of {name} can be added: {most}. Take somebody out first.")
    which = f"the first {len(taken)} by name are" if len(taken) > 1 else "the first by name is"
    more = "more " if len(fresh) < len(every) else ""
    sentence = (
        f"{name} has {len(fresh):,} {more}contacts, and {most}: {which} taken. "
        "Take out whom you do not need, and add others by name."
    )
    return Members(taken, len(every), sentence)


def _name(book: Book, folder: str) -> str:
    countries = listing.folders(book, book.now())
    every = (each for country in countries for each in (country, *country.regions))
    return next((each.name for each in every if each.code == folder), folder)
