"""Lines of Today that tell of approaches: what is due, what waits, who answered, what came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from partnerdesk.core import followups
from partnerdesk.core.drafting import choose_language
from partnerdesk.core.followups import Calendar, Next
from partnerdesk.core.purposes import REMINDER
from partnerdesk.core.times import Slot, day_words
from partnerdesk.core.wording import language_name
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.desk import holidays, listing, templates
from partnerdesk.desk.answerlines import Reader, Said, came_of_it
from partnerdesk.desk.returned import Returned, Undelivered
from partnerdesk.desk.todo import Item, joined
from partnerdesk.desk.unanswered import Unanswered
from partnerdesk.desk.underway import Underway

if TYPE_CHECKING:
    from partnerdesk.core.places import Place
    from partnerdesk.storage.records import Home

PROPOSAL = "first-proposal"
_ENDED = ("agreed", "declined")
_LATE = 3  # of their school days after which what is due is overdue


def calendar_of(place: Place, week: Any, now: datetime, ours: Home) -> Calendar:
    """Return a contact's school days; by home's clock where its zone is not known."""
    years = range(now.year - 1, now.year + 3)
    known = holidays.of_place(place, years)
    zone = place.zone or ours.place.zone or "UTC"
    return Calendar(week or listing.assumed_in(place.country), zone, known or {})


class Looker:
    """Writes lines at one moment, for one home."""

    def __init__(self, now: datetime, ours: Home) -> None:
        self.now, self.ours = now, ours
        self.here = zone_named(ours.place.zone or "UTC")
        self.today = now.astimezone(self.here).date()
        self.reminders = tuple(templates.shelf().texts(REMINDER))
        self.returned: Mapping[int, Returned] = {}  # the letters that came back, by their approaches
        self.proposed: Mapping[int, Sequence[Slot]] = {}  # the times in our letters, likewise
        self.reader = Reader(now, ours)

    def item(self, row: Underway, last_words: tuple[str, datetime] | None) -> Item:
        """Write the line of one approach; ``last_words`` are their newest answer."""
        calendar = calendar_of(row.place, row.week, self.now, self.ours)
        following = followups.next_step(row.standing, calendar, self.now)
        made = self._written(row, calendar, following, last_words)
        if row.snoozed_until is not None and row.snoozed_until > self.today:
            return _put_off(made, _whom(row), row.snoozed_until)
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
            return _back(item, back, row.draft_id) if back else self._unsent(item, row)
        if following.on is not None and following.on <= there:
            late = calendar.between(following.on, there) > _LATE
            return self._due(replace(item, kind="overdue" if late else "due"), row, following)
        reminded = row.standing.reminders > 0
        return replace(
            item, detail=joined(row.project, _waits(following, calendar, there, reminded=reminded))
        )

    def _unsent(self, item: Item, row: Underway) -> Item:
        """Write the line of an approach whose letter was not sent, as the user said, or is to be written."""
        if row.draft_id is None or row.went:
            return replace(
                item,
                detail=joined(row.project, "to be asked again" if row.asked else "to be asked"),
                verb="Write",
                act="write",
                template=PROPOSAL,
                on=None,
            )
        return replace(
            item,
            detail=joined(row.project, "the letter is written, not sent"),
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
                detail=joined(row.project, since, rested),
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
            detail=joined(row.project, since, ready if first else f"{ready}; after it they rest"),
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
        verb, act = came_of_it(row.told, last_words[0] if last_words else "")
        detail = joined(row.project, f"they answered on {day}, and you have answered them")
        return replace(item, detail=detail, verb=verb, act=act, on=None)

    def _answered(
        self, item: Item, row: Underway, calendar: Calendar, last_words: tuple[str, datetime] | None
    ) -> Item:
        text, at = last_words or ("", row.standing.since)
        day = day_words(at.astimezone(self.here).date())
        answered = replace(item, kind="answered", sentence=f"{row.name} answered on {day}")
        said = Said(text, at, calendar, row.place, self.proposed.get(row.approach_id, ()))
        made = self.reader.told(answered, said)
        return replace(made, detail=made.detail or row.project)

    def unanswered(self, letter: Unanswered) -> Item:
        """Write the line of a letter that no approach under way tells of."""
        calendar = calendar_of(letter.place, letter.week, self.now, self.ours)
        day = day_words(letter.at.astimezone(self.here).date())
        who = f"{letter.name}, who {letter.state}," if letter.state in _ENDED else letter.name
        item = Item(
            key=f"answer-{letter.entry_id}",
            kind="answered",
            contact_id=letter.contact_id,
            name=letter.name,
            sentence=f"{who} wrote on {day}",
            on=calendar.day(letter.at),
            state=letter.state,
            step="answer",
            approach_id=letter.approach_id,
            project=letter.project,
            project_id=letter.project_id,
        )
        ours = self.proposed.get(letter.approach_id or 0, ())
        made = self.reader.told(item, Said(letter.words, letter.at, calendar, letter.place, ours))
        made = replace(made, detail=made.detail or letter.project)
        if made.act in ("agree", "decline") and (not letter.state or letter.state.startswith(made.act)):
            made = replace(
                made, verb="Answer", act="answer", template=made.reply
            )  # there is nothing to change
        if letter.snoozed_until is not None and letter.snoozed_until > self.today:
            return _put_off(made, letter.name, letter.snoozed_until)
        return made


def _put_off(item: Item, whom: str, until: date) -> Item:
    """Have a line wait until a day."""
    detail = f"Put off · {item.detail}" if item.detail else "Put off"
    return replace(item, kind="waiting", verb="", act="", on=until, sentence=whom, detail=detail)


def undelivered(letter: Undelivered) -> Item:
    """Write the line of a letter that came back, of which no approach tells."""
    item = Item(
        key=f"back-{letter.draft_id}",
        kind="returned",
        contact_id=letter.contact_id,
        name=letter.name,
        sentence="",
        step="send",
        project=letter.project,
        project_id=letter.project_id,
    )
    return _back(item, letter.back, letter.draft_id)


def _back(item: Item, back: Returned, draft_id: int | None) -> Item:
    """Write the line of a letter that did not arrive: first an address, then the letter again."""
    letter = (draft_id,) if draft_id is not None else ()
    found = replace(item, kind="returned", draft_ids=letter)
    if back.better:
        return replace(
            found,
            template="" if letter else PROPOSAL,
            sentence=f"Your letter to {item.name} came back: send it to {back.better}",
            detail=joined(item.project, f"it went to {back.address}"),
            verb="Open the letter" if letter else "Write",
            act="open" if letter else "write",
        )
    return replace(
        found,
        sentence=f"Your letter to {item.name} came back: {back.address} does not work",
        detail=joined(item.project, "look for another address, or ask somebody who knows them"),
        verb="Change the address",
        act="contact",
    )


def _whom(row: Underway) -> str:
    return ", ".join(filter(None, (row.name, row.place.city)))


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
