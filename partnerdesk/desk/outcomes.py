"""What works: who has answered, by how we met, country, template and language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerdesk.core.impact import Asked, Share, share, shares, wait_words
from partnerdesk.core.wording import language_name
from partnerdesk.desk import templates
from partnerdesk.desk.book import Book
from partnerdesk.desk.partners import ANSWERED
from partnerdesk.desk.places import gazetteer

if TYPE_CHECKING:
    from partnerdesk.storage.records import Approach, Contact

_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Outcomes:
    """What came of all approaches.

    Attributes:
        whole: of all of them.
        waits: after how long answers came, in a sentence; empty without any.
        by: the same by something they have in common: its name, and a share for each kind.

    """

    whole: Share
    waits: str = ""
    by: tuple[tuple[str, tuple[Share, ...]], ...] = ()


def outcomes(book: Book) -> Outcomes:
    """Sum up all approaches that a letter has gone out for; Trash is left out."""
    asked = _asked(book)
    names = templates.names(book)
    lands = gazetteer()

    def country(code: str) -> str:
        land = lands.country(code)
        return land.name if land else "No country known"

    def source(said: str) -> str:
        return said[:1].upper() + said[1:] if said else "Not said"

    def template(key: str) -> str:
        return names.get(key, key) or "No template known"

    def language(code: str) -> str:
        return language_name(code) if code else "Not known"

    return Outcomes(
        whole=share("All", asked),
        waits=wait_words(asked),
        by=(
            ("How we met", shares(asked, lambda each: each.source, source)),
            ("Country", shares(asked, lambda each: each.country, country)),
            ("Template", shares(asked, lambda each: each.template, template)),
            ("Language", shares(asked, lambda each: each.language, language)),
        ),
    )


def _asked(book: Book) -> list[Asked]:
    from sqlalchemy import or_, select
    from sqlalchemy.orm import joinedload

    from partnerdesk.storage.records import Approach, Contact

    query = (
        select(Approach, Contact)
        .join(Contact, Contact.id == Approach.contact_id)
        .options(joinedload(Contact.organisation))
        .where(Approach.trashed_at.is_(None), Contact.trashed_at.is_(None))
        .where(or_(Approach.sent_at.is_not(None), Approach.state != "drafted"))
    )
    with book.read() as session:
        return [_facts(approach, contact) for approach, contact in session.execute(query)]


def _facts(approach: Approach, contact: Contact) -> Asked:
    days = None
    if approach.sent_at is not None and approach.replied_at is not None:
        days = max(0.0, (approach.replied_at - approach.sent_at).total_seconds() / _DAY)
    return Asked(
        source=contact.source,
        country=contact.whereabouts.country,
        template=approach.template,
        language=approach.language,
        answered=approach.replied_at is not None or approach.state in ANSWERED,
        agreed=approach.state == "agreed",
        days=days,
    )
