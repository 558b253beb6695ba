"""What the book keeps about its other rows: the list and the folders derived from them, and the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Index, MetaData
from sqlalchemy.orm import Mapped, mapped_column

from partnerdesk.storage.columns import Instant
from partnerdesk.storage.records import NEVER_TWICE, Base


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
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    label: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(Instant, kw_only=True)
    undone: Mapped[bool] = mapped_column(default=False)


class ChangedRow(Base):
    """One row that a change touched: its columns before and after, as JSON; NULL where it did not exist."""

    __tablename__ = "changed_row"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), index=True)
    record: Mapped[str] = mapped_column(default="")  # the table's name
    key: Mapped[str] = mapped_column(default="")
    before: Mapped[str | None] = mapped_column(default=None)
    after: Mapped[str | None] = mapped_column(default=None)


class MadeRows(Base):
    """Rows of one table that a change made in bulk: all keys of a range, without an image for each."""

    __tablename__ = "made_rows"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), index=True)
    record: Mapped[str] = mapped_column(default="")  # the table's name
    first: Mapped[int] = mapped_column(default=0)  # key, both ends included
    last: Mapped[int] = mapped_column(default=0)
    columns: Mapped[str] = mapped_column(default="")  # their names, comma-separated
    digest: Mapped[str] = mapped_column(default="")  # of the columns of all rows, as JSON
    content: Mapped[str | None] = mapped_column(default=None)  # that JSON, while the change is undone


METADATA: Final[MetaData] = Base.metadata
"""All tables of the book: those of ``records`` and these."""
