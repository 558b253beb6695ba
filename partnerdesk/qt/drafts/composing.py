"""What is asked of the letters in hand, and how it is composed on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from partnerdesk.core.drafting import Party, Template
from partnerdesk.core.times import Slot
from partnerdesk.desk import drafts
from partnerdesk.desk.book import Book
from partnerdesk.desk.drafts import Prepared
from partnerdesk.errors import Refused


@dataclass(frozen=True)
class Asked:
    """To whom, and what all letters have in common.

    Attributes:
        contact_ids: to whom, in this order.
        template: a built-in template's key; one read from a file; None for that of a letter opened from the
            book whose file is not at hand.
        language: for all; empty: the best for each.
        project: its title; empty: none.
        slots: what is proposed.

    """

    contact_ids: tuple[int, ...] = ()
    template: str | Template | None = "first-proposal"
    language: str = ""
    project: str = ""
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Edit:
    """A letter's text by hand, and the composed text that it was made of (None: not known yet)."""

    subject: str
    body: str
    basis: tuple[str, str] | None


@dataclass(frozen=True)
class Answer:
    """What the worker made of what was asked."""

    home: Party
    composed: tuple[Prepared, ...]
    shown: tuple[Prepared, ...]


def compose(book: Book, asked: Asked, edits: Mapping[int, Edit], opened: Prepared | None) -> Answer:
    """Compose all letters, and put the edits over them; runs on the worker.

    Args:
        book: the book.
        asked: what for.
        edits: by contact.
        opened: the letter opened from the book, for a template that is not at hand.

    Raises:
        Refused, NotFound, TemplateError: as ``drafts.prepare``.

    """
    home, _ = drafts.parties(book, [])
    if not asked.contact_ids:
        return Answer(home, (), ())
    if asked.template is None:
        if opened is None or asked.contact_ids != (opened.contact_id,):
            raise Refused("This letter’s template is not at hand for other letters.", "Choose a template.")
        composed = [replace(opened, draft=replace(opened.draft, slots=asked.slots))]
    else:
        composed = drafts.prepare(
            book,
            asked.contact_ids,
            template=asked.template,
            slots=asked.slots,
            language=asked.language if isinstance(asked.template, str) else "",
            project=asked.project,
        )
    shown = []
    for each in composed:
        edit = edits.get(each.contact_id)
        text = (edit.subject, edit.body) if edit else text_of(each)
        changed = edit is not None or asked.template is None
        shown.append(drafts.rewritten(book, each, subject=text[0], body=text[1]) if changed else each)
    return Answer(home, tuple(composed), tuple(shown))


def text_of(letter: Prepared) -> tuple[str, str]:
    """Return a letter's subject and body."""
    return letter.draft.subject, letter.draft.body
