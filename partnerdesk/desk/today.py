"""Today: what is due, what waits, who answered, which times moved, which letters were not said to be sent.

One listing for the window and the command line. What stands in it is derived each time from the approaches,
the contacts' histories and their school weeks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime

from partnerdesk.core.planner import check_day
from partnerdesk.core.purposes import THANKS
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.desk import home, letterlines, returned, unanswered, underway
from partnerdesk.desk.approachlines import Looker, undelivered
from partnerdesk.desk.book import Book
from partnerdesk.desk.todo import KINDS, Act, Item, Kind, as_document
from partnerdesk.desk.underway import Underway

__all__ = ["KINDS", "THANKS", "Act", "Item", "Kind", "as_document", "due"]


_NEVER = datetime.min.replace(tzinfo=UTC)


def due(
    book: Book,
    on: date | None = None,
    *,
    contact_id: int | None = None,
    apart: Collection[int] = (),
) -> list[Item]:
    """Return what there is to do and what waits, the most urgent first.

    Args:
        book: the book.
        on: as if today were another day, by home's calendar.
        contact_id: of one contact only.
        apart: letters to be asked about one by one, though they went out in one batch.

    Raises:
        BadInput: ``on`` is a day on which clocks are not known.

    """
    now, ours = book.now(), home.get(book)
    here = zone_named(ours.place.zone or "UTC")
    if on is not None:
        check_day(on, "on")
        now = datetime.combine(on, now.astimezone(here).time(), here)
    with book.read() as session:
        rows, looker = underway.approaches(session, contact_id), Looker(now, ours)
        if contact_id is None:  # whom to ask next, the page of the project tells: they may be a whole folder
            rows = [row for row in rows if not row.joined_only]
        words = underway.last_words(session, [each for each in rows if each.standing.state == "replied"])
        looker.returned = returned.waiting(session, contact_id)
        back = returned.letters(session, contact_id)
        letters = unanswered.letters(session, now, contact_id)
        # Whom our answer has not reached is answered at another address: that is one line, and not two.
        vain = {(each.contact_id, each.approach_id): each.written_at for each in back}
        rows = [row for row in rows if not _is_in_vain(row, words, vain)]
        letters = [
            each for each in letters if each.at > vain.get((each.contact_id, each.approach_id), _NEVER)
        ]
        told = {*words, *(each.approach_id for each in letters if each.approach_id is not None)}
        looker.proposed = underway.proposed(session, told)
        batches = underway.unsent(session, looker.today, contact_id)
        asked = {letter.approach_id for batch in batches for letter in batch}
        found = [looker.item(row, words.get(row.approach_id)) for row in rows if row.approach_id not in asked]
        found += letterlines.questions(batches, apart, here)
        found += map(looker.unanswered, letters)
        found += map(undelivered, back)
        found += map(letterlines.held_back, underway.held_back(session, contact_id))
    # A line that is put off says nothing now, so that what moved has to be said by its own.
    off = {(each.contact_id, each.approach_id) for each in found if each.off and each.kind == "answered"}
    found += letterlines.moved(book, contact_id, now, off)
    order = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(found, key=lambda each: (order[each.kind], each.on or date.min, each.name, each.key))


def _is_in_vain(
    row: Underway,
    words: Mapping[int, tuple[str, datetime]],
    vain: Mapping[tuple[int, int | None], datetime],
) -> bool:
    """Whether somebody who wrote was answered by a letter that came back."""
    said = words.get(row.approach_id)
    wrote = said[1] if said else row.standing.since
    answered = vain.get((row.contact_id, row.approach_id))
    return row.standing.state == "replied" and answered is not None and answered >= wrote
