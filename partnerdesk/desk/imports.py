"""Taking files in: what would happen, and then all of it in one step with one undo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.merging import differences, merged
from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.desk.acquainted import Acquainted
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.desk.fitting import Fitted, fit, with_country
from partnerdesk.desk.incoming import Incoming as Incoming
from partnerdesk.desk.incoming import look as look
from partnerdesk.desk.incoming import relaid as relaid
from partnerdesk.desk.places import gazetteer

if TYPE_CHECKING:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.storage.bulk import NewContact, NewOrganisation
    from partnerdesk.storage.file import Reader

Outcome = Literal["new", "changed", "unchanged", "duplicate", "refused", "left out"]
Progress = Callable[[int, int], None]

_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one card of a file.

    Attributes:
        file: the number of the file, from 0.
        where: where in it.
        outcome: ``new``; ``changed``: somebody in the book gets more; ``unchanged``: they have it all;
            ``duplicate``: somebody of the same files again; ``refused``; ``left out``: the user said so.
        fitted: the card as it will be kept, with its place; None where it is refused.
        contact_id: whose it is in the book; None for others.
        changes: for ``changed``: field, value before and value after.
        twins: keys of contacts in the book whom it looks like, and is not taken for.
        why: why it is refused.
        read: whether it was understood, even where it cannot be kept.

    """

    file: int
    where: str
    outcome: Outcome
    fitted: Fitted | None = None
    contact_id: int | None = None
    changes: tuple[tuple[str, object, object], ...] = ()
    twins: tuple[int, ...] = ()
    why: str = ""
    read: bool = True


@dataclass(frozen=True)
class Decisions:
    """What the user decided while looking at the plan; cards are named by number of the file and ``where``.

    Attributes:
        left_out: cards that are not taken.
        as_new: cards that are added even though they look like somebody known.
        guesses: whether a country that only a number or an address suggests is taken.

    """

    left_out: Collection[tuple[int, str]] = frozenset()
    as_new: Collection[tuple[int, str]] = frozenset()
    guesses: bool = False


@dataclass
class Counts:
    """What became of the cards of one file; ``refused`` are pairs of place and reason."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
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


@dataclass(frozen=True)
class Taken:
    """What was taken in: the changes of the book, and the counts of each file in the order given."""

    changes: Changes
    counts: tuple[Counts, ...]


def plan(
    book: Book,
    files: Sequence[Incoming],
    decisions: Decisions | None = None,
    progress: Progress | None = None,
) -> list[Planned]:
    """Say what would become of each card of some files; nothing is stored.

    Args:
        book: the book.
        files: as ``look`` understood them; the user may have changed charset or layout.
        decisions: what the user decided.
        progress: called with cards done and about how many there are; may raise to stop.

    """
    from partnerdesk.storage.database import under

    with book.read() as session:
        return list(_planned(under(session), files, decisions or Decisions(), progress))


def counted(book: Book, files: Sequence[Incoming]) -> tuple[Counts, ...]:
    """Return what would become of the cards of each file; nothing is stored."""
    counts = tuple(Counts() for _ in files)
    for each in plan(book, files):
        counts[each.file].count(each)
    return counts


def take(
    book: Book,
    files: Sequence[Incoming],
    decisions: Decisions | None = None,
    progress: Progress | None = None,
) -> Taken:
    """Take files in as one step: all of it, or nothing where it fails or ``progress`` raises.

    The same files again change nothing. See ``plan`` for the arguments.

    Raises:
        LockedBook, DiskFull, ReadOnlyBook, DamagedBook: nothing was saved.

    """
    from partnerdesk.storage import bulk
    from partnerdesk.storage.database import under

    names = files[0].name if len(files) == 1 else f"{len(files)} files"
    with book.write(f"Took in {names}") as writing:
        taking = _Taking(under(writing.session), files, writing.now)
        planned = _planned(under(writing.session), files, decisions or Decisions(), progress)
        keys = bulk.add_all(writing.session, taking.new(planned), gazetteer().place_words)
        taking.finish(writing, keys)
        writing.made = tuple(keys)
        writing.label = taking.label(names)
    return Taken(writing.changes, tuple(taking.counts))


# ---- what would happen


def _planned(
    connection: Reader, files: Sequence[Incoming], decisions: Decisions, progress: Progress | None
) -> Iterator[Planned]:
    from partnerdesk.storage.cards import cards

    known = Acquainted(connection)
    total, done = sum(each.about for each in files), 0
    met: dict[int, None] = {}
    for number, incoming in enumerate(files):
        waiting = incoming.cards()
        while some := list(islice(waiting, _CHUNK)):
            found = [_met(known, each, number, decisions, met) for each in some]
            ids = [each.contact_id for each in found if each.outcome == "changed" and each.contact_id]
            there = dict(cards(connection, ids)) if ids else {}
            yield from (_compared(each, there) for each in found)
            done += len(some)
            if progress:
                progress(done, max(done, total))


def _met(
    known: Acquainted, part: Card | RefusedPart, file: int, decisions: Decisions, met: dict[int, None]
) -> Planned:
    """Say who a card is; keys below zero are those of new contacts, ``~n`` of the one with the number n."""
    fitted = fit(part) if isinstance(part, Card) else part
    if isinstance(fitted, RefusedPart):
        return Planned(file, fitted.where, "refused", why=fitted.why, read=isinstance(part, Card))
    where = part.where
    if decisions.left_out and (file, where) in decisions.left_out:
        return Planned(file, where, "left out", fitted)
    if decisions.guesses and fitted.guess:
        fitted = with_country(fitted, fitted.guess)
    key, twins = known.who(fitted.card)
    if decisions.as_new and (file, where) in decisions.as_new:
        key, twins = None, (*twins, *([key] if key is not None else []))
    if key is None:
        own = ~known.new
        known.new += 1
        known.meet(own, fitted.card)
        met[own] = None
        return Planned(file, where, "new", fitted, twins=tuple(each for each in twins if each > 0))
    if key in met:
        return Planned(file, where, "duplicate", fitted, key)
    met[key] = None
    return Planned(file, where, "changed", fitted, key)


def _compared(planned: Planned, there: dict[int, Card]) -> Planned:
    """Say what would change in whom, for those who are in the book."""
    if planned.outcome != "changed" or planned.fitted is None or planned.contact_id not in there:
        return planned
    now = there[planned.contact_id]
    changes = differences(now, merged(now, planned.fitted.card))
    if not changes:
        return replace(planned, outcome="unchanged")
    return replace(planned, changes=changes)


# ---- and then it does


class _Taking:
    """Files while they are taken in.

    Attributes:
        counts: of each file.

    """

    def __init__(self, connection: Reader, files: Sequence[Incoming], now: datetime) -> None:
        self.counts = [Counts() for _ in files]
        self._origins = [f"{each.name}, {now.day} {now:%B %Y}" for each in files]
        self._now = now
        self._schools = _Schools(connection)
        self._more: dict[int, list[Fitted]] = {}
        self._introduced: list[tuple[int, str]] = []
        self._names: dict[str, int] = {}

    def new(self, planned: Iterator[Planned]) -> Iterator[NewContact]:
        """Count all, pass on those who are new, and keep what others get for later."""
        number = 0
        for each in planned:
            self.counts[each.file].count(each)
            if each.fitted is None:
                continue
            if each.outcome == "new":
                if each.fitted.card.introduced_by:
                    self._introduced.append((number, each.fitted.card.introduced_by))
                number += 1
                yield self._contact(each.fitted, self._origins[each.file])
            elif each.outcome in {"changed", "duplicate"} and each.contact_id is not None:
                self._more.setdefault(each.contact_id, []).append(each.fitted)

    def finish(self, writing: Writing, keys: range) -> None:
        """Write what those in the book, and those who came twice, get more."""
        for number, name in self._introduced:
            self._more.setdefault(~number, []).append(Fitted(Card(introduced_by=name), Place()))
        more = {(keys[~key] if key < 0 else key): some for key, some in self._more.items()}
        if more:
            from partnerdesk.desk.adding import add_to

            add_to(writing, more)

    def label(self, names: str) -> str:
        """Say what was done: ``Added 12 and changed 3 contacts from people.csv``."""
        added, changed = (sum(getattr(each, name) for each in self.counts) for name in ("added", "updated"))
        words = [f"added {added:,}"] if added or not changed else []
        words += [f"changed {changed:,}"] if changed else []
        text = " and ".join(words)
        one = added + changed == 1
        return f"{text[:1].upper()}{text[1:]} contact{'' if one else 's'} from {names}"

    def _contact(self, fitted: Fitted, origin: str) -> NewContact:
        from partnerdesk.storage.bulk import NewContact

        card = fitted.card
        school, place, week = self._schools.of(card.organisation, fitted.place, card.week)
        return NewContact(
            name=card.name,
            greeting=card.greeting,
            role=card.role,
            organisation=school,
            place=place,
            week=week,
            languages=card.languages,
            source=card.source,
            source_detail=card.source_detail,
            notes=card.notes,
            street=card.street,
            postcode=card.postcode,
            web=card.web,
            origin=origin,
            uid=card.uid,
            emails=card.emails,
            phones=card.phones,
            tags=card.tags,
            entries=card.entries,
            added_at=self._now,
        )


class _Schools:
    """Organisations by name, those of the book and those of the files, with the place and week they have."""

    def __init__(self, connection: Reader) -> None:
        from partnerdesk.storage.cards import schools

        self._known: dict[str, tuple[NewOrganisation | int, Place, SchoolWeek | None]] = {}
        for key, name, place, week in schools(connection):
            self._known.setdefault(fold(name), (key, place, week))

    def of(
        self, name: str, place: Place, week: SchoolWeek | None
    ) -> tuple[NewOrganisation | int | None, Place, SchoolWeek | None]:
        """Return an organisation, and the place and week that its member has to itself.

        A new one is where its first member is; where member and organisation agree, the member inherits.
        """
        from partnerdesk.storage.bulk import NewOrganisation

        if not name:
            return None, place, week
        key = fold(name)
        if key not in self._known:
            self._known[key] = NewOrganisation(name, place, week), place, week
        school, its_place, its_week = self._known[key]
        return school, Place() if place == its_place else place, None if week == its_week else week
