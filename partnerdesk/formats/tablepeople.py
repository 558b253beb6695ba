"""Tables with several people in a row: ``Name 1, Email 1, Name 2, Email 2``; which column is whose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.text import fold
from partnerdesk.formats.columns import ADDRESS, Column

_NAMES: Final = ("name", "given")
_OWN: Final = frozenset(
    {"name", "given", "middle", "family", "prefix", "suffix", "greeting", "email", "phone", "role", "uid",
     "history"}
)  # fmt: skip
"""What is one person's; the school, its address and the notes of a row are everybody's in it."""
_PARTS: Final = re.compile(r" / |\s*;\s*")
_BETWEEN_NUMBERS: Final = re.compile(r"\s*[/;,|]\s*|\s+(?:o|ou|or|oder|y|e|et|and|und)\s+")
_FEWEST_DIGITS: Final = 7  # of a whole number: less may be an extension
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def parted(headers: Sequence[str], meanings: Sequence[Column]) -> list[tuple[Column, ...]]:
    """Return what the columns mean for each person of a row: once, unless rows name several people.

    They do where columns of names are told apart by numbers alone (``Teacher 1``, ``Teacher 2``) or not at
    all, and each is followed, or numbered as well, by an address or a phone of its own. Two numbered given
    names beside one address are one person's.
    """
    whole = [tuple(meanings)]
    if len(headers) < len(meanings):
        return whole
    for field in _NAMES:
        starts = [at for at, column in enumerate(meanings) if column.field == field and not column.is_label]
        if len(starts) < 2 or len({_without_number(headers[at]) for at in starts}) > 1:
            continue
        numbers = [_number(headers[at]) for at in starts]
        owners = (
            _by_number(headers, meanings, numbers)
            if len(set(numbers)) == len(numbers)
            else _by_place(meanings, starts)
        )
        reached = {
            owner
            for owner, column in zip(owners, meanings, strict=True)
            if column.field in {"email", "phone"}
        }
        if len(reached - {None}) > 1:
            return [
                tuple(
                    column if owner in (None, person) else Column()
                    for owner, column in zip(owners, meanings, strict=True)
                )
                for person in range(len(starts))
            ]
    return whole


def _by_number(
    headers: Sequence[str], meanings: Sequence[Column], numbers: Sequence[int]
) -> list[int | None]:
    """Say whose each column is by its header's number; what has none is the first one's, or everybody's."""
    owners: list[int | None] = []
    for column, header in zip(meanings, headers, strict=False):
        number = _number(header)
        line_of_one = column.field in ADDRESS and not column.number  # "Street 2" under "Street 1"
        if number in numbers and (number or column.field in _OWN) and not line_of_one:
            owners.append(numbers.index(number))
        else:
            owners.append(0 if column.field in _OWN else None)
    return owners


def _by_place(meanings: Sequence[Column], starts: Sequence[int]) -> list[int | None]:
    """Say whose each column is by the last name before it."""
    return [
        max(sum(start <= at for start in starts) - 1, 0) if column.field in _OWN else None
        for at, column in enumerate(meanings)
    ]


def _number(header: str) -> int:
    found = _NUMBER.search(header)
    return int(found[0]) if found else 0


def _without_number(header: str) -> str:
    return " ".join(_NUMBER.sub(" ", fold(header)).split())


def in_one_cell(card: Card) -> list[Card]:
    """Part a card whose name is that of several people (``Ana Lee / Bob Ray``), each with an address.

    One person may have as many addresses, and a name in two scripts or with a mark in it (``Ruiz; Elena``):
    names of two words or more in one script are several people's, others where each address has a word of
    its name. Phones are parted column by column; those that cannot be are said in the notes of each.
    """
    if not ("/" in card.name or ";" in card.name) or not _PARTS.search(card.name):
        return [card]
    names = [each.strip() for each in _PARTS.split(card.name)]
    if not all(names) or len(names) != len(card.emails) or not _are_several(names, card.emails):
        return [card]
    columns = [([each.strip() for each in _PARTS.split(number)], label) for number, label in card.phones]
    unparted = [", ".join(numbers) for numbers, _ in columns if len(numbers) != len(names)]
    found = []
    for place, name in enumerate(names):
        phones = [(numbers[place], label) for numbers, label in columns if len(numbers) == len(names)]
        facts: dict[str, object] = {
            "name": name,
            "emails": (card.emails[place],),
            "phones": tuple(each for each in phones if each[0]),
        }
        if unparted:
            said = f"Phone of {' or '.join(names)}: {', '.join(unparted)}"
            facts["notes"] = "\n".join(filter(None, [card.notes, said]))
        if place:
            facts |= {"where": f"{card.where}, person {place + 1}", "uid": "", "entries": (), "unread": ()}
        found.append(card.but(facts))
    return found


def _are_several(names: Sequence[str], emails: Sequence[tuple[str, str]]) -> bool:
    if all(len(name.split()) > 1 for name in names) and len({*map(_script, names)}) == 1:
        return True
    return all(_fits(name, address) for name, (address, _) in zip(names, emails, strict=True))


def _script(name: str) -> str:
    """Return the script of the first letter of a name, as Unicode calls it."""
    letter = next(filter(str.isalpha, name), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _fits(name: str, address: str) -> bool:
    """Whether a word of a name stands in what is before the @."""
    local = fold(address.partition("@")[0])
    return any(len(word) > 1 and word in local for word in fold(name).split())


def with_numbers_apart(card: Card | RefusedPart) -> Card | RefusedPart:
    """Part whole numbers that stand in one cell: ``+52 662 213 4567 / 662 213 9999``."""
    if (
        isinstance(card, RefusedPart)
        or not card.phones
        or all(len(number) <= 2 * _FEWEST_DIGITS for number, _ in card.phones)
    ):
        return card
    phones = [(each, label) for number, label in card.phones for each in _numbers_in(number)]
    return card if len(phones) == len(card.phones) else card.but({"phones": tuple(dict.fromkeys(phones))})


def _numbers_in(number: str) -> list[str]:
    parts = _BETWEEN_NUMBERS.split(number)
    if len(parts) == 1:
        return [number]
    whole = all(sum(map(str.isdecimal, each)) >= _FEWEST_DIGITS for each in parts)
    return [each.strip() for each in parts] if whole else [number]
