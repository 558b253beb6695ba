"""What the page asks of the planner, and the answer as it comes from the worker. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from partnerdesk.core import planner
from partnerdesk.core.dayview import Day, build, hours_shown, in_rows, midnight
from partnerdesk.core.instants import DAY, seconds_at
from partnerdesk.core.overrun import overrun_words
from partnerdesk.core.planner import Choice, Plan, PlanParty
from partnerdesk.core.schoolyear import school_year
from partnerdesk.core.spans import available
from partnerdesk.core.times import Slot
from partnerdesk.core.wording import clock
from partnerdesk.core.zones import zone
from partnerdesk.desk import home, listing, organisations, projects, times
from partnerdesk.desk.book import Book
from partnerdesk.desk.party_finder import Key
from partnerdesk.desk.times import MOST_PARTIES, NOTICE
from partnerdesk.errors import BadInput

MOST_SHOWN = 12
"""Times in the list: more than these nobody compares."""


@dataclass(frozen=True)
class Asked:
    """With whom, in which span, how long, what for.

    Attributes:
        who: the others: contacts and organisations.
        first: the first date, home's.
        last: the last one.
        minutes: how long.
        step: from one start to the next.
        notice: days between now and the earliest time.
        project_id: the project it is for; None: none in particular.

    """

    who: tuple[Key, ...] = ()
    first: date | None = None
    last: date | None = None
    minutes: int = 45
    step: int = 15
    notice: int = NOTICE
    project_id: int | None = None

    def ids(self, kind: str) -> tuple[int, ...]:
        """Return the keys of those of a kind, ``contact`` or ``organisation``, in their order."""
        return tuple(int(key) for each, key in self.who if each == kind)

    @property
    def contact_ids(self) -> tuple[int, ...]:
        """The contacts among the others."""
        return self.ids("contact")


@dataclass(frozen=True)
class Member:
    """One of the others, for its chip.

    Attributes:
        key: who.
        words: name and city.
        lacks: whether nothing can be planned with it: it has no zone, or no hours.

    """

    key: Key
    words: str
    lacks: bool = False


@dataclass(frozen=True)
class Answer:
    """What the worker found.

    Attributes:
        asked: for what.
        who: those of the others that are in the book.
        parties: home first; empty where nothing can be worked out.
        plan: the best times.
        hours: the hours of home's clock that the grid shows.
        year: the first and last date of the school year that the first date lies in.
        today: home's date.
        error: why there is no plan.

    """

    asked: Asked
    who: tuple[Member, ...] = ()
    parties: tuple[PlanParty, ...] = ()
    plan: Plan | None = None
    hours: tuple[int, int] = (6, 20)
    year: tuple[date, date] | None = None
    today: date | None = None
    error: BadInput | None = None

    @property
    def lacking(self) -> Key | None:
        """The first of the others with whom nothing can be planned; None if there is none."""
        return next((each.key for each in self.who if each.lacks), None)


def home_today(book: Book) -> date:
    """Return today's date by home's clock; by UTC where home has none."""
    where = home.get(book).place.zone
    return book.now().astimezone(zone(where) if where else UTC).date()


def days_for(book: Book, project_id: int, ahead: int) -> tuple[date, date] | None:
    """Return the first and last day to look for a project's times in; runs on the worker.

    They begin with the project, or today where it has begun, and go so many days ahead, or to its end. None
    where it has no dates, has ended, or is gone.
    """
    found = next((each for each in projects.listed(book) if each.id == project_id), None)
    if found is None or not (found.opens or found.closes):
        return None
    first = max(home_today(book), found.opens or date.min)
    last = min(first + timedelta(days=ahead), found.closes or date.max)
    return (first, last) if first <= last else None


def members(book: Book, asked: Asked) -> tuple[Member, ...]:
    """Return those of the others that are in the book, contacts first."""
    known = set(listing.find(book))
    found = []
    for row in listing.rows(book, [key for key in asked.contact_ids if key in known]):
        words = f"{row.name} · {row.city}" if row.city else row.name
        lacks = not row.zone or not any(listing.week_of(row.week, row.country).hours)
        found.append(Member(("contact", row.id), words, lacks))
    schools = {each.id: each for each in organisations.listed(book)} if asked.ids("organisation") else {}
    for key in asked.ids("organisation"):
        if (school := schools.get(key)) is not None:
            words = f"{school.name} · {school.place.city}" if school.place.city else school.name
            lacks = not school.place.zone or not (school.week is None or any(school.week.hours))
            found.append(Member(("organisation", key), words, lacks))
    return tuple(found)


def answer(book: Book, asked: Asked) -> Answer:
    """Find the parties and their best times; runs on the worker."""
    who = members(book, asked)
    if not who or asked.first is None or asked.last is None:
        return Answer(asked, who)
    there = replace(asked, who=tuple(each.key for each in who))
    people, schools = there.contact_ids, there.ids("organisation")
    try:
        if len(who) >= MOST_PARTIES:  # before anything is worked out for them
            raise BadInput(
                f"{len(who)} partners are too many to compare.",
                f"Take out {len(who) + 1 - MOST_PARTIES} of them.",
                "parties",
            )
        planner.check_dates(asked.first, asked.last)
        ours = home.get(book)
        begins, ends = school_year(asked.first, ours.week.terms if ours.week else (), ours.place.country)
        parties, _ = times.parties(
            book, people, min(asked.first, begins), max(asked.last, ends), organisation_ids=schools
        )
        plan = times.plan(
            book,
            people,
            asked.first,
            asked.last,
            asked.minutes,
            organisation_ids=schools,
            step=asked.step,
            not_before=book.now() + timedelta(days=asked.notice),
            most=MOST_SHOWN,
            project_id=asked.project_id,
        )
    except BadInput as error:
        return Answer(asked, who, error=error)
    hours = hours_shown(parties, asked.first, asked.last)
    return Answer(asked, who, parties, plan, hours, (begins, ends), home_today(book))


def choice_at(parties: Sequence[PlanParty], start: datetime, minutes: int) -> Choice | None:
    """Return a time as the planner would propose it; None where it is not one for all."""
    local = start.astimezone(zone(parties[0].zone))
    begin = midnight(local.date(), parties[0].zone)
    rest = round((start - begin).total_seconds() / 60) % 15
    try:
        made = planner.plan(
            parties,
            local.date(),
            (start + timedelta(minutes=minutes)).astimezone(local.tzinfo).date(),
            minutes,
            step=5 if rest else 15,
            not_before=start,
            most=600,
        )
    except BadInput:
        return None
    return next((choice for choice in made.choices if choice.start == start), None)


def why_not(parties: Sequence[PlanParty], start: datetime, minutes: int, day: Day | None = None) -> str:
    """Say who cannot be there at a time, home last; empty where everybody can."""
    local = start.astimezone(zone(parties[0].zone))
    shown = day if day is not None and day.day == local.date() else build(parties, local.date())
    first = shown.quarter(start)
    span = int(first // 1), -int(-(first + minutes / 15) // 1)
    begin, end = seconds_at(start), seconds_at(start + timedelta(minutes=minutes))
    beyond = [
        overrun_words(available(party, begin - DAY, end + DAY), party.zone, begin, end)
        for party in in_rows(parties)
    ]
    partners: dict[str, list[str]] = {}
    found: list[str] = []
    for row, into in zip(shown.rows[1:], beyond[1:], strict=True):
        if into:
            found.append(f"it runs into {into} in {row.city}")
        elif (state := row.state_of(*span)) != "school":
            reason = next((run.closed for run in row.runs if run.first <= span[0] < run.last), "")
            words = f" ({reason})" if reason else ", it is night" if state == "night" else ""
            partners.setdefault(words, []).append(f"{row.city} {clock(row.local(start))}")
    found += [f"no school in {_listed(cities)}{words}" for words, cities in partners.items()]
    if beyond[0]:
        found.append(f"it runs into {beyond[0]}, your time")
    elif shown.rows[0].state_of(*span) not in ("school", "stretch"):
        found.append("outside your school day and your stretch hours")
    return "; ".join(found)


def _listed(parts: Sequence[str]) -> str:
    """Join words: ``a``, ``a and b``, ``a, b and c``; each once."""
    *first, last = dict.fromkeys(parts)
    return f"{', '.join(first)} and {last}" if first else last


def slots_of(choices: Sequence[Choice], parties: Sequence[PlanParty]) -> tuple[Slot, ...]:
    """Return times as they are said in letters: by the partner's clock where there is one, else by ours."""
    if not parties:
        return ()
    where = parties[1].zone if len(parties) == 2 else parties[0].zone
    return tuple(choice.slot(where) for choice in sorted(choices, key=lambda each: each.start))
