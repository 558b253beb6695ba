"""Trash: everything that was thrown away and waits to be restored, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerdesk.core.places import Place
from partnerdesk.desk.book import Book, Changes, Key
from partnerdesk.desk.uncollected import uncollected
from partnerdesk.storage.records import Contact, DraftRecord, Organisation, Project, TemplateRecord

R = TypeVar("R", Contact, Organisation, DraftRecord, Project, TemplateRecord)

_WORDS = {"contact": "contact", "organisation": "organisation", "draft": "letter", "project": "project",
    "template": "template"}  # fmt: skip
_AT_ONCE = 500  # keys in one question


@dataclass(frozen=True)
class Thrown:
    """One thing in Trash.

    Attributes:
        key: its record (``contact``, ``organisation``, ``draft``, ``project``, ``template``) and key;
            of a template, that of one of its texts.
        title: a name, a project's title, or a letter's subject.
        detail: a contact's organisation, or to whom a letter goes; may be empty.
        place: where a contact or an organisation is; the organisation's where a contact has none of its own.
        at: when it was thrown away, aware.

    """

    key: Key
    title: str
    detail: str
    place: Place
    at: datetime


def listed(book: Book, progress: Callable[[], object] = lambda: None) -> list[Thrown]:
    """Return what is in Trash, the last one thrown away first.

    Args:
        book: the book.
        progress: called now and then on the way through very many of them.

    """
    with book.read() as session, uncollected():
        found = [*_contacts(session, progress), *_organisations(session), *_letters(session)]
        found += [*_projects(session), *_templates(session)]
    return sorted(
        sorted(found, key=lambda each: each.title.casefold()), key=lambda each: each.at, reverse=True
    )


def restore(book: Book, keys: Sequence[Key]) -> Changes:
    """Take things back out of Trash, all in one change; what is not there any more is passed over.

    A contact's organisation and a letter's contact come back with it, and so do all texts of a template that
    were thrown away together.
    """
    with book.write(f"Restored {_count(keys)}") as writing:
        asked = {kind: [key for record, key in keys if record == kind] for kind in _WORDS}
        letters = _thrown(writing.session, DraftRecord, asked["draft"])
        people = [*asked["contact"], *(letter.contact_id for letter in letters)]
        contacts = _thrown(writing.session, Contact, people)
        schools = [*asked["organisation"], *(each.organisation_id for each in contacts)]
        found: list[Contact | Organisation | DraftRecord | Project | TemplateRecord] = [*letters, *contacts]
        found += _thrown(writing.session, Project, asked["project"])
        found += _together(writing.session, asked["template"])
        for row in (*found, *_thrown(writing.session, Organisation, schools)):
            row.trashed_at = None
    return writing.changes


def _thrown(session: Session, record: type[R], keys: Sequence[object]) -> list[R]:
    """Return the rows of these keys that are in Trash."""
    wanted = list(dict.fromkeys(keys))
    some = (wanted[i : i + _AT_ONCE] for i in range(0, len(wanted), _AT_ONCE))
    query = select(record).where(record.trashed_at.is_not(None))
    return [row for part in some for row in session.scalars(query.where(record.id.in_(part)))]


def _count(keys: Sequence[Key]) -> str:
    kinds = {record for record, _ in keys}
    word = _WORDS[kinds.pop()] if len(kinds) == 1 else "thing"
    return f"1 {word}" if len(keys) == 1 else f"{len(keys):,} {word}s"


def _contacts(session: Session, progress: Callable[[], object]) -> Iterator[Thrown]:
    query = (
        select(
            Contact.id, Contact.name, Contact.place, Contact.trashed_at, Organisation.name, Organisation.place
        )
        .outerjoin(Organisation, Organisation.id == Contact.organisation_id)
        .where(Contact.trashed_at.is_not(None))
    )
    for some in session.execute(query).partitions(_AT_ONCE):
        progress()
        for key, name, place, at, school, theirs in some:
            if at is not None:
                where = place.or_else(theirs) if school else place
                yield Thrown(("contact", key), name, school or "", where, at)


def _organisations(session: Session) -> list[Thrown]:
    query = select(Organisation.id, Organisation.name, Organisation.place, Organisation.trashed_at)
    found = session.execute(query.where(Organisation.trashed_at.is_not(None)))
    return [
        Thrown(("organisation", key), name, "Organisation", place, at)
        for key, name, place, at in found
        if at is not None
    ]


def _letters(session: Session) -> list[Thrown]:
    query = (
        select(DraftRecord.id, DraftRecord.subject, Contact.name, DraftRecord.trashed_at)
        .join(Contact, Contact.id == DraftRecord.contact_id)
        .where(DraftRecord.trashed_at.is_not(None))
    )
    return [
        Thrown(("draft", key), subject or "A letter without a subject", f"Letter to {name}", Place(), at)
        for key, subject, name, at in session.execute(query)
        if at is not None
    ]


def _projects(session: Session) -> list[Thrown]:
    query = select(Project.id, Project.title, Project.trashed_at).where(Project.trashed_at.is_not(None))
    return [
        Thrown(("project", key), title, "Project", Place(), at)
        for key, title, at in session.execute(query)
        if at is not None
    ]


def _templates(session: Session) -> list[Thrown]:
    """Return templates, the texts that were thrown away together as one."""
    from partnerdesk.core.wording import language_name

    query = select(TemplateRecord).where(TemplateRecord.trashed_at.is_not(None)).order_by(TemplateRecord.id)
    together: dict[tuple[str, datetime], list[TemplateRecord]] = {}
    for each in session.scalars(query):
        if each.trashed_at is not None:
            together.setdefault((each.key, each.trashed_at), []).append(each)
    return [
        Thrown(
            ("template", texts[0].id),
            texts[0].name,
            f"Template in {', '.join(language_name(each.language) for each in texts)}",
            Place(),
            at,
        )
        for (_, at), texts in together.items()
    ]


def _together(session: Session, keys: Sequence[object]) -> list[TemplateRecord]:
    """Return the texts of these keys that are in Trash, with those thrown away together with them."""
    asked = {(each.key, each.trashed_at) for each in _thrown(session, TemplateRecord, keys)}
    query = select(TemplateRecord).where(TemplateRecord.trashed_at.is_not(None))
    return [each for each in session.scalars(query) if (each.key, each.trashed_at) in asked]
