"""The approaches of the sample book, dated from the day it is made, so that Today is alive on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from partnerdesk.core.breaks import Break
from partnerdesk.core.wording import date_words
from partnerdesk.desk import contacts, drafts, listing, times
from partnerdesk.desk.parties import week_of_contact

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.core.times import Slot
    from partnerdesk.desk.book import Book, Writing
    from partnerdesk.storage.records import Contact

_UNSENT = "Tomás Pérez Gil"  # the letter to whom was saved, and nobody said that it was sent
_MOVED = "Óscar Villaseñor"  # whose school has closed on the day of a time that was promised
_CLOSED = "Jornada de maestros"


def add_approaches(writing: Writing, facts: Iterable[Mapping[str, Any]], project: str) -> None:
    """Add approaches to the people of a book that is being filled.

    Args:
        writing: the verb under way.
        facts: the blocks of ``approaches.json``.
        project: what is asked about where a block names no project of its own.

    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach, Entry, Project

    session, now = writing.session, writing.now
    projects = {each.title: each.id for each in session.scalars(select(Project))}
    for each in facts:
        contact = _named(session, each["contact"])
        since, sent = (_before(now, each.get(key, each["days"])) for key in ("days", "sent"))
        answered = each["state"] in ("replied", "agreed", "declined")
        session.add(
            Approach(
                contact_id=contact.id,
                project_id=projects.get(each.get("project", project)),
                state=each["state"],
                since=since,
                template=each["template"],
                language=each["language"],
                sent_at=sent,
                replied_at=since if answered else None,
                reminders=each.get("reminders", 0),
            )
        )
        day = _tuesday(now)
        for days, kind, text in each.get("history", ()):
            told = text.replace("{day}", date_words(day.date(), "es"))
            contact.entries.append(Entry(kind=kind, at=_before(now, days), text=told))


def add_letters(book: Book, project: str) -> None:
    """Add a letter of which nobody knows whether it was sent, and one whose time has fallen on a holiday."""
    found = {row.name: row.id for row in listing.rows(book, listing.find(book))}
    _write(book, found[_UNSENT], project)
    slot = _write(book, found[_MOVED], project, answered=True)
    if slot is not None:
        contact = contacts.card(book, found[_MOVED])
        day = slot.local(contact.whereabouts.zone).date()
        week = week_of_contact(contact)
        contacts.edit(book, contact.id, week=replace(week, breaks=(*week.breaks, Break(day, day, _CLOSED))))


def _write(book: Book, contact_id: int, project: str, *, answered: bool = False) -> Slot | None:
    """Write out a first proposal with a time that suits; None where no time does."""
    first = _tuesday(book.now()).date()
    found = times.plan(book, [contact_id], first, first + timedelta(days=27), most=1).choices
    if not found:
        return None
    slot = found[0].slot(found[0].parties[1].zone)
    letters = drafts.prepare(book, [contact_id], template="first-proposal", slots=[slot], project=project)
    if letters[0].stopped:
        return None
    changes, _ = drafts.write_out(book, letters, kind="eml" if not answered else "copy")
    if answered:
        _settle(book, changes.made[0])
    return slot


def _settle(book: Book, draft_id: int) -> None:
    """Have a letter be one that was sent three weeks ago, and agreed to."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach, DraftRecord, Entry

    with book.write("Filled the sample book") as writing:
        session = writing.session
        letter = session.get_one(DraftRecord, draft_id)
        letter.sent, letter.written_at = "yes", _before(writing.now, 21)
        for entry in session.scalars(select(Entry).where(Entry.draft_id == draft_id)):
            entry.at = letter.written_at
        approach = session.get_one(Approach, letter.approach_id)
        approach.state, approach.since = "agreed", _before(writing.now, 18)
        approach.sent_at, approach.replied_at = letter.written_at, approach.since


def _named(session: Session, name: str) -> Contact:
    from sqlalchemy import select

    from partnerdesk.storage.records import Contact

    return session.scalars(select(Contact).where(Contact.name == name)).one()


def _before(now: datetime, days: int) -> datetime:
    return (now - timedelta(days=days)).replace(second=0, microsecond=0)


def _tuesday(now: datetime) -> datetime:
    """Return a Tuesday in a week or two: a day on which schools meet."""
    return now + timedelta(days=7 + (1 - now.weekday()) % 7)
