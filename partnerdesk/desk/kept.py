"""Letters in the book: kept while they are being written, entered when they have gone out, thrown away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from partnerdesk.core.zones import tz_version
from partnerdesk.desk import correspondence, templates
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.desk.joining import join_edits
from partnerdesk.errors import NotFound, Refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.desk.prepared import Prepared
    from partnerdesk.storage.records import DraftRecord

_GONE_OUT = {
    "": "not gone out yet",
    "eml": "saved as .eml",
    "mbox": "saved in a mailbox",
    "txt": "saved as text",
    "copy": "copied",
    "mailto": "handed to the mail program",
}
_SAID = {"yes": "marked as sent", "no": "marked as not sent", "back": "came back"}


@dataclass(frozen=True)
class Line:
    """A letter in the book, as a list shows it.

    Attributes:
        draft_id: its key.
        contact_id: to whom.
        name: their name.
        subject: its subject.
        template: the template's name.
        written_at: when it was changed or went out last, aware.
        exported_as: ``copy``, ``eml``, ``mbox``, ``txt``, ``mailto``; empty: not yet.
        sent: ``yes`` or ``no``, as the user said; ``back``: it did not arrive; empty: nothing was said.
        project: the title of what it is about; may be empty.

    """

    draft_id: int
    contact_id: int
    name: str
    subject: str
    template: str
    written_at: datetime
    exported_as: str
    sent: str = ""
    project: str = ""


def how_words(exported_as: str, sent: str = "") -> str:
    """Say how a letter has gone out: 'saved as .eml', or what the user said of it: 'marked as sent'."""
    said = _SAID.get(sent) if exported_as else None
    return said or _GONE_OUT.get(exported_as, exported_as)


def keep(book: Book, letter: Prepared) -> Changes:
    """Keep a letter that is still being written; ``made`` holds its key, by which it is kept anew later.

    A letter that has gone out stays in the book as it went: an edit of it is kept as another one. Where
    nothing is different from what is kept, nothing is written.

    Raises:
        Refused: there is no letter yet: its template could not be made one of, and nothing was written.

    """
    if letter.unmade and letter.draft_id is None and not (letter.draft.subject or letter.draft.body):
        raise Refused("There is no letter yet.", "Mend the template, or choose another language.")
    with book.write(f"Edited the letter to {letter.name}") as writing:
        record = _found(writing.session, letter)
        if record is None or record.exported_as:
            record = _new(writing, letter)
        _fill(record, letter)
        if writing.session.is_modified(record):
            record.written_at = writing.now
        writing.session.flush()
        writing.made = (record.id,)
        writing.afterwards = partial(join_edits, label=writing.label, row=("draft", record.id))
    return writing.changes


def keep_overrides(book: Book, letter: Prepared, rule: str) -> Changes:
    """Keep a letter with the reasons for which it goes in spite of stops; ``made`` holds its key."""
    reason = dict(letter.overrides).get(rule, "")
    said = f"“{reason}”" if reason else "the checklist’s stop counts again"
    with book.write(f"The letter to {letter.name}: {said}") as writing:
        record = _found(writing.session, letter)
        if record is None or record.exported_as:
            record = _new(writing, letter)
        _fill(record, letter)
        record.overrides = json.dumps(dict(letter.overrides), ensure_ascii=False) if letter.overrides else ""
        record.written_at = writing.now
        writing.session.flush()
        writing.made = (record.id,)
    return writing.changes


def overridden(record: DraftRecord) -> tuple[tuple[str, str], ...]:
    """Return the rules whose stops a letter goes in spite of, with the reasons."""
    try:
        found = json.loads(record.overrides) if record.overrides else {}
    except ValueError:
        return ()
    pairs = found.items() if isinstance(found, dict) else ()
    return tuple((str(rule), str(reason)) for rule, reason in pairs)


def enter(book: Book, letters: Sequence[Prepared], kind: str) -> Changes:
    """Store letters that have gone out, each with its approach and a line in the contact's history.

    ``made`` holds their keys.
    """
    from partnerdesk.storage.records import Entry

    label = f"Wrote to {letters[0].name}" if len(letters) == 1 else f"Wrote to {len(letters):,} contacts"
    names = templates.names(book)
    with book.write(label) as writing:
        records = []
        for letter in letters:
            record = _found(writing.session, letter)
            if record is None or (record.exported_as and not _same(record, letter)):
                record = _new(writing, letter)
            if not record.exported_as:
                _fill(record, letter)
                _promise(record)
            record.exported_as = kind
            record.written_at = writing.now
            records.append(record)
        writing.session.flush()
        correspondence.opened(writing, records)
        entries = []
        for record, letter in zip(records, letters, strict=True):
            title = names.get(letter.template, letter.template)
            text = f"{title}, {how_words(kind)}: {letter.draft.subject}"
            entry = Entry("written", at=writing.now, text=text, draft_id=record.id)
            entry.contact_id = letter.contact_id
            entries.append(entry)
        writing.session.add_all(entries)
        writing.made = tuple(record.id for record in records)
    return writing.changes


def _found(session: Session, letter: Prepared) -> DraftRecord | None:
    """Return the record of a letter that was kept before; None where there is none, or it is in Trash."""
    from partnerdesk.storage.records import DraftRecord

    record = session.get(DraftRecord, letter.draft_id) if letter.draft_id else None
    return record if record is not None and record.trashed_at is None else None


def _new(writing: Writing, letter: Prepared) -> DraftRecord:
    from partnerdesk.storage.records import DraftRecord

    record = DraftRecord(contact_id=letter.contact_id, written_at=writing.now)
    record.overrides = json.dumps(dict(letter.overrides), ensure_ascii=False) if letter.overrides else ""
    writing.session.add(record)
    return record


def _same(record: DraftRecord, letter: Prepared) -> bool:
    """Say whether a letter that has gone out is to go out again as it was."""
    draft = letter.draft
    said = [each.slot for each in record.slots]
    return (record.subject, record.body, record.address, said) == (
        draft.subject, draft.body, draft.to.address, list(draft.slots),
    )  # fmt: skip


def _fill(record: DraftRecord, letter: Prepared) -> None:
    from partnerdesk.storage.records import DraftSlot

    draft = letter.draft
    record.template, record.purpose = letter.template, letter.purpose
    record.project_id = letter.project_id
    record.language = draft.language
    record.address = draft.to.address
    record.subject = draft.subject
    record.body = draft.body
    if [each.slot for each in record.slots] != list(draft.slots):
        kept = {each.slot: each for each in record.slots}
        record.slots = [
            DraftSlot(
                position,
                slot=slot,
                instant=kept[slot].instant if slot in kept else slot.start,
                tz_version=kept[slot].tz_version if slot in kept else tz_version(),
            )
            for position, slot in enumerate(draft.slots)
        ]


def _promise(record: DraftRecord) -> None:
    """Note for the record what the times mean on the day the letter goes out."""
    for each in record.slots:
        each.instant, each.tz_version = each.slot.start, tz_version()


def record_of(book: Book, draft_id: int) -> DraftRecord:
    """Return a letter in the book with its slots, detached.

    Raises:
        NotFound: there is none, as after an undo.

    """
    from sqlalchemy.orm import selectinload

    from partnerdesk.storage.records import DraftRecord

    with book.read() as session:
        record = session.get(DraftRecord, draft_id, options=[selectinload(DraftRecord.slots)])
    if record is None:
        raise NotFound("That letter is no longer in the book.", "Look at the list of drafts again.")
    return record


def texts(book: Book, draft_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return subject and body of letters in the book, by their keys; those gone or in Trash are left out."""
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord

    found: dict[int, tuple[str, str]] = {}
    with book.read() as session:
        for some in (draft_ids[i : i + 500] for i in range(0, len(draft_ids), 500)):
            columns = (DraftRecord.id, DraftRecord.subject, DraftRecord.body)
            query = select(*columns).where(DraftRecord.id.in_(some), DraftRecord.trashed_at.is_(None))
            found.update((key, (subject, body)) for key, subject, body in session.execute(query))
    return found


def overrides_of(book: Book, draft_ids: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return the reasons for which letters in the book go in spite of stops, for those that have any."""
    from sqlalchemy import select

    from partnerdesk.storage.records import DraftRecord

    if not draft_ids:
        return {}
    with book.read() as session:
        query = select(DraftRecord).where(DraftRecord.overrides != "", DraftRecord.trashed_at.is_(None))
        wanted = set(draft_ids)
        return {each.id: overridden(each) for each in session.scalars(query) if each.id in wanted}


def lines(book: Book) -> list[Line]:
    """Return the letters in the book without their texts: those not gone out yet first, newest first."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Contact, DraftRecord, Project

    names = templates.names(book)
    columns = (DraftRecord.id, Contact.id, Contact.name, DraftRecord.subject, DraftRecord.template)
    with book.read() as session:
        query = (
            select(*columns, DraftRecord.written_at, DraftRecord.exported_as, DraftRecord.sent, Project.title)
            .join(Contact, Contact.id == DraftRecord.contact_id)
            .outerjoin(Project, Project.id == DraftRecord.project_id)
            .where(DraftRecord.trashed_at.is_(None))
            .order_by(DraftRecord.exported_as != "", DraftRecord.written_at.desc(), DraftRecord.id.desc())
        )
        return [
            Line(
                key, whose, name, subject, names.get(template, template), at, exported_as, sent, project or ""
            )
            for key, whose, name, subject, template, at, exported_as, sent, project in session.execute(query)
        ]


def trash(book: Book, draft_ids: Sequence[int]) -> Changes:
    """Move letters to Trash: they leave the list and wait to be restored; the history stays."""
    from partnerdesk.storage.records import DraftRecord

    count = "1 letter" if len(draft_ids) == 1 else f"{len(draft_ids):,} letters"
    with book.write(f"{count} moved to Trash") as writing:
        for draft_id in draft_ids:
            record = writing.session.get(DraftRecord, draft_id)
            if record is not None:  # gone meanwhile: what was wanted is so
                record.trashed_at = writing.now
    return writing.changes
