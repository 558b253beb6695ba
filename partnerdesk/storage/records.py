"""The schema of the book, in one look: things with identity, as mapped dataclasses.

Instants are stored as UTC text (``2027-03-16T17:00:00Z``), lists of short codes as comma-separated text, a
school week as JSON text; a ``Place`` and a ``Slot`` lie in columns of their own through ``composite()``.
Empty text means "not known": no column holds both NULL and empty text.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Dialect, ForeignKey, Index, MetaData, String, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, composite, mapped_column, relationship

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC text with whole seconds."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write ``value`` as ``YYYY-MM-DDTHH:MM:SSZ``; a naive value is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Read it back, aware, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Wall(TypeDecorator[datetime]):
    """A naive datetime: a wall time as it was said, kept as ``YYYY-MM-DDTHH:MM``."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Write the wall time to the minute."""
        return None if value is None else value.replace(tzinfo=None).isoformat(timespec="minutes")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Read it back, naive."""
        return None if value is None else datetime.fromisoformat(value)


class Codes(TypeDecorator[tuple[str, ...]]):
    """A short ordered list of codes without commas (languages), kept as comma-separated text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str:
        """Join the codes."""
        return ",".join(value or ())

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...]:
        """Split them."""
        return tuple(value.split(",")) if value else ()


class Week(TypeDecorator[SchoolWeek]):
    """A school week as JSON text; NULL where none was given, so that it is inherited or assumed."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: SchoolWeek | None, _dialect: Dialect) -> str | None:
        """Write the week's JSON."""
        return None if value is None else value.to_json()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> SchoolWeek | None:
        """Read it back."""
        return None if value is None else SchoolWeek.from_json(value)


class Base(MappedAsDataclass, DeclarativeBase, eq=False, repr=False):
    """Base of all records: they have identity and compare by it, and print no personal data into a log."""

    metadata = MetaData(naming_convention=NAMING)


_NEVER_TWICE = {"sqlite_autoincrement": True}  # a key is never given to another row: the journal relies on it


class Home(Base):
    """The coordinator's own party: one row, with the key 1."""

    __tablename__ = "home"

    id: Mapped[int] = mapped_column(primary_key=True, init=False, default=1, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    place: Mapped[Place] = composite(
        mapped_column("city"),
        mapped_column("region"),
        mapped_column("region_name"),
        mapped_column("country"),
        mapped_column("zone"),
        default_factory=Place,
    )
    week: Mapped[SchoolWeek | None] = mapped_column(Week, default=None)
    stretch: Mapped[SchoolWeek | None] = mapped_column(Week, default=None)
    languages: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    signature: Mapped[str] = mapped_column(default="")


class Organisation(Base):
    """A school, college, embassy, network, museum: several contacts may share it."""

    __tablename__ = "organisation"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(default="", index=True)
    place: Mapped[Place] = composite(
        mapped_column("city"),
        mapped_column("region"),
        mapped_column("region_name"),
        mapped_column("country"),
        mapped_column("zone"),
        default_factory=Place,
    )
    week: Mapped[SchoolWeek | None] = mapped_column(Week, default=None)
    web: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    trashed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class Email(Base):
    """One e-mail address of a contact; the first position is the one that letters go to."""

    __tablename__ = "email"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True, init=False)
    position: Mapped[int] = mapped_column(default=0)
    address: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")


class Phone(Base):
    """One phone number of a contact, as it was written."""

    __tablename__ = "phone"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True, init=False)
    position: Mapped[int] = mapped_column(default=0)
    number: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")


class Tag(Base):
    """One tag on one contact."""

    __tablename__ = "tag"
    __table_args__ = (Index(None, "name", "contact_id"), _NEVER_TWICE)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True, init=False)
    name: Mapped[str] = mapped_column(default="")


class Entry(Base):
    """One line of a contact's history."""

    __tablename__ = "entry"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True, init=False)
    kind: Mapped[str] = mapped_column(default="note")  # written, sent, answered, met, changed, note
    at: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    text: Mapped[str] = mapped_column(default="")
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"), default=None, index=True)


class Contact(Base):
    """A person. Place and week are its own; where they are empty, its organisation's hold."""

    __tablename__ = "contact"
    __table_args__ = (
        Index(None, "trashed_at", sqlite_where=text("trashed_at IS NOT NULL")),  # few of many are in Trash
        _NEVER_TWICE,
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(default="")
    greeting: Mapped[str] = mapped_column(default="")  # how letters address them, where it is not the name
    role: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), default=None, index=True, init=False
    )
    place: Mapped[Place] = composite(
        mapped_column("city"),
        mapped_column("region"),
        mapped_column("region_name"),
        mapped_column("country"),
        mapped_column("zone"),
        default_factory=Place,
    )
    week: Mapped[SchoolWeek | None] = mapped_column(Week, default=None)
    languages: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    source: Mapped[str] = mapped_column(default="")  # colleague, alumni, conference, mailing list, …
    source_detail: Mapped[str] = mapped_column(default="")
    introduced_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None, index=True)
    notes: Mapped[str] = mapped_column(default="")
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


class Pin(Base):
    """A country kept in the folder tree while it is still empty."""

    __tablename__ = "pin"

    country: Mapped[str] = mapped_column(primary_key=True)


class Project(Base):
    """What we want to do."""

    __tablename__ = "project"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    title: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    ages: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=45)
    medium: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    ours_does: Mapped[str] = mapped_column(default="")
    ours_gains: Mapped[str] = mapped_column(default="")
    theirs_does: Mapped[str] = mapped_column(default="")
    theirs_gains: Mapped[str] = mapped_column(default="")
    open_to_change: Mapped[str] = mapped_column(default="")
    partners_wanted: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(default="planning")  # planning, seeking, filled, done


class DraftSlot(Base):
    """A slot of a draft: what was said, and for the record only, what it meant when it was promised."""

    __tablename__ = "draft_slot"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True, init=False)
    position: Mapped[int] = mapped_column(default=0)
    slot: Mapped[Slot] = composite(
        mapped_column("wall", Wall),
        mapped_column("zone", String),
        mapped_column("minutes"),
        mapped_column("fold"),
        kw_only=True,
    )
    instant: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    tz_version: Mapped[str] = mapped_column(kw_only=True)


class DraftRecord(Base):
    """A letter to one contact, as it was rendered and then edited, with its slots."""

    __tablename__ = "draft"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    template: Mapped[str] = mapped_column(default="")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), default=None, index=True)
    language: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    exported_as: Mapped[str] = mapped_column(default="")  # copy, eml, mbox, txt, mailto; empty: not yet
    trashed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)

    slots: Mapped[list[DraftSlot]] = relationship(
        default_factory=list, order_by=DraftSlot.position, cascade="all, delete-orphan"
    )


class Listing(Base):
    """One line of the contact list, derived from the other rows: it may be rebuilt at any time.

    Holds what the list, the folders and the search need, so that they read one table. Contacts in Trash have
    no line. ``words`` is folded text in the order of ``storage.matching.FIELDS``, one field a line.
    """

    __tablename__ = "listing"
    __table_args__ = (Index(None, "country", "region", "sort"), Index(None, "sort"))

    contact_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sort: Mapped[str] = mapped_column()
    name: Mapped[str] = mapped_column()
    role: Mapped[str] = mapped_column()
    organisation: Mapped[str] = mapped_column()
    email: Mapped[str] = mapped_column()
    languages: Mapped[str] = mapped_column()
    city: Mapped[str] = mapped_column()
    region: Mapped[str] = mapped_column()
    region_name: Mapped[str] = mapped_column()
    country: Mapped[str] = mapped_column()
    zone: Mapped[str] = mapped_column()
    week: Mapped[str] = mapped_column()  # JSON of the week that counts; empty: assumed
    last_at: Mapped[str] = mapped_column()  # the newest entry: when, and its text
    last: Mapped[str] = mapped_column()
    words: Mapped[str] = mapped_column()
    stamp: Mapped[int] = mapped_column(index=True)  # grows with each rewriting (PRAGMA user_version)


class Folder(Base):
    """How many lines of the list a folder has that keep the same week in the same zone; derived like these.

    To count 100,000 lines after each change takes longer than to read the few thousand counts.
    """

    __tablename__ = "folder"
    __table_args__ = ({"sqlite_with_rowid": False},)

    country: Mapped[str] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(primary_key=True)
    region_name: Mapped[str] = mapped_column(primary_key=True)
    zone: Mapped[str] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(primary_key=True)
    contacts: Mapped[int] = mapped_column()


class Change(Base):
    """One change made by a verb: a line of the journal."""

    __tablename__ = "change"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    label: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    undone: Mapped[bool] = mapped_column(default=False)


class ChangedRow(Base):
    """One row that a change touched: its columns before and after, as JSON; NULL where it did not exist."""

    __tablename__ = "changed_row"
    __table_args__ = (_NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), index=True)
    record: Mapped[str] = mapped_column(default="")  # the table's name
    key: Mapped[str] = mapped_column(default="")
    before: Mapped[str | None] = mapped_column(default=None)
    after: Mapped[str | None] = mapped_column(default=None)
