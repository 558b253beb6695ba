"""Series of a book's parties: the same time every week, with the holidays of all its places and years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from partnerdesk.core.plans import Choice, PlanParty
from partnerdesk.core.series import LONGEST_SERIES, Meeting, series
from partnerdesk.core.times import Slot
from partnerdesk.desk import times
from partnerdesk.desk.book import Book

__all__ = ["LONGEST_SERIES", "Meeting", "Series", "on_weekday", "repeats", "save_repeating", "weekly"]


@dataclass(frozen=True)
class Series:
    """A series as it was worked out.

    Attributes:
        parties: home first.
        keeper: the index of the party whose clock it stays on.
        meetings: a week each, those left out too.
        unknown: what is not known of the parties, a sentence each.

    """

    parties: tuple[PlanParty, ...]
    keeper: int
    meetings: tuple[Meeting, ...]
    unknown: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The meetings that take place, as the planner would have them."""
        return tuple(each.choice() for each in self.meetings if each.meets)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The meetings that take place, as they are said: by the keeper's clock."""
        return tuple(each.slot for each in self.meetings if each.meets)


def weekly(
    book: Book,
    slot: Slot,
    weeks: int,
    contact_ids: Sequence[int],
    *,
    organisation_ids: Sequence[int] = (),
    keeper: int = 1,
) -> Series:
    """Repeat a slot every week by the clock of one party.

    Args:
        book: the book.
        slot: the first meeting.
        weeks: how many, 1 to 60.
        contact_ids: contacts.
        organisation_ids: organisations.
        keeper: whose clock it stays on: 0 is home, the others follow as they are given.

    Raises:
        BadInput: a number of weeks that cannot be; a party without a zone; too many parties.
        NotFound: one of the parties does not exist.

    """
    first = slot.start.date()
    last = first + timedelta(weeks=min(max(weeks, 1), LONGEST_SERIES))
    parties, unknown = times.parties(book, contact_ids, first, last, organisation_ids=organisation_ids)
    keeper = min(max(keeper, 0), len(parties) - 1)
    return Series(parties, keeper, series(slot, weeks, parties, parties[keeper]), unknown)


def on_weekday(slot: Slot, weekday: int, zone: str) -> Slot:
    """Return a slot moved on to a day of the week (0 is Monday) by the clock of ``zone``; never back."""
    local = slot.local(zone)
    told = replace(slot, wall=local.replace(tzinfo=None, fold=0), zone=zone, fold=local.fold)
    return replace(told, wall=told.wall + timedelta(days=(weekday - told.wall.weekday()) % 7))


def repeats(found: Series) -> bool:
    """Say whether a series can be one event that repeats: its time comes once on each of its days."""
    return all(each.times and not each.slot.fold for each in found.meetings)


def save_repeating(book: Book, found: Series, path: Path, contact_ids: Sequence[int] = ()) -> Path:
    """Write a series as one event that repeats, by the keeper's clock, over what has the file's name.

    Raises:
        DiskFull, NotWritten: what was there before still is.

    """
    from partnerdesk.formats import ics, ics_series

    names = [party.name for party in found.parties]
    first = found.meetings[0].slot
    event = ics.Event(
        ics.uid("series", *names, first.text(), str(len(found.meetings))),
        first,
        ", ".join(names),
        times.text(found.choices, times.locales(book, contact_ids)),
        book.now(),
    )
    out = [each.slot for each in found.meetings if not each.meets]
    content = ics_series.write_series(event, len(found.meetings), out)
    return times.save(path, content)
