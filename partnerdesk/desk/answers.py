"""Answers: a letter that came is filed with whoever wrote it, once, and its approach follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.core.replies import own_words, shortened
from partnerdesk.core.text import fold, plain
from partnerdesk.desk import addresses, contacts, correspondence, files, home, returned, typed
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.desk.namesakes import namesakes
from partnerdesk.errors import BadInput, NotFound, Refused
from partnerdesk.formats.mailread import LARGEST
from partnerdesk.formats.received import Received, received

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Contact

_MOST_KEPT = 4_000  # letters of an answer that the history keeps
_MOST_SAID = 300  # letters of what a machine wrote


@dataclass(frozen=True)
class Answer:
    """A letter that came, read and not yet filed.

    Attributes:
        letter: what it says.
        contact_id: whose address it came from; None where nobody has it.
        name: their name; else the one that the letter gives, else its address.
        filed: it is in their history already.
        ours: it seems to be a letter of our own, from another address: that is none of theirs.
        likely: keys and words for who may have written it, by their name, where nobody has the address.

    """

    letter: Received
    contact_id: int | None
    name: str
    filed: bool = False
    ours: bool = False
    likely: tuple[tuple[int, str], ...] = ()


def read(book: Book, path: Path) -> Answer:
    """Read a letter from a file and look for whoever wrote it; nothing is stored.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read, is too large, names no sender, or is our own letter.
        Refused: whoever wrote it is in Trash.

    """
    letter = received(files.content(path, LARGEST, "Save it without its attachments."))
    if not letter.address and not letter.text:
        raise BadInput(f"“{path.name}” is no letter.", "Save the answer as .eml in the mail program.", "file")
    if letter.address and letter.address.casefold() == home.get(book).email.casefold():
        raise BadInput(f"“{path.name}” is your own letter.", "Choose the one that they wrote.", "file")
    ours = bool(letter.name) and fold(letter.name) == fold(home.get(book).name)
    with book.read() as session:
        found = _whose(session, letter.concerns)
        if found is not None:
            contact_id, name = found
            return Answer(letter, contact_id, name, _filed(session, contact_id, letter))
    likely = () if ours or letter.by_mail_system else namesakes(book, letter.name)
    return Answer(letter, None, letter.name or letter.address, ours=ours, likely=likely)


def file(
    book: Book,
    answer: Answer,
    contact_id: int | None = None,
    *,
    approach_id: int | None = None,
    add_address: bool = False,
) -> Changes:
    """File a letter in a contact's history, once; a person's letter is an answer to their approach.

    Of one that came back, its approach waits no longer: the letter is to go out again, to another address.

    Args:
        book: the book.
        answer: what :func:`read` returned.
        contact_id: with whom; whoever has the address where nothing is said.
        approach_id: which approach it answers; the newest one that is open where nothing is said.
        add_address: keep the address that it came from with the contact.

    Raises:
        NotFound: nobody has the address and nobody was named, or there is no such contact.

    """
    from partnerdesk.storage.records import Email

    letter, contact_id = answer.letter, contact_id or _whose_it_is(answer)
    with book.write("Filed a letter") as writing:
        contact = _here(writing.session, contact_id)
        put = _put(writing, answer, contact, approach_id)
        writing.label, writing.made = put.label, put.made
        known = {each.address.casefold() for each in contact.emails}
        its_own = not letter.by_mail_system
        if add_address and its_own and letter.address and letter.address.casefold() not in known:
            contact.emails.append(Email(len(contact.emails), typed.email(letter.address)))
    return writing.changes


def file_all(book: Book, found: Sequence[Answer]) -> tuple[Changes, tuple[str, ...]]:
    """File letters with whoever has their senders' addresses, in one step.

    Returns:
        The changes, and a sentence for each letter that was left out: it is filed already, or whoever wrote
        it is in Trash or gone by now.

    Raises:
        NotFound: of one of them, nobody has the address.

    """
    new: list[tuple[Answer, _Put]] = []
    left: list[str] = []
    with book.write("Filed letters") as writing:
        for each in found:
            whose = _whose_it_is(each)
            try:
                contact = _here(writing.session, whose)
            except Refused as error:
                gone = isinstance(error, NotFound)
                why = "They are no longer in the book." if gone else error.message
                left.append(f"The letter of {each.name} is not filed. {why}")
                continue
            put = _put(writing, each, contact, None)
            if put.new:
                new.append((each, put))
            else:
                left.append(f"{put.label}.")
        writing.made = tuple(key for _, put in new for key in put.made)
        if len(new) > 1:
            what = "answers" if all(each.letter.kind == "letter" for each, _ in new) else "letters"
            writing.label = f"Filed {len(new):,} {what}"
        elif new:
            writing.label = new[0][1].label
        else:
            writing.label = "No letter was filed"
    return writing.changes, tuple(left)


def _whose_it_is(answer: Answer) -> int:
    if answer.contact_id is None:
        raise NotFound(
            f"Nobody in the book has the address {answer.letter.address}.",
            "Drop the letter on the card of whoever wrote it.",
        )
    return answer.contact_id


@dataclass(frozen=True)
class _Put:
    """What was done with a letter.

    Attributes:
        label: what to call it.
        new: it was not in the history yet.
        made: the approach or letter that it concerns, if any.

    """

    label: str
    new: bool = False
    made: tuple[int, ...] = ()


def _here(session: Session, contact_id: int) -> Contact:
    """Return a contact with whom a letter can be filed.

    Raises:
        Refused: they are in Trash.
        NotFound: there is no such contact.

    """
    from partnerdesk.storage.records import Contact

    contact = session.get(Contact, contact_id)
    if contact is None:
        raise contacts.not_found(contact_id)
    if contact.trashed_at is not None:
        raise Refused(f"{contact.name} is in Trash.", "Restore the contact first.")
    return contact


def _put(writing: Writing, answer: Answer, contact: Contact, approach_id: int | None) -> _Put:
    """Enter a letter in a contact's history, in a verb's transaction, unless it is there already."""
    from partnerdesk.storage.records import Entry

    letter = answer.letter
    if _filed(writing.session, contact.id, letter):
        return _Put(f"That letter of {contact.name} is filed already")
    at = min(letter.at or writing.now, writing.now)
    kind = "answered" if letter.kind == "letter" else "note"
    about = None
    if kind == "answered":
        about = concerned = correspondence.answered(writing, contact.id, at, approach_id)
    elif letter.kind == "bounce" and not letter.delayed:
        failed = [each.address for each in letter.failed]
        concerned = returned.came_back(writing, contact.id, failed, at, approach_id)
    else:
        concerned = None
    contact.entries.append(Entry(kind, at=at, text=_entry(letter), message_id=letter.key, approach_id=about))
    return _Put(_label(letter, contact.name), new=True, made=() if concerned is None else (concerned,))


def file_with_new(book: Book, answer: Answer) -> Changes:
    """Take whoever wrote a letter up as a new contact and file it with them, in one step.

    ``made`` holds their key.

    Raises:
        BadInput: the letter names no address, or none that can be.

    """
    from partnerdesk.storage.records import Contact, Email, Entry

    letter = answer.letter
    address = typed.email(letter.address)
    name = typed.name(answer.name or letter.address)
    with book.write(f"Added {name}, and filed their letter") as writing:
        contact = Contact(name=name, added_at=writing.now)
        contact.emails.append(Email(0, address))
        at = min(letter.at or writing.now, writing.now)
        kind = "answered" if letter.kind == "letter" else "note"
        contact.entries.append(Entry(kind, at=at, text=_entry(letter), message_id=letter.key))
        writing.session.add(contact)
        writing.session.flush()
        writing.made = (contact.id,)
    return writing.changes


def done(book: Book, contact_id: int) -> Changes:
    """Note that a letter which belongs to no approach was answered by another way, as by telephone.

    Raises:
        NotFound: there is no such contact.

    """
    from partnerdesk.storage.records import Contact, Entry

    with book.write("Done with a letter") as writing:
        contact = writing.session.get(Contact, contact_id)
        if contact is None or contact.trashed_at is not None:
            raise contacts.not_found(contact_id)
        contact.entries.append(Entry("sent", at=writing.now, text="Got in touch by another way"))
        writing.label = f"Done: {contact.name}"
    return writing.changes


def _whose(session: Session, wanted: Sequence[str]) -> tuple[int, str] | None:
    """Return key and name of whoever has one of these addresses: of several, one that was written to.

    Raises:
        Refused: only somebody in Trash has it.

    """
    found = addresses.owners(session, wanted)
    if not found:
        return None
    here = [each for each in found if not each.trashed]
    if not here:
        raise Refused(f"{found[0].name}, who wrote this letter, is in Trash.", "Restore the contact first.")
    asked = _asked(session, [each.contact_id for each in here]) if len(here) > 1 else frozenset()
    whose = min(here, key=lambda each: each.contact_id not in asked)
    return whose.contact_id, whose.name


def _asked(session: Session, contact_ids: Sequence[int]) -> frozenset[int]:
    """Return those of some contacts to whom an approach is open."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Approach

    query = select(Approach.contact_id).where(
        Approach.contact_id.in_(contact_ids),
        Approach.state.in_(correspondence.OPEN),
        Approach.trashed_at.is_(None),
    )
    return frozenset(session.scalars(query))


def _filed(session: Session, contact_id: int, letter: Received) -> bool:
    from sqlalchemy import exists, select

    from partnerdesk.storage.records import Entry

    there = exists().where(Entry.contact_id == contact_id, Entry.message_id == letter.key)
    return bool(session.scalar(select(there)))


def _entry(letter: Received) -> str:
    """Write the line of the history: what the letter is about, then what they say themselves."""
    subject = letter.subject or "(no subject)"
    said = plain(own_words(letter.text), lines=True)
    if letter.kind == "bounce":
        return _undelivered(letter, subject)
    if letter.passed_on:
        return f"A letter was passed on to {letter.passed_on[0]}, the mail system reports: {subject}"
    if letter.kind == "automatic":
        return f"Automatic reply: {subject}\n\n{shortened(said, _MOST_SAID)}".strip()
    proposed = "".join(f"\n\nProposed: {slot.text()}" for slot in letter.slots[:3])
    return f"Answered: {subject}\n\n{said[:_MOST_KEPT].rstrip()}{proposed}".strip()


def _undelivered(letter: Received, subject: str) -> str:
    """Write the line of a letter that came back: from which address, and why."""
    if letter.delayed:
        return f"A letter is delayed, the mail system goes on trying: {subject}"
    failed = letter.failed[0] if letter.failed else None
    where = f" from {failed.address}" if failed else ""
    return f"{returned.CAME_BACK}{where}: {(failed.why if failed else '') or subject}"


def _label(letter: Received, name: str) -> str:
    if letter.kind == "bounce":
        if letter.delayed:
            return f"The letter to {name} is delayed: the mail system goes on trying"
        return f"The letter to {name} came back: the address does not work"
    if letter.passed_on:
        return f"Filed a report on the letter to {name}: it was passed on, nothing has failed"
    if letter.kind == "automatic":
        return f"Filed an automatic reply of {name}: no answer yet"
    return f"Filed the answer of {name}"
