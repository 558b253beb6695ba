"""Taking files in, as values: what becomes of each card, what the user decides, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from partnerdesk.core.merging import CHOICES
from partnerdesk.core.templates import Template
from partnerdesk.desk.book import Changes
from partnerdesk.desk.disputed import Disputed
from partnerdesk.desk.fits import Fits
from partnerdesk.desk.fitting import Fitted, with_country

Outcome = Literal["new", "changed", "unchanged", "duplicate", "refused", "left out", "own"]


class Planned(NamedTuple):
    """What becomes of one card of a file.

    Attributes:
        file: the number of the file, from 0.
        where: where in it.
        outcome: ``new``; ``changed``: somebody in the book gets more; ``unchanged``: they have it all;
            ``duplicate``: somebody of the same files again; ``refused``; ``left out``: the user said so;
            ``own``: letters of the user's own, which make nobody of them.
        fitted: the card as it will be kept, with its place; None where it is refused.
        contact_id: whose it is in the book; None for others.
        changes: for ``changed``: field, value before and value after.
        disputed: of somebody in the book: where the file says something else, and the book's value stays,
            unless ``Decisions.file_values`` names the field. Only ``plan`` says it.
        theirs: the fields in which the file's value was chosen.
        twins: keys of contacts in the book whom a new one looks like, and is not taken for, the likeliest
            first. Only ``plan`` says it, and ``take`` of those whom the user wants as new.
        reasons: of each of them: why.
        why: why it is refused, or makes nobody.
        read: whether it was understood, even where it cannot be kept.

    """

    file: int
    where: str
    outcome: Outcome
    fitted: Fitted | None = None
    contact_id: int | None = None
    changes: tuple[tuple[str, object, object], ...] = ()
    disputed: tuple[Disputed, ...] = ()
    theirs: tuple[str, ...] = ()
    twins: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    why: str = ""
    read: bool = True


@dataclass(frozen=True)
class PlannedTemplate:
    """What becomes of one template of a file.

    Attributes:
        file: the number of the file, from 0.
        where: where in it: ``template 2``; so ``Decisions.left_out`` names it.
        outcome: ``new``; ``unchanged``: the book has it letter for letter; ``refused``; ``left out``.
        template: its text; None where it is refused.
        why: why it is refused.

    """

    file: int
    where: str
    outcome: Literal["new", "unchanged", "refused", "left out"]
    template: Template | None = None
    why: str = ""


@dataclass(frozen=True)
class Decisions:
    """What the user decided while looking at the plan; cards are named by number of the file and ``where``.

    Attributes:
        left_out: cards that are not taken.
        as_new: cards that are added even though they look like somebody known; that they are two people is
            remembered.
        as_person: contacts of the book whom cards are taken for, whatever they are called.
        file_values: number of the file, ``where`` and field (a key of ``core.merging.CHOICES``): there the
            file's value takes the place of the book's, which the history tells.
        guesses: whether a country that only a number, an address or a city suggests is taken, of who is
            new.
        guess_otherwise: cards for which it is the other way round.

    """

    left_out: Collection[tuple[int, str]] = frozenset()
    as_new: Collection[tuple[int, str]] = frozenset()
    as_person: Mapping[tuple[int, str], int] = field(default_factory=dict)
    file_values: Collection[tuple[int, str, str]] = frozenset()
    guesses: bool = False
    guess_otherwise: Collection[tuple[int, str]] = frozenset()

    def named(self) -> frozenset[tuple[int, str]]:
        """Return the cards of which it is decided who they are."""
        return frozenset((*self.left_out, *self.as_new, *self.as_person))

    def theirs(self, file: int, where: str) -> tuple[str, ...]:
        """Return the fields of a card that count more than the book's."""
        if not self.file_values:
            return ()
        return tuple(key for key in CHOICES if (file, where, key) in self.file_values)


@dataclass
class Counts:
    """What became of the cards of one file; ``refused`` are pairs of place and reason.

    ``templates`` are those that were added, ``own`` letters of the user's own.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    templates: int = 0
    own: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    def count(self, planned: Planned) -> None:
        """Count one card."""
        self.read += planned.read
        if planned.outcome == "refused":
            self.refused.append((planned.where, planned.why))
        self.added += planned.outcome == "new"
        self.updated += planned.outcome == "changed"
        self.unchanged += planned.outcome == "unchanged"
        self.duplicates += planned.outcome == "duplicate"
        self.own += planned.outcome == "own"

    def count_template(self, planned: PlannedTemplate) -> None:
        """Count one template."""
        if planned.outcome == "refused":
            self.refused.append((planned.where, planned.why))
        self.templates += planned.outcome == "new"


@dataclass(slots=True)
class Batch:
    """What becomes of some cards of a file that follow each other.

    Attributes:
        file: the number of the file, from 0.
        fits: the cards as they will be kept.
        told: of those who are not simply new, what becomes of them, by their number here.
        guessed: numbers of those who are in the country that is only suggested.

    """

    file: int
    fits: Fits
    told: dict[int, Planned] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)

    def row(self, number: int) -> Planned:
        """Return what becomes of one card."""
        if number in self.told:
            return self.told[number]
        return Planned(self.file, self.fits.sheaf.column("where")[number], "new", self.fitted(number))

    def fitted(self, number: int) -> Fitted:
        """Return a card as it will be kept."""
        fitted = self.fits.fitted(number)
        return with_country(fitted, fitted.guess) if number in self.guessed else fitted

    def is_new(self, number: int) -> bool:
        """Say whether a card is somebody's who is new."""
        return number not in self.told or self.told[number].outcome == "new"

    def rows(self) -> Iterator[Planned]:
        """Yield what becomes of each card."""
        return map(self.row, range(self.fits.sheaf.count))

    def new(self) -> list[int]:
        """Return the numbers of those who are new."""
        return [at for at in range(self.fits.sheaf.count) if self.is_new(at)]

    def count(self, counts: Counts) -> None:
        """Count all of them."""
        plain = self.fits.sheaf.count - len(self.told)
        counts.read += plain
        counts.added += plain
        for _, each in sorted(self.told.items()):
            counts.count(each)


@dataclass(frozen=True)
class Taken:
    """What was taken in.

    Attributes:
        changes: of the book; ``made`` are those who are new.
        counts: of each file, in the order given.
        changed: keys of those in the book who got more.

    """

    changes: Changes
    counts: tuple[Counts, ...]
    changed: tuple[int, ...] = ()
