"""What is seen before files are taken in: what each row would become, small enough for a hundred thousand."""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final, get_args

from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.desk import imports, listing, shared
from partnerdesk.desk.book import Book
from partnerdesk.desk.fitting import is_at
from partnerdesk.desk.imports import Decisions, Incoming, Outcome, Planned, Progress
from partnerdesk.desk.planned import PlannedTemplate
from partnerdesk.desk.uncollected import uncollected

OUTCOMES: Final[tuple[str, ...]] = get_args(Outcome)
TWINS, GUESS = "twins", "guess"
"""Besides the outcomes: rows that look like somebody known, rows with a country that is only suggested."""

_CHUNK: Final = 200  # rows packed together: one chunk is unpacked in the time of a frame
_KEPT: Final = 12  # chunks that are kept unpacked: what a window shows, and what is scrolled to next
_TWINS, _GUESS = 1, 2


class Preview:
    """The rows of some files with what would become of them.

    It is filled on one thread and may be read on another meanwhile: rows that are counted are there. They are
    kept packed, since a hundred thousand of them would be a million objects to look after.

    Attributes:
        people: names of contacts in the book who are concerned, by their keys.
        templates: what would become of each template that comes with them in a share file.

    """

    def __init__(self) -> None:
        self.people: dict[int, str] = {}
        self.templates: tuple[PlannedTemplate, ...] = ()
        self._packed: list[bytes] = []
        self._where: list[str] = []
        self._counts: list[Counter[str]] = []  # by file
        self._outcomes = bytearray()
        self._flags = bytearray()
        self._files: array[int] = array("H")
        self._new: array[int] = array("L")
        self._open: OrderedDict[int, list[Planned]] = OrderedDict()

    def __len__(self) -> int:
        return min(len(self._packed) * _CHUNK, len(self._outcomes))

    def add(self, rows: Sequence[Planned]) -> None:
        """Add rows: as many as a chunk has, fewer only at the end."""
        start = len(self._outcomes)
        self._new.extend(start + at for at, row in enumerate(rows) if row.outcome == "new")
        self._files.extend(row.file for row in rows)
        self._where += [row.where for row in rows]
        flags = bytes(map(_flags, rows))
        for row, flag in zip(rows, flags, strict=True):
            self._count(row, flag)
        self._flags += flags
        self._outcomes += bytes(OUTCOMES.index(row.outcome) for row in rows)
        self._packed.append(zlib.compress(pickle.dumps(rows, 5), 1))

    def _count(self, row: Planned, flag: int) -> None:
        while len(self._counts) <= row.file:
            self._counts.append(Counter())
        counts = self._counts[row.file]
        counts[row.outcome] += 1
        if flag:
            counts[TWINS] += bool(flag & _TWINS)
            counts[GUESS] += bool(flag & _GUESS)

    def name(self, number: int) -> tuple[int, str]:
        """Return the number of a row's file and its place there, as ``Decisions`` names it."""
        return self._files[number], self._where[number]

    def outcome(self, number: int) -> str:
        """Return what becomes of a row."""
        return OUTCOMES[self._outcomes[number]]

    def row(self, number: int) -> Planned:
        """Return a row by its number from 0; raises IndexError."""
        chunk, at = divmod(number, _CHUNK)
        rows = self._open.get(chunk)
        if rows is None:
            rows = self._open[chunk] = pickle.loads(zlib.decompress(self._packed[chunk]))  # noqa: S301 - ours
            if len(self._open) > _KEPT:
                self._open.popitem(last=False)
        return rows[at]

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


def _flags(row: Planned) -> int:
    guess = row.outcome == "new" and row.fitted and row.fitted.guess
    return (_TWINS if row.twins else 0) | (_GUESS if guess else 0)


def fill(
    preview: Preview,
    book: Book,
    files: Sequence[Incoming],
    decisions: Decisions | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Fill a preview; see ``imports.plan`` for the other arguments."""
    schools = _Schools(book)
    rows: list[Planned] = []

    def pack() -> None:
        concerned = {key for row in rows for key in _concerned(row)} - preview.people.keys()
        if concerned:
            preview.people.update((each.id, each.name) for each in listing.rows(book, list(concerned)))
        preview.add(rows)
        rows.clear()

    # Planning puts the collector on again while all whom it knows are still there; here they have gone.
    with uncollected():
        for planned in imports.planning(book, files, decisions or Decisions(), progress):
            rows.append(schools.placed(planned))
            if len(rows) == _CHUNK:
                pack()
        if rows:
            pack()
    preview.templates = shared.plan(book, files, decisions)
    return preview


def _concerned(row: Planned) -> tuple[int, ...]:
    changed = row.outcome == "changed" and row.contact_id
    return (*row.twins, row.contact_id) if changed and row.contact_id else row.twins


class _Schools:
    """Where organisations are: who says no place of their own is there."""

    def __init__(self, book: Book) -> None:
        from partnerdesk.storage.cards import schools

        with book.reading() as connection:
            self._places = {fold(name): place for _, name, place, _ in schools(connection)}

    def placed(self, planned: Planned) -> Planned:
        fitted = planned.fitted
        if planned.outcome != "new" or fitted is None or not fitted.card.organisation:
            return planned
        place = self._places.setdefault(fold(fitted.card.organisation), fitted.place)
        if not place or (fitted.place and not is_at(fitted.place, place, settled=fitted.card.settled)):
            return planned
        return planned._replace(fitted=fitted._replace(place=place))


def folder_of(place: Place) -> str:
    """Name the folder that a place belongs to: ``Puebla, Mexico``; empty for none."""
    from partnerdesk.desk.places import gazetteer

    land = gazetteer().country(place.country)
    return ", ".join(filter(None, [place.region_name, land.name if land else ""]))
