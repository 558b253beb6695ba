"""Today: what is due, what waits, who answered, which times moved, which letters were not said to be sent.

One listing for the window and the command line. What stands in it is derived each time from the approaches,
the contacts' histories and their school weeks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from partnerdesk.core import followups
from partnerdesk.core.drafting import choose_language
from partnerdesk.core.followups import Calendar, Next
from partnerdesk.core.replies import leaning, shortened
from partnerdesk.core.saidtimes import said_times
from partnerdesk.core.times import Slot, day_words
from partnerdesk.core.wording import clock, language_name
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.core.zones import zone_city
from partnerdesk.desk import holidays, home, listing, returned, templates, underway
from partnerdesk.desk.book import Book
from partnerdesk.desk.correspondence import CONFIRMATION, CORRECTION
from partnerdesk.desk.keptmoves import MovedKept, moved_kept
from partnerdesk.desk.promises import moved_promises
from partnerdesk.desk.returned import Returned
from partnerdesk.desk.todo import KINDS, Act, Item, Kind, as_document
from partnerdesk.desk.underway import Underway

__all__ = ["KINDS", "Act", "Item", "Kind", "as_document", "calendar_of", "due"]

if TYPE_CHECKING:
    from partnerdesk.core.places import Place
    from partnerdesk.storage.records import Home

REMINDER = "reminder"
THANKS = "thanks"
PROPOSAL = "first-proposal"
_PROPOSED: dict[str, tuple[str, Act]] = {
    "agreed": ("They agreed", "agree"),
    "declined": ("They declined", "decline"),
    "": ("Answer", "answer"),
}
_MEANT = {CONFIRMATION: "agreed", "polite-no": "declined"}
"""What letters that answer say came of it."""
_LATE = 3  # of their school days after which what is due is overdue
_QUOTED = 140  # letters of an answer that a line shows


def due(
    book: Book,
    on: date | None = None,
    *,
    contact_id: int | None = None,
    apart: Collection[int] = (),
) -> list[Item]:
    """Return what there is to do and what waits, the most urgent first.

    Args:
        book: the book.
        on: as if today were another day, by home's calendar.
        contact_id: of one contact only.
        apart: letters to be asked about one by one, though they went out in one batch.

    """
    now, ours = book.now(), home.get(book)
    here = zone_named(ours.place.zone or "UTC")
    if on is not None:
        now = datetime.combine(on, now.astimezone(here).time(), here)
    with book.read() as session:
        rows, looker = underway.approaches(session, contact_id), _Looker(now, ours)
        if contact_id is None:  # whom to ask next, the page of the project tells: they may be a whole folder
            rows = [row for row in rows if not row.joined_only]
        words = underway.last_words(
            session, (each.contact_id for each in rows if each.standing.state == "replied")
        )
        looker.returned = returned.waiting(session, contact_id)
        batches = underway.unsent(session, looker.today, contact_id)
        asked = {letter.approach_id for batch in batches for letter in batch}
        found = [looker.item(row, words.get(row.contact_id)) for row in rows if row.approach_id not in asked]
        found += (_question(part, here) for batch in batches for part in _parts(batch, apart))
        found += map(_held_back, underway.held_back(session, contact_id))
    found += _moved(book, contact_id, now)
    order = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(found, key=lambda each: (order[each.kind], each.on or date.min, each.name, each.key))


def calendar_of(place: Place, week: Any, now: datetime, ours: Home) -> Calendar:
    """Return a contact's school days; by home's clock where its zone is not known."""
    years = range(now.year - 1, now.year + 3)
    known = holidays.of_place(place, years)
    zone = place.zone or ours.place.zone or "UTC"
    return Calendar(week or listing.assumed_in(place.country), zone, known or {})


class _Looker:
    """Writes lines at one moment, for one home."""

    def __init__(self, now: datetime, ours: Home) -> None:
        self.now, self.ours = now, ours
        self.here = zone_named(ours.place.zone or "UTC")
        self.today = now.astimezone(self.here).date()
        self.reminders = tuple(templates.shelf().texts(REMINDER))
        self.returned: Mapping[int, Returned] = {}  # the letters that came back, by their approaches

    def item(self, row: Underway, last_words: tuple[str, datetime] | None) -> Item:
        """Write the line of one approach; ``last_words`` are their newest answer."""
        calendar = calendar_of(row.place, row.week, self.now, self.ours)
        following = followups.next_step(row.standing, calendar, self.now)
        made = self._written(row, calendar, following, last_words)
        if row.snoozed_until is not None and row.snoozed_until > self.today:
            put_off = f"Put off · {made.detail}" if made.detail else "Put off"
            return replace(
                made,
                kind="waiting",
                verb="",
                act="",
                on=row.snoozed_until,
                sentence=_whom(row),
                detail=put_off,
            )
        return made

    def _written(
        self, row: Underway, calendar: Calendar, following: Next, last_words: tuple[str, datetime] | None
    ) -> Item:
        state, there = row.standing.state, calendar.day(self.now)
        item = Item(
            key=f"approach-{row.approach_id}",
            kind="waiting",
            contact_id=row.contact_id,
            name=row.name,
            sentence=_whom(row),
            on=following.on,
            state=state,
            step=following.step,
            approach_id=row.approach_id,
            project=row.project,
            project_id=row.project_id,
        )
        if state == "replied" and row.told:
            return self._told(item, row, last_words)
        if state == "replied":
            return self._answered(item, row, calendar, last_words)
        if state == "drafted":
            back = self.returned.get(row.approach_id)
            return _came_back(item, row, back) if back else self._unsent(item, row)
        if following.on is not None and following.on <= there:
            late = calendar.between(following.on, there) > _LATE
            return self._due(replace(item, kind="overdue" if late else "due"), row, following)
        reminded = row.standing.reminders > 0
        return replace(
            item, detail=_joined(row.project, _waits(following, calendar, there, reminded=reminded))
        )

    def _unsent(self, item: Item, row: Underway) -> Item:
        """Write the line of an approach whose letter was not sent, as the user said."""
        if row.draft_id is None:
            return replace(
                item,
                detail=_joined(row.project, "to be asked again" if row.asked else "to be asked"),
                verb="Write",
                act="write",
                template=PROPOSAL,
                on=None,
            )
        return replace(
            item,
            detail=_joined(row.project, "the letter is written, not sent"),
            verb="Open the letter",
            act="open",
            draft_ids=(row.draft_id,),
            on=None,
        )

    def _due(self, item: Item, row: Underway, following: Next) -> Item:
        late = following.on if item.kind == "overdue" else None
        since = f"due since {day_words(late, weekday=False)}" if late else ""
        if following.step == "ask again":
            rested = f"rested {following.rest.words()}" if following.rest else ""
            return replace(
                item,
                sentence=f"{row.name} had a rest: you may ask again",
                detail=_joined(row.project, since, rested),
                verb="Ask again",
                act="ask",
                template=PROPOSAL,
            )
        days = f"{following.waited} of their school days"
        first = row.standing.reminders == 0
        what = "your letter" if first else "your reminder"
        ready = self._ready(row)
        return replace(
            item,
            sentence=f"{row.name} has had {what} for {days}",
            detail=_joined(row.project, since, ready if first else f"{ready}; after it they rest"),
            verb="Write a reminder" if first else "Remind once more",
            act="remind",
            template=REMINDER,
        )

    def _ready(self, row: Underway) -> str:
        """Say in which language a reminder can be written."""
        if not self.reminders:
            return ""
        language = choose_language(self.reminders, row.languages, self.ours.languages)
        return f"a gentle reminder is ready in {language_name(language)}"

    def _told(self, item: Item, row: Underway, last_words: tuple[str, datetime] | None) -> Item:
        """Write the line of somebody who was answered: what came of it is for the user to say."""
        day = day_words(row.standing.since.astimezone(self.here).date(), weekday=False)
        meant = _MEANT.get(row.told) or leaning(last_words[0] if last_words else "") or "agreed"
        verb, act = _PROPOSED[meant]
        detail = _joined(row.project, f"they answered on {day}, and you have answered them")
        return replace(item, detail=detail, verb=verb, act=act, on=None)

    def _answered(
        self, item: Item, row: Underway, calendar: Calendar, last_words: tuple[str, datetime] | None
    ) -> Item:
        text, at = last_words or ("", row.standing.since)
        day = day_words(at.astimezone(self.here).date())
        slots = said_times(text, calendar.zone, at, elsewhere=[self.ours.place.city]) if text else ()
        slots = tuple(slot for slot in slots if slot.start > self.now)
        said = f"“{shortened(text, _QUOTED)}”" if text else ""
        verb, act = _PROPOSED[leaning(text)]
        if slots:
            city = row.place.city or zone_city(calendar.zone)
            said = f"They may propose {_both(slots[0], calendar.zone, city, self.here)}"
            verb, act = "Use this time", "use"
        return replace(
            item,
            kind="answered",
            sentence=f"{row.name} answered on {day}",
            detail=said or row.project,
            verb=verb,
            act=act,
            template=CONFIRMATION if act == "use" else THANKS,
            slots=slots,
        )


def _came_back(item: Item, row: Underway, back: Returned) -> Item:
    """Write the line of an approach whose letter did not arrive: first an address, then the letter again."""
    letter = (row.draft_id,) if row.draft_id is not None else ()
    found = replace(item, kind="returned", draft_ids=letter)
    if back.better:
        return replace(
            found,
            template="" if letter else PROPOSAL,
            sentence=f"Your letter to {row.name} came back: send it to {back.better}",
            detail=_joined(row.project, f"it went to {back.address}"),
            verb="Open the letter" if letter else "Write",
            act="open" if letter else "write",
        )
    return replace(
        found,
        sentence=f"Your letter to {row.name} came back: {back.address} does not work",
        detail=_joined(row.project, "look for another address, or ask somebody who knows them"),
        verb="Change the address",
        act="contact",
    )


def _whom(row: Underway) -> str:
    return ", ".join(filter(None, (row.name, row.place.city)))


def _joined(*parts: str) -> str:
    text = " · ".join(filter(None, parts))
    return text[:1].upper() + text[1:]


def _waits(following: Next, calendar: Calendar, there: date, *, reminded: bool) -> str:
    """Say what is waited for."""
    if following.rest is not None:
        began = "the second reminder was sent; " if reminded else ""
        return f"{began}they rest {following.rest.words()}"
    passed = f"{following.passed} of {following.of} school days"
    if following.step == "ask again":
        passed = f"after their rest, {passed} since the last entry"
    closed = calendar.week.closed_on(there, calendar.holidays)
    return f"{passed}; no school today: {closed}" if closed else passed


def _both(slot: Slot, theirs: str, city: str, here: tzinfo) -> str:
    """Say a time on both clocks: ``Tuesday 8 December, 11:00 in Puebla (12:00 for you)``."""
    there, ours = slot.local(theirs), slot.start.astimezone(here)
    day = "" if there.date() == ours.date() else f"{day_words(ours.date())}, "
    return f"{day_words(there.date())}, {clock(there)} in {city} ({day}{clock(ours)} for you)"


def _parts(batch: list[Any], apart: Collection[int]) -> list[list[Any]]:
    """Return a batch in one, or letter by letter where one of its letters is to stand alone."""
    return [[each] for each in batch] if any(each.id in apart for each in batch) else [batch]


def _question(rows: Sequence[Any], here: tzinfo) -> Item:
    draft_id, written, _, subject, approach_id, contact_id, name, project, before = rows[0]
    day, one = written.astimezone(here).date(), len(rows) == 1
    names = [row.name for row in rows]
    others = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return Item(
        key=f"letter-{draft_id}",
        kind="unsent",
        contact_id=contact_id,
        name=name if one else "",
        sentence=f"Did you send the {'earlier letter' if before else 'letter'} to {name}?"
        if one
        else f"Did you send these {len(rows):,} letters?",
        detail=_joined(subject if one else ", ".join(names[:3]) + others, f"written on {day_words(day)}"),
        verb="Yes",
        act="sent",
        on=day,
        state="drafted",
        step="send",
        approach_id=approach_id if one else None,
        draft_ids=tuple(row.id for row in rows),
        project=project or "",
        contact_ids=tuple(row.contact_id for row in rows),
    )


def _held_back(row: Any) -> Item:
    draft_id, subject, contact_id, name, project = row
    return Item(
        key=f"letter-{draft_id}",
        kind="waiting",
        contact_id=contact_id,
        name=name,
        sentence=name,
        detail=_joined("the letter is written, not sent", subject),
        verb="Open the letter",
        act="open",
        state="drafted",
        step="send",
        draft_ids=(draft_id,),
        project=project or "",
    )


def _moved(book: Book, contact_id: int | None, now: datetime) -> list[Item]:
    """Write the lines of the times that moved: those in letters, then those kept with projects."""
    promised = moved_promises(book, now)
    found = [
        Item(
            key=f"moved-{each.draft_id}-{each.slot.text()}",
            kind="moved",
            contact_id=each.contact_id,
            name=each.name,
            sentence=each.sentence,
            verb="Write to them" if each.gone_out else "Open the letter",
            act="correct" if each.gone_out else "open",
            on=each.slot.wall.date(),
            step="correct",
            draft_ids=(each.draft_id,),
            template=CORRECTION,
            slots=(each.slot,),
        )
        for each in promised
        if contact_id in (None, each.contact_id)
    ]
    if contact_id is not None:
        return found  # a project's times are no one partner's
    told = {(each.contact_id, each.slot) for each in promised}
    return found + [_of_project(each) for each in moved_kept(book, now, told)]


def _of_project(moved: MovedKept) -> Item:
    return Item(
        key=f"kept-{moved.project_id}-{moved.slots[0].text()}",
        kind="moved",
        contact_id=next(iter(moved.contact_ids), 0),
        name="",
        sentence=moved.sentence,
        verb="Find another time",
        act="find",
        on=moved.slots[0].wall.date(),
        step="correct",
        project=moved.title,
        slots=moved.slots,
        contact_ids=moved.contact_ids,
        project_id=moved.project_id,
    )
