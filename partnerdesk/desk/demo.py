"""The main job without a window: a sample book, a time for everybody, letters, a contact list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.core import wording
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import zone
from partnerdesk.desk import checking, contacts, drafts, home, listing, outbox, projects, times
from partnerdesk.desk.book import Book, open_book
from partnerdesk.desk.parties import contact_party, home_party
from partnerdesk.desk.sample import COLLEGE_TAG, PROJECT, make_sample
from partnerdesk.errors import NoScreen, Refused

if TYPE_CHECKING:
    from partnerdesk.desk.prepared import Prepared

BOOK = "sample.partnerdesk"
LIST = "contacts.pdf"
Say = Callable[[str], None]

_SCREEN = "en_GB"
_NOTICE = timedelta(days=21)  # nobody is asked for tomorrow
_LOOK_AHEAD = timedelta(weeks=4)
_MOST = 200  # of the best times, among which there are some of different days
_SLOTS = 2
_FURTHER = ("pt", "fr", "en")  # languages to write in besides that of the colleges
_MINUTES = 45
_APART = timedelta(days=1, hours=12)  # so that a busy day does not cost both proposals


@dataclass(frozen=True)
class _Job:
    """What the demo works with: the book, where files go, and how to tell the user."""

    book: Book
    out: Path
    say: Say


def run_demo(out: Path, say: Say, *, clock: Callable[[], datetime] | None = None) -> None:
    """Do the main job once on the sample book, and say what was done.

    Args:
        out: the folder for the book, the letters (.eml, .ics) and the contact list (.pdf); made if
            missing. A sample book that is there already is used as it is, and no letter is written over.
        say: takes a line of text.
        clock: what time it is, aware; for tests.

    Raises:
        NoScreen: Qt could not set the contact list; all the rest was written.
        Refused: no time suits everybody, or the book there has not got the sample's people.
        PartnerDeskError: the folder cannot be written, or holds something else by the book's name.

    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise outbox.explained(error, out) from error
    path = out / BOOK
    known = path.exists()
    book = open_book(path, clock=clock) if known else make_sample(path, clock=clock)
    job = _Job(book, out, say)
    try:
        people = listing.find(book)
        say(f"{'Found' if known else 'Made'} the sample book {path}: {len(people)} contacts.")
        _write_letters(job)
        _print_list(job)
    finally:
        book.close()
    say(f"Nothing was sent. To look around: partnerdesk {path}")


_GOES_ON = {"sent": "reminder", "replied": "confirmation", "agreed": "confirmation"}
"""With what a letter goes on from how far a partner was asked about the same already."""


def _write_letters(job: _Job) -> None:
    """Plan times for home and the three colleges, and write to each college."""
    book = job.book
    project = projects.named(book, PROJECT)
    ours = home_party(home.get(book))
    with book.read() as session:
        people = contacts.cards(session, listing.find(book, folder="MX", tag=COLLEGE_TAG))
    theirs = [contact_party(each) for each in people]
    if not theirs or not all(each.place.zone for each in [ours, *theirs]):
        raise Refused(
            f"{book.path} has lost the people of the sample book.", "Choose another folder (--out)."
        )
    window = (project.opens, project.closes)
    slots = _best_slots(book, [each.id for each in people], project.minutes, window)
    if not slots:
        raise Refused("No time in the coming weeks is in everybody's school hours.", "Look at their hours.")
    job.say(f"Planned “{project.title}”, {project.minutes} minutes, inside everybody's school hours:")
    for slot in slots:
        for party in [ours, *theirs]:
            job.say(f"  {wording.party_time(slot, party.place.zone, party.place.city, _SCREEN)}")
    letters = []
    for contact_id, past in checking.pasts(book, [each.id for each in people]).items():
        state, _ = past.asked.get(project.id, ("", None))
        letters += drafts.prepare(
            book,
            [contact_id],
            template=_GOES_ON.get(state, "first-proposal"),
            slots=slots,
            project=project.title,
        )
    letters += _further_letters(book, [ours.place.zone, *(each.place.zone for each in theirs)])
    _, files = drafts.write_out(book, letters, kind="eml", folder=job.out, ics="beside")
    job.say(f"Wrote {len(letters)} letters, each with both local times, and a calendar (.ics) beside it:")
    for letter, file in zip(letters, files, strict=True):
        language = wording.language_name(letter.draft.language)
        advice = [each.text for each in letter.findings if each.level != "ok"] or ["all is well"]
        job.say(f"  {file}: {letter.draft.to.address}, in {language}; {advice[0]}")


def _further_letters(book: Book, met: Sequence[str]) -> list[Prepared]:
    """Compose a letter in each further language, to the first contact with whom all is well.

    Args:
        book: the sample book.
        met: zones of those who are written to already.

    """
    with book.read() as session:
        people = contacts.cards(session, listing.find(book))
    found: list[Prepared] = []
    for language in _FURTHER:
        for each in people:
            party = contact_party(each)
            first = party.languages[:1] == (language,)
            if not (first and party.week.confirmed and party.email and party.place.zone not in met):
                continue
            slots = _best_slots(book, [each.id], _MINUTES)
            letters = drafts.prepare(book, [each.id], template="first-proposal", slots=slots) if slots else []
            if letters and all(finding.level == "ok" for finding in letters[0].findings):
                found += letters
                break
    return found


def _best_slots(
    book: Book,
    contact_ids: Sequence[int],
    minutes: int,
    window: tuple[date | None, date | None] = (None, None),
) -> list[Slot]:
    """Return the best times with everybody in school, some days apart, as home says them.

    Args:
        book: the sample book.
        contact_ids: who takes part besides home.
        minutes: how long.
        window: the project's first and last day, each where it has one.

    """
    start = book.now() + _NOTICE
    clock = home.get(book).place.zone
    today = start.astimezone(zone(clock)).date()
    first = max(today, window[0] or today)
    last = min(first + _LOOK_AHEAD, window[1] or date.max)
    if last < first:
        return []
    made = times.plan(book, contact_ids, first, last, minutes, not_before=start, most=_MOST)
    slots: list[Slot] = []
    for choice in made.choices:
        slot = choice.slot(clock)
        apart = all(abs(slot.wall - each.wall) >= _APART for each in slots)
        if apart and all(each.in_session for each in choice.parties) and len(slots) < _SLOTS:
            slots.append(slot)
    return sorted(slots, key=lambda each: each.start)


def _print_list(job: _Job) -> None:
    """Write the contact list as a PDF.

    Raises:
        NoScreen: Qt cannot set type on this machine.

    """
    from partnerdesk.desk import paper

    try:
        paper.save(job.book, paper.Wish(), job.out / LIST)
    except NoScreen:
        job.say("The contact list (.pdf) could not be made; everything else was written.")
        raise
    job.say(f"Wrote the contact list {job.out / LIST}.")
