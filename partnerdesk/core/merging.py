"""Two cards of one person: what the second one adds to the first, and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, TypeVar
from unicodedata import normalize

from partnerdesk.core.cards import Card
from partnerdesk.core.text import fold
from partnerdesk.core.uids import is_derived

_Each = TypeVar("_Each")

_BREAK: Final = "\n"
_WIDE: Final = "\u2e80"  # from here on Unicode has the scripts of East Asia, in which names have no gaps
_LINES: Final = {
    "greeting": "Greeting", "role": "Role", "organisation": "Organisation", "street": "Address",
    "postcode": "Postcode", "web": "Web", "source": "Source", "source_detail": "Met through",
}  # fmt: skip
"""Facts of which a person has one, and how a second one is called in the notes."""

MOST_UIDS: Final = 20
"""Keys by which files name one person; more are programs that make them anew each time."""

CHOICES: Final = {
    "name": ("name",),
    "greeting": ("greeting",),
    "role": ("role",),
    "organisation": ("organisation",),
    "place": ("city", "region", "country", "zone"),
    "week": ("week",),
    "address": ("street", "postcode"),
    "web": ("web",),
    "source": ("source", "source_detail", "introduced_by"),
}
"""What one may choose of two cards, in the order in which it is shown, and the fields that go with it."""

_CHOSEN: Final = attrgetter(*(field for group in CHOICES.values() for field in group))


def merged(first: Card, second: Card, theirs: Collection[str] = ()) -> Card:
    """Return the first card with what the second one says besides.

    Where the first says nothing, the second counts; where they differ, the first stays and the other is said
    in the notes, once. Only a city that is new takes its time zone along: that of a country may be another
    one, and is said. Addresses, numbers, languages, tags and history are those of both. Merging the same
    card twice changes nothing.

    Args:
        first: the card that stays.
        second: what else is said.
        theirs: choices (keys of ``CHOICES``) in which the second one counts, where it says anything.

    """
    first = _without(first, second, theirs)
    facts: dict[str, Any] = {}
    said: list[str] = []
    for field, caption in _LINES.items():
        mine, other = getattr(first, field), getattr(second, field)
        if not mine:
            facts[field] = other
        elif other and mine != other and fold(mine) != fold(other):
            said.append(f"{caption}: {other.replace(_BREAK, ', ')}")
    if _is_no_name(first):
        facts["name"] = second.name or first.name
    elif _is_another_name(first, second):
        said.append(f"Also: {second.name}")
    if second.introduced_by and fold(second.introduced_by) != fold(first.introduced_by):
        said.append(f"Introduced by: {second.introduced_by}")
    if first.week and second.week and first.week != second.week:
        said.append(f"School week: {second.week.text()}")
    place, lines = place_of_both(first, second)
    facts |= place
    said += lines
    facts |= {
        "week": first.week or second.week,
        "languages": _both(first.languages, second.languages, str),
        "emails": _both(first.emails, second.emails, lambda pair: pair[0].casefold()),
        "phones": _both(first.phones, second.phones, lambda pair: _digits(pair[0])),
        "tags": tuple(sorted(_both(first.tags, second.tags, str))),
        "entries": _both(first.entries, second.entries, lambda entry: (entry[1], entry[2])),
        "uid": uids(first.uid, second.uid),
    }
    if said or second.notes:
        facts["notes"] = _notes(first.notes, second.notes, said)
    return first.but(facts)


def uids(first: str, second: str) -> str:
    """Return the keys of both, one a line, those of the first one before the others, our own last."""
    if not second or first == second:
        return first
    every = dict.fromkeys(filter(None, (*first.split("\n"), *second.split("\n"))))
    return "\n".join(sorted(every, key=is_derived)[:MOST_UIDS])


def _without(first: Card, second: Card, theirs: Collection[str]) -> Card:
    """Take the first one's values out of where the second one's are to count."""
    facts: dict[str, object] = {}
    for key in theirs:
        if key == "name" and _is_no_name(second):
            continue
        if any(getattr(second, field) for field in CHOICES[key]):
            facts |= {field: None if field == "week" else "" for field in CHOICES[key]}
        if key == "source" and second.introduced_by == first.introduced_by:
            facts.pop("introduced_by", None)  # it is known by whom, and is so still
    return first.but(facts) if facts else first


def disputed(first: Card, second: Card) -> tuple[str, ...]:
    """Return the choices in which both cards say something, and not the same: there the first's is kept."""
    if _CHOSEN(first) == _CHOSEN(second):
        return ()
    return tuple(key for key in CHOICES if _differ(key, first, second))


def _differ(key: str, first: Card, second: Card) -> bool:
    if key == "name":
        return _is_another_name(first, second)
    if key == "place":
        return _is_elsewhere(_place_of(first), _place_of(second))
    pairs = [(getattr(first, field), getattr(second, field)) for field in CHOICES[key]]
    if key == "week":
        return all(pairs[0]) and pairs[0][0] != pairs[0][1]
    return any(ours and theirs and fold(ours) != fold(theirs) for ours, theirs in pairs)


def differences(before: Card, after: Card) -> tuple[tuple[str, object, object], ...]:
    """Return field, value before and value after, for each field that differs."""
    if before == after:
        return ()
    pairs = (
        (each.name, getattr(before, each.name), getattr(after, each.name))
        for each in fields(Card)
        if each.compare
    )
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _is_no_name(card: Card) -> bool:
    """Whether nothing better was known than an address, a number or the organisation."""
    values = {card.organisation, *(pair[0] for pair in (*card.emails, *card.phones))}
    return not card.name or card.name in values


def _is_another_name(first: Card, second: Card) -> bool:
    """Whether the second one's name says more: it is another one, or has the accents that the first lacks."""
    if first.name == second.name or _is_no_name(first) or _is_no_name(second):
        return False
    if _letters(first.name) == _letters(second.name):
        return False
    return fold(first.name) != fold(second.name) or _accents(second.name) > _accents(first.name)


def _letters(name: str) -> list[str]:
    """Return what two names have in common that have the same words: in another order, or without a gap."""
    words = name.replace(",", " ").split()
    return sorted("".join(words)) if any(word[-1] >= _WIDE for word in words) else sorted(words)


def _accents(name: str) -> int:
    return sum(letter.isalpha() and not letter.isascii() for letter in normalize("NFKC", name))


def place_of_both(first: Card, second: Card) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return where the first one is: as it says, and more exactly where the second one says so.

    Returns:
        the fields that change, and lines for the notes about what of both is not kept.

    """
    ours, theirs = (_place_of(card) for card in (first, second))
    if not _is_known(theirs):
        return ({} if first.zone or not second.zone else {"zone": second.zone}), ()
    place = f"Place: {', '.join(filter(None, [second.city, second.region, second.country]))}"
    if _is_elsewhere(ours, theirs):
        return {}, (place,)
    if ours["city"] or (ours["country"] and ours["country"] != theirs["country"]):
        return {}, ((place,) if theirs["city"] and not ours["city"] else ())
    before: tuple[str, ...] = ()
    if first.zone and second.zone and first.zone != second.zone:
        if not theirs["city"]:
            return {field: ours[field] or value for field, value in theirs.items()}, ()
        before = (f"Time zone before: {first.zone}",)
    return {field: value or ours[field] for field, value in theirs.items()}, before


def _is_known(place: dict[str, str]) -> bool:
    return bool(place["city"] or place["region"] or place["country"])


def _is_elsewhere(ours: dict[str, str], theirs: dict[str, str]) -> bool:
    """Whether two places are both known, and two; a country alone says no other place within it."""
    if any(
        ours[field] and theirs[field] and fold(ours[field]) != fold(theirs[field])
        for field in ("city", "region")
    ):
        return True
    other = theirs["country"] and theirs["country"] != ours["country"]
    return bool(other and (ours["country"] or ours["city"]))


def _place_of(card: Card) -> dict[str, str]:
    return {field: getattr(card, field) for field in ("city", "region", "country", "zone")}


def _both(
    first: tuple[_Each, ...], second: tuple[_Each, ...], key: Callable[[_Each], Hashable]
) -> tuple[_Each, ...]:
    if not second or first == second:
        return first
    known = {key(each) for each in first}
    more: dict[Hashable, _Each] = {}
    for each in second:
        if key(each) not in known:
            more.setdefault(key(each), each)
    return (*first, *more.values())


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number)) or number


def _notes(ours: str, theirs: str, said: Iterable[str]) -> str:
    lines = dict.fromkeys(ours.split("\n"))
    there = not theirs or f"\n{theirs}\n" in f"\n{ours}\n"
    more = [] if there else [line for line in theirs.split("\n") if line not in lines]
    more += [line for line in said if line not in lines and line not in theirs.split("\n")]
    return "\n".join([*filter(None, [ours]), *more]) if more else ours
