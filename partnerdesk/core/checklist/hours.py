"""Rules of hours: their school hours are a wall, ours are ours to stretch, and what is past is past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from partnerdesk.core import wording
from partnerdesk.core.checklist.finding import Finding, Fix
from partnerdesk.core.checklist.letter import Letter
from partnerdesk.core.drafting import Party
from partnerdesk.core.hours import SchoolWeek, holds, intervals, spans
from partnerdesk.core.instants import DAY, seconds_at
from partnerdesk.core.overrun import overrun_words
from partnerdesk.core.times import Slot, day_words
from partnerdesk.core.turnofyear import may_be_closed
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.core.zones import zone_city

_DAYTIME = (7 * 60, 18 * 60)  # minutes after midnight
_SCREEN = "en_GB"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHANGE = Fix("Change the time", "change-time")
_ENTER = Fix("Enter their hours", "enter-hours")
_BREAKS = Fix("Enter their breaks", "enter-hours")


def school_hours(letter: Letter) -> Iterator[Finding]:
    """Stop outside the partner's school hours: they are a wall. Advise to ask where they are assumed.

    Assumed hours are a guess: by day, on a day on which there is school, others may hold.
    """
    zone, week = letter.contact.place.zone, letter.contact.week
    if not (zone and letter.draft.slots):
        return
    reasons = {slot: reason for slot in letter.draft.slots if (reason := outside(slot, letter.contact))}
    ask = () if week.confirmed else (_ENTER,)
    for slot, reason in reasons.items():
        fixes = (Fix("Find a time", "find-time"), *ask)
        if wall := never_there(slot, letter.contact):
            yield _stop("school-hours", slot, wall, letter, fixes)
        else:
            text = f"{reason.removesuffix('.')}: ask whether it suits."
            yield Finding("school-hours", "advice", text, fixes=fixes)
    if not reasons and week.confirmed:
        yield Finding("school-hours", "ok", "Inside their school hours.")
    elif not reasons:
        text = f"Inside the usual school hours, but {letter.reader}’s are assumed: ask for them."
        yield Finding("school-hours", "advice", text, fixes=ask)


def _stop(rule: str, slot: Slot, text: str, letter: Letter, fixes: tuple[Fix, ...]) -> Finding:
    """Return a stop at a slot; advice, where it was read from words that may be of something else."""
    if slot in letter.doubted:
        return Finding(rule, "advice", f"If this is a time to meet: {text}", fixes=fixes)
    return Finding(rule, "stop", text, fixes=fixes)


def never_there(slot: Slot, party: Party) -> str:
    """Say why a slot is out of the question there, which is a stop; empty where it is in school, or may be.

    Their confirmed hours are a wall; assumed ones leave the whole day to ask about, on a day with school.
    Asked as :func:`outside` is.
    """
    week, zone = party.week, party.place.zone
    reason = outside(slot, party)
    if week.confirmed or not reason:
        return reason
    by_day = replace(week, hours=tuple((_DAYTIME,) if day else () for day in week.hours))
    if not outside(slot, replace(party, week=by_day)):
        return ""
    first, last = slot.local(zone), slot.end.astimezone(zone_named(zone))
    if week.closed_on(first.date(), party.holidays or {}):
        return reason
    when, end = when_words(slot, party), wording.clock(last)
    if not week.hours[first.weekday()]:
        return f"{when} is out of the question: there is no school there on a {_DAYS[first.weekday()]}."
    if first.hour * 60 + first.minute < _DAYTIME[0]:
        return f"{when} is too early: before {_clock(_DAYTIME[0])} there is hardly a school in session."
    late = f"it ends at {end}, and after {_clock(_DAYTIME[1])} hardly a school is in session"
    return f"{when} is too late: {late}."


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


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
    when = when_words(slot, party)
    if closed:
        return f"{when} is no school day there: {closed}."
    kind = "" if week.confirmed else "assumed "
    start, end = seconds_at(slot.start), seconds_at(slot.end)
    if beyond := overrun_words(spans(week, zone, start - DAY, end + DAY, holidays), zone, start, end):
        return f"{when} lasts too long: it runs into {beyond} by their {kind}school hours."
    return f"{when} is outside {party.name or party.email or 'the contact'}’s {kind}school hours."


def holidays_known(letter: Letter) -> Iterator[Finding]:
    """Advise to ask about the day where nobody here knows the place's public holidays."""
    party = letter.contact
    if party.holidays is None and party.week.public_holidays and party.place.zone and letter.draft.slots:
        where = f"in {party.place.city}" if party.place.city else "there"
        text = f"Public holidays {where} are not known here: ask whether it is a school day."
        yield Finding("holidays", "advice", text)


def breaks_known(letter: Letter) -> Iterator[Finding]:
    """Advise to ask about the day where their breaks are not known, around Christmas and New Year."""
    party = letter.contact
    if not party.place.zone:
        return
    for slot in letter.draft.slots:
        day = slot.local(party.place.zone).date()
        if may_be_closed(party.week, day) and not never_there(slot, party):
            when = day_words(day)
            text = f"Their breaks are not known: {when} lies around Christmas and New Year. Ask for them."
            yield Finding("breaks", "advice", text, fixes=(Fix("Find a time", "find-time"), _BREAKS))


def own_hours(letter: Letter) -> Iterator[Finding]:
    """Advise against a slot outside our own hours and those we stretch to: it is ours to do so or not."""
    home = letter.home
    zone, week = home.place.zone, home.week
    if not (zone and letter.draft.slots):
        return
    where = f"in {home.place.city or zone_city(zone)}"
    beyond = [slot for slot in letter.draft.slots if not _covers([week], slot, home)]
    for slot in beyond:
        start = slot.local(zone)
        when = f"{_DAYS[start.weekday()]} {wording.clock(start)}"
        if in_own_hours(slot, home):
            yield Finding("own-hours", "ok", f"{when} is in your stretch hours {where}.")
        else:
            text = f"{when} is outside your own hours {where}."
            yield Finding("own-hours", "advice", text, fixes=(_CHANGE,))
    if not beyond:
        yield Finding("own-hours", "ok", "Inside your own hours.")


def in_own_hours(slot: Slot, home: Party) -> bool:
    """Say whether a slot is in our own hours, or those we stretch to; where our zone is not known, it is."""
    week, stretch = home.week, home.stretch
    longer = [week] if stretch is None else [week, replace(week, hours=stretch.hours)]
    return not home.place.zone or _covers(longer, slot, home)


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
        text = f"{when_words(slot, letter.home)} is past: choose another time."
        yield _stop("past", slot, text, letter, (_CHANGE,))
    if not past:
        yield Finding("past", "ok", "Every time is still to come.")


def when_words(slot: Slot, party: Party) -> str:
    """Say on the screen when a slot begins for a party."""
    zone = party.place.zone
    return wording.party_time(slot, zone or slot.zone, party.place.city if zone else "", _SCREEN)
