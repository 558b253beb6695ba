"""Two contacts become one: nothing that was known of either is lost, and one undo makes them two again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import place_of_both, uids
from partnerdesk.core.places import Place
from partnerdesk.core.uids import derived
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.desk.fitting import placed, said
from partnerdesk.desk.oneapproach import join_approaches
from partnerdesk.desk.sidebyside import FIELDS
from partnerdesk.desk.twins import two
from partnerdesk.errors import BadInput

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Contact

Part = TypeVar("Part")
_KEYS = frozenset(key for key, _, _ in FIELDS)


def merge(book: Book, keep: int, other: int, choices: Mapping[str, int] | None = None) -> Changes:
    """Make one contact of two: ``keep`` stays, ``other`` goes into it and is gone.

    It keeps every address, phone, tag, language, note, line of history, letter and approach of both, and who
    was introduced by either. Of a field of which there is one, the value that is not taken is told in the
    history.

    Args:
        book: the book.
        keep: the contact that stays.
        other: the one that goes into it.
        choices: field (``sidebyside.FIELDS``) → 0 for the value of ``keep``, 1 for that of ``other``; where
            nothing is said, that of ``keep``. A value there is goes before none, whatever was chosen.

    Raises:
        BadInput: there is no such field, or no such side of it.
        NotFound: one of them does not exist, or is in Trash.
        Refused: they are one already.

    """
    chosen = dict(choices or {})
    if strange := [key for key, side in chosen.items() if key not in _KEYS or side not in (0, 1)]:
        raise BadInput(
            f"“{strange[0]}” cannot be chosen so.", "Take 0 or 1 for one of the fields.", strange[0]
        )
    with book.write("Merged two contacts") as writing:
        kept, gone = two(writing.session, keep, other)
        left = _not_taken(kept, gone, chosen)
        name = gone.name
        _take_fields(kept, gone, chosen)
        _take_parts(writing.session, kept, gone)
        _take_history(writing, kept, gone, left)
        join_approaches(writing.session, keep, other)
        _repoint(writing.session, keep, other)
        writing.session.flush()
        writing.session.expire(gone)
        writing.session.delete(gone)
        writing.label = f"Merged {kept.name} and {name}" if kept.name != name else f"Merged two {name}"
        writing.made = (keep,)
    return writing.changes


def _sides(kept: Contact, gone: Contact, key: str, chosen: Mapping[str, int]) -> tuple[Contact, Contact]:
    """Return from which contact a field is taken, and the other one."""
    words = next(words for each, _, words in FIELDS if each == key)
    side = chosen.get(key, 0)
    both = (kept, gone)
    if not words(both[side]):
        side = 1 - side
    return both[side], both[1 - side]


def _not_taken(kept: Contact, gone: Contact, chosen: Mapping[str, int]) -> str:
    """Say what the history is to tell: with whom it was merged, and the values that were not taken."""
    left = []
    for key, caption, words in FIELDS:
        taken, passed = _sides(kept, gone, key, chosen)
        if key == "place":
            lines = _place(taken, passed)[1]
            left += [f"Place: {words(passed)}" if line.startswith("Place: ") else line for line in lines]
        elif words(passed) and words(passed) != words(taken):
            left.append(f"{caption}: {words(passed)}")
    return "; ".join([f"Merged with {gone.name}", *left])


def _take_fields(kept: Contact, gone: Contact, chosen: Mapping[str, int]) -> None:
    """Write the chosen values onto the contact that stays; all are read before any is written."""
    of = {key: _sides(kept, gone, key, chosen) for key, _, _ in FIELDS}
    place, _ = _place(*of["place"])
    week = of["week"][0].school_week
    school = of["organisation"][0].organisation
    own = {key: getattr(of[key][0], key) for key in ("name", "greeting", "role", "web")}
    own |= {key: getattr(of["address"][0], key) for key in ("street", "postcode")}
    own |= {key: getattr(of["source"][0], key) for key in ("source", "source_detail")}
    met = of["source"]
    if not (met[0].source or met[0].source_detail):  # neither says: what is kept stays
        met = (kept, gone)
    introducers = [each.introduced_by_id for each in met]
    own["introduced_by_id"] = next(
        (each for each in introducers if each not in (None, kept.id, gone.id)), None
    )
    own["languages"] = tuple(dict.fromkeys((*kept.languages, *gone.languages)))
    own["notes"] = _joined((kept.notes, gone.notes), "\n\n")
    own["origin"] = _joined((kept.origin, gone.origin), "; ")
    own["uid"] = uids(*map(_uid, (kept, gone)))
    own["added_at"] = min(filter(None, (kept.added_at, gone.added_at)), default=None)
    for column, value in own.items():
        setattr(kept, column, value)
    kept.organisation = school
    # Where it agrees with its organisation it follows that, so that moving the school later moves it too.
    kept.place = Place() if school is not None and school.place == place else place
    kept.week = None if school is not None and school.week == week else week


def _uid(contact: Contact) -> str:
    """Return by what files name a contact: what was exported before is known again afterwards."""
    from partnerdesk.storage.columns import instant

    return contact.uid or derived(contact.id, instant(contact.added_at) if contact.added_at else "")


def _place(taken: Contact, passed: Contact) -> tuple[Place, tuple[str, ...]]:
    """Return where both are, by the rule by which files come in: a city that is known is not given up.

    Returns:
        the place, and lines about what of both is not kept.

    """
    ours, theirs = (Card().but(said(each.whereabouts)) for each in (taken, passed))
    facts, lines = place_of_both(ours, theirs)
    return placed(ours.but(facts), passed.whereabouts, taken.whereabouts), lines


def _joined(texts: tuple[str, str], between: str) -> str:
    """Join two texts, of which one may already stand in the other."""
    mine, theirs = (text.strip() for text in texts)
    if not theirs or f"{between}{theirs}{between}" in f"{between}{mine}{between}":
        return mine
    return (
        theirs if f"{between}{mine}{between}" in f"{between}{theirs}{between}" else f"{mine}{between}{theirs}"
    )


def _take_parts(session: Session, kept: Contact, gone: Contact) -> None:
    """Move addresses, phones and tags, each once; those of the contact that stays come first."""
    from partnerdesk.storage.records import Email, Phone, Tag

    emails = _both(kept.emails, gone.emails, lambda each: each.address.casefold())
    phones = _both(kept.phones, gone.phones, lambda each: each.number)
    tags = _both(kept.tags, gone.tags, lambda each: each.name)
    gone.emails, gone.phones, gone.tags = [], [], []
    session.flush()
    kept.emails = [Email(at, each.address, each.label) for at, each in enumerate(emails)]
    kept.phones = [Phone(at, each.number, each.label) for at, each in enumerate(phones)]
    kept.tags = [Tag(each.name) for each in tags]
    session.flush()


def _both(mine: Sequence[Part], theirs: Sequence[Part], same: Callable[[Part], str]) -> list[Part]:
    found: dict[str, Part] = {}
    for each in (*mine, *theirs):
        found.setdefault(same(each), each)
    return list(found.values())


def _take_history(writing: Writing, kept: Contact, gone: Contact, said: str) -> None:
    """Move the lines of history, of those that are alike one; and tell that this was done."""
    from partnerdesk.storage.records import Entry

    known = {(each.kind, each.at, each.text) for each in kept.entries}
    for entry in list(gone.entries):
        if (entry.kind, entry.at, entry.text) in known and entry.draft_id is None:
            continue  # goes with its contact
        gone.entries.remove(entry)
        kept.entries.append(entry)
    kept.entries.append(Entry("changed", at=writing.now, text=said))
    writing.session.flush()


def _repoint(session: Session, keep: int, other: int) -> None:
    """Have everything that spoke of the one contact speak of the other."""
    from sqlalchemy import delete, or_, select, update

    from partnerdesk.storage.records import Apart, Contact, DraftRecord

    session.execute(update(DraftRecord).where(DraftRecord.contact_id == other).values(contact_id=keep))
    introduced = update(Contact).where(Contact.introduced_by_id == other, Contact.id != keep)
    session.execute(introduced.values(introduced_by_id=keep))
    mine = or_(Apart.first_id == other, Apart.second_id == other)
    known = {tuple(sorted(each)) for each in session.execute(select(Apart.first_id, Apart.second_id))}
    told = session.execute(select(Apart.first_id, Apart.second_id).where(mine)).all()
    session.execute(delete(Apart).where(mine))
    for first, second in told:
        third = first if second == other else second
        pair = tuple(sorted((keep, third)))
        if third != keep and pair not in known:
            known.add(pair)
            session.add(Apart(*pair))
