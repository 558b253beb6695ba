"""Partners: the contacts of a project, how far each approach is, and how the projects stand by that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from partnerdesk.core.closures import closure_words
from partnerdesk.core.followups import Next, next_step
from partnerdesk.core.text import fold
from partnerdesk.desk import home, projects, times, underway
from partnerdesk.desk.approachlines import calendar_of
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.underway import Underway
from partnerdesk.errors import BadInput, NotFound, Refused

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Approach

ANSWERED = frozenset({"replied", "agreed", "declined"})
"""States of an approach that an answer has led to."""

_ORDER = ("seeking", "planning", "filled", "done")  # of projects in the list
_LONGEST_WINDOW = timedelta(days=400)  # closed days beyond it would be a list to scroll, not a fact to know


@dataclass(frozen=True)
class ProjectLine:
    """A project in the list.

    Attributes:
        project_id: its key.
        title: what it is called.
        subject: what it is about; may be empty.
        state: one of ``projects.STATES``.
        wanted: how many partners are.
        joined: how many contacts it has, asked or not.
        asked: how many of them were asked.
        answered: how many of those have answered, whatever they said.
        agreed: how many have said yes.

    """

    project_id: int
    title: str
    subject: str
    state: str
    wanted: int
    joined: int = 0
    asked: int = 0
    answered: int = 0
    agreed: int = 0


@dataclass(frozen=True)
class Partner:
    """A contact of a project.

    Attributes:
        contact_id: its key.
        name: the contact's.
        organisation: may be empty.
        city: may be empty.
        state: of the approach.
        sent_at: when the first letter went, aware; None: not yet.
        replied_at: when the first answer came, aware.
        reminders: how many went since.
        since: from when the approach has been in this state, aware.
        approach_id: the approach.
        following: its next step, and how far the wait for it is.
        returned_from: the address that the last letter came back from; empty: it did not.

    """

    contact_id: int
    name: str
    organisation: str
    city: str
    state: str
    sent_at: datetime | None
    replied_at: datetime | None
    reminders: int
    since: datetime
    approach_id: int
    following: Next
    returned_from: str = ""

    @property
    def to_ask(self) -> bool:
        """Whether no letter has gone yet."""
        return self.state == "drafted"

    @property
    def stays(self) -> bool:
        """Whether it may still come to something: all but those who declined."""
        return self.state != "declined"


def lines(book: Book) -> list[ProjectLine]:
    """Return all projects with their counts: those that seek partners first, those done last, by title."""
    counts = _counts(book)
    made = [
        ProjectLine(
            each.id, each.title, each.subject, each.state, each.partners_wanted, *counts.get(each.id, ())
        )
        for each in projects.listed(book)
    ]
    return sorted(made, key=lambda each: (_ORDER.index(each.state), fold(each.title)))


def _counts(book: Book) -> dict[int, tuple[int, ...]]:
    """Return for each project how many contacts it has, and how many were asked, answered and agreed."""
    from sqlalchemy import func, or_, select

    from partnerdesk.storage.records import Approach

    asked = or_(Approach.sent_at.is_not(None), Approach.state != "drafted")
    answered = or_(Approach.replied_at.is_not(None), Approach.state.in_(ANSWERED))
    query = select(
        Approach.project_id,
        func.count(),
        func.count().filter(asked),
        func.count().filter(answered),
        func.count().filter(Approach.state == "agreed"),
    ).where(Approach.id.in_(_newest()))
    with book.read() as session:
        found = session.execute(query.group_by(Approach.project_id)).all()
    return {key: (joined, *sums) for key, joined, *sums in found if key is not None}


def _newest() -> Select[int]:
    """Return the query for the newest approach of each contact to each project; Trash is left out."""
    from sqlalchemy import func, select

    from partnerdesk.storage.records import Approach, Contact

    return (
        select(func.max(Approach.id))
        .join(Contact, Contact.id == Approach.contact_id)
        .where(Approach.project_id.is_not(None), Approach.trashed_at.is_(None), Contact.trashed_at.is_(None))
        .group_by(Approach.project_id, Approach.contact_id)
    )


def _was_asked(approach: Approach) -> bool:
    return approach.sent_at is not None or approach.state != "drafted"


def of_project(book: Book, project_id: int) -> list[Partner]:
    """Return the contacts of a project: those agreed first, those not asked yet last, each lot by name."""
    from sqlalchemy import select
    from sqlalchemy.orm import joinedload

    from partnerdesk.storage.records import Approach, Contact

    query = (
        select(Approach, Contact)
        .join(Contact, Contact.id == Approach.contact_id)
        .options(joinedload(Contact.organisation))
        .where(Approach.project_id == project_id, Approach.id.in_(_newest()))
    )
    order = ("agreed", "replied", "sent", "drafted", "resting", "declined")
    now, ours = book.now(), home.get(book)

    def following(row: Underway | None) -> Next:
        if row is None:
            return Next("")
        return next_step(row.standing, calendar_of(row.place, row.week, now, ours), now)

    with book.read() as session:
        rows = {each.approach_id: each for each in underway.approaches(session, about=project_id)}
        found = [
            Partner(
                contact_id=contact.id,
                name=contact.name,
                organisation=contact.organisation.name if contact.organisation else "",
                city=contact.whereabouts.city,
                state=approach.state,
                sent_at=approach.sent_at,
                replied_at=approach.replied_at,
                reminders=approach.reminders,
                since=approach.since,
                returned_from=approach.returned_from,
                approach_id=approach.id,
                following=following(rows.get(approach.id)),
            )
            for approach, contact in session.execute(query)
        ]
    return sorted(found, key=lambda each: (order.index(each.state), fold(each.name)))


def to_meet(book: Book, project_id: int) -> list[int]:
    """Return the contacts of a project, without those who declined: as ``of_project`` sorts them."""
    return [each.contact_id for each in of_project(book, project_id) if each.stays]


def join(book: Book, project_id: int, contact_ids: Sequence[int]) -> Changes:
    """Have contacts join a project: they are to be asked. Those it has already stay as they are.

    Raises:
        NotFound: the project or a contact is not there.
        Refused: a contact is in Trash.

    """
    from partnerdesk.storage.records import Approach, Contact

    wanted = list(dict.fromkeys(contact_ids))
    with book.write("Added contacts to a project") as writing:
        project = projects.live(writing.session, project_id)
        there = _of(writing.session, project_id)
        names: list[str] = []
        for contact_id in wanted:
            contact = writing.session.get(Contact, contact_id)
            if contact is None:
                raise NotFound(f"There is no contact {contact_id}.", "It may have been removed.")
            if contact.trashed_at is not None:
                raise Refused(f"{contact.name} is in Trash.", "Restore the contact first.")
            approach = there.get(contact_id)
            if approach is None:
                writing.session.add(Approach(contact_id=contact_id, project_id=project_id, since=writing.now))
            elif approach.trashed_at is not None:
                approach.trashed_at = None
            else:
                continue
            names.append(contact.name)
        who = names[0] if len(names) == 1 else f"{len(names):,} contacts"
        writing.label = f"{who} joined {project.title}" if names else ""
    return writing.changes


def leave(book: Book, project_id: int, contact_ids: Sequence[int]) -> Changes:
    """Take contacts that were not asked yet off a project.

    Raises:
        NotFound: there is no such project.
        Refused: one of them has had a letter about it.

    """
    from partnerdesk.storage.records import Contact

    with book.write("Took contacts off a project") as writing:
        project = projects.live(writing.session, project_id)
        there = _of(writing.session, project_id)
        gone = [there[each] for each in dict.fromkeys(contact_ids) if each in there]
        names = []
        for approach in gone:
            contact = writing.session.get_one(Contact, approach.contact_id)
            names.append(contact.name)
            if _was_asked(approach):
                raise Refused(
                    f"{contact.name} was asked about {project.title} already.",
                    "What has happened stays: say instead that they declined, or let it rest.",
                )
            approach.trashed_at = writing.now
        who = names[0] if len(names) == 1 else f"{len(names):,} contacts"
        writing.label = f"{who} taken off {project.title}"
    return writing.changes


def _of(session: Session, project_id: int) -> dict[int, Approach]:
    """Return a project's approaches by contact, the newest of each; those in Trash too."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    query = select(Approach).where(Approach.project_id == project_id)
    found = session.scalars(query.order_by(Approach.trashed_at.is_(None), Approach.id))
    return {each.contact_id: each for each in found}


def closed_days(book: Book, project_id: int) -> list[str]:
    """Say when the partners' schools are closed within the window of dates, a sentence each.

    Empty where there is no window, nobody to look at, or nothing known; agreed partners are looked at, and
    all those who may still agree.
    """
    project = projects.get(book, project_id)
    if project.opens is None or project.closes is None:
        return []
    last = min(project.closes, project.opens + _LONGEST_WINDOW)
    people = [each.contact_id for each in of_project(book, project_id) if each.stays]
    if not people:
        return []
    try:
        parties, unknown = times.parties(book, people, project.opens, last)
    except BadInput:  # home has no place yet, a contact no zone, or these are a crowd: nothing can be told
        return []
    return [*closure_words(parties[1:], project.opens, last), *unknown]
