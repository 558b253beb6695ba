"""A template tried: the letter that it makes for a contact, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from partnerdesk.core.drafting import Draft, Party, compose
from partnerdesk.core.proposing import first_time
from partnerdesk.core.sandbox import Mistake
from partnerdesk.core.templates import Template
from partnerdesk.core.times import Slot
from partnerdesk.desk import drafts, listing, projects, templates
from partnerdesk.desk.book import Book
from partnerdesk.desk.parties import project_facts
from partnerdesk.errors import PartnerDeskError


@dataclass(frozen=True)
class Trial:
    """For whom, when and about what a letter is tried; None: the first contact, a time that suits both.

    ``project`` is its key; 0: none.
    """

    contact_id: int | None = None
    slots: tuple[Slot, ...] | None = None
    project: int = 0


@dataclass(frozen=True)
class Tried:
    """What comes of a template.

    Attributes:
        mistakes: what is wrong with it.
        letter: the letter; None where there is none.
        error: why there is none, if the mistakes do not say it.
        home: our facts.
        party: theirs; None where the book has no contact.
        slots: the times that were proposed.

    """

    mistakes: tuple[Mistake, ...]
    letter: Draft | None
    error: PartnerDeskError | None
    home: Party
    party: Party | None
    slots: tuple[Slot, ...]


def tried(book: Book, template: Template, trial: Trial) -> Tried:
    """Try a template on a contact; it is over soon whatever the template says."""
    wrong = templates.mistakes(template)
    contact_id = trial.contact_id or next(iter(listing.find(book)), None)
    home, people = drafts.parties(book, [contact_id] if contact_id else [])
    party = next(iter(people.values()), None)
    slots = trial.slots
    if slots is None:
        found = first_time(home, party, book.now())
        slots = (found,) if found else ()
    if wrong or party is None:
        return Tried(wrong, None, None, home, party, slots)
    try:
        about = project_facts(projects.get(book, trial.project)) if trial.project else None
        letter = compose(template, home, party, slots if template.proposes_times else (), about)
    except PartnerDeskError as error:
        return Tried((), None, error, home, party, slots)
    return Tried((), letter, None, home, party, slots)
