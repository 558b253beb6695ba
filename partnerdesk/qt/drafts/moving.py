"""Why a letter gives another time than before: clocks, school weeks, the dates of a project."""

from __future__ import annotations

from partnerdesk.core.checklist import outside
from partnerdesk.core.drafting import Party
from partnerdesk.core.hours import holds
from partnerdesk.core.times import Slot
from partnerdesk.desk.book import Book
from partnerdesk.desk.promises import moved_promises

Before = tuple[tuple[Slot, ...], int]
"""The times proposed until now, and the key of the project that they were proposed for."""


def promised_words(book: Book, draft_id: int) -> str:
    """Say what has become of the times of a letter in the book; empty where they stand."""
    return " ".join(each.sentence for each in moved_promises(book) if each.draft_id == draft_id)


def moved_words(before: Before, now: Before, home: Party, party: Party | None, title: str = "") -> str:
    """Say why another time is proposed by itself than until now; empty where it is the same, or the first.

    ``title`` is that of the project now.
    """
    (old, about), (new, project) = before, now
    if not old or not new or set(old) & set(new) or party is None:
        return ""
    lead = "Another time is proposed"
    if party.place.zone and (reason := outside(old[0], party)):
        return f"{lead}: {reason}"
    if project != about:
        return f"{lead}: it goes with “{title}”." if title else f"{lead}: the other one was the project’s."
    zone = home.place.zone
    if zone and not holds(home.week, old[0], zone, home.holidays or {}):
        return f"{lead}: the other one is outside your own school hours."
    return f"{lead}: by the hours that are known now it suits both better."
