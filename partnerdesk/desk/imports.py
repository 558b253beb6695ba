"""Taking files in: what would happen, and then all of it in one step with one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.merging import CHOICES, differences, merged
from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.desk import acquainted, home, shared
from partnerdesk.desk.acquainted import Acquainted, Met
from partnerdesk.desk.adding import More, add_to
from partnerdesk.desk.alike import Alike
from partnerdesk.desk.book import Book, Writing
from partnerdesk.desk.contacts import not_found
from partnerdesk.desk.disputed import disputed
from partnerdesk.desk.fitting import Fitted, fit, with_country
from partnerdesk.desk.incoming import Incoming as Incoming
from partnerdesk.desk.incoming import look as look
from partnerdesk.desk.incoming import relaid as relaid
from partnerdesk.desk.places import gazetteer
from partnerdesk.desk.planned import Counts as Counts
from partnerdesk.desk.planned import Decisions as Decisions
from partnerdesk.desk.planned import Outcome as Outcome
from partnerdesk.desk.planned import Planned as Planned
from partnerdesk.desk.planned import PlannedTemplate as PlannedTemplate
from partnerdesk.desk.planned import Taken as Taken
from partnerdesk.desk.uncollected import uncollected
from partnerdesk.errors import BadInput

if TYPE_CHECKING:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.storage.bulk import NewContact, NewOrganisation

    _School = tuple[NewOrganisation | int, Place, SchoolWeek | None]
    from partnerdesk.storage.file import Reader

Progress = Callable[[int, int], None]

_CHUNK: Final = 500
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
    return list(planning(book, files, decisions or Decisions(), progress))


def planning(
    book: Book, files: Sequence[Incoming], decisions: Decisions, progress: Progress | None
) -> Iterator[Planned]:
    """Say what would become of each card, one by one, as ``plan`` does of all."""
    from partnerdesk.storage.database import under

    with book.read() as session:
        yield from _planned(under(session), files, decisions, progress, _own(book), asking=True)


def counted(book: Book, files: Sequence[Incoming]) -> tuple[Counts, ...]:
    """Return what would become of the cards of each file; nothing is stored."""
    from partnerdesk.storage.database import under

    counts = tuple(Counts() for _ in files)
    with book.read() as session:
        for each in _planned(under(session), files, Decisions(), None, _own(book)):
            counts[each.file].count(each)
    for template in shared.plan(book, files):
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
        taking = _Taking(under(writing.session), files, writing.now, today)
        planned = _planned(under(writing.session), files, decisions or Decisions(), progress, own)
        keys = bulk.add_all(writing.session, taking.new(planned), gazetteer().place_words)
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
    *,
    asking: bool = False,
) -> Iterator[Planned]:
    from partnerdesk.storage.cards import cards

    total, done = sum(each.about for each in files), 0
    known = Acquainted(connection, total)
    alike = Alike(connection) if asking or decisions.as_new else None
    _check(decisions, known)
    with uncollected():
        for number, incoming in enumerate(files):
            waiting = incoming.cards(partial(_tick, progress, done, total) if progress else None)
            while some := list(islice(waiting, _CHUNK)):
                ours = own if incoming.kind in _LETTERS else ""
                found = [_met(known, each, number, decisions, ours) for each in some]
                if alike:
                    found = [_asked(known, alike, each, decisions, asking=asking) for each in found]
                ids = [each.contact_id for each in found if each.outcome == "changed" and each.contact_id]
                there = dict(cards(connection, ids)) if ids else {}
                yield from (_compared(each, there, asking=asking) for each in found)
                done += len(some)
                if progress:
                    progress(done, max(done, total))


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


def _met(
    known: Acquainted, part: Card | RefusedPart, file: int, decisions: Decisions, own: str = ""
) -> Planned:
    """Say who a card is; keys below zero are those of new contacts, ``~n`` of the one with the number n.

    A mailbox holds letters of ``own`` among the others.
    """
    if own and isinstance(part, Card) and any(address.casefold() == own for address, _ in part.emails):
        return Planned(file, part.where, "own", why="These are letters of your own.")
    fitted = fit(part) if isinstance(part, Card) else part
    if isinstance(fitted, RefusedPart):
        return Planned(file, fitted.where, "refused", why=fitted.why, read=isinstance(part, Card))
    where = part.where
    if decisions.left_out and (file, where) in decisions.left_out:
        return Planned(file, where, "left out", fitted)
    person = acquainted.met(fitted.card)
    key = _who(known, person, decisions, (file, where))
    if key is None:
        if decisions.guesses != ((file, where) in decisions.guess_otherwise) and fitted.guess:
            fitted = with_country(fitted, fitted.guess)
        known.meet(person)
        return Planned(file, where, "new", fitted)
    known.learn(key, person)
    theirs = decisions.theirs(file, where)
    outcome: Outcome = "duplicate" if known.again(key) else "changed"
    return Planned(file, where, outcome, fitted, key, theirs=theirs)


def _who(known: Acquainted, person: Met, decisions: Decisions, name: tuple[int, str]) -> int | None:
    """Say who a card is: as the user said, else as it seems."""
    if name in decisions.as_person:
        return decisions.as_person[name]
    return None if name in decisions.as_new else known.who(person)


def _asked(
    known: Acquainted, alike: Alike, planned: Planned, decisions: Decisions, *, asking: bool
) -> Planned:
    """Say whom somebody new looks like."""
    wanted = asking or (planned.file, planned.where) in decisions.as_new
    if planned.outcome != "new" or planned.fitted is None or not wanted:
        return planned
    card = planned.fitted.card
    found = alike.to(card, known.known_by(card.uid))
    if not found:
        return planned
    twins, reasons = tuple(each.key for each in found), tuple(each.reason for each in found)
    return planned._replace(twins=twins, reasons=reasons)


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


# ---- and then it does


class _Taking:
    """Files while they are taken in.

    Attributes:
        counts: of each file.
        changed: keys of those in the book who get more.

    """

    def __init__(self, connection: Reader, files: Sequence[Incoming], now: datetime, today: date) -> None:
        self.counts = [Counts() for _ in files]
        self.changed: list[int] = []
        self._files = [each.name for each in files]
        self._origins = [f"{each.name}, {today.day} {today:%B %Y}" for each in files]
        self._now = now
        self._schools = _Schools(connection)
        self._more: dict[int, list[More]] = {}
        self._introduced: list[tuple[int, str]] = []
        self._apart: list[tuple[int, int]] = []

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
                self._apart += [(number, twin) for twin in each.twins]
                number += 1
                yield self._contact(each.fitted, self._origins[each.file])
            elif each.outcome in {"changed", "duplicate"} and each.contact_id is not None:
                if each.outcome == "changed":
                    self.changed.append(each.contact_id)
                more = More(each.fitted, each.theirs, self._files[each.file])
                self._more.setdefault(each.contact_id, []).append(more)

    def finish(self, writing: Writing, keys: range, progress: Callable[[], object] | None) -> None:
        """Write what those in the book, and those who came twice, get more, and who is not the same."""
        from partnerdesk.storage.records import Apart

        for number, name in self._introduced:
            self._more.setdefault(~number, []).append(More(Fitted(Card(introduced_by=name), Place())))
        more = {(keys[~key] if key < 0 else key): some for key, some in self._more.items()}
        if more:
            add_to(writing, more, progress)
        writing.session.add_all(Apart(twin, keys[number]) for number, twin in self._apart)

    def take_templates(self, book: Book, writing: Writing, planned: Sequence[PlannedTemplate]) -> None:
        """Add the templates that came with the contacts, and count them."""
        for each in planned:
            self.counts[each.file].count_template(each)
        shared.take(book, writing, planned)

    def label(self, names: str) -> str:
        """Say what was done: ``Added 12 and changed 3 contacts from people.csv``."""
        parts = ("added", "updated", "templates")
        added, changed, templates = (sum(getattr(each, part) for each in self.counts) for part in parts)
        if not (added or changed or templates):
            return f"Nothing new in {names}"
        words = [f"added {added:,}"] if added else []
        words += [f"changed {changed:,}"] if changed else []
        text = f"{' and '.join(words)} contact{'' if added + changed == 1 else 's'}" if words else ""
        if templates:
            text += f"{' and ' if text else 'added '}{templates:,} template{'' if templates == 1 else 's'}"
        return f"{text[:1].upper()}{text[1:]} from {names}"

    def _contact(self, fitted: Fitted, origin: str) -> NewContact:
        from partnerdesk.storage.bulk import NewContact

        card = fitted.card
        school, place, week = self._schools.of(card.organisation, fitted.place, card.week)
        return NewContact._make((*_AS_IT_IS(card), school, place, week, origin, self._now, None))


# In the order of NewContact, which begins with them.
_AS_IT_IS = attrgetter(
    "name", "greeting", "role", "languages", "source", "source_detail", "notes", "street", "postcode", "web",
    "uid", "emails", "phones", "tags", "entries",
)  # fmt: skip


class _Schools:
    """Organisations by name, those of the book and those of the files, with the place and week they have."""

    def __init__(self, connection: Reader) -> None:
        from partnerdesk.storage.cards import schools

        self._known: dict[str, _School] = {}  # by folded name, and by each spelling that was met
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
        known = self._known.get(name)
        if known is None:
            new = NewOrganisation(name, place, week), place, week
            known = self._known[name] = self._known.setdefault(fold(name), new)
        school, its_place, its_week = known
        return school, _NOWHERE if place == its_place else place, None if week == its_week else week


_NOWHERE: Final = Place()
