"""Templates as text files: read all or none, written all or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk.core.templates import Template, parse_template, written
from partnerdesk.core.text import fold, plain
from partnerdesk.desk import outbox, own_templates, templates
from partnerdesk.desk.book import Book, Changes, Writing
from partnerdesk.errors import PartnerDeskError, Refused

if TYPE_CHECKING:
    from partnerdesk.storage.records import TemplateRecord

MOST_FILES = 200
"""How many files are read at once."""

_TOLD = 3  # refused files that a message names


@dataclass(frozen=True)
class Unread:
    """A file that is no usable template, and what to do about it."""

    file: str
    error: PartnerDeskError


class NotImported(Refused):
    """Some files are no templates that can be used; none was imported.

    Args:
        unread: each of them, with its line and what to do.

    """

    def __init__(self, unread: Sequence[Unread], total: int) -> None:
        told = " ".join(str(each.error) for each in unread[:_TOLD])
        rest = len(unread) - _TOLD
        more = f" {rest} more cannot be read either." if rest > 0 else ""
        none = "It was not imported." if total == 1 else "No template was imported."
        super().__init__(f"{told}{more}", none)
        self.unread = tuple(unread)


def import_files(book: Book, files: Sequence[Path]) -> Changes:
    """Take templates from text files into the book, all in one change; ``made`` holds their keys there.

    Files of one name (their ``Name:``) in several languages become one template. What the book has already,
    letter for letter, is passed over; a name that another template has gets a number, so that nothing is
    written over.

    Raises:
        Refused: too many files.
        NotImported: a file cannot be used; nothing was imported.

    """
    if len(files) > MOST_FILES:
        raise Refused(f"{len(files):,} files are too many at once.", f"Take {MOST_FILES} at the most.")
    groups = fresh(book, _read(files))
    with book.write("Imported templates") as writing:
        made = add(writing, groups)
        writing.made = tuple(each.id for each in made)
        writing.label = f"Imported {len(groups)} template{'s' * (len(groups) != 1)}"
    return writing.changes


def fresh(book: Book, found: Sequence[Template]) -> dict[str, list[Template]]:
    """Return those of some templates that the book has not got letter for letter, by name."""
    known = {_said(each.name, each) for each in templates.shelf(book).own}
    groups = {
        name: [each for each in several if _said(name, each) not in known]
        for name, several in _grouped(found).items()
    }
    return {name: several for name, several in groups.items() if several}


def add(writing: Writing, groups: Mapping[str, Sequence[Template]]) -> list[TemplateRecord]:
    """Add templates by name, each in its languages; a name that another one has gets a number."""
    made = []
    for wanted, several in groups.items():
        name = own_templates.free_name(writing.session, wanted)
        key = own_templates.fresh_key(writing.session, name)
        for each in several:
            record = own_templates.new_record(writing.session, name, key, each.language)
            record.subject, record.body = each.subject, each.body.removesuffix("\n")
            record.proposes_times, record.purpose = several[0].proposes_times, several[0].purpose
            made.append(record)
        writing.session.flush()
    return made


def file_name(name: str, language: str, taken: Collection[str]) -> str:
    """Return what a template's file in a language is called; none of the names taken."""
    from partnerdesk.formats.filenames import safe_name

    return safe_name(name, f"{language}{templates.ENDING}", taken)


def export(book: Book, keys: Sequence[str], folder: Path, *, file: Path | None = None) -> list[Path]:
    """Write templates to text files, one for each language; no other file there is written over.

    Args:
        book: the book.
        keys: of the templates.
        folder: where to.
        file: in it, for one template in one language: what it is to be called, over what has the name.

    Raises:
        BadInput: ``file`` must not be written over.
        DiskFull, NotWritten: nothing was written.

    """
    there, file = templates.shelf(book), outbox.replaceable(file) if file else None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        used = {each.name.casefold() for each in folder.iterdir()}
        files = []
        for key in keys:
            for language, each in there.texts(key).items():
                path = file or folder / file_name(each.name, language, used)
                used.add(path.name.casefold())
                said = (each.name, language, each.subject, each.body)
                text = written(*said, proposes_times=each.proposes_times, purpose=each.purpose)
                files.append((path, (text.rstrip("\n") + "\n").encode("utf-8", "replace")))
        outbox.put(files, over=file)
    except OSError as error:
        raise outbox.explained(error, folder) from error
    return [path for path, _ in files]


def _read(files: Sequence[Path]) -> list[Template]:
    found, unread = [], []
    for path in files:
        try:
            text = plain(templates.read(path), lines=True)
            found.append(parse_template(text, path.name))
        except PartnerDeskError as error:
            unread.append(Unread(path.name, error))
    if unread:
        raise NotImported(unread, len(files))
    return found


def _grouped(found: Sequence[Template]) -> dict[str, list[Template]]:
    """Put the languages of one name together; a second text in the same language stands alone."""
    groups: dict[str, list[Template]] = {}
    for each in found:
        name = " ".join(each.name.removesuffix(templates.ENDING).split())[: own_templates.LONGEST_NAME]
        same = next((known for known in groups if fold(known) == fold(name)), name)
        number = 2
        while any(other.language == each.language for other in groups.get(same, ())):
            same, number = f"{name} {number}", number + 1
        groups.setdefault(same, []).append(each)
    return groups


def _said(name: str, template: Template) -> tuple[str, str, str, str, bool, str]:
    """Return what tells a template from another, its key aside."""
    body = template.body.rstrip("\n")
    kind = template.proposes_times, template.purpose
    return fold(name), template.language, template.subject, body, *kind
