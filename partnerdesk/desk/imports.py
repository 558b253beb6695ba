"""Taking files in: what would happen, and then all of it in one step with one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import CHOICES, differences, merged
from partnerdesk.desk import home, shared
from partnerdesk.desk.acquainted import Acquainted
from partnerdesk.desk.alike import Alike
from partnerdesk.desk.book import Book
from partnerdesk.desk.contacts import not_found
from partnerdesk.desk.disputed import disputed
from partnerdesk.desk.faces import Faces, Told
from partnerdesk.desk.fits import Fits, fit_all
from partnerdesk.desk.incoming import PASTED as PASTED
from partnerdesk.desk.incoming import Incoming as Incoming
from partnerdesk.desk.incoming import look as look
from partnerdesk.desk.incoming import relaid as relaid
from partnerdesk.desk.places import gazetteer
from partnerdesk.desk.planned import Batch
from partnerdesk.desk.planned import Counts as Counts
from partnerdesk.desk.planned import Decisions as Decisions
from partnerdesk.desk.planned import Outcome as Outcome
from partnerdesk.desk.planned import Planned as Planned
from partnerdesk.desk.planned import PlannedTemplate as PlannedTemplate
from partnerdesk.desk.planned import Taken as Taken
from partnerdesk.desk.taking import Taking
from partnerdesk.desk.uncollected import uncollected
from partnerdesk.errors import BadInput
from partnerdesk.formats import people

if TYPE_CHECKING:
    from partnerdesk.storage.file import Reader

Progress = Callable[[int, int], None]

_LETTERS: Final = frozenset({"mail", "mbox"})


def plan(
    book: Book,
    files: Sequence[Incoming],
    decisions: Decisions | None = None,
    progress: Progress | None = None,
) -> list[Planned]:
    """Say what would become of each card of some files; nothing is stored. ``shared.plan``: of templates.

    Args:
        book: the book.
        files: as ``look`` understood them; the user may have changed charset or layout.
        decisions: what the user decided.
        progress: called with cards done and about how many there are; may raise to stop.

    Raises:
        NotFound: somebody whom a card was taken for is not in the book.
        BadInput: there is no such field to choose.

    """
    found = planning(book, files, decisions or Decisions(), progress)
    return [planned for batch in found for planned in batch.rows()]


def planning(
    book: Book,
    files: Sequence[Incoming],
    decisions: Decisions,
    progress: Progress | None,
    before: Iterable[Batch] | None = None,
) -> Iterator[Batch]:
    """Say what would become of some cards after the other, as ``plan`` does of all.

    Args:
        book: the book.
        files: as for ``plan``; so are ``decisions`` and ``progress``.
        decisions: what the user decided.
        progress: is called.
        before: what was said of all cards of these files when something else was decided, and the book was
            as it is: then they are not read again, and of most it is not asked again what becomes of them.

    """
    from partnerdesk.storage.database import under

    with book.read() as session:
        connection = under(session)
        own, now = _own(book), book.now()
        yield from _planned(connection, files, decisions, progress, own, now, asking=True, before=before)


def counted(book: Book, files: Sequence[Incoming], decisions: Decisions | None = None) -> tuple[Counts, ...]:
    """Return what would become of the cards of each file; nothing is stored. See ``plan`` for arguments."""
    from partnerdesk.storage.database import under

    counts = tuple(Counts() for _ in files)
    with book.read() as session:
        wanted = decisions or Decisions()
        for batch in _planned(under(session), files, wanted, None, _own(book), book.now()):
            batch.count(counts[batch.file])
    for template in shared.plan(book, files, decisions):
        counts[template.file].count_template(template)
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
        NotFound, BadInput: as ``plan``; nothing was saved.
        LockedBook, DiskFull, ReadOnlyBook, DamagedBook: nothing was saved.

    """
    from partnerdesk.storage import bulk
    from partnerdesk.storage.database import under

    names = files[0].name if len(files) == 1 else f"{len(files)} files"
    templates, today, own = shared.plan(book, files, decisions), home.today(book), _own(book)
    with uncollected(), book.write(f"Took in {names}") as writing:
        connection, said = under(writing.session), decisions or Decisions()
        taking = Taking(connection, files, writing.now, today)
        planned = _planned(connection, files, said, progress, own, writing.now, writing=True)
        keys = bulk.add_columns(writing.session, taking.new(planned), gazetteer().place_words)
        taking.finish(writing, keys, _finishing(files, progress))
        taking.take_templates(book, writing, templates)
        writing.made = keys
        writing.label = taking.label(names)
    return Taken(writing.changes, tuple(taking.counts), tuple(taking.changed))


# ---- what would happen


def _own(book: Book) -> str:
    return home.get(book).email.casefold()


def _planned(
    connection: Reader,
    files: Sequence[Incoming],
    decisions: Decisions,
    progress: Progress | None,
    own: str,
    now: datetime,
    *,
    asking: bool = False,
    writing: bool = False,
    before: Iterable[Batch] | None = None,
) -> Iterator[Batch]:
    total, done = sum(each.about for each in files), 0
    known = Acquainted(connection, total, writing=writing)
    alike = lru_cache(1)(partial(Alike, connection))  # not made before it is needed
    _check(decisions, known)
    with uncollected():
        for number, fits, was in _fitted(files, progress, total, now) if before is None else _kept(before):
            batch = _met(known, fits, number, decisions, own if files[number].kind in _LETTERS else "")
            if asking or decisions.as_new:
                _ask(known, alike, batch, decisions, was, asking=asking)
            _compare(connection, batch, was, asking=asking)
            yield batch
            done += fits.sheaf.count
            if progress:
                progress(done, max(done, total))


_Some = tuple[int, Fits, Batch | None]
"""Some cards that follow each other: the number of their file, they, and what was said of them before."""


def _fitted(
    files: Sequence[Incoming], progress: Progress | None, total: int, now: datetime
) -> Iterator[_Some]:
    """Read files."""
    done = 0
    for number, incoming in enumerate(files):
        tick = partial(_tick, progress, done, total) if progress else None
        for sheaf in incoming.sheaves(tick, partial(people.not_ahead, now)):
            yield number, fit_all(sheaf), None
            done += sheaf.count


def _kept(before: Iterable[Batch]) -> Iterator[_Some]:
    """Take what was read before."""
    return ((batch.file, batch.fits, batch) for batch in before)


def _tick(progress: Progress, done: int, total: int, letters: int) -> None:
    """Tell of letters that are read before there is a card."""
    progress(min(done + letters, total), total)


def _finishing(files: Sequence[Incoming], progress: Progress | None) -> Callable[[], object] | None:
    """Tell that all cards are read while they are written: that, too, can be stopped."""
    total = sum(each.about for each in files)
    return partial(progress, total, total) if progress else None


def _check(decisions: Decisions, known: Acquainted) -> None:
    for name, key in decisions.as_person.items():
        if name not in decisions.left_out and not known.knows(key):
            raise not_found(key)
    for _, _, field in decisions.file_values:
        if field not in CHOICES:
            raise BadInput(f"“{field}” cannot be chosen.", f"Take one of {', '.join(CHOICES)}.", field)


def _met(known: Acquainted, fits: Fits, file: int, decisions: Decisions, own: str) -> Batch:
    """Say who some cards are; keys below zero are those of new contacts, ``~n`` of the one with the number n.

    A mailbox holds letters of ``own`` among the others.
    """
    sheaf, batch = fits.sheaf, Batch(file, fits)
    where = sheaf.column("where")
    for at, part in sheaf.refused.items():
        batch.told[at] = Planned(file, part.where, "refused", why=part.why, read=at not in fits.unread)
    for at, emails in enumerate(sheaf.column("emails")) if own else ():
        if any(address.casefold() == own for address, _ in emails):
            batch.told[at] = Planned(file, where[at], "own", why="These are letters of your own.")
    decided, faces = decisions.named(), Faces(sheaf)
    asked = {at for at, each in enumerate(where) if (file, each) in decided} if decided else set()
    for at in known.strangers(faces, batch.told.keys(), asked):
        _meet(known, faces.told(at), batch, at, decisions)
    if decisions.guesses or decisions.guess_otherwise:
        for at in batch.new():
            if (
                decisions.guesses != ((file, where[at]) in decisions.guess_otherwise)
                and fits.fitted(at).guess
            ):
                batch.guessed.add(at)
    return batch


def _meet(known: Acquainted, told: Told, batch: Batch, at: int, decisions: Decisions) -> None:
    """Say who one card is of whom that is not plain: as the user said, else as it seems."""
    name = batch.file, batch.fits.sheaf.column("where")[at]
    if name in decisions.left_out:
        batch.told[at] = Planned(*name, "left out", batch.fits.fitted(at))
        return
    key, person = decisions.as_person.get(name), told.met()
    if key is None and name not in decisions.as_new:
        key = known.who(person)
    if key is None:
        known.meet(told, at)
        return
    known.learn(key, person)
    outcome: Outcome = "duplicate" if known.again(key) else "changed"
    batch.told[at] = Planned(*name, outcome, batch.fits.fitted(at), key, theirs=decisions.theirs(*name))


def _ask(
    known: Acquainted,
    alike: Callable[[], Alike],
    batch: Batch,
    decisions: Decisions,
    was: Batch | None,
    *,
    asking: bool,
) -> None:
    """Say whom those who are new look like, unless it was said before."""
    where = batch.fits.sheaf.column("where")
    for at in batch.new():
        if was and was.is_new(at) and (at in was.guessed) == (at in batch.guessed):
            if at in was.told:
                batch.told[at] = was.told[at]
            continue
        if not (asking or (batch.file, where[at]) in decisions.as_new):
            continue
        card = batch.fitted(at).card
        if found := alike().to(card, known.known_by(card.uid)):
            twins, reasons = tuple(each.key for each in found), tuple(each.reason for each in found)
            batch.told[at] = batch.row(at)._replace(twins=twins, reasons=reasons)


def _compare(connection: Reader, batch: Batch, was: Batch | None, *, asking: bool) -> None:
    """Say what would change in whom, for those who are in the book, unless it was said before."""
    from partnerdesk.storage.cards import cards

    if was:
        said = was.told
        batch.told.update((at, said[at]) for at, each in batch.told.items() if _is_said(each, said.get(at)))
    changed = {
        at: each.contact_id
        for at, each in batch.told.items()
        if each.outcome == "changed" and each.contact_id and not (was and was.told.get(at) is each)
    }
    there = dict(cards(connection, [*changed.values()])) if changed else {}
    batch.told.update((at, _compared(batch.told[at], there, asking=asking)) for at in changed)


def _is_said(planned: Planned, before: Planned | None) -> bool:
    """Say whether the same was found of a card before, if not what would change."""
    outcomes = ("changed", "unchanged") if planned.outcome == "changed" else (planned.outcome,)
    return (
        before is not None
        and before.outcome in outcomes
        and before.fitted == planned.fitted
        and (before.contact_id, before.theirs, before.twins)
        == (planned.contact_id, planned.theirs, planned.twins)
    )


def _compared(planned: Planned, there: dict[int, Card], *, asking: bool) -> Planned:
    """Say what would change in whom, for those who are in the book."""
    if planned.outcome != "changed" or planned.fitted is None or planned.contact_id not in there:
        return planned
    now = there[planned.contact_id]
    changes = differences(now, merged(now, planned.fitted.card, planned.theirs))
    outcome: Outcome = "changed" if changes else "unchanged"
    among = disputed(now, planned.fitted.card) if asking else ()
    if outcome == planned.outcome and not (changes or among):
        return planned
    return planned._replace(outcome=outcome, changes=changes, disputed=among)
