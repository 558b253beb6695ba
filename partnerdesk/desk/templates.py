"""Templates to write with: those that come with the program, the user's own, and files."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from partnerdesk import paths
from partnerdesk.core.purposes import GENERAL, PURPOSES, Purpose
from partnerdesk.core.templates import MOST_BYTES, Template, parse_template, written
from partnerdesk.core.text import fold
from partnerdesk.core.wording import language_name
from partnerdesk.errors import NotFound, Refused, TemplateError
from partnerdesk.storage.file import refuse_book

if TYPE_CHECKING:
    from partnerdesk.core.sandbox import Mistake
    from partnerdesk.desk.book import Book
    from partnerdesk.storage.records import TemplateRecord

ENDING = ".txt"


@dataclass(frozen=True)
class Listed:
    """A template in all its languages, as a list shows it.

    Attributes:
        key: what letters remember it by.
        name: as the window shows it.
        own: whether it is the user's own; else it comes with the program and stays as it is.
        proposes_times: whether its letters need a time.
        takes_times: whether its letters may give times; they do where they need one.
        languages: in which it is there, by code.
        purpose: what its letters are for.
        broken: those of them in which something is wrong with it, so that it cannot be used.
        empty: those of ``broken`` in which nothing is written yet.

    """

    key: str
    name: str
    own: bool
    proposes_times: bool
    takes_times: bool
    languages: tuple[str, ...]
    purpose: Purpose = GENERAL
    broken: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def wrong(self) -> tuple[str, ...]:
        """The languages in which there is a mistake in what is written."""
        return tuple(each for each in self.broken if each not in self.empty)

    @property
    def usable(self) -> tuple[str, ...]:
        """The languages in which a letter can be written with it."""
        return tuple(each for each in self.languages if each not in self.broken)


class BrokenText(TemplateError):
    """A template has a mistake in the language that suits somebody; in another one it can be used.

    Attributes:
        text: the template in that language: its headers can be read.

    """

    def __init__(self, text: Template, wrong: Mistake) -> None:
        said = refusal(text, wrong)
        super().__init__(said.message, said.hint)
        self.text, self.line = text, said.line


class Shelf:
    """All templates there are at a moment: the user's own first, then those that come with the program."""

    def __init__(self, own: Iterable[Template] = ()) -> None:
        self.own = tuple(own)
        self._all = (*self.own, *built_in())

    def listed(self) -> tuple[Listed, ...]:
        """Return each template once, in the shelf's order."""
        own = {each.key for each in self.own}
        keys = dict.fromkeys(each.key for each in self._all)
        return tuple(_listed(self.texts(key), own=key in own) for key in keys)

    def named(
        self,
        key: str,
        contact_languages: Iterable[str] = (),
        home_languages: Iterable[str] = (),
        asked: str | None = None,
    ) -> Template:
        """Return a template in the language that suits the contact, or in the one asked for.

        A text in which nothing is written yet is not there, unless there is no other.

        Raises:
            NotFound: there is no such template; the message names those there are.
            BadInput: it is not there in the language asked for.
            BrokenText: it has a mistake in the language that suits, and can be used in another one.
            TemplateError: something is wrong with it in the language asked for, or in all of them.

        """
        from partnerdesk.core.drafting import choose_language

        texts = self.texts(key)
        if not texts:
            raise self.unknown(key)
        begun = {language: text for language, text in texts.items() if not _empty(text)}
        offered = texts if asked or not begun else begun
        chosen = texts[choose_language(tuple(offered), contact_languages, home_languages, asked)]
        return self._whole(chosen, asked=bool(asked))

    def _whole(self, chosen: Template, *, asked: bool = False) -> Template:
        """Return a text that can be used; refuse any other."""
        for wrong in mistakes(chosen):
            others = not asked and any(not mistakes(each) for each in self.texts(chosen.key).values())
            raise BrokenText(chosen, wrong) if others else refusal(chosen, wrong)
        return chosen

    def second(self, chosen: Template, home_languages: Iterable[str]) -> Template | None:
        """Return a template in our language, to stand below the one chosen; None where that is ours.

        Raises:
            Refused: it is there in no other language.
            BrokenText: it has a mistake in ours.

        """
        from partnerdesk.core.bilingual import base
        from partnerdesk.core.drafting import choose_language

        texts = {key: each for key, each in self.texts(chosen.key).items() if not _empty(each)}
        if texts.get(chosen.language) != chosen or len(texts) < 2:
            hint = "Add a text in another one, or write in one language."
            raise Refused(f"“{chosen.name}” is there in one language only.", hint)
        ours = choose_language(tuple(texts), home_languages)
        return self._whole(texts[ours]) if base(ours) != base(chosen.language) else None

    def proposes_times(self, template: str | Template) -> bool:
        """Say whether the letters of a template, or of one from a file, need a time."""
        return any(each.proposes_times for each in self._meant(template))

    def takes_times(self, template: str | Template) -> bool:
        """Say whether the letters of a template may give times; of one that there is not, they might."""
        meant = self._meant(template)
        return not meant or any(each.takes_times for each in meant)

    def purposes(self, template: str | Template) -> frozenset[Purpose]:
        """Return what the letters of a template are for; of one that there is not, nothing is known."""
        return frozenset(each.purpose for each in self._meant(template))

    def _meant(self, template: str | Template) -> Collection[Template]:
        return (template,) if isinstance(template, Template) else self.texts(template).values()

    def key_of(self, name: str) -> str:
        """Return the key of the template of this key or name, whatever its case; empty: none."""
        named = {fold(each.name): each.key for each in reversed(self._all)}
        return name if self.texts(name) else named.get(fold(name.strip()), "")

    def unknown(self, key: str) -> NotFound:
        """Return the refusal of a template that is not there."""
        names = sorted({each.name for each in self.own}) + sorted({each.key for each in built_in()})
        near = get_close_matches(key.casefold(), names, 1)
        hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(names)}; or give a file."
        return NotFound(f"There is no template called '{key}'.", hint)

    def texts(self, key: str) -> Mapping[str, Template]:
        """Return a template in each of its languages, with mistakes or without; none: no such."""
        return {each.language: each for each in self._all if each.key == key}


@cache
def built_in() -> tuple[Template, ...]:
    """Return the templates that come with the program, by key, then language."""
    files = sorted(paths.resource("templates").glob(f"*{ENDING}"))
    # first-proposal.es.txt: what stands before the language is the key
    return tuple(parse_template(read(file), file.name.partition(".")[0]) for file in files)


def shelf(book: Book | None = None) -> Shelf:
    """Return the templates there are now; without a book, those that come with the program."""
    if book is None:
        return Shelf()
    from sqlalchemy import select

    from partnerdesk.storage.records import TemplateRecord

    with book.read() as session:
        records = session.scalars(select(TemplateRecord).where(TemplateRecord.trashed_at.is_(None)))
        found = sorted(records, key=lambda each: (fold(each.name), each.key, each.language))
    return Shelf(as_template(each) for each in found)


def names(book: Book) -> dict[str, str]:
    """Return the names of all templates by their keys, of those in Trash too: letters remember them."""
    from sqlalchemy import select

    from partnerdesk.storage.records import TemplateRecord

    with book.read() as session:
        own = {key: name for key, name in session.execute(select(TemplateRecord.key, TemplateRecord.name))}  # noqa: C416 - rows are no plain pairs
    return own | {each.key: each.name for each in built_in()}


def as_template(record: TemplateRecord) -> Template:
    """Return a template of the user's own as it stands, checked or not."""
    said = (record.name, record.language, record.subject, record.body)
    purpose = PURPOSES.get(record.purpose, GENERAL)
    return Template(
        key=record.key,
        name=record.name,
        language=record.language,
        subject=record.subject,
        body=record.body,
        proposes_times=record.proposes_times,
        source=written(*said, proposes_times=record.proposes_times, purpose=purpose),
        purpose=purpose,
    )


def _listed(texts: Mapping[str, Template], *, own: bool) -> Listed:
    """Return a template as a list shows it; ``texts`` are by language."""
    first = next(iter(texts.values()))
    broken = tuple(language for language, text in texts.items() if own and mistakes(text))
    empty = tuple(each for each in broken if _empty(texts[each]))
    takes = any(each.takes_times for each in texts.values())
    return Listed(
        key=first.key,
        name=first.name,
        own=own,
        proposes_times=first.proposes_times,
        takes_times=takes,
        languages=tuple(texts),
        purpose=first.purpose,
        broken=broken,
        empty=empty,
    )


def mistakes(template: Template) -> tuple[Mistake, ...]:
    """Return all that is wrong with a template; empty where it can be used."""
    from partnerdesk.core import sandbox  # Jinja2 takes longer to load than the window's first paint may wait

    return sandbox.mistakes(template.subject, template.body, proposes_times=template.proposes_times)


def _empty(text: Template) -> bool:
    """Say whether nothing is written yet in a language."""
    return not (text.subject + text.body).strip()


def refusal(template: Template, wrong: Mistake) -> TemplateError:
    """Return the error that says what is wrong with a template of the user's own, and where."""
    whose = f"“{template.name}” in {language_name(template.language)}"
    if wrong.part == "subject":
        return TemplateError(f"In the subject: {wrong.message}", wrong.hint, whose)
    return TemplateError(wrong.message, wrong.hint, whose, wrong.line)


def load(path: Path) -> Template:
    """Read a template from a file; its key is the file's name.

    Raises:
        NotFound: there is no such file.
        TemplateError: the file cannot be read, is no UTF-8 text, or is not a template; names the line.

    """
    return parse_template(read(path), path.name)


def find(name_or_file: str, book: Book | None = None) -> str | Template:
    """Return what the command line's ``--template NAME|FILE`` means: a key, else a file's template.

    A template's key or name is never taken for a file of that name; ``./reminder`` is the file.

    Raises:
        NotFound: it is neither.
        TemplateError: the file is not a template.

    """
    there = shelf(book)
    if key := there.key_of(name_or_file):
        return key
    path = Path(name_or_file)
    if name_or_file != path.name or path.suffix or os.path.isfile(path):  # noqa: PTH113 - never raises
        return load(path)
    raise there.unknown(name_or_file)


def read(path: Path) -> str:
    """Return the text of a template's file.

    Raises:
        NotFound: there is no such file.
        TemplateError: it cannot be read, is too long, or is no UTF-8 text; names the line.

    """
    name = path.name
    refuse_book(path)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1024)  # what is longer is refused by its length, unread
    except FileNotFoundError:
        raise NotFound(f"There is no file '{path}'.", "Look at its name and folder.") from None
    except OSError as error:
        message = f"The file cannot be read ({error.strerror or 'it is not a plain file'})."
        raise TemplateError(message, "Choose a text file that you may open.", name) from None
    except ValueError:  # a NUL in the name
        raise NotFound("A file's name cannot hold such a character.", "Look at its name.") from None
    if len(data) > MOST_BYTES:
        raise TemplateError("A template may be 32 KB long at the most.", "Shorten it.", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Save it as UTF-8: in most editors, under Save As."
        raise TemplateError("The file is not UTF-8 text.", hint, name, line) from None
