"""From what is to be printed to pages that can be drawn anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from partnerdesk.formats.paper.cards import CardSetter
from partnerdesk.formats.paper.cover import CoverSetter
from partnerdesk.formats.paper.labels import LabelSetter
from partnerdesk.formats.paper.missing import draw_as_boxes, missing_letters, named_letters, scripts
from partnerdesk.formats.paper.table import Step, TableSetter
from partnerdesk.formats.paper.type import Page
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
    said = (*_missing(pages), *_cut(cut, exact=exact))
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


def _missing(pages: list[Page]) -> list[str]:
    """Draw letters that no typeface has as boxes, and say so."""
    look = pages[0].look
    missing = missing_letters(pages, look)
    if not missing:
        return []
    draw_as_boxes(pages, missing, look)
    letters = named_letters(missing) or missing
    more = f" and {len(letters) - _SHOWN} more" if len(letters) > _SHOWN else ""
    return [
        f"No typeface on this machine has these letters ({', '.join(scripts(letters))}): "
        f"{' '.join(letters[:_SHOWN])}{more}. They are printed as boxes, and are not found in a PDF; "
        "fonts such as Noto (fonts-noto-core, fonts-noto-cjk) have them."
    ]


def _cut(cut: list[tuple[str, str]], *, exact: bool) -> list[str]:
    if texts := [text for _, text in dict.fromkeys(cut)]:
        one, first = len(texts) == 1, texts[0][:40].strip()
        said = "One text is too long for its place" if one else f"{len(texts)} texts are too long for theirs"
        if exact:
            return [f"{said} and cut, as “{first}…”. Choose larger labels."]
        stands = "It ends in “…” there and stands" if one else "They end in “…” there and stand"
        return [f"{said}, as “{first}…”. {stands} in full on the last page."]
    return []
