"""The people who wrote the letters of a file, and when last; not newsletters, robots and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.text import fold
from partnerdesk.errors import BadInput
from partnerdesk.formats import mbox, signature, signed
from partnerdesk.formats.content import Content
from partnerdesk.formats.received import Received, received

_FULL_NAME: Final = re.compile(r"[^\W\d_a-z][^\W\d_]*\.?(?:[ '’-][^\W\d_]+\.?){1,4}")
_WRONG_CLOCK: Final = timedelta(days=1)
_NO_DATE: Final = "the letter has no date that can be read, and is not in the history"


@dataclass(slots=True)
class _Writer:
    """Who wrote, as far as the letters up to now tell; of the last one no more is kept than is needed."""

    where: str
    name: str
    address: str
    at: datetime | None
    subject: str
    card: Card


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

    Each card has one entry: the last letter. A letter that no person wrote to us is refused, once a sender.

    """
    found: dict[str, _Writer] = {}
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
    writers = [*reversed(found.values())]
    found.clear()
    while writers:  # who was handed on is not kept here, too
        yield _card(writers.pop())


def _not_a_person(letter: Received) -> str:
    if not letter.address:
        return "It names no sender with an address."
    if letter.kind != "letter":
        return f"{letter.address}: a machine wrote it ({letter.kind})."
    return f"{letter.address}: {letter.bulk}." if letter.bulk else ""


def _note(found: dict[str, _Writer], where: str, letter: Received, places: signature.Places | None) -> None:
    key = letter.address.casefold()
    known = found.get(key)
    if known is not None and not _newer(letter.at, known.at):
        known.name = known.name or letter.name
        return
    told = signature.read(signed.below(letter.text), letter.name, places)
    if known is None:
        found[key] = _Writer(where, letter.name, letter.address, letter.at, letter.subject, told.small())
        return
    known.name = letter.name or known.name
    known.at, known.subject = letter.at, letter.subject
    known.card = _richer(told, known.card).small()


def _newer(at: datetime | None, than: datetime | None) -> bool:
    return at is not None and (than is None or at > than)


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


def _card(writer: _Writer) -> Card:
    name = "" if fold(writer.name) == fold(writer.address) else " ".join(writer.name.split())
    if not name and _FULL_NAME.fullmatch(writer.card.name):
        name = writer.card.name  # which the signature alone tells
    entries: tuple[tuple[str, datetime, str], ...] = ()
    unread = () if writer.at else (f"{writer.where}: {_NO_DATE} (subject: {writer.subject or 'none'})",)
    if writer.at is not None:
        entries = (("answered", writer.at, f"Wrote: {writer.subject or '(no subject)'}"),)
    more = tuple(pair for pair in writer.card.emails if pair[0].casefold() != writer.address.casefold())
    return replace(
        writer.card,
        where=writer.where,
        name=name,
        emails=((writer.address, ""), *more),
        entries=entries,
        notes="",
        unread=unread,
    )


def not_ahead(now: datetime, card: Card | RefusedPart) -> Card | RefusedPart:
    """Keep a letter out of the history that says it was written later than now, and say so.

    A day is left to clocks that are wrong.
    """
    if isinstance(card, RefusedPart) or not card.entries or card.entries[0][1] <= now + _WRONG_CLOCK:
        return card
    ((_, at, text),) = card.entries
    said = f"{card.where}: {text}: its date, {at:%Y-%m-%d}, is still to come, and it is not in the history"
    return replace(card, entries=(), unread=(*card.unread, said))
