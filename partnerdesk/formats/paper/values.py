"""What a print is made of: plain text in rows, cards and labels, and how it is to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from partnerdesk.core.dayview import Day
from partnerdesk.core.schoolyear import YearWeek

PaperSize = Literal["A4", "Letter"]
Tone = Literal["name", "text", "fine", "small"]
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
class DayPicture:
    """A day of the planner's grid, home's row first.

    Args:
        title: above it; may be empty.
        day: what is shown of each party.
        hours: of home's clock: from and until, 0 to 24.
        slots: the times chosen, as quarters of the day, with the words above them.
    """

    title: str
    day: Day
    hours: tuple[int, int]
    slots: tuple[tuple[float, float, str], ...] = ()


@dataclass(frozen=True)
class YearPicture:
    """The weeks of a school year, and the days in it that are marked."""

    weeks: tuple[YearWeek, ...]
    days: tuple[date, ...] = ()


Ring = Sequence[int]
"""An outline: longitude, latitude, longitude, latitude…, in hundredths of a degree."""


@dataclass(frozen=True)
class WorldSpot:
    """A place on the map of the world: its words, longitude and latitude in degrees, and who is in school."""

    name: str
    lon: float
    lat: float
    people: int
    in_school: int


@dataclass(frozen=True)
class WorldPicture:
    """The world at one moment.

    Args:
        title: which moment.
        lands: outlines of all countries.
        ours: those of countries where somebody is.
        night: that of the dark half.
        spots: where the parties are.
    """

    title: str
    lands: tuple[Ring, ...]
    ours: tuple[Ring, ...]
    night: Ring
    spots: tuple[WorldSpot, ...]


@dataclass(frozen=True)
class Group:
    """Rows under a heading; groups of one heading follow each other.

    Args:
        heading: empty: there is none.
        under: a second heading, as a region; empty: there is none.
        rows: may be none.
        said: at the right of the heading; None: how many contacts there are under it.
        picture: below the rows; it never stands on two pages.
        aside: behind the heading, what all rows under it share; the same for all groups of one heading.
        under_aside: behind the second heading, what these rows share.
    """

    heading: str
    under: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    said: str | None = None
    picture: DayPicture | None = None
    aside: str = ""
    under_aside: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its head repeated on each page: the list, the phone sheet and the plan sheet.

    Args:
        frame: title, date and the like.
        columns: side by side.
        groups: below each other.
        look: of the pages.
        notes: what is to be known, below all; a paragraph each.
        people: how many contacts it is of; None: a row is a contact.
        world: below the groups; None: none.
        year: below that; None: none.
    """

    frame: Frame
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    look: Look = Look()
    notes: tuple[str, ...] = ()
    people: int | None = None
    world: WorldPicture | None = None
    year: YearPicture | None = None


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
class Spot:
    """A town on a map: its name, longitude and latitude in degrees, and how many contacts are there."""

    name: str
    lon: float
    lat: float
    people: int = 1


@dataclass(frozen=True)
class MapPicture:
    """A country among its neighbours.

    Args:
        land: its outlines; none where it is too small to have one.
        others: those of all other countries.
        lines: coasts and borders, to be drawn; not closed.
        spots: towns; the one with the most contacts first.
        middle: where a country without an outline lies, in degrees.
    """

    land: tuple[Ring, ...]
    others: tuple[Ring, ...]
    lines: tuple[Ring, ...]
    spots: tuple[Spot, ...] = ()
    middle: tuple[float, float] | None = None


@dataclass(frozen=True)
class Cover:
    """The first page of a country's folder, and its contacts below.

    Args:
        title: the country.
        subtitle: a line below it.
        map: None: there is none.
        facts: pieces under headings, side by side.
        picture: a school day there and here; None: none.
        groups: contacts by region.
    """

    title: str
    subtitle: str
    map: MapPicture | None
    facts: tuple[tuple[str, Cell], ...]
    picture: DayPicture | None
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Covers:
    """Folder covers, each beginning on a page of its own."""

    frame: Frame
    columns: tuple[Column, ...]
    covers: tuple[Cover, ...]
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


Content = Table | Cards | Labels | Covers
