"""Printing: choosing whom and how, setting the pages, and writing them into a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.core import wording
from partnerdesk.core.zones import tz_version, zone
from partnerdesk.desk import home, outbox, paper_people
from partnerdesk.desk.book import Book
from partnerdesk.desk.paper_asides import BY_PLACE
from partnerdesk.desk.paper_clocks import Clocks
from partnerdesk.desk.paper_cover import covers
from partnerdesk.desk.paper_people import SORTS, Person, Sort, telling
from partnerdesk.desk.paper_plan import gone_by, plan_sheet
from partnerdesk.desk.paper_styles import COLUMNS, USUAL, Styler, with_numbers
from partnerdesk.desk.paper_titles import title, usual_title
from partnerdesk.desk.paper_wish import LARGEST, SMALLEST, STYLES, Style, Wish, paper_named, refuse_unknown
from partnerdesk.desk.recipients import named
from partnerdesk.desk.uncollected import uncollected
from partnerdesk.errors import DiskFull, NotWritten
from partnerdesk.formats.paper.sheets import SHEETS
from partnerdesk.formats.paper.values import Content, Covers, Frame, Labels, Look, PaperSize

if TYPE_CHECKING:
    from partnerdesk.formats.paper.setting import Set

__all__ = [
    "COLUMNS", "LARGEST", "SMALLEST", "SORTS", "STYLES", "USUAL", "Printed", "Sort", "Style", "Wish",
    "content", "lay", "pages", "paper_named", "read", "save", "sheets", "usual_sheet", "usual_title", "write",
]  # fmt: skip

Progress = Callable[[int, int], None]

_SCREEN = "en_GB"
_SHEET: dict[PaperSize, str] = {"A4": "L7160", "Letter": "5160"}
_PHASES = 4  # reading, laying out, setting, drawing: each counts as much


@dataclass(frozen=True)
class Printed:
    """What was written: the file, how many contacts and pages, and what is to be known of them."""

    path: Path
    contacts: int
    pages: int
    notices: tuple[str, ...] = ()


def content(book: Book, wish: Wish, progress: Progress | None = None) -> tuple[Content, tuple[str, ...]]:
    """Return what goes on the pages, and what is to be known of it.

    Args:
        book: the book.
        wish: what, and how.
        progress: called with contacts read and contacts in all; what it raises stops the work.

    Raises:
        BadInput: a wish that cannot be met; ``field`` names it.
        NotFound: a contact does not exist.

    """
    return lay(book, wish, read(book, wish, progress))


def read(book: Book, wish: Wish, progress: Progress | None = None) -> list[Person]:
    """Return whom a wish is of, in its order: the same people for every look and style.

    Args and raises: as ``content``.

    """
    refuse_unknown(wish)
    chosen = paper_people.choose(book, ids=wish.ids, folders=wish.folders, text=wish.text)
    return paper_people.people(book, chosen, wish.sort, progress or _silent)


def lay(
    book: Book, wish: Wish, people: Sequence[Person], progress: Progress | None = None
) -> tuple[Content, tuple[str, ...]]:
    """Return what goes on the pages for people who were read, and what is to be known of it.

    Args:
        book: the book.
        wish: how.
        people: whom it is of, in their order.
        progress: called with contacts laid out and contacts in all; what it raises stops the work.

    Raises:
        BadInput: a wish that cannot be met; ``field`` names it.

    """
    refuse_unknown(wish)
    said = progress or _silent
    shown, without = list(people), ""
    if wish.style == "phone":
        shown, names = with_numbers(people, private=wish.private)
        without = f"Without a phone number, and left out: {named(names)}." if names else ""
    ours = home.get(book)
    frame = _frame(book, ours, wish, shown)
    look = Look(wish.paper or home.paper_for(ours.place.country), wish.landscape, wish.size, wish.black)
    made: Content
    if wish.style == "plan":
        ids = _as_chosen(people, wish)
        made = plan_sheet(book, ids, wish.organisations, wish.slots, wish.days, wish.minutes, frame, look)
        return made, gone_by(book, wish.slots) if ids or wish.organisations else ()
    clocks = Clocks(ours.place.zone, ours.place.city, book.now())
    styler = Styler(frame, look, clocks, ours.place.country, wish.notes, wish.private)
    if wish.style == "labels":
        made, names = styler.labels(telling(shown, said), wish.sheet or _SHEET[look.paper], wish.first)
        without = f"Without a town and a street or postcode, and left out: {named(names)}." if names else ""
    elif wish.style == "cover":
        made, names = covers(book, shown, wish.folders, styler, said)
        without = f"Without a country, and on no cover: {named(names)}." if names else ""
    elif wish.style == "cards":
        made = styler.cards(telling(shown, said))
    elif wish.style == "phone":
        made = styler.phone(telling(shown, said))
    else:
        made = styler.table(shown, wish.columns, said, by_place=wish.sort in BY_PLACE)
    return made, tuple(filter(None, (_kept_private(styler, people, wish), without)))


def _frame(book: Book, ours: home.Home, wish: Wish, shown: Sequence[Person]) -> Frame:
    here = zone(ours.place.zone or "UTC")
    who = ", ".join(part for part in (ours.name, ours.organisation) if part)
    counted = "" if wish.style in ("plan", "cover") else _counted(shown)
    return Frame(
        title=title(wish),
        subtitle=": ".join(filter(None, (who, counted))),
        date=wording.date_words(book.now().astimezone(here).date(), _SCREEN),
        tz_version=tz_version(),
    )


def _kept_private(styler: Styler, people: Sequence[Person], wish: Wish) -> str:
    """Name those of whom something that the style prints is left out; empty for nobody."""
    ways = wish.style != "labels" and (wish.style != "list" or "contact" in wish.columns)
    kept = styler.kept_private(people, mails=ways and wish.style != "phone", phones=ways)
    return f"Marked as private or at home, and left out: details of {named(kept)}." if kept else ""


def _as_chosen(people: Sequence[Person], wish: Wish) -> list[int]:
    """Return the people of a selection in its own order: who is to meet is not sorted."""
    found = [each.card.id for each in people]
    order = {key: number for number, key in enumerate(wish.ids or found)}
    return sorted(found, key=lambda key: order.get(key, len(order)))


def _counted(people: Sequence[Person]) -> str:
    """Say how many contacts in how many countries."""
    countries = len({each.country for each in people if each.country})
    said = f"{len(people):,} contact{'' if len(people) == 1 else 's'}"
    return f"{said} in {countries} countries" if countries > 1 else said


def pages(
    book: Book, wish: Wish, progress: Progress | None = None, people: Sequence[Person] | None = None
) -> Set:
    """Return the pages, ready to be drawn on a screen, a printer or in a PDF.

    Args:
        book: the book.
        wish: what, and how.
        progress: called with steps done and steps in all; what it raises stops the work.
        people: whom it is of and in which order, where they are read already: the wish only titles it then.

    Raises:
        BadInput, NotFound: as ``content`` does.
        NoScreen: this machine lacks what Qt needs to set type.

    """
    from partnerdesk.formats.paper.machine import needs_gui

    needs_gui()
    from partnerdesk.formats.paper.setting import set_pages

    said = progress or _silent
    phases = _PHASES - 1 if people is None else _PHASES - 2
    with uncollected():
        found = read(book, wish, part_of(said, 0, 1, phases)) if people is None else people
        what, notices = lay(book, wish, found, part_of(said, phases - 2, phases - 1, phases))
        made = set_pages(what, part_of(said, phases - 1, phases, phases))
        parts = _parts(what)
        del what
        while parts:  # one by one: no other thread has its turn while Python lets go of all of a large print
            parts.pop()
    return replace(made, left_out=notices)


def _parts(what: Content) -> list[object]:
    """Return what a print's content is made of."""
    if isinstance(what, Labels):
        return [*what.addresses]
    return [*(what.covers if isinstance(what, Covers) else what.groups)]


def save(book: Book, wish: Wish, path: Path, progress: Progress | None = None) -> Printed:
    """Write a print into a PDF file: beside its place, then renamed over what has the name.

    Args:
        book: the book.
        wish: what, and how.
        path: the file.
        progress: called with steps done and steps in all; what it raises stops the work, and nothing is
            written.

    Raises:
        BadInput, NotFound, NoScreen: as ``pages`` does.
        DiskFull, NotWritten: what was there before still is.

    """
    said = progress or _silent
    made = pages(book, wish, part_of(said, 0, _PHASES - 1, _PHASES))
    return write(made, path, part_of(said, _PHASES - 1, _PHASES, _PHASES))


def write(made: Set, path: Path, progress: Progress | None = None) -> Printed:
    """Write pages that are set into a PDF file, as ``save`` does.

    Args:
        made: the pages.
        path: the file.
        progress: called with pages done and pages in all; what it raises stops the work, and nothing is
            written.

    Raises:
        DiskFull, NotWritten: what was there before still is.

    """
    from partnerdesk.formats.paper.pdf import pdf

    with uncollected():
        content = pdf(made, progress)
    try:
        outbox.put_anew(path, content)
    except OSError as error:
        raise _explained(error, path) from error
    return Printed(path, made.contacts, len(made.pages), (*made.left_out, *made.notices))


def _explained(error: OSError, path: Path) -> DiskFull | NotWritten:
    told = outbox.explained(error, path.parent)
    if os.path.isdir(path):  # noqa: PTH112 - of a name that the system cannot look at pathlib raises
        return NotWritten(f"{path} is a folder; nothing was written.", "Name a file in it.")
    if os.path.exists(path):  # noqa: PTH110 - likewise
        return type(told)(f"{told.message.rstrip('.')}, and the {path.name} of before is kept.", told.hint)
    return told


def part_of(progress: Progress, first: int, last: int, phases: int) -> Progress:
    """Return what tells of the phases from one to another as a part of all of them."""

    def told(done: int, total: int) -> None:
        progress(first * 1000 + (last - first) * 1000 * done // max(total, 1), phases * 1000)

    return told


def _silent(_done: int, _total: int) -> None:
    pass


def usual_sheet(size: PaperSize) -> str:
    """Return the number of a common sheet of labels of a size of paper."""
    return _SHEET[size]


def sheets() -> Sequence[tuple[str, str]]:
    """Return the sheets of labels that are known: number, and what they are in words."""
    return [
        (each.number, f"{each.count} labels of {each.width:g} × {each.height:g} mm, {each.paper}")
        for each in SHEETS
    ]
