"""What is under way with whom, as the book has it: what Today and a contact's card are written from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from partnerdesk.core.followups import Standing, State
from partnerdesk.core.purposes import ANSWERS
from partnerdesk.desk.correspondence import CLOCKS_DIFFER, NOT_OUT, OPEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.core.places import Place
    from partnerdesk.core.times import Slot


@dataclass(frozen=True)
class Underway:
    """An open approach, with what its next step follows from."""

    approach_id: int
    standing: Standing
    snoozed_until: date | None
    contact_id: int
    name: str
    languages: tuple[str, ...]
    place: Place
    week: SchoolWeek | None
    project: str
    project_id: int | None
    draft_id: int | None  # the newest letter that belongs to it
    went: bool  # which was sent, be it that it came back
    asked: bool  # a letter was written at some time
    told: str  # the purpose of the letter that was sent since they answered; empty: none was

    @property
    def joined_only(self) -> bool:
        """Whether the contact has joined a project, and there is no letter yet."""
        return self.standing.state == "drafted" and self.draft_id is None and not self.asked


def approaches(session: Session, contact_id: int | None = None, about: int | None = None) -> list[Underway]:
    """Return the open approaches; not those to contacts or about projects in Trash.

    Args:
        session: the book.
        contact_id: of one contact only.
        about: of the project with this key only.

    """
    from sqlalchemy import func, or_, select

    from partnerdesk.storage.records import Approach, Contact, DraftRecord, Entry, Organisation, Project

    letter = select(func.max(DraftRecord.id)).where(
        DraftRecord.approach_id == Approach.id, DraftRecord.trashed_at.is_(None)
    )
    newest_letter = letter.correlate(Approach).scalar_subquery()
    went = select(DraftRecord.sent.in_(("yes", "back"))).where(DraftRecord.id == newest_letter)
    told = (
        select(DraftRecord.purpose)
        .where(
            DraftRecord.approach_id == Approach.id,
            DraftRecord.sent == "yes",
            DraftRecord.trashed_at.is_(None),
            Approach.state == "replied",
            DraftRecord.written_at >= Approach.since,
            or_(DraftRecord.purpose.in_(ANSWERS), ~DraftRecord.slots.any()),
        )
        .order_by(DraftRecord.written_at.desc(), DraftRecord.id.desc())
        .limit(1)
        .correlate(Approach)
        .scalar_subquery()
    )
    # A letter that was asked about and not said to be sent has not reached them: the clock does not know it.
    newest = (
        select(func.max(Entry.at))
        .outerjoin(DraftRecord, DraftRecord.id == Entry.draft_id)
        .where(
            Entry.contact_id == Contact.id,
            or_(
                Entry.kind != "written",
                DraftRecord.id.is_(None),
                DraftRecord.approach_id.is_(None),
                DraftRecord.sent == "yes",
            ),
        )
        .correlate(Contact)
        .scalar_subquery()
    )
    stands = (Approach.id, Approach.state, Approach.since, Approach.reminders, newest, Approach.snoozed_until)
    whom = (Contact.id, Contact.name, Contact.languages, Contact.place, Contact.week)
    query = (
        select(
            *stands,
            *whom,
            Organisation.id,
            Organisation.place,
            Organisation.week,
            Project.title,
            Project.id,
            newest_letter,
            went.correlate(Approach).scalar_subquery(),
            or_(Approach.sent_at.is_not(None), Approach.template != "", Approach.returned_from != ""),
            told,
        )
        .join(Contact, Contact.id == Approach.contact_id)
        .outerjoin(Organisation, Organisation.id == Contact.organisation_id)
        .outerjoin(Project, Project.id == Approach.project_id)
        .where(Approach.state.in_(OPEN), Approach.trashed_at.is_(None), Contact.trashed_at.is_(None))
        .where(or_(Project.id.is_(None), Project.trashed_at.is_(None)))
    )
    if contact_id is not None:
        query = query.where(Approach.contact_id == contact_id)
    if about is not None:
        query = query.where(Approach.project_id == about)
    found = []
    for (
        key,
        state,
        since,
        reminders,
        last,
        snoozed,
        *contact,
        school,
        there,
        hours,
        project,
        project_id,
        draft,
        out,
        asked,
        answer,
    ) in session.execute(query):
        whose, name, languages, place, week = contact
        found.append(
            Underway(
                key, Standing(cast(State, state), since, reminders, last, bool(answer)), snoozed,
                whose, name, languages,
                place.or_else(there) if school else place, week or hours, project or "",
                project_id, draft, bool(out), bool(asked), answer or "",
            )
        )  # fmt: skip
    return found


def last_words(session: Session, rows: Iterable[Underway]) -> dict[int, tuple[str, datetime]]:
    """Return, by approach, the newest answer to it and when it came.

    Where none is known to be to it, as of a history that was taken in, the newest one since it stands as it
    does: an answer that was to something else is none to it.
    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Entry

    found: dict[int, tuple[str, datetime]] = {}
    wanted = list(rows)
    for some in (wanted[i : i + 500] for i in range(0, len(wanted), 500)):
        query = select(Entry.contact_id, Entry.approach_id, Entry.text, Entry.at).where(
            Entry.contact_id.in_({each.contact_id for each in some}), Entry.kind == "answered"
        )
        said: dict[tuple[int, int | None], tuple[str, datetime]] = {}
        for contact_id, approach_id, text, at in session.execute(query.order_by(Entry.at, Entry.id)):
            said[contact_id, approach_id] = words_of(text), at
        for row in some:
            own, loose = said.get((row.contact_id, row.approach_id)), said.get((row.contact_id, None))
            if own or (loose and loose[1] >= row.standing.since - CLOCKS_DIFFER):
                found[row.approach_id] = own or loose or ("", row.standing.since)
    return found


def proposed(session: Session, approach_ids: Collection[int]) -> dict[int, tuple[Slot, ...]]:
    """Return, by approach, the times that still hold of our letters that went out, newest letter first."""
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord, DraftSlot

    found: dict[int, tuple[Slot, ...]] = {}
    wanted = sorted(approach_ids)
    for some in (wanted[i : i + 500] for i in range(0, len(wanted), 500)):
        query = (
            select(DraftRecord.approach_id, DraftSlot)
            .join(DraftSlot, DraftSlot.draft_id == DraftRecord.id)
            .where(
                DraftRecord.approach_id.in_(some),
                DraftRecord.exported_as != "",
                DraftRecord.sent.not_in(NOT_OUT),
                DraftRecord.trashed_at.is_(None),
                DraftSlot.settled_at.is_(None),
            )
            .order_by(DraftRecord.id.desc(), DraftSlot.position)
        )
        for approach_id, each in session.execute(query):
            if approach_id is not None and each.slot not in found.get(approach_id, ()):
                found[approach_id] = (*found.get(approach_id, ()), each.slot)
    return found


def words_of(entry: str) -> str:
    """Return what they said, of the text of a line of history: its first line is about the letter."""
    return entry.partition("\n\n")[2] or entry


def unsent(session: Session, today: date, contact_id: int | None) -> list[list[Any]]:
    """Return the letters of which it is not known whether they were sent, each batch in one list.

    One that was mended and went out again is asked about as it went out last, not once for each saving; as it
    was before only once the later one was said not to be sent: then ``before`` is true.
    """
    from sqlalchemy import exists, or_, select
    from sqlalchemy.orm import aliased

    from partnerdesk.storage.records import Approach, Contact, DraftRecord, Project

    newer = aliased(DraftRecord)
    mended = exists().where(
        newer.approach_id == DraftRecord.approach_id,
        newer.id > DraftRecord.id,
        newer.contact_id == DraftRecord.contact_id,
        newer.project_id.is_not_distinct_from(DraftRecord.project_id),
        newer.template == DraftRecord.template,
        newer.exported_as != "",
        newer.trashed_at.is_(None),
    )
    columns = (DraftRecord.id, DraftRecord.written_at, DraftRecord.template, DraftRecord.subject)
    whose = (DraftRecord.approach_id, Contact.id.label("contact_id"), Contact.name, Project.title)
    query = (
        select(*columns, *whose, mended.label("before"))
        .join(Contact, Contact.id == DraftRecord.contact_id)
        .join(Approach, Approach.id == DraftRecord.approach_id)
        .outerjoin(Project, Project.id == DraftRecord.project_id)
        .where(
            DraftRecord.sent == "",
            DraftRecord.exported_as != "",
            DraftRecord.trashed_at.is_(None),
            ~mended.where(newer.sent != "no"),
            Contact.trashed_at.is_(None),
            Approach.trashed_at.is_(None),
            or_(Approach.snoozed_until.is_(None), Approach.snoozed_until <= today),
        )
        .order_by(DraftRecord.id)
    )
    if contact_id is not None:
        query = query.where(DraftRecord.contact_id == contact_id)
    batches: dict[tuple[datetime, str, bool], list[Any]] = {}
    for row in session.execute(query):
        batches.setdefault((row.written_at, row.template, row.before), []).append(row)
    return list(batches.values())


def held_back(session: Session, contact_id: int | None) -> list[Any]:
    """Return the letters that were not sent, as the user said, while the approach goes on by an earlier one.

    The newest of each approach: one that went out later, or an answer since, has done with it.
    """
    from sqlalchemy import func, select
    from sqlalchemy.orm import aliased

    from partnerdesk.storage.records import Approach, Contact, DraftRecord, Project

    other = aliased(DraftRecord)
    last = (
        select(func.max(other.id))
        .where(other.approach_id == Approach.id, other.trashed_at.is_(None), other.exported_as != "")
        .correlate(Approach)
        .scalar_subquery()
    )
    query = (
        select(
            DraftRecord.id, DraftRecord.subject, Contact.id.label("contact_id"), Contact.name, Project.title
        )
        .join(Contact, Contact.id == DraftRecord.contact_id)
        .join(Approach, Approach.id == DraftRecord.approach_id)
        .outerjoin(Project, Project.id == DraftRecord.project_id)
        .where(
            DraftRecord.sent == "no",
            DraftRecord.id == last,
            DraftRecord.written_at >= Approach.since,
            Approach.state != "drafted",
            Contact.trashed_at.is_(None),
            Approach.trashed_at.is_(None),
        )
        .order_by(DraftRecord.id)
    )
    if contact_id is not None:
        query = query.where(DraftRecord.contact_id == contact_id)
    return list(session.execute(query))
