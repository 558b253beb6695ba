"""Files while they are taken in: who is new goes into the book at once, what others get at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from sys import intern
from typing import TYPE_CHECKING, Any, Final

from partnerdesk.core.cards import Card
from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.desk import shared
from partnerdesk.desk.adding import More, add_to
from partnerdesk.desk.book import Book, Writing
from partnerdesk.desk.fitting import Fitted, is_at
from partnerdesk.desk.incoming import Incoming
from partnerdesk.desk.planned import Batch, Counts, PlannedTemplate

if TYPE_CHECKING:
    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.storage.bulk import NewOrganisation
    from partnerdesk.storage.file import Reader

    _School = tuple[NewOrganisation | int, Place, SchoolWeek | None]


class Taking:
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

    def new(self, batches: Iterable[Batch]) -> Iterator[tuple[Sequence[Any], ...]]:
        """Count all, pass on those who are new, column by column, and keep what others get for later."""
        number = 0
        for batch in batches:
            batch.count(self.counts[batch.file])
            for _, each in sorted(batch.told.items()):
                if each.fitted and each.outcome in {"changed", "duplicate"} and each.contact_id is not None:
                    if each.outcome == "changed":
                        self.changed.append(each.contact_id)
                    more = More(each.fitted, each.theirs, self._files[each.file])
                    self._more.setdefault(each.contact_id, []).append(more)
            if new := batch.new():
                for there, at in enumerate(new, number):
                    if at in batch.told:
                        self._apart += [(there, twin) for twin in batch.told[at].twins]
                yield self._columns(batch, new, number)
                number += len(new)

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
        """Say what was done: ``Added 12 contacts and changed 3 from people.csv``."""
        parts = ("added", "updated", "templates")
        added, changed, templates = (sum(getattr(each, part) for each in self.counts) for part in parts)
        if not (added or changed or templates):
            return f"Nothing new in {names}"
        new = [
            _counted(count, word) for count, word in ((added, "contact"), (templates, "template")) if count
        ]
        words = [f"added {' and '.join(new)}"] if new else []
        words += (
            [f"changed {changed:,}" if added else f"changed {_counted(changed, 'contact')}"]
            if changed
            else []
        )
        text = (", " if len(new) > 1 else " and ").join(words)
        return f"{text[:1].upper()}{text[1:]} from {names}"

    def _columns(self, batch: Batch, new: Sequence[int], number: int) -> tuple[Sequence[Any], ...]:
        """Return the columns of ``NewContact`` of those who are new, the first of whom has this number."""
        for at in batch.guessed:
            batch.fits.put(at, batch.fitted(at))
        sheaf, whole = batch.fits.sheaf, len(new) == batch.fits.sheaf.count

        def of_new(column: Sequence[Any]) -> Sequence[Any]:
            return column if whole else [column[at] for at in new]

        introduced = enumerate(of_new(sheaf.column("introduced_by")), number)
        self._introduced += [(at, name) for at, name in introduced if name]
        of_them = (sheaf.column("organisation"), batch.fits.places, sheaf.column("week"))
        own = map(of_new, (*of_them, sheaf.column("settled")))
        schools, places, weeks = zip(*self._schools.of_all(*own), strict=True)
        count = len(new)
        return (
            *(of_new(sheaf.column(key)) for key in _AS_IT_IS), schools, places, weeks,
            [self._origins[batch.file]] * count, [self._now] * count, [None] * count,
        )  # fmt: skip


# In the order of NewContact, which begins with them.
_AS_IT_IS: Final = (
    "name", "greeting", "role", "languages", "source", "source_detail", "notes", "street", "postcode", "web",
    "uid", "emails", "phones", "tags", "entries", "parts",
)  # fmt: skip


class _Schools:
    """Organisations by name, those of the book and those of the files, with the place and week they have."""

    def __init__(self, connection: Reader) -> None:
        from partnerdesk.storage.cards import schools

        self._known: dict[str, _School] = {}  # by folded name, and by each spelling that was met
        for key, name, place, week in schools(connection):
            self._known.setdefault(fold(name), (key, place, week))

    def of_all(
        self,
        names: Sequence[str],
        places: Sequence[Place],
        weeks: Sequence[SchoolWeek | None],
        settled: Sequence[bool],
    ) -> Iterator[tuple[NewOrganisation | int | None, Place, SchoolWeek | None]]:
        """Yield organisations, and the place and week that each one's member has to itself.

        A new one is where its first member is, unless members who come together are in several cities and one
        says no place: that would be a guess. Where member and organisation agree, the member inherits.
        Of ``settled`` cards, which we wrote, that is only where they say the same.
        """
        known, torn = self._known.get, _torn(names, places)
        for name, place, week, ours in zip(names, places, weeks, settled, strict=True):
            if not name:
                yield None, place, week
                continue
            school, its_place, its_week = known(name) or self._new(
                name, _NOWHERE if name in torn else place, week
            )
            here = place is its_place or (
                place.country in {"", its_place.country} and is_at(place, its_place, settled=ours)
            )
            yield school, _NOWHERE if here else place, None if week == its_week else week

    def _new(self, name: str, place: Place, week: SchoolWeek | None) -> _School:
        """Return an organisation that was not met by this spelling."""
        from partnerdesk.storage.bulk import NewOrganisation

        found = self._known.get(folded := intern(fold(name)))
        if found is None:
            found = self._known[folded] = NewOrganisation(name, place, week), place, week
        self._known[name] = found
        return found


_NOWHERE: Final = Place()


def _torn(names: Sequence[str], places: Sequence[Place]) -> set[str]:
    """Return the organisations that are in several cities, and have a member who says no place."""
    cities: dict[str, str] = {}
    several, silent = set(), set()
    for name, place in zip(names, places, strict=True):
        if place.city:
            if cities.setdefault(name, place.city) != place.city:
                several.add(name)
        elif not place.country:
            silent.add(name)
    return several & silent


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
