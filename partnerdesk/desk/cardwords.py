"""What a card says, in words: field by field, in the order of a contact's card."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import CHOICES
from partnerdesk.core.wording import language_name
from partnerdesk.desk.disputed import words

Words = Callable[[Card], str]


def _several(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{value} ({label})" if label else value for value, label in pairs)


def _history(card: Card) -> str:
    return "\n".join(f"{at:%Y-%m-%d}: {text}" for _, at, text in card.entries)


FIELDS: Final[tuple[tuple[str, str, Words], ...]] = (
    ("name", "Name", lambda card: card.name),
    ("greeting", "Greeting", lambda card: card.greeting),
    ("role", "Role", lambda card: card.role),
    ("organisation", "Organisation", lambda card: card.organisation),
    ("place", "Place", partial(words, "place")),
    ("address", "Address", partial(words, "address")),
    ("emails", "E-mail", lambda card: _several(card.emails)),
    ("phones", "Phone", lambda card: _several(card.phones)),
    ("languages", "Languages", lambda card: ", ".join(map(language_name, card.languages))),
    ("week", "School week", partial(words, "week")),
    ("web", "Website", lambda card: card.web),
    ("tags", "Tags", lambda card: ", ".join(card.tags)),
    ("source", "Met through", partial(words, "source")),
    ("entries", "History", _history),
    ("notes", "Notes", lambda card: card.notes),
)
"""What a card says, as (key, caption, words); the keys are those of ``core.merging.CHOICES`` and of lists."""

_CAPTIONS: Final = {field: caption for key, caption, _ in FIELDS for field in CHOICES.get(key, (key,))}


def facts(card: Card) -> list[tuple[str, str, str]]:
    """Return what a card says, as (key, caption, words); what it does not say is left out."""
    return [(key, caption, said) for key, caption, say in FIELDS if (said := say(card))]


def told(changes: Iterable[tuple[str, object, object]]) -> list[tuple[str, str, str, str]]:
    """Return what changes, as (key, caption, words before, words after); of a list only what is added.

    Args:
        changes: of fields of a card, with the value before and after.

    """
    some = list(changes)
    before, after = (Card().but({each[0]: each[side] for each in some}) for side in (1, 2))
    found = []
    for key, caption, say in FIELDS:
        old, new = say(before), say(after)
        if old != new and key not in CHOICES:
            mark = "\n" if "\n" in new or key in {"notes", "entries"} else ", "
            known = set(old.split(mark))
            old, new = "", mark.join(each for each in new.split(mark) if each not in known)
        if old != new:
            found.append((key, caption, old, new))
    return found


def captions(fields: Iterable[str]) -> str:
    """Name some fields: ``phone, place, notes``."""
    names = dict.fromkeys(_CAPTIONS[field] for field in fields if field in _CAPTIONS)
    return ", ".join(names).lower()
