"""The people who wrote the letters of a file, and when last; not newsletters, robots and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.phones import tail
from partnerdesk.core.text import fold
from partnerdesk.errors import BadInput
from partnerdesk.formats import mbox, signature, signed
from partnerdesk.formats.content import Content
from partnerdesk.formats.received import Received, received
from partnerdesk.formats.writers import Writer, Writers

_FULL_NAME: Final = re.compile(r"[^\W\d_a-z][^\W\d_]*\.?(?:[ '’-][^\W\d_]+\.?){1,4}")
_WRONG_CLOCK: Final = timedelta(days=1)
_NO_DATE: Final = "the letter has no date that can be read, and is not in the history"


def read(
    data: Content,
    *,
    several: bool,
    places: signature.Places | None = None,
    tick: Callable[[int], object] | None = None,
) -> Iterator[Card | RefusedPart]:
    """Read the letters of a file, and say who wrote them, in the order in which they first did.

    Args:
        data: the file.
        several: it is an mbox; else one letter.
        places: knows places by their words, for signatures.
        tick: called with the number of each letter: who wrote is known only after the last one.

    Each card has an entry for each letter. A letter that no person wrote to us is refused, once a sender.

    """
    found = Writers()
    refused: dict[str, None] = {}
    parts = mbox.letters(data) if several else iter([("letter 1", data[:])])
    for number, (where, part) in enumerate(parts):
        if tick:
            tick(number)
        if isinstance(part, RefusedPart):
            yield part
            continue
        try:
            letter = received(part)
        except BadInput as error:
            yield RefusedPart(where, error.message)
            continue
        if why := _not_a_person(letter):
            if letter.address.casefold() not in refused or not letter.address:
                refused[letter.address.casefold()] = None
                yield RefusedPart(where, why)
            continue
        _note(found, where, letter, places)
    yield from map(_card, found.handed_on())


def _not_a_person(letter: Received) -> str:
    if not letter.address:
        return "It names no sender with an address."
    if letter.kind != "letter":
        return f"{letter.address}: a machine wrote it ({letter.kind})."
    return f"{letter.address}: {letter.bulk}." if letter.bulk else ""


def _note(found: Writers, where: str, letter: Received, places: signature.Places | None) -> None:
    key = letter.address.casefold()
    told = signature.read(signed.below(letter.text), letter.name, places)
    writer = found.get(key)
    if writer is None:
        writer = Writer(where, letter.name, letter.address, letter.at, [], [], told, {})
    else:
        is_newer = letter.at is not None and (writer.at is None or letter.at > writer.at)
        newer, older = (told, writer.card) if is_newer else (writer.card, told)
        writer.other.update(dict.fromkeys(_differences(newer, older)))
        writer.card = _richer(newer, older)
        newer_name, older_name = (letter.name, writer.name) if is_newer else (writer.name, letter.name)
        writer.name = _better(newer_name, older_name)
        for name in (newer_name, older_name):
            if fold(name) not in {"", fold(writer.name), fold(writer.address)}:
                writer.other[f"Also: {' '.join(name.split())}"] = None
        if is_newer:
            writer.at = letter.at
    if letter.at is None:
        writer.undated.append(f"{where}: {_NO_DATE} (subject: {letter.subject or 'none'})")
    else:
        writer.letters.append((letter.at, letter.subject))
    found.put(key, writer)


def _better(newer: str, older: str) -> str:
    """Return the newer name, unless the older one says all of it and more, or is not all in small letters."""
    new, old = fold(newer), fold(older)
    if set(new.split()) < set(old.split()) or (new == old and newer.islower()):
        return older
    return newer or older


def _differences(newer: Card, older: Card) -> Iterator[str]:
    """Yield what an older signature says that a newer one says otherwise."""
    for caption, mine, theirs in (
        ("Role", newer.role, older.role),
        ("Organisation", newer.organisation, older.organisation),
        ("Web", newer.web, older.web),
        ("Earlier place", _place(newer), _place(older)),
    ):
        if mine and theirs and fold(mine) != fold(theirs):
            yield f"{caption}: {theirs}"
    there = {tail(number) for number, _ in newer.phones}
    if there:
        yield from (f"Earlier phone: {number}" for number, _ in older.phones if tail(number) not in there)


def _place(card: Card) -> str:
    parts = (*card.street.split("\n"), card.postcode, card.city, card.region, card.country)
    return ", ".join(filter(None, parts)) if card.city or card.street else ""


def _richer(newer: Card, older: Card) -> Card:
    """Return what the newer signature says, and the older one where that is silent."""
    place = newer if newer.city or newer.street else older
    return replace(
        newer,
        name=newer.name or older.name,
        role=newer.role or older.role,
        organisation=newer.organisation or older.organisation,
        phones=newer.phones or older.phones,
        web=newer.web or older.web,
        street=place.street,
        postcode=place.postcode,
        city=place.city,
        region=place.region,
        country=place.country,
    )


def _card(writer: Writer) -> Card:
    name = "" if fold(writer.name) == fold(writer.address) else " ".join(writer.name.split())
    if not name and _FULL_NAME.fullmatch(writer.card.name):
        name = writer.card.name  # which the signature alone tells
    written = dict.fromkeys(sorted(writer.letters))
    more = tuple(pair for pair in writer.card.emails if pair[0].casefold() != writer.address.casefold())
    return replace(
        writer.card,
        where=writer.where,
        name=name,
        emails=((writer.address, ""), *more),
        entries=tuple(("answered", at, f"Wrote: {subject or '(no subject)'}") for at, subject in written),
        notes="\n".join(writer.other),
        unread=tuple(writer.undated),
    )


def not_ahead(now: datetime, card: Card | RefusedPart) -> Card | RefusedPart:
    """Keep letters out of the history that say they were written later than now, and say so.

    A day is left to clocks that are wrong.
    """
    latest = now + _WRONG_CLOCK
    if isinstance(card, RefusedPart) or not card.entries or card.entries[-1][1] <= latest:
        return card
    said = tuple(
        f"{card.where}: {text}: its date, {at:%Y-%m-%d}, is still to come, and it is not in the history"
        for _, at, text in card.entries
        if at > latest
    )
    entries = tuple(entry for entry in card.entries if entry[1] <= latest)
    return replace(card, entries=entries, unread=(*card.unread, *said))
