"""What is to be printed, and how: one value, which the command line and the window fill in alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from partnerdesk.core.times import Slot
from partnerdesk.desk.paper_people import SORTS, Sort
from partnerdesk.desk.paper_styles import COLUMNS, USUAL
from partnerdesk.errors import BadInput
from partnerdesk.formats.paper.values import PaperSize

Style = Literal["list", "cards", "labels", "phone", "plan", "cover"]
STYLES: tuple[Style, ...] = ("list", "cards", "labels", "phone", "plan", "cover")
SMALLEST, LARGEST = 0.8, 1.6


@dataclass(frozen=True)
class Wish:
    """What is to be printed, and how.

    Args:
        style: one of ``STYLES``.
        ids: a selection; None: whom ``folders`` and ``text`` say.
        folders: ``MX`` or ``MX-PUE``, several; none: all.
        text: as typed into the search.
        sort: one of ``SORTS``.
        columns: of a list, of ``COLUMNS``, after the name.
        paper: ``A4`` or ``Letter``; empty: what home's country uses, or the sheet of labels is.
        landscape: lying.
        size: of the type, as a share of the usual.
        notes: print notes, too: they may be private.
        private: print addresses and numbers that are marked as private or at home, too.
        black: in black and white.
        title: on top; empty: by the style, and by what was chosen.
        of: what a selection is, in words for the title: ``partners of “Water”``; empty: nothing is said.
        sheet: the maker's number of a sheet of labels; empty: a common one.
        first: the first label that is still there, counted from 1.
        organisations: parties of a plan, besides the contacts.
        slots: the times chosen for a plan; none: the best ones of the next weeks, unless ``days`` says which
            days are shown.
        minutes: how long these are.
        days: home's dates that a plan shows besides those of its slots.
    """

    style: Style = "list"
    ids: tuple[int, ...] | None = None
    folders: tuple[str, ...] = ()
    text: str = ""
    sort: Sort = "folder"
    columns: tuple[str, ...] = USUAL
    paper: PaperSize | Literal[""] = ""
    landscape: bool = False
    size: float = 1.0
    notes: bool = False
    private: bool = False
    black: bool = False
    title: str = ""
    of: str = ""
    sheet: str = ""
    first: int = 1
    organisations: tuple[int, ...] = ()
    slots: tuple[Slot, ...] = ()
    minutes: int = 45
    days: tuple[date, ...] = ()


def refuse_unknown(wish: Wish) -> None:
    """Refuse a wish for what there is not.

    Raises:
        BadInput: its style, sort, columns or size; ``field`` names it.

    """
    for field, value, known in (("style", wish.style, STYLES), ("sort", wish.sort, SORTS)):
        if value not in known:
            raise BadInput(f"There is no {field} “{value}”.", f"Take one of {', '.join(known)}.", field)
    for column in wish.columns:
        if column not in COLUMNS:
            raise BadInput(
                f"There is no column “{column}”.", f"Take some of {', '.join(COLUMNS)}.", "columns"
            )
    if not SMALLEST <= wish.size <= LARGEST:
        hint = f"Take {SMALLEST:.0%} to {LARGEST:.0%} of the usual."
        raise BadInput(f"Type cannot be {wish.size:.0%} of its usual size.", hint, "size")


def paper_named(text: str) -> PaperSize | Literal[""]:
    """Return the paper of a name, in whatever case; empty for none.

    Raises:
        BadInput: it is not known (field ``paper``).

    """
    known: dict[str, PaperSize | Literal[""]] = {"": "", "a4": "A4", "letter": "Letter"}
    if text.strip().casefold() not in known:
        raise BadInput(f"There is no paper “{text}”.", "Take A4 or Letter.", "paper")
    return known[text.strip().casefold()]
