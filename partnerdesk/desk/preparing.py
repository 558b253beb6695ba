"""Letters composed: one template, one letter for each contact; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from partnerdesk.core.bilingual import joined
from partnerdesk.core.checklist import Finding, Fix
from partnerdesk.core.drafting import Address, Draft, Earlier, Party, Template, compose
from partnerdesk.core.times import Slot
from partnerdesk.desk import checking, contacts, holidays, home, project_slots, projects, templates
from partnerdesk.desk.book import Book
from partnerdesk.desk.kept import record_of
from partnerdesk.desk.parties import contact_party, home_party, project_facts
from partnerdesk.desk.prepared import Prepared
from partnerdesk.desk.templates import BrokenText, Shelf
from partnerdesk.errors import Refused


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
    slots: Sequence[Slot] | None,
    language: str = "",
    project: str = "",
    corrects: Sequence[int] = (),
    bilingual: bool = False,
    own_slots: Mapping[int, Sequence[Slot]] | None = None,
) -> list[Prepared]:
    """Compose one letter for each contact; nothing is stored.

    Where the template's text in somebody's language has a mistake, that letter is empty and held back, and
    says so: it is not written in another language unasked.

    Args:
        book: the book.
        contact_ids: to whom, each once.
        template: a template's key, then its language is chosen for each contact, or a template from a file.
        slots: one to three proposed times; None: those kept with the project, in letters that propose any.
            A template that gives no times leaves them out.
        language: the language to use for all; empty: the best for each.
        project: a project's title.
        own_slots: for contacts with times of their own, these instead.
        corrects: letters in the book whose times these correct, for a template that tells them.
        bilingual: whether our own language stands below theirs, where that is another one.

    Raises:
        Refused, NotFound, TemplateError: nothing can be composed; the message says for whom and why.

    """
    refuse_trashed(book, contact_ids)
    about = projects.named(book, project) if project else None
    facts = project_facts(about) if about else None
    earlier, shelf = _said(book, corrects), templates.shelf(book)
    own = {key: tuple(each) for key, each in (own_slots or {}).items()}
    kept = project_slots.to_propose(book, about.id) if about and slots is None else ()
    slots = tuple(slots or ())
    ours, people = parties(book, contact_ids, [*slots, *kept, *chain.from_iterable(own.values())])
    pasts = checking.pasts(book, contact_ids)
    letters = []
    for contact_id, party in people.items():
        common = Prepared(
            contact_id=contact_id,
            name=party.name,
            template=template.key if isinstance(template, Template) else template,
            draft=Draft(Address(party.name, party.email), Address(ours.name, ours.email), "", "", "", ()),
            findings=(),
            home=ours,
            party=party,
            project_id=about.id if about else None,
        )
        broken = ""
        try:
            chosen, below = _texts(shelf, template, party, ours, language, bilingual=bilingual)
        except BrokenText as error:
            chosen, below, broken = error.text, None, str(error)
        proposed = own.get(contact_id, slots or (kept if chosen.proposes_times else ()))
        times = proposed if chosen.takes_times else ()
        asks = chosen.proposes_times or bool(times)
        if broken:
            empty = replace(common.draft, language=chosen.language, slots=times)
            held = replace(common, unmade=broken, draft=empty, proposes=asks, purpose=chosen.purpose)
            letters.append(unmade(held))
            continue
        facts_given = (ours, party, times, facts, earlier.get(contact_id, ()))
        draft = compose(chosen, *facts_given)
        if below is not None:
            draft = joined(draft, compose(below, *facts_given))
        known = pasts[contact_id].known(facts, chosen.purpose, proposes=asks, project_id=common.project_id)
        found = checking.checked(book, draft, (ours, party), known)
        letters.append(replace(common, draft=draft, findings=found, proposes=asks, purpose=chosen.purpose))
    return letters


def unmade(letter: Prepared) -> Prepared:
    """Return a letter that its template could not be made of, held back by that."""
    ways = (Fix("Mend the template", "open-template"), Fix("Choose another language", "choose-language"))
    return replace(letter, findings=(Finding("template", "stop", letter.unmade, fixes=ways),))


def _texts(
    shelf: Shelf, template: str | Template, party: Party, ours: Party, language: str, *, bilingual: bool
) -> tuple[Template, Template | None]:
    """Return the text to write with to somebody, and the one to stand below it.

    Raises:
        BrokenText: one of them has a mistake, while the template can be used in another language.

    """
    if isinstance(template, Template):
        chosen = template
    else:
        chosen = shelf.named(template, party.languages, ours.languages, language or None)
    return chosen, shelf.second(chosen, ours.languages) if bilingual else None


def _said(book: Book, draft_ids: Sequence[int]) -> dict[int, tuple[Earlier, ...]]:
    """Return the times that letters in the book gave, by their contacts."""
    records = [record_of(book, each) for each in draft_ids]
    return {
        each.contact_id: tuple(Earlier(slot.slot, slot.instant) for slot in each.slots) for each in records
    }


def refuse_trashed(book: Book, contact_ids: Sequence[int]) -> None:
    """Refuse to write to somebody who is in Trash.

    Raises:
        Refused: names the first of them.

    """
    from sqlalchemy import select

    from partnerdesk.storage.records import Contact

    with book.read() as session:
        query = select(Contact.id, Contact.name).where(Contact.trashed_at.is_not(None))
        thrown = {key: name for key, name in session.execute(query)}  # noqa: C416 - rows are no plain pairs
    for each in contact_ids:
        if each in thrown:
            raise Refused(f"{thrown[each]} is in Trash.", "Restore the contact first.")
