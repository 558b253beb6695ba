"""The user's own templates: made, copied, edited, renamed, thrown away.

One template has one key and one name, and a text for each of its languages. A text with a mistake is kept as
it was typed, and cannot be used until it is mended. Those that come with the program are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

from partnerdesk.core.purposes import Purpose
from partnerdesk.core.templates import MOST_BYTES, Template, written
from partnerdesk.core.text import fold, plain
from partnerdesk.desk import templates, typed
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.joining import join_edits
from partnerdesk.errors import BadInput, NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import TemplateRecord

LONGEST_NAME = 80
"""How many letters the name of a template may have."""
_NEW = "New template"


class TextFields(TypedDict, total=False):
    """What can be said of a template in one language; the last two hold in all of them."""

    subject: str
    body: str
    proposes_times: bool
    purpose: Purpose


@dataclass(frozen=True)
class Text:
    """A template in one language, as it stands.

    Attributes:
        template_id: its key in the book; None for one that comes with the program.
        template: its text, with mistakes or without.

    """

    template_id: int | None
    template: Template


def text(book: Book, key: str, language: str) -> Text:
    """Return a template in one language.

    Raises:
        NotFound: it is not there in that language.

    """
    with book.read() as session:
        for record in _of_key(session, key):
            if record.language == language:
                return Text(record.id, templates.as_template(record))
    for each in templates.built_in():
        if (each.key, each.language) == (key, language):
            return Text(None, each)
    raise _gone()


def begin(book: Book, language: str) -> Changes:
    """Add an empty template under a name that is still free; ``made`` holds its key in the book."""
    with book.write("Added a template") as writing:
        name = free_name(writing.session, _NEW)
        record = new_record(writing.session, name, fresh_key(writing.session, name), _code(language))
        writing.session.flush()
        writing.made = (record.id,)
        writing.label = f"Added the template {name}"
    return writing.changes


def copy(book: Book, key: str) -> Changes:
    """Make the user's own copy of a template, in all its languages; ``made`` holds their keys in the book.

    Raises:
        NotFound: there is no such template.

    """
    there = templates.shelf(book).texts(key)
    if not there:
        raise _gone()
    with book.write("Copied a template") as writing:
        first = next(iter(there.values()))
        name = free_name(writing.session, f"{first.name[: LONGEST_NAME - 12]}, my own")
        own = fresh_key(writing.session, name)
        made = []
        for language, each in there.items():
            record = new_record(writing.session, name, own, language)
            record.subject, record.body = each.subject, each.body.rstrip("\n")
            record.proposes_times, record.purpose = each.proposes_times, each.purpose
            made.append(record)
        writing.session.flush()
        writing.made = tuple(record.id for record in made)
        writing.label = f"Made your own copy: {name}"
    return writing.changes


def add_language(book: Book, key: str, language: str, like: str) -> Changes:
    """Add a language to a template, beginning with its text in another; ``made`` holds its key in the book.

    Raises:
        BadInput: there is no such language, or the template is there in it, perhaps in Trash.
        NotFound: there is no such template.

    """
    code = _code(language)
    with book.write("Added a language to a template") as writing:
        records = _of_key(writing.session, key, thrown=True)
        live = [each for each in records if each.trashed_at is None]
        if not live:
            raise _gone()
        for each in records:
            if each.language == code:
                where = "there" if each.trashed_at is None else "in Trash"
                raise BadInput(f"It is {where} in that language already.", "Choose another one.", "language")
        model = next((each for each in live if each.language == like), live[0])
        record = new_record(writing.session, model.name, key, code)
        record.subject, record.body = model.subject, model.body
        record.proposes_times, record.purpose = model.proposes_times, model.purpose
        writing.session.flush()
        writing.made = (record.id,)
        writing.label = f"Added {_called(code)} to {model.name}"
    return writing.changes


def edit(book: Book, template_id: int, **fields: Unpack[TextFields]) -> Changes:
    """Change what is given of a template's text; edits made one after the other are undone together.

    Whether it proposes times and what it is for hold for all its languages. A text with a mistake is kept all
    the same.

    Raises:
        BadInput: the text is too long.
        NotFound: it is not there any more.

    """
    with book.write("Edited a template") as writing:
        record = _live(writing.session, template_id)
        if "subject" in fields:
            record.subject = plain(fields["subject"])
        if "body" in fields:
            record.body = plain(fields["body"], lines=True)
        _refuse_long(record)
        for each in _of_key(writing.session, record.key, thrown=True):
            each.proposes_times = fields.get("proposes_times", each.proposes_times)
            each.purpose = fields.get("purpose", each.purpose)
        writing.label = f"Edited the template {record.name}"
        writing.made = (record.id,)
        writing.afterwards = partial(join_edits, label=writing.label, row=("template", record.id))
    return writing.changes


def rename(book: Book, key: str, name: str) -> Changes:
    """Give a template another name, in all its languages; letters written with it follow.

    Raises:
        BadInput: no name, or one that another template has.
        NotFound: there is no such template.

    """
    name = _name(name)
    with book.write(f"Renamed a template to {name}") as writing:
        records = _of_key(writing.session, key, thrown=True)
        if not records:
            raise _gone()
        if fold(name) in _taken(writing.session, but=key):
            raise BadInput(f"There is a template “{name}” already.", "Choose another name.", "name")
        for each in records:
            each.name = name
    return writing.changes


def trash(book: Book, template_ids: Sequence[int]) -> Changes:
    """Move texts of templates to Trash; one without any other is not offered any more."""
    with book.write("Moved a template to Trash") as writing:
        found = [each for each in map(partial(_get, writing.session), template_ids) if each is not None]
        for each in found:
            each.trashed_at = writing.now
        if found:
            name = found[0].name
            left = any(each.trashed_at is None for each in _of_key(writing.session, found[0].key))
            what = f"{_called(found[0].language)} of {name}" if left and len(found) == 1 else name
            writing.label = f"{what} moved to Trash"
    return writing.changes


def ids(book: Book, key: str) -> dict[str, int]:
    """Return the keys in the book of a template's texts, by language; none for one that is not the user's."""
    with book.read() as session:
        return {each.language: each.id for each in _of_key(session, key)}


def place_of(book: Book, template_id: int) -> tuple[str, str]:
    """Return the key and the language of a text.

    Raises:
        NotFound: it is not there any more.

    """
    with book.read() as session:
        record = _live(session, template_id)
        return record.key, record.language


def new_record(session: Session, name: str, key: str, language: str) -> TemplateRecord:
    """Add an empty text to the session."""
    from partnerdesk.storage.records import TemplateRecord

    record = TemplateRecord(key=key, name=name, language=language)
    session.add(record)
    return record


def free_name(session: Session, wanted: str) -> str:
    """Return a name that no other template has: the one wanted, else with a number after it."""
    taken = _taken(session)
    names = (wanted, *(f"{wanted} {number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if fold(each) not in taken)


def fresh_key(session: Session, name: str) -> str:
    """Return a key made of a name, such as ``autumn-letter``, that no template has."""
    from sqlalchemy import select

    from partnerdesk.storage.records import TemplateRecord

    taken = {*session.scalars(select(TemplateRecord.key)), *(each.key for each in templates.built_in())}
    stem = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40] or "template"
    keys = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in keys if each not in taken)


def _taken(session: Session, but: str = "") -> Collection[str]:
    """Return the names of all templates, folded, in Trash too: they may come back."""
    from sqlalchemy import select

    from partnerdesk.storage.records import TemplateRecord

    own = session.execute(select(TemplateRecord.key, TemplateRecord.name))
    return {fold(name) for key, name in own if key != but} | {
        fold(each.name) for each in templates.built_in()
    }


def _name(value: str) -> str:
    name = typed.line(value, "name")
    if not name:
        raise BadInput("A template needs a name.", "Say in a few words what it is for.", "name")
    if len(name) > LONGEST_NAME:
        raise BadInput(f"The name is {len(name)} letters long.", f"Keep it under {LONGEST_NAME}.", "name")
    return name


def _code(language: str) -> str:
    """Return a language's code as templates have it: ``es``, ``pt-BR``."""
    return typed.languages([language])[0]


def _called(code: str) -> str:
    from partnerdesk.core.wording import language_name

    return language_name(code)


def _refuse_long(record: TemplateRecord) -> None:
    said = (record.name, record.language, record.subject, record.body)
    whole = written(*said, proposes_times=record.proposes_times, purpose=record.purpose)
    if len(whole.encode()) > MOST_BYTES:
        raise BadInput("A template may be 32 KB long at the most.", "Shorten it.", "body")


def _of_key(session: Session, key: str, *, thrown: bool = False) -> list[TemplateRecord]:
    from sqlalchemy import select

    from partnerdesk.storage.records import TemplateRecord

    query = select(TemplateRecord).where(TemplateRecord.key == key).order_by(TemplateRecord.language)
    return [each for each in session.scalars(query) if thrown or each.trashed_at is None]


def _get(session: Session, template_id: int) -> TemplateRecord | None:
    from partnerdesk.storage.records import TemplateRecord

    record = session.get(TemplateRecord, template_id)
    return record if record is not None and record.trashed_at is None else None


def _live(session: Session, template_id: int) -> TemplateRecord:
    record = _get(session, template_id)
    if record is None:
        raise _gone()
    return record


def _gone() -> NotFound:
    return NotFound("That template is no longer there.", "Look at the list of templates again.")
