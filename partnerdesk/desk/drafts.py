"""Drafts: prepare letters to contacts, edit them, write them out; what is in the book is in ``kept``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.core.bilingual import also_in, halves
from partnerdesk.core.checklist import WALLS
from partnerdesk.core.drafting import Address, Draft, Party
from partnerdesk.core.facts import marker
from partnerdesk.core.text import plain
from partnerdesk.desk import (
    addresses,
    checking,
    home,
    outbox,
)
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.calendars import calendar
from partnerdesk.desk.correspondence import NOT_OUT
from partnerdesk.desk.kept import (
    Line,
    enter,
    how_words,
    keep,
    keep_overrides,
    lines,
    overridden,
    overrides_of,
    record_of,
    texts,
    trash,
)
from partnerdesk.desk.prepared import Prepared
from partnerdesk.desk.preparing import parties, prepare, refuse_trashed, unmade
from partnerdesk.desk.recipients import named
from partnerdesk.errors import Refused

if TYPE_CHECKING:
    from partnerdesk.storage.records import DraftRecord

__all__ = [
    "Line", "Prepared", "Progress", "how_words", "keep", "lines", "opened", "override", "overrides_of",
    "parties",
    "prepare", "refuse_stopped", "rewritten", "texts", "trash", "write_out",
]  # fmt: skip

_REASONS = 5  # letters whose reasons are told in one line
Progress = Callable[[int, int], None]


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
        to=Address(party.name, _goes_to(book, record, party)),
        sender=Address(ours.name, ours.email),
        subject=record.subject,
        body=record.body,
        language=record.language,
        slots=slots,
        also=also_in(record.body, record.language, ours, party, slots),
    )
    letter = Prepared(
        contact_id=record.contact_id,
        name=party.name,
        template=record.template,
        purpose=record.purpose,
        draft=draft,
        findings=(),
        home=ours,
        party=party,
        project_id=record.project_id,
        draft_id=record.id,
        proposes=checking.proposes(book, record.template, draft),
        overrides=overridden(record),
    )
    return _checked(book, letter)


def _goes_to(book: Book, record: DraftRecord, party: Party) -> str:
    """Return the address of a letter in the book: where it went; else one that the contact has now."""
    went = bool(record.exported_as) and record.sent not in NOT_OUT
    if went or (record.sent != "back" and addresses.has(book, record.contact_id, record.address)):
        return record.address or party.email
    return party.email


def rewritten(book: Book, letter: Prepared, *, subject: str, body: str) -> Prepared:
    """Return the letter with an edited text, checked again; it lacks what is still marked in the text."""
    subject, body = " ".join(plain(subject).split()), plain(body, lines=True)
    missing = tuple(fact for fact in letter.draft.missing if marker(fact) in f"{subject}\n{body}")
    also = letter.draft.also if halves(body)[1] else ""
    edited = replace(letter.draft, subject=subject, body=body, missing=missing, also=also)
    ours, people = parties(book, [letter.contact_id], edited.slots)
    party = people[letter.contact_id]
    return _checked(book, replace(letter, draft=edited, home=ours, party=party))


def _checked(book: Book, letter: Prepared) -> Prepared:
    """Return a letter with today's findings; one that no template could be made of says that alone."""
    if letter.unmade and not (letter.draft.subject or letter.draft.body):
        return unmade(letter)
    facts = checking.facts_of(book, letter.project_id)
    past = checking.pasts(book, [letter.contact_id], letter.draft_id)[letter.contact_id]
    asked = letter.draft_id is not None and _gone_out(book, letter.draft_id)
    purpose = letter.purpose if letter.template and not asked else ""
    known = past.known(facts, purpose, proposes=letter.proposes, project_id=letter.project_id)
    to = letter.draft.to.address
    if to and to != letter.party.email and not addresses.has(book, letter.contact_id, to):
        known = replace(known, strange=True)
    found = checking.checked(book, letter.draft, (letter.home, letter.party), known, dict(letter.overrides))
    return replace(letter, findings=found)


def _gone_out(book: Book, draft_id: int) -> bool:
    """Say whether a letter has gone out, which is then the one that asked."""
    from partnerdesk.storage.records import DraftRecord

    with book.read() as session:
        record = session.get(DraftRecord, draft_id)
        return record is not None and bool(record.exported_as)


def override(book: Book, letter: Prepared, rule: str, reason: str) -> tuple[Changes, Prepared]:
    """Let a letter go in spite of a rule's stop, for a reason that is kept with it; the letter is kept too.

    Args:
        book: the book.
        letter: as it stands.
        rule: the rule's name.
        reason: one line; empty: the stop counts again.

    Returns:
        The changes, and the letter as it is now.

    Raises:
        Refused: nothing overrides the school hours of the partner, both local times, or a missing or
            malformed address.

    """
    if rule == "address":
        raise Refused(
            "No mail goes to such an address, whatever the reason.", "Correct it, or copy the letter."
        )
    if rule == "template":
        raise Refused("There is no letter yet.", "Mend the template, or choose another language.")
    if rule in WALLS:
        raise Refused(
            "Both local times and the partner’s school hours cannot be overridden.",
            "Change the time, or ask.",
        )
    reasons = {**dict(letter.overrides), rule: " ".join(plain(reason).split())}
    chosen = replace(letter, overrides=tuple((key, why) for key, why in sorted(reasons.items()) if why))
    changes = keep_overrides(book, chosen, rule)
    return changes, _checked(book, replace(chosen, draft_id=changes.made[0]))


def refuse_stopped(
    letters: Sequence[Prepared], kind: str = "eml", hint: str = "Nothing was written."
) -> None:
    """Refuse letters that the checklist holds back.

    Raises:
        Refused: names the first such letter and its reasons, and the others; says ``hint``.

    """
    held = [letter for letter in letters if letter.stopped_for(kind)]
    if held:
        whose = [
            f"{letter.name}: {'; '.join(each.text.rstrip('.') for each in letter.stopped_for(kind))}"
            for letter in held[:_REASONS]
        ]
        others = [letter.name for letter in held[_REASONS:]]
        more = f". Held back too: {named(others)}" if others else ""
        if len(held) == 1:
            raise Refused(f"The letter to {whose[0].replace(': ', ' is held back: ', 1)}.", hint)
        raise Refused(f"{len(held):,} letters are held back. {'. '.join(whose)}{more}.", hint)


def _past_now(book: Book, letters: Sequence[Prepared]) -> list[Prepared]:
    """Return letters with those checked again whose times have gone by since they were prepared."""
    now = book.now()
    gone = {slot for slot in {each for letter in letters for each in letter.draft.slots} if slot.start <= now}
    return (
        [_checked(book, each) if gone.intersection(each.draft.slots) else each for each in letters]
        if gone
        else list(letters)
    )


def write_out(
    book: Book,
    letters: Sequence[Prepared],
    *,
    kind: str,
    folder: Path | None = None,
    progress: Progress | None = None,
    ics: str = "no",
    file: Path | None = None,
    entered: bool = True,
) -> tuple[Changes, list[Path]]:
    """Write letters out as files, and enter them in the book and in each contact's history.

    The files come first, each written beside its place and then renamed. Where the book cannot be
    written after that, they are taken away again, so that the history never misses a letter. A time that has
    gone by since a letter was prepared holds it back as if it had been prepared now.

    Args:
        book: the book.
        letters: what to write.
        kind: ``eml``, ``mbox``, ``txt``; or ``copy`` and ``mailto``, for which no file is made.
        folder: where to.
        progress: called with the number done and the number in all; may raise to stop.
        ics: ``beside`` or ``attached``, for the proposed times as a calendar; ``no``.
        file: instead of a folder, for one letter or an mbox: where to, over what has the name.
        entered: False: nothing is entered, as in a book that can only be looked at.

    Returns:
        The changes, ``made`` holding the keys of the drafts that were entered, and for each letter its file;
        none without a folder.

    Raises:
        Refused: the checklist holds a letter back, or a contact is in Trash; nothing is written.
        BadInput: ``file`` must not be written over.
        DiskFull, NotWritten, BookError: nothing is written.

    """
    letters = _past_now(book, letters)
    refuse_stopped(letters, kind)
    refuse_trashed(book, [letter.contact_id for letter in letters])
    file = outbox.replaceable(file) if file else None
    folder = file.parent if file else folder
    with outbox.kept_aside(file):
        return _written(
            book, letters, kind, folder=folder, progress=progress, ics=ics, file=file, entered=entered
        )


def _written(
    book: Book,
    letters: Sequence[Prepared],
    kind: str,
    *,
    folder: Path | None,
    progress: Progress | None,
    ics: str,
    file: Path | None,
    entered: bool,
) -> tuple[Changes, list[Path]]:
    """Write the files, then the book; as :func:`write_out` says."""
    drafts = [letter.draft for letter in letters]
    files: list[Path] = []
    beside: list[Path] = []
    if folder:
        now = book.now()
        pages = [calendar(letter, now) for letter in letters] if ics != "no" else []
        day = home.today(book)
        files, beside = outbox.write(
            drafts, folder, kind, now, progress, calendars=pages, ics=ics, day=day, file=file
        )
    try:
        changes = enter(book, letters, kind) if entered else Changes("")
    except BaseException:
        outbox.take_back([*files, *beside])
        raise
    return changes, files
