"""The response checklist with what the book knows: the project, the template's kind, when we wrote last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from partnerdesk.core.checklist import Finding, Known, check
from partnerdesk.desk import templates
from partnerdesk.desk.approaches import NOT_OUT
from partnerdesk.desk.parties import project_facts

if TYPE_CHECKING:
    from partnerdesk.core.drafting import Draft, Party, ProjectFacts
    from partnerdesk.desk.book import Book

_WORST_FIRST = {"stop": 0, "advice": 1, "ok": 2}
_AT_ONCE = 500  # values of one query
_OUT = ("written", "sent")
_BACK = ("answered", "met")
_TOLD = ("replied", "agreed", "declined")  # an approach stands so since they said something


def checked(
    book: Book,
    draft: Draft,
    parties: tuple[Party, Party],
    known: Known,
    overrides: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Return the findings of a letter today, the worst first.

    Args:
        book: whose clock it is.
        draft: the letter as it stands.
        parties: ours, and theirs.
        known: what is known beside.
        overrides: for rules whose stops are overridden, the reasons.

    """
    findings = check(draft, *parties, book.now(), known, overrides)
    return tuple(sorted(findings, key=lambda each: _WORST_FIRST[each.level]))


def proposes(book: Book, template: str, draft: Draft) -> bool:
    """Say whether letters of a template propose times; of one that is not at hand, whether this one does."""
    kinds = [each.proposes_times for each in templates.shelf(book).texts(template).values()]
    return any(kinds) if kinds else bool(draft.slots)


def facts_of(book: Book, project_id: int | None) -> ProjectFacts | None:
    """Return what a letter may say of a project; None for none, or one that is gone."""
    from partnerdesk.storage.records import Project

    if project_id is None:
        return None
    with book.read() as session:
        found = session.get(Project, project_id)
    return project_facts(found) if found is not None and found.trashed_at is None else None


def last_letters(book: Book, contact_ids: Sequence[int], but: int | None = None) -> dict[int, datetime]:
    """Return for contacts when the last letter to them was written that they have not answered since.

    A letter that was not sent, as the user said, or that came back is none; nor is one answered by another
    way than a letter.

    Args:
        book: the book.
        contact_ids: whose history is looked at.
        but: a letter in the book that is left out of account.

    """
    from sqlalchemy import func, or_, select

    from partnerdesk.storage.records import Approach, DraftRecord, Entry

    found: dict[int, datetime] = {}
    wanted = list(dict.fromkeys(contact_ids))
    with book.read() as session:
        for some in (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE)):
            newest = (
                select(Entry.contact_id, func.max(Entry.at))
                .where(Entry.contact_id.in_(some))
                .group_by(Entry.contact_id)
            )
            out = newest.outerjoin(DraftRecord, DraftRecord.id == Entry.draft_id).where(
                Entry.kind.in_(_OUT), or_(DraftRecord.id.is_(None), DraftRecord.sent.not_in(NOT_OUT))
            )
            if but is not None:
                out = out.where(or_(Entry.draft_id.is_(None), Entry.draft_id != but))
            back = {key: at for key, at in session.execute(newest.where(Entry.kind.in_(_BACK)))}  # noqa: C416 - rows
            told = (
                select(Approach.contact_id, func.max(Approach.since))
                .where(Approach.contact_id.in_(some), Approach.state.in_(_TOLD))
                .group_by(Approach.contact_id)
            )
            for key, at in session.execute(told):
                back[key] = max(at, back.get(key, at))
            sent = session.execute(out)
            found.update((key, at) for key, at in sent if key not in back or back[key] < at)
    return found
