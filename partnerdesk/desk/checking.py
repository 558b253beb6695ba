"""The response checklist with what the book knows: the project, the template's kind, when we wrote last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from partnerdesk.core.checklist import Finding, Known, check
from partnerdesk.core.purposes import CORRECTION, FOLLOWS
from partnerdesk.desk import returned, templates
from partnerdesk.desk.correspondence import NOT_OUT
from partnerdesk.desk.parties import project_facts
from partnerdesk.desk.unanswered import LATELY

if TYPE_CHECKING:
    from partnerdesk.core.drafting import Draft, Party, ProjectFacts
    from partnerdesk.desk.book import Book

_WORST_FIRST = {"stop": 0, "advice": 1, "ok": 2}
_AT_ONCE = 500  # values of one query
_OUT = ("written", "sent")
_BACK = ("answered", "met")
_STANDING = ("sent", "replied", "agreed", "declined")  # approaches that a first letter would ask anew
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
    """Say whether a letter asks for a meeting: it gives times, or its template needs some."""
    return bool(draft.slots) or templates.shelf(book).proposes_times(template)


def facts_of(book: Book, project_id: int | None) -> ProjectFacts | None:
    """Return what a letter may say of a project; None for none, or one that is gone."""
    from partnerdesk.storage.records import Project

    if project_id is None:
        return None
    with book.read() as session:
        found = session.get(Project, project_id)
    return project_facts(found) if found is not None and found.trashed_at is None else None


@dataclass(frozen=True)
class Past:
    """What has gone to and fro between us and a contact.

    Attributes:
        wrote: when the last letter to them was written that may have reached them, aware; None: none.
        heard: when they answered last, aware; None: never.
        returned: addresses, in lower case, from which the last letter came back.
        unread: when they wrote last, lately, where nothing has answered that yet, aware; None: nothing waits.
        asked: for projects that they were asked about, the approach's state, and when it was, aware.

    """

    wrote: datetime | None = None
    heard: datetime | None = None
    returned: frozenset[str] = frozenset()
    asked: Mapping[int | None, tuple[str, datetime]] = field(default_factory=dict)
    unread: datetime | None = None

    @property
    def unanswered(self) -> datetime | None:
        """When the last letter was written that they have not answered since; None: there is none."""
        if self.wrote is None or (self.heard is not None and self.heard >= self.wrote):
            return None
        return self.wrote

    def known(
        self,
        facts: ProjectFacts | None,
        purpose: str = "",
        *,
        proposes: bool,
        project_id: int | None = None,
    ) -> Known:
        """Return what the checklist has to know of a letter to them.

        Args:
            facts: what it is about.
            purpose: what it is for; empty: nobody knows, or it has gone out and is looked at once more.
            proposes: whether the letter asks for a meeting.
            project_id: the key of what it is about.

        """
        again = proposes and purpose and purpose not in FOLLOWS and project_id is not None
        had = frozenset(name for name, at in (("letter", self.wrote), ("answer", self.heard)) if at)
        return Known(
            facts,
            proposes,
            self.unanswered,
            returned=self.returned,
            follows=FOLLOWS.get(purpose, ""),
            corrects=purpose == CORRECTION or None,
            had=had,
            asked=self.asked.get(project_id) if again else None,
            unread=self.unread if purpose else None,
        )


def pasts(book: Book, contact_ids: Sequence[int], but: int | None = None) -> dict[int, Past]:
    """Return for each contact what has gone to and fro.

    A letter that was not sent, as the user said, or that came back is none.

    Args:
        book: the book.
        contact_ids: whose history is looked at.
        but: a letter in the book that is left out of account.

    """
    from sqlalchemy import func, or_, select

    from partnerdesk.storage.records import Approach, DraftRecord, Entry

    wrote: dict[int, datetime] = {}
    heard: dict[int, datetime] = {}
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
            of_approaches = (
                select(Approach.contact_id, func.max(Approach.since))
                .where(Approach.contact_id.in_(some))
                .group_by(Approach.contact_id)
            )
            told = of_approaches.where(Approach.state.in_(_TOLD))
            asked = of_approaches.where(Approach.sent_at.is_not(None)).with_only_columns(
                Approach.contact_id, func.max(Approach.sent_at)
            )
            back = newest.where(Entry.kind.in_(_BACK))
            for found, query in ((wrote, out), (wrote, asked), (heard, back), (heard, told)):
                for key, at in session.execute(query):
                    if at is not None:
                        found[key] = max(at, found.get(key, at))
    failed, asked_about = returned.addresses(book, wanted), _asked(book, wanted)
    unread = _unread(book, wanted, but)
    return {
        key: Past(
            wrote.get(key), heard.get(key), failed.get(key, frozenset()), asked_about.get(key, {}),
            unread.get(key),
        )
        for key in wanted
    }  # fmt: skip


def _unread(book: Book, contact_ids: Sequence[int], but: int | None) -> dict[int, datetime]:
    """Return when those wrote whose newest letter nothing has answered yet, by their histories."""
    from sqlalchemy import func, or_, select

    from partnerdesk.storage.records import DraftRecord, Entry

    latest: dict[int, int] = {}
    done: dict[int, int] = {}
    found: dict[int, datetime] = {}
    with book.read() as session:
        for some in (contact_ids[at : at + _AT_ONCE] for at in range(0, len(contact_ids), _AT_ONCE)):
            newest = (
                select(Entry.contact_id, func.max(Entry.id))
                .outerjoin(DraftRecord, DraftRecord.id == Entry.draft_id)
                .where(Entry.contact_id.in_(some))
                .group_by(Entry.contact_id)
            )
            wrote = newest.where(
                Entry.kind == "answered", Entry.message_id != "", Entry.at >= book.now() - LATELY
            )
            ours = newest.where(
                Entry.kind.in_((*_OUT, "met", "changed")),
                or_(DraftRecord.id.is_(None), DraftRecord.sent.not_in(NOT_OUT)),
                or_(Entry.draft_id.is_(None), Entry.draft_id != (but or 0)),
            )
            latest.update((key, entry) for key, entry in session.execute(wrote))
            done.update((key, entry) for key, entry in session.execute(ours))
            waits = [entry for key, entry in latest.items() if key in some and entry > done.get(key, 0)]
            when = select(Entry.contact_id, Entry.at).where(Entry.id.in_(waits))
            found.update((key, at) for key, at in session.execute(when))
    return found


def _asked(book: Book, contact_ids: Sequence[int]) -> dict[int, dict[int | None, tuple[str, datetime]]]:
    """Return, by contact and project, how approaches stand whose letter was sent, and when it was.

    Of those who declined, letter or not, when they did.
    """
    from sqlalchemy import or_, select

    from partnerdesk.storage.records import Approach

    found: dict[int, dict[int | None, tuple[str, datetime]]] = {}
    with book.read() as session:
        for some in (contact_ids[at : at + _AT_ONCE] for at in range(0, len(contact_ids), _AT_ONCE)):
            columns = (
                Approach.contact_id,
                Approach.project_id,
                Approach.state,
                Approach.sent_at,
                Approach.since,
            )
            query = select(*columns).where(
                Approach.contact_id.in_(some),
                or_(Approach.sent_at.is_not(None), Approach.state == "declined"),
                Approach.state.in_(_STANDING),
                Approach.trashed_at.is_(None),
            )
            for contact_id, project_id, state, at, since in session.execute(query.order_by(Approach.id)):
                when = since if state == "declined" or at is None else at
                found.setdefault(contact_id, {})[project_id] = state, when
    return found
