"""Times kept with a project, looked at again: clocks, school weeks and holidays change afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from partnerdesk.core.checklist import never_there
from partnerdesk.core.drafting import Party
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, holidays, home
from partnerdesk.desk.book import Book
from partnerdesk.desk.parties import contact_party, home_party
from partnerdesk.desk.promises import LARGEST_MOVE, newer_rules

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import ProjectSlot


@dataclass(frozen=True)
class MovedKept:
    """The times of one project that are no longer what they were.

    Attributes:
        project_id: the project.
        title: what it is called.
        contact_ids: its partners, who are to find another time.
        slots: the times, in their order; what was said stays.
        sentence: what has become of the first one, for the screen.

    """

    project_id: int
    title: str
    contact_ids: tuple[int, ...]
    slots: tuple[Slot, ...]
    sentence: str


def moved_kept(
    book: Book, now: datetime | None = None, told: Collection[tuple[int, Slot]] = ()
) -> tuple[MovedKept, ...]:
    """Return the projects with times to come that moved, or that a partner's school is closed at now.

    Nothing is changed. Partners who declined, and projects that are done, are left out.

    Args:
        book: the book.
        now: as if it were another instant, aware.
        told: contacts and times that are spoken of elsewhere, as promised in a letter.

    """
    now = now or book.now()
    with book.read() as session:
        kept = _kept(session, now)
        if not kept:
            return ()
        partners = _partners(session, kept)
        years = holidays.years(now, (each.slot for _, rows in kept.values() for each in rows))
        ids = sorted({each for some in partners.values() for each in some})
        people = {each.id: contact_party(each, years) for each in contacts.cards(session, ids)}
        ours = home_party(home.get(book), years)
        found = []
        for project_id, (title, rows) in kept.items():
            theirs = {key: people[key] for key in partners.get(project_id, ()) if key in people}
            moved = [(row.slot, why) for row in rows if (why := _why(row, ours, theirs, told))]
            if moved:
                slots = tuple(slot for slot, _ in moved)
                found.append(MovedKept(project_id, title, tuple(theirs), slots, _sentence(title, moved)))
    return tuple(found)


def _sentence(title: str, moved: Sequence[tuple[Slot, str]]) -> str:
    more = {1: "", 2: " So is another time."}.get(len(moved), f" So are {len(moved) - 1} other times.")
    return f"Kept for {title}: {moved[0][1]}{more}"


def _why(row: ProjectSlot, ours: Party, theirs: dict[int, Party], told: Collection[tuple[int, Slot]]) -> str:
    """Say what has become of one time; empty where it is as it was."""
    rules = newer_rules(row.slot, row.instant, row.tz_version, ours, *theirs.values())
    for key, party in theirs.items():
        if party.place.zone and (key, row.slot) not in told and (reason := never_there(row.slot, party)):
            return " ".join(filter(None, (rules, reason)))
    return rules


def _kept(session: Session, now: datetime) -> dict[int, tuple[str, list[ProjectSlot]]]:
    """Return the times to come by their projects, with these' titles."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Project, ProjectSlot

    query = (
        select(Project.title, ProjectSlot)
        .join(Project, Project.id == ProjectSlot.project_id)
        .where(
            Project.trashed_at.is_(None),
            Project.state != "done",
            ProjectSlot.settled_at.is_(None),
            ProjectSlot.instant > now - LARGEST_MOVE,
        )
        .order_by(ProjectSlot.project_id, ProjectSlot.instant)
    )
    found: dict[int, tuple[str, list[ProjectSlot]]] = {}
    for title, row in session.execute(query):
        if row.slot.start > now:
            found.setdefault(row.project_id, (title, []))[1].append(row)
    return found


def _partners(session: Session, project_ids: Collection[int]) -> dict[int, list[int]]:
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach, Contact

    query = (
        select(Approach.project_id, Approach.contact_id)
        .join(Contact, Contact.id == Approach.contact_id)
        .where(
            Approach.project_id.in_(project_ids),
            Approach.state != "declined",
            Approach.trashed_at.is_(None),
            Contact.trashed_at.is_(None),
        )
        .order_by(Approach.id)
    )
    found: dict[int, list[int]] = {}
    for project_id, contact_id in session.execute(query):
        if project_id is not None and contact_id not in found.setdefault(project_id, []):
            found[project_id].append(contact_id)
    return found
