"""Templates that come with contacts in a share file: what would become of each, and taking them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerdesk.core.cards import RefusedPart
from partnerdesk.desk import template_files
from partnerdesk.desk.book import Book, Writing
from partnerdesk.desk.incoming import Incoming
from partnerdesk.desk.planned import Decisions, PlannedTemplate


def plan(
    book: Book, files: Sequence[Incoming], decisions: Decisions | None = None
) -> tuple[PlannedTemplate, ...]:
    """Say what would become of each template of some files; nothing is stored."""
    found = list(_read(files, decisions or Decisions()))
    wanted = [each.template for each in found if each.template and each.outcome == "new"]
    new = {id(each) for several in template_files.fresh(book, wanted).values() for each in several}
    return tuple(
        PlannedTemplate(each.file, each.where, "unchanged", each.template)
        if each.outcome == "new" and id(each.template) not in new
        else each
        for each in found
    )


def take(book: Book, writing: Writing, planned: Sequence[PlannedTemplate]) -> None:
    """Add the new ones of some templates to the user's own, as a part of the verb under way."""
    found = [each.template for each in planned if each.template and each.outcome == "new"]
    template_files.add(writing, template_files.fresh(book, found))


def _read(files: Sequence[Incoming], decisions: Decisions) -> Iterator[PlannedTemplate]:
    for number, incoming in enumerate(files):
        for each in incoming.templates():
            if isinstance(each, RefusedPart):
                yield PlannedTemplate(number, each.where, "refused", why=each.why)
            else:
                left = (number, each.where) in decisions.left_out
                yield PlannedTemplate(number, each.where, "left out" if left else "new", each.template)
