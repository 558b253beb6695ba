"""Drafts: prepare letters to contacts, keep them, edit them, write them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.core.checklist import Finding, check
from partnerdesk.core.drafting import Draft, Template, choose_language, compose
from partnerdesk.core.text import plain
from partnerdesk.core.times import Slot, tz_version
from partnerdesk.desk import contacts, home, outbox, projects, templates
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.parties import contact_party, home_party, project_facts
from partnerdesk.errors import NotFound, Refused

if TYPE_CHECKING:
    from partnerdesk.core.drafting import Party
    from partnerdesk.storage.records import Contact, DraftRecord

MOST_SLOTS = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Prepared:
    """A letter to one contact, as it will be, with what the checklist says of it.

    Attributes:
        contact_id: to whom.
        name: their name.
        template: the template's key.
        draft: the letter.
        findings: the checklist's, worst first.
        project_id: what it is about, if a project.

    """

    contact_id: int
    name: str
    template: str
    draft: Draft
    findings: tuple[Finding, ...]
    project_id: int | None = None

    @property
    def stopped(self) -> tuple[Finding, ...]:
        """The findings that hold the letter back."""
        return tuple(each for each in self.findings if each.level == "stop")


def prepare(
    book: Book,
    contact_ids: Sequence[int],
    *,
    template: str | Template,
    slots: Sequence[Slot],
    language: str = "",
    project: str = "",
) -> list[Prepared]:
    """Compose one letter for each contact; nothing is stored.

    Args:
        book: the book.
        contact_ids: to whom, each once.
        template: a built-in template's key, then its language is chosen for each contact, or a template.
        slots: one to three proposed times.
        language: the language to use for all; empty: the best for each.
        project: a project's title.

    Raises:
        Refused, NotFound, TemplateError: nothing can be composed; the message says for whom and why.

    """
    if len(slots) > MOST_SLOTS:
        raise Refused(
            f"{len(slots)} times are too many for one letter.", f"Propose {MOST_SLOTS} at the most."
        )
    about = projects.named(book, project) if project else None
    ours = home_party(home.get(book))
    with book.read() as session:
        people = contacts.cards(session, list(dict.fromkeys(contact_ids)))
    letters = []
    for person in people:
        party = contact_party(person)
        chosen = template if isinstance(template, Template) else choose(template, party, ours, language)
        draft = compose(chosen, ours, party, tuple(slots), project_facts(about) if about else None)
        letters.append(
            Prepared(
                contact_id=person.id,
                name=person.name,
                template=chosen.key,
                draft=draft,
                findings=_check(book, draft, ours, party),
                project_id=about.id if about else None,
            )
        )
    return letters


def choose(key: str, party: Party, ours: Party, asked: str = "") -> Template:
    """Return the built-in template of that key in the language that suits the contact best.

    Raises:
        NotFound: there is no such template, or not in the language asked for.

    """
    found = {each.language: each for each in templates.built_in() if each.key == key}
    if not found:
        there = ", ".join(sorted({each.key for each in templates.built_in()}))
        raise NotFound(f"There is no template “{key}”.", f"Take a file, or one of: {there}.")
    return found[choose_language(tuple(found), party.languages, ours.languages, asked or None)]


def rewritten(book: Book, letter: Prepared, *, subject: str, body: str) -> Prepared:
    """Return the letter with an edited text, checked again; it lacks what is still marked in the text."""
    edited = replace(letter.draft, subject=plain(subject).strip(), body=plain(body, lines=True))
    edited = replace(
        edited, missing=tuple(name for name in edited.missing if _gap(name) in edited.subject + edited.body)
    )
    ours = home_party(home.get(book))
    party = contact_party(contacts.card(book, letter.contact_id))
    return replace(letter, draft=edited, findings=_check(book, edited, ours, party))


def _gap(name: str) -> str:
    """Return the mark that stands for a missing fact in the text."""
    return f"‹{name.rpartition('.')[2]}›"


def _check(book: Book, draft: Draft, ours: Party, party: Party) -> tuple[Finding, ...]:
    order = {"stop": 0, "advice": 1, "ok": 2}
    return tuple(sorted(check(draft, ours, party, today=book.now()), key=lambda each: order[each.level]))


def refuse_stopped(letters: Sequence[Prepared]) -> None:
    """Refuse letters that the checklist holds back.

    Raises:
        Refused: names the first such letter and its reasons, and how many others there are.

    """
    held = [letter for letter in letters if letter.stopped]
    if held:
        reasons = "; ".join(each.text.rstrip(".") for each in held[0].stopped)
        more = f" (and {len(held) - 1} more letters)" if len(held) > 1 else ""
        raise Refused(f"The letter to {held[0].name} is held back: {reasons}{more}.", "Nothing was written.")


def write_out(
    book: Book,
    letters: Sequence[Prepared],
    *,
    kind: str,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Changes, list[Path]]:
    """Write letters out as files, and enter them in the book and in each contact's history.

    The files come first, each written beside its place and then renamed. Where the book cannot be
    written after that, they are taken away again, so that the history never misses a letter.

    Args:
        book: the book.
        letters: what to write.
        kind: ``eml``, ``mbox``, ``txt``; or ``copy`` and ``mailto``, for which no file is made.
        folder: where to.
        progress: called with the number done and the number in all; may raise to stop.

    Returns:
        The changes, ``made`` holding the drafts' keys, and for each letter its file; none without a folder.

    Raises:
        Refused: the checklist holds a letter back; nothing is written.
        DiskFull, ReadOnlyBook: nothing is written.

    """
    refuse_stopped(letters)
    drafts = [letter.draft for letter in letters]
    files = outbox.write(drafts, folder, kind, book.now(), progress) if folder else []
    try:
        changes = _enter(book, letters, kind)
    except BaseException:
        outbox.take_back(files)
        raise
    return changes, files


def _enter(book: Book, letters: Sequence[Prepared], kind: str) -> Changes:
    """Store the drafts, and a line in the history of each contact."""
    from partnerdesk.storage.records import DraftRecord, DraftSlot, Entry

    label = f"Wrote to {letters[0].name}" if len(letters) == 1 else f"Wrote to {len(letters):,} contacts"
    names = {each.key: each.name for each in templates.built_in()}
    with book.write(label) as writing:
        records = []
        for letter in letters:
            draft = letter.draft
            record = DraftRecord(
                contact_id=letter.contact_id,
                template=letter.template,
                project_id=letter.project_id,
                language=draft.language,
                address=draft.to.address,
                subject=draft.subject,
                body=draft.body,
                written_at=writing.now,
                exported_as=kind,
            )
            record.slots = [
                DraftSlot(i, slot=slot, instant=slot.start, tz_version=tz_version())
                for i, slot in enumerate(draft.slots)
            ]
            records.append(record)
        writing.session.add_all(records)
        writing.session.flush()
        entries = []
        for record, letter in zip(records, letters, strict=True):
            title = names.get(letter.template, letter.template)
            entry = Entry(
                "written", at=writing.now, text=f"{title}: {letter.draft.subject}", draft_id=record.id
            )
            entry.contact_id = letter.contact_id
            entries.append(entry)
        writing.session.add_all(entries)
        writing.made = tuple(record.id for record in records)
    return writing.changes


def listed(book: Book) -> list[tuple[DraftRecord, Contact]]:
    """Return the drafts kept in the book, newest first, each with its contact."""
    from sqlalchemy import select
    from sqlalchemy.orm import selectinload

    from partnerdesk.storage.records import Contact, DraftRecord

    with book.read() as session:
        query = (
            select(DraftRecord, Contact)
            .join(Contact, Contact.id == DraftRecord.contact_id)
            .where(DraftRecord.trashed_at.is_(None))
            .order_by(DraftRecord.written_at.desc(), DraftRecord.id.desc())
            .options(selectinload(DraftRecord.slots))
        )
        return [(record, contact) for record, contact in session.execute(query)]
