"""Records to parties: the frozen facts that drafting, the checklist and the hours work with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from partnerdesk.core.drafting import Party, ProjectFacts
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import holidays
from partnerdesk.desk.listing import assumed_in

if TYPE_CHECKING:
    from partnerdesk.storage.paper import PaperContact
    from partnerdesk.storage.records import Contact, Home, Project


def home_party(home: Home, years: Iterable[int] = ()) -> Party:
    """Return home as a party, with the holidays of ``years``; its week is assumed where it was never said."""
    return Party(
        name=home.name,
        role=home.role,
        organisation=home.organisation,
        place=home.place,
        languages=home.languages,
        email=home.email,
        week=home.week or assumed_in(home.place.country),
        signature=home.signature,
        holidays=holidays.of_place(home.place, years),
        stretch=home.stretch,
    )


def contact_party(contact: Contact, years: Iterable[int] = ()) -> Party:
    """Return a contact as a party, with what it inherits from its organisation and ``years``' holidays."""
    return Party(
        name=contact.name,
        greeting=contact.greeting,
        role=contact.role,
        organisation=contact.organisation.name if contact.organisation else "",
        place=contact.whereabouts,
        languages=contact.languages,
        email=contact.emails[0].address if contact.emails else "",
        week=week_of_contact(contact),
        holidays=holidays.of_place(contact.whereabouts, years),
    )


def week_of_contact(contact: Contact | PaperContact) -> SchoolWeek:
    """Return the week that counts for a contact, assumed by its country where nobody said one."""
    return contact.school_week or assumed_in(contact.whereabouts.country)


def project_facts(project: Project) -> ProjectFacts:
    """Return what a letter may say of a project."""
    names = ProjectFacts.__dataclass_fields__
    return ProjectFacts(**{name: getattr(project, name) for name in names})
