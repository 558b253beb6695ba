"""Times promised earlier, looked at again: clocks and school weeks change after a letter has gone out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from partnerdesk.core import wording
from partnerdesk.core.breaks import Break
from partnerdesk.core.checklist import Letter, never_there, told
from partnerdesk.core.drafting import Address, Draft, Party
from partnerdesk.core.purposes import ANOTHER_TIME, REPLACES
from partnerdesk.core.times import Slot, offset_text
from partnerdesk.core.zones import tz_version
from partnerdesk.core.zones import zone as zone_named
from partnerdesk.desk import contacts, holidays, home, templates
from partnerdesk.desk.book import Book
from partnerdesk.desk.correspondence import NOT_OUT
from partnerdesk.desk.parties import contact_party, home_party

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.core.templates import Template
    from partnerdesk.storage.records import DraftRecord, DraftSlot

_SCREEN = "en_GB"
LARGEST_MOVE = timedelta(days=1, hours=2)
"""How far newer rules can move a time: a country has changed its side of the date line."""


@dataclass(frozen=True)
class MovedPromise:
    """A time in a letter that is no longer what it was.

    Attributes:
        draft_id: the letter.
        contact_id: to whom.
        name: their name.
        slot: what was said; that stays.
        kind: ``moved``: the clocks' rules are others now, so that somebody's local time or the instant is;
            ``outside``: it is out of the question there by now, whether it moved or not.
        sentence: what has become of it, for the screen.
        promised: whether the letter was sent, as the user said or their answer shows; else it is still being
            written, or that is not known yet.
        starts: when it begins by today's rules, aware.
        approach_id: the approach that the letter belongs to, if any.

    """

    draft_id: int
    contact_id: int
    name: str
    slot: Slot
    kind: Literal["moved", "outside"]
    sentence: str
    promised: bool
    starts: datetime
    approach_id: int | None = None


def moved_promises(book: Book, now: datetime | None = None) -> tuple[MovedPromise, ...]:
    """Return the times to come, in the letters of the book, that moved or that the checklist would stop now.

    Nothing is changed: what was said is kept, and what to do about it is for the user. What the checklist
    only advises to ask about, as hours that are assumed, is none of it. A time that several letters to one
    contact propose is there once, as the newest of those that were sent has it. Left out are
    those of partners who declined and of projects that are done, and those in whose place a later letter puts
    others, of which it is not known yet whether it was sent.

    Args:
        book: the book.
        now: as if it were another instant, aware; a time that has gone by then is let be.

    """
    now = now or book.now()
    found: dict[tuple[int, Slot], MovedPromise | None] = {}
    with book.read() as session:
        promised = _promised(session, now)
        years = holidays.years(now, (slot.slot for _, slot in promised))
        ours = home_party(home.get(book), years)
        ids = sorted({record.contact_id for record, _ in promised})
        people = {
            each.id: contact_party(each, years)
            for each in contacts.cards(session, ids)
            if each.trashed_at is None
        }
        for record, slot in promised:
            key = record.contact_id, slot.slot
            if record.contact_id in people and key not in found:
                found[key] = _moved(record, slot, ours, people[record.contact_id])
    ahead = [each for each in found.values() if each is not None and each.starts > now]
    return tuple(sorted(ahead, key=lambda each: (each.starts, each.name)))


def promised_words(book: Book, draft_id: int) -> str:
    """Say what has become of the times of a letter in the book; empty where they stand."""
    return " ".join(each.sentence for each in moved_promises(book) if each.draft_id == draft_id)


def given_up(book: Book, template: Template | str | None, contact_id: int) -> tuple[Slot, ...]:
    """Return the times that a letter with another time does not propose again; none for any other letter.

    They are those of the letters that went out to the contact.
    """
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord, DraftSlot

    if not isinstance(template, str) or ANOTHER_TIME not in templates.shelf(book).purposes(template):
        return ()
    query = (
        select(DraftSlot)
        .join(DraftRecord, DraftRecord.id == DraftSlot.draft_id)
        .where(
            DraftRecord.contact_id == contact_id,
            DraftRecord.exported_as != "",
            DraftRecord.trashed_at.is_(None),
            DraftSlot.instant > book.now() - LARGEST_MOVE,
        )
        .order_by(DraftSlot.instant)
    )
    with book.read() as session:
        return tuple(dict.fromkeys(each.slot for each in session.scalars(query)))


def without(party: Party, slots: Iterable[Slot]) -> Party:
    """Return a party that has no school on the days of some times, so that others are found for it."""
    zone = party.place.zone
    if not zone:
        return party
    days = sorted({slot.local(zone).date() for slot in slots})
    week = replace(party.week, breaks=(*party.week.breaks, *(Break(day, day) for day in days)))
    return replace(party, week=week)


def _promised(session: Session, now: datetime) -> list[tuple[DraftRecord, DraftSlot]]:
    """Return the slots that may still lie ahead, each with its letter; newest letters sent first."""
    from sqlalchemy import and_, exists, or_, select
    from sqlalchemy.orm import aliased

    from partnerdesk.storage.records import Approach, DraftRecord, DraftSlot, Project

    newer = aliased(DraftRecord)
    corrected = exists().where(
        newer.approach_id == DraftRecord.approach_id,
        newer.contact_id == DraftRecord.contact_id,
        newer.purpose.in_(REPLACES),
        newer.id > DraftRecord.id,
        newer.exported_as != "",
        newer.sent == "",
        newer.trashed_at.is_(None),
    )
    not_out = or_(DraftRecord.exported_as == "", DraftRecord.sent.in_(NOT_OUT))
    unasked = and_(DraftRecord.sent == "", DraftRecord.approach_id.is_(None))
    was_sent = and_(DraftRecord.exported_as != "", or_(DraftRecord.sent == "yes", unasked))
    query = (
        select(DraftRecord, DraftSlot)
        .join(DraftSlot, DraftSlot.draft_id == DraftRecord.id)
        .outerjoin(Approach, Approach.id == DraftRecord.approach_id)
        .outerjoin(Project, Project.id == DraftRecord.project_id)
        .where(
            DraftRecord.trashed_at.is_(None),
            DraftSlot.instant > now - LARGEST_MOVE,
            DraftSlot.settled_at.is_(None),
            or_(Approach.id.is_(None), Approach.state != "declined"),
            or_(Project.id.is_(None), Project.state != "done"),
            ~corrected,
        )
        .order_by(was_sent.desc(), not_out, DraftRecord.written_at.desc(), DraftRecord.id.desc())
    )
    return [(record, slot) for record, slot in session.execute(query)]


def _moved(record: DraftRecord, kept: DraftSlot, ours: Party, party: Party) -> MovedPromise | None:
    """Say what has become of one slot; None where it is as it was."""
    slot = kept.slot
    moved = "" if kept.tz_version == tz_version() else _clocks(record, kept, ours, party)
    reason = never_there(slot, party) if party.place.zone else ""
    if not (moved or reason):
        return None
    promised = _was_sent(record)
    lead = f"Promised to {party.name}" if promised else f"In your letter to {party.name}"
    said = " ".join(filter(None, (moved, reason)))
    kind: Literal["moved", "outside"] = "outside" if reason else "moved"
    return MovedPromise(
        record.id, record.contact_id, party.name, slot, kind, f"{lead}: {said}", promised, slot.start,
        record.approach_id,
    )  # fmt: skip


def _was_sent(record: DraftRecord) -> bool:
    """Whether a letter was sent; of one that belongs to no approach, that it went out: nobody asks."""
    return bool(record.exported_as) and (record.sent == "yes" or not (record.sent or record.approach_id))


def _clocks(record: DraftRecord, kept: DraftSlot, ours: Party, party: Party) -> str:
    """Say what newer rules for clocks did to a slot of a letter; empty where they did nothing to it."""
    slot = kept.slot
    if moved := newer_rules(slot, kept.instant, kept.tz_version, ours, party):
        return moved
    letter = Letter(
        Draft(
            Address(party.name, record.address),
            Address(ours.name, ours.email),
            record.subject,
            record.body,
            record.language,
            (slot,),
        ),
        ours,
        party,
    )
    if not (party.place.zone and ours.place.zone) or told(slot, letter):
        return ""
    now = " and ".join(_clock(slot.start, each) for each in (party, ours))
    rules = _rules(slot, kept.tz_version, ours, party)
    return f"{rules}, and the letter does not give today’s local times, {now}."


def newer_rules(slot: Slot, instant: datetime, version: str, ours: Party, *theirs: Party) -> str:
    """Say that newer rules for clocks moved a slot; empty where it begins when it did.

    Args:
        slot: what was said.
        instant: when it began by the rules of then, aware.
        version: the tz data of then.
        ours: home.
        theirs: the partners.

    """
    if slot.start == instant:
        return ""
    changes = [
        f"{whose} it is now {_clock(slot.start, each)}, not {_clock(instant, each)}"
        for whose, each in (*(("there", each) for each in theirs), ("for you", ours))
        if each.place.zone and zone_named(each.place.zone) != zone_named(slot.zone)
    ] or ["calendars that hold it show another hour"]
    return f"{_rules(slot, version, ours, *theirs)}; {', and '.join(changes)}."


def _rules(slot: Slot, version: str, ours: Party, *theirs: Party) -> str:
    when = wording.party_time(slot, slot.zone, _city(slot.zone, ours, *theirs), _SCREEN)
    return f"{when}: the rules for clocks have changed (tz data {version} then, {tz_version()} now)"


def _city(zone: str, *parties: Party) -> str:
    return next((each.place.city for each in parties if each.place.zone == zone), "")


def _clock(instant: datetime, party: Party) -> str:
    local = instant.astimezone(zone_named(party.place.zone))
    place = f" in {party.place.city}" if party.place.city else ""
    return f"{wording.clock(local)}{place} ({offset_text(local)})"
