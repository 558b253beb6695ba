"""The last and the next step with one contact, for the card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from partnerdesk.core.followups import Next, next_step
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.desk import home, returned, unanswered, underway
from partnerdesk.desk.approachlines import calendar_of
from partnerdesk.desk.book import Book

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LAST = {
    "drafted": "Letter written",
    "sent": "First letter sent",
    "replied": "Answered",
    "agreed": "Agreed",
    "declined": "Declined",
    "resting": "Resting",
}


@dataclass(frozen=True)
class Steps:
    """What was done last and what is to be done next; both are empty where nothing was ever asked."""

    last: str = ""
    next: str = ""


def steps(book: Book, contact_id: int) -> Steps:
    """Return the steps of a contact's newest open approach, else of the newest one that ended.

    A letter of theirs that no open approach tells of is to be answered first.
    """
    with book.read() as session:
        letters = unanswered.letters(session, book.now(), contact_id)
        found = underway.approaches(session, contact_id)
        ended = None if found else _ended(session, contact_id)
        came_back = returned.waiting(session, contact_id)
        undelivered = returned.letters(session, contact_id)
    now, ours = book.now(), home.get(book)
    here = zone_named(ours.place.zone or "UTC")
    for each in undelivered:
        return Steps("Your last letter came back", _elsewhere(each.back))
    if letters:
        return Steps(f"Wrote to you on {_day(letters[0].at.astimezone(here).date(), now)}", "Answer")
    if not found and ended is None:
        return Steps()
    if not found:
        state, since = ended or ("", now)
        return Steps(f"{_LAST[state]} on {_day(since.astimezone(here).date(), now)}")
    row = max(found, key=lambda each: each.approach_id)
    if back := came_back.get(row.approach_id):
        on = _day(row.standing.since.astimezone(here).date(), now)
        return Steps(f"Letter came back on {on}", _elsewhere(back))
    standing, calendar = row.standing, calendar_of(row.place, row.week, now, ours)
    if standing.told:
        return Steps(
            f"Answered on {_day(standing.since.astimezone(here).date(), now)}", "Say what came of it"
        )
    last = "Reminder sent" if standing.state == "sent" and standing.reminders else _LAST[standing.state]
    link = "since" if standing.state == "resting" else "on"
    following = next_step(standing, calendar, now)
    return Steps(
        f"{last} {link} {_day(standing.since.astimezone(here).date(), now)}",
        _next(following, calendar.day(now), now),
    )


def _elsewhere(back: returned.Returned) -> str:
    return f"Send it to {back.better}" if back.better else "Change the address"


def _next(following: Next, there: date, now: datetime) -> str:
    if following.on is None or following.step in ("send", "answer"):
        return {"send": "Send the letter", "answer": "Answer"}.get(following.step, "")
    verb = following.step.capitalize()
    when = f" from {_day(following.on, now)}" if following.on > there else " now"
    if not following.of:
        return f"{verb}{when}"
    return f"{verb}{when}: {following.passed} of {following.of} school days have passed"


def _ended(session: Session, contact_id: int) -> tuple[str, datetime] | None:
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    query = select(Approach.state, Approach.since).where(
        Approach.contact_id == contact_id, Approach.trashed_at.is_(None)
    )
    found = session.execute(query.order_by(Approach.id.desc())).first()
    return (found[0], found[1]) if found else None


def _day(day: date, now: datetime) -> str:
    return day_words(day, weekday=False) + (f" {day.year}" if day.year != now.year else "")
