"""Lines of Today that tell of letters: whether one was sent, and which of the times in them have moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any

from partnerdesk.core.purposes import CORRECTION
from partnerdesk.core.times import day_words
from partnerdesk.desk.book import Book
from partnerdesk.desk.keptmoves import MovedKept, moved_kept
from partnerdesk.desk.promises import moved_promises
from partnerdesk.desk.todo import Item, joined


def questions(batches: Iterable[list[Any]], apart: Collection[int], here: tzinfo) -> Iterator[Item]:
    """Write the questions whether letters were sent, one for a batch.

    Args:
        batches: the letters, as ``underway.unsent`` returns them.
        apart: letters to be asked about one by one.
        here: home's zone.

    """
    for batch in batches:
        if any(each.id in apart for each in batch):
            yield from (_question([each], here) for each in batch)
        else:
            yield _question(batch, here)


def _question(rows: Sequence[Any], here: tzinfo) -> Item:
    draft_id, written, _, subject, approach_id, contact_id, name, project, before = rows[0]
    day, one = written.astimezone(here).date(), len(rows) == 1
    names = [row.name for row in rows]
    others = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return Item(
        key=f"letter-{draft_id}",
        kind="unsent",
        contact_id=contact_id,
        name=name if one else "",
        sentence=f"Did you send the {'earlier letter' if before else 'letter'} to {name}?"
        if one
        else f"Did you send these {len(rows):,} letters?",
        detail=joined(subject if one else ", ".join(names[:3]) + others, f"written on {day_words(day)}"),
        verb="Yes",
        act="sent",
        on=day,
        state="drafted",
        step="send",
        approach_id=approach_id if one else None,
        draft_ids=tuple(row.id for row in rows),
        project=project or "",
        contact_ids=tuple(row.contact_id for row in rows),
    )


def held_back(row: Any) -> Item:
    """Write the line of a letter that was not sent, while its approach goes on by an earlier one."""
    draft_id, subject, contact_id, name, project = row
    return Item(
        key=f"letter-{draft_id}",
        kind="waiting",
        contact_id=contact_id,
        name=name,
        sentence=name,
        detail=joined("the letter is written, not sent", subject),
        verb="Open the letter",
        act="open",
        state="drafted",
        step="send",
        draft_ids=(draft_id,),
        project=project or "",
    )


def moved(
    book: Book, contact_id: int | None, now: datetime, off: Collection[tuple[int, int | None]] = ()
) -> list[Item]:
    """Write the lines of the times that moved: those in letters, then those kept with projects.

    ``off`` are contacts and approaches with whom the time is off already, as the line of their answer says.
    """
    promised = moved_promises(book, now)
    found = [
        Item(
            key=f"moved-{each.draft_id}-{each.slot.text()}",
            kind="moved",
            contact_id=each.contact_id,
            name=each.name,
            sentence=each.sentence,
            verb="Write to them" if each.promised else "Open the letter",
            act="correct" if each.promised else "open",
            on=each.slot.wall.date(),
            step="correct",
            draft_ids=(each.draft_id,),
            template=CORRECTION,
            slots=(each.slot,),
        )
        for each in promised
        if contact_id in (None, each.contact_id) and (each.contact_id, each.approach_id) not in off
    ]
    if contact_id is not None:
        return found  # a project's times are no one partner's
    told = {(each.contact_id, each.slot) for each in promised}
    return found + [_of_project(each) for each in moved_kept(book, now, told)]


def _of_project(moved: MovedKept) -> Item:
    return Item(
        key=f"kept-{moved.project_id}-{moved.slots[0].text()}",
        kind="moved",
        contact_id=next(iter(moved.contact_ids), 0),
        name="",
        sentence=moved.sentence,
        verb="Find another time",
        act="find",
        on=moved.slots[0].wall.date(),
        step="correct",
        project=moved.title,
        slots=moved.slots,
        contact_ids=moved.contact_ids,
        project_id=moved.project_id,
    )
