"""What a file tells of people, before anything is decided about the book: values that all formats share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from partnerdesk.core.hours import SchoolWeek


@dataclass(frozen=True)
class Card:
    """One person as a file tells of them; a writer takes the same value that a reader gives.

    All text is plain and without control characters; only ``street``, ``notes``, ``uid`` and ``unread`` have
    lines.

    Attributes:
        where: where in the file, for messages: ``card 3, line 41`` or ``row 12``; empty for what is written.
        name: the name as it is to be shown; empty where the file has none.
        greeting: how letters address them, where it is not the name.
        role: what they do.
        organisation: its name.
        street: lines of a postal address above the city, joined by newlines.
        postcode: as written.
        city: as written.
        region: a name, an abbreviation or an ISO 3166-2 code, as written.
        country: a name in any language or an ISO 3166 code, as written.
        zone: an IANA zone; only our own files say it.
        week: the school week; only our own files say it.
        languages: codes such as ``es``, the preferred one first.
        emails: addresses with their labels (``work``, ``home`` or free words), the preferred one first.
        phones: numbers as written, with their labels, the preferred one first.
        web: a page of theirs.
        tags: categories and groups they are in.
        source: how we met, as design's words; else empty.
        source_detail: more about it.
        introduced_by: the name of who introduced them.
        notes: what the file says about them in free text.
        entries: lines of history: kind, instant, text.
        uid: by which the file names this person, so that they are known again; of several, one a line.
        unread: what was not understood, each as ``line 12: X-FOO: bar``: kept as a note, never dropped.
        parts: those of the name as the file gives them, where it does not tell them (``formats.nameparts``).
        settled: whether the place is one of a book, and kept as it is said: of our own files, where it was
            decided. It says nothing about the person.

    """

    where: str = ""
    name: str = ""
    greeting: str = ""
    role: str = ""
    organisation: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    zone: str = ""
    week: SchoolWeek | None = None
    languages: tuple[str, ...] = ()
    emails: tuple[tuple[str, str], ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    web: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""
    source_detail: str = ""
    introduced_by: str = ""
    notes: str = ""
    entries: tuple[tuple[str, datetime, str], ...] = ()
    uid: str = ""
    unread: tuple[str, ...] = ()
    parts: str = field(default="", compare=False)
    settled: bool = field(default=False, compare=False)

    def but(self, facts: Mapping[str, object]) -> Card:
        """Return this card with other facts, by field: ``dataclasses.replace`` in a tenth of its time.

        Cards come by the hundred thousand.
        """
        other = object.__new__(Card)
        other.__dict__.update(self.__dict__, **facts)
        return other

    @classmethod
    def of(cls, facts: Mapping[str, object]) -> Card:
        """Make a card of some facts, by field; ``but`` says why. What it has not is found at the class."""
        card = object.__new__(cls)
        card.__dict__.update(facts)
        return card

    def small(self) -> Card:
        """Return the same card in a quarter of the memory, where it says little."""
        return Card.of({key: value for key, value in self.__dict__.items() if value != DEFAULTS[key]})


@dataclass(frozen=True)
class RefusedPart:
    """A part of a file that cannot become a contact: its neighbours are not touched by it.

    Attributes:
        where: where in the file, as in ``Card``.
        why: one plain sentence.

    """

    where: str
    why: str


LONGEST: Final = 100_000
"""Letters that a value of a file may have: beyond this it is a document, of which the beginning is kept."""


def cut(where: str, what: str, count: int) -> RefusedPart:
    """Say that of a value only the beginning was read: the person is kept, and nothing is lost unsaid.

    Args:
        where: the place of the value.
        what: what it is called there, with a capital letter.
        count: its letters.

    """
    why = f"{what} is {count:,} letters long: the contact has its beginning. Keep the file for the rest."
    return RefusedPart(where, why)


DEFAULTS: Final[Mapping[str, Any]] = {each.name: each.default for each in fields(Card)}
"""What a card says of each field of which it says nothing, in the order of its fields."""

_all_of: Final = attrgetter(*DEFAULTS)


@dataclass(slots=True)
class Sheaf:
    """Some parts of a file that follow each other, column by column.

    What is done to a column as a whole takes a fraction of what it takes card by card.

    Attributes:
        count: how many parts there are.
        columns: of each field that somebody has, a value for each part; ``where`` is always there.
        refused: those parts that cannot be read, by their number here.

    """

    count: int
    columns: dict[str, list[Any]]
    refused: dict[int, RefusedPart]

    @classmethod
    def of(cls, parts: Sequence[Card | RefusedPart]) -> Sheaf:
        """Bind parts together, of which there is one at least."""
        refused = {at: part for at, part in enumerate(parts) if isinstance(part, RefusedPart)}
        cards = [Card(where=part.where) if isinstance(part, RefusedPart) else part for part in parts]
        columns = dict(zip(DEFAULTS, map(list, zip(*map(_all_of, cards), strict=True)), strict=True))
        return cls(len(parts), {key: some for key, some in columns.items() if any(some)}, refused)

    @classmethod
    def bound(cls, columns: Mapping[str, list[Any]], count: int) -> Sheaf:
        """Bind columns together; what nobody has is left out."""
        return cls(count, {key: some for key, some in columns.items() if any(some)}, {})

    def with_parts(self, found: Mapping[int, Sequence[Card | RefusedPart]]) -> Sheaf:
        """Return a sheaf in which other parts, one or several, stand in the place of some."""
        if any(len(parts) != 1 for parts in found.values()):
            order = [at for at in range(self.count) for _ in found.get(at, (None,))]
            columns = {key: [some[at] for at in order] for key, some in self.columns.items()}
            sheaf = Sheaf(len(order), columns, {})
        else:
            order, sheaf = list(range(self.count)), Sheaf(self.count, self.columns, {})
        left = {at: iter(parts) for at, parts in found.items()}
        for number, at in enumerate(order):
            if at in left:
                sheaf.put(number, next(left[at]))
        return sheaf

    def parts(self) -> Iterator[Card | RefusedPart]:
        """Yield the parts one by one."""
        return (self.refused.get(at) or self.card(at) for at in range(self.count))

    def column(self, key: str) -> Sequence[Any]:
        """Return the values of a field."""
        return self.columns.get(key) or [DEFAULTS[key]] * self.count

    def card(self, number: int) -> Card:
        """Return one card."""
        return Card.of({key: some[number] for key, some in self.columns.items()})

    def put(self, number: int, part: Card | RefusedPart) -> None:
        """Put a part in the place of another one."""
        card = part
        if isinstance(part, RefusedPart):
            self.refused[number] = part
            card = Card(where=part.where)
        for key, default in DEFAULTS.items():
            value = getattr(card, key)
            if key in self.columns:
                self.columns[key][number] = value
            elif value:
                self.columns[key] = [default] * self.count
                self.columns[key][number] = value
