"""From what is to be printed to pages that can be drawn anywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from partnerdesk.formats.paper.cards import CardSetter
from partnerdesk.formats.paper.cover import CoverSetter
from partnerdesk.formats.paper.labels import LabelSetter
from partnerdesk.formats.paper.table import Step, TableSetter
from partnerdesk.formats.paper.type import Page, missing_letters
from partnerdesk.formats.paper.values import Cards, Content, Covers, Labels, LabelSheet, Look, Table

Progress = Callable[[int, int], None]
_SHOWN = 6  # letters that are named


@dataclass(frozen=True)
class Set:
    """A print that is ready to be drawn.

    Attributes:
        title: of the document.
        pages: all of them.
        look: how they look; its paper is that of the pages.
        contacts: how many are on them.
        notices: what the user has to know of them, in sentences: letters that no typeface has, texts cut.
        left_out: what of the contacts is not on them, in sentences.
        exact: they have to be printed in their size: labels.
        labels: the sheet they are on, and the first one that was free on it; None: they are no labels.
        empty: there is nobody on them, nor anything else worth a sheet.
    """

    title: str
    pages: tuple[Page, ...]
    look: Look
    contacts: int = 0
    notices: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    exact: bool = False
    labels: tuple[LabelSheet, int] | None = None
    empty: bool = False


def set_pages(content: Content, progress: Progress | None = None) -> Set:
    """Set a print; needs Qt's application object (``machine.needs_gui``).

    Args:
        content: what goes on the pages.
        progress: called with contacts done and contacts in all; what it raises stops the work.

    Raises:
        BadInput: a sheet of labels has no such first label.
    """
    total = _total(content)

    def step(done: int) -> None:
        if progress:
            progress(done, total)

    if isinstance(content, Labels):
        setter = LabelSetter(content, step)
        pages, cut, title = setter.pages(), setter.type.cut, content.title
    else:
        other = _setter(content, step)
        pages, cut, title = other.pages(), other.sheets.type.cut, content.frame.title
    people = content.people if isinstance(content, Table) and content.people is not None else total
    labels = (content.sheet, content.first) if isinstance(content, Labels) else None
    exact = labels is not None
    # The cover of a country is of use before anybody is known there.
    empty = not (content.covers if isinstance(content, Covers) else people)
    said = _notices(pages, cut, exact=exact)
    return Set(title, tuple(pages), pages[0].look, people, said, exact=exact, labels=labels, empty=empty)


def _setter(content: Table | Cards | Covers, step: Step) -> TableSetter | CardSetter | CoverSetter:
    if isinstance(content, Table):
        return TableSetter(content, step)
    return CardSetter(content, step) if isinstance(content, Cards) else CoverSetter(content, step)


def _total(content: Content) -> int:
    if isinstance(content, Labels):
        return len(content.addresses)
    if isinstance(content, Covers):
        return sum(len(group.rows) for cover in content.covers for group in cover.groups)
    if isinstance(content, Table):
        return sum(len(group.rows) for group in content.groups)
    return sum(len(group.cards) for group in content.groups)


def _notices(pages: list[Page], cut: list[tuple[str, str]], *, exact: bool) -> tuple[str, ...]:
    found = []
    if missing := missing_letters(pages, pages[0].look):
        scripts = dict.fromkeys(_script(char) for char in missing)
        shown = " ".join(missing[:_SHOWN])
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        found.append(
            f"No typeface on this machine has these letters ({', '.join(scripts)}): {shown}{more}. They are "
            "printed as boxes; fonts such as Noto (fonts-noto-core, fonts-noto-cjk) have them."
        )
    if texts := [text for _, text in dict.fromkeys(cut)]:
        one, first = len(texts) == 1, texts[0][:40].strip()
        said = "One text is too long for its place" if one else f"{len(texts)} texts are too long for theirs"
        if exact:
            found.append(f"{said} and cut, as “{first}…”. Choose larger labels.")
        else:
            stands = "It ends in “…” there and stands" if one else "They end in “…” there and stand"
            found.append(f"{said}, as “{first}…”. {stands} in full on the last page.")
    return tuple(found)


def _script(char: str) -> str:
    """Name a letter's script, as Unicode's names of letters begin with it: Thai, Hangul."""
    return unicodedata.name(char, "unnamed").split()[0].removesuffix("-COMPATIBILITY").capitalize()
