"""Times kept with a project: to be proposed in its letters, or used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from partnerdesk.core.drafting import MOST_SLOTS as A_LETTER
from partnerdesk.core.fairness import Earlier
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import tz_version
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.desk.correspondence import NOT_OUT
from partnerdesk.errors import BadInput, NotFound

if TYPE_CHECKING:
    from partnerdesk.storage.records import Project, ProjectSlot

MOST_SLOTS = 60
"""Times to come of one project: a series of a school year and a little more."""


@dataclass(frozen=True)
class KeptSlot:
    """A time that is kept with a project.

    Attributes:
        slot: what was said.
        gone_by: whether it is over.

    """

    slot: Slot
    gone_by: bool


def kept_slots(book: Book, project_id: int) -> tuple[KeptSlot, ...]:
    """Return the times that are kept with a project, in the order of time; none where it is gone."""
    from sqlalchemy import select

    from partnerdesk.storage.records import ProjectSlot

    now = book.now()
    with book.read() as session:
        found = session.scalars(select(ProjectSlot).where(ProjectSlot.project_id == project_id)).all()
    told = (KeptSlot(each.slot, each.slot.end <= now) for each in found)
    return tuple(sorted(told, key=lambda each: each.slot.start))


def to_come(book: Book, project_id: int) -> tuple[Slot, ...]:
    """Return the times that are kept with a project and still to come."""
    return tuple(each.slot for each in kept_slots(book, project_id) if not each.gone_by)


def to_propose(book: Book, project_id: int, off: Collection[Slot] = ()) -> tuple[Slot, ...]:
    """Return the times that a letter about a project proposes where none is said.

    The first of those kept with it that are still to come, as many as a letter has room for.

    Args:
        book: the book.
        project_id: the project.
        off: times that are not to be proposed.

    """
    now, gone = book.now(), {slot.start for slot in off}
    kept = (each.slot for each in kept_slots(book, project_id))
    return tuple(slot for slot in kept if slot.start > now and slot.start not in gone)[:A_LETTER]


def keep_slots(book: Book, project_id: int, slots: Sequence[Slot]) -> Changes:
    """Keep these times with a project, in place of those to come that it had.

    Times that have gone by stay with it: they tell who took the awkward hour.

    Args:
        book: the book.
        project_id: the project.
        slots: each is kept once; empty: none is to come.

    Raises:
        BadInput: more than ``MOST_SLOTS``.
        NotFound: there is no such project.

    """
    with book.write("Kept times") as writing:
        project = _project(writing, project_id)
        gone = [each for each in project.slots if each.slot.end <= writing.now]
        _set(project, [*(each.slot for each in gone), *slots], writing.now)
        writing.label = f"{_count(len(set(slots)))} kept for {project.title}"
    return _told(writing)


def drop_slots(book: Book, project_id: int, slots: Iterable[Slot]) -> Changes:
    """Keep these times with a project no longer; those it does not have are passed over.

    Raises:
        NotFound: there is no such project.

    """
    gone = set(slots)
    with book.write("Took out times") as writing:
        project = _project(writing, project_id)
        left = [each.slot for each in project.slots if each.slot not in gone]
        writing.label = f"{_count(len(project.slots) - len(left))} taken out of {project.title}"
        _set(project, left, writing.now)
    return _told(writing)


def settle(book: Book, project_id: int, slots: Collection[Slot]) -> Changes:
    """Be done with times that moved: they stay as they are, and are not looked at again.

    Raises:
        NotFound: there is no such project.

    """
    with book.write("Done with times that moved") as writing:
        for each in _project(writing, project_id).slots:
            if each.slot in slots:
                each.settled_at = writing.now
    return writing.changes


def earlier(book: Book, project_id: int) -> tuple[Earlier, ...]:
    """Return the times of a project that have gone by, the newest first, for the planner.

    Those that were kept with it are what was used. Where none was kept, they are those that the letters
    proposed which have gone out, each with whom it was proposed to; one time in several letters is one time.
    """
    kept = [Earlier(each.slot) for each in kept_slots(book, project_id) if each.gone_by]
    found = kept or _proposed(book, project_id)
    return tuple(sorted(found, key=lambda each: each.slot.start, reverse=True))


def _proposed(book: Book, project_id: int) -> list[Earlier]:
    from sqlalchemy import select

    from partnerdesk.storage.records import Contact, DraftRecord, DraftSlot

    now = book.now()
    query = (
        select(DraftSlot.slot, Contact.name)
        .join(DraftRecord, DraftRecord.id == DraftSlot.draft_id)
        .join(Contact, Contact.id == DraftRecord.contact_id)
        .where(
            DraftRecord.project_id == project_id,
            DraftRecord.exported_as != "",
            DraftRecord.sent.not_in(NOT_OUT),
        )
        .where(DraftRecord.trashed_at.is_(None), DraftSlot.instant < now)
    )
    asked: dict[datetime, tuple[Slot, set[str]]] = {}
    with book.read() as session:
        for slot, name in session.execute(query):
            if slot.end <= now:
                asked.setdefault(slot.start, (slot, set()))[1].add(name)
    return [Earlier(slot, frozenset(names)) for slot, names in asked.values()]


def _told(writing: Writing) -> Changes:
    """Return what was changed; where that is nothing, there is nothing to say and to undo."""
    return writing.changes if writing.changes.touched else Changes("")


def _project(writing: Writing, project_id: int) -> Project:
    from partnerdesk.storage.records import Project

    project = writing.session.get(Project, project_id)
    if project is None or project.trashed_at is not None:
        raise NotFound("That project is no longer in the book.", "Choose another one.")
    return project


def _set(project: Project, slots: Iterable[Slot], now: datetime) -> None:
    """Have a project keep these times and no others, in the order of time; rows that stay are not touched.

    Those that have gone by do not count to the most that there may be.
    """
    from partnerdesk.storage.records import ProjectSlot

    wanted = sorted(dict.fromkeys(slots), key=lambda slot: slot.start)
    to_come = sum(slot.end > now for slot in wanted)
    if to_come > MOST_SLOTS:
        raise BadInput(
            f"{to_come} times are too many for one project.", f"Keep {MOST_SLOTS} at the most.", "slots"
        )
    had: dict[Slot, ProjectSlot] = {each.slot: each for each in project.slots}
    project.slots = [
        had.get(slot) or ProjectSlot(slot=slot, instant=slot.start, tz_version=tz_version())
        for slot in wanted
    ]
    for position, each in enumerate(project.slots):
        each.position = position


def _count(count: int) -> str:
    return "1 time" if count == 1 else f"{count} times"
