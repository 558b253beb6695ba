"""The rows of a table taken column by column: most of them say what they say plainly.

A column whose cells are all plain is taken by a few looks at all of it at once. What is said otherwise is
left to ``tablecards``, which makes of any row what is made of it here, and takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress
from operator import or_
from typing import Any, Final

from partnerdesk.core.cards import Card, RefusedPart, Sheaf
from partnerdesk.core.text import fold
from partnerdesk.formats import nameparts, own, polite
from partnerdesk.formats.columns import Column
from partnerdesk.formats.signature import Places
from partnerdesk.formats.tablecards import ADDRESS, PLACE, SAYS_NOTHING, TOTALS, Rows, label_of, listed
from partnerdesk.formats.tableplan import Labelled

_Cells = Sequence[str]
_Pairs = tuple[tuple[str, str], ...]

_AGAIN: Final = "It is the heading of the table once more, not a person."
_BLANKS: Final = ("  ", "| ", " |")
_LONGEST_NUMBER: Final = 14  # of one; in longer cells there may be two
_SEVERAL: Final = re.compile(r"[/;,|]|[^\W\d]")  # in a cell of numbers


class Columns:
    """Makes sheaves of the rows of one table.

    Args:
        headers: the header's cells; empty where there is none.
        meanings: what each column means.
        directory: whether names have the family's first.
        places: knows places by their words.

    """

    def __init__(
        self,
        headers: Sequence[str],
        meanings: Sequence[Column],
        *,
        directory: bool = False,
        places: Places | None = None,
    ) -> None:
        self._places = places
        self._headers = [*headers]
        self._rows = Rows(headers, meanings, directory=directory, places=places)
        self._plan = self._rows.plan

    def sheaf(self, numbers: Sequence[int], rows: Sequence[list[str]]) -> Sheaf:
        """Make the cards of some rows, of which there is one at least, with the numbers of their lines."""
        where = [f"row {number}" for number in numbers]
        taken = _Taken(self._rows, rows, self._places)
        found: dict[int, list[Card | RefusedPart]] = {
            at: self._rows.cards(where[at], rows[at]) for at in sorted(taken.odd)
        }
        if self._headers in rows:
            again = [at for at, row in enumerate(rows) if row == self._headers]
            found |= {at: [RefusedPart(where[at], _AGAIN)] for at in again}
            found = dict(sorted(found.items()))
        sheaf = Sheaf.bound(taken.columns | {"where": where}, len(rows))
        return sheaf.with_parts(found) if found else sheaf


class _Taken:
    """Some rows, as far as they are plain.

    Attributes:
        columns: of each field that a column tells, what each row says.
        odd: the rows that are not plain: what is said of them here does not count.

    """

    def __init__(self, maker: Rows, rows: Sequence[list[str]], places: Places | None) -> None:
        plan = self._plan = maker.plan
        self.columns: dict[str, list[Any]] = {}
        self.odd: set[int] = set()
        self._count = len(rows)
        if maker.of_several:
            self.odd.update(range(len(rows)))
            return
        if {*map(len, rows)} != {plan.width}:
            blank = [""] * plan.width
            self._leave(len(row) != plan.width for row in rows)
            rows = [row if len(row) == plan.width else blank for row in rows]
        self._cells: list[_Cells] = [
            self._tidy(column, lines=at in plan.notes) for at, column in enumerate(zip(*rows, strict=True))
        ]
        self.columns["emails"] = self._several(plan.emails, self._addresses)
        self.columns["phones"] = self._several(plan.phones, self._numbers)
        for field, those in plan.facts:
            self.columns[field] = [*self._first(those)]
        self.columns["name"] = [*self._names()]
        self._look_for_nobody()
        self._take_addresses()
        self._take_rare(places)
        for _, those in plan.twice:
            self._leave_twice(those)
        self._take_notes()

    def _leave(self, odd: Iterable[object]) -> None:
        """Leave the rows of which something holds."""
        self.odd.update(compress(range(self._count), odd))

    def _tidy(self, cells: _Cells, *, lines: bool) -> _Cells:
        """Return cells without blanks around them, as those of a row are; left are those of no plain text."""
        whole = f"|{'|'.join(cells)}|"
        printed = whole.replace("\n", "|") if lines else whole
        at_ends = printed is not whole and ("\n|" in whole or "|\n" in whole)
        if printed.isprintable() and not at_ends and not any(map(printed.__contains__, _BLANKS)):
            return cells
        cells = [*map(str.strip, cells)]
        if lines:
            self._leave(not cell.replace("\n", " ").isprintable() for cell in cells)
        else:
            self._leave(not cell.isprintable() or "  " in cell for cell in cells)
        return cells

    def _first(self, places: Sequence[int]) -> _Cells:
        """Return of each row the first one of some columns that says anything."""
        first, *others = (self._cells[at] for at in places)
        for other in others:
            first = [one or another for one, another in zip(first, other, strict=True)]
        return first

    def _several(self, places: Sequence[Labelled], odd: Callable[[_Cells], None]) -> list[_Pairs]:
        """Return the addresses or numbers of each row, with their labels."""
        found: list[_Pairs] = [()] * self._count
        for at, label, label_at in places:
            cells = self._cells[at]
            odd(cells)
            if label_at < 0:
                some: list[_Pairs] = [((cell, label),) if cell else () for cell in cells]
            else:
                labels = self._cells[label_at]
                some = [
                    ((cell, _own_label(said) or label),) if cell else ()
                    for cell, said in zip(cells, labels, strict=True)
                ]
                self._leave(":::" in said for said in labels)
            found = some if found[0] == () and not any(found) else [*map(_once, found, some)]
        return found

    def _addresses(self, cells: _Cells) -> None:
        match = ADDRESS.fullmatch
        self._leave(cell and match(cell) is None for cell in cells)

    def _numbers(self, cells: _Cells) -> None:
        whole = "".join(cells)
        if not whole.isascii() or ":::" in whole:
            self._leave(not cell.isascii() or ":::" in cell for cell in cells)
        if not self._plan.ours:
            self._leave(len(cell) > _LONGEST_NUMBER and _SEVERAL.search(cell) for cell in cells)

    def _names(self) -> _Cells:
        plan = self._plan
        names: _Cells = self._first(plan.places["name"]) if "name" in plan.places else [""] * self._count
        if plan.own_parts:
            parts = zip(*(self._cells[at] for at in plan.own_parts), strict=True)
            own_names = [" ".join(filter(None, each)) for each in parts]
            if "name" in plan.places:
                self._leave(
                    name and other and name != other for name, other in zip(names, own_names, strict=True)
                )
                names = [name or other for name, other in zip(names, own_names, strict=True)]
            else:
                names = own_names
            if any(told := self._parts(names)):
                self.columns["parts"] = [*told]
        for part in ("prefix", "suffix", "shown"):
            for at in plan.places.get(part, ()):
                self._leave(self._cells[at])
        firsts = [name.partition(" ")[0] for name in names]
        if odd := {*filter(_is_odd, {*firsts})}:
            self._leave(map(odd.__contains__, firsts))
        whole = "".join(names)
        for mark in "/;:," if plan.directory else "/;:":
            if mark in whole:
                self._leave(mark in name for name in names)
        return names

    def _parts(self, names: _Cells) -> _Cells:
        """Return the parts of each name, where it does not tell them itself."""
        given, family, middle = (
            self._first(self._plan.places[part]) if part in self._plan.places else [""] * self._count
            for part in ("given", "family", "middle")
        )
        return [*map(nameparts.kept, names, given, family, middle)]

    def _look_for_nobody(self) -> None:
        """Leave the rows that name nobody."""
        columns = self.columns
        if not all(columns["name"]):
            who = [columns[key] for key in ("name", "emails", "phones", "organisation") if key in columns]
            self._leave(not any(each) for each in zip(*who, strict=True))

    def _take_addresses(self) -> None:
        """Take the postal addresses of rows that say one."""
        before: list[bool] = []
        for _, fields in self._plan.addresses:
            there = [*map(any, zip(*(self._cells[at] for _, places in fields for at in places), strict=True))]
            if before:
                self._leave(one and other for one, other in zip(before, there, strict=True))
            before = [*map(or_, before, there)] if before else there
            for field, places in fields:
                lines = (self._cells[at] for at in places)
                cells = (
                    [*map("\n".join, map(_filled, zip(*lines, strict=True)))]
                    if field == "street" and len(places) > 1
                    else self._first(places)
                )
                known = self.columns.get(field)
                self.columns[field] = (
                    [one or other for one, other in zip(known, cells, strict=True)] if known else [*cells]
                )

    def _take_rare(self, places_named: Places | None) -> None:
        """Take what few tables have."""
        plan = self._plan
        for field in plan.rare:
            places = plan.places[field]
            if field in {"department", "history"}:
                for at in places:
                    self._leave(self._cells[at])
                continue
            if len(places) > 1:
                self._leave_more_than_one(places)
            cells = self._first(places)
            if field == "week":
                weeks = {said: own.week_of(said) for said in {*cells} if said}
                self.columns[field] = [*map(weeks.get, cells)]
                self._leave(said and weeks[said] is None for said in cells)
            elif field == "parts":
                self.columns[field] = [own.parts_of(said) if said else "" for said in cells]
                self._leave(said and not kept for said, kept in zip(cells, self.columns[field], strict=True))
            elif field == "place":
                self._take_places(cells, places_named)
            elif field in {"languages", "tags"}:
                self.columns[field] = [*map(_tags if field == "tags" else _listed, cells)]
            else:
                self.columns[field] = [*cells]

    def _take_places(self, cells: _Cells, places: Places | None) -> None:
        """Take cells with a city and more, where nothing else says where somebody is."""
        found = {words: places(words) for words in {*cells} if words} if places else {}
        if self._plan.addresses:
            found = {}
        self._leave(words and found.get(words) is None for words in cells)
        nowhere = ("", "", "")
        parts = zip(*(found.get(words) or nowhere for words in cells), strict=True)
        if found:
            self.columns |= {field: [*some] for field, some in zip(PLACE, parts, strict=True)}

    def _leave_more_than_one(self, places: Sequence[int]) -> None:
        rows = zip(*(self._cells[at] for at in places), strict=True)
        self._leave(sum(map(bool, row)) > 1 for row in rows)

    def _leave_twice(self, places: Sequence[int]) -> None:
        """Leave the rows that say several things where one is kept."""
        rows = zip(*(self._cells[at] for at in places), strict=True)
        self._leave(len({*filter(None, row)}) > 1 for row in rows)

    def _take_notes(self) -> None:
        """Take the notes, and what has no field of its own, under its header."""
        said = [[*self._cells[at]] for at in self._plan.notes]
        for at, header in self._plan.said:
            cells = self._cells[at]
            if any(cells):
                said.append([f"{header}: {cell}" if cell not in SAYS_NOTHING else "" for cell in cells])
        if said:
            self.columns["notes"] = (
                said[0] if len(said) == 1 else [*map("\n".join, map(_filled, zip(*said, strict=True)))]
            )


def _filled(cells: Iterable[str]) -> Iterator[str]:
    return filter(None, cells)


def _once(one: _Pairs, more: _Pairs) -> _Pairs:
    """Return the addresses of both, each of them once."""
    if not (one and more):
        return one or more
    (new,) = more
    key = new[0].casefold()
    return one if any(value.casefold() == key for value, _ in one) else (*one, new)


@lru_cache(1_000)
def _own_label(said: str) -> str:
    return label_of(said.removeprefix("* "))


@lru_cache(1_000)
def _is_odd(word: str) -> bool:
    """Say whether a name may begin with a word of address, or be no name but a total."""
    return polite.is_before_names(word) or fold(word).startswith(TOTALS)


@lru_cache(1_000)
def _listed(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(listed(cell)))


@lru_cache(1_000)
def _tags(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([each.removeprefix("* ") for each in listed(cell)]))
