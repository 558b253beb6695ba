"""What is seen before files are taken in: what each row would become, small enough for a hundred thousand."""

from __future__ import annotations

import pickle
import zlib
from array import array
from bisect import bisect_right
from collections import Counter, OrderedDict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.desk import imports, listing, shared
from partnerdesk.desk.book import Book
from partnerdesk.desk.fitting import is_at
from partnerdesk.desk.imports import Decisions, Incoming, Outcome, Planned, Progress
from partnerdesk.desk.planned import Batch, PlannedTemplate
from partnerdesk.desk.uncollected import uncollected

if TYPE_CHECKING:
    from partnerdesk.storage.file import Reader

OUTCOMES: Final[tuple[str, ...]] = get_args(Outcome)
TWINS, GUESS = "twins", "guess"
"""Besides the outcomes: rows that look like somebody known, rows with a country that is only suggested."""

_KEPT: Final = 4  # chunks that are kept unpacked: what a window shows, and what is scrolled to next
_TWINS, _GUESS = 1, 2


class _Chunk(NamedTuple):
    """Rows packed together.

    Attributes:
        batch: what becomes of them.
        inherited: where those are, by number, who say no place, or less of it than their school.

    """

    batch: Batch
    inherited: dict[int, Place]

    def row(self, at: int) -> Planned:
        row = self.batch.row(at)
        place = self.inherited.get(at)
        return row._replace(fitted=row.fitted._replace(place=place)) if place and row.fitted else row

    def flags(self) -> bytes:
        """Say of each row whether it looks like somebody known, and whether its country is suggested."""
        found = bytearray(self.batch.fits.sheaf.count)
        for at, row in self.batch.told.items():
            found[at] = _TWINS if row.twins else 0
        for at, place in enumerate(self.batch.fits.places):
            if self.batch.is_new(at) and not (place.country and at not in self.batch.guessed):
                fitted = self.row(at).fitted
                found[at] |= _GUESS if fitted and fitted.guess else 0
        return bytes(found)

    def outcomes(self) -> bytes:
        """Return the numbers of the rows' outcomes."""
        found = bytearray([OUTCOMES.index("new")]) * self.batch.fits.sheaf.count
        for at, row in self.batch.told.items():
            found[at] = OUTCOMES.index(row.outcome)
        return bytes(found)


class Preview:
    """The rows of some files with what would become of them.

    It is filled on one thread and may be read on another meanwhile: rows that are counted are there. They are
    kept packed, since a hundred thousand of them would be a million objects to look after.

    Attributes:
        people: names of contacts in the book who are concerned, by their keys.
        changed: keys of those in the book who would get more.
        templates: what would become of each template that comes with them in a share file.

    """

    def __init__(self) -> None:
        self.people: dict[int, str] = {}
        self.changed: list[int] = []
        self.templates: tuple[PlannedTemplate, ...] = ()
        self._whole: tuple[int, Sequence[Incoming]] | None = None  # the book's state, and the files
        self._packed: list[bytes] = []
        self._ends: array[int] = array("L")  # of each chunk: the number of the row after it
        self._where: list[str] = []
        self._counts: list[Counter[str]] = []  # by file
        self._outcomes = bytearray()
        self._flags = bytearray()
        self._files: array[int] = array("H")
        self._new: array[int] = array("L")
        self._open: OrderedDict[int, _Chunk] = OrderedDict()

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def add(self, chunk: _Chunk, packed: bytes = b"", flags: bytes = b"") -> None:
        """Add rows; what is packed already is not packed again."""
        batch = chunk.batch
        start, count = len(self._outcomes), batch.fits.sheaf.count
        flags, outcomes = flags or chunk.flags(), chunk.outcomes()
        self._new.extend(start + at for at in batch.new())
        told = [row for _, row in sorted(batch.told.items())]
        self.changed += [row.contact_id for row in told if row.outcome == "changed" and row.contact_id]
        self._files.extend(repeat(batch.file, count))
        self._where += batch.fits.sheaf.column("where")
        while len(self._counts) <= batch.file:
            self._counts.append(Counter())
        counts = self._counts[batch.file]
        counts.update({OUTCOMES[code]: number for code, number in Counter(outcomes).items()})
        counts[TWINS] += sum(bool(flag & _TWINS) for flag in flags)
        counts[GUESS] += sum(bool(flag & _GUESS) for flag in flags)
        self._flags += flags
        self._outcomes += outcomes
        self._packed.append(packed or zlib.compress(pickle.dumps(chunk, 5), 1))
        self._ends.append(start + count)

    def name(self, number: int) -> tuple[int, str]:
        """Return the number of a row's file and its place there, as ``Decisions`` names it."""
        return self._files[number], self._where[number]

    def outcome(self, number: int) -> str:
        """Return what becomes of a row."""
        return OUTCOMES[self._outcomes[number]]

    def row(self, number: int) -> Planned:
        """Return a row by its number from 0; raises IndexError."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        at = bisect_right(self._ends, number)
        chunk = self._open.get(at)
        if chunk is None:
            chunk = self._open[at] = self._unpacked(at)
            if len(self._open) > _KEPT:
                self._open.popitem(last=False)
        return chunk.row(number - (self._ends[at - 1] if at else 0))

    def _unpacked(self, at: int) -> _Chunk:
        found: _Chunk = pickle.loads(zlib.decompress(self._packed[at]))  # noqa: S301 - ours
        return found

    def whole(self, stamp: int, files: Sequence[Incoming]) -> None:
        """Note that all rows are there: of these files, and of a book in this state."""
        self._whole = stamp, files

    def of(self, stamp: int, files: Sequence[Incoming]) -> bool:
        """Say whether all rows of these files are there, and the book is as it was."""
        if self._whole is None or self._whole[0] != stamp or len(self._whole[1]) != len(files):
            return False
        return all(one is other for one, other in zip(self._whole[1], files, strict=True))

    def chunks(self) -> Iterator[tuple[_Chunk, bytes, bytes]]:
        """Yield all rows: unpacked, as they are packed, and their flags."""
        start = 0
        for at, packed in enumerate(self._packed):
            yield self._unpacked(at), packed, bytes(self._flags[start : self._ends[at]])
            start = self._ends[at]

    def select(self, kind: str = "", file: int | None = None) -> Sequence[int]:
        """Return the numbers of rows.

        Args:
            kind: an outcome, ``twins`` or ``guess``; empty: all.
            file: the number of a file; None: of all files.

        """
        count = len(self)
        rows: Sequence[int] = range(count)
        if file is not None:
            rows = [at for at in rows if self._files[at] == file]
        if kind in (TWINS, GUESS):
            flag = _TWINS if kind == TWINS else _GUESS
            return array("L", [at for at in rows if self._flags[at] & flag])
        if kind:
            code = OUTCOMES.index(kind)
            return array("L", [at for at in rows if self._outcomes[at] == code])
        return rows

    def counts(self, file: int | None = None) -> Mapping[str, int]:
        """Return how many rows have each outcome, and ``twins`` and ``guess``."""
        some = self._counts if file is None else self._counts[file : file + 1]
        return {key: sum(each[key] for each in some) for key in (*OUTCOMES, TWINS, GUESS)}

    def first_of(self, row: Planned) -> Planned | None:
        """Return the row that a ``duplicate`` repeats; None where that is somebody in the book."""
        key = row.contact_id
        return self.row(self._new[~key]) if key is not None and ~key in range(len(self._new)) else None


def fill(
    preview: Preview,
    book: Book,
    files: Sequence[Incoming],
    decisions: Decisions | None = None,
    progress: Progress | None = None,
    before: Preview | None = None,
) -> Preview:
    """Fill a preview.

    Args:
        preview: an empty one.
        book: the book.
        files: as for ``imports.plan``; so are ``decisions`` and ``progress``.
        decisions: what the user decided.
        progress: is called.
        before: another one, of these files when something else was decided: what is the same in it, as long
            as the book has not changed, is taken from it.

    """
    from partnerdesk.storage.file import stamp

    with book.reading() as connection:
        now = stamp(connection)
        schools = _Schools(connection)
    known: deque[tuple[_Chunk, bytes, bytes]] = deque()
    batches = _batches(before, known) if before and before.of(now, files) else None
    # Planning puts the collector on again while all whom it knows are still there; here they have gone.
    with uncollected():
        for batch in imports.planning(book, files, decisions or Decisions(), progress, batches):
            chunk = _Chunk(batch, schools.inherited(batch))
            concerned = {key for row in batch.told.values() for key in _concerned(row)}
            if concerned := concerned - preview.people.keys():
                preview.people.update((each.id, each.name) for each in listing.rows(book, list(concerned)))
            was, packed, flags = known.popleft() if known else (None, b"", b"")
            preview.add(chunk, packed, flags) if chunk == was else preview.add(chunk)
    preview.templates = shared.plan(book, files, decisions)
    preview.whole(now, tuple(files))
    return preview


def _batches(before: Preview, known: deque[tuple[_Chunk, bytes, bytes]]) -> Iterator[Batch]:
    """Yield what was said before, and put it down for who compares."""
    for each in before.chunks():
        known.append(each)
        yield each[0].batch


def _concerned(row: Planned) -> tuple[int, ...]:
    changed = row.outcome == "changed" and row.contact_id
    return (*row.twins, row.contact_id) if changed and row.contact_id else row.twins


class _Schools:
    """Where organisations are: who says no place of their own is there."""

    def __init__(self, connection: Reader) -> None:
        from partnerdesk.storage.cards import schools

        self._places = {fold(name): place for _, name, place, _ in schools(connection)}
        self._folded: dict[str, str] = {}

    def inherited(self, batch: Batch) -> dict[int, Place]:
        """Return where those who are new are, by number, who say less of it than their school, or nothing."""
        found = {}
        places, settled = batch.fits.places, batch.fits.sheaf.column("settled")
        for at, name in enumerate(batch.fits.sheaf.column("organisation")):
            if name and batch.is_new(at):
                if name not in self._folded:
                    self._folded[name] = fold(name)
                own = batch.fitted(at).place if at in batch.guessed else places[at]
                place = self._places.setdefault(self._folded[name], own)
                if place and place is not own and (not own or is_at(own, place, settled=settled[at])):
                    found[at] = place
        return found


def folder_of(place: Place) -> str:
    """Name the folder that a place belongs to: ``Puebla, Mexico``; empty for none."""
    from partnerdesk.desk.places import gazetteer

    land = gazetteer().country(place.country)
    return ", ".join(filter(None, [place.region_name, land.name if land else ""]))
