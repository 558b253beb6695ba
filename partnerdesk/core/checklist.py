"""The response checklist: will they answer? One small function a rule.

A rule is a function from a letter to its findings, named in ``RULES``: there is no more to adding one.
The findings' texts are for the screen, in British English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Literal

from partnerdesk.core import wording
from partnerdesk.core.drafting import Draft, Party, local_times
from partnerdesk.core.facts import PartyWords, ProjectWords, marker
from partnerdesk.core.hours import SchoolWeek, holds, intervals
from partnerdesk.core.times import Slot, offset_text, zone_city
from partnerdesk.core.times import zone as zone_named

Level = Literal["ok", "advice", "stop"]

_SCREEN = "en_GB"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MARKERS = frozenset(
    {marker(field.name) for words in (PartyWords, ProjectWords) for field in fields(words)}
    | {marker("times"), marker("earlier_times")}
)


@dataclass(frozen=True)
class Finding:
    """What one rule says of a letter: well done, better so, or not to be sent as it is."""

    rule: str
    level: Level
    text: str


@dataclass(frozen=True)
class Letter:
    """What a rule looks at. ``now`` is the present instant, aware; None: nothing is past."""

    draft: Draft
    home: Party
    contact: Party
    now: datetime | None = None

    @property
    def reader(self) -> str:
        """The contact's name, for a sentence."""
        return self.contact.name or self.draft.to.address or "the contact"


def check(draft: Draft, home: Party, contact: Party, now: datetime | None = None) -> tuple[Finding, ...]:
    """Return the findings of all rules, in the order of ``RULES``.

    Args:
        draft: the letter as it stands, edited or not.
        home: whose letter it is.
        contact: whom it goes to; a week that nobody gave is an assumed one.
        now: the present instant, aware; without it no slot counts as past.

    """
    letter = Letter(draft, home, contact, now)
    return tuple(finding for rule in RULES for finding in rule(letter))


def missing_fields(letter: Letter) -> Iterator[Finding]:
    """Stop at a fact that the letter shows as a marker, until it is filled in or the sentence is changed."""
    text = f"{letter.draft.subject}\n{letter.draft.body}"
    shown = [found for found in dict.fromkeys(re.findall("‹[^‹›\n]+›", text)) if found in _MARKERS]
    for found in shown:
        facts = [fact for fact in letter.draft.missing if marker(fact) == found]
        whose = " and ".join(_said(fact, letter) for fact in facts) or "a fact"
        yield Finding(
            "missing-fields", "stop", f"The letter shows {found}: fill in {whose}, or change the sentence."
        )
    if not shown:
        yield Finding("missing-fields", "ok", "No field is left open.")


def _said(fact: str, letter: Letter) -> str:
    owner, _, field = fact.rpartition(".")
    field = field.replace("_", " ")
    return {"home": f"your own {field}", "project": f"the project’s {field}"}.get(
        owner, f"{letter.reader}’s {field}"
    )


def both_times(letter: Letter) -> Iterator[Finding]:
    """Stop where a slot's date and time does not stand in the letter for both readers."""
    if not letter.draft.slots:
        yield Finding("both-times", "advice", "No date and time is proposed.")
        return
    unknown = [
        whose
        for whose, party in ((f"{letter.reader}’s", letter.contact), ("your own", letter.home))
        if not party.place.zone
    ]
    for whose in unknown:
        yield Finding("both-times", "stop", f"The time cannot be given there: fill in {whose} city.")
    absent = [] if unknown else [slot for slot in letter.draft.slots if not told(slot, letter)]
    for slot in absent:
        yield Finding(
            "both-times", "stop", f"{_when(slot, letter.home)} is not in the letter for both readers."
        )
    if not (unknown or absent):
        yield Finding("both-times", "ok", "Date and time in both zones.")


def told(slot: Slot, letter: Letter) -> bool:
    """Whether the letter gives a slot to both: as composed, or reworded with its date, clock and place."""
    body = letter.draft.body
    lines = local_times(slot, letter.home, letter.contact, letter.draft.language)
    return all(
        line in body or _reworded(slot, party, body, letter)
        for line, party in zip(lines, (letter.contact, letter.home), strict=True)
    )


def _reworded(slot: Slot, party: Party, body: str, letter: Letter) -> bool:
    start = slot.local(party.place.zone)
    locale = wording.locale_for(letter.draft.language, letter.contact.place.country)
    day = wording.date_words(start.date(), locale)
    clock = re.compile(rf"(?<![\d:]){wording.clock(start)}(?![\d:])")
    places = [place for place in (party.place.city, f"({offset_text(start)})") if place]
    return day in body and any(
        clock.search(line) and any(place in line for place in places) for line in body.split("\n")
    )


def school_hours(letter: Letter) -> Iterator[Finding]:
    """Stop outside the partner's school hours: they are a wall. Advise to ask where they are assumed."""
    zone, week = letter.contact.place.zone, letter.contact.week
    if not (zone and letter.draft.slots):
        return
    reasons = [reason for slot in letter.draft.slots if (reason := outside(slot, letter.contact))]
    for reason in reasons:
        yield Finding("school-hours", "stop", reason)
    if not reasons and week.confirmed:
        yield Finding("school-hours", "ok", "Inside their school hours.")
    elif not reasons:
        text = f"Inside the usual school hours, but {letter.reader}’s are assumed: ask for them."
        yield Finding("school-hours", "advice", text)


def outside(slot: Slot, party: Party) -> str:
    """Say why a slot is not in a party's school hours: a holiday or break by name; empty where it is.

    Asked by the party's own clock and date; its zone has to be known.
    """
    week, zone = party.week, party.place.zone
    holidays = party.holidays or {}
    if holds(week, slot, zone, holidays):
        return ""
    days = (slot.local(zone), (slot.end - timedelta(minutes=1)).astimezone(zone_named(zone)))
    closed = next(filter(None, (week.closed_on(each.date(), holidays) for each in days)), "")
    when = _when(slot, party)
    if closed:
        return f"{when} is no school day there: {closed}."
    kind = "" if week.confirmed else "assumed "
    return f"{when} is outside {party.name or party.email or 'the contact'}’s {kind}school hours."


def holidays_known(letter: Letter) -> Iterator[Finding]:
    """Advise to ask about the day where nobody here knows the place's public holidays."""
    party = letter.contact
    if party.holidays is None and party.week.public_holidays and party.place.zone and letter.draft.slots:
        where = f"in {party.place.city}" if party.place.city else "there"
        text = f"Public holidays {where} are not known here: ask whether it is a school day."
        yield Finding("holidays", "advice", text)


def own_hours(letter: Letter) -> Iterator[Finding]:
    """Advise against a slot outside our own hours and those we stretch to: it is ours to do so or not."""
    home = letter.home
    zone, week, stretch = home.place.zone, home.week, home.stretch
    if not (zone and letter.draft.slots):
        return
    where = f"in {home.place.city or zone_city(zone)}"
    beyond = [slot for slot in letter.draft.slots if not _covers([week], slot, home)]
    for slot in beyond:
        start = slot.local(zone)
        when = f"{_DAYS[start.weekday()]} {wording.clock(start)}"
        if stretch is not None and _covers([week, stretch], slot, home):
            yield Finding("own-hours", "ok", f"{when} is in your stretch hours {where}.")
        else:
            yield Finding("own-hours", "advice", f"{when} is outside your own hours {where}.")
    if not beyond:
        yield Finding("own-hours", "ok", "Inside your own hours.")


def _covers(weeks: list[SchoolWeek], slot: Slot, party: Party) -> bool:
    """Whether the whole slot lies in hours of the weeks taken together, by the party's clock and holidays."""
    zone, holidays = party.place.zone, party.holidays or {}
    found = [each for week in weeks for each in intervals(week, zone, slot.start, slot.end, holidays)]
    reached = slot.start
    for start, end in sorted(found):
        if start <= reached:
            reached = max(reached, end)
    return reached >= slot.end


def not_past(letter: Letter) -> Iterator[Finding]:
    """Stop at a slot that has begun."""
    if letter.now is None or not letter.draft.slots:
        return
    past = [slot for slot in letter.draft.slots if slot.start <= letter.now]
    for slot in past:
        yield Finding("past", "stop", f"{_when(slot, letter.home)} is past: choose another time.")
    if not past:
        yield Finding("past", "ok", "Every time is still to come.")


def address(letter: Letter) -> Iterator[Finding]:
    """Stop without an address that mail can go to; nothing is looked up on the network."""
    # Loaded only now: it takes longer than the rest of the list
    from email_validator import EmailNotValidError, validate_email

    to = letter.draft.to.address
    if not to:
        yield Finding(
            "address", "stop", f"{letter.reader} has no e-mail address: add one, or copy the letter."
        )
        return
    try:
        checked = validate_email(to, check_deliverability=False)
    except EmailNotValidError:
        yield Finding("address", "stop", f"Mail cannot go to “{to}”: correct the address.")
        return
    if checked.ascii_email is None:
        text = (
            f"Most mail servers refuse letters such as those before the @ of “{to}”: ask for another address."
        )
        yield Finding("address", "advice", text)
    else:
        yield Finding("address", "ok", "The address is well-formed.")


def _when(slot: Slot, party: Party) -> str:
    zone = party.place.zone
    return wording.party_time(slot, zone or slot.zone, party.place.city if zone else "", _SCREEN)


RULES: tuple[Callable[[Letter], Iterator[Finding]], ...] = (
    missing_fields,
    both_times,
    school_hours,
    holidays_known,
    own_hours,
    not_past,
    address,
)
