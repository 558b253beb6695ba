"""What a print is made of: plain text in rows, cards and labels, and how it is to look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

PaperSize = Literal["A4", "Letter"]
Tone = Literal["name", "text", "small"]
Part = tuple[Tone, str]
"""A piece of text and how it is set."""

Cell = tuple[Part, ...]
"""The pieces of one cell, below each other."""

PAPERS: dict[PaperSize, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height in millimetres (ISO 216; ANSI/ASME Y14.1)."""


@dataclass(frozen=True)
class Look:
    """How pages look.

    Args:
        paper: the sheet.
        landscape: lying.
        size: of the type, as a share of the usual: 0.8 to 1.6.
        black: in black and white.
    """

    paper: PaperSize = "A4"
    landscape: bool = False
    size: float = 1.0
    black: bool = False

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the page as it is held, in millimetres."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.landscape else (width, height)


@dataclass(frozen=True)
class Frame:
    """What stands round the contacts.

    Args:
        title: the heading of the first page, small on the others.
        subtitle: a line below it; may be empty.
        date: the day of printing in words; may be empty.
        tz_version: of the zones that times were reckoned with; may be empty.
    """

    title: str
    subtitle: str = ""
    date: str = ""
    tz_version: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and its share of the width beside the other columns' shares."""

    heading: str
    share: float


@dataclass(frozen=True)
class Group:
    """Rows under a heading; groups of one heading follow each other.

    ``under`` is a second heading (a region); both may be empty: then there is none.
    """

    heading: str
    under: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with its head repeated on each page: the list and the phone sheet."""

    frame: Frame
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    look: Look = Look()


@dataclass(frozen=True)
class Card:
    """One contact as a block: pieces below each other; never parted. An empty piece is a little space."""

    parts: Cell


@dataclass(frozen=True)
class CardGroup:
    """Cards under a heading; empty: none."""

    heading: str
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Cards:
    """Blocks in columns."""

    frame: Frame
    groups: tuple[CardGroup, ...]
    look: Look = Look()


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of labels, centred on its paper; lengths in millimetres.

    Args:
        number: the maker's, by which it is bought.
        paper: the sheet.
        width: of a label.
        height: of a label.
        columns: labels side by side.
        rows: labels below each other.
        pitch: from one label's left edge to the next one's.
        drop: from one label's top edge to the next one's.
        alike: numbers of sheets of the same measures.
    """

    number: str
    paper: PaperSize
    width: float
    height: float
    columns: int
    rows: int
    pitch: float
    drop: float
    alike: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many labels there are."""
        return self.columns * self.rows

    def place(self, index: int) -> tuple[float, float]:
        """Return left and top of a label, counted from 0 along the rows."""
        width, height = PAPERS[self.paper]
        left = (width - (self.columns - 1) * self.pitch - self.width) / 2
        top = (height - (self.rows - 1) * self.drop - self.height) / 2
        row, column = divmod(index, self.columns)
        return left + column * self.pitch, top + row * self.drop


@dataclass(frozen=True)
class Labels:
    """Addresses on a sheet of labels.

    Args:
        title: of the document; not printed.
        sheet: what is in the printer.
        addresses: the lines of each.
        first: the first label that is still on the first sheet, counted from 1.
        look: its paper and orientation do not count: the sheet says them.
    """

    title: str
    sheet: LabelSheet
    addresses: tuple[tuple[str, ...], ...]
    first: int = 1
    look: Look = field(default_factory=Look)


Content = Table | Cards | Labels
