"""Letters that came and that no approach under way tells of: from those who were never asked, or had agreed.

Which of them wait for an answer is derived from the history each time it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from partnerdesk.desk.correspondence import NOT_OUT, OPEN
from partnerdesk.desk.underway import words_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.core.places import Place

LATELY = timedelta(days=60)
"""How old a letter may be that is still to be answered: an older one was filed to be kept."""
_READ_LATE = timedelta(days=3)
"""How long a letter may lie: what we wrote after that was written knowing it, though it was filed later."""
_REACHED = ("written", "sent", "met")


@dataclass(frozen=True)
class Unanswered:
    """A letter of a contact that was filed and not answered yet.

    Attributes:
        entry_id: its line of the history.
        words: what it says.
        at: when it was written, aware.
        contact_id: whose it is.
        name: theirs.
        place: theirs, or their organisation's.
        week: likewise.
        approach_id: the approach it belongs to, which has ended; None: they were not asked.
        state: that approach's; empty where there is none.
        project: what it was about; may be empty.
        project_id: its key.
        snoozed_until: until when the user has put it off, by home's calendar.

    """

    entry_id: int
    words: str
    at: datetime
    contact_id: int
    name: str
    place: Place
    week: SchoolWeek | None
    approach_id: int | None = None
    state: str = ""
    project: str = ""
    project_id: int | None = None
    snoozed_until: date | None = None


def letters(session: Session, now: datetime, contact_id: int | None = None) -> list[Unanswered]:
    """Return the letters that wait for an answer and no open approach tells of.

    It is the newest of each contact and approach.

    Args:
        session: the book.
        now: aware.
        contact_id: of one contact only.

    """
    from sqlalchemy import and_, or_, select

    from partnerdesk.storage.records import Approach, Contact, Entry, Organisation, Project

    letter = (Entry.id, Entry.text, Entry.at)
    whom = (Contact.id, Contact.name, Contact.place, Contact.week)
    school = (Organisation.id, Organisation.place, Organisation.week)
    about = (Approach.id, Approach.state, Project.title, Project.id, Approach.snoozed_until)
    query = (
        select(*letter, *whom, *school, *about)
        .join(Contact, Contact.id == Entry.contact_id)
        .outerjoin(Organisation, Organisation.id == Contact.organisation_id)
        .outerjoin(Approach, and_(Approach.id == Entry.approach_id, Approach.trashed_at.is_(None)))
        .outerjoin(Project, and_(Project.id == Approach.project_id, Project.trashed_at.is_(None)))
        .where(
            Entry.message_id != "",
            Entry.kind == "answered",
            Entry.at >= now - LATELY,
            Contact.trashed_at.is_(None),
            or_(Approach.id.is_(None), Approach.state.not_in(OPEN)),
        )
        .order_by(Entry.at, Entry.id)
    )
    if contact_id is not None:
        query = query.where(Contact.id == contact_id)
    newest: dict[tuple[int, int | None], Unanswered] = {}
    row: Any  # fifteen columns are more than the types of a row tell apart
    for row in session.execute(query):
        key, text, at, whose, name, place, week, organisation, there, hours, *rest = row
        approach_id, state, title, project_id, put_off = rest
        newest[whose, approach_id] = Unanswered(
            key, words_of(text), at, whose, name, place.or_else(there) if organisation else place,
            week or hours, approach_id, state or "", title or "", project_id, put_off,
        )  # fmt: skip
    steps: dict[int, list[Any]] = {}
    for step in _steps(session, {each.contact_id for each in newest.values()}):
        steps.setdefault(step.contact_id, []).append(step)
    return [
        each
        for each in newest.values()
        if not any(_answers(step, each) for step in steps.get(each.contact_id, ()))
    ]


def _steps(session: Session, contact_ids: Iterable[int]) -> list[Any]:
    """Return the lines of these contacts' histories that may tell of an answer to them."""
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord, Entry

    found: list[Any] = []
    ids = iter(contact_ids)
    while some := list(islice(ids, 500)):
        query = (
            select(
                Entry.id, Entry.contact_id, Entry.kind, Entry.at, Entry.approach_id, Entry.draft_id,
                DraftRecord.sent,
            )
            .outerjoin(DraftRecord, DraftRecord.id == Entry.draft_id)
            .where(Entry.contact_id.in_(some), Entry.kind.in_((*_REACHED, "changed")))
        )  # fmt: skip
        found += session.execute(query)
    return found


def _answers(step: Any, letter: Unanswered) -> bool:
    """Say whether a line of history has done with a letter: they were written to, or said what came of it."""
    later: bool = step.id > letter.entry_id
    if step.kind == "changed":
        return later and step.approach_id is not None and step.approach_id == letter.approach_id
    if step.draft_id is not None and (step.kind == "sent" or step.sent in NOT_OUT):
        return False  # that it was written is another line
    return later or bool(step.at > letter.at + _READ_LATE)
