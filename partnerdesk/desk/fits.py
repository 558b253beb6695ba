"""Some cards of a file made to fit at once: most of them do as they are; only the others are gone into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from partnerdesk.core.cards import Card, RefusedPart, Sheaf
from partnerdesk.core.places import Place
from partnerdesk.desk import fitting, typed
from partnerdesk.desk.contacts import SOURCES
from partnerdesk.desk.fitting import Fitted
from partnerdesk.desk.suggesting import by_city

_SOURCES: Final = frozenset({"", *SOURCES})


@dataclass(slots=True)
class Fits:
    """Cards that can be kept as they are, column by column.

    Attributes:
        sheaf: the cards, with those that cannot be kept among the refused; what it says of places is what
            the file says.
        places: where each of them is.
        unread: numbers of those that could not even be read.
        others: those that became others than they were, by their number.

    """

    sheaf: Sheaf
    places: list[Place]
    unread: frozenset[int]
    others: dict[int, Fitted]

    def fitted(self, number: int) -> Fitted:
        """Return one of them."""
        if number in self.others:
            return self.others[number]
        card, place = self.sheaf.card(number), self.places[number]
        return Fitted(card.but(fitting.said(place)), place, by_city=by_city(card, place))

    def put(self, number: int, fitted: Fitted) -> None:
        """Put another one in its place."""
        self.others[number] = fitted
        self.sheaf.put(number, fitted.card)
        self.places[number] = fitted.place


def fit_all(sheaf: Sheaf) -> Fits:
    """Make cards fit, as ``fitting.fit`` does with each; those that it refuses are refused in the sheaf."""
    found = list(fitting.places(sheaf))
    odd = {at for at, (_, not_found) in enumerate(found) if not_found}
    fits = Fits(sheaf, [place for place, _ in found], frozenset(sheaf.refused), {})
    for at in sorted(odd.union(_odd(sheaf)) - sheaf.refused.keys()):
        fitted = fitting.fit(sheaf.card(at))
        if isinstance(fitted, RefusedPart):
            sheaf.refused[at] = fitted
        else:
            fits.put(at, fitted)
    return fits


def _odd(sheaf: Sheaf) -> Iterator[int]:
    """Yield the numbers of the cards that may have to become others; of the rest nothing would."""
    columns = sheaf.columns
    names = sheaf.column("name")
    if not all(names):
        yield from (at for at, name in enumerate(names) if not name)
    for key in fitting.LINES:
        some = columns.get(key, ())
        if some and max(map(len, some)) > typed.MOST_IN_LINE:
            yield from (at for at, text in enumerate(some) if len(text) > typed.MOST_IN_LINE)
    for key, are_all_plain, is_plain in (
        ("emails", fitting.are_plain_emails, fitting.is_plain_email),
        ("phones", fitting.are_plain_phones, fitting.is_plain_phone),
    ):
        if key in columns and not are_all_plain(columns[key]):
            yield from (at for at, some in enumerate(columns[key]) if some and not is_plain(some))
    for key, are_kept in (
        ("languages", _languages),
        ("source", _SOURCES.__contains__), ("tags", _tags), ("notes", _is_note), ("unread", _none),
        ("entries", _none),
    ):  # fmt: skip
        yield from (at for at, some in enumerate(columns.get(key, ())) if some and not are_kept(some))


def _none(_values: object) -> bool:
    return False


def _is_note(text: str) -> bool:
    return len(text) <= typed.MOST_IN_NOTE


@lru_cache(1_000)
def _languages(said: tuple[str, ...]) -> bool:
    return _stays(Card(name="A", languages=said))


@lru_cache(4_000)
def _tags(said: tuple[str, ...]) -> bool:
    return _stays(Card(name="A", tags=said))


def _stays(card: Card) -> bool:
    fitted = fitting.fit(card)
    return isinstance(fitted, Fitted) and fitted.card == card
