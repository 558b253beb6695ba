"""Times: when home and its partners can meet, and what is done with a time once it is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from partnerdesk.core import planner
from partnerdesk.core.closures import breaks_not_known
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.planner import MOST_PARTIES
from partnerdesk.core.plans import Choice, Plan, PlanParty
from partnerdesk.core.publicdays import known_years
from partnerdesk.core.zones import zone
from partnerdesk.desk import contacts, holidays, home, listing, organisations, project_slots
from partnerdesk.desk.book import Book
from partnerdesk.desk.chosen import (
    as_document,
    calendar,
    file_name,
    lines,
    locales,
    save,
    save_calendar,
    text,
)
from partnerdesk.desk.listing import assumed_in
from partnerdesk.desk.parties import week_of_contact
from partnerdesk.desk.places import gazetteer
from partnerdesk.desk.promises import MovedPromise, moved_promises
from partnerdesk.errors import BadInput

__all__ = [
    "BEST",
    "LOOK_AHEAD",
    "MOST_PARTIES",
    "NOTICE",
    "MovedPromise",
    "as_document",
    "best",
    "calendar",
    "file_name",
    "lines",
    "locales",
    "moved_promises",
    "parties",
    "plan",
    "save",
    "save_calendar",
    "text",
]  # fmt: skip

LOOK_AHEAD = 8 * 7
"""How many days are looked at where no last day is given."""

NOTICE = 7
"""Days between now and the earliest time that is proposed unasked, on screen and on paper."""

BEST = 3
"""As many times as a letter proposes."""


def parties(
    book: Book,
    contact_ids: Sequence[int],
    first: date,
    last: date,
    *,
    organisation_ids: Sequence[int] = (),
) -> tuple[tuple[PlanParty, ...], tuple[str, ...]]:
    """Return home and the others as the planner takes them, home first, with their holidays.

    Args:
        book: the book.
        contact_ids: contacts, each once; with the place and week that count for them.
        first: the first day that is looked at; the holidays of all its year are there.
        last: the last one.
        organisation_ids: organisations.

    Returns:
        The parties, and what is not known of them, a sentence each.

    Raises:
        BadInput: home has no place, or these are more than the planner takes; a party without a zone; dates
            that cannot be planned.
        NotFound: one of them does not exist.

    """
    planner.check_dates(first, last)
    people, schools = list(dict.fromkeys(contact_ids)), list(dict.fromkeys(organisation_ids))
    if 1 + len(people) + len(schools) > MOST_PARTIES:  # said before a whole folder is read
        raise BadInput(
            f"{len(people) + len(schools)} partners are too many to plan for.",
            f"Choose {MOST_PARTIES - 1} at the most.",
            "with",
        )
    ours = home.get(book)
    place = home.placed(ours.place)
    years = range((first - timedelta(days=1)).year, (last + timedelta(days=1)).year + 1)
    unknown: list[str] = []

    def party(
        name: str, place: Place, week: SchoolWeek, stretch: SchoolWeek | None = None, *, is_home: bool = False
    ) -> PlanParty:
        closed = holidays.of_place(place, years)
        if closed is None and week.public_holidays:
            unknown.append(_not_known(place, name))
        elif week.public_holidays and not {*years} <= {*(known := known_years(place.country))}:
            unknown.append(_known_only(place, known))
        return PlanParty(name, place.city, place.zone, week, closed or {}, stretch, is_home)

    found = [party(ours.name, place, ours.week or assumed_in(place.country), ours.stretch, is_home=True)]
    with book.read() as session:
        found += (
            party(each.name, each.whereabouts, week_of_contact(each))
            for each in contacts.cards(session, people)
        )
        found += (
            party(each.name, each.place, each.week or assumed_in(each.place.country))
            for each in organisations.several(session, schools)
        )
    unknown += breaks_not_known(found)
    return tuple(found), tuple(dict.fromkeys(unknown))


def plan(
    book: Book,
    contact_ids: Sequence[int] = (),
    first: date | None = None,
    last: date | None = None,
    minutes: int = 45,
    *,
    organisation_ids: Sequence[int] = (),
    folder: str = "",
    step: int = 15,
    not_before: datetime | None = None,
    most: int = 20,
    project_id: int | None = None,
) -> Plan:
    """Find the times at which home and the others can meet, the best first.

    Args:
        book: the book.
        contact_ids: contacts.
        first: the first day, by home's calendar; today where nothing is said.
        last: the last one; eight weeks from the first.
        minutes: how long.
        organisation_ids: organisations.
        folder: ``MX`` or ``MX-PUE``: everybody in it.
        step: from one start to the next that is looked at, in minutes.
        not_before: aware; now where nothing is said, unless all the days have gone by.
        most: how many times to return.
        project_id: the project it is for: who had the awkward hour before is told, and spared it.

    Raises:
        BadInput: a value that cannot be; ``field`` names it.
        NotFound: one of the parties does not exist.

    """
    if most < 1:
        raise BadInput(f"{most} times are none at all.", "Ask for one or more.", "most")
    everybody = [*contact_ids, *(listing.find(book, folder=folder) if folder else ())]
    now = book.now()
    today = now.astimezone(zone(home.placed(home.get(book).place).zone)).date()
    first = first or today
    planner.check_span(first, last or first)  # there may be no eight weeks after it
    last = first + timedelta(days=LOOK_AHEAD - 1) if last is None else last
    found, warnings = parties(book, everybody, first, last, organisation_ids=organisation_ids)
    if last < today:
        warnings = (*warnings, "All of these days have gone by.")
    elif not_before is None:
        not_before = now
    past = project_slots.earlier(book, project_id) if project_id is not None else ()
    made = planner.plan(
        found, first, last, minutes, step=step, not_before=not_before, most=most, earlier=past
    )
    return replace(made, warnings=(*made.warnings, *warnings))


def best(made: Plan, most: int = BEST) -> tuple[Choice, ...]:
    """Return the best times of different days, by home's calendar: what a letter proposes."""
    days: dict[date, Choice] = {}
    for choice in made.choices:
        days.setdefault(choice.parties[0].start.date(), choice)  # the first party is home
    return tuple(days.values())[:most]


def _known_only(place: Place, known: range) -> str:
    country = gazetteer().country(place.country)
    where = country.name if country else place.country
    span = f"from {known[0]} to {known[-1]}"
    return f"Public holidays of {where} are known here {span} only: ask whether there is school."


def _not_known(place: Place, name: str) -> str:
    country = gazetteer().country(place.country)
    where = f"of {country.name}" if country else f"where {name} is"
    return f"Public holidays {where} are not known here: ask whether there is school."
