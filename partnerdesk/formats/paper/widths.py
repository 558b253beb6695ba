"""How wide the columns of a table are: as its texts ask for, so that it takes few lines, and few pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import ceil

_QUANTILES = (1.0, 0.98, 0.96, 0.94, 0.92, 0.9, 0.87, 0.84, 0.8, 0.75, 0.7, 0.65, 0.6)
_WHOLE_WORDS = 0.95  # of the rows, whose words have a line's room if that can be
_WHOLE_ADDRESSES = (1.0, 0.98, 0.95, 0.9)  # of the rows, likewise: as many as can be
_MOST_ADDRESSES = 0.72  # of the room, which these may take from all other columns
_MOST = 1.6
"""Of a column's share: a longer text breaks into lines, and does not push the others aside."""
_PARTS = 60  # of the room, by which widths are tried
_MOVED = (1, 2, 4, 8)
_TRIES = 40
_TRIED = 100  # rows
_RAGGED = 1.08  # lines are not quite full
_BROKEN_WORD = 12.0  # lines, which a word that has to be broken is worth beside those it takes
_SMALLER, _BROKEN_ADDRESS = 0.15, 8.0  # likewise, for each address that is set smaller, or breaks even so
_WIDOW, _LITTLE = 1.2, 1.25  # of a line, which a break is worth that leaves so little: a quarter of the width
_HIGH, _HIGHER = 3, 0.6
"""A cell of more lines than that is a ribbon of words: each line counts for more than the one before."""
_BESIDE = 0.25  # of a line, which one more of a cell is worth where another cell of its row is higher
_ROWS_TO_A_HEAD = 25
_MOST_EMPTY = 0.5  # of the room, which the headings of empty columns may take for themselves

Piece = tuple[float, float, float]
"""How wide a text is on one line, its widest word, and how wide that line is at the smallest.

Of an e-mail address the parts before and from its @ are words; only an address may be set smaller.
"""


@dataclass(frozen=True)
class Demand:
    """What a column asks for.

    Args:
        share: of the room, beside the other columns' shares.
        cells: of some of the rows, the same ones for all columns, the pieces that stand below each other.
        head: the heading.
    """

    share: float
    cells: Sequence[Sequence[Piece]]
    head: Piece

    @property
    def empty(self) -> bool:
        """Whether no row has anything there."""
        return not any(whole for cell in self.cells for whole, *_ in cell)

    def wide(self) -> list[float]:
        """Return how wide each cell is where no piece breaks, smallest first."""
        return sorted(max((whole for whole, *_ in cell), default=0.0) for cell in self.cells)

    def words(self) -> list[float]:
        """Return how wide each cell's widest word is, smallest first."""
        return sorted(max((word for _, word, _ in cell), default=0.0) for cell in self.cells)

    def addresses(self) -> list[float]:
        """Return how wide each address is at the smallest, smallest first."""
        return sorted(least for cell in self.cells for whole, _, least in cell if least < whole)


def fitting(columns: Sequence[Demand], room: float) -> float:
    """Return the largest share of the rows of which every column has what it asks for."""
    wide = [(column.wide(), column.head[0]) for column in columns]
    return next((q for q in _QUANTILES if sum(max(_at(some, q), head) for some, head in wide) <= room), 0.0)


def widths(columns: Sequence[Demand], room: float) -> list[float]:
    """Return how wide each column is; together they take the room."""
    full = [column for column in columns if not column.empty]
    heads = sum(column.head[0] for column in columns if column.empty)
    if not full or heads > _MOST_EMPTY * room:
        return _shared(columns, room)
    found = iter(_shared(full, room - heads))
    return [column.head[0] if column.empty else next(found) for column in columns]


def _shared(columns: Sequence[Demand], room: float) -> list[float]:
    floors = _floors(columns, room)
    begun = _spread(columns, room, floors)
    return _tried(columns, [begun, _by_shares(columns, room, floors)], room, floors)


def _by_shares(columns: Sequence[Demand], room: float, floors: Sequence[float]) -> list[float]:
    """Give each column its share of what headings and floors leave."""
    least = [max(floor, column.head[1]) for column, floor in zip(columns, floors, strict=True)]
    least = least if sum(least) <= room else list(floors)
    whole, free = sum(column.share for column in columns), room - sum(least)
    return [each + free * column.share / whole for column, each in zip(columns, least, strict=True)]


def _floors(columns: Sequence[Demand], room: float) -> list[float]:
    """Return what each column has to have: addresses whole, for as many rows as can be; none: nothing."""
    words = sum(max(_at(column.words(), _WHOLE_WORDS), column.head[1]) for column in columns)
    every = [(column.addresses(), column.head[1]) for column in columns]
    nothing = [0.0] * len(columns)
    for quantile in _WHOLE_ADDRESSES:
        found = [max(_at(some, quantile), head) if some else 0.0 for some, head in every]
        others = sum(head for some, head in every if not some)
        if sum(found) + others <= room and (sum(found) <= _MOST_ADDRESSES * room or words <= room):
            return found
    return nothing


def _spread(columns: Sequence[Demand], room: float, least: Sequence[float]) -> list[float]:
    """Give each column what as many rows as possible ask for.

    What is left over goes to columns of which some rows ask for more, then to all as they are wide. Where
    even words have no room, all give way alike, but for what they have to have at the ``least``.
    """
    whole = sum(column.share for column in columns)
    caps = [
        max(_MOST * column.share / whole * room, floor) for column, floor in zip(columns, least, strict=True)
    ]
    wide, words = [column.wide() for column in columns], [column.words() for column in columns]
    floors = [
        max(min(_at(some, _WHOLE_WORDS), cap), column.head[1], floor)
        for column, some, cap, floor in zip(columns, words, caps, least, strict=True)
    ]

    def wished(quantile: float) -> list[float]:
        return [
            max(floor, min(max(_at(some, quantile), column.head[0]), cap))
            for column, some, floor, cap in zip(columns, wide, floors, caps, strict=True)
        ]

    found = next((some for some in map(wished, _QUANTILES) if sum(some) <= room), floors)
    more = wished(_QUANTILES[0] if found is not floors else _QUANTILES[-1])
    lacking = max(sum(more) - sum(found), 1.0)
    part = min(max(room - sum(found), 0.0) / lacking, 1.0)
    found = [width + (wish - width) * part for width, wish in zip(found, more, strict=True)]
    free = sum(found) - sum(least)
    stretch = (room - sum(least)) / free if free > 1.0 else 1.0
    return [floor + (width - floor) * stretch for width, floor in zip(found, least, strict=True)]


def _tried(
    columns: Sequence[Demand], starts: Sequence[Sequence[float]], room: float, floors: Sequence[float]
) -> list[float]:
    """From each of some widths, move parts of the room from column to column while that takes lines away.

    The best of them counts: from one alone, a column of a few very long texts may stay a ribbon.
    """
    part = room / _PARTS
    tables = [_Lines(column, part, floor) for column, floor in zip(columns, floors, strict=True)]
    _, best = min(_descended(tables, [width / part for width in start]) for start in starts)
    return [width * part for width in best]


def _descended(tables: Sequence[_Lines], found: list[float]) -> tuple[float, list[float]]:
    least = _lines(tables, found)
    for _ in range(_TRIES):
        best = min(_moves(tables, found), default=(least, found))
        if best[0] >= least:
            break
        least, found = best
    return least, found


def _moves(tables: Sequence[_Lines], found: Sequence[float]) -> Iterator[tuple[float, list[float]]]:
    for giver, taker in permutations(range(len(found)), 2):
        for moved in _MOVED:
            if found[giver] - moved >= tables[giver].least:
                tried = list(found)
                tried[giver] -= moved
                tried[taker] += moved
                yield _lines(tables, tried), tried


def _lines(tables: Sequence[_Lines], found: Sequence[float]) -> float:
    """Return how many lines some rows and the heads above them take, more for each break in a cell."""
    columns = [table[width] for table, width in zip(tables, found, strict=True)]
    rows: Iterator[tuple[float, ...]] = zip(*(cells for cells, _ in columns), strict=True)
    return sum(map(max, rows)) + _BESIDE * sum(whole for _, whole in columns)


class _Lines(dict[float, tuple[list[float], float]]):
    """How many lines each cell of a column takes, and all of them, by its width in parts; reckoned once.

    Attributes:
        least: parts that its heading's words take, and what it has to have.
    """

    def __init__(self, column: Demand, part: float, floor: float) -> None:
        super().__init__()
        self._part = part
        self.least = max(column.head[1] / part, floor / part, 1.0)
        some = column.cells[:: len(column.cells) // _TRIED + 1]
        self._cells = [*some, *[(column.head,)] * (len(some) // _ROWS_TO_A_HEAD + 1)]

    def __missing__(self, parts: float) -> tuple[list[float], float]:
        width = parts * self._part
        # All of a column's addresses have one size.
        smaller = any(least < whole > width for cell in self._cells for whole, _, least in cell)
        cells = [_weighed([_needed(piece, width, smaller=smaller) for piece in cell]) for cell in self._cells]
        found = self[parts] = cells, sum(cells)
        return found


def _weighed(pieces: Sequence[tuple[int, float]]) -> float:
    """Return what a cell's lines are worth, and what is amiss in them."""
    lines = sum(count for count, _ in pieces)
    return lines + _HIGHER * max(lines - _HIGH, 0) ** 2 + sum(amiss for _, amiss in pieces)


def _needed(piece: Piece, width: float, *, smaller: bool) -> tuple[int, float]:
    """Return how many lines a piece takes, and what is amiss in these, as so many more."""
    whole, word, least = piece
    if least < whole:
        if least <= width:
            return 1, _SMALLER * smaller
        return max(ceil(least * _RAGGED / width), 2), _BROKEN_ADDRESS
    if whole <= width:
        return 1, 0.0
    widow = _WIDOW * (whole < _LITTLE * width)
    return max(ceil(whole * _RAGGED / width), 2), _BROKEN_WORD * (word > width) + widow


def _at(sizes: Sequence[float], quantile: float) -> float:
    """Return the size that so many do not exceed; 0 for none."""
    return sizes[max(round(quantile * len(sizes)) - 1, 0)] if sizes else 0.0
