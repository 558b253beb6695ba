"""Contacts: add, edit, move to Trash, look at one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict, Unpack

from partnerdesk.core.places import Place
from partnerdesk.core.text import plain
from partnerdesk.desk import organisations, typed
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.errors import BadInput, NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.core.hours import SchoolWeek
    from partnerdesk.storage.records import Contact as Contact

SOURCES = ("colleague", "alumni", "conference", "mailing list", "directory", "programme", "introduction")
ENTRY_KINDS = ("written", "sent", "answered", "met", "changed", "note")
_LARGEST_KEY = 2**63 - 1  # SQLite's


class ContactFields(TypedDict, total=False):
    """What can be said of a contact. E-mails and phones are pairs of value and label, the first one first."""

    name: str
    greeting: str
    role: str
    organisation: str  # by name: found whatever its case and accents, else made
    place: Place
    week: SchoolWeek | None
    languages: Sequence[str]
    emails: Sequence[tuple[str, str]]
    phones: Sequence[tuple[str, str]]
    tags: Sequence[str]
    source: str
    source_detail: str
    introduced_by: int | None
    notes: str
    street: str  # the lines of a postal address above the city
    postcode: str
    web: str


def add(book: Book, **fields: Unpack[ContactFields]) -> Changes:
    """Add a contact; ``made`` holds its key.

    A place and a week given with a new organisation become the organisation's: the next contact there
    inherits them.

    Raises:
        BadInput: no name, or a value that cannot be; ``field`` names it. Nothing is stored.

    """
    from partnerdesk.storage.records import Contact

    name = typed.name(fields.get("name", ""))
    with book.write(f"Added {name}") as writing:
        contact = Contact(name=name, added_at=writing.now)
        _set(writing, contact, fields)
        writing.session.add(contact)  # only now: one that lies in the book looks for its parts there
        writing.session.flush()
        writing.made = (contact.id,)
    return writing.changes


def edit(book: Book, contact_id: int, **fields: Unpack[ContactFields]) -> Changes:
    """Change what is given of one contact; the rest stays.

    Raises:
        BadInput: a value that cannot be; ``field`` names it. Nothing is stored.
        NotFound: there is no such contact.

    """
    with book.write("Changed a contact") as writing:
        own = _own(fields)
        if own and own.keys() == fields.keys():  # needs no record, which takes half of the time
            name = _changed(writing.session, contact_id, own)
        else:
            contact = _get(writing.session, contact_id)
            _set(writing, contact, fields)
            name = contact.name
        writing.label = f"Changed {name}"
    return writing.changes


def tag(book: Book, contact_ids: Sequence[int], name: str, *, on: bool = True) -> Changes:
    """Put a tag on several contacts, or take it off them."""
    name = typed.tag(name)
    with book.write(f"Tagged {_count(contact_ids)} “{name}”" if on else f"Took “{name}” off") as writing:
        for contact in cards(writing.session, contact_ids):
            names = [each.name for each in contact.tags if each.name != name]
            _set_tags(contact, [*names, name] if on else names)
    return writing.changes


def note(
    book: Book, contact_id: int, text: str, *, kind: str = "note", at: datetime | None = None
) -> Changes:
    """Add a line to a contact's history.

    Args:
        book: the book.
        contact_id: whose history.
        text: what happened, in a sentence.
        kind: one of ``ENTRY_KINDS``.
        at: when it happened, aware; now where nothing is said.

    """
    from partnerdesk.storage.records import Entry

    if kind not in ENTRY_KINDS:
        raise BadInput(f"“{kind}” is no kind of entry.", f"Take one of {', '.join(ENTRY_KINDS)}.", "kind")
    text = plain(text, lines=True).strip()
    if not text:
        raise BadInput("The entry is empty.", "Say in a few words what happened.", "text")
    with book.write("Added to the history") as writing:
        contact = _get(writing.session, contact_id)
        contact.entries.append(Entry(kind=kind, at=at or writing.now, text=text))
        writing.label = f"Added to the history of {contact.name}"
    return writing.changes


def trash(book: Book, contact_ids: Sequence[int]) -> Changes:
    """Move contacts to Trash: they leave the list and wait to be restored."""
    with book.write(f"{_count(contact_ids)} moved to Trash") as writing:
        _change(writing.session, contact_ids, {"trashed_at": writing.now})
    return writing.changes


def card(book: Book, contact_id: int) -> Contact:
    """Return one contact with its organisation, addresses, phones, tags and history, detached.

    Raises:
        NotFound: there is no such contact.

    """
    with book.read() as session:
        return cards(session, [contact_id])[0]


def cards(session: Session, contact_ids: Sequence[int]) -> list[Contact]:
    """Return several contacts as ``card`` does, in the order asked.

    Raises:
        NotFound: one of them does not exist.

    """
    from sqlalchemy import select
    from sqlalchemy.orm import joinedload, selectinload

    from partnerdesk.storage.records import Contact

    parts = [Contact.emails, Contact.phones, Contact.tags, Contact.entries]
    found: dict[int, Contact] = {}
    wanted = [each for each in contact_ids if each <= _LARGEST_KEY]
    for some in (wanted[i : i + 500] for i in range(0, len(wanted), 500)):
        query = (
            select(Contact)
            .where(Contact.id.in_(some))
            .options(joinedload(Contact.organisation), *(selectinload(part) for part in parts))
        )
        found.update((contact.id, contact) for contact in session.scalars(query))
    if missing := [each for each in contact_ids if each not in found]:
        raise not_found(missing[0])
    return [found[each] for each in contact_ids]


def not_found(contact_id: object) -> NotFound:
    """Return the error for a contact that does not exist."""
    return NotFound(f"There is no contact {contact_id}.", "“partnerdesk list BOOK --json” shows the IDs.")


def _get(session: Session, contact_id: int) -> Contact:
    from partnerdesk.storage.records import Contact

    contact = session.get(Contact, contact_id)
    if contact is None:
        raise not_found(contact_id)
    return contact


def _count(contact_ids: Sequence[int]) -> str:
    return "1 contact" if len(contact_ids) == 1 else f"{len(contact_ids):,} contacts"


def _own(fields: ContactFields) -> dict[str, object]:
    """Return what is said of the contact alone, checked, by column."""
    own: dict[str, object] = {}
    if "name" in fields:
        own["name"] = typed.name(fields["name"])
    for key in ("greeting", "role", "source", "source_detail", "postcode", "web"):
        if key in fields:
            own[key] = typed.line(fields[key], key)
    if "notes" in fields:
        own["notes"] = typed.note(fields["notes"], "notes")
    if "street" in fields:
        own["street"] = typed.street(fields["street"])
    if "languages" in fields:
        own["languages"] = typed.languages(fields["languages"])
    return own


def _change(session: Session, contact_ids: Sequence[int], own: Mapping[str, object]) -> None:
    """Set columns of contacts, without loading these."""
    from partnerdesk.storage import rows

    try:
        rows.change(session, "contact", contact_ids, own)
    except KeyError as error:
        raise not_found(error.args[0]) from error


def _changed(session: Session, contact_id: int, own: dict[str, object]) -> str:
    """Set columns of a contact, and return its name."""
    from partnerdesk.storage import rows

    _change(session, [contact_id], own)
    return str(own.get("name") or rows.value(session, "contact", contact_id, "name"))


def _set(writing: Writing, contact: Contact, fields: ContactFields) -> None:
    """Write the given fields onto the record; the organisation first, since the place may become its own."""
    for column, value in _own(fields).items():
        setattr(contact, column, value)
    if "introduced_by" in fields:
        contact.introduced_by_id = _introducer(writing.session, contact, fields["introduced_by"])
    _set_school(writing, contact, fields)
    _set_parts(contact, fields)


def _set_school(writing: Writing, contact: Contact, fields: ContactFields) -> None:
    if "organisation" in fields:
        held = ContactFields(place=contact.whereabouts, week=contact.school_week)
        if organisations.join(writing, contact, typed.line(fields["organisation"], "organisation")):
            fields = {**held, **fields}  # it is where its first contact was, unless that moves as well
    if "place" in fields:
        organisations.settle(contact, fields["place"])
    if "week" in fields:
        organisations.keep_hours(contact, fields["week"])


def _set_parts(contact: Contact, fields: ContactFields) -> None:
    if "emails" in fields:
        _set_emails(contact, fields["emails"])
    if "phones" in fields:
        _set_phones(contact, fields["phones"])
    if "tags" in fields:
        _set_tags(contact, fields["tags"])


def _introducer(session: Session, contact: Contact, introducer: int | None) -> int | None:
    if introducer is not None and _get(session, introducer) is contact:
        raise BadInput("Nobody introduces themselves.", "Choose another contact.", "introduced_by")
    return introducer


def _set_emails(contact: Contact, emails: Sequence[tuple[str, str]]) -> None:
    from partnerdesk.storage.records import Email

    wanted = {typed.email(each): typed.line(label, "email") for each, label in emails if each.strip()}
    if [(e.address, e.label) for e in contact.emails] != list(wanted.items()):
        contact.emails = [Email(i, address, label) for i, (address, label) in enumerate(wanted.items())]


def _set_phones(contact: Contact, phones: Sequence[tuple[str, str]]) -> None:
    from partnerdesk.storage.records import Phone

    wanted = {typed.phone(each): typed.line(label, "phone") for each, label in phones if each.strip()}
    if [(p.number, p.label) for p in contact.phones] != list(wanted.items()):
        contact.phones = [Phone(i, number, label) for i, (number, label) in enumerate(wanted.items())]


def _set_tags(contact: Contact, names: Sequence[str]) -> None:
    from partnerdesk.storage.records import Tag

    wanted = sorted({typed.tag(name) for name in names})
    kept = [each for each in contact.tags if each.name in wanted]
    new = [Tag(name) for name in wanted if name not in {each.name for each in kept}]
    contact.tags = sorted([*kept, *new], key=lambda each: each.name)
