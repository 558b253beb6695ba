"""Organisations: what several contacts share, and how a contact inherits from one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, Unpack

from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.desk import typed
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.errors import BadInput, NameTaken, NotFound, Refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.storage.records import Contact
    from partnerdesk.storage.records import Organisation as Organisation


class OrganisationFields(TypedDict, total=False):
    """What can be said of an organisation; no week: nobody has said one."""

    name: str
    place: Place
    week: SchoolWeek | None
    web: str
    notes: str


@dataclass(frozen=True)
class Shared:
    """An organisation, how many contacts belong to it, and how many follow its place and its hours."""

    record: Organisation
    contacts: int
    by_place: int
    by_hours: int


def join(writing: Writing, contact: Contact, name: str) -> bool:
    """Make ``contact`` belong to the organisation of that name, to none if it is empty; True: it was made.

    Nobody loses a place by joining an organisation that has none, or by leaving one.
    """
    from partnerdesk.storage.records import Organisation

    place = contact.whereabouts
    contact.organisation = _named(writing.session, name) if name else None
    if name and contact.organisation is None:
        contact.organisation = Organisation(name=name)
        writing.session.add(contact.organisation)
        return True
    if not contact.whereabouts:
        contact.place = place
    return False


def settle(contact: Contact, place: Place) -> None:
    """Put ``contact`` at ``place``.

    An organisation without a place takes it as its own; where contact and organisation agree, the contact
    inherits, so that moving the school later moves them all.
    """
    school = contact.organisation
    if school is not None and not school.place:
        school.place = place
    contact.place = Place() if school is not None and school.place == place else place


def keep_hours(contact: Contact, week: SchoolWeek | None) -> None:
    """Give ``contact`` a week by the rule of ``settle``; None: what the organisation says, else assumed."""
    school = contact.organisation
    if school is not None and school.week is None:
        school.week = week
    contact.week = None if school is not None and school.week == week else week


def edit(book: Book, organisation_id: int, **fields: Unpack[OrganisationFields]) -> Changes:
    """Change what is given of one organisation; contacts that inherit follow.

    Raises:
        BadInput: an empty name, or that of another organisation.
        NotFound: there is no such organisation.

    """
    with book.write("Changed an organisation") as writing:
        school = _get(writing.session, organisation_id)
        if "name" in fields:
            school.name = _free_name(writing.session, fields["name"], school)
        if "place" in fields:
            school.place = fields["place"]
        if "week" in fields:
            school.week = fields["week"]
        if "web" in fields:
            school.web = typed.line(fields["web"], "web")
        if "notes" in fields:
            school.notes = typed.note(fields["notes"], "notes")
        writing.label = f"Changed {school.name}"
    return writing.changes


def unite(book: Book, organisation_id: int, name: str) -> Changes:
    """Make an organisation one with the one of that name, which stays; the first goes to Trash.

    All its contacts belong to the other then, and what the other does not say it takes over. Nobody moves:
    who was elsewhere by the first one's place, or had other hours, has these as their own.

    Raises:
        NotFound: there is no such organisation, or no other one of that name.

    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Contact

    with book.write("Made two organisations one") as writing:
        gone = _get(writing.session, organisation_id)
        kept = _named(writing.session, typed.line(name, "name"))
        if kept is None or kept is gone:
            raise NotFound(f"There is no other organisation “{name}”.", "It may have been renamed.")
        members = writing.session.scalars(select(Contact).where(Contact.organisation_id == gone.id))
        before = [(each, each.whereabouts, each.school_week) for each in members]
        kept.place = kept.place or gone.place
        kept.week = kept.week if kept.week is not None else gone.week
        kept.web = kept.web or gone.web
        kept.notes = "\n\n".join(dict.fromkeys(filter(None, (kept.notes, gone.notes))))
        for contact, place, week in before:
            contact.organisation = kept
            contact.place = Place() if place == kept.place else place
            contact.week = None if week == kept.week else week
        gone.trashed_at = writing.now
        writing.label = f"{gone.name} is one with {kept.name} now"
    return writing.changes


def trash(book: Book, organisation_id: int) -> Changes:
    """Move an organisation that nobody belongs to to Trash.

    Raises:
        Refused: contacts belong to it.

    """
    from sqlalchemy import func, select

    from partnerdesk.storage.records import Contact

    with book.write("Moved an organisation to Trash") as writing:
        school = _get(writing.session, organisation_id)
        count = writing.session.scalar(
            select(func.count()).where(Contact.organisation_id == school.id, Contact.trashed_at.is_(None))
        )
        if count:
            raise Refused(
                f"{count} of your contacts belong to {school.name}.", "Give them another organisation first."
            )
        school.trashed_at = writing.now
        writing.label = f"{school.name} moved to Trash"
    return writing.changes


def shared_by(book: Book, contact_id: int) -> Shared:
    """Return the organisation of a contact, detached, and who shares it; Trash is not counted.

    Raises:
        NotFound: the contact, or its organisation, is not there.

    """
    from sqlalchemy import func, select

    from partnerdesk.storage.records import Contact

    with book.read() as session:
        contact = session.get(Contact, contact_id)
        school = contact.organisation if contact else None
        if school is None:
            raise NotFound("This contact belongs to no organisation.", "Name one on its card first.")
        query = select(
            func.count(),
            func.count().filter(Contact.place == Place()),
            func.count().filter(Contact.week.is_(None)),
        ).where(Contact.organisation_id == school.id, Contact.trashed_at.is_(None))
        return Shared(school, *session.execute(query).one())


def listed(book: Book) -> list[Organisation]:
    """Return the organisations that are not in Trash, by name."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Organisation

    with book.read() as session:
        found = session.scalars(select(Organisation).where(Organisation.trashed_at.is_(None)))
        return sorted(found, key=lambda each: fold(each.name))


def several(session: Session, organisation_ids: Sequence[int]) -> list[Organisation]:
    """Return organisations in the order asked.

    Raises:
        NotFound: one of them does not exist.

    """
    return [_get(session, each) for each in organisation_ids]


def _get(session: Session, organisation_id: int) -> Organisation:
    from partnerdesk.storage.records import Organisation

    school = session.get(Organisation, organisation_id)
    if school is None:
        raise NotFound(f"There is no organisation {organisation_id}.", "It may have been removed.")
    return school


def _named(session: Session, name: str) -> Organisation | None:
    """Find an organisation by name, exactly first, then without regard to case and accents."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Organisation

    query = select(Organisation).where(Organisation.trashed_at.is_(None))
    exact = session.scalars(query.where(Organisation.name == name).order_by(Organisation.id)).first()
    if exact is not None:
        return exact
    wanted = fold(name)
    keys = select(Organisation.id, Organisation.name).where(Organisation.trashed_at.is_(None))
    for key, other in session.execute(keys.order_by(Organisation.id)):
        if fold(other) == wanted:
            return session.get(Organisation, key)
    return None


def _free_name(session: Session, name: str, school: Organisation) -> str:
    name = typed.line(name, "name")
    if not name:
        raise BadInput("An organisation needs a name.", "Type at least one word.", "name")
    other = _named(session, name)
    if other is not None and other is not school:
        raise NameTaken(
            f"There is an organisation {other.name} already.",
            "Make the two one, or choose another name.",
            "name",
        )
    return name
