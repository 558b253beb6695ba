"""What is asked of the letters in hand, and how it is composed on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from partnerdesk.core import times_block, wording
from partnerdesk.core.bilingual import halves, together
from partnerdesk.core.drafting import Party, Template, slot_words
from partnerdesk.core.facts import SlotWords
from partnerdesk.core.times import Slot
from partnerdesk.desk import drafts, projects
from partnerdesk.desk.book import Book
from partnerdesk.desk.drafts import Prepared
from partnerdesk.desk.recipients import Notice, survey
from partnerdesk.errors import Refused


@dataclass(frozen=True)
class Asked:
    """To whom, and what all letters have in common.

    Attributes:
        contact_ids: to whom, in this order.
        template: a template's key; one read from a file; None for that of a letter opened from the
            book whose file is not at hand.
        language: for all; empty: the best for each.
        project: its key; 0: none.
        slots: what is proposed.
        own_slots: what is proposed instead to contacts with times of their own.
        corrects: letters in the book whose times these correct.
        bilingual: whether our language stands below theirs.

    """

    contact_ids: tuple[int, ...] = ()
    template: str | Template | None = "first-proposal"
    language: str = ""
    project: int = 0
    slots: tuple[Slot, ...] = ()
    corrects: tuple[int, ...] = ()
    bilingual: bool = False
    own_slots: Mapping[int, tuple[Slot, ...]] = field(default_factory=dict)

    def slots_of(self, contact_id: int | None) -> tuple[Slot, ...]:
        """Return what is asked for in one contact's letter."""
        return self.own_slots.get(contact_id or 0, self.slots)


@dataclass(frozen=True)
class Edit:
    """A letter's text by hand, and the composed text that it was made of (None: not known yet)."""

    subject: str
    body: str
    basis: tuple[str, str] | None


@dataclass(frozen=True)
class Answer:
    """What the worker made of what was asked.

    ``edits`` are by contact, with the new times in them; ``notices`` are to be said of several people.
    """

    home: Party
    composed: tuple[Prepared, ...]
    shown: tuple[Prepared, ...]
    edits: Mapping[int, Edit]
    notices: tuple[Notice, ...] = ()


def compose(
    book: Book,
    asked: Asked,
    edits: Mapping[int, Edit],
    before: Mapping[int, Prepared],
    opened: Prepared | None,
    keys: Mapping[int, int] | None = None,
) -> Answer:
    """Compose all letters, and put the edits over them; runs on the worker.

    Args:
        book: the book.
        asked: what for.
        edits: by contact.
        before: the composed letters that the edits were made on, by contact.
        opened: the letter opened from the book, for a template that is not at hand.
        keys: the letters' keys in the book, where they are kept, by contact.

    Raises:
        Refused, NotFound, TemplateError: as ``drafts.prepare``.

    """
    home, _ = drafts.parties(book, [])
    if not asked.contact_ids:
        return Answer(home, (), (), {})
    notices = survey(book, asked.contact_ids) if len(asked.contact_ids) > 1 else ()
    gone = {key for each in notices if each.kind == "trashed" for key in each.contact_ids}
    # Where all of them are in Trash, that is an error and no notice
    here = [key for key in asked.contact_ids if key not in gone] or list(asked.contact_ids)
    if asked.template is None:
        if opened is None or asked.contact_ids != (opened.contact_id,):
            raise Refused("This letter’s template is not at hand for other letters.", "Choose a template.")
        made = replace(opened, draft=replace(opened.draft, slots=asked.slots))
        body = _retimed(opened.draft.body, opened, made) or opened.draft.body
        composed = [replace(made, draft=replace(made.draft, body=body))]
    else:
        composed = drafts.prepare(
            book,
            here,
            template=asked.template,
            slots=asked.slots,
            language=asked.language if isinstance(asked.template, str) else "",
            project=projects.get(book, asked.project).title if asked.project else "",
            corrects=asked.corrects,
            bilingual=asked.bilingual,
            own_slots=asked.own_slots,
        )
    composed = _with_overrides(book, composed, keys or {})
    shown, fresh = [], {}
    for each in composed:
        edit = edits.get(each.contact_id)
        if edit is not None and each.contact_id in before:
            edit = retimed(edit, before[each.contact_id], each)
        if edit is not None:
            fresh[each.contact_id] = edit
        text = (edit.subject, edit.body) if edit else text_of(each)
        changed = edit is not None or asked.template is None or each.draft_id is not None
        shown.append(drafts.rewritten(book, each, subject=text[0], body=text[1]) if changed else each)
    return Answer(home, tuple(composed), tuple(shown), fresh, notices)


def _with_overrides(book: Book, letters: list[Prepared], keys: Mapping[int, int]) -> list[Prepared]:
    """Return letters with their keys, and the reasons for which they go in spite of stops."""
    reasons = drafts.overrides_of(book, list(keys.values()))
    return [
        replace(each, draft_id=keys[each.contact_id], overrides=reasons.get(keys[each.contact_id], ()))
        if each.contact_id in keys
        else each
        for each in letters
    ]


def with_project(book: Book, draft_id: int) -> tuple[Prepared, int]:
    """Return a letter of the book, and the key of the project that it is about, 0 for none.

    It runs on the worker. A project in Trash is none.
    """
    letter = drafts.opened(book, draft_id)
    there = {each.id for each in projects.listed(book)}
    return letter, letter.project_id if letter.project_id in there else 0


def text_of(letter: Prepared) -> tuple[str, str]:
    """Return a letter's subject and body."""
    return letter.draft.subject, letter.draft.body


def retimed(edit: Edit, old: Prepared, new: Prepared) -> Edit:
    """Return an edit with the new letter's times in place of the old one's, if these still stand in it."""
    body = _retimed(edit.body, old, new)
    if body is None:
        return edit
    basis = edit.basis and (edit.basis[0], _retimed(edit.basis[1], old, new) or edit.basis[1])
    return replace(edit, body=body, basis=basis)


def _retimed(body: str, old: Prepared, new: Prepared) -> str | None:
    if (old.draft.language, old.draft.also) != (new.draft.language, new.draft.also):
        return None
    texts = []
    for text, code in _texts(body, new):
        before, after = (_times(letter, code) for letter in (old, new))
        done = times_block.retimed(text, before, after, _locale(new, code))
        if done is None:
            return None
        texts.append(done)
    return together(texts[0], "".join(texts[1:]))


def with_times(letter: Prepared, body: str) -> str:
    """Return a text of the letter with those of its times put in that it lacks."""
    signature = letter.home.signature or letter.home.name
    texts = [
        times_block.with_times(text, _times(letter, code), signature, _locale(letter, code))
        for text, code in _texts(body, letter)
    ]
    return together(texts[0], "".join(texts[1:]))


def _texts(body: str, letter: Prepared) -> list[tuple[str, str]]:
    """Return the one or two texts of a letter's body, each with its language."""
    draft = letter.draft
    if not draft.also:
        return [(body, draft.language)]
    above, below = halves(body)
    return [(above, draft.language)] + ([(below, draft.also)] if below else [])


def lacks_times(letter: Prepared) -> bool:
    """Say whether the letter could give its times to both readers and does not."""
    known = letter.draft.slots and letter.home.place.zone and letter.party.place.zone
    return bool(known) and any(each.rule == "both-times" for each in letter.stopped)


def _times(letter: Prepared, language: str) -> tuple[SlotWords, ...]:
    return slot_words(letter.draft.slots, letter.home, letter.party, language)


def _locale(letter: Prepared, language: str) -> str:
    return wording.locale_for(language, letter.party.place.country)
