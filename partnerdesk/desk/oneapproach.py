"""Two contacts' approaches, when the contacts become one: what was asked about one project is one matter."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from partnerdesk.desk.correspondence import OPEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Approach


def join_approaches(session: Session, keep: int, other: int) -> None:
    """Give the approaches of ``other`` to ``keep``; where both were asked about one project, make one of two.

    Those about nothing in particular are one where both are open still; what has ended stays as it was.
    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    query = select(Approach).where(Approach.contact_id.in_((keep, other))).order_by(Approach.id)
    found = list(session.scalars(query))
    mine, theirs = (
        [each for each in found if each.contact_id == one and each.trashed_at is None]
        for one in (keep, other)
    )
    for each in reversed(theirs):  # the newest of each first
        match = next((one for one in reversed(mine) if _one_matter(one, each)), None)
        if match is not None:
            mine.remove(match)
            _join(session, match, each)
            found.remove(each)
    for each in found:
        each.contact_id = keep
    session.flush()


def _one_matter(one: Approach, other: Approach) -> bool:
    if one.project_id != other.project_id:
        return False
    return one.project_id is not None or (one.state in OPEN and other.state in OPEN)


def _join(session: Session, kept: Approach, gone: Approach) -> None:
    """Make one approach of two: the state is that of the one in which something happened last."""
    from sqlalchemy import update

    from partnerdesk.storage.records import DraftRecord, Entry

    last = max((kept, gone), key=lambda each: (each.state != "drafted", each.since))
    first = min((kept, gone), key=lambda each: (each.sent_at is None, each.sent_at or each.since))
    values = {
        "state": last.state,
        "since": last.since,
        "reminders": last.reminders,
        "snoozed_until": last.snoozed_until,
        "returned_from": last.returned_from,
        "template": first.template or last.template,
        "language": first.language or last.language,
        "sent_at": _earlier(kept.sent_at, gone.sent_at),
        "replied_at": _earlier(kept.replied_at, gone.replied_at),
    }
    for column, value in values.items():
        setattr(kept, column, value)
    session.flush()
    session.execute(update(DraftRecord).where(DraftRecord.approach_id == gone.id).values(approach_id=kept.id))
    session.execute(update(Entry).where(Entry.approach_id == gone.id).values(approach_id=kept.id))
    session.delete(gone)
    session.flush()


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(filter(None, (one, other)), default=None)
