"""Where the book and a file say different things of one person: what each says, in words."""

from __future__ import annotations

from typing import Final, NamedTuple

from partnerdesk.core import merging
from partnerdesk.core.cards import Card
from partnerdesk.desk.places import gazetteer

CAPTIONS: Final = {
    "name": "Name",
    "greeting": "Greeting",
    "role": "Role",
    "organisation": "Organisation",
    "place": "Place",
    "week": "School week",
    "address": "Address",
    "web": "Website",
    "source": "Met through",
}
"""What the reader calls the choices of ``core.merging.CHOICES``."""


class Disputed(NamedTuple):
    """One field in which a file says something else than the book.

    Attributes:
        field: a key of ``core.merging.CHOICES``, as ``imports.Decisions.file_values`` takes it.
        caption: what the reader calls it.
        ours: what the book says, in words.
        theirs: what the file says.

    """

    field: str
    caption: str
    ours: str
    theirs: str


def disputed(ours: Card, theirs: Card) -> tuple[Disputed, ...]:
    """Return in which fields two cards differ, of which a person has one value each."""
    keys = merging.disputed(ours, theirs)
    return tuple(Disputed(key, CAPTIONS[key], words(key, ours), words(key, theirs)) for key in keys)


def words(field: str, card: Card) -> str:
    """Say in words what a card says of a choice; empty for nothing."""
    if field == "week":
        return (card.week.words() or "No school hours") if card.week else ""
    if field == "place":
        return _place(card)
    if field == "source":
        text = ": ".join(filter(None, (card.source, card.source_detail)))
        return ", ".join(filter(None, (text[:1].upper() + text[1:], card.introduced_by)))
    parts = (getattr(card, each) for each in merging.CHOICES[field])
    return ", ".join(line for part in parts for line in part.split("\n") if line)


def _place(card: Card) -> str:
    places = gazetteer()
    land, region = places.country(card.country), places.region(card.region)
    name = region.name if region else card.region
    parts = (card.city, name if name != card.city else "", land.name if land else card.country)
    return ", ".join(filter(None, parts)) or card.zone
