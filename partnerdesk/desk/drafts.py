"""Drafts: prepare letters to contacts, edit them, write them out; what is in the book is in ``kept``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from partnerdesk.core.bilingual import also_in, halves, joined
from partnerdesk.core.checklist import Finding, check
from partnerdesk.core.drafting import Address, Draft, Earlier, Party, Template, compose
from partnerdesk.core.facts import marker
from partnerdesk.core.text import plain
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, holidays, home, outbox, projects, templates
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.kept import Line, enter, how_words, keep, lines, record_of, texts, trash
from partnerdesk.desk.parties import contact_party, home_party, project_facts
from partnerdesk.errors import Refused

__all__ = [
    "Line", "Prepared", "Progress", "how_words", "keep", "lines", "opened", "parties", "prepare",
    "refuse_stopped", "rewritten", "texts", "trash", "write_out",
]  # fmt: skip

Progress = Callable[[int, int], None]

_WORST_FIRST = {"stop": 0, "advice": 1, "ok": 2}


@dataclass(frozen=True)
class Prepared:
    """A letter to one contact, as it will be, with what the checklist says of it.

    Attributes:
        contact_id: to whom.
        name: their name.
        template: the template's key.
        draft: the letter.
        findings: the checklist's, worst first.
        home: our facts, as the letter was made with them.
        party: theirs.
        project_id: what it is about, if a project.
        draft_id: its key in the book, if it was kept or has gone out before.

    """

    contact_id: int
    name: str
    template: str
    draft: Draft
    findings: tuple[Finding, ...]
    home: Party
    party: Party
    project_id: int | None = None
    draft_id: int | None = None

    @property
    def stopped(self) -> tuple[Finding, ...]:
        """The findings that hold the letter back."""
        return tuple(each for each in self.findings if each.level == "stop")

    def stopped_for(self, kind: str) -> tuple[Finding, ...]:
        """Return the findings that hold it back from going out in this way: a copy needs no address."""
        return tuple(each for each in self.stopped if not (kind == "copy" and each.rule == "address"))


def parties(
    book: Book, contact_ids: Sequence[int], slots: Sequence[Slot] = ()
) -> tuple[Party, dict[int, Party]]:
    """Return home, and each contact, with the facts that letters with these slots are made of.

    Raises:
        NotFound: one of the contacts does not exist.

    """
    with book.read() as session:
        people = contacts.cards(session, list(dict.fromkeys(contact_ids)))
    years = holidays.years(book.now(), slots)
    ours = home_party(home.get(book), years)
    return ours, {person.id: contact_party(person, years) for person in people}


def prepare(
    book: Book,
    contact_ids: Sequence[int],
    *,
    template: str | Template,
    slots: Sequence[Slot],
    language: str = "",
    project: str = "",
    corrects: Sequence[int] = (),
    bilingual: bool = False,
) -> list[Prepared]:
    """Compose one letter for each contact; nothing is stored.

    Args:
        book: the book.
        contact_ids: to whom, each once.
        template: a template's key, then its language is chosen for each contact, or a template from a file.
        slots: one to three proposed times.
        language: the language to use for all; empty: the best for each.
        project: a project's title.
        corrects: letters in the book whose times these correct, for a template that tells them.
        bilingual: whether our own language stands below theirs, where that is another one.

    Raises:
        Refused, NotFound, TemplateError: nothing can be composed; the message says for whom and why.

    """
    _refuse_trashed(book, contact_ids)
    about = projects.named(book, project) if project else None
    facts = project_facts(about) if about else None
    earlier, shelf = _said(book, corrects), templates.shelf(book)
    ours, people = parties(book, contact_ids, slots)
    letters = []
    for contact_id, party in people.items():
        chosen = (
            template
            if isinstance(template, Template)
            else shelf.named(template, party.languages, ours.languages, language or None)
        )
        said = (ours, party, tuple(slots), facts, earlier.get(contact_id, ()))
        draft = compose(chosen, *said)
        below = shelf.second(chosen, ours.languages) if bilingual else None
        if below is not None:
            draft = joined(draft, compose(below, *said))
        letters.append(
            Prepared(
                contact_id=contact_id,
                name=party.name,
                template=chosen.key,
                draft=draft,
                findings=_check(book, draft, ours, party),
                home=ours,
                party=party,
                project_id=about.id if about else None,
            )
        )
    return letters


def _said(book: Book, draft_ids: Sequence[int]) -> dict[int, tuple[Earlier, ...]]:
    """Return the times that letters in the book gave, by their contacts."""
    records = [record_of(book, each) for each in draft_ids]
    return {
        each.contact_id: tuple(Earlier(slot.slot, slot.instant) for slot in each.slots) for each in records
    }


def _refuse_trashed(book: Book, contact_ids: Sequence[int]) -> None:
    from sqlalchemy import select

    from partnerdesk.storage.records import Contact

    with book.read() as session:
        query = select(Contact.id, Contact.name).where(Contact.trashed_at.is_not(None))
        thrown = {key: name for key, name in session.execute(query)}  # noqa: C416 - rows are no plain pairs
    for each in contact_ids:
        if each in thrown:
            raise Refused(f"{thrown[each]} is in Trash.", "Restore the contact first.")


def opened(book: Book, draft_id: int) -> Prepared:
    """Return a letter of the book as it was kept, checked against what is known today.

    Raises:
        NotFound: there is no such letter.

    """
    record = record_of(book, draft_id)
    slots = tuple(each.slot for each in record.slots)
    ours, people = parties(book, [record.contact_id], slots)
    party = people[record.contact_id]
    draft = Draft(
        to=Address(party.name, record.address or party.email),
        sender=Address(ours.name, ours.email),
        subject=record.subject,
        body=record.body,
        language=record.language,
        slots=slots,
        also=also_in(record.body, record.language, ours, party, slots),
    )
    return Prepared(
        contact_id=record.contact_id,
        name=party.name,
        template=record.template,
        draft=draft,
        findings=_check(book, draft, ours, party),
        home=ours,
        party=party,
        project_id=record.project_id,
        draft_id=record.id,
    )


def rewritten(book: Book, letter: Prepared, *, subject: str, body: str) -> Prepared:
    """Return the letter with an edited text, checked again; it lacks what is still marked in the text."""
    subject, body = " ".join(plain(subject).split()), plain(body, lines=True)
    missing = tuple(fact for fact in letter.draft.missing if marker(fact) in f"{subject}\n{body}")
    also = letter.draft.also if halves(body)[1] else ""
    edited = replace(letter.draft, subject=subject, body=body, missing=missing, also=also)
    ours, people = parties(book, [letter.contact_id], edited.slots)
    party = people[letter.contact_id]
    return replace(letter, draft=edited, findings=_check(book, edited, ours, party), home=ours, party=party)


def _check(book: Book, draft: Draft, ours: Party, party: Party) -> tuple[Finding, ...]:
    findings = check(draft, ours, party, now=book.now())
    return tuple(sorted(findings, key=lambda each: _WORST_FIRST[each.level]))


def refuse_stopped(letters: Sequence[Prepared], kind: str = "eml") -> None:
    """Refuse letters that the checklist holds back.

    Raises:
        Refused: names the first such letter and its reasons, and how many others there are.

    """
    held = [letter for letter in letters if letter.stopped_for(kind)]
    if held:
        reasons = "; ".join(each.text.rstrip(".") for each in held[0].stopped_for(kind))
        others = len(held) - 1
        more = f" (and {others:,} more letter{'s' if others > 1 else ''})" if others else ""
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
        Refused: the checklist holds a letter back, or a contact is in Trash; nothing is written.
        DiskFull, NotWritten, BookError: nothing is written.

    """
    refuse_stopped(letters, kind)
    _refuse_trashed(book, [letter.contact_id for letter in letters])
    drafts = [letter.draft for letter in letters]
    files = outbox.write(drafts, folder, kind, book.now(), progress) if folder else []
    try:
        changes = enter(book, letters, kind)
    except BaseException:
        outbox.take_back(files)
        raise
    return changes, files
