"""Two cards of one person: what the second one adds to the first, and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from partnerdesk.core.cards import Card
from partnerdesk.core.text import fold

_Each = TypeVar("_Each")

_LINES: Final = {
    "greeting": "Greeting", "role": "Role", "organisation": "Organisation", "street": "Address",
    "postcode": "Postcode", "web": "Web", "source": "Source", "source_detail": "Met through",
    "uid": "",
}  # fmt: skip
"""Facts of which a person has one, and how a second one is called in the notes; empty: it is left out."""


def merged(first: Card, second: Card) -> Card:
    """Return the first card with what the second one says besides.

    Where the first says nothing, the second counts; where they differ, the first stays and the other is said
    in the notes, once. Addresses, numbers, languages, tags and history are those of both. Merging the same
    card twice changes nothing.
    """
    facts: dict[str, Any] = {}
    said: list[str] = []
    for field, caption in _LINES.items():
        ours, theirs = getattr(first, field), getattr(second, field)
        if not ours:
            facts[field] = theirs
        elif caption and theirs and fold(ours) != fold(theirs):
            said.append(f"{caption}: {theirs}")
    if _is_no_name(first):
        facts["name"] = second.name or first.name
    elif fold(first.name) != fold(second.name) and not _is_no_name(second):
        said.append(f"Also: {second.name}")
    if second.introduced_by and fold(second.introduced_by) != fold(first.introduced_by):
        said.append(f"Introduced by: {second.introduced_by}")
    facts |= _place(first, second, said)
    return replace(
        first,
        **facts,
        week=first.week or second.week,
        languages=_both(first.languages, second.languages, str),
        emails=_both(first.emails, second.emails, lambda pair: pair[0].casefold()),
        phones=_both(first.phones, second.phones, lambda pair: _digits(pair[0])),
        tags=tuple(sorted(_both(first.tags, second.tags, str))),
        entries=_both(first.entries, second.entries, lambda entry: (entry[1], entry[2])),
        notes=_notes(first.notes, second.notes, said),
    )


def differences(before: Card, after: Card) -> tuple[tuple[str, object, object], ...]:
    """Return field, value before and value after, for each field that differs."""
    if before == after:
        return ()
    pairs = ((each.name, getattr(before, each.name), getattr(after, each.name)) for each in fields(Card))
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def same_name(first: str, second: str) -> bool:
    """Whether two names may be one person's: the words of one are all among those of the other."""
    ours, theirs = set(fold(first).replace(",", " ").split()), set(fold(second).replace(",", " ").split())
    return ours <= theirs or theirs <= ours


def _is_no_name(card: Card) -> bool:
    """Whether nothing better was known than an address, a number or the organisation."""
    values = {card.organisation, *(pair[0] for pair in (*card.emails, *card.phones))}
    return not card.name or card.name in values


def _place(first: Card, second: Card, said: list[str]) -> dict[str, str]:
    ours, theirs = (_place_of(card) for card in (first, second))
    if not (theirs["city"] or theirs["country"]):
        return {} if first.zone or not second.zone else {"zone": second.zone}
    if not (ours["city"] or ours["country"]):
        return theirs
    if ours["country"] == theirs["country"] and not ours["city"]:
        return theirs
    if theirs["city"] and (fold(ours["city"]), ours["country"]) != (fold(theirs["city"]), theirs["country"]):
        said.append(f"Place: {', '.join(filter(None, [second.city, second.region, second.country]))}")
    return {}


def _place_of(card: Card) -> dict[str, str]:
    return {field: getattr(card, field) for field in ("city", "region", "country", "zone")}


def _both(
    first: Iterable[_Each], second: Iterable[_Each], key: Callable[[_Each], Hashable]
) -> tuple[_Each, ...]:
    kept = tuple(first)
    known = {key(each) for each in kept}
    more: dict[Hashable, _Each] = {}
    for each in second:
        if key(each) not in known:
            more.setdefault(key(each), each)
    return (*kept, *more.values())


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number)) or number


def _notes(ours: str, theirs: str, said: Iterable[str]) -> str:
    lines = dict.fromkeys(ours.split("\n"))
    there = not theirs or f"\n{theirs}\n" in f"\n{ours}\n"
    more = [] if there else [line for line in theirs.split("\n") if line not in lines]
    more += [line for line in said if line not in lines and line not in theirs.split("\n")]
    return "\n".join([*filter(None, [ours]), *more]) if more else ours
