"""The schema of the book, in one look: things with identity, as mapped dataclasses.

What is derived from them, and the journal, are in ``ledger``.

Instants are stored as UTC text (``2027-03-16T17:00:00Z``), lists of short codes as comma-separated text, a
school week as JSON text; a ``Place`` and a ``Slot`` lie in columns of their own through ``composite()``.
Empty text means "not known": no column holds both NULL and empty text.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, MetaData, String, text
from sqlalchemy.orm import (
    Composite,
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    composite,
    mapped_column,
    relationship,
)

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.purposes import GENERAL
from partnerdesk.core.times import Slot
from partnerdesk.storage.columns import Codes, Day, Instant, Wall, Week, ZoneName

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(MappedAsDataclass, DeclarativeBase, eq=False, repr=False):
    """Base of all records: they have identity and compare by it, and print no personal data into a log."""

    metadata = MetaData(naming_convention=NAMING)


def _place() -> Composite[Place]:
    """Give a record the columns of a place."""
    names = ("city", "region", "region_name", "country")
    zone = mapped_column("zone", ZoneName)
    return composite(*map(mapped_column, names), zone, default_factory=Place)


def _slot() -> Composite[Slot]:
    """Give a record the columns of a slot."""
    wall, zone = mapped_column("wall", Wall), mapped_column("zone", String)
    return composite(wall, zone, mapped_column("minutes"), mapped_column("fold"), kw_only=True)


_EMPTY = text("''")  # of columns that were added later: images of older rows in the journal have none
NEVER_TWICE = {"sqlite_autoincrement": True}  # a key is never given to another row: the journal relies on it


class Home(Base):
    """The coordinator's own party: one row, with the key 1."""

    __tablename__ = "home"

    id: Mapped[int] = mapped_column(primary_key=True, init=False, default=1, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    place: Mapped[Place] = _place()
    week: Mapped[SchoolWeek | None] = mapped_column(Week, default=None)
    stretch: Mapped[SchoolWeek | None] = mapped_column(Week, default=None)
    languages: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    signature: Mapped[str] = mapped_column(default="")


class Organisation(Base):
    """A school, college, embassy, network, museum: several contacts may share it."""

    __tablename__ = "organisation"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(default="", index=True)
    place: Mapped[Place] = _place()
    week: Mapped[SchoolWeek | None] = mapped_column(Week, default=None)
    web: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="", server_default=_EMPTY)  # lines above the city
    postcode: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    trashed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class Email(Base):
    """One e-mail address of a contact; the first position is the one that letters go to."""

    __tablename__ = "email"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True, init=False)
    position: Mapped[int] = mapped_column(default=0)
    address: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")


class Phone(Base):
    """One phone number of a contact, as it was written."""

    __tablename__ = "phone"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True, init=False)
    position: Mapped[int] = mapped_column(default=0)
    number: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")


class Tag(Base):
    """One tag on one contact."""

    __tablename__ = "tag"
    __table_args__ = (Index(None, "name", "contact_id"), NEVER_TWICE)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True, init=False)
    name: Mapped[str] = mapped_column(default="")


class Entry(Base):
    """One line of a contact's history."""

    __tablename__ = "entry"
    __table_args__ = (
        # Few of many are letters that were filed, or belong to an approach.
        Index(None, "message_id", sqlite_where=text("message_id != ''")),
        Index(None, "approach_id", sqlite_where=text("approach_id IS NOT NULL")),
        NEVER_TWICE,
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True, init=False)
    kind: Mapped[str] = mapped_column(default="note")  # written, sent, answered, met, changed, note
    at: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    text: Mapped[str] = mapped_column(default="")
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"), default=None, index=True)
    # Of the letter that was filed, so that it is filed once
    message_id: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    approach_id: Mapped[int | None] = mapped_column(
        ForeignKey("approach.id"), default=None
    )  # what it is about


class Contact(Base):
    """A person. Place and week are its own; where they are empty, its organisation's hold."""

    __tablename__ = "contact"
    __table_args__ = (
        Index(None, "trashed_at", sqlite_where=text("trashed_at IS NOT NULL")),  # few of many are in Trash
        # Few of many were introduced by a contact, or are known by a file's own name.
        Index(None, "introduced_by_id", sqlite_where=text("introduced_by_id IS NOT NULL")),
        Index(None, "uid", sqlite_where=text("uid != ''")),
        NEVER_TWICE,
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(default="")
    greeting: Mapped[str] = mapped_column(default="")  # how letters address them, where it is not the name
    role: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), default=None, index=True, init=False
    )
    place: Mapped[Place] = _place()
    week: Mapped[SchoolWeek | None] = mapped_column(Week, default=None)
    languages: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    source: Mapped[str] = mapped_column(default="")  # colleague, alumni, conference, mailing list, …
    source_detail: Mapped[str] = mapped_column(default="")
    introduced_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    notes: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="", server_default=_EMPTY)  # lines above the city
    postcode: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    web: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    # The file they came from and when; and by which name that file knows them.
    origin: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    uid: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    name_parts: Mapped[str] = mapped_column(default="", server_default=_EMPTY)  # as a file gave them
    added_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    trashed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)

    organisation: Mapped[Organisation | None] = relationship(default=None)
    emails: Mapped[list[Email]] = relationship(
        default_factory=list, order_by=Email.position, cascade="all, delete-orphan"
    )
    phones: Mapped[list[Phone]] = relationship(
        default_factory=list, order_by=Phone.position, cascade="all, delete-orphan"
    )
    tags: Mapped[list[Tag]] = relationship(
        default_factory=list, order_by=Tag.name, cascade="all, delete-orphan"
    )
    entries: Mapped[list[Entry]] = relationship(
        default_factory=list,
        order_by=lambda: (Entry.at.desc(), Entry.id.desc()),
        cascade="all, delete-orphan",
    )

    @property
    def whereabouts(self) -> Place:
        """The place that counts: the contact's own, else its organisation's (own zone first)."""
        return self.place.or_else(self.organisation.place) if self.organisation else self.place

    @property
    def school_week(self) -> SchoolWeek | None:
        """The week that counts: the contact's own, else its organisation's; None where neither says."""
        return self.week or (self.organisation.week if self.organisation else None)


class Apart(Base):
    """Two contacts that look like one and are not: the user has said so; the smaller key is the first."""

    __tablename__ = "apart"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    first_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)


class Mapping(Base):
    """Which column of a table means which field, kept under a name for the next file of the same make."""

    __tablename__ = "mapping"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(default="")
    columns: Mapped[str] = mapped_column(default="")  # JSON: header → field


class Pin(Base):
    """A country kept in the folder tree while it is still empty."""

    __tablename__ = "pin"

    country: Mapped[str] = mapped_column(primary_key=True)


class Project(Base):
    """What we want to do."""

    __tablename__ = "project"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    title: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    ages: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=45)
    medium: Mapped[str] = mapped_column(default="")
    languages: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    opens: Mapped[date | None] = mapped_column(Day, default=None)  # the window of dates, both ends included
    closes: Mapped[date | None] = mapped_column(Day, default=None)
    ours_does: Mapped[str] = mapped_column(default="")
    ours_gains: Mapped[str] = mapped_column(default="")
    theirs_does: Mapped[str] = mapped_column(default="")
    theirs_gains: Mapped[str] = mapped_column(default="")
    open_to_change: Mapped[str] = mapped_column(default="")
    # Seen from their side: our answers to the questions of the craft.
    # Is it in their curriculum and calendar?
    their_curriculum: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    # Does it need equipment they may lack?
    their_equipment: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    # Chosen for the work rather than for being far away?
    why_them: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    # What would they like?
    their_wish: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    partners_wanted: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(default="planning")  # planning, seeking, filled, done
    trashed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)

    slots: Mapped[list[ProjectSlot]] = relationship(
        default_factory=list, order_by=lambda: ProjectSlot.position, cascade="all, delete-orphan"
    )


class ProjectSlot(Base):
    """A slot kept with a project, to be proposed or used: what was said, and what it meant then."""

    __tablename__ = "project_slot"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True, init=False)
    position: Mapped[int] = mapped_column(default=0)
    slot: Mapped[Slot] = _slot()
    instant: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    tz_version: Mapped[str] = mapped_column(kw_only=True)
    # When it was done with though it moved: it is not looked at again
    settled_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class Approach(Base):
    """One contact asked about one project, or about nothing in particular.

    Its next step and date are not kept: ``desk.approaches`` derives them from this, the contact's history and
    its school week, so that they are right when any of these changes.
    """

    __tablename__ = "approach"
    __table_args__ = (Index(None, "contact_id", "project_id"), NEVER_TWICE)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), default=None, index=True)
    # drafted, sent, replied, agreed, declined, resting
    state: Mapped[str] = mapped_column(default="drafted", index=True)
    since: Mapped[datetime] = mapped_column(Instant, kw_only=True)  # from when it has been in that state
    template: Mapped[str] = mapped_column(default="")  # of the first letter, with its language: what works?
    language: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None] = mapped_column(Instant, default=None)  # the first letter
    replied_at: Mapped[datetime | None] = mapped_column(Instant, default=None)  # the first answer
    reminders: Mapped[int] = mapped_column(default=0)  # since the last answer
    snoozed_until: Mapped[date | None] = mapped_column(Day, default=None)  # home's date
    # The address that the last letter came back from; empty as soon as another has gone out, or they answered
    returned_from: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    trashed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class TemplateRecord(Base):
    """A template of the user's own; the built-in ones are files that come with the program."""

    __tablename__ = "template"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(default="", index=True)  # the same for all languages of one template
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    proposes_times: Mapped[bool] = mapped_column(default=True)
    purpose: Mapped[str] = mapped_column(default=GENERAL, server_default=GENERAL)
    trashed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class DraftSlot(Base):
    """A slot of a draft: what was said, and for the record only, what it meant when it was promised."""

    __tablename__ = "draft_slot"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True, init=False)
    position: Mapped[int] = mapped_column(default=0)
    slot: Mapped[Slot] = _slot()
    instant: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    tz_version: Mapped[str] = mapped_column(kw_only=True)
    # When it was done with, as by a correction: it is not looked at again
    settled_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class DraftRecord(Base):
    """A letter to one contact, as it was rendered and then edited, with its slots."""

    __tablename__ = "draft"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    template: Mapped[str] = mapped_column(default="")
    # The template's, as the letter was made: what it is for does not hang on a template that may change
    purpose: Mapped[str] = mapped_column(default=GENERAL, server_default=GENERAL)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), default=None, index=True)
    language: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    exported_as: Mapped[str] = mapped_column(default="")  # copy, eml, mbox, txt, mailto; empty: not yet
    # "yes" or "no" as the user said it; "back": it could not be delivered; empty: not asked yet
    sent: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    # What it asks for, where it asks for something
    approach_id: Mapped[int | None] = mapped_column(ForeignKey("approach.id"), default=None, index=True)
    # JSON: rule → reason it was overridden for
    overrides: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    trashed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)

    slots: Mapped[list[DraftSlot]] = relationship(
        default_factory=list, order_by=DraftSlot.position, cascade="all, delete-orphan"
    )
