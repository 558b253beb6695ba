"""A letter from a file, held against the book: whose it is, and what the checklist says of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.core.checklist import Finding
from partnerdesk.core.checklist.words import folded, languages
from partnerdesk.core.drafting import Address, Party
from partnerdesk.core.hours import assumed_week
from partnerdesk.core.places import Place
from partnerdesk.core.text import fold
from partnerdesk.desk import addresses, checking, drafts, files
from partnerdesk.formats.letterfile import read_letter
from partnerdesk.formats.mailread import LARGEST

if TYPE_CHECKING:
    from partnerdesk.core.drafting import Draft
    from partnerdesk.desk.book import Book
    from partnerdesk.desk.prepared import Prepared


def check_file(book: Book, path: Path) -> Prepared:
    """Return the letter of an .eml or text file with its findings; nothing is stored.

    Its recipient is looked for in the book, by address, then by name; where there is none, hours and clock
    there are not known. The key of its contact is 0 then.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read, or holds no letter.

    """
    draft, to_all, slots_known = read_letter(files.content(path, LARGEST, "Save it without its attachments."))
    contact_id, several = _recipient(book, draft.to)
    ours, people = drafts.parties(book, [contact_id] if contact_id else [], draft.slots)
    party = people.get(contact_id) or Party(
        name=draft.to.name, email=draft.to.address, place=Place(), week=assumed_week(frozenset({5, 6}))
    )
    sender = Address(draft.sender.name or ours.name, draft.sender.address or ours.email)
    to = Address(draft.to.name or party.name, draft.to.address)
    # Most programs do not say in which language a letter is: its words do
    spoken = draft.language or next(iter(languages(folded(draft.body), "")), "")
    draft = replace(draft, sender=sender, to=to, language=spoken)
    past = checking.pasts(book, [contact_id], _in_the_book(book, contact_id, draft))[contact_id]
    known = replace(past.known(None, proposes=True), recipients=len(to_all), slots_known=slots_known)
    found = checking.checked(book, draft, (ours, party), known)
    if not contact_id:
        who = draft.to.address or draft.to.name or "the recipient"
        whose = f"Several people in the book are {who}" if several else f"Nobody in the book is {who}"
        text = f"{whose}: their hours, clock and languages are not known."
        found = (Finding("in-the-book", "advice", text), *found)
    name = party.name or draft.to.address or path.name
    return drafts.Prepared(contact_id, name, "", draft, found, ours, party)


def _in_the_book(book: Book, contact_id: int, draft: Draft) -> int | None:
    """Return the key of the letter in the book that the file was written from; None where there is none."""
    from sqlalchemy import func, select

    from partnerdesk.storage.records import DraftRecord

    query = select(func.max(DraftRecord.id)).where(
        DraftRecord.contact_id == contact_id,
        DraftRecord.subject == draft.subject,
        DraftRecord.exported_as != "",
    )
    with book.read() as session:
        return session.scalar(query)


def _recipient(book: Book, to: Address) -> tuple[int, bool]:
    """Return the key of the one contact with this address, else name; 0, and whether there are several."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Contact

    here = Contact.trashed_at.is_(None)
    with book.read() as session:
        keys = {each.contact_id for each in addresses.owners(session, [to.address]) if not each.trashed}
        if len(keys) == 1:
            return keys.pop(), False
        if not to.name:
            return 0, bool(keys)
        named = [
            key
            for key, name in session.execute(select(Contact.id, Contact.name).where(here))
            if fold(name) == fold(to.name) and (not keys or key in keys)
        ]
    return (named[0], False) if len(named) == 1 else (0, bool(keys or named))
